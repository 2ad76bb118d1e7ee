package ccg_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
)

func ExampleCountDoubt() {
	p := ccg.Population{Year: 2017, People: 169_548, Basis: ccg.Registered, Doubt: &ccg.CountDoubt{
		Reason: ccg.PracticesMissing,
		Beside: []ccg.NearCount{{Year: 2016, People: 186_456}, {Year: 2018, People: 188_251}},
	}}
	fmt.Printf("%v: %v\n", p.People, p.Doubt)
	// Output: 169,548: practices are missing; set it beside 186,456 of 2016 and 188,251 of 2018
}

func ExampleNearCount() {
	c := ccg.NearCount{Year: 2016, People: 186_456}
	fmt.Println(c.People, "in", c.Year)
	// Output: 186,456 in 2016
}

func ExampleDoubtReason() {
	fmt.Println(ccg.CountedTwice)
	// Output: people are counted twice
}

func TestCountDoubtString(t *testing.T) {
	for want, d := range map[string]*ccg.CountDoubt{
		"":                         nil,
		"people are counted twice": {Reason: ccg.CountedTwice},
		"it is out of line with the counts before and after": {Reason: ccg.OutOfLine},
		"a word of its own; set it beside 5 of 2019":         {Reason: "a word of its own", Beside: []ccg.NearCount{{Year: 2019, People: 5}}},
	} {
		if got := d.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A year with several counts answers with one that nobody doubts, and of those with one
// that has a day; a count of partial coverage never.
func TestPopulationPrefersWhatIsSure(t *testing.T) {
	doubt := &ccg.CountDoubt{Reason: ccg.PracticesMissing}
	for _, test := range []struct {
		name   string
		counts []ccg.Population
		want   ccg.People
		doubt  bool
	}{
		{"none", nil, 0, false},
		{"the first", []ccg.Population{{People: 1}, {People: 2}}, 1, false},
		{"no doubt", []ccg.Population{{People: 1, Doubt: doubt}, {People: 2}}, 2, false},
		{"no doubt before a day", []ccg.Population{{People: 1, Doubt: doubt, On: day("2017-01-01")}, {People: 2}}, 2, false},
		{"a day", []ccg.Population{{People: 1}, {People: 2, On: day("2017-01-01")}, {People: 3, On: day("2017-04-01")}}, 2, false},
		{"doubted alone", []ccg.Population{{People: 1, Doubt: doubt}, {People: 2, Partial: true}}, 1, true},
		{"partial alone", []ccg.Population{{People: 2, Partial: true}}, 0, false},
		{"unknown", []ccg.Population{{On: day("2017-01-01")}, {People: 2, Doubt: doubt}}, 2, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := ccg.Group{Code: "09P"}
			for _, p := range test.counts {
				p.Year, p.Basis = 2017, ccg.Registered
				g.Populations = append(g.Populations, p)
			}
			p, ok := g.Population(2017, ccg.Registered)
			if ok != (test.want > 0) || p.People != test.want || (p.Doubt != nil) != test.doubt {
				t.Errorf("%d people, doubt %v; want %d, doubted %t", p.People, p.Doubt, test.want, test.doubt)
			}
		})
	}
}

func TestPopulationWrites(t *testing.T) {
	var p ccg.Population
	const text = `{"year":2017,"on":"2017-01-01","people":169548,"basis":"registered",` +
		`"doubt":{"reason":"practices-missing","beside":[{"year":2016,"on":"2016-01-01","people":186456}]}}`
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(p); err != nil || string(again) != text {
		t.Errorf("%v\n%s\n%s", err, text, again)
	}
}
