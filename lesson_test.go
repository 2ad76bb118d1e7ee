package commissioning_test

import (
	"fmt"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
)

// lesson returns the package comment and the code blocks in it.
func lesson(t *testing.T) (text string, code []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	text = f.Doc.Text()
	for _, b := range new(comment.Parser).Parse(text).Content {
		if c, ok := b.(*comment.Code); ok {
			code = append(code, strings.TrimSpace(c.Text))
		}
	}
	return strings.Join(strings.Fields(text), " "), code
}

// TestLessonCode holds the code of the lesson to the example that is run.
func TestLessonCode(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "example_lesson_test.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	_, code := lesson(t)
	if len(code) != 3 { // a table of dates, the program, its output
		t.Fatalf("%d blocks", len(code))
	}
	for _, ex := range doc.Examples(f) {
		if got := strings.TrimSpace(ex.Output); code[2] != got {
			t.Errorf("the lesson says that it prints\n%s\nand it prints\n%s", code[2], got)
		}
	}
	source, err := os.ReadFile("example_lesson_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(code[1]) {
		if !strings.Contains(string(source), "\t"+strings.TrimSpace(line)+"\n") && strings.TrimSpace(line) != "" {
			t.Errorf("the example that is run has no line %q", line)
		}
	}
}

// TestLessonNumbers holds the numbers of the lesson to the data.
func TestLessonNumbers(t *testing.T) {
	text, _ := lesson(t)
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	day := nhs.MustParseDate
	groups := func(on string) (n int) {
		for _, g := range market.CCGs.Groups {
			if g.OpenOn(day(on)) {
				n++
			}
		}
		return n
	}
	units := func(on string) int { return market.CSUs.On(day(on)).Certain }
	boards := 0
	for _, b := range market.CCGs.ICBs {
		if b.OpenOn(day("2022-07-01")) {
			boards++
		}
	}
	count := func(b csu.Basis) int {
		n, _ := market.CSUs.CountOn(day("2012-05-14"), b)
		return n.Certain
	}
	plans, stopped := count(csu.PlansSubmitted), count(csu.PlansSubmitted)-count(csu.PlansCleared)
	var income csu.Income // of all units, as it was
	for _, n := range market.CSUs.Incomes {
		if len(n.Units) == 0 && n.Basis == csu.Actual {
			income = n
		}
	}
	var fromGroups nhs.Money
	for _, p := range income.Customers {
		if p.Customer == csu.AllCCGs && p.Amount != nil {
			fromGroups = *p.Amount
		}
	}
	rate := func(year string) string {
		r, ok := ccg.RatePerHead(nhs.MustParseFinancialYear(year))
		if !ok {
			t.Fatalf("no rate for %s", year)
		}
		return r.PerHead.String()
	}
	allowances, err := england.Allowances()
	if err != nil {
		t.Fatal(err)
	}
	lot := 0
	for i := range market.Frameworks {
		if market.Frameworks[i].ID == framework.LPF {
			lot = len(market.Frameworks[i].Places("1", day("2015-03-01"), market.CSUs.History()))
		}
	}
	words := map[int]string{9: "nine"}
	for _, want := range []string{
		fmt.Sprintf("%d of them at first and, through mergers, %d on their last day, 30 June 2022", groups("2013-04-01"), groups("2022-06-30")),
		fmt.Sprintf("%d units and %d groups begin work", units("2013-04-01"), groups("2013-04-01")),
		fmt.Sprintf("April 2015 %d units", units("2015-04-01")),
		fmt.Sprintf("to be independent; %d work on", units("2016-04-01")),
		fmt.Sprintf("Nov. 2021 %d units", units("2021-11-01")),
		fmt.Sprintf("April 2020 %d groups", groups("2020-04-01")),
		fmt.Sprintf("%d integrated care boards", boards),
		fmt.Sprintf("%d outline plans for units; %d are stopped", plans, stopped),
		fmt.Sprintf("%s per head in 2013/14, about %s for England; %s and %s in the two years after",
			rate("2013/14"), allowances[0].Total.Short(), rate("2014/15"), rate("2015/16")),
		fmt.Sprintf("%s suppliers win the first lot", words[lot]),
		fmt.Sprintf("took in %s in 2013/14, %s of it from CCGs", income.Total.Short(), fromGroups.Short()),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the lesson does not say: %s", want)
		}
	}
}
