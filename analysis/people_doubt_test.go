package analysis_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

// A figure per head on a count that cannot be right says so: in the row, in the notes, in
// what is known and in the spread.
func TestPeopleDoubt(t *testing.T) {
	m, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	year := nhs.MustParseFinancialYear("2016/17")
	whole := ccg.CompletenessOf(12, 4, "")
	for _, code := range []nhs.OrgID{"09P", "07L"} {
		m.Spend = append(m.Spend, commissioning.Spend{
			Customer: code, Supplier: "south-east", Year: year, Amount: *pounds("1695480"), Basis: commissioning.PublishedPayments, Completeness: &whole,
		})
	}
	m.CSUs.Units[0].Slug = "south-east" // whichever: the payments need a unit
	p := analysis.PerHead(commissioning.NewIndex(m), year)
	rows := make(map[nhs.OrgID]analysis.GroupPerHead)
	for _, g := range p.Groups {
		rows[g.Code] = g
	}
	if g := rows["09P"]; g.CSU == nil || g.CSU.String() != "£10.00" || g.PeopleDoubt == nil || g.PeopleDoubt.Reason != ccg.PracticesMissing {
		t.Errorf("09P: %v by %v", g.CSU, g.PeopleDoubt)
	}
	if g := rows["07L"]; g.CSU == nil || g.PeopleDoubt != nil {
		t.Errorf("07L: %v by %v", g.CSU, g.PeopleDoubt)
	}
	if p.Known.PeopleDoubted != 5 {
		t.Errorf("%d doubted counts in %s, want 5", p.Known.PeopleDoubted, year)
	}
	if len(p.Spreads) != 1 || p.Spreads[0].Groups != 2 || p.Spreads[0].Doubted != 1 {
		t.Errorf("spreads: %+v", p.Spreads)
	}
	for _, row := range p.Table().Rows {
		if row[1].String() == "09P" || row[1].String() == "07L" {
			if got, want := row[12].String(), map[string]string{"09P": "practices-missing"}[row[1].String()]; got != want {
				t.Errorf("the row of %s says %q of its people, want %q", row[1], got, want)
			}
		}
	}
	notes := p.Table().Notes
	if !slices.ContainsFunc(notes, func(n string) bool {
		return strings.HasPrefix(n, "09P: the figures per head rest on 169,548 people, a count that cannot be right: practices are missing; set it beside 186,456 of 2016 and 188,251 of 2018.")
	}) {
		t.Errorf("notes: %q", notes)
	}
	if slices.ContainsFunc(notes, func(n string) bool { return strings.HasPrefix(n, "07L: the figures per head rest") }) {
		t.Error("07L is not in doubt")
	}
}

// The allowance and the people of every group of 2013/14 are known, and the people of
// 2020/21 are.
func TestPeopleKnown(t *testing.T) {
	for text, want := range map[string][3]int{
		"2013/14": {211, 211, 211}, "2014/15": {211, 0, 211}, "2015/16": {209, 0, 209}, "2020/21": {135, 0, 135},
	} {
		p := analysis.PerHead(realIndex(t), nhs.MustParseFinancialYear(text))
		if got := [3]int{p.Known.Groups, p.Known.Allowance, p.Known.People}; got != want || p.Known.PeopleDoubted != 0 {
			t.Errorf("%s: groups, allowances and people %v, %d doubted; want %v", text, got, p.Known.PeopleDoubted, want)
		}
	}
}
