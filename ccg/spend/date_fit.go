package spend

// A dateFit says how well the dates that could be two days fit the months of those
// that cannot.
type dateFit struct {
	known              int // months that the other dates lie in
	all                int // dates that could be two days
	dayOut, monthOut   int // of them, outside those months if read day first, month first
	dayWide, monthWide int // the months that they fall in
}

// fit compares both readings with the months of the dates that have only one.
func (e *orderEvidence) fit() dateFit {
	f := dateFit{all: e.ambiguous}
	for m := 1; m < months; m++ {
		within := e.settled[m] > 0
		if within {
			f.known++
		}
		if n := int(e.ifDay[m]); n > 0 {
			f.dayWide++
			if !within {
				f.dayOut += n
			}
		}
		if n := int(e.ifMonth[m]); n > 0 {
			f.monthWide++
			if !within {
				f.monthOut += n
			}
		}
	}
	return f
}

// turned reports whether the dates that could be two days were turned round: read in
// the order of the others they scatter, and read the other way they fall in the months
// of the others. A spreadsheet set to another country does that to the days up to 12.
func (f dateFit) turned(order Order) bool {
	in, out := f.dayOut, f.monthOut
	if order == MonthFirst {
		in, out = out, in
	}
	return f.known > 0 && f.all >= 2 && out*10 <= f.all && in*2 >= f.all
}

// both reports whether the other order fits as well as the one chosen.
func (f dateFit) both(order Order) bool {
	in, out := f.dayOut, f.monthOut
	if order == MonthFirst {
		in, out = out, in
	}
	return f.all > 0 && out <= in
}

// settle decides between the order of the dates above 12 and what the others say.
func (e *orderEvidence) settle(d DateDecision, order Order) DateDecision {
	d.Order, d.Certainty = order, Certain
	d.Reason = "days above 12 come first, none second"
	other := MonthFirst
	if order == MonthFirst {
		d.Reason = "days above 12 come second, none first"
		other = DayFirst
	}
	f := e.fit()
	switch {
	case f.turned(order):
		d.Order, d.Certainty, d.Turned = other, Likely, true
		d.Reason = "the days up to 12 were turned round: read like the days above 12 they scatter over the months, and the other way round they all fall in the months of the rest"
	case f.both(order):
		d.Certainty = Likely
		d.Reason += ", but the days up to 12 fit the months of the rest as well the other way round"
	}
	return d
}

// holds reports whether the dates so far were not turned round. It looks only now and
// then, because that takes a walk through the months.
func (e *orderEvidence) holds(order Order) bool {
	return e.ambiguous&1023 == 0 && !e.fit().turned(order)
}

// fixedDates are the dates that a program wrote, as a serial number or with the year
// first. If it read British dates as American, it turned round those up to the 12th and
// left the others as text.
type fixedDates struct {
	low, high int           // days up to 12, and above
	as        [months]int32 // those up to 12, as they stand
	turned    [months]int32 // the same, with day and month changed
}

func (e *orderEvidence) addFixed(d day) {
	switch {
	case d.day > 12:
		e.fixed.high++
	case d.day != d.month:
		e.fixed.low++
		e.fixed.as[d.monthOf()]++
		e.fixed.turned[makeDay(int(d.year), int(d.day), int(d.month)).monthOf()]++
	}
}

// fixedTurned reports whether a program turned round the dates that it wrote: none of
// them is above the 12th, all such are text, and the months agree only the other way
// round.
func (e *orderEvidence) fixedTurned() bool {
	f := &e.fixed
	if f.low < 2 || f.high > 0 || e.dayOnly == 0 || e.monthOnly > 0 || e.ambiguous > 0 {
		return false
	}
	var in, out int
	for m := 1; m < months; m++ {
		if e.settled[m] > f.as[m] {
			in += int(f.turned[m])
			out += int(f.as[m])
		}
	}
	return in*10 >= f.low*9 && out*2 <= f.low
}

// turn makes a date that a program wrote one that could be two days.
func (d *dates) turn() {
	if v := d.dayFirst; v.day <= 12 {
		d.monthFirst = makeDay(int(v.year), int(v.day), int(v.month))
	}
}

// checkDates notes dates that were turned round.
func (r *Reader) checkDates() {
	if d := r.dates.decide(); d.Turned {
		r.doubt(FileDoubt{Reason: DatesTurned, Detail: d.Reason})
	}
}
