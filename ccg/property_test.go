package ccg

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The properties compare the rules with the plainest way of saying the same,
// which may be slow or allocate.

func random() *rand.Rand { return rand.New(rand.NewPCG(2013, 2022)) }

func TestAgreesIsExact(t *testing.T) {
	r := random()
	outcomes := make(map[bool]int)
	for range 20_000 {
		people := People(1 + r.Int64N(1<<r.IntN(31)))
		units := r.Int64N(1<<r.IntN(50) + 1)
		rate := nhs.MustParseRate(fmt.Sprintf("%d.%04d", units/10_000, units%10_000))
		product := rate.Mul(int64(people))
		slack := nhs.MoneyFromPence(100)
		a := Allowance{}
		if r.IntN(2) == 0 {
			precision := nhs.MoneyFromPence(r.Int64N(1_000_000))
			slack, a.Precision = precision, &precision
		}
		slack = slack.Add(nhs.MoneyFromPence(int64(people) / 2))
		off := slack.Add(nhs.MoneyFromPence(r.Int64N(5) - 2)) // about as much as may be
		if r.IntN(2) == 0 {
			off = off.Neg()
		}
		a.Amount = product.Add(off)
		_, fits := product.Pence()
		want := fits && a.Amount.Sub(product).Abs().Compare(slack) <= 0
		if pence, _ := product.Pence(); pence > 1<<62 {
			want = false
		}
		if got := a.agrees(rate, people); got != want {
			t.Fatalf("%s for %s times %d, give or take %s: %v, want %v", a.Amount, rate, people, slack, got, want)
		}
		outcomes[want]++
	}
	if outcomes[true] < 1000 || outcomes[false] < 1000 {
		t.Errorf("the cases are lopsided: %v", outcomes)
	}
}

func TestCompareIsExact(t *testing.T) {
	r := random()
	amount := func() nhs.Money {
		switch r.IntN(6) {
		case 0:
			return nhs.MoneyFromPence(math.MaxInt64 - r.Int64N(3))
		case 1:
			return nhs.MoneyFromPence(math.MinInt64 + r.Int64N(3))
		case 2:
			return nhs.MoneyFromPence(math.MaxInt64).Mul(3)
		}
		return nhs.MoneyFromPence(r.Int64N(1000) - 200)
	}
	for range 20_000 {
		s := &Statement{}
		var sum nhs.Money
		for range 1 + r.IntN(4) {
			m := amount()
			s.Parts = append(s.Parts, Part{Category: FromCSU, Amount: &m, Funding: RunningCost})
			sum = sum.Add(m)
		}
		total := sum.Add(nhs.MoneyFromPence(r.Int64N(3) - 1))
		s.Total = &total
		if got, want := s.compareParts(), sum.Compare(total); got != want {
			t.Fatalf("parts that sum to %s against %s: %d, want %d", sum, total, got, want)
		}

		y := Year{Headcount: &Headcount{People: People(1 + r.Int64N(maxPeople))}}
		limit := nhs.MoneyFromPence(943).Mul(int64(y.Headcount.People))
		near := limit.Add(nhs.MoneyFromPence(r.Int64N(3) - 1))
		if r.IntN(4) == 0 {
			near = amount()
		}
		s = &Statement{Parts: []Part{{Category: FromCSU, Amount: &near, Funding: RunningCost}}}
		if got, want := y.comparePerHead(s, FromCSU, 943), near.Compare(limit); got != want {
			t.Fatalf("%s for %v people against £9.43: %d, want %d", near, y.Headcount.People, got, want)
		}
	}
}

// A population is out of line with another if one of them is of the year before
// the other in the same series, and it is the later or the only partial one.
func TestUnusualPopulationLooksAtEveryPair(t *testing.T) {
	r := random()
	outcomes := make(map[bool]int)
	for range 5_000 {
		g := &Group{Code: "00C"}
		taken := make(map[Population]bool)
		for range r.IntN(8) {
			p := Population{
				Year: 2016 + r.IntN(4), Basis: []Basis{Registered, Resident}[r.IntN(2)], Source: []string{"a", "b"}[r.IntN(2)],
			}
			if taken[p] {
				continue // of several the first counts, which is not looked at here
			}
			taken[p] = true
			p.People = 100_000 + People(r.IntN(5))*10_000
			p.Partial = r.IntN(3) == 0
			p.Boundaries = nhs.MustParseDate("2017-04-01")
			g.Populations = append(g.Populations, p)
		}
		var want []rule.Pointer
		for i, p := range g.Populations {
			if slices.ContainsFunc(g.Populations, func(o Population) bool {
				if o.Basis != p.Basis || o.Source != p.Source {
					return false
				}
				before, after := o, p
				if o.Year == p.Year+1 {
					before, after = p, o
				}
				far := 4*after.People > 5*before.People || 4*after.People < 3*before.People
				isLater := p.Year == o.Year+1 && (p.Partial || !o.Partial)
				isPartial := o.Year == p.Year+1 && p.Partial && !o.Partial
				return far && (isLater || isPartial)
			}) {
				want = append(want, rule.PointerOf("populations", i, "people"))
			}
		}
		var got []rule.Pointer
		for _, f := range GroupRules().Check(g, rule.Options{}).Findings {
			if f.Rule == RuleUnusualPopulation {
				got = append(got, f.Path)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%+v\nfindings (-want +got):\n%s", g.Populations, diff)
		}
		outcomes[want != nil]++
	}
	if outcomes[true] < 300 || outcomes[false] < 300 {
		t.Errorf("the cases are lopsided: %v", outcomes)
	}
}

func TestTwinsAreFound(t *testing.T) {
	r := random()
	outcomes := make(map[bool]int)
	for range 5_000 {
		reg := &Register{}
		for i := range 2 + r.IntN(5) {
			g := Group{Code: []nhs.OrgID{"00C", "00D", "00F"}[r.IntN(3)], Name: string(rune('A' + i))}
			if r.IntN(6) > 0 {
				g.Opened = nhs.MustParseDate("2013-04-01").AddDays(r.IntN(8))
			}
			if r.IntN(6) > 0 {
				g.Closed = nhs.MustParseDate("2013-04-01").AddDays(r.IntN(8))
			}
			reg.Groups = append(reg.Groups, g)
		}
		twins := func(i, j int) bool {
			a, b := &reg.Groups[i], &reg.Groups[j]
			return a.Code == b.Code && nhs.NewPeriod(a.Opened, a.Closed).Overlaps(nhs.NewPeriod(b.Opened, b.Closed))
		}
		want := false
		for i := range reg.Groups {
			for j := range i {
				want = want || twins(i, j)
			}
		}
		var found rule.Findings
		reg.addTwins(&found, nil, "code", func(g *Group) string { return string(g.Code) })
		if (len(found) > 0) != want {
			t.Fatalf("%+v\nfound %v, want twins: %v", reg.Groups, found, want)
		}
		for _, f := range found {
			honest := false
			for i := range reg.Groups {
				for j := range i {
					honest = honest || twins(i, j) && f.Path == rule.PointerOf("groups", i, "code") && f.Related[0].Path == rule.PointerOf("groups", j, "code")
				}
			}
			if !honest {
				t.Fatalf("%+v\n%v %v are no twins, or not the later at the earlier", reg.Groups, f, f.Related)
			}
		}
		outcomes[want]++
	}
	if outcomes[true] < 300 || outcomes[false] < 300 {
		t.Errorf("the cases are lopsided: %v", outcomes)
	}
}

// Taking away bodies that nothing leads on from leaves the circles.
func TestCirclesAreFound(t *testing.T) {
	r := random()
	outcomes := make(map[bool]int)
	for range 5_000 {
		reg := &Register{}
		codes := []nhs.OrgID{"00A", "00B", "00C", "00D", "00E", "00F"}
		for range r.IntN(8) {
			s := lineage.Succession{Predecessor: codes[r.IntN(6)], Successor: codes[r.IntN(6)], Kind: lineage.Merger}
			if r.IntN(4) == 0 {
				s.Kind = lineage.BoundaryChange
			}
			reg.Successions = append(reg.Successions, s)
		}
		left := slices.DeleteFunc(slices.Clone(reg.Successions), func(s lineage.Succession) bool {
			return s.Kind == lineage.BoundaryChange || s.Predecessor == s.Successor
		})
		for n := -1; n != len(left); {
			n = len(left)
			all := slices.Clone(left)
			left = slices.DeleteFunc(left, func(s lineage.Succession) bool {
				return !slices.ContainsFunc(all, func(o lineage.Succession) bool { return o.Predecessor == s.Successor })
			})
		}
		var found rule.Findings
		reg.addCircles(&found)
		if want := len(left) > 0; (len(found) > 0) != want {
			t.Fatalf("%+v\nfound %v, want a circle: %v", reg.Successions, found, want)
		}
		outcomes[len(left) > 0]++
	}
	if outcomes[true] < 300 || outcomes[false] < 300 {
		t.Errorf("the cases are lopsided: %v", outcomes)
	}
}
