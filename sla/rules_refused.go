package sla

import (
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// checkCharges reports what [Charges] refuses to calculate and no look at a single value
// finds: units beyond the last band, a product too large, too many months. It tries the
// schedule only where that could be.
func (a *Agreement) checkCharges(found *rule.Findings) {
	if !a.Term.isOrdered() || !a.mayBeRefused() {
		return
	}
	s, bad := a.schedule()
	if bad != nil {
		s.Problems = []Problem{*bad}
	}
	for _, p := range s.Problems {
		if p.Path.HasPrefix("/customers") || isKnown(*found, p.Path) {
			continue
		}
		f := found.Add(p.Path, "the charges cannot be calculated: %s", p.Message)
		if strings.HasSuffix(string(p.Path), "/volume") { // a month that is not counted yet
			f.WithSeverity(rule.Info)
		}
	}
}

// isKnown reports whether something was found at the place or below it.
func isKnown(found rule.Findings, at rule.Pointer) bool {
	for i := range found {
		if found[i].Path.HasPrefix(at) {
			return true
		}
	}
	return false
}

// Up to these a schedule stays within its limits, whatever the indexation.
const (
	safePence = maxPence / 1000 // maxIndex
	safeUnits = 10_000          // of a month
	safeSteps = 9
)

// isSafe reports whether the rate is at most £1,000.
func isSafe(r nhs.Rate) bool {
	d := r.Decimal() // of exponent -4 to 0; a comparison of decimals would allocate
	return d.CoefficientInt64() <= 1000*powersOfTen[-d.Exponent()]
}

// isMild reports whether the change is at most 100% up and 99% down.
func isMild(p nhs.Percent) bool {
	d := p.Decimal()
	unit := powersOfTen[-d.Exponent()]
	return d.CoefficientInt64() <= 100*unit && d.CoefficientInt64() >= -99*unit
}

// mayBeRefused reports whether the agreement has anything for which a schedule may be
// refused although each value can be calculated with.
func (a *Agreement) mayBeRefused() bool {
	months := monthsBetween(a.Term.Starts, a.Term.Ends)
	if months > maxMonths || months*len(a.Lines) > maxCells || months*len(a.Customers) > 12*maxCells ||
		len(a.Indexation) > safeSteps || len(a.Variations) > maxVariations {
		return true
	}
	for i := range a.Indexation {
		if !isMild(a.Indexation[i].Percent) {
			return true
		}
	}
	for i := range a.Lines {
		l := &a.Lines[i]
		if l.Price.mayBeRefused() {
			return true
		}
		for j := range l.Volumes {
			if l.Volumes[j].Units > safeUnits {
				return true
			}
		}
	}
	for i := range a.Variations {
		if a.Variations[i].Price.mayBeRefused() {
			return true
		}
	}
	return false
}

// mayBeRefused is the same for a price.
func (p *Price) mayBeRefused() bool {
	if p == nil {
		return false
	}
	if p.Kind != PerUnit {
		if n, ok := p.monthly(); !ok || n > safePence/12 {
			return true
		}
	}
	if p.Kind == PerUnit && p.Volume == nil || p.Volume != nil && *p.Volume > 10*safeUnits || p.Rate != nil && !isSafe(*p.Rate) {
		return true
	}
	for i := range p.Bands {
		if !isSafe(p.Bands[i].Rate) {
			return true
		}
	}
	n := len(p.Bands)
	return p.Kind == PerUnit && n > 0 && p.Bands[n-1].To != 0
}
