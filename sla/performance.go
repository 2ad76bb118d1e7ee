package sla

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Performance is how well an agreement is kept: what was attained, whether it improves,
// and what that does to the charges.
type Performance struct {
	// Agreement is the ID of the agreement.
	Agreement string `json:"agreement,omitempty"`
	// KPIs are the indicators, in the order of the agreement.
	KPIs []KPIPerformance `json:"kpis"`
	// Credits are due for missed targets, in order of time.
	Credits []CreditDue `json:"credits"`
	// CreditYears are their sums by financial year, under the cap.
	CreditYears []CreditYear `json:"credit_years"`
	// Shares are the gain and pain by financial year.
	Shares []YearShare `json:"shares"`
	// Reopened are the prices reopened by changed circumstances.
	Reopened []Reopening `json:"reopened"`
	// Problems say what could not be calculated, and why.
	Problems []Problem `json:"problems,omitempty"`
}

// A KPIPerformance is how well one indicator does.
type KPIPerformance struct {
	// Line is the ID of the line.
	Line string `json:"line,omitempty"`
	// KPI is the ID of the indicator.
	KPI string `json:"kpi,omitempty"`
	// Path is its place in the agreement.
	Path rule.Pointer `json:"path"`
	// Results are the graded results.
	Results []Attained `json:"results"`
	// Attainment counts them by grade.
	Attainment Attainment `json:"attainment"`
	// Chart is the XmR chart.
	Chart Chart `json:"chart"`
	// Improvement says whether it improves at an acceptable rate.
	Improvement Improvement `json:"improvement"`
}

// An Attained is one result with its grade.
type Attained struct {
	// From is the first day of the result.
	From nhs.Date `json:"from,omitzero"`
	// To is its last day.
	To nhs.Date `json:"to,omitzero"`
	// Value is the result; nil if unknown.
	Value *Number `json:"value,omitempty"`
	// Grade says what the result attained.
	Grade Grade `json:"grade"`
	// Repeated says that an earlier result is for some of its days, so that it is not
	// counted.
	Repeated bool `json:"repeated,omitempty"`
}

// A Grade says what a result attained.
type Grade string

const (
	// Met means that the target was reached.
	Met Grade = "met"
	// NearlyMet means that the target was missed, but the threshold kept.
	NearlyMet Grade = "nearly met"
	// Missed means that the threshold was missed, or the target if there is no
	// threshold.
	Missed Grade = "missed"
	// NotKnown means that the result, the target or the direction is unknown.
	NotKnown Grade = "not known"
)

// An Attainment counts results by grade.
type Attainment struct {
	// Met is how many reached the target.
	Met int `json:"met"`
	// NearlyMet is how many missed the target, but kept the threshold.
	NearlyMet int `json:"nearly_met"`
	// Missed is how many missed.
	Missed int `json:"missed"`
	// NotKnown is how many cannot be graded.
	NotKnown int `json:"not_known"`
	// Percent is the share of graded results that reached the target, in per cent to six
	// decimals; nil if there are none.
	Percent *Number `json:"percent,omitempty"`
}

// Grade returns how a result compares with the indicator's target and threshold.
func (k *KPI) Grade(r *Result) Grade {
	v, ok := r.Figure()
	if !ok || k.Target == nil || k.Direction != HigherIsBetter && k.Direction != LowerIsBetter {
		return NotKnown
	}
	switch {
	case k.Direction.reaches(v, *k.Target):
		return Met
	case k.Threshold != nil && k.Direction.reaches(v, *k.Threshold):
		return NearlyMet
	}
	return Missed
}

// Assess returns how well the agreement is kept. What cannot be calculated, such as the
// credits of a line without a price, is omitted, and Problems say why.
func Assess(a *Agreement, o ChartOptions) Performance {
	p := Performance{Agreement: a.ID, KPIs: []KPIPerformance{}, Credits: []CreditDue{}, CreditYears: []CreditYear{}, Shares: []YearShare{}, Reopened: []Reopening{}}
	asked := false
	for i := range a.Lines {
		l := &a.Lines[i]
		if len(p.KPIs)+len(l.KPIs) > maxKPIs {
			p.Problems = append(p.Problems, *problem(rule.PointerOf("lines", i, "kpis"), "more than %d indicators: those from here on are left out", maxKPIs))
			break
		}
		for j := range l.KPIs {
			p.KPIs = append(p.KPIs, l.KPIs[j].assess(l.ID, rule.PointerOf("lines", i, "kpis", j), o))
			asked = asked || l.KPIs[j].Credit != nil
		}
	}
	if asked {
		p.credit(a)
	}
	shares, problems := a.yearShares()
	p.Shares = append(p.Shares, shares...)
	p.Problems = append(p.Problems, problems...)
	p.Reopened = append(p.Reopened, a.Reopenings()...)
	return p
}

// maxKPIs bounds the indicators examined.
const maxKPIs = 5000

func (p *Performance) credit(a *Agreement) {
	s, bad := a.schedule()
	if bad != nil {
		p.Problems = append(p.Problems, *bad)
		return
	}
	due, years, problems := a.credits(&s)
	p.Credits = append(p.Credits, due...)
	p.CreditYears = append(p.CreditYears, years...)
	p.Problems = append(p.Problems, problems...)
}

func (k *KPI) assess(line string, at rule.Pointer, o ChartOptions) KPIPerformance {
	p := KPIPerformance{Line: line, KPI: k.ID, Path: at, Results: []Attained{}, Chart: k.Chart(o)}
	n := &p.Attainment
	for i, repeated := range k.repeats() {
		r := &k.Results[i]
		a := Attained{From: r.From, To: r.To, Grade: k.Grade(r), Repeated: repeated}
		if v, ok := r.Figure(); ok {
			a.Value = &v
		}
		p.Results = append(p.Results, a)
		if repeated {
			continue
		}
		switch a.Grade {
		case Met:
			n.Met++
		case NearlyMet:
			n.NearlyMet++
		case Missed:
			n.Missed++
		default:
			n.NotKnown++
		}
	}
	if graded := n.Met + n.NearlyMet + n.Missed; graded > 0 {
		if share, ok := percentOf(int64(n.Met), int64(graded)); ok {
			n.Percent = &share
		}
	}
	p.Improvement = k.Improvement(p.Chart)
	return p
}
