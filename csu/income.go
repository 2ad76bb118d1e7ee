package csu

import "github.com/opencommissioning/commissioning/nhs"

// An IncomeBasis says what kind of figure an income is.
type IncomeBasis string

const (
	// Actual is what came in.
	Actual IncomeBasis = "actual"
	// Announced is a figure given at a merger or a launch.
	Announced IncomeBasis = "announced"
	// Estimated is a figure by others, such as the press.
	Estimated IncomeBasis = "estimated"
	// Planned is what was expected.
	Planned IncomeBasis = "planned"
)

// An Income is what one unit, several together or the whole sector took in over
// a financial year.
type Income struct {
	// Units are those that took it in, if it is part of a [Register]; none means all
	// that worked in the year. An income that is part of a [Unit] names none.
	Units []nhs.OrgID `json:"units,omitempty"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Basis says what kind of figures these are.
	Basis IncomeBasis `json:"basis,omitempty"`
	// Total is the income in pounds; nil if it is unknown.
	Total *nhs.Money `json:"total,omitempty"`
	// AtLeast says that the total is a lower bound: the source says over.
	AtLeast bool `json:"at_least,omitempty"`
	// PerHead is the income in pounds per head of the area served, where a source
	// gives that; nil if none does.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Precision is what the source rounds to, in pounds: £1m for a source that gives
	// £808m. Nil means pounds and pence.
	Precision *nhs.Money `json:"precision,omitempty"`
	// Surplus is what was left, in pounds; nil if it is unknown.
	Surplus *nhs.Money `json:"surplus,omitempty"`
	// Customers are the known payers.
	Customers []Payer `json:"customers,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// The payers that stand for several customers, and the one that was also the host.
const (
	// AllCCGs is every clinical commissioning group together.
	AllCCGs = "ccgs"
	// NHSEngland is the host, as a customer.
	NHSEngland = "nhs-england"
	// AllOthers is every other customer together.
	AllOthers = "others"
)

// A Payer is one customer, or one kind of customers, in a figure of income.
type Payer struct {
	// Customer is an ODS code or a name, or one of [AllCCGs], [NHSEngland] and
	// [AllOthers].
	Customer string `json:"customer"`
	// Amount is what it paid, in pounds; nil if it is unknown.
	Amount *nhs.Money `json:"amount,omitempty"`
	// Share is its part of the total as a source states it; nil if no source does.
	Share *nhs.Percent `json:"share,omitempty"`
	// AtLeast says that amount and share are lower bounds: the source says over.
	AtLeast bool `json:"at_least,omitempty"`
}

// ShareOf returns the part of the total that p paid, to two decimals, and whether it
// is known. It comes from the two amounts or, if one is unknown or the total is a lower
// bound, from the stated share.
func (n *Income) ShareOf(p *Payer) (nhs.Percent, bool) {
	if p.Amount != nil && n.Total != nil && !n.AtLeast && n.Total.Sign() > 0 {
		if share, err := nhs.Ratio(*p.Amount, *n.Total, 2); err == nil {
			return share, true
		}
	}
	if p.Share != nil {
		return *p.Share, true
	}
	return nhs.Percent{}, false
}
