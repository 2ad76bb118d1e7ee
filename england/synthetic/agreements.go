package synthetic

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// makeAgreements makes one agreement for each group with its unit. The lines are
// those that the group decided to buy, and their prices per head sum to its plan.
// Payments beyond the plan are a separate line.
func (c *completion) makeAgreements() error {
	d := c.rng(drawAgreements)
	for _, b := range c.buyers {
		u, _ := c.CSUs.Unit(b.unit)
		name := b.NameOn(modelYear.First())
		a := sla.Agreement{
			ID:        "synthetic-" + string(b.Code),
			Title:     "Commissioning support for " + name + " (made up)",
			Synthetic: true,
			Provider:  sla.Provider{ID: u.Slug, Name: u.Name, Kind: sla.HostedCSU},
			Customers: []sla.Customer{{ID: b.Code, Name: name, Kind: sla.CCG, People: b.people}},
			Basis:     sla.NHSContract,
			Signed:    b.signed,
			Term:      sla.Term{Starts: modelYear.First(), Ends: b.until, NoticeMonths: int(d.between(1, 4)) * 3},
			Reviews:   sla.Reviews{Every: sla.Monthly, SurveyEvery: sla.Quarterly},
			RetainedDecision: &sla.RetainedDecision{
				Name: "A. Example",
				Role: [...]string{"accountable officer", "chief finance officer", "chief operating officer"}[d.between(0, 2)],
			},
			Exit: sla.Exit{
				Plan:   "records, contracts and work in hand go to the group or to the next provider",
				Staff:  "TUPE applies if the work continues",
				Skills: "the group's staff take part in the work",
			},
		}
		if !u.Closed.IsZero() && a.Term.Ends.After(u.Closed.Earliest().AddDays(-1)) {
			a.Provider.Successor = c.successor(u.Slug)
		}
		if !b.Closed.IsZero() && a.Term.Ends.After(b.Closed) {
			a.Customers[0].Successor = c.successorOf(b.Code)
		}
		for _, bought := range b.choices {
			if bought.kind != buys {
				continue
			}
			rate := perHead(bought.rate)
			line := sla.Line{
				ID: string(bought.line.ID), Service: bought.line.ID, Nature: bought.line.Nature,
				Decision: sla.CustomerDecides,
				Price:    &sla.Price{Kind: sla.PerHead, Rate: &rate, People: b.people},
			}
			if n := len(bought.line.Scope); n > 0 {
				line.Scope = bought.line.Scope[d.between(0, int64(n-1))].ID
			}
			addIndicators(d, &line, len(a.Lines) == 0)
			a.Lines = append(a.Lines, line)
		}
		for _, add := range []func(*sla.Agreement, *buyer) error{addBeyond, addLongTerm} {
			if err := add(&a, b); err != nil {
				return fmt.Errorf("agreement of %s: %w", b.Code, err)
			}
		}
		withhold(d, &a)
		c.Agreements = append(c.Agreements, a)
	}
	return nil
}

// addIndicators gives an indicator to the first line of an agreement and to each line
// of casework. They are modelled on those of a real agreement (S102).
func addIndicators(d rng, line *sla.Line, first bool) {
	target := func() *sla.Number {
		f := sla.MustParseNumber([...]string{"100", "95", "90"}[d.choose(60, 25, 15)])
		return &f
	}
	if first {
		all := sla.MustParseNumber("100")
		line.KPIs = append(line.KPIs, sla.KPI{
			ID: "messages", Family: sla.Messages, Measure: "messages acknowledged within 24 hours",
			Direction: sla.HigherIsBetter, Target: &all, Unit: "%", WithinHours: 24,
			Source: "log of the service desk", Frequency: sla.Monthly,
		})
	}
	if line.Service == complaints {
		line.KPIs = append(line.KPIs, sla.KPI{
			ID: "complaints", Family: sla.Complaints, Measure: "complaints answered within the time agreed with the complainant",
			Direction: sla.HigherIsBetter, Target: target(), Unit: "%",
			Source: "register of complaints", Frequency: sla.Monthly,
		})
	}
}

// addBeyond adds a line for payments in the year beyond the plan. Its fixed price
// yields that sum over the part of the year that the agreement covers.
func addBeyond(a *sla.Agreement, b *buyer) error {
	charged, err := charge(a, b)
	if err != nil {
		return err
	}
	paid := b.year.Outturn.Parts[0].Amount
	beyond, _ := paid.Sub(charged).Pence()
	if beyond <= 0 {
		return nil
	}
	part, whole := partOfYear(b.until)
	amount := nhs.MoneyFromPence((beyond*whole + part - 1) / part)
	a.Lines = append(a.Lines, sla.Line{
		ID: "beyond", Name: "work beyond the plan, from whatever budget",
		Decision: sla.CustomerDecides, Price: &sla.Price{Kind: sla.Fixed, Amount: &amount},
	})
	return nil
}

// charge returns the sum of the planned lines in the year.
func charge(a *sla.Agreement, b *buyer) (nhs.Money, error) {
	if part, whole := partOfYear(b.until); part == whole {
		return *b.year.Plan.Parts[0].Amount, nil
	}
	charges, err := sla.Charges(a)
	if err != nil {
		return nhs.Money{}, err
	}
	if len(charges.Problems) > 0 {
		return nhs.Money{}, &charges.Problems[0]
	}
	return *charges.Years[0].Amount, nil
}

// partOfYear returns the part of the year up to a day as a fraction. A month is a
// twelfth of the year, and its days are parts of that.
func partOfYear(last nhs.Date) (part, whole int64) {
	if !last.Before(modelYear.Last()) {
		return 1, 1
	}
	months := 0
	for !modelYear.First().AddMonths(months + 1).After(last) {
		months++
	}
	days := last.LastOfMonth().Day()
	return int64(months*days + last.Day()), int64(12 * days)
}

// addLongTerm adds what longer agreements need: the exception from the 18 months of
// the guidance, goals, and for five years a break, a trigger and a risk share.
func addLongTerm(a *sla.Agreement, b *buyer) error {
	const guidance, fiveYears = 18, 60
	if !a.Term.LongerThan(guidance) {
		return nil
	}
	a.Term.Exception = "longer than guidance allows, for the sake of a partnership"
	a.Goals = []sla.Goal{{
		Text: "the cost of support falls", Target: "by 10% of the price by the last year",
		By: a.Term.Ends,
	}}
	if !a.Term.Ends.Before(retenderPlan) {
		a.Procurement = sla.Procurement{NextPlanned: retenderPlan.AddDays(-90), NextTender: retenderPlan.AddDays(60)}
	}
	if !a.Term.LongerThan(fiveYears - 1) {
		return nil
	}
	people, err := sla.ParseNumber(fmt.Sprint(b.people))
	if err != nil {
		return err
	}
	tolerance, half := nhs.MustParsePercent("5"), nhs.MustParsePercent("50")
	baseline := perHead(b.rate).Mul(b.people)
	a.Term.Breaks = []sla.Break{{On: modelYear.First().AddMonths(36).AddDays(-1), NoticeMonths: 6}}
	a.Triggers = []sla.Trigger{{Measure: "population", Baseline: &people, Tolerance: &tolerance}}
	a.RiskShare = &sla.RiskShare{
		Baseline: &baseline,
		Gain:     []sla.ShareBand{{From: nhs.Percent{}, Provider: half}},
		Pain:     []sla.ShareBand{{From: nhs.Percent{}, Provider: half}},
	}
	return nil
}

// retenderPlan is the last day for planning what follows an agreement (S64).
var retenderPlan = nhs.MustParseDate("2016-03-31")

const complaints service.ID = "complaints"

// withhold keeps some agreements from the public, as some groups did: the prices
// of every fourth, and all of every eighth.
func withhold(d rng, a *sla.Agreement) {
	const reason = "commercial in confidence"
	switch d.choose(60, 25, 12, 3) {
	case 1:
		for i := range a.Lines {
			a.Disclosure.Parts = append(a.Disclosure.Parts, sla.Part{
				Path: rule.PointerOf("lines", i, "price"), Level: sla.Confidential, Reason: reason, Until: a.Term.Ends,
			})
		}
	case 2:
		a.Disclosure = sla.Disclosure{Default: sla.Confidential, Reason: reason, Until: a.Term.Ends}
	case 3:
		a.Disclosure = sla.Disclosure{Default: sla.PartiesOnly, Reason: reason, Until: a.Term.Ends}
	}
}
