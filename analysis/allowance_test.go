package analysis_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// TestAllowancesOfEngland recomputes what is published of 2013/14.
func TestAllowancesOfEngland(t *testing.T) {
	r := analysis.Allowances(realIndex(t), nhs.FinancialYear{})
	if r.Coverage.Known != 211 || r.Coverage.Total != 211 {
		t.Errorf("known %d of %d", r.Coverage.Known, r.Coverage.Total)
	}
	if r.Sum == nil || r.Sum.String() != "£1,345,200,000.00" || r.SumAtLeast {
		t.Fatalf("together %v, at least: %v", r.Sum, r.SumAtLeast)
	}
	var gains nhs.Money
	gained, lost := 0, 0
	for _, g := range r.Groups {
		if g.Gain == nil {
			t.Fatalf("%s: who gained is unknown", g.Code)
		}
		gains = gains.Add(*g.Gain)
		gained, lost = gained+max(0, g.Gain.Sign()), lost+max(0, -g.Gain.Sign())
	}
	if gains.Sign() != 0 {
		t.Errorf("the gains and losses come to %s", gains)
	}
	if *r.Gained != gained || *r.Lost != lost || gained+lost > 211 || gained == 0 || lost == 0 {
		t.Errorf("gained %d and lost %d, counted %d and %d", *r.Gained, *r.Lost, gained, lost)
	}
}

// allowed returns a group of 2013 with an allowance and a list; 0 is unknown.
func allowed(code nhs.OrgID, allowance nhs.Money, scaled, registered ccg.People) ccg.Group {
	g := ccg.Group{Code: code, Name: string(code), Opened: nhs.MustParseDate("2013-04-01")}
	year := ccg.Year{Year: nhs.MustParseFinancialYear("2013/14")}
	if scaled > 0 {
		year.Headcount = &ccg.Headcount{People: scaled, Basis: ccg.Scaled}
	}
	if allowance.Sign() != 0 {
		year.Allowance = &ccg.Allowance{Amount: allowance, Status: ccg.Published}
	}
	g.Years = []ccg.Year{year}
	if registered > 0 {
		g.Populations = []ccg.Population{{Year: 2013, People: registered, Basis: ccg.Registered}}
	}
	return g
}

// TestAllowancesKnownInPart wants no zero for what is unknown.
func TestAllowancesKnownInPart(t *testing.T) {
	pounds := nhs.MustParseMoney
	for _, tt := range []struct {
		name   string
		groups []ccg.Group
		sum    string
		gains  []string
		known  int
	}{
		{"all known", []ccg.Group{allowed("00C", pounds("100.00"), 5, 10), allowed("00D", pounds("100.00"), 5, 30)}, "£200.00", []string{"£50.00", "-£50.00"}, 2},
		{"pence left over", []ccg.Group{allowed("00C", pounds("0.01"), 5, 1), allowed("00D", pounds("0.01"), 5, 1), allowed("00F", pounds("0.02"), 5, 2)}, "£0.04", []string{"£0.00", "£0.00", "£0.00"}, 3},
		{"an allowance unknown", []ccg.Group{allowed("00C", pounds("100.00"), 5, 10), allowed("00D", nhs.Money{}, 5, 30)}, "at least £100.00", []string{"", ""}, 1},
		{"a list unknown", []ccg.Group{allowed("00C", pounds("100.00"), 5, 10), allowed("00D", pounds("100.00"), 5, 0)}, "£200.00", []string{"", ""}, 2},
		{"nothing known", []ccg.Group{allowed("00C", nhs.Money{}, 0, 0)}, "", []string{""}, 0},
		{"no group", nil, "", nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := commissioning.NewIndex(&commissioning.Market{CCGs: ccg.Register{Groups: tt.groups}})
			r := analysis.Allowances(x, nhs.FinancialYear{})
			var sum string
			if r.Sum != nil {
				sum = r.Sum.String()
				if r.SumAtLeast {
					sum = "at least " + sum
				}
			}
			var gains []string
			for _, g := range r.Groups {
				gain := ""
				if g.Gain != nil {
					gain = g.Gain.String()
				}
				gains = append(gains, gain)
			}
			if sum != tt.sum || r.Coverage.Known != tt.known {
				t.Errorf("together %q, known %d; want %q, %d", sum, r.Coverage.Known, tt.sum, tt.known)
			}
			if diff := cmp.Diff(tt.gains, gains); diff != "" {
				t.Errorf("gains (-want +got):\n%s", diff)
			}
			for _, row := range r.Table().Rows {
				for i, c := range row[2:] {
					if c.IsKnown() && c.String() == "0" {
						t.Errorf("column %d of %s is 0", i+2, row[0])
					}
				}
			}
		})
	}
}

// twoAllowed are two groups with the same allowance and other lists.
func twoAllowed() analysis.AllowanceResult {
	market := commissioning.Market{CCGs: ccg.Register{Groups: []ccg.Group{
		allowed("00C", nhs.MustParseMoney("2500.00"), 100, 90),
		allowed("00D", nhs.MustParseMoney("2500.00"), 100, 110),
	}}}
	return analysis.Allowances(commissioning.NewIndex(&market), nhs.MustParseFinancialYear("2013/14"))
}

func ExampleAllowanceResult() {
	r := twoAllowed()
	fmt.Printf("%s together; %d gained, %d lost\n", r.Sum, *r.Gained, *r.Lost)
	// Output:
	// £5,000.00 together; 1 gained, 1 lost
}

func ExampleGroupAllowance() {
	for _, g := range twoAllowed().Groups {
		fmt.Println(g.Code, g.Allowance, g.PerHead, g.PerRegistered, g.Gain)
	}
	// Output:
	// 00C £2,500.00 £25.00 £27.7778 £250.00
	// 00D £2,500.00 £25.00 £22.7273 -£250.00
}
