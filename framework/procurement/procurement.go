package procurement

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Procurement is how one authority buys a service, from the decision to the
// contract. Unknown values are omitted. Its value is in pounds.
type Procurement struct {
	// ID names the procurement.
	ID string `json:"id,omitempty" limit:"id"`
	// Authority is the buyer.
	Authority nhs.OrgID `json:"authority,omitzero"`
	// AuthorityClass is the kind of body that it is.
	AuthorityClass BuyerClass `json:"authority_class,omitempty"`
	// ThresholdClass is the class whose threshold it used, as stated.
	ThresholdClass ThresholdClass `json:"threshold_class,omitempty"`
	// Subject is what is bought.
	Subject Subject `json:"subject,omitempty"`
	// Regime is the regime that it followed, as stated.
	Regime Regime `json:"regime,omitempty"`
	// Route is how it is bought.
	Route Route `json:"route,omitempty"`
	// Began is the day on which it began: the notice, the invitation, or the
	// decision where there was neither. It decides which law applied.
	Began nhs.Date `json:"began,omitzero"`
	// Value is what the whole contract is worth.
	Value *nhs.Money `json:"value,omitempty"`
	// VAT says whether Value includes the tax; "" means that it is not stated.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// SupplierKind is the kind of body that supplies.
	SupplierKind service.SupplierKind `json:"supplier_kind,omitempty"`
	// Notified is the day on which bidders were notified of the decision.
	Notified nhs.Date `json:"notified,omitzero"`
	// Means is how they were notified.
	Means NoticeMethod `json:"means,omitempty"`
	// Concluded is the day on which the contract was made.
	Concluded nhs.Date `json:"concluded,omitzero"`
	// NeededBy is the day on which the present arrangement ends, such as a service level
	// agreement.
	NeededBy nhs.Date `json:"needed_by,omitzero"`
	// Offers are the prices compared.
	Offers []Offer `json:"offers,omitempty"`
	// Incumbent is the kind of body that supplies today.
	Incumbent service.SupplierKind `json:"incumbent,omitempty"`
	// StrandedPayer is who pays the costs that the incumbent is left with.
	StrandedPayer string `json:"stranded_payer,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// An Offer is a price in a comparison. Its price is in pounds.
type Offer struct {
	// Supplier is the bidder.
	Supplier nhs.OrgID `json:"supplier,omitzero"`
	// Kind is the kind of body that it is.
	Kind service.SupplierKind `json:"kind,omitempty"`
	// Price is without VAT.
	Price nhs.Money `json:"price"`
	// Irrecoverable is the VAT that the buyer cannot recover, in per cent of the price;
	// nil means that it has not been worked out.
	Irrecoverable *nhs.Percent `json:"irrecoverable_vat,omitempty"`
}

// Comparable returns what the offer costs the buyer, with irrecoverable VAT, and whether
// that is known. NHS bodies do not charge one another VAT.
func (o *Offer) Comparable() (cost nhs.Money, known bool) {
	switch {
	case o.Kind.IsNHS():
		return o.Price, true
	case o.Irrecoverable == nil:
		return nhs.Money{}, false
	}
	return o.Price.Add(o.Price.MulPercent(*o.Irrecoverable)), true
}
