package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
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
	check(Options, *T) verdict
	explain(Options, *T) []Explanation
	metas(yield func(m *Meta, selected bool) bool) bool
	filter(keep func(m *Meta, selected bool) bool) part[T]
	faults() []error
}

// NewSet returns the set of the given rules for values of the given kind, such
// as "ccg"; id returns the identifier of a value and may be nil. Rules marked
// [Meta.Off] are in the set but deselected. [Set.Validate] reports rules that
// are not fit to be used, such as two of one ID.
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
		s.rules = append(s.rules, member[T]{r, r.Off})
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

// Check holds the selected rules against v.
func (s Set[T]) Check(v *T, o Options) Report {
	var d verdict
	s.check(o, v, &d)
	return s.report(o, d)
}

// report is apart from Check so that a verdict without findings stays on the
// stack.
func (s *Set[T]) report(o Options, d verdict) Report {
	r := Report{Findings: d.findings, Failures: d.failures, Counts: d.counts()}
	slices.SortStableFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(a.Path.Compare(b.Path), strings.Compare(string(a.Rule), string(b.Rule)))
	})
	if r.Findings != nil {
		r.Findings.sort()
		r.Counts.countFindings(r.Findings)
		r.Rules = make(map[ID]Meta)
		for i := range r.Findings {
			if id := r.Findings[i].Rule; r.Rules[id].ID == "" {
				r.Rules[id], _ = s.Lookup(id)
			}
		}
	}
	if o.Waivers != nil {
		r.UnusedWaivers = o.unused(r.Findings, s.has)
	}
	return r
}

// check adds to d what the rules find in v.
func (s *Set[T]) check(o Options, v *T, d *verdict) {
	d.held += len(s.running)
	for i := 0; i < len(s.running); {
		i = s.run(i, o, v, d)
	}
	for _, p := range s.parts {
		d.add(p.check(o, v))
	}
}

// run holds the rules from the i-th on against v, up to the last or the first
// that panics, and returns the index of the next one.
func (s *Set[T]) run(i int, o Options, v *T, d *verdict) (next int) {
	defer func() {
		if p := recover(); p != nil {
			d.failures = append(d.failures, Failure{s.running[next].meta.ID, s.subject(v), "", fmt.Sprint(p)})
			d.outcomes[Broken]++
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
			s.complete(o, v, found)
			d.findings = append(d.findings, found...)
		}
		d.outcomes[outcome]++
	}
	return i
}

// complete names the subject of findings and waives those that a waiver accepts.
func (s *Set[T]) complete(o Options, v *T, found Findings) {
	subject := s.subject(v)
	for i := range found {
		found[i].Subject = subject
	}
	o.waive(found)
}

// subject names v; where the set's id function panics, by its kind alone.
func (s *Set[T]) subject(v *T) (named Subject) {
	named.Kind = s.kind
	if s.id == nil {
		return named
	}
	defer func() { _ = recover() }()
	named.ID = s.id(v)
	return named
}

// Explain says what became of every rule of the set, deselected ones included,
// on v and everything inside it, in the order of a report.
func (s Set[T]) Explain(v *T, o Options) []Explanation {
	es := s.explain(o, v)
	slices.SortStableFunc(es, func(a, b Explanation) int {
		return cmp.Or(a.Path.Compare(b.Path), strings.Compare(string(a.Rule), string(b.Rule)))
	})
	return es
}

func (s *Set[T]) explain(o Options, v *T) []Explanation {
	var es []Explanation
	for i := range s.rules {
		es = append(es, s.explainRule(&s.rules[i], o, v))
	}
	for _, p := range s.parts {
		es = append(es, p.explain(o, v)...)
	}
	return es
}

func (s *Set[T]) explainRule(r *member[T], o Options, v *T) (e Explanation) {
	e = Explanation{Rule: r.ID, Subject: s.subject(v)}
	if r.deselected {
		e.Outcome = Deselected
		return e
	}
	defer func() {
		if p := recover(); p != nil {
			e.Outcome, e.Note = Broken, fmt.Sprint(p)
		}
	}()
	c := r.checker()
	var found Findings
	e.Outcome, e.On, found = c.judge(o.AsOf, v)
	switch e.Outcome {
	case NotInForce:
		e.Note = "in force " + r.InForce.String()
	case Undated:
		e.Note = "no date says which law applied"
		if found.undated() {
			e.Note = found[0].Message
		}
	case Found:
		s.complete(o, v, found)
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Waiver == nil }) {
			e.Outcome, e.Note = Waived, found[0].Waiver.Reason
		}
	}
	return e
}
