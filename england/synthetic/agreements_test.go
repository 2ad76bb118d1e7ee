package synthetic_test

import (
	"math"
	"slices"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// The lines of an agreement for a whole year come to the group's plan, to the
// penny, and with the line for what lies beyond to what the group paid, if that is
// more. Agreements for a part of the year come to at least what was paid.
func TestSyntheticAgreementsReproducePlansAndPayments(t *testing.T) {
	for _, seed := range []uint64{0, 1, math.MaxUint64} {
		m := completed(t, seed)
		all := years(m)
		customers := make(map[nhs.OrgID]bool)
		terms := make(map[int]int)
		whole := 0
		for i := range m.Agreements {
			a := &m.Agreements[i]
			group := a.Customers[0].ID
			customers[group] = true
			terms[months(&a.Term)]++
			charges, err := sla.Charges(a)
			if err != nil || charges.Years[0].Amount == nil {
				t.Fatal(group, err, charges.Problems)
			}
			charged := *charges.Years[0].Amount
			var beyond nhs.Money
			planned := len(a.Lines)
			if last := &a.Lines[len(a.Lines)-1]; last.Service == "" {
				beyond = *last.Price.Amount
				planned--
			}
			if planned < 3 {
				t.Errorf("seed %d: %s buys %d lines, want at least three", seed, group, planned)
			}
			plan, _ := all[group].Plan.Spent(ccg.FromCSU)
			paid := *all[group].Outturn.Parts[0].Amount
			want := paid
			if a.Term.Ends.Before(year2013.Last()) {
				if over := charged.Sub(paid); over.Sign() < 0 || beyond.Sign() > 0 && over.Compare(money("0.10")) > 0 {
					t.Errorf("seed %d: the agreement of %s costs %s in 2013/14, which is not what it paid, %s", seed, group, charged, paid)
				}
				continue
			}
			whole++
			if plan.Compare(paid) > 0 {
				want = plan
			}
			if !charged.Sub(beyond).Equal(plan) || !charged.Equal(want) {
				t.Errorf("seed %d: the agreement of %s costs %s in 2013/14, of which %s beyond the plan; the plan is %s and %s was paid",
					seed, group, charged, beyond, plan, paid)
			}
		}
		if len(m.Agreements) != 211 || len(customers) != 211 || whole != 201 {
			t.Errorf("seed %d: %d agreements of %d groups, of which %d cover the year; want 211, 211 and 201", seed, len(m.Agreements), len(customers), whole)
		}
		for _, n := range []int{12, 18, 24, 36, 60} {
			if terms[n] == 0 {
				t.Errorf("seed %d: no agreement runs for %d months: %v", seed, n, terms)
			}
		}
	}
}

// months returns how many whole months a term has.
func months(term *sla.Term) int {
	n := 0
	for !term.Starts.AddMonths(n + 1).AddDays(-1).After(term.Ends) {
		n++
	}
	return n
}

// What a group decided to buy is what its agreement sells, and what is shared is
// shared with somebody who does it.
func TestSyntheticDecisionsAndAgreementsAgree(t *testing.T) {
	for _, seed := range seeds(10) {
		m := completed(t, seed)
		type matter struct {
			group nhs.OrgID
			line  service.ID
		}
		bought := make(map[matter]bool)
		for i := range m.Agreements {
			a := &m.Agreements[i]
			for j := range a.Lines {
				if a.Lines[j].Service != "" {
					bought[matter{a.Customers[0].ID, a.Lines[j].Service}] = true
				}
			}
		}
		chosen := make(map[matter]decision.Kind)
		groups := make(map[string]bool)
		for i := range m.Decisions {
			d := &m.Decisions[i]
			o, ok := d.Option(d.Chosen)
			if !ok {
				t.Fatalf("seed %d: %s chooses nothing", seed, d.ID)
			}
			k := matter{d.CCG, d.Line}
			if chosen[k] = o.Kind; bought[k] != (o.Kind == decision.Buy) {
				t.Errorf("seed %d: %s chooses to %s, and its agreement has the line: %t", seed, d.ID, o.Kind, bought[k])
			}
			line, _ := m.ServiceLines.Lookup(d.Line)
			groups[line.Group] = true
		}
		for i := range m.Decisions {
			d := &m.Decisions[i]
			if o, _ := d.Option(d.Chosen); o.Kind == decision.Share && chosen[matter{o.Sharing.Lead, d.Line}] != decision.Make {
				t.Errorf("seed %d: %s is shared with %s, which does not do it", seed, d.ID, o.Sharing.Lead)
			}
		}
		if len(m.Decisions) != 211*8 || len(chosen) != len(m.Decisions) || len(groups) != 8 {
			t.Errorf("seed %d: %d decisions of %d matters in %d families, want 1,688 in 8", seed, len(m.Decisions), len(chosen), len(groups))
		}
	}
}

// The method is that of docs/synthetic.md.
func TestSyntheticFollowsItsMethod(t *testing.T) {
	terms := make(map[nhs.OrgID]nhs.Date)
	levels := make(map[string]int)
	for _, seed := range seeds(10) {
		m := completed(t, seed)
		x := commissioning.NewIndex(m)
		all := years(m)
		people := func(code nhs.OrgID) int64 { return int64(all[code].Headcount.People) }
		perHead := func(code nhs.OrgID) nhs.Rate {
			rate, err := all[code].Outturn.Parts[0].Amount.PerHead(people(code))
			if err != nil {
				t.Fatal(err)
			}
			return rate
		}
		// Both left or lost their unit within the year.
		for code, most := range map[nhs.OrgID]string{"06K": "4.00", "09N": "10.00"} {
			if rate := perHead(code); rate.Compare(nhs.MustParseRate(most)) > 0 {
				t.Errorf("seed %d: %s pays %s a head for a part of the year", seed, code, rate)
			}
		}
		var low, high []nhs.Rate // paid by those that plan little and much
		for code, y := range all {
			switch plan, _ := y.PerHead(y.Plan, ccg.FromCSU); {
			case plan.Compare(nhs.MustParseRate("7")) < 0:
				low = append(low, perHead(code))
			case plan.Compare(nhs.MustParseRate("11")) > 0:
				high = append(high, perHead(code))
			}
		}
		slices.SortFunc(low, nhs.Rate.Compare)
		slices.SortFunc(high, nhs.Rate.Compare)
		if median, other := low[len(low)/2], high[len(high)/2]; median.Compare(other) >= 0 {
			t.Errorf("seed %d: groups that plan little pay %s a head, those that plan much %s", seed, median, other)
		}
		for i := range m.Agreements {
			a := &m.Agreements[i]
			c := a.Customers[0]
			terms[c.ID] = a.Term.Ends
			switch d := &a.Disclosure; {
			case d.Default != "":
				levels[string(d.Default)]++
			case len(d.Parts) == len(a.Lines):
				levels["prices"]++
			case len(d.Parts) == 0:
				levels["public"]++
			}
			if g, _ := x.CCG(c.ID); !g.Closed.IsZero() && a.Term.Ends.After(g.Closed) && c.Successor != follower(m.CCGs.Successions, c.ID) {
				t.Errorf("seed %d: %s outlives its customer %s, whose successor is given as %q", seed, a.ID, c.ID, c.Successor)
			}
		}
		if got := terms["99N"]; got != nhs.MustParseDate("2016-03-31") {
			t.Errorf("seed %d: the agreement of Wiltshire ends on %s", seed, got)
		}
		for i := range m.Decisions {
			d := &m.Decisions[i]
			chosen, turnedDown := d.Options[0], d.Options[1]
			if chosen.ID != d.Chosen || chosen.Costs[0].Amount.Compare(*turnedDown.Costs[0].Amount) >= 0 {
				t.Errorf("seed %d: %s chooses what costs %s over what costs %s", seed, d.ID, chosen.Costs[0].Amount, turnedDown.Costs[0].Amount)
			}
		}
	}
	// In a hundred 60 are public, 25 withhold prices, 12 and 3 everything.
	all := levels["public"] + levels["prices"] + levels["confidential"] + levels["parties-only"]
	for level, share := range map[string]int{"public": 60, "prices": 25, "confidential": 12, "parties-only": 3} {
		if got := 100 * levels[level] / all; got < share-3 || got > share+3 {
			t.Errorf("%s: %d in a hundred of %d agreements, want some %d", level, got, all, share)
		}
	}
}

// No agreement outlives its unit and all that followed it, and a unit that ends
// before its agreement has a successor.
func TestSyntheticAgreementsEndInTime(t *testing.T) {
	m := completed(t, 7)
	for i := range m.Agreements {
		a := &m.Agreements[i]
		for id := a.Provider.ID; ; {
			u, ok := m.CSUs.Unit(id)
			if !ok {
				t.Errorf("%s outlives %s, and nobody goes on", a.ID, a.Provider.ID)
				break
			}
			if u.Closed.IsZero() || !a.Term.Ends.After(u.Closed.Earliest()) {
				break
			}
			id = follower(m.CSUs.Successions, id)
			if u.Slug == a.Provider.ID && a.Provider.Successor != id {
				t.Errorf("%s names %q as successor of %s, want %q", a.ID, a.Provider.Successor, u.Slug, id)
			}
		}
	}
}

func follower(steps []lineage.Succession, unit nhs.OrgID) nhs.OrgID {
	for _, s := range steps {
		if s.Predecessor == unit {
			return s.Successor
		}
	}
	return ""
}
