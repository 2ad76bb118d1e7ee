package sla

import (
	"math/bits"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// The service lines that rules of this package name, besides those of package service.
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
		ID:          RuleComplete,
		Title:       "An agreement has parties, lines, prices, and a term that ends after it starts",
		Rationale:   "Without them it cannot be priced, compared or enforced.",
		Fix:         "Supply what is missing. If the price is in another document, record it here too.",
		Limitations: "A term of one day passes. The real agreements break this rule because only part of them is known.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"parties", "lines", "term"},
		Observed:    rule.ObservedReal,
		GoodExample: `{"provider": {"id": "0AQ"}, "customers": [{"id": "08H"}], "term": {"starts": "2013-04-01", "ends": "2014-09-30"}, "lines": [{"service": "hr", "price": {…}}]}`,
		BadExample:  `{"provider": {"id": "0AQ"}, "term": {"starts": "2014-10-01", "ends": "2014-09-30"}}`,
		Related:     []rule.ID{RulePrices, RuleDates},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if a.Provider.ID == "" && a.Provider.Name == "" {
			found.Add("/provider", "missing provider: give its code or name")
		}
		if len(a.Customers) == 0 {
			found.Add("/customers", "no customers: give the code or name of each")
		}
		for i := range a.Customers {
			if c := &a.Customers[i]; c.ID == "" && c.Name == "" {
				found.Add(rule.PointerOf("customers", i), "customer without code or name: give one")
			}
		}
		switch t := &a.Term; {
		case t.Starts.IsZero():
			found.Add(t.at("/starts"), "missing first day: give it")
		case t.Ends.IsZero():
			found.Add(t.at("/ends"), "missing last day: give it")
		case t.Ends.Before(t.Starts):
			found.Add("/term/ends", "the term ends on %s, before its start on %s: correct one of them", t.Ends, t.Starts).
				With("starts", t.Starts).With("ends", t.Ends).WithRelated("/term/starts", "the first day")
		}
		if len(a.Lines) == 0 {
			found.Add("/lines", "no lines: say what is bought")
		}
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Service == "" && l.Name == "" {
				found.Add(rule.PointerOf("lines", i), "line without a service: give a service line or a name")
			}
			if l.Price == nil {
				found.Add(rule.PointerOf("lines", i, "price"), "missing price: give it")
			}
		}
		return found
	},
}

var scope = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleScope,
		Title:       "Contract management is defined as signing, monitoring or negotiating",
		Rationale:   "The words meant anything from getting papers signed to leading the negotiations. Both sides could sign and mean different work at different cost.",
		Fix:         "State the scope: signing, monitoring or negotiating. Or use your own word, and define it in scope_text.",
		Limitations: "The content of scope_text is not read: any text will do.",
		Severity:    rule.Warning,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel),
		Tags:        []string{"lines", "scope"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"service": "contract-management", "scope": "monitoring"}`,
		BadExample:  `{"service": "contract-management"}`,
		Related:     []rule.ID{RuleRedesignRole},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Service != service.ContractManagement || l.ScopeText != "" {
				continue
			}
			switch {
			case l.Scope == "":
				found.Add(rule.PointerOf("lines", i, "scope"), "contract management undefined: state signing, monitoring or negotiating")
			case contractScope.Index(l.Scope) < 0:
				found.Add(rule.PointerOf("lines", i, "scope"), "unknown scope %.40q: state signing, monitoring or negotiating, or define it in scope_text", l.Scope).
					With("scope", l.Scope)
			}
		}
		return found
	},
}

var redesignRole = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleRedesignRole,
		Title:       "Service redesign is defined as advice, communications or design",
		Rationale:   "Redesign was sold as anything from advice to the design itself. The customer should know how much of the work it has bought.",
		Fix:         "State the role or scope: advice, communications or design. Or say in scope_text what is meant.",
		Limitations: "The content of scope_text is not read: any text will do.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel),
		Tags:        []string{"lines", "scope"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"service": "service-redesign", "role": "advice"}`,
		BadExample:  `{"service": "service-redesign"}`,
		Related:     []rule.ID{RuleScope},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Service == service.ServiceRedesign && l.ScopeText == "" &&
				redesignScope.Index(l.Role) < 0 && redesignScope.Index(l.Scope) < 0 {
				found.Add(rule.PointerOf("lines", i, "role"), "redesign undefined: state advice, communications or design")
			}
		}
		return found
	},
}

var skills = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleSkills,
		Title:       "Transformational work passes skills to the customers' staff",
		Rationale:   "Outside help achieved more where the customers' own staff learned the work and kept the skill. Otherwise the same help is bought again.",
		Fix:         "Say in the line, or in the exit arrangements, how staff learn.",
		Limitations: "A line counts as transformational only if it says so.",
		Severity:    rule.Info,
		Basis:       rule.Study,
		Citations:   citation.List(citation.Consultants, citation.Thiel),
		Tags:        []string{"lines", "partnership"},
		Observed:    rule.NeverObserved,
		GoodExample: `{"service": "service-redesign", "nature": "transformational", "skills": "two analysts of the customer's work in the team"}`,
		BadExample:  `{"service": "service-redesign", "nature": "transformational"}`,
		Related:     []rule.ID{RuleMix},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Nature == service.Transformational && l.Skills == "" && a.Exit.Skills == "" {
				found.Add(rule.PointerOf("lines", i, "skills"), "no transfer of skills: say how the customers' staff learn this work")
			}
		}
		return found
	},
}

var mix = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleMix,
		Title:       "A purely transactional agreement is reviewed",
		Rationale:   "Partnership, line by line, was worth more to customers than procurement. Buying only routine work may be right, but is worth a talk.",
		Fix:         "Talk about what else the provider could do, or leave it as it is.",
		Limitations: "Lines count by their stated nature; those without one count for neither.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Debate),
		Tags:        []string{"lines", "partnership"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"lines": [{"nature": "transactional", …}, {"nature": "transformational", …}]`,
		BadExample:  `"lines": [{"nature": "transactional", …}, {"nature": "transactional", …}]`,
		Related:     []rule.ID{RuleSkills},
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
			found.Add("/lines", "%d of %d lines transactional and none transformational: talk about a partnership", transactional, len(a.Lines)).
				With("transactional", transactional)
		}
		return found
	},
}

var prices = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RulePrices,
		Title:       "Prices, bands and volumes are usable in calculations",
		Rationale:   "A band that overlaps the next gives a unit two prices, and a negative volume gives a negative charge. Either makes every sum that includes it wrong.",
		Fix:         "Give each kind of price what it needs. Start bands at unit 1, without gaps or overlaps; only the last may have no end.",
		Limitations: "Whether a price is fair is not checked.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"lines", "price"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"kind": "per-unit", "volume": 1500, "bands": [{"from": 1, "to": 1000, "rate": "2.00"}, {"from": 1001, "rate": "1.50"}]}`,
		BadExample:  `{"kind": "per-unit", "volume": 1500, "bands": [{"from": 1, "to": 1000, "rate": "2.00"}, {"from": 900, "rate": "1.50"}]}`,
		Related:     []rule.ID{RuleComplete, RuleDates},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Price != nil {
				l.Price.check(&found, func() rule.Pointer { return rule.PointerOf("lines", i, "price") })
			}
			l.checkVolumes(&found, i)
		}
		for i := range a.Variations {
			if p := a.Variations[i].Price; p != nil {
				p.check(&found, func() rule.Pointer { return rule.PointerOf("variations", i, "price") })
			} else {
				found.Add(rule.PointerOf("variations", i, "price"), "missing new price: give it")
			}
		}
		a.checkCharges(&found)
		return found
	},
}

func (l *Line) checkVolumes(found *rule.Findings, line int) {
	var latest nhs.Date
	var counted map[nhs.Date]bool // made only where months are out of order
	for i := range l.Volumes {
		v := &l.Volumes[i]
		if v.Units < 0 || v.Units > maxUnits {
			found.Add(rule.PointerOf("lines", line, "volumes", i, "units"), "%d units: want 0 to %d", v.Units, maxUnits).With("units", v.Units)
		}
		month := firstOfMonth(v.Month)
		if month.IsZero() { // which the rule on days reports
			continue
		}
		if counted == nil && !month.After(latest) {
			counted = make(map[nhs.Date]bool, len(l.Volumes))
			for j := range i {
				counted[firstOfMonth(l.Volumes[j].Month)] = true
			}
		}
		if counted[month] {
			found.Add(rule.PointerOf("lines", line, "volumes", i, "month"), "the month is counted twice: give each month one count").With("month", v.Month)
		}
		if counted != nil {
			counted[month] = true
		}
		latest = month
	}
}

// check reports what makes the price unusable in calculations. at returns its place, and
// is called only if there is something to report.
func (p *Price) check(found *rule.Findings, at func() rule.Pointer) {
	switch p.Kind {
	case Fixed, CostAndVolume:
		if p.Amount == nil {
			found.Add(at()+"/amount", "missing amount per year: give it")
		}
	case PerHead:
		if p.Rate == nil {
			found.Add(at()+"/rate", "missing rate per head: give it")
		}
		if p.People < 1 || p.People > maxPeople {
			found.Add(at()+"/people", "%d people: want 1 to %d", p.People, maxPeople).With("people", p.People)
		}
	case PerUnit:
		if len(p.Bands) == 0 {
			found.Add(at()+"/bands", "no bands: give the price per unit")
		}
	default:
		found.Add(at()+"/kind", "%.40q is not a kind of price: want fixed, per-head, per-unit or cost-and-volume", string(p.Kind))
	}
	if p.Kind == CostAndVolume && p.Volume == nil {
		found.Add(at()+"/volume", "missing planned volume: give it")
	}
	if p.Kind == CostAndVolume && p.Rate == nil {
		found.Add(at()+"/rate", "missing rate for units beyond the tolerance: give it")
	}
	if p.Amount != nil && p.Amount.Sign() < 0 {
		found.Add(at()+"/amount", "%s is below zero: give what is paid", p.Amount).With("amount", p.Amount)
	}
	if p.Rate != nil && p.Rate.Sign() < 0 {
		found.Add(at()+"/rate", "%s is below zero: give what is paid", p.Rate).With("rate", p.Rate)
	}
	if p.Volume != nil && (*p.Volume < 0 || *p.Volume > maxUnits) {
		found.Add(at()+"/volume", "a volume of %d: want 0 to %d", *p.Volume, maxUnits).With("volume", *p.Volume)
	}
	if p.Tolerance != nil && p.Tolerance.Sign() < 0 {
		found.Add(at()+"/tolerance", "%s is below zero: say how far the volume may differ from the plan", p.Tolerance)
	}
	p.checkBands(found, at)
}

// checkBands is check for the bands.
func (p *Price) checkBands(found *rule.Findings, at func() rule.Pointer) {
	if len(p.Bands) > maxBands {
		found.Add(at()+"/bands", "%d bands are too many to calculate with: the limit is %d", len(p.Bands), maxBands)
	}
	next := int64(1)
	for i := range p.Bands {
		b := &p.Bands[i]
		place := func(member string) rule.Pointer { return at() + rule.PointerOf("bands", i, member) }
		switch {
		case b.From < next && i > 0:
			found.Add(place("from"), "the band begins at unit %d, but the previous one ends at %d: units in both have two prices", b.From, next-1).With("from", b.From)
		case b.From != next:
			found.Add(place("from"), "the band begins at unit %d: begin it at %d, so that every unit has a price", b.From, next).With("from", b.From)
		}
		switch {
		case b.To == 0 && i < len(p.Bands)-1:
			found.Add(place("to"), "the band has no end, but another follows: give its last unit")
		case b.To != 0 && b.To < b.From:
			found.Add(place("to"), "the band ends at unit %d, before its start: correct one of them", b.To).With("to", b.To)
		}
		if b.Rate.Sign() < 0 {
			found.Add(place("rate"), "%s is below zero: give what is paid", b.Rate)
		}
		if b.To > 0 && b.To < maxUnits*maxMonths {
			next = b.To + 1
		}
	}
}

// monthly returns roughly the price for a month in pence, and whether it is known without
// a schedule.
func (p *Price) monthly() (int64, bool) {
	switch {
	case p == nil:
		return 0, false
	case (p.Kind == Fixed || p.Kind == CostAndVolume) && p.Amount != nil:
		n, ok := p.Amount.Pence()
		return n / 12, ok
	case p.Kind == PerHead && p.Rate != nil && p.Rate.Sign() > 0 && p.People > 0:
		units := p.Rate.Decimal().CoefficientInt64() // hundredths of a penny
		hi, lo := bits.Mul64(uint64(units), uint64(p.People))
		return int64(lo / 1200), hi == 0 && lo <= 1<<62
	}
	return 0, false
}
