package nhs

// anyDay is a day of which nothing is known.
var anyDay = MustParsePartialDate("../..")

// earliest returns the first day that p could be.
func earliest(p PartialDate) Date {
	first, _ := p.Bounds()
	return first
}

// latest returns the last day that p could be.
func latest(p PartialDate) Date {
	_, last := p.Bounds()
	return last
}
