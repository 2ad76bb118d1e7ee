package sla

import (
	"math/big"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Schedule is what an agreement costs over its term, by line, month and
// financial year.
//
// A yearly price is charged in twelfths: a whole month is a twelfth of it, whether it has
// 28 days or 31. Part of a month counts by its days. The pence of a year are shared out
// among its months, and those of a month among its days, by the largest remainder. So
// the parts always sum to the whole. The same holds for a part of a year at one price.
type Schedule struct {
	// Agreement is the ID of the agreement.
	Agreement string `json:"agreement,omitempty"`
	// From is the first day of the term.
	From nhs.Date `json:"from"`
	// To is the last day of the term.
	To nhs.Date `json:"to"`
	// Lines are the charges of each line.
	Lines []LineCharges `json:"lines"`
	// Months are the sums by calendar month. The first and last may be part of a month.
	Months []Sum `json:"months"`
	// Years are the sums by financial year.
	Years []YearCharges `json:"years"`
	// Total is the sum over the term; nil means that a part is unknown.
	Total *nhs.Money `json:"total,omitempty"`
	// Problems say what is unknown, and why.
	Problems []Problem `json:"problems,omitempty"`
}

// A Sum is an amount for some days.
type Sum struct {
	// From is the first day.
	From nhs.Date `json:"from"`
	// To is the last day.
	To nhs.Date `json:"to"`
	// Amount is in pounds; nil means that a part is unknown.
	Amount *nhs.Money `json:"amount,omitempty"`
}

// LineCharges are what one line costs. Sums are in pounds.
type LineCharges struct {
	// Line is the ID of the line.
	Line string `json:"line,omitempty"`
	// Path is the line's place in the agreement.
	Path rule.Pointer `json:"path"`
	// Charges are in order of time. A month in which the price changed has more
	// than one.
	Charges []Charge `json:"charges,omitempty"`
	// Total is their sum; nil means that a part is unknown.
	Total *nhs.Money `json:"total,omitempty"`
}

// A Charge is what a line costs for a month, or for part of one.
type Charge struct {
	// From is the first day.
	From nhs.Date `json:"from"`
	// To is the last day, in the same month.
	To nhs.Date `json:"to"`
	// Amount is in pounds.
	Amount nhs.Money `json:"amount"`
	// Units is how many units it is for, if the price is per unit.
	Units *int64 `json:"units,omitempty"`
	// Planned says that the units are those planned, before a count.
	Planned bool `json:"planned,omitempty"`
}

// YearCharges are what an agreement costs in one financial year. Sums are in
// pounds, rates in pounds per head.
type YearCharges struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// From is the first day of the year within the term.
	From nhs.Date `json:"from"`
	// To is the last day of the year within the term.
	To nhs.Date `json:"to"`
	// Amount is in pounds; nil means that a part is unknown.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Customers is what each customer pays, in the order of the agreement. It is empty
	// if the amount or a share is unknown, or the shares do not sum to 100%.
	Customers []CustomerCharge `json:"customers,omitempty"`
	// PerHead is the amount per head of all customers' people; nil if either is
	// unknown.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
}

// A CustomerCharge is what one customer pays.
type CustomerCharge struct {
	// Customer is its ODS code or slug.
	Customer nhs.OrgID `json:"customer,omitzero"`
	// Amount is in pounds.
	Amount nhs.Money `json:"amount"`
}

const (
	maxMonths     = 1200    // of a term
	maxCells      = 100_000 // months of all lines, or years of all customers, together
	maxIndexation = 60      // steps
	maxVariations = 1000
	// aMonth is the weight of a whole month: a multiple of the number of days that
	// a month can have, so that a day's weight is a whole number.
	aMonth = 377_580
)

// Charges returns what the agreement costs over its term. A line with an unknown price
// has no charges, and the sums are then unknown too; Problems say why.
//
// A price per unit is charged for the units in [Line.Volumes], and for the planned ones
// in months without a count. Cost and volume is settled in the last month of each
// financial year, or of each price within it, once every month has been counted.
//
// The error is a [*Problem]: there is no term, or the schedule would be too large. The
// limits are 1,200 months, 1,000 variations and 60 steps of indexation; and 100,000
// months of all lines, or years of all customers, together.
func Charges(a *Agreement) (Schedule, error) {
	s, bad := a.schedule()
	if bad != nil {
		return Schedule{}, bad
	}
	return s, nil
}

func (a *Agreement) schedule() (Schedule, *Problem) {
	t := &a.Term
	switch {
	case t.Starts.IsZero():
		return Schedule{}, problem("/term/starts", "the first day is unknown")
	case t.Ends.IsZero():
		return Schedule{}, problem("/term/ends", "the last day is unknown")
	case t.Ends.Before(t.Starts):
		return Schedule{}, problem("/term/ends", "the term ends before it starts")
	case monthsBetween(t.Starts, t.Ends) > maxMonths:
		return Schedule{}, problem("/term/ends", "the term is longer than %d months", maxMonths)
	}
	c := chargeCalculator{Agreement: a, term: nhs.NewPeriod(t.Starts, t.Ends), indexes: make(map[[2]nhs.Date]*big.Rat)}
	c.months = monthsOf(c.term)
	switch {
	case len(c.months)*len(a.Lines) > maxCells:
		return Schedule{}, problem("/lines", "%d lines over %d months are too many to calculate", len(a.Lines), len(c.months))
	case len(c.months)*len(a.Customers) > 12*maxCells:
		return Schedule{}, problem("/customers", "%d customers over %d months are too many to calculate", len(a.Customers), len(c.months))
	case len(a.Indexation) > maxIndexation:
		return Schedule{}, problem("/indexation", "%d steps of indexation are too many: the limit is %d", len(a.Indexation), maxIndexation)
	case len(a.Variations) > maxVariations:
		return Schedule{}, problem("/variations", "%d variations are too many: the limit is %d", len(a.Variations), maxVariations)
	}
	s := Schedule{Agreement: a.ID, From: t.Starts, To: t.Ends, Lines: make([]LineCharges, len(a.Lines))}
	for i := range a.Lines {
		l := &a.Lines[i]
		at := rule.PointerOf("lines", i)
		s.Lines[i] = LineCharges{Line: l.ID, Path: at}
		charges, total, bad := c.charge(l, at)
		if bad != nil {
			s.Problems = append(s.Problems, *bad)
			continue
		}
		s.Lines[i].Charges, s.Lines[i].Total = charges, pounds(total)
	}
	if len(a.Lines) == 0 {
		s.Problems = append(s.Problems, *problem("/lines", "there are no lines"))
	}
	s.sum(a, c.months)
	if _, bad := a.shares(); bad != nil {
		s.Problems = append(s.Problems, *bad)
	}
	return s, nil
}

// sum fills in months, years and total.
func (s *Schedule) sum(a *Agreement, months []nhs.Period) {
	known := len(s.Problems) == 0
	sums := make([]int64, len(months))
	for i := range s.Lines {
		m := 0
		for _, c := range s.Lines[i].Charges {
			for !months[m].Contains(c.From) {
				m++
			}
			sums[m] += pence(c.Amount)
		}
	}
	total := int64(0)
	for i, m := range months {
		amount := func(p int64) *nhs.Money {
			if !known {
				return nil
			}
			return pounds(p)
		}
		s.Months = append(s.Months, Sum{m.From, m.Last(), amount(sums[i])})
		total += sums[i]
		if n := len(s.Years); n == 0 || s.Years[n-1].Year != m.From.FinancialYear() {
			s.Years = append(s.Years, YearCharges{Year: m.From.FinancialYear(), From: m.From})
		}
		y := &s.Years[len(s.Years)-1]
		y.To = m.Last()
		if known {
			sum := sums[i]
			if y.Amount != nil {
				sum += pence(*y.Amount)
			}
			y.Amount = pounds(sum)
		}
		if i == len(months)-1 {
			s.Total = amount(total)
		}
	}
	for i := range s.Years {
		s.Years[i].share(a)
	}
}

// share splits the year's amount among the customers and their people.
func (y *YearCharges) share(a *Agreement) {
	if y.Amount == nil {
		return
	}
	people := a.people()
	if people > 0 {
		if rate, err := y.Amount.PerHead(people); err == nil {
			y.PerHead = &rate
		}
	}
	weights, bad := a.shares()
	if bad != nil || len(weights) == 0 {
		return
	}
	parts, err := y.Amount.Allocate(weights...)
	if err != nil {
		return
	}
	for i, part := range parts {
		y.Customers = append(y.Customers, CustomerCharge{a.Customers[i].ID, part})
	}
}

// people returns how many people the customers serve together, or 0 if the number of
// one is unknown.
func (a *Agreement) people() int64 {
	sum := int64(0)
	for i := range a.Customers {
		p := a.Customers[i].People
		if p < 1 || p > maxPeople {
			return 0
		}
		sum += p
	}
	return sum
}

// maxPeople bounds what a party can serve; all of England has some 56 million.
const maxPeople = 1_000_000_000

// shares returns the customers' shares of the cost as weights, or why they are unknown.
// One customer alone need not state its share.
func (a *Agreement) shares() ([]int64, *Problem) {
	if len(a.Customers) == 1 && a.Customers[0].Share == nil {
		return []int64{1}, nil
	}
	var weights []int64
	sum := int64(0)
	for i := range a.Customers {
		share := a.Customers[i].Share
		if share == nil {
			return nil, problem(rule.PointerOf("customers", i, "share"), "what the customer pays is unknown: give each customer its share of the cost")
		}
		w := trillionths(*share)
		if w < 0 || w > wholeShare {
			return nil, problem(rule.PointerOf("customers", i, "share"), "a share of %s: want 0%% to 100%%", share)
		}
		weights = append(weights, w)
		if sum += w; sum > wholeShare {
			break
		}
	}
	if len(weights) > 0 && sum != wholeShare {
		return nil, problem("/customers", "the shares do not sum to 100%%, so what each customer pays is unknown")
	}
	return weights, nil
}

// wholeShare is 100% in trillionths of a per cent.
const wholeShare = 100 * 1_000_000_000_000

// trillionths returns the percentage in trillionths of a per cent, its full precision.
func trillionths(p nhs.Percent) int64 {
	if p.Sign() == 0 {
		return 0
	}
	d := p.Decimal() // of exponent -12 to 0
	return d.CoefficientInt64() * powersOfTen[12+d.Exponent()]
}

var powersOfTen = [13]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12}
