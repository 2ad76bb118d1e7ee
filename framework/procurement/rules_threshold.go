package procurement

import (
	"fmt"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// regime returns the regime under the law. If the subject is not stated, it returns the
// one that the document states.
func (p *Procurement) regime() Regime {
	if p.Subject == "" {
		return p.Regime
	}
	return RegimeOn(p.Subject, p.Began)
}

// class returns the class of the authority. If its kind is not stated, it returns the
// class that the document states.
func (p *Procurement) class() ThresholdClass {
	if c := ClassOf(p.AuthorityClass, p.Began); c != "" {
		return c
	}
	return p.ThresholdClass
}

// threshold returns the threshold that applies to the procurement.
func (p *Procurement) threshold() (Threshold, error) {
	regime, class := p.regime(), p.class()
	switch {
	case regime == "":
		return Threshold{}, fmt.Errorf("the regime is unknown: say what is bought")
	case class == "" && regime == FullRegime:
		return Threshold{}, fmt.Errorf("the class of the authority is unknown: say what kind of body it is")
	}
	t, ok := ThresholdOn(regime, class, p.Began)
	if !ok {
		return Threshold{}, fmt.Errorf("no threshold is known for %s", p.Began)
	}
	return t, nil
}

var mustCompete = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:        RuleMustCompete,
		Title:     "Services at or over the threshold are advertised or called off from a framework",
		Rationale: "From the threshold upwards, everybody who could do the work has a right to hear of it.",
		Fix:       "Advertise, or call off from a framework that the authority may use. An arrangement with a hosted CSU is an NHS contract: say so in supplier_kind.",
		Limitations: "Not checked: arrangements with a hosted CSU, Part B services before 26 February 2015, clinical services of CCGs before 18 April 2016, light-touch services below their own threshold, in-house work and extensions. " +
			"Thresholds are known for 2012 to 2023. In other years, and where the VAT basis leaves it open, the outcome is undated. Commissioning support is checked against the full rules, which is the safe reading.",
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
		Title:       "Values are compared with thresholds without VAT before 2022, and with VAT from then on",
		Rationale:   "On 1 January 2022 thresholds began to include the tax. A net value compared with them looks smaller than it is.",
		Fix:         "Give the value without VAT for a procurement that began before 2022, and with VAT from then on. State the basis.",
		Limitations: "An unstated basis is a milder finding.",
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
			found.Add("/vat", "the VAT basis of %s is not stated: the threshold is for values with VAT %s", *p.Value, want).
				With("want", want).WithSeverity(rule.Warning)
		default:
			found.Add("/vat", "a value with VAT %s, but the threshold of %s is for values with VAT %s: give it on that basis", p.VAT, pass.On, want).
				With("want", want)
		}
		return found
	},
}

var lightTouch = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleLightTouch,
		Title:       "The light rules are used only for what they cover at the time",
		Rationale:   "They began on 26 February 2015 for listed services, and for clinical services of CCGs and NHS England only on 18 April 2016. Clinical services left them for the provider selection regime on 1 January 2024.",
		Fix:         "Use the regime that the message names.",
		Limitations: "The safe reading is that commissioning support is not a listed service; the finding about it is a warning. Clinical services of other bodies are not checked.",
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
		f := found.Add("/regime", "the light rules did not cover %s on %s: use the regime %s", p.Subject, pass.On, regime).
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
		Title:       "An authority uses the threshold of its own class",
		Rationale:   "The central threshold is about a third lower. A CCG was sub-central throughout; NHS England, and so a hosted CSU when it buys, was sub-central to 15 August 2021 and central from the day after.",
		Fix:         "Use the class that the message names.",
		Limitations: "The classes of councils and integrated care boards are not on file.",
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
