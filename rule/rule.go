package rule

import "github.com/opencommissioning/commissioning/nhs"

// A Rule judges values of type T.
type Rule[T any] struct {
	// Meta says what the rule is.
	Meta
	// Applies reports whether the value is of the sort that the rule judges; nil
	// means always.
	Applies func(*T) bool
	// On picks the date of the value that decides which law applied; nil means
	// that the value has none. The zero date means that it is not known. If a value
	// holds several dated things, On picks a day on which the rule was in force for
	// one of them, and the check looks at each ([Finding.WithDate]).
	On func(*T) nhs.Date
	// Check returns what is wrong, or nil.
	Check func(Pass, *T) Findings
}

// A Pass tells a check what it needs to know besides the value.
type Pass struct {
	// On is the date that decided which law applied: the value's own, or else the
	// as-of date. It is zero for a rule that needs none.
	On nhs.Date
	// AsOf is the as-of date of the caller; zero if none was given.
	AsOf nhs.Date
}

// A checker is what running a rule needs. A set lays them out side by side, since
// stepping over the descriptions would be most of the cost of a check.
type checker[T any] struct {
	applies func(*T) bool
	on      func(*T) nhs.Date
	check   func(Pass, *T) Findings
	inForce nhs.Period
	dated   bool // needs a date
	meta    *Meta
}

func (r *Rule[T]) checker() checker[T] {
	return checker[T]{r.Applies, r.On, r.Check, r.InForce, r.On != nil || r.InForce != nhs.Period{}, &r.Meta}
}

// judge checks v against the rule. Findings come back with paths relative to v
// and without subject.
func (c *checker[T]) judge(asOf nhs.Date, v *T) (Outcome, nhs.Date, Findings) {
	if c.applies != nil && !c.applies(v) {
		return NotApplicable, nhs.Date{}, nil
	}
	var on nhs.Date
	if c.dated {
		if c.on != nil {
			on = c.on(v)
		}
		if on.IsZero() {
			on = asOf
		}
		if on.IsZero() {
			return Undated, on, nil
		}
		if !c.inForce.Contains(on) {
			return NotInForce, on, nil
		}
	}
	found := c.check(Pass{On: on, AsOf: asOf}, v)
	switch {
	case len(found) == 0:
		return Passed, on, nil
	case found.undated():
		return Undated, on, found
	}
	for i := range found {
		f := &found[i]
		f.Rule, f.Subject = c.meta.ID, Subject{}
		if f.On.IsZero() {
			f.On = on
		}
		if f.Severity == 0 || f.Severity > c.meta.Severity {
			f.Severity = c.meta.Severity
		}
	}
	return Found, on, found
}
