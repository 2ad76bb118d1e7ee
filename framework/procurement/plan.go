package procurement

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A PlanRequest asks for a plan. Start or NeededBy must be given. Its value is in
// pounds.
type PlanRequest struct {
	// Route is how to buy.
	Route Route `json:"route"`
	// Start is the first day of work.
	Start nhs.Date `json:"start,omitzero"`
	// NeededBy is the day by which the contract must be made.
	NeededBy nhs.Date `json:"needed_by,omitzero"`
	// Value is what the whole contract is worth; nil if unknown.
	Value *nhs.Money `json:"value,omitempty"`
	// VAT says whether Value includes the tax.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// Class is the class of authority; "" is sub-central, as a CCG is.
	Class ThresholdClass `json:"authority,omitempty"`
	// Subject is what is bought; "" is commissioning support.
	Subject Subject `json:"subject,omitempty"`
	// Supplier is the kind of body that will supply, if that is settled. An arrangement
	// with a hosted CSU is an NHS contract, which the regulations do not cover.
	Supplier service.SupplierKind `json:"supplier_kind,omitempty"`
	// Timetable replaces the default; nil keeps it.
	Timetable *Timetable `json:"timetable,omitempty"`
}

// A Plan is the dated stages of a route.
type Plan struct {
	// Route is how to buy.
	Route Route `json:"route"`
	// Start is the first day of work, as asked. If only the end was given, it is the last
	// day on which the longer time is still enough.
	Start nhs.Date `json:"start"`
	// LastStart is the last day on which the shorter time is still enough. It is no date
	// if no day of need was given.
	LastStart nhs.Date `json:"last_start,omitzero"`
	// Stages are the steps in order.
	Stages []PlanStage `json:"stages"`
	// Earliest is the earliest end.
	Earliest nhs.Date `json:"earliest"`
	// Latest is the latest end.
	Latest nhs.Date `json:"latest"`
	// NeededBy is the day by which the contract must be made, if given.
	NeededBy nhs.Date `json:"needed_by,omitzero"`
	// InTime says whether it will be. It is unknown if only the shorter time is enough,
	// or no day was given.
	InTime nhs.Tristate `json:"in_time"`
	// TooLate says in a sentence by how much it is too late; "" if it is not.
	TooLate string `json:"too_late,omitempty"`
	// Law is the law of the day on which the procurement begins.
	Law Law `json:"law"`
	// Source says where the times come from.
	Source string `json:"source"`
	// Notes are points to consider.
	Notes []string `json:"notes,omitempty"`
}

// A PlanStage is one step of a plan.
type PlanStage struct {
	// Name says what is complete by then.
	Name string `json:"name"`
	// Earliest is the earliest day on which it is complete.
	Earliest nhs.Date `json:"earliest"`
	// Latest is the latest.
	Latest nhs.Date `json:"latest"`
	// Regulations are those in force on the earliest day.
	Regulations Regulations `json:"regulations,omitempty"`
	// Threshold is the one in force on the earliest day; nil if none is known.
	Threshold *Threshold `json:"threshold,omitempty"`
}

// maxPlanMonths bounds a timetable: a century.
const maxPlanMonths = 1200

// PlanRoute returns the dated stages of a route. Given a start, the plan runs
// forward; given only the day of need, it runs back from it. A stage's Earliest is
// then its day if work starts in time for the longer timetable, its Latest if work
// starts at the last moment. Months end on the same day of the month, or on its last
// day where that day does not exist.
//
// The error is a [*RequestError]: neither day is given, the route has no timetable,
// the timetable makes no sense, the value is below zero, or the plan leaves the years
// 1 to 9999.
func PlanRoute(r PlanRequest) (Plan, error) {
	t, err := r.timetable()
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Route: r.Route, NeededBy: r.NeededBy, Source: t.Source}
	var quick, slow run
	switch {
	case r.Start.IsZero() && r.NeededBy.IsZero():
		return Plan{}, r.refuse("start", "", "give the day to start or the day of need")
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
		return Plan{}, r.refuse("start", "it goes beyond the years 1 to 9999", "choose other days")
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

// A RequestError says why [PlanRoute] made no plan.
type RequestError struct {
	// Route is the route as asked for.
	Route Route
	// Field is the JSON member of the [PlanRequest] to change, such as "value".
	Field string
	// Problem says what is wrong with it; "" if it is missing.
	Problem string
	// Want says what to give instead.
	Want string
}

// Error names the route, the problem and the remedy.
func (e *RequestError) Error() string {
	text := "plan a route: "
	if e.Route.IsKnown() {
		text = "plan the route " + string(e.Route) + ": "
	}
	if e.Problem != "" {
		text += e.Problem + "; "
	}
	return text + e.Want
}

func (r *PlanRequest) refuse(field, problem, want string) *RequestError {
	return &RequestError{r.Route, field, problem, want}
}

func (r *PlanRequest) timetable() (Timetable, error) {
	t, known := DefaultTimetable(r.Route)
	if r.Timetable != nil {
		t, known = *r.Timetable, true
	}
	switch {
	case !slices.Contains(routes[:], r.Route):
		return Timetable{}, r.refuse("route", fmt.Sprintf("there is no route %.64q", string(r.Route)), fmt.Sprintf("want one of %q", routes))
	case r.Value != nil && r.Value.Sign() < 0:
		return Timetable{}, r.refuse("value", fmt.Sprintf("the value is %s", *r.Value), "want zero or more")
	case !known:
		return Timetable{}, r.refuse("timetable", sourceNone, "hand in a timetable")
	case t.Min < 0 || t.Max < t.Min || t.Max > maxPlanMonths:
		return Timetable{}, r.refuse("timetable", fmt.Sprintf("a timetable of %d to %d months", t.Min, t.Max), fmt.Sprintf("want 0 or more, up to %d, in order", maxPlanMonths))
	}
	if len(t.Steps) == 0 {
		t.Steps = []Step{{"contract made", 100}}
	}
	for i, s := range t.Steps {
		if s.Done < 0 || s.Done > 100 || i > 0 && s.Done < t.Steps[i-1].Done || i == len(t.Steps)-1 && s.Done != 100 {
			return Timetable{}, r.refuse("timetable", fmt.Sprintf("step %d is done at %d%%", i, s.Done), "want steps in order, the last at 100")
		}
	}
	return t, nil
}

// judge says whether the plan is in time, and adds notes.
func (p *Plan) judge(r PlanRequest) {
	switch {
	case p.NeededBy.IsZero():
	case r.Start.IsZero():
		p.Notes = append(p.Notes, fmt.Sprintf("start by %s to be safe, and by %s at the latest", p.Start, p.LastStart))
	case p.Earliest.After(p.NeededBy):
		p.InTime = nhs.No
		p.TooLate = fmt.Sprintf("too late: even the quickest %s from %s ends on %s, %s after the day of need (%s); it had to start by %s",
			p.Route, p.Start, p.Earliest, format.Count(p.Earliest.DaysSince(p.NeededBy), "day", "days"), p.NeededBy, p.LastStart)
	case p.Latest.After(p.NeededBy):
		p.Notes = append(p.Notes, fmt.Sprintf("on time only if every step is quick: it ends between %s and %s, and is needed by %s", p.Earliest, p.Latest, p.NeededBy))
	default:
		p.InTime = nhs.Yes
	}
	if p.Law.MustCompete == nhs.Yes && !p.Route.UsesFramework() && p.Route != Open && p.Route != InHouse && p.Route != Extension {
		p.Notes = append(p.Notes, "this route is closed: "+p.Law.Why+", so the purchase must be advertised or called off from a framework")
	}
	if p.Route == FurtherCompetition {
		p.Notes = append(p.Notes, "standstill is good practice at call-off, not a duty")
	}
	before := p.Law.Threshold
	for _, s := range p.Stages {
		if s.Threshold != nil && before != nil && !s.Threshold.Days.Equal(before.Days) {
			p.Notes = append(p.Notes, fmt.Sprintf("on %s a new threshold comes into force, %s, VAT %s; the threshold of the day the procurement begins applies", s.Threshold.Days.From, s.Threshold.Amount, s.Threshold.VAT))
			before = s.Threshold
		}
	}
}
