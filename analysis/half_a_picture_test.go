package analysis_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// A line without a price leaves sums that are at least what is known, and no share of
// them but of what is open.
func TestHalfAPicture(t *testing.T) {
	agreement := func(id string, customer nhs.OrgID, prices ...string) sla.Agreement {
		a := sla.Agreement{
			ID: id, Provider: sla.Provider{ID: "unit"}, Customers: []sla.Customer{{ID: customer}},
			Term: sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2014-03-31")},
		}
		for _, p := range prices {
			l := sla.Line{ID: fmt.Sprint("l", len(a.Lines))}
			if p != "" {
				l.Price = &sla.Price{Kind: sla.Fixed, Amount: pounds(p)}
			}
			a.Lines = append(a.Lines, l)
		}
		return a
	}
	for name, c := range map[string]struct {
		agreements []sla.Agreement
		value      string // of all, and of the month in which they end
		share      string
		dependency []string
	}{
		"whole": {
			[]sla.Agreement{agreement("a", "00C", "100", "200"), agreement("b", "00D", "100")}, "£400.00 false", "100%",
			[]string{"of £400.00 false", "00C £300.00 75%  yes 300%", "00D £100.00 25%  no 33.33%"},
		},
		"a line without a price": {
			[]sla.Agreement{agreement("a", "00C", "100", ""), agreement("b", "00D", "100")}, "£200.00 true", "100%",
			[]string{"of £200.00 true", "00C £100.00 <nil> at-least unknown <nil>", "00D £100.00 50% at-most unknown 100%"},
		},
		"a small part of it": {
			[]sla.Agreement{agreement("a", "00C", "900", ""), agreement("b", "00D", "100")}, "£1,000.00 true", "100%",
			[]string{"of £1,000.00 true", "00C £900.00 <nil> at-least unknown <nil>", "00D £100.00 10% at-most no 11.11%"},
		},
		"one without prices": {
			[]sla.Agreement{agreement("a", "00C", ""), agreement("b", "00D", "100")}, "£100.00 true", "100%",
			[]string{"of £100.00 true", "00C <nil> <nil>  unknown <nil>", "00D £100.00 100% at-most unknown <nil>"},
		},
		"nothing": {
			[]sla.Agreement{agreement("a", "00C", "")}, "<nil> true", "<nil>",
			[]string{"of <nil> true", "00C <nil> <nil>  unknown <nil>"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := commissioning.NewIndex(&commissioning.Market{
				CCGs:       ccg.Register{Groups: []ccg.Group{group("00C"), group("00D")}},
				CSUs:       csu.Register{Units: []csu.Unit{{Slug: "unit", Name: "Unit", Stage: csu.Working, Opened: day("2013-04-01")}}},
				Agreements: c.agreements,
			})
			tr := analysis.Transparency(x, nhs.Date{})
			if got := fmt.Sprint(tr.Value, " ", tr.ValueAtLeast); got != c.value {
				t.Errorf("value %s, want %s", got, c.value)
			}
			if got := fmt.Sprint(tr.DisclosedShare); got != c.share {
				t.Errorf("disclosed %s, want %s", got, c.share)
			}
			m := analysis.Expiry(x, nhs.Date{}).Months[0]
			if got := fmt.Sprint(m.Value, " ", m.ValueAtLeast); got != c.value {
				t.Errorf("value of the month %s, want %s", got, c.value)
			}
			u := analysis.Dependency(x, nhs.FinancialYear{}).Units[0]
			got := []string{fmt.Sprint("of ", u.Whole, " ", u.WholeAtLeast)}
			for _, d := range u.Customers {
				got = append(got, fmt.Sprint(d.Customer, " ", d.Amount, " ", d.Share, " ", d.Bound, " ", d.OverThreshold, " ", d.OthersRise))
			}
			slices.Sort(got[1:])
			if diff := cmp.Diff(c.dependency, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
