package commissioning_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// nationalGroups are as many groups as make a market of 50,000 agreements and a
// million sums of spend.
const nationalGroups = 250

// marketOf returns a market of groups that buy each of 40 lines from one of 25
// units, a year at a time, and have paid no more than was agreed: 200 agreements
// and 4,000 sums for each group. No rule that spans entities has anything to say
// of it.
func marketOf(tb testing.TB, groups int) *commissioning.Market {
	tb.Helper()
	const units, lines, years, sums = 25, 40, 8, 20
	r := rand.New(rand.NewPCG(8, 3))
	first := nhs.MustParseDate("2013-04-01")
	m := &commissioning.Market{
		Agreements: make([]sla.Agreement, 0, 200*groups),
		Spend:      make([]commissioning.Spend, 0, 4000*groups),
	}
	var line []service.ID
	for i := range lines {
		line = append(line, service.MustParseID(fmt.Sprint("line-", i)))
		m.ServiceLines = append(m.ServiceLines, service.Line{ID: line[i], Name: string(line[i])})
	}
	for i := range units {
		slug := nhs.MustParseOrgID(fmt.Sprint("unit-", i))
		m.CSUs.Units = append(m.CSUs.Units, csu.Unit{Slug: slug, Name: string(slug), Stage: csu.Working, Kind: csu.Hosted, Opened: nhs.PartialDateOf(first), Lines: line})
	}
	for i := range groups {
		g := ccg.Group{Code: nhs.MustParseOrgID(fmt.Sprintf("%03X", i)), Name: fmt.Sprint("Group ", i), Opened: first}
		for y := range years {
			year, err := nhs.FinancialYearStarting(2013 + y)
			if err != nil {
				tb.Fatal(err)
			}
			g.Years = append(g.Years, ccg.Year{Year: year, Allowance: &ccg.Allowance{Amount: nhs.MustParseMoney("5000000.00"), Status: ccg.Published}})
			for u := range units {
				a := sla.Agreement{
					ID:        fmt.Sprint("sla-", i, "-", y, "-", u),
					Provider:  sla.Provider{ID: m.CSUs.Units[u].Slug, Kind: sla.HostedCSU},
					Customers: []sla.Customer{{ID: g.Code, Kind: sla.CCG}},
					Basis:     sla.NHSContract,
					Signed:    year.First(),
					Term:      sla.Term{Starts: year.First(), Ends: year.Last()},
				}
				for l := u; l < lines; l += units {
					price := nhs.MustParseMoney("12000.00")
					a.Lines = append(a.Lines, sla.Line{ID: string(line[l]), Service: line[l], Price: &sla.Price{Kind: sla.Fixed, Amount: &price}})
				}
				m.Agreements = append(m.Agreements, a)
				for l := range sums {
					m.Spend = append(m.Spend, commissioning.Spend{
						Customer: g.Code, Supplier: a.Provider.ID, Year: year, Line: line[(u+l)%lines], Amount: nhs.MoneyFromPence(int64(r.IntN(60_000))),
						Basis: commissioning.OutturnSpend, Funding: ccg.RunningCost,
					})
				}
			}
		}
		m.CCGs.Groups = append(m.CCGs.Groups, g)
	}
	r.Shuffle(len(m.Agreements), func(i, j int) { m.Agreements[i], m.Agreements[j] = m.Agreements[j], m.Agreements[i] })
	r.Shuffle(len(m.Spend), func(i, j int) { m.Spend[i], m.Spend[j] = m.Spend[j], m.Spend[i] })
	return m
}

// acrossOnly are the rules of the market without those of single agreements, of
// which an agreement without goals, indicators and exit plan breaks many.
func acrossOnly(tb testing.TB) rule.Set[commissioning.Market] {
	tb.Helper()
	rules, err := commissioning.MarketRules().Without(rule.ID("CCG-11"), "SLA-07", "SLA-13", "SLA-14", "SLA-16", "SLA-20", "SLA-24")
	if err != nil {
		tb.Fatal(err)
	}
	return rules
}

// liveBytes is what the heap holds after a collection: the market of a benchmark.
// With the bytes that an operation allocates it bounds the memory of a check.
func liveBytes() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkCheckMarket(b *testing.B) {
	rules := acrossOnly(b)
	for _, size := range []int{1, 3} {
		b.Run(fmt.Sprint(size, "x"), func(b *testing.B) {
			m := marketOf(b, nationalGroups*size)
			b.ReportAllocs()
			for b.Loop() {
				if r := rules.Check(m, rule.Options{}); len(r.Findings) > 0 {
					b.Fatal(len(r.Findings), " findings, the first: ", r.Findings[0])
				}
			}
			b.ReportMetric(float64(liveBytes()), "live-B")
			b.ReportMetric(float64(len(m.Agreements)), "agreements")
			b.ReportMetric(float64(len(m.Spend)), "sums") // keeps the market alive until here
		})
	}
}

func BenchmarkNewIndex(b *testing.B) {
	for _, size := range []int{1, 3} {
		b.Run(fmt.Sprint(size, "x"), func(b *testing.B) {
			m := marketOf(b, nationalGroups*size)
			b.ReportAllocs()
			for b.Loop() {
				commissioning.NewIndex(m)
			}
		})
	}
}

// BenchmarkEngland loads, indexes and checks the real market.
func BenchmarkEngland(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		m, err := england.Market()
		if err != nil {
			b.Fatal(err)
		}
		commissioning.NewIndex(m)
		m.Check(rule.Options{})
	}
}
