package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/web"
)

// TestRefusals wants every refusal to be a problem that says what was wrong and
// where. It is long because it is a table with a row for each refusal.
func TestRefusals(t *testing.T) {
	const (
		GET, POST = http.MethodGet, http.MethodPost
		check     = "/v1/check/ccg"
		walk      = "/v1/crosswalk"
	)
	whole := func(at string) []web.Fault { return []web.Fault{{Parameter: at}} }
	place := func(at string, line, column int) []web.Fault {
		return []web.Fault{{Pointer: &at, Line: line, Column: column}}
	}
	tests := []struct {
		name           string
		method, target string
		body           string
		header         []string
		status         int
		detail         string // a part of it
		faults         []web.Fault
	}{
		{"no such path", GET, "/v1/nothing", "", nil, 404, "/ lists everything", nil},
		{"no such path, posted", POST, "/v1/nothing", "", nil, 404, "/ lists everything", nil},
		{"below a path", GET, "/v1/ccgs/", "", nil, 404, "", nil},
		{"method", POST, "/v1/ccgs", "{}", nil, 405, "want GET, HEAD", nil},
		{"method of a check", GET, check, "", nil, 405, "want POST", nil},
		{"strange method", "BREW", "/healthz", "", nil, 405, "want GET, HEAD", nil},

		{"unknown parameter", GET, "/v1/ccgs?asof=2013-04-01", "", nil, 400, "as_of, q, format", whole("asof")},
		{"no parameters", GET, "/v1/allowances?as_of=2013-04-01", "", nil, 400, "want one of format", whole("as_of")},
		{"repeated parameter", GET, "/v1/ccgs?as_of=2013-04-01&as_of=2014-04-01", "", nil, 400, "2 times", whole("as_of")},
		{"malformed query", GET, "/v1/ccgs?as_of=%zz", "", nil, 400, "percent-encoded", nil},
		{"semicolons", GET, "/v1/ccgs?as_of=2013-04-01;format=csv", "", nil, 400, "joined by &", nil},
		{"year for a date", GET, "/v1/ccgs?as_of=2013", "", nil, 400, "YYYY-MM-DD", whole("as_of")},
		{"no such day", GET, "/v1/ccgs?as_of=2013-02-30", "", nil, 400, "date", whole("as_of")},
		{"empty date", GET, "/v1/icbs?as_of=", "", nil, 400, "date", whole("as_of")},
		{"format", GET, "/v1/ccgs?format=xml", "", nil, 400, "json or csv", whole("format")},
		{"format of an object", GET, "/v1/ccgs/00F?format=csv", "", nil, 400, "want json", whole("format")},
		{"depth", GET, "/v1/ccgs/00F/successors?depth=2", "", nil, 400, "1 or all", whole("depth")},
		{"severity", GET, "/v1/rules?severity=fatal", "", nil, 400, "error or warning or info", whole("severity")},
		{"basis", GET, "/v1/rules?basis=SEED", "", nil, 400, "law or guidance or finding or study or integrity or unsourced", whole("basis")},
		{"subject", GET, "/v1/rules?subject=pct", "", nil, 400, "ccg", whole("subject")},
		{"long parameter", GET, "/v1/ccgs?" + strings.Repeat("x", 5000) + "=1", "", nil, 400, "…", whole(strings.Repeat("x", 64) + "…")},

		{"no such CCG", GET, "/v1/ccgs/99X", "", nil, 404, "99X", nil},
		{"code in lower case", GET, "/v1/ccgs/00f", "", nil, 404, "00F", nil},
		{"lineage of a code in lower case", GET, "/v1/ccgs/00f/successors", "", nil, 404, "00F", nil},
		{"malformed code", GET, "/v1/ccgs/0%200", "", nil, 400, "ODS code", nil},
		{"ICB among CCGs", GET, "/v1/ccgs/QHM", "", nil, 404, "/v1/icbs/QHM", nil},
		{"CCG among ICBs", GET, "/v1/icbs/00F", "", nil, 404, "/v1/ccgs/00F", nil},
		{"no such rule", GET, "/v1/rules/CCG-99", "", nil, 404, "/v1/rules", nil},
		{"rule in lower case", GET, "/v1/rules/ccg-01", "", nil, 404, "CCG-01", nil},
		{"no such file", GET, "/data/passwd", "", nil, 404, "datapackage.json", nil},
		{"a file elsewhere", GET, "/data/..%2fdoc.go", "", nil, 404, "datapackage.json", nil},

		{"no content type", POST, check, "{}", []string{"X: y"}, 415, "Content-Type: application/json", nil},
		{"content type", POST, check, "{}", []string{"Content-Type: text/plain"}, 415, "text/plain", nil},
		{"charset", POST, check, "{}", []string{"Content-Type: application/json; charset=latin1"}, 415, "utf-8", nil},
		{"compressed", POST, check, "{}", []string{"Content-Type: application/json", "Content-Encoding: gzip"}, 415, "gzip", nil},
		{"too large", POST, check, strings.Repeat(" ", web.DefaultMaxBody+1), nil, 413, "4194304 bytes", nil},
		{"too many objects", POST, check, strings.Repeat("{", web.MaxObjects+1), nil, 413, "objects", nil},
		{"too many values", POST, walk, strings.Repeat(",", web.MaxValues+1), nil, 413, "values", nil},

		{"empty body", POST, check, "", nil, 400, "empty", nil},
		{"blank body", POST, walk, " \n", nil, 400, "empty", nil},
		{"broken JSON", POST, check, "{\n \"code\": }", nil, 400, "line 2", place("/code", 2, 10)},
		{"unknown member", POST, check, `{"colour": 1}`, nil, 400, "unknown member", place("/colour", 1, 2)},
		{"member twice", POST, check, `{"code": "00C", "code": "00C"}`, nil, 400, "duplicate member", place("/code", 1, 17)},
		{"two documents", POST, check, `{} {}`, nil, 400, "trailing data after document", place("", 1, 4)},
		{"an array", POST, "/v1/check/market", `[]`, nil, 400, "want an object", place("", 1, 1)},
		{"bad money", POST, check, `{"code":"00C","years":[{"year":"2013/14","allowance":{"amount":"1.234"}}]}`, nil, 400, "decimals", place("/years/0/allowance/amount", 1, 64)},
		{"nought people", POST, check, `{"populations":[{"people":0}]}`, nil, 400, "people", place("/populations/0/people", 1, 27)},
		{"unknown rule", POST, check + "?only=CCG-01,CCG-99", "{}", nil, 400, `no rule "CCG-99"`, whole("only")},
		{"rule of another subject", POST, check + "?without=CCG-04", "{}", nil, 400, `no rule "CCG-04"`, whole("without")},
		{"no rule", POST, check + "?only=", "{}", nil, 400, "a rule is missing", whole("only")},
		{"too many rules", POST, check + "?only=" + strings.Repeat("CCG-01,", 1001) + "CCG-01", "{}", nil, 400, "at most 1000", nil},
		{"explain", POST, check + "?explain=yes", "{}", nil, 400, "true or false", whole("explain")},

		{"no from", POST, walk, `{"to":"2021-04-01","figures":{}}`, nil, 400, "missing", place("/from", 0, 0)},
		{"no to", POST, walk, `{"from":"2014-04-01","figures":{}}`, nil, 400, "missing", place("/to", 0, 0)},
		{"no figures", POST, walk, `{"from":"2014-04-01","to":"2021-04-01"}`, nil, 400, "missing", place("/figures", 0, 0)},
		{"before the register", POST, walk, `{"from":"2013-03-30","to":"2021-04-01","figures":{}}`, nil, 422, "2013-03-31", place("/from", 0, 0)},
		{"back before the register", POST, walk, `{"from":"2014-04-01","to":"2012-04-01","figures":{}}`, nil, 422, "2013-03-31", place("/to", 0, 0)},
		{"bad figure", POST, walk, `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"1e5"}}`, nil, 400, "money", place("/figures/00F", 1, 57)},
		{"bad code", POST, walk, `{"from":"2014-04-01","to":"2021-04-01","figures":{"00f":"1"}}`, nil, 400, "00F", place("/figures/00f", 1, 51)},
		{"negative size", POST, walk, `{"from":"2014-04-01","to":"2021-04-01","figures":{},"sizes":{"00F":-1}}`, nil, 400, "people", place("/sizes/00F", 1, 68)},
		{"size of nobody", POST, walk, `{"from":"2014-04-01","to":"2021-04-01","figures":{},"sizes":{"00F":1,"ZZZ":2,"ZZY":3}}`, nil, 422, "ZZY is not in the register", place("/sizes/ZZY", 0, 0)},
		{"query of a crosswalk", POST, walk + "?as_of=2014-04-01", `{}`, nil, 400, "want one of to_kind, format", whole("as_of")},
	}
	h := newTestHandler(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := do(h, test.method, test.target, test.body, test.header...)
			p := wantProblem(t, w, test.status)
			if !strings.Contains(p.Detail, test.detail) {
				t.Errorf("detail %q, want a part %q", p.Detail, test.detail)
			}
			for i := range p.Errors {
				if p.Errors[i].Detail == "" {
					t.Errorf("error %d has no detail", i)
				}
				p.Errors[i].Detail = ""
			}
			if diff := cmp.Diff(test.faults, p.Errors); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}
