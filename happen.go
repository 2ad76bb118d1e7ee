package commissioning

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A course is the market while the events of a scenario happen to it. What it
// changes it copies first, so that the market it began from stays as it was.
type course struct {
	market  Market
	event   int // its place in the scenario
	changes []Change
	unknown []string
	faults  map[rule.ID]rule.Findings
	ended   map[nhs.OrgID]int         // the event that ended a body
	set     map[nhs.FinancialYear]int // the event that set the allowance of a year
	limited map[lot]limit
	cut     []int         // the agreements that were ended, by their place in the market
	placed  map[award]int // the event that gave or took a place
}

// A lot is a lot of a framework, and an award what a supplier has on one from a
// day.
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
type limit struct {
	event, places int
	on            nhs.Date
}

// happen makes the events happen to a copy of the market. An event that cannot
// happen is left out, with a fault that says why.
func happen(m *Market, s *Scenario) *course {
	c := &course{
		market:  *m,
		faults:  make(map[rule.ID]rule.Findings),
		ended:   make(map[nhs.OrgID]int),
		set:     make(map[nhs.FinancialYear]int),
		limited: make(map[lot]limit),
		placed:  make(map[award]int),
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
	slices.SortStableFunc(order, func(a, b int) int { return s.Events[a].On.Compare(s.Events[b].On) })
	for _, i := range order {
		c.event = i
		e := &s.Events[i]
		if c.complete(e) {
			actions[e.Do].happen(c, e)
		}
	}
	c.checkLimits()
	return c
}

// actions are how each action is done and which fields it needs.
var actions = map[Action]struct {
	needs  []string
	happen func(*course, *Event)
}{
	MergeCSUs:          {[]string{"bodies", "into"}, (*course).mergeCSUs},
	CloseCSU:           {[]string{"bodies"}, (*course).closeCSUs},
	MergeCCGs:          {[]string{"bodies", "into"}, (*course).mergeCCGs},
	AwardPlace:         {[]string{"framework", "supplier"}, (*course).awardPlace},
	RemovePlace:        {[]string{"framework", "supplier"}, (*course).removePlace},
	LimitPlaces:        {[]string{"framework", "lot", "places"}, (*course).limitPlaces},
	ChangeAllowance:    {[]string{"year"}, (*course).changeAllowance},
	BringInHouse:       {[]string{"bodies", "line"}, (*course).bringInHouse},
	ShareLine:          {[]string{"bodies", "line"}, (*course).shareLine},
	LetCallOff:         {[]string{"framework", "call_off"}, (*course).letCallOff},
	EndCallOff:         {[]string{"framework", "call_off"}, (*course).endCallOff},
	EndAgreements:      {nil, (*course).endAgreements},
	DiscloseAgreements: {nil, (*course).discloseAgreements},
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

// complete reports whether the event says all that is needed to make it happen.
func (c *course) complete(e *Event) bool {
	a, ok := actions[e.Do]
	switch {
	case e.Do == "":
		return c.fault(RuleEventComplete, "do", "the event does not say what happens; say one of %s", listActions())
	case !ok:
		return c.fault(RuleEventComplete, "do", "%q is not known; it is one of %s", e.Do, listActions())
	case e.On.IsZero():
		return c.fault(RuleEventComplete, "on", "the event has no day; say when it happens")
	}
	ok = true
	for _, field := range a.needs {
		if !e.has(field) {
			ok = c.fault(RuleEventComplete, field, "%s needs it; say which", e.Do)
		}
	}
	switch e.Do {
	case ChangeAllowance:
		if (e.PerHead == nil) == (e.Change == nil) {
			ok = c.fault(RuleEventComplete, "change", "give the new allowance a head, or the change in per cent: one of the two")
		}
	case EndAgreements, DiscloseAgreements:
		if e.Agreement == "" && len(e.Bodies) == 0 && !e.All {
			ok = c.fault(RuleEventComplete, "agreement", "say which agreement, whose (bodies), or all")
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

// at is a place in the event that happens now.
func (c *course) at(field string, index ...int) rule.Pointer {
	p := rule.At("events", c.event, field)
	for _, i := range index {
		p = p.Append(rule.At(i))
	}
	return p
}

// fault notes why the event cannot happen. It returns false.
func (c *course) fault(id rule.ID, field, format string, args ...any) bool {
	return c.faultAt(id, c.at(field), format, args...)
}

func (c *course) faultAt(id rule.ID, at rule.Pointer, format string, args ...any) bool {
	found := c.faults[id]
	found.Add(at, format, args...)
	c.faults[id] = found
	return false
}

// changed notes what the event did.
func (c *course) changed(format string, args ...any) {
	c.changes = append(c.changes, Change{Event: c.event, What: fmt.Sprintf(format, args...)})
}

// notKnown notes what could not be worked out.
func (c *course) notKnown(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !slices.Contains(c.unknown, s) {
		c.unknown = append(c.unknown, s)
	}
}

// alive reports whether the body at the index of the event's list can take part
// in it: open is whether it was on the day.
func (c *course) alive(index int, id nhs.OrgID, open nhs.Answer, on nhs.Date) bool {
	return c.aliveAt(c.at("bodies", index), id, open, on)
}

func (c *course) aliveAt(at rule.Pointer, id nhs.OrgID, open nhs.Answer, on nhs.Date) bool {
	if by, ok := c.ended[id]; ok {
		return c.faultAt(RuleEventsAgree, at, "%s has ended by event %d already; leave one of the two out", id, by)
	}
	switch open {
	case nhs.No:
		return c.faultAt(RuleEventAlive, at, "%s was not at work on %s; choose a day of its life", id, on)
	case nhs.Unknown:
		c.notKnown("whether %s was at work on %s", id, on)
	}
	return true
}

// distinct reports whether the event names no body twice.
func (c *course) distinct(e *Event) bool {
	seen := make(map[nhs.OrgID]bool, len(e.Bodies))
	for i, id := range e.Bodies {
		if u := c.unit(id); u >= 0 {
			id = c.market.CSUs.Units[u].Slug // it may be named by its code, too
		}
		if seen[id] {
			return c.faultAt(RuleEventsAgree, c.at("bodies", i), "%s is named twice; name it once", id)
		}
		seen[id] = true
	}
	return true
}

// unit returns the place of the unit in the register.
func (c *course) unit(id nhs.OrgID) int {
	return slices.IndexFunc(c.market.CSUs.Units, func(u csu.Unit) bool {
		return id != "" && (u.Slug == id || u.ODSCode == id)
	})
}

func (c *course) mergeCSUs(e *Event) {
	before := e.On.AddDays(-1)
	into := c.unit(e.Into)
	if !c.distinct(e) {
		return
	}
	var from []int
	for i, id := range e.Bodies {
		switch u := c.unit(id); {
		case u < 0:
			c.faultAt(RuleEventKnown, c.at("bodies", i), "there is no unit %q in the register", id)
			return
		case u == into:
		case !c.alive(i, id, c.market.CSUs.Units[u].OpenOn(before), before):
			return
		default:
			from = append(from, u)
		}
	}
	switch {
	case len(from) == 0:
		c.fault(RuleEventComplete, "bodies", "nobody else becomes part of %s; name the units that do", e.Into)
		return
	case into >= 0 && !c.aliveAt(c.at("into"), e.Into, c.market.CSUs.Units[into].OpenOn(e.On), e.On):
		return
	case into < 0 && e.Name == "":
		c.fault(RuleEventComplete, "name", "%s is a new unit; give it a name", e.Into)
		return
	}
	end := csu.TakenOver
	if into < 0 {
		end = csu.Merged
		into = len(c.market.CSUs.Units)
		c.market.CSUs.Units = append(c.market.CSUs.Units, csu.Unit{
			Slug: e.Into, Name: e.Name, Stage: csu.Working, Kind: csu.Hosted,
			Formed: nhs.Exactly(e.On), Opened: nhs.Exactly(e.On),
			Host: c.market.CSUs.Units[from[0]].Host, Employer: c.market.CSUs.Units[from[0]].Employer,
			Sources: e.Sources, Note: "Of a scenario.",
		})
		c.changed("%s, a new unit, opens on %s", e.Into, e.On)
	}
	successor := c.market.CSUs.Units[into].Slug
	var ids []nhs.OrgID
	for _, u := range from {
		c.moveCustomers(u, into, e)
		c.moveSpend(&c.market.CSUs.Units[u], successor, e.On)
		ids = append(ids, c.endUnit(u, before, end))
	}
	c.market.CSUs.Successions = c.succeed(c.market.CSUs.Successions, ids, successor, e)
}

// moveCustomers gives the unit into the customers that the unit from has on the
// day of the event.
func (c *course) moveCustomers(from, into int, e *Event) {
	was, now := &c.market.CSUs.Units[from], &c.market.CSUs.Units[into]
	was.Customers, now.Customers = slices.Clone(was.Customers), slices.Clone(now.Customers)
	last := nhs.Exactly(e.On.AddDays(-1))
	for i := range was.Customers {
		m := &was.Customers[i]
		bought := m.Relation == csu.Buys || m.Relation == csu.Pays || m.Relation == csu.LeftIt
		if !bought || nhs.OpenOn(m.From, m.To, e.On) == nhs.No {
			continue
		}
		has := slices.ContainsFunc(now.Customers, func(o csu.Customer) bool {
			return o.ID == m.ID && o.Relation == m.Relation && nhs.OpenOn(o.From, o.To, e.On) != nhs.No
		})
		if !has {
			moved := *m
			moved.From, moved.Value, moved.ValueBasis, moved.Note = nhs.Exactly(e.On), nil, "", "Of a scenario."
			if m.To.Equal(was.Closed) {
				moved.To = nhs.PartialDate{} // it ended because the unit did
			}
			now.Customers = append(now.Customers, moved)
		}
		if m.From.Before(nhs.Exactly(e.On)) == nhs.Yes {
			m.To = last
		}
	}
}

// moveSpend pays the successor what the unit is paid in the years that begin on
// the day or later.
func (c *course) moveSpend(u *csu.Unit, successor nhs.OrgID, on nhs.Date) {
	for i := range c.market.Spend {
		s := &c.market.Spend[i]
		if s.Supplier != "" && (s.Supplier == u.Slug || s.Supplier == u.ODSCode) && !s.Year.First().Before(on) {
			s.Supplier = successor
		}
	}
}

// endUnit ends the unit on its last day, and returns its slug.
func (c *course) endUnit(index int, last nhs.Date, how csu.End) nhs.OrgID {
	u := &c.market.CSUs.Units[index]
	was := "had no end on file"
	if !u.Closed.IsZero() {
		was = "ended " + u.Closed.String()
	}
	u.Closed, u.End = nhs.Exactly(last), how
	if !u.EndAnnounced.IsZero() && u.EndAnnounced.After(u.Closed) == nhs.Yes {
		u.EndAnnounced = u.Closed
	}
	for _, id := range [...]nhs.OrgID{u.Slug, u.ODSCode} {
		if id != "" {
			c.ended[id] = c.event
		}
	}
	for i := range u.Incomes {
		if y := u.Incomes[i].Year; y.First().After(last) {
			c.notKnown("who has the income that %s is on file with for %s, after it ended", u.Slug, y)
		}
	}
	for i := range c.market.Spend {
		if s := &c.market.Spend[i]; s.Supplier != "" && (s.Supplier == u.Slug || s.Supplier == u.ODSCode) && s.Year.First().After(last) {
			c.notKnown("who is paid what %s was paid in %s, after it ended", u.Slug, s.Year)
		}
	}
	c.changed("%s ends on %s (%s); it %s", u.Slug, last, how, was)
	return u.Slug
}

// succeed returns the successions with successor in the place of the bodies from
// the day of the event on. What the bodies later became in history can no longer
// happen to them.
func (c *course) succeed(history []nhs.Succession, bodies []nhs.OrgID, successor nhs.OrgID, e *Event) []nhs.Succession {
	var kept []nhs.Succession
	for _, s := range history {
		later := s.Effective.Before(nhs.Exactly(e.On)) != nhs.Yes
		switch {
		case later && slices.Contains(bodies, s.Predecessor):
			if s.Successor != successor {
				c.notKnown("what would have become of %s at the takeover by %s (%s), which %s no longer lives to see", successorOr(successor), s.Successor, s.Effective, s.Predecessor)
			}
			continue
		case later && successor == "" && slices.Contains(bodies, s.Successor):
			c.notKnown("who takes over %s (%s): %s no longer lives to see it", s.Predecessor, s.Effective, s.Successor)
		case later && slices.Contains(bodies, s.Successor):
			s.Successor = successor
			if s.Predecessor == successor {
				continue
			}
		}
		kept = append(kept, s)
	}
	if successor == "" {
		return kept
	}
	for _, id := range bodies {
		kept = append(kept, nhs.Succession{Predecessor: id, Successor: successor, Effective: nhs.Exactly(e.On), Kind: nhs.Merger, Sources: e.Sources, Note: "Of a scenario."})
	}
	return kept
}

func successorOr(id nhs.OrgID) string { return cmp.Or(string(id), "the work") }

func (c *course) closeCSUs(e *Event) {
	if !c.distinct(e) {
		return
	}
	for i, id := range e.Bodies {
		u := c.unit(id)
		if u < 0 {
			c.faultAt(RuleEventKnown, c.at("bodies", i), "there is no unit %q in the register", id)
			continue
		}
		if !c.alive(i, id, c.market.CSUs.Units[u].OpenOn(e.On), e.On) {
			continue
		}
		slug := c.endUnit(u, e.On, csu.ClosedDown)
		c.market.CSUs.Successions = c.succeed(c.market.CSUs.Successions, []nhs.OrgID{slug}, "", e)
	}
}

// framework returns the framework that the event names, for changing, and the
// day's holders of its lot.
func (c *course) framework(e *Event) (*framework.Agreement, bool) {
	i := slices.IndexFunc(c.market.Frameworks, func(a framework.Agreement) bool { return a.ID == e.Framework })
	if i < 0 {
		return nil, c.fault(RuleEventKnown, "framework", "there is no framework %q in the market", e.Framework)
	}
	a := &c.market.Frameworks[i]
	if _, ok := a.Lot(e.Lot); !ok && (e.Lot != "" || len(a.Lots) > 0) {
		return nil, c.fault(RuleEventKnown, "lot", "framework %s has no lot %q", a.ID, e.Lot)
	}
	return a, true
}

// lotName is how people speak of a lot.
func lotName(a *framework.Agreement, lot string) string {
	if lot == "" {
		return string(a.ID)
	}
	return "lot " + lot + " of " + string(a.ID)
}

func (c *course) awardPlace(e *Event) {
	a, ok := c.framework(e)
	if !ok {
		return
	}
	status := a.StatusOn(e.On)
	u := c.unit(e.Supplier)
	switch {
	case status.Earliest >= framework.Expired:
		c.fault(RuleEventAlive, "on", "framework %s is over on %s; choose a day of its life", a.ID, e.On)
		return
	case u >= 0 && !c.aliveAt(c.at("supplier"), e.Supplier, c.market.CSUs.Units[u].OpenOn(e.On), e.On):
		return
	case !c.oncePlaced(e):
		return
	case status.Latest < framework.Live:
		c.notKnown("how %s came to be awarded a place on %s before the framework was live", e.Supplier, e.On)
	}
	if held, _ := a.Holds(e.Lot, e.Supplier, e.On, c.market.CSUs.History()); held == nhs.Yes {
		c.fault(RuleEventsAgree, "supplier", "%s holds a place on %s on %s already; leave the event out", e.Supplier, lotName(a, e.Lot), e.On)
		return
	}
	if l, ok := c.limited[lot{a.ID, e.Lot}]; ok {
		if held := c.holders(a, e.Lot, e.On); held >= l.places {
			c.fault(RuleEventsAgree, "lot", "event %d leaves %d places on %s, and %d suppliers hold one on %s; remove one first or allow more", l.event, l.places, lotName(a, e.Lot), held, e.On)
			return
		}
	}
	if _, ok := a.Supplier(e.Supplier); !ok {
		s := framework.Supplier{ID: e.Supplier, Name: e.Name}
		if u >= 0 && c.market.CSUs.Units[u].Kind == csu.Hosted {
			s.Kind, s.Name = framework.HostedCSU, c.market.CSUs.Units[u].Name
		}
		if s.Name == "" {
			c.fault(RuleEventComplete, "name", "%s is new to the market; give it a name", e.Supplier)
			return
		}
		a.Suppliers = append(slices.Clip(a.Suppliers), s)
	}
	a.Awards = slices.Clone(a.Awards)
	lost := slices.IndexFunc(a.Awards, func(w framework.Award) bool {
		return w.Supplier == e.Supplier && w.Lot == e.Lot && w.Outcome == framework.Unsuccessful
	})
	won := framework.Award{Lot: e.Lot, Supplier: e.Supplier, On: nhs.Exactly(e.On), Outcome: framework.Awarded, Sources: e.Sources, Note: "Of a scenario."}
	if lost >= 0 {
		a.Awards[lost] = won
		c.changed("%s, which had bid and lost, holds a place on %s from %s", e.Supplier, lotName(a, e.Lot), e.On)
		return
	}
	a.Awards = append(a.Awards, won)
	c.changed("%s holds a place on %s from %s", e.Supplier, lotName(a, e.Lot), e.On)
}

func (c *course) removePlace(e *Event) {
	a, ok := c.framework(e)
	if !ok {
		return
	}
	i := slices.IndexFunc(a.Awards, func(w framework.Award) bool {
		return w.Supplier == e.Supplier && w.Lot == e.Lot && w.Outcome == framework.Awarded &&
			(w.Removed == nil || w.Removed.On.After(nhs.Exactly(e.On)) == nhs.Yes)
	})
	if !c.oncePlaced(e) {
		return
	}
	if held, why := a.Holds(e.Lot, e.Supplier, e.On, c.market.CSUs.History()); i < 0 || held == nhs.No {
		c.fault(RuleEventsAgree, "supplier", "%s was awarded no place on %s that could be taken away on %s: %s", e.Supplier, lotName(a, e.Lot), e.On, why)
		return
	}
	a.Awards = slices.Clone(a.Awards)
	a.Awards[i].Removed = &framework.Removal{On: nhs.Exactly(e.On), Reason: cmp.Or(e.Note, "Of a scenario.")}
	c.changed("%s has no place on %s from %s", e.Supplier, lotName(a, e.Lot), e.On)
}

func (c *course) limitPlaces(e *Event) {
	a, ok := c.framework(e)
	if !ok {
		return
	}
	if *e.Places < 1 {
		c.fault(RuleEventComplete, "places", "%d places are none; allow at least one", *e.Places)
		return
	}
	of := lot{a.ID, e.Lot}
	if l, ok := c.limited[of]; ok {
		c.fault(RuleEventsAgree, "places", "event %d limits the places of %s already; leave one of the two out", l.event, lotName(a, e.Lot))
		return
	}
	c.limited[of] = limit{c.event, *e.Places, e.On}
	held := c.holders(a, e.Lot, e.On)
	a.Lots = slices.Clone(a.Lots)
	for i := range a.Lots {
		if l := &a.Lots[i]; l.Code == e.Lot {
			least := *e.Places
			if l.Planned != nil {
				least = min(least, l.Planned.Min)
			}
			l.Planned = &framework.Range{Min: least, Max: *e.Places}
		}
	}
	c.changed("%s has %d places; %d suppliers hold one on %s, so %d are free", lotName(a, e.Lot), *e.Places, held, e.On, max(0, *e.Places-held))
}

// holders counts the suppliers that hold a place on the lot on the day, or may.
func (c *course) holders(a *framework.Agreement, lot string, on nhs.Date) int {
	held := 0
	for _, p := range a.Places(lot, on, c.market.CSUs.History()) {
		if p.Held != nhs.No {
			held++
		}
	}
	return held
}

// checkLimits holds the limits against the places, once all events of their days
// have happened: those that take places away may come after the limit.
func (c *course) checkLimits() {
	for i := range c.market.Frameworks {
		a := &c.market.Frameworks[i]
		for j := range a.Lots {
			code := a.Lots[j].Code
			l, ok := c.limited[lot{a.ID, code}]
			if !ok {
				continue
			}
			if held := c.holders(a, code, l.on); held > l.places {
				c.faultAt(RulePlacesLimited, rule.At("events", l.event, "places"), "%d suppliers hold a place on %s on %s and %d may: say by events of remove-place who goes", held, lotName(a, code), l.on, l.places)
				c.notKnown("who of the %d on %s would have had no place: no scores of the bids are on file", held, lotName(a, code))
			}
		}
	}
}

// oncePlaced reports whether no other event gives or takes the supplier's place on
// the same day.
func (c *course) oncePlaced(e *Event) bool {
	p := award{lot{e.Framework, e.Lot}, e.Supplier, e.On}
	if by, ok := c.placed[p]; ok {
		return c.fault(RuleEventsAgree, "supplier", "event %d gives or takes the place of %s on %s too; leave one of the two out", by, e.Supplier, e.On)
	}
	c.placed[p] = c.event
	return true
}

func (c *course) letCallOff(e *Event) {
	a, ok := c.framework(&Event{Framework: e.Framework, Lot: e.CallOff.Lot})
	if !ok {
		return
	}
	o := *e.CallOff
	status := a.StatusOn(e.On)
	switch {
	case slices.ContainsFunc(a.CallOffs, func(other framework.CallOff) bool { return other.ID == o.ID }):
		c.fault(RuleEventsAgree, "call_off", "%s has a call-off %q already; give the new one another ID", a.ID, o.ID)
		return
	case o.Framework != "" && o.Framework != a.ID:
		c.fault(RuleEventsAgree, "framework", "the call-off is from framework %s; name the same one here", o.Framework)
		return
	case !o.Date.IsZero() && o.Date.Same(nhs.Exactly(e.On)) == nhs.No:
		c.fault(RuleEventsAgree, "on", "the call-off was let on %s by its own date; give it one day", o.Date)
		return
	case status.Latest < framework.Live || status.Earliest >= framework.Expired:
		c.fault(RuleEventAlive, "on", "framework %s is %s on %s; choose a day on which it can be called off from", a.ID, status, e.On)
		return
	case status.Earliest < framework.Live || status.Latest >= framework.Expired:
		c.notKnown("whether framework %s could be called off from on %s", a.ID, e.On)
	}
	if o.Framework == "" {
		o.Framework = a.ID
	}
	if o.Date.IsZero() {
		o.Date = nhs.Exactly(e.On)
	}
	a.CallOffs = append(slices.Clip(a.CallOffs), o)
	c.changed("%s is let to %s from %s", o.ID, o.Supplier, lotName(a, o.Lot))
}

func (c *course) endCallOff(e *Event) {
	a, ok := c.framework(&Event{Framework: e.Framework, Lot: e.CallOff.Lot})
	if !ok {
		return
	}
	i := slices.IndexFunc(a.CallOffs, func(o framework.CallOff) bool { return o.ID == e.CallOff.ID })
	if i < 0 {
		c.fault(RuleEventKnown, "call_off", "%s has no call-off %q", a.ID, e.CallOff.ID)
		return
	}
	a.CallOffs = slices.Clone(a.CallOffs)
	o := &a.CallOffs[i]
	from, known := o.Date.Exact()
	if o.Term != nil {
		from, known = o.Term.From, true
	}
	switch {
	case known && from.After(e.On):
		c.fault(RuleEventAlive, "on", "call-off %s begins on %s; end it later", o.ID, from)
	case o.Term != nil && !o.Term.Until.IsZero() && o.Term.Last().Before(e.On):
		c.fault(RuleEventAlive, "on", "call-off %s ends on %s already", o.ID, o.Term.Last())
	default:
		term := nhs.Days(from, e.On)
		o.Term, o.TermMonths, o.ExtensionMonths = &term, 0, 0
		c.changed("call-off %s ends on %s", o.ID, e.On)
	}
}
