package procurement

import "github.com/opencommissioning/commissioning/nhs"

// A VATRange is a price from outside the NHS with the least and the most VAT that may be
// added. Prices are in pounds.
type VATRange struct {
	// Low has 5% added, the lower end of what NHS England estimated for end-to-end
	// deals.
	Low nhs.Money `json:"low"`
	// High has 9% added, the upper end of that estimate.
	High nhs.Money `json:"high"`
	// Most has the whole tax added, 20%.
	Most nhs.Money `json:"most"`
}

// WithIrrecoverableVAT returns what a net price from outside the NHS may cost a buyer.
// Much of the tax is usually refunded under the contracted-out services rules.
//
// Source: HSJ, autumn 2015, on the first full commissioning support tender.
func WithIrrecoverableVAT(net nhs.Money) VATRange {
	add := func(p nhs.Percent) nhs.Money { return net.Add(net.MulPercent(p)) }
	return VATRange{add(lowVAT), add(highVAT), add(vatPercent)}
}

var (
	vatPercent = nhs.MustParsePercent("20")
	lowVAT     = nhs.MustParsePercent("5")
	highVAT    = nhs.MustParsePercent("9")
)
