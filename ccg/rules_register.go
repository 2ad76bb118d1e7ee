package ccg

import (
	"cmp"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// bodiesOnTheStack is how many bodies a register can have before a check
// allocates. England had 248 groups and 42 boards.
const bodiesOnTheStack = 512

var uniqueCodeAndName = rule.Rule[Register]{
	Meta: codeAndNameMeta,
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room [bodiesOnTheStack]int
		r.addTwins(&found, room[:0], "code", func(g *Group) string { return string(g.Code) })
		r.addTwins(&found, room[:0], "name", func(g *Group) string { return g.Name })
		return found
	},
}

// addTwins reports the groups that share a key and a day, each at the later
// entry. An empty key is not shared. It sorts rather than compare every pair.
func (r *Register) addTwins(found *rule.Findings, room []int, member string, key func(*Group) string) {
	for i := range r.Groups {
		if strings.TrimSpace(key(&r.Groups[i])) != "" {
			room = append(room, i)
		}
	}
	slices.SortFunc(room, func(i, j int) int {
		a, b := &r.Groups[i], &r.Groups[j]
		return cmp.Or(cmp.Compare(key(a), key(b)), a.Opened.Compare(b.Opened), cmp.Compare(i, j))
	})
	last := 0 // in the order, of those with this key the one that closed last
	for n := 1; n < len(room); n++ {
		a, b := &r.Groups[room[last]], &r.Groups[room[n]]
		if key(a) != key(b) {
			last = n
			continue
		}
		if a.life().Overlaps(b.life()) {
			first, second := min(room[last], room[n]), max(room[last], room[n])
			found.Add(rule.PointerOf("groups", second, member),
				"duplicate: %q is the %s of another group open on the same day; remove one, or correct the dates", key(b), member).
				With(member, key(b)).
				WithRelated(rule.PointerOf("groups", first, member), "the other group")
		}
		if a.life().IsEmpty() || closesLater(b, a) {
			last = n
		}
	}
}

func closesLater(a, b *Group) bool {
	return !b.Closed.IsZero() && (a.Closed.IsZero() || a.Closed.After(b.Closed))
}

// openCounts lists the number of groups open on a day.
var openCounts = [...]struct {
	on   nhs.Date
	open int
}{
	{nhs.MustParseDate("2013-04-01"), 211},
	{nhs.MustParseDate("2014-04-01"), 211},
	{nhs.MustParseDate("2015-04-01"), 209},
	{nhs.MustParseDate("2016-04-01"), 209},
	{nhs.MustParseDate("2017-04-01"), 207},
	{nhs.MustParseDate("2018-04-01"), 195},
	{nhs.MustParseDate("2019-04-01"), 191},
	{nhs.MustParseDate("2020-04-01"), 135},
	{nhs.MustParseDate("2021-04-01"), 106},
	{nhs.MustParseDate("2022-04-01"), 106},
	{nhs.MustParseDate("2022-07-01"), 0},
}

var nationalCount = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:          RuleNationalCount,
		Title:       "A complete register has the known number of groups open each April",
		Rationale:   "A missing closing date or a duplicate group shows in the count before it shows anywhere else.",
		Fix:         "Compare the register with the mergers of that year: 3 into 1 in 2015 and in 2017, 18 into 6 in 2018, 6 into 2 in 2019, 74 into 18 in 2020, 38 into 9 in 2021.",
		Limitations: "It checks only a register marked as complete, on 1 April of 2013 to 2022 and on 1 July 2022, as far as the register is known. Two slips can cancel out. The rule is always in force: it compares on those days, and a register has no date of its own.",
		Severity:    rule.Info,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.Allowances2012, citation.NAO, citation.PAC, citation.Terminology),
		Tags:        []string{"register"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: "211 groups open on 2013-04-01",
		BadExample:  "210 groups open on 2013-04-01",
		Related:     []rule.ID{RuleDatesWithinLife, RuleSuccessions},
	},
	Applies: func(r *Register) bool { return r.Complete },
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		for _, want := range openCounts {
			if !r.KnownUntil.IsZero() && want.on.After(r.KnownUntil) {
				break
			}
			if have := r.openOn(want.on); have != want.open {
				found.Add("/groups", "open groups on %s: %d instead of %d; look for a missing or wrong group or date", want.on, have, want.open).
					With("date", want.on).With("want", want.open).With("have", have)
			}
		}
		return found
	},
}

func (r *Register) openOn(d nhs.Date) int {
	n := 0
	for i := range r.Groups {
		if r.Groups[i].OpenOn(d) {
			n++
		}
	}
	return n
}

var successionsFit = rule.Rule[Register]{
	Meta: rule.Meta{
		ID:        RuleSuccessions,
		Title:     "Each succession joins two bodies of the register and fits their dates",
		Rationale: "Figures move from one year's groups to another's along the successions. A step that leads nowhere or in a circle, on the wrong day or with an impossible share, loses money or people.",
		Fix:       "Name bodies that are in the register, and say how one followed the other. A successor opens no later than the day after its predecessor closes, and that day is the effective date. If both bodies continued, it is a boundary change. A share lies from none to all of a positive whole.",
		Limitations: "A boundary change may leave its successor open. A date that is missing or partly known passes if it could be right. " +
			"If several entries share a code their dates are not compared, since it is unknown which is meant.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"register", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"predecessor": "00F", "successor": "13T", "effective": "2015-04-01", "kind": "merger"}`,
		BadExample:  `{"predecessor": "00F", "successor": "00F", "effective": "2015-04-01", "kind": "one-to-one"}`,
		Related:     []rule.ID{RuleCodeAndName, RuleDatesWithinLife},
	},
	Applies: func(r *Register) bool { return len(r.Successions) > 0 },
	Check: func(_ rule.Pass, r *Register) (found rule.Findings) {
		var room [bodiesOnTheStack]int
		d := r.directory(room[:0])
		backwards := false
		for i := range r.Successions {
			s := &r.Successions[i]
			from, to := d.find(s.Predecessor), d.find(s.Successor)
			addMalformed(&found, i, s)
			if !addUnknown(&found, i, s, from, to) && s.Kind.String() != "" {
				addUnfit(&found, i, s, from, to)
			}
			backwards = backwards || s.IsTakeover() && !from.opened.Before(to.opened)
		}
		// Steps to bodies that open later each time cannot form a circle.
		if backwards {
			r.addCircles(&found)
		}
		return found
	},
}

// A body is a group or a board, as a succession names it.
type body struct {
	code           nhs.OrgID
	opened, closed nhs.Date
	entries        int // in the register; 0 if it is not there
}

// body returns the i-th body of the register, where the boards follow the groups.
func (r *Register) body(i int) body {
	if i < len(r.Groups) {
		g := &r.Groups[i]
		return body{g.Code, g.Opened, g.Closed, 1}
	}
	b := &r.ICBs[i-len(r.Groups)]
	return body{b.Code, b.Opened, b.Closed, 1}
}

// A directory finds the bodies of a register by code.
type directory struct {
	*Register
	order []int
}

// directory sorts the register's bodies, using the room given.
func (r *Register) directory(room []int) directory {
	for i := range len(r.Groups) + len(r.ICBs) {
		room = append(room, i)
	}
	slices.SortFunc(room, func(i, j int) int { return r.body(i).code.Compare(r.body(j).code) })
	return directory{r, room}
}

// find returns the body with the code. If several entries share the code, only
// their number is set.
func (d directory) find(code nhs.OrgID) body {
	byCode := func(i int, code nhs.OrgID) int { return d.body(i).code.Compare(code) }
	at, ok := slices.BinarySearchFunc(d.order, code, byCode)
	switch {
	case !ok || code == "":
		return body{code: code}
	case at+1 < len(d.order) && d.body(d.order[at+1]).code == code:
		return body{code: code, entries: 2}
	}
	return d.body(d.order[at])
}

// addMalformed reports a succession without a kind, or with an impossible share.
func addMalformed(found *rule.Findings, i int, s *lineage.Succession) {
	if s.Kind.String() == "" {
		found.Add(rule.PointerOf("successions", i, "kind"), "missing kind: say how %q followed %q, such as merger", s.Successor, s.Predecessor)
	}
	if s.Share != nil && (s.Share.Of < 1 || s.Share.Moved < 0 || s.Share.Moved > s.Share.Of) {
		found.Add(rule.PointerOf("successions", i, "share"), "share %d of %d is impossible: give the whole, and how much of it moved", s.Share.Moved, s.Share.Of).
			With("moved", s.Share.Moved).With("of", s.Share.Of)
	}
}

// addUnknown reports the ends of the i-th succession that are not in the
// register or are the same body. It returns whether it reported anything.
func addUnknown(found *rule.Findings, i int, s *lineage.Succession, from, to body) bool {
	before := len(*found)
	if from.entries == 0 {
		found.Add(rule.PointerOf("successions", i, "predecessor"), "unknown body %q: name one in the register, or add it", s.Predecessor).
			With("predecessor", s.Predecessor)
	}
	switch {
	case s.Successor == "" && !s.IsTakeover(): // who gained is not always known
	case s.Successor == "":
		found.Add(rule.PointerOf("successions", i, "successor"), "missing successor of %s: name it", s.Predecessor)
	case s.Successor == s.Predecessor:
		found.Add(rule.PointerOf("successions", i, "successor"), "%s cannot succeed itself: name the body that took over, or remove the step", s.Successor).
			With("successor", s.Successor)
	case to.entries == 0:
		found.Add(rule.PointerOf("successions", i, "successor"), "unknown body %q: name one in the register, or add it", s.Successor).
			With("successor", s.Successor)
	}
	return len(*found) > before
}

// addUnfit reports where the i-th succession does not fit the dates of its bodies.
func addUnfit(found *rule.Findings, i int, s *lineage.Succession, from, to body) {
	switch {
	case !s.IsTakeover():
		addUnfitChange(found, i, s, from)
		addUnfitChange(found, i, s, to)
		return
	case from.entries > 1:
		return
	case from.closed.IsZero():
		found.Add(rule.PointerOf("successions", i, "predecessor"), "%s has not closed: give its last day, or make this a boundary change", from.code).
			With("predecessor", from.code)
		return
	}
	next := from.closed.AddDays(1)
	if next.IsZero() { // the last date there is
		return
	}
	if s.Effective.SameDate(nhs.PartialDateOf(next)) == nhs.No {
		found.Add(rule.PointerOf("successions", i, "effective"), "%s closed on %s, so the effective date is %s, not %s: correct one of them", from.code, from.closed, next, s.Effective).
			With("effective", s.Effective).With("closed", from.closed)
	}
	if to.opened.After(next) {
		found.Add(rule.PointerOf("successions", i, "successor"), "%s opened on %s, but %s closed on %s: close the gap between them", to.code, to.opened, from.code, from.closed).
			With("opened", to.opened).With("closed", from.closed)
	}
}

// addUnfitChange reports a boundary change on a day when the body was not open.
func addUnfitChange(found *rule.Findings, i int, s *lineage.Succession, b body) {
	early := !b.opened.IsZero() && s.Effective.Before(nhs.PartialDateOf(b.opened)) == nhs.Yes
	late := !b.closed.IsZero() && s.Effective.After(nhs.PartialDateOf(b.closed)) == nhs.Yes
	if early || late {
		found.Add(rule.PointerOf("successions", i, "effective"), "%s was not open on %s: a boundary change needs two open bodies; correct the date or the kind", b.code, s.Effective).
			With("effective", s.Effective).With("body", b.code)
	}
}

// addCircles reports each takeover that leads back to an earlier body.
func (r *Register) addCircles(found *rule.Findings) {
	leaving := make(map[nhs.OrgID][]int)
	for i := range r.Successions {
		if s := &r.Successions[i]; s.IsTakeover() && s.Predecessor != "" && s.Successor != "" && s.Predecessor != s.Successor {
			leaving[s.Predecessor] = append(leaving[s.Predecessor], i)
		}
	}
	const onTheWay, done = 1, 2
	state := make(map[nhs.OrgID]int)
	var follow func(nhs.OrgID)
	follow = func(code nhs.OrgID) {
		state[code] = onTheWay
		for _, i := range leaving[code] {
			switch next := r.Successions[i].Successor; state[next] {
			case onTheWay:
				found.Add(rule.PointerOf("successions", i, "successor"), "the steps lead from %s back to %s: a body cannot succeed itself; remove one step", code, next).
					With("predecessor", code).With("successor", next)
			case done:
			default:
				follow(next)
			}
		}
		state[code] = done
	}
	for i := range r.Successions {
		if code := r.Successions[i].Predecessor; state[code] == 0 {
			follow(code)
		}
	}
}
