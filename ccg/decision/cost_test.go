package decision

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// A document that breaks the rules is not calculated even where they were not
// asked first.
func TestComputeCostRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Decision, *Option){
		"no VAT":         func(_ *Decision, o *Option) { o.Supplier, o.Costs[0].Kind = nil, Price },
		"half the VAT":   func(_ *Decision, o *Option) { o.VAT = &VAT{Rate: percentOf("20")} },
		"no years":       func(d *Decision, _ *Option) { d.LastYear = nhs.FinancialYear{} },
		"no amount":      func(_ *Decision, o *Option) { o.Costs[0].Amount = nil },
		"another year":   func(d *Decision, o *Option) { o.Costs[0].Year = d.LastYear.Next() },
		"no sharing":     func(_ *Decision, o *Option) { o.Sharing = nil },
		"unknown people": func(_ *Decision, o *Option) { o.Sharing.Partners[1].People = 0 },
		"not a partner":  func(d *Decision, _ *Option) { d.CCG = "00C" },
		"nobody uses it": func(_ *Decision, o *Option) {
			o.Sharing = &Sharing{Split: ByUse, Partners: []Partner{{Org: "example-vale-ccg", Use: new(int64)}}}
		},
		"no group at all":    func(d *Decision, o *Option) { d.CCG, o.Sharing.Partners[0].Org = "", "" },
		"a split unheard of": func(_ *Decision, o *Option) { o.Sharing.Split = "area" },
	} {
		d := example(t, "contract-management")
		o, _ := d.Option("share")
		spoil(&d, o)
		if c, err := d.computeCost(o); err == nil {
			t.Errorf("%s: %s", name, c.Total)
		}
	}
}

// A cost may name a budget of its own.
func TestFundingOfACost(t *testing.T) {
	d := example(t, "contract-management")
	o, _ := d.Option("in-house")
	for i := range o.Costs {
		if o.Costs[i].Kind == Transition {
			o.Costs[i].Funding = ccg.Programme
		}
	}
	r := Decide(&d, rule.Options{})
	if y := r.costOf("in-house").Years[0]; !y.Total.Equal(*money("255000.00")) || !y.RunningCost.Equal(*money("220000.00")) {
		t.Errorf("of %s the running cost is %s", y.Total, y.RunningCost)
	}
}

func TestAdjustment(t *testing.T) {
	d := example(t, "service-redesign")
	o, _ := d.Option("firm")
	o.Adjustment = money("-600.00")
	r := Decide(&d, rule.Options{})
	c := r.costOf("firm")
	if !c.Total.Equal(*money("785000.00")) || !c.Years[0].Total.Equal(*money("404700.00")) || !c.Years[0].RunningCost.Equal(c.Years[0].Total) {
		t.Errorf("cost %s, first year %s, running cost %s", c.Total, c.Years[0].Total, c.Years[0].RunningCost)
	}
	for _, change := range r.Sensitivity.Costs {
		changed := change.Apply(d)
		now := Decide(&changed, rule.Options{})
		if got := now.costOf(change.Option).Total; !got.Equal(change.To) || now.Choice == r.Choice {
			t.Errorf("%s costs %s after the change, want %s; %s comes first", change.Option, got, change.To, now.Choice)
		}
	}
	d.Funding = ccg.Programme
	r = Decide(&d, rule.Options{})
	if y := r.costOf("firm").Years[0]; y.RunningCost == nil || y.RunningCost.Sign() != 0 {
		t.Errorf("a running cost of %v although programme pays", y.RunningCost)
	}
	d.Funding = ""
	r = Decide(&d, rule.Options{})
	if y := r.costOf("firm").Years[0]; y.RunningCost != nil {
		t.Errorf("a running cost of %v although no budget is named", y.RunningCost)
	}
}

func TestVATCostsAFifthMore(t *testing.T) {
	price := []Cost{{Kind: Price, Year: nhs.MustParseFinancialYear("2014/15"), Amount: money("123456.78")}}
	d := Decision{FirstYear: price[0].Year, LastYear: price[0].Year}
	cost := func(o Option) OptionCost {
		t.Helper()
		c, err := d.computeCost(&o)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	unit := cost(Option{Supplier: &Supplier{Kind: service.CSU}, Costs: price})
	if want := *money("123456.78"); !unit.Total.Equal(want) || unit.VAT != nil {
		t.Errorf("a unit costs %s, VAT %v; want %s and none", unit.Total, unit.VAT, want)
	}
	standard := StandardVAT()
	firm := cost(Option{Supplier: &Supplier{Kind: service.Independent}, VAT: &VAT{Rate: &standard, Recovered: percentOf("0")}, Costs: price})
	if want := *money("148148.14"); !firm.Total.Equal(want) { // 123456.78 × 1.2 = 148148.136
		t.Errorf("a firm costs %s, want %s", firm.Total, want)
	}
	want := &VATCost{
		Net: *money("123456.78"), Charged: *money("24691.36"), Borne: *money("24691.36"),
		EstimateLow: *money("6172.84"), EstimateHigh: *money("11111.11"),
	}
	if diff := cmp.Diff(want, firm.VAT); diff != "" {
		t.Errorf("VAT (-want +got):\n%s", diff)
	}
	all := cost(Option{Supplier: &Supplier{Kind: service.Independent}, VAT: &VAT{Rate: &standard, Recovered: percentOf("100")}, Costs: price})
	if !all.Total.Equal(unit.Total) {
		t.Errorf("where all VAT is recovered a firm costs %s, want %s", all.Total, unit.Total)
	}
	for net := range int64(2000) {
		_, borne := (&VAT{Rate: &standard, Recovered: percentOf("0")}).on(nhs.MoneyFromPence(net * 500))
		if want := nhs.MoneyFromPence(net * 100); !borne.Equal(want) {
			t.Fatalf("VAT on %s is %s, want %s", nhs.MoneyFromPence(net*500), borne, want)
		}
	}
}

func TestSplitCostSumsToThePenny(t *testing.T) {
	partners := []Partner{{Org: "example-vale-ccg", People: 149_000}, {Org: "example-moor-ccg", People: 106_079}, {Org: "example-haven-ccg", People: 55_001}}
	got, err := SplitCost(*money("100000.00"), ByPopulation, partners...)
	if err != nil {
		t.Fatal(err)
	}
	// 149000/310080, 106079/310080 and 55001/310080 of 10,000,000 pence are
	// 4805211.558, 3421020.382 and 1773768.060: the odd penny goes to the first.
	want := []nhs.Money{*money("48052.12"), *money("34210.20"), *money("17737.68")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if sum := nhs.Sum(got...); !sum.Equal(*money("100000.00")) {
		t.Errorf("the parts sum to %s", sum)
	}
}

func TestSplitCostAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		cost := nhs.MoneyFromPence(rng.Int64N(1_000_000))
		partners := make([]Partner, 1+rng.IntN(6))
		for i := range partners {
			use := rng.Int64N(4)
			partners[i] = Partner{Org: nhs.OrgID(fmt.Sprintf("g%d", i)), People: ccg.People(1 + rng.IntN(4)), Use: &use}
		}
		by := []Split{ByPopulation, ByUse}[rng.IntN(2)]
		part := func() map[nhs.OrgID]int64 {
			list, err := SplitCost(cost, by, partners...)
			if err != nil {
				return nil
			}
			if sum := nhs.Sum(list...); !sum.Equal(cost) {
				t.Fatalf("parts of %s sum to %s", cost, sum)
			}
			parts := make(map[nhs.OrgID]int64)
			for i, m := range list {
				parts[partners[i].Org] = pence(m)
			}
			return parts
		}
		want := part()
		rng.Shuffle(len(partners), func(i, j int) { partners[i], partners[j] = partners[j], partners[i] })
		if diff := cmp.Diff(want, part()); diff != "" {
			t.Fatalf("another order gives other parts (-first +second):\n%s", diff)
		}
	}
}

func TestSplitCostRefuses(t *testing.T) {
	for name, partners := range map[string][]Partner{
		"nobody":        nil,
		"unknown":       {{Org: "a", People: 1}, {Org: "b"}},
		"not the split": {{Org: "a", Use: new(int64)}},
	} {
		if parts, err := SplitCost(*money("1.00"), ByPopulation, partners...); err == nil {
			t.Errorf("%s: %v", name, parts)
		}
	}
	if parts, err := SplitCost(*money("1.00"), ByUse, Partner{Org: "a", Use: new(int64)}); err == nil {
		t.Errorf("no use at all: %v", parts)
	}
}

func TestAllowance(t *testing.T) {
	d := example(t, "contract-management")
	r := Decide(&d, rule.Options{})
	y := r.costOf("share").Years[0]
	// £3,684,770.00 - £3,206,180.00 - £246,623.84
	want := YearCost{
		Year: nhs.MustParseFinancialYear("2014/15"), Total: *money("246624.10"), RunningCost: money("246624.10"),
		Allowance: money("3684770.00"), AllowanceStatus: ccg.Estimated, OfAllowance: percentOf("6.7"), Headroom: money("231965.90"),
	}
	perHead := nhs.MustParseRate("1.6552")
	want.PerHead = &perHead
	if diff := cmp.Diff(want, y); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	t.Run("not known", func(t *testing.T) {
		d := example(t, "funding-requests")
		r := Decide(&d, rule.Options{})
		for _, y := range r.costOf("share").Years[1:] {
			if y.Allowance != nil || y.Headroom != nil || y.PerHead != nil {
				t.Errorf("%s: an allowance of %v out of nothing", y.Year, y.Allowance)
			}
		}
	})
	t.Run("broken", func(t *testing.T) {
		d := example(t, "contract-management")
		d.Budgets[1].Elsewhere = money("3288430.00") // all of the allowance
		r := Decide(&d, rule.Options{})
		for _, g := range r.Gaps {
			if !slices.ContainsFunc(g.Lacks, func(s string) bool { return strings.HasSuffix(s, " of allowance in 2015/16") }) {
				t.Errorf("%s does not lack allowance: %q", g.Option, g.Lacks)
			}
		}
	})
	t.Run("no budget pays", func(t *testing.T) {
		d := example(t, "contract-management")
		d.Funding = ""
		r := Decide(&d, rule.Options{})
		if y := r.costOf("unit").Years[0]; y.RunningCost != nil || y.Headroom != nil {
			t.Errorf("a running cost of %v although no budget is named", y.RunningCost)
		}
		d.Funding = ccg.Programme
		r = Decide(&d, rule.Options{})
		if y := r.costOf("unit").Years[0]; y.RunningCost == nil || y.RunningCost.Sign() != 0 {
			t.Errorf("a running cost of %v although programme pays", y.RunningCost)
		}
	})
}

// Stranded costs that others bear are shown and not counted as the group's.
func TestWhoBears(t *testing.T) {
	d := example(t, "service-redesign")
	r := Decide(&d, rule.Options{})
	c := r.costOf("firm")
	if !c.Others.Equal(*money("60000.00")) || !c.Total.Equal(*money("785600.00")) {
		t.Errorf("others bear %s of the firm, the group %s", c.Others, c.Total)
	}
	for i := range d.Options {
		for j := range d.Options[i].Costs {
			if d.Options[i].Costs[j].Kind == Stranded {
				d.Options[i].Costs[j].Bearer = Group
			}
		}
	}
	r = Decide(&d, rule.Options{})
	if c := r.costOf("firm"); c.Others.Sign() != 0 || !c.Total.Equal(*money("845600.00")) || r.Choice != "unit" {
		t.Errorf("others bear %s, the group %s, and %s comes first", c.Others, c.Total, r.Choice)
	}
}

// The result gives the part of each partner, and the parts sum to the penny.
func TestResultGivesEachPart(t *testing.T) {
	d := example(t, "contract-management")
	o, _ := d.Option("share")
	o.Sharing.Split = ByPopulation
	o.Sharing.Partners = []Partner{{Org: "00D", People: 55_001}, {Org: d.CCG, People: 149_000}, {Org: "00C", People: 106_079}}
	o.VAT, o.Adjustment = nil, nil
	o.Costs = []Cost{
		{Kind: SharedService, Year: d.FirstYear, Amount: money("100000.00"), SharedByPartners: true},
		{Kind: SharedService, Year: d.LastYear, Amount: money("0.00"), SharedByPartners: true},
		{Kind: Transition, Year: d.FirstYear, Amount: money("10.00")},
		{Kind: Stranded, Year: d.FirstYear, Amount: money("60.00"), SharedByPartners: true, Bearer: NHSEngland},
	}
	r := Decide(&d, rule.Options{})
	got := r.costOf("share")
	want := []PartnerCost{{"00C", *money("34210.20")}, {"00D", *money("17737.68")}, {d.CCG, *money("48052.12")}}
	if diff := cmp.Diff(want, got.Partners); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if !got.Total.Equal(*money("48062.12")) {
		t.Errorf("the group pays %s", got.Total)
	}
	if paper := strings.Join(strings.Fields(r.Paper(&d).String()), " "); !strings.Contains(paper, ": 00C £34,210.20, 00D £17,737.68, example-vale-ccg £48,052.12.") {
		t.Error(paper)
	}
}

// TestSharedPriceWithItsTax: a price that partners share is split together with the
// tax on it, and what the group recovers fits the rate.
func TestSharedPriceWithItsTax(t *testing.T) {
	for _, tt := range []struct {
		price, rate, recovered string
		partners               int
		pays                   []string // by partner
		own                    []string // the last partner's price, tax charged, recovered and borne
	}{
		{"1.00", "20", "0", 3, []string{"0.40", "0.40", "0.40"}, []string{"0.33", "0.07", "0.00", "0.07"}},
		{"1.00", "20", "100", 3, []string{"0.34", "0.33", "0.33"}, []string{"0.33", "0.07", "0.07", "0.00"}},
		{"1.00", "20", "50", 3, []string{"0.37", "0.37", "0.36"}, []string{"0.33", "0.06", "0.03", "0.03"}},
		{"100.00", "20", "0", 7, []string{"17.15", "17.15", "17.14", "17.14", "17.14", "17.14", "17.14"}, []string{"14.28", "2.86", "0.00", "2.86"}},
		{"0.01", "20", "0", 2, []string{"0.01", "0.00"}, []string{"0.00", "0.00", "0.00", "0.00"}},
		{"0.00", "20", "0", 2, []string{"0.00", "0.00"}, []string{"0.00", "0.00", "0.00", "0.00"}},
		{"1.00", "0", "0", 3, []string{"0.34", "0.33", "0.33"}, []string{"0.33", "0.00", "0.00", "0.00"}},
	} {
		d := example(t, "contract-management")
		o, _ := d.Option("share")
		o.VAT = &VAT{Rate: percentOf(tt.rate), Recovered: percentOf(tt.recovered)}
		o.Sharing = &Sharing{Split: ByUse}
		use := int64(1)
		for i := range tt.partners - 1 {
			o.Sharing.Partners = append(o.Sharing.Partners, Partner{Org: nhs.OrgID(fmt.Sprintf("0%dA", i)), Use: &use})
		}
		o.Sharing.Partners = append(o.Sharing.Partners, Partner{Org: d.CCG, Use: &use})
		o.Costs = []Cost{{Kind: Price, Year: d.FirstYear, Amount: money(tt.price), SharedByPartners: true}}
		o.Adjustment = nil
		got, err := d.computeCost(o)
		if err != nil {
			t.Fatal(err)
		}
		var pays []string
		for _, p := range got.Partners {
			pays = append(pays, p.Amount.Decimal().StringFixed(2))
		}
		own := []string{}
		for _, m := range []nhs.Money{got.VAT.Net, got.VAT.Charged, got.VAT.Recovered, got.VAT.Borne} {
			own = append(own, m.Decimal().StringFixed(2))
		}
		if diff := cmp.Diff([][]string{tt.pays, tt.own}, [][]string{pays, own}); diff != "" {
			t.Errorf("%s at %s%%, %s%% recovered, among %d (-want +got):\n%s", tt.price, tt.rate, tt.recovered, tt.partners, diff)
		}
		if !got.Total.Equal(got.VAT.Net.Add(got.VAT.Borne)) {
			t.Errorf("the group pays %s, but %s and %s of tax", got.Total, got.VAT.Net, got.VAT.Borne)
		}
	}
}
