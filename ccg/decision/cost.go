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
	// Price is what the supplier charges before VAT, including help with the
	// transition. No other kind bears VAT.
	Price CostKind = "price"
	// InHouse is the group's own staff and overheads that do the work.
	InHouse CostKind = "in-house"
	// SharedService is the staff and overheads of a service done together.
	SharedService CostKind = "shared-service"
	// Retained is the staff kept to steer a supplier and take the decisions.
	Retained CostKind = "retained"
	// Transition is the group's own cost of the change.
	Transition CostKind = "transition"
	// Redundancy is the pay of staff who lose their posts. It needs a bearer: in
	// 2012 groups had no budget of their own for it.
	Redundancy CostKind = "redundancy"
	// Stranded is what the incumbent supplier keeps paying after it loses the work.
	// It needs a bearer.
	Stranded CostKind = "stranded"
	// Risk is an allowance for what may go wrong.
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
	// NHSEngland is NHS England, which agreed in the autumn of 2015 to meet
	// stranded costs; that spring it had told groups of the north to bear them.
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
	// Kind says what the cost is for.
	Kind CostKind `json:"kind,omitempty"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Amount is in pounds of that year, before VAT and never negative; nil means
	// unknown.
	Amount *nhs.Money `json:"amount,omitempty"`
	// SharedByPartners means that the amount covers all partners together; the group
	// bears its part of it.
	SharedByPartners bool `json:"whole,omitempty"`
	// Bearer is who pays in the end. "" means the group, except for redundancy and
	// stranded costs, where it means unknown.
	Bearer Bearer `json:"bearer,omitempty"`
	// Funding is the budget that pays; "" means the budget of the decision.
	Funding ccg.Funding `json:"funding,omitempty"`
	// Evidence says where the figure comes from.
	Evidence string `json:"evidence,omitempty"`
}

// bearer returns who pays, as far as known.
func (c *Cost) bearer() Bearer {
	if c.Bearer == "" && c.Kind != Redundancy && c.Kind != Stranded {
		return Group
	}
	return c.Bearer
}

// A VAT is the value added tax on the price of an option.
type VAT struct {
	// Rate is in per cent of the price, usually 20; nil means unknown.
	Rate *nhs.Percent `json:"rate,omitempty"`
	// Recovered is the percentage of the tax that the group gets back under the
	// rules on contracted-out services; nil means unknown.
	Recovered *nhs.Percent `json:"recovered,omitempty"`
	// Evidence says who advised on the recovery.
	Evidence string `json:"evidence,omitempty"`
}

// known reports whether both parts are known and from 0 to 100%.
func (v *VAT) known() bool {
	return v != nil && isShare(v.Rate) && isShare(v.Recovered)
}

func isShare(p *nhs.Percent) bool {
	return p != nil && p.Sign() >= 0 && units(*p) <= allUnits
}

// allUnits is 100% in units of the twelfth decimal.
const allUnits = 100_000_000_000_000

// units returns p in units of the twelfth decimal, the last that it can have. It
// does not allocate.
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

// on returns the tax on a net price and the part that the group does not recover,
// each to the nearest penny.
func (v *VAT) on(net nhs.Money) (charged, borne nhs.Money) {
	if v == nil {
		return nhs.Money{}, nhs.Money{}
	}
	charged = net.MulPercent(*v.Rate)
	return charged, charged.Sub(charged.MulPercent(*v.Recovered))
}

// EstimatedVAT returns NHS England's estimate of what VAT adds to an end-to-end
// deal with a supplier outside the NHS: 5% to 9%, where the tax itself is 20%
// (HSJ, autumn 2015).
func EstimatedVAT() (low, high nhs.Percent) {
	return nhs.MustParsePercent("5"), nhs.MustParsePercent("9")
}

// StandardVAT returns the standard rate of VAT, 20%.
func StandardVAT() nhs.Percent { return nhs.MustParsePercent("20") }

// A SplitError reports a partner whose part of a shared cost is unknown.
type SplitError struct {
	// Index is the partner's place among those given, from 0.
	Index int
	// Org is the partner's code; "" if it has none.
	Org nhs.OrgID
	// By says which figure is missing.
	By Split
}

// Error names the partner and the missing figure.
func (e *SplitError) Error() string {
	return fmt.Sprintf("cannot split the cost: partner %d (%s) has no %s", e.Index, e.Org, e.By)
}

// SplitCost returns each partner's part of a cost in pounds, in the order given.
// It divides by population or use, and the parts sum to the cost to the penny.
//
// Each partner gets its exact part rounded down. The remaining pence go one each to
// the largest remainders; among equals, to the partner whose code comes first. A
// partner without people or use is a [*SplitError]. It is also an error if there
// are no partners, or if none uses the service.
func SplitCost(cost nhs.Money, by Split, partners ...Partner) ([]nhs.Money, error) {
	order, weights, err := splitWeights(by, partners)
	if err != nil {
		return nil, err
	}
	sorted, err := cost.Allocate(weights...)
	if err != nil {
		return nil, fmt.Errorf("cannot split the cost: %w", err)
	}
	parts := make([]nhs.Money, len(partners))
	for at, i := range order {
		parts[i] = sorted[at]
	}
	return parts, nil
}

// splitWeights returns the partners in the order that settles equal remainders,
// and the weight of each.
func splitWeights(by Split, partners []Partner) (order []int, weights []int64, err error) {
	if len(partners) == 0 {
		return nil, nil, errors.New("cannot split the cost: no partners")
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
			return nil, nil, &SplitError{i, partners[i].Org, by}
		}
		weights = append(weights, w)
	}
	return order, weights, nil
}
