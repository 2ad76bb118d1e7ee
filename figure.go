package commissioning

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Figure is one published figure of the whole market or of a sample, as its source
// gives it. If sources differ, each has a figure of its own.
type Figure struct {
	// ID names the figure, such as csu-spend-2013-10.
	ID string `json:"id,omitempty" limit:"id"`
	// Topic groups figures of the same thing, such as market-potential or
	// csu-spend-per-head.
	Topic string `json:"topic,omitempty" limit:"id"`
	// Label says in words what the figure is.
	Label string `json:"label,omitempty"`
	// On is the day, month or year that the source states it for, or of publication.
	On nhs.PartialDate `json:"on,omitzero"`
	// Year is the financial year, if the figure is for one.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Org is the body that the figure is about; empty for the whole market or a sample.
	Org nhs.OrgID `json:"org,omitempty"`
	// Basis says how the source arrived at the figure.
	Basis FigureBasis `json:"basis,omitempty"`
	// Bound says whether the source gives it as exact or as a limit. A range is two
	// figures: at-least is its lower end, at-most its upper.
	Bound FigureBound `json:"bound,omitempty"`
	// Amount is in pounds; nil if the figure is not an amount.
	Amount *nhs.Money `json:"amount,omitempty"`
	// PerHead is in pounds per head; nil if the figure is not a rate.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Share is a percentage; nil if the figure is not a share.
	Share *nhs.Percent `json:"share,omitempty"`
	// Count is a number of what Unit names, such as months; nil if the figure is not a
	// count.
	Count *int64 `json:"count,omitempty"`
	// Unit says what Count counts.
	Unit string `json:"unit,omitempty"`
	// Precision is what the source rounds an amount to, in pounds; nil if unknown.
	Precision *nhs.Money `json:"precision,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is high, medium or low.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Note says what a reader should know.
	Note string `json:"note,omitempty"`
}

// FigureBasis says how a source arrived at a [Figure].
type FigureBasis string

const (
	// FigurePlanned is a figure of a plan.
	FigurePlanned FigureBasis = "planned"
	// FigureSet was laid down by an authority.
	FigureSet FigureBasis = "set"
	// FigureOutturn is what accounts or a return give.
	FigureOutturn FigureBasis = "outturn"
	// FigureEstimate is an estimate of the source.
	FigureEstimate FigureBasis = "estimate"
	// FigureSurvey is the result of a survey.
	FigureSurvey FigureBasis = "survey"
	// FigureStudy is the result of a study.
	FigureStudy FigureBasis = "study"
	// FigureReport is stated as a fact.
	FigureReport FigureBasis = "report"
	// FigureOfScenario is made by a what-if scenario.
	FigureOfScenario FigureBasis = "scenario"
)

// FigureBases returns every basis that a figure may state.
func FigureBases() []FigureBasis {
	return []FigureBasis{
		FigurePlanned, FigureSet, FigureOutturn, FigureEstimate, FigureSurvey, FigureStudy, FigureReport, FigureOfScenario,
	}
}

// FigureBound says whether a source gives a [Figure] as exact or as a limit.
type FigureBound string

const (
	// BoundExact means that the figure is given as it is.
	BoundExact FigureBound = "exact"
	// BoundAbout means that it is approximate.
	BoundAbout FigureBound = "about"
	// BoundAtLeast means this much or more: the lower end of a range.
	BoundAtLeast FigureBound = "at-least"
	// BoundAtMost means this much or less: the upper end of a range.
	BoundAtMost FigureBound = "at-most"
	// BoundOver means more than this.
	BoundOver FigureBound = "over"
	// BoundUnder means less than this.
	BoundUnder FigureBound = "under"
)

// FigureBounds returns every bound that a figure may state.
func FigureBounds() []FigureBound {
	return []FigureBound{BoundExact, BoundAbout, BoundAtLeast, BoundAtMost, BoundOver, BoundUnder}
}

// IsOf reports whether the figure is for the financial year. Without a year of its own,
// it is if any part of its date lies in the year.
func (f *Figure) IsOf(y nhs.FinancialYear) bool {
	if !f.Year.IsZero() {
		return f.Year == y
	}
	first, last := f.On.Earliest(), f.On.Latest()
	return !first.IsZero() && !last.IsZero() && nhs.NewPeriod(first, last).Overlaps(y.Period())
}
