package commissioning

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// maxCells is the most lines times customers of one agreement that are compared with
// others. All 211 groups of 2013 and all lines of the catalogue are 8,000.
const maxCells = 10_000

// maxAllCells is the most of them in all agreements together.
const maxAllCells = 2_000_000

var noOverlap = rule.Rule[Index]{
	Meta: rule.Meta{
		ID:          RuleNoOverlap,
		Title:       "Two agreements do not cover the same line for one customer at once",
		Rationale:   "A customer with two agreements for one line pays twice, or cannot say who is responsible.",
		Fix:         "End the first before the second begins, state which part of the line each covers (`scope`), or mark the agreement as shared (`sharing`).",
		Limitations: "Agreements shared between customers are not judged. Different scopes count as different work. If the end of a term is unknown, only its first day counts. Each agreement is reported once, at the first line that another has. More than 10,000 lines times customers in one agreement, or two million in all, are not compared; a finding says so.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"term", "service lines"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `finance for 00C to 2014-03-31, and again from 2014-04-01`,
		BadExample:  `finance for 00C to 2014-03-31, and again from 2014-03-31`,
		Related:     []rule.ID{RuleNoDuplicateSpend, sla.RuleShares},
	},
	Applies: func(x *Index) bool { return len(x.market.Agreements) > 1 },
	Check: func(_ rule.Pass, x *Index) (found rule.Findings) {
		o := overlaps{Index: x, found: &found, reported: make([]bool, len(x.market.Agreements)), skipped: make([]bool, len(x.market.Agreements)), done: make(map[nhs.OrgID]bool)}
		all := 0
		for i := range x.market.Agreements {
			a := &x.market.Agreements[i]
			cells := len(a.Customers) * len(a.Lines)
			if cells <= maxCells && all+cells <= maxAllCells {
				all += cells
				continue
			}
			found.Add(rule.PointerOf("agreements", i), "too large to compare (%s, %s): split it, or check the market in parts",
				format.Count(len(a.Customers), "customer", "customers"), format.Count(len(a.Lines), "line", "lines")).
				WithSeverity(rule.Info)
			o.reported[i], o.skipped[i] = true, true
		}
		for i := range x.market.Agreements {
			for j := range x.market.Agreements[i].Customers {
				id := x.market.Agreements[i].Customers[j].ID
				if of := x.customers.of(id); len(of) > 1 && of[0] == int32(i) && !o.done[id] {
					o.done[id] = true
					o.compare(id, of)
				}
			}
		}
		return found
	},
}

// overlaps compares the agreements of one customer after another.
type overlaps struct {
	*Index
	found    *rule.Findings
	reported []bool // agreements
	skipped  []bool // agreements that are not compared
	done     map[nhs.OrgID]bool
	room     []stint // reused
}

// A stint is one line of one agreement for as long as it runs.
type stint struct {
	line            service.ID
	scope           string
	first, last     nhs.Date
	agreement, item int32
}

func (o *overlaps) compare(customer nhs.OrgID, agreements []int32) {
	stints := o.room[:0]
	for _, i := range agreements {
		a := &o.market.Agreements[i]
		if a.Sharing != nil || a.Term.Starts.IsZero() || o.skipped[i] {
			continue
		}
		last := a.Term.Ends
		if last.IsZero() || last.Before(a.Term.Starts) {
			last = a.Term.Starts
		}
		for j := range a.Lines {
			if l := &a.Lines[j]; l.Service != "" {
				stints = append(stints, stint{l.Service, l.Scope, a.Term.Starts, last, i, int32(j)})
			}
		}
	}
	o.room = stints
	slices.SortFunc(stints, func(a, b stint) int {
		return cmp.Or(cmp.Compare(a.line, b.line), a.first.Compare(b.first), cmp.Compare(a.agreement, b.agreement), cmp.Compare(a.item, b.item))
	})
	for len(stints) > 0 {
		n := 1
		for n < len(stints) && stints[n].line == stints[0].line {
			n++
		}
		if n > 1 {
			o.sweep(customer, stints[:n])
		}
		stints = stints[n:]
	}
}

// sweep goes through the stints of one line by their first day, and looks for an earlier
// one that still runs. For a stint of the whole line that is any; otherwise it is one of
// the whole line or of the same scope.
func (o *overlaps) sweep(customer nhs.OrgID, stints []stint) {
	var any, whole reach
	var scoped map[string]reach
	for i := range stints {
		s := &stints[i]
		other := whole.other(s)
		if s.scope == "" {
			other = any.other(s)
		} else if r, ok := scoped[s.scope]; ok && other == nil {
			other = r.other(s)
		}
		if other != nil {
			o.report(customer, s, other)
		}
		any.extend(s)
		if s.scope == "" {
			whole.extend(s)
			continue
		}
		if scoped == nil {
			scoped = make(map[string]reach)
		}
		r := scoped[s.scope]
		r.extend(s)
		scoped[s.scope] = r
	}
}

func (o *overlaps) report(customer nhs.OrgID, s, other *stint) {
	if o.reported[s.agreement] {
		return
	}
	o.reported[s.agreement] = true
	first := s.first
	a, b := &o.market.Agreements[s.agreement], &o.market.Agreements[other.agreement]
	o.found.Add(rule.PointerOf("agreements", int(s.agreement), "lines", int(s.item), "service"),
		"%s supplies %s to %s from %s, but agreement %.100q covers it to %s: end one, or say which part each covers", a.Provider.ID, s.line, customer, first, b.ID, other.last).
		With("customer", customer).With("line", s.line).
		WithRelated(rule.PointerOf("agreements", int(other.agreement), "lines", int(other.item), "service"), "the other agreement")
}

// A reach is the stint that runs longest so far, and the longest of the other
// agreements.
type reach struct{ longest, second *stint }

func (r *reach) extend(s *stint) {
	switch {
	case r.longest == nil:
		r.longest = s
	case s.agreement == r.longest.agreement:
		if s.last.After(r.longest.last) {
			r.longest = s
		}
	case s.last.After(r.longest.last):
		r.longest, r.second = s, r.longest
	case r.second == nil || s.last.After(r.second.last):
		r.second = s
	}
}

// other returns a stint of another agreement that runs on the first day of s.
func (r *reach) other(s *stint) *stint {
	for _, o := range [...]*stint{r.longest, r.second} {
		if o != nil && o.agreement != s.agreement && !o.last.Before(s.first) {
			return o
		}
	}
	return nil
}
