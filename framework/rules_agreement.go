package framework

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// referencesMeta serves three rules, one for each kind of document that names
// parts of another.
var referencesMeta = rule.Meta{
	ID:       RuleReferences,
	Title:    "Every framework, lot, supplier and criterion that is named is on file, once",
	Why:      "A bid or a call-off for a lot that does not exist is ranked or counted nowhere, and two entries under one name hide each other.",
	Fix:      "Name one that is on file, or add it; remove or rename a repeated entry.",
	Limits:   "An award without a lot is taken to be one whose lot is not known.",
	Severity: rule.Error,
	Basis:    rule.Integrity,
	Tags:     []string{"framework"},
	Seen:     rule.SeenSynthetic,
	Good:     `{"lots": [{"code": "1"}], "awards": [{"lot": "1", …}]}`,
	Bad:      `{"lots": [{"code": "1"}], "awards": [{"lot": "3", …}]}`,
	Related:  []rule.ID{RuleWords, RuleOneBid},
}

var agreementReferences = rule.Rule[Agreement]{
	Meta: referencesMeta,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		if a.ID == "" {
			found.Add("/id", "the agreement has no ID: give one, such as lpf")
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
				found.Add(rule.At("awards", i, "lot"), "there is no lot %q: name one of the agreement's lots, or add it", w.Lot).With("lot", w.Lot)
			}
			if _, ok := suppliers[w.Supplier]; !ok {
				found.Add(rule.At("awards", i, "supplier"), "%q is not among the suppliers: name one that is, or add it", w.Supplier).With("supplier", w.Supplier)
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
		found.Add(rule.At(list, i, member), "the %s has no name to be known by: give one", what)
	case repeated:
		found.Add(rule.At(list, i, member), "%q is the name of another %s: remove or rename one", name, what).
			With(member, name).
			Relate(rule.At(list, j, member), "the other %s", what)
	default:
		first[name] = i
	}
}

var fourYears = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleFourYears,
		Title:     "A framework agreement runs no more than four years without an exceptional reason",
		Why:       "A list that nobody else can join shuts the market while it runs. The regulations of 2006 and of 2015 both stop it at four years.",
		Fix:       "End the agreement, extensions included, within four years of its first day, or record in longer_reason what is exceptional about it.",
		Limits:    "Whether a recorded reason is good enough is for lawyers. Where the first or the last day is not on file, or only in part, the outcome may be undated. The Procurement Act 2023, for procurements from 24 February 2025, has rules of its own that are not here.",
		Severity:  rule.Error,
		Basis:     rule.Law,
		Citations: citation.List(citation.PCR2015, citation.PCR2006, citation.Tricky, citation.BothPCR),
		InForce:   underPCR,
		Tags:      []string{"framework", "dates", "procurement"},
		Seen:      rule.SeenSynthetic,
		Good:      `{"dates": {"notice": "2014-02-20", "live": "2015-02-10", "expiry": "2019-02-09"}}`,
		Bad:       `{"dates": {"notice": "2014-02-20", "live": "2015-02-10", "expiry": "2020-02-09"}}`,
		Related:   []rule.ID{RuleWithinLife, RuleMayOutlive},
	},
	Applies: func(a *Agreement) bool { return a.LongerReason == "" },
	On:      func(a *Agreement) nhs.Date { return decided(a.Dates.Notice, underPCR) },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		ends, limit := a.Dates.Ends(), a.Dates.LatestLawfulEnd()
		switch {
		case limit.IsZero():
			return rule.CannotDate("the first day of the agreement is not on file")
		case ends.IsZero():
			return rule.CannotDate("the end is not on file; four years from the first day end %s", limit)
		}
		switch ends.After(limit) {
		case nhs.Unknown:
			return rule.CannotDate("the dates do not tell: it ends %s, and four years from the first day end %s", ends, limit)
		case nhs.Yes:
			member := "expiry"
			if !a.Dates.ExtendedTo.IsZero() {
				member = "extended_to"
			}
			found.Add(rule.At("dates", member), "the agreement ends %s, but four years from its first day end %s: end it by then, or record the exceptional reason", ends, limit).
				With("ends", ends).With("latest", limit)
		}
		return found
	},
}

var closedList = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleClosedList,
		Title:     "A closed framework takes no new supplier after the award",
		Why:       "Those who bid and lost, and those who did not bid, were told that the list would be closed. To let one in later is to award without competition.",
		Fix:       "Remove the award, correct its date, or say that the framework is refreshed if its notices allowed that.",
		Limits:    "A place that a merged supplier inherits is no award. An award whose day is not on file is not judged.",
		Severity:  rule.Error,
		Basis:     rule.Law,
		Citations: citation.List(citation.ClosedLists, citation.HSSFNotices),
		Tags:      []string{"framework"},
		Seen:      rule.SeenSynthetic,
		Good:      `{"kind": "closed", "dates": {"live": "2015-02-10"}, "awards": [{"on": "2015-02-05", …}]}`,
		Bad:       `{"kind": "closed", "dates": {"live": "2015-02-10"}, "awards": [{"on": "2016-02-05", …}]}`,
		Related:   []rule.ID{RuleInheritance},
	},
	Applies: func(a *Agreement) bool { return a.Kind == Closed && !a.Dates.begins().IsZero() },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		live := a.Dates.begins()
		for i := range a.Awards {
			if w := &a.Awards[i]; w.Outcome == Awarded && w.On.After(live) == nhs.Yes {
				found.Add(rule.At("awards", i, "on"), "%s was awarded its place %s, after the list was closed %s: a closed framework takes no new supplier", w.Supplier, w.On, live).
					With("supplier", w.Supplier).With("on", w.On)
			}
		}
		return found
	},
}

var shortlist = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleShortlist,
		Title:     "No more bidders are invited to tender than the notice says",
		Why:       "The notice of the Lead Provider Framework gave 30 for lot 1 and 20 for each part of lot 2. A longer list is another competition than was advertised.",
		Fix:       "Check the number. If more were invited, say why.",
		Limits:    "How many were invited is not on file for the Lead Provider Framework.",
		Severity:  rule.Warning,
		Basis:     rule.Guidance,
		Citations: citation.List(citation.Tender),
		InForce:   nhs.MustParsePeriod("2014-01-01/2014-12-31"),
		Tags:      []string{"framework", "lpf"},
		Seen:      rule.NeverSeen,
		Good:      `{"code": "1", "shortlist_cap": 30, "shortlisted": 30}`,
		Bad:       `{"code": "1", "shortlist_cap": 30, "shortlisted": 31}`,
		Related:   []rule.ID{RulePlannedPlaces},
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
				found.Add(rule.At("lots", i, "shortlisted"), "%d bidders were invited for lot %s, but the notice allowed %d: check the number", l.Shortlisted, l.Code, l.ShortlistCap).
					With("shortlisted", l.Shortlisted).With("cap", l.ShortlistCap)
			}
		}
		return found
	},
}

var monthOfAward = nhs.MustParsePeriod("2015-02-01/2015-02-28")

var plannedPlaces = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RulePlannedPlaces,
		Title:     "A lot has as many places as were planned",
		Why:       "Ten to fifteen lead providers were announced; nine came out. Fewer suppliers mean less choice than buyers were told to expect.",
		Fix:       "Nothing need be wrong. Look at who was refused, and at what choice is left.",
		Limits:    "Places are counted as awarded, not as they stand after later mergers. No limit of nine is on record.",
		Severity:  rule.Info,
		Basis:     rule.Guidance,
		Citations: citation.List(citation.Pulse, citation.Bidders, citation.Winners),
		InForce:   monthOfAward,
		Tags:      []string{"framework", "lpf"},
		Seen:      rule.SeenReal,
		Good:      `ten awards on a lot with {"planned": {"min": 10, "max": 15}}`,
		Bad:       `nine awards on a lot with {"planned": {"min": 10, "max": 15}}`,
		Related:   []rule.ID{RuleShortlist, RuleInheritance},
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
				found.Add(rule.At("lots", i, "planned"), "%s awarded on lot %s, and %d to %d planned", count(n, "place"), l.Code, l.Planned.Min, l.Planned.Max).
					With("awarded", n).With("min", l.Planned.Min).With("max", l.Planned.Max)
			}
		}
		return found
	},
}

var lotsOfLPF = [...]string{"1", "2a", "2b"}

var lpfLots = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleLPFLots,
		Title:     "The Lead Provider Framework has the lots 1, 2a and 2b",
		Why:       "Lot 1 was end-to-end support, 2a medicines management and optimisation, 2b continuing healthcare and individual funding requests. Another code is a slip, or belongs to another framework.",
		Fix:       "Use 1, 2a or 2b.",
		Limits:    "The second list for clinical support that was announced in October 2013 is read as lot 2.",
		Severity:  rule.Error,
		Basis:     rule.Guidance,
		Citations: citation.List(citation.SpendMatters, citation.Tender),
		Tags:      []string{"framework", "lpf"},
		Seen:      rule.SeenSynthetic,
		Good:      `{"id": "lpf", "lots": [{"code": "2a"}]}`,
		Bad:       `{"id": "lpf", "lots": [{"code": "2"}]}`,
		Related:   []rule.ID{RuleReferences},
	},
	Applies: func(a *Agreement) bool { return a.ID == LPF },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lots {
			if code := a.Lots[i].Code; !slices.Contains(lotsOfLPF[:], code) {
				found.Add(rule.At("lots", i, "code"), "the Lead Provider Framework has no lot %q: its lots are 1, 2a and 2b", code).With("lot", code)
			}
		}
		return found
	},
}

// consortiumMeta serves two rules, for suppliers of a framework and for bidders.
var consortiumMeta = rule.Meta{
	ID:       RuleConsortium,
	Title:    "A consortium has two or more members",
	Why:      "A consortium of one is a single supplier under another name, or a list from which somebody has been left out.",
	Fix:      "Name all members, or give the supplier's own kind. Firms that only supply to a bidder are partners, not members.",
	Limits:   "Members are told apart by their identifiers: one firm under two names counts as two.",
	Severity: rule.Error,
	Basis:    rule.Integrity,
	Tags:     []string{"framework"},
	Seen:     rule.SeenSynthetic,
	Good:     `{"kind": "consortium", "members": [{"id": "mouchel"}, {"id": "bdo"}]}`,
	Bad:      `{"kind": "consortium", "members": [{"id": "mouchel"}]}`,
	Related:  []rule.ID{RulePartner},
}

func addConsortium(found *rule.Findings, at rule.Pointer, s *Supplier) {
	distinct := make(map[nhs.OrgID]bool, len(s.Members))
	for i, m := range s.Members {
		if distinct[m.ID] {
			found.Add(at+rule.At("members", i, "id"), "%q is a member already: remove one of the two", m.ID).With("member", m.ID)
		}
		distinct[m.ID] = true
	}
	if len(distinct) < 2 {
		found.Add(at+"/members", "the consortium %s has %s: name two or more, or give its own kind", s.ID, count(len(distinct), "member")).
			With("supplier", s.ID).With("members", len(distinct))
	}
}

var agreementConsortium = rule.Rule[Agreement]{
	Meta: consortiumMeta,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Suppliers {
			if s := &a.Suppliers[i]; s.Kind == service.Consortium {
				addConsortium(&found, rule.At("suppliers", i), s)
			}
		}
		return found
	},
}

var standstillPeriod = nhs.MustParsePeriod("2009-12-20/2025-02-23")

// standstillMeta serves two rules, for framework agreements and for other
// procurements.
var standstillMeta = rule.Meta{
	ID:        RuleStandstill,
	Title:     "A contract or framework is not concluded before standstill is over",
	Why:       "A bidder who was wronged can stop a contract only before it is made. The wait runs to the end of the tenth day after an electronic notice, of the fifteenth by other means, and on to the next working day.",
	Fix:       "Conclude on a later day, or correct the dates. Standstill does not bar an announcement.",
	Limits:    "At call-off standstill is good practice and not a duty, so the rule is silent there. Working days are those of England.",
	Severity:  rule.Error,
	Basis:     rule.Law,
	Citations: citation.List(citation.StandstillLaw, citation.Standstill, citation.Winners),
	InForce:   standstillPeriod,
	Tags:      []string{"procurement", "dates"},
	Seen:      rule.SeenSynthetic,
	Good:      `bidders told electronically on 2015-01-23, concluded on 2015-02-03`,
	Bad:       `bidders told electronically on 2015-01-23, concluded on 2015-02-02`,
	Related:   []rule.ID{RuleMustCompete},
}

// checkStandstill judges a contract by the days on which bidders were told and
// on which it was made.
func checkStandstill(notified nhs.Date, by Means, concluded nhs.Date, at rule.Pointer) (found rule.Findings) {
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
		return rule.CannotDate("how bidders were told is not on file: standstill ran to %s or %s, and the contract was made on %s", least, most, concluded)
	}
	return found
}

var agreementStandstill = rule.Rule[Agreement]{
	Meta: standstillMeta,
	Applies: func(a *Agreement) bool {
		_, told := a.Dates.Award.Exact()
		_, made := a.Dates.Concluded.Exact()
		return told && made
	},
	On: func(a *Agreement) nhs.Date { return decided(a.Dates.Notice, standstillPeriod) },
	Check: func(_ rule.Pass, a *Agreement) rule.Findings {
		notified, _ := a.Dates.Award.Exact()
		concluded, _ := a.Dates.Concluded.Exact()
		return checkStandstill(notified, a.Dates.AwardMeans, concluded, "/dates/concluded")
	},
}

var lifeOfLPF = nhs.MustParsePeriod("2015-01-01/2019-12-31")

var withinValue = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:        RuleWithinValue,
		Title:     "Call-offs stay within the stated value of the framework",
		Why:       "Bidders judged by the notice what the list was worth, and a framework that is overdrawn may no longer be used. The Lead Provider Framework was put at £3bn to £5bn.",
		Fix:       "Check the values and the basis of VAT. If they are right, stop calling off, or have the change to the framework looked at by lawyers.",
		Limits:    "Without a ceiling the upper end of the estimate is taken, which binds nobody. Values with VAT are left out of the sum, and so are those not on file.",
		Severity:  rule.Warning,
		Basis:     rule.Law,
		Citations: citation.List(citation.Tender),
		InForce:   lifeOfLPF,
		Tags:      []string{"framework", "value"},
		Seen:      rule.SeenSynthetic,
		Good:      `a ceiling of £5,000,000.00 and call-offs of £9,000.00`,
		Bad:       `a ceiling of £5,000.00 and call-offs of £9,000.00`,
		Related:   []rule.ID{RuleWithinLife},
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
				addOverdrawn(&found, rule.At("lots", i, "value"), &l.Value, t, " on lot "+l.Code)
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
	found.Add(at, "%s%s come to %s, over the %s of %s: check the values", count(t.Counted, "call-off"), where, t.Known, what, *t.Limit).
		With("sum", t.Known).With("limit", *t.Limit)
}

// wordsMeta serves four rules, one for each kind of document.
var wordsMeta = rule.Meta{
	ID:       RuleWords,
	Title:    "A word from a closed list is one of that list",
	Why:      "A document with an unknown word can be read, but no rule knows what to make of it: an award whose outcome is misspelt counts as no award.",
	Fix:      "Use one of the words that the message gives.",
	Limits:   "It knows the words and not whether the right one was chosen. A word that is left out is no fault here.",
	Severity: rule.Error,
	Basis:    rule.Integrity,
	Tags:     []string{"framework", "procurement"},
	Seen:     rule.SeenSynthetic,
	Good:     `{"outcome": "awarded"}`,
	Bad:      `{"outcome": "won"}`,
	Related:  []rule.ID{RuleReferences},
}

var agreementWords = rule.Rule[Agreement]{
	Meta: wordsMeta,
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		rule.AddWord(&found, "/kind", a.Kind, []Kind{Closed, Refreshed})
		rule.AddWord(&found, "/dates/award_means", a.Dates.AwardMeans, allMeans[:])
		for i := range a.Users {
			if !rule.IsWord(a.Users[i], bodies[:]) {
				rule.AddWord(&found, rule.At("users", i), a.Users[i], bodies[:])
			}
		}
		for i := range a.Lots {
			for j, r := range a.Lots[i].Routes {
				if !rule.IsWord(r, routes[:]) {
					rule.AddWord(&found, rule.At("lots", i, "routes", j), r, routes[:])
				}
			}
		}
		for i := range a.Suppliers {
			if k := a.Suppliers[i].Kind; !rule.IsWord(k, supplierKinds[:]) {
				rule.AddWord(&found, rule.At("suppliers", i, "kind"), k, supplierKinds[:])
			}
		}
		for i := range a.Awards {
			switch o := a.Awards[i].Outcome; {
			case o == "":
				found.Add(rule.At("awards", i, "outcome"), "the outcome is missing: say awarded or unsuccessful")
			case !rule.IsWord(o, outcomes[:]):
				rule.AddWord(&found, rule.At("awards", i, "outcome"), o, outcomes[:])
			}
		}
		return found
	},
}

// orderMeta serves four rules, one for each kind of document.
var orderMeta = rule.Meta{
	ID:       RuleOrder,
	Title:    "Dates are in order and numbers are ones that can be",
	Why:      "An agreement that ends before it begins has no status on any day, and a negative number of places fills none.",
	Fix:      "Correct the date or the number.",
	Limits:   "Dates known only in part are held to be in order if they can be.",
	Severity: rule.Error,
	Basis:    rule.Integrity,
	Tags:     []string{"framework", "procurement", "dates"},
	Seen:     rule.SeenSynthetic,
	Good:     `{"live": "2015-02-10", "expiry": "2019-02-09"}`,
	Bad:      `{"live": "2015-02-10", "expiry": "2015-02-09"}`,
	Related:  []rule.ID{RuleFourYears},
}

var agreementOrder = rule.Rule[Agreement]{
	Meta: orderMeta,
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
				found.Add(rule.At("dates", s.member), "%s (%s) comes before %s (%s): correct one of them", s.member, s.on, steps[before].member, steps[before].on).
					Relate(rule.At("dates", steps[before].member), "what comes before it")
			}
			before = i
		}
		for i := range a.Lots {
			l := &a.Lots[i]
			if l.Planned != nil && (l.Planned.Min < 0 || l.Planned.Max < l.Planned.Min) {
				found.Add(rule.At("lots", i, "planned"), "%d to %d places: give the smaller number first, neither below 0", l.Planned.Min, l.Planned.Max)
			}
			if l.ShortlistCap < 0 {
				addNegative(&found, rule.At("lots", i, "shortlist_cap"), l.ShortlistCap)
			}
			if l.Shortlisted < 0 {
				addNegative(&found, rule.At("lots", i, "shortlisted"), l.Shortlisted)
			}
		}
		addNegative(&found, "/lot_limits/bids", a.LotLimits.Bids)
		addNegative(&found, "/lot_limits/places", a.LotLimits.Places)
		if v := a.Value; v.EstimateLow != nil && v.EstimateHigh != nil && v.EstimateHigh.Compare(*v.EstimateLow) < 0 {
			found.Add("/value/estimate_high", "the estimate goes from %s to %s: give the smaller sum first", *v.EstimateLow, *v.EstimateHigh)
		}
		for i := range a.Awards {
			if w := &a.Awards[i]; w.Removed != nil && w.Removed.On.Before(w.On) == nhs.Yes {
				found.Add(rule.At("awards", i, "removed", "on"), "%s lost its place %s, before it was awarded %s: correct one of them", w.Supplier, w.Removed.On, w.On)
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

var lotLimits = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:       RuleLotLimits,
		Title:    "No supplier bids for, or holds, more lots than the notice allows",
		Why:      "Lots are limited so that one supplier does not take the whole list. A bid or a place over the limit is one that others should have had.",
		Fix:      "Correct the limit or the awards.",
		Limits:   "Only awards and refusals that are on file count as bids. No limit of the Lead Provider Framework is on record.",
		Severity: rule.Error,
		Basis:    rule.Integrity,
		Tags:     []string{"framework"},
		Seen:     rule.NeverSeen,
		Good:     `{"lot_limits": {"places": 2}} and two places of optum`,
		Bad:      `{"lot_limits": {"places": 2}} and three places of optum`,
		Related:  []rule.ID{RulePlannedPlaces, RuleOneBid},
	},
	Applies: func(a *Agreement) bool { return a.LotLimits.Bids > 0 || a.LotLimits.Places > 0 },
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		bids, places := make(map[nhs.OrgID]int), make(map[nhs.OrgID]int)
		for i := range a.Awards {
			w := &a.Awards[i]
			bids[w.Supplier]++
			if n := a.LotLimits.Bids; n > 0 && bids[w.Supplier] == n+1 {
				found.Add(rule.At("awards", i), "%s bid for more than %s: correct the limit or the awards", w.Supplier, count(n, "lot")).With("supplier", w.Supplier)
			}
			if w.Outcome != Awarded {
				continue
			}
			places[w.Supplier]++
			if n := a.LotLimits.Places; n > 0 && places[w.Supplier] == n+1 {
				found.Add(rule.At("awards", i), "%s holds a place on more than %s: correct the limit or the awards", w.Supplier, count(n, "lot")).With("supplier", w.Supplier)
			}
		}
		return found
	},
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
