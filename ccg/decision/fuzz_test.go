package decision

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// seed is a decision that can be ranked, short enough to be varied quickly.
const seed = `{"ccg":"00C","line":"hr","date":"2014-01-16","first_year":"2014/15","last_year":"2014/15","must_haves":[{"id":"m"}],"chosen":"a",` +
	`"criteria":[{"id":"cost","weight":"50"},{"id":"quality","weight":"50"},{"id":"capability","weight":"0"},{"id":"improvement","weight":"0"},{"id":"control","weight":"0"},{"id":"resilience","weight":"0"},{"id":"neighbours","weight":"0"}],` +
	`"options":[{"id":"a","kind":"buy","vat":{"rate":"20","recovered":"65"},"costs":[{"kind":"price","year":"2014/15","amount":"9.01"}],"scores":[{"criterion":"quality","points":7}],"meets":[{"must_have":"m","met":"yes"}]},` +
	`{"id":"b","kind":"share","sharing":{"split":"use","partners":[{"org":"00C","use":1},{"org":"00D","use":2}]},"costs":[{"kind":"shared-service","year":"2014/15","amount":"30.00","whole":true}],"scores":[{"criterion":"quality","points":6}],"meets":[{"must_have":"m","met":"yes"}]}]}`

// FuzzDecide holds that no document that can be decoded makes check, decide or
// paper panic or run away, and that what is ranked is ranked soundly.
func FuzzDecide(f *testing.F) {
	f.Add([]byte(seed))
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"first_year":"0001/02","last_year":"9998/99","options":[{},{"costs":[{"whole":true,"amount":"-1.00"}]}],"criteria":[{"weight":"1000000"}]}`))
	f.Add([]byte(`{"chosen":"a","options":[{"id":"a","adjustment":"-999999999999999.99","sharing":{"partners":[{"use":-9223372036854775808}]}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := decode[Decision](data)
		if err != nil {
			return
		}
		report := DecisionRules().Check(&d, rule.Options{})
		for _, f := range report.Failures {
			t.Errorf("broken: %v", f)
		}
		r := Decide(&d, rule.Options{})
		if r.Ranked == (len(r.Refusals) > 0) {
			t.Fatalf("ranked %v with %d refusals", r.Ranked, len(r.Refusals))
		}
		if !r.Ranked && (len(r.Ranking) > 0 || r.Choice != "" || r.Sensitivity != nil || len(r.Costs) > 0) {
			t.Fatalf("refused, but ranked: %+v", r)
		}
		if r.Ranked && len(r.Ranking)+len(r.Excluded) != len(d.Options) {
			t.Fatalf("%d ranked and %d excluded of %d", len(r.Ranking), len(r.Excluded), len(d.Options))
		}
		for i, p := range r.Ranking {
			if p.Points < 0 || p.Points > 100 || p.Cost.Sign() < 0 || i > 0 && p.Points > r.Ranking[i-1].Points {
				t.Fatalf("place %d: %+v", i, p)
			}
		}
		if r.Sensitivity != nil {
			for _, c := range r.Sensitivity.Weights {
				changed := c.Apply(d)
				if now := Decide(&changed, rule.Options{}); !now.Ranked || now.Choice == r.Choice {
					t.Fatalf("%+v does not flip %s", c, r.Choice)
				}
			}
			for _, c := range r.Sensitivity.Costs {
				changed := c.Apply(d)
				if now := Decide(&changed, rule.Options{}); !now.Ranked || now.Choice == r.Choice {
					t.Fatalf("%+v does not flip %s: %v", c, r.Choice, now.Refusals)
				}
			}
		}
		if _, err := json.Marshal(r); err != nil {
			t.Fatal(err)
		}
		paper := r.Paper(&d).String()
		if !utf8.ValidString(paper) {
			t.Fatalf("the paper is not UTF-8: %q", paper)
		}
		if most := 60_000; len(paper) > most {
			t.Fatalf("a paper of %d bytes", len(paper))
		}
	})
}

// largest is a decision with as much in it as is compared.
func largest() Decision {
	first := nhs.MustParseFinancialYear("2013/14")
	d := Decision{CCG: "g0", Line: "finance", FirstYear: first, LastYear: first, Funding: ccg.RunningCost}
	for range maxYears - 1 {
		d.LastYear = d.LastYear.Next()
	}
	for i := range maxCriteria {
		id := CriterionID(fmt.Sprintf("own%d", i))
		if i < len(standard) {
			id = standard[i]
		}
		d.Criteria = append(d.Criteria, Criterion{ID: id, Weight: nhs.MustParsePercent("2.5")})
	}
	var partners []Partner
	for i := range maxPartners {
		partners = append(partners, Partner{Org: nhs.OrgID(fmt.Sprintf("g%d", i)), People: ccg.People(50_000 + i)})
	}
	for i := range maxMustHaves {
		d.MustHaves = append(d.MustHaves, MustHave{ID: fmt.Sprint(i)})
	}
	for i := range maxOptions {
		o := Option{ID: fmt.Sprintf("o%d", i), Kind: Share, Sharing: &Sharing{Split: ByPopulation, Partners: partners}}
		year := first
		for j := range maxCosts {
			amount := nhs.MoneyFromPence(int64(10_000_000 + 977*i + j))
			o.Costs = append(o.Costs, Cost{Kind: SharedService, Year: year, Amount: &amount, SharedByPartners: true})
			if year = year.Next(); year.Compare(d.LastYear) > 0 {
				year = first
			}
		}
		for j, c := range d.Criteria {
			if c.ID != OnCost {
				points := (i*7 + j*3) % (MaxPoints + 1)
				o.Scores = append(o.Scores, Score{Criterion: c.ID, Points: &points})
			}
		}
		for _, m := range d.MustHaves {
			o.Meets = append(o.Meets, Meeting{MustHave: m.ID, Met: nhs.Yes})
		}
		d.Options = append(d.Options, o)
	}
	return d
}

func TestSeedIsRanked(t *testing.T) {
	d, err := decode[Decision]([]byte(seed))
	if err != nil {
		t.Fatal(err)
	}
	if r := Decide(&d, rule.Options{}); !r.Ranked || r.Sensitivity == nil {
		t.Errorf("refused: %v", r.Refusals)
	}
}

// The largest decision is ranked; anything larger is refused before work is done
// on it.
func TestBounds(t *testing.T) {
	big := largest()
	if r := Decide(&big, rule.Options{}); !r.Ranked {
		t.Fatalf("refused: %v", r.Refusals)
	}
	for name, enlarge := range map[string]func(*Decision){
		"years":     func(d *Decision) { d.LastYear = d.LastYear.Next() },
		"options":   func(d *Decision) { d.Options = append(d.Options, Option{ID: "more", Kind: Make}) },
		"criteria":  func(d *Decision) { d.Criteria = append(d.Criteria, Criterion{ID: "more"}) },
		"musthaves": func(d *Decision) { d.MustHaves = append(d.MustHaves, MustHave{ID: "more"}) },
		"costs":     func(d *Decision) { d.Options[0].Costs = append(d.Options[0].Costs, d.Options[0].Costs[0]) },
		"partners": func(d *Decision) {
			d.Options[0].Sharing.Partners = append(d.Options[0].Sharing.Partners, Partner{Org: "more", People: 1})
		},
		"everything": func(d *Decision) {
			for range 5000 {
				d.Options = append(d.Options, d.Options[0])
				d.Criteria = append(d.Criteria, d.Criteria[0])
				d.MustHaves = append(d.MustHaves, d.MustHaves[0])
				d.Budgets = append(d.Budgets, Budget{})
			}
		},
	} {
		d := largest()
		enlarge(&d)
		if r := Decide(&d, rule.Options{}); r.Ranked || len(r.Refusals) == 0 {
			t.Errorf("%s: not refused", name)
		}
	}
}

// FuzzDecisionJSON holds that a decision reads back as it was written.
func FuzzDecisionJSON(f *testing.F) {
	f.Add([]byte(seed))
	f.Add([]byte(`{"budgets":[{"year":"2014/15","headcount":{"people":1},"allowance":{"amount":"1.00","status":"estimated"}}],"incumbent":{"significant":"no"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := decode[Decision](data)
		if err != nil {
			return
		}
		for _, b := range d.Budgets {
			if b.Headcount != nil && b.Headcount.People == 0 {
				return // left out, which a strict reader refuses
			}
		}
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		again, err := decode[Decision](text)
		if err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		more, err := json.Marshal(again)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(text), string(more)); diff != "" {
			t.Fatalf("(-first +second):\n%s", diff)
		}
	})
}

// A small document cannot call for a finding on each of many options for each of
// many criteria, years and must-haves, and a result does not repeat long texts.
func TestHostileDocuments(t *testing.T) {
	size := func(v any) int {
		t.Helper()
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return len(data)
	}
	d := largest()
	d.ID = strings.Repeat("x", 100_000)
	d.Options = make([]Option, 5000)
	if n := len(DecisionRules().Check(&d, rule.Options{}).Findings); n > 2*len(d.Options) {
		t.Errorf("%d findings on %d options", n, len(d.Options))
	}
	if n := size(Decide(&d, rule.Options{})); n > 3_000_000 {
		t.Errorf("a result of %d bytes", n)
	}

	long := strings.Repeat("x", 10_000)
	for name, spoil := range map[string]func(*Decision){
		"options": func(d *Decision) {
			for i := range d.Options {
				d.Options[i].ID, d.Options[i].Name = fmt.Sprint(i)+long, long
			}
		},
		"names": func(d *Decision) {
			for i := range d.Options {
				d.Options[i].Name = long
			}
		},
		"criteria": func(d *Decision) {
			for i := range d.Criteria {
				d.Criteria[i].ID = CriterionID(fmt.Sprint(i) + long)
			}
		},
		"must-haves": func(d *Decision) {
			for i := range d.MustHaves {
				d.MustHaves[i].Text = long
			}
			for i := range d.Options {
				for j := range d.Options[i].Meets {
					d.Options[i].Meets[j].Met = nhs.Unknown
				}
			}
		},
	} {
		d := largest()
		spoil(&d)
		r := Decide(&d, rule.Options{})
		if n := size(r) + size(r.Paper(&d)); n > 4_000_000 {
			t.Errorf("long %s: a result of %d bytes", name, n)
		}
	}
}
