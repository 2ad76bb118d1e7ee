package sla

import (
	"reflect"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
)

var talks = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleTalks,
		Title:       "Fair talks with likely partners come before a tender, and are recorded",
		Rationale:   "Some primary care trusts talked with likely partners before they tendered, and bought better as a result. Talks with only one of them invite a challenge.",
		Fix:         "Record the talks, the partners, and that all could take part on equal terms.",
		Limitations: "Talks on or after the day of the tender do not count as before it.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel),
		Tags:        []string{"procurement", "partnership"},
		Observed:    rule.NeverObserved,
		GoodExample: `"procurement": {"tendered": "2015-09-01", "talks": [{"on": "2015-06-10", "open_to_all": true}]}`,
		BadExample:  `"procurement": {"tendered": "2015-09-01"}`,
		Related:     []rule.ID{RuleRetender},
	},
	Applies: func(a *Agreement) bool { return !a.Procurement.Tendered.IsZero() },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		p := &a.Procurement
		before := false
		for i := range p.Talks {
			t := &p.Talks[i]
			before = before || !t.On.IsZero() && t.On.Before(p.Tendered)
			if !t.OpenToAll {
				found.Add(rule.PointerOf("procurement", "talks", i, "open_to_all"), "talk not open to all likely partners: hold talks on equal terms")
			}
		}
		if !before {
			found.Add("/procurement/talks", "no talk recorded before the tender of %s: talk with likely partners first", p.Tendered).With("tendered", p.Tendered)
		}
		return found
	},
}

var exit = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleExit,
		Title:       "Notice, exit plan and the position of the staff are on record",
		Rationale:   "Units did close, two of them with 2,100 staff at once. Customers without agreed notice or handover had to improvise, and so did the staff.",
		Fix:         "Agree a notice period, how the work is handed over, and whether staff transfer (TUPE) and to whom.",
		Limitations: "The sources describe closures and transfers; none gives such a clause. The real agreements break this rule because only part of them is known.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.ForcedClosures, citation.Transfers, citation.CentralEastern),
		Tags:        []string{"exit"},
		Observed:    rule.ObservedReal,
		GoodExample: `"term": {…, "notice_months": 6}, "exit": {"plan": "…", "staff": "TUPE applies; to the customer or the next provider"}`,
		BadExample:  `"term": {…}, "exit": {}`,
		Related:     []rule.ID{RuleLastResort},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if a.Term.NoticeMonths < 1 {
			found.Add(a.Term.at("/notice_months"), "no notice agreed: say how many months either side gives")
		}
		switch e := &a.Exit; {
		case *e == Exit{}:
			found.Add("/exit", "no exit plan or position of the staff recorded: write both down")
		default:
			if e.Plan == "" {
				found.Add("/exit/plan", "no exit plan recorded: say how the work is handed over")
			}
			if e.Staff == "" {
				found.Add("/exit/staff", "position of the staff not recorded: say whether they transfer (TUPE) and to whom")
			}
		}
		return found
	},
}

var blanketRefusal = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleBlanketRefusal,
		Title:       "At least part of an agreement is public",
		Rationale:   "Some CCGs called their whole agreements commercial. Few parts of one are, and the money is public. In 2014 NHS England released figures that it had refused before.",
		Fix:         "Publish it. Withhold only named parts that would do harm, each with a reason and an end date.",
		Limitations: "Only what the document says is checked, not what was published.",
		Severity:    rule.Info,
		Basis:       rule.Reported,
		Citations:   citation.List(citation.Thiel, citation.CSUIncome),
		Tags:        []string{"disclosure"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"disclosure": {"parts": [{"path": "/lines/2/price", "level": "confidential", …}]}`,
		BadExample:  `"disclosure": {"default": "confidential", "reason": "commercial"}`,
		Related:     []rule.ID{RuleWithholding},
	},
	Check: func(p rule.Pass, a *Agreement) (found rule.Findings) {
		d := &a.Disclosure
		if d.withheldOn(p.AsOf) {
			for i := range d.Parts {
				if d.Parts[i].Level == Public {
					return nil
				}
			}
			found.Add("/disclosure/default", "everything is withheld: publish the agreement, and withhold only harmful parts").With("default", d.Default)
			return found
		}
		for i := range d.Parts {
			if part := &d.Parts[i]; part.Path == "" && part.Level != Public && !expired(part.Until, p.AsOf) {
				found.Add(rule.PointerOf("disclosure", "parts", i, "path"), "everything is withheld: publish the agreement, and withhold only harmful parts")
			}
		}
		return found
	},
}

var withholding = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleWithholding,
		Title:       "Withheld parts exist, with a reason and an end date",
		Rationale:   "A wrongly named part would be published by mistake. A part without a reason or end cannot be reviewed.",
		Fix:         "Name a place in the agreement, and give the reason and the last day.",
		Limitations: "Whether the reason is a good one is not checked. Nothing of the agreement is published until the place is fixed.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"disclosure"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"path": "/lines/0/price", "level": "confidential", "reason": "bids are being evaluated", "until": "2015-01-30"}`,
		BadExample:  `{"path": "/line/0/price", "level": "confidential"}`,
		Related:     []rule.ID{RuleBlanketRefusal},
	},
	Applies: func(a *Agreement) bool { return len(a.Disclosure.Parts) > 0 || a.Disclosure.Default != "" },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		d := &a.Disclosure
		if d.Default != "" && d.Default != Public {
			if d.Reason == "" {
				found.Add("/disclosure/reason", "agreement withheld without a reason: give one").WithSeverity(rule.Warning)
			}
			if d.Until.IsZero() {
				found.Add("/disclosure/until", "agreement withheld without an end: give the last day").WithSeverity(rule.Warning)
			}
		}
		for i := range d.Parts {
			p := &d.Parts[i]
			if p.Level == Public {
				continue
			}
			if _, ok := stepsOf(p.Path); !ok || !exists(reflect.ValueOf(a).Elem(), p.Path) {
				found.Add(rule.PointerOf("disclosure", "parts", i, "path"), "no such place in the agreement: name one, such as /lines/2/price").With("path", p.Path)
			}
			if p.Reason == "" {
				found.Add(rule.PointerOf("disclosure", "parts", i, "reason"), "part withheld without a reason: give one").WithSeverity(rule.Warning)
			}
			if p.Until.IsZero() {
				found.Add(rule.PointerOf("disclosure", "parts", i, "until"), "part withheld without an end: give the last day").WithSeverity(rule.Warning)
			}
		}
		return found
	},
}

var riskShare = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleRiskShare,
		Title:       "Risk shares and triggers are usable in calculations",
		Rationale:   "A share without a baseline splits nothing, and bands that overlap split the same pound twice.",
		Fix:         "Give the baseline. Put bands in order and without overlap, each with 0% to 100% for the provider. Give a trigger a tolerance and a baseline other than zero.",
		Limitations: "Whether the shares are fair is not checked.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"risk", "price"},
		Observed:    rule.NeverObserved,
		GoodExample: `"risk_share": {"baseline": "1000000.00", "gain": [{"from": "0", "to": "5", "provider": "50"}]}`,
		BadExample:  `"risk_share": {"gain": [{"from": "5", "to": "0", "provider": "150"}]}`,
		Related:     []rule.ID{RuleFlexibility},
	},
	Applies: func(a *Agreement) bool { return a.RiskShare != nil || len(a.Triggers) > 0 },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if r := a.RiskShare; r != nil {
			if r.Baseline == nil {
				found.Add("/risk_share/baseline", "missing expected cost: give it")
			}
			checkBands(&found, "gain", r.Gain)
			checkBands(&found, "pain", r.Pain)
			if r.GainCap != nil && r.GainCap.Sign() < 0 {
				found.Add("/risk_share/gain_cap", "cap below zero: give the most that the provider may gain")
			}
			if r.PainCap != nil && r.PainCap.Sign() < 0 {
				found.Add("/risk_share/pain_cap", "cap below zero: give the most that the provider may lose")
			}
			for i := range r.Outturns {
				if r.Outturns[i].Cost == nil {
					found.Add(rule.PointerOf("risk_share", "outturns", i, "cost"), "missing cost of the year: give it, or remove the year").WithSeverity(rule.Warning)
				}
			}
		}
		for i := range a.Triggers {
			t := &a.Triggers[i]
			if t.Baseline == nil || t.Baseline.Sign() == 0 {
				found.Add(rule.PointerOf("triggers", i, "baseline"), "baseline missing or zero: give the value when the price was agreed")
			}
			if t.Tolerance == nil || t.Tolerance.Sign() < 0 {
				found.Add(rule.PointerOf("triggers", i, "tolerance"), "missing tolerance: say how far the measure may move, in per cent")
			}
		}
		return found
	},
}

func checkBands(found *rule.Findings, member string, bands []ShareBand) {
	if len(bands) > maxBands {
		found.Add(rule.PointerOf("risk_share", member), "%d bands are too many to calculate with: the limit is %d", len(bands), maxBands)
	}
	reached := int64(0)
	for i := range bands {
		b := &bands[i]
		from := trillionths(b.From)
		if from < reached {
			found.Add(rule.PointerOf("risk_share", member, i, "from"), "the band begins at %s, below the end of the previous one: put bands in order, without overlap", b.From)
		}
		if w := trillionths(b.Provider); w < 0 || w > wholeShare {
			found.Add(rule.PointerOf("risk_share", member, i, "provider"), "a share of %s: want 0%% to 100%%", b.Provider)
		}
		switch {
		case b.To == nil && i < len(bands)-1:
			found.Add(rule.PointerOf("risk_share", member, i, "to"), "the band has no end, but another follows: give the end")
		case b.To != nil:
			reached = trillionths(*b.To)
			if reached <= from {
				found.Add(rule.PointerOf("risk_share", member, i, "to"), "the band ends at %s, not after its start at %s: correct one of them", b.To, b.From)
			}
		}
	}
}
