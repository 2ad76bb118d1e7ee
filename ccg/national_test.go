package ccg

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

// nationalRegister makes up a register that is like England's in all its counts:
// 248 groups, 142 of which merge, 42 boards and a boundary change.
func nationalRegister() *Register {
	r := &Register{Complete: true, KnownUntil: nhs.MustParseDate("2026-03-31")}
	var open []int // groups that have not closed
	found := func(on string) int {
		code := nhs.MustParseOrgID(fmt.Sprintf("%03dC", len(r.Groups)))
		r.Groups = append(r.Groups, wholeGroup(code, nhs.MustParseDate(on)))
		return len(r.Groups) - 1
	}
	for range 211 {
		open = append(open, found("2013-04-01"))
	}
	follow := func(from int, to nhs.OrgID, on string) {
		day := nhs.MustParseDate(on)
		r.Groups[from].Closed = day.AddDays(-1)
		r.Successions = append(r.Successions, lineage.Succession{Predecessor: r.Groups[from].Code, Successor: to, Effective: nhs.PartialDateOf(day), Kind: lineage.Merger})
	}
	for _, m := range []struct {
		on       string
		from, to int
	}{
		{"2015-04-01", 3, 1}, {"2017-04-01", 3, 1}, {"2018-04-01", 18, 6},
		{"2019-04-01", 6, 2}, {"2020-04-01", 74, 18}, {"2021-04-01", 38, 9},
	} {
		merging := open[:m.from]
		open = open[m.from:]
		first := len(r.Groups)
		for range m.to {
			open = append(open, found(m.on))
		}
		for i, g := range merging {
			follow(g, r.Groups[first+i%m.to].Code, m.on)
		}
	}
	for i := range 42 {
		r.ICBs = append(r.ICBs, ICB{Code: nhs.MustParseOrgID(fmt.Sprintf("Q%02d", i)), Name: fmt.Sprintf("Board %d", i), Opened: nhs.MustParseDate("2022-07-01")})
	}
	for i, g := range open {
		follow(g, r.ICBs[i%42].Code, "2022-07-01")
	}
	r.Successions = append(r.Successions, lineage.Succession{
		Predecessor: r.Groups[209].Code, Successor: r.Groups[210].Code,
		Effective: nhs.MustParsePartialDate("2016-04-01"), Kind: lineage.BoundaryChange,
	})
	return r
}

// wholeGroup returns a group that keeps every rule, with as much on record as
// the fullest groups have.
func wholeGroup(code nhs.OrgID, opened nhs.Date) Group {
	g := Group{Code: code, Name: "NHS " + code.String() + " CCG", Opened: opened}
	for y := 2017; y <= 2021; y++ {
		boundaries := nhs.MustParseDate(fmt.Sprintf("%d-04-01", y))
		g.Populations = append(g.Populations, Population{
			Year: y, People: People(200_000 + 1_000*(y-2017)), Basis: Registered, Boundaries: boundaries, Source: "qof",
		})
	}
	money := func(s string) *nhs.Money { m := nhs.MustParseMoney(s); return &m }
	for _, rate := range Rates() {
		allowance, _ := EstimateAllowance(rate.Year, 200_000)
		g.Years = append(g.Years, Year{
			Year:      rate.Year,
			Headcount: &Headcount{People: 200_000, Basis: Scaled},
			Allowance: &allowance,
			Plan: &Statement{Total: money("4400000"), Parts: []Part{
				{Category: FromCSU, Amount: money("1800000"), Funding: RunningCost},
				{Category: FromCSU, Amount: money("400000"), Funding: Programme},
				{Category: InHouse, Amount: money("2550000"), Funding: RunningCost},
				{Category: FromOthers, Amount: money("50000"), Funding: RunningCost},
			}},
			Outturn: &Statement{Total: money("4200000")},
		})
	}
	return g
}

func TestNationalRegister(t *testing.T) {
	r := nationalRegister()
	if len(r.Groups) != 248 || len(r.Successions) != 142+106+1 {
		t.Fatalf("%d groups and %d successions, want 248 and 249", len(r.Groups), len(r.Successions))
	}
	report := RegisterRules().Check(r, rule.Options{})
	ruletest.Want(t, report)
	if report.Counts.Undated != 0 {
		t.Errorf("%d rules could not be dated", report.Counts.Undated)
	}

	r.Groups[100].Closed = nhs.Date{} // it merged in 2020
	r.Groups[247].Name = r.Groups[246].Name
	report = RegisterRules().Check(r, rule.Options{})
	ruletest.Want(t, report,
		"CCG-01 /groups/247/name",
		"CCG-04 /groups", "CCG-04 /groups", "CCG-04 /groups", "CCG-04 /groups",
		"CCG-14 /successions/100/predecessor")
}

func TestValidValueAllocatesNothing(t *testing.T) {
	r := nationalRegister()
	g := wholeGroup("00C", nhs.MustParseDate("2013-04-01"))
	for name, check := range map[string]func(){
		"group":    func() { GroupRules().Check(&g, rule.Options{}) },
		"register": func() { RegisterRules().Check(r, rule.Options{}) },
	} {
		if got := testing.AllocsPerRun(20, check); got != 0 {
			t.Errorf("checking a valid %s took %v allocations, want none", name, got)
		}
	}
}

// Both benchmarks report the time of one elementary check: one rule that looked
// at one register, group or year.

func BenchmarkGroup(b *testing.B) {
	g := wholeGroup("00C", nhs.MustParseDate("2013-04-01"))
	checks := GroupRules().Check(&g, rule.Options{}).Counts.Passed
	b.ReportAllocs()
	for b.Loop() {
		GroupRules().Check(&g, rule.Options{})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(checks), "ns/check")
}

func BenchmarkRegister(b *testing.B) {
	r := nationalRegister()
	checks := RegisterRules().Check(r, rule.Options{}).Counts.Passed
	b.ReportAllocs()
	for b.Loop() {
		RegisterRules().Check(r, rule.Options{})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(checks), "ns/check")
}
