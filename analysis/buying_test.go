package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// A line is a desert if fewer than two could be called on for sure, and not sure
// while that hangs on what is not on file. Without a list nobody is limited.
func TestChoice(t *testing.T) {
	award := func(lot string, supplier nhs.OrgID, on string) framework.Award {
		w := framework.Award{Lot: lot, Supplier: supplier, Outcome: framework.Awarded}
		if on != "" {
			w.On = day(on)
		}
		return w
	}
	x := commissioning.NewIndex(&commissioning.Market{
		ServiceLines: service.Catalogue{{ID: "wide", Name: "Wide"}, {ID: "narrow", Name: "Narrow"}, {ID: "unsure", Name: "Unsure"}, {ID: "none", Name: "None"}},
		Frameworks: []framework.Agreement{{
			ID: "f", Users: []procurement.BuyerClass{procurement.HealthServiceBody},
			Dates: framework.Dates{Notice: day("2014-01-01"), Live: day("2015-02-01"), Expiry: day("2019-01-31")},
			Lots: []framework.Lot{
				{Code: "1", Lines: []service.ID{"wide"}, Routes: []procurement.Route{procurement.FurtherCompetition, procurement.DirectAward}},
				{Code: "2", Lines: []service.ID{"narrow"}},
				{Code: "3", Lines: []service.ID{"unsure"}},
			},
			Awards: []framework.Award{award("1", "a", "2015-02-01"), award("1", "b", "2015-02-01"), award("2", "a", "2015-02-01"), award("3", "a", "2015-02-01"), award("3", "c", "")},
		}},
	})
	answers := func(on string) []string {
		var got []string
		c := analysis.Choice(x, nhs.MustParseDate(on))
		for _, l := range c.Lines {
			got = append(got, fmt.Sprintf("%s %d %d %s", l.Line, l.Eligible, l.Possible, l.Desert))
		}
		return append(got, fmt.Sprintf("%d %d, known %d", c.Deserts, c.NotSure, c.Coverage.Known))
	}
	if diff := cmp.Diff([]string{"wide 2 0 no", "narrow 1 0 yes", "unsure 1 1 unknown", "none 0 0 yes", "2 1, known 3"}, answers("2015-02-01")); diff != "" {
		t.Errorf("first day (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"wide 0 0 unknown", "narrow 0 0 unknown", "unsure 0 0 unknown", "none 0 0 unknown", "0 4, known 0"}, answers("2015-01-31")); diff != "" {
		t.Errorf("the day before (-want +got):\n%s", diff)
	}
	if got := answers("2019-01-31")[0]; got != "wide 2 0 no" {
		t.Errorf("last day: %s", got)
	}
	if got := answers("2019-02-01")[0]; got != "wide 0 0 unknown" {
		t.Errorf("the day after: %s", got)
	}
	routes := len(analysis.Choice(x, nhs.MustParseDate("2016-01-01")).Table().Only("wide").Rows)
	if routes != 3 {
		t.Errorf("%d rows of two routes and their sum", routes)
	}
}

// What ended before the day is past; an end that is not known to the month is
// counted apart; of two cliffs the first counts.
func TestExpiry(t *testing.T) {
	ends := func(id, last string) sla.Agreement {
		a := sla.Agreement{ID: id, Customers: []sla.Customer{{ID: "00C"}}, Term: sla.Term{Starts: nhs.MustParseDate("2013-04-01")}}
		if last != "" {
			a.Term.Ends = nhs.MustParseDate(last)
		}
		return a
	}
	term := nhs.MustParsePeriod("2014-01-01/2016-04-30")
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs:       ccg.Register{Groups: []ccg.Group{group("00C"), group("00D")}},
		Agreements: []sla.Agreement{ends("past", "2014-03-31"), ends("first day", "2014-04-01"), ends("a", "2016-03-31"), ends("b", "2016-03-31"), ends("open", "")},
		Frameworks: []framework.Agreement{{ID: "f", CallOffs: []framework.CallOff{
			{ID: "days", Term: &term, Value: pounds("7"), Buyers: []nhs.OrgID{"00D"}},
			{ID: "month", Date: day("2014-05"), TermMonths: 24},
			{ID: "autumn", Date: day("2015-09/2015-11"), TermMonths: 36},
			{ID: "talk", Date: day("2014-05"), TermMonths: 24, Stage: framework.InCompetition},
		}}},
	})
	e := analysis.Expiry(x, nhs.MustParseDate("2014-04-01"))
	var got []string
	for _, row := range e.Table().Rows {
		got = append(got, strings.Join(written(row), " "))
	}
	if diff := cmp.Diff([]string{
		"2014-04 2014/15 Q1 1 0  1 3",
		"2016-03 2015/16 Q4 2 0  2 1",
		"2016-04 2016/17 Q1 0 1 7.00 0 0",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if e.Ends != 4 || e.NotKnown != 3 || len(e.Deadlines) != 2 || e.Deadlines[0].Ends != 3 || e.Deadlines[1].Ends != 4 {
		t.Errorf("%d ends, %d not known, by the deadlines: %v", e.Ends, e.NotKnown, e.Deadlines)
	}
	if e.Cliff == nil || e.Cliff.On.String() != "2016-03-31" || e.Cliff.Ends != 2 || !e.Cliff.Share.Equal(*percent("50")) {
		t.Errorf("cliff %+v", e.Cliff)
	}
	if e.Coverage.Known != 2 || e.Coverage.Total != 2 {
		t.Errorf("known %d of %d", e.Coverage.Known, e.Coverage.Total)
	}
}

func TestTransparency(t *testing.T) {
	agreement := func(id string, d sla.Disclosure) sla.Agreement {
		return sla.Agreement{
			ID: id, Customers: []sla.Customer{{ID: "00C"}}, Disclosure: d,
			Term:  sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2014-03-31")},
			Lines: []sla.Line{{ID: "l", Price: &sla.Price{Kind: sla.Fixed, Amount: pounds("100")}}},
		}
	}
	withheld := func(path rule.Pointer) sla.Disclosure {
		return sla.Disclosure{Parts: []sla.Part{{Path: path, Level: sla.Confidential, Reason: "commercial", Until: nhs.MustParseDate("2013-12-31")}}}
	}
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs: ccg.Register{Groups: []ccg.Group{group("00C"), group("00D")}},
		Agreements: []sla.Agreement{
			agreement("open", sla.Disclosure{}), agreement("priced", withheld("/lines/0/price")), agreement("titled", withheld("/title")),
			agreement("closed", sla.Disclosure{Default: sla.Confidential}), agreement("faulty", withheld("/lines/7")),
		},
	})
	count := func(on string) []string {
		var d nhs.Date
		if on != "" {
			d = nhs.MustParseDate(on)
		}
		a := analysis.Transparency(x, d)
		return []string{fmt.Sprintf("%d: %d open, %d partly, %d withheld", a.Agreements, a.Open, a.Partly, a.Withheld), a.Disclosed.String() + " of " + a.Value.String()}
	}
	for on, want := range map[string][]string{
		"":           {"5: 1 open, 2 partly, 2 withheld", "£200.00 of £500.00"},
		"2013-12-31": {"5: 1 open, 2 partly, 2 withheld", "£200.00 of £500.00"},
		"2014-01-01": {"5: 4 open, 0 partly, 1 withheld", "£400.00 of £500.00"},
		"2014-04-01": {"0: 0 open, 0 partly, 0 withheld", "£0.00 of £0.00"},
	} {
		if diff := cmp.Diff(want, count(on)); diff != "" {
			t.Errorf("on %q (-want +got):\n%s", on, diff)
		}
	}
}

// The last decision by the day counts, before any agreement; parts of a line that
// differ make it mixed.
func TestMix(t *testing.T) {
	decided := func(group nhs.OrgID, line service.ID, part, on string, kind decision.Kind) decision.Decision {
		return decision.Decision{
			CCG: group, Line: line, Part: part, Date: nhs.MustParseDate(on), Chosen: "x", Options: []decision.Option{{ID: "x", Kind: kind}},
		}
	}
	term := sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2016-03-31")}
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs:         ccg.Register{Groups: []ccg.Group{group("00C"), group("00D"), group("00F")}},
		ServiceLines: service.Catalogue{{ID: "finance", Name: "Finance", Nature: service.Transactional}, {ID: "redesign", Name: "Redesign", Nature: service.Transformational}},
		Decisions: []decision.Decision{
			decided("00C", "finance", "", "2013-05-01", decision.Buy), decided("00C", "finance", "", "2014-05-01", decision.Make),
			decided("00D", "redesign", "advice", "2013-05-01", decision.Buy), decided("00D", "redesign", "design", "2013-05-01", decision.Make),
		},
		Agreements: []sla.Agreement{
			{ID: "1", Term: term, Customers: []sla.Customer{{ID: "00C"}}, Lines: []sla.Line{{Service: "finance"}}},
			{ID: "2", Term: term, Customers: []sla.Customer{{ID: "00D"}, {ID: "00F"}}, Sharing: &sla.Sharing{Lead: "00D"}, Lines: []sla.Line{{Service: "finance"}}},
		},
	})
	mix := func(on string) []string {
		var got []string
		for _, l := range analysis.Mix(x, nhs.MustParseDate(on)).Lines {
			got = append(got, fmt.Sprintf("%s %d %d %d %d", l.Line, l.Make, l.Buy, l.Share, l.Mixed))
		}
		return got
	}
	for on, want := range map[string][]string{
		"2013-04-30": {"finance 0 1 2 0", "redesign 0 0 0 0"},
		"2014-04-30": {"finance 0 1 2 0", "redesign 0 0 0 1"},
		"2014-05-01": {"finance 1 0 2 0", "redesign 0 0 0 1"},
		"2016-04-01": {"finance 1 0 0 0", "redesign 0 0 0 1"},
	} {
		if diff := cmp.Diff(want, mix(on)); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", on, diff)
		}
	}
}

// A line that names no service is missing rather than wrong.
func TestMixOfLinesWithoutService(t *testing.T) {
	a := sla.Agreement{
		Provider: sla.Provider{ID: "unit"}, Customers: []sla.Customer{{ID: "00C"}}, Lines: []sla.Line{{}, {Service: "finance"}, {}},
		Term: sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2016-03-31")},
	}
	x := commissioning.NewIndex(&commissioning.Market{
		CCGs: ccg.Register{Groups: []ccg.Group{group("00C")}}, ServiceLines: service.Catalogue{{ID: "finance"}}, Agreements: []sla.Agreement{a},
	})
	c := analysis.Mix(x, nhs.MustParseDate("2015-04-01")).Coverage
	if diff := cmp.Diff([]string{"2 lines of agreements in force name no service."}, c.Missing); diff != "" || len(c.Excluded) > 0 {
		t.Errorf("left out %q, missing (-want +got):\n%s", c.Excluded, diff)
	}
}
