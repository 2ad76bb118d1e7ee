package rule

import (
	"encoding/json"
	"fmt"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// Options adjust a check. The zero Options are fine.
type Options struct {
	// AsOf is the date for values that have none of their own, and the day on which
	// waivers are judged.
	AsOf nhs.Date
	// Waivers accept findings that they name.
	Waivers []Waiver
	// MaxPerRule is how many findings of one rule the report lists; 0 is
	// [DefaultMaxPerRule] and -1 is all.
	MaxPerRule int
	// MaxFindings is how many findings the report lists in all; 0 is
	// [DefaultMaxFindings] and -1 is all.
	MaxFindings int

	done <-chan struct{} // closed when nobody waits; nil if somebody always does
}

// Counts are the numbers of findings by severity and of rules by outcome. Waived
// findings are counted apart. A rule counts once for each value that it checked.
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
	// Panicked is how often a rule panicked.
	Panicked int `json:"panicked"`
}

// String returns the findings in words: "3 errors, 1 warning, 0 remarks". It adds
// waived findings and rules that panicked if there are any.
func (c Counts) String() string {
	text := format.Count(c.Error, "error", "errors") + ", " +
		format.Count(c.Warning, "warning", "warnings") + ", " +
		format.Count(c.Info, "remark", "remarks")
	if c.Waived > 0 {
		text += ", " + format.Int(int64(c.Waived)) + " waived"
	}
	if c.Panicked > 0 {
		text += ", " + format.Count(c.Panicked, "rule that panicked", "rules that panicked")
	}
	return text
}

// Outcomes returns how often a rule was asked about a value: the sum of the outcomes.
func (c Counts) Outcomes() int {
	return c.Passed + c.Found + c.NotApplicable + c.NotInForce + c.Undated + c.Panicked
}

// atLeast returns how many findings that are not waived have the severity or a graver
// one.
func (c *Counts) atLeast(s Severity) int {
	n := 0
	if s <= Error {
		n += c.Error
	}
	if s <= Warning {
		n += c.Warning
	}
	if s <= Info {
		n += c.Info
	}
	return n
}

// add adds numbers of findings.
func (c *Counts) add(o *Counts) {
	c.Error += o.Error
	c.Warning += o.Warning
	c.Info += o.Info
	c.Waived += o.Waived
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

// A Failure is a rule that panicked, with the panic's message. It is an error.
type Failure struct {
	// Rule is the rule.
	Rule ID `json:"rule"`
	// Subject is the value that it could not judge.
	Subject Subject `json:"subject"`
	// Path is where that value is.
	Path Pointer `json:"path"`
	// Message is that of the panic.
	Message string `json:"message"`
}

// Error returns the failure in one line.
func (f Failure) Error() string {
	return fmt.Sprintf("rule %s could not judge %s: %s", f.Rule, f.Subject, f.Message)
}

// A Report is the result of a check.
type Report struct {
	// Findings are ordered by place (numbers as numbers), then by rule. If there are more
	// than [Options] allow, it is the gravest of each rule and, of those, the first.
	Findings Findings `json:"findings"`
	// NotListed is how many findings of each rule the report leaves out.
	NotListed map[ID]int `json:"not_listed,omitempty"`
	// Counts are the totals, with the findings that are not listed.
	Counts Counts `json:"counts"`
	// Rules describes each rule that found something.
	Rules map[ID]Meta `json:"rules"`
	// Failures are the rules that panicked, at most [MaxFailures]. Counts has their number.
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
// [Finding] or a [Failure]. The text counts findings that are not listed, too.
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
	all := len(errs)
	if r.NotListed != nil || len(r.Failures) == MaxFailures {
		all = r.Counts.atLeast(min) + r.Counts.Panicked
	}
	return &reportError{errs, all}
}

type reportError struct {
	errs []error
	all  int // with those that are not listed
}

func (e *reportError) Error() string {
	if e.all == 1 {
		return e.errs[0].Error()
	}
	return fmt.Sprintf("%s (and %d more)", e.errs[0], e.all-1)
}

func (e *reportError) Unwrap() []error { return e.errs }

// An Explanation says what one rule did with one value.
type Explanation struct {
	// Rule is the rule.
	Rule ID `json:"rule"`
	// Subject is the value that the rule checked, named as in a [Finding]. For a rule
	// that had nothing to judge, it is the value that has no such members.
	Subject Subject `json:"subject"`
	// Path is the place of the value that the rule checked, or of the empty list.
	Path Pointer `json:"path"`
	// Outcome is what came of it.
	Outcome Outcome `json:"outcome"`
	// On is the date that decided which law applied, if there was one.
	On nhs.Date `json:"on,omitzero"`
	// Note adds a reason or a detail, if there is one.
	Note string `json:"note,omitempty"`
}
