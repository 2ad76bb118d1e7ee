package server

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestOpenBodies(t *testing.T) {
	h := newTestHandler(t)
	for day, want := range map[string][2]int{
		"1900-01-01": {0, 0},
		"2013-03-31": {0, 0},
		"2013-04-01": {211, 0},
		"2014-04-01": {211, 0},
		"2015-04-01": {209, 0},
		"2016-04-01": {209, 0},
		"2017-04-01": {207, 0},
		"2018-04-01": {195, 0},
		"2019-04-01": {191, 0},
		"2020-04-01": {135, 0},
		"2021-04-01": {106, 0},
		"2022-04-01": {106, 0},
		"2022-06-30": {106, 0},
		"2022-07-01": {0, 42},
		"2026-03-31": {0, 42},
		"2026-04-01": {0, 42},
	} {
		ccgs, icbs := get[List[Body]](t, h, "/v1/ccgs?as_of="+day), get[List[Body]](t, h, "/v1/icbs?as_of="+day)
		if got := [2]int{ccgs.Count, icbs.Count}; got != want {
			t.Errorf("on %s there are %v, want %v", day, got, want)
		}
		for _, l := range []List[Body]{ccgs, icbs} {
			if l.AsOf.String() != day || l.Count != len(l.Items) || l.Items == nil {
				t.Errorf("on %s: as of %s, count %d of %d items", day, l.AsOf, l.Count, len(l.Items))
			}
			if l.Count == 0 && l.Note == "" {
				t.Errorf("on %s: no note says why the list is empty", day)
			}
			if beyond := day > "2026-03-31"; beyond != (l.KnownUntil.String() == "2026-03-31") || beyond && !strings.Contains(l.Note, "known until 2026-03-31") {
				t.Errorf("on %s: known until %s, note %q", day, l.KnownUntil, l.Note)
			}
		}
	}
	if got := get[List[Body]](t, h, "/v1/ccgs"); got.Count != 0 || got.AsOf.String() != "2026-03-31" || !strings.Contains(got.Note, "2022-06-30") {
		t.Errorf("without a day: %+v", got)
	}
}

func codes(items []Relative) []nhs.OrgID {
	list := []nhs.OrgID{}
	for _, item := range items {
		list = append(list, item.Code)
	}
	return list
}

func TestLineage(t *testing.T) {
	h := newTestHandler(t)
	for target, want := range map[string][]nhs.OrgID{
		"/v1/ccgs/00F/successors?as_of=2015-03-31":             {},
		"/v1/ccgs/00F/successors?as_of=2015-04-01":             {"13T"},
		"/v1/ccgs/00G/successors?as_of=2015-04-01":             {"13T"},
		"/v1/ccgs/00H/successors":                              {"13T"},
		"/v1/ccgs/00H/successors?depth=1":                      {"13T"},
		"/v1/ccgs/00H/successors?depth=all":                    {"13T", "QHM"},
		"/v1/ccgs/00H/successors?depth=all&as_of=2022-06-30":   {"13T"},
		"/v1/ccgs/13T/predecessors?as_of=2015-04-01":           {"00F", "00G", "00H"},
		"/v1/ccgs/13T/predecessors?as_of=2015-03-31":           {},
		"/v1/ccgs/13T/successors":                              {"QHM"},
		"/v1/ccgs/QHM/predecessors?as_of=2022-06-30":           {},
		"/v1/ccgs/QHM/predecessors":                            {"00L", "00N", "00P", "01H", "13T", "16C", "84H", "99C"},
		"/v1/icbs/QHM/successors":                              {},
		"/v1/icbs/QHM/predecessors?depth=all&as_of=2030-01-01": {"00L", "00N", "00P", "01H", "13T", "16C", "84H", "99C", "00F", "00G", "00H", "00C", "00K", "00M", "00D", "00J"},
	} {
		got := get[Lineage](t, h, target)
		if diff := cmp.Diff(want, codes(got.Items)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", target, diff)
		}
		if got.Count != len(got.Items) {
			t.Errorf("%s: count %d of %d items", target, got.Count, len(got.Items))
		}
	}
	for target, want := range map[string][]nhs.OrgID{
		"/v1/ccgs/00F/successors?as_of=2014-04-01": {"00F"},
		"/v1/ccgs/00F/successors?as_of=2015-04-01": {"13T"},
		"/v1/ccgs/00F/successors?as_of=2022-07-01": {"QHM"},
		"/v1/icbs/QHM/successors":                  {"QHM"},
	} {
		if diff := cmp.Diff(want, get[Lineage](t, h, target).Heirs); diff != "" {
			t.Errorf("heirs in %s (-want +got):\n%s", target, diff)
		}
	}
	for day, want := range map[string]int{"2017-03-31": 0, "2017-04-01": 1} {
		if got := get[Lineage](t, h, "/v1/ccgs/01H/successors?as_of="+day).BoundaryChanges; len(got) != want {
			t.Errorf("on %s 01H has %d boundary changes, want %d", day, len(got), want)
		}
	}
}

// TestEveryCCG wants each of the 248 to be there, and its line to lead to a board.
func TestEveryCCG(t *testing.T) {
	h := newTestHandler(t)
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	merged := 0
	for _, g := range register.Groups {
		d := get[CCGDetail](t, h, fmt.Sprintf("/v1/ccgs/%s?as_of=%s", g.Code, g.Opened))
		if d.Open != nhs.Yes || d.Type != "ccg" || d.Code != g.Code || d.Name == "" || len(d.Populations) != len(g.Populations) {
			t.Errorf("%s on its first day: %+v", g.Code, d)
		}
		line := get[Lineage](t, h, "/v1/ccgs/"+string(g.Code)+"/successors?depth=all")
		if last := len(line.Items) - 1; last < 0 || line.Items[last].Type != "icb" || line.Items[last].Code != g.ICB {
			t.Errorf("%s was placed in %s, but its line is %v", g.Code, g.ICB, codes(line.Items))
		}
		if line.Items[0].Type == "ccg" {
			merged++
		}
	}
	if len(register.Groups) != 248 || merged != 142 {
		t.Errorf("%d CCGs, of which %d merged", len(register.Groups), merged)
	}
}

// TestCrosswalkOfEveryPopulation moves every series to the CCGs of 2021.
func TestCrosswalkOfEveryPopulation(t *testing.T) {
	h := newTestHandler(t)
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	type series struct {
		source, measure string
		year            int
		boundaries      nhs.Date
	}
	all := map[series]map[nhs.OrgID]nhs.Money{}
	for _, g := range register.Groups {
		for _, p := range g.Populations {
			s := series{p.Source, p.Measure, p.Year, p.Boundaries}
			if all[s] == nil {
				all[s] = map[nhs.OrgID]nhs.Money{}
			}
			all[s][g.Code] = nhs.Pence(int64(p.People))
		}
	}
	for s, figures := range all {
		q, err := json.Marshal(CrosswalkRequest{From: s.boundaries, To: nhs.MustParseDate("2021-04-01"), Figures: figures})
		if err != nil {
			t.Fatal(err)
		}
		a := post[CrosswalkAnswer](t, h, "/v1/crosswalk", string(q))
		total := nhs.Sum(slices.Collect(maps.Values(figures))...)
		if !a.Total.Equal(total) || !a.Placed.Equal(total) || len(a.Unplaced) != 0 || len(a.Figures) != len(a.Details) {
			t.Errorf("%+v: total %s, placed %s, unplaced %v, want %s placed", s, a.Total, a.Placed, a.Unplaced, total)
		}
		for _, f := range a.Details {
			if f.Org == "01K" && f.Exact && !f.Value.Equal(figures["01K"]) {
				t.Errorf("%+v: 01K has %s, said to be exact", s, f.Value)
			}
		}
	}
	if len(all) < 7 {
		t.Errorf("only %d series", len(all))
	}
}

func TestCrosswalk(t *testing.T) {
	h := newTestHandler(t)
	money := func(figures map[nhs.OrgID]string) map[nhs.OrgID]nhs.Money {
		m := map[nhs.OrgID]nhs.Money{}
		for code, amount := range figures {
			m[code] = nhs.MustParseMoney(amount)
		}
		return m
	}
	type want struct {
		Figures  map[nhs.OrgID]nhs.Money
		Exact    bool
		Unplaced []nhs.OrgID
	}
	for _, test := range []struct {
		name, body string
		want       want
	}{
		{
			"merger", `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"100.00","00G":"0.01","00H":-3}}`,
			want{money(map[nhs.OrgID]string{"13T": "97.01"}), true, nil},
		},
		{
			"nothing", `{"from":"2014-04-01","to":"2021-04-01","figures":{}}`,
			want{money(nil), true, nil},
		},
		{
			"boundary change", `{"from":"2017-03-31","to":"2017-04-01","figures":{"01H":"522784.00"}}`,
			want{money(map[nhs.OrgID]string{"01H": "323146.00", "01K": "199638.00"}), false, nil},
		},
		{
			"not a CCG", `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"1.00","ZZZ":"2.00"}}`,
			want{money(map[nhs.OrgID]string{"13T": "1.00"}), false, []nhs.OrgID{"ZZZ"}},
		},
		{
			"not open then", `{"from":"2014-04-01","to":"2021-04-01","figures":{"13T":"1.00"}}`,
			want{money(nil), false, []nhs.OrgID{"13T"}},
		},
		{
			"back without sizes", `{"from":"2021-04-01","to":"2014-04-01","figures":{"13T":"100.00"}}`,
			want{money(nil), false, []nhs.OrgID{"13T"}},
		},
		{
			"back by sizes", `{"from":"2021-04-01","to":"2014-04-01","figures":{"13T":"100.00"},"sizes":{"00F":1,"00G":1,"00H":2}}`,
			want{money(map[nhs.OrgID]string{"00F": "25.00", "00G": "25.00", "00H": "50.00"}), false, nil},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := post[CrosswalkAnswer](t, h, "/v1/crosswalk", test.body)
			got := want{Figures: a.Figures, Exact: a.Exact}
			for _, u := range a.Unplaced {
				got.Unplaced = append(got.Unplaced, u.Org)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCheckIsTheLibrarysOwn wants the report that the library gives.
func TestCheckIsTheLibrarysOwn(t *testing.T) {
	h := newTestHandler(t)
	group, err := commissioning.Decode[ccg.Group]([]byte(ExampleCCG))
	if err != nil {
		t.Fatal(err)
	}
	one, err := ccg.GroupRules().Select(ccg.RuleDatesWithinLife)
	if err != nil {
		t.Fatal(err)
	}
	rest, err := ccg.GroupRules().Without(ccg.RuleDatesWithinLife, ccg.RuleCodeAndName)
	if err != nil {
		t.Fatal(err)
	}
	asOf := rule.Options{AsOf: nhs.MustParseDate("2014-01-01")}
	for query, want := range map[string]rule.Report{
		"":                                ccg.GroupRules().Check(&group, rule.Options{}),
		"?as_of=2014-01-01":               ccg.GroupRules().Check(&group, asOf),
		"?explain=false":                  ccg.GroupRules().Check(&group, rule.Options{}),
		"?only=CCG-02":                    one.Check(&group, rule.Options{}),
		"?only=CCG-02,CCG-02&only=CCG-02": one.Check(&group, rule.Options{}),
		"?without=CCG-02,%20CCG-01":       rest.Check(&group, rule.Options{}),
		"?without=CCG-02&without=CCG-01":  rest.Check(&group, rule.Options{}),
	} {
		w := do(h, http.MethodPost, "/v1/check/ccg"+query, ExampleCCG)
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(text), strings.TrimSpace(w.Body.String())); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
	explained := post[Report](t, h, "/v1/check/ccg?explain=true", ExampleCCG)
	if diff := cmp.Diff(ccg.GroupRules().Explain(&group, rule.Options{}), explained.Explain); diff != "" {
		t.Errorf("explanation (-want +got):\n%s", diff)
	}
	if len(explained.Findings) == 0 || explained.Counts.Error == 0 {
		t.Errorf("the example has no error: %+v", explained)
	}
}

// TestRealMarketChecks wants the real market to fit within the bounds of a body
// and to have no error.
func TestRealMarketChecks(t *testing.T) {
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(market)
	if err != nil {
		t.Fatal(err)
	}
	for _, contentType := range []string{"application/json", "application/json; charset=UTF-8", "application/vnd.market+json"} {
		w := do(newTestHandler(t), http.MethodPost, "/v1/check/market?explain=true", string(text), "Content-Type: "+contentType)
		r := read[Report](t, w)
		if r.Counts.Error != 0 || r.Counts.Broken != 0 || len(r.Explain) == 0 {
			t.Errorf("%s: %+v", contentType, r.Counts)
		}
	}
	objects, values := bytes.Count(text, []byte("{")), bytes.Count(text, []byte(","))
	if 2*objects > web.MaxObjects || 2*values > web.MaxValues || int64(2*len(text)) > web.DefaultMaxBody {
		t.Errorf("%d objects, %d values and %d bytes leave too little room", objects, values, len(text))
	}
}

func TestRules(t *testing.T) {
	h := newTestHandler(t)
	all := get[List[map[string]any]](t, h, "/v1/rules")
	want := 0
	for range commissioning.Catalogue() {
		want++
	}
	if all.Count != want || want == 0 {
		t.Errorf("%d rules, want %d", all.Count, want)
	}
	last := ""
	for _, item := range all.Items {
		id := item["id"].(string)
		for _, member := range []string{"title", "severity", "basis", "citations", "in_force", "subject", "page"} {
			if item[member] == nil {
				t.Errorf("%s has no %s", id, member)
			}
		}
		if id <= last {
			t.Errorf("%s comes after %s", id, last)
		}
		last = id
		if diff := cmp.Diff(item, get[map[string]any](t, h, "/v1/rules/"+id)); diff != "" {
			t.Errorf("%s in the list and alone (-list +alone):\n%s", id, diff)
		}
	}
	for name, values := range map[string][]string{"severity": Severities(), "basis": Bases()} {
		sum := 0
		for _, value := range values {
			part := get[List[map[string]any]](t, h, "/v1/rules?"+name+"="+value)
			for _, item := range part.Items {
				if item[name] != value {
					t.Errorf("%v is among those of %s %s", item["id"], name, value)
				}
			}
			sum += part.Count
		}
		if sum != all.Count {
			t.Errorf("%d rules by %s, want %d", sum, name, all.Count)
		}
	}
	if got := get[List[map[string]any]](t, h, "/v1/rules?subject=ccg&severity=error"); got.Count == 0 || got.Count == all.Count {
		t.Errorf("%d rules of errors in a CCG", got.Count)
	}
}

func TestAllowances(t *testing.T) {
	got := get[List[Allowance]](t, newTestHandler(t), "/v1/allowances")
	byYear := map[string]Allowance{}
	for _, a := range got.Items {
		byYear[a.Scope+" "+string(a.Code)+" "+a.Year.String()] = a
		if len(a.Sources) == 0 || a.Status == "" {
			t.Errorf("%+v has no source or status", a)
		}
	}
	if a := byYear["england  2013/14"]; a.PerHead == nil || a.PerHead.String() != "£25.00" || a.Total == nil || a.Total.String() != "£1,340,000,000.00" {
		t.Errorf("2013/14: %+v", a)
	}
	if a := byYear["england  2018/19"]; a.PerHead != nil || a.Total == nil {
		t.Errorf("of 2018/19 only the total is known: %+v", a)
	}
	if a := byYear["ccg 10C 2013/14"]; a.Amount == nil || a.Precision == nil || a.Total != nil {
		t.Errorf("10C: %+v", a)
	}
	if _, carried := byYear["england  2016/17"]; carried {
		t.Error("2016/17 was carried forward")
	}
}

func TestVersion(t *testing.T) {
	v := get[Version](t, newTestHandler(t), "/version")
	var manifest struct {
		Version   string            `json:"version"`
		Resources []json.RawMessage `json:"resources"`
	}
	if err := json.Unmarshal(v.Data.Manifest, &manifest); err != nil {
		t.Fatal(err)
	}
	if v.Module != ModulePath || v.Version == "" || v.Go == "" {
		t.Errorf("%+v", v)
	}
	if v.Data.Version != manifest.Version || v.Data.KnownUntil.String() != "2026-03-31" || len(manifest.Resources) == 0 {
		t.Errorf("data %s, known until %s; the manifest says %s", v.Data.Version, v.Data.KnownUntil, manifest.Version)
	}
}

func TestDescribe(t *testing.T) {
	type want struct {
		Version, Go, Revision string
		Modified              bool
	}
	self := debug.Module{Path: ModulePath, Version: "v1.2.3"}
	commit := []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"}}
	for name, test := range map[string]struct {
		build *debug.BuildInfo
		want  want
	}{
		"no information":  {nil, want{Version: "unknown"}},
		"the module":      {&debug.BuildInfo{GoVersion: "go1.26", Main: self, Settings: commit}, want{"v1.2.3", "go1.26", "abc", true}},
		"another program": {&debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Path: "example.org/x"}, Deps: []*debug.Module{&self}, Settings: commit}, want{"v1.2.3", "go1.26", "", false}},
	} {
		v, err := describe(test.build, nhs.Date{})
		if diff := cmp.Diff(test.want, want{v.Version, v.Go, v.Revision, v.Modified}); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestDataFiles(t *testing.T) {
	h := newTestHandler(t)
	for name, contentType := range map[string]string{
		"ccgs.csv": "text/csv; charset=utf-8", "datapackage.json": "application/json", "README.md": "text/markdown; charset=utf-8",
	} {
		want, err := fs.ReadFile(england.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		w := do(h, http.MethodGet, "/data/"+name, "")
		if !bytes.Equal(w.Body.Bytes(), want) || w.Header().Get("Content-Type") != contentType {
			t.Errorf("%s: status %d, %s, %d bytes", name, w.Code, w.Header().Get("Content-Type"), w.Body.Len())
		}
	}
}

// TestGolden holds one answer of each kind to its file.
func TestGolden(t *testing.T) {
	h := newTestHandler(t)
	for name, request := range map[string][3]string{
		"ccg.json":              {http.MethodGet, "/v1/ccgs/01H?as_of=2016-01-01"},
		"ccgs_none.json":        {http.MethodGet, "/v1/ccgs"},
		"ccgs_2021.csv":         {http.MethodGet, "/v1/ccgs?as_of=2021-04-01&format=csv"},
		"icb.json":              {http.MethodGet, "/v1/icbs/QHM?as_of=2027-01-01"},
		"successors.json":       {http.MethodGet, "/v1/ccgs/00F/successors?depth=all"},
		"successors_01K.json":   {http.MethodGet, "/v1/ccgs/01K/successors"},
		"predecessors.csv":      {http.MethodGet, "/v1/ccgs/13T/predecessors?format=csv"},
		"allowances.json":       {http.MethodGet, "/v1/allowances"},
		"allowances.csv":        {http.MethodGet, "/v1/allowances?format=csv"},
		"crosswalk.json":        {http.MethodPost, "/v1/crosswalk", ExampleCrosswalk},
		"crosswalk_beyond.json": {http.MethodPost, "/v1/crosswalk", `{"from":"2021-04-01","to":"2030-01-01","figures":{"13T":"1.00","ZZZ":"2.00"}}`},
		"problem.json":          {http.MethodPost, "/v1/check/ccg", "{\n  \"code\": \"00c\"\n}"},
	} {
		t.Run(name, func(t *testing.T) {
			got := do(h, request[0], request[1], request[2]).Body.Bytes()
			if strings.HasSuffix(name, ".json") {
				got = readable(t, got)
			}
			path := filepath.Join("testdata", "golden", name)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// readable indents JSON and leaves out the request ID.
func readable(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.SplitAfter(b.String(), "\n"), func(line string) bool {
		return strings.Contains(line, `"request_id":`)
	})
	return []byte(strings.Join(lines, ""))
}
