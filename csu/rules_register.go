package csu

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var slugIsUnique = rule.Rule[Register]{
	Meta: slugMeta,
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room directoryRoom
		d := r.directory(&room)
		for n := 1; n < len(d.units); n++ {
			i, j := d.units[n-1], d.units[n]
			if slug := r.Units[j].Slug; slug != "" && r.Units[i].Slug == slug {
				found.Add(rule.PointerOf("units", j, "slug"), "duplicate slug %q: give each body its own", slug).
					With("slug", slug).WithRelated(rule.PointerOf("units", i, "slug"), "the other body")
			}
		}
		return found
	},
}

func hasSuccessions(r *Register) bool { return len(r.Successions) > 0 }

var successorExists = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleSuccessorExists,
		Title:       "Each succession leads from one body in the register to another",
		Rationale:   "Customers, contracts and framework places pass along the successions. A step to a missing body loses them.",
		Fix:         "Add the body, correct the slug, or remove the step.",
		Limitations: "A step out of the register, such as to a body that is not a CSU, belongs in a note. The successor of a boundary change may be left out.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"register"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"predecessor": "anglia", "successor": "north-east-london"}, both in units`,
		BadExample:  `{"predecessor": "anglia", "successor": "north-east-londn"}`,
		Related:     []rule.ID{RuleNoCircle, RuleMergedIntoSomething, RuleSlug},
	},
	Applies: hasSuccessions,
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room directoryRoom
		d := r.directory(&room)
		for i := range r.Successions {
			s := &r.Successions[i]
			if d.find(s.Predecessor) < 0 {
				found.Add(rule.PointerOf("successions", i, "predecessor"), "%q is not in the register: add it or correct the slug", s.Predecessor).
					With("predecessor", s.Predecessor)
			}
			if s.Successor == "" && !s.IsTakeover() {
				continue
			}
			if d.find(s.Successor) < 0 {
				found.Add(rule.PointerOf("successions", i, "successor"), "%q is not in the register: add it or correct the slug", s.Successor).
					With("successor", s.Successor)
			}
		}
		return found
	},
}

var noCircle = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleNoCircle,
		Title:       "Successions never lead back to the same body",
		Rationale:   "Following the successions round a circle never ends, and a body in it has no first or last.",
		Fix:         "Remove the step that leads back.",
		Limitations: "It follows the recorded steps, whatever their days and kinds. A circle through a body that is not in the register is not followed.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"register"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"anglia" to "north-east-london", "north-east-london" to "nel"`,
		BadExample:  `"anglia" to "north-east-london", "north-east-london" to "anglia"`,
		Related:     []rule.ID{RuleSuccessorExists, RuleNoGap},
	},
	Applies: hasSuccessions,
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room directoryRoom
		d := r.directory(&room)
		if d.leadsOn() {
			return nil
		}
		r.addCircles(&found)
		return found
	},
}

// leadsOn reports whether the steps between units have no circle: it takes away
// bodies that no step leads to, and their steps, until none is left.
func (d *directory) leadsOn() bool {
	var comingRoom, readyRoom [unitsOnTheStack]int32
	coming, ready := slices.Grow(comingRoom[:0], len(d.Units))[:len(d.Units)], readyRoom[:0]
	for _, i := range d.steps {
		if to := d.find(d.Successions[i].Successor); to >= 0 && d.find(d.Successions[i].Predecessor) >= 0 {
			coming[to]++
		}
	}
	for i := range coming {
		if coming[i] == 0 {
			ready = append(ready, int32(i))
		}
	}
	done := 0
	for ; done < len(ready); done++ {
		if d.find(d.Units[ready[done]].Slug) != ready[done] {
			continue // a second body of that slug has no steps of its own
		}
		for _, i := range d.leaving(d.Units[ready[done]].Slug) {
			to := d.find(d.Successions[i].Successor)
			if to < 0 {
				continue
			}
			if coming[to]--; coming[to] == 0 {
				ready = append(ready, to)
			}
		}
	}
	return done == len(d.Units)
}

// addCircles reports each step that leads back to a body it followed from.
func (r *Register) addCircles(found *rule.Findings) {
	leaving := make(map[nhs.OrgID][]int)
	for i := range r.Successions {
		s := &r.Successions[i]
		switch {
		case !s.IsTakeover() || s.Predecessor == "" || s.Successor == "":
		case s.Predecessor == s.Successor:
			found.Add(rule.PointerOf("successions", i, "successor"), "%s cannot follow itself: name the body that came after, or remove the step", s.Successor).
				With("successor", s.Successor)
		default:
			leaving[s.Predecessor] = append(leaving[s.Predecessor], i)
		}
	}
	const onTheWay, done = 1, 2
	state := make(map[nhs.OrgID]int)
	type stop struct {
		body nhs.OrgID
		next int
	}
	for i := range r.Successions {
		start := r.Successions[i].Predecessor
		if state[start] != 0 {
			continue
		}
		state[start] = onTheWay
		way := []stop{{start, 0}}
		for len(way) > 0 {
			at := &way[len(way)-1]
			if at.next == len(leaving[at.body]) {
				state[at.body] = done
				way = way[:len(way)-1]
				continue
			}
			step := leaving[at.body][at.next]
			at.next++
			switch next := r.Successions[step].Successor; state[next] {
			case onTheWay:
				found.Add(rule.PointerOf("successions", step, "successor"), "steps lead from %s back to %s: remove the one that leads back", at.body, next).
					With("predecessor", at.body).With("successor", next)
			case done:
			default:
				state[next] = onTheWay
				way = append(way, stop{next, 0})
			}
		}
	}
}

var noGap = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleNoGap,
		Title:       "A successor opens no later than the day after its predecessor closes",
		Rationale:   "In a gap nobody would serve the customers. Usually a date is wrong, or a body in between is missing.",
		Fix:         "Correct one of the dates, or add the body in between.",
		Limitations: "If either date is missing or known only in part, the two are taken as one event. A body that was formed before it opened counts from its forming.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"register", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"closed": "2015-03-31" before "opened": "2015-04-01"`,
		BadExample:  `"closed": "2015-03-31" before "opened": "2015-06-01"`,
		Related:     []rule.ID{RuleDatesInOrder, RuleSuccessorExists},
	},
	Applies: hasSuccessions,
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room directoryRoom
		d := r.directory(&room)
		for _, i := range d.steps {
			s := &r.Successions[i]
			from, to := d.find(s.Predecessor), d.find(s.Successor)
			if from < 0 || to < 0 {
				continue
			}
			closed, known := r.Units[from].Closed.Exact()
			opened, also := r.Units[to].born().Exact()
			if known && also && opened.DaysSince(closed) > 1 {
				found.Add(rule.PointerOf("successions", i), "%s closed on %s, its successor %s opened on %s: correct a date or add the body in between", s.Predecessor, closed, s.Successor, opened).
					With("closed", closed).With("opened", opened).
					WithRelated(rule.PointerOf("units", from, "closed"), "the predecessor's last day").
					WithRelated(rule.PointerOf("units", to), "the successor")
			}
		}
		return found
	},
}

var mergedIntoSomething = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleMergedIntoSomething,
		Title:       "A body that was merged or taken over has a successor",
		Rationale:   "Without the step to a successor, its customers and places end with it.",
		Fix:         "Add a succession to the body that took on its work, or correct how it ended.",
		Limitations: "A body that was closed or wound down may have none.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"register"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"slug": "arden", "end": "merged"} and {"predecessor": "arden", "successor": "arden-gem"}`,
		BadExample:  `{"slug": "arden", "end": "merged"} and no succession`,
		Related:     []rule.ID{RuleSuccessorExists},
	},
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room directoryRoom
		d := r.directory(&room)
		for i := range r.Units {
			u := &r.Units[i]
			if (u.End == Merged || u.End == MergedEarly || u.End == TakenOver) && len(d.leaving(u.Slug)) == 0 {
				found.Add(rule.PointerOf("units", i, "end"), "%s ended as %s without a successor: add a succession", u.Slug, u.End).
					With("end", u.End)
			}
		}
		return found
	},
}

var codeUnique = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleCodeUnique,
		Title:       "An ODS code means one body at a time",
		Rationale:   "Payments and contracts are filed under the code. Two bodies that share a code at the same time merge every such figure.",
		Fix:         "Correct the code, or give both bodies the dates that separate them.",
		Limitations: "The form of the code is not judged. A body without a first day is taken to have existed from the beginning, and one that has not closed to continue. A date known in part is taken to separate two bodies if it can.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"register"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `0AQ until 2017-04 and 0DJ from 2017-04, both called NEL CSU`,
		BadExample:  `0AQ for two bodies that are both open in 2015`,
		Related:     []rule.ID{RuleSlug, RuleCodeIsNoProof},
	},
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room [unitsOnTheStack]int32
		coded := room[:0]
		for i := range r.Units {
			if r.Units[i].ODSCode != "" {
				coded = append(coded, int32(i))
			}
		}
		slices.SortFunc(coded, func(i, j int32) int {
			a, b := &r.Units[i], &r.Units[j]
			return cmp.Or(a.ODSCode.Compare(b.ODSCode), a.holds().From.Compare(b.holds().From), cmp.Compare(i, j))
		})
		last := 0 // in the order, of those with this code the one that holds it longest
		for n := 1; n < len(coded); n++ {
			a, b := &r.Units[coded[last]], &r.Units[coded[n]]
			if a.ODSCode != b.ODSCode {
				last = n
				continue
			}
			if a.holds().Overlaps(b.holds()) {
				first, second := min(coded[last], coded[n]), max(coded[last], coded[n])
				found.Add(rule.PointerOf("units", second, "ods_code"), "code %s is shared with another body at the same time: correct the code or the dates", b.ODSCode).
					With("ods_code", b.ODSCode).WithRelated(rule.PointerOf("units", first, "ods_code"), "the other body")
			}
			if until := b.holds().Until; until.IsZero() || !a.holds().Until.IsZero() && until.After(a.holds().Until) {
				last = n
			}
		}
		return found
	},
}

// holds returns the days on which u certainly has its code: from the last day on which
// it can have begun to the first on which it can have gone.
func (u *Unit) holds() nhs.Period {
	p := nhs.Period{From: u.born().Latest(), Until: u.gone().Earliest()}
	if p.Until.IsZero() && !u.gone().IsZero() {
		p.Until = u.gone().Latest() // and no earliest: it can have gone before it began
		p.From = p.Until
	}
	return p
}

// The one count that every source agrees on.
var (
	start      = nhs.MustParseDate("2013-04-01")
	startCount = 19
)

// countsCompared bounds the work: each count walks the whole register.
const countsCompared = 50

var counts = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleCounts,
		Title:       "A complete register has 19 working units on 1 April 2013, and published counts say what they count",
		Rationale:   "19, 18, 17, 16, 15: the press left units out from the day their end was announced, while they worked on. Counts on different bases look like a contradiction.",
		Fix:         "Give each count its basis. If the dates do not give the number, correct them or explain in a note.",
		Limitations: "Only a register that says it is complete is counted. The first 50 published counts are compared, and those with a note are taken to be explained.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.Collapse, citation.CSUIncome, citation.Spotlight),
		Tags:        []string{"register", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"on": "2013-04-24", "basis": "not-announced-to-end", "stated": 18}`,
		BadExample:  `{"on": "2013-04-24", "stated": 18}`,
		Related:     []rule.ID{RuleSlug, RulePartialDates},
	},
	Applies: func(r *Register) bool { return r.Complete || len(r.Counts) > 0 },
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		if len(r.Counts) > countsCompared && r.Complete {
			found.Add("/counts", "%d counts, only the first %d compared with the dates: shorten the list", len(r.Counts), countsCompared)
		}
		var room censusRoom
		if r.Complete && (r.KnownUntil.IsZero() || !r.KnownUntil.Before(start)) {
			if n, _ := r.countOn(start, Operating, &room); n != (nhs.Count{Certain: startCount}) {
				found.Add("/units", "%s units at work on %s, there were %d: look for a missing unit or date", n, start, startCount).
					With("want", startCount).With("certain", n.Certain).With("possible", n.Possible)
			}
		}
		for i := range r.Counts {
			if n := &r.Counts[i]; !n.Basis.IsKnown() {
				found.Add(rule.PointerOf("counts", i, "basis"), "basis %q does not say what is counted: use operating or not-announced-to-end", n.Basis).
					With("basis", n.Basis)
			}
		}
		if !r.Complete {
			return found
		}
		for i := range min(len(r.Counts), countsCompared) {
			n := &r.Counts[i]
			if n.Stated == nil || n.On.IsZero() || n.Note != "" {
				continue
			}
			if dates, ok := r.countOn(n.On, n.Basis, &room); ok && (*n.Stated < dates.Certain || *n.Stated > dates.Most()) {
				found.Add(rule.PointerOf("counts", i, "stated"), "%d stated for %s, the dates give %s: correct them or explain in a note", *n.Stated, n.On, dates).
					With("stated", *n.Stated).With("certain", dates.Certain).With("possible", dates.Possible)
			}
		}
		return found
	},
}
