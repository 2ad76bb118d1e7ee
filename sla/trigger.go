package sla

import (
	"math/big"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Trigger reopens the price when a measure moves too far from its value when the price
// was agreed.
type Trigger struct {
	// Measure is what is observed: population, morbidity or another word.
	Measure string `json:"measure,omitempty"`
	// Baseline is its value when the price was agreed.
	Baseline *Number `json:"baseline,omitempty"`
	// Tolerance is how far it may move either way, in per cent of the baseline.
	Tolerance *nhs.Percent `json:"tolerance,omitempty"`
	// Lines are the IDs of the lines whose price it reopens; none means all.
	Lines []string `json:"lines,omitempty" limit:"id"`
	// Observations are its values since, in order of time.
	Observations []Observation `json:"observations,omitempty"`
}

// An Observation is the value of a measure on a day.
type Observation struct {
	// On is the day.
	On nhs.Date `json:"on,omitzero"`
	// Value is the value of the measure.
	Value Number `json:"value"`
}

// A Reopening is a price reopened by a trigger.
type Reopening struct {
	// Path is the trigger's place in the agreement.
	Path rule.Pointer `json:"path"`
	// Measure is what changed.
	Measure string `json:"measure,omitempty"`
	// On is the first day on which it was beyond the tolerance.
	On nhs.Date `json:"on,omitzero"`
	// Change is by how much, in per cent of the baseline, to two decimals.
	Change Number `json:"change"`
	// Lines are the IDs of the lines whose price is open; none means all.
	Lines []string `json:"lines,omitempty"`
}

// Fired returns the first observation beyond the tolerance, its change in per cent of the
// baseline to two decimals, and whether there is one. A trigger without a tolerance never
// fires, and neither does one without a baseline or with one of zero.
func (t *Trigger) Fired() (Observation, Number, bool) {
	if t.Baseline == nil || t.Tolerance == nil || t.Baseline.Sign() == 0 {
		return Observation{}, Number{}, false
	}
	base := t.Baseline.rat()
	most := percentRat(*t.Tolerance)
	for _, o := range t.Observations {
		change := o.Value.rat()
		change.Sub(change, base).Quo(change, new(big.Rat).Abs(base))
		if new(big.Rat).Abs(change).Cmp(most) <= 0 {
			continue
		}
		hundredths, ok := roundRat(change.Mul(change, big.NewRat(10_000, 1)))
		if !ok || hundredths > maxNumber/10_000 || hundredths < -maxNumber/10_000 {
			return o, Number{}, true
		}
		return o, Number{hundredths * (numberUnit / 100)}, true
	}
	return Observation{}, Number{}, false
}

// Reopenings returns the prices reopened by the agreement's triggers.
func (a *Agreement) Reopenings() []Reopening {
	var list []Reopening
	for i := range a.Triggers {
		t := &a.Triggers[i]
		if o, change, ok := t.Fired(); ok {
			list = append(list, Reopening{rule.PointerOf("triggers", i), t.Measure, o.On, change, t.Lines})
		}
	}
	return list
}
