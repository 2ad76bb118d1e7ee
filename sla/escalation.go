package sla

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Step is something done about poor service.
type Step struct {
	// Kind is how far the step goes.
	Kind EscalationStep `json:"kind,omitempty"`
	// On is the day.
	On nhs.Date `json:"on,omitzero"`
	// Line is the ID of the line it is about; "" means all of the agreement.
	Line string `json:"line,omitempty" limit:"id"`
	// Note says more.
	Note string `json:"note,omitempty"`
}

// An EscalationStep is a step of escalation, from a warning to leaving.
type EscalationStep string

const (
	// WarningGiven is a written warning.
	WarningGiven EscalationStep = "warning"
	// ImprovementPlan is a plan to improve, agreed with dates.
	ImprovementPlan EscalationStep = "improvement-plan"
	// StepIn is the customers, or somebody for them, taking over the running of
	// the service for a time.
	StepIn EscalationStep = "step-in"
	// Leave is ending the agreement, or a line of it.
	Leave EscalationStep = "exit"
)

var escalation = [...]EscalationStep{WarningGiven, ImprovementPlan, StepIn, Leave}

// EscalationSteps returns the steps in order. Leaving is the last resort.
func EscalationSteps() []EscalationStep { return slices.Clone(escalation[:]) }

// index returns the position of the step in [EscalationSteps], or -1.
func (e EscalationStep) index() int { return slices.Index(escalation[:], e) }

// SkippedSteps returns the earlier steps that were not taken before the step at the
// index, for its line or for the whole agreement. Steps of the same day count in the
// order in which they are listed.
func SkippedSteps(steps []Step, at int) []EscalationStep {
	if at < 0 || at >= len(steps) {
		return nil
	}
	s := &steps[at]
	var taken [len(escalation)]bool
	for i := range steps {
		t := &steps[i]
		before := t.On.Before(s.On) || t.On == s.On && i < at
		if n := t.Kind.index(); n >= 0 && before && (t.Line == "" || t.Line == s.Line) {
			taken[n] = true
		}
	}
	var list []EscalationStep
	for i := 0; i < s.Kind.index(); i++ {
		if !taken[i] {
			list = append(list, escalation[i])
		}
	}
	return list
}
