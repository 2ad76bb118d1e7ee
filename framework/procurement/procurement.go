package procurement

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Procurement is how one authority comes by a service, from the decision to
// the contract. What is not known is left out. Its value is in pounds.
type Procurement struct {
	// ID names the procurement.
	ID string `json:"id,omitempty"`
	// Authority is who buys.
	Authority nhs.OrgID `json:"authority,omitzero"`
	// AuthorityClass is what sort of body that is.
	AuthorityClass BuyerClass `json:"authority_class,omitempty"`
	// ThresholdClass is the class by which it measured its services, as stated.
	ThresholdClass ThresholdClass `json:"threshold_class,omitempty"`
	// Subject is what is bought.
	Subject Subject `json:"subject,omitempty"`
	// Regime is the regime it was run under, as stated.
	Regime Regime `json:"regime,omitempty"`
	// Route is how it is bought.
	Route Route `json:"route,omitempty"`
	// Began is the day on which it began: the notice, the invitation, or the
	// decision where there was neither. It decides which law applied.
	Began nhs.Date `json:"began,omitzero"`
	// Value is what the whole contract is worth.
	Value *nhs.Money `json:"value,omitempty"`
	// VAT says whether that is with the tax; "" means that it is not stated.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// SupplierKind is what sort of body supplies.
	SupplierKind service.SupplierKind `json:"supplier_kind,omitempty"`
	// Notified is the day on which bidders were told of the decision.
	Notified nhs.Date `json:"notified,omitzero"`
	// Means is how they were told.
	Means NoticeMethod `json:"means,omitempty"`
	// Concluded is the day on which the contract was made.
	Concluded nhs.Date `json:"concluded,omitzero"`
	// NeededBy is the day on which what is in place ends, such as the end of a
	// service level agreement.
	NeededBy nhs.Date `json:"needed_by,omitzero"`
	// Offers are the prices that are compared.
	Offers []Offer `json:"offers,omitempty"`
	// Incumbent is what sort of body supplies today.
	Incumbent service.SupplierKind `json:"incumbent,omitempty"`
	// StrandedPayer is who bears the costs that the incumbent is left with.
	StrandedPayer string `json:"stranded_payer,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// An Offer is a price in a comparison. Its price is in pounds.
type Offer struct {
	// Supplier is who offers.
	Supplier nhs.OrgID `json:"supplier,omitzero"`
	// Kind is what sort of body that is.
	Kind service.SupplierKind `json:"kind,omitempty"`
	// Price is without VAT.
	Price nhs.Money `json:"price"`
	// Irrecoverable is the VAT that the buyer cannot get back, in per cent of the
	// price; nil means that nobody has worked it out.
	Irrecoverable *nhs.Percent `json:"irrecoverable_vat,omitempty"`
}

// Comparable returns what the offer costs the buyer, with the VAT that cannot be
// recovered, and whether that is known. Between bodies of the NHS no VAT is
// charged.
func (o *Offer) Comparable() (cost nhs.Money, known bool) {
	switch {
	case o.Kind.IsNHS():
		return o.Price, true
	case o.Irrecoverable == nil:
		return nhs.Money{}, false
	}
	return o.Price.Add(o.Price.MulPercent(*o.Irrecoverable)), true
}
