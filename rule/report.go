package rule

import (
	"encoding/json"
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
)

// Options are what a check may be told. The zero Options are fine.
type Options struct {
	// AsOf is the date that stands in for the own date of a value that has none,
	// and the day on which waivers are judged.
	AsOf nhs.Date
	// Waivers accept findings that they name.
	Waivers []Waiver
}

// Counts are the numbers of findings by severity, those waived apart, and of
// rules by outcome, once for each value that a rule was held against.
type Counts struct {
	// Error is the number of findings of severity [Error] that are not waived.
	Error int `json:"error"`
	// Warning is the number of findings of severity [Warning] that are not waived.
	Warning int `json:"warning"`
	// Info is the number of findings of severity [Info] that are not waived.
	Info int `json:"info"`
	// Waived is the number of findings that a waiver accepts.
	Waived int `json:"waived"`
	// Passed is how often a rule looked and had nothing to say.
	Passed int `json:"passed"`
	// Found is how often a rule reported findings, waived ones included.
	Found int `json:"found"`
	// NotApplicable is how often a rule did not apply.
	NotApplicable int `json:"not_applicable"`
	// NotInForce is how often a rule was not in force on the deciding date.
	NotInForce int `json:"not_in_force"`
	// Undated is how often a date was missing.
	Undated int `json:"undated"`
	// Broken is how often a rule panicked.
	Broken int `json:"broken"`
}

func (c *Counts) countFindings(fs Findings) {
	for i := range fs {
		switch f := &fs[i]; {
		case f.Waiver != nil:
			c.Waived++
		case f.Severity == Error:
			c.Error++
		case f.Severity == Warning:
			c.Warning++
		default:
			c.Info++
		}
	}
}

// A Failure is a rule that panicked, and what it said. It is an error.
type Failure struct {
	// Rule is the rule.
	Rule ID `json:"rule"`
	// Subject is the value that it could not judge.
	Subject Subject `json:"subject"`
	// Path is where that value is.
	Path Pointer `json:"path"`
	// Message is what the panic said.
	Message string `json:"message"`
}

// Error returns the failure in one line.
func (f Failure) Error() string {
	return fmt.Sprintf("rule %s could not judge %s: %s", f.Rule, f.Subject, f.Message)
}

// A Report is the result of a check.
type Report struct {
	// Findings are ordered by place (numbers as numbers), then by rule.
	Findings Findings `json:"findings"`
	// Counts sums up.
	Counts Counts `json:"counts"`
	// Rules describes each rule that found something.
	Rules map[ID]Meta `json:"rules"`
	// Failures are the rules that panicked.
	Failures []Failure `json:"failures,omitempty"`
	// UnusedWaivers are the waivers that accepted nothing.
	UnusedWaivers []UnusedWaiver `json:"unused_waivers,omitempty"`
}

// MarshalJSON writes the report with empty lists and objects rather than null.
func (r Report) MarshalJSON() ([]byte, error) {
	type plain Report
	p := plain(r)
	if p.Findings == nil {
		p.Findings = Findings{}
	}
	if p.Rules == nil {
		p.Rules = map[ID]Meta{}
	}
	return json.Marshal(p)
}

// Err returns nil if the report has no failure and no finding at or above min
// that is not waived. Otherwise it returns an error that wraps each of them:
// errors.Is finds a rule by its [ID], and errors.As and errors.AsType find a
// [Finding] or a [Failure].
func (r Report) Err(min Severity) error {
	var errs []error
	for _, f := range r.Findings {
		if f.Waiver == nil && f.Severity >= min {
			errs = append(errs, f)
		}
	}
	for _, f := range r.Failures {
		errs = append(errs, f)
	}
	if errs == nil {
		return nil
	}
	return &reportError{errs}
}

type reportError struct{ errs []error }

func (e *reportError) Error() string {
	if len(e.errs) == 1 {
		return e.errs[0].Error()
	}
	return fmt.Sprintf("%s (and %d more)", e.errs[0], len(e.errs)-1)
}

func (e *reportError) Unwrap() []error { return e.errs }

// An Explanation says what became of one rule on one value.
type Explanation struct {
	// Rule is the rule.
	Rule ID `json:"rule"`
	// Subject is the value that it was held against, named as in a [Finding]; for
	// a rule that had nothing to judge, the value that has no such members.
	Subject Subject `json:"subject"`
	// Path is where the value that it was held against is, or the list that has no
	// members.
	Path Pointer `json:"path"`
	// Outcome says what became of it.
	Outcome Outcome `json:"outcome"`
	// On is the date that decided which law applied, if there was one.
	On nhs.Date `json:"on,omitzero"`
	// Note says more, where there is more to say.
	Note string `json:"note,omitempty"`
}
