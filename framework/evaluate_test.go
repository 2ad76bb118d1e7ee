package framework

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

func percent(s string) nhs.Percent { return nhs.MustParsePercent(s) }

// qualityAndPrice returns a competition for one lot, of which each bid is given as
// "supplier quality price", with 60 and 40 per cent of weight and five marks each.
func qualityAndPrice(places int, bids ...string) *Competition {
	c := &Competition{
		Lots: []ContestedLot{{Code: "1", Places: places}},
		Criteria: []Criterion{
			{ID: "quality", Weight: percent("60"), Max: MustParseScore("5")},
			{ID: "price", Weight: percent("40"), Max: MustParseScore("5")},
		},
	}
	for _, text := range bids {
		f := strings.Fields(text)
		q, p := MustParseScore(f[1]), MustParseScore(f[2])
		c.Bids = append(c.Bids, Bid{
			Lot: "1", Supplier: Supplier{ID: nhs.MustParseOrgID(f[0])},
			Scores: []BidScore{{Criterion: "quality", Moderated: &q}, {Criterion: "price", Moderated: &p}},
		})
	}
	return c
}

// ranking writes a lot's results as "supplier standing rank total".
func ranking(t *testing.T, c *Competition) (lines []string) {
	t.Helper()
	e, err := Evaluate(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, lot := range e.Lots {
		for _, r := range lot.Results {
			total := "-"
			if r.Total != nil {
				total = r.Total.Decimal().String()
			}
			lines = append(lines, fmt.Sprintf("%s %s %d %s", r.Supplier, r.Standing, r.Rank, total))
		}
	}
	return lines
}

func TestEvaluate(t *testing.T) {
	least := percent("50")
	score := MustParseScore
	for _, tt := range []struct {
		name string
		c    *Competition
		want []string
	}{
		{"two places", qualityAndPrice(2, "aa 3 4", "bb 5 2", "cc 4 4"), []string{"cc placed 1 80", "bb placed 2 76", "aa unplaced 3 68"}},
		{"no places", qualityAndPrice(0, "aa 3 4"), []string{"aa unplaced 1 68"}},
		{"more places than bids", qualityAndPrice(9, "aa 3 4"), []string{"aa placed 1 68"}},
		{"a tie above the last place", qualityAndPrice(3, "aa 4 4", "bb 4 4", "cc 3 3", "dd 2 2"), []string{"aa placed 1 80", "bb placed 1 80", "cc placed 3 60", "dd unplaced 4 40"}},
		{"a tie on the last place: each gets one", qualityAndPrice(2, "cc 4 4", "aa 3 3", "bb 3 3"), []string{"cc placed 1 80", "aa placed 2 60", "bb placed 2 60"}},
		{"a tie of different marks", qualityAndPrice(1, "aa 5 1", "bb 3 4"), []string{"aa placed 1 68", "bb placed 1 68"}},
		{"a tie on the last place: none gets it", with(qualityAndPrice(2, "cc 4 4", "aa 3 3", "bb 3 3", "dd 1 1"), func(c *Competition) { c.Ties.Otherwise = NoneGetsAPlace }),
			[]string{"cc placed 1 80", "aa unplaced 2 60", "bb unplaced 2 60", "dd unplaced 4 20"}},
		{"a tie settled by a criterion", with(qualityAndPrice(1, "aa 3 4", "bb 5 1"), func(c *Competition) { c.Ties.By = []string{"quality"} }),
			[]string{"bb placed 1 68", "aa unplaced 1 68"}},
		{"below a threshold", with(qualityAndPrice(1, "aa 2 5", "bb 3 3"), func(c *Competition) { least := score("3"); c.Criteria[0].Threshold = &least }),
			[]string{"bb placed 1 60", "aa below-minimum 0 64"}},
		{"at a threshold", with(qualityAndPrice(1, "aa 3 5", "bb 3 3"), func(c *Competition) { least := score("3"); c.Criteria[0].Threshold = &least }),
			[]string{"aa placed 1 76", "bb unplaced 2 60"}},
		{"below the least total", with(qualityAndPrice(2, "aa 2.5 2.5", "bb 2.4999 2.5"), func(c *Competition) { c.MinimumTotal = &least }),
			[]string{"aa placed 1 50", "bb below-minimum 0 49.9988"}},
		{"withdrawn, excluded, undeclared and not met", with(qualityAndPrice(5, "aa 5 5", "bb 5 5", "cc 5 5", "dd 5 5", "ee 1 1"), func(c *Competition) {
			c.Standards = []Standard{{ID: "iso"}}
			for i := range c.Bids {
				c.Bids[i].Declarations = []Declaration{{"iso", true}}
			}
			c.Bids[0].Withdrawn = true
			c.Bids[1].Excluded = "bribery"
			c.Bids[2].Declarations = nil
			c.Bids[3].Declarations[0].Met = false
		}), []string{"ee placed 1 20", "aa not-ranked 0 -", "bb not-ranked 0 -", "cc not-ranked 0 -", "dd not-ranked 0 -"}},
		{"merged bidders are counted once", with(qualityAndPrice(2, "south 4 4", "central-southern 5 5", "capita 3 3", "optum 2 2"), func(c *Competition) {
			c.Mergers = []Merger{{From: []nhs.OrgID{"south", "central-southern"}, Into: "south-central-west"}}
		}), []string{"central-southern placed 1 100", "capita placed 2 60", "optum unplaced 3 40", "south counted-once 0 80"}},
		{"merged again", with(qualityAndPrice(2, "aa 4 4", "bb 5 5", "cc 3 3"), func(c *Competition) {
			c.Mergers = []Merger{{From: []nhs.OrgID{"aa", "bb"}, Into: "ab"}, {From: []nhs.OrgID{"ab", "cc"}, Into: "abc"}}
		}), []string{"bb placed 1 100", "aa counted-once 0 80", "cc counted-once 0 60"}},
		{"no more than one lot each", with(qualityAndPrice(1, "aa 5 5", "bb 3 3"), func(c *Competition) {
			c.LotsPerSupplier = 1
			c.Lots = append(c.Lots, ContestedLot{Code: "2", Places: 1})
			for _, b := range slices.Clone(c.Bids) {
				b.Lot = "2"
				c.Bids = append(c.Bids, b)
			}
		}), []string{"aa placed 1 100", "bb unplaced 2 60", "bb placed 1 60", "aa at-limit 0 100"}},
		{"thirds that no binary or decimal fraction holds", with(qualityAndPrice(1, "aa 1 2", "bb 2 1"), func(c *Competition) {
			for i, w := range []string{"33.333333333333", "66.666666666667"} {
				c.Criteria[i].Weight, c.Criteria[i].Max = percent(w), score("3")
			}
		}), []string{"aa placed 1 55.555555555556", "bb unplaced 2 44.444444444444"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, ranking(t, tt.c)); d != "" {
				t.Errorf("ranking (-want +got):\n%s", d)
			}
		})
	}
}

func with(c *Competition, change func(*Competition)) *Competition {
	change(c)
	return c
}

// Each bidder is told the facts that it has a right to.
func TestDebrief(t *testing.T) {
	c := qualityAndPrice(1, "optum 4 4", "capita 5 1")
	c.Bids[1].Scores[1].Reason = "dear"
	e, err := Evaluate(c)
	if err != nil {
		t.Fatal(err)
	}
	total, margin, points, priced := percent("68"), percent("12"), percent("60"), percent("8")
	best := MustParseScore("4")
	want := Result{
		Supplier: "capita", Standing: Unplaced, Rank: 2, Total: &total, Margin: &margin,
		Criteria: []CriterionResult{
			{"quality", MustParseScore("5"), MustParseScore("5"), percent("60"), points, &best, ""},
			{"price", MustParseScore("1"), MustParseScore("5"), percent("40"), priced, &best, "dear"},
		},
		Reasons: []string{
			"ranked 2 with a total of 68; 1 place",
			"the last place went to optum with a total of 80",
			"it lost most on price: 1 marks against 4 for the best that won",
		},
	}
	if d := cmp.Diff(want, e.Lots[0].Results[1]); d != "" {
		t.Errorf("debrief (-want +got):\n%s", d)
	}
	if got := e.Lots[0].Results[0]; got.Margin == nil || !got.Margin.Equal(margin) || got.Standing != Placed {
		t.Errorf("the winner is %s with a margin of %v, want placed by 12", got.Standing, got.Margin)
	}
}

// A tie on the last place follows the stated rule and says so.
func TestTieSaysSo(t *testing.T) {
	for _, tt := range []struct {
		otherwise TieOutcome
		filled    int
		want      string
	}{
		{"", 3, "aa, bb tie on total for the last place; under the tie rule each of them gets one"},
		{NoneGetsAPlace, 1, "aa, bb tie on total for the last place; under the tie rule none of them gets it"},
	} {
		c := qualityAndPrice(2, "cc 4 4", "bb 3 3", "aa 3 3")
		c.Ties.Otherwise = tt.otherwise
		e, err := Evaluate(c)
		if err != nil {
			t.Fatal(err)
		}
		lot := e.Lots[0]
		if lot.Filled != tt.filled || lot.Tie != tt.want {
			t.Errorf("%d filled, tie %q; want %d, %q", lot.Filled, lot.Tie, tt.filled, tt.want)
		}
		for _, r := range lot.Results {
			if tied := slices.Contains(r.Reasons, tt.want); tied != (r.Supplier != "cc") {
				t.Errorf("%s is told of the tie: %v, in %q", r.Supplier, tied, r.Reasons)
			}
		}
	}
}

// What is written of many tied bids grows with their number, not with its square.
func TestManyTiedBids(t *testing.T) {
	size := func(n int) int {
		var bids []string
		for i := range n {
			bids = append(bids, fmt.Sprintf("supplier-%05d 3 3", i))
		}
		e, err := Evaluate(qualityAndPrice(n-1, bids...))
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Lots[0]; got.Filled != n || got.Results[0].Tied != n-1 {
			t.Errorf("%d places filled, %d tied with the first; want %d and %d", got.Filled, got.Results[0].Tied, n, n-1)
		}
		text, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		return len(text)
	}
	if few, many := size(100), size(1000); many > 11*few {
		t.Errorf("100 bids make %d bytes and 1000 make %d", few, many)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		c    *Competition
		want rule.ID
	}{
		"weights": {with(qualityAndPrice(1, "aa 3 3"), func(c *Competition) { c.Criteria[0].Weight = percent("61") }), RuleWeights},
		"range":   {qualityAndPrice(1, "aa 3 5.1"), RuleScores},
		"missing": {with(qualityAndPrice(1, "aa 3 3"), func(c *Competition) { c.Bids[0].Scores = c.Bids[0].Scores[:1] }), RuleScores},
		"lot":     {with(qualityAndPrice(1, "aa 3 3"), func(c *Competition) { c.Bids[0].Lot = "9" }), RuleReferences},
		"twice":   {qualityAndPrice(1, "aa 3 3", "aa 4 4"), RuleOneBid},
		"consortium": {with(qualityAndPrice(1, "aa 3 3"), func(c *Competition) {
			c.Bids[0].Supplier.Kind = service.Consortium
			c.Bids[0].Supplier.Members = []Member{{ID: "bb"}}
		}), RuleConsortium},
	} {
		e, err := Evaluate(tt.c)
		if !errors.Is(err, tt.want) || e.Lots != nil {
			t.Errorf("%s: %d lots ranked, error %v; want none, and a finding of %s", name, len(e.Lots), err, tt.want)
		}
		if _, ok := errors.AsType[rule.Finding](err); !ok {
			t.Errorf("%s: the error holds no finding: %v", name, err)
		}
	}
}

// Totals are added up in whole numbers that each criterion may lengthen, and so
// criteria are bounded.
func TestEvaluateTooManyCriteria(t *testing.T) {
	c := &Competition{Lots: []ContestedLot{{Code: "1", Places: 1}}}
	for i := range 2 * maxCriteria {
		c.Criteria = append(c.Criteria, Criterion{ID: fmt.Sprint("c", i), Weight: percent("0.05"), Max: MustParseScore("5")})
	}
	if _, err := Evaluate(c); !errors.Is(err, RuleWeights) {
		t.Errorf("%d criteria: %v, want %s", len(c.Criteria), err, RuleWeights)
	}
	c.Criteria = c.Criteria[:maxCriteria]
	for i := range c.Criteria {
		c.Criteria[i].Weight = percent("0.1")
	}
	if _, err := Evaluate(c); err != nil {
		t.Errorf("%d criteria: %v", len(c.Criteria), err)
	}
}

// Of many missing scores of a bid the first is named.
func TestMissingScoresAreOneFinding(t *testing.T) {
	c := qualityAndPrice(1, "aa 1 1")
	c.Bids[0].Scores = nil
	_, err := Evaluate(c)
	if f, ok := errors.AsType[rule.Finding](err); !ok || f.Path != "/bids/0/scores" || !strings.Contains(f.Message, "quality and 1 more") {
		t.Errorf("got %v", err)
	}
}

// What a chain of mergers ends in does not depend on where it is followed from,
// and a circle ends in nothing.
func TestStandings(t *testing.T) {
	c := &Competition{Mergers: []Merger{
		{From: []nhs.OrgID{"aa"}, Into: "bb"}, {From: []nhs.OrgID{"bb", "cc"}, Into: "dd"}, {From: []nhs.OrgID{"dd", "ee"}, Into: "ee"},
		{From: []nhs.OrgID{"xx"}, Into: "yy"}, {From: []nhs.OrgID{"yy"}, Into: "xx"}, {From: []nhs.OrgID{"ww"}, Into: "xx"}, {From: []nhs.OrgID{"vv"}},
	}}
	want := map[nhs.OrgID]nhs.OrgID{"aa": "ee", "bb": "ee", "cc": "ee", "dd": "ee"}
	for range 20 { // maps are gone through in any order
		if d := cmp.Diff(want, c.standings()); d != "" {
			t.Fatalf("(-want +got):\n%s", d)
		}
	}
}
