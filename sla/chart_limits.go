package sla

import (
	"math/big"
	"slices"
)

// limits are the exact figures of a base.
type limits struct {
	mean, movingRange               *big.Rat
	lower, upper, nearLow, nearHigh *big.Rat
}

func limitsOf(points []Point, o ChartOptions) limits {
	sum := new(big.Int)
	for i := range points {
		sum.Add(sum, big.NewInt(points[i].Value.millionths))
	}
	l := limits{mean: meanOf(sum, len(points)), movingRange: meanRange(points, nil)}
	if o.Screen {
		l.movingRange = meanRange(points, new(big.Rat).Mul(l.movingRange, toRangeLimit))
	}
	off := new(big.Rat).Mul(l.movingRange, toLimit)
	near := new(big.Rat).Mul(l.movingRange, toNearLimit)
	l.lower, l.upper = new(big.Rat).Sub(l.mean, off), new(big.Rat).Add(l.mean, off)
	l.nearLow, l.nearHigh = new(big.Rat).Sub(l.mean, near), new(big.Rat).Add(l.mean, near)
	return l
}

// meanOf returns a sum of n figures, in millionths, divided by n.
func meanOf(sum *big.Int, n int) *big.Rat {
	if n == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).SetFrac(sum, big.NewInt(int64(n)*numberUnit))
}

// meanRange returns the mean difference from one point to the next, leaving out those at
// or above the most and those across a missing period.
func meanRange(points []Point, most *big.Rat) *big.Rat {
	sum, n := new(big.Int), 0
	for i := 1; i < len(points); i++ {
		if points[i].Missing > 0 {
			continue
		}
		step := points[i].Value.millionths - points[i-1].Value.millionths
		d := Number{max(step, -step)}
		if most != nil && d.rat().Cmp(most) >= 0 {
			continue
		}
		sum.Add(sum, big.NewInt(d.millionths))
		n++
	}
	return meanOf(sum, n)
}

func (l *limits) base(points []Point, o ChartOptions) Base {
	b := Base{From: points[0].From, Points: len(points), Trial: len(points) < o.Fewest}
	for _, x := range []struct {
		to   *Number
		from *big.Rat
	}{
		{&b.Mean, l.mean}, {&b.MovingRange, l.movingRange}, {&b.Lower, l.lower}, {&b.Upper, l.upper},
		{&b.RangeLimit, new(big.Rat).Mul(l.movingRange, toRangeLimit)},
	} {
		*x.to, _ = roundNumber(x.from) // 0 where the points are near the largest figure
	}
	return b
}

// signal marks the special points.
func (l *limits) signal(points []Point, o ChartOptions) {
	side := make([]int, len(points)) // of the mean
	near := make([]int, len(points)) // beyond two thirds of the way
	for i := range points {
		x := points[i].Value.rat()
		side[i] = x.Cmp(l.mean)
		switch {
		case x.Cmp(l.nearHigh) > 0:
			near[i] = 1
		case x.Cmp(l.nearLow) < 0:
			near[i] = -1
		}
		beyond := true
		switch {
		case x.Cmp(l.upper) > 0:
			points[i].Signals = append(points[i].Signals, AboveLimit)
		case x.Cmp(l.lower) < 0:
			points[i].Signals = append(points[i].Signals, BelowLimit)
		default:
			beyond = false
		}
		if beyond && o.Within {
			near[i] = 0
		}
	}
	markRuns(points, 0, o.Run, ShiftDown, ShiftUp, func(i int) int { return side[i] })
	markRuns(points, 1, o.Trend-1, TrendDown, TrendUp, func(i int) int {
		if points[i].Missing > 0 {
			return 0
		}
		return points[i].Value.Compare(points[i-1].Value)
	})
	markNear(points, side, near)
}

// markRuns marks runs of at least n points of the same sign other than 0, from the first
// on. A run of steps (first is 1) includes the point where it begins.
func markRuns(points []Point, first, n int, down, up Signal, sign func(int) int) {
	for i := first; i < len(points); {
		end := i + 1
		for end < len(points) && sign(end) == sign(i) && points[end].Missing == 0 {
			end++
		}
		if s := sign(i); s != 0 && end-i >= n {
			signal := up
			if s < 0 {
				signal = down
			}
			for j := i - first; j < end; j++ {
				points[j].Signals = append(points[j].Signals, signal)
			}
		}
		i = end
	}
}

// markNear marks points near a limit if two of three in a row are near it or beyond, and
// all three are on that side of the mean. A point beyond has a signal of its own.
func markNear(points []Point, side, near []int) {
	marked := make([]bool, len(points))
	for i := 0; i+2 < len(points); i++ {
		s := side[i]
		together := points[i+1].Missing+points[i+2].Missing == 0
		if s == 0 || !together || side[i+1] != s || side[i+2] != s || near[i]*s+near[i+1]*s+near[i+2]*s < 2 {
			continue
		}
		for j := i; j < i+3; j++ {
			marked[j] = marked[j] || near[j] != 0
		}
	}
	for i := range points {
		switch {
		case !marked[i] || slices.Contains(points[i].Signals, AboveLimit) || slices.Contains(points[i].Signals, BelowLimit):
		case near[i] > 0:
			points[i].Signals = append(points[i].Signals, NearUpper)
		default:
			points[i].Signals = append(points[i].Signals, NearLower)
		}
	}
}

func (l *limits) assurance(k *KPI, trial bool) Assurance {
	if trial {
		return Unassured
	}
	below, above := k.Target.rat().Cmp(l.lower), k.Target.rat().Cmp(l.upper)
	if k.Direction == LowerIsBetter {
		below, above = -above, -below
	}
	switch {
	case below <= 0:
		return Hits
	case above > 0:
		return Misses
	}
	return HitOrMiss
}
