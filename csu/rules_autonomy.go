package csu

import (
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var (
	formsOnOffer = nhs.MustParsePeriod("2014-01-01/2016-12-31")
	formsBarred  = nhs.MustParsePeriod("2014-01-01/..")
	afterAll     = nhs.MustParsePeriod("2016-04-01/..")
)

func hasAutonomy(u *Unit) bool { return len(u.Autonomy) > 0 }

// latestAutonomy is when the last of the unit's plans was made.
func latestAutonomy(u *Unit) nhs.PartialDate { return u.Autonomy[len(u.Autonomy)-1].From }

var oneForm = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleOneForm,
		Title:       "A plan for autonomy names exactly one of the four forms",
		Rationale:   "NHS England's board offered a social enterprise, a staff co-operative, a joint venture or ownership by customers, but no mixture of them.",
		Fix:         "Name one of social-enterprise, staff-cooperative, joint-venture and customer-owned.",
		Limitations: "It judges the last plan of the unit. Rule CSU-22 reports a form that was ruled out.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.FutureOfCSUs, citation.FourOptions),
		InForce:     formsOnOffer,
		Tags:        []string{"autonomy"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"autonomy": [{"forms": ["customer-owned"], "from": "2016-11"}]`,
		BadExample:  `"autonomy": [{"forms": ["customer-owned", "joint-venture"], "from": "2016-11"}]`,
		Related:     []rule.ID{RuleFormRuledOut, RuleStillHosted},
	},
	Applies: hasAutonomy,
	On:      func(u *Unit) nhs.Date { return decides(latestAutonomy(u), formsOnOffer) },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		last := len(u.Autonomy) - 1
		forms := u.Autonomy[last].Forms
		for i, f := range forms {
			if !f.allowed() && !f.ruledOut() {
				found.Add(rule.PointerOf("autonomy", last, "forms", i), "%q is not allowed here; use social-enterprise, staff-cooperative, joint-venture or customer-owned", f).
					With("form", f)
			}
		}
		switch {
		case len(forms) == 0:
			found.Add(rule.PointerOf("autonomy", last, "forms"), "no form: name one of the four")
		case len(forms) > 1:
			found.Add(rule.PointerOf("autonomy", last, "forms"), "%d forms, which could not be mixed: name one", len(forms)).
				With("forms", len(forms))
		}
		return found
	},
}

var formRuledOut = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleFormRuledOut,
		Title:       "A plan for autonomy avoids the forms that were ruled out",
		Rationale:   "NHS England's board ruled out a sale, another NHS host and a new NHS body in January 2014; an account of early February adds one central outsourcing and going on as now. A plan for one of the five relies on what was refused.",
		Fix:         "Name one of the four forms on offer, or remove the plan.",
		Limitations: "It judges the last plan of the unit. The last two of the five rest on one account.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.NoSale, citation.FiveFutures),
		InForce:     formsBarred,
		Tags:        []string{"autonomy"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"autonomy": [{"forms": ["social-enterprise"], "from": "2014-06"}]`,
		BadExample:  `"autonomy": [{"forms": ["sale"], "from": "2014-06"}]`,
		Related:     []rule.ID{RuleOneForm},
	},
	Applies: hasAutonomy,
	On:      func(u *Unit) nhs.Date { return decides(latestAutonomy(u), formsBarred) },
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		last := len(u.Autonomy) - 1
		for i, f := range u.Autonomy[last].Forms {
			if f.ruledOut() {
				found.Add(rule.PointerOf("autonomy", last, "forms", i), "%q was ruled out early in 2014: name one of the four forms on offer", f).With("form", f)
			}
		}
		return found
	},
}

var stillHosted = rule.Rule[Unit]{
	Meta: rule.Meta{
		ID:          RuleStillHosted,
		Title:       "No unit is recorded as independent from April 2016 on",
		Rationale:   "Independence by April 2016 was policy from 2011 and never came: NHS England still hosted the units in 2016, 2024 and 2025, though a note in the ODS catalogue says otherwise. Anything that relies on their independence (VAT, binding contracts, TUPE) has no basis.",
		Fix:         "Remove the end of hosting, or give the source that shows it.",
		Limitations: "A unit that closed by April 2016 is not judged, whatever is said of it before. No unit is known to have left its host. If one did, waive this finding with the source.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Review2024, citation.FOI2025, citation.RoleNote),
		InForce:     afterAll,
		Tags:        []string{"autonomy", "hosting"},
		Observed:    rule.ObservedReal,
		GoodExample: `"host": "NHS England"`,
		BadExample:  `"host": "NHS England", "hosting_ended": "2016-04-01"`,
		Related:     []rule.ID{RuleHostAndEmployer, RuleOneForm},
	},
	Applies: func(u *Unit) bool {
		return working(u) && (!u.HostingEnded.IsZero() || hasAutonomy(u))
	},
	On: func(u *Unit) nhs.Date {
		if !u.HostingEnded.IsZero() {
			return u.independent(u.HostingEnded)
		}
		if i := claimed(u); i >= 0 {
			return u.independent(u.Autonomy[i].From)
		}
		return decides(latestAutonomy(u), afterAll)
	},
	Check: func(_ rule.Pass, u *Unit) (found rule.Findings) {
		if !u.HostingEnded.IsZero() {
			found.Add("/hosting_ended", "hosting ended %s, but units were hosted until they closed: remove it or give the source", u.HostingEnded).
				With("hosting_ended", u.HostingEnded)
		}
		if i := claimed(u); i >= 0 {
			found.Add(rule.PointerOf("autonomy", i, "achieved"), "marked as independent, but no unit is known to have become so: remove it or give the source")
		}
		return found
	},
}

// independent returns the day that decides for u, which is said to be independent from
// p on. It is a day from April 2016 on if the unit was still at work then, an earlier
// one if it had closed, and no date if that is unknown.
func (u *Unit) independent(p nhs.PartialDate) nhs.Date {
	first := afterAll.From
	if p.IsZero() || p.Earliest().After(first) {
		return decides(p, afterAll)
	}
	if u.gone().IsZero() {
		return first
	}
	switch u.gone().After(nhs.PartialDateOf(first)) {
	case nhs.Yes:
		return first
	case nhs.No:
		return first.AddDays(-1)
	}
	return nhs.Date{}
}

// claimed returns the place of the first claim that the unit is independent, or
// -1.
func claimed(u *Unit) int {
	for i := range u.Autonomy {
		if u.Autonomy[i].Achieved {
			return i
		}
	}
	return -1
}
