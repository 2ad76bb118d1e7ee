package commissioning

import (
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// An agreementInMarket is an agreement in its market. One that was made under a framework
// is also a call-off, and the rules for call-offs apply.
type agreementInMarket struct {
	inMarket[sla.Agreement]
	framework *framework.Agreement // or nil
	callOff   *framework.CallOff   // that the agreement names by its ID, or nil
	cases     []framework.Case     // as a call-off from each lot that it may be from
}

// maxLots bounds the lots on which a provider's places are looked for, if an agreement
// does not name its lot.
const maxLots = 16

// agreementsInMarket returns the agreements. Those under one framework share its index.
func (x *Index) agreementsInMarket() []agreementInMarket {
	m := x.market
	list := make([]agreementInMarket, len(m.Agreements))
	under := make([][]int32, len(m.Frameworks)) // agreements, by framework
	at := make(map[framework.ID]int32, len(m.Frameworks))
	for i := range m.Frameworks {
		if _, again := at[m.Frameworks[i].ID]; !again {
			at[m.Frameworks[i].ID] = int32(i)
		}
	}
	for i := range list {
		d := &list[i]
		d.Index, d.value = x, &m.Agreements[i]
		if d.value.CallOff == "" {
			continue
		}
		f, named := at[framework.ID(d.value.CallOff)]
		if !named {
			place, ok := x.callOffs[d.value.CallOff]
			if !ok {
				continue
			}
			f = place.framework
			d.callOff = &m.Frameworks[f].CallOffs[place.callOff]
		}
		d.framework = &m.Frameworks[f]
		under[f] = append(under[f], int32(i))
	}
	for f, agreements := range under {
		if agreements == nil {
			continue
		}
		as := m.Frameworks[f] // the framework with these agreements for its call-offs
		as.CallOffs = nil
		var counts []int
		for _, i := range agreements {
			before := len(as.CallOffs)
			as.CallOffs = list[i].appendCallOffs(as.CallOffs)
			counts = append(counts, len(as.CallOffs)-before)
		}
		cases := as.Cases(x.csus)
		for n, i := range agreements {
			list[i].cases, cases = cases[:counts[n]], cases[counts[n]:]
		}
	}
	return list
}

// appendCallOffs appends the agreement as a call-off from each of its possible lots.
func (d *agreementInMarket) appendCallOffs(list []framework.CallOff) []framework.CallOff {
	c := framework.CallOff{
		ID: d.value.ID, Framework: d.framework.ID, Supplier: d.Canonical(d.value.Provider.ID), Date: nhs.PartialDateOf(d.value.Signed),
		Lines: d.services(), BuyerClass: d.buyerClass(),
	}
	if d.callOff != nil && d.value.Signed.IsZero() {
		c.Date = d.callOff.Date
	}
	switch lots := d.framework.Lots; {
	case d.callOff != nil:
		c.Lot = d.callOff.Lot
	case len(lots) == 1:
		c.Lot = lots[0].Code
	case len(lots) > 0 && len(lots) <= maxLots:
		for i := range lots {
			c.Lot = lots[i].Code
			list = append(list, c)
		}
		return list
	}
	return append(list, c)
}

// services returns the service lines of the agreement's lines, if all have one.
func (d *agreementInMarket) services() []service.ID {
	lines := make([]service.ID, 0, len(d.value.Lines))
	for i := range d.value.Lines {
		lines = append(lines, d.value.Lines[i].Service)
	}
	if slices.Contains(lines, "") {
		return nil
	}
	return lines
}

// buyerClass returns the class of buyer of the first customer.
func (d *agreementInMarket) buyerClass() procurement.BuyerClass {
	if len(d.value.Customers) == 0 {
		return ""
	}
	switch d.value.Customers[0].Kind {
	case sla.CCG:
		return procurement.CCG
	case sla.ICB:
		return procurement.ICB
	case sla.NHSEngland:
		return procurement.NHSEngland
	case sla.HostedCSU:
		return procurement.HostedBody
	case sla.NHSProvider:
		return procurement.HealthServiceBody
	case sla.FoundationTrust:
		return procurement.FoundationTrust
	case sla.LocalAuthority:
		return procurement.LocalAuthority
	}
	return ""
}

// inAgreement returns the place in an agreement that corresponds to a place in its
// call-off.
func inAgreement(at rule.Pointer) rule.Pointer {
	switch at {
	case "/supplier":
		return "/provider/id"
	case "/date":
		return "/signed"
	case "/buyer_class":
		return "/customers/0/kind"
	}
	if i, err := strconv.Atoi(strings.TrimPrefix(string(at), "/lines/")); err == nil {
		return rule.PointerOf("lines", i, "service")
	}
	return "/call_off"
}

// ofCallOff turns the rule for call-offs into one for agreements made under a framework.
// An agreement that does not name its lot breaks the rule only if it does so for every
// possible lot.
func ofCallOff(set rule.Set[framework.Case], id rule.ID) rule.Rule[agreementInMarket] {
	meta, _ := set.Lookup(id)
	meta.Subject = ""
	alone := set.Filter(func(m rule.Meta) bool { return m.ID == id })
	return rule.Rule[agreementInMarket]{
		Meta:    meta,
		Applies: func(d *agreementInMarket) bool { return len(d.cases) > 0 },
		Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
			var unsure string
			for i := range d.cases {
				r := alone.Check(&d.cases[i], rule.Options{})
				switch {
				case r.Counts.Found > 0:
					if found == nil {
						found = r.Findings
					}
				case r.Counts.Undated > 0:
					unsure = "the call-off is too vague to judge: see its day, its lot and the dates of the framework"
				default:
					return nil
				}
			}
			if unsure != "" {
				return rule.MissingDate("%s", unsure)
			}
			for i := range found {
				f := &found[i]
				f.Path, f.Related = inAgreement(f.Path), nil
			}
			return found
		},
	}
}

// isLot reports whether the framework has the lot.
func (x *Index) isLot(a *framework.Agreement, code string) bool {
	return x.lotCodes[lotCode{a.ID, code}]
}

// A lotCode names a lot.
type lotCode struct {
	framework framework.ID
	code      string
}

var sameParties = rule.Rule[agreementInMarket]{
	Meta: rule.Meta{
		ID:          RuleSameParties,
		Title:       "An agreement and its call-off have the same parties",
		Rationale:   "The competition was for one buyer's contract with one supplier. An agreement between others had no competition.",
		Fix:         "Name the right call-off, or correct the parties.",
		Limitations: "Judged if the agreement names a call-off by its ID. A successor of the supplier counts as the supplier, and a successor of a buyer as the buyer.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"framework", "parties"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"call_off": "lpf-south-lincolnshire", "provider": {"id": "optum-health-solutions"}, "customers": [{"id": "99D"}]`,
		BadExample:  `"call_off": "lpf-south-lincolnshire", "provider": {"id": "capita"}`,
		Related:     []rule.ID{RuleFrameworkExists, framework.RuleSupplierOnLot},
	},
	Applies: func(d *agreementInMarket) bool { return d.callOff != nil },
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		c := d.callOff
		walk := follow(d.csus, d.value.Signed)
		if d.value.Signed.IsZero() {
			walk.until = d.value.Term.Starts
		}
		if p := d.Canonical(d.value.Provider.ID); p != "" && c.Supplier != "" && !walk.reaches(d.Canonical(c.Supplier), p) {
			found.Add("/provider/id", "call-off %s is with %s, not %s: name the right call-off, or correct the provider", c.ID, c.Supplier, d.value.Provider.ID).
				With("provider", d.value.Provider.ID).With("supplier", c.Supplier)
		}
		if len(c.Buyers) == 0 || len(c.Buyers) > maxSteps {
			return found
		}
		for i := range d.value.Customers {
			id := d.value.Customers[i].ID
			isBuyer := id == ""
			for _, b := range c.Buyers {
				buyers := follow(d.ccgs, walk.until)
				isBuyer = isBuyer || buyers.reaches(b, id)
			}
			if !isBuyer {
				found.Add(rule.PointerOf("customers", i, "id"), "%s is not a buyer of call-off %s: name the right call-off, or correct the customer", id, c.ID).
					With("customer", id)
			}
		}
		return found
	},
}

var providerOffers = rule.Rule[agreementInMarket]{
	Meta: rule.Meta{
		ID:          RuleProviderOffers,
		Title:       "The provider offers the lines that it agrees to supply",
		Rationale:   "A unit that does not offer a line buys it from another, or learns it at the customer's expense.",
		Fix:         "Ask who does the work, or add the line to the provider's offer.",
		Limitations: "Judged if the register has the lines of the unit. No source lists them all, so the list may be incomplete.",
		Severity:    rule.Warning,
		Basis:       rule.Integrity,
		Tags:        []string{"service lines", "CSU"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"lines": [{"service": "finance"}] with a unit that has "lines": ["finance", "hr"]`,
		BadExample:  `"lines": [{"service": "legal"}] with a unit that has "lines": ["finance", "hr"]`,
		Related:     []rule.ID{RuleLineExists, framework.RuleLotCoversLines},
	},
	Applies: func(d *agreementInMarket) bool {
		u := d.units[d.value.Provider.ID]
		return u != nil && u.Slug != "" && d.value.Provider.ID != "" && len(u.Lines) > 0
	},
	Check: func(_ rule.Pass, d *agreementInMarket) (found rule.Findings) {
		u := d.units[d.value.Provider.ID]
		for i := range d.value.Lines {
			if id := d.value.Lines[i].Service; id != "" && !d.offered[offer{u.Slug, id}] {
				found.Add(rule.PointerOf("lines", i, "service"), "%s is not known to offer %s: ask who does the work, or add the line to the unit", u.Slug, id).
					With("provider", d.value.Provider.ID).With("line", id)
			}
		}
		return found
	},
}

// An offer is a line that a unit offers.
type offer struct {
	unit nhs.OrgID
	line service.ID
}
