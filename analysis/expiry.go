package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// An ExpiryResult is when agreements and call-offs end: the ladder by month, and
// the cliff, the day on which most of them do.
type ExpiryResult struct {
	// On is the day from which it looks ahead.
	On nhs.Date `json:"as_of"`
	// Months are the months in which something ends, in order.
	Months []ExpiryMonth `json:"months"`
	// Cliff is the day on which most end; nil if no day of an end is known.
	Cliff *Cliff `json:"cliff,omitempty"`
	// ByMarch2016 is how many end from On to 31 March 2016, the last day of the
	// guidance for agreements with units and of their hosting as planned.
	ByMarch2016 int `json:"by_march_2016"`
	// ByApril2016 is how many end from On to 30 April 2016.
	ByApril2016 int `json:"by_april_2016"`
	// Ends is how many end on or after On, on a day or in a month that is known.
	Ends int `json:"ends"`
	// NotKnown is how many have an end that is not known, or not to the month.
	NotKnown int `json:"not_known"`
	// Coverage says of how many groups an agreement with a known end is on file.
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
	// Value is what those together cost over their terms, as far as known; VAT is in
	// it where the source has it in.
	Value nhs.Money `json:"value"`
	// ValueNotKnown is of how many the value is not known.
	ValueNotKnown int `json:"value_not_known"`
	// Left is how many of those with a known end go on after the month.
	Left int `json:"left"`
}

// A Cliff is the day on which most agreements and call-offs end.
type Cliff struct {
	// On is the day; of several, the first.
	On nhs.Date `json:"on"`
	// Ends is how many end on it.
	Ends int `json:"ends"`
	// Share is that in per cent of all with a known end.
	Share *nhs.Percent `json:"share,omitempty"`
}

// The days of 2016 that guidance made the last of agreements with units.
var (
	march2016 = nhs.MustDate(2016, 3, 31)
	april2016 = nhs.MustDate(2016, 4, 30)
)

// Expiry returns when the agreements and the call-offs end that had not ended by
// the day: 1 April 2013 if none is given. Extensions that were not used are left
// out.
func Expiry(x *commissioning.Index, d nhs.Date) ExpiryResult {
	if d.IsZero() {
		d = firstYear.First()
	}
	a := newCoverageBuilder()
	e := ExpiryResult{On: d, Months: []ExpiryMonth{}}
	l := ladder{from: d, months: make(map[nhs.Date]*ExpiryMonth), days: make(map[nhs.Date]int)}
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
		if l.add(exactly(g.Term.Ends), agreementValue(g), func(m *ExpiryMonth) { m.Agreements++ }) {
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
			if l.add(callOffEnds(c), c.Value, func(m *ExpiryMonth) { m.CallOffs++ }) {
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
		a.addMissing("Of %d of %d groups open on %s no agreement or call-off with a known end is on file.", of-known, of, d)
		a.Remedies = append(a.Remedies, "each group's service level agreements, with their terms")
	}
	if l.notKnown > 0 {
		a.addMissing("When %d agreements or call-offs end is not known to the month.", l.notKnown)
	}
	e.Coverage = a.build(known, of, "groups open on "+d.String()+" with an agreement or call-off whose end is known")
	return e
}

// agreementValue returns what the agreement costs over its term; nil if that is
// not known.
func agreementValue(g *sla.Agreement) *nhs.Money {
	schedule, err := sla.Charges(g)
	if err != nil {
		return nil
	}
	return schedule.Total
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
	days     map[nhs.Date]int
	ends     int
	notKnown int
	march    int
	april    int
}

// add counts one end, and reports whether it is known to the month and not past.
func (l *ladder) add(ends nhs.PartialDate, value *nhs.Money, count func(*ExpiryMonth)) bool {
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
	if value == nil {
		m.ValueNotKnown++
	} else {
		m.Value = m.Value.Add(*value)
	}
	if day, ok := ends.Exact(); ok {
		l.days[day]++
	}
	if !last.After(march2016) {
		l.march++
	}
	if !last.After(april2016) {
		l.april++
	}
	return true
}

// quarter returns the quarter of the financial year that the day lies in.
func quarter(d nhs.Date) string {
	return fmt.Sprintf("%s Q%d", d.FinancialYear(), (int(d.Month())+8)%12/3+1)
}

func (l *ladder) answer(e *ExpiryResult) {
	e.Ends, e.NotKnown, e.ByMarch2016, e.ByApril2016 = l.ends, l.notKnown, l.march, l.april
	left := l.ends
	for _, m := range l.months {
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
			{Key: "left", Heading: "go on", Unit: unitCount},
		},
	}
	for _, m := range e.Months {
		t.Rows = append(t.Rows, append(texts(m.Month.String(), m.Quarter),
			CellOf(m.Agreements), CellOf(m.CallOffs), CellOf(m.Value), CellOf(m.ValueNotKnown), CellOf(m.Left)))
	}
	if e.Cliff != nil {
		t.Notes = append(t.Notes, fmt.Sprintf("The cliff: %d of %d end on %s.", e.Cliff.Ends, e.Ends, e.Cliff.On))
	}
	t.Notes = append(t.Notes, fmt.Sprintf("By 31 March 2016 end %d of %d, and by 30 April %d.", e.ByMarch2016, e.Ends, e.ByApril2016))
	t.Notes = append(t.Notes, e.Coverage.notes()...)
	return t
}

// Completeness says of how many groups an agreement with a known end is on file.
func (e ExpiryResult) Completeness() Coverage { return e.Coverage }
