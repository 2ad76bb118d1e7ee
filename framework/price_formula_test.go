package framework

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// priced is a competition of 60 for quality, by marks out of 5, and 40 for price by a
// formula. Each bid is the supplier, its marks and its price.
func priced(f PriceFormula, places int, bids ...string) *Competition {
	c := qualityAndPrice(places)
	c.Criteria[1].Formula = f
	for _, line := range bids {
		part := strings.Fields(line)
		quality := MustParseScore(part[1])
		price := nhs.MustParseMoney(part[2])
		c.Bids = append(c.Bids, Bid{
			Lot: "1", Supplier: Supplier{ID: nhs.OrgID(part[0])}, Price: &price,
			Scores: []BidScore{{Criterion: "quality", Moderated: &quality}},
		})
	}
	return c
}

func TestPriceFormulas(t *testing.T) {
	for _, tt := range []struct {
		name string
		c    *Competition
		want []string
	}{
		{"the ratio", priced(LowestPriceRatio, 1, "aa 5 300.00", "bb 0 100.00", "cc 5 200.00"),
			[]string{"cc placed 1 80", "aa unplaced 2 73.333333333333", "bb unplaced 3 40"}},
		{"in a straight line", priced(LinearPrice, 1, "aa 5 300.00", "bb 0 100.00", "cc 5 125.00", "dd 5 200.00"),
			[]string{"cc placed 1 90", "aa unplaced 2 60", "dd unplaced 2 60", "bb unplaced 4 40"}},
		{"a tie that rounded marks would make of thirds", priced(LowestPriceRatio, 1, "aa 0 299999999.99", "bb 0 300000000.00", "cc 5 0.01"),
			[]string{"cc placed 1 100", "aa unplaced 2 0.000000001333", "bb unplaced 3 0.000000001333"}},
		{"a price that was withdrawn is not the lowest", func() *Competition {
			c := priced(LowestPriceRatio, 1, "aa 5 100.00", "bb 5 200.00")
			c.Bids[0].Withdrawn = true
			return c
		}(), []string{"bb placed 1 100", "aa not-ranked 0 -"}},
		{"a tie settled by price", func() *Competition {
			c := priced(LowestPriceRatio, 1, "aa 5 250.00", "bb 0 100.00")
			c.Criteria[0].Weight, c.Criteria[1].Weight = percent("37.50"), percent("62.50")
			c.Ties.By = []string{"price"}
			return c
		}(), []string{"bb placed 1 62.5", "aa unplaced 1 62.5"}},
		{"a minimum on price", func() *Competition {
			c := priced(LowestPriceRatio, 1, "aa 5 200.01", "bb 5 200.00", "cc 0 100.00")
			half := MustParseScore("2.5")
			c.Criteria[1].Threshold = &half
			return c
		}(), []string{"bb placed 1 80", "cc unplaced 2 40", "aa below-minimum 0 79.999000049998"}},
		{"none", func() *Competition {
			c := qualityAndPrice(1, "aa 3 4")
			c.Criteria[1].Formula = NoFormula
			return c
		}(), []string{"aa placed 1 68"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, ranking(t, tt.c)); d != "" {
				t.Errorf("ranking (-want +got):\n%s", d)
			}
		})
	}
}

func TestPriceIsExplained(t *testing.T) {
	e, err := Evaluate(priced(LowestPriceRatio, 1, "aa 5 300.00", "bb 0 100.00"))
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{
			"1.6667 marks of 5 on price for the price of £300.00 by the formula lowest-price-ratio; the lowest is £100.00, which has about 26.67 points more",
			"ranked 1 with a total of about 73.33; 1 place",
		},
		{
			"5 marks of 5 on price for the price of £100.00 by the formula lowest-price-ratio; the lowest",
			"ranked 2 with a total of 40; 1 place",
			"the last place went to aa with a total of about 73.33",
			"it lost most on quality: 0 marks against 5 for the best that won",
		},
	}
	got := [][]string{e.Lots[0].Results[0].Reasons, e.Lots[0].Results[1].Reasons}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("reasons (-want +got):\n%s", d)
	}
}

func TestPriceFormulaIsRefused(t *testing.T) {
	for path, spoil := range map[rule.Pointer]func(*Competition){
		"/criteria/1/formula": func(c *Competition) { c.Criteria[1].Formula = "cheapest" },
		"/bids/0/price":       func(c *Competition) { c.Bids[0].Price = nil },
		"/bids/1/price":       func(c *Competition) { c.Bids[1].Price = new(nhs.Money) },
		"/bids/0/scores/1": func(c *Competition) {
			c.Bids[0].Scores = append(c.Bids[0].Scores, BidScore{Criterion: "price", Moderated: new(Score)})
		},
		"/bids/0/scores": func(c *Competition) { c.Bids[0].Scores = nil },
	} {
		c := priced(LinearPrice, 1, "aa 5 300.00", "bb 0 100.00")
		spoil(c)
		_, err := Evaluate(c)
		refused, ok := err.(*UnrankedError)
		if !ok || !slices.ContainsFunc(refused.Report.Findings, func(f rule.Finding) bool { return f.Path == path && f.Severity == rule.Error }) {
			t.Errorf("%s: %v, want an error there", path, err)
		}
	}
}
