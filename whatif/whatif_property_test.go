package whatif_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

// anyScenario draws events of every kind, such as can happen and such as cannot.
func anyScenario(r *rand.Rand, m *commissioning.Market) whatif.Scenario {
	unit := func() nhs.OrgID { return m.CSUs.Units[r.IntN(len(m.CSUs.Units))].Slug }
	group := func() nhs.OrgID { return m.CCGs.Groups[r.IntN(min(211, len(m.CCGs.Groups)))].Code }
	s := whatif.Scenario{ID: "any"}
	for range 1 + r.IntN(12) {
		e := whatif.Event{
			On:        nhs.MustParseDate("2013-04-01").AddDays(r.IntN(1500)),
			Framework: "lpf", Lot: fmt.Sprint(1 + r.IntN(2)), Line: "finance", Name: "New",
			Year: nhs.MustParseFinancialYear("2015/16"), From: nhs.MustParseFinancialYear("2014/15"),
		}
		do := []whatif.Action{
			whatif.MergeCSUs, whatif.CloseCSU, whatif.MergeCCGs, whatif.AwardPlace,
			whatif.RemovePlace, whatif.LimitPlaces, whatif.ChangeAllowance, whatif.BringInHouse,
			whatif.ShareLine, whatif.LetCallOff, whatif.EndCallOff, whatif.EndAgreements,
			whatif.DiscloseAgreements,
		}
		e.Action = do[r.IntN(len(do))]
		switch e.Action {
		case whatif.MergeCSUs:
			e.Bodies, e.Into = []nhs.OrgID{unit(), unit()}, []nhs.OrgID{unit(), "new-unit"}[r.IntN(2)]
		case whatif.CloseCSU:
			e.Bodies = []nhs.OrgID{unit()}
		case whatif.MergeCCGs:
			e.Bodies, e.Into = []nhs.OrgID{group(), group()}, nhs.OrgID(fmt.Sprintf("9%dZ", r.IntN(9)))
		case whatif.AwardPlace, whatif.RemovePlace:
			e.Supplier = []nhs.OrgID{unit(), "capita", "optum"}[r.IntN(3)]
		case whatif.LimitPlaces:
			e.Places = new(8 + r.IntN(4))
		case whatif.ChangeAllowance:
			e.Change = new(nhs.MustParsePercent("-10"))
		case whatif.LetCallOff, whatif.EndCallOff:
			e.CallOff = &framework.CallOff{ID: fmt.Sprint("c", r.IntN(3)), Lot: "1", Supplier: "capita", Buyers: []nhs.OrgID{group()}}
		default:
			e.Bodies, e.All = []nhs.OrgID{group(), group()}, r.IntN(2) == 0
		}
		s.Events = append(s.Events, e)
	}
	return s
}

// Whatever events happen, alone or several scenarios at a time, the market and
// the scenario stay as they were, and the same scenario gives the same bytes.
func TestAnyEventsLeaveTheMarket(t *testing.T) {
	m, err := synthetic.Market(1)
	if err != nil {
		t.Fatal(err)
	}
	was := marshal(t, m)
	happened := make(map[whatif.Action]int)
	r := rand.New(rand.NewPCG(9, 9))
	for range 6 {
		w := whatif.WhatIf{Market: *m, Scenario: anyScenario(r, m)}
		scenario := marshal(t, w.Scenario)
		var outcomes [2][]byte
		var group sync.WaitGroup
		for i := range outcomes {
			group.Go(func() {
				after, d := w.Run(rule.Options{})
				outcomes[i] = append(marshal(t, after), marshal(t, d)...)
				if i == 0 {
					for _, c := range d.Changes {
						happened[w.Scenario.Events[c.Event].Action]++
					}
				}
			})
		}
		group.Wait()
		if !bytes.Equal(outcomes[0], outcomes[1]) {
			t.Fatalf("twice the same, and two outcomes: %s", scenario)
		}
		if !bytes.Equal(was, marshal(t, m)) {
			t.Fatalf("the market is another after %s", scenario)
		}
		if !bytes.Equal(scenario, marshal(t, w.Scenario)) {
			t.Fatalf("the scenario is another after %s", scenario)
		}
	}
	if len(happened) < 6 {
		t.Errorf("too few kinds of event happened: %v", happened)
	}
}

// Events that cannot all have happened are findings.
// It is long because it is a table of scenarios.
func TestContradictions(t *testing.T) {
	const market = `{
		"ccgs":{"groups":[
			{"code":"00C","name":"A","opened":"2013-04-01"},{"code":"00D","name":"B","opened":"2013-04-01"},{"code":"00F","name":"C","opened":"2013-04-01"}]},
		"csus":{"units":[
			{"slug":"north","name":"North","ods_code":"0AA","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01"},
			{"slug":"south","name":"South","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01"},
			{"slug":"old","name":"Old","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","closed":"2014-03-31","end":"closed"}]},
		"frameworks":[{"id":"lpf","name":"F","dates":{"live":"2015-02-05","expiry":"2019-02-04"},"lots":[{"code":"1"}],
			"suppliers":[{"id":"north","name":"North","kind":"nhs-hosted-csu"}],
			"awards":[{"lot":"1","supplier":"north","on":"2015-02-05","outcome":"awarded"}]}]}`
	for name, c := range map[string]struct {
		events string
		want   []string
	}{
		"a unit ends twice": {`[
			{"on":"2015-04-01","do":"close-csu","bodies":["north"]},
			{"on":"2015-05-01","do":"merge-csus","bodies":["north"],"into":"south"}]`,
			[]string{"WIF-04 /events/1/bodies/0"}},
		"ends twice, told backwards": {`[
			{"on":"2015-05-01","do":"merge-csus","bodies":["north"],"into":"south"},
			{"on":"2015-04-01","do":"close-csu","bodies":["0AA"]}]`,
			[]string{"WIF-04 /events/0/bodies/0"}},
		"each into the other": {`[
			{"on":"2015-05-01","do":"merge-csus","bodies":["north"],"into":"south"},
			{"on":"2015-05-01","do":"merge-csus","bodies":["south"],"into":"north"}]`,
			[]string{"WIF-04 /events/1/into"}},
		"into itself": {`[{"on":"2015-05-01","do":"merge-csus","bodies":["north"],"into":"0AA"}]`,
			[]string{"WIF-01 /events/0/bodies"}},
		"one unit by two names": {`[{"on":"2015-05-01","do":"merge-csus","bodies":["north","0AA"],"into":"south"}]`,
			[]string{"WIF-04 /events/0/bodies/1"}},
		"before it opened": {`[{"on":"2013-03-31","do":"close-csu","bodies":["north"]}]`,
			[]string{"WIF-03 /events/0/bodies/0"}},
		"into a unit that is gone": {`[{"on":"2015-05-01","do":"merge-csus","bodies":["north"],"into":"old"}]`,
			[]string{"WIF-03 /events/0/into"}},
		"given and taken on a day": {`[
			{"on":"2015-05-01","do":"award-place","framework":"lpf","lot":"1","supplier":"south"},
			{"on":"2015-05-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"south"}]`,
			[]string{"WIF-04 /events/1/supplier"}},
		"taken and given on a day": {`[
			{"on":"2015-05-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"north"},
			{"on":"2015-05-01","do":"award-place","framework":"lpf","lot":"1","supplier":"north"}]`,
			[]string{"WIF-04 /events/1/supplier"}},
		"taken twice": {`[
			{"on":"2015-05-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"north"},
			{"on":"2015-06-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"north"}]`,
			[]string{"WIF-04 /events/1/supplier"}},
		"taken, given and taken": {`[
			{"on":"2015-05-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"north"},
			{"on":"2015-06-01","do":"award-place","framework":"lpf","lot":"1","supplier":"north"},
			{"on":"2015-07-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"north"}]`,
			nil},
		"more than the limit": {`[
			{"on":"2015-05-01","do":"limit-places","framework":"lpf","lot":"1","places":1},
			{"on":"2015-06-01","do":"award-place","framework":"lpf","lot":"1","supplier":"south"}]`,
			[]string{"WIF-04 /events/1/lot"}},
		"as many as the limit": {`[
			{"on":"2015-05-01","do":"limit-places","framework":"lpf","lot":"1","places":2},
			{"on":"2015-05-01","do":"award-place","framework":"lpf","lot":"1","supplier":"south"}]`,
			nil},
		"two limits": {`[
			{"on":"2015-05-01","do":"limit-places","framework":"lpf","lot":"1","places":2},
			{"on":"2015-06-01","do":"limit-places","framework":"lpf","lot":"1","places":3}]`,
			[]string{"WIF-04 /events/1/places"}},
		"a limit, and who goes": {`[
			{"on":"2015-05-01","do":"award-place","framework":"lpf","lot":"1","supplier":"south"},
			{"on":"2015-06-01","do":"limit-places","framework":"lpf","lot":"1","places":1},
			{"on":"2015-06-01","do":"remove-place","framework":"lpf","lot":"1","supplier":"north"}]`,
			nil},
		"a place for a unit that is gone": {`[{"on":"2015-05-01","do":"award-place","framework":"lpf","lot":"1","supplier":"old"}]`,
			[]string{"WIF-03 /events/0/supplier"}},
		"a place on a framework that is over": {`[{"on":"2019-02-05","do":"award-place","framework":"lpf","lot":"1","supplier":"south"}]`,
			[]string{"WIF-03 /events/0/on"}},
		"a call-off after the last day": {`[{"on":"2019-02-05","do":"let-call-off","framework":"lpf","call_off":{"id":"c","lot":"1","supplier":"north"}}]`,
			[]string{"WIF-03 /events/0/on"}},
		"a call-off on the last day": {`[{"on":"2019-02-04","do":"let-call-off","framework":"lpf","call_off":{"id":"c","lot":"1","supplier":"north"}}]`,
			nil},
		"a call-off before the framework": {`[{"on":"2015-02-04","do":"let-call-off","framework":"lpf","call_off":{"id":"c","lot":"1","supplier":"north"}}]`,
			[]string{"WIF-03 /events/0/on"}},
		"a call-off of two days": {`[{"on":"2016-02-04","do":"let-call-off","framework":"lpf","call_off":{"id":"c","lot":"1","supplier":"north","date":"2016-02-05"}}]`,
			[]string{"WIF-04 /events/0/on"}},
		"a group merges twice": {`[
			{"on":"2015-04-01","do":"merge-ccgs","bodies":["00C","00D"],"into":"99A","name":"One"},
			{"on":"2015-04-01","do":"merge-ccgs","bodies":["00D","00F"],"into":"99B","name":"Two"}]`,
			[]string{"WIF-04 /events/1/bodies/0"}},
		"two allowances": {`[
			{"on":"2015-04-01","do":"change-allowance","year":"2015/16","per_head":"22"},
			{"on":"2015-04-01","do":"change-allowance","year":"2015/16","per_head":"23"}]`,
			[]string{"WIF-04 /events/1/year"}},
		"less than nothing": {`[{"on":"2015-04-01","do":"change-allowance","year":"2015/16","per_head":"-1"}]`,
			[]string{"WIF-01 /events/0/per_head"}},
		"more than all off": {`[{"on":"2015-04-01","do":"change-allowance","year":"2015/16","from":"2014/15","change":"-1000"}]`,
			[]string{"WIF-01 /events/0/change"}},
	} {
		t.Run(name, func(t *testing.T) {
			after, d := run(t, market, decodeScenario(t, c.events))
			var got []string
			for _, f := range d.Rejected {
				got = append(got, string(f.Rule)+" "+string(f.Path))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s%s", diff, d)
			}
			if again, err := document.Decode[commissioning.Market](marshal(t, after)); err != nil {
				t.Errorf("the new market does not read back: %v", err)
			} else if diff := cmp.Diff(string(marshal(t, after)), string(marshal(t, again))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A unit that joins another takes its customers and what it is paid along.
func TestMergedUnitsTakeCustomersAlong(t *testing.T) {
	const market = `{"ccgs":{"groups":[{"code":"00C","name":"A","opened":"2013-04-01"},{"code":"00D","name":"B","opened":"2013-04-01"}]},
		"csus":{"units":[
		{"slug":"north","name":"North","ods_code":"0AA","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","closed":"2016-03-31","end":"closed","customers":[
			{"id":"00C","relation":"buys","from":"2013-04-01","to":"2016-03-31"},
			{"id":"00D","relation":"left","from":"2013-04-01","to":"2014-03-31"}]},
		{"slug":"south","name":"South","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01"}]},
		"spend":[{"customer":"00C","supplier":"0AA","year":"2014/15","basis":"outturn","amount":"5.00"},{"customer":"00C","supplier":"north","year":"2015/16","basis":"outturn","amount":"7.00"}]}`
	after, d := run(t, market, decodeScenario(t, `[{"on":"2014-10-01","do":"merge-csus","bodies":["north"],"into":"south"}]`))
	var got []string
	for _, u := range after.CSUs.Units {
		for _, m := range u.Customers {
			got = append(got, fmt.Sprintf("%s %s %s to %s", u.Slug, m.ID, m.From, m.To))
		}
	}
	for _, s := range after.Spend {
		got = append(got, fmt.Sprint(s.Year, " ", s.Supplier))
	}
	want := []string{
		"north 00C 2013-04-01 to 2014-09-30", "north 00D 2013-04-01 to 2014-03-31", "south 00C 2014-10-01 to ",
		"2014/15 0AA", "2015/16 south",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s%s", diff, d)
	}

	_, d = run(t, market, decodeScenario(t, `[{"on":"2015-03-31","do":"close-csu","bodies":["0AA"]}]`))
	if !slices.ContainsFunc(d.Unknown, func(u string) bool { return strings.Contains(u, "paid to north in 2015/16") }) {
		t.Errorf("unknown: %q", d.Unknown)
	}
	if d.AsOf.String() != "2015-04-01" || d.Year.String() != "2015/16" {
		t.Errorf("an end shows on %s, in %s; want the day after", d.AsOf, d.Year)
	}
	if len(d.Exits) != 1 || d.Exits[0].Customer != "00C" || d.Exits[0].NeededBy.String() != "2015-04-01" {
		t.Errorf("exits: %v", d.Exits)
	}
}

// A line that is on file twice leaves whole, and an agreement that begins on the
// day or later is not ended before it began.
func TestLeavingALineOnItsFirstDay(t *testing.T) {
	const market = `{"ccgs":{"groups":[{"code":"00C","name":"A","opened":"2013-04-01"}]},"agreements":[
		{"id":"twice","provider":{"id":"arden"},"customers":[{"id":"00C"}],"term":{"starts":"2013-04-01"},"lines":[{"id":"a","service":"finance"},{"id":"b","service":"finance"},{"id":"c","service":"hr"}]},
		{"id":"begins","provider":{"id":"arden"},"customers":[{"id":"00C"}],"term":{"starts":"2014-04-01"},"lines":[{"id":"a","service":"finance"}]}]}`
	after, d := run(t, market, decodeScenario(t, `[{"on":"2014-04-01","do":"bring-in-house","bodies":["00C"],"line":"finance"}]`))
	if l := after.Agreements[0].Lines; len(l) != 1 || l[0].ID != "c" {
		t.Errorf("lines left: %+v", l)
	}
	if !after.Agreements[1].Term.Ends.IsZero() || !slices.ContainsFunc(d.Unknown, func(u string) bool { return strings.Contains(u, "agreement begins") }) {
		t.Errorf("%+v; unknown: %q", after.Agreements[1].Term, d.Unknown)
	}
}

// What became of groups that are still there is not to close.
func TestMergedGroupLivesAsLongAsItsParts(t *testing.T) {
	const market = `{"ccgs":{"groups":[{"code":"00C","name":"A","opened":"2013-04-01","closed":"2016-03-31"},{"code":"00D","name":"B","opened":"2013-04-01"}]}}`
	for _, bodies := range []string{`["00C","00D"]`, `["00D","00C"]`} {
		after, _ := run(t, market, decodeScenario(t, `[{"on":"2014-04-01","do":"merge-ccgs","bodies":`+bodies+`,"into":"99A","name":"One"}]`))
		if i := slices.IndexFunc(after.CCGs.Groups, func(g ccg.Group) bool { return g.Code == "99A" }); i < 0 || !after.CCGs.Groups[i].Closed.IsZero() {
			t.Errorf("%s: %+v", bodies, after.CCGs.Groups)
		}
	}
}

func BenchmarkWhatIf(b *testing.B) {
	m, err := synthetic.Market(1)
	if err != nil {
		b.Fatal(err)
	}
	s, err := england.Scenario("ten-per-cent-cut")
	if err != nil {
		b.Fatal(err)
	}
	w := whatif.WhatIf{Market: *m, Scenario: s}
	b.ReportAllocs()
	for b.Loop() {
		w.Run(rule.Options{})
	}
}
