package procurement

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var mustCompete = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:        RuleMustCompete,
		Title:     "Services at or over the threshold are advertised or called off from a framework",
		Rationale: "From the threshold upwards, everybody who could do the work has a right to hear of it.",
		Fix:       "Advertise, or call off from a framework that the authority may use. If the law has a ground for a direct award, give it in ground.",
		Limitations: "Not checked: Part B services, light-touch services below their own threshold, health care under the provider selection regime, in-house work and extensions. " +
			"Whether a stated ground holds is not judged. With a hosted CSU the outcome is undated: whether an NHS contract is a public contract is arguable. So it is where the VAT basis or an unsettled class decides. " +
			"Thresholds before 2010 were recalled, so findings by them are warnings. Commissioning support is checked against the full rules unless cpv gives a listed code.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Thresholds2016, citation.Thresholds2018, citation.Thresholds2014, citation.Thresholds2022, citation.PartAB, citation.Section9),
		InForce:     anyLaw,
		Tags:        []string{"procurement", "thresholds"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2018-06-01", "authority_class": "ccg", "value": "170000.00", "route": "unadvertised"}`,
		BadExample:  `{"began": "2016-06-01", "authority_class": "ccg", "value": "170000.00", "route": "unadvertised"}`,
		Related:     []rule.ID{RuleVATBasis, RuleLightTouch, RuleThresholdClass},
	},
	Applies: func(p *Procurement) bool {
		return p.Route == Unadvertised && p.estimate() != nil
	},
	On:    began,
	Check: checkMustCompete,
}

func checkMustCompete(_ rule.Pass, p *Procurement) (found rule.Findings) {
	r := p.Ruling()
	regime := p.regime()
	if regime == PartB || regime == ProviderSelection {
		return nil
	}
	m := p.measureOn(p.decidingDay())
	switch {
	case m.reached == nhs.No:
		return nil
	case regime == "":
		return rule.MissingDate("the regime is unknown: say what is bought in subject")
	case m.reached == nhs.Unknown && m.known:
		return rule.MissingDate("the threshold of %s is for values with VAT %s, and %s has VAT %s", m.t.Amount, m.t.VAT, *p.estimate(), orNotStated(p.VAT))
	case m.reached == nhs.Unknown:
		return rule.MissingDate("%s", m.why)
	case p.isNHSContractArguable():
		return rule.MissingDate("%s", arguable)
	case p.Ground.IsIn(r.Regulations):
		return nil
	case p.Ground.IsKnown():
		found.Add("/ground", "the ground %s is none of %s, and %s has reached the threshold of %s: advertise, or give a ground of that law", p.Ground, r.Regulations, *p.estimate(), m.t.Amount).
			With("threshold", m.t.Amount)
		return found
	}
	f := found.Add("/route", "%s has reached the threshold of %s of %s, VAT %s: advertise, call off from a framework, or give the ground of a direct award", *p.estimate(), m.t.Amount, m.t.Days, m.t.VAT).
		With("value", *p.estimate()).With("threshold", m.t.Amount).With("vat", m.t.VAT).
		WithRelated("/value", "the value")
	if m.t.Confidence == lineage.Low {
		f.WithSeverity(rule.Warning)
	}
	return found
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
		Citations:   citation.List(citation.VATInside, citation.Thresholds2022, citation.ActValue),
		InForce:     anyLaw,
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
		Limitations: "The safe reading is that commissioning support is not a listed service, so the finding about it is a warning; a listed code in cpv, such as 75122000, settles it. Without authority_class the buyer counts as an NHS commissioner.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.LightCCG, citation.LightTouch, citation.ProviderSelection, citation.ActLightTouch),
		InForce:     anyLaw,
		Tags:        []string{"procurement", "thresholds"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2016-04-18", "subject": "clinical", "regime": "light-touch"}`,
		BadExample:  `{"began": "2016-04-17", "subject": "clinical", "regime": "light-touch"}`,
		Related:     []rule.ID{RuleMustCompete},
	},
	Applies: func(p *Procurement) bool {
		return p.Regime == LightTouch && p.Subject != ""
	},
	On: began,
	Check: func(pass rule.Pass, p *Procurement) (found rule.Findings) {
		regime := p.regime()
		switch regime {
		case LightTouch:
			return nil
		case "":
			return rule.MissingDate("%s", p.Ruling().Why)
		}
		f := found.Add("/regime", "the light rules did not cover %s on %s: use the regime %s%s", p.Subject, pass.On, regime, codeHint(p)).
			With("regime", regime)
		if p.Subject == Support {
			f.WithSeverity(rule.Warning)
		}
		return found
	},
}

// codeHint says which code would put support under the light rules.
func codeHint(p *Procurement) string {
	if p.Subject == Support && p.CPV == "" {
		return ", or give a listed code in cpv (75122000, administrative healthcare services)"
	}
	return ""
}

var thresholdClass = rule.Rule[Procurement]{
	Meta: rule.Meta{
		ID:          RuleThresholdClass,
		Title:       "An authority is not measured by a higher threshold than its class has",
		Rationale:   "The central threshold is about a third lower. CCGs and boards are sub-central. An NHS trust is central; NHS England, and so a hosted CSU when it buys, and foundation trusts have been central since 16 August 2021.",
		Fix:         "Use the class that the message names.",
		Limitations: "To use the lower threshold breaks nothing. The class of NHS England before 26 February 2015 is not settled, and that of councils is not on file: the outcome is then undated.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.CentralList, citation.Equalised, citation.VATInside, citation.ActCentral),
		InForce:     anyLaw,
		Tags:        []string{"procurement", "thresholds"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"began": "2021-08-15", "authority_class": "nhs-england", "threshold_class": "sub-central"}`,
		BadExample:  `{"began": "2021-08-16", "authority_class": "nhs-england", "threshold_class": "sub-central"}`,
		Related:     []rule.ID{RuleMustCompete},
	},
	Applies: func(p *Procurement) bool { return p.ThresholdClass == SubCentral && p.AuthorityClass != "" },
	On:      began,
	Check: func(pass rule.Pass, p *Procurement) (found rule.Findings) {
		switch row, ok := classRowOn(p.AuthorityClass, pass.On); {
		case !ok:
			return rule.MissingDate("the class of a %s on %s is not on file", p.AuthorityClass, pass.On)
		case row.Class == "":
			return rule.MissingDate("the class of a %s on %s is unknown: %s", p.AuthorityClass, pass.On, row.Why)
		case row.Class == Central:
			found.Add("/threshold_class", "on %s a %s was %s (%s), not %s: use the lower threshold", pass.On, p.AuthorityClass, Central, row.Why, p.ThresholdClass).
				With("want", row.Class)
		}
		return found
	},
}
