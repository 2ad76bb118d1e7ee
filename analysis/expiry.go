package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// An ExpiryResult is when agreements and call-offs end: the ladder by month, and
// the cliff, the day on which most of them do.
type ExpiryResult struct {
	// On is the day from which it looks ahead.
	On nhs.Date `json:"as_of"`
	// Months are the months in which something ends, in order.
	Months []ExpiryMonth `json:"months"`
	// Cliff is the day on which most end; nil if no end is known to the day.
	Cliff *Cliff `json:"cliff,omitempty"`
	// Deadlines are the days by which guidance wanted agreements with units to end,
	// each with how many do.
	Deadlines []Deadline `json:"deadlines"`
	// Ends is how many end on or after On, on a day or in a month that is known.
	Ends int `json:"ends"`
	// NotKnown is how many have an end that is not known, or not to the month.
	NotKnown int `json:"not_known"`
	// Coverage counts the groups that have an agreement with a known end on file.
	Coverage Coverage `json:"coverage"`
}

// An ExpiryMonth is what ends in one month. Money is in pounds.
type ExpiryMonth struct {
	// Month is the month.
	Month nhs.PartialDate `json:"month"`
	// Quarter is the quarter of the financial year, such as 2015/16 Q4.
	Quarter string `json:"quarter"`
	// Agreements is how many service level agreements end.
	Agreements int `json:"agreements"`
	// CallOffs is how many call-offs end.
	CallOffs int `json:"call_offs"`
	// Value is what those together cost over their terms, as far as known; nil if nothing
	// is. It includes VAT where the source does.
	Value *nhs.Money `json:"value,omitempty"`
	// ValueAtLeast says that Value is a lower bound.
	ValueAtLeast bool `json:"value_at_least,omitempty"`
	// ValueNotKnown is how many have a value that is unknown, or known in part.
	ValueNotKnown int `json:"value_not_known"`
	// Left is how many of those with a known end continue after the month.
	Left int `json:"left"`
}

// A Deadline is a day by which agreements were to end.
type Deadline struct {
	// On is the day.
	On nhs.Date `json:"on"`
	// Ends is how many agreements and call-offs end by it.
	Ends int `json:"ends"`
}

// A Cliff is the day on which most agreements and call-offs end.
type Cliff struct {
	// On is the day; of several, the first.
	On nhs.Date `json:"on"`
	// Ends is how many end on it.
	Ends int `json:"ends"`
	// Share is Ends as a percentage of all with a known end.
	Share *nhs.Percent `json:"share,omitempty"`
}

// deadlines are the days by which guidance wanted agreements with units to end. On
// the first, the hosting of units was planned to end too.
var deadlines = [...]nhs.Date{nhs.MustDate(2016, 3, 31), nhs.MustDate(2016, 4, 30)}

// Expiry returns when agreements and call-offs end that had not ended before the
// day. Without a day it looks ahead from 1 April 2013. Unused extensions are left
// out.
func Expiry(x *commissioning.Index, d nhs.Date) ExpiryResult {
	if d.IsZero() {
		d = firstYear.First()
	}
	a := newCoverageBuilder()
	e := ExpiryResult{On: d, Months: []ExpiryMonth{}}
	l := ladder{from: d, months: make(map[nhs.Date]*ExpiryMonth), values: make(map[nhs.Date]worth), days: make(map[nhs.Date]int)}
	covered := make(map[nhs.OrgID]bool)
	for i := range x.Market().Agreements {
		g := &x.Market().Agreements[i]
		if first, _ := x.Agreement(g.ID); g.ID != "" && first != g {
			a.exclude("the second agreement %q", g.ID)
			continue
		}
		if !g.Term.Ends.IsZero() && g.Term.Ends.Before(g.Term.Starts) {
			a.exclude("agreement %q, which ends before it starts", g.ID)
			continue
		}
		a.use(g.Synthetic, g.Sources...)
		if l.add(exactly(g.Term.Ends), agreementWorth(g), func(m *ExpiryMonth) { m.Agreements++ }) {
			for _, c := range g.Customers {
				covered[c.ID] = true
			}
		}
	}
	for i := range x.Market().Frameworks {
		for j := range x.Market().Frameworks[i].CallOffs {
			c := &x.Market().Frameworks[i].CallOffs[j]
			if c.Stage != "" && c.Stage != framework.Let {
				continue
			}
			a.cite(c.Sources...)
			if l.add(callOffEnds(c), worthOf(c.Value), func(m *ExpiryMonth) { m.CallOffs++ }) {
				for _, id := range c.Buyers {
					covered[id] = true
				}
			}
		}
	}
	l.answer(&e)
	known, of := 0, 0
	for g := range x.CCGsOn(d) {
		if groupOf(x, g.Code) != g {
			continue
		}
		of++
		if covered[g.Code] {
			known++
		}
	}
	if known < of {
		a.addMissing("No agreement or call-off with a known end is on file for %s open on %s.", outOf(of-known, of, "group", "groups"), d)
		a.Remedies = append(a.Remedies, "each group's service level agreements, with their terms")
	}
	if l.notKnown > 0 {
		a.addMissing("The month in which %s is unknown.", format.Count(l.notKnown, "agreement or call-off ends", "agreements or call-offs end"))
	}
	e.Coverage = a.build(known, of, "groups open on "+d.String()+" with an agreement or call-off whose end is known")
	return e
}

// callOffEnds returns the last day of the call-off, as far as it is known.
func callOffEnds(c *framework.CallOff) nhs.PartialDate {
	if c.Term != nil {
		return exactly(c.Term.Last())
	}
	first, last := c.Date.Earliest(), c.Date.Latest()
	if c.TermMonths <= 0 || first.IsZero() || last.IsZero() {
		return nhs.PartialDate{}
	}
	ends, err := nhs.NewPartialDate(first.AddMonths(c.TermMonths).AddDays(-1), last.AddMonths(c.TermMonths).AddDays(-1))
	if err != nil {
		return nhs.PartialDate{}
	}
	return ends
}

// A ladder gathers ends by month.
type ladder struct {
	from     nhs.Date
	months   map[nhs.Date]*ExpiryMonth // by last day
	values   map[nhs.Date]worth        // of those
	days     map[nhs.Date]int
	ends     int
	notKnown int
	by       [len(deadlines)]int // ends by each of the deadlines
}

// add counts one end. It reports whether the end is known to the month and not past.
func (l *ladder) add(ends nhs.PartialDate, value worth, count func(*ExpiryMonth)) bool {
	first, last := ends.Earliest(), ends.Latest()
	switch {
	case !last.IsZero() && last.Before(l.from):
		return false
	case first.IsZero() || last.IsZero() || first.LastOfMonth() != last.LastOfMonth() || first.Before(l.from):
		l.notKnown++
		return false
	}
	month := last.LastOfMonth()
	m := l.months[month]
	if m == nil {
		m = &ExpiryMonth{Quarter: quarter(month)}
		m.Month, _ = nhs.NewPartialDate(month.AddDays(1-month.Day()), month) // which are in order
		l.months[month] = m
	}
	count(m)
	l.ends++
	sum := l.values[month]
	sum.add(value)
	l.values[month] = sum
	if value.atLeast {
		m.ValueNotKnown++
	}
	if day, ok := ends.Exact(); ok {
		l.days[day]++
	}
	for i, deadline := range deadlines {
		if !last.After(deadline) {
			l.by[i]++
		}
	}
	return true
}

// quarter returns the quarter of the financial year that the day lies in.
func quarter(d nhs.Date) string {
	return fmt.Sprintf("%s Q%d", d.FinancialYear(), (int(d.Month())+8)%12/3+1)
}

func (l *ladder) answer(e *ExpiryResult) {
	e.Ends, e.NotKnown = l.ends, l.notKnown
	for i, deadline := range deadlines {
		e.Deadlines = append(e.Deadlines, Deadline{On: deadline, Ends: l.by[i]})
	}
	left := l.ends
	for month, m := range l.months {
		m.Value, m.ValueAtLeast = l.values[month].amount(), l.values[month].atLeast
		e.Months = append(e.Months, *m)
	}
	slices.SortFunc(e.Months, func(a, b ExpiryMonth) int { return a.Month.Compare(b.Month) })
	for i := range e.Months {
		left -= e.Months[i].Agreements + e.Months[i].CallOffs
		e.Months[i].Left = left
	}
	for day, n := range l.days {
		if e.Cliff == nil || cmp.Or(cmp.Compare(n, e.Cliff.Ends), e.Cliff.On.Compare(day)) > 0 {
			e.Cliff = &Cliff{On: day, Ends: n, Share: ratioOf(n, l.ends)}
		}
	}
}

// Table returns a row for each month in which something ends.
func (e ExpiryResult) Table() Table {
	t := Table{
		Title: "What ends from " + e.On.String(),
		Key:   1,
		Columns: []Column{
			{Key: "month", Heading: "month"}, {Key: "quarter", Heading: "quarter"},
			{Key: "agreements", Heading: "agreements", Unit: unitCount}, {Key: "call_offs", Heading: "call-offs", Unit: unitCount},
			{Key: "value", Heading: "value known", Unit: unitPounds}, {Key: "value_not_known", Heading: "value not known", Unit: unitCount},
			{Key: "left", Heading: "continue", Unit: unitCount},
		},
	}
	for _, m := range e.Months {
		t.Rows = append(t.Rows, append(texts(m.Month.String(), m.Quarter),
			CellOf(m.Agreements), CellOf(m.CallOffs), OptionalCell(m.Value), CellOf(m.ValueNotKnown), CellOf(m.Left)))
	}
	if e.Cliff != nil {
		t.Notes = append(t.Notes, fmt.Sprintf("Cliff: %d of %d end on %s.", e.Cliff.Ends, e.Ends, e.Cliff.On))
	}
	for _, d := range e.Deadlines {
		t.Notes = append(t.Notes, fmt.Sprintf("By %s: %d of %d end.", d.On, d.Ends, e.Ends))
	}
	t.Notes = append(t.Notes, e.Coverage.notes()...)
	return t
}

// Completeness counts the groups that have an agreement with a known end on file.
func (e ExpiryResult) Completeness() Coverage { return e.Coverage }
