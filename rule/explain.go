package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
)

// none is the note on rules for the members of an empty list, or for a member
// that is not there.
const none = "there are none"

// Explain returns what every rule of the set did with v and everything inside it, in
// the order of a report. Deselected rules are included. Rules for the members of an
// empty list come once each, at the place of the list.
func (s Set[T]) Explain(v *T, o Options) []Explanation {
	es := s.explain(o, v, scope{})
	slices.SortStableFunc(es, func(a, b Explanation) int {
		return cmp.Or(a.Path.Compare(b.Path), strings.Compare(string(a.Rule), string(b.Rule)))
	})
	return es
}

func (s *Set[T]) explain(o Options, v *T, in scope) []Explanation {
	if s.id != nil || !in.named {
		in = scope{subject: s.subject(v), named: s.id != nil}
	}
	var es []Explanation
	for i := range s.rules {
		es = append(es, s.explainRule(&s.rules[i], o, v, in))
	}
	for _, p := range s.parts {
		es = append(es, p.explain(o, v, in)...)
	}
	return es
}

// explainRule says what the rule did with v, which lies in the scope.
func (s *Set[T]) explainRule(r *member[T], o Options, v *T, in scope) (e Explanation) {
	e = Explanation{Rule: r.ID, Subject: in.subject}
	if r.deselected {
		e.Outcome = Deselected
		return e
	}
	defer func() {
		if p := recover(); p != nil {
			e.Outcome, e.Note = Panicked, format.Clip(fmt.Sprint(p), MaxText)
		}
	}()
	c := r.checker()
	var d verdict
	e.Outcome, e.On, d.findings = c.judge(o.AsOf, v)
	switch e.Outcome {
	case NotInForce:
		e.Note = "in force " + r.InForce.String()
	case Undated:
		e.Note = "no date says which law applied"
		if d.findings.undated() {
			e.Note = d.findings[0].Message
		}
	case Found:
		d.move(0, 0, in.at)
		d.complete(o, in.subject, d.findings)
		if !slices.ContainsFunc(d.findings, func(f Finding) bool { return f.Waiver == nil }) {
			e.Outcome, e.Note = Waived, d.findings[0].Waiver.Reason
		}
	}
	return e
}

func (p inside[M, T]) explain(o Options, m *M, in scope) []Explanation {
	var all []Explanation
	add := func(at Pointer, v *T) {
		es := p.set.explain(o, v, in.inside(at))
		for i := range es {
			es[i].Path = at.Append(es[i].Path)
		}
		all = append(all, es...)
	}
	if p.list == nil {
		v := p.member(m)
		if v == nil {
			return p.explainNone(in)
		}
		add(p.at, v)
		return all
	}
	list := p.list(m)
	if len(list) == 0 {
		return p.explainNone(in)
	}
	for i := range list {
		add(p.at.Append(PointerOf(i)), &list[i])
	}
	return all
}

// explainNone explains the rules of a set that had nothing to judge, each once.
func (p inside[M, T]) explainNone(in scope) []Explanation {
	var es []Explanation
	seen := make(map[ID]bool)
	p.set.metas(func(m *Meta, selected bool) bool {
		if seen[m.ID] {
			return true
		}
		seen[m.ID] = true
		e := Explanation{Rule: m.ID, Subject: in.subject, Path: p.at, Outcome: NotApplicable, Note: none}
		if in.subject.Kind == "" {
			e.Subject.Kind = m.Subject
		}
		if !selected {
			e.Outcome, e.Note = Deselected, ""
		}
		es = append(es, e)
		return true
	})
	return es
}
