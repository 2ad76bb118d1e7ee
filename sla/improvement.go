package sla

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
)

// An Improvement answers the customers' question: is it improving at a rate that we can
// accept?
type Improvement struct {
	// Acceptable is the answer. It is unknown if there are too few points, or nothing is
	// agreed to compare them with.
	Acceptable nhs.Tristate `json:"acceptable"`
	// Because says why.
	Because string `json:"because"`
	// Due is the latest due milestone of the agreed trajectory; nil means none.
	Due *Milestone `json:"due,omitempty"`
	// Short is by how much the latest result falls short of it, in the unit of the
	// indicator; nil if it does not, or none is due.
	Short *Number `json:"short,omitempty"`
}

// Improvement returns whether the indicator improves at a rate that the parties agreed
// to. If a milestone is due, the agreed trajectory decides. Otherwise the answer is yes
// if the target is met reliably, or the indicator is improving.
func (k *KPI) Improvement(c Chart) Improvement {
	var a Improvement
	if len(c.Points) == 0 {
		a.Because = "there are no results"
		return a
	}
	latest := c.Points[len(c.Points)-1]
	if k.Direction != HigherIsBetter && k.Direction != LowerIsBetter {
		a.Because = "whether more or less is better is unknown"
		return a
	}
	if m, ok := k.due(latest.To); ok {
		a.Due = &m
		if k.Direction.reaches(latest.Value, m.Value) {
			a.Acceptable = nhs.Yes
			a.Because = fmt.Sprintf("%s is as good as the %s agreed for %s, or better", latest.Value, m.Value, m.By)
			return a
		}
		short := latest.Value.millionths - m.Value.millionths
		a.Short = &Number{max(short, -short)}
		a.Acceptable = nhs.No
		a.Because = fmt.Sprintf("%s falls short of the %s agreed for %s", latest.Value, m.Value, m.By)
		return a
	}
	switch {
	case c.Variation == TooFewPoints:
		a.Because = fmt.Sprintf("too few points to tell: %d since the limits were last set", c.Bases[len(c.Bases)-1].Points)
	case c.Variation == Worsening:
		a.Acceptable, a.Because = nhs.No, "it is getting worse"
	case c.Assurance == Hits:
		a.Acceptable, a.Because = nhs.Yes, "the target is met and will be if nothing changes"
	case c.Variation == Improving:
		a.Acceptable, a.Because = nhs.Yes, "it is getting better; agree a trajectory to say whether it is fast enough"
	case c.Assurance == NoTarget:
		a.Because = "there is neither a trajectory nor a target to compare with"
	default:
		a.Acceptable, a.Because = nhs.No, "it does not change, and the target is not met reliably"
	}
	return a
}

// due returns the latest milestone that is due by the day, and whether there is one.
func (k *KPI) due(day nhs.Date) (Milestone, bool) {
	var latest Milestone
	for _, m := range k.Trajectory {
		if !m.By.IsZero() && !m.By.After(day) && !m.By.Before(latest.By) {
			latest = m
		}
	}
	return latest, !latest.By.IsZero()
}
