package framework

import "github.com/opencommissioning/commissioning/nhs"

// A Standing is the fate of a bid.
type Standing string

const (
	// Placed won a place.
	Placed Standing = "placed"
	// Unplaced was ranked, but below the last place.
	Unplaced Standing = "unplaced"
	// BelowMinimum had too few marks on a criterion or in total to be ranked.
	BelowMinimum Standing = "below-minimum"
	// StoodOut was not ranked: the bid was withdrawn, the bidder excluded, or a
	// standard not met.
	StoodOut Standing = "not-ranked"
	// AtLimit belongs to a supplier that had already won as many lots as it may.
	AtLimit Standing = "at-limit"
	// CountedOnce belongs to a bidder that has merged with a higher-ranking one. Their
	// one place counts for both.
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
	// Filled is how many suppliers won one; merged suppliers count once.
	Filled int `json:"filled"`
	// Tie says how a tie on the last place was settled, by marks or by the tie rule; "" if
	// there was none.
	Tie string `json:"tie,omitempty"`
	// Results are the ranked bids by rank, then the others. Equals are in the order of
	// their supplier IDs.
	Results []Result `json:"results"`
}

// A Result is the fate of one bid, with what to tell the bidder.
type Result struct {
	// Supplier is the bidder.
	Supplier nhs.OrgID `json:"supplier"`
	// Name is its name, if given.
	Name string `json:"name,omitempty"`
	// CountsAs is the body that the bidder has become by merger, if it has.
	CountsAs nhs.OrgID `json:"counts_as,omitempty"`
	// Standing is the fate of the bid.
	Standing Standing `json:"standing"`
	// Rank counts from 1; bids with the same total share it, also where their marks
	// settle which of them has the last place. It is 0 for a bid that is not ranked.
	Rank int `json:"rank,omitempty"`
	// Total is the weighted total out of 100, rounded to twelve decimals; the
	// ranking goes by the exact one. Nil if the bid was not scored.
	Total *nhs.Percent `json:"total,omitempty"`
	// Margin is how far the total lies above the best one without a place. For a bid
	// without a place it is how far the total lies below the lowest one with a place.
	// It is nil if there is no such bid, and for a bid that is not ranked: one below a
	// minimum would not have the place with more points. Its reasons say how far it is
	// below.
	Margin *nhs.Percent `json:"margin,omitempty"`
	// Tied is how many other bids share the rank.
	Tied int `json:"tied,omitempty"`
	// Criteria are the marks, criterion by criterion.
	Criteria []CriterionResult `json:"criteria,omitempty"`
	// Reasons say why the bid won or lost.
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
