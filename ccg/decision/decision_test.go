package decision

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
	"github.com/opencommissioning/commissioning/service"
)

// example returns the worked example of that name.
func example(tb testing.TB, name string) Decision {
	tb.Helper()
	for _, w := range Examples() {
		if w.Name == name {
			d, err := decode[Decision](w.Document)
			if err != nil {
				tb.Fatal(err)
			}
			return d
		}
	}
	tb.Fatalf("no example %q", name)
	return Decision{}
}

func money(s string) *nhs.Money {
	m := nhs.MustParseMoney(s)
	return &m
}

func percentOf(s string) *nhs.Percent {
	p := nhs.MustParsePercent(s)
	return &p
}

func ranks(r Result) (list []string) {
	for _, p := range r.Ranking {
		list = append(list, fmt.Sprintf("%d %s", p.Rank, p.Option))
	}
	return list
}

func TestExamplesDecide(t *testing.T) {
	for name, want := range map[string]struct {
		ranks    []string
		excluded []string
		choice   string
		nearTie  bool
		counting string
	}{
		"contract-management": {[]string{"1 share", "2 in-house", "3 unit"}, nil, "share", false, "share"},
		"service-redesign":    {[]string{"1 firm", "2 unit", "3 in-house"}, nil, "firm", true, "unit"},
		"funding-requests":    {[]string{"1 in-house", "2 share", "3 unit"}, []string{"firm"}, "in-house", false, "in-house"},
	} {
		t.Run(name, func(t *testing.T) {
			d := example(t, name)
			r := Decide(&d, rule.Options{})
			if len(r.Refusals) > 0 || !r.Ranked {
				t.Fatalf("refused: %v", r.Refusals)
			}
			if diff := cmp.Diff(want.ranks, ranks(r)); diff != "" {
				t.Errorf("ranking (-want +got):\n%s", diff)
			}
			var excluded []string
			for _, e := range r.Excluded {
				excluded = append(excluded, e.Option)
			}
			if diff := cmp.Diff(want.excluded, excluded); diff != "" {
				t.Errorf("excluded (-want +got):\n%s", diff)
			}
			if r.Choice != want.choice || r.Margin.NearTie != want.nearTie || r.CountingOthers != want.counting {
				t.Errorf("choice %q, near tie %v, counting others %q", r.Choice, r.Margin.NearTie, r.CountingOthers)
			}
			ruletest.Want(t, DecisionRules().Check(&d, rule.Options{}))
		})
	}
}

// Every example is labelled, says what the survey leaves open, and carries
// running costs that are the survey's means.
func TestExamplesAreCalibrated(t *testing.T) {
	list := Examples()
	if len(list) != 3 {
		t.Fatalf("%d examples, want 3", len(list))
	}
	for _, w := range list {
		d := example(t, w.Name)
		if !d.Synthetic || !strings.HasPrefix(d.ID, "synthetic-") {
			t.Errorf("%s is not labelled as synthetic", w.Name)
		}
		if d.Title == "" || w.Title == "" || w.Teaches == "" {
			t.Errorf("%s lacks a title or what it teaches", w.Name)
		}
		r := Decide(&d, rule.Options{})
		paper := r.Paper(&d).String()
		for _, want := range []string{"SYNTHETIC", "£1.98", "£23.02"} {
			if !strings.Contains(paper, want) {
				t.Errorf("%s: the paper does not say %s", w.Name, want)
			}
		}
		b := d.Budgets[0]
		want := Calibrate(b.Headcount.People).Explained
		if d.FirstYear == nhs.MustParseFinancialYear("2015/16") {
			want = want.MulPercent(nhs.MustParsePercent("90"))
		}
		for _, o := range d.Options {
			if o.Incumbent {
				if got := b.Elsewhere.Add(r.costOf(o.ID).Years[0].Total); !got.Equal(want) {
					t.Errorf("%s: running costs of %s, want the survey's %s", w.Name, got, want)
				}
			}
		}
	}
}

func TestCalibrate(t *testing.T) {
	got := Calibrate(100)
	want := Calibration{
		People: 100, CSU: *money("943.00"), InHouse: *money("1329.00"), Other: *money("30.00"),
		Explained: *money("2302.00"), Allowance: *money("2500.00"), Unexplained: *money("198.00"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	rate, ok := ccg.RatePerHead(nhs.MustParseFinancialYear("2013/14"))
	if perHead := rate.PerHead.Mul(100); !ok || !perHead.Equal(got.Allowance) {
		t.Errorf("the allowance is %s, the national rate gives %s", got.Allowance, perHead)
	}
}

// A known cost is zero and an unknown one is no cost: only the second stops the
// ranking.
func TestZeroIsKnown(t *testing.T) {
	d := example(t, "contract-management")
	d.Options[0].Costs[0].Amount = money("0.00")
	if r := Decide(&d, rule.Options{}); !r.Ranked {
		t.Errorf("zero is refused: %v", r.Refusals)
	}
	d.Options[0].Costs[0].Amount = nil
	r := Decide(&d, rule.Options{})
	ruletest.Want(t, rule.Report{Findings: r.Refusals}, "MBS-22 /options/0/costs/0/amount")
	if r.Ranked || len(r.Ranking) > 0 || r.Choice != "" {
		t.Errorf("ranked in spite of an unknown cost: %v", r.Ranking)
	}
}

func TestOrderMeansNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, w := range Examples() {
		d := example(t, w.Name)
		want := Decide(&d, rule.Options{})
		for range 20 {
			shuffle(rng, d.Options)
			shuffle(rng, d.Criteria)
			shuffle(rng, d.MustHaves)
			shuffle(rng, d.Budgets)
			for i := range d.Options {
				o := &d.Options[i]
				shuffle(rng, o.Costs)
				shuffle(rng, o.Scores)
				shuffle(rng, o.Meets)
				if o.Sharing != nil {
					shuffle(rng, o.Sharing.Partners)
				}
			}
			got := Decide(&d, rule.Options{})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s in another order (-want +got):\n%s", w.Name, diff)
			}
		}
	}
}

func shuffle[T any](rng *rand.Rand, list []T) {
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func TestNearTie(t *testing.T) {
	year := nhs.MustParseFinancialYear("2014/15")
	two := func(points, risk int64) Decision {
		d := Decision{CCG: "example-vale-ccg", Line: "finance", FirstYear: year, LastYear: year}
		for _, id := range standard {
			w := nhs.Percent{}
			switch id {
			case OnCost:
				w = nhs.MustParsePercent("40")
			case OnQuality, OnControl, OnCapability:
				w = nhs.MustParsePercent("20")
			}
			d.Criteria = append(d.Criteria, Criterion{ID: id, Weight: w})
		}
		for i, id := range []string{"a", "b"} {
			amount, allowance := nhs.MoneyFromPence(10_000_000-risk), nhs.MoneyFromPence(risk)
			o := Option{ID: id, Kind: Make, Costs: []Cost{{Kind: InHouse, Year: year, Amount: &amount}, {Kind: Risk, Year: year, Amount: &allowance}}}
			for _, k := range []CriterionID{OnQuality, OnControl, OnCapability} {
				p := 5
				if i == 0 && k == OnQuality {
					p += int(points)
				}
				o.Scores = append(o.Scores, Score{Criterion: k, Points: &p, Evidence: "made up"})
			}
			d.Options = append(d.Options, o)
		}
		return d
	}
	for name, tt := range map[string]struct {
		points, risk int64
		near, level  bool
	}{
		"level":                         {0, 0, true, true},
		"one point of a score":          {1, 0, true, false},
		"two points of a score":         {2, 0, false, false},
		"less than the risk allowed":    {2, 1_200_000, true, false}, // 4 points of 40 are 11.1 per cent of £100,000
		"more than the risk allowed":    {2, 100_000, false, false},
		"one penny under the risk":      {2, 1_111_112, true, false},
		"the risk falls short by pence": {2, 1_111_110 - 111_111, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := two(tt.points, tt.risk)
			r := Decide(&d, rule.Options{})
			if !r.Ranked {
				t.Fatal(r.Refusals)
			}
			if r.Margin.NearTie != tt.near || r.Margin.Level != tt.level || (r.Margin.Why != "") != tt.near {
				t.Errorf("%+v", *r.Margin)
			}
			if (r.Choice == "") != tt.level || (r.Sensitivity == nil) != tt.level {
				t.Errorf("choice %q, sensitivity %v", r.Choice, r.Sensitivity)
			}
			words := strings.Join(r.Words, " ")
			if strings.Contains(words, "too close to call") != tt.near {
				t.Errorf("words: %s", words)
			}
			if tt.level && (r.Ranking[0].Rank != 1 || r.Ranking[1].Rank != 1) {
				t.Errorf("level options have the ranks %v", ranks(r))
			}
		})
	}
}

// Bad input: never a ranking, always a place.
func TestRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*Decision)
		want  []string
	}{
		"weights do not sum": {
			func(d *Decision) { d.Criteria[0].Weight = nhs.MustParsePercent("36") }, []string{"MBS-19 /criteria"},
		},
		"an option for another line": {
			func(d *Decision) { d.Options[1].Line = "hr" }, []string{"MBS-20 /options/1/line"},
		},
		"a missing criterion": {
			func(d *Decision) { d.Criteria = d.Criteria[1:] }, []string{"MBS-19 /criteria", "MBS-19 /criteria"},
		},
		"a missing score": {
			func(d *Decision) { d.Options[2].Scores = d.Options[2].Scores[1:] }, []string{"MBS-21 /options/2/scores"},
		},
		"a cost in the wrong year": {
			func(d *Decision) { d.Options[0].Costs[1].Year = nhs.MustParseFinancialYear("2016/17") },
			[]string{"MBS-22 /options/0/costs/1/year", "MBS-22 /options/0/costs"},
		},
		"VAT that is not known": {
			func(d *Decision) { d.Options[0].Supplier.Kind = service.Independent }, []string{"MBS-22 /options/0/vat"},
		},
		"an unanswered must-have": {
			func(d *Decision) { d.Options[1].Meets = nil }, []string{"MBS-23 /options/1/meets"},
		},
		"nothing": {
			func(d *Decision) { *d = Decision{} },
			append(slices.Repeat([]string{"MBS-19 /criteria"}, 8), "MBS-20 /options"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := example(t, "contract-management")
			tt.spoil(&d)
			r := Decide(&d, rule.Options{})
			ruletest.Want(t, rule.Report{Findings: r.Refusals}, tt.want...)
			if r.Ranked || len(r.Ranking) > 0 || r.Choice != "" || r.Margin != nil || r.Sensitivity != nil {
				t.Errorf("ranked: %+v", r.Ranking)
			}
			words := strings.Join(r.Words, " ")
			if !strings.Contains(words, "not ranked") {
				t.Errorf("words: %s", words)
			}
			if paper := r.Paper(&d).String(); !strings.Contains(paper, string(r.Refusals[0].Path)) {
				t.Errorf("the paper does not say where:\n%s", paper)
			}
		})
	}
}

func TestUnlawfulOptionIsExcluded(t *testing.T) {
	d := example(t, "contract-management")
	d.Function.Kind = StatutoryDecision
	r := Decide(&d, rule.Options{})
	if diff := cmp.Diff([]string{"1 in-house"}, ranks(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, e := range r.Excluded {
		if !strings.Contains(e.Reasons[0], "unlawful") {
			t.Errorf("%s is excluded because %q", e.Option, e.Reasons)
		}
	}
	d.Date = nhs.MustParseDate("2013-03-31") // before there were groups
	if r := Decide(&d, rule.Options{}); len(r.Excluded) != 0 {
		t.Errorf("excluded by a law that was not in force: %v", r.Excluded)
	}
}

func TestNoEligibleOption(t *testing.T) {
	d := example(t, "contract-management")
	for i := range d.Options {
		d.Options[i].Meets[0].Met = nhs.No
	}
	r := Decide(&d, rule.Options{})
	if !r.Ranked || len(r.Ranking) != 0 || len(r.Excluded) != 3 || r.Choice != "" {
		t.Errorf("ranked %v: %v, excluded %v", r.Ranked, r.Ranking, r.Excluded)
	}
	d.Options[0].Meets[0].Met = nhs.Yes
	d.Options[1].Meets[0].Met = nhs.Unknown
	r = Decide(&d, rule.Options{})
	if r.Choice != "unit" || r.Margin != nil || r.Sensitivity != nil || len(r.Excluded) != 2 {
		t.Errorf("choice %q, margin %v, excluded %v", r.Choice, r.Margin, r.Excluded)
	}
}

// MBS-06: whether the national tool was used changes nothing.
func TestToolIsVoluntary(t *testing.T) {
	d := example(t, "funding-requests")
	without := Decide(&d, rule.Options{})
	d.Case.ToolUsed = true
	with := Decide(&d, rule.Options{})
	if diff := cmp.Diff(without, with); diff != "" {
		t.Errorf("using the tool changes the result (-without +with):\n%s", diff)
	}
	d.Case.Finance = "" // so that there is something to find
	with = Decide(&d, rule.Options{})
	d.Case.ToolUsed = false
	without = Decide(&d, rule.Options{})
	if diff := cmp.Diff(without, with); diff != "" || len(with.Advice) != 1 {
		t.Errorf("using the tool changes the findings (-without +with):\n%s", diff)
	}
}

// MBS-09: a group of any size gets the same ranking, and no finding above info.
func TestPopulationAloneFailsNothing(t *testing.T) {
	d := example(t, "service-redesign")
	d.Date = nhs.MustParseDate("2013-12-31") // the last day on which size is spoken of
	d.Options[0].Purchase.Ends = nhs.MustParseDate("2016-03-31")
	want := Decide(&d, rule.Options{})
	spoken := 0
	for _, people := range []ccg.People{1, 21_000, 55_001, 175_000, 175_001, 800_000, 1_000_000_000} {
		for i := range d.Budgets {
			d.Budgets[i].Headcount.People = people
		}
		got := Decide(&d, rule.Options{})
		if diff := cmp.Diff(ranks(want), ranks(got)); diff != "" {
			t.Errorf("%v people: another ranking (-want +got):\n%s", people, diff)
		}
		for _, f := range got.Advice {
			spoken++
			if f.Severity != rule.Info || f.Rule != RuleFixedCosts {
				t.Errorf("%v people: %v", people, f)
			}
		}
	}
	if spoken != 4 {
		t.Errorf("%d remarks on size, want one for each of the four small groups", spoken)
	}
}

func TestResultMarshals(t *testing.T) {
	for _, w := range Examples() {
		d := example(t, w.Name)
		r := Decide(&d, rule.Options{})
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		again, err := decode[Result](text)
		if err != nil {
			t.Fatal(err)
		}
		more, err := json.Marshal(again)
		if err != nil || string(more) != string(text) {
			t.Errorf("%s: %v (-first +second):\n%s", w.Name, err, cmp.Diff(string(text), string(more)))
		}
	}
	text, err := json.Marshal(Decide(&Decision{}, rule.Options{}))
	if err != nil || strings.Contains(string(text), "null") {
		t.Errorf("the result of nothing: %s, %v", text, err)
	}
}

// An example reads back as it was written.
func TestDecisionRoundTrip(t *testing.T) {
	for _, w := range Examples() {
		d := example(t, w.Name)
		text, err := json.MarshalIndent(d, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		again, err := decode[Decision](text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, again); diff != "" {
			t.Errorf("%s (-want +got):\n%s", w.Name, diff)
		}
	}
}

func TestCheckAllocatesNothing(t *testing.T) {
	d := example(t, "contract-management")
	rules := DecisionRules()
	if n := testing.AllocsPerRun(100, func() { rules.Check(&d, rule.Options{}) }); n != 0 {
		t.Errorf("a valid check makes %v allocations, want none", n)
	}
}
