package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// The rules that take more than one document of a market. Those on who may hold
// a call-off (FW-06, FW-18) are in package framework.
const (
	// RuleNoOverlap keeps two agreements from covering one customer's line at once.
	RuleNoOverlap rule.ID = "SLA-02"
	// RuleProviderLasts wants a provider that works through the term, or somebody
	// who takes over.
	RuleProviderLasts rule.ID = "SLA-03"

	// RuleOwnIdentifier wants an identifier of its own for each document and body.
	RuleOwnIdentifier rule.ID = "MKT-01"
	// RuleBodyOnFile wants the bodies that documents name in the registers.
	RuleBodyOnFile rule.ID = "MKT-02"
	// RuleLineOnFile wants the service lines that documents name in the catalogue.
	RuleLineOnFile rule.ID = "MKT-03"
	// RuleFrameworkOnFile wants frameworks, lots and call-offs that are named on
	// file.
	RuleFrameworkOnFile rule.ID = "MKT-04"
	// RuleKindIsTrue holds the stated kind of a body against the registers.
	RuleKindIsTrue rule.ID = "MKT-05"
	// RuleBuyerLasts wants a customer that exists through the term, or somebody who
	// takes over.
	RuleBuyerLasts rule.ID = "MKT-06"
	// RuleRightBoard wants the board that followed the group, past June 2022.
	RuleRightBoard rule.ID = "MKT-07"
	// RuleNoUnitAfterUnits wants a successor that does not close with the units,
	// past March 2027.
	RuleNoUnitAfterUnits rule.ID = "MKT-08"
	// RuleProviderOffers wants lines that the provider is known to offer.
	RuleProviderOffers rule.ID = "MKT-09"
	// RuleSameParties holds an agreement to the parties of its call-off.
	RuleSameParties rule.ID = "MKT-10"
	// RuleToldOnce keeps a sum of spend from being told twice.
	RuleToldOnce rule.ID = "MKT-11"
	// RuleSpendInFull wants to know of each sum of spend what it is.
	RuleSpendInFull rule.ID = "MKT-12"
	// RuleFigureInFull wants to know of each published figure what it is.
	RuleFigureInFull rule.ID = "MKT-13"
	// RuleWithinStatement holds the sums paid to units against the group's own
	// statement.
	RuleWithinStatement rule.ID = "MKT-14"
	// RuleSumsWithinAllowance holds the sums of running cost against the allowance.
	RuleSumsWithinAllowance rule.ID = "MKT-15"
	// RuleAllowanceOnFile says where there is no allowance to hold sums against.
	RuleAllowanceOnFile rule.ID = "MKT-16"
	// RuleWithinCharges holds the sums paid to a provider against its agreements.
	RuleWithinCharges rule.ID = "MKT-17"
)

// acrossRules judge what takes an index. It is made once for all of them.
var acrossRules = rule.LiftView(NewIndex, rule.Join(
	rule.NewSet("market", nil, ownIdentifier, noOverlap),
	rule.Lift("frameworks", (*Index).listed, rule.Join(
		rule.Lift("call_offs", (*listed).cases, framework.HolderRules()),
		rule.NewSet("framework", func(l *listed) string { return string(l.it.ID) },
			supplierOnFile, lotLinesOnFile, supplierKindIsTrue),
		rule.Lift("call_offs", (*listed).callOffs, rule.NewSet("call-off", func(c *within[framework.CallOff]) string { return c.it.ID },
			callOffBodiesOnFile, callOffLinesOnFile, buyerClassIsTrue, callOffBuyerLasts)),
	)),
	rule.Lift("agreements", (*Index).dealings, rule.NewSet("sla", func(d *dealing) string { return d.it.ID },
		providerLasts, partiesOnFile, agreementLinesOnFile, callOffOnFile, partyKindIsTrue, customerLasts, rightBoard,
		noUnitAfterUnits, providerOffers, sameParties,
		ofCallOff(framework.CallOffRules(), framework.RuleWithinLife), ofCallOff(framework.CallOffRules(), framework.RuleLotCoversLines),
		ofCallOff(framework.CallOffRules(), framework.RuleBuyerMayUse), ofCallOff(framework.HolderRules(), framework.RuleSupplierOnLot))),
	rule.Lift("decisions", inMarket((*Index).decisions), rule.NewSet("decision", func(d *within[decision.Decision]) string { return d.it.ID },
		decisionBodiesOnFile, decisionLinesOnFile, purchaseOnFile, decisionKindIsTrue, deciderLasts)),
	rule.LiftOne("csus", func(x *Index) *Index { return x },
		rule.Lift("units", inMarket((*Index).allUnits), rule.NewSet("csu", func(u *within[csu.Unit]) string { return string(u.it.Slug) },
			unitCustomersOnFile, unitLinesOnFile))),
	rule.Lift("spend", inMarket((*Index).spend), rule.NewSet("spend", spendID,
		spendBodiesOnFile, spendLineOnFile, payerLasts, spendInFull)),
	rule.Lift("figures", (*Index).figures, rule.NewSet("figure", func(f *Figure) string { return f.ID }, figureInFull)),
	rule.LiftView(newLedger, rule.NewSet("market", nil, toldOnce, withinStatement, sumsWithinAllowance, allowanceOnFile, withinCharges)),
))

var marketRules = rule.Join(
	rule.LiftOne("ccgs", func(m *Market) *ccg.Register { return &m.CCGs }, ccg.RegisterRules()),
	rule.LiftOne("csus", func(m *Market) *csu.Register { return &m.CSUs }, csu.RegisterRules()),
	rule.Lift("frameworks", func(m *Market) []framework.Agreement { return m.Frameworks }, framework.AgreementRules()),
	rule.Lift("agreements", func(m *Market) []sla.Agreement { return m.Agreements }, sla.Rules()),
	rule.LiftView(func(m *Market) *decision.Register { return &decision.Register{Decisions: m.Decisions} }, decision.RegisterRules()),
	acrossRules,
	rule.NewSet("market", nil, syntheticMarked),
)

// A within is a part of a market with the index of the whole.
type within[T any] struct {
	*Index
	it *T
}

// inMarket returns a function that sets each member of a list beside the index.
func inMarket[T any](list func(*Index) []T) func(*Index) []within[T] {
	return func(x *Index) []within[T] {
		members := list(x)
		if len(members) == 0 {
			return nil
		}
		all := make([]within[T], len(members))
		for i := range all {
			all[i] = within[T]{x, &members[i]}
		}
		return all
	}
}

func (x *Index) decisions() []decision.Decision { return x.market.Decisions }
func (x *Index) allUnits() []csu.Unit           { return x.market.CSUs.Units }
func (x *Index) spend() []Spend                 { return x.market.Spend }
func (x *Index) figures() []Figure              { return x.market.Figures }

// listed is a framework agreement with the index of the market.
type listed struct{ within[framework.Agreement] }

func (x *Index) listed() []listed {
	list := make([]listed, len(x.market.Frameworks))
	for i := range list {
		list[i] = listed{within[framework.Agreement]{x, &x.market.Frameworks[i]}}
	}
	return list
}

func (l *listed) cases() []framework.Case { return l.it.Cases(l.csus) }

func (l *listed) callOffs() []within[framework.CallOff] {
	return inMarket(func(*Index) []framework.CallOff { return l.it.CallOffs })(l.Index)
}

// citationsOf returns what a rule of another package rests on.
func citationsOf[T any](set rule.Set[T], id rule.ID) []rule.Citation {
	m, _ := set.Lookup(id)
	return m.Citations
}

// knowsLine reports whether the line is in the catalogue, or there is none to
// look in.
func (x *Index) knowsLine(id service.ID) bool {
	return id == "" || len(x.lines) == 0 || x.lines[id] != nil
}

// A register is one of those that a body can be in.
type register uint8

const (
	groups register = iota
	boards
	units
	suppliers // of some framework
)

// knows reports whether the body is in one of the registers, or they hold nothing
// to look in.
func (x *Index) knows(id nhs.OrgID, in ...register) bool {
	if id == "" {
		return true
	}
	loaded := false
	for _, r := range in {
		switch r {
		case groups:
			if x.groups[id] != nil {
				return true
			}
			loaded = loaded || len(x.groups) > 0
		case boards:
			if x.icbs[id] != nil {
				return true
			}
			loaded = loaded || len(x.icbs) > 0
		case units:
			if x.units[id] != nil {
				return true
			}
			loaded = loaded || len(x.units) > 0
		case suppliers:
			if x.listedSuppliers[id] {
				return true
			}
			loaded = loaded || len(x.listedSuppliers) > 0
		}
	}
	return !loaded
}
