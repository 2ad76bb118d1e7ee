package sla

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// Reviews are how the parties review an agreement.
type Reviews struct {
	// Every is how often they review it.
	Every Frequency `json:"every,omitempty"`
	// SurveyEvery is how often the customers are surveyed.
	SurveyEvery Frequency `json:"survey_every,omitempty"`
	// Held are the reviews that took place, in order of time.
	Held []Review `json:"held,omitempty"`
	// Surveys are what the customers said, in order of time.
	Surveys []Survey `json:"surveys,omitempty"`
}

// A Review is one that took place.
type Review struct {
	// On is the day.
	On nhs.Date `json:"on,omitzero"`
	// Note says what came of it.
	Note string `json:"note,omitempty"`
}

// A Survey is the customers' confidence in the provider's leaders.
type Survey struct {
	// On is the day.
	On nhs.Date `json:"on,omitzero"`
	// Asked is how many answered.
	Asked int `json:"asked,omitempty"`
	// VeryConfident is how many were very confident.
	VeryConfident int `json:"very_confident,omitempty"`
	// QuiteConfident is how many were quite confident.
	QuiteConfident int `json:"quite_confident,omitempty"`
}

// The share of ninety CCGs that were very, or at least quite, confident in January 2013
// that the leaders of their CSU would innovate, in per cent (HSJ, "CCGs doubt CSUs'
// ability to innovate", 2013).
const (
	// BenchmarkVeryConfident is 8%.
	BenchmarkVeryConfident = 8
	// BenchmarkConfident is 8% and 43% together.
	BenchmarkConfident = 51
)

// Confident returns the share of answers that were very or quite confident, in per cent
// to six decimals, and whether the counts make sense.
func (s *Survey) Confident() (Number, bool) {
	if s.Asked < 1 || s.Asked > maxPeople || s.VeryConfident < 0 || s.QuiteConfident < 0 ||
		s.VeryConfident > s.Asked || s.QuiteConfident > s.Asked-s.VeryConfident {
		return Number{}, false
	}
	return percentOf(int64(s.VeryConfident+s.QuiteConfident), int64(s.Asked))
}

// A Meeting is an entry of the calendar of reviews and surveys.
type Meeting struct {
	// Kind is "review" or "survey".
	Kind string `json:"kind"`
	// From is the first day of the period that it is for.
	From nhs.Date `json:"from"`
	// To is the last day of that period.
	To nhs.Date `json:"to"`
	// Held is the day it took place; the zero date means that it did not.
	Held nhs.Date `json:"held,omitzero"`
}

// Calendar returns the reviews and surveys due over the term, in order of time, each with
// the day on which it was held. It is empty if the term or the frequency is unknown, or
// the term is longer than 1,200 months.
func (a *Agreement) Calendar() []Meeting {
	if p := a.Term.Period(); p.IsEmpty() || monthsBetween(a.Term.Starts, a.Term.Ends) > maxMonths {
		return nil
	}
	reviews := make([]nhs.Date, 0, len(a.Reviews.Held))
	for _, r := range a.Reviews.Held {
		reviews = append(reviews, r.On)
	}
	surveys := make([]nhs.Date, 0, len(a.Reviews.Surveys))
	for _, s := range a.Reviews.Surveys {
		surveys = append(surveys, s.On)
	}
	list := append(a.Term.meetings("review", a.Reviews.Every, reviews), a.Term.meetings("survey", a.Reviews.SurveyEvery, surveys)...)
	slices.SortStableFunc(list, func(x, y Meeting) int { return x.From.Compare(y.From) })
	return list
}

func (t *Term) meetings(kind string, every Frequency, held []nhs.Date) []Meeting {
	step, ok := every.Months()
	if !ok {
		return nil
	}
	slices.SortFunc(held, nhs.Date.Compare)
	var list []Meeting
	for n := 0; ; n += step {
		from := t.Starts.AddMonths(n)
		if from.IsZero() || from.After(t.Ends) {
			return list
		}
		to := t.Starts.AddMonths(n + step).AddDays(-1)
		if to.IsZero() || to.After(t.Ends) {
			to = t.Ends
		}
		m := Meeting{Kind: kind, From: from, To: to}
		i, _ := slices.BinarySearchFunc(held, from, nhs.Date.Compare)
		if i < len(held) && !held[i].After(to) {
			m.Held = held[i]
		}
		list = append(list, m)
	}
}

// An EarlyWarning is an early sign of trouble.
type EarlyWarning struct {
	// Path is what it is about, in the agreement.
	Path rule.Pointer `json:"path"`
	// Message says what was seen.
	Message string `json:"message"`
}

// EarlyWarnings returns the signs of trouble on the day:
//
//   - indicators that worsen, or fall behind the agreed trajectory;
//   - the latest review or survey, if it was due and not held;
//   - confidence that falls, or is below that of January 2013;
//   - events that the customers were not told about.
func (a *Agreement) EarlyWarnings(on nhs.Date, o ChartOptions) []EarlyWarning {
	var list []EarlyWarning
	warn := func(at rule.Pointer, format string, args ...any) {
		list = append(list, EarlyWarning{at, fmt.Sprintf(format, args...)})
	}
	for i := range a.Lines {
		for j := range a.Lines[i].KPIs {
			k := &a.Lines[i].KPIs[j]
			at := rule.PointerOf("lines", i, "kpis", j)
			c := k.Chart(o)
			if c.Variation == Worsening {
				warn(at, "the indicator is getting worse")
			}
			if better := k.Improvement(c); better.Short != nil {
				warn(at, "%s", better.Because)
			}
		}
	}
	missed := map[string]Meeting{}
	for _, m := range a.Calendar() {
		if m.To.Before(on) {
			missed[m.Kind] = m
		}
	}
	for _, kind := range []string{"review", "survey"} {
		if m, due := missed[kind]; due && m.Held.IsZero() {
			warn("/reviews", "the %s for %s to %s was not held", kind, m.From, m.To)
		}
	}
	a.warnOfConfidence(warn)
	for i := range a.Notices {
		n := &a.Notices[i]
		if !n.Happened.IsZero() && n.Happened.Before(on) && (n.Told.IsZero() || n.Told.After(on)) {
			warn(rule.PointerOf("notices", i), "the customers were not told about the event of %s", n.Happened)
		}
	}
	return list
}

func (a *Agreement) warnOfConfidence(warn func(rule.Pointer, string, ...any)) {
	surveys := a.Reviews.Surveys
	if len(surveys) == 0 {
		return
	}
	last := len(surveys) - 1
	at := rule.PointerOf("reviews", "surveys", last)
	now, ok := surveys[last].Confident()
	if !ok {
		return
	}
	if now.millionths < BenchmarkConfident*numberUnit {
		warn(at, "%s%% are confident, fewer than the %d%% of January 2013", now, BenchmarkConfident)
	}
	if last == 0 {
		return
	}
	if before, ok := surveys[last-1].Confident(); ok && now.Compare(before) < 0 {
		warn(at, "confidence fell from %s%% to %s%%", before, now)
	}
}
