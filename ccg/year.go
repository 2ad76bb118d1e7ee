package ccg

import (
	"github.com/opencommissioning/commissioning/nhs"
)

// A Year holds the running costs of one group in one financial year: what it was
// allowed, what it planned, what it spent. Unknown parts are nil.
type Year struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Headcount is the population behind the year's figures per head.
	Headcount *Headcount `json:"headcount,omitempty"`
	// Allowance is the running-cost allowance.
	Allowance *Allowance `json:"allowance,omitempty"`
	// Plan is what the group planned to spend.
	Plan *Statement `json:"plan,omitempty"`
	// Outturn is what it spent.
	Outturn *Statement `json:"outturn,omitempty"`
	// Recodes are costs moved from running costs to programme.
	Recodes []Reclassification `json:"recodes,omitempty"`
	// Transfers are sums of programme money moved into the running-cost budget.
	Transfers []Transfer `json:"transfers,omitempty"`
}

// A Headcount is a population with the basis on which it was counted.
type Headcount struct {
	// People is the count. It is required: omit the whole headcount if unknown.
	People People `json:"people"`
	// Basis says which people are counted; "" means that it is not stated.
	Basis Basis `json:"basis,omitempty"`
	// Synthetic marks a count that was made up.
	Synthetic bool `json:"synthetic,omitempty"`
}

// A Status says where an allowance comes from.
type Status string

const (
	// Published means that NHS England published the amount.
	Published Status = "published"
	// Estimated means that it was calculated from a rate and a population. It is not
	// the published amount, which rests on a population of its own.
	Estimated Status = "estimated"
	// Hypothetical means that it belongs to a what-if, not to history. The national
	// rate of the year does not apply to it.
	Hypothetical Status = "supposed"
)

// statuses lists every Status.
var statuses = [...]Status{Published, Estimated, Hypothetical}

// An Allowance is the most that a group may spend on its own running in a year.
type Allowance struct {
	// Amount is the allowance in pounds.
	Amount nhs.Money `json:"amount"`
	// PerHead is the rate it was set by, in pounds per head, if stated.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Status says whether the amount is published, estimated or hypothetical.
	Status Status `json:"status"`
	// Precision is the source's rounding in pounds: £10,000 for £2.20m. Nil means
	// that the source gives whole pounds.
	Precision *nhs.Money `json:"precision,omitempty"`
	// Source is the identifier of the source.
	Source string `json:"source,omitempty"`
	// Synthetic marks an allowance calculated from a made-up population.
	Synthetic bool `json:"synthetic,omitempty"`
}

// Rounding returns by how much the source may have rounded the amount up or down, in
// pounds: half of Precision. It is zero without one.
func (a *Allowance) Rounding() nhs.Money {
	if a.Precision == nil {
		return nhs.Money{}
	}
	return a.Precision.Abs().MulPercent(half)
}

// atMost returns the largest amount that the source's rounding allows.
func (a *Allowance) atMost() nhs.Money { return a.Amount.Add(a.Rounding()) }

var half = nhs.MustParsePercent("50")

// A NoRateError reports a financial year without a known national rate per head.
// Rates are never carried forward.
type NoRateError struct {
	// Year is the requested year.
	Year nhs.FinancialYear
}

// Error names the year.
func (e *NoRateError) Error() string {
	return "unknown running-cost allowance per head for " + e.Year.String()
}

// EstimateAllowance returns the rate of the year times the people, in pounds,
// marked as estimated. The published allowance rests on an ONS-scaled population
// and differs. A year without a known rate is a [*NoRateError].
func EstimateAllowance(y nhs.FinancialYear, people People) (Allowance, error) {
	rate, ok := RatePerHead(y)
	if !ok {
		return Allowance{}, &NoRateError{y}
	}
	return Allowance{Amount: rate.PerHead.Mul(int64(people)), PerHead: &rate.PerHead, Status: Estimated, Source: rate.Source}, nil
}

// A Category says who did the work that a running cost paid for.
type Category string

const (
	// FromCSU is support bought from a commissioning support unit.
	FromCSU Category = "csu"
	// InHouse is the group's own staff and running.
	InHouse Category = "in-house"
	// FromOthers is support bought outside the NHS.
	FromOthers Category = "other"
)

// categories lists every Category; together they make up the running costs.
var categories = [...]Category{FromCSU, InHouse, FromOthers}

// A Funding says which budget paid.
type Funding string

const (
	// RunningCost is the budget that the allowance limits.
	RunningCost Funding = "running-cost"
	// Programme is the budget for health care, which also paid CSUs for GP IT and
	// continuing healthcare.
	Programme Funding = "programme"
)

// fundings lists every Funding.
var fundings = [...]Funding{RunningCost, Programme}

// A Statement is a plan or an outturn of a year. Sums are in pounds.
type Statement struct {
	// Total is the running cost as stated; nil means unknown.
	Total *nhs.Money `json:"total,omitempty"`
	// Parts are the known parts of the total.
	Parts []Part `json:"parts,omitempty"`
	// Source is the identifier of the source.
	Source string `json:"source,omitempty"`
	// Synthetic marks a statement that was made up.
	Synthetic bool `json:"synthetic,omitempty"`
}

// A Part is one category of a statement. The sum is in pounds.
type Part struct {
	// Category says who did the work.
	Category Category `json:"category"`
	// Amount is the sum; nil means unknown.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Funding is the budget that paid. "" means that it is not stated; such a part
	// does not count as a running cost.
	Funding Funding `json:"funding,omitempty"`
}

// Spent returns the running costs of the category in pounds, and whether they are
// known.
//
// They are known if the category has a running-cost part, every part says which
// budget paid, and each running-cost part gives its amount. Programme parts are
// skipped.
func (s *Statement) Spent(c Category) (nhs.Money, bool) {
	var sum nhs.Money
	found := false
	for i := range s.Parts {
		p := &s.Parts[i]
		switch {
		case p.Category != c || p.Funding == Programme:
			continue
		case p.Funding != RunningCost || p.Amount == nil:
			return nhs.Money{}, false
		}
		sum = sum.Add(*p.Amount)
		found = true
	}
	return sum, found
}

// RunningCost returns the total running cost in pounds, and whether it is known:
// either it is stated, or every category and every part is known.
func (s *Statement) RunningCost() (nhs.Money, bool) {
	switch {
	case s.Total != nil:
		return *s.Total, true
	case s.complete():
		return nhs.SumSeq(s.runningCosts), true
	}
	return nhs.Money{}, false
}

// complete reports whether the parts appear to be complete: each category is known
// and so is every part.
func (s *Statement) complete() bool {
	for i := range s.Parts {
		if p := &s.Parts[i]; p.Funding != Programme && (p.Funding != RunningCost || p.Amount == nil) {
			return false
		}
	}
	for _, c := range categories {
		if _, ok := s.Spent(c); !ok {
			return false
		}
	}
	return true
}

// runningCosts yields the amounts of the parts that are known running costs.
func (s *Statement) runningCosts(yield func(nhs.Money) bool) {
	for i := range s.Parts {
		if p := &s.Parts[i]; p.Funding == RunningCost && p.Amount != nil && !yield(*p.Amount) {
			return
		}
	}
}

// PerHead returns the running costs of the category in pounds per head of the
// year's headcount, and whether both are known. s is the year's plan or its
// outturn; the two are never mixed.
func (y *Year) PerHead(s *Statement, c Category) (nhs.Rate, bool) {
	if s == nil || y.Headcount == nil {
		return nhs.Rate{}, false
	}
	sum, ok := s.Spent(c)
	if !ok {
		return nhs.Rate{}, false
	}
	rate, err := sum.PerHead(int64(y.Headcount.People))
	return rate, err == nil
}

// A Reclassification is a cost moved from running costs to programme. The sum is in
// pounds.
type Reclassification struct {
	// Amount is the sum moved.
	Amount nhs.Money `json:"amount"`
	// Reason says why it is a programme cost.
	Reason string `json:"reason,omitempty"`
}

// A Transfer is programme money moved into the running-cost budget.
type Transfer struct {
	// Amount is the sum moved.
	Amount nhs.Money `json:"amount"`
	// Reason says why.
	Reason string `json:"reason,omitempty"`
}
