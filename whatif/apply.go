package whatif

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A simulation is the market while the events of a scenario are applied to it. It copies
// what it changes, so that the original market stays as it was.
type simulation struct {
	market          commissioning.Market
	event           int // its index in the scenario
	changes         []Change
	unknown         []string
	rejections      map[rule.ID]rule.Findings
	rejected        int                       // how many reasons are in rejections
	ended           map[nhs.OrgID]int         // the event that ended a body
	set             map[nhs.FinancialYear]int // the event that set the allowance of a year
	limited         map[lot]limit
	endedAgreements []int          // by their index in the market
	supposed        []rule.Pointer // what only the scenario has, and not in full
	placed          map[award]int  // the event that gave or took a place
}

// A lot is a lot of a framework. An award is what a supplier has on one from a day.
type (
	lot struct {
		framework framework.ID
		code      string
	}
	award struct {
		lot
		supplier nhs.OrgID
		on       nhs.Date
	}
)

// A limit is how many places an event leaves on a lot.
type limit struct{ event, places int }

// apply applies the events to a copy of the market. An event that cannot be applied is
// rejected with a reason.
func apply(m *commissioning.Market, s *Scenario) *simulation {
	c := &simulation{
		market:     *m,
		rejections: make(map[rule.ID]rule.Findings),
		ended:      make(map[nhs.OrgID]int),
		set:        make(map[nhs.FinancialYear]int),
		limited:    make(map[lot]limit),
		placed:     make(map[award]int),
	}
	c.market.CCGs.Groups = slices.Clone(m.CCGs.Groups)
	c.market.CCGs.Successions = slices.Clone(m.CCGs.Successions)
	c.market.CSUs.Units = slices.Clone(m.CSUs.Units)
	c.market.CSUs.Successions = slices.Clone(m.CSUs.Successions)
	c.market.Frameworks = slices.Clone(m.Frameworks)
	c.market.Agreements = slices.Clone(m.Agreements)
	c.market.Decisions = slices.Clone(m.Decisions)
	c.market.Spend = slices.Clone(m.Spend)
	c.market.Figures = slices.Clone(m.Figures)

	order := make([]int, len(s.Events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		e, f := &s.Events[a], &s.Events[b]
		return cmp.Or(e.On.Compare(f.On), e.Action.turn()-f.Action.turn())
	})
	for _, i := range order {
		c.event = i
		if e := &s.Events[i]; c.complete(e) {
			c.attempt(e)
		}
	}
	return c
}

// turn returns 1 for what is applied after the other events of its day, or 0. A limit
// counts the places that are left when the others have given and taken theirs.
func (a Action) turn() int {
	if a == LimitPlaces {
		return 1
	}
	return 0
}

// attempt applies the event, or nothing of it. An action changes the market only after
// its last reason to reject, so that only the notes of a rejected event are removed.
func (c *simulation) attempt(e *Event) {
	rejected, changes, unknown := c.rejected, len(c.changes), len(c.unknown)
	actions[e.Action].apply(c, e)
	if c.rejected > rejected {
		c.changes, c.unknown = c.changes[:changes], c.unknown[:unknown]
	}
}

// actions has for each action the function that applies it and the fields that it needs.
var actions = map[Action]struct {
	needs []string
	apply func(*simulation, *Event)
}{
	MergeCSUs:          {[]string{"bodies", "into"}, (*simulation).mergeCSUs},
	CloseCSU:           {[]string{"bodies"}, (*simulation).closeCSUs},
	MergeCCGs:          {[]string{"bodies", "into"}, (*simulation).mergeCCGs},
	AwardPlace:         {[]string{"framework", "supplier"}, (*simulation).awardPlace},
	RemovePlace:        {[]string{"framework", "supplier"}, (*simulation).removePlace},
	LimitPlaces:        {[]string{"framework", "lot", "places"}, (*simulation).limitPlaces},
	ChangeAllowance:    {[]string{"year"}, (*simulation).changeAllowance},
	BringInHouse:       {[]string{"bodies", "line"}, (*simulation).bringInHouse},
	ShareLine:          {[]string{"bodies", "line"}, (*simulation).shareLine},
	LetCallOff:         {[]string{"framework", "call_off"}, (*simulation).letCallOff},
	EndCallOff:         {[]string{"framework", "call_off"}, (*simulation).endCallOff},
	EndAgreements:      {nil, (*simulation).endAgreements},
	DiscloseAgreements: {nil, (*simulation).discloseAgreements},
}

// has reports whether the event has the field.
func (e *Event) has(field string) bool {
	switch field {
	case "bodies":
		return len(e.Bodies) > 0
	case "into":
		return e.Into != ""
	case "framework":
		return e.Framework != ""
	case "lot":
		return e.Lot != ""
	case "supplier":
		return e.Supplier != ""
	case "places":
		return e.Places != nil
	case "year":
		return !e.Year.IsZero()
	case "line":
		return e.Line != ""
	case "call_off":
		return e.CallOff != nil && e.CallOff.ID != ""
	}
	return false
}

// complete reports whether the event has everything that is needed to apply it.
func (c *simulation) complete(e *Event) bool {
	a, ok := actions[e.Action]
	switch {
	case e.Action == "":
		return c.reject(RuleEventComplete, "do", "no action; want one of %s", listActions())
	case !ok:
		return c.reject(RuleEventComplete, "do", "unknown action %q; want one of %s", e.Action, listActions())
	case e.On.IsZero():
		return c.reject(RuleEventComplete, "on", "no day; say when the event takes effect")
	}
	ok = true
	for _, field := range a.needs {
		if !e.has(field) {
			ok = c.reject(RuleEventComplete, field, "missing; %s needs it", e.Action)
		}
	}
	switch e.Action {
	case ChangeAllowance:
		if (e.PerHead == nil) == (e.Change == nil) {
			ok = c.reject(RuleEventComplete, "change", "give either the new allowance per head or the percentage change")
		}
	case EndAgreements, DiscloseAgreements:
		if e.Agreement == "" && len(e.Bodies) == 0 && !e.All {
			ok = c.reject(RuleEventComplete, "agreement", "no agreement; give agreement, bodies or all")
		}
	}
	return ok
}

func listActions() string {
	var names []string
	for a := range actions {
		names = append(names, string(a))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// at returns the pointer to a field of the current event.
func (c *simulation) at(field string, index ...int) rule.Pointer {
	p := rule.PointerOf("events", c.event, field)
	for _, i := range index {
		p = p.Append(rule.PointerOf(i))
	}
	return p
}

// reject notes why the event cannot be applied. It returns false.
func (c *simulation) reject(id rule.ID, field, format string, args ...any) bool {
	return c.rejectAt(id, c.at(field), format, args...)
}

func (c *simulation) rejectAt(id rule.ID, at rule.Pointer, format string, args ...any) bool {
	found := c.rejections[id]
	found.Add(at, format, args...)
	c.rejections[id] = found
	c.rejected++
	return false
}

// recordChange notes what the event did.
func (c *simulation) recordChange(format string, args ...any) {
	c.changes = append(c.changes, Change{Event: c.event, Description: fmt.Sprintf(format, args...)})
}

// recordUnknown notes what could not be determined.
func (c *simulation) recordUnknown(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !slices.Contains(c.unknown, s) {
		c.unknown = append(c.unknown, s)
	}
}

// existsOn reports whether the body at the index of the event's list can take part in
// it. open says whether it was open on the day.
func (c *simulation) existsOn(index int, id nhs.OrgID, open nhs.Tristate, on nhs.Date) bool {
	return c.existsOnAt(c.at("bodies", index), id, open, on)
}

func (c *simulation) existsOnAt(at rule.Pointer, id nhs.OrgID, open nhs.Tristate, on nhs.Date) bool {
	if by, ok := c.ended[id]; ok {
		return c.rejectAt(RuleEventsAgree, at, "event %d has already ended %s; remove one of the two", by, id)
	}
	switch open {
	case nhs.No:
		return c.rejectAt(RuleEventAlive, at, "%s was not operating on %s; choose another day", id, on)
	case nhs.Unknown:
		c.recordUnknown("whether %s was operating on %s", id, on)
	}
	return true
}

// distinct reports whether the event names each body once.
func (c *simulation) distinct(e *Event) bool {
	seen := make(map[nhs.OrgID]bool, len(e.Bodies))
	for i, id := range e.Bodies {
		if u := c.unit(id); u >= 0 {
			id = c.market.CSUs.Units[u].Slug // it may also be named by its code
		}
		if seen[id] {
			return c.rejectAt(RuleEventsAgree, c.at("bodies", i), "duplicate of %s; name it once", id)
		}
		seen[id] = true
	}
	return true
}
