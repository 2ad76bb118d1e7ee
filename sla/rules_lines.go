package sla

import (
	"math/bits"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// Service lines that rules of this package speak of, beside those of package
// service.
const (
	complaintsLine       service.ID = "complaints"
	seriousIncidentsLine service.ID = "serious-incidents"
	claimsLine           service.ID = "claims"
	fundingRequestsLine  service.ID = "ifr"
)

var (
	contractScope, _ = service.ScopeOf(service.ContractManagement)
	redesignScope, _ = service.ScopeOf(service.ServiceRedesign)
)

var complete = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:       RuleComplete,
		Title:    "An agreement has parties, lines, prices, and a term that ends after it starts",
		Why:      "Without them it cannot be priced, compared or enforced.",
		Fix:      "Supply what is missing. Where the price is in another document, record it here too.",
		Limits:   "A term of one day passes. The real agreements at hand break it because only part of them is known.",
		Severity: rule.Error,
		Basis:    rule.Integrity,
		Tags:     []string{"parties", "lines", "term"},
		Seen:     rule.SeenReal,
		Good:     `{"provider": {"id": "0AQ"}, "customers": [{"id": "08H"}], "term": {"starts": "2013-04-01", "ends": "2014-09-30"}, "lines": [{"service": "hr", "price": {…}}]}`,
		Bad:      `{"provider": {"id": "0AQ"}, "term": {"starts": "2014-10-01", "ends": "2014-09-30"}}`,
		Related:  []rule.ID{RulePrices, RuleDates},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if a.Provider.ID == "" && a.Provider.Name == "" {
			found.Add("/provider", "the provider is missing: give its code or name")
		}
		if len(a.Customers) == 0 {
			found.Add("/customers", "there are no customers: give the code or name of each")
		}
		for i := range a.Customers {
			if c := &a.Customers[i]; c.ID == "" && c.Name == "" {
				found.Add(rule.At("customers", i), "the customer has neither code nor name: give one")
			}
		}
		switch t := &a.Term; {
		case t.Starts.IsZero():
			found.Add(t.at("/starts"), "the first day is missing: give it")
		case t.Ends.IsZero():
			found.Add(t.at("/ends"), "the last day is missing: give it")
		case t.Ends.Before(t.Starts):
			found.Add("/term/ends", "the term ends on %s, before it starts on %s: correct one of them", t.Ends, t.Starts).
				With("starts", t.Starts).With("ends", t.Ends).Relate("/term/starts", "the first day")
		}
		if len(a.Lines) == 0 {
			found.Add("/lines", "there are no lines: say what is bought")
		}
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Service == "" && l.Name == "" {
				found.Add(rule.At("lines", i), "the line names no service: give a service line or a name")
			}
			if l.Price == nil {
				found.Add(rule.At("lines", i, "price"), "the price is missing: give it")
			}
		}
		return found
	},
}

var scope = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleScope,
		Title:     "Contract management says whether it is signing, monitoring or negotiating",
		Why:       "The words meant anything from getting papers signed to holding the negotiations. Both sides could sign and mean different work at different cost.",
		Fix:       "State the scope: signing, monitoring or negotiating; or a word of your own, and say in scope_text what it means.",
		Limits:    "It does not read what scope_text says: any text will do.",
		Severity:  rule.Warning,
		Basis:     rule.Reported,
		Citations: citation.List(citation.Thiel),
		Tags:      []string{"lines", "scope"},
		Seen:      rule.SeenSynthetic,
		Good:      `{"service": "contract-management", "scope": "monitoring"}`,
		Bad:       `{"service": "contract-management"}`,
		Related:   []rule.ID{RuleRedesignRole},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Service != service.ContractManagement || l.ScopeText != "" {
				continue
			}
			switch {
			case l.Scope == "":
				found.Add(rule.At("lines", i, "scope"), "contract management can mean anything: state signing, monitoring or negotiating")
			case contractScope.Index(l.Scope) < 0:
				found.Add(rule.At("lines", i, "scope"), "%.40q is no known scope of contract management: state signing, monitoring or negotiating, or say in scope_text what it means", l.Scope).
					With("scope", l.Scope)
			}
		}
		return found
	},
}

var redesignRole = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleRedesignRole,
		Title:     "Service redesign says whether the provider advises, communicates or designs",
		Why:       "Redesign was sold as anything from advice to the design itself. The customer should know how much of the thinking it has bought.",
		Fix:       "State the role, or the scope: advice, communications or design; or say in scope_text what is meant.",
		Limits:    "It does not read what scope_text says: any text will do.",
		Severity:  rule.Info,
		Basis:     rule.Reported,
		Citations: citation.List(citation.Thiel),
		Tags:      []string{"lines", "scope"},
		Seen:      rule.SeenSynthetic,
		Good:      `{"service": "service-redesign", "role": "advice"}`,
		Bad:       `{"service": "service-redesign"}`,
		Related:   []rule.ID{RuleScope},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Service == service.ServiceRedesign && l.ScopeText == "" &&
				redesignScope.Index(l.Role) < 0 && redesignScope.Index(l.Scope) < 0 {
				found.Add(rule.At("lines", i, "role"), "redesign can be anything from advice to design: state advice, communications or design")
			}
		}
		return found
	},
}

var skills = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleSkills,
		Title:     "Transformational work hands skills to the customers' staff",
		Why:       "More came of outside help where the customers' own staff learned the work and kept the skill. Otherwise the same help is bought again.",
		Fix:       "Say in the line, or in the exit arrangements, how staff learn.",
		Limits:    "A line counts as transformational where it says so.",
		Severity:  rule.Info,
		Basis:     rule.Study,
		Citations: citation.List(citation.Consultants, citation.Thiel),
		Tags:      []string{"lines", "partnership"},
		Seen:      rule.NeverSeen,
		Good:      `{"service": "service-redesign", "nature": "transformational", "skills": "two analysts of the customer's work in the team"}`,
		Bad:       `{"service": "service-redesign", "nature": "transformational"}`,
		Related:   []rule.ID{RuleMix},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Nature == service.Transformational && l.Skills == "" && a.Exit.Skills == "" {
				found.Add(rule.At("lines", i, "skills"), "nothing says how the customers' staff learn this work: write it in")
			}
		}
		return found
	},
}

var mix = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleMix,
		Title:     "An agreement of transactions alone is looked at again",
		Why:       "Partnership, line by line, was worth more to customers than procurement. Where nothing but routine work is bought there may be nothing wrong, but it is worth a talk.",
		Fix:       "Talk about what else the provider could do, or leave it.",
		Limits:    "Lines count by their stated nature; those without one count for neither side.",
		Severity:  rule.Info,
		Basis:     rule.Reported,
		Citations: citation.List(citation.Debate),
		Tags:      []string{"lines", "partnership"},
		Seen:      rule.SeenSynthetic,
		Good:      `"lines": [{"nature": "transactional", …}, {"nature": "transformational", …}]`,
		Bad:       `"lines": [{"nature": "transactional", …}, {"nature": "transactional", …}]`,
		Related:   []rule.ID{RuleSkills},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		transactional, transformational := 0, 0
		for i := range a.Lines {
			switch a.Lines[i].Nature {
			case service.Transactional:
				transactional++
			case service.Transformational:
				transformational++
			}
		}
		if transformational == 0 && 2*transactional > len(a.Lines) {
			found.Add("/lines", "%d of %d lines are transactional and none transformational: talk about a partnership", transactional, len(a.Lines)).
				With("transactional", transactional)
		}
		return found
	},
}

var prices = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:       RulePrices,
		Title:    "Prices, bands and volumes can be reckoned with",
		Why:      "A band that overlaps the next gives a unit two prices, and a negative volume a charge below nought. Either makes every sum above it wrong.",
		Fix:      "Give each kind of price what it needs. Bands begin at unit 1 and follow each other without gap or overlap; only the last may have no end.",
		Limits:   "Whether a price is fair it cannot say.",
		Severity: rule.Error,
		Basis:    rule.Integrity,
		Tags:     []string{"lines", "price"},
		Seen:     rule.SeenSynthetic,
		Good:     `{"kind": "per-unit", "volume": 1500, "bands": [{"from": 1, "to": 1000, "rate": "2.00"}, {"from": 1001, "rate": "1.50"}]}`,
		Bad:      `{"kind": "per-unit", "volume": 1500, "bands": [{"from": 1, "to": 1000, "rate": "2.00"}, {"from": 900, "rate": "1.50"}]}`,
		Related:  []rule.ID{RuleComplete, RuleDates},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Price != nil {
				l.Price.check(&found, func() rule.Pointer { return rule.At("lines", i, "price") })
			}
			for j := range l.Volumes {
				v := &l.Volumes[j]
				if v.Units < 0 || v.Units > maxUnits {
					found.Add(rule.At("lines", i, "volumes", j, "units"), "%d units: want from 0 to %d", v.Units, maxUnits).With("units", v.Units)
				}
			}
		}
		for i := range a.Variations {
			if p := a.Variations[i].Price; p != nil {
				p.check(&found, func() rule.Pointer { return rule.At("variations", i, "price") })
			} else {
				found.Add(rule.At("variations", i, "price"), "the new price is missing: give it")
			}
		}
		return found
	},
}

// check reports what keeps the price from being reckoned with. at gives its place
// and is called only where there is something to report.
func (p *Price) check(found *rule.Findings, at func() rule.Pointer) {
	switch p.Kind {
	case Fixed, CostAndVolume:
		if p.Amount == nil {
			found.Add(at()+"/amount", "the amount a year is missing: give it")
		}
	case PerHead:
		if p.Rate == nil {
			found.Add(at()+"/rate", "the rate per head is missing: give it")
		}
		if p.People < 1 || p.People > maxPeople {
			found.Add(at()+"/people", "%d people: want from 1 to %d", p.People, maxPeople).With("people", p.People)
		}
	case PerUnit:
		if len(p.Bands) == 0 {
			found.Add(at()+"/bands", "there are no bands: give the price per unit")
		}
	default:
		found.Add(at()+"/kind", "%.40q is no kind of price: want fixed, per-head, per-unit or cost-and-volume", string(p.Kind))
	}
	if p.Kind == CostAndVolume && p.Volume == nil {
		found.Add(at()+"/volume", "the planned volume is missing: give it")
	}
	if p.Kind == CostAndVolume && p.Rate == nil {
		found.Add(at()+"/rate", "the rate for units beyond the tolerance is missing: give it")
	}
	if p.Amount != nil && p.Amount.Sign() < 0 {
		found.Add(at()+"/amount", "%s is below nought: give what is paid", p.Amount).With("amount", p.Amount)
	}
	if p.Rate != nil && p.Rate.Sign() < 0 {
		found.Add(at()+"/rate", "%s is below nought: give what is paid", p.Rate).With("rate", p.Rate)
	}
	if p.Volume != nil && (*p.Volume < 0 || *p.Volume > maxUnits) {
		found.Add(at()+"/volume", "a volume of %d: want from 0 to %d", *p.Volume, maxUnits).With("volume", *p.Volume)
	}
	if p.Tolerance != nil && p.Tolerance.Sign() < 0 {
		found.Add(at()+"/tolerance", "%s is below nought: give how far the volume may depart from the plan", p.Tolerance)
	}
	if len(p.Bands) > maxBands {
		found.Add(at()+"/bands", "%d bands are too many to reckon with: %d are the most", len(p.Bands), maxBands)
	}
	next := int64(1)
	for i := range p.Bands {
		b := &p.Bands[i]
		place := func(member string) rule.Pointer { return at() + rule.At("bands", i, member) }
		switch {
		case b.From < next && i > 0:
			found.Add(place("from"), "the band begins at unit %d, but the one before goes to %d: units in both have two prices", b.From, next-1).With("from", b.From)
		case b.From != next:
			found.Add(place("from"), "the band begins at unit %d: want %d, so that every unit has a price", b.From, next).With("from", b.From)
		}
		switch {
		case b.To == 0 && i < len(p.Bands)-1:
			found.Add(place("to"), "the band has no end, but another follows: give its last unit")
		case b.To != 0 && b.To < b.From:
			found.Add(place("to"), "the band ends at unit %d, before it begins", b.To).With("to", b.To)
		}
		if b.Rate.Sign() < 0 {
			found.Add(place("rate"), "%s is below nought: give what is paid", b.Rate)
		}
		if b.To > 0 && b.To < maxUnits*maxMonths {
			next = b.To + 1
		}
	}
}

// monthly returns roughly what the price comes to in a month, in pence, and
// whether that is known without a schedule.
func (p *Price) monthly() (int64, bool) {
	switch {
	case p == nil:
		return 0, false
	case (p.Kind == Fixed || p.Kind == CostAndVolume) && p.Amount != nil:
		n, ok := p.Amount.Pence()
		return n / 12, ok
	case p.Kind == PerHead && p.Rate != nil && p.Rate.Sign() > 0 && p.People > 0:
		units := p.Rate.Decimal().CoefficientInt64() // of a hundredth of a penny
		hi, lo := bits.Mul64(uint64(units), uint64(p.People))
		return int64(lo / 1200), hi == 0 && lo <= 1<<62
	}
	return 0, false
}

var references = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:       RuleReferences,
		Title:    "Lines and indicators have names of their own, and what refers to a line names one",
		Why:      "A variation of a line that is not there changes no price, and one of two lines with one name changes either.",
		Fix:      "Make the IDs unique and let variations, triggers and steps name one of them.",
		Limits:   "A line that nothing refers to needs no ID.",
		Severity: rule.Error,
		Basis:    rule.Integrity,
		Tags:     []string{"lines"},
		Seen:     rule.SeenSynthetic,
		Good:     `"lines": [{"id": "hr", …}], "variations": [{"line": "hr", …}]`,
		Bad:      `"lines": [{"id": "hr", …}], "variations": [{"line": "payroll", …}]`,
		Related:  []rule.ID{RulePrices, RuleRiskShare},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if j := a.line(l.ID); l.ID != "" && j < i {
				found.Add(rule.At("lines", i, "id"), "another line is called %.40q too: give each a name of its own", l.ID).With("id", l.ID).
					Relate(rule.At("lines", j), "the other line")
			}
			for j := range l.KPIs {
				if k := l.kpi(l.KPIs[j].ID); l.KPIs[j].ID != "" && k < j {
					found.Add(rule.At("lines", i, "kpis", j, "id"), "another indicator of the line is called %.40q too: give each a name of its own", l.KPIs[j].ID).
						With("id", l.KPIs[j].ID).Relate(rule.At("lines", i, "kpis", k), "the other indicator")
				}
			}
		}
		unknown := func(id string) bool { return len(a.Lines) <= maxNamed && a.line(id) >= len(a.Lines) }
		for i := range a.Variations {
			if id := a.Variations[i].Line; unknown(id) {
				found.Add(rule.At("variations", i, "line"), "no line is called %.40q: name the line whose price changes", id).With("line", id)
			}
		}
		for i := range a.Triggers {
			for j, id := range a.Triggers[i].Lines {
				if unknown(id) {
					found.Add(rule.At("triggers", i, "lines", j), "no line is called %.40q: name the line whose price is reopened", id).With("line", id)
				}
			}
		}
		for i := range a.Steps {
			if id := a.Steps[i].Line; id != "" && unknown(id) {
				found.Add(rule.At("steps", i, "line"), "no line is called %.40q: name the line that the step is about", id).With("line", id)
			}
		}
		return found
	},
}

// maxNamed is how many lines, and how many indicators of a line, are searched for
// a name. Names further down are not compared, so that a document of many
// thousand lines is not compared with itself, nor is a name then found missing.
const maxNamed = 500

// line returns the index of the first line of that ID, or the number of lines.
func (a *Agreement) line(id string) int {
	for i := range a.Lines[:min(len(a.Lines), maxNamed)] {
		if a.Lines[i].ID == id && id != "" {
			return i
		}
	}
	return len(a.Lines)
}

// kpi returns the index of the first indicator of that ID, or how many there are.
func (l *Line) kpi(id string) int {
	for i := range l.KPIs[:min(len(l.KPIs), maxNamed)] {
		if l.KPIs[i].ID == id {
			return i
		}
	}
	return len(l.KPIs)
}

var dates = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:       RuleDates,
		Title:    "Days are in order and lie in the term",
		Why:      "A result from before the agreement, or a break after its end, belongs to another agreement or is a slip.",
		Fix:      "Correct the day, or the term.",
		Limits:   "Only days that are given are judged, and where the term is not known only their order. Variations and indexation may start on any day of the term.",
		Severity: rule.Error,
		Basis:    rule.Integrity,
		Tags:     []string{"term", "dates"},
		Seen:     rule.SeenSynthetic,
		Good:     `"term": {"starts": "2013-04-01", …}, "results": [{"from": "2013-04-01", "to": "2013-04-30", …}]`,
		Bad:      `"term": {"starts": "2013-04-01", …}, "results": [{"from": "2013-03-01", "to": "2013-03-31", …}]`,
		Related:  []rule.ID{RuleComplete, RuleValues},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		term := nhs.Period{}
		if a.Term.isOrdered() {
			term = nhs.Days(a.Term.Starts, a.Term.Ends)
		}
		outside := func(d nhs.Date) bool { return !d.IsZero() && !term.Contains(d) }
		for i := range a.Term.Breaks {
			if d := a.Term.Breaks[i].On; outside(d) {
				found.Add(rule.At("term", "breaks", i, "on"), "the break on %s is not in the term", d).With("on", d)
			}
		}
		for i := range a.Indexation {
			if d := a.Indexation[i].From; outside(d) {
				found.Add(rule.At("indexation", i, "from"), "the indexation from %s is not in the term", d).With("from", d)
			}
		}
		for i := range a.Variations {
			if d := a.Variations[i].From; outside(d) {
				found.Add(rule.At("variations", i, "from"), "the variation from %s is not in the term", d).With("from", d)
			}
		}
		for i := range a.Lines {
			a.Lines[i].checkDates(&found, i, term)
		}
		if r := a.RiskShare; r != nil {
			for i := range r.Outturns {
				if y := r.Outturns[i].Year; !y.IsZero() && !term.Overlaps(y.Period()) {
					found.Add(rule.At("risk_share", "outturns", i, "year"), "no day of %s is in the term", y).With("year", y)
				}
			}
		}
		for i := range a.Notices {
			if n := &a.Notices[i]; !n.Told.IsZero() && n.Told.Before(n.Happened) {
				found.Add(rule.At("notices", i, "told"), "the customers were told on %s, before it happened on %s: correct one of them", n.Told, n.Happened).With("told", n.Told)
			}
		}
		return found
	},
}

func (l *Line) checkDates(found *rule.Findings, line int, term nhs.Period) {
	for i := range l.Volumes {
		d := l.Volumes[i].Month
		if d.IsZero() {
			found.Add(rule.At("lines", line, "volumes", i, "month"), "the month is missing: give a day of it")
		} else if !term.Overlaps(nhs.Days(firstOfMonth(d), d.LastOfMonth())) {
			found.Add(rule.At("lines", line, "volumes", i, "month"), "no day of the month of %s is in the term", d).With("month", d)
		}
	}
	for j := range l.KPIs {
		k := &l.KPIs[j]
		for i := range k.Results {
			r := &k.Results[i]
			switch {
			case r.From.IsZero() || r.To.IsZero():
				found.Add(rule.At("lines", line, "kpis", j, "results", i), "the days of the result are missing: give from and to")
			case r.To.Before(r.From):
				found.Add(rule.At("lines", line, "kpis", j, "results", i, "to"), "the result ends on %s, before it begins on %s: correct one of them", r.To, r.From).With("to", r.To)
			case !term.Contains(r.From) || !term.Contains(r.To):
				found.Add(rule.At("lines", line, "kpis", j, "results", i), "%s to %s is not in the term", r.From, r.To).With("from", r.From).With("to", r.To)
			case i > 0 && !r.From.After(k.Results[i-1].To):
				found.Add(rule.At("lines", line, "kpis", j, "results", i, "from"), "the result begins on %s, no later than the one before ends: put them in order of time", r.From).With("from", r.From)
			}
		}
		for i := range k.Rebases {
			if r := &k.Rebases[i]; r.From.IsZero() || r.Reason == "" {
				found.Add(rule.At("lines", line, "kpis", j, "rebases", i), "a rebase needs a day and a reason, or it does not count: give both").Milder(rule.Warning)
			}
		}
		for i := range k.Trajectory {
			if i > 0 && !k.Trajectory[i].By.After(k.Trajectory[i-1].By) {
				found.Add(rule.At("lines", line, "kpis", j, "trajectory", i, "by"), "the milestones are not in order of time: put them in order")
			}
		}
	}
}
