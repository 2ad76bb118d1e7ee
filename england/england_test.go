package england_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

func market(tb testing.TB) *commissioning.Market {
	tb.Helper()
	m, err := england.Market()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func TestOpenBodies(t *testing.T) {
	x := commissioning.NewIndex(market(t))
	type open struct{ CCGs, ICBs int }
	want := map[string]open{
		"2013-03-31": {}, "2013-04-01": {211, 0}, "2014-04-01": {211, 0},
		"2015-03-31": {211, 0}, "2015-04-01": {209, 0}, "2016-04-01": {209, 0},
		"2017-04-01": {207, 0}, "2018-04-01": {195, 0}, "2019-04-01": {191, 0},
		"2020-04-01": {135, 0}, "2021-04-01": {106, 0}, "2022-04-01": {106, 0},
		"2022-06-30": {106, 0}, "2022-07-01": {0, 42}, "2026-03-31": {0, 42}, "2026-04-01": {0, 36},
	}
	got := make(map[string]open)
	for day := range want {
		var o open
		for range x.CCGsOn(nhs.MustParseDate(day)) {
			o.CCGs++
		}
		for range x.ICBsOn(nhs.MustParseDate(day)) {
			o.ICBs++
		}
		got[day] = o
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("open bodies (-want +got):\n%s", diff)
	}
}

func TestMergers(t *testing.T) {
	r, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	groups := make(map[nhs.OrgID]bool)
	for _, g := range r.Groups {
		groups[g.Code] = true
	}
	kinds := make(map[string]int)
	for _, s := range r.Successions {
		switch {
		case s.Kind == lineage.BoundaryChange:
			kinds["boundary change"]++
		case groups[s.Successor]:
			kinds["into a group"]++
		default:
			kinds["into a board"]++
		}
	}
	want := map[string]int{"into a group": 142, "into a board": 109 + 16, "boundary change": 10}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	if len(r.Groups) != 248 {
		t.Errorf("%d groups, want 248", len(r.Groups))
	}
	var into13T []nhs.OrgID
	for s := range r.History().Takeovers("13T") {
		into13T = append(into13T, s.Predecessor)
	}
	if diff := cmp.Diff([]nhs.OrgID{"00F", "00G", "00H"}, into13T); diff != "" {
		t.Errorf("predecessors of 13T (-want +got):\n%s", diff)
	}
}

// Every population series must arrive whole among the groups of April 2021, and
// a figure that crossed a boundary change must say that it is not exact.
func TestPopulationsReach2021(t *testing.T) {
	m := market(t)
	h := m.CCGs.History()
	type series struct {
		Source     string
		Year       int
		Boundaries nhs.Date
	}
	tables := make(map[series]map[nhs.OrgID]int64)
	for _, g := range m.CCGs.Groups {
		for _, p := range g.Populations {
			s := series{p.Source, p.Year, p.Boundaries}
			if tables[s] == nil {
				tables[s] = make(map[nhs.OrgID]int64)
			}
			tables[s][g.Code] = int64(p.People)
		}
	}
	if len(tables) < 7 {
		t.Fatalf("%d series, want at least 7", len(tables))
	}
	to := nhs.MustParseDate("2021-04-01")
	for s, table := range tables {
		crossed, err := h.Crosswalk(s.Boundaries, to, nil).People(table)
		if err != nil {
			t.Errorf("%v: %v", s, err)
			continue
		}
		var whole, arrived int64
		for _, n := range table {
			whole += n
		}
		for _, f := range crossed.Figures {
			arrived += f.Value
		}
		if len(crossed.Unplaced) > 0 || whole != arrived || crossed.Total != whole {
			t.Errorf("%v: %d people set out, %d arrived, unplaced %v", s, whole, arrived, crossed.Unplaced)
		}
	}
}

func TestMorecambeBay(t *testing.T) {
	h := market(t).CCGs.History()
	crossed, err := h.Crosswalk(nhs.MustParseDate("2016-04-01"), nhs.MustParseDate("2017-04-01"), nil).
		People(map[nhs.OrgID]int64{"01H": 522_784, "01K": 161_146})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[nhs.OrgID]string)
	for _, f := range crossed.Figures {
		got[f.Org] = fmt.Sprintf("%d exact=%t", f.Value, f.Exact)
	}
	want := map[nhs.OrgID]string{"01H": "323146 exact=false", "01K": "360784 exact=false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("crosswalk (-want +got):\n%s", diff)
	}
}

func TestNoFigurePerHeadFromPartialLists(t *testing.T) {
	x := commissioning.NewIndex(market(t))
	for code, year := range map[nhs.OrgID]int{"05C": 2017, "11N": 2019} {
		g, _ := x.CCG(code)
		if p, ok := g.Population(year, ccg.Registered); ok {
			t.Errorf("%s %d: got %d people from a list of partial coverage", code, year, p.People)
		}
	}
}

// The data, checked with the library's own rules, has no error; each warning is
// explained in the package documentation.
func TestDataKeepsTheRules(t *testing.T) {
	r := market(t).Check(rule.Options{})
	var want []string
	for _, out := range outOfLine {
		want = append(want, "CCG-16 "+string(place(t, out.code, out.year)))
	}
	ruletest.Want(t, r, append(want,
		"CCG-05 "+string(place(t, "05C", 2017)),
		"CCG-05 "+string(place(t, "11N", 2019)),
		"CSU-25 "+string(rule.PointerOf("csus", "units", unit(t, "north-of-england"), "incomes", 0, "customers", 0)),
		"FW-15 "+string(rule.PointerOf("frameworks", lpf(t), "lots", 0, "planned")),
		"CSU-27 "+string(rule.PointerOf("csus", "units", unit(t, "north-west-london"), "customers")),
	)...)
	if len(r.Failures) > 0 {
		t.Errorf("rules that broke: %v", r.Failures)
	}
}

func place(t *testing.T, code nhs.OrgID, year int) rule.Pointer {
	groups := market(t).CCGs.Groups
	i := slices.IndexFunc(groups, func(g ccg.Group) bool { return g.Code == code })
	j := slices.IndexFunc(groups[i].Populations, func(p ccg.Population) bool { return p.Year == year })
	return rule.PointerOf("ccgs", "groups", i, "populations", j, "people")
}

func lpf(t *testing.T) int {
	return slices.IndexFunc(market(t).Frameworks, func(a framework.Agreement) bool { return a.ID == framework.LPF })
}

func unit(t *testing.T, slug nhs.OrgID) int {
	return slices.IndexFunc(market(t).CSUs.Units, func(u csu.Unit) bool { return u.Slug == slug })
}

func TestMarketRoundTrips(t *testing.T) {
	m := market(t)
	doc, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	back, err := document.Decode[commissioning.Market](doc)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*m, back); diff != "" {
		t.Errorf("decode of encode (-want +got):\n%s", diff)
	}
	again, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	if string(doc) != string(again) {
		t.Error("the second encoding differs from the first")
	}
}

func TestSourcesAreKnown(t *testing.T) {
	sources, err := england.Sources()
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for _, s := range sources {
		known[s.ID] = true
	}
	for _, g := range market(t).CCGs.Groups {
		for _, p := range g.Populations {
			if !known[p.Source] {
				t.Errorf("%s %d: unknown source %q", g.Code, p.Year, p.Source)
			}
		}
		for _, id := range g.Sources {
			if !known[id] {
				t.Errorf("%s: unknown source %q", g.Code, id)
			}
		}
	}
}

// The rates that the rules of ccg judge by are the published ones of the table.
func TestRatesAgree(t *testing.T) {
	allowances, err := england.Allowances()
	if err != nil {
		t.Fatal(err)
	}
	table := make(map[string]string)
	for _, a := range allowances {
		if a.PerHead != nil {
			table[a.Year.String()] = a.PerHead.String()
		}
	}
	code := make(map[string]string)
	for _, r := range ccg.Rates() {
		code[r.Year.String()] = r.PerHead.String()
	}
	if diff := cmp.Diff(table, code); diff != "" {
		t.Errorf("rates (-table +code):\n%s", diff)
	}
	want := []string{"2013/14", "2014/15", "2015/16"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(code))); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
}

func TestVersion(t *testing.T) {
	data, err := england.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Version string }
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Version != england.Version {
		t.Errorf("manifest %s, package %s", manifest.Version, england.Version)
	}
}

func BenchmarkMarket(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := england.Market(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	m := market(b)
	b.ReportAllocs()
	for b.Loop() {
		m.Check(rule.Options{})
	}
}

func BenchmarkIndex(b *testing.B) {
	m := market(b)
	b.ReportAllocs()
	for b.Loop() {
		commissioning.NewIndex(m)
	}
}
