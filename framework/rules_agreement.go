package framework

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// referencesMeta serves three rules, one for each kind of document that names parts.
var referencesMeta = rule.Meta{
	ID:          RuleReferences,
	Title:       "Every framework, lot, supplier and criterion named exists, once",
	Rationale:   "A bid or call-off for a lot that does not exist is never ranked or counted. Two entries with one name hide each other.",
	Fix:         "Name one that exists, or add it. Remove or rename a duplicate.",
	Limitations: "An award without a lot is treated as one whose lot is unknown.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"framework"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"lots": [{"code": "1"}], "awards": [{"lot": "1", …}]}`,
	BadExample:  `{"lots": [{"code": "1"}], "awards": [{"lot": "3", …}]}`,
	Related:     []rule.ID{procurement.RuleWords, RuleOneBid},
}

var agreementReferences = rule.Rule[Agreement]{
	Meta: referencesMeta,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if a.ID == "" {
			found.Add("/id", "missing ID: the agreement needs one, such as lpf")
		}
		lots := make(map[string]int, len(a.Lots))
		for i := range a.Lots {
			addRepeated(&found, "lot", a.Lots[i].Code, lots, i, "lots", "code")
		}
		suppliers := make(map[nhs.OrgID]int, len(a.Suppliers))
		for i := range a.Suppliers {
			addRepeated(&found, "supplier", a.Suppliers[i].ID, suppliers, i, "suppliers", "id")
		}
		criteria := make(map[string]int, len(a.Criteria))
		for i := range a.Criteria {
			addRepeated(&found, "criterion", a.Criteria[i].ID, criteria, i, "criteria", "id")
		}
		for i := range a.Awards {
			w := &a.Awards[i]
			if _, ok := lots[w.Lot]; !ok && w.Lot != "" {
				found.Add(rule.PointerOf("awards", i, "lot"), "unknown lot %q: name one of the agreement's lots, or add it", w.Lot).With("lot", w.Lot)
			}
			if _, ok := suppliers[w.Supplier]; !ok {
				found.Add(rule.PointerOf("awards", i, "supplier"), "unknown supplier %q: name one of the suppliers, or add it", w.Supplier).With("supplier", w.Supplier)
			}
		}
		return found
	},
}

// addRepeated reports the name of the i-th entry of a list if it is missing or an
// earlier entry has it.
func addRepeated[K ~string](found *rule.Findings, what string, name K, first map[K]int, i int, list, member string) {
	j, repeated := first[name]
	switch {
	case name == "":
		found.Add(rule.PointerOf(list, i, member), "missing name of the %s: give one", what)
	case repeated:
		found.Add(rule.PointerOf(list, i, member), "duplicate %s %q: remove or rename one", what, name).
			With(member, name).
			WithRelated(rule.PointerOf(list, j, member), "the other %s", what)
	default:
		first[name] = i
	}
}

var maximumTerm = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleMaximumTerm,
		Title:       "A framework agreement runs four years at most, unless for an exceptional reason",
		Rationale:   "A list that nobody else can join closes the market while it runs. The regulations of 2006 and of 2015 both limit it to four years.",
		Fix:         "End the agreement, extensions included, within four years of its first day, or record in longer_reason what is exceptional about it.",
		Limitations: "Whether a recorded reason is good enough is for lawyers. If the first or last day is missing or partly known, the outcome may be undated. The Procurement Act 2023 has rules of its own for procurements from 24 February 2025, which are not here.",
		Severity:    rule.Error,
		Basis:       rule.Law,
		Citations:   citation.List(citation.PCR2015, citation.PCR2006, citation.Tricky, citation.BothPCR),
		InForce:     underPCRs,
		Tags:        []string{"framework", "dates", "procurement"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"dates": {"notice": "2014-02-20", "live": "2015-02-10", "expiry": "2019-02-09"}}`,
		BadExample:  `{"dates": {"notice": "2014-02-20", "live": "2015-02-10", "expiry": "2020-02-09"}}`,
		Related:     []rule.ID{RuleWithinLife, RuleMayOutlive},
	},
	Applies: func(a *Agreement) bool { return a.LongerReason == "" },
	On:      func(a *Agreement) nhs.Date { return decided(a.Dates.Notice, underPCRs) },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		ends, limit := a.Dates.Ends(), a.Dates.LatestLawfulEnd()
		switch {
		case limit.IsZero():
			return rule.MissingDate("the first day of the agreement is unknown")
		case ends.IsZero():
			return rule.MissingDate("the end is unknown; four years from the first day end %s", limit)
		}
		switch ends.After(limit) {
		case nhs.Unknown:
			return rule.MissingDate("the dates leave it open: it ends %s, and four years from the first day end %s", ends, limit)
		case nhs.Yes:
			member := "expiry"
			if !a.Dates.ExtendedTo.IsZero() {
				member = "extended_to"
			}
			found.Add(rule.PointerOf("dates", member), "ends %s, but four years from the first day end %s: end it by then, or record the exceptional reason", ends, limit).
				With("ends", ends).With("latest", limit)
		}
		return found
	},
}

// consortiumMeta serves two rules, for suppliers of a framework and for bidders.
var consortiumMeta = rule.Meta{
	ID:          RuleConsortium,
	Title:       "A consortium has two or more members",
	Rationale:   "A consortium of one is a single supplier under another name, or its list of members is incomplete.",
	Fix:         "Name all members, or give the supplier's own kind. Firms that only supply a bidder are partners, not members.",
	Limitations: "Members are distinguished by their identifiers: one firm under two names counts as two.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"framework"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"kind": "consortium", "members": [{"id": "mouchel"}, {"id": "bdo"}]}`,
	BadExample:  `{"kind": "consortium", "members": [{"id": "mouchel"}]}`,
	Related:     []rule.ID{RulePartner},
}

func addConsortium(found *rule.Findings, at rule.Pointer, s *Supplier) {
	distinct := make(map[nhs.OrgID]bool, len(s.Members))
	for i, m := range s.Members {
		if distinct[m.ID] {
			found.Add(at+rule.PointerOf("members", i, "id"), "duplicate member %q: remove one", m.ID).With("member", m.ID)
		}
		distinct[m.ID] = true
	}
	if len(distinct) < 2 {
		found.Add(at+"/members", "consortium %s has %s: name two or more, or give its own kind", s.ID, format.Count(len(distinct), "member", "members")).
			With("supplier", s.ID).With("members", len(distinct))
	}
}

var agreementConsortium = rule.Rule[Agreement]{
	Meta: consortiumMeta,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Suppliers {
			if s := &a.Suppliers[i]; s.Kind == service.Consortium {
				addConsortium(&found, rule.PointerOf("suppliers", i), s)
			}
		}
		return found
	},
}

var agreementStandstill = rule.Rule[Agreement]{
	Meta: sharedMeta(procurement.RuleStandstill),
	Applies: func(a *Agreement) bool {
		_, notified := a.Dates.Award.Exact()
		_, concluded := a.Dates.Concluded.Exact()
		return notified && concluded
	},
	On: func(a *Agreement) nhs.Date { return decided(a.Dates.Notice, standstillPeriods) },
	Check: func(_ rule.Pass, a *Agreement) rule.Findings {
		notified, _ := a.Dates.Award.Exact()
		concluded, _ := a.Dates.Concluded.Exact()
		return procurement.CheckStandstill(notified, a.Dates.AwardMeans, concluded, "/dates/concluded")
	},
}

var lifeOfLPF = nhs.MustParsePeriod("2015-01-01/2019-12-31")

var withinValue = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleWithinValue,
		Title:       "Call-offs stay within the stated value of the framework",
		Rationale:   "Bidders judged from the notice what the list was worth, and a framework may not be used beyond that. The Lead Provider Framework was estimated at £3bn to £5bn.",
		Fix:         "Check the values and the VAT basis. If they are right, stop calling off, or ask lawyers about changing the framework.",
		Limitations: "Without a ceiling the upper end of the estimate is used, which binds nobody. Values with VAT and unknown values are left out of the sum.",
		Severity:    rule.Warning,
		Basis:       rule.Law,
		Citations:   citation.List(citation.Tender),
		InForce:     lifeOfLPF,
		Tags:        []string{"framework", "value"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `a ceiling of £5,000,000.00 and call-offs of £9,000.00`,
		BadExample:  `a ceiling of £5,000.00 and call-offs of £9,000.00`,
		Related:     []rule.ID{RuleWithinLife},
	},
	Applies: func(a *Agreement) bool {
		if _, limited := a.Value.Limit(); limited {
			return true
		}
		return slices.ContainsFunc(a.Lots, func(l Lot) bool { _, limited := l.Value.Limit(); return limited })
	},
	On: func(a *Agreement) nhs.Date { return decided(a.Dates.begins(), lifeOfLPF) },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		addOverdrawn(&found, "/value", &a.Value, a.Total(""), "")
		var totals map[string]Total
		for i := range a.Lots {
			l := &a.Lots[i]
			if limit, limited := l.Value.Limit(); limited && l.Code != "" {
				if totals == nil {
					totals = a.totals()
				}
				t := totals[l.Code]
				left := limit.Sub(t.Known)
				t.Limit, t.Left = &limit, &left
				addOverdrawn(&found, rule.PointerOf("lots", i, "value"), &l.Value, t, " on lot "+l.Code)
			}
		}
		return found
	},
}

func addOverdrawn(found *rule.Findings, at rule.Pointer, v *Value, t Total, where string) {
	if t.Left == nil || t.Left.Sign() >= 0 {
		return
	}
	what := "ceiling"
	if v.Ceiling == nil {
		what = "upper estimate"
	}
	found.Add(at, "%s%s worth %s, over the %s of %s: check the values", format.Count(t.Counted, "call-off", "call-offs"), where, t.Known, what, *t.Limit).
		With("sum", t.Known).With("limit", *t.Limit)
}

var agreementWords = rule.Rule[Agreement]{
	Meta: sharedMeta(procurement.RuleWords),
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		rule.AddWord(&found, "/kind", a.Kind, []Kind{Closed, Refreshed})
		if m := a.Dates.AwardMeans; m != "" && !m.IsKnown() {
			rule.AddWord(&found, "/dates/award_means", m, procurement.NoticeMethods())
		}
		for i := range a.Users {
			if u := a.Users[i]; u != "" && !u.IsKnown() {
				rule.AddWord(&found, rule.PointerOf("users", i), u, procurement.BuyerClasses())
			}
		}
		for i := range a.Lots {
			for j, r := range a.Lots[i].Routes {
				if r != "" && !r.IsKnown() {
					rule.AddWord(&found, rule.PointerOf("lots", i, "routes", j), r, procurement.Routes())
				}
			}
		}
		for i := range a.Suppliers {
			if k := a.Suppliers[i].Kind; !rule.IsWord(k, supplierKinds[:]) {
				rule.AddWord(&found, rule.PointerOf("suppliers", i, "kind"), k, supplierKinds[:])
			}
		}
		for i := range a.Awards {
			switch o := a.Awards[i].Outcome; {
			case o == "":
				found.Add(rule.PointerOf("awards", i, "outcome"), "missing outcome: say awarded or unsuccessful")
			case !rule.IsWord(o, outcomes[:]):
				rule.AddWord(&found, rule.PointerOf("awards", i, "outcome"), o, outcomes[:])
			}
		}
		return found
	},
}

var agreementOrder = rule.Rule[Agreement]{
	Meta: sharedMeta(procurement.RuleOrder),
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		d := &a.Dates
		steps := [...]struct {
			member string
			on     nhs.PartialDate
		}{
			{"prior_notice", d.PriorNotice}, {"notice", d.Notice}, {"selection", d.Selection}, {"tender", d.Tender}, {"award", d.Award},
			{"concluded", d.Concluded}, {"live", d.Live}, {"seen_live", d.SeenLive}, {"expiry", d.Expiry}, {"extended_to", d.ExtendedTo},
		}
		before := -1
		for i, s := range steps {
			if s.on.IsZero() || s.member == "seen_live" {
				continue
			}
			if before >= 0 && s.on.Before(steps[before].on) == nhs.Yes {
				found.Add(rule.PointerOf("dates", s.member), "%s (%s) is before %s (%s): correct one of them", s.member, s.on, steps[before].member, steps[before].on).
					WithRelated(rule.PointerOf("dates", steps[before].member), "the earlier step")
			}
			before = i
		}
		for i := range a.Lots {
			l := &a.Lots[i]
			if l.Planned != nil && (l.Planned.Min < 0 || l.Planned.Max < l.Planned.Min) {
				found.Add(rule.PointerOf("lots", i, "planned"), "%d to %d places: give the smaller number first, neither below 0", l.Planned.Min, l.Planned.Max)
			}
			if l.ShortlistCap < 0 {
				addNegative(&found, rule.PointerOf("lots", i, "shortlist_cap"), l.ShortlistCap)
			}
			if l.Shortlisted < 0 {
				addNegative(&found, rule.PointerOf("lots", i, "shortlisted"), l.Shortlisted)
			}
		}
		addNegative(&found, "/lot_limits/bids", a.LotLimits.Bids)
		addNegative(&found, "/lot_limits/places", a.LotLimits.Places)
		if v := a.Value; v.EstimateLow != nil && v.EstimateHigh != nil && v.EstimateHigh.Compare(*v.EstimateLow) < 0 {
			found.Add("/value/estimate_high", "the estimate goes from %s to %s: give the smaller sum first", *v.EstimateLow, *v.EstimateHigh)
		}
		for i := range a.Awards {
			if w := &a.Awards[i]; w.Removed != nil && w.Removed.On.Before(w.On) == nhs.Yes {
				found.Add(rule.PointerOf("awards", i, "removed", "on"), "%s lost its place %s, before the award %s: correct one of them", w.Supplier, w.Removed.On, w.On)
			}
		}
		return found
	},
}

func addNegative(found *rule.Findings, at rule.Pointer, n int) {
	if n < 0 {
		found.Add(at, "%d is below 0: give a number from 0 up", n)
	}
}

// listed returns names for a message, at most a few.
func listed[T fmt.Stringer](ids []T) string {
	const most = 5
	names := make([]string, 0, most)
	for _, id := range ids[:min(len(ids), most)] {
		names = append(names, id.String())
	}
	if len(ids) > most {
		names = append(names, fmt.Sprintf("and %d more", len(ids)-most))
	}
	return strings.Join(names, ", ")
}
