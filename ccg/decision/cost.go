package decision

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A CostKind says what a cost is for.
type CostKind string

const (
	// Price is what the supplier charges, before VAT, help with the transition
	// included. No other kind bears VAT.
	Price CostKind = "price"
	// InHouse is the group's own staff and overheads that do the work.
	InHouse CostKind = "in-house"
	// SharedService is the staff and overheads of a service done together.
	SharedService CostKind = "shared-service"
	// Retained is the staff kept to steer a supplier and take the decisions.
	Retained CostKind = "retained"
	// Transition is the group's own cost of the change.
	Transition CostKind = "transition"
	// Redundancy is what staff who lose their posts are paid. Who bears it must be
	// said: in 2012 groups had no budget of their own for it.
	Redundancy CostKind = "redundancy"
	// Stranded is what the present supplier goes on paying after it has lost the
	// work. Who bears it must be said.
	Stranded CostKind = "stranded"
	// Risk is the allowance for what may go wrong.
	Risk CostKind = "risk"
)

// IsKnown reports whether k is one of the kinds above. Any word decodes.
func (k CostKind) IsKnown() bool {
	switch k {
	case Price, InHouse, SharedService, Retained, Transition, Redundancy, Stranded, Risk:
		return true
	}
	return false
}

// isRunning reports whether the cost is for doing the work, year by year.
func (k CostKind) isRunning() bool { return k == Price || k == InHouse || k == SharedService }

// A Bearer says who pays a cost in the end.
type Bearer string

const (
	// Group is the commissioning group that decides.
	Group Bearer = "ccg"
	// IncumbentSupplier is the supplier that loses the work.
	IncumbentSupplier Bearer = "present-supplier"
	// NHSEngland is NHS England, which agreed in 2015 to meet stranded costs.
	NHSEngland Bearer = "nhs-england"
	// OtherGroups are other commissioning groups.
	OtherGroups Bearer = "other-ccgs"
	// NewSupplier is the supplier that takes the work on.
	NewSupplier Bearer = "new-supplier"
)

// IsKnown reports whether b is one of the bearers above. Any word decodes.
func (b Bearer) IsKnown() bool {
	switch b {
	case Group, IncumbentSupplier, NHSEngland, OtherGroups, NewSupplier:
		return true
	}
	return false
}

// A Cost is one cost of an option in one financial year.
type Cost struct {
	// Kind says what it is for.
	Kind CostKind `json:"kind,omitempty"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Amount is in pounds of that year, before VAT and not below nought; nil means
	// that it is not known.
	Amount *nhs.Money `json:"amount,omitempty"`
	// SharedByPartners means that the amount is that of all partners together, of which the
	// group bears its part.
	SharedByPartners bool `json:"whole,omitempty"`
	// Bearer is who pays in the end; "" is the group, save for redundancy and
	// stranded costs, where it is not known.
	Bearer Bearer `json:"bearer,omitempty"`
	// Funding is the budget that pays; "" is that of the decision.
	Funding ccg.Funding `json:"funding,omitempty"`
	// Evidence says where the figure comes from.
	Evidence string `json:"evidence,omitempty"`
}

// bearer is who pays, as far as known.
func (c *Cost) bearer() Bearer {
	if c.Bearer == "" && c.Kind != Redundancy && c.Kind != Stranded {
		return Group
	}
	return c.Bearer
}

// A VAT is the value added tax on the price of an option.
type VAT struct {
	// Rate is in per cent of the price, as a rule 20; nil means that it is not
	// known.
	Rate *nhs.Percent `json:"rate,omitempty"`
	// Recovered is how many per cent of the tax the group gets back under the
	// rules on contracted-out services; nil means that it is not known.
	Recovered *nhs.Percent `json:"recovered,omitempty"`
	// Evidence says who advised on what is recovered.
	Evidence string `json:"evidence,omitempty"`
}

// known reports whether both parts are known and from 0 to 100 per cent.
func (v *VAT) known() bool {
	return v != nil && isShare(v.Rate) && isShare(v.Recovered)
}

func isShare(p *nhs.Percent) bool {
	return p != nil && p.Sign() >= 0 && units(*p) <= allUnits
}

// allUnits is 100 per cent in units of the twelfth decimal.
const allUnits = 100_000_000_000_000

// units returns p in units of the twelfth decimal, which is the last that it
// has. It does not allocate.
func units(p nhs.Percent) int64 {
	if p.Sign() == 0 {
		return 0
	}
	n := p.Decimal()
	u := n.CoefficientInt64()
	for e := n.Exponent(); e > -12; e-- {
		u *= 10
	}
	return u
}

// on returns the tax on a net price and what of it the group keeps paying, each
// to the nearest penny.
func (v *VAT) on(net nhs.Money) (charged, borne nhs.Money) {
	if v == nil {
		return nhs.Money{}, nhs.Money{}
	}
	charged = net.MulPercent(*v.Rate)
	return charged, charged.Sub(charged.MulPercent(*v.Recovered))
}

// EstimatedVAT returns what NHS England reckoned that VAT would add to an
// end-to-end deal with a supplier outside the NHS: 5 to 9 per cent, where the
// tax itself is 20 (HSJ, autumn 2015).
func EstimatedVAT() (low, high nhs.Percent) {
	return nhs.MustParsePercent("5"), nhs.MustParsePercent("9")
}

// StandardVAT returns the standard rate of VAT: 20 per cent.
func StandardVAT() nhs.Percent { return nhs.MustParsePercent("20") }

// SplitCost divides a cost among partners by population or use, one part for
// each, so that the parts sum to the cost to the penny: each gets its exact part
// rounded down, and the pence left over go one each to the largest remainders,
// of equals to the partner whose code comes first. It is an error if there are
// no partners or one's people or use is not known.
func SplitCost(cost nhs.Money, by Split, partners ...Partner) ([]nhs.Money, error) {
	order, weights, err := splitWeights(by, partners)
	if err != nil {
		return nil, fmt.Errorf("split a cost: %w", err)
	}
	sorted, err := cost.Allocate(weights...)
	if err != nil {
		return nil, fmt.Errorf("split a cost: %w", err)
	}
	parts := make([]nhs.Money, len(partners))
	for at, i := range order {
		parts[i] = sorted[at]
	}
	return parts, nil
}

// splitWeights returns the partners in the order that settles equal remainders,
// and what the part of each is in proportion to.
func splitWeights(by Split, partners []Partner) (order []int, weights []int64, err error) {
	if len(partners) == 0 {
		return nil, nil, errors.New("no partners")
	}
	for i := range partners {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &partners[i], &partners[j]
		wa, _ := a.weight(by)
		wb, _ := b.weight(by)
		return cmp.Or(a.Org.Compare(b.Org), cmp.Compare(wa, wb))
	})
	for _, i := range order {
		w, ok := partners[i].weight(by)
		if !ok {
			return nil, nil, fmt.Errorf("the %s of partner %d (%s) is not known", by, i, partners[i].Org)
		}
		weights = append(weights, w)
	}
	return order, weights, nil
}
