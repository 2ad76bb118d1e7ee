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
	// CPV is the code of the main service, of eight digits. It can move a service to
	// another regime than its subject.
	CPV string `json:"cpv,omitempty"`
	// Regulations are the law that it followed, as stated.
	Regulations Regulations `json:"regulations,omitempty"`
	// Regime is the regime that it followed, as stated.
	Regime Regime `json:"regime,omitempty"`
	// Route is how it is bought.
	Route Route `json:"route,omitempty"`
	// Began is the day on which it began: the notice, the invitation, or the
	// decision where there was neither. It decides which law applied.
	Began nhs.Date `json:"began,omitzero"`
	// Value is what the whole contract is worth.
	Value *nhs.Money `json:"value,omitempty"`
	// MonthlyValue is what a contract costs a month that has no total price. Without a
	// fixed end it counts 48 times.
	MonthlyValue *nhs.Money `json:"monthly_value,omitempty"`
	// VAT says whether values include the tax; "" means that it is not stated.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// SupplierKind is the kind of body that supplies.
	SupplierKind service.SupplierKind `json:"supplier_kind,omitempty"`
	// Notified is the day on which bidders were notified of the decision: the notice sent
	// to them, the contract award notice of the Procurement Act, or the notice of intention
	// of the provider selection regime.
	Notified nhs.Date `json:"notified,omitzero"`
	// Means is how they were notified.
	Means NoticeMethod `json:"means,omitempty"`
	// LastReceived is the day on which the last bidder received a notice sent by other
	// than electronic means.
	LastReceived nhs.Date `json:"last_received,omitzero"`
	// StandstillDays is the standstill that the award notice states, in working days.
	StandstillDays *int `json:"standstill_days,omitempty"`
	// Confirmed is the last day on which a provider that made representations was told
	// the further decision (provider selection regime).
	Confirmed nhs.Date `json:"confirmed,omitzero"`
	// Bidders is how many tendered; with one, and no other candidate, there is nobody to
	// wait for.
	Bidders *int `json:"bidders,omitempty"`
	// Ground is the ground on which it was awarded without competition.
	Ground Ground `json:"ground,omitempty"`
	// Concluded is the day on which the contract was made.
	Concluded nhs.Date `json:"concluded,omitzero"`
	// NeededBy is the day on which the present arrangement ends, such as a service level
	// agreement.
	NeededBy nhs.Date `json:"needed_by,omitzero"`
	// Invitation is when suppliers were asked and by when they had to answer.
	Invitation *Invitation `json:"invitation,omitempty"`
	// OnlyCapable records whether one provider alone was capable (health care before 2024).
	OnlyCapable *bool `json:"only_capable,omitempty"`
	// SlaveryAssessed is the day on which the risk of modern slavery was assessed.
	SlaveryAssessed nhs.Date `json:"slavery_assessed,omitzero"`
	// NoSlaveryAssessment records that none was made.
	NoSlaveryAssessment bool `json:"no_slavery_assessment,omitempty"`
	// Framework describes the framework that a call-off comes from.
	Framework *FrameworkFacts `json:"framework,omitempty"`
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

// FrameworkFacts are the days of the framework that a call-off comes from, which decide
// its law.
type FrameworkFacts struct {
	// Began is the day on which the procurement of the framework began.
	Began nhs.Date `json:"began,omitzero"`
	// Concluded is the day on which the framework was made.
	Concluded nhs.Date `json:"concluded,omitzero"`
	// Ends is its last day.
	Ends nhs.Date `json:"ends,omitzero"`
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
