package analysis_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// An income of "over £50m" is no £50m: no share, concentration or whole is made of it.
func TestIncomeLowerBound(t *testing.T) {
	year := nhs.MustParseFinancialYear("2013/14")
	unit := func(slug nhs.OrgID, total string, atLeast bool) csu.Unit {
		amount := nhs.MustParseMoney(total)
		paid := nhs.MustParseMoney("20000000")
		return csu.Unit{
			Slug: slug, Name: string(slug), Stage: csu.Working,
			Opened: nhs.MustParsePartialDate("2013-04-01"), Closed: nhs.MustParsePartialDate("2015-03-31"),
			Incomes: []csu.Income{{
				Year: year, Basis: csu.Actual, Total: &amount, AtLeast: atLeast,
				Customers: []csu.Payer{{Customer: csu.NHSEngland, Amount: &paid}},
			}},
		}
	}
	for _, test := range []struct {
		name    string
		atLeast bool
		shares  int
		hhi     bool
		known   int
		whole   bool
	}{
		{"exact", false, 2, true, 2, true},
		{"over", true, 1, false, 1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := &commissioning.Market{}
			m.CSUs.Units = []csu.Unit{unit("a-unit", "50000000", test.atLeast), unit("b-unit", "30000000", false)}
			all := nhs.MustParseMoney("100000000")
			m.CSUs.Incomes = []csu.Income{{Year: year, Basis: csu.Actual, Total: &all}}
			x := commissioning.NewIndex(m)

			shares := analysis.Shares(x, year)
			if len(shares.Providers) != test.shares || (shares.HHI != nil) != test.hhi {
				t.Errorf("shares of %d providers, market concentration %v", len(shares.Providers), shares.HHI)
			}
			size := analysis.MarketSize(x, year)
			if size.Coverage.Known != test.known {
				t.Errorf("%d incomes known, want %d", size.Coverage.Known, test.known)
			}
			says := slices.ContainsFunc(size.Coverage.Missing, func(s string) bool { return strings.Contains(s, "at least £80m of £100m.") })
			if says != test.atLeast {
				t.Errorf("missing: %q", size.Coverage.Missing)
			}
			d := analysis.Dependency(x, year).Units[0]
			if (d.Whole != nil) != test.whole || (d.Customers[0].Share != nil) != test.whole {
				t.Errorf("whole %v, share %v", d.Whole, d.Customers[0].Share)
			}
		})
	}
}
