package decision

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestPaperIsTwoPages(t *testing.T) {
	for _, w := range Examples() {
		d := example(t, w.Name)
		r := Decide(&d, rule.Options{})
		paper := r.Paper(&d).String()
		lines := strings.Split(strings.TrimSuffix(paper, "\n"), "\n")
		if len(lines) > 2*66 {
			t.Errorf("%s: %d lines, two pages hold 132", w.Name, len(lines))
		}
		for _, line := range lines {
			if n := len([]rune(line)); n > pageWidth {
				t.Errorf("%s: %d columns: %s", w.Name, n, line)
			}
		}
	}
}

func TestPaperPrintsOnlyText(t *testing.T) {
	d := example(t, "contract-management")
	d.Title = "a\x1b[31m\nb\u202e" + strings.Repeat("x", 5000)
	d.Options[0].Name = strings.Repeat("long ", 5000) + "\x00"
	r := Decide(&d, rule.Options{})
	paper := r.Paper(&d).String()
	if strings.ContainsAny(paper, "\x1b\x00\u202e\r") || len(paper) > 20_000 {
		t.Errorf("%d bytes: %.200q", len(paper), paper)
	}
}

// The paper compares the tax with NHS England's estimate, and gives the weights.
func TestPaperSaysWhatABoardAsks(t *testing.T) {
	d := example(t, "service-redesign")
	r := Decide(&d, rule.Options{})
	paper := strings.Join(strings.Fields(r.Paper(&d).String()), " ")
	for _, want := range []string{
		"20% of the price of £580,000 is £116,000; £75,400 is recovered and the group bears £40,600, 7% of the price.",
		"NHS England estimated 5% to 9% for an end-to-end deal: £29,000 to £52,200.",
		"Weighed by: Whole-life cost 25%, Capability and leadership 20%, Quality 20%,",
		"For decision on 13 February 2014.",
		"Nothing is discounted: each amount is in the pounds of its year.",
		`Others would pay a further £60,000 under "An independent firm": `,
		"Allowance left after the choice",
		"an allowance for risk",
		"the change itself (transition)",
		"until 31 March 2016",
	} {
		if !strings.Contains(paper, want) {
			t.Errorf("the paper does not say: %s\n%s", want, paper)
		}
	}
}

// At the Treasury's rate £103.50 a year later is £100.00 now.
func TestDiscounting(t *testing.T) {
	d := example(t, "contract-management")
	without := Decide(&d, rule.Options{})
	d.DiscountRate = new(GreenBookRate())
	r := Decide(&d, rule.Options{})
	for i, c := range r.Costs {
		if without.Costs[i].PresentValue != nil || without.Discounted != "" {
			t.Errorf("discounted without a rate: %+v", without.Costs[i])
		}
		later := c.Years[1].Total.Decimal().Div(nhs.MustParsePercent("103.5").Decimal().Shift(-2))
		want, err := nhs.MoneyFromDecimal(c.Years[0].Total.Decimal().Add(later).Round(2))
		if err != nil || c.PresentValue == nil || !c.PresentValue.Equal(want) {
			t.Errorf("%s: %v, want %v (%v)", c.Option, c.PresentValue, want, err)
		}
	}
	if r.Discounted != r.Choice || r.Choice != without.Choice || r.Ranking[0].Points != without.Ranking[0].Points {
		t.Errorf("%q comes first, %q if discounted; without a rate %q", r.Choice, r.Discounted, without.Choice)
	}
	paper := strings.Join(strings.Fields(r.Paper(&d).String()), " ")
	if !strings.Contains(paper, "Discounted to 2014/15 at 3.5% a year: £428,819 for \"Share with two neighbours\"") || !strings.Contains(paper, "The same option would come first.") {
		t.Error(paper)
	}
	for rate, want := range map[string]int{"0": 0, "100": 0, "-1": 1, "100.01": 1} {
		d.DiscountRate = new(nhs.MustParsePercent(rate))
		if r := Decide(&d, rule.Options{}); len(r.Refusals) != want || want > 0 && r.Refusals[0].Path != "/discount_rate" {
			t.Errorf("%s%%: %v", rate, r.Refusals)
		}
	}
}

// What costs less later can come first once it is discounted.
func TestDiscountingChangesTheOrder(t *testing.T) {
	d := example(t, "contract-management")
	d.Options = d.Options[:2]
	for i := range d.Criteria {
		d.Criteria[i].Weight = nhs.MustParsePercent(map[bool]string{true: "100", false: "0"}[d.Criteria[i].ID == OnCost])
	}
	early, late := d.FirstYear, d.LastYear
	for i, c := range []Cost{{Kind: InHouse, Year: early, Amount: money("100.00")}, {Kind: InHouse, Year: late, Amount: money("101.00")}} {
		o := &d.Options[i]
		o.Kind, o.Sharing, o.Supplier, o.VAT, o.Purchase, o.Adjustment = Make, nil, nil, nil, nil, nil
		other := c
		other.Year, other.Amount = map[bool]nhs.FinancialYear{true: late, false: early}[c.Year == early], money("0.00")
		o.Costs = []Cost{c, other}
	}
	d.DiscountRate = new(nhs.MustParsePercent("5"))
	r := Decide(&d, rule.Options{})
	if r.Choice != d.Options[0].ID || r.Discounted != d.Options[1].ID {
		t.Errorf("%q first, %q if discounted: %v", r.Choice, r.Discounted, r.Refusals)
	}
	if words := strings.Join(r.Words, " "); !strings.Contains(words, "If costs were discounted at 5% a year") {
		t.Error(words)
	}
}

// Rounded points can differ by more than the lead, and the words say so.
func TestLeadBeforeRounding(t *testing.T) {
	d := example(t, "contract-management")
	r := Decide(&d, rule.Options{})
	if first, second := r.Ranking[0].Points, r.Ranking[1].Points; first != 80 || second != 71 || r.Margin.Points != 8 {
		t.Fatalf("%d and %d points, a lead of %d", first, second, r.Margin.Points)
	}
	if words := strings.Join(r.Words, " "); !strings.Contains(words, `8 points ahead of "Take it in house" before rounding.`) {
		t.Error(words)
	}
}

func TestClip(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""}, {" a\tb\n", "a b"}, {"abcde", "abcde"}, {"abcdef", "abcd…"}, {"ééééé", "ééééé"}, {"éééééé", "éééé…"},
		{strings.Repeat(" ", 100) + "a", "…"}, {"a" + strings.Repeat(" ", 100) + "b", "a …"}, {"abcd" + strings.Repeat("é", 100), "abcd…"},
	} {
		if got := clip(tt.text, 5); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}
