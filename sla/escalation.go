package sla

import "github.com/opencommissioning/commissioning/nhs"

// A Step is something done about poor service.
type Step struct {
	// Kind is the rung of the ladder.
	Kind EscalationStep `json:"kind,omitempty"`
	// On is the day.
	On nhs.Date `json:"on,omitzero"`
	// Line is the ID of the line it is about; "" means all of the agreement.
	Line string `json:"line,omitempty"`
	// Note says more.
	Note string `json:"note,omitempty"`
}

// An EscalationStep is a step of the ladder of escalation, from talking to leaving.
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

var ladder = [...]EscalationStep{WarningGiven, ImprovementPlan, StepIn, Leave}

// EscalationSteps returns the rungs in order. To leave is the last resort.
func EscalationSteps() []EscalationStep { return append([]EscalationStep(nil), ladder[:]...) }

// index returns the rung's place on the ladder, or -1.
func (r EscalationStep) index() int {
	for i, rung := range ladder {
		if rung == r {
			return i
		}
	}
	return -1
}

// SkippedSteps returns the rungs below the given step that were not taken before it,
// for its line or for the whole agreement. Steps on one day count in the order
// in which they are listed.
func SkippedSteps(steps []Step, at int) []EscalationStep {
	if at < 0 || at >= len(steps) {
		return nil
	}
	s := &steps[at]
	var taken [len(ladder)]bool
	for i := range steps {
		t := &steps[i]
		before := t.On.Before(s.On) || t.On == s.On && i < at
		if rung := t.Kind.index(); rung >= 0 && before && (t.Line == "" || t.Line == s.Line) {
			taken[rung] = true
		}
	}
	var list []EscalationStep
	for i := 0; i < s.Kind.index(); i++ {
		if !taken[i] {
			list = append(list, ladder[i])
		}
	}
	return list
}
