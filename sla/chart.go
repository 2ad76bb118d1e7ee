package sla

import (
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
	return o
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
	// NearUpper is one of two points near the upper limit (in the outer third
	// between mean and limit) out of three that all lie above the mean.
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
	// Hits means that the limits are on the good side: the target will be met.
	Hits Assurance = "hits"
	// HitOrMiss means that the target is between the limits.
	HitOrMiss Assurance = "hit or miss"
	// Misses means that the limits are on the bad side: the target will be missed.
	Misses Assurance = "misses"
)

// Chart returns the XmR chart of the indicator's results, in the order given. Results
// without a figure are skipped.
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

// judge says what the latest base shows.
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
