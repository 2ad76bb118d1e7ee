package rule

// A scope is what findings are named by and where in it: the value itself or,
// for a part without identifier, the nearest value around that has one.
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
// there is one, and the place of the first part that the rule judges if those
// are parts without identifier. Reason and last day are missing.
func (s Set[T]) Waiver(id ID) (Waiver, bool) {
	in, ok := s.scopeOf(id, scope{})
	if !ok {
		return Waiver{}, false
	}
	return Waiver{Rule: id, Subject: in.subject, Path: in.at}, true
}

// scopeOf returns the scope of the values that the rule judges, where the set's
// own values lie in the given one.
func (s *Set[T]) scopeOf(id ID, in scope) (scope, bool) {
	switch {
	case s.id != nil:
		in = scope{subject: Subject{s.kind, "…"}, named: true}
	case !in.named:
		in = scope{subject: Subject{Kind: s.kind}}
	}
	for i := range s.rules {
		if s.rules[i].ID == id {
			return in, true
		}
	}
	for _, p := range s.parts {
		if in, ok := p.scopeOf(id, in); ok {
			return in, true
		}
	}
	return scope{}, false
}

func (p inside[M, T]) scopeOf(id ID, in scope) (scope, bool) {
	at := p.at
	if p.list != nil {
		at = at.Append(PointerOf(0))
	}
	return p.set.scopeOf(id, in.inside(at))
}
