package api

import (
	"net/http"

	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// An Agreement is a summary of a framework agreement.
type Agreement struct {
	ID     framework.ID          `json:"id"`
	Name   string                `json:"name"`
	Owner  nhs.OrgID             `json:"owner,omitzero"`
	Kind   framework.Kind        `json:"kind,omitempty"`
	Status framework.StatusRange `json:"status"` // on the day
	Lots   []string              `json:"lots"`
}

func (d *Data) listFrameworks(r *web.Request) (any, error) {
	day, on, err := AsOf(r, d.FrameworksKnownUntil())
	if err != nil {
		return nil, err
	}
	var items []Agreement
	for i := range d.Market.Frameworks {
		a := &d.Market.Frameworks[i]
		item := Agreement{ID: a.ID, Name: a.Name, Owner: a.Owner, Kind: a.Kind, Status: a.StatusOn(day), Lots: []string{}}
		for _, lot := range a.Lots {
			item.Lots = append(item.Lots, lot.Code)
		}
		items = append(items, item)
	}
	return newList(on, items), nil
}

// FrameworksKnownUntil is the last day known for suppliers, whose history decides who
// holds a place.
func (d *Data) FrameworksKnownUntil() nhs.Date { return d.Market.CSUs.KnownUntil }

// Framework returns the agreement named in the path.
func (d *Data) Framework(r *web.Request) (*framework.Agreement, error) {
	id := framework.ID(r.PathValue("framework"))
	a, ok := d.Index.Framework(id)
	if !ok {
		return nil, web.NotFound("there is no framework %s; see /v1/frameworks", web.Shorten(string(id)))
	}
	return a, nil
}

// An AgreementDetail is everything known about a framework agreement.
type AgreementDetail struct {
	AsOf       nhs.Date              `json:"as_of,omitzero"`
	KnownUntil nhs.Date              `json:"known_until,omitzero"` // if AsOf is later
	Status     framework.StatusRange `json:"status"`               // on the day
	Total      framework.Total       `json:"total"`                // of its call-offs
	framework.Agreement
}

func (d *Data) showFramework(r *web.Request) (any, error) {
	day, on, err := AsOf(r, d.FrameworksKnownUntil())
	if err != nil {
		return nil, err
	}
	a, err := d.Framework(r)
	if err != nil {
		return nil, err
	}
	return AgreementDetail{on.AsOf, on.KnownUntil, a.StatusOn(day), a.Total(""), *a}, nil
}

// A SupplierList is the suppliers of a lot: the eligible ones, and the others with the
// reason.
type SupplierList struct {
	List[framework.Candidate]
	Framework framework.ID          `json:"framework"`
	Lot       string                `json:"lot"`
	Line      service.ID            `json:"line,omitempty"`
	Excluded  []framework.Candidate `json:"excluded"`
}

func (d *Data) listSuppliers(r *web.Request) (any, error) {
	day, on, err := AsOf(r, d.FrameworksKnownUntil())
	if err != nil {
		return nil, err
	}
	a, err := d.Framework(r)
	if err != nil {
		return nil, err
	}
	lot, ok := a.Lot(r.PathValue("lot"))
	if !ok {
		return nil, web.NotFound("framework %s has no lot %s", a.ID, web.Shorten(r.PathValue("lot")))
	}
	query := framework.Query{Lot: lot.Code, On: day, Buyer: procurement.BuyerClass(r.Query.Get("buyer"))}
	if query.Line, err = d.line(r); err != nil {
		return nil, err
	}
	excluded := []framework.Candidate{}
	var eligible []framework.Candidate
	for _, c := range a.Candidates(query, d.Index.CSUHistory()) {
		if c.Eligible == nhs.No {
			excluded = append(excluded, c)
		} else {
			eligible = append(eligible, c)
		}
	}
	return &SupplierList{*newList(on, eligible), a.ID, lot.Code, query.Line, excluded}, nil
}

// line returns the service line named in the query, if any.
func (d *Data) line(r *web.Request) (service.ID, error) {
	if !r.Query.Has("line") {
		return "", nil
	}
	id, err := service.ParseID(r.Query.Get("line"))
	if err != nil {
		return "", web.BadParameter("line", "%v", err)
	}
	if _, ok := d.Market.ServiceLines.Lookup(id); !ok {
		return "", web.BadParameter("line", "there is no service line %s; see /v1/service-lines", id)
	}
	return id, nil
}

func timetable(r *web.Request) (any, error) {
	if !r.Query.Has("route") {
		return nil, web.BadParameter("route", "missing; want further-competition or open")
	}
	q, err := Planned(r)
	if err != nil {
		return nil, err
	}
	if q.Start.IsZero() && q.NeededBy.IsZero() {
		return nil, web.BadParameter("start", "missing; want start or needed_by as YYYY-MM-DD")
	}
	return PlanRoute(q, procurement.Route(r.Query.Get("route")))
}

// Planned reads the purchase to plan.
func Planned(r *web.Request) (procurement.PlanRequest, error) {
	q := procurement.PlanRequest{Class: procurement.ThresholdClass(r.Query.Get("authority")), VAT: nhs.VATBasis(r.Query.Get("vat"))}
	var err error
	if q.Start, err = QueryDate(r, "start"); err != nil {
		return q, err
	}
	if q.NeededBy, err = QueryDate(r, "needed_by"); err != nil {
		return q, err
	}
	if r.Query.Has("value") {
		value, err := nhs.ParseMoney(r.Query.Get("value"))
		if err != nil {
			return q, web.BadParameter("value", "%v", err)
		}
		if value.Sign() < 0 {
			return q, web.BadParameter("value", "%s; want zero or more", value)
		}
		q.Value = &value
	}
	return q, nil
}

// PlanRoute plans a purchase by a route.
func PlanRoute(q procurement.PlanRequest, by procurement.Route) (procurement.Plan, error) {
	q.Route = by
	taken := q.Value != nil && q.VAT == ""
	if taken {
		q.VAT = nhs.WithoutVAT
	}
	plan, err := procurement.PlanRoute(q)
	if err != nil {
		return plan, web.NewProblem(http.StatusUnprocessableEntity, "%v", err)
	}
	if taken {
		plan.Notes = append(plan.Notes, "the value is assumed to exclude VAT; give vat=included if it does not")
	}
	return plan, nil
}

// An Evaluation is the result of a competition with the findings of its rules. A
// competition with an error is not ranked.
type Evaluation struct {
	Ranked bool                  `json:"ranked"` // whether the bids were ranked
	Lots   []framework.LotResult `json:"lots"`   // who won which lot, and who lost and why
	reportOnly
}

func evaluate(r *web.Request) (any, error) {
	competition, err := Decode[framework.Competition](r)
	if err != nil {
		return nil, err
	}
	report := framework.CompetitionRules().Check(&competition, rule.Options{})
	answer := Evaluation{Lots: []framework.LotResult{}, reportOnly: newReport(report)}
	if report.Err(rule.Error) != nil {
		return answer, nil
	}
	result, err := framework.Evaluate(&competition)
	if err != nil {
		return nil, web.NewProblem(http.StatusUnprocessableEntity, "%v", err)
	}
	answer.Ranked, answer.Lots = true, result.Lots
	return answer, nil
}

func (d *Data) checkCallOff(r *web.Request) (any, error) {
	return checkWith(r, framework.CallOffRules(), d.CallOffCase)
}

// CallOffCase returns the call-off in the body with its agreement, if the market has
// it, and the history of its suppliers.
func (d *Data) CallOffCase(r *web.Request) (framework.Case, error) {
	callOff, err := Decode[framework.CallOff](r)
	if err != nil {
		return framework.Case{}, err
	}
	a, _ := d.Index.Framework(callOff.Framework)
	return framework.Case{CallOff: &callOff, Agreement: a, Suppliers: d.Index.CSUHistory()}, nil
}
