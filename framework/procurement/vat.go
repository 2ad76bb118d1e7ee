package procurement

import "github.com/opencommissioning/commissioning/nhs"

// A VATRange is the least and the most that VAT may add to a price from outside
// the NHS. Prices are in pounds.
type VATRange struct {
	// Low is the lower end of what NHS England estimated for end-to-end deals, 5
	// per cent.
	Low nhs.Money `json:"low"`
	// High is the upper end of that estimate, 9 per cent.
	High nhs.Money `json:"high"`
	// Most is the price with the whole tax, 20 per cent.
	Most nhs.Money `json:"most"`
}

// WithIrrecoverableVAT returns what a net price from outside the NHS may cost a
// buyer. As a rule much of the tax is refunded under the contracted-out services
// rules.
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
