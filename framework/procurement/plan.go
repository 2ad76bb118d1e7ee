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
	// Class is the class of authority. Without it and Buyer it is sub-central, as a CCG or
	// a board is.
	Class ThresholdClass `json:"authority,omitempty"`
	// Buyer is the kind of body that buys. It gives the class where Class is "".
	Buyer BuyerClass `json:"authority_class,omitempty"`
	// CPV is the code of the main service.
	CPV string `json:"cpv,omitempty"`
	// Subject is what is bought; "" is commissioning support.
	Subject Subject `json:"subject,omitempty"`
	// Supplier is the kind of body that will supply, if that is settled.
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
	// LawfulEnd is the earliest end that the least times and the standstill of the law
	// allow from Start, with no day for preparing or assessing. It is no date where the law
	// sets no least time.
	LawfulEnd nhs.Date `json:"lawful_end,omitzero"`
	// TooShort says in a sentence that the timetable is shorter than the law allows; "" if
	// it is not.
	TooShort string `json:"too_short,omitempty"`
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
// A route whose time no source gives is planned by the least times of its law alone: it
// can take longer, so the plan never says that it is in time. Standstill is that of the
// law of the day on which work starts, where that law asks for one.
//
// The error is a [*RequestError]: neither day is given, the route has no timetable,
// the timetable makes no sense, the value is below zero, or the plan leaves the years
// 1 to 9999.
func PlanRoute(r PlanRequest) (Plan, error) {
	t, err := r.timetable()
	if err != nil {
		return Plan{}, err
	}
	if r.Start.IsZero() && r.NeededBy.IsZero() {
		return Plan{}, r.refuse("start", "", "give the day to start or the day of need")
	}
	if t.Source == sourceLaw {
		return r.planByLaw()
	}
	p := Plan{Route: r.Route, NeededBy: r.NeededBy, Source: t.Source}
	if r.Start.IsZero() {
		p.Start, p.LastStart = lastStart(r.NeededBy, t.Max), lastStart(r.NeededBy, t.Min)
		p.Earliest, p.Latest = r.NeededBy, r.NeededBy
	} else {
		p.Start, p.Earliest, p.Latest = r.Start, r.Start.AddMonths(t.Min), r.Start.AddMonths(t.Max)
		if !r.NeededBy.IsZero() {
			p.LastStart = lastStart(r.NeededBy, t.Min)
		}
	}
	if p.Start.IsZero() || p.Earliest.IsZero() || p.Latest.IsZero() {
		return Plan{}, r.refuse("start", "it goes beyond the years 1 to 9999", "choose other days")
	}
	quickFrom := p.Start
	if r.Start.IsZero() {
		quickFrom = p.LastStart
	}
	first, second := r.runTo(t, p.Start, p.Earliest), r.runTo(t, quickFrom, p.Latest)
	for i := range first {
		s := PlanStage{Name: first[i].name, Earliest: first[i].day}
		if i < len(second) {
			s.Latest = second[i].day
		}
		p.Stages = append(p.Stages, s)
	}
	r.complete(&p)
	p.judge(r)
	return p, nil
}

// runTo spreads the timetable over the days, with the standstill of the law of the start.
func (r *PlanRequest) runTo(t Timetable, start, end nhs.Date) run {
	buy := r.purchase(start)
	law := buy.Ruling().Regulations
	owed, _, _ := buy.standstillOwed(law)
	steps := t.run(start, end, law)
	if t.Standstill && owed == nhs.No {
		without := t
		without.Standstill = false
		return without.run(start, end, law)
	}
	return steps
}

// purchase returns the purchase that is planned, begun on the day.
func (r *PlanRequest) purchase(began nhs.Date) *Procurement {
	p := &Procurement{
		Began: began, Subject: r.Subject, AuthorityClass: r.Buyer, ThresholdClass: r.Class, CPV: r.CPV,
		Value: r.Value, VAT: r.VAT, SupplierKind: r.Supplier, Route: r.Route,
	}
	if p.Subject == "" {
		p.Subject = Support
	}
	if p.ThresholdClass == "" && p.AuthorityClass == "" {
		p.ThresholdClass = SubCentral
	}
	return p
}

// complete adds the law of the start, and of each stage.
func (r *PlanRequest) complete(p *Plan) {
	for i := range p.Stages {
		s := &p.Stages[i]
		buy := r.purchase(s.Earliest)
		ruling := buy.Ruling()
		s.Regulations = ruling.Regulations
		if limit, ok := ThresholdOn(ruling.Regime, buy.class(), s.Earliest); ok {
			s.Threshold = &limit
		}
	}
	buy := r.purchase(p.Start)
	p.Law = buy.Law()
	if f, ok := buy.floor(usual); ok {
		p.LawfulEnd = f.end(p.Start)
		if p.Earliest.Before(p.LawfulEnd) && r.Start.After(nhs.Date{}) {
			p.TooShort = fmt.Sprintf("too short: the least times and standstill of %s run from %s to %s even with no day to prepare or assess (%s), but the timetable ends on %s",
				p.Law.Regulations, p.Start, p.LawfulEnd, f.least.Provision, p.Earliest)
		}
	}
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
	t, known := sourcedTimetable(r.Route)
	if _, ok := r.purchase(r.firstDay()).floor(usual); !known && ok {
		t, known = Timetable{Source: sourceLaw}, true
	}
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
	if p.Law.MustCompete == nhs.Yes && !p.Route.UsesFramework() && !p.Route.IsAdvertised() && p.Route != InHouse && p.Route != Extension {
		p.Notes = append(p.Notes, "this route is closed: "+p.Law.Why+", so the purchase must be advertised or called off from a framework")
	}
	if p.TooShort != "" {
		p.InTime = nhs.No
	}
	if p.Law.Regulations != "" && !p.Route.IsIn(p.Law.Regulations) {
		p.Notes = append(p.Notes, fmt.Sprintf("%s has no route %s: choose a route of that law", p.Law.Regulations, p.Route))
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
