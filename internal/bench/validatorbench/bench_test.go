package validatorbench

import (
	"fmt"
	"testing"
	"time"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

func percent(s string) *nhs.Percent {
	p := nhs.MustParsePercent(s)
	return &p
}

func figure(s string) *sla.Number {
	f := sla.MustParseNumber(s)
	return &f
}

func money(s string) *nhs.Money {
	m := nhs.MustParseMoney(s)
	return &m
}

// valid is an agreement of ten lines with three indicators each, every one with
// so many results.
func valid(results int) *sla.Agreement {
	day := nhs.MustParseDate
	a := &sla.Agreement{
		ID:       "whole",
		Provider: sla.Provider{ID: "example-csu", Name: "Example CSU", Kind: sla.HostedCSU, SignedBy: "X24"},
		Customers: []sla.Customer{
			{ID: "00C", Kind: sla.CCG, Share: percent("62.5"), People: 106_079},
			{ID: "00D", Kind: sla.CCG, Share: percent("37.5"), People: 281_000},
		},
		Sharing: &sla.Sharing{Lead: "00C", Liability: sla.EachCustomer},
		Basis:   sla.NHSContract,
		Signed:  day("2013-09-20"),
		Term: sla.Term{
			Starts: day("2013-10-01"), Ends: day("2016-03-31"), NoticeMonths: 6,
			Breaks: []sla.Break{{On: day("2015-03-31"), NoticeMonths: 6}},
		},
		Procurement:      sla.Procurement{NextPlanned: day("2015-11-01"), NextTender: day("2016-01-04")},
		Goals:            []sla.Goal{{Text: "answer within a day", Target: "95 per cent"}},
		RetainedDecision: &sla.RetainedDecision{Name: "A. Example", Role: "chief finance officer"},
		Indexation:       []sla.Indexation{{From: day("2014-04-01"), Percent: *percent("-1.5")}},
		Credits:          &sla.CreditTerms{Cap: percent("5")},
		RiskShare: &sla.RiskShare{
			Baseline: money("1000000.00"),
			Gain:     []sla.ShareBand{{From: *percent("0"), To: percent("5"), Provider: *percent("50")}},
			Pain:     []sla.ShareBand{{From: *percent("0"), To: percent("5"), Provider: *percent("50")}},
		},
		Triggers: []sla.Trigger{{Measure: "population", Baseline: figure("387079"), Tolerance: percent("5")}},
		Reviews:  sla.Reviews{Every: sla.Monthly, SurveyEvery: sla.Quarterly},
		Exit:     sla.Exit{Plan: "in three stages", Staff: "TUPE applies"},
	}
	for i, id := range []string{"contract-management", "service-redesign", "complaints", "serious-incidents", "claims", "ifr", "hr", "payroll", "finance", "service-desk"} {
		l := sla.Line{ID: id, Nature: "transactional", Decision: sla.CustomerDecides, Price: &sla.Price{Kind: sla.Fixed, Amount: money("120000.00")}}
		if err := l.Service.UnmarshalText([]byte(id)); err != nil {
			panic(err)
		}
		switch i {
		case 0:
			l.Scope = "monitoring"
			l.HealthProcurement = &sla.HealthProcurement{Assurance: "award reports go to the governing body"}
		case 1:
			l.Nature, l.Role, l.Skills = "transformational", "design", "joint teams"
		case 9:
			volume := int64(12_000)
			l.Price = &sla.Price{Kind: sla.PerUnit, Volume: &volume, Bands: []sla.Band{
				{From: 1, To: 10_000, Rate: nhs.MustParseRate("9.50")}, {From: 10_001, Rate: nhs.MustParseRate("8.25")},
			}}
		}
		for j := range 3 {
			k := sla.KPI{
				ID: fmt.Sprint(j), Measure: "answered in time", Direction: sla.HigherIsBetter, Target: figure("95"),
				Unit: "%", Source: "register", Frequency: sla.Monthly, Credit: &sla.Credit{Percent: percent("1.5")},
			}
			for n := range results {
				from := day("2013-10-01").AddMonths(n)
				k.Results = append(k.Results, sla.Result{From: from, To: from.LastOfMonth(), Numerator: figure("97"), Denominator: figure("100")})
			}
			l.KPIs = append(l.KPIs, k)
		}
		a.Lines = append(a.Lines, l)
	}
	return a
}

// breaks are ways to break a valid agreement that both must see.
var breaks = map[string]func(*sla.Agreement){
	"provider":      func(a *sla.Agreement) { a.Provider.ID, a.Provider.Name = "", "" },
	"customers":     func(a *sla.Agreement) { a.Customers = nil },
	"buys":          func(a *sla.Agreement) { a.Customers[0].Kind = sla.HostedCSU },
	"shares":        func(a *sla.Agreement) { a.Customers[0].Share = percent("60") },
	"share":         func(a *sla.Agreement) { a.Customers[0].Share, a.Customers[1].Share = percent("110"), percent("-10") },
	"lead":          func(a *sla.Agreement) { a.Sharing.Lead = "00J" },
	"liability":     func(a *sla.Agreement) { a.Sharing.Liability = sla.LeadCustomer },
	"basis":         func(a *sla.Agreement) { a.Basis = sla.BindingContract },
	"order":         func(a *sla.Agreement) { a.Term.Ends = a.Term.Starts.AddDays(-1) },
	"early":         func(a *sla.Agreement) { a.Term.Starts = nhs.MustParseDate("2013-03-31") },
	"long":          func(a *sla.Agreement) { a.Term.Ends = nhs.MustParseDate("2016-09-30") },
	"first":         func(a *sla.Agreement) { a.Signed = nhs.MustParseDate("2013-01-15") },
	"notice":        func(a *sla.Agreement) { a.Term.NoticeMonths = 0 },
	"break":         func(a *sla.Agreement) { a.Term.Breaks[0].On = nhs.MustParseDate("2017-01-01") },
	"index":         func(a *sla.Agreement) { a.Indexation[0].From = nhs.MustParseDate("2017-01-01") },
	"plan":          func(a *sla.Agreement) { a.Procurement.NextPlanned = nhs.MustParseDate("2016-04-01") },
	"tender":        func(a *sla.Agreement) { a.Procurement.NextTender = nhs.Date{} },
	"goals":         func(a *sla.Agreement) { a.Goals = nil },
	"goal":          func(a *sla.Agreement) { a.Goals[0].Target = "" },
	"person":        func(a *sla.Agreement) { a.RetainedDecision.Name = "" },
	"lines":         func(a *sla.Agreement) { a.Lines = nil },
	"price":         func(a *sla.Agreement) { a.Lines[3].Price = nil },
	"price kind":    func(a *sla.Agreement) { a.Lines[3].Price.Kind = "free" },
	"amount":        func(a *sla.Agreement) { a.Lines[3].Price.Amount = nil },
	"bands":         func(a *sla.Agreement) { a.Lines[9].Price.Bands[1].From = 900 },
	"scope":         func(a *sla.Agreement) { a.Lines[0].Scope = "" },
	"role":          func(a *sla.Agreement) { a.Lines[1].Role = "" },
	"skills":        func(a *sla.Agreement) { a.Lines[1].Skills = "" },
	"mix":           func(a *sla.Agreement) { a.Lines[1].Nature = "transactional" },
	"decision":      func(a *sla.Agreement) { a.Lines[5].Decision = sla.ProviderDecides },
	"assurance":     func(a *sla.Agreement) { a.Lines[0].HealthProcurement.Assurance = "" },
	"twice":         func(a *sla.Agreement) { a.Lines[4].ID = a.Lines[3].ID },
	"casework":      func(a *sla.Agreement) { a.Lines[2].KPIs = nil },
	"target":        func(a *sla.Agreement) { a.Lines[2].KPIs[1].Target = figure("101") },
	"messages":      func(a *sla.Agreement) { a.Lines[2].KPIs[1].Family = sla.Messages },
	"credit":        func(a *sla.Agreement) { a.Lines[2].KPIs[1].Credit.Percent = percent("101") },
	"cap":           func(a *sla.Agreement) { a.Credits.Cap = percent("101") },
	"numerator":     func(a *sla.Agreement) { a.Lines[2].KPIs[1].Results[4].Numerator = figure("101") },
	"denominator":   func(a *sla.Agreement) { a.Lines[2].KPIs[1].Results[4].Denominator = figure("0") },
	"result order":  func(a *sla.Agreement) { a.Lines[2].KPIs[1].Results[4].To = nhs.MustParseDate("2013-10-01") },
	"result late":   func(a *sla.Agreement) { a.Lines[2].KPIs[1].Results[11].To = nhs.MustParseDate("2017-01-01") },
	"baseline":      func(a *sla.Agreement) { a.RiskShare.Baseline = nil },
	"provider part": func(a *sla.Agreement) { a.RiskShare.Pain[0].Provider = *percent("101") },
	"trigger":       func(a *sla.Agreement) { a.Triggers[0].Baseline = nil },
	"review":        func(a *sla.Agreement) { a.Reviews.Every = sla.Yearly },
	"survey":        func(a *sla.Agreement) { a.Reviews.SurveyEvery = sla.Yearly },
	"exit":          func(a *sla.Agreement) { a.Exit.Staff = "" },
	"secret":        func(a *sla.Agreement) { a.Disclosure.Default = sla.Confidential },
}

// TestSameVerdicts shows that both check the same: neither finds anything in the
// valid agreement, and each finds something whichever way it is broken.
func TestSameVerdicts(t *testing.T) {
	v := newValidator()
	a := valid(12)
	if found := sla.AgreementRules().Check(a, rule.Options{}).Findings; len(found) > 0 {
		t.Errorf("sla finds %v", found)
	}
	if err := v.Struct(mirror(a)); err != nil {
		t.Errorf("validator finds %v", err)
	}
	for name, spoil := range breaks {
		a := valid(12)
		spoil(a)
		if found := sla.AgreementRules().Check(a, rule.Options{}).Findings; len(found) == 0 {
			t.Errorf("%s: sla finds nothing", name)
		}
		if err := v.Struct(mirror(a)); err == nil {
			t.Errorf("%s: validator finds nothing", name)
		}
	}
}

// BenchmarkValid reports the time of each and how many times faster sla is,
// taken in turns.
func BenchmarkValid(b *testing.B) {
	v := newValidator()
	for _, results := range []int{0, 12} {
		a := valid(results)
		m := mirror(a)
		b.Run(fmt.Sprintf("sla/%d-results", results), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sla.AgreementRules().Check(a, rule.Options{})
			}
		})
		b.Run(fmt.Sprintf("validator/%d-results", results), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := v.Struct(m); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("ratio/%d-results", results), func(b *testing.B) {
			var ours, theirs time.Duration
			for b.Loop() {
				start := time.Now()
				for range 10 {
					sla.AgreementRules().Check(a, rule.Options{})
				}
				middle := time.Now()
				for range 10 {
					_ = v.Struct(m)
				}
				ours, theirs = ours+middle.Sub(start), theirs+time.Since(middle)
			}
			b.ReportMetric(float64(theirs)/float64(ours), "times-faster")
		})
	}
}
