package sla

import (
	"math/bits"

	"github.com/opencommissioning/commissioning/internal/citation"
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
		ID:          RuleComplete,
		Title:       "An agreement has parties, lines, prices, and a term that ends after it starts",
		Rationale:   "Without them it cannot be priced, compared or enforced.",
		Fix:         "Supply what is missing. Where the price is in another document, record it here too.",
		Limitations: "A term of one day passes. The real agreements at hand break it because only part of them is known.",
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
			found.Add("/provider", "the provider is missing: give its code or name")
		}
		if len(a.Customers) == 0 {
			found.Add("/customers", "there are no customers: give the code or name of each")
		}
		for i := range a.Customers {
			if c := &a.Customers[i]; c.ID == "" && c.Name == "" {
				found.Add(rule.PointerOf("customers", i), "the customer has neither code nor name: give one")
			}
		}
		switch t := &a.Term; {
		case t.Starts.IsZero():
			found.Add(t.at("/starts"), "the first day is missing: give it")
		case t.Ends.IsZero():
			found.Add(t.at("/ends"), "the last day is missing: give it")
		case t.Ends.Before(t.Starts):
			found.Add("/term/ends", "the term ends on %s, before it starts on %s: correct one of them", t.Ends, t.Starts).
				With("starts", t.Starts).With("ends", t.Ends).WithRelated("/term/starts", "the first day")
		}
		if len(a.Lines) == 0 {
			found.Add("/lines", "there are no lines: say what is bought")
		}
		for i := range a.Lines {
			l := &a.Lines[i]
			if l.Service == "" && l.Name == "" {
				found.Add(rule.PointerOf("lines", i), "the line names no service: give a service line or a name")
			}
			if l.Price == nil {
				found.Add(rule.PointerOf("lines", i, "price"), "the price is missing: give it")
			}
		}
		return found
	},
}

var scope = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleScope,
		Title:       "Contract management says whether it is signing, monitoring or negotiating",
		Rationale:   "The words meant anything from getting papers signed to holding the negotiations. Both sides could sign and mean different work at different cost.",
		Fix:         "State the scope: signing, monitoring or negotiating; or a word of your own, and say in scope_text what it means.",
		Limitations: "It does not read what scope_text says: any text will do.",
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
				found.Add(rule.PointerOf("lines", i, "scope"), "contract management can mean anything: state signing, monitoring or negotiating")
			case contractScope.Index(l.Scope) < 0:
				found.Add(rule.PointerOf("lines", i, "scope"), "%.40q is no known scope of contract management: state signing, monitoring or negotiating, or say in scope_text what it means", l.Scope).
					With("scope", l.Scope)
			}
		}
		return found
	},
}

var redesignRole = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleRedesignRole,
		Title:       "Service redesign says whether the provider advises, communicates or designs",
		Rationale:   "Redesign was sold as anything from advice to the design itself. The customer should know how much of the thinking it has bought.",
		Fix:         "State the role, or the scope: advice, communications or design; or say in scope_text what is meant.",
		Limitations: "It does not read what scope_text says: any text will do.",
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
				found.Add(rule.PointerOf("lines", i, "role"), "redesign can be anything from advice to design: state advice, communications or design")
			}
		}
		return found
	},
}

var skills = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleSkills,
		Title:       "Transformational work hands skills to the customers' staff",
		Rationale:   "More came of outside help where the customers' own staff learned the work and kept the skill. Otherwise the same help is bought again.",
		Fix:         "Say in the line, or in the exit arrangements, how staff learn.",
		Limitations: "A line counts as transformational where it says so.",
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
				found.Add(rule.PointerOf("lines", i, "skills"), "nothing says how the customers' staff learn this work: write it in")
			}
		}
		return found
	},
}

var mix = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleMix,
		Title:       "An agreement of transactions alone is looked at again",
		Rationale:   "Partnership, line by line, was worth more to customers than procurement. Where nothing but routine work is bought there may be nothing wrong, but it is worth a talk.",
		Fix:         "Talk about what else the provider could do, or leave it.",
		Limitations: "Lines count by their stated nature; those without one count for neither side.",
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
			found.Add("/lines", "%d of %d lines are transactional and none transformational: talk about a partnership", transactional, len(a.Lines)).
				With("transactional", transactional)
		}
		return found
	},
}

var prices = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RulePrices,
		Title:       "Prices, bands and volumes can be reckoned with",
		Rationale:   "A band that overlaps the next gives a unit two prices, and a negative volume a charge below nought. Either makes every sum above it wrong.",
		Fix:         "Give each kind of price what it needs. Bands begin at unit 1 and follow each other without gap or overlap; only the last may have no end.",
		Limitations: "Whether a price is fair it cannot say.",
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
			for j := range l.Volumes {
				v := &l.Volumes[j]
				if v.Units < 0 || v.Units > maxUnits {
					found.Add(rule.PointerOf("lines", i, "volumes", j, "units"), "%d units: want from 0 to %d", v.Units, maxUnits).With("units", v.Units)
				}
			}
		}
		for i := range a.Variations {
			if p := a.Variations[i].Price; p != nil {
				p.check(&found, func() rule.Pointer { return rule.PointerOf("variations", i, "price") })
			} else {
				found.Add(rule.PointerOf("variations", i, "price"), "the new price is missing: give it")
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
		place := func(member string) rule.Pointer { return at() + rule.PointerOf("bands", i, member) }
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
