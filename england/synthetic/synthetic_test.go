package synthetic_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

func market(tb testing.TB) *commissioning.Market {
	tb.Helper()
	m, err := england.Market()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

var year2013 = nhs.MustParseFinancialYear("2013/14")

// seeds are those that every property is tried on.
func seeds(n uint64) []uint64 {
	list := []uint64{math.MaxUint64, math.MaxInt64, 1 << 32, 20130401}
	for seed := range n {
		list = append(list, seed)
	}
	return list
}

func completed(t *testing.T, seed uint64) *commissioning.Market {
	t.Helper()
	m, err := synthetic.Market(seed)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return m
}

// years returns the completed year of every group, by code.
func years(m *commissioning.Market) map[nhs.OrgID]ccg.Year {
	all := make(map[nhs.OrgID]ccg.Year)
	for i := range m.CCGs.Groups {
		g := &m.CCGs.Groups[i]
		if y, ok := g.Year(year2013); ok {
			all[g.Code] = y
		}
	}
	return all
}

func money(s string) nhs.Money { return nhs.MustParseMoney(s) }

func TestSyntheticMeetsItsTargets(t *testing.T) {
	least, most := nhs.MustParseRate("5"), nhs.MustParseRate("15")
	for _, seed := range seeds(50) {
		m := completed(t, seed)
		all := years(m)
		if len(all) != 211 {
			t.Fatalf("seed %d: %d groups, want 211", seed, len(all))
		}
		var people, rates int64
		var allowances nhs.Money
		below, above := make(map[nhs.OrgID]bool), make(map[nhs.OrgID]bool)
		for code, y := range all {
			people += int64(y.Headcount.People)
			allowances = allowances.Add(y.Allowance.Amount)
			rate, ok := y.PerHead(y.Plan, ccg.FromCSU)
			if !ok {
				t.Fatalf("seed %d: the plan of %s is not known", seed, code)
			}
			rates += rate.Decimal().CoefficientInt64()
			if rate.Compare(least) < 0 {
				below[code] = true
			}
			if rate.Compare(most) > 0 {
				above[code] = true
			}
		}
		if want := int64(211 * 9_00_00); rates != want {
			t.Errorf("seed %d: the planned rates sum to %d, want %d: a mean of £9.0000", seed, rates, want)
		}
		// Sunderland and the Isle of Wight under £5, Corby and Ashford over £15, nobody else.
		if diff := cmp.Diff(map[nhs.OrgID]bool{"00P": true, "10L": true}, below); diff != "" {
			t.Errorf("seed %d: groups under £5 (-want +got):\n%s", seed, diff)
		}
		if diff := cmp.Diff(map[nhs.OrgID]bool{"03V": true, "09C": true}, above); diff != "" {
			t.Errorf("seed %d: groups over £15 (-want +got):\n%s", seed, diff)
		}
		if people != 53_807_894 || !allowances.Equal(money("1345200000")) {
			t.Errorf("seed %d: %d people with allowances of %s, want 53,807,894 with £1,345,200,000", seed, people, allowances)
		}
		checkOutturn(t, seed, m, all)
	}
}

// madeUp returns the sums that are made up.
func madeUp(sums []commissioning.Spend) []commissioning.Spend {
	return slices.DeleteFunc(slices.Clone(sums), func(s commissioning.Spend) bool { return !s.Synthetic })
}

func checkOutturn(t *testing.T, seed uint64, m *commissioning.Market, all map[nhs.OrgID]ccg.Year) {
	t.Helper()
	var sum nhs.Money
	customers, units := make(map[nhs.OrgID]bool), make(map[nhs.OrgID]bool)
	made := madeUp(m.Spend)
	for _, s := range made {
		if s.Basis != commissioning.OutturnSpend || !s.Synthetic || s.Year != year2013 || s.Amount.Sign() <= 0 {
			t.Errorf("seed %d: not a made-up outturn: %+v", seed, s)
		}
		u, ok := m.CSUs.Unit(s.Supplier)
		if !ok || u.OpenOn(year2013.First()) != nhs.Yes {
			t.Errorf("seed %d: %s is no unit of the year", seed, s.Supplier)
		}
		sum = sum.Add(s.Amount)
		customers[s.Customer], units[s.Supplier] = true, true
		if o := all[s.Customer].Outturn; len(o.Parts) != 1 || !o.Parts[0].Amount.Equal(s.Amount) || o.Parts[0].Funding != "" {
			t.Errorf("seed %d: the outturn of %s is %+v beside a payment of %s", seed, s.Customer, o.Parts, s.Amount)
		}
	}
	if !sum.Equal(money("602000000")) || len(made) != 211 || len(customers) != 211 || len(units) != 19 {
		t.Errorf("seed %d: %d payments of %d groups to %d units sum to %s, want 211 of 211 to 19 and £602,000,000.00",
			seed, len(made), len(customers), len(units), sum)
	}
}

// What sources say of single units and groups still holds.
func TestSyntheticContradictsNoSource(t *testing.T) {
	for _, seed := range seeds(50) {
		m := completed(t, seed)
		supplier := make(map[nhs.OrgID]nhs.OrgID)
		income := make(map[nhs.OrgID]nhs.Money)
		for _, s := range madeUp(m.Spend) {
			supplier[s.Customer] = s.Supplier
			income[s.Supplier] = income[s.Supplier].Add(s.Amount)
			if s.Customer == "08J" && !s.Amount.Equal(money("1600000")) {
				t.Errorf("seed %d: Kingston pays %s, want the published £1.6m", seed, s.Amount)
			}
		}
		known := 0
		for _, u := range m.CSUs.Units {
			for _, c := range u.Customers {
				if from, ok := c.From.Exact(); !ok || from != year2013.First() || u.OpenOn(from) != nhs.Yes {
					continue
				}
				known++
				if supplier[c.ID] != u.Slug {
					t.Errorf("seed %d: %s buys from %s, but a source says %s", seed, c.ID, supplier[c.ID], u.Slug)
				}
			}
		}
		if known != 58 {
			t.Errorf("%d relations are known from sources, want 58", known)
		}
		for _, l := range limits() {
			var sum nhs.Money
			for _, u := range l.units {
				sum = sum.Add(income[u])
			}
			if sum.Compare(l.most) > 0 {
				t.Errorf("seed %d: %v take in %s from groups, more than %s", seed, l.units, sum, l.most)
			}
		}
	}
}

// A limit is the most that units can have had from groups in 2013/14, by what is
// known of their income.
type limit struct {
	units []nhs.OrgID
	most  nhs.Money
}

func limits() []limit {
	return []limit{
		// £56m to the nearest million, of which NHS England paid over a quarter.
		{[]nhs.OrgID{"north-of-england"}, money("42375000")},
		// A surplus of £1.4m was 5 per cent of the turnover.
		{[]nhs.OrgID{"kent-medway"}, money("28000000")},
		// More than £80m together; that much suits as a limit too.
		{[]nhs.OrgID{"greater-manchester", "cheshire-merseyside"}, money("80000000")},
		{[]nhs.OrgID{"greater-manchester", "cheshire-merseyside", "north-yorkshire-humber", "west-south-yorkshire-bassetlaw"}, money("183000000")},
	}
}

// The limits hold for every seed: they do even if the units that they are for are
// drawn 8% above the mean, and all others 8% below.
func TestSyntheticLimitsHoldAtWorst(t *testing.T) {
	m := completed(t, 0)
	all := years(m)
	weights := make(map[nhs.OrgID]int64) // people times days
	for i := range m.Agreements {
		a := &m.Agreements[i]
		days := min(a.Term.Ends.DaysSince(a.Term.Starts)+1, year2013.Period().Len())
		weights[a.Provider.ID] += int64(all[a.Customers[0].ID].Headcount.People) * int64(days)
	}
	if len(weights) != 19 {
		t.Fatalf("%d units, want 19", len(weights))
	}
	for _, l := range limits() {
		var these, others int64
		for unit, w := range weights {
			if slices.Contains(l.units, unit) {
				these += w * 108
			} else {
				others += w * 92
			}
		}
		parts, err := money("602000000").Allocate(these, others)
		if err != nil {
			t.Fatal(err)
		}
		if parts[0].Compare(l.most) > 0 {
			t.Errorf("%v can take in %s, more than %s", l.units, parts[0], l.most)
		}
	}
}

// Held against the rules, a completed market has the warnings of the real one and
// no others.
func TestSyntheticKeepsTheRules(t *testing.T) {
	want := serious(t, market(t))
	for _, seed := range seeds(50) {
		if diff := cmp.Diff(want, serious(t, completed(t, seed))); diff != "" {
			t.Errorf("seed %d: warnings and errors (-want +got):\n%s", seed, diff)
		}
	}
}

// serious returns the warnings and errors of a market: rule and message.
func serious(t *testing.T, m *commissioning.Market) []string {
	t.Helper()
	r := m.Check(rule.Options{})
	if len(r.Failures) > 0 {
		t.Errorf("rules that broke: %v", r.Failures)
	}
	var found []string
	for _, f := range r.Findings {
		if f.Severity >= rule.Warning {
			found = append(found, string(f.Rule)+" "+f.Message)
		}
	}
	return found
}

// Without what is marked, the real market is left.
func TestSyntheticMarksAllThatIsMadeUp(t *testing.T) {
	want := market(t)
	for _, seed := range seeds(5) {
		m := completed(t, seed)
		if m.Synthetic.Seed != seed || m.Synthetic.Note == "" {
			t.Errorf("seed %d: the market says %+v", seed, m.Synthetic)
		}
		if diff := cmp.Diff(want, unmarked(m)); diff != "" {
			t.Errorf("seed %d: without its marked records (-real +left):\n%s", seed, diff)
		}
	}
}

// unmarked takes out what is marked as made up.
func unmarked(m *commissioning.Market) *commissioning.Market {
	m.Synthetic = nil
	m.Agreements = without(m.Agreements, func(a *sla.Agreement) bool { return a.Synthetic })
	m.Decisions = without(m.Decisions, func(d *decision.Decision) bool { return d.Synthetic })
	m.Spend = without(m.Spend, func(s *commissioning.Spend) bool { return s.Synthetic })
	for i := range m.CCGs.Groups {
		g := &m.CCGs.Groups[i]
		for j := range g.Years {
			y := &g.Years[j]
			if y.Headcount != nil && y.Headcount.Synthetic {
				y.Headcount = nil
			}
			if y.Allowance != nil && y.Allowance.Synthetic {
				y.Allowance = nil
			}
			if y.Plan != nil && y.Plan.Synthetic {
				y.Plan = nil
			}
			if y.Outturn != nil && y.Outturn.Synthetic {
				y.Outturn = nil
			}
		}
		g.Years = without(g.Years, func(y *ccg.Year) bool {
			return y.Headcount == nil && y.Allowance == nil && y.Plan == nil && y.Outturn == nil
		})
	}
	return m
}

// without returns the list without some elements, nil if none is left.
func without[T any](list []T, out func(*T) bool) []T {
	list = slices.DeleteFunc(list, func(v T) bool { return out(&v) })
	if len(list) == 0 {
		return nil
	}
	return list
}

// largestDocument is more than any seed makes, in bytes.
const largestDocument = 4_000_000

func TestSyntheticReadsBack(t *testing.T) {
	data, err := json.Marshal(completed(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	back, err := document.Decode[commissioning.Market](data)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(back); err != nil || !bytes.Equal(data, again) {
		t.Errorf("%d bytes read back as %d other ones (%v)", len(data), len(again), err)
	}
}

// One seed always makes the same document, another seed another one.
func TestSyntheticDependsOnItsSeed(t *testing.T) {
	first := make(map[string]uint64)
	for _, seed := range seeds(5) {
		m := completed(t, seed)
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(completed(t, seed))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, again) {
			t.Errorf("seed %d makes two documents", seed)
		}
		if len(data) > largestDocument {
			t.Errorf("seed %d: %d bytes, want at most %d", seed, len(data), largestDocument)
		}
		for name, part := range map[string]any{"agreements": m.Agreements, "decisions": m.Decisions, "spend": m.Spend, "groups": m.CCGs.Groups} {
			text, err := json.Marshal(part)
			if err != nil {
				t.Fatal(err)
			}
			if other, ok := first[name+string(text)]; ok {
				t.Errorf("seeds %d and %d make the same %s", other, seed, name)
			}
			first[name+string(text)] = seed
		}
	}
}

func BenchmarkSynthetic(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := synthetic.Market(1); err != nil {
			b.Fatal(err)
		}
	}
}
