package whatif_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
	"github.com/opencommissioning/commissioning/whatif"
)

func TestScenarioFixtures(t *testing.T) {
	var ids []rule.ID
	for m := range whatif.WhatIfRules().All() {
		ids = append(ids, m.ID)
	}
	ruletest.Fixtures(t, os.DirFS("testdata/rules"), whatif.WhatIfRules(), document.Decode[whatif.WhatIf], ids...)
}

func marshal(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func openMarket(t testing.TB) *commissioning.Market {
	t.Helper()
	m, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Whatever happens to a market, the market that it happened to stays as it was,
// and happens again in the same way.
func TestScenariosLeaveTheMarket(t *testing.T) {
	m := openMarket(t)
	was := marshal(t, m)
	scenarios, err := england.Scenarios()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		w := whatif.WhatIf{Market: *m, Scenario: s}
		after, d := w.Run(rule.Options{})
		if !bytes.Equal(was, marshal(t, m)) {
			t.Fatalf("%s changed the market that it began from", s.ID)
		}
		if len(d.Changes) > 0 && bytes.Equal(was, marshal(t, after)) {
			t.Errorf("%s changed nothing", s.ID)
		}
		again, e := w.Run(rule.Options{})
		if !bytes.Equal(marshal(t, after), marshal(t, again)) || !bytes.Equal(marshal(t, d), marshal(t, e)) {
			t.Errorf("%s came out otherwise the second time", s.ID)
		}
		if len(d.Rejected) > 0 {
			t.Errorf("%s: %v", s.ID, d.Rejected)
		}
	}
}

func TestEmptyScenario(t *testing.T) {
	m := openMarket(t)
	w := whatif.WhatIf{Market: *m}
	after, d := w.Run(rule.Options{})
	if !d.IsEmpty() {
		t.Errorf("no event, and a difference:\n%s", d)
	}
	if diff := cmp.Diff(string(marshal(t, m)), string(marshal(t, after))); diff != "" {
		t.Errorf("no event, and another market:\n%s", diff)
	}
}

// run makes the events happen to the document of a market.
func run(t *testing.T, market string, s whatif.Scenario) (*commissioning.Market, whatif.Difference) {
	t.Helper()
	m, err := document.Decode[commissioning.Market]([]byte(market))
	if err != nil {
		t.Fatal(err)
	}
	w := whatif.WhatIf{Market: m, Scenario: s}
	return w.Run(rule.Options{})
}

func decodeScenario(t *testing.T, events string) whatif.Scenario {
	t.Helper()
	s, err := document.Decode[whatif.Scenario]([]byte(`{"id":"try","events":` + events + `}`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTenPerCentCut(t *testing.T) {
	const market = `{"ccgs":{"groups":[
		{"code":"00C","name":"Fits","opened":"2013-04-01","years":[{"year":"2014/15","allowance":{"amount":"1000.00","status":"published"}},{"year":"2015/16","plan":{"total":"900.00"}}]},
		{"code":"00D","name":"Does not","opened":"2013-04-01","years":[{"year":"2014/15","allowance":{"amount":"1000.00","status":"published"}},{"year":"2015/16","plan":{"total":"900.01"}}]},
		{"code":"00F","name":"Unknown","opened":"2013-04-01"}]}}`
	after, d := run(t, market, decodeScenario(t, `[{"on":"2015-04-01","do":"change-allowance","year":"2015/16","from":"2014/15","change":"-10"}]`))
	if got := d.Changes[0].Description; !strings.Contains(got, "£24.73") || !strings.Contains(got, "£22.257 ") {
		t.Errorf("a tenth off: %s", got)
	}
	for _, g := range after.CCGs.Groups[:2] {
		if y, ok := g.Year(nhs.MustParseFinancialYear("2015/16")); !ok || y.Allowance.Amount.String() != "£900.00" {
			t.Errorf("%s: %+v", g.Code, y)
		}
	}
	if len(d.Introduced) != 1 || d.Introduced[0].Rule != "SP-01" || !strings.Contains(d.Introduced[0].Subject.String(), "00D") {
		t.Errorf("whose plan does not fit: %v", d.Introduced)
	}
	if len(d.Unknown) != 1 || !strings.Contains(d.Unknown[0], "1 group ") {
		t.Errorf("unknown: %q", d.Unknown)
	}
}

func TestMergerOfUnits(t *testing.T) {
	m := openMarket(t)
	w := whatif.WhatIf{Market: *m, Scenario: decodeScenario(t, `[{"on":"2013-11-01","do":"merge-csus","bodies":["anglia","south-london"],"into":"east-and-south","name":"East and South"}]`)}
	after, d := w.Run(rule.Options{})
	x := commissioning.NewIndex(after)
	u, ok := x.CSU("east-and-south")
	if !ok || u.OpenOn(nhs.MustParseDate("2013-11-01")) != nhs.Yes || u.OpenOn(nhs.MustParseDate("2013-10-31")) != nhs.No {
		t.Errorf("the new unit: %+v", u)
	}
	if got, _ := x.CSUHistory().Successors("anglia", nhs.MustParseDate("2013-11-01")); len(got) != 1 || got[0] != "east-and-south" {
		t.Errorf("successors of anglia: %v", got)
	}
	for _, s := range after.CSUs.Successions {
		if s.Predecessor == "anglia" && s.Successor != "east-and-south" {
			t.Errorf("anglia was taken over a second time: %+v", s)
		}
	}
	if !strings.Contains(strings.Join(d.Unknown, "\n"), "north-east-london took over from anglia") {
		t.Errorf("unknown: %q", d.Unknown)
	}
}

func TestMergerOfGroups(t *testing.T) {
	m := openMarket(t)
	w := whatif.WhatIf{Market: *m, Scenario: decodeScenario(t, `[{"on":"2014-04-01","do":"merge-ccgs","bodies":["00F","00G"],"into":"99Z","name":"NHS Early CCG"}]`)}
	after, d := w.Run(rule.Options{})
	if len(d.Rejected) > 0 {
		t.Fatal(d.Rejected)
	}
	x := commissioning.NewIndex(after)
	g, ok := x.CCG("99Z")
	if !ok || g.Opened.String() != "2014-04-01" || g.Closed.String() != "2015-03-31" {
		t.Fatalf("the new group: %+v", g)
	}
	// In history 00F, 00G and 00H became 13T a year later.
	if got, _ := x.CCGHistory().Successors("00F", nhs.MustParseDate("2015-04-01")); len(got) != 1 || got[0] != "13T" {
		t.Errorf("heirs: %v", got)
	}
	n := 0
	for _, s := range after.CCGs.Successions {
		if s.Predecessor == "99Z" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d takeovers of the new group", n)
	}
	before := m.CCGs.History().Count(nhs.MustParseDate("2014-04-01")).Certain
	now := x.CCGHistory().Count(nhs.MustParseDate("2014-04-01")).Certain
	if now != before-1 {
		t.Errorf("%d groups, and %d before", now, before)
	}
	for _, f := range d.Introduced {
		if f.Severity == rule.Error {
			t.Errorf("the merger made an error: %v", f)
		}
	}
}

func TestPlaces(t *testing.T) {
	m := openMarket(t)
	w := whatif.WhatIf{Market: *m, Scenario: decodeScenario(t, `[
		{"on":"2015-04-01","do":"award-place","framework":"lpf","lot":"1","supplier":"north-west"},
		{"on":"2015-04-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"capita"}]`)}
	after, d := w.Run(rule.Options{})
	x := commissioning.NewIndex(after)
	lpf, _ := x.Framework("lpf")
	for supplier, want := range map[nhs.OrgID]nhs.Tristate{"north-west": nhs.Yes, "capita": nhs.No} {
		if got, why := lpf.Holds("1", supplier, nhs.MustParseDate("2015-04-01"), x.CSUHistory()); got != want {
			t.Errorf("%s holds a place: %v, %s\n%s", supplier, got, why, d)
		}
	}
}

func TestLeavingALine(t *testing.T) {
	const market = `{"ccgs":{"groups":[{"code":"00C","name":"A","opened":"2013-04-01"},{"code":"00D","name":"B","opened":"2013-04-01"}]},
		"agreements":[
		{"id":"one","provider":{"id":"arden"},"customers":[{"id":"00C"}],"term":{"starts":"2013-04-01","ends":"2015-03-31"},"lines":[{"id":"a","service":"finance"}]},
		{"id":"two","provider":{"id":"arden"},"customers":[{"id":"00C"}],"term":{"starts":"2013-04-01","ends":"2015-03-31"},"lines":[{"id":"a","service":"finance"},{"id":"b","service":"hr"}],"disclosure":{"default":"confidential","reason":"commercial"}},
		{"id":"both","provider":{"id":"arden"},"customers":[{"id":"00C"},{"id":"00D"}],"term":{"starts":"2013-04-01","ends":"2015-03-31"},"lines":[{"id":"a","service":"finance"}]}]}`
	after, d := run(t, market, decodeScenario(t, `[
		{"on":"2014-04-01","do":"bring-in-house","bodies":["00C"],"line":"finance"},
		{"on":"2014-05-31","do":"end-agreements","agreement":"both"},
		{"on":"2014-05-31","do":"disclose-agreements","agreement":"two"}]`))
	got := map[string]string{}
	for _, a := range after.Agreements {
		got[a.ID] = a.Term.Ends.String()
	}
	want := map[string]string{"one": "2014-03-31", "two": "2015-03-31", "both": "2014-05-31"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if l := after.Agreements[1].Lines; len(l) != 1 || l[0].ID != "b" || after.Agreements[1].Disclosure.Default != "public" {
		t.Errorf("two: %+v", after.Agreements[1])
	}
	if len(after.Decisions) != 1 || after.Decisions[0].Chosen != "make" {
		t.Errorf("decisions: %+v", after.Decisions)
	}
	if len(d.Unknown) != 1 || !strings.Contains(d.Unknown[0], "others share") {
		t.Errorf("unknown: %q", d.Unknown)
	}
}

func TestCallOffsOfAScenario(t *testing.T) {
	const market = `{"frameworks":[{"id":"lpf","name":"F","dates":{"live":"2015-02-05"},"lots":[{"code":"1"}],
		"call_offs":[{"id":"c1","lot":"1","supplier":"capita","term":"2015-10-01/2018-09-30"}]}]}`
	after, d := run(t, market, decodeScenario(t, `[
		{"on":"2016-09-30","do":"end-call-off","framework":"lpf","call_off":{"id":"c1","lot":"1"}},
		{"on":"2016-10-01","do":"let-call-off","framework":"lpf","call_off":{"id":"c2","lot":"1","supplier":"optum"}},
		{"on":"2016-10-01","do":"let-call-off","framework":"lpf","call_off":{"id":"c2","lot":"1","supplier":"optum"}},
		{"on":"2017-10-01","do":"end-call-off","framework":"lpf","call_off":{"id":"c1","lot":"1"}}]`))
	offs := after.Frameworks[0].CallOffs
	if len(offs) != 2 || offs[0].Term.Last().String() != "2016-09-30" || offs[1].Framework != "lpf" || offs[1].Date.String() != "2016-10-01" {
		t.Errorf("call-offs: %+v", offs)
	}
	var refused []string
	for _, f := range d.Rejected {
		refused = append(refused, string(f.Rule)+" "+string(f.Path))
	}
	if diff := cmp.Diff([]string{"WIF-04 /events/2/call_off", "WIF-03 /events/3/on"}, refused); diff != "" {
		t.Error(diff)
	}
}
