package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// The recorded payments of London in 2020/21 are a lower bound, and those of the four
// groups that were seen whole are complete, whatever is beside them.
func TestRecordedPayments(t *testing.T) {
	year := nhs.MustParseFinancialYear("2020/21")
	recorded := func(x *commissioning.Index) (analysis.RecordedSpend, analysis.Table) {
		s := analysis.MarketSize(x, year)
		for _, r := range s.Recorded {
			if r.Basis == commissioning.PublishedPayments {
				return r, s.Table()
			}
		}
		t.Fatal("no published payments")
		return analysis.RecordedSpend{}, analysis.Table{}
	}
	m := *realIndex(t).Market()
	r, table := recorded(commissioning.NewIndex(&m))
	if r.Extent != ccg.LowerBound || r.Sums != 24 || r.LowerBounds != 17 {
		t.Errorf("%+v", r)
	}
	if notes := strings.Join(table.Notes, " "); !strings.Contains(notes, "lower bounds: not every file or bill was seen") {
		t.Errorf("notes: %s", notes)
	}
	found := false
	for _, row := range table.Rows {
		if row[0].String() == "recorded" && row[4].String() == string(commissioning.PublishedPayments) {
			found = row[5].String() == string(commissioning.BoundAtLeast)
		}
	}
	if !found {
		t.Error("the table does not say that the sum is at least that")
	}

	var whole []commissioning.Spend
	for _, s := range m.Spend {
		if s.Completeness != nil && s.Completeness.Extent == ccg.Complete {
			whole = append(whole, s)
		}
	}
	m.Spend = whole
	if r, _ := recorded(commissioning.NewIndex(&m)); r.Extent != ccg.Complete || r.LowerBounds != 0 || r.Customers != 4 {
		t.Errorf("those seen whole: %+v", r)
	}
}

// A payer of which not every file was seen has a part of a unit's business that is a
// bound, and so has everybody beside it.
func TestDependencyOnPaymentsSeen(t *testing.T) {
	year := nhs.MustParseFinancialYear("2020/21")
	got := make(map[string]string)
	for _, u := range analysis.Dependency(realIndex(t), year).Units {
		if u.Unit != "nel" {
			continue
		}
		for _, c := range u.Customers {
			got[c.Customer] = fmt.Sprint(c.Bound, " ", c.Share != nil)
		}
		if !u.WholeAtLeast {
			t.Error("the whole is a lower bound")
		}
	}
	want := make(map[string]string)
	for _, code := range []string{"07L", "08F", "08N", "08V"} {
		want[code] = "at-most true"
	}
	for _, code := range []string{"07P", "07Y", "08C", "08M", "08W", "36L", "72Q", "93C"} {
		want[code] = "at-least false"
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("parts of NEL (-want +got):\n%s", d)
	}
}

// What was paid for the year before, and what was only passed on, stands beside a sum and
// is not in it.
func TestBesideThePayments(t *testing.T) {
	year := nhs.MustParseFinancialYear("2020/21")
	got := make(map[nhs.OrgID]string)
	for _, g := range analysis.PerHead(realIndex(t), year).Groups {
		for _, p := range g.Payments {
			if p.Supplier == "nel" && p.PassThrough != nil && p.PriorYear != nil && p.PriorYear.Sign()+p.PassThrough.Sign() > 0 {
				got[g.Code] = fmt.Sprint(p.Amount, " ", p.PriorYear, " ", p.PassThrough)
			}
		}
	}
	want := map[nhs.OrgID]string{
		"36L": "£14,603,662.20 £1,251,754.58 £0.00", "72Q": "£8,813,822.56 £1,093,185.57 £8,440,000.00", "93C": "£12,646,508.71 £489,079.86 £0.00",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("beside payments to NEL (-want +got):\n%s", d)
	}
}

// The row of a payer of whom not every file was seen says so, in the table as in the answer.
func TestTableSaysLowerBound(t *testing.T) {
	got := make(map[string]string)
	for _, row := range analysis.PerHead(realIndex(t), nhs.MustParseFinancialYear("2020/21")).Table().Rows {
		if row[0].String() == "group" {
			got[row[1].String()] = row[11].String()
		}
	}
	want := map[string]string{"07L": "", "08F": "", "08N": "", "08V": ""}
	for _, code := range []string{"07P", "07Y", "08C", "08M", "08W", "36L", "72Q", "93C"} {
		want[code] = string(commissioning.BoundAtLeast)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("bounds (-want +got):\n%s", d)
	}
}
