package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// Spend is what one body spent with one supplier in one financial year, as far as one
// source says.
type Spend struct {
	// Customer is who paid: the code of a group or board.
	Customer nhs.OrgID `json:"customer,omitempty"`
	// Supplier is who was paid: the slug or code of a unit, or the identifier of a
	// framework supplier; empty if unknown.
	Supplier nhs.OrgID `json:"supplier,omitempty"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Line is the service line, if the sum is for one.
	Line service.ID `json:"line,omitempty"`
	// Amount is in pounds; negative where credits exceed payments.
	Amount nhs.Money `json:"amount"`
	// Basis says what kind of figure it is. Sums of different kinds are never added.
	Basis SpendBasis `json:"basis,omitempty"`
	// Completeness says how much of the year a sum of published payments holds; nil if
	// nobody says, and then more may have been paid.
	Completeness *ccg.Completeness `json:"completeness,omitempty"`
	// PriorYear is what was paid beside the amount for the year before (creditors), in
	// pounds; nil if nobody says. It is not in Amount.
	PriorYear *nhs.Money `json:"prior_year,omitempty"`
	// PassThrough is what was paid beside the amount to be passed on to others, in pounds;
	// nil if nobody says. It is not in Amount.
	PassThrough *nhs.Money `json:"pass_through,omitempty"`
	// Funding is the budget that it came from; empty if no source says.
	Funding ccg.Funding `json:"funding,omitempty"`
	// VAT says whether the amount includes value added tax; empty if unknown.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is high, medium or low.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Synthetic marks a figure that was made up.
	Synthetic bool `json:"synthetic,omitempty"`
}

// SpendBasis is the kind of figure that a [Spend] is.
type SpendBasis string

const (
	// PlannedSpend is a figure of a plan.
	PlannedSpend SpendBasis = "planned"
	// OutturnSpend is what accounts or a return give for the year.
	OutturnSpend SpendBasis = "outturn"
	// PublishedPayments is the sum of published payments over £25,000. It is a part of
	// the whole.
	PublishedPayments SpendBasis = "published-payments"
)
