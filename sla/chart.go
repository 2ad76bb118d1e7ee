package sla

import (
	"iter"
	"math/big"
	"slices"
	"sort"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// ChartOptions choose how a [Chart] is calculated. The zero ChartOptions follow usual
// NHS practice.
type ChartOptions struct {
	// Run is how many points in a row on one side of the mean make a shift. 0 means 7,
	// as in NHS England's Making Data Count; others use 6, 8 or 9.
	Run int `json:"run,omitempty"`
	// Trend is how many points in a row make a trend, each above (or each below) the one
	// before. 0 means 7, including the first.
	Trend int `json:"trend,omitempty"`
	// Fewest is how many points are needed before anything is said. 0 means 12.
	Fewest int `json:"fewest,omitempty"`
	// Within leaves points beyond a limit out of the rule of two in three near a limit, as
	// older tools do. NHS England's tool of 2022 and later counts them as near it.
	Within bool `json:"within,omitempty"`
	// Freeze takes the limits of each base from its first so many points. 0 means from
	// all of them.
	Freeze int `json:"freeze,omitempty"`
	// Screen leaves moving ranges above 3.267 times their mean out of the mean, once. So
	// one outlier does not widen the limits, as Nelson advised in 1982. NHS England's
	// tools do not.
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
	if o.Freeze < 2 {
		o.Freeze = 0
	}
	return o
}

// frozen returns how many of so many points the limits are taken from.
func (o ChartOptions) frozen(points int) int {
	if o.Freeze == 0 {
		return points
	}
	return min(o.Freeze, points)
}

// ChartSources returns the texts behind the chart and its signals.
func ChartSources() []rule.Citation {
	return citation.List(citation.MakingDataCount, citation.PlotTheDots, citation.Nelson, citation.NIST)
}

// The scaling factors of an XmR chart, from mean moving range to limits.
var (
	toLimit      = big.NewRat(266, 100)   // 3 / 1.128
	toNearLimit  = big.NewRat(532, 300)   // two thirds of the way
	toRangeLimit = big.NewRat(3267, 1000) // of the moving ranges
)

// A Chart is an XmR chart: single values in order of time, with their mean and limits. A
// steady way of working keeps nearly all values within the limits.
type Chart struct {
	// Points are the results with a known figure, in order of time.
	Points []Point `json:"points"`
	// Bases are the stretches with their own limits: one, and one more for each rebase.
	Bases []Base `json:"bases"`
	// Variation says what the latest point shows.
	Variation ProcessVariation `json:"variation"`
	// Assurance says whether the target will be met if nothing changes.
	Assurance Assurance `json:"assurance"`
	// Missing is how many periods between the points have no figure. A run, a trend and
	// the moving ranges do not reach across them.
	Missing int `json:"missing,omitempty"`
	// Overlapping is how many results were left out because they are for days that an
	// earlier result is for.
	Overlapping int `json:"overlapping,omitempty"`
	// Short says that the last base has too few points for reliable limits. NHS England's
	// tool warns of that and still says what the points show; here nothing is said of them.
	Short bool `json:"short,omitempty"`
}

// A Point is one result of a chart.
type Point struct {
	// From is the first day of the result.
	From nhs.Date `json:"from,omitzero"`
	// To is its last day.
	To nhs.Date `json:"to,omitzero"`
	// Value is the result.
	Value Number `json:"value"`
	// Base is the index of the base that it belongs to.
	Base int `json:"base"`
	// Missing is how many periods have no figure between the point before and this one.
	Missing int `json:"missing,omitempty"`
	// Signals are the reasons why it is special; none if it is common cause.
	Signals []Signal `json:"signals,omitempty"`
}

// A Base is a stretch of a chart with one mean. Its figures are rounded to six decimals,
// half away from zero. Signals use the exact figures.
type Base struct {
	// From is the first day of its first point.
	From nhs.Date `json:"from,omitzero"`
	// Reason says why it was started; "" for the first.
	Reason string `json:"reason,omitempty"`
	// Points is how many points it has.
	Points int `json:"points"`
	// Trial says that there are too few points for reliable limits.
	Trial bool `json:"trial,omitempty"`
	// Mean is the mean of the points.
	Mean Number `json:"mean"`
	// MovingRange is the mean of the absolute differences from one point to the next.
	MovingRange Number `json:"moving_range"`
	// Lower is the lower limit: the mean less 2.66 moving ranges. It may be below any
	// possible value.
	Lower Number `json:"lower"`
	// Upper is the upper limit: the mean plus 2.66 moving ranges. It may be above any
	// possible value.
	Upper Number `json:"upper"`
	// RangeLimit is the upper limit of a single difference: 3.267 moving ranges.
	RangeLimit Number `json:"range_limit"`
}

// A Signal is a reason why a point is special: more than chance.
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
	// NearUpper is a point near the upper limit (in the outer third between mean and
	// limit), where two out of three that all lie above the mean are near it or beyond.
	NearUpper Signal = "near upper limit"
	// NearLower is the same at the lower limit.
	NearLower Signal = "near lower limit"
)

// up reports whether the signal means high or rising figures.
func (s Signal) up() bool {
	return s == AboveLimit || s == ShiftUp || s == TrendUp || s == NearUpper
}

// ProcessVariation says what a chart's latest point shows.
type ProcessVariation string

const (
	// TooFewPoints means that nothing can be said yet.
	TooFewPoints ProcessVariation = "too few points"
	// CommonCause means that the latest point may be chance: the figures neither
	// improve nor worsen.
	CommonCause ProcessVariation = "common cause"
	// Improving means that the latest point is special, on the better side.
	Improving ProcessVariation = "improving"
	// Worsening means that it is special, on the worse side.
	Worsening ProcessVariation = "worsening"
	// Changing means that it is special, but the better side is unknown or the signals
	// point both ways.
	Changing ProcessVariation = "changing"
)

// Assurance says whether a target will be met if nothing changes.
type Assurance string

const (
	// NoTarget means that no target is agreed, or which side of it is good is unknown.
	NoTarget Assurance = "no target"
	// Unassured means that there are too few points to say.
	Unassured Assurance = "too few points"
	// Hits means that every value within the limits meets the target, at the limit too: the
	// target will be met.
	Hits Assurance = "hits"
	// HitOrMiss means that some values within the limits meet the target, and some do not.
	HitOrMiss Assurance = "hit or miss"
	// Misses means that no value within the limits meets it: the target will be missed.
	Misses Assurance = "misses"
)

// Chart returns the XmR chart of the indicator's results, in the order given. A result
// without a figure is a missing period, as is one that the indicator's frequency skips. A
// result for days that an earlier one is for is left out.
func (k *KPI) Chart(o ChartOptions) Chart {
	o = o.orUsual()
	c := Chart{Points: []Point{}, Bases: []Base{}, Variation: TooFewPoints, Assurance: NoTarget}
	c.gather(k)
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
		last = limitsOf(points[:o.frozen(len(points))], o)
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

// gather fills in the points, and counts what is missing between them.
func (c *Chart) gather(k *KPI) {
	missing := 0
	var last nhs.Date // the first day of the result before
	for i, repeated := range k.repeats() {
		r := &k.Results[i]
		v, ok := r.Figure()
		switch {
		case repeated:
			c.Overlapping++
			continue
		case !ok:
			missing++
			last = r.From
			continue
		}
		if missing == 0 {
			missing = k.Frequency.skipped(last, r.From)
		}
		if len(c.Points) == 0 {
			missing = 0 // nothing was expected before the first
		}
		c.Points = append(c.Points, Point{From: r.From, To: r.To, Value: v, Missing: missing})
		c.Missing += missing
		missing, last = 0, r.From
	}
}

// repeats yields the index of each result, and whether it is for a day that the one before
// it, which counts, is for too.
func (k *KPI) repeats() iter.Seq2[int, bool] {
	return func(yield func(int, bool) bool) {
		var last Result // that counts
		for i := range k.Results {
			r := &k.Results[i]
			repeated := !r.From.IsZero() && !last.To.IsZero() && !last.From.After(r.To) && !last.To.Before(r.From)
			if !repeated {
				last = *r
			}
			if !yield(i, repeated) {
				return
			}
		}
	}
}

// skipped returns how many periods of the frequency lie between the two in which the days
// are.
func (f Frequency) skipped(before, from nhs.Date) int {
	months, ok := f.Months()
	if !ok || before.IsZero() || from.IsZero() {
		return 0
	}
	return max(0, (monthsBetween(before, from)-1)/months-1)
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

// judge says what the latest base shows.
func (c *Chart) judge(k *KPI, l *limits) {
	trial := len(c.Bases) == 0 || c.Bases[len(c.Bases)-1].Trial
	c.Short = trial && len(c.Points) > 0
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
