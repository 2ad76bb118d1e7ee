package analysis_test

import (
	"fmt"
	"slices"
	"strings"
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
	t.Logf("gained %d, lost %d, undecided %d", *r.Gained, *r.Lost, *r.Undecided)
	if *r.Gained+*r.Lost+*r.Undecided != 211 || *r.Gained > gained || *r.Lost > lost || *r.Undecided == 0 {
		t.Errorf("gained %d, lost %d and undecided %d, by the signs alone %d and %d", *r.Gained, *r.Lost, *r.Undecided, gained, lost)
	}
	if !slices.ContainsFunc(r.Coverage.Missing, func(s string) bool { return strings.Contains(s, "The source rounds the allowances") }) {
		t.Errorf("nothing is said of the rounding: %q", r.Coverage.Missing)
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

// TestAllowancesRounded decides who gained only where the rounding of the source leaves
// no doubt: £5 up or down on each of two allowances move a gain by less than £10.
func TestAllowancesRounded(t *testing.T) {
	for _, tt := range []struct {
		lists                   [2]ccg.People
		gained, lost, undecided int
	}{
		{[2]ccg.People{1000, 1000}, 0, 0, 2},
		{[2]ccg.People{999, 1001}, 0, 0, 2},
		{[2]ccg.People{991, 1009}, 0, 0, 2}, // by 9.00 each
		{[2]ccg.People{980, 1020}, 1, 1, 0},
	} {
		groups := []ccg.Group{allowed("00C", nhs.MustParseMoney("1000.00"), 50, tt.lists[0]), allowed("00D", nhs.MustParseMoney("1000.00"), 50, tt.lists[1])}
		precision := nhs.MustParseMoney("10.00")
		for i := range groups {
			groups[i].Years[0].Allowance.Precision = &precision
		}
		r := analysis.Allowances(commissioning.NewIndex(&commissioning.Market{CCGs: ccg.Register{Groups: groups}}), nhs.FinancialYear{})
		if *r.Gained != tt.gained || *r.Lost != tt.lost || *r.Undecided != tt.undecided {
			t.Errorf("%v: gained %d, lost %d, undecided %d, give or take %s", tt.lists, *r.Gained, *r.Lost, *r.Undecided, r.Groups[0].GainWithin)
		}
	}
}

// TestAllowancesOfOneDay compares no counts of two days, and passes a doubt on whole.
func TestAllowancesOfOneDay(t *testing.T) {
	groups := []ccg.Group{allowed("00C", nhs.MustParseMoney("1000.00"), 50, 50), allowed("00D", nhs.MustParseMoney("1000.00"), 50, 60)}
	groups[0].Populations[0].On = nhs.MustParseDate("2013-04-01")
	groups[1].Populations[0].On = nhs.MustParseDate("2013-07-01")
	doubt := &ccg.CountDoubt{Reason: ccg.CountedTwice}
	groups[1].Populations[0].Doubt = doubt
	r := analysis.Allowances(commissioning.NewIndex(&commissioning.Market{CCGs: ccg.Register{Groups: groups}}), nhs.FinancialYear{})
	if r.Gained != nil || r.Groups[0].Gain != nil {
		t.Errorf("counts of two days are compared: %v", r.Groups[0].Gain)
	}
	if diff := cmp.Diff(doubt, r.Groups[1].PeopleDoubt); diff != "" {
		t.Errorf("the doubt (-want +got):\n%s", diff)
	}
	if len(r.Coverage.Missing) != 2 {
		t.Errorf("missing: %q", r.Coverage.Missing)
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
	fmt.Printf("%s together; %d gained, %d lost, %d undecided\n", r.Sum, *r.Gained, *r.Lost, *r.Undecided)
	// Output:
	// £5,000.00 together; 1 gained, 1 lost, 0 undecided
}

func ExampleGroupAllowance() {
	for _, g := range twoAllowed().Groups {
		fmt.Println(g.Code, g.Allowance, g.PerHead, g.PerRegistered, g.Gain)
	}
	// Output:
	// 00C £2,500.00 £25.00 £27.7778 £250.00
	// 00D £2,500.00 £25.00 £22.7273 -£250.00
}
