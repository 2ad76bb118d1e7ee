package sla_test

import (
	"encoding/json"
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// worked returns one of the worked agreements.
func worked(name string) *sla.Agreement {
	for _, e := range sla.Examples() {
		if e.Name == name {
			a, err := e.Agreement()
			if err != nil {
				fmt.Println(err)
			}
			return &a
		}
	}
	return &sla.Agreement{}
}

// perHead is £9.00 a head for 106,079 people, for five years.
func perHead() *sla.Agreement {
	a, err := decode([]byte(`{
		"id": "five-years",
		"provider": {"id": "example-csu", "kind": "csu"},
		"customers": [{"id": "example-hill-ccg", "kind": "ccg", "people": 106079}],
		"basis": "nhs-contract", "signed": "2013-03-20",
		"term": {"starts": "2013-04-01", "ends": "2018-03-31", "notice_months": 6},
		"lines": [{"id": "support", "name": "all support", "price": {"kind": "per-head", "rate": "9.00", "people": 106079}}]
	}`))
	if err != nil {
		fmt.Println(err)
	}
	return &a
}

func ExampleCheck() {
	only, _ := sla.Rules().Select(sla.RuleFirstTerm, sla.RuleLongTermNeedsGoals)
	for _, f := range only.Check(perHead(), rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path, f.Message)
	}
	// Output:
	// SLA-09 /goals the term of 2013-04-01 to 2018-03-31 is more than 18 months and has no goals: write down goals and targets
	// SLA-04 /term/ends 2013-04-01 to 2018-03-31 is more than 18 months, the most for a first agreement with a CSU: end it by 2014-09-30
}

func ExampleAgreement() {
	var a sla.Agreement
	err := json.Unmarshal([]byte(`{"provider": {"id": "0AQ", "kind": "csu"}, "term": {"starts": "2013-10-01", "ends": "2016-03-31"}}`), &a)
	fmt.Println(a.Provider.ID, a.Term.LongerThan(18), err)
	// Output: 0AQ true <nil>
}

func ExampleCharges() {
	s, err := sla.Charges(perHead())
	fmt.Println(s.Months[0].Amount, s.Years[0].Amount, s.Total, err)
	// Output: £79,559.25 £954,711.00 £4,773,555.00 <nil>
}

func ExampleSchedule() {
	s, _ := sla.Charges(perHead())
	fortnight, _ := s.Between(nhs.MustParseDate("2013-04-01"), nhs.MustParseDate("2013-04-14"))
	fmt.Println(fortnight)
	// Output: £37,127.72
}

func ExampleSum() {
	s, _ := sla.Charges(perHead())
	m := s.Months[10] // February has no more days, and costs no less
	fmt.Println(m.From, m.To, m.Amount)
	// Output: 2014-02-01 2014-02-28 £79,559.25
}

func ExampleLineCharges() {
	s, _ := sla.Charges(worked("partnership"))
	for _, l := range s.Lines {
		fmt.Println(l.Line, l.Total)
	}
	// Output:
	// contracts £1,580,800.00
	// intelligence £1,572,092.26
	// redesign £410,475.00
	// desk £409,096.04
	// complaints £237,120.00
}

func ExampleCharge() {
	s, _ := sla.Charges(worked("partnership"))
	for _, c := range s.Lines[3].Charges[5:7] { // the desk is paid by the call
		fmt.Println(c.From, c.Amount, *c.Units, c.Planned)
	}
	// Output:
	// 2014-03-01 £15,390.00 1620 false
	// 2014-04-01 £14,036.25 1500 true
}

func ExampleYearCharges() {
	s, _ := sla.Charges(perHead())
	y, ok := s.Year(nhs.MustParseFinancialYear("2015/16"))
	fmt.Println(y.Amount, y.PerHead, ok)
	// Output: £954,711.00 £9.00 true
}

func ExampleCustomerCharge() {
	s, _ := sla.Charges(worked("partnership"))
	for _, c := range s.Years[1].Customers {
		fmt.Println(c.Customer, c.Amount)
	}
	// Output:
	// example-north-ccg £1,010,046.00
	// example-south-ccg £673,364.00
}

func ExampleProblem() {
	a := perHead()
	a.Lines[0].Price.Rate = nil
	s, _ := sla.Charges(a)
	fmt.Println(s.Total == nil, s.Problems[0].Path, s.Problems[0].Message)
	// Output: true /lines/0/price/rate the rate per head is not known
}

func ExampleCommitment() {
	c, _ := perHead().Commitment(nhs.MustParseDate("2017-04-01"))
	fmt.Println(c.ToEnd, "or, with notice today,", c.ToExit, "until", c.EarliestExit)
	// Output: £954,711.00 or, with notice today, £479,921.93 until 2017-10-01
}

func ExampleTerm() {
	t := sla.Term{Starts: nhs.MustParseDate("2013-04-01"), Ends: nhs.MustParseDate("2014-09-30")}
	fmt.Println(t.Period(), t.LongerThan(18))
	// Output: 2013-04-01/2014-09-30 false
}

func ExampleBreak() {
	a := perHead()
	a.Term.NoticeMonths = 0
	a.Term.Breaks = []sla.Break{{On: nhs.MustParseDate("2016-03-31"), NoticeMonths: 6}}
	for _, day := range []string{"2015-09-30", "2015-10-01"} {
		c, _ := a.Commitment(nhs.MustParseDate(day))
		fmt.Println(c.EarliestExit)
	}
	// Output:
	// 2016-03-31
	// 2018-03-31
}

func ExampleExtension() {
	a := &sla.Agreement{Term: sla.Term{Ends: nhs.MustParseDate("2016-03-31"), Extensions: []sla.Extension{{Months: 12}}}}
	only, _ := sla.Rules().Select(sla.RuleExtension)
	fmt.Println(only.Check(a, rule.Options{}).Err(rule.Warning))
	// Output: warning: SLA-25: sla at /term/extensions/0/clause: the option to extend names no clause: look whether the text gives one
}

func ExampleProcurement() {
	a := worked("partnership")
	fmt.Println(a.Procurement.NextPlanned, a.Procurement.NextTender)
	// Output: 2015-11-02 2016-01-04
}

func ExampleTalk() {
	for _, t := range worked("partnership").Procurement.Talks {
		fmt.Println(t.On, t.OpenToAll, t.Note)
	}
	// Output: 2013-06-10 true what support is needed, line by line
}

func ExampleProvider() {
	p := worked("partnership").Provider
	fmt.Println(p.Name, p.Kind, "signed for by", p.SignedBy)
	// Output: Example CSU csu signed for by nhs-england
}

func ExampleKind() {
	fmt.Println(worked("slips").Provider.Kind == sla.Independent)
	// Output: true
}

func ExampleCustomer() {
	for _, c := range worked("partnership").Customers {
		fmt.Println(c.Name, c.Share, c.People)
	}
	// Output:
	// Example North CCG 60% 212158
	// Example South CCG 40% 141439
}

func ExampleSharing() {
	s := worked("partnership").Sharing
	fmt.Println(s.Lead, s.Liability)
	// Output: example-north-ccg each-customer
}

func ExampleLiability() {
	a := worked("partnership")
	a.Sharing.Liability = sla.TheProvider
	only, _ := sla.Rules().Select(sla.RuleLiability)
	fmt.Println(only.Check(a, rule.Options{}).Counts.Error)
	// Output: 1
}

func ExampleBasis() {
	a := worked("secret-five-years")
	only, _ := sla.Rules().Select(sla.RuleBasis)
	fmt.Println(only.Check(a, rule.Options{}).Counts.Error)
	a.Basis = sla.NHSContract
	fmt.Println(only.Check(a, rule.Options{}).Counts.Error)
	// Output:
	// 1
	// 0
}

func ExampleGoal() {
	g := worked("partnership").Goals[0]
	fmt.Printf("%s: %s by %s\n", g.Text, g.Target, g.By)
	// Output: answer members' practices within a day: 95 per cent of messages acknowledged within 24 hours by 2015-03-31
}

func ExampleRetainedDecision() {
	d := worked("partnership").RetainedDecision
	fmt.Println(d.Name+",", d.Role)
	// Output: A. Example, chief finance officer, Example North CCG
}

func ExampleNotice() {
	n := worked("secret-five-years").Notices[0]
	fmt.Println(n.Kind, n.Happened, "told:", !n.Told.IsZero())
	// Output: leadership-change 2014-05-06 told: false
}

func ExampleNoticeKind() {
	fmt.Println(sla.LeadershipChange, sla.GovernanceInquiry)
	// Output: leadership-change governance-inquiry
}

func ExampleExit() {
	fmt.Println(worked("partnership").Exit.StrandedCosts)
	// Output: the provider bears them after the sixth month
}

func ExampleLine() {
	for _, l := range worked("partnership").Lines {
		fmt.Printf("%s: %s %q\n", l.Service, l.Nature, l.Scope+l.Role)
	}
	// Output:
	// contract-management: transactional "negotiating"
	// benchmarking: transactional ""
	// service-redesign: transformational "design"
	// service-desk: transactional ""
	// complaints: transactional ""
}

func ExampleDecider() {
	fmt.Println(worked("secret-five-years").Lines[1].Decision == sla.ProviderDecides)
	// Output: true
}

func ExampleHealthProcurement() {
	fmt.Println(worked("partnership").Lines[0].HealthProcurement.Assurance)
	// Output: the lead's governing body sees each award report before signature
}

func ExamplePrice() {
	p := perHead().Lines[0].Price
	fmt.Println(p.Kind, p.Rate, p.People)
	// Output: per-head £9.00 106079
}

func ExamplePriceKind() {
	for _, l := range worked("partnership").Lines {
		fmt.Println(l.Price.Kind)
	}
	// Output:
	// fixed
	// per-head
	// fixed
	// per-unit
	// cost-and-volume
}

func ExampleBand() {
	for _, b := range worked("partnership").Lines[3].Price.Bands {
		fmt.Println(b.From, b.To, b.Rate)
	}
	// Output:
	// 1 12000 £9.50
	// 12001 24000 £8.25
	// 24001 0 £7.00
}

func ExampleVolume() {
	v := worked("partnership").Lines[3].Volumes[0]
	fmt.Println(v.Month, v.Units)
	// Output: 2013-10-01 1480
}

func ExampleIndexation() {
	a := perHead()
	a.Indexation = []sla.Indexation{{From: nhs.MustParseDate("2014-04-01"), Percent: nhs.MustParsePercent("1.5")}}
	s, _ := sla.Charges(a)
	fmt.Println(s.Years[0].Amount, s.Years[1].Amount)
	// Output: £954,711.00 £969,031.67
}

func ExampleVariation() {
	v := worked("partnership").Variations[0]
	fmt.Println(v.Line, v.Price.Amount, "from", v.From, "because of", v.Reason)
	// Output: redesign £150,000.00 from 2015-01-01 because of one project fewer
}

func ExampleKPI() {
	k := worked("partnership").Lines[3].KPIs[0]
	fmt.Printf("%s: %s %s, %s\n", k.Measure, k.Target, k.Unit, k.Frequency)
	// Output: messages acknowledged within 24 hours: 100 %, monthly
}

func ExampleFamily() {
	fmt.Println(worked("islington-2013").Lines[4].KPIs[0].Family == sla.FundingRequests)
	// Output: true
}

func ExampleDirection() {
	late := worked("partnership").Lines[1].KPIs[0]
	fmt.Println(late.Measure+":", late.Direction, "is better")
	// Output: days after the agreed date on which the monthly pack came: lower is better
}

func ExampleFrequency() {
	months, ok := sla.Quarterly.Months()
	fmt.Println(months, ok)
	// Output: 3 true
}

func ExampleFigure() {
	f, err := sla.ParseFigure("97.50")
	fmt.Println(f, err, f.Compare(sla.MustParseFigure("97.5")))
	// Output: 97.5 <nil> 0
}

func ExampleResult() {
	twoThirds := sla.Result{Numerator: new(sla.Figure), Denominator: new(sla.Figure)}
	*twoThirds.Numerator, *twoThirds.Denominator = sla.MustParseFigure("2"), sla.MustParseFigure("3")
	fmt.Println(twoThirds.Figure())
	*twoThirds.Denominator = sla.Figure{}
	fmt.Println(twoThirds.Figure())
	// Output:
	// 66.666667 true
	// 0 false
}

func ExampleMilestone() {
	for _, m := range worked("partnership").Lines[3].KPIs[0].Trajectory {
		fmt.Println(m.Value, "by", m.By)
	}
	// Output:
	// 85 by 2014-09-30
	// 95 by 2015-03-31
}

func ExampleRebase() {
	r := worked("partnership").Lines[3].KPIs[0].Rebases[0]
	fmt.Println(r.From, r.Reason)
	// Output: 2014-10-01 the desk opens at weekends
}

func ExampleChart() {
	k := worked("partnership").Lines[0].KPIs[0]
	c := k.Chart(sla.ChartOptions{})
	b := c.Bases[0]
	fmt.Println("mean", b.Mean, "limits", b.Lower, "to", b.Upper)
	fmt.Println(c.Variation+",", c.Assurance)
	// Output:
	// mean 96.428571 limits 83.128571 to 109.728571
	// common cause, hit or miss
}

func ExampleChartOptions() {
	k := worked("partnership").Lines[3].KPIs[0]
	fmt.Println(k.Chart(sla.ChartOptions{}).Variation)
	fmt.Println(k.Chart(sla.ChartOptions{Fewest: 8}).Variation)
	// Output:
	// too few points
	// common cause
}

func ExampleChartSources() {
	for _, c := range sla.ChartSources() {
		fmt.Println(c.Title)
	}
	// Output:
	// Making data count
	// NHSRplotthedots: Draw XmR Charts for NHS 'Making Data Count' Programme
	// Control Charts for Individual Measurements
	// Individuals Control Charts
}

func ExampleBase() {
	k := worked("partnership").Lines[3].KPIs[0]
	for _, b := range k.Chart(sla.ChartOptions{}).Bases {
		fmt.Printf("%s: %d points, mean %s %q\n", b.From, b.Points, b.Mean, b.Reason)
	}
	// Output:
	// 2013-10-01: 12 points, mean 81.666667 ""
	// 2014-10-01: 8 points, mean 93 "the desk opens at weekends"
}

func ExamplePoint() {
	k := worked("partnership").Lines[1].KPIs[0]
	p := k.Chart(sla.ChartOptions{}).Points[0]
	fmt.Println(p.From, p.Value, p.Signals)
	// Output: 2013-10-01 5 [above limit]
}

func ExampleSignal() {
	k := worked("partnership").Lines[1].KPIs[0]
	c := k.Chart(sla.ChartOptions{Run: 5})
	fmt.Println(c.Points[13].Signals)
	// Output: [shift down]
}

func ExampleProcessVariation() {
	k := worked("partnership").Lines[1].KPIs[0] // days late: lower is better
	fmt.Println(k.Chart(sla.ChartOptions{}).Variation, k.Chart(sla.ChartOptions{Run: 5}).Variation)
	// Output: common cause improving
}

func ExampleAssurance() {
	k := worked("partnership").Lines[1].KPIs[0]
	fmt.Println(k.Chart(sla.ChartOptions{}).Assurance)
	// Output: misses
}

func ExampleImprovement() {
	for _, l := range worked("partnership").Lines {
		k := l.KPIs[0]
		answer := k.Improvement(k.Chart(sla.ChartOptions{}))
		fmt.Println(answer.Acceptable, "because", answer.Because)
	}
	// Output:
	// no because it does not change, and as things are the target is not met reliably
	// yes because 2 is as good as the 2 agreed for 2014-09-30, or better
	// unknown because there are too few points to tell: 2 since the limits were last set
	// yes because 96 is as good as the 95 agreed for 2015-03-31, or better
	// unknown because there are too few points to tell: 2 since the limits were last set
}

func ExamplePerformance() {
	p := sla.Perform(worked("partnership"), sla.ChartOptions{})
	fmt.Println(len(p.KPIs), len(p.Credits), len(p.Shares), len(p.Reopened))
	// Output: 5 22 1 1
}

func ExampleKPIPerformance() {
	k := sla.Perform(worked("partnership"), sla.ChartOptions{}).KPIs[0]
	fmt.Println(k.Path, k.Attainment.Percent, k.Improvement.Acceptable)
	// Output: /lines/0/kpis/0 85.714286 no
}

func ExampleAttained() {
	r := sla.Perform(worked("partnership"), sla.ChartOptions{}).KPIs[0].Results[1]
	fmt.Println(r.From, r.Value, r.Grade)
	// Output: 2013-11-01 90 nearly met
}

func ExampleGrade() {
	k := worked("partnership").Lines[0].KPIs[0]
	fmt.Println(k.Grade(&k.Results[0]), k.Grade(&sla.Result{}))
	// Output: met not known
}

func ExampleAttainment() {
	n := sla.Perform(worked("partnership"), sla.ChartOptions{}).KPIs[0].Attainment
	fmt.Println(n.Met, n.NearlyMet, n.Missed, n.NotKnown, n.Percent)
	// Output: 12 2 0 0 85.714286
}

func ExampleCredit() {
	c := worked("partnership").Lines[3].KPIs[0].Credit
	fmt.Println(c.Percent, "of the charge of the month")
	// Output: 2% of the charge of the month
}

func ExampleCreditTerms() {
	fmt.Println("at most", worked("partnership").Credits.Cap, "of the charges of a year")
	// Output: at most 5% of the charges of a year
}

func ExampleCreditDue() {
	d := sla.Perform(worked("partnership"), sla.ChartOptions{}).Credits[0]
	fmt.Println(d.Line, d.KPI, d.To, d.Due)
	// Output: desk ack 2013-10-31 £281.20
}

func ExampleCreditYear() {
	for _, y := range sla.Perform(worked("partnership"), sla.ChartOptions{}).CreditYears {
		fmt.Println(y.Year, y.Due, "of at most", y.Cap)
	}
	// Output:
	// 2013/14 £2,273.35 of at most £43,161.92
	// 2014/15 £3,746.33 of at most £84,170.50
	// 2015/16 £561.46 of at most £83,146.75
}

func ExampleRiskShare() {
	r := worked("partnership").RiskShare
	for _, cost := range []string{"1790000.00", "1910000.00"} {
		s, _ := r.Split(nhs.MustParseFinancialYear("2014/15"), nhs.MustParseMoney(cost))
		fmt.Println(s.Saved, s.Provider, s.Customers)
	}
	// Output:
	// £60,000.00 £20,750.00 £39,250.00
	// -£60,000.00 -£20,750.00 -£39,250.00
}

func ExampleShareBand() {
	b := worked("partnership").RiskShare.Gain[0]
	fmt.Println("from", b.From, "to", b.To, "the provider has", b.Provider)
	// Output: from 1% to 5% the provider has 50%
}

func ExampleOutturn() {
	o := worked("partnership").RiskShare.Outturns[0]
	fmt.Println(o.Year, o.Cost)
	// Output: 2014/15 £1,790,000.00
}

func ExampleYearShare() {
	s := sla.Perform(worked("partnership"), sla.ChartOptions{}).Shares[0]
	fmt.Println(s.Year, s.Saved, s.Provider, s.Customers, s.Capped)
	// Output: 2014/15 £60,000.00 £20,750.00 £39,250.00 false
}

func ExampleTrigger() {
	for _, t := range worked("partnership").Triggers {
		o, change, fired := t.Fired()
		fmt.Println(t.Measure, fired, o.On, change)
	}
	// Output:
	// population false  0
	// morbidity true 2014-10-01 11.5
}

func ExampleObservation() {
	o := worked("partnership").Triggers[1].Observations[0]
	fmt.Println(o.On, o.Value)
	// Output: 2014-10-01 111.5
}

func ExampleReopening() {
	for _, r := range worked("partnership").Reopenings() {
		fmt.Println(r.Measure, r.Change, r.Lines)
	}
	// Output: morbidity 11.5 [intelligence redesign]
}

func ExampleReviews() {
	r := worked("islington-2013").Reviews
	fmt.Println(r.Every, r.SurveyEvery)
	// Output: monthly quarterly
}

func ExampleReview() {
	r := worked("partnership").Reviews.Held[0]
	fmt.Println(r.On, r.Note)
	// Output: 2013-10-28 first pack was late
}

func ExampleSurvey() {
	for _, s := range worked("partnership").Reviews.Surveys {
		confident, _ := s.Confident()
		fmt.Println(s.On, confident)
	}
	// Output:
	// 2013-12-10 54.166667
	// 2014-03-11 68
}

func ExampleMeeting() {
	for _, m := range worked("partnership").Calendar()[:3] {
		fmt.Println(m.Kind, m.From, m.To, "held", m.Held)
	}
	// Output:
	// review 2013-10-01 2013-10-31 held 2013-10-28
	// survey 2013-10-01 2013-12-31 held 2013-12-10
	// review 2013-11-01 2013-11-30 held 2013-11-25
}

func ExampleWarning() {
	for _, w := range worked("partnership").EarlyWarnings(nhs.MustParseDate("2014-03-01"), sla.ChartOptions{}) {
		fmt.Println(w.Path, w.Message)
	}
	// Output: /reviews the review for 2014-02-01 to 2014-02-28 was not held
}

func ExampleStep() {
	for _, s := range worked("partnership").Steps {
		fmt.Println(s.On, s.Kind, s.Line)
	}
	// Output:
	// 2013-12-02 warning intelligence
	// 2014-01-13 improvement-plan intelligence
}

func ExampleRung() {
	fmt.Println(sla.Ladder())
	// Output: [warning improvement-plan step-in exit]
}

func ExampleSkipped() {
	fmt.Println(sla.Skipped(worked("secret-five-years").Steps, 0))
	// Output: [warning improvement-plan step-in]
}

func ExampleDisclosure() {
	a := worked("secret-five-years")
	public, _, _ := sla.Redact(a, nhs.Date{})
	fmt.Printf("%q %d\n", public.ID, len(public.Lines))
	a.Disclosure.Parts = []sla.Part{{Path: "/id", Level: sla.Public}, {Path: "/lines/1/service", Level: sla.Public}}
	public, _, _ = sla.Redact(a, nhs.Date{})
	fmt.Printf("%q %d\n", public.ID, len(public.Lines)) // up to the last that is public
	// Output:
	// "" 0
	// "secret-five-years" 2
}

func ExamplePart() {
	p := worked("partnership").Disclosure.Parts[0]
	fmt.Println(p.Path, p.Level, "until", p.Until, "because", p.Reason)
	// Output: /lines/3/price confidential until 2014-12-31 because the desk is being tendered elsewhere
}

func ExampleLevel() {
	fmt.Println(sla.Public, sla.PartiesOnly, sla.Confidential)
	// Output: public parties-only confidential
}

func ExampleRedact() {
	_, withheld, _ := sla.Redact(worked("partnership"), nhs.MustParseDate("2014-06-30"))
	_, later, _ := sla.Redact(worked("partnership"), nhs.MustParseDate("2015-01-01"))
	fmt.Println(len(withheld), len(later))
	// A place that is not there is an error: nothing is published by a slip.
	_, _, err := sla.Redact(worked("slips"), nhs.Date{})
	fmt.Println(err)
	// Output:
	// 1 0
	// /disclosure/parts: "/lines/0/prices" is to be withheld, but the agreement has no such place
}

func ExampleWithheld() {
	a := worked("partnership")
	a.Disclosure.Parts = []sla.Part{{Path: "/customers/0/share", Level: sla.PartiesOnly, Reason: "asked for by a customer"}}
	_, withheld, _ := sla.Redact(a, nhs.Date{})
	for _, w := range withheld {
		fmt.Println(w.Path, w.Implied, w.Reason)
	}
	// Output:
	// /customers/0/share false asked for by a customer
	// /customers/1/share true it would give away a figure that is withheld
}

func ExamplePublicView() {
	v, _ := sla.View(worked("partnership"), nhs.MustParseDate("2014-06-30"))
	fmt.Println(v.Charges == nil, v.Agreement.Lines[3].Price == nil, len(v.KPIs))
	v, _ = sla.View(worked("partnership"), nhs.MustParseDate("2015-01-01"))
	fmt.Println(v.Charges.Total)
	// Output:
	// true true 5
	// £4,209,583.30
}

func ExampleNotShown() {
	v, _ := sla.View(worked("partnership"), nhs.MustParseDate("2014-06-30"))
	for _, n := range v.NotShown {
		fmt.Println(n.Figure, n.Because)
	}
	// Output:
	// charges [/lines/3/price]
	// findings [/lines/3/price]
}

func ExampleExample() {
	for _, e := range sla.Examples() {
		a, err := e.Agreement()
		fmt.Println(e.Name, a.Synthetic, err)
	}
	// Output:
	// partnership true <nil>
	// secret-five-years true <nil>
	// slips true <nil>
	// per-head true <nil>
	// wiltshire-2016 false <nil>
	// islington-2013 false <nil>
}
