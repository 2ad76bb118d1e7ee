package procurement

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Timetable is how long a route takes. [DefaultTimetable] gives the sourced
// figures; hand another to [PlanRoute] to replace them.
type Timetable struct {
	// Min is the least number of months.
	Min int `json:"min_months"`
	// Max is the most.
	Max int `json:"max_months"`
	// Steps are what has to be done, in order. The last ends with the whole.
	Steps []Step `json:"steps,omitempty"`
	// Standstill says that the contract waits for a standstill period, which a
	// call-off need not.
	Standstill bool `json:"standstill,omitempty"`
	// Source says where the figures come from.
	Source string `json:"source"`
}

// A Step is a part of a timetable.
type Step struct {
	// Name says what is done.
	Name string `json:"name"`
	// Done is how much of the whole time has gone when it is, in per cent.
	Done int `json:"done_percent"`
}

const (
	sourceShort = "Pulse, October 2013, and the provisional statement of NHS England, October 2013: 2 to 3 months from the framework; how it divides into steps is an assumption"
	sourceFull  = "Pulse, October 2013, and the provisional statement of NHS England, October 2013: 9 to 12 months for a full European procurement; how it divides into steps is an assumption"
	sourceNone  = "no source gives a time"
)

// DefaultTimetable returns how long the route takes, and whether a source says
// so: 2 to 3 months for a further competition, 9 to 12 for an open procurement.
// For other routes no figure was found.
func DefaultTimetable(r Route) (Timetable, bool) {
	switch r {
	case FurtherCompetition:
		return Timetable{
			Min: 2, Max: 3, Source: sourceShort,
			Steps: []Step{{"need and specification agreed", 25}, {"suppliers on the lot invited", 35}, {"offers in", 60}, {"offers evaluated", 85}, {"call-off made", 100}},
		}, true
	case Open:
		return Timetable{
			Min: 9, Max: 12, Source: sourceFull, Standstill: true,
			Steps: []Step{{"need and specification agreed", 20}, {"notice published", 25}, {"bidders selected", 50}, {"tenders in", 75}, {"bidders told", 95}, {"contract made", 100}},
		}, true
	}
	return Timetable{Source: sourceNone}, false
}

// A Request asks for a plan. Start or NeededBy must be given. Its value is in
// pounds.
type PlanRequest struct {
	// Route is how to buy.
	Route Route `json:"route"`
	// Start is the first day of work.
	Start nhs.Date `json:"start,omitzero"`
	// NeededBy is the day by which the contract must be made.
	NeededBy nhs.Date `json:"needed_by,omitzero"`
	// Value is what the whole contract is worth; nil if that is not known.
	Value *nhs.Money `json:"value,omitempty"`
	// VAT says whether Value is with the tax.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// Class is the class of authority; "" is sub-central, as a CCG is.
	Class ThresholdClass `json:"authority,omitempty"`
	// Subject is what is bought; "" is commissioning support.
	Subject Subject `json:"subject,omitempty"`
	// Supplier is what sort of body will supply, if that is settled: an
	// arrangement with a hosted CSU is an NHS contract, which the regulations leave
	// alone.
	Supplier service.SupplierKind `json:"supplier_kind,omitempty"`
	// Timetable replaces the default; nil keeps it.
	Timetable *Timetable `json:"timetable,omitempty"`
}

// A Plan is the dated stages of a route.
type Plan struct {
	// Route is how to buy.
	Route Route `json:"route"`
	// Start is the first day of work: as asked or, where only the end was given,
	// the last on which the longer time is still enough.
	Start nhs.Date `json:"start"`
	// LastStart is the last day on which the shorter time is still enough; no date
	// where the day of need was not given.
	LastStart nhs.Date `json:"last_start,omitzero"`
	// Stages are the steps in order.
	Stages []PlanStage `json:"stages"`
	// Earliest is the earliest end.
	Earliest nhs.Date `json:"earliest"`
	// Latest is the latest end.
	Latest nhs.Date `json:"latest"`
	// NeededBy is the day by which the contract must be made, if given.
	NeededBy nhs.Date `json:"needed_by,omitzero"`
	// InTime answers whether it will be: unknown where only the shorter time is
	// enough, or where no day was given.
	InTime nhs.Tristate `json:"in_time"`
	// TooLate says in a sentence that it is too late, and by how much; "" if it is
	// not.
	TooLate string `json:"too_late,omitempty"`
	// Law is the law that applies, by the day the procurement begins.
	Law Law `json:"law"`
	// Source says where the times come from.
	Source string `json:"source"`
	// Notes say what to bear in mind.
	Notes []string `json:"notes,omitempty"`
}

// A PlanStage is one step of a plan.
type PlanStage struct {
	// Name says what is done by then.
	Name string `json:"name"`
	// Earliest is the earliest day on which it is done.
	Earliest nhs.Date `json:"earliest"`
	// Latest is the latest.
	Latest nhs.Date `json:"latest"`
	// Regulations are those in force on the earliest day.
	Regulations Regulations `json:"regulations,omitempty"`
	// Threshold is the one in force on the earliest day; nil if none is on file.
	Threshold *Threshold `json:"threshold,omitempty"`
}

// Law is what the law asks of a purchase that begins on a day.
type Law struct {
	// On is the day.
	On nhs.Date `json:"on"`
	// Regulations are those in force; "" if this package does not know.
	Regulations Regulations `json:"regulations,omitempty"`
	// Regime is how strictly they regulate it; "" if this package does not know.
	Regime Regime `json:"regime,omitempty"`
	// Threshold is the value from which the regime's rules hold; nil if there is
	// none, or none on file.
	Threshold *Threshold `json:"threshold,omitempty"`
	// Reached answers whether the value has reached it.
	Reached nhs.Tristate `json:"threshold_reached"`
	// MustCompete answers whether it must be advertised or called off from a
	// framework.
	MustCompete nhs.Tristate `json:"must_compete"`
	// Why says why in a sentence.
	Why string `json:"why"`
}

// LawOn returns what the law asks of a purchase of the subject, worth the value,
// by an authority of the class, that begins on the day. The value may be nil.
func LawOn(on nhs.Date, subject Subject, class ThresholdClass, value *nhs.Money, vat nhs.VATBasis, supplier service.SupplierKind) Law {
	l := Law{On: on, Regulations: RegulationsOn(on), Regime: RegimeOn(subject, on)}
	if t, ok := ThresholdOn(l.Regime, class, on); ok {
		l.Threshold = &t
		if value != nil {
			l.Reached = t.Reached(*value, vat)
		}
	}
	switch {
	case supplier == service.CSU:
		l.MustCompete, l.Why = nhs.No, "an arrangement with a hosted CSU is an NHS contract, which the regulations leave alone"
	case l.Regime == "":
		l.Why = fmt.Sprintf("the law of %s is not on file", on)
	case l.Regime == PartB:
		l.MustCompete, l.Why = nhs.No, "the regulations of 2006 ask for no advertisement of Part B services"
	case l.Regime == ProviderSelection:
		l.Why = "the provider selection regime, whose rules are not on file, took the place of thresholds"
	case l.Threshold == nil:
		l.Why = fmt.Sprintf("no threshold is on file for %s", on)
	case value == nil:
		l.Why = fmt.Sprintf("the value is not known; the threshold is %s, VAT %s", l.Threshold.Amount, l.Threshold.VAT)
	case l.Reached == nhs.Unknown:
		l.Why = fmt.Sprintf("the threshold of %s is compared with values with VAT %s: give the value on that basis", l.Threshold.Amount, l.Threshold.VAT)
	case l.Reached == nhs.No:
		l.MustCompete, l.Why = nhs.No, fmt.Sprintf("%s is under the threshold of %s, VAT %s", value, l.Threshold.Amount, l.Threshold.VAT)
	default:
		l.MustCompete, l.Why = nhs.Yes, fmt.Sprintf("%s has reached the threshold of %s, VAT %s", value, l.Threshold.Amount, l.Threshold.VAT)
	}
	return l
}

// maxPlanMonths bounds a timetable: a century.
const maxPlanMonths = 1200

// PlanRoute returns the dated stages of a route. With a start they are reckoned
// forwards; with only the day of need, backwards, so that Earliest is each
// stage's day when work starts early enough for the longer time, and Latest its
// day when it starts at the last moment. Months end on the same day of the month
// or, where there is none, on its last.
//
// It is an error if neither day is given, if no time is known for the route and
// none is handed in, if the timetable makes no sense, or if the value is below
// nought.
func PlanRoute(r PlanRequest) (Plan, error) {
	t, err := r.timetable()
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Route: r.Route, NeededBy: r.NeededBy, Source: t.Source}
	var quick, slow run
	switch {
	case r.Start.IsZero() && r.NeededBy.IsZero():
		return Plan{}, fmt.Errorf("plan the route %s: give the day to start or the day of need", r.Route)
	case r.Start.IsZero():
		p.Start, p.LastStart = lastStart(r.NeededBy, t.Max), lastStart(r.NeededBy, t.Min)
		p.Earliest, p.Latest = r.NeededBy, r.NeededBy
		quick, slow = t.run(p.Start, r.NeededBy), t.run(p.LastStart, r.NeededBy)
	default:
		p.Start, p.Earliest, p.Latest = r.Start, r.Start.AddMonths(t.Min), r.Start.AddMonths(t.Max)
		quick, slow = t.run(p.Start, p.Earliest), t.run(p.Start, p.Latest)
		if !r.NeededBy.IsZero() {
			p.LastStart = lastStart(r.NeededBy, t.Min)
		}
	}
	if p.Start.IsZero() || p.Earliest.IsZero() || p.Latest.IsZero() {
		return Plan{}, fmt.Errorf("plan the route %s: it goes beyond the years 1 to 9999", r.Route)
	}
	class, subject := r.Class, r.Subject
	if class == "" {
		class = SubCentral
	}
	if subject == "" {
		subject = Support
	}
	for i := range quick {
		s := PlanStage{Name: quick[i].name, Earliest: quick[i].day, Latest: slow[i].day, Regulations: RegulationsOn(quick[i].day)}
		if limit, ok := ThresholdOn(RegimeOn(subject, quick[i].day), class, quick[i].day); ok {
			s.Threshold = &limit
		}
		p.Stages = append(p.Stages, s)
	}
	p.Law = LawOn(p.Start, subject, class, r.Value, r.VAT, r.Supplier)
	p.judge(r)
	return p, nil
}

func (r *PlanRequest) timetable() (Timetable, error) {
	t, known := DefaultTimetable(r.Route)
	if r.Timetable != nil {
		t, known = *r.Timetable, true
	}
	switch {
	case !slices.Contains(routes[:], r.Route):
		return Timetable{}, fmt.Errorf("plan a route: %.64q is none; want one of %q", r.Route, routes)
	case r.Value != nil && r.Value.Sign() < 0:
		return Timetable{}, fmt.Errorf("plan the route %s: the value is %s; want a sum from nought up", r.Route, *r.Value)
	case !known:
		return Timetable{}, fmt.Errorf("plan the route %s: %s; hand in a timetable", r.Route, sourceNone)
	case t.Min < 0 || t.Max < t.Min || t.Max > maxPlanMonths:
		return Timetable{}, fmt.Errorf("plan the route %s: a timetable of %d to %d months; want 0 or more, up to %d, in order", r.Route, t.Min, t.Max, maxPlanMonths)
	}
	if len(t.Steps) == 0 {
		t.Steps = []Step{{"contract made", 100}}
	}
	for i, s := range t.Steps {
		if s.Done < 0 || s.Done > 100 || i > 0 && s.Done < t.Steps[i-1].Done || i == len(t.Steps)-1 && s.Done != 100 {
			return Timetable{}, fmt.Errorf("plan the route %s: step %d is done at %d per cent; want steps in order, the last at 100", r.Route, i, s.Done)
		}
	}
	return t, nil
}

// A run is the days of the steps of a timetable.
type run []stepDay

type stepDay struct {
	name string
	day  nhs.Date
}

// run spreads the steps over the days from start to end. If bidders have to wait
// for standstill, the step before the last is early enough.
func (t *Timetable) run(start, end nhs.Date) run {
	days := end.DaysSince(start)
	var r run
	for _, s := range t.Steps {
		r = append(r, stepDay{s.Name, start.AddDays(days * s.Done / 100)})
	}
	if t.Standstill && len(r) > 1 {
		told := latestNotice(end)
		if told.Before(start) {
			told = start
		}
		for i := range r[:len(r)-1] {
			if i == len(r)-2 || r[i].day.After(told) {
				r[i].day = told
			}
		}
		last := len(r) - 1
		r = slices.Insert(r, last, stepDay{"standstill over", StandstillEnds(told, Electronic)})
	}
	return r
}

// lastStart returns the last day from which the months end by the given day.
func lastStart(by nhs.Date, months int) nhs.Date {
	day := by.AddMonths(-months)
	for {
		next := day.AddDays(1)
		if end := next.AddMonths(months); end.IsZero() || end.After(by) {
			return day
		}
		day = next
	}
}

// judge says whether the plan is in time and what else to bear in mind.
func (p *Plan) judge(r PlanRequest) {
	switch {
	case p.NeededBy.IsZero():
	case r.Start.IsZero():
		p.Notes = append(p.Notes, fmt.Sprintf("start by %s to be sure, and no later than %s", p.Start, p.LastStart))
	case p.Earliest.After(p.NeededBy):
		p.InTime = nhs.No
		p.TooLate = fmt.Sprintf("too late: even the quickest %s that starts on %s ends on %s, %s after it is needed (%s); it had to start by %s",
			p.Route, p.Start, p.Earliest, format.Count(p.Earliest.DaysSince(p.NeededBy), "day", "days"), p.NeededBy, p.LastStart)
	case p.Latest.After(p.NeededBy):
		p.Notes = append(p.Notes, fmt.Sprintf("it is in time only if it goes well: it may end on any day from %s to %s and is needed by %s", p.Earliest, p.Latest, p.NeededBy))
	default:
		p.InTime = nhs.Yes
	}
	if p.Law.MustCompete == nhs.Yes && !p.Route.UsesFramework() && p.Route != Open && p.Route != InHouse && p.Route != Extension {
		p.Notes = append(p.Notes, "this route is not open: "+p.Law.Why+", so it must be advertised or called off from a framework")
	}
	if p.Route == FurtherCompetition {
		p.Notes = append(p.Notes, "standstill is good practice at call-off, not a duty")
	}
	before := p.Law.Threshold
	for _, s := range p.Stages {
		if s.Threshold != nil && before != nil && !s.Threshold.Days.Equal(before.Days) {
			p.Notes = append(p.Notes, fmt.Sprintf("on %s a new threshold comes into force, %s, VAT %s; the one of the day the procurement begins counts", s.Threshold.Days.From, s.Threshold.Amount, s.Threshold.VAT))
			before = s.Threshold
		}
	}
}
