package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
)

// A Set is a selection of rules for values of type T. It is an immutable value,
// safe for concurrent use; the zero Set has no rules.
type Set[T any] struct {
	kind    string
	id      func(*T) string
	rules   []member[T]
	running []checker[T] // of those rules that are selected
	parts   []part[T]
}

// A member is a rule of a set.
type member[T any] struct {
	Rule[T]
	deselected bool
}

// A part is a set of rules for something inside a T.
type part[T any] interface {
	// owned says that a value around it has an identifier: findings of a part without
	// one come back unnamed.
	check(o Options, v *T, owned bool) verdict
	explain(Options, *T, scope) []Explanation
	metas(yield func(m *Meta, selected bool) bool) bool
	scopes(id ID, in scope, yield func(scope) bool) bool
	filter(keep func(m *Meta, selected bool) bool) part[T]
	faults() []error
}

// NewSet returns the set of the given rules for values of the given kind, such
// as "ccg"; id returns the identifier of a value.
//
// With a nil id the values have no identifier and are named by their kind. Lifted
// into a set whose values have one, they are parts of those values. What is found in
// a year of a group is then a finding on the group, and a waiver gives the place in
// the group's document, "/years/0/outturn".
//
// Rules marked [Meta.OptIn] are in the set but deselected. [Set.Validate] reports
// rules that are not fit to be used, such as two with one ID.
func NewSet[T any](kind string, id func(*T) string, rules ...Rule[T]) Set[T] {
	s := Set[T]{kind: kind, id: id}
	s.add(rules)
	return s
}

// add adds to a set that nobody else holds yet.
func (s *Set[T]) add(rules []Rule[T]) {
	for _, r := range rules {
		if r.Subject == "" {
			r.Subject = s.kind
		}
		s.rules = append(s.rules, member[T]{r, r.OptIn})
	}
	s.start()
}

// start lays out the selected rules for running.
func (s *Set[T]) start() {
	s.running = make([]checker[T], 0, len(s.rules))
	for i := range s.rules {
		if !s.rules[i].deselected {
			s.running = append(s.running, s.rules[i].checker())
		}
	}
}

// Check checks v against the selected rules.
func (s Set[T]) Check(v *T, o Options) Report {
	var d verdict
	s.check(o, v, false, &d)
	return s.report(o, d)
}

// report is apart from Check so that a verdict without findings stays on the
// stack.
func (s *Set[T]) report(o Options, d verdict) Report {
	d.limit(&o)
	r := Report{Findings: d.findings, Failures: d.failures, Counts: d.counts(), NotListed: d.left.rules}
	slices.SortStableFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(a.Path.Compare(b.Path), strings.Compare(string(a.Rule), string(b.Rule)))
	})
	if r.Findings != nil {
		r.Findings.sort()
		r.Counts.countFindings(r.Findings)
		r.Counts.add(&d.left.counts)
		r.Rules = make(map[ID]Meta)
		for i := range r.Findings {
			if id := r.Findings[i].Rule; r.Rules[id].ID == "" {
				r.Rules[id], _ = s.Lookup(id)
			}
		}
		for id := range r.NotListed {
			r.Rules[id], _ = s.Lookup(id)
		}
	}
	if o.Waivers != nil {
		r.UnusedWaivers = o.unused(&d, s.kinds)
	}
	return r
}

// check adds to d what the rules find in v. What is found in a value without
// identifier is left unnamed if the value is owned, for the owner to name.
func (s *Set[T]) check(o Options, v *T, owned bool, d *verdict) {
	d.held += len(s.running)
	for i := 0; i < len(s.running); {
		i = s.run(i, o, v, owned, d)
	}
	for _, p := range s.parts {
		if o.stopped() {
			return
		}
		of := p.check(o, v, owned || s.id != nil)
		if s.id != nil {
			s.adopt(o, v, &of)
		}
		d.add(of)
	}
}

// run checks v against the rules from the i-th on, up to the last or the first that
// panics. It returns the index of the next one.
func (s *Set[T]) run(i int, o Options, v *T, owned bool, d *verdict) (next int) {
	unnamed := owned && s.id == nil
	defer func() {
		if p := recover(); p != nil {
			if len(d.failures) < MaxFailures {
				f := Failure{Rule: s.running[next].meta.ID, Message: format.Clip(fmt.Sprint(p), MaxText)}
				if !unnamed {
					f.Subject = s.subject(v)
				}
				d.failures = append(d.failures, f)
			}
			d.outcomes[Panicked]++
			next++
		}
	}()
	for ; i < len(s.running); i++ {
		next = i
		outcome, _, found := s.running[i].judge(o.AsOf, v)
		if outcome == Passed {
			continue
		}
		if outcome == Found {
			if !unnamed {
				d.complete(o, s.subject(v), found)
			}
			d.findings = append(d.findings, found...)
		}
		d.outcomes[outcome]++
	}
	return i
}

// adopt names v as the subject of what was found in its parts and is unnamed.
func (s *Set[T]) adopt(o Options, v *T, of *verdict) {
	for i := range of.findings {
		if f := of.findings[i : i+1]; f[0].Subject == (Subject{}) {
			of.complete(o, s.subject(v), f)
		}
	}
	for i := range of.failures {
		if f := &of.failures[i]; f.Subject == (Subject{}) {
			f.Subject = s.subject(v)
		}
	}
}

// subject names v, by its kind alone if the set's id function panics.
func (s *Set[T]) subject(v *T) (named Subject) {
	named.Kind = s.kind
	if s.id == nil {
		return named
	}
	defer func() { _ = recover() }()
	named.ID = format.ClipName(s.id(v))
	return named
}
