package rule

import "slices"

// A scope is the subject that findings name, and a place in it. The subject is the
// value itself or, for a part without identifier, the nearest value around it that
// has one.
type scope struct {
	subject Subject
	at      Pointer
	named   bool // has an identifier
}

// inside returns the scope of what lies at a place in the value.
func (in scope) inside(at Pointer) scope {
	in.at = in.at.Append(at)
	return in
}

// Waiver returns a waiver of the rule to be filled in, and whether the set has
// the rule. It names the subject as findings do, with "…" for the identifier if
// there is one. If the rule judges parts without an identifier, it gives the place of
// the first of them. Reason and last day are missing.
func (s Set[T]) Waiver(id ID) (Waiver, bool) {
	var first *scope
	s.scopes(id, scope{}, func(in scope) bool { first = &in; return false })
	if first == nil {
		return Waiver{}, false
	}
	return Waiver{Rule: id, Subject: first.subject, Path: first.at}, true
}

// kinds returns the kinds of subject that findings of the rule name. There are none
// if the set does not have the rule.
func (s *Set[T]) kinds(id ID) []string {
	var kinds []string
	s.scopes(id, scope{}, func(in scope) bool {
		if !slices.Contains(kinds, in.subject.Kind) {
			kinds = append(kinds, in.subject.Kind)
		}
		return true
	})
	return kinds
}

// scopes calls yield with the scope of the values that the rule judges, once for each
// place where the set has the rule, until yield returns false. The set's own values
// lie in the given scope.
func (s *Set[T]) scopes(id ID, in scope, yield func(scope) bool) bool {
	switch {
	case s.id != nil:
		in = scope{subject: Subject{s.kind, "…"}, named: true}
	case !in.named:
		in = scope{subject: Subject{Kind: s.kind}}
	}
	for i := range s.rules {
		if s.rules[i].ID == id && !yield(in) {
			return false
		}
	}
	for _, p := range s.parts {
		if !p.scopes(id, in, yield) {
			return false
		}
	}
	return true
}

func (p inside[M, T]) scopes(id ID, in scope, yield func(scope) bool) bool {
	at := p.at
	if p.list != nil {
		at = at.Append(PointerOf(0))
	}
	return p.set.scopes(id, in.inside(at), yield)
}
