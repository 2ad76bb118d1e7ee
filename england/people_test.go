package england_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// outOfLine are the counts that rule CCG-16 reports. All but that of 06M in 2017 carry
// their doubt.
var outOfLine = []struct {
	code nhs.OrgID
	year int
}{
	{"01A", 2019}, {"01E", 2019}, {"02E", 2017}, {"02Q", 2019}, {"06D", 2017}, {"06M", 2017}, {"06M", 2018},
	{"06V", 2018}, {"07X", 2018}, {"09J", 2017}, {"09P", 2017}, {"10J", 2019}, {"10R", 2017},
}

// TestOutOfLine takes the doubts off the counts and lets rule CCG-16 find them again. It
// finds each, and one more, which is right: see the package documentation.
func TestOutOfLine(t *testing.T) {
	m := market(t)
	rules, err := ccg.GroupRules().Select(ccg.RuleOutOfLine)
	if err != nil {
		t.Fatal(err)
	}
	doubted, found := make(map[string]bool), make(map[string]bool)
	for i := range m.CCGs.Groups {
		g := &m.CCGs.Groups[i]
		for j := range g.Populations {
			if p := &g.Populations[j]; p.Doubt != nil && !p.Partial {
				doubted[fmt.Sprint(g.Code, " ", p.Year)] = true
				p.Doubt = nil
			}
		}
		for _, f := range rules.Check(g, rule.Options{}).Findings {
			for j := range g.Populations {
				if f.Path == rule.PointerOf("populations", j, "people") {
					found[fmt.Sprint(g.Code, " ", g.Populations[j].Year)] = true
				}
			}
		}
	}
	doubted["06M 2017"] = true
	if len(doubted) != len(outOfLine) {
		t.Errorf("%d counts, want %d", len(doubted), len(outOfLine))
	}
	if d := cmp.Diff(doubted, found); d != "" {
		t.Errorf("counts (-doubted +found):\n%s", d)
	}
	for _, real := range []string{"04L 2019", "04M 2019", "01K 2017"} {
		if found[real] {
			t.Errorf("%s is a move of people, not a wrong count", real)
		}
	}
}

// TestPeopleOfEveryYear counts the groups open at the end of each financial year with a
// registered count for the year in which it ends.
func TestPeopleOfEveryYear(t *testing.T) {
	m := market(t)
	got := make(map[string]string)
	for y := nhs.MustParseFinancialYear("2012/13"); y.First().Year() < 2021; y = y.Next() {
		open, counted, doubted := 0, 0, 0
		for i := range m.CCGs.Groups {
			g := &m.CCGs.Groups[i]
			if !g.OpenOn(y.Last()) {
				continue
			}
			open++
			if p, ok := g.Population(y.Last().Year(), ccg.Registered); ok {
				counted++
				if p.Doubt != nil {
					doubted++
				}
			}
		}
		got[y.String()] = fmt.Sprintf("%d of %d, %d doubted", counted, open, doubted)
	}
	want := map[string]string{
		"2012/13": "0 of 0, 0 doubted", "2013/14": "211 of 211, 0 doubted", "2014/15": "211 of 211, 0 doubted", "2015/16": "209 of 209, 0 doubted",
		"2016/17": "205 of 209, 5 doubted", "2017/18": "189 of 207, 3 doubted", "2018/19": "188 of 195, 4 doubted", "2019/20": "117 of 191, 0 doubted",
		"2020/21": "135 of 135, 0 doubted",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("counted (-want +got):\n%s", d)
	}
}

// TestHastings follows one wrong count from the table to what a caller gets.
func TestHastings(t *testing.T) {
	for _, g := range market(t).CCGs.Groups {
		if g.Code != "09P" {
			continue
		}
		p, ok := g.Population(2017, ccg.Registered)
		if !ok || p.People != 169_548 || p.Doubt == nil || p.Doubt.Reason != ccg.PracticesMissing {
			t.Fatalf("%+v", p)
		}
		want := []ccg.NearCount{
			{Year: 2016, On: nhs.MustParseDate("2016-01-01"), People: 186_456, Source: "S330"},
			{Year: 2018, People: 188_251, Source: "qof"},
		}
		if d := cmp.Diff(want, p.Doubt.Beside); d != "" {
			t.Errorf("beside (-want +got):\n%s", d)
		}
		if p, ok := g.Population(2018, ccg.Registered); !ok || p.Doubt != nil {
			t.Errorf("2018: %+v", p)
		}
	}
}
