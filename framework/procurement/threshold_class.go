package procurement

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A ClassRow is the class of a kind of body for thresholds, on the days given.
type ClassRow struct {
	// Buyer is the kind of body.
	Buyer BuyerClass `json:"buyer"`
	// Days are the days on which a purchase had to begin.
	Days nhs.Period `json:"days"`
	// Class is its class; "" where that is not settled.
	Class ThresholdClass `json:"class,omitempty"`
	// Why says where that stands, or why it is not settled.
	Why string `json:"why"`
}

const (
	notListed2006 = "not listed in Schedule 1 to the Public Contracts Regulations 2006"
	notListed2015 = "not listed in Schedule 1 to the Public Contracts Regulations 2015"
	listed2006    = "listed in Schedule 1 to the Public Contracts Regulations 2006"
	listed2015    = "listed in Schedule 1 to the Public Contracts Regulations 2015"
	listed2021    = "listed in the Schedule 1 that SI 2021/872 put in place on 16 August 2021"
	listed2024    = "listed in Schedule 2 to the Procurement Regulations 2024"
	unsettled2013 = "not listed, but the authorities before it were and the Schedule includes successors: not settled"
)

// classRows are the classes by date. Where a kind of body has no row, it did not exist or
// its class is not on file.
var classRows = [...]ClassRow{
	{PCT, nhs.MustParsePeriod("2006-01-31/2013-03-31"), SubCentral, notListed2006},
	{CCG, nhs.MustParsePeriod("2013-04-01/2015-02-25"), SubCentral, notListed2006},
	{CCG, nhs.MustParsePeriod("2015-02-26/2022-06-30"), SubCentral, notListed2015},
	{ICB, nhs.MustParsePeriod("2022-07-01/2025-02-23"), SubCentral, notListed2015},
	{ICB, nhs.MustParsePeriod("2025-02-24/.."), SubCentral, "not listed in Schedule 2 to the Procurement Regulations 2024"},
	{NHSTrust, nhs.MustParsePeriod("2006-01-31/2015-02-25"), Central, listed2006},
	{NHSTrust, nhs.MustParsePeriod("2015-02-26/2025-02-23"), Central, listed2015},
	{NHSTrust, nhs.MustParsePeriod("2025-02-24/.."), Central, listed2024},
	{FoundationTrust, nhs.MustParsePeriod("2006-01-31/2015-02-25"), SubCentral, notListed2006 + ", though it could be argued that it succeeds a listed trust"},
	{FoundationTrust, nhs.MustParsePeriod("2015-02-26/2021-08-15"), SubCentral, notListed2015},
	{FoundationTrust, nhs.MustParsePeriod("2021-08-16/2025-02-23"), Central, listed2021},
	{FoundationTrust, nhs.MustParsePeriod("2025-02-24/.."), Central, listed2024},
	{NHSEngland, nhs.MustParsePeriod("2013-04-01/2015-02-25"), "", unsettled2013},
	{NHSEngland, nhs.MustParsePeriod("2015-02-26/2021-08-15"), SubCentral, notListed2015},
	{NHSEngland, nhs.MustParsePeriod("2021-08-16/2025-02-23"), Central, listed2021},
	{NHSEngland, nhs.MustParsePeriod("2025-02-24/.."), Central, listed2024},
}

// ClassRows returns the table of classes by date.
func ClassRows() []ClassRow { return slices.Clone(classRows[:]) }

// classRowOn returns the row of the body on the day, and whether there is one. A hosted
// body buys as NHS England.
func classRowOn(b BuyerClass, on nhs.Date) (ClassRow, bool) {
	if b == HostedBody {
		b = NHSEngland
	}
	for i := range classRows {
		if classRows[i].Buyer == b && classRows[i].Days.Contains(on) {
			return classRows[i], true
		}
	}
	return ClassRow{}, false
}

// ClassOf returns the class of a body for thresholds on the day, or "" if it is not
// settled or not on file. A commissioning support unit buys as NHS England.
func ClassOf(b BuyerClass, on nhs.Date) ThresholdClass {
	row, _ := classRowOn(b, on)
	return row.Class
}
