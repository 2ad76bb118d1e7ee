package ccg

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Rate is the national running-cost allowance per head of one year.
type Rate struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// PerHead is in pounds per head of the ONS-scaled population.
	PerHead nhs.Rate `json:"per_head"`
	// Note qualifies the figure.
	Note string `json:"note,omitempty"`
	// Source is the title and address of the source.
	Source string `json:"source"`
}

var rates = [...]Rate{
	{
		Year: nhs.MustParseFinancialYear("2013/14"), PerHead: nhs.MustParseRate("25.00"),
		Note:   "a maximum",
		Source: "NHS Commissioning Board, CCG running cost allowances, November 2012, https://www.england.nhs.uk/2012/11/ccg-rca/",
	},
	{
		Year: nhs.MustParseFinancialYear("2014/15"), PerHead: nhs.MustParseRate("24.73"),
		Note:   "the same cash as the year before; a reply on the same page says £24.78",
		Source: "NHS England, CCG running cost allowances, February 2014, https://www.england.nhs.uk/2014/02/costs-allowances/",
	},
	{
		Year: nhs.MustParseFinancialYear("2015/16"), PerHead: nhs.MustParseRate("22.07"),
		Note:   "indicative when published, after a cash cut of 10%; a reply on the same page says £22.11",
		Source: "NHS England, CCG running cost allowances, February 2014, https://www.england.nhs.uk/2014/02/costs-allowances/",
	},
}

// RatePerHead returns the national allowance per head of the year, and whether
// it is known. Only 2013/14 (£25.00), 2014/15 (£24.73) and 2015/16 (£22.07) are
// known; no figure is carried forward to a later year.
func RatePerHead(y nhs.FinancialYear) (Rate, bool) {
	for _, r := range rates {
		if r.Year == y {
			return r, true
		}
	}
	return Rate{}, false
}

// Rates returns every known national allowance per head, by year.
func Rates() []Rate { return slices.Clone(rates[:]) }
