package docs_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// Each example of docs/calculations.md, marked ▸, calculated.
func TestCalculations(t *testing.T) {
	page, err := os.ReadFile("calculations.md")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(page)), " ")
	examples := []string{
		sharedOut(t),
		"£1,200.00 a year, indexed by 10% from the first day of the term, is " + charged(t, `{"kind":"fixed","amount":"1200.00"}`, `"indexation":[{"from":"2014-04-01","percent":"10"}],`, "") + " for that year.",
		"£9.00 per head for 106,079 people is " + charged(t, `{"kind":"per-head","rate":"9.00","people":106079}`, "", "") + " a year and " + firstMonth(t, `{"kind":"per-head","rate":"9.00","people":106079}`) + " a month.",
		"150 units in bands of £2.00 to 100 and £1.00 beyond are " + charged(t, `{"kind":"per-unit","volume":150,"bands":[{"from":1,"to":100,"rate":"2.00"},{"from":101,"rate":"1.00"}]}`, "", "") + ".",
		"£1,200.00 for 100 planned units, 111 counted, £5.00 each beyond 10%: " + charged(t, `{"kind":"cost-and-volume","amount":"1200.00","volume":100,"rate":"5.00","tolerance":"10"}`, "", counted(111)) + ".",
		painAndGain(t),
		formulas(t),
		ranks(t),
		splitByPeople(t),
		discounted(t),
		concentration(t),
		dependency(t), gain(t),
	}
	for _, e := range examples {
		if !strings.Contains(text, "▸ "+e) {
			t.Errorf("the page does not say: ▸ %s", e)
		}
	}
	if n := strings.Count(text, "▸ "); n != len(examples) {
		t.Errorf("%d examples, of which %d are calculated here", n, len(examples))
	}
}

func sharedOut(t *testing.T) string {
	t.Helper()
	parts, err := nhs.MustParseMoney("100.00").Allocate(1, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("£100.00 by 1, 1 and 1 is %s, %s and %s.", parts[0], parts[1], parts[2])
}

func read[T any](t *testing.T, text string) T {
	t.Helper()
	v, err := document.Decode[T]([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// schedule is that of an agreement of one line for 2014/15.
func schedule(t *testing.T, price, terms, volumes string) sla.Schedule {
	t.Helper()
	a := read[sla.Agreement](t, `{"id":"a",`+terms+`"term":{"starts":"2014-04-01","ends":"2015-03-31"},"lines":[{"id":"l","price":`+price+volumes+`}]}`)
	s, err := sla.Charges(&a)
	if err != nil || s.Total == nil {
		t.Fatalf("%v %v", err, s.Problems)
	}
	return s
}

func charged(t *testing.T, price, terms, volumes string) string {
	t.Helper()
	return schedule(t, price, terms, volumes).Total.String()
}

func firstMonth(t *testing.T, price string) string {
	t.Helper()
	return schedule(t, price, "", "").Months[0].Amount.String()
}

// counted has so many units in April, and none in other months.
func counted(units int) string {
	var list []string
	for m := nhs.MustParseDate("2014-04-01"); m.Before(nhs.MustParseDate("2015-04-01")); m = m.AddMonths(1) {
		list = append(list, fmt.Sprintf(`{"month":%q,"units":%d}`, m, units))
		units = 0
	}
	return `,"volumes":[` + strings.Join(list, ",") + `]`
}

func painAndGain(t *testing.T) string {
	t.Helper()
	r := read[sla.RiskShare](t, `{"baseline":"1000.00","gain":[{"from":"2","provider":"50"}]}`)
	s, err := r.Split(nhs.MustParseFinancialYear("2014/15"), nhs.MustParseMoney("900.00"))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("A baseline of £1,000.00 and a cost of £900.00, the provider having half from 2%%: %s for the provider, %s for the customers.", s.Provider, s.Customers)
}

func evaluated(t *testing.T, text string) framework.LotResult {
	t.Helper()
	c := read[framework.Competition](t, text)
	e, err := framework.Evaluate(&c)
	if err != nil {
		t.Fatal(err)
	}
	return e.Lots[0]
}

func formulas(t *testing.T) string {
	t.Helper()
	points := func(formula string) string {
		lot := evaluated(t, `{"lots":[{"code":"1","places":1}],"criteria":[{"id":"price","weight":"40","max":"10","formula":"`+formula+`"},{"id":"rest","weight":"60","max":"10"}],"bids":[
			{"lot":"1","supplier":{"id":"low"},"price":"100.00","scores":[{"criterion":"rest","moderated":"5"}]},
			{"lot":"1","supplier":{"id":"high"},"price":"150.00","scores":[{"criterion":"rest","moderated":"5"}]}]}`)
		return lot.Results[1].Criteria[0].Points.Decimal().String()
	}
	return fmt.Sprintf("Of 40 points, a price of £150.00 where the lowest is £100.00 has %s by the ratio and %s by the line.", points("lowest-price-ratio"), points("linear"))
}

func ranks(t *testing.T) string {
	t.Helper()
	var bids []string
	for i, marks := range []int{80, 70, 70, 60} {
		bids = append(bids, fmt.Sprintf(`{"lot":"1","supplier":{"id":"bidder-%d"},"scores":[{"criterion":"all","moderated":"%d"}]}`, i, marks))
	}
	lot := evaluated(t, `{"lots":[{"code":"1","places":4}],"criteria":[{"id":"all","weight":"100","max":"100"}],"bids":[`+strings.Join(bids, ",")+`]}`)
	var got []any
	for _, r := range lot.Results {
		got = append(got, r.Rank)
	}
	return fmt.Sprintf("Totals of 80, 70, 70 and 60 have ranks %d, %d, %d and %d.", got...)
}

func splitByPeople(t *testing.T) string {
	t.Helper()
	parts, err := decision.SplitCost(nhs.MustParseMoney("100000.00"), decision.ByPopulation,
		decision.Partner{Org: "00A", People: 149_000}, decision.Partner{Org: "00B", People: 106_079}, decision.Partner{Org: "00C", People: 55_001})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("£100,000.00 over 149,000, 106,079 and 55,001 people is %s, %s and %s.", parts[0], parts[1], parts[2])
}

func discounted(t *testing.T) string {
	t.Helper()
	worked, ok := decision.Examples().Named("contract-management")
	if !ok {
		t.Fatal("no worked decision")
	}
	d := read[decision.Decision](t, string(worked.Document))
	rate := decision.GreenBookRate()
	d.DiscountRate = &rate
	o := &d.Options[0]
	o.Kind, o.Costs = decision.Make, nil
	for year, amount := range map[nhs.FinancialYear]string{d.FirstYear: "100.00", d.LastYear: "103.50"} {
		m := nhs.MustParseMoney(amount)
		o.Costs = append(o.Costs, decision.Cost{Kind: decision.InHouse, Year: year, Amount: &m})
	}
	for _, c := range decision.Decide(&d, rule.Options{}).Costs {
		if c.Option == o.ID {
			return fmt.Sprintf("£100.00 now and £103.50 a year later at %s are %s.", rate, c.PresentValue)
		}
	}
	return "nothing is ranked"
}

func concentration(t *testing.T) string {
	t.Helper()
	a, b, c := nhs.MustParseMoney("60.00"), nhs.MustParseMoney("30.00"), nhs.MustParseMoney("10.00")
	before, _ := analysis.HHI(a, b, c)
	adds, _ := analysis.MergerAdds(nhs.Sum(a, b, c), a, b)
	after, _ := analysis.HHI(a.Add(b), c)
	return fmt.Sprintf("Parts of 60, 30 and 10 have %s; merging the first two adds %s and leaves %s.", before, adds, after)
}

func dependency(t *testing.T) string {
	t.Helper()
	m := read[commissioning.Market](t, `{"csus":{"units":[{"slug":"unit-a","name":"A","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01",
		"incomes":[{"year":"2013/14","basis":"actual","total":"1000000.00","customers":[{"customer":"00A","amount":"250010.00"}]}]}]}}`)
	c := analysis.Dependency(commissioning.NewIndex(&m), nhs.FinancialYear{}).Units[0].Customers[0]
	verb := map[nhs.Tristate]string{nhs.Yes: "is over", nhs.No: "is not over"}[c.OverThreshold]
	return fmt.Sprintf("£250,010.00 of £1,000,000.00 %s a quarter, and others would pay %s more.", verb, c.OthersRise)
}

func gain(t *testing.T) string {
	t.Helper()
	group := func(code string, people int) string {
		return fmt.Sprintf(`{"code":%q,"name":%[1]q,"opened":"2013-04-01","populations":[{"year":2013,"on":"2013-04-01","people":%[2]d,"basis":"registered"}],
			"years":[{"year":"2013/14","allowance":{"amount":"1000.00","status":"published","precision":"10.00"}}]}`, code, people)
	}
	m := read[commissioning.Market](t, `{"ccgs":{"groups":[`+group("00A", 980)+","+group("00B", 1020)+`]}}`)
	g := analysis.Allowances(commissioning.NewIndex(&m), nhs.FinancialYear{}).Groups[0]
	return fmt.Sprintf("Of two allowances of %s, rounded to £10.00, for 980 and 1,020 people, the first group gained %s, give or take %s.", g.Allowance, g.Gain, g.GainWithin)
}
