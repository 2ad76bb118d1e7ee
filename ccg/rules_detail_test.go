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
	const advice = "; check whether the source omits practices"
	count := func(year int, people People) Population {
		return Population{Year: year, People: people, Basis: Registered, Boundaries: nhs.MustParseDate("2017-04-01")}
	}
	for _, tt := range []struct {
		before, after People
		want          string
	}{
		{100_000, 60_000, "60,000 people in 2018: over a quarter away from the 100,000 of 2017" + advice},
		{100_000, 59_999, "59,999 people in 2018: fewer than 60,000, over a quarter away from the 100,000 of 2017" + advice},
		{1_000_000, 1_400_000, "1,400,000 people in 2018: over a quarter away from the 1,000,000 of 2017" + advice},
		{1_000_000, 1_400_001, "1,400,001 people in 2018: more than 1,400,000, over a quarter away from the 1,000,000 of 2017" + advice},
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

// A count that is missing is not a small one, nor a fall from the year before.
func TestMissingPopulation(t *testing.T) {
	boundaries := nhs.MustParseDate("2017-04-01")
	g := Group{Code: "00C", Name: "a", Opened: life.From, Populations: []Population{
		{Year: 2017, People: 100_000, Basis: Registered, Boundaries: boundaries},
		{Year: 2018, Basis: Registered, Boundaries: boundaries},
		{Year: 2019, People: 100_000, Basis: Registered, Boundaries: boundaries},
	}}
	found := GroupRules().Check(&g, rule.Options{}).Findings
	if len(found) != 1 {
		t.Fatalf("%d findings, want 1: %v", len(found), found)
	}
	if want := "missing count for 2018: give it, or omit the entry"; found[0].Message != want || found[0].Path != "/populations/1/people" {
		t.Errorf("%q at %s, want %q", found[0].Message, found[0].Path, want)
	}
}

// Each finding is dated by the boundaries of its own count, and so is a waiver.
func TestUnusualPopulationIsDatedByItsBoundaries(t *testing.T) {
	count := func(year int, boundaries string) Population {
		return Population{Year: year, People: 5, Basis: Registered, Boundaries: nhs.MustParseDate(boundaries)}
	}
	g := Group{Code: "00C", Name: "a", Opened: life.From, Populations: []Population{
		count(2013, "2013-03-31"), count(2014, "2014-04-01"), count(2016, "2016-04-01"), count(2022, "2022-07-01"),
	}}
	w := rule.Waiver{Rule: RuleUnusualPopulation, Subject: rule.Subject{Kind: "ccg", ID: "00C"}, Reason: "a small group", Until: nhs.MustParseDate("2015-03-31")}
	type dated struct {
		Path   rule.Pointer
		On     string
		Waived bool
	}
	var got []dated
	for _, f := range GroupRules().Check(&g, rule.Options{Waivers: []rule.Waiver{w}}).Findings {
		got = append(got, dated{f.Path, f.On.String(), f.Waiver != nil})
	}
	if diff := cmp.Diff([]dated{{"/populations/1/people", "2014-04-01", true}, {"/populations/2/people", "2016-04-01", false}}, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	for _, tt := range []struct{ asOf, want string }{
		{"", "undated: no date says which law applied"},
		{"2014-01-01", "undated: no population states its boundaries"},
		{"2023-01-01", "not in force: in force 2013-04-01/2022-06-30"},
	} {
		undated := Group{Populations: []Population{{Year: 2017, People: 5}}}
		var o rule.Options
		if tt.asOf != "" {
			o.AsOf = nhs.MustParseDate(tt.asOf)
		}
		for _, e := range GroupRules().Explain(&undated, o) {
			if got := e.Outcome.String() + ": " + e.Note; e.Rule == RuleUnusualPopulation && got != tt.want {
				t.Errorf("without boundaries, as of %q: %s, want %s", tt.asOf, got, tt.want)
			}
		}
	}
}

// What is found in a year names the group that the year is of, so that a waiver
// for one group accepts nothing of another.
func TestYearsAreNamedByTheirGroup(t *testing.T) {
	overspent := func(code nhs.OrgID) Group {
		two := nhs.MustParseMoney("2")
		return Group{Code: code, Name: string(code), Opened: life.From, Years: []Year{{
			Year:      nhs.MustParseFinancialYear("2013/14"),
			Allowance: &Allowance{Amount: nhs.MustParseMoney("1"), Status: Published},
			Outturn:   &Statement{Total: &two},
		}}}
	}
	r := &Register{Groups: []Group{overspent("00C"), overspent("00D")}}
	w := rule.Waiver{
		Rule: RuleWithinAllowance, Subject: rule.Subject{Kind: "ccg", ID: "00C"}, Path: "/years/0/outturn",
		Reason: "agreed with NHS England", Until: nhs.MustParseDate("2030-01-01"),
	}
	report := RegisterRules().Check(r, rule.Options{Waivers: []rule.Waiver{w}})
	got := make(map[string]bool)
	for _, f := range report.Findings {
		got[f.Subject.String()+" "+string(f.Path)] = f.Waiver != nil
	}
	want := map[string]bool{"ccg/00C /groups/0/years/0/outturn/total": true, "ccg/00D /groups/1/years/0/outturn/total": false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings, and whether waived (-want +got):\n%s", diff)
	}
	if report.UnusedWaivers != nil {
		t.Errorf("unused waivers %+v", report.UnusedWaivers)
	}
	if m := report.Rules[RuleWithinAllowance]; m.Subject != "ccg-year" {
		t.Errorf("the rule judges a %q", m.Subject)
	}
	alone := YearRules().Check(&r.Groups[0].Years[0], rule.Options{}).Findings
	if len(alone) != 1 || alone[0].Subject.String() != "ccg-year" {
		t.Errorf("alone: %v, want one finding on a ccg-year", alone)
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
		{"a negative rate", nhs.MoneyFromPence(-100_00), "-1", 100},
		{"a negative population", nhs.MoneyFromPence(-100_00), "1", -100},
		{"an amount beyond 64 bits", nhs.MoneyFromPence(math.MaxInt64).Mul(3), "1", 100},
		{"the largest amount", nhs.MoneyFromPence(math.MaxInt64), "1", 100},
		{"the smallest amount", nhs.MoneyFromPence(math.MinInt64), "1", 100},
		{"a product beyond 64 bits", nhs.MoneyFromPence(0), "999999999999", math.MaxInt64},
		{"a product beyond half of that", nhs.MoneyFromPence(0), "999999999", 1 << 37},
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
