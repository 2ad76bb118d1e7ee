package server

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// TestCheckIsTheLibrarysOwn wants the report that the library gives.
func TestCheckIsTheLibrarysOwn(t *testing.T) {
	h := newTestHandler(t)
	group, err := document.Decode[ccg.Group]([]byte(api.ExampleCCG()))
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
		w := do(h, http.MethodPost, "/v1/check/ccg"+query, api.ExampleCCG())
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(text), strings.TrimSpace(w.Body.String())); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
	explained := post[api.Report](t, h, "/v1/check/ccg?explain=true", api.ExampleCCG())
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
		r := read[api.Report](t, w)
		if r.Counts.Error != 0 || r.Counts.Panicked != 0 || len(r.Explain) == 0 {
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
	all := get[api.List[map[string]any]](t, h, "/v1/rules")
	want := 0
	for range catalogue.Rules() {
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
	for name, values := range map[string][]string{"severity": api.Severities(), "basis": api.Bases()} {
		sum := 0
		for _, value := range values {
			part := get[api.List[map[string]any]](t, h, "/v1/rules?"+name+"="+value)
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
	if got := get[api.List[map[string]any]](t, h, "/v1/rules?subject=ccg&severity=error"); got.Count == 0 || got.Count == all.Count {
		t.Errorf("%d rules of errors in a CCG", got.Count)
	}
}

func TestAllowances(t *testing.T) {
	got := get[api.List[api.Allowance]](t, newTestHandler(t), "/v1/allowances")
	byYear := map[string]api.Allowance{}
	for _, a := range got.Items {
		byYear[a.Scope+" "+string(a.Code)+" "+a.Year.String()] = a
		if len(a.Sources) == 0 || a.Status == "" {
			t.Errorf("%+v has no source or status", a)
		}
	}
	if a := byYear["england  2013/14"]; a.PerHead == nil || a.PerHead.String() != "£25.00" || a.Total == nil || a.Total.String() != "£1,345,200,000.00" {
		t.Errorf("2013/14: %+v", a)
	}
	if a := byYear["england  2018/19"]; a.PerHead != nil || a.Total == nil {
		t.Errorf("of 2018/19 only the total is known: %+v", a)
	}
	if a := byYear["ccg 10C 2013/14"]; a.Amount == nil || a.Precision == nil || a.Total != nil {
		t.Errorf("10C: %+v", a)
	}
	if _, carried := byYear["england  2017/18"]; carried {
		t.Error("2017/18 was carried forward")
	}
}

func TestVersion(t *testing.T) {
	v := get[api.Version](t, newTestHandler(t), "/version")
	var manifest struct {
		Version   string            `json:"version"`
		Resources []json.RawMessage `json:"resources"`
	}
	if err := json.Unmarshal(v.Data.Manifest, &manifest); err != nil {
		t.Fatal(err)
	}
	if v.Module != api.ModulePath || v.Version == "" || v.Go == "" {
		t.Errorf("%+v", v)
	}
	if v.Data.Version != manifest.Version || v.Data.KnownUntil.String() != "2026-03-31" || len(manifest.Resources) == 0 {
		t.Errorf("data %s, known until %s; the manifest says %s", v.Data.Version, v.Data.KnownUntil, manifest.Version)
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
