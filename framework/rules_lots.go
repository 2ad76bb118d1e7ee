package framework

import (
	"slices"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var closedList = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleClosedList,
		Title:       "A closed framework takes no new supplier after the award",
		Rationale:   "Those who lost, and those who did not bid, were told that the list would be closed. A place given later is an award without competition.",
		Fix:         "Remove the award or correct its date. If the notices allowed new suppliers, mark the framework as refreshed.",
		Limitations: "A place inherited by a merged supplier is not an award. An award without a day is not checked.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.ClosedLists, citation.HSSFNotices),
		Tags:        []string{"framework"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"kind": "closed", "dates": {"live": "2015-02-10"}, "awards": [{"on": "2015-02-05", …}]}`,
		BadExample:  `{"kind": "closed", "dates": {"live": "2015-02-10"}, "awards": [{"on": "2016-02-05", …}]}`,
		Related:     []rule.ID{RuleInheritance},
	},
	Applies: func(a *Agreement) bool { return a.Kind == Closed && !a.Dates.begins().IsZero() },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		live := a.Dates.begins()
		for i := range a.Awards {
			if w := &a.Awards[i]; w.Outcome == Awarded && w.On.After(live) == nhs.Yes {
				found.Add(rule.PointerOf("awards", i, "on"), "%s awarded a place %s, after the list closed %s: remove it, or mark the framework as refreshed", w.Supplier, w.On, live).
					With("supplier", w.Supplier).With("on", w.On)
			}
		}
		return found
	},
}

var shortlist = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleShortlist,
		Title:       "The number of bidders invited to tender stays within the notice",
		Rationale:   "The notice of the Lead Provider Framework gave 30 for lot 1 and 20 for each part of lot 2. A longer list is not the competition that was advertised.",
		Fix:         "Check the number. If more were invited, say why.",
		Limitations: "The number invited is unknown for the Lead Provider Framework.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Tender),
		InForce:     nhs.MustParsePeriod("2014-01-01/2014-12-31"),
		Tags:        []string{"framework", "lpf"},
		Observed:    rule.NeverObserved,
		GoodExample: `{"code": "1", "shortlist_cap": 30, "shortlisted": 30}`,
		BadExample:  `{"code": "1", "shortlist_cap": 30, "shortlisted": 31}`,
		Related:     []rule.ID{RulePlannedPlaces},
	},
	Applies: func(a *Agreement) bool {
		return slices.ContainsFunc(a.Lots, func(l Lot) bool { return l.ShortlistCap > 0 && l.Shortlisted > 0 })
	},
	On: func(a *Agreement) nhs.Date {
		return decided(a.Dates.Selection, nhs.MustParsePeriod("2014-01-01/2014-12-31"))
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lots {
			if l := &a.Lots[i]; l.ShortlistCap > 0 && l.Shortlisted > l.ShortlistCap {
				found.Add(rule.PointerOf("lots", i, "shortlisted"), "%d bidders invited for lot %s, but the notice allowed %d: check the number", l.Shortlisted, l.Code, l.ShortlistCap).
					With("shortlisted", l.Shortlisted).With("cap", l.ShortlistCap)
			}
		}
		return found
	},
}

var monthOfAward = nhs.MustParsePeriod("2015-02-01/2015-02-28")

var plannedPlaces = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RulePlannedPlaces,
		Title:       "The number of places on a lot is as planned",
		Rationale:   "Ten to fifteen lead providers were announced; nine won places. Fewer suppliers mean less choice than buyers were led to expect.",
		Fix:         "This may be no error. Look at who was refused, and at what choice is left.",
		Limitations: "Places are counted as awarded, before later mergers. No limit of nine is on record.",
		Severity:    rule.Info,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Pulse, citation.Bidders, citation.Winners),
		InForce:     monthOfAward,
		Tags:        []string{"framework", "lpf"},
		Observed:    rule.ObservedReal,
		GoodExample: `ten awards on a lot with {"planned": {"min": 10, "max": 15}}`,
		BadExample:  `nine awards on a lot with {"planned": {"min": 10, "max": 15}}`,
		Related:     []rule.ID{RuleShortlist, RuleInheritance},
	},
	Applies: func(a *Agreement) bool {
		return slices.ContainsFunc(a.Lots, func(l Lot) bool { return l.Planned != nil })
	},
	On: func(a *Agreement) nhs.Date {
		for i := range a.Awards {
			if a.Awards[i].Outcome == Awarded {
				return decided(a.Awards[i].On, monthOfAward)
			}
		}
		return nhs.Date{}
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		awarded := make(map[string]int, len(a.Lots))
		for i := range a.Awards {
			if a.Awards[i].Outcome == Awarded {
				awarded[a.Awards[i].Lot]++
			}
		}
		for i := range a.Lots {
			l := &a.Lots[i]
			if n := awarded[l.Code]; l.Planned != nil && !l.Planned.Contains(n) {
				found.Add(rule.PointerOf("lots", i, "planned"), "%s awarded on lot %s, but %d to %d planned: look at who was refused", format.Count(n, "place", "places"), l.Code, l.Planned.Min, l.Planned.Max).
					With("awarded", n).With("min", l.Planned.Min).With("max", l.Planned.Max)
			}
		}
		return found
	},
}

var lotsOfLPF = [...]string{"1", "2a", "2b"}

var lpfLots = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleLPFLots,
		Title:       "The lots of the Lead Provider Framework are 1, 2a and 2b",
		Rationale:   "Lot 1 was end-to-end support, 2a medicines management and optimisation, 2b continuing healthcare and individual funding requests. Any other code is a mistake, or belongs to another framework.",
		Fix:         "Use 1, 2a or 2b.",
		Limitations: "The second list for clinical support, announced in October 2013, is taken to be lot 2.",
		Severity:    rule.Error,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.SpendMatters, citation.Tender),
		Tags:        []string{"framework", "lpf"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"id": "lpf", "lots": [{"code": "2a"}]}`,
		BadExample:  `{"id": "lpf", "lots": [{"code": "2"}]}`,
		Related:     []rule.ID{RuleReferences},
	},
	Applies: func(a *Agreement) bool { return a.ID == LPF },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lots {
			if code := a.Lots[i].Code; !slices.Contains(lotsOfLPF[:], code) {
				found.Add(rule.PointerOf("lots", i, "code"), "the Lead Provider Framework has no lot %q: its lots are 1, 2a and 2b", code).With("lot", code)
			}
		}
		return found
	},
}

var lotLimits = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleLotLimits,
		Title:       "Each supplier bids for and holds only as many lots as the notice allows",
		Rationale:   "Limits stop one supplier taking the whole list. A bid or place over the limit should have gone to others.",
		Fix:         "Correct the limit or the awards.",
		Limitations: "Only recorded awards and refusals count as bids. No limit of the Lead Provider Framework is on record.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"framework"},
		Observed:    rule.NeverObserved,
		GoodExample: `{"lot_limits": {"places": 2}} and two places of optum`,
		BadExample:  `{"lot_limits": {"places": 2}} and three places of optum`,
		Related:     []rule.ID{RulePlannedPlaces, RuleOneBid},
	},
	Applies: func(a *Agreement) bool { return a.LotLimits.Bids > 0 || a.LotLimits.Places > 0 },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		bids, places := make(map[nhs.OrgID]int), make(map[nhs.OrgID]int)
		for i := range a.Awards {
			w := &a.Awards[i]
			bids[w.Supplier]++
			if n := a.LotLimits.Bids; n > 0 && bids[w.Supplier] == n+1 {
				found.Add(rule.PointerOf("awards", i), "%s bid for more than %s: correct the limit or the awards", w.Supplier, format.Count(n, "lot", "lots")).With("supplier", w.Supplier)
			}
			if w.Outcome != Awarded {
				continue
			}
			places[w.Supplier]++
			if n := a.LotLimits.Places; n > 0 && places[w.Supplier] == n+1 {
				found.Add(rule.PointerOf("awards", i), "%s holds a place on more than %s: correct the limit or the awards", w.Supplier, format.Count(n, "lot", "lots")).With("supplier", w.Supplier)
			}
		}
		return found
	},
}
