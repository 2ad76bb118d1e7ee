package sla

import (
	"math/big"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Credit is what the provider gives back for each result that misses the target. Only
// one of the two members is used.
type Credit struct {
	// Percent is in per cent of the line's charge for the days of the result.
	Percent *nhs.Percent `json:"percent,omitempty"`
	// Amount is in pounds.
	Amount *nhs.Money `json:"amount,omitempty"`
}

// CreditTerms limits what failure costs the provider.
type CreditTerms struct {
	// Cap is the most that the credits of a financial year may be, in per cent of its
	// charges. Nil means that no cap is agreed. No credit is ever more than the line's
	// charge for the days of the result.
	Cap *nhs.Percent `json:"cap,omitempty"`
}

// A CreditDue is a credit for one result. Sums are in pounds.
type CreditDue struct {
	// Line is the ID of the line.
	Line string `json:"line,omitempty"`
	// KPI is the ID of the indicator.
	KPI string `json:"kpi,omitempty"`
	// Path is the result's place in the agreement.
	Path rule.Pointer `json:"path"`
	// From is the first day of the result.
	From nhs.Date `json:"from,omitzero"`
	// To is its last day. It decides the financial year.
	To nhs.Date `json:"to,omitzero"`
	// Asked is what the clause gives, at most the line's charge for those days, before
	// the cap.
	Asked nhs.Money `json:"asked"`
	// Due is what remains of it under the year's cap; nil if a cap is agreed and the
	// year's charges, of which it is a part, are unknown.
	Due *nhs.Money `json:"due,omitempty"`
}

// A CreditYear is the credits of one financial year. Sums are in pounds.
type CreditYear struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Asked is the sum before the cap.
	Asked nhs.Money `json:"asked"`
	// Cap is the most that may be due; nil means that no cap is agreed, or that it is
	// unknown, and then Due is nil too.
	Cap *nhs.Money `json:"cap,omitempty"`
	// Due is the sum under the cap; nil if it is unknown.
	Due *nhs.Money `json:"due,omitempty"`
}

// credits returns the credits due in order of time, their sums by year, and what could
// not be calculated.
func (a *Agreement) credits(s *Schedule) ([]CreditDue, []CreditYear, []Problem) {
	var due []CreditDue
	var problems []Problem
	for i := range a.Lines {
		l := &a.Lines[i]
		sums := s.Lines[i].runningSums()
		for j := range l.KPIs {
			k := &l.KPIs[j]
			if k.Credit == nil {
				continue
			}
			if bad := k.creditUnknown(rule.PointerOf("lines", i, "kpis", j)); bad != nil {
				problems = append(problems, *bad)
				continue
			}
			for n, repeated := range k.repeats() {
				r := &k.Results[n]
				if g := k.Grade(r); g == Met || g == NotKnown {
					continue
				}
				at := rule.PointerOf("lines", i, "kpis", j, "results", n)
				if repeated {
					problems = append(problems, *problem(at, "an earlier result is for some of these days, so that no credit is due for them again"))
					continue
				}
				if s.Lines[i].Total == nil || r.From.IsZero() || r.To.Before(r.From) {
					problems = append(problems, *problem(at, "the charge for these days is unknown, and so is the credit"))
					continue
				}
				asked, ok := k.Credit.ask(sums.between(r.From, r.To))
				if !ok {
					problems = append(problems, *problem(at, "the credit is too large to calculate"))
					continue
				}
				due = append(due, CreditDue{Line: l.ID, KPI: k.ID, Path: at, From: r.From, To: r.To, Asked: nhs.MoneyFromPence(asked)})
			}
		}
	}
	slices.SortStableFunc(due, func(x, y CreditDue) int { return x.To.Compare(y.To) })
	years, bad := a.capCredits(s, due)
	return due, years, append(problems, bad...)
}

// creditUnknown returns why the indicator's credit is unknown, or nil if it is known.
func (k *KPI) creditUnknown(at rule.Pointer) *Problem {
	switch {
	case k.Target == nil:
		return problem(at+"/target", "the target is unknown, and so is the credit")
	case k.Direction != HigherIsBetter && k.Direction != LowerIsBetter:
		return problem(at+"/direction", "whether more or less is better is unknown, and so is the credit")
	case k.Credit.Percent == nil && k.Credit.Amount == nil:
		return problem(at+"/credit", "the credit gives neither a percentage nor an amount")
	}
	return nil
}

// ask returns the pence that the credit gives for a result, given the line's charge for
// its days, and whether they can be calculated.
func (c *Credit) ask(charge int64) (asked int64, ok bool) {
	if c.Amount != nil {
		asked, ok = c.Amount.Pence()
	} else {
		share := percentRat(*c.Percent)
		asked, ok = roundRat(share.Mul(share, new(big.Rat).SetInt64(charge)))
	}
	return max(0, min(asked, charge)), ok
}

// capCredits cuts the credits of each year to its cap. They come in order of time, and
// the later ones are cut first.
func (a *Agreement) capCredits(s *Schedule, due []CreditDue) ([]CreditYear, []Problem) {
	var years []CreditYear
	var problems []Problem
	left := int64(0)
	for i := range due {
		d := &due[i]
		y := d.To.FinancialYear()
		if n := len(years); n == 0 || years[n-1].Year != y {
			year := CreditYear{Year: y, Due: pounds(0)}
			if a.Credits != nil && a.Credits.Cap != nil {
				if most, ok := s.capOf(y, *a.Credits.Cap); ok {
					year.Cap, left = pounds(most), most
				} else {
					problems = append(problems, *problem("/credits/cap", "the charges of %s are unknown, and so is the cap", y))
					year.Due = nil
				}
			}
			years = append(years, year)
		}
		year := &years[len(years)-1]
		year.Asked = year.Asked.Add(d.Asked)
		if year.Due == nil {
			continue
		}
		n := pence(d.Asked)
		if year.Cap != nil {
			n = min(n, left)
			left -= n
		}
		d.Due = pounds(n)
		year.Due = pounds(pence(*year.Due) + n)
	}
	return years, problems
}

// capOf returns a percentage of the year's charges in pence, and whether they are known.
func (s *Schedule) capOf(y nhs.FinancialYear, p nhs.Percent) (int64, bool) {
	year, ok := s.Year(y)
	if !ok || year.Amount == nil {
		return 0, false
	}
	share := percentRat(p)
	n, ok := roundRat(share.Mul(share, new(big.Rat).SetInt64(pence(*year.Amount))))
	return max(0, n), ok
}
