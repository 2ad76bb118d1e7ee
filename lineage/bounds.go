package lineage

import "github.com/opencommissioning/commissioning/nhs"

// anyDay is a day of which nothing is known. Its bounds minDate and maxDate are the
// first and the last date that an nhs.Date can hold.
var (
	anyDay           = nhs.MustParsePartialDate("../..")
	minDate, maxDate = anyDay.Bounds()
)

// earliest returns the first day that p could be.
func earliest(p nhs.PartialDate) nhs.Date {
	first, _ := p.Bounds()
	return first
}

// latest returns the last day that p could be.
func latest(p nhs.PartialDate) nhs.Date {
	_, last := p.Bounds()
	return last
}
