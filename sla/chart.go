package sla

import (
	"fmt"
	"math/big"
	"slices"
	"sort"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// ChartOptions choose how a [Chart] is reckoned. The zero ChartOptions are the
// usual ones of NHS practice.
type ChartOptions struct {
	// Run is how many points in a row on one side of the mean are a shift. 0 means
	// 7, as in NHS England's Making Data Count; other schools take 6, 8 or 9.
	Run int `json:"run,omitempty"`
	// Trend is how many points in a row, each above (or each below) the one
	// before, are a trend. 0 means 7, of which the first is the start.
	Trend int `json:"trend,omitempty"`
	// Fewest is how many points there must be before anything is said. 0 means 12.
	Fewest int `json:"fewest,omitempty"`
	// Screen leaves moving ranges above 3.267 times their mean out of the mean, once, as
	// Nelson advised in 1982, so that one outlier does not widen the limits. NHS
	// England's tools do not.
	Screen bool `json:"screen,omitempty"`
}

const (
	usualRun    = 7
	usualFewest = 12
)

func (o ChartOptions) orUsual() ChartOptions {
	if o.Run < 2 {
		o.Run = usualRun
	}
	if o.Trend < 3 {
		o.Trend = usualRun
	}
	if o.Fewest < 2 {
		o.Fewest = usualFewest
	}
	return o
}

// ChartSources returns the texts that the chart and its rules rest on.
func ChartSources() []rule.Citation {
	return citation.List(citation.MakingDataCount, citation.PlotTheDots, citation.Nelson, citation.NIST)
}

// The scaling factors of an XmR chart, from mean moving range to limits.
var (
	toLimit      = big.NewRat(266, 100)   // 3 / 1.128
	toNearLimit  = big.NewRat(532, 300)   // two thirds of the way
	toRangeLimit = big.NewRat(3267, 1000) // of the moving ranges
)

// A Chart is an XmR chart: single values in order of time, with the mean and the
// limits within which a steady way of working keeps nearly all of them.
type Chart struct {
	// Points are the results whose figure is known, in order of time.
	Points []Point `json:"points"`
	// Bases are the stretches with limits of their own: one, and one more for each
	// rebase.
	Bases []Base `json:"bases"`
	// Variation says what the latest point tells.
	Variation ProcessVariation `json:"variation"`
	// Assurance says whether the target will be met as things are.
	Assurance Assurance `json:"assurance"`
}

// A Point is one result of a chart.
type Point struct {
	// From is the first day of the result.
	From nhs.Date `json:"from,omitzero"`
	// To is its last day.
	To nhs.Date `json:"to,omitzero"`
	// Value is the result.
	Value Figure `json:"value"`
	// Base is the index of the base that it belongs to.
	Base int `json:"base"`
	// Signals are the rules by which it is special, none where it is common
	// cause.
	Signals []Signal `json:"signals,omitempty"`
}

// A Base is a stretch of a chart with one mean. Its figures are rounded to six
// decimals, half of the last one away from zero; signals are judged on the exact
// ones.
type Base struct {
	// From is the first day of its first point.
	From nhs.Date `json:"from,omitzero"`
	// Reason says why it was begun anew; "" for the first.
	Reason string `json:"reason,omitempty"`
	// Points is how many points it has.
	Points int `json:"points"`
	// Trial says that there are too few points for its limits to be relied on.
	Trial bool `json:"trial,omitempty"`
	// Mean is the mean of the points.
	Mean Figure `json:"mean"`
	// MovingRange is the mean of the differences from one point to the next,
	// without sign.
	MovingRange Figure `json:"moving_range"`
	// Lower is the lower limit: the mean less 2.66 moving ranges. It may lie below
	// what the measure can be.
	Lower Figure `json:"lower"`
	// Upper is the upper limit: the mean and 2.66 moving ranges. It may lie above
	// what the measure can be.
	Upper Figure `json:"upper"`
	// RangeLimit is the upper limit of a single difference: 3.267 moving ranges.
	RangeLimit Figure `json:"range_limit"`
}

// A Signal is a rule by which a point is special, that is, not chance.
type Signal string

const (
	// AboveLimit is a point above the upper limit.
	AboveLimit Signal = "above limit"
	// BelowLimit is a point below the lower limit.
	BelowLimit Signal = "below limit"
	// ShiftUp is a point of a run above the mean.
	ShiftUp Signal = "shift up"
	// ShiftDown is a point of a run below the mean.
	ShiftDown Signal = "shift down"
	// TrendUp is a point of a run in which each is above the one before.
	TrendUp Signal = "trend up"
	// TrendDown is a point of a run in which each is below the one before.
	TrendDown Signal = "trend down"
	// NearUpper is one of two points near the upper limit (in the outer third
	// between mean and limit) out of three that all lie above the mean.
	NearUpper Signal = "near upper limit"
	// NearLower is the same at the lower limit.
	NearLower Signal = "near lower limit"
)

// up reports whether the signal speaks of high or rising figures.
func (s Signal) up() bool {
	return s == AboveLimit || s == ShiftUp || s == TrendUp || s == NearUpper
}

// ProcessVariation says what a chart's latest point tells.
type ProcessVariation string

const (
	// TooFewPoints means that nothing can be said yet.
	TooFewPoints ProcessVariation = "too few points"
	// CommonCause means that the latest point is within what chance does: the
	// figures neither improve nor worsen.
	CommonCause ProcessVariation = "common cause"
	// Improving means that the latest point is special, on the better side.
	Improving ProcessVariation = "improving"
	// Worsening means that it is special, on the worse side.
	Worsening ProcessVariation = "worsening"
	// Changing means that it is special, and which side is better is not said, or
	// signals point both ways.
	Changing ProcessVariation = "changing"
)

// Assurance says whether a target will be met if nothing changes.
type Assurance string

const (
	// NoTarget means that none is agreed, or not which side of it is good.
	NoTarget Assurance = "no target"
	// Unassured means that there are too few points to say.
	Unassured Assurance = "too few points"
	// Hits means that the limits lie on the good side: it will be met.
	Hits Assurance = "hits"
	// HitOrMiss means that the target lies between the limits.
	HitOrMiss Assurance = "hit or miss"
	// Misses means that the limits lie on the bad side: it will not be met.
	Misses Assurance = "misses"
)

// Chart returns the XmR chart of the indicator's results, which are taken in the
// order in which they stand; those without a figure are passed over.
func (k *KPI) Chart(o ChartOptions) Chart {
	o = o.orUsual()
	c := Chart{Points: []Point{}, Bases: []Base{}, Variation: TooFewPoints, Assurance: NoTarget}
	for i := range k.Results {
		r := &k.Results[i]
		if v, ok := r.Figure(); ok {
			c.Points = append(c.Points, Point{From: r.From, To: r.To, Value: v})
		}
	}
	var last limits
	rebases := k.validRebases()
	reason := ""
	for first := 0; first < len(c.Points); {
		end, next := first+1, ""
		for ; end < len(c.Points); end++ {
			if r, ok := rebased(rebases, c.Points[end-1].From, c.Points[end].From); ok {
				next = r.Reason
				break
			}
		}
		points := c.Points[first:end]
		for i := range points {
			points[i].Base = len(c.Bases)
		}
		last = limitsOf(points, o)
		base := last.base(points, o)
		base.Reason = reason
		if !base.Trial {
			last.signal(points, o)
		}
		c.Bases = append(c.Bases, base)
		first, reason = end, next
	}
	c.judge(k, &last)
	return c
}

// validRebases returns those with a day and a reason, in order of time.
func (k *KPI) validRebases() []Rebase {
	var list []Rebase
	for _, r := range k.Rebases {
		if !r.From.IsZero() && r.Reason != "" {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(x, y Rebase) int { return x.From.Compare(y.From) })
	return list
}

// rebased returns the last rebase after the one day and up to the other, and
// whether there is one.
func rebased(list []Rebase, before, from nhs.Date) (Rebase, bool) {
	i := sort.Search(len(list), func(i int) bool { return list[i].From.After(from) })
	if i == 0 || !list[i-1].From.After(before) {
		return Rebase{}, false
	}
	return list[i-1], true
}

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
	return new(big.Rat).SetFrac(sum, big.NewInt(int64(n)*figureUnit))
}

// meanRange returns the mean difference from one point to the next, without
// those at or above the most.
func meanRange(points []Point, most *big.Rat) *big.Rat {
	sum, n := new(big.Int), 0
	for i := 1; i < len(points); i++ {
		step := points[i].Value.millionths - points[i-1].Value.millionths
		d := Figure{max(step, -step)}
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
		to   *Figure
		from *big.Rat
	}{
		{&b.Mean, l.mean}, {&b.MovingRange, l.movingRange}, {&b.Lower, l.lower}, {&b.Upper, l.upper},
		{&b.RangeLimit, new(big.Rat).Mul(l.movingRange, toRangeLimit)},
	} {
		*x.to, _ = roundFigure(x.from) // 0 where the points are near the largest figure
	}
	return b
}

// signal marks the special points.
func (l *limits) signal(points []Point, o ChartOptions) {
	side := make([]int, len(points)) // of the mean
	near := make([]int, len(points)) // beyond two thirds of the way, but within the limit
	for i := range points {
		x := points[i].Value.rat()
		side[i] = x.Cmp(l.mean)
		switch {
		case x.Cmp(l.upper) > 0:
			points[i].Signals = append(points[i].Signals, AboveLimit)
		case x.Cmp(l.lower) < 0:
			points[i].Signals = append(points[i].Signals, BelowLimit)
		case x.Cmp(l.nearHigh) > 0:
			near[i] = 1
		case x.Cmp(l.nearLow) < 0:
			near[i] = -1
		}
	}
	markRuns(points, 0, o.Run, ShiftDown, ShiftUp, func(i int) int { return side[i] })
	markRuns(points, 1, o.Trend-1, TrendDown, TrendUp, func(i int) int {
		return points[i].Value.Compare(points[i-1].Value)
	})
	markNear(points, side, near)
}

// markRuns marks runs of at least n points from the first on whose sign is the
// same and not 0. A run of steps (first is 1) includes the point it begins at.
func markRuns(points []Point, first, n int, down, up Signal, sign func(int) int) {
	for i := first; i < len(points); {
		end := i + 1
		for end < len(points) && sign(end) == sign(i) {
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

// markNear marks points near a limit where two of three in a row are, and all
// three lie on that side of the mean.
func markNear(points []Point, side, near []int) {
	marked := make([]bool, len(points))
	for i := 0; i+2 < len(points); i++ {
		s := side[i]
		if s == 0 || side[i+1] != s || side[i+2] != s || near[i]*s+near[i+1]*s+near[i+2]*s < 2 {
			continue
		}
		for j := i; j < i+3; j++ {
			marked[j] = marked[j] || near[j] != 0
		}
	}
	for i := range points {
		switch {
		case marked[i] && near[i] > 0:
			points[i].Signals = append(points[i].Signals, NearUpper)
		case marked[i]:
			points[i].Signals = append(points[i].Signals, NearLower)
		}
	}
}

// judge says what the latest base tells.
func (c *Chart) judge(k *KPI, l *limits) {
	trial := len(c.Bases) == 0 || c.Bases[len(c.Bases)-1].Trial
	directed := k.Direction == HigherIsBetter || k.Direction == LowerIsBetter
	if k.Target != nil && directed {
		c.Assurance = l.assurance(k, trial)
	}
	if trial {
		return
	}
	up, down := false, false
	for _, s := range c.Points[len(c.Points)-1].Signals {
		up, down = up || s.up(), down || !s.up()
	}
	switch {
	case !up && !down:
		c.Variation = CommonCause
	case up && down || !directed:
		c.Variation = Changing
	case up == (k.Direction == HigherIsBetter):
		c.Variation = Improving
	default:
		c.Variation = Worsening
	}
}

func (l *limits) assurance(k *KPI, trial bool) Assurance {
	if trial {
		return Unassured
	}
	target := k.Target.rat()
	good, bad := Hits, Misses // of a target below the limits
	if k.Direction == LowerIsBetter {
		good, bad = Misses, Hits
	}
	switch {
	case target.Cmp(l.lower) < 0:
		return good
	case target.Cmp(l.upper) > 0:
		return bad
	}
	return HitOrMiss
}

// Improvement answers what customers ask: is it improving at a rate that we can
// accept?
type Improvement struct {
	// Acceptable is the answer; unknown where there are too few points to tell, or
	// nothing is agreed to tell by.
	Acceptable nhs.Answer `json:"acceptable"`
	// Because says why.
	Because string `json:"because"`
	// Due is the latest milestone of the agreed trajectory that has come due; nil
	// means none.
	Due *Milestone `json:"due,omitempty"`
	// Short is by how much the latest result falls short of it, in the unit of the
	// indicator; nil where it does not, or none is due.
	Short *Figure `json:"short,omitempty"`
}

// Improvement says whether the indicator improves at a rate that the parties
// agreed to: by the trajectory where a milestone has come due, and otherwise by
// whether the target is met, or the way there is begun.
func (k *KPI) Improvement(c Chart) Improvement {
	var a Improvement
	if len(c.Points) == 0 {
		a.Because = "there are no results"
		return a
	}
	latest := c.Points[len(c.Points)-1]
	if k.Direction != HigherIsBetter && k.Direction != LowerIsBetter {
		a.Because = "it is not said whether more or less of it is better"
		return a
	}
	if m, ok := k.due(latest.To); ok {
		a.Due = &m
		if k.Direction.reaches(latest.Value, m.Value) {
			a.Acceptable = nhs.Yes
			a.Because = fmt.Sprintf("%s is as good as the %s agreed for %s, or better", latest.Value, m.Value, m.By)
			return a
		}
		short := latest.Value.millionths - m.Value.millionths
		a.Short = &Figure{max(short, -short)}
		a.Acceptable = nhs.No
		a.Because = fmt.Sprintf("%s falls short of the %s agreed for %s", latest.Value, m.Value, m.By)
		return a
	}
	switch {
	case c.Variation == TooFewPoints:
		a.Because = fmt.Sprintf("there are too few points to tell: %d since the limits were last set", c.Bases[len(c.Bases)-1].Points)
	case c.Variation == Worsening:
		a.Acceptable, a.Because = nhs.No, "it is getting worse"
	case c.Assurance == Hits:
		a.Acceptable, a.Because = nhs.Yes, "the target is met and will be as things are"
	case c.Variation == Improving:
		a.Acceptable, a.Because = nhs.Yes, "it is getting better; agree a trajectory to say whether fast enough"
	case c.Assurance == NoTarget:
		a.Because = "there is neither a trajectory nor a target to judge by"
	default:
		a.Acceptable, a.Because = nhs.No, "it does not change, and as things are the target is not met reliably"
	}
	return a
}

// due returns the latest milestone that has come due by the day.
func (k *KPI) due(day nhs.Date) (Milestone, bool) {
	var latest Milestone
	for _, m := range k.Trajectory {
		if !m.By.IsZero() && !m.By.After(day) && !m.By.Before(latest.By) {
			latest = m
		}
	}
	return latest, !latest.By.IsZero()
}
