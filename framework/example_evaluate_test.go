package framework_test

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// bid returns a bid for lot 1 with moderated scores on quality and price.
func bid(supplier nhs.OrgID, quality, price string) framework.Bid {
	q, p := framework.MustParseScore(quality), framework.MustParseScore(price)
	return framework.Bid{
		Lot: "1", Supplier: framework.Supplier{ID: supplier},
		Scores: []framework.BidScore{{Criterion: "quality", Moderated: &q}, {Criterion: "price", Moderated: &p}},
	}
}

// competition returns a competition for one lot.
func competition(places int, bids ...framework.Bid) *framework.Competition {
	five := framework.MustParseScore("5")
	return &framework.Competition{
		Lots: []framework.ContestedLot{{Code: "1", Places: places}},
		Criteria: []framework.Criterion{
			{ID: "quality", Weight: nhs.MustParsePercent("60"), Max: five},
			{ID: "price", Weight: nhs.MustParsePercent("40"), Max: five},
		},
		Bids: bids,
	}
}

func ExampleEvaluate() {
	e, err := framework.Evaluate(competition(1, bid("capita", "5", "1"), bid("optum", "4", "4")))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range e.Lots[0].Results {
		fmt.Println(r.Rank, r.Supplier, r.Standing, r.Total)
		for _, why := range r.Reasons {
			fmt.Println("  ", why)
		}
	}
	// Output:
	// 1 optum placed 80%
	//    ranked 1 with a total of 80; 1 place
	// 2 capita unplaced 68%
	//    ranked 2 with a total of 68; 1 place
	//    the last place went to optum with a total of 80
	//    it lost most on price: 1 marks against 4 for the best that won
}

func ExampleCompetition() {
	c := competition(1, bid("optum", "4", "6"), bid("capita", "5", "1"), bid("optum", "5", "5"))
	for _, f := range framework.CompetitionRules().Check(c, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path, f.Message)
	}
	_, err := framework.Evaluate(c)
	fmt.Println(errors.Is(err, framework.RuleScores))
	// Output:
	// FW-31 /bids/0/scores/1/moderated optum has 6 marks on price: give a number from 0 to 5
	// FW-32 /bids/2/supplier duplicate bid of optum for lot 1: remove one
	// true
}

func ExampleEvaluation() {
	e, err := framework.Evaluate(competition(2, bid("optum", "4", "4")))
	fmt.Println(len(e.Lots), e.Lots[0].Filled, "of", e.Lots[0].Places, "places filled,", err)
	// Output: 1 1 of 2 places filled, <nil>
}

func ExampleLotResult() {
	e, _ := framework.Evaluate(competition(1, bid("optum", "3", "3"), bid("capita", "3", "3")))
	fmt.Println(e.Lots[0].Tie)
	// Output:
	// capita, optum tie on total for the last place; under the tie rule each of them gets one
}

func ExampleTieRule() {
	c := competition(1, bid("optum", "3", "4"), bid("capita", "5", "1"))
	c.Ties = framework.TieRule{By: []string{"quality"}, Otherwise: framework.NoneGetsAPlace}
	e, _ := framework.Evaluate(c)
	for _, r := range e.Lots[0].Results {
		fmt.Println(r.Supplier, r.Total, r.Standing)
	}
	// Output:
	// capita 68% placed
	// optum 68% unplaced
}

func ExampleTieOutcome() {
	c := competition(1, bid("optum", "3", "3"), bid("capita", "3", "3"))
	c.Ties.Otherwise = framework.NoneGetsAPlace
	e, _ := framework.Evaluate(c)
	fmt.Println(e.Lots[0].Filled)
	// Output: 0
}

func ExampleResult() {
	e, _ := framework.Evaluate(competition(1, bid("capita", "5", "1"), bid("optum", "4", "4")))
	loser := e.Lots[0].Results[1]
	fmt.Println(loser.Supplier, "lost by", loser.Margin)
	// Output: capita lost by 12%
}

func ExampleCriterionResult() {
	e, _ := framework.Evaluate(competition(1, bid("capita", "5", "1"), bid("optum", "4", "4")))
	for _, k := range e.Lots[0].Results[1].Criteria {
		fmt.Println(k.Criterion, k.Score, "of", k.Max, "gives", k.Points, "best that won", k.Best)
	}
	// Output:
	// quality 5 of 5 gives 60% best that won 4
	// price 1 of 5 gives 8% best that won 4
}

func ExampleStanding() {
	c := competition(1, bid("capita", "5", "5"), bid("optum", "4", "4"))
	c.Bids[0].Excluded = "bribery"
	e, _ := framework.Evaluate(c)
	for _, r := range e.Lots[0].Results {
		fmt.Println(r.Supplier, r.Standing, r.Reasons[0])
	}
	// Output:
	// optum placed ranked 1 with a total of 80; 1 place
	// capita not-ranked the bidder is excluded: bribery
}

func ExampleMerger() {
	c := competition(2, bid("south", "4", "4"), bid("central-southern", "5", "5"), bid("capita", "3", "3"))
	c.Mergers = []framework.Merger{{From: []nhs.OrgID{"south", "central-southern"}, Into: "south-central-west"}}
	e, _ := framework.Evaluate(c)
	for _, r := range e.Lots[0].Results {
		fmt.Println(r.Supplier, r.Standing)
	}
	// Output:
	// central-southern placed
	// capita placed
	// south counted-once
}

func ExampleContestedLot() {
	c := competition(0, bid("optum", "4", "4"))
	c.Lots[0] = framework.ContestedLot{Code: "1", Places: 10}
	e, _ := framework.Evaluate(c)
	fmt.Println(e.Lots[0].Filled)
	// Output: 1
}

func ExampleCriterion() {
	least := framework.MustParseScore("3")
	c := competition(1, bid("optum", "2.5", "5"))
	c.Criteria[0].Threshold = &least
	e, _ := framework.Evaluate(c)
	fmt.Println(e.Lots[0].Results[0].Reasons[0])
	// Output: 2.5 marks on quality are below the minimum, 3
}

func ExampleStandard() {
	c := competition(1, bid("optum", "4", "4"))
	c.Standards = []framework.Standard{{ID: "information-governance"}}
	e, _ := framework.Evaluate(c)
	fmt.Println(e.Lots[0].Results[0].Reasons[0])
	// Output: the bidder did not declare the standard information-governance
}

func ExampleDeclaration() {
	c := competition(1, bid("optum", "4", "4"))
	c.Standards = []framework.Standard{{ID: "information-governance"}}
	c.Bids[0].Declarations = []framework.Declaration{{Standard: "information-governance", Met: true}}
	e, _ := framework.Evaluate(c)
	fmt.Println(e.Lots[0].Results[0].Standing)
	// Output: placed
}

func ExampleBid() {
	b := bid("optum", "4", "4")
	b.Withdrawn = true
	e, _ := framework.Evaluate(competition(1, b))
	fmt.Println(e.Lots[0].Results[0].Reasons[0])
	// Output: the bid was withdrawn
}

func ExampleBidScore() {
	c := competition(1, bid("optum", "4", "4"))
	c.Bids[0].Scores[0] = framework.BidScore{Criterion: "quality", Marks: []framework.Mark{
		{Assessor: "A", Score: framework.MustParseScore("3")}, {Assessor: "B", Score: framework.MustParseScore("5")},
	}}
	_, err := framework.Evaluate(c)
	fmt.Println(err)
	// Output: the bids cannot be ranked: error: FW-31: competition at /bids/0/scores/0/moderated: the assessors of optum differ on quality: give the moderated score
}

func ExampleUnrankedError() {
	c := competition(1, bid("optum", "4", "6"))
	_, err := framework.Evaluate(c)
	if unranked, ok := errors.AsType[*framework.UnrankedError](err); ok {
		for _, f := range unranked.Report.Findings {
			fmt.Println(f.Path, f.Message)
		}
	}
	// Output:
	// /bids/0/scores/1/moderated optum has 6 marks on price: give a number from 0 to 5
}

func ExampleMark() {
	m := framework.Mark{Assessor: "A", Score: framework.MustParseScore("4")}
	fmt.Println(m.Assessor, m.Score)
	// Output: A 4
}

func ExampleScore() {
	s, err := framework.ParseScore("7.50")
	fmt.Println(s, err)
	_, err = framework.ParseScore("7,5")
	fmt.Println(err != nil)
	// Output:
	// 7.5 <nil>
	// true
}

func ExamplePriceFormula() {
	price := func(pounds string) *nhs.Money { p := nhs.MustParseMoney(pounds); return &p }
	quality := func(marks string) []framework.BidScore {
		m := framework.MustParseScore(marks)
		return []framework.BidScore{{Criterion: "quality", Moderated: &m}}
	}
	five := framework.MustParseScore("5")
	c := framework.Competition{
		Lots: []framework.ContestedLot{{Code: "1", Places: 1}},
		Criteria: []framework.Criterion{
			{ID: "quality", Weight: nhs.MustParsePercent("60"), Max: five},
			{ID: "price", Weight: nhs.MustParsePercent("40"), Max: five, Formula: framework.LowestPriceRatio},
		},
		Bids: []framework.Bid{
			{Lot: "1", Supplier: framework.Supplier{ID: "north"}, Price: price("150000.00"), Scores: quality("4")},
			{Lot: "1", Supplier: framework.Supplier{ID: "south"}, Price: price("120000.00"), Scores: quality("3")},
		},
	}
	result, err := framework.Evaluate(&c)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range result.Lots[0].Results {
		fmt.Println(r.Rank, r.Supplier, r.Total)
	}
	fmt.Println(result.Lots[0].Results[0].Reasons[0])
	// Output:
	// 1 north 80%
	// 2 south 76%
	// 4 marks of 5 on price for the price of £150,000.00 by the formula lowest-price-ratio; the lowest is £120,000.00, which has 8 points more
}
