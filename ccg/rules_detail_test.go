package ccg

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// TestUnusualPopulationSaysWhy wants every reason and no other, and the place of
// the count that a population is compared with.
func TestUnusualPopulationSaysWhy(t *testing.T) {
	const advice = "; see whether the source leaves practices out"
	count := func(year int, people People) Population {
		return Population{Year: year, People: people, Basis: Registered, Boundaries: nhs.MustParseDate("2017-04-01")}
	}
	for _, tt := range []struct {
		before, after People
		want          string
	}{
		{100_000, 60_000, "60,000 people in 2018: more than a quarter away from the 100,000 of 2017" + advice},
		{100_000, 59_999, "59,999 people in 2018: fewer than 60,000, more than a quarter away from the 100,000 of 2017" + advice},
		{1_000_000, 1_400_000, "1,400,000 people in 2018: more than a quarter away from the 1,000,000 of 2017" + advice},
		{1_000_000, 1_400_001, "1,400,001 people in 2018: more than 1,400,000, more than a quarter away from the 1,000,000 of 2017" + advice},
	} {
		g := Group{Code: "00C", Name: "a", Opened: life.From, Populations: []Population{count(2017, tt.before), count(2018, tt.after)}}
		found := GroupRules().Check(&g, rule.Options{}).Findings
		if len(found) != 1 {
			t.Fatalf("%v, then %v: %d findings, want 1", tt.before, tt.after, len(found))
		}
		if diff := cmp.Diff(tt.want, found[0].Message); diff != "" {
			t.Errorf("message (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]rule.Place{{Path: "/populations/0/people", Note: "the count of 2017"}}, found[0].Related); diff != "" {
			t.Errorf("related (-want +got):\n%s", diff)
		}
	}
}

// Values that no document holds, but a program may make up.
func TestAgreesWithNothingAbsurd(t *testing.T) {
	for _, tt := range []struct {
		name   string
		amount nhs.Money
		rate   string
		people People
	}{
		{"a rate below nought", nhs.Pence(-100_00), "-1", 100},
		{"people below nought", nhs.Pence(-100_00), "1", -100},
		{"an amount beyond 64 bits", nhs.Pence(math.MaxInt64).Times(3), "1", 100},
		{"the largest amount", nhs.Pence(math.MaxInt64), "1", 100},
		{"the smallest amount", nhs.Pence(math.MinInt64), "1", 100},
		{"a product beyond 64 bits", nhs.Pence(0), "999999999999", math.MaxInt64},
		{"a product beyond half of that", nhs.Pence(0), "999999999", 1 << 37},
	} {
		a := Allowance{Amount: tt.amount}
		if a.agrees(nhs.MustParseRate(tt.rate), tt.people) {
			t.Errorf("%s: %s is taken for %s times %d", tt.name, tt.amount, tt.rate, tt.people)
		}
	}
}

func TestPerHeadNeedsSensiblePeople(t *testing.T) {
	sum := nhs.MustParseMoney("1")
	for people, want := range map[People]bool{
		math.MinInt64: false, -1: false, 0: false, 1: true, maxPeople: true, maxPeople + 1: false, math.MaxInt64: false,
	} {
		y := Year{
			Headcount: &Headcount{People: people},
			Plan:      &Statement{Parts: []Part{{Category: FromCSU, Amount: &sum, Funding: RunningCost}}},
		}
		if got := y.measured(y.Plan, FromCSU); got != want {
			t.Errorf("%d people: measured is %v, want %v", int64(people), got, want)
		}
	}
}

// A code that was used twice is found as such wherever it stands in the order.
func TestDirectory(t *testing.T) {
	r := &Register{
		Groups: []Group{{Code: "99Z"}, {Code: "00C"}, {Code: "00C"}, {Code: "13T"}, {Code: "99Z"}},
		ICBs:   []ICB{{Code: "15E"}},
	}
	d := r.directory(nil)
	got := make(map[nhs.OrgID]int)
	for _, code := range []nhs.OrgID{"", "00A", "00C", "13T", "15E", "20A", "99Z", "ZZZ"} {
		got[code] = d.find(code).entries
	}
	want := map[nhs.OrgID]int{"": 0, "00A": 0, "00C": 2, "13T": 1, "15E": 1, "20A": 0, "99Z": 2, "ZZZ": 0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}
