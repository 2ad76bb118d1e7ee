package rule

import (
	"errors"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// With returns the set with more rules. It is an error if one of them is not fit to
// be used ([Set.Validate]) or has the ID of a rule in the set.
func (s Set[T]) With(rules ...Rule[T]) (Set[T], error) {
	for i := range rules {
		if have, ok := s.Lookup(rules[i].ID); ok {
			return Set[T]{}, fmt.Errorf("rule %s: the set has a rule of this ID: %q", have.ID, have.Title)
		}
	}
	s.rules = slices.Clone(s.rules)
	s.add(rules)
	if err := s.Validate(); err != nil {
		return Set[T]{}, err
	}
	return s, nil
}

// Validate returns an error that names each rule of the set that is not fit to be
// used. Such a rule has no ID, title, check, severity or basis; has no citation
// although its basis needs one ([Meta.Citations]); is in force on no day; or has the
// ID of another rule. A rule of basis [Unsourced] must be off by default.
func (s Set[T]) Validate() error {
	faults := s.faults()
	titles := make(map[ID]string) // a rule that is lifted twice comes twice, under one title
	s.metas(func(m *Meta, _ bool) bool {
		title, ok := titles[m.ID]
		if ok && title != m.Title {
			faults = append(faults, fmt.Errorf("rule %s: two rules have this ID: %q and %q", m.ID, title, m.Title))
		}
		titles[m.ID] = m.Title
		return true
	})
	return errors.Join(faults...)
}

func (s *Set[T]) faults() []error {
	var faults []error
	unique := make(map[ID]bool)
	for i := range s.rules {
		r := &s.rules[i]
		if err := r.validate(); err != nil {
			faults = append(faults, err)
		}
		if r.Check == nil {
			faults = append(faults, fmt.Errorf("rule %s: it has no check", r.ID))
		}
		if unique[r.ID] {
			faults = append(faults, fmt.Errorf("rule %s: it is in the set twice", r.ID))
		}
		unique[r.ID] = true
	}
	for _, p := range s.parts {
		faults = append(faults, p.faults()...)
	}
	return faults
}

func (m *Meta) validate() error {
	switch {
	case m.ID == "":
		return fmt.Errorf("rule %q: it has no ID", m.Title)
	case m.Title == "":
		return fmt.Errorf("rule %s: it has no title", m.ID)
	case m.Severity < Info || m.Severity > Error:
		return fmt.Errorf("rule %s: it has no severity", m.ID)
	case m.Basis < Law || m.Basis > LocalPolicy:
		return fmt.Errorf("rule %s: it has no basis", m.ID)
	case len(m.Citations) == 0 && !m.Basis.standsAlone():
		return fmt.Errorf("rule %s: a rule of basis %s needs a citation", m.ID, m.Basis)
	case m.Basis == Unsourced && !m.OptIn:
		return fmt.Errorf("rule %s: a rule without source must be off by default", m.ID)
	case m.InForce != nhs.Period{} && m.InForce.IsEmpty():
		return fmt.Errorf("rule %s: it is in force on no day", m.ID)
	}
	return nil
}

// standsAlone reports whether a rule of this basis needs no citation.
func (b Basis) standsAlone() bool { return b == Integrity || b == Unsourced || b == LocalPolicy }
