package sla

import (
	"reflect"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
)

var talks = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleTalks,
		Title:       "Talks with likely partners are held fairly before a tender, and recorded",
		Rationale:   "Some primary care trusts talked with likely partners before they tendered, and bought better for it. Talks with one of them alone invite a challenge.",
		Fix:         "Record the talks, with whom, and that all could take part on equal terms.",
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
				found.Add(rule.PointerOf("procurement", "talks", i, "open_to_all"), "the talk was not open to all likely partners: hold such talks on equal terms")
			}
		}
		if !before {
			found.Add("/procurement/talks", "no talk before the tender of %s is on record: talk with likely partners first", p.Tendered).With("tendered", p.Tendered)
		}
		return found
	},
}

var exit = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleExit,
		Title:       "Notice, exit plan and the position of the staff are on record",
		Rationale:   "Units did close, two of them with 2,100 staff at once. Customers who had agreed neither notice nor handover were left to improvise, and the staff with them.",
		Fix:         "Agree a period of notice, how the work is handed over, and whether staff transfer (TUPE) and to whom.",
		Limitations: "The sources tell of closures and transfers; none sets out such a clause. The real agreements at hand break it because only part of them is known.",
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
			found.Add(a.Term.at("/notice_months"), "no notice is agreed: say how many months either side gives")
		}
		switch e := &a.Exit; {
		case *e == Exit{}:
			found.Add("/exit", "neither an exit plan nor the position of the staff is on record: write both down")
		default:
			if e.Plan == "" {
				found.Add("/exit/plan", "no exit plan is on record: say how the work is handed over")
			}
			if e.Staff == "" {
				found.Add("/exit/staff", "the position of the staff is not on record: say whether they transfer (TUPE) and to whom")
			}
		}
		return found
	},
}

var blanketRefusal = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleBlanketRefusal,
		Title:       "An agreement is not withheld as a whole",
		Rationale:   "Some CCGs called the whole of their agreements commercial. Few parts of one are, and the money is the public's; in 2014 NHS England released figures that it had refused before.",
		Fix:         "Publish it, and withhold by name, with reason and end date, what would do harm.",
		Limitations: "It looks at what the document says, not at what was published.",
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
			found.Add("/disclosure/default", "the whole agreement is withheld: publish it, and name the parts that would do harm").With("default", d.Default)
			return found
		}
		for i := range d.Parts {
			if part := &d.Parts[i]; part.Path == "" && part.Level != Public && !expired(part.Until, p.AsOf) {
				found.Add(rule.PointerOf("disclosure", "parts", i, "path"), "the whole agreement is withheld: publish it, and name the parts that would do harm")
			}
		}
		return found
	},
}

var withholding = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleWithholding,
		Title:       "What is withheld is there, and says why and until when",
		Rationale:   "A part that is named wrongly would be published by mistake. One without reason or end cannot be reviewed.",
		Fix:         "Name a place in the agreement, give the reason and the last day.",
		Limitations: "Whether the reason is a good one it cannot say. Until the place is mended nothing of the agreement is published.",
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
				found.Add("/disclosure/reason", "the agreement is withheld without a reason: give it").WithSeverity(rule.Warning)
			}
			if d.Until.IsZero() {
				found.Add("/disclosure/until", "the agreement is withheld without an end: give the last day").WithSeverity(rule.Warning)
			}
		}
		for i := range d.Parts {
			p := &d.Parts[i]
			if p.Level == Public {
				continue
			}
			if _, ok := stepsOf(p.Path); !ok || !exists(reflect.ValueOf(a).Elem(), p.Path) {
				found.Add(rule.PointerOf("disclosure", "parts", i, "path"), "the agreement has no such place: name one, such as /lines/2/price").With("path", p.Path)
			}
			if p.Reason == "" {
				found.Add(rule.PointerOf("disclosure", "parts", i, "reason"), "the part is withheld without a reason: give it").WithSeverity(rule.Warning)
			}
			if p.Until.IsZero() {
				found.Add(rule.PointerOf("disclosure", "parts", i, "until"), "the part is withheld without an end: give the last day").WithSeverity(rule.Warning)
			}
		}
		return found
	},
}

var riskShare = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleRiskShare,
		Title:       "Risk shares and triggers can be reckoned with",
		Rationale:   "A share without a baseline splits nothing, and bands that overlap split the same pound twice.",
		Fix:         "Give the baseline. Bands are in order, do not overlap, and give the provider from 0 to 100 per cent. A trigger has a baseline other than nought and a tolerance.",
		Limitations: "Whether the shares are fair it cannot say.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"risk", "price"},
		Observed:    rule.NeverObserved,
		GoodExample: `"risk_share": {"baseline": "1000000.00", "gain": [{"from": "0", "to": "5", "provider": "50"}]}`,
		BadExample:  `"risk_share": {"gain": [{"from": "5", "to": "0", "provider": "150"}]}`,
		Related:     []rule.ID{RuleFiveYears},
	},
	Applies: func(a *Agreement) bool { return a.RiskShare != nil || len(a.Triggers) > 0 },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if r := a.RiskShare; r != nil {
			if r.Baseline == nil {
				found.Add("/risk_share/baseline", "the expected cost is missing: give it")
			}
			checkBands(&found, "gain", r.Gain)
			checkBands(&found, "pain", r.Pain)
			if r.GainCap != nil && r.GainCap.Sign() < 0 {
				found.Add("/risk_share/gain_cap", "a cap is not below nought: give the most that the provider may gain")
			}
			if r.PainCap != nil && r.PainCap.Sign() < 0 {
				found.Add("/risk_share/pain_cap", "a cap is not below nought: give the most that the provider may lose")
			}
		}
		for i := range a.Triggers {
			t := &a.Triggers[i]
			if t.Baseline == nil || t.Baseline.Sign() == 0 {
				found.Add(rule.PointerOf("triggers", i, "baseline"), "the trigger has no baseline other than nought: give where the measure was")
			}
			if t.Tolerance == nil || t.Tolerance.Sign() < 0 {
				found.Add(rule.PointerOf("triggers", i, "tolerance"), "the trigger has no tolerance: give how far the measure may move, in per cent")
			}
		}
		return found
	},
}

func checkBands(found *rule.Findings, member string, bands []ShareBand) {
	if len(bands) > maxBands {
		found.Add(rule.PointerOf("risk_share", member), "%d bands are too many to reckon with: %d are the most", len(bands), maxBands)
	}
	reached := int64(0)
	for i := range bands {
		b := &bands[i]
		from := trillionths(b.From)
		if from < reached {
			found.Add(rule.PointerOf("risk_share", member, i, "from"), "the band begins at %s, below where the one before ends: bands are in order and do not overlap", b.From)
		}
		if w := trillionths(b.Provider); w < 0 || w > wholeShare {
			found.Add(rule.PointerOf("risk_share", member, i, "provider"), "a part of %s: want from 0 to 100 per cent", b.Provider)
		}
		switch {
		case b.To == nil && i < len(bands)-1:
			found.Add(rule.PointerOf("risk_share", member, i, "to"), "the band has no end, but another follows: give it")
		case b.To != nil:
			reached = trillionths(*b.To)
			if reached <= from {
				found.Add(rule.PointerOf("risk_share", member, i, "to"), "the band ends at %s, not after it begins at %s", b.To, b.From)
			}
		}
	}
}
