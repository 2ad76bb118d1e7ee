package synthetic

import (
	"math/bits"
	"math/rand/v2"

	"github.com/opencommissioning/commissioning/nhs"
)

// A series is one set of random draws. Each has its own numbers, so that a change to
// one series leaves the others unchanged.
type series uint64

const (
	_ series = 1 + iota // people, when they were not known
	drawTerms
	drawPlan
	drawOutturn
	drawAgreements
	drawDecisions
	drawRejected
	drawRest
)

// A rng yields random whole numbers. It uses only the PCG generator, whose numbers are
// the same in every version of Go.
type rng struct{ pcg *rand.PCG }

func (c *completion) rng(s series) rng { return rng{rand.NewPCG(c.seed, uint64(s))} }

// between returns a number from low to high, both included.
func (d rng) between(low, high int64) int64 {
	n, _ := bits.Mul64(d.pcg.Uint64(), uint64(high-low+1))
	return low + int64(n)
}

// choose returns the index of a random weight; its probability is proportional to the
// weight.
func (d rng) choose(weights ...int64) int {
	sum := int64(0)
	for _, w := range weights {
		sum += w
	}
	at := d.between(0, sum-1)
	for i, w := range weights {
		if at < w {
			return i
		}
		at -= w
	}
	return len(weights) - 1
}

// split divides a whole number in proportion to the weights, by the largest remainder
// method. The parts sum to the whole, and none exceeds its share rounded up.
func split(whole int64, weights []int64) ([]int64, error) {
	amounts, err := nhs.MoneyFromPence(whole).Allocate(weights...)
	if err != nil {
		return nil, err
	}
	parts := make([]int64, len(amounts))
	for i, a := range amounts {
		parts[i], _ = a.Pence()
	}
	return parts, nil
}
