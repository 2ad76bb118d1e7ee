package whatif_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

const wholeMarket = `{
	"service_lines":[{"id":"hr","name":"HR"},{"id":"finance","name":"Finance"}],
	"ccgs":{"groups":[
		{"code":"00C","name":"A","opened":"2013-04-01"},
		{"code":"00D","name":"B","opened":"2013-04-01"},
		{"code":"00F","name":"C","opened":"2013-04-01","closed":"2015-03-31"}]},
	"csus":{"units":[
		{"slug":"unit-a","name":"A","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","incomes":[
			{"year":"2014/15","basis":"actual","total":"60.00"},
			{"year":"2013/14","basis":"actual","total":"61.00"},
			{"year":"2015/16","basis":"actual","total":"62.00"}],
		 "customers":[{"id":"00F","relation":"buys","from":"2013-04-01"}]},
		{"slug":"unit-b","name":"B","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","incomes":[
			{"year":"2014/15","basis":"actual","total":"30.00","customers":[{"customer":"00C","amount":"20.00"},{"customer":"others","share":"33"}]}]},
		{"slug":"unit-c","name":"C","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","incomes":[
			{"year":"2014/15","basis":"actual","total":"10.00"}]}]},
	"frameworks":[{"id":"fw","name":"F","kind":"closed","users":["ccg"],"dates":{"live":"2013-04-01","expiry":"2018-02-04"},"lots":[{"code":"1","lines":["hr"]}],
		"suppliers":[{"id":"unit-a"},{"id":"unit-b"}],
		"awards":[{"lot":"1","supplier":"unit-a","on":"2013-04-01","outcome":"awarded"},{"lot":"1","supplier":"unit-b","on":"2013-04-01","outcome":"awarded"}],
		"call_offs":[
			{"id":"runs","lot":"1","supplier":"unit-a","buyers":["00C"],"date":"2014-06-01","term":"2014-07-01/2017-03-31","lines":["hr"]},
			{"id":"later","lot":"1","supplier":"unit-a","buyers":["00C"],"date":"2015-06-01","term":"2016-01-01/2017-03-31"},
			{"id":"over","lot":"1","supplier":"unit-a","buyers":["00C"],"date":"2014-06-01","term":"2014-07-01/2015-03-31"},
			{"id":"not-yet","lot":"1","supplier":"unit-a","buyers":["00C"],"date":"2016-01-01","term":"2016-02-01/2017-03-31"},
			{"id":"bids","lot":"1","supplier":"unit-a","buyers":["00C"],"stage":"in-competition"}]}],
	"agreements":[
		{"id":"late","provider":{"id":"unit-a"},"customers":[{"id":"00C"}],"signed":"2015-06-01","term":{"starts":"2016-01-01","ends":"2017-03-31"},"lines":[{"id":"l","service":"hr"}]},
		{"id":"now","provider":{"id":"unit-a"},"customers":[{"id":"00D"},{"id":"00F"}],"term":{"starts":"2015-01-01","ends":"2017-03-31","breaks":[{"on":"2016-03-31"}]},"lines":[{"id":"l","service":"hr"}]},
		{"id":"last-day","provider":{"id":"unit-a"},"customers":[{"id":"00C"}],"term":{"starts":"2015-01-01","ends":"2015-11-30"},"lines":[{"id":"l","service":"hr"}]}]}`

func TestMergedIncomes(t *testing.T) {
	for name, c := range map[string]struct{ event, want string }{
		"into one of them": {`{"on":"2014-04-01","do":"merge-csus","bodies":["unit-b"],"into":"unit-a"}`, "2013/14 61.00; 2014/15 90.00; 2015/16 at least 62.00"},
		"into a new one":   {`{"on":"2014-04-01","do":"merge-csus","bodies":["unit-a","unit-b"],"into":"new","name":"New"}`, "2014/15 90.00; 2015/16 at least 62.00"},
		"within a year":    {`{"on":"2014-04-02","do":"merge-csus","bodies":["unit-a","unit-b"],"into":"new","name":"New"}`, "2015/16 at least 62.00"},
	} {
		t.Run(name, func(t *testing.T) {
			after, d := run(t, wholeMarket, decodeScenario(t, "["+c.event+"]"))
			successor := after.CSUs.Units[0]
			if len(after.CSUs.Units) > 3 {
				successor = after.CSUs.Units[3]
			}
			var got []string
			sorted := slices.Clone(successor.Incomes)
			for _, n := range sorted {
				got = append(got, strings.Replace(fmt.Sprint(n.Year, " ", map[bool]string{true: "at least "}[n.AtLeast], *n.Total), "£", "", 1))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
			if !slices.ContainsFunc(d.Unknown, func(u string) bool { return strings.Contains(u, "in 2015/16: that of unit-b is not on file") }) {
				t.Errorf("unknown: %q", d.Unknown)
			}
			x := commissioning.NewIndex(after)
			want := analysis.Concentration(820000)
			if name == "within a year" {
				want = 1000000 // what the two took in stays theirs, and they no longer work at its end
				return
			}
			if s := analysis.Shares(x, nhs.MustParseFinancialYear("2014/15")); s.HHIOfKnown == nil || *s.HHIOfKnown != want {
				t.Errorf("concentration %v, want %v", s.HHIOfKnown, want)
			}
		})
	}
}

// Nothing of an event that is rejected happens, and it stands in the way of no other.
func TestRejectedEventsDoNotHappen(t *testing.T) {
	for name, c := range map[string]struct{ events, want string }{
		"a known and an unknown unit":   {`[{"on":"2014-04-01","do":"close-csu","bodies":["unit-a","unit-z"]}]`, "WIF-02 /events/0/bodies/1"},
		"an unknown and a known unit":   {`[{"on":"2014-04-01","do":"close-csu","bodies":["unit-z","unit-a"]}]`, "WIF-02 /events/0/bodies/0"},
		"a unit that has not opened":    {`[{"on":"2013-03-01","do":"close-csu","bodies":["unit-a"]}]`, "WIF-03 /events/0/bodies/0"},
		"a merger with an unknown unit": {`[{"on":"2014-04-01","do":"merge-csus","bodies":["unit-a","unit-z"],"into":"unit-b"}]`, "WIF-02 /events/0/bodies/1"},
		"an unknown group":              {`[{"on":"2015-02-01","do":"bring-in-house","bodies":["00D","99Z"],"line":"hr"}]`, "WIF-02 /events/0/bodies/1"},
		"a group that has closed":       {`[{"on":"2016-02-01","do":"share-line","bodies":["00D","00F"],"line":"hr"}]`, "WIF-03 /events/0/bodies/1"},
		"a limit below the places":      {`[{"on":"2014-04-01","do":"limit-places","framework":"fw","lot":"1","places":1}]`, "WIF-05 /events/0/places"},
		"a limit of another lot":        {`[{"on":"2014-04-01","do":"limit-places","framework":"fw","lot":"2","places":1}]`, "WIF-02 /events/0/lot"},
		"a call-off of another lot":     {`[{"on":"2016-04-01","do":"end-call-off","framework":"fw","call_off":{"id":"runs","lot":"2"}}]`, "WIF-02 /events/0/call_off"},
		"a place without a name":        {`[{"on":"2014-04-01","do":"award-place","framework":"fw","lot":"1","supplier":"unit-z"}]`, "WIF-01 /events/0/name"},
	} {
		t.Run(name, func(t *testing.T) {
			after, d := run(t, wholeMarket, decodeScenario(t, c.events))
			before, _ := run(t, wholeMarket, whatif.Scenario{})
			if diff := cmp.Diff(string(marshal(t, before)), string(marshal(t, after))); diff != "" {
				t.Error(diff)
			}
			if len(d.Rejected) != 1 || string(d.Rejected[0].Rule)+" "+string(d.Rejected[0].Path) != c.want {
				t.Errorf("rejected: %v", d.Rejected)
			}
			if len(d.Changes)+len(d.Introduced)+len(d.Resolved)+len(d.Analyses)+len(d.Exits)+len(d.Unknown) > 0 {
				t.Errorf("something happened: %s", d)
			}
		})
	}
	_, d := run(t, wholeMarket, decodeScenario(t, `[
		{"on":"2014-04-01","do":"award-place","framework":"fw","lot":"1","supplier":"unit-z"},
		{"on":"2014-04-01","do":"award-place","framework":"fw","lot":"1","supplier":"unit-z","name":"Z"},
		{"on":"2014-05-01","do":"limit-places","framework":"fw","lot":"1","places":2},
		{"on":"2014-06-01","do":"limit-places","framework":"fw","lot":"1","places":3}]`))
	if len(d.Changes) != 2 || len(d.Rejected) != 2 {
		t.Errorf("a rejected event stands in the way of the next: %s", d)
	}
}

func TestExitsBegunOrNot(t *testing.T) {
	_, d := run(t, wholeMarket, decodeScenario(t, `[{"on":"2015-11-30","do":"close-csu","bodies":["unit-a"]}]`))
	var got []string
	for _, e := range d.Exits {
		got = append(got, fmt.Sprint(e.Customer, " ", e.Agreement, e.CallOff, " ", e.NeededBy))
	}
	want := []string{"00C late 2016-01-01", "00D now 2015-12-01", "00C runs 2015-12-01", "00C later 2016-01-01"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCallOffEndsByItsID(t *testing.T) {
	after, d := run(t, wholeMarket, decodeScenario(t, `[{"on":"2016-03-31","do":"end-call-off","framework":"fw","call_off":{"id":"runs"}}]`))
	if o := after.Frameworks[0].CallOffs[0]; len(d.Rejected) > 0 || o.Term.String() != "2014-07-01/2016-03-31" {
		t.Errorf("%v %v", o.Term, d.Rejected)
	}
}

func TestMergedGroupsKeepTheirAgreements(t *testing.T) {
	const merge = `{"on":"2015-02-01","do":"merge-ccgs","bodies":["00C","00D"],"into":"99A","name":"One"}`
	for name, c := range map[string]struct{ events, want string }{
		"bought by one of them": {merge, "0 1 0 0 of 2"},
		"made by the other":     {`{"on":"2015-01-15","do":"bring-in-house","bodies":["00C"],"line":"hr"},` + merge, "0 0 0 1 of 2"},
		"decided by the new":    {merge + `,{"on":"2015-02-01","do":"bring-in-house","bodies":["99A"],"line":"hr"}`, "1 0 0 0 of 2"},
	} {
		t.Run(name, func(t *testing.T) {
			market := strings.ReplaceAll(wholeMarket, `{"id":"00D"},{"id":"00F"}`, `{"id":"00D"}`)
			market = strings.ReplaceAll(market, `"customers":[{"id":"00C"}],"term":{"starts":"2015-01-01","ends":"2015-11-30"}`, `"customers":[{"id":"00E"}],"term":{"starts":"2015-01-01","ends":"2015-11-30"}`)
			after, d := run(t, market, decodeScenario(t, "["+c.events+"]"))
			l := analysis.Mix(commissioning.NewIndex(after), nhs.MustParseDate("2015-02-01")).Lines[0]
			if got := fmt.Sprint(l.Make, l.Buy, l.Share, l.Mixed, " of ", l.Of); got != c.want {
				t.Errorf("make, buy, share, mixed: %s, want %s; %s", got, c.want, d)
			}
			if len(d.Introduced) > 0 {
				t.Errorf("introduced: %v", d.Introduced)
			}
		})
	}
}

// The allowance of a scenario is what each row is held against, and where that of a group
// cannot be worked out, it has none.
func TestScenarioAllowanceIsTheNational(t *testing.T) {
	const market = `{"ccgs":{"groups":[
		{"code":"00C","name":"A","opened":"2013-04-01","years":[{"year":"2013/14","headcount":{"people":100000,"basis":"registered"},"allowance":{"amount":"2500000.00","per_head":"25.00"},"plan":{"total":"2000000.00","parts":[{"category":"csu","amount":"500000.00","funding":"running-cost"}]}}]},
		{"code":"00D","name":"B","opened":"2013-04-01","years":[{"year":"2013/14","allowance":{"amount":"2500000.00"},"plan":{"total":"2000000.00","parts":[{"category":"csu","amount":"500000.00","funding":"running-cost"}]}}]}]}}`
	after, _ := run(t, market, decodeScenario(t, `[{"on":"2013-04-01","do":"change-allowance","year":"2013/14","per_head":"20.00"}]`))
	p := analysis.PerHead(commissioning.NewIndex(after), nhs.MustParseFinancialYear("2013/14"))
	if p.Allowance == nil || p.Allowance.PerHead.String() != "£20.00" {
		t.Errorf("national: %+v", p.Allowance)
	}
	if g := p.Groups[0]; g.Allowance == nil || g.Allowance.String() != "£2,000,000.00" || g.CSUShare.String() != "25%" {
		t.Errorf("%+v", g)
	}
	if g := p.Groups[1]; g.Allowance != nil || g.CSUShare != nil {
		t.Errorf("held against an allowance of which nothing is known: %+v", g)
	}
}

// Events that do not touch one another give the same analyses and findings in any order.
func TestOrderOfIndependentEvents(t *testing.T) {
	m, err := synthetic.Market(1)
	if err != nil {
		t.Fatal(err)
	}
	s := decodeScenario(t, `[
		{"on":"2015-04-01","do":"merge-csus","bodies":["south"],"into":"south-east"},
		{"on":"2015-04-01","do":"close-csu","bodies":["north-of-england"]},
		{"on":"2015-04-01","do":"merge-ccgs","bodies":["00C","00D"],"into":"9ZZ","name":"One"},
		{"on":"2015-04-01","do":"bring-in-house","bodies":["00J"],"line":"finance"},
		{"on":"2015-04-01","do":"award-place","framework":"lpf","lot":"1","supplier":"ibm","name":"IBM"},
		{"on":"2015-04-01","do":"limit-places","framework":"lpf","lot":"2a","places":19},
		{"on":"2015-04-01","do":"change-allowance","year":"2016/17","per_head":"20"}]`)
	r := rand.New(rand.NewPCG(1, 2))
	var want string
	for i := range 6 {
		w := whatif.WhatIf{Market: *m, Scenario: s}
		_, d := w.Run(rule.Options{})
		if i == 0 && len(d.Rejected) > 0 {
			t.Fatalf("rejected: %v", d.Rejected)
		}
		var got []string
		for _, list := range []rule.Findings{d.Introduced, d.Resolved} {
			for _, f := range list {
				got = append(got, fmt.Sprint(f.Rule, f.Subject, f.Message))
			}
		}
		slices.Sort(got)
		slices.SortFunc(d.Exits, func(a, b whatif.Handover) int { return strings.Compare(a.String(), b.String()) })
		all := string(marshal(t, d.Analyses)) + string(marshal(t, d.Exits)) + strings.Join(got, "\n")
		if i == 0 {
			want = all
		} else if diff := cmp.Diff(want, all); diff != "" {
			t.Fatalf("%s\n%s", marshal(t, s.Events), diff)
		}
		r.Shuffle(len(s.Events), func(a, b int) { s.Events[a], s.Events[b] = s.Events[b], s.Events[a] })
	}
}
