package rule

import "slices"

// Join returns a set that runs all the given sets. A rule that is added to it
// ([Set.With]) takes its subject from the first of them that has rules of its own.
// All judge the same values, so a set without identifiers takes those of the first
// set that has them, and its kind.
func Join[T any](sets ...Set[T]) Set[T] {
	var joined Set[T]
	named := slices.IndexFunc(sets, func(s Set[T]) bool { return s.id != nil })
	for _, s := range sets {
		if named >= 0 && s.id == nil {
			s.kind, s.id = sets[named].kind, sets[named].id
		}
		switch {
		case len(s.rules) == 0:
			if joined.kind == "" {
				joined.kind, joined.id = s.kind, s.id
			}
			joined.parts = append(joined.parts, s.parts...)
		case len(joined.rules) == 0:
			parts := slices.Concat(joined.parts, s.parts)
			joined = s
			joined.parts = parts
		default:
			joined.parts = append(joined.parts, inside[T, T]{set: s})
		}
	}
	return joined
}

// Lift returns the rules of a list's members as rules of the whole. The name of the
// list in the document of M is member, and list returns it. Pointers come out
// prefixed with the member and the index. Members without an identifier are parts of
// the whole that the set is joined to: see [NewSet].
func Lift[M, T any](member string, list func(*M) []T, s Set[T]) Set[M] {
	return Set[M]{parts: []part[M]{inside[M, T]{PointerOf(member), list, nil, s}}}
}

// LiftOne is like [Lift] for a member that is a single value. If one returns nil,
// there is no value to judge.
func LiftOne[M, T any](member string, one func(*M) *T, s Set[T]) Set[M] {
	return Set[M]{parts: []part[M]{inside[M, T]{PointerOf(member), nil, one, s}}}
}

// LiftDerived returns the rules of something derived from the whole, such as an index
// of it, as rules of the whole. Their findings already name places in the document
// of M. A check makes the view once; view must not change M.
func LiftDerived[M, T any](view func(*M) *T, s Set[T]) Set[M] {
	return Set[M]{parts: []part[M]{inside[M, T]{"", nil, view, s}}}
}

// inside is a set that checks something inside an M: each member of a list, one
// member or view, or (with neither) the M itself.
type inside[M, T any] struct {
	at   Pointer
	list func(*M) []T
	one  func(*M) *T
	set  Set[T]
}

func (p inside[M, T]) check(o Options, m *M, owned bool) (d verdict) {
	if p.list == nil {
		if v := p.member(m); v != nil {
			p.set.check(o, v, owned, &d)
			d.move(0, 0, p.at)
		}
		return d
	}
	list := p.list(m)
	for i := range list {
		if o.stopped() {
			return d
		}
		findings, failures := len(d.findings), len(d.failures)
		p.set.check(o, &list[i], owned, &d)
		if len(d.findings) > findings || len(d.failures) > failures {
			d.move(findings, failures, p.at.Append(PointerOf(i)))
			d.trim(&o)
		}
	}
	return d
}

func (p inside[M, T]) member(m *M) *T {
	if p.one != nil {
		return p.one(m)
	}
	return any(m).(*T)
}

func (p inside[M, T]) metas(yield func(*Meta, bool) bool) bool { return p.set.metas(yield) }

func (p inside[M, T]) filter(keep func(*Meta, bool) bool) part[M] {
	p.set = p.set.filter(keep)
	return p
}

func (p inside[M, T]) faults() []error { return p.set.faults() }
