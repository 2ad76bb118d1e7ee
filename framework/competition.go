package framework

import "github.com/opencommissioning/commissioning/nhs"

// A Competition is bids for places, scored against weighted criteria. It is for the
// lots of a framework agreement or for one call-off. [Evaluate] ranks the bids.
type Competition struct {
	// Framework is the agreement that it is for, if any.
	Framework ID `json:"framework,omitempty"`
	// Lots are what the bidders compete for. A call-off has one lot with one place.
	Lots []ContestedLot `json:"lots,omitempty"`
	// Criteria are what bids are scored against. Their weights sum to 100.
	Criteria []Criterion `json:"criteria,omitempty"`
	// Standards are what each bidder must declare that it meets.
	Standards []Standard `json:"standards,omitempty"`
	// MinimumTotal is the least total, out of 100, that wins a place; nil means
	// that there is none.
	MinimumTotal *nhs.Percent `json:"minimum_total,omitempty"`
	// Ties says who gets the last place if bids tie for it.
	Ties TieRule `json:"ties,omitzero"`
	// LotsPerSupplier is the most lots on which one supplier may win a place; 0
	// means that there is no limit. Lots are filled in the order they stand in.
	LotsPerSupplier int `json:"lots_per_supplier,omitempty"`
	// Bids are the bids, one for each bidder and lot.
	Bids []Bid `json:"bids,omitempty"`
	// Mergers are bidders that merged, or said that they would, since they bid.
	Mergers []Merger `json:"mergers,omitempty"`
}

// A ContestedLot is a lot with its places.
type ContestedLot struct {
	// Code identifies the lot.
	Code string `json:"code" limit:"id"`
	// Places is how many places there are.
	Places int `json:"places"`
}

// A Criterion is something that bids are scored on.
type Criterion struct {
	// ID names the criterion.
	ID string `json:"id" limit:"id"`
	// Title says what it is.
	Title string `json:"title,omitempty"`
	// Weight is its share of the total, in per cent.
	Weight nhs.Percent `json:"weight"`
	// Max is the most marks.
	Max Score `json:"max"`
	// Threshold is the least marks that a bid must have to win a place; nil means
	// that there is none.
	Threshold *Score `json:"threshold,omitempty"`
	// Formula turns the price of a bid into marks; "" means that assessors give them.
	Formula PriceFormula `json:"formula,omitempty"`
}

// A TieRule says what happens to bids that tie on the last place.
type TieRule struct {
	// By are the IDs of criteria that settle ties: more marks on the first of them
	// wins, then on the second, and so on.
	By []string `json:"by,omitempty" limit:"id"`
	// Otherwise says what happens to bids that still tie; "" is [EachGetsAPlace].
	Otherwise TieOutcome `json:"otherwise,omitempty"`
}

// A TieOutcome is what happens to bids that tie on everything.
type TieOutcome string

const (
	// EachGetsAPlace gives all of them a place, even beyond the number planned.
	EachGetsAPlace TieOutcome = "each-gets-a-place"
	// NoneGetsAPlace leaves the place empty.
	NoneGetsAPlace TieOutcome = "none-gets-a-place"
)

var tieOutcomes = [...]TieOutcome{EachGetsAPlace, NoneGetsAPlace}

// A Bid is one supplier's offer for one lot.
type Bid struct {
	// Lot is the code of the lot.
	Lot string `json:"lot" limit:"id"`
	// Supplier is the bidder.
	Supplier Supplier `json:"supplier"`
	// Declarations say which standards it meets.
	Declarations []Declaration `json:"declarations,omitempty"`
	// Excluded is the reason why the bidder is excluded, if it is.
	Excluded string `json:"excluded,omitempty"`
	// Withdrawn says that the bidder withdrew its bid.
	Withdrawn bool `json:"withdrawn,omitempty"`
	// Price is in pounds, for criteria with a formula; nil means unknown.
	Price *nhs.Money `json:"price,omitempty"`
	// Scores are the marks, one for each criterion without a formula.
	Scores []BidScore `json:"scores,omitempty"`
}

// A Declaration is what a bidder says of one standard.
type Declaration struct {
	// Standard is the standard, by ID.
	Standard string `json:"standard" limit:"id"`
	// Met says whether it is met.
	Met bool `json:"met"`
}

// A BidScore is the marks of one bid on one criterion.
type BidScore struct {
	// Criterion is the criterion, by ID.
	Criterion string `json:"criterion" limit:"id"`
	// Marks are those of each assessor.
	Marks []Mark `json:"marks,omitempty"`
	// Moderated is what the assessors agreed on. It may be omitted where they all gave
	// the same marks.
	Moderated *Score `json:"moderated,omitempty"`
	// Reason says why the score is what it is, for the debrief.
	Reason string `json:"reason,omitempty"`
}

// A Mark is what one assessor gave.
type Mark struct {
	// Assessor is the person who gave it.
	Assessor string `json:"assessor,omitempty"`
	// Score is the marks.
	Score Score `json:"score"`
}

// A Merger is bidders that have become one and count as one.
type Merger struct {
	// From are the bidders.
	From []nhs.OrgID `json:"from,omitempty"`
	// Into is what they become.
	Into nhs.OrgID `json:"into,omitzero"`
	// On is the day.
	On nhs.PartialDate `json:"on,omitzero"`
}

// score returns the marks that count, and whether there are any: the moderated ones,
// or those that every assessor gave.
func (s *BidScore) score() (Score, bool) {
	if s.Moderated != nil {
		return *s.Moderated, true
	}
	for _, m := range s.Marks {
		if m.Score != s.Marks[0].Score {
			return Score{}, false
		}
	}
	if len(s.Marks) == 0 {
		return Score{}, false
	}
	return s.Marks[0].Score, true
}

// standsOut says why the bid is not ranked, or "".
func (c *Competition) standsOut(b *Bid) string {
	switch {
	case b.Withdrawn:
		return "the bid was withdrawn"
	case b.Excluded != "":
		return "the bidder is excluded: " + b.Excluded
	}
	if len(c.Standards) == 0 {
		return ""
	}
	met := make(map[string]bool, len(b.Declarations)) // of those declared
	for _, d := range b.Declarations {
		met[d.Standard] = d.Met
	}
	for _, s := range c.Standards {
		switch ok, declared := met[s.ID]; {
		case !declared:
			return "the bidder did not declare the standard " + s.ID
		case !ok:
			return "the bidder does not meet the standard " + s.ID
		}
	}
	return ""
}

// standings returns the body that each merged bidder finally counts as. If two mergers
// name a bidder the first counts. Bidders whose mergers form a circle are omitted.
func (c *Competition) standings() map[nhs.OrgID]nhs.OrgID {
	next := make(map[nhs.OrgID]nhs.OrgID)
	for i := range c.Mergers {
		for _, from := range c.Mergers[i].From {
			if _, named := next[from]; !named && from != c.Mergers[i].Into && c.Mergers[i].Into != "" {
				next[from] = c.Mergers[i].Into
			}
		}
	}
	ends := make(map[nhs.OrgID]nhs.OrgID, len(next))
	visited := make(map[nhs.OrgID]bool, len(next))
	for from := range next {
		var way []nhs.OrgID
		at := from
		for !visited[at] && next[at] != "" {
			visited[at] = true
			way = append(way, at)
			at = next[at]
		}
		end := at
		if next[at] != "" { // it joins a way taken before, or its own
			if end = ends[at]; end == "" {
				continue
			}
		}
		for _, id := range way {
			ends[id] = end
		}
	}
	return ends
}
