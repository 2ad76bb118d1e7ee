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
	// RuleProviderExists wants a provider that works for the whole term, or a successor.
	RuleProviderExists rule.ID = "SLA-03"

	// RuleUniqueIdentifier wants unique identifiers of documents and bodies.
	RuleUniqueIdentifier rule.ID = "MKT-01"
	// RuleBodyExists wants every body named in a document in a register.
	RuleBodyExists rule.ID = "MKT-02"
	// RuleLineExists wants every service line named in a document in the catalogue.
	RuleLineExists rule.ID = "MKT-03"
	// RuleFrameworkExists wants every framework, lot and call-off named in a document on
	// file.
	RuleFrameworkExists rule.ID = "MKT-04"
	// RuleKindMatchesRegister compares the stated kind of a body with the registers.
	RuleKindMatchesRegister rule.ID = "MKT-05"
	// RuleBuyerExists wants a customer that exists for the whole term, or a successor.
	RuleBuyerExists rule.ID = "MKT-06"
	// RuleSuccessorBoard wants the board that succeeded the group, past June 2022.
	RuleSuccessorBoard rule.ID = "MKT-07"
	// RuleSuccessorNotCSU wants a successor other than a unit, past March 2027.
	RuleSuccessorNotCSU rule.ID = "MKT-08"
	// RuleProviderOffers wants lines that the provider is known to offer.
	RuleProviderOffers rule.ID = "MKT-09"
	// RuleSameParties wants the parties of the call-off in its agreement.
	RuleSameParties rule.ID = "MKT-10"
	// RuleNoDuplicateSpend keeps a sum of spend from being counted twice.
	RuleNoDuplicateSpend rule.ID = "MKT-11"
	// RuleSpendComplete wants each sum of spend to say what it is.
	RuleSpendComplete rule.ID = "MKT-12"
	// RuleFigureComplete wants each published figure to say what it is.
	RuleFigureComplete rule.ID = "MKT-13"
	// RuleWithinStatement compares the sums paid to units with the group's own statement.
	RuleWithinStatement rule.ID = "MKT-14"
	// RuleSumsWithinAllowance compares the sums of running cost with the allowance.
	RuleSumsWithinAllowance rule.ID = "MKT-15"
	// RuleAllowanceExists reports years without an allowance to compare sums with.
	RuleAllowanceExists rule.ID = "MKT-16"
	// RuleWithinCharges compares the sums paid to a provider with its agreements.
	RuleWithinCharges rule.ID = "MKT-17"
)

// acrossRules are the rules that need an index. They share one.
var acrossRules = rule.LiftDerived(NewIndex, rule.Join(
	rule.NewSet("market", nil, uniqueIdentifier, noOverlap),
	rule.Lift("frameworks", (*Index).listed, rule.Join(
		rule.Lift("call_offs", (*listed).cases, framework.HolderRules()),
		rule.NewSet("framework", func(l *listed) string { return string(l.value.ID) },
			supplierExists, lotLinesExist, supplierKindMatches),
		rule.Lift("call_offs", (*listed).callOffs, rule.NewSet("call-off", func(c *inMarket[framework.CallOff]) string { return c.value.ID },
			callOffBodiesExist, callOffLinesExist, buyerClassMatches, callOffBuyerExists)),
	)),
	rule.Lift("agreements", (*Index).agreementsInMarket, rule.NewSet("sla", func(d *agreementInMarket) string { return d.value.ID },
		providerExists, partiesExist, agreementLinesExist, callOffExists, partyKindMatches, customerExists, successorBoard,
		successorNotCSU, providerOffers, sameParties,
		ofCallOff(framework.CallOffRules(), framework.RuleWithinLife), ofCallOff(framework.CallOffRules(), framework.RuleLotCoversLines),
		ofCallOff(framework.CallOffRules(), framework.RuleBuyerMayUse), ofCallOff(framework.HolderRules(), framework.RuleSupplierOnLot))),
	rule.Lift("decisions", liftToMarket((*Index).decisions), rule.NewSet("decision", func(d *inMarket[decision.Decision]) string { return d.value.ID },
		decisionBodiesExist, decisionLinesExist, purchaseExists, decisionKindMatches, deciderExists)),
	rule.LiftOne("csus", func(x *Index) *Index { return x },
		rule.Lift("units", liftToMarket((*Index).allUnits), rule.NewSet("csu", func(u *inMarket[csu.Unit]) string { return string(u.value.Slug) },
			unitCustomersExist, unitLinesExist))),
	rule.Lift("spend", liftToMarket((*Index).spend), rule.NewSet("spend", spendID,
		spendBodiesExist, spendLineExists, payerExists, spendComplete)),
	rule.Lift("figures", (*Index).figures, rule.NewSet("figure", func(f *Figure) string { return f.ID }, figureComplete)),
	rule.LiftDerived(newSpendTotals, rule.NewSet("market", nil, noDuplicateSpend, withinStatement, sumsWithinAllowance, allowanceExists, withinCharges)),
))

var marketRules = rule.Join(
	rule.LiftOne("ccgs", func(m *Market) *ccg.Register { return &m.CCGs }, ccg.RegisterRules()),
	rule.LiftOne("csus", func(m *Market) *csu.Register { return &m.CSUs }, csu.RegisterRules()),
	rule.Lift("frameworks", func(m *Market) []framework.Agreement { return m.Frameworks }, framework.AgreementRules()),
	rule.Lift("agreements", func(m *Market) []sla.Agreement { return m.Agreements }, sla.AgreementRules()),
	rule.LiftDerived(func(m *Market) *decision.Register { return &decision.Register{Decisions: m.Decisions} }, decision.RegisterRules()),
	acrossRules,
	rule.NewSet("market", nil, syntheticMarked),
)

// An inMarket is a part of a market with the index of the whole.
type inMarket[T any] struct {
	*Index
	value *T
}

// liftToMarket returns a function that pairs each member of a list with the index.
func liftToMarket[T any](list func(*Index) []T) func(*Index) []inMarket[T] {
	return func(x *Index) []inMarket[T] {
		members := list(x)
		if len(members) == 0 {
			return nil
		}
		all := make([]inMarket[T], len(members))
		for i := range all {
			all[i] = inMarket[T]{x, &members[i]}
		}
		return all
	}
}

func (x *Index) decisions() []decision.Decision { return x.market.Decisions }
func (x *Index) allUnits() []csu.Unit           { return x.market.CSUs.Units }
func (x *Index) spend() []Spend                 { return x.market.Spend }
func (x *Index) figures() []Figure              { return x.market.Figures }

// listed is a framework agreement with the index of the market.
type listed struct{ inMarket[framework.Agreement] }

func (x *Index) listed() []listed {
	list := make([]listed, len(x.market.Frameworks))
	for i := range list {
		list[i] = listed{inMarket[framework.Agreement]{x, &x.market.Frameworks[i]}}
	}
	return list
}

func (l *listed) cases() []framework.Case { return l.value.Cases(l.csus) }

func (l *listed) callOffs() []inMarket[framework.CallOff] {
	return liftToMarket(func(*Index) []framework.CallOff { return l.value.CallOffs })(l.Index)
}

// citationsOf returns the citations of a rule of another package.
func citationsOf[T any](set rule.Set[T], id rule.ID) []rule.Citation {
	m, _ := set.Lookup(id)
	return m.Citations
}

// knowsLine reports whether the line is in the catalogue, or the catalogue is empty.
func (x *Index) knowsLine(id service.ID) bool {
	return id == "" || len(x.lines) == 0 || x.lines[id] != nil
}

// A register is one of the lists that a body can be in.
type register uint8

const (
	groups register = iota
	boards
	units
	suppliers // of some framework
)

// knows reports whether the body is in one of the registers, or they are all empty.
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
