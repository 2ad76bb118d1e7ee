package sla

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var references = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleReferences,
		Title:       "Lines and indicators have unique IDs, and references to them exist",
		Rationale:   "A variation of a missing line changes no price. One of two lines with the same ID is ambiguous.",
		Fix:         "Make the IDs unique. Let variations, triggers and steps name an existing one.",
		Limitations: "A line without references needs no ID.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"lines"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"lines": [{"id": "hr", …}], "variations": [{"line": "hr", …}]`,
		BadExample:  `"lines": [{"id": "hr", …}], "variations": [{"line": "payroll", …}]`,
		Related:     []rule.ID{RulePrices, RuleRiskShare},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		for i := range a.Lines {
			l := &a.Lines[i]
			if j := a.line(l.ID); l.ID != "" && j < i {
				found.Add(rule.PointerOf("lines", i, "id"), "duplicate line ID %.40q: give each line its own", l.ID).With("id", l.ID).
					WithRelated(rule.PointerOf("lines", j), "the other line")
			}
			for j := range l.KPIs {
				if k := l.kpi(l.KPIs[j].ID); l.KPIs[j].ID != "" && k < j {
					found.Add(rule.PointerOf("lines", i, "kpis", j, "id"), "duplicate indicator ID %.40q: give each indicator its own", l.KPIs[j].ID).
						With("id", l.KPIs[j].ID).WithRelated(rule.PointerOf("lines", i, "kpis", k), "the other indicator")
				}
			}
		}
		unknown := func(id string) bool { return len(a.Lines) <= maxNamed && a.line(id) >= len(a.Lines) }
		for i := range a.Variations {
			if id := a.Variations[i].Line; unknown(id) {
				found.Add(rule.PointerOf("variations", i, "line"), "unknown line %.40q: name the line whose price changes", id).With("line", id)
			}
		}
		for i := range a.Triggers {
			for j, id := range a.Triggers[i].Lines {
				if unknown(id) {
					found.Add(rule.PointerOf("triggers", i, "lines", j), "unknown line %.40q: name the line whose price is reopened", id).With("line", id)
				}
			}
		}
		for i := range a.Steps {
			if id := a.Steps[i].Line; id != "" && unknown(id) {
				found.Add(rule.PointerOf("steps", i, "line"), "unknown line %.40q: name the line that the step is about", id).With("line", id)
			}
		}
		return found
	},
}

// maxNamed bounds the lines, and the indicators of a line, that are searched for an ID.
// Beyond it IDs are not compared, and no ID is reported as unknown.
const maxNamed = 500

// line returns the index of the first line of that ID, or the number of lines.
func (a *Agreement) line(id string) int {
	for i := range a.Lines[:min(len(a.Lines), maxNamed)] {
		if a.Lines[i].ID == id && id != "" {
			return i
		}
	}
	return len(a.Lines)
}

// kpi returns the index of the first indicator of that ID, or how many there are.
func (l *Line) kpi(id string) int {
	for i := range l.KPIs[:min(len(l.KPIs), maxNamed)] {
		if l.KPIs[i].ID == id {
			return i
		}
	}
	return len(l.KPIs)
}

var dates = rule.Rule[Agreement]{
	Meta: rule.Meta{
		ID:          RuleDates,
		Title:       "Days are in order and within the term",
		Rationale:   "A result from before the agreement, or a break after its end, is a mistake or belongs to another agreement.",
		Fix:         "Correct the day, or the term.",
		Limitations: "Only given days are checked, and only their order if the term is unknown. Variations and indexation may start on any day of the term.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"term", "dates"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"term": {"starts": "2013-04-01", …}, "results": [{"from": "2013-04-01", "to": "2013-04-30", …}]`,
		BadExample:  `"term": {"starts": "2013-04-01", …}, "results": [{"from": "2013-03-01", "to": "2013-03-31", …}]`,
		Related:     []rule.ID{RuleComplete, RuleValues},
	},
	Check: func(_ rule.Pass, a *Agreement) (found rule.Findings) {
		term := nhs.Period{}
		if a.Term.isOrdered() {
			term = nhs.NewPeriod(a.Term.Starts, a.Term.Ends)
		}
		outside := func(d nhs.Date) bool { return !d.IsZero() && !term.Contains(d) }
		for i := range a.Term.Breaks {
			if d := a.Term.Breaks[i].On; outside(d) {
				found.Add(rule.PointerOf("term", "breaks", i, "on"), "break on %s outside the term: correct the day or the term", d).With("on", d)
			}
		}
		for i := range a.Indexation {
			if d := a.Indexation[i].From; outside(d) {
				found.Add(rule.PointerOf("indexation", i, "from"), "indexation from %s outside the term: correct the day or the term", d).With("from", d)
			}
		}
		for i := range a.Variations {
			if d := a.Variations[i].From; outside(d) {
				found.Add(rule.PointerOf("variations", i, "from"), "variation from %s outside the term: correct the day or the term", d).With("from", d)
			}
		}
		for i := range a.Lines {
			a.Lines[i].checkDates(&found, i, term)
		}
		if r := a.RiskShare; r != nil {
			for i := range r.Outturns {
				if y := r.Outturns[i].Year; !y.IsZero() && !term.Overlaps(y.Period()) {
					found.Add(rule.PointerOf("risk_share", "outturns", i, "year"), "%s is outside the term: correct the year or the term", y).With("year", y)
				}
			}
		}
		for i := range a.Notices {
			if n := &a.Notices[i]; !n.Told.IsZero() && n.Told.Before(n.Happened) {
				found.Add(rule.PointerOf("notices", i, "told"), "customers told on %s, before the event on %s: correct one of them", n.Told, n.Happened).With("told", n.Told)
			}
		}
		return found
	},
}

func (l *Line) checkDates(found *rule.Findings, line int, term nhs.Period) {
	for i := range l.Volumes {
		d := l.Volumes[i].Month
		if d.IsZero() {
			found.Add(rule.PointerOf("lines", line, "volumes", i, "month"), "missing month: give a day of it")
		} else if !term.Overlaps(nhs.NewPeriod(firstOfMonth(d), d.LastOfMonth())) {
			found.Add(rule.PointerOf("lines", line, "volumes", i, "month"), "the month of %s is outside the term: correct the month or the term", d).With("month", d)
		}
	}
	for j := range l.KPIs {
		k := &l.KPIs[j]
		for i := range k.Results {
			r := &k.Results[i]
			switch {
			case r.From.IsZero() || r.To.IsZero():
				found.Add(rule.PointerOf("lines", line, "kpis", j, "results", i), "missing days of the result: give from and to")
			case r.To.Before(r.From):
				found.Add(rule.PointerOf("lines", line, "kpis", j, "results", i, "to"), "the result ends on %s, before its start on %s: correct one of them", r.To, r.From).With("to", r.To)
			case !term.Contains(r.From) || !term.Contains(r.To):
				found.Add(rule.PointerOf("lines", line, "kpis", j, "results", i), "%s to %s is outside the term: correct the days or the term", r.From, r.To).With("from", r.From).With("to", r.To)
			case i > 0 && !r.From.After(k.Results[i-1].To):
				found.Add(rule.PointerOf("lines", line, "kpis", j, "results", i, "from"), "the result begins on %s, before the previous one is over: put them in order of time", r.From).With("from", r.From)
			}
		}
		for i := range k.Rebases {
			if r := &k.Rebases[i]; r.From.IsZero() || r.Reason == "" {
				found.Add(rule.PointerOf("lines", line, "kpis", j, "rebases", i), "rebase without a day or reason, so it does not count: give both").WithSeverity(rule.Warning)
			}
		}
		for i := range k.Trajectory {
			if i > 0 && !k.Trajectory[i].By.After(k.Trajectory[i-1].By) {
				found.Add(rule.PointerOf("lines", line, "kpis", j, "trajectory", i, "by"), "milestone before the previous one: put them in order of time")
			}
		}
	}
}
