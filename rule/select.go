package rule

import (
	"fmt"
	"iter"
	"slices"
)

// All returns the description of every rule of the set, deselected ones included,
// each once and in the order in which they were given.
func (s Set[T]) All() iter.Seq[Meta] {
	return func(yield func(Meta) bool) {
		seen := make(map[ID]bool)
		s.metas(func(m *Meta, _ bool) bool {
			if seen[m.ID] {
				return true
			}
			seen[m.ID] = true
			return yield(*m)
		})
	}
}

func (s *Set[T]) metas(yield func(m *Meta, selected bool) bool) bool {
	for i := range s.rules {
		if !yield(&s.rules[i].Meta, !s.rules[i].deselected) {
			return false
		}
	}
	for _, p := range s.parts {
		if !p.metas(yield) {
			return false
		}
	}
	return true
}

// Lookup returns the description of the rule with the given ID, and whether the set
// has it, selected or not.
func (s Set[T]) Lookup(id ID) (Meta, bool) {
	var found *Meta
	s.metas(func(m *Meta, _ bool) bool {
		if m.ID == id {
			found = m
		}
		return found == nil
	})
	if found == nil {
		return Meta{}, false
	}
	return *found, true
}

func (s *Set[T]) has(id ID) bool {
	_, ok := s.Lookup(id)
	return ok
}

// Selected reports whether the rule with the given ID runs.
func (s Set[T]) Selected(id ID) bool {
	found := false
	s.metas(func(m *Meta, selected bool) bool {
		found = m.ID == id && selected
		return !found
	})
	return found
}

func (s *Set[T]) filter(keep func(m *Meta, selected bool) bool) Set[T] {
	f := Set[T]{kind: s.kind, id: s.id, rules: slices.Clone(s.rules)}
	for i := range f.rules {
		r := &f.rules[i]
		r.deselected = !keep(&r.Meta, !r.deselected)
	}
	f.start()
	for _, p := range s.parts {
		f.parts = append(f.parts, p.filter(keep))
	}
	return f
}

// An UnknownRuleError reports a rule that the set does not have.
type UnknownRuleError struct {
	// ID is the ID that was asked for.
	ID ID
	// Known are the IDs that the set has.
	Known []ID
}

// Error names the unknown rule and those in the set.
func (e *UnknownRuleError) Error() string {
	return fmt.Sprintf("no rule %q; the rules are %v", string(e.ID), e.Known)
}

func (s *Set[T]) known(ids []ID) error {
	for _, id := range ids {
		if !s.has(id) {
			e := &UnknownRuleError{ID: id}
			for m := range s.All() {
				e.Known = append(e.Known, m.ID)
			}
			slices.Sort(e.Known)
			return e
		}
	}
	return nil
}

// Select returns the set with only the named rules running, even those that are off
// by default. A rule that the set does not have is an
// [*UnknownRuleError].
func (s Set[T]) Select(ids ...ID) (Set[T], error) {
	if err := s.known(ids); err != nil {
		return Set[T]{}, err
	}
	return s.filter(func(m *Meta, _ bool) bool { return slices.Contains(ids, m.ID) }), nil
}

// Without returns the set with the named rules deselected. A rule that the set
// does not have is an [*UnknownRuleError].
func (s Set[T]) Without(ids ...ID) (Set[T], error) {
	if err := s.known(ids); err != nil {
		return Set[T]{}, err
	}
	return s.filter(func(m *Meta, selected bool) bool { return selected && !slices.Contains(ids, m.ID) }), nil
}

// Filter returns the set with only those running rules for which keep returns true.
func (s Set[T]) Filter(keep func(Meta) bool) Set[T] {
	return s.filter(func(m *Meta, selected bool) bool { return selected && keep(*m) })
}
