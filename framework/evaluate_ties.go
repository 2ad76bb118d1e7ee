package framework

import (
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// tieSentence says how bids of one total, which are in order, share the places that are
// left for them, fewer than they are.
func (e *evaluator) tieSentence(equal []*contender, left int) string {
	ahead, level := e.atTheLine(equal, left)
	if level == nil {
		return fmt.Sprintf("%s tie on total for %s; %s by more marks on %s", listed(suppliersOf(equal)), lastPlaces(left),
			gets(suppliersOf(equal[:left]), left), e.settledBy(equal[left-1], equal[left]))
	}
	what := "none of them gets it"
	if e.Ties.Otherwise != NoneGetsAPlace {
		what = "each of them gets one"
	}
	on := "total"
	if len(e.Ties.By) > 0 {
		on = "total and on " + strings.Join(e.Ties.By, ", ")
	}
	sentence := fmt.Sprintf("%s tie on %s for %s; under the tie rule %s", listed(suppliersOf(level)), on, lastPlaces(left-len(ahead)), what)
	if len(ahead) > 0 {
		sentence = fmt.Sprintf("%s tie on total for %s; %s by more marks on %s; %s", listed(suppliersOf(equal)), lastPlaces(left),
			gets(suppliersOf(ahead), len(ahead)), e.settledBy(ahead[len(ahead)-1], level[0]), sentence)
	}
	return sentence
}

// atTheLine returns the bids that share the line between the places left and none, and
// those ahead of them; level is nil if no two do.
func (e *evaluator) atTheLine(equal []*contender, left int) (ahead, level []*contender) {
	from, to := left, left
	for from > 0 && e.compareTied(equal[from-1], equal[left]) == 0 {
		from--
	}
	if from == left {
		return nil, nil
	}
	for to < len(equal) && e.compareTied(equal[left], equal[to]) == 0 {
		to++
	}
	return equal[:from], equal[from:to]
}

// settledBy returns the ID of the first tie-breaker on which two bids differ.
func (e *evaluator) settledBy(a, b *contender) string {
	for _, id := range e.Ties.By {
		if e.compareOn(e.criterion[id], a, b) != 0 {
			return id
		}
	}
	return ""
}

func lastPlaces(n int) string {
	if n == 1 {
		return "the last place"
	}
	return fmt.Sprintf("the last %d places", n)
}

func suppliersOf(list []*contender) []nhs.OrgID {
	ids := make([]nhs.OrgID, len(list))
	for i, c := range list {
		ids[i] = c.Supplier
	}
	return ids
}

func gets(ids []nhs.OrgID, n int) string {
	if n == 1 {
		return listed(ids) + " gets one"
	}
	return listed(ids) + " get one each"
}
