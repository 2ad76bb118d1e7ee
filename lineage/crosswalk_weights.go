package lineage

import (
	"fmt"
	"math/bits"

	"github.com/opencommissioning/commissioning/internal/format"
)

// sharesOf returns the shares as weights, with a text that says what they are,
// or nil if they do not add up to the whole.
func sharesOf(moves []move) ([]int64, string) {
	for _, m := range moves {
		if !m.Share.usable() {
			return nil, ""
		}
	}
	weights, rest := commonShares(moves)
	if rest != 0 {
		return nil, ""
	}
	var parts []string
	for _, m := range moves {
		parts = append(parts, fmt.Sprintf("%s %s", m.Successor, m.inWords()))
	}
	return weights, inWords(parts)
}

// arrivalsOf returns how much came from each body as weights, with a text that says
// what they are. It returns nil unless one source counted them all in one way.
func arrivalsOf(moves []move) ([]int64, string) {
	var weights []int64
	var parts []string
	some := false
	for _, m := range moves {
		if !m.Share.usable() || m.Share.Basis != moves[0].Share.Basis {
			return nil, ""
		}
		some = some || m.Share.Moved > 0
		weights = append(weights, m.Share.Moved)
		parts = append(parts, fmt.Sprintf("%s %s", m.Predecessor, format.Int(m.Share.Moved)))
	}
	basis := moves[0].Share.Basis
	if !some || basis == "" {
		return nil, ""
	}
	return weights, inWords(parts) + " (" + basis + ")"
}

// commonShares returns the usable shares of one body as weights over a common whole,
// and the weight that is left of it. The rest is negative if the shares are more than
// the whole, or if the whole is too large a number.
func commonShares(moves []move) (weights []int64, rest int64) {
	whole := int64(1)
	for _, m := range moves {
		hi, lo := bits.Mul64(uint64(whole), uint64(m.Share.Of/divisor(whole, m.Share.Of)))
		if hi != 0 || int64(lo) < 0 {
			return nil, -1
		}
		whole = int64(lo)
	}
	rest = whole
	for _, m := range moves {
		w := m.Share.Moved * (whole / m.Share.Of) // at most whole
		weights = append(weights, w)
		if rest -= w; rest < 0 {
			return nil, -1
		}
	}
	return weights, rest
}

// divisor returns the greatest common divisor of two positive numbers.
func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// size returns the size of a body, if it was given one.
func (w *walk) size(body int32) (int64, bool) {
	n, ok := w.sizes[w.history.bodies[body].id]
	return n, ok && n >= 0
}

// sizesOf returns the sizes of the bodies as weights, with a text that says
// what they are, or nil if one has none or all are zero.
func (w *walk) sizesOf(bodies []int32) ([]int64, string) {
	var weights []int64
	var parts []string
	some := false
	for _, b := range bodies {
		n, ok := w.size(b)
		if !ok {
			return nil, ""
		}
		some = some || n > 0
		weights = append(weights, n)
		parts = append(parts, fmt.Sprintf("%s %s", w.history.bodies[b].id, format.Int(n)))
	}
	if !some {
		return nil, ""
	}
	return weights, inWords(parts)
}
