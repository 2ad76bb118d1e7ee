package commissioning_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// A shuffled market has bodies that come again and again in no order, named by
// slug and by code, unnamed, and twice in one document.
func shuffledMarket(r *rand.Rand) *commissioning.Market {
	group := func() nhs.OrgID { return []nhs.OrgID{"00A", "00B", "00C", ""}[r.IntN(4)] }
	unit := func() nhs.OrgID { return []nhs.OrgID{"anglia", "0AP", "north", "capita", ""}[r.IntN(5)] }
	first := nhs.MustParseDate("2013-04-01")
	m := &commissioning.Market{
		CSUs:       csu.Register{Units: []csu.Unit{{Slug: "anglia", ODSCode: "0AP"}, {Slug: "north"}}},
		Frameworks: []framework.Agreement{{ID: "lpf"}, {ID: "hssf"}},
	}
	for i := range 200 {
		a := sla.Agreement{ID: fmt.Sprint("sla-", i), Provider: sla.Provider{ID: unit()}}
		for range 1 + r.IntN(3) {
			a.Customers = append(a.Customers, sla.Customer{ID: group()})
		}
		if r.IntN(5) > 0 {
			a.Term = sla.Term{Starts: first.AddDays(r.IntN(1000)), Ends: first.AddDays(r.IntN(1500))}
		}
		m.Agreements = append(m.Agreements, a)
		year, err := nhs.FinancialYearStarting(2013 + r.IntN(3))
		if err != nil {
			panic(err)
		}
		m.Spend = append(m.Spend, commissioning.Spend{Customer: group(), Supplier: unit(), Year: year, Amount: nhs.MoneyFromPence(int64(i))})
		m.Decisions = append(m.Decisions, decision.Decision{ID: fmt.Sprint("d-", i), CCG: group()})
		f := &m.Frameworks[r.IntN(2)]
		f.CallOffs = append(f.CallOffs, framework.CallOff{ID: fmt.Sprint("c-", i), Supplier: unit(), Buyers: []nhs.OrgID{group(), group()}})
	}
	return m
}

// What the index finds is what a walk through the whole market finds.
// It is long because the walk that it is compared with is written out.
func TestIndexAgainstAWalk(t *testing.T) {
	m := shuffledMarket(rand.New(rand.NewPCG(8, 1)))
	x := commissioning.NewIndex(m)
	same := func(a, b nhs.OrgID) bool {
		return a != "" && (a == b || a == "0AP" && b == "anglia" || a == "anglia" && b == "0AP")
	}
	day, year := nhs.MustParseDate("2014-10-01"), nhs.MustParseFinancialYear("2014/15")
	for _, id := range []nhs.OrgID{"00A", "00B", "00C", "00D", "anglia", "0AP", "north", "capita", "nobody", ""} {
		want := make(map[string][]string)
		for i := range m.Agreements {
			a := &m.Agreements[i]
			on := a.Term.Period().Contains(day)
			is := same(a.Provider.ID, id)
			if is {
				want["with"] = append(want["with"], a.ID)
			}
			if is && on {
				want["with, on a day"] = append(want["with, on a day"], a.ID)
			}
			of := false
			for _, c := range a.Customers {
				of = of || c.ID == id && id != ""
			}
			if of {
				want["of"] = append(want["of"], a.ID)
			}
			if of && on {
				want["of, on a day"] = append(want["of, on a day"], a.ID)
			}
		}
		for i := range m.Spend {
			s := &m.Spend[i]
			if s.Customer == id && id != "" && s.Year == year {
				want["spend of"] = append(want["spend of"], s.Amount.String())
			}
			if same(s.Supplier, id) && s.Year == year {
				want["spend with"] = append(want["spend with"], s.Amount.String())
			}
		}
		for i := range m.Decisions {
			if d := &m.Decisions[i]; d.CCG == id && id != "" {
				want["decisions"] = append(want["decisions"], d.ID)
			}
		}
		for i := range m.Frameworks {
			for _, c := range m.Frameworks[i].CallOffs {
				if c.Buyers[0] == id || c.Buyers[1] == id {
					want["call-offs of"] = append(want["call-offs of"], c.ID)
				}
				if same(c.Supplier, id) {
					want["call-offs from"] = append(want["call-offs from"], c.ID)
				}
			}
		}
		got := make(map[string][]string)
		agreements := func(name string, list iter.Seq[*sla.Agreement]) {
			for a := range list {
				got[name] = append(got[name], a.ID)
			}
		}
		agreements("of", x.AgreementsByCustomer(id, nhs.Date{}))
		agreements("of, on a day", x.AgreementsByCustomer(id, day))
		agreements("with", x.AgreementsBySupplier(id, nhs.Date{}))
		agreements("with, on a day", x.AgreementsBySupplier(id, day))
		for s := range x.SpendByCustomer(id, year) {
			got["spend of"] = append(got["spend of"], s.Amount.String())
		}
		for s := range x.SpendBySupplier(id, year) {
			got["spend with"] = append(got["spend with"], s.Amount.String())
		}
		for d := range x.DecisionsByCustomer(id) {
			got["decisions"] = append(got["decisions"], d.ID)
		}
		for _, c := range x.CallOffsByCustomer(id) {
			got["call-offs of"] = append(got["call-offs of"], c.ID)
		}
		for _, c := range x.CallOffsBySupplier(id) {
			got["call-offs from"] = append(got["call-offs from"], c.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", id, diff)
		}
	}
	on := 0
	for a := range x.AgreementsOn(day) {
		on++
		if !a.Term.Period().Contains(day) {
			t.Errorf("%s did not run on %s", a.ID, day)
		}
	}
	all := 0
	for range x.AgreementsOn(nhs.Date{}) {
		all++
	}
	if on == 0 || all != len(m.Agreements) {
		t.Errorf("%d agreements on a day, %d in all", on, all)
	}
}

// Lots and the places on them are found by the service line.
func TestPlacesFor(t *testing.T) {
	x := realIndex(t)
	day := nhs.MustParseDate("2017-05-01")
	lots := 0
	for a, lot := range x.LotsFor("finance") {
		lots++
		places := x.Places(a.ID, lot.Code, day)
		if diff := cmp.Diff(a.Places(lot.Code, day, x.CSUHistory()), places); diff != "" {
			t.Errorf("lot %s (-want +got):\n%s", lot.Code, diff)
		}
	}
	held := 0
	for range x.PlacesFor("finance", day) {
		held++
	}
	if lots == 0 || held == 0 {
		t.Errorf("%d lots have the line, and %d places are held on them", lots, held)
	}
	if x.Places("nonesuch", "1", day) != nil {
		t.Error("a framework that is not on file has places")
	}
	for range x.LotsFor("nonesuch") {
		t.Error("a lot has a line that is none")
	}
}

// Documents are found by their identifiers; of two with one, the first counts.
func TestIndexByID(t *testing.T) {
	x := commissioning.NewIndex(&commissioning.Market{
		ServiceLines: service.Catalogue{{ID: "hr", Name: "first"}, {ID: "hr", Name: "second"}, {Name: "unnamed"}},
		Agreements:   []sla.Agreement{{ID: "a", Title: "first"}, {ID: "a", Title: "second"}, {Title: "unnamed"}},
		Frameworks: []framework.Agreement{
			{ID: "lpf", CallOffs: []framework.CallOff{{ID: "c", Note: "first"}, {Note: "unnamed"}}},
			{ID: "hssf", CallOffs: []framework.CallOff{{ID: "c", Note: "second"}}},
		},
	})
	line, _ := x.Line("hr")
	agreement, _ := x.Agreement("a")
	under, callOff, _ := x.CallOff("c")
	got := []string{line.Name, agreement.Title, callOff.Note, string(under.ID)}
	if diff := cmp.Diff([]string{"first", "first", "first", "lpf"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, id := range []string{"", "nonesuch"} {
		_, isLine := x.Line(service.ID(id))
		_, isAgreement := x.Agreement(id)
		_, _, isCallOff := x.CallOff(id)
		if isLine || isAgreement || isCallOff {
			t.Errorf("%q is found", id)
		}
	}
}

func TestAsOfLookUpsDoNotAllocate(t *testing.T) {
	x := commissioning.NewIndex(shuffledMarket(rand.New(rand.NewPCG(8, 2))))
	day, year := nhs.MustParseDate("2014-10-01"), nhs.MustParseFinancialYear("2014/15")
	for name, lookUp := range map[string]func(){
		"agreements on a day": func() {
			for range x.AgreementsOn(day) {
			}
		},
		"agreements of a customer": func() {
			for range x.AgreementsByCustomer("00A", day) {
			}
		},
		"agreements with a provider": func() {
			for range x.AgreementsBySupplier("0AP", day) {
			}
		},
		"decisions": func() {
			for range x.DecisionsByCustomer("00A") {
			}
		},
		"spend of a customer": func() {
			for range x.SpendByCustomer("00A", year) {
			}
		},
		"spend with a supplier": func() {
			for range x.SpendBySupplier("0AP", year) {
			}
		},
		"call-offs of a buyer": func() {
			for range x.CallOffsByCustomer("00A") {
			}
		},
		"call-offs from a supplier": func() {
			for range x.CallOffsBySupplier("0AP") {
			}
		},
		"lots for a line": func() {
			for range x.LotsFor("finance") {
			}
		},
	} {
		if n := testing.AllocsPerRun(100, lookUp); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
