package procurement

import (
	"fmt"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// began picks the day that decides which law applied to a procurement.
func began(p *Procurement) nhs.Date { return p.Began }

var timeToBuy = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleTimeToBuy,
		Title:       "A procurement begins early enough",
		Rationale:   "From the framework it was to take two to three months, a full European procurement nine to twelve. If what is in place ends sooner there is a gap, or an extension that nobody planned.",
		Fix:         "Begin earlier, extend what is in place if its text allows, or take a quicker route.",
		Limitations: "Only these two routes have a sourced time. A later page of NHS England says about three months against nine. Between the shorter and the longer time the finding is milder.",
		Severity:    rule.Warning,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Pulse, citation.Provisional, citation.Background),
		InForce:     nhs.MustParsePeriod("2013-10-01/.."),
		Tags:        []string{"procurement", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"route": "open", "began": "2015-04-01", "needed_by": "2016-04-01"}`,
		BadExample:  `{"route": "open", "began": "2015-04-01", "needed_by": "2015-12-31"}`,
		Related:     []rule.ID{RuleStandstill},
	},
	Applies: func(p *Procurement) bool {
		_, known := DefaultTimetable(p.Route)
		return known && !p.NeededBy.IsZero() && !p.Began.IsZero()
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		t, _ := DefaultTimetable(p.Route)
		earliest, latest := p.Began.AddMonths(t.Min), p.Began.AddMonths(t.Max)
		switch {
		case earliest.After(p.NeededBy):
			found.Add("/needed_by", "a %s that begins on %s ends on %s at the earliest, and is needed by %s: it is too late for this route", p.Route, p.Began, earliest, p.NeededBy).
				With("earliest", earliest).With("latest", latest)
		case latest.After(p.NeededBy):
			found.Add("/needed_by", "a %s that begins on %s ends between %s and %s, and is needed by %s: it is in time only if it goes well", p.Route, p.Began, earliest, latest, p.NeededBy).
				With("earliest", earliest).With("latest", latest).WithSeverity(rule.Info)
		}
		return found
	},
}

var vatInComparison = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleVATInComparison,
		Title:       "VAT that cannot be recovered is counted when a bid from outside the NHS is compared with a CSU",
		Rationale:   "Inside the NHS no VAT is charged. From outside it is, at 20 per cent, and part is refunded under the contracted-out services rules. NHS England put what remains at 5 to 9 per cent of an end-to-end deal.",
		Fix:         "Work out what cannot be recovered and give it as irrecoverable_vat; 0 is an answer.",
		Limitations: "What is refunded depends on the service and is not worked out here.",
		Severity:    rule.Info,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.FirstCallOff, citation.TaxRules, citation.ContractedOut, citation.OutsourcingVAT),
		InForce:     nhs.MustParsePeriod("2013-04-01/.."),
		Tags:        []string{"procurement", "value"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `a CSU and {"kind": "independent", "price": "100.00", "irrecoverable_vat": "7"}`,
		BadExample:  `a CSU and {"kind": "independent", "price": "100.00"}`,
		Related:     []rule.ID{RuleStrandedCosts, RuleVATBasis},
	},
	Applies: func(p *Procurement) bool {
		inside, outside := false, false
		for i := range p.Offers {
			k := p.Offers[i].Kind
			inside = inside || k.IsNHS()
			outside = outside || k != "" && !k.IsNHS()
		}
		return inside && outside
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		for i := range p.Offers {
			o := &p.Offers[i]
			if o.Kind == "" || o.Kind.IsNHS() {
				continue
			}
			if v := o.Irrecoverable; v == nil {
				may := WithIrrecoverableVAT(o.Price)
				found.Add(rule.PointerOf("offers", i), "%s offers %s without VAT; with what cannot be recovered that may be %s to %s by NHS England's estimate, %s at most: work it out before comparing", o.Supplier, o.Price, may.Low, may.High, may.Most).
					With("price", o.Price).With("most", may.Most)
			} else if v.Sign() < 0 || v.Compare(vatPercent) > 0 {
				found.Add(rule.PointerOf("offers", i, "irrecoverable_vat"), "%s of VAT cannot be recovered: give a figure from 0 to 20 per cent", *v).With("irrecoverable", *v)
			}
		}
		return found
	},
}

var in2015 = nhs.MustParsePeriod("2015-01-01/2015-12-31")

var strandedCosts = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleStrandedCosts,
		Title:       "It is on record who bears the stranded costs before a CSU is left",
		Rationale:   "A unit that loses a customer keeps staff and leases for a while. Procurements were paused in 2015 because nobody knew who would pay; NHS England then agreed to.",
		Fix:         "Record who pays in stranded_payer.",
		Limitations: "How much they come to is not reckoned.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Stranded, citation.FirstCallOff),
		InForce:     in2015,
		Tags:        []string{"procurement", "exit"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"incumbent": "csu", "supplier_kind": "independent", "stranded_payer": "NHS England"}`,
		BadExample:  `{"incumbent": "csu", "supplier_kind": "independent"}`,
		Related:     []rule.ID{RuleVATInComparison},
	},
	Applies: func(p *Procurement) bool {
		return p.Incumbent == service.CSU && p.SupplierKind != service.CSU && p.Route != Extension
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		if p.StrandedPayer == "" {
			found.Add("/stranded_payer", "nobody is named to bear the costs that the CSU is left with: record who pays")
		}
		return found
	},
}

// regime returns the regime that the law puts the procurement under or, where
// the subject is not stated, the one that the document states.
func (p *Procurement) regime() Regime {
	if p.Subject == "" {
		return p.Regime
	}
	return RegimeOn(p.Subject, p.Began)
}

// class returns the class of the authority or, where its sort is not stated, the
// one that the document states.
func (p *Procurement) class() ThresholdClass {
	if c := ClassOf(p.AuthorityClass, p.Began); c != "" {
		return c
	}
	return p.ThresholdClass
}

// threshold returns the threshold that counts for the procurement.
func (p *Procurement) threshold() (Threshold, error) {
	regime, class := p.regime(), p.class()
	switch {
	case regime == "":
		return Threshold{}, fmt.Errorf("which regime applied is not known: say what is bought")
	case class == "" && regime == FullRegime:
		return Threshold{}, fmt.Errorf("whether the authority is central or sub-central is not known: say what sort of body it is")
	}
	t, ok := ThresholdOn(regime, class, p.Began)
	if !ok {
		return Threshold{}, fmt.Errorf("no threshold is on file for %s", p.Began)
	}
	return t, nil
}

var mustCompete = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:        RuleMustCompete,
		Title:     "Services at or over the threshold are advertised or called off from a framework",
		Rationale: "From the threshold on, everybody who could do the work has a right to hear of it.",
		Fix:       "Advertise, or call off from a framework that the authority may use. An arrangement with a hosted CSU is an NHS contract: say so in supplier_kind.",
		Limitations: "Silent for an arrangement with a hosted CSU, for Part B services before 26 February 2015, for clinical services of CCGs before 18 April 2016, for light-touch services under their own threshold, in house and on an extension. " +
			"Thresholds are on file for 2012 to 2023; outside these years, and where the basis of VAT leaves it open, the outcome is undated. Commissioning support is held to the full rules, which is the safe reading.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Thresholds2016, citation.Thresholds2018, citation.Thresholds2014, citation.Thresholds2022, citation.PartAB, citation.Section9),
		InForce:     underPCR,
		Tags:        []string{"procurement", "thresholds"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2018-06-01", "authority_class": "ccg", "value": "170000.00", "route": "unadvertised"}`,
		BadExample:  `{"began": "2016-06-01", "authority_class": "ccg", "value": "170000.00", "route": "unadvertised"}`,
		Related:     []rule.ID{RuleVATBasis, RuleLightTouch, RuleThresholdClass},
	},
	Applies: func(p *Procurement) bool {
		return p.Route == Unadvertised && p.Value != nil && p.SupplierKind != service.CSU
	},
	On: began,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		if r := p.regime(); r == PartB || r == ProviderSelection {
			return nil
		}
		t, err := p.threshold()
		if err != nil {
			return rule.MissingDate("%v", err)
		}
		switch t.Reached(*p.Value, p.VAT) {
		case nhs.Unknown:
			return rule.MissingDate("the threshold of %s is for values with VAT %s, and %s has VAT %s", t.Amount, t.VAT, *p.Value, orNotStated(p.VAT))
		case nhs.Yes:
			found.Add("/route", "%s has reached the threshold of %s of %s: advertise, or call off from a framework", *p.Value, t.Amount, t.Days).
				With("value", *p.Value).With("threshold", t.Amount).
				WithRelated("/value", "the value")
		}
		return found
	},
}

func orNotStated(v nhs.VATBasis) string {
	if v == "" {
		return "not stated"
	}
	return string(v)
}

var vatInside = nhs.MustParseDate("2022-01-01")

var vatBasis = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleVATBasis,
		Title:       "Values are compared with thresholds without VAT before 2022, and with it from then on",
		Rationale:   "On 1 January 2022 the figures came to include the tax. A net value held against them looks smaller than it is.",
		Fix:         "Give the value without VAT for a procurement that began before 2022, with VAT from then on, and say which.",
		Limitations: "A value whose basis is not stated is a milder finding.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.VATInside, citation.Thresholds2022),
		InForce:     underPCR,
		Tags:        []string{"procurement", "thresholds", "value"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2022-01-01", "value": "200000.00", "vat": "included"}`,
		BadExample:  `{"began": "2022-01-01", "value": "200000.00", "vat": "excluded"}`,
		Related:     []rule.ID{RuleMustCompete},
	},
	Applies: func(p *Procurement) bool { return p.Value != nil },
	On:      began,
	Check: func(pass rule.Pass, p *Procurement) (found rule.Findings) {
		want := nhs.WithoutVAT
		if !pass.On.Before(vatInside) {
			want = nhs.WithVAT
		}
		switch p.VAT {
		case want:
		case "":
			found.Add("/vat", "whether %s is with VAT is not stated: the threshold of the day is for values with VAT %s", *p.Value, want).
				With("want", want).WithSeverity(rule.Warning)
		default:
			found.Add("/vat", "the value is given with VAT %s, but the threshold of %s is for values with VAT %s: give it on that basis", p.VAT, pass.On, want).
				With("want", want)
		}
		return found
	},
}

var lightTouch = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleLightTouch,
		Title:       "The light rules are used only for what they cover, from the day they did",
		Rationale:   "They came on 26 February 2015 for listed services, and for clinical services of CCGs and NHS England only on 18 April 2016; those left again for the provider selection regime on 1 January 2024.",
		Fix:         "Use the regime that the message names.",
		Limitations: "Commissioning support is not among the listed services by the safe reading; the finding about it is a warning. Clinical services of other bodies are not judged.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.LightCCG, citation.LightTouch, citation.ProviderSelection),
		InForce:     underPCR,
		Tags:        []string{"procurement", "thresholds"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2016-04-18", "subject": "clinical", "regime": "light-touch"}`,
		BadExample:  `{"began": "2016-04-17", "subject": "clinical", "regime": "light-touch"}`,
		Related:     []rule.ID{RuleMustCompete},
	},
	Applies: func(p *Procurement) bool {
		if p.Regime != LightTouch || p.Subject == "" {
			return false
		}
		switch p.AuthorityClass {
		case CCG, NHSEngland, HostedBody, "":
			return true
		}
		return p.Subject != Clinical
	},
	On: began,
	Check: func(pass rule.Pass, p *Procurement) (found rule.Findings) {
		regime := RegimeOn(p.Subject, pass.On)
		if regime == LightTouch || regime == "" {
			return nil
		}
		f := found.Add("/regime", "the light rules did not cover %s for a procurement that began on %s: the regime was %s", p.Subject, pass.On, regime).
			With("regime", regime)
		if p.Subject == Support {
			f.WithSeverity(rule.Warning)
		}
		return found
	},
}

var thresholdClass = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleThresholdClass,
		Title:       "An authority measures its services by the threshold of its own class",
		Rationale:   "The central threshold is about a third lower. A CCG was sub-central throughout; NHS England, and so a hosted CSU when it buys, was sub-central to 15 August 2021 and central from the day after.",
		Fix:         "Use the class that the message names.",
		Limitations: "Classes of councils and integrated care boards are not on file.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Equalised, citation.VATInside),
		InForce:     underPCR,
		Tags:        []string{"procurement", "thresholds"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2021-08-16", "authority_class": "nhs-england", "threshold_class": "central"}`,
		BadExample:  `{"began": "2021-08-15", "authority_class": "nhs-england", "threshold_class": "central"}`,
		Related:     []rule.ID{RuleMustCompete},
	},
	Applies: func(p *Procurement) bool {
		return p.ThresholdClass != "" && ClassOf(p.AuthorityClass, centralFrom) != ""
	},
	On: began,
	Check: func(pass rule.Pass, p *Procurement) (found rule.Findings) {
		if want := ClassOf(p.AuthorityClass, pass.On); p.ThresholdClass != want {
			found.Add("/threshold_class", "on %s a %s was %s, not %s: use that threshold", pass.On, p.AuthorityClass, want, p.ThresholdClass).
				With("want", want)
		}
		return found
	},
}

var standstillPeriod = nhs.MustParsePeriod("2009-12-20/2025-02-23")

// standstillMeta serves two rules, for framework agreements and for other
// procurements.
var standstillMeta = rule.Meta{
	ID:          RuleStandstill,
	Title:       "A contract or framework is not concluded before standstill is over",
	Rationale:   "A bidder who was wronged can stop a contract only before it is made. The wait runs to the end of the tenth day after an electronic notice, of the fifteenth by other means, and on to the next working day.",
	Fix:         "Conclude on a later day, or correct the dates. Standstill does not bar an announcement.",
	Limitations: "At call-off standstill is good practice and not a duty, so the rule is silent there. Working days are those of England.",
	Severity:    rule.Error,
	Basis:       rule.Law,
	Citations:   citation.List(citation.StandstillLaw, citation.Standstill, citation.Winners),
	InForce:     standstillPeriod,
	Tags:        []string{"procurement", "dates"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `bidders told electronically on 2015-01-23, concluded on 2015-02-03`,
	BadExample:  `bidders told electronically on 2015-01-23, concluded on 2015-02-02`,
	Related:     []rule.ID{RuleMustCompete},
}

// checkStandstill judges a contract by the days on which bidders were told and
// on which it was made.
func CheckStandstill(notified nhs.Date, by NoticeMethod, concluded nhs.Date, at rule.Pointer) (found rule.Findings) {
	least, most := StandstillEnds(notified, Electronic), StandstillEnds(notified, OtherMeans)
	switch by {
	case Electronic:
		most = least
	case OtherMeans:
		least = most
	}
	switch {
	case !concluded.After(least):
		found.Add(at, "concluded on %s, but bidders were told on %s and standstill runs to the end of %s: conclude on a later day", concluded, notified, least).
			With("notified", notified).With("concluded", concluded).With("standstill_ends", least)
	case !concluded.After(most):
		return rule.MissingDate("how bidders were told is not on file: standstill ran to %s or %s, and the contract was made on %s", least, most, concluded)
	}
	return found
}

var procurementStandstill = rule.Rule[Procurement]{
	Meta: standstillMeta,
	Applies: func(p *Procurement) bool {
		return !p.Notified.IsZero() && !p.Concluded.IsZero() && !p.Route.UsesFramework()
	},
	On: func(p *Procurement) nhs.Date {
		if p.Began.IsZero() {
			return p.Notified
		}
		return p.Began
	},
	Check: func(_ rule.Pass, p *Procurement) rule.Findings {
		return CheckStandstill(p.Notified, p.Means, p.Concluded, "/concluded")
	},
}

// wordsMeta serves four rules, one for each kind of document.
var wordsMeta = rule.Meta{
	ID:          RuleWords,
	Title:       "A word from a closed list is one of that list",
	Rationale:   "A document with an unknown word can be read, but no rule knows what to make of it: an award whose outcome is misspelt counts as no award.",
	Fix:         "Use one of the words that the message gives.",
	Limitations: "It knows the words and not whether the right one was chosen. A word that is left out is no fault here.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"framework", "procurement"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"outcome": "awarded"}`,
	BadExample:  `{"outcome": "won"}`,
	Related:     []rule.ID{"FW-01"},
}

var anySupplier = [...]service.SupplierKind{service.CSU, service.Independent, service.Consortium, service.LocalAuthority, service.Voluntary}

var procurementWords = rule.Rule[Procurement]{
	Meta: wordsMeta,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		rule.AddWord(&found, "/authority_class", p.AuthorityClass, buyerClasses[:])
		rule.AddWord(&found, "/threshold_class", p.ThresholdClass, thresholdClasses[:])
		rule.AddWord(&found, "/subject", p.Subject, subjects[:])
		rule.AddWord(&found, "/regime", p.Regime, regimes[:])
		rule.AddWord(&found, "/route", p.Route, routes[:])
		rule.AddWord(&found, "/vat", p.VAT, []nhs.VATBasis{nhs.WithoutVAT, nhs.WithVAT})
		rule.AddWord(&found, "/supplier_kind", p.SupplierKind, anySupplier[:])
		rule.AddWord(&found, "/incumbent", p.Incumbent, anySupplier[:])
		rule.AddWord(&found, "/means", p.Means, noticeMethods[:])
		for i := range p.Offers {
			if k := p.Offers[i].Kind; !rule.IsWord(k, anySupplier[:]) {
				rule.AddWord(&found, rule.PointerOf("offers", i, "kind"), k, anySupplier[:])
			}
		}
		return found
	},
}

// orderMeta serves four rules, one for each kind of document.
var orderMeta = rule.Meta{
	ID:          RuleOrder,
	Title:       "Dates are in order and numbers are ones that can be",
	Rationale:   "An agreement that ends before it begins has no status on any day, and a negative number of places fills none.",
	Fix:         "Correct the date or the number.",
	Limitations: "Dates known only in part are held to be in order if they can be.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"framework", "procurement", "dates"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"live": "2015-02-10", "expiry": "2019-02-09"}`,
	BadExample:  `{"live": "2015-02-10", "expiry": "2015-02-09"}`,
	Related:     []rule.ID{"FW-02"},
}

var procurementOrder = rule.Rule[Procurement]{
	Meta: orderMeta,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		if p.Value != nil && p.Value.Sign() < 0 {
			found.Add("/value", "the value is %s: give a sum from nought up", *p.Value)
		}
		if !p.Notified.IsZero() && p.Notified.Before(p.Began) {
			found.Add("/notified", "bidders were told on %s, before the procurement began on %s: correct one of them", p.Notified, p.Began)
		}
		if !p.Concluded.IsZero() && p.Concluded.Before(p.Began) {
			found.Add("/concluded", "concluded on %s, before the procurement began on %s: correct one of them", p.Concluded, p.Began)
		}
		return found
	},
}
