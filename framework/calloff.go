package framework

import (
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Stage is how far a call-off has come.
type Stage string

const (
	// InCompetition means that no supplier has been chosen.
	InCompetition Stage = "in-competition"
	// PreferredBidder means that one has been chosen, but no contract made.
	PreferredBidder Stage = "preferred-bidder"
	// Let means that there is a contract.
	Let Stage = "let"
	// Reported means that a source names the buyer as a user of the framework, and
	// no more.
	Reported Stage = "reported"
)

var stages = [...]Stage{InCompetition, PreferredBidder, Let, Reported}

// A CallOff is a contract made, or to be made, under a framework agreement. Its
// value is in pounds.
type CallOff struct {
	// ID names the call-off.
	ID string `json:"id,omitempty" limit:"id"`
	// Framework is the agreement. Inside the agreement's own document it may be
	// omitted.
	Framework ID `json:"framework,omitempty"`
	// Lot is the code of the lot; "" where it is not known.
	Lot string `json:"lot,omitempty" limit:"id"`
	// Buyers are the bodies that buy.
	Buyers []nhs.OrgID `json:"buyers,omitempty"`
	// BuyerClass is what they are, as stated.
	BuyerClass procurement.BuyerClass `json:"buyer_class,omitempty"`
	// Supplier is the one chosen.
	Supplier nhs.OrgID `json:"supplier,omitzero"`
	// Stage is how far it has come; "" is [Let].
	Stage Stage `json:"stage,omitempty"`
	// Lines are the service lines bought.
	Lines []service.ID `json:"lines,omitempty"`
	// Route is how the supplier was chosen.
	Route procurement.Route `json:"route,omitempty"`
	// Invited are the suppliers consulted in writing; none means unknown.
	Invited []nhs.OrgID `json:"invited,omitempty"`
	// LeftOut are suppliers on the lot that were not consulted, with the reason.
	LeftOut []Omission `json:"left_out,omitempty"`
	// Criteria are the IDs of the criteria used to choose the supplier.
	Criteria []string `json:"criteria,omitempty" limit:"id"`
	// Date is the day on which the contract was made.
	Date nhs.PartialDate `json:"date,omitzero"`
	// Term is the days of the contract. It may outlast the agreement.
	Term *nhs.Period `json:"term,omitempty"`
	// TermMonths is its length where the days are unknown.
	TermMonths int `json:"term_months,omitempty"`
	// ExtensionMonths is how many months it may be extended by.
	ExtensionMonths int `json:"extension_months,omitempty"`
	// Value is what the whole term is worth.
	Value *nhs.Money `json:"value,omitempty"`
	// VAT says whether Value includes the tax; "" means that it is not stated.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// TermChanges are the terms that differ from those of the agreement.
	TermChanges []TermChange `json:"term_changes,omitempty"`
	// Confidence is high, medium or low; "" means that it is not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// An Omission is a supplier that was not invited.
type Omission struct {
	// Supplier is the one left out.
	Supplier nhs.OrgID `json:"supplier,omitzero"`
	// Reason says why it could not perform the contract.
	Reason string `json:"reason,omitempty"`
}

// A TermChange is a term of a call-off that differs from the agreement's.
type TermChange struct {
	// Term names it.
	Term string `json:"term" limit:"id"`
	// Substantial says that it changes the agreement in substance, and does not just
	// fill in a detail.
	Substantial bool `json:"substantial,omitempty"`
}

// A Total is the sum of an agreement's call-offs beside its limit, in pounds.
type Total struct {
	// Known is the sum of the known values without VAT or without a stated basis.
	Known nhs.Money `json:"known"`
	// WithVAT is the sum of the known values with VAT, kept apart from the others.
	WithVAT nhs.Money `json:"with_vat"`
	// Counted is the number of call-offs in the two sums.
	Counted int `json:"counted"`
	// Unknown is the number of call-offs without a known value.
	Unknown int `json:"unknown"`
	// Limit is the ceiling or, without one, the upper end of the estimate; nil if
	// neither is known.
	Limit *nhs.Money `json:"limit,omitempty"`
	// Left is the limit less Known; nil if there is no limit.
	Left *nhs.Money `json:"left,omitempty"`
}

// Total returns the sum of the call-offs that are let, without extensions. With a lot
// it returns the sum for the lot, beside the lot's own limit.
func (a *Agreement) Total(lot string) Total {
	value := a.Value
	if l, ok := a.Lot(lot); ok && lot != "" {
		value = l.Value
	}
	var t Total
	for i := range a.CallOffs {
		if c := &a.CallOffs[i]; lot == "" || c.Lot == lot {
			t.add(c)
		}
	}
	if limit, ok := value.Limit(); ok {
		left := limit.Sub(t.Known)
		t.Limit, t.Left = &limit, &left
	}
	return t
}

// totals adds up the call-offs by lot, without limits.
func (a *Agreement) totals() map[string]Total {
	sums := make(map[string]Total, len(a.Lots))
	for i := range a.CallOffs {
		t := sums[a.CallOffs[i].Lot]
		t.add(&a.CallOffs[i])
		sums[a.CallOffs[i].Lot] = t
	}
	return sums
}

func (t *Total) add(c *CallOff) {
	switch {
	case !c.isLet():
		return
	case c.Value == nil:
		t.Unknown++
		return
	case c.VAT == nhs.WithVAT:
		t.WithVAT = t.WithVAT.Add(*c.Value)
	default:
		t.Known = t.Known.Add(*c.Value)
	}
	t.Counted++
}

func (c *CallOff) isLet() bool { return c.Stage == "" || c.Stage == Let }
