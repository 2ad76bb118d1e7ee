package sla

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// A valid agreement of ten lines with three indicators each, every one with a
// year of results.
func wholeAgreement() *Agreement {
	a := &Agreement{
		ID: "whole", Title: "Whole",
		Provider: Provider{ID: "example-csu", Name: "Example CSU", Kind: HostedCSU, SignedBy: "X24"},
		Customers: []Customer{
			{ID: "00C", Kind: CCG, Share: percent("62.5"), People: 106_079},
			{ID: "00D", Kind: CCG, Share: percent("37.5"), People: 281_000},
		},
		Sharing: &Sharing{Lead: "00C", Liability: EachCustomer},
		Basis:   NHSContract,
		Signed:  day("2013-09-20"),
		Term: Term{
			Starts: day("2013-10-01"), Ends: day("2016-03-31"), NoticeMonths: 6,
			Breaks: []Break{{On: day("2015-03-31"), NoticeMonths: 6}},
		},
		Procurement:      Procurement{NextPlanned: day("2015-11-01"), NextTender: day("2016-01-04")},
		Goals:            []Goal{{Text: "answer within a day", Target: "95 per cent"}},
		RetainedDecision: &RetainedDecision{Name: "A. Example", Role: "chief finance officer"},
		Indexation:       []Indexation{{From: day("2014-04-01"), Percent: *percent("-1.5")}},
		Credits:          &CreditTerms{Cap: percent("5")},
		RiskShare: &RiskShare{
			Baseline: money("1000000.00"),
			Gain:     []ShareBand{{From: *percent("0"), To: percent("5"), Provider: *percent("50")}},
			Pain:     []ShareBand{{From: *percent("0"), To: percent("5"), Provider: *percent("50")}},
		},
		Triggers: []Trigger{{Measure: "population", Baseline: figure("387079"), Tolerance: percent("5")}},
		Reviews:  Reviews{Every: Monthly, SurveyEvery: Quarterly},
		Exit:     Exit{Plan: "in three stages", Staff: "TUPE applies"},
	}
	services := []service.ID{service.ContractManagement, service.ServiceRedesign, "complaints", "serious-incidents", "claims", "ifr", "hr", "payroll", "finance", "service-desk"}
	for i, id := range services {
		l := Line{
			ID: string(id), Service: id, Nature: service.Transactional, Scope: "monitoring", Decision: CustomerDecides,
			Price: &Price{Kind: Fixed, Amount: money("120000.00")},
		}
		switch i {
		case 0:
			l.HealthProcurement = &HealthProcurement{Assurance: "award reports go to the governing body"}
		case 1:
			l.Nature, l.Role, l.Skills = service.Transformational, "design", "joint teams"
		case 2, 3:
			l.Price = &Price{Kind: PerHead, Rate: rate("0.45"), People: 387_079}
		case 9:
			l.Price = &Price{Kind: PerUnit, Volume: count(12_000), Bands: []Band{{From: 1, To: 10_000, Rate: *rate("9.50")}, {From: 10_001, Rate: *rate("8.25")}}}
		}
		for j := range 3 {
			k := KPI{
				ID: fmt.Sprint(j), Measure: "answered in time", Direction: HigherIsBetter, Target: figure("95"), Threshold: figure("90"),
				Unit: "%", Source: "register", Frequency: Monthly, Credit: &Credit{Percent: percent("1.5")},
			}
			for n := range 12 {
				from := day("2013-10-01").AddMonths(n)
				k.Results = append(k.Results, Result{From: from, To: from.LastOfMonth(), Numerator: figure("97"), Denominator: figure("100")})
			}
			l.KPIs = append(l.KPIs, k)
		}
		a.Lines = append(a.Lines, l)
	}
	return a
}

func TestValidAgreementAllocatesNothing(t *testing.T) {
	a := wholeAgreement()
	if r := AgreementRules().Check(a, rule.Options{}); len(r.Findings) > 0 || r.Counts.Undated > 0 || r.Counts.Passed < 25 {
		t.Fatalf("the agreement is not valid, or few rules looked: %v, %+v", r.Findings, r.Counts)
	}
	if got := testing.AllocsPerRun(100, func() { AgreementRules().Check(a, rule.Options{}) }); got != 0 {
		t.Errorf("checking a valid agreement took %v allocations, want none", got)
	}
}

// elementaryChecks counts the predicates on single fields that the rules evaluate
// on a valid agreement such as wholeAgreement. It counts at the least: a loop
// counts once for each field that its body looks at in each element.
func elementaryChecks(a *Agreement) int {
	n := 0
	customers, lines := len(a.Customers), len(a.Lines)
	kpis, results, bands := 0, 0, 0
	for i := range a.Lines {
		kpis += len(a.Lines[i].KPIs)
		bands += len(a.Lines[i].Price.Bands)
		for j := range a.Lines[i].KPIs {
			results += len(a.Lines[i].KPIs[j].Results)
		}
	}
	n += 38 + 20                 // conditions and days in force of the rules
	n += 5 + customers + 2*lines // SLA-01
	n += 3 + 2 + 2 + 4           // SLA-06, -07, -09, -10
	n += 2 + 2*customers         // SLA-08
	n += 2*lines + 2*lines       // SLA-11, -12
	n += 4                       // SLA-14
	n += kpis                    // SLA-15
	n += 2 + lines               // SLA-16, -17
	n += 2*kpis + 6*results      // SLA-18: unit, target; value, numerator, denominator, its sign, the other's, their order
	n += 4*kpis + 2              // SLA-19
	n += 3 + 1                   // SLA-20, -22
	n += lines + lines           // SLA-23, -24
	n += 7*lines + 4*bands       // SLA-26
	n += 1 + 1 + 4*results       // SLA-27: from, to, their order, the term
	n += 3*customers + 2         // SLA-28
	n += lines*lines/2 + kpis    // SLA-29
	n += 10 + 3                  // SLA-31
	n += 1 + 2 + customers       // CSU-08, CSU-12
	n += 2*lines + 1 + 1         // CCG-09 to CCG-12
	return n
}

// BenchmarkCheckValid reports the time of an elementary check: one predicate on
// one field of one element.
func BenchmarkCheckValid(b *testing.B) {
	bare := wholeAgreement()
	for i := range bare.Lines {
		for j := range bare.Lines[i].KPIs {
			bare.Lines[i].KPIs[j].Results = nil
		}
	}
	for name, a := range map[string]*Agreement{"no-results": bare, "360-results": wholeAgreement()} {
		b.Run(name, func(b *testing.B) {
			checks := elementaryChecks(a)
			b.ReportAllocs()
			for b.Loop() {
				AgreementRules().Check(a, rule.Options{})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(checks), "ns/check")
			b.ReportMetric(float64(checks), "checks")
		})
	}
}

func BenchmarkCheckFindings(b *testing.B) {
	a := wholeAgreement()
	a.Goals, a.Basis, a.Term.NoticeMonths = nil, BindingContract, 0
	for i := range a.Lines {
		a.Lines[i].Decision = ProviderDecides
	}
	b.ReportAllocs()
	for b.Loop() {
		AgreementRules().Check(a, rule.Options{})
	}
}

// BenchmarkCharges reports the time of one month of one line, for terms of five
// and of fifty years: it stays the same.
func BenchmarkCharges(b *testing.B) {
	for _, years := range []int{5, 50} {
		b.Run(fmt.Sprintf("%d-years", years), func(b *testing.B) {
			a := wholeAgreement()
			a.Term.Ends = a.Term.Starts.AddMonths(12 * years).AddDays(-1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Charges(a); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(12*years*len(a.Lines)), "ns/line-month")
		})
	}
}

func BenchmarkPerform(b *testing.B) {
	a := wholeAgreement()
	b.ReportAllocs()
	for b.Loop() {
		Assess(a, ChartOptions{})
	}
}

func BenchmarkView(b *testing.B) {
	a := wholeAgreement()
	withhold(a, "/lines/3/price")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := View(a, nhs.Date{}); err != nil {
			b.Fatal(err)
		}
	}
}
