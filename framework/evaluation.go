package framework

import "github.com/opencommissioning/commissioning/nhs"

// A Standing is what became of a bid.
type Standing string

const (
	// Placed won a place.
	Placed Standing = "placed"
	// Unplaced was ranked, but below the last place.
	Unplaced Standing = "unplaced"
	// BelowMinimum had too few marks on a criterion or in total to be ranked.
	BelowMinimum Standing = "below-minimum"
	// StoodOut was not ranked: withdrawn, excluded, or a standard was not met.
	StoodOut Standing = "not-ranked"
	// AtLimit belongs to a supplier that had won as many lots as it may.
	AtLimit Standing = "at-limit"
	// CountedOnce belongs to a bidder that has merged with one that ranks higher,
	// whose place stands for both.
	CountedOnce Standing = "counted-once"
)

// An Evaluation is the result of a [Competition].
type Evaluation struct {
	// Lots are the results by lot, in the order of the competition.
	Lots []LotResult `json:"lots"`
}

// A LotResult is the result for one lot.
type LotResult struct {
	// Lot is the code of the lot.
	Lot string `json:"lot"`
	// Places is how many places there were.
	Places int `json:"places"`
	// Filled is how many suppliers won one, those that merged counted once.
	Filled int `json:"filled"`
	// Tie says how a tie on the last place was settled; "" if there was none.
	Tie string `json:"tie,omitempty"`
	// Results are the bids: those that are ranked by rank, then the others; of
	// equals the lower supplier ID comes first.
	Results []Result `json:"results"`
}

// A Result is what became of one bid, with what the bidder has to be told.
type Result struct {
	// Supplier is who bid.
	Supplier nhs.OrgID `json:"supplier"`
	// Name is its name, if given.
	Name string `json:"name,omitempty"`
	// CountsAs is the body that the bidder has become by merger, if it has.
	CountsAs nhs.OrgID `json:"counts_as,omitempty"`
	// Standing is what became of the bid.
	Standing Standing `json:"standing"`
	// Rank counts from 1; bids that tie share it. It is 0 for a bid that is not
	// ranked.
	Rank int `json:"rank,omitempty"`
	// Total is the weighted total out of 100, rounded to twelve decimals; the
	// ranking goes by the exact one. Nil if the bid was not scored.
	Total *nhs.Percent `json:"total,omitempty"`
	// Margin is how far the total lies above the best one without a place or, for
	// a bid without place, below the lowest one with a place. Nil if there is none.
	Margin *nhs.Percent `json:"margin,omitempty"`
	// Tied is how many other bids share the rank.
	Tied int `json:"tied,omitempty"`
	// Criteria are the marks, criterion by criterion.
	Criteria []CriterionResult `json:"criteria,omitempty"`
	// Reasons say in sentences why the bid won or lost.
	Reasons []string `json:"reasons"`
}

// A CriterionResult is one line of the marks of a bid.
type CriterionResult struct {
	// Criterion is the criterion, by ID.
	Criterion string `json:"criterion"`
	// Score is the marks.
	Score Score `json:"score"`
	// Max is the most marks.
	Max Score `json:"max"`
	// Weight is the criterion's share of the total.
	Weight nhs.Percent `json:"weight"`
	// Points are what the marks add to the total, rounded to twelve decimals.
	Points nhs.Percent `json:"points"`
	// Best is the most marks of a bid that won a place; nil if none did.
	Best *Score `json:"best,omitempty"`
	// Reason is what the assessors wrote.
	Reason string `json:"reason,omitempty"`
}
