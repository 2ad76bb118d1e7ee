package sla_test

import (
	"encoding/json"
	"fmt"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// worked returns one of the worked agreements.
func sample(name string) *sla.Agreement {
	for _, e := range sla.Examples() {
		if e.Name == name {
			a, err := document.Decode[sla.Agreement](e.Document)
			if err != nil {
				fmt.Println(err)
			}
			return &a
		}
	}
	return &sla.Agreement{}
}

// perHead is £9.00 per head for 106,079 people, for five years.
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

func ExampleAgreementRules() {
	only, _ := sla.AgreementRules().Select(sla.RuleFirstTerm, sla.RuleLongTermNeedsGoals)
	for _, f := range only.Check(perHead(), rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path, f.Message)
	}
	// Output:
	// SLA-09 /goals 2013-04-01 to 2018-03-31 is more than 18 months, without goals: write down goals and targets
	// SLA-04 /term/ends 2013-04-01 to 2018-03-31 is longer than the 18 months for a first agreement with a CSU: end it by 2014-09-30
}

func ExampleAgreement() {
	var a sla.Agreement
	err := json.Unmarshal([]byte(`{"provider": {"id": "0AQ", "kind": "csu"}, "term": {"starts": "2013-10-01", "ends": "2016-03-31"}}`), &a)
	fmt.Println(a.Provider.ID, a.Term.LongerThan(18), err)
	// Output: 0AQ true <nil>
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
	only, _ := sla.AgreementRules().Select(sla.RuleExtension)
	fmt.Println(only.Check(a, rule.Options{}).Err(rule.Warning))
	// Output:
	// warning: SLA-25: sla at /term/extensions/0/clause: option to extend without a clause: check whether the text has one
}

func ExampleProcurement() {
	a := sample("partnership")
	fmt.Println(a.Procurement.NextPlanned, a.Procurement.NextTender)
	// Output: 2015-11-02 2016-01-04
}

func ExampleMarketEngagement() {
	for _, t := range sample("partnership").Procurement.Talks {
		fmt.Println(t.On, t.OpenToAll, t.Note)
	}
	// Output: 2013-06-10 true what support is needed, line by line
}

func ExampleProvider() {
	p := sample("partnership").Provider
	fmt.Println(p.Name, p.Kind, "signed for by", p.SignedBy)
	// Output: Example CSU csu signed for by nhs-england
}

func ExamplePartyKind() {
	fmt.Println(sample("slips").Provider.Kind == sla.Independent)
	// Output: true
}

func ExampleCustomer() {
	for _, c := range sample("partnership").Customers {
		fmt.Println(c.Name, c.Share, c.People)
	}
	// Output:
	// Example North CCG 60% 212158
	// Example South CCG 40% 141439
}

func ExampleSharing() {
	s := sample("partnership").Sharing
	fmt.Println(s.Lead, s.Liability)
	// Output: example-north-ccg each-customer
}

func ExampleLiability() {
	a := sample("partnership")
	a.Sharing.Liability = sla.TheProvider
	only, _ := sla.AgreementRules().Select(sla.RuleLiability)
	fmt.Println(only.Check(a, rule.Options{}).Counts.Error)
	// Output: 1
}

func ExampleBasis() {
	a := sample("secret-five-years")
	only, _ := sla.AgreementRules().Select(sla.RuleBasis)
	fmt.Println(only.Check(a, rule.Options{}).Counts.Error)
	a.Basis = sla.NHSContract
	fmt.Println(only.Check(a, rule.Options{}).Counts.Error)
	// Output:
	// 1
	// 0
}

func ExampleGoal() {
	g := sample("partnership").Goals[0]
	fmt.Printf("%s: %s by %s\n", g.Text, g.Target, g.By)
	// Output: answer members' practices within a day: 95 per cent of messages acknowledged within 24 hours by 2015-03-31
}

func ExampleRetainedDecision() {
	d := sample("partnership").RetainedDecision
	fmt.Println(d.Name+",", d.Role)
	// Output: A. Example, chief finance officer, Example North CCG
}

func ExampleNotice() {
	n := sample("secret-five-years").Notices[0]
	fmt.Println(n.Kind, n.Happened, "told:", !n.Told.IsZero())
	// Output: leadership-change 2014-05-06 told: false
}

func ExampleNoticeKind() {
	fmt.Println(sla.LeadershipChange, sla.GovernanceInquiry)
	// Output: leadership-change governance-inquiry
}

func ExampleExit() {
	fmt.Println(sample("partnership").Exit.StrandedCosts)
	// Output: the provider bears them after the sixth month
}

func ExampleLine() {
	for _, l := range sample("partnership").Lines {
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
	fmt.Println(sample("secret-five-years").Lines[1].Decision == sla.ProviderDecides)
	// Output: true
}

func ExampleHealthProcurement() {
	fmt.Println(sample("partnership").Lines[0].HealthProcurement.Assurance)
	// Output: the lead's governing body sees each award report before signature
}

func ExampleTrigger() {
	for _, t := range sample("partnership").Triggers {
		o, change, fired := t.Fired()
		fmt.Println(t.Measure, fired, o.On, change)
	}
	// Output:
	// population false  0
	// morbidity true 2014-10-01 11.5
}

func ExampleObservation() {
	o := sample("partnership").Triggers[1].Observations[0]
	fmt.Println(o.On, o.Value)
	// Output: 2014-10-01 111.5
}

func ExampleReopening() {
	for _, r := range sample("partnership").Reopenings() {
		fmt.Println(r.Measure, r.Change, r.Lines)
	}
	// Output: morbidity 11.5 [intelligence redesign]
}

func ExampleReviews() {
	r := sample("islington-2013").Reviews
	fmt.Println(r.Every, r.SurveyEvery)
	// Output: monthly quarterly
}

func ExampleReview() {
	r := sample("partnership").Reviews.Held[0]
	fmt.Println(r.On, r.Note)
	// Output: 2013-10-28 first pack was late
}

func ExampleSurvey() {
	for _, s := range sample("partnership").Reviews.Surveys {
		confident, _ := s.Confident()
		fmt.Println(s.On, confident)
	}
	// Output:
	// 2013-12-10 54.166667
	// 2014-03-11 68
}

func ExampleMeeting() {
	for _, m := range sample("partnership").Calendar()[:3] {
		fmt.Println(m.Kind, m.From, m.To, "held", m.Held)
	}
	// Output:
	// review 2013-10-01 2013-10-31 held 2013-10-28
	// survey 2013-10-01 2013-12-31 held 2013-12-10
	// review 2013-11-01 2013-11-30 held 2013-11-25
}

func ExampleEarlyWarning() {
	for _, w := range sample("partnership").EarlyWarnings(nhs.MustParseDate("2014-03-01"), sla.ChartOptions{}) {
		fmt.Println(w.Path, w.Message)
	}
	// Output: /reviews the review for 2014-02-01 to 2014-02-28 was not held
}

func ExampleStep() {
	for _, s := range sample("partnership").Steps {
		fmt.Println(s.On, s.Kind, s.Line)
	}
	// Output:
	// 2013-12-02 warning intelligence
	// 2014-01-13 improvement-plan intelligence
}

func ExampleEscalationStep() {
	fmt.Println(sla.EscalationSteps())
	// Output: [warning improvement-plan step-in exit]
}

func ExampleSkippedSteps() {
	fmt.Println(sla.SkippedSteps(sample("secret-five-years").Steps, 0))
	// Output: [warning improvement-plan step-in]
}
