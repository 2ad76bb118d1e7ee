package lessons

import (
	"fmt"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/internal/source"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var (
	day   = nhs.MustParseDate
	year  = nhs.MustParseFinancialYear
	words = [...]string{0: "none", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 12: "twelve", 15: "fifteen"}
)

// TestFigures wants each lesson to say what the data or the code gives.
func TestFigures(t *testing.T) {
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	for pkg, figures := range map[string][]string{
		"ccg":                   ofGroups(t, market),
		"ccg/decision":          ofDecisions(t),
		"csu":                   ofUnits(market),
		"england":               ofEngland(market),
		"framework":             ofFrameworks(market),
		"framework/procurement": ofProcurement(),
		"sla":                   ofAgreements(t),
	} {
		text := lesson(t, pkg)
		for _, figure := range figures {
			if !strings.Contains(text, figure) {
				t.Errorf("the lesson of %s does not say: %s", pkg, figure)
			}
		}
	}
}

// lesson is the text of a package's doc.go on one line.
func lesson(t *testing.T, pkg string) string {
	t.Helper()
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, filepath.FromSlash(pkg), "doc.go")
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(f.Doc.Text()), " ")
}

func longDate(d nhs.Date) string { return fmt.Sprintf("%d %s %d", d.Day(), d.Month(), d.Year()) }

func open(m *commissioning.Market, on string) (n int) {
	for _, g := range m.CCGs.Groups {
		if g.OpenOn(day(on)) {
			n++
		}
	}
	return n
}

func rate(t *testing.T, y string) nhs.Rate {
	t.Helper()
	r, ok := ccg.RatePerHead(year(y))
	if !ok {
		t.Fatalf("no rate for %s", y)
	}
	return r.PerHead
}

func ofGroups(t *testing.T, m *commissioning.Market) []string {
	const people = 200_000
	allowance, err := ccg.EstimateAllowance(year("2013/14"), people)
	if err != nil {
		t.Fatal(err)
	}
	paid := nhs.MustParseMoney("£1,900,000")
	y := ccg.Year{
		Year: year("2013/14"), Headcount: &ccg.Headcount{People: people, Basis: ccg.Scaled}, Allowance: &allowance,
		Plan: &ccg.Statement{Parts: []ccg.Part{{Category: ccg.FromCSU, Amount: &paid, Funding: ccg.RunningCost}}},
	}
	perHead, _ := y.PerHead(y.Plan, ccg.FromCSU)
	report := ccg.YearRules().Check(&y, rule.Options{})
	if len(report.Findings) != 1 {
		t.Errorf("the year of the lesson: %v", report.Findings)
	}
	return []string{
		fmt.Sprintf("There were %d at first and, through mergers, %d at last: %d ever", open(m, "2013-04-01"), open(m, "2022-06-30"), len(m.CCGs.Groups)),
		fmt.Sprintf("%s per head in 2013/14, %s in 2014/15 and %s in 2015/16", rate(t, "2013/14"), rate(t, "2014/15"), rate(t, "2015/16")),
		fmt.Sprintf("allowance, // %s", allowance.Amount),
		fmt.Sprintf("// %s, true", perHead),
		fmt.Sprintf("// %s: above", report.Findings[0].Rule),
	}
}

func ofUnits(m *commissioning.Market) []string {
	count := func(b csu.Basis) int {
		n, _ := m.CSUs.CountOn(day("2012-05-14"), b)
		return n.Certain
	}
	units := func(on string) csu.Listing { return m.CSUs.On(day(on)) }
	range2 := units("2014-11-01")
	february, _ := m.CSUs.CountOn(day("2014-02-28"), csu.Operating)
	worked, vague := 0, 0
	for _, u := range m.CSUs.Units {
		if u.Stage != csu.Working {
			continue
		}
		worked++
		if _, exact := u.Closed.Exact(); !exact && !u.Closed.IsZero() {
			vague++
		}
	}
	return []string{
		fmt.Sprintf("back office from %d commissioning support units", units("2013-04-01").Certain),
		fmt.Sprintf("May 2012 %d outline plans; 14 go on, 9 go on with risk, %d are stopped", count(csu.PlansSubmitted), count(csu.PlansSubmitted)-count(csu.PlansCleared)),
		fmt.Sprintf("April 2013 %d units at work", units("2013-04-01").Certain),
		fmt.Sprintf("Feb. 2014 %d or %d by dates", february.Certain, february.Most()),
		fmt.Sprintf("April 2015 %d, after", units("2015-04-01").Certain),
		fmt.Sprintf("April 2016 %d May 2017 %d Nov. 2021 %d", units("2016-04-01").Certain, units("2017-05-01").Certain, units("2021-11-01").Certain),
		fmt.Sprintf("fmt.Println(l.Certain, l.Possible) // %d %d", range2.Certain, range2.Possible),
		fmt.Sprintf("closing days of %s of its %d units", words[vague], worked),
	}
}

func ofEngland(m *commissioning.Market) []string {
	worked, plans := 0, 0
	for _, u := range m.CSUs.Units {
		switch u.Stage {
		case csu.Working:
			worked++
		case csu.Plan:
			plans++
		}
	}
	early := map[nhs.OrgID]bool{}
	merged, sized := 0, 0
	for _, g := range m.CCGs.Groups {
		for _, p := range g.Populations {
			if p.Basis == ccg.Registered && !p.On.IsZero() && p.On.Year() == 2013 {
				early[g.Code] = true
			}
		}
	}
	isGroup := map[nhs.OrgID]bool{}
	for _, g := range m.CCGs.Groups {
		isGroup[g.Code] = true
	}
	for _, s := range m.CCGs.Successions {
		switch {
		case s.Kind == lineage.BoundaryChange:
			if s.Share != nil {
				sized++
			}
		case isGroup[s.Successor]:
			merged++
		}
	}
	return []string{
		fmt.Sprintf("All %d clinical commissioning groups, the %d steps of their mergers, and the %d integrated care boards", len(m.CCGs.Groups), merged, len(m.CCGs.ICBs)),
		fmt.Sprintf("The %d bodies of the register", len(m.CSUs.Units)),
		fmt.Sprintf("%d units that worked, %d plans of 2012, and one firm", worked, plans),
		fmt.Sprintf("Registered people of all %d groups of 2013 are known", len(early)),
		fmt.Sprintf("%s boundary changes are known by size", strings.ToUpper(words[sized][:1])+words[sized][1:]),
		"known until " + longDate(m.CSUs.KnownUntil),
		"known until " + longDate(m.CCGs.ICBsKnownUntil),
	}
}

func ofFrameworks(m *commissioning.Market) []string {
	i := 0
	for ; m.Frameworks[i].ID != framework.LPF; i++ {
	}
	places := m.Frameworks[i].Places("1", day("2015-02-28"), m.CSUs.History())
	quick, _ := procurement.DefaultTimetable(procurement.FurtherCompetition)
	slow, _ := procurement.DefaultTimetable(procurement.Open)
	return []string{
		fmt.Sprintf("named %s suppliers of end-to-end", words[len(places)]),
		fmt.Sprintf("in %s to %s months; a full European procurement took %s to %s", words[quick.Min], words[quick.Max], words[slow.Min], words[slow.Max]),
	}
}

func ofProcurement() []string {
	value := nhs.MustParseMoney("£170,000")
	competes := func(on string) nhs.Tristate {
		return procurement.LawOn(day(on), procurement.Support, procurement.SubCentral, &value, nhs.WithoutVAT, "").MustCompete
	}
	return []string{
		fmt.Sprintf("law.MustCompete // %s: %s in June 2016; %s: the same in June 2018", competes("2016-06-15"), strings.TrimSuffix(value.String(), ".00"), competes("2018-06-15")),
	}
}

func ofAgreements(t *testing.T) []string {
	r := nhs.MustParseRate("9.00")
	const people = 106_079
	total := r.Mul(people)
	months, err := total.Allocate(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	return []string{fmt.Sprintf("%s per head for %s people is %s a year, %s a month", r, format.Int(people), total, months[0])}
}

func ofDecisions(t *testing.T) []string {
	cost := nhs.MustParseMoney("£100,000")
	parts, err := decision.SplitCost(cost, decision.ByPopulation,
		decision.Partner{Org: "00A", People: 149_000}, decision.Partner{Org: "00B", People: 106_079}, decision.Partner{Org: "00C", People: 55_001})
	if err != nil {
		t.Fatal(err)
	}
	low, high := decision.EstimatedVAT()
	one := decision.Calibrate(1_000_000)
	perHead := func(m nhs.Money) nhs.Rate {
		r, err := m.PerHead(1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	return []string{
		fmt.Sprintf("%s over 149,000, 106,079 and 55,001 people is %s, %s and %s", cost, parts[0], parts[1], parts[2]),
		fmt.Sprintf("%s to %s", low, high),
		fmt.Sprintf("usually at %s", decision.StandardVAT()),
		fmt.Sprintf("explain %s of the %s per head; what became of the other %s", perHead(one.Explained), perHead(one.Allowance), perHead(one.Unexplained)),
	}
}
