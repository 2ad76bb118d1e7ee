package sla

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

// damages are ways to make an agreement one that cannot be calculated.
var damages = []func(*Agreement, *rand.Rand){
	func(a *Agreement, r *rand.Rand) { anyLine(a, r).Price = nil },
	func(a *Agreement, r *rand.Rand) { *anyLine(a, r).Price = Price{Kind: "free"} },
	func(a *Agreement, r *rand.Rand) { *anyLine(a, r).Price = Price{Kind: Fixed} },
	func(a *Agreement, r *rand.Rand) {
		*anyLine(a, r).Price = Price{Kind: Fixed, Amount: pounds(maxPence + 1)}
	},
	func(a *Agreement, r *rand.Rand) {
		*anyLine(a, r).Price = Price{Kind: PerHead, Rate: rate("999999"), People: maxPeople}
	},
	func(a *Agreement, r *rand.Rand) {
		*anyLine(a, r).Price = Price{Kind: CostAndVolume, Amount: pounds(1)}
	},
	func(a *Agreement, r *rand.Rand) {
		*anyLine(a, r).Price = Price{Kind: PerUnit, Bands: []Band{{From: 1, Rate: *rate("1")}}}
	},
	func(a *Agreement, r *rand.Rand) {
		*anyLine(a, r).Price = Price{Kind: PerUnit, Volume: count(maxUnits), Bands: []Band{{From: 1, Rate: *rate("99999")}}}
	},
	func(a *Agreement, r *rand.Rand) {
		*anyLine(a, r).Price = Price{Kind: PerUnit, Volume: count(50_000), Bands: []Band{{From: 1, To: 4, Rate: *rate("1")}}}
	},
	func(a *Agreement, r *rand.Rand) { anyLine(a, r).Volumes = []Volume{{}} },
	func(a *Agreement, r *rand.Rand) {
		m := a.Term.Starts
		anyLine(a, r).Volumes = []Volume{{m.AddMonths(1), 1}, {m, 1}, {m.AddDays(1), r.Int64N(2)}}
	},
	func(a *Agreement, r *rand.Rand) { anyLine(a, r).Volumes = []Volume{{a.Term.Starts, -1}} },
	func(a *Agreement, r *rand.Rand) { a.Lines = nil },
	func(a *Agreement, r *rand.Rand) { a.Term.Ends = a.Term.Starts.AddDays(-1) },
	func(a *Agreement, r *rand.Rand) { a.Term.Ends = a.Term.Starts.AddMonths(maxMonths + 1) },
	func(a *Agreement, r *rand.Rand) { a.Indexation = make([]Indexation, maxIndexation+1) },
	func(a *Agreement, r *rand.Rand) { a.Variations = make([]Variation, maxVariations+1) },
	func(a *Agreement, r *rand.Rand) {
		a.Indexation = []Indexation{{From: a.Term.Starts, Percent: *percent("-101")}}
	},
	func(a *Agreement, r *rand.Rand) {
		a.Indexation = []Indexation{{From: a.Term.Starts, Percent: *percent("50000")}, {From: a.Term.Starts, Percent: *percent("50000")}}
	},
	func(a *Agreement, r *rand.Rand) { a.Customers[0].Share = percent("101") },
	func(a *Agreement, r *rand.Rand) {
		a.Customers[0].Share = nil
		a.Customers = append(a.Customers, Customer{})
	},
	func(a *Agreement, r *rand.Rand) { a.RiskShare = &RiskShare{Outturns: []Outturn{{}}} },
	func(a *Agreement, r *rand.Rand) {
		a.RiskShare = &RiskShare{Baseline: money("1.00"), Gain: make([]ShareBand, maxBands+1), Outturns: []Outturn{{Cost: money("1.00")}}}
	},
	func(a *Agreement, r *rand.Rand) {
		anyLine(a, r).KPIs = []KPI{{Credit: &Credit{}, Results: []Result{{}}}}
	},
}

func anyLine(a *Agreement, r *rand.Rand) *Line {
	if len(a.Lines) == 0 {
		a.Lines = []Line{{}}
	}
	l := &a.Lines[r.IntN(len(a.Lines))]
	if l.Price == nil {
		l.Price = new(Price)
	}
	return l
}

// TestRefusedIsFound: whatever a calculation refuses, a check of the agreement finds,
// at that place, above it or below it.
func TestRefusedIsFound(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	try := func(name string, a *Agreement) int {
		var problems []Problem
		s, err := Charges(a)
		if p, ok := errors.AsType[*Problem](err); ok {
			problems = append(problems, *p)
		}
		problems = append(append(problems, s.Problems...), Assess(a, ChartOptions{}).Problems...)
		found := AgreementRules().Check(a, rule.Options{}).Findings
		for _, p := range problems {
			known := false
			for i := range found {
				known = known || found[i].Path.HasPrefix(p.Path) || p.Path.HasPrefix(found[i].Path)
			}
			if !known {
				t.Errorf("%s: the calculation says %v, and the check finds nothing there: %v", name, &p, found)
			}
		}
		return len(problems)
	}
	refused := 0
	for n := range 600 {
		a := randomAgreement(r)
		which := n % len(damages)
		damages[which](a, r)
		if n >= len(damages) {
			damages[r.IntN(len(damages))](a, r)
		}
		refused += try("damage "+string(rune('A'+which)), a)
	}
	for seed := range uint64(300) {
		var a Agreement
		scramble(reflect.ValueOf(&a).Elem(), rand.New(rand.NewPCG(seed, 9)), 0)
		refused += try("scrambled", &a)
	}
	if refused < 600 {
		t.Errorf("only %d refusals: the test tries too little", refused)
	}
}
