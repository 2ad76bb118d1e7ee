package sla

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

func example(tb testing.TB, name string) *Agreement {
	tb.Helper()
	for _, e := range Examples() {
		if e.Name == name {
			a, err := document.Decode[Agreement](e.Document)
			if err != nil {
				tb.Fatal(err)
			}
			return &a
		}
	}
	tb.Fatalf("no example %s", name)
	return nil
}

func withhold(a *Agreement, paths ...rule.Pointer) *Agreement {
	a.Disclosure = Disclosure{}
	for _, p := range paths {
		a.Disclosure.Parts = append(a.Disclosure.Parts, Part{Path: p, Level: Confidential, Reason: "test"})
	}
	return a
}

func viewJSON(tb testing.TB, a *Agreement, on nhs.Date) []byte {
	tb.Helper()
	v, err := View(a, on)
	if err != nil {
		tb.Fatalf("View: %v", err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		tb.Fatalf("the view cannot be written: %v", err)
	}
	return text
}

func TestRedact(t *testing.T) {
	a := withhold(example(t, "partnership"), "/lines/3/price", "/customers/0/share", "/lines/1", "/goals", "/lines/0/kpis/0/results/2/numerator")
	public, withheld, err := Redact(a, nhs.Date{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range withheld {
		got = append(got, fmt.Sprintf("%s %v", w.Path, w.Implied))
	}
	want := []string{
		"/customers/0/share false", "/customers/1/share true", "/goals false",
		"/lines/0/kpis/0/results/2/denominator true", "/lines/0/kpis/0/results/2/numerator false", "/lines/0/kpis/0/results/2/value true",
		"/lines/1 false", "/lines/3/price false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("withheld (-want +got):\n%s", diff)
	}
	if public.Lines[3].Price != nil || public.Goals != nil || !reflect.ValueOf(public.Lines[1]).IsZero() || len(public.Lines) != 5 {
		t.Errorf("something withheld is left: %+v", public)
	}
	for i, c := range public.Customers {
		if c.Share != nil || c.ID != a.Customers[i].ID || c.People != a.Customers[i].People {
			t.Errorf("customer %d is %+v", i, c)
		}
	}
	if r := public.Lines[0].KPIs[0].Results[2]; r.Numerator != nil || r.Denominator != nil || r.From.IsZero() {
		t.Errorf("the result is %+v", r)
	}
	if a.Lines[3].Price == nil || a.Goals == nil || a.Customers[1].Share == nil {
		t.Error("the original was changed")
	}
}

func TestRedactByDay(t *testing.T) {
	a := example(t, "partnership") // withholds one price until 31 December 2014
	for on, shown := range map[string]bool{"": false, "2014-12-31": false, "2015-01-01": true} {
		var d nhs.Date
		if on != "" {
			d = day(on)
		}
		v, err := View(a, d)
		if err != nil {
			t.Fatal(err)
		}
		if (v.Agreement.Lines[3].Price != nil) != shown || (v.Charges != nil) != shown || (len(v.Withheld) == 0) != shown {
			t.Errorf("on %q: price %v, charges %v, withheld %v; want them shown: %v", on, v.Agreement.Lines[3].Price, v.Charges != nil, v.Withheld, shown)
		}
	}
}

func TestWithheldByDefault(t *testing.T) {
	a := example(t, "partnership")
	a.Disclosure = Disclosure{Default: Confidential, Reason: "commercial", Until: day("2016-03-31"), Parts: []Part{
		{Path: "/provider", Level: Public}, {Path: "/lines/2/service", Level: Public}, {Path: "/lines/9/service", Level: Public}, {Path: "/provider/kind", Level: PartiesOnly},
	}}
	public, withheld, err := Redact(a, nhs.Date{})
	if err != nil {
		t.Fatal(err)
	}
	want := Agreement{
		Provider:   Provider{ID: "example-csu", Name: "Example CSU", SignedBy: "nhs-england"},
		Lines:      []Line{{}, {}, {Service: service.ServiceRedesign}},
		Disclosure: a.Disclosure,
	}
	slices.SortFunc(want.Disclosure.Parts, func(x, y Part) int { return x.Path.Compare(y.Path) })
	if diff := cmp.Diff(want, public); diff != "" {
		t.Errorf("redacted (-want +got):\n%s", diff)
	}
	if len(withheld) != 2 || withheld[0].Path != "" || withheld[0].Reason != "commercial" || withheld[1].Path != "/provider/kind" {
		t.Errorf("withheld: %+v", withheld)
	}
	if public, _, _ := Redact(a, day("2016-04-01")); public.ID != "partnership" || public.Provider.Kind != "" {
		t.Errorf("after its end the default still holds, or a part does not: %+v", public.Provider)
	}
}

func TestPublicPartsHaveNoEnd(t *testing.T) {
	a := example(t, "partnership")
	a.Disclosure = Disclosure{Default: Confidential, Parts: []Part{{Path: "/id", Level: Public, Until: day("2014-01-31")}}}
	if public, _, err := Redact(a, day("2014-02-01")); err != nil || public.ID != "partnership" {
		t.Errorf("a public part was withheld after a day: %q, %v", public.ID, err)
	}
}

// TestViewIsNotMisled: what is left out of the view is neither used as if
// it were nothing nor found missing.
func TestViewIsNotMisled(t *testing.T) {
	v, err := View(withhold(example(t, "partnership"), "/goals", "/lines/0/kpis/0/target", "/lines/1/id", "/lines/2/kpis", "/exit/plan"), nhs.Date{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Findings {
		switch f.Rule {
		case RuleLongTermNeedsGoals, RuleExit:
			t.Errorf("what is withheld is found missing: %v", f)
		}
	}
	var shown []rule.Pointer
	for _, k := range v.KPIs {
		shown = append(shown, k.Path)
	}
	if diff := cmp.Diff([]rule.Pointer{"/lines/3/kpis/0", "/lines/4/kpis/0"}, shown); diff != "" {
		t.Errorf("indicators shown (-want +got):\n%s", diff)
	}
	if v.Charges != nil {
		t.Error("charges are shown, though the ID of a line is withheld, by which prices vary")
	}
	want := []NotShown{
		{"charges", []rule.Pointer{"/lines/1/id"}},
		{"kpis", []rule.Pointer{"/lines/0/kpis/0/target", "/lines/1/id", "/lines/2/kpis"}},
		{"findings", []rule.Pointer{"/exit/plan", "/goals", "/lines/0/kpis/0/target", "/lines/1/id", "/lines/2/kpis"}},
	}
	if diff := cmp.Diff(want, v.NotShown); diff != "" {
		t.Errorf("not shown (-want +got):\n%s", diff)
	}
}

func TestRedundantPartsAreNotTold(t *testing.T) {
	a := withhold(example(t, "partnership"), "/lines", "/lines/3/price", "/lines/77/price")
	a.Disclosure.Parts[1].Reason = "so dear"
	text := viewJSON(t, a, nhs.Date{})
	for _, secret := range []string{"so dear", "/lines/3", "/lines/77"} {
		if bytes.Contains(text, []byte(secret)) {
			t.Errorf("the view tells %q", secret)
		}
	}
}

// TestNothingIsPublishedBySlip: where a part to be withheld is not there, nothing
// is published.
func TestNothingIsPublishedBySlip(t *testing.T) {
	for _, p := range []rule.Pointer{
		"/line/3/price", "/lines/5", "/lines/03", "/lines/-1", "/lines/x", "lines", "/", "/lines/", "/term/starts/year", "/lines/3/price/amount/pence",
		"/disclosure", "/disclosure/parts", rule.Pointer(strings.Repeat("/lines", 20)),
	} {
		if v, err := View(withhold(example(t, "partnership"), p), nhs.Date{}); err == nil {
			t.Errorf("%q: published, with %v withheld", p, v.Withheld)
		}
	}
	for _, p := range []rule.Pointer{"/risk_share/gain_cap", "/lines/0/kpis/0/threshold", "/exit", "/lines/4/volumes"} {
		if _, err := View(withhold(example(t, "partnership"), p), nhs.Date{}); err != nil {
			t.Errorf("%q could be there: %v", p, err)
		}
	}
}

// TestPublicByNameButNotThere: a part that is public by name, but not there, shows
// nothing of what it would lie in: neither how long a list is, nor whether there is
// a risk share, nor by an error.
func TestPublicByNameButNotThere(t *testing.T) {
	view := func(document string) string {
		var a Agreement
		if err := json.Unmarshal([]byte(document), &a); err != nil {
			t.Fatal(err)
		}
		v, err := View(&a, nhs.Date{})
		if err != nil {
			return err.Error()
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, parts := range []string{
		`{"path":"/lines/2/name","level":"public"}`,
		`{"path":"/lines/2/kpis","level":"public"}`,
		`{"path":"/lines/2/price","level":"public"}`,
		`{"path":"/lines/2/price/rate","level":"public"}`,
		`{"path":"/lines/2/volumes/0/units","level":"public"}`,
		`{"path":"/lines/2/price","level":"public"},{"path":"/lines/2/price/rate","level":"confidential"}`,
		`{"path":"/risk_share/gain_cap","level":"public"}`,
		`{"path":"/risk_share/gain","level":"public"}`,
	} {
		rest := `"disclosure":{"default":"confidential","parts":[` + parts + `]}}`
		with := view(`{"lines":[{},{"name":"secret"},{"scope":"secret","volumes":[{"month":"2013-04-01","units":0}]}],"risk_share":{"baseline":"1.00"},` + rest)
		if diff := cmp.Diff(view(`{`+rest), with); diff != "" {
			t.Errorf("%s tells what is withheld (-without +with):\n%s", parts, diff)
		}
	}
}

// TestPublicAsAWhole: a part that makes all public outdoes the default.
func TestPublicAsAWhole(t *testing.T) {
	a := example(t, "partnership")
	a.Disclosure = Disclosure{Default: Confidential, Parts: []Part{{Path: "", Level: Public}}}
	v, err := View(a, nhs.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if v.Agreement.ID != a.ID || len(v.Withheld) > 0 || v.Charges == nil {
		t.Errorf("withheld: %+v", v.Withheld)
	}
}

func TestBlanketRefusalIsFlaggedInPublic(t *testing.T) {
	a := example(t, "partnership")
	a.Disclosure = Disclosure{Default: Confidential, Reason: "commercial", Until: day("2016-03-31")}
	v, err := View(a, nhs.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Findings) != 1 || v.Findings[0].Rule != RuleBlanketRefusal {
		t.Errorf("found %v, want %s alone", v.Findings, RuleBlanketRefusal)
	}
}

// TestPublicFindingsAreTrue withholds every place of every fixture, one by one:
// whatever is found in public is found in the whole agreement too.
func TestPublicFindingsAreTrue(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*/[fp]a*.json") // pass and fail
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	type key struct {
		rule     rule.ID
		severity rule.Severity
		path     rule.Pointer
		message  string
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var fixture struct{ Document Agreement }
		if err := json.Unmarshal(text, &fixture); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		a := fixture.Document
		var places []rule.Pointer
		everyPlace(reflect.ValueOf(&a).Elem(), "", func(p rule.Pointer) { places = append(places, p) })
		for _, on := range []nhs.Date{{}, day("2013-07-01"), day("2016-06-01")} {
			for _, p := range places {
				withhold(&a, p)
				whole := map[key]bool{}
				for _, f := range AgreementRules().Check(&a, rule.Options{AsOf: on}).Findings {
					whole[key{f.Rule, f.Severity, f.Path, f.Message}] = true
				}
				v, err := View(&a, on)
				if err != nil {
					t.Fatalf("%s without %s: %v", file, p, err)
				}
				for _, f := range v.Findings {
					if !whole[key{f.Rule, f.Severity, f.Path, f.Message}] {
						t.Errorf("%s without %s on %q: the public is told %v", file, p, on, f)
					}
				}
			}
		}
	}
}

func TestUnknownLevelWithholds(t *testing.T) {
	a := withhold(example(t, "partnership"), "/goals", "/goals")
	a.Disclosure.Parts[0].Level = Public
	a.Disclosure.Parts[1].Level = "confidental"
	if public, _, err := Redact(a, nhs.Date{}); err != nil || public.Goals != nil {
		t.Errorf("a level of an unknown word publishes, or gives way to another part: %v, %v", public.Goals, err)
	}
	a.Disclosure = Disclosure{Default: "secret"}
	if public, _, err := Redact(a, nhs.Date{}); err != nil || public.ID != "" {
		t.Errorf("a default of an unknown word publishes: %v", err)
	}
}

const marker = "LEAKED"
