package england

import (
	"fmt"
	"strconv"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// Frameworks returns the framework agreements for commissioning support, with their
// lots, suppliers, awards, refusals and call-offs as far as they were found.
//
// They are the Framework for procuring External Support for Commissioners (fesc), the
// Lead Provider Framework (lpf) and the Health Systems Support Framework (hssf). An
// error means that the embedded tables are damaged.
func Frameworks() ([]framework.Agreement, error) {
	agreements, err := readAgreements()
	if err != nil {
		return nil, err
	}
	byID := make(map[framework.ID]*framework.Agreement, len(agreements))
	for i := range agreements {
		byID[agreements[i].ID] = &agreements[i]
	}
	for _, read := range []func(map[framework.ID]*framework.Agreement) error{readLots, readSuppliers, readAwards, readCallOffs} {
		if err := read(byID); err != nil {
			return nil, err
		}
	}
	return agreements, nil
}

func readAgreements() ([]framework.Agreement, error) {
	var agreements []framework.Agreement
	t := openTable("frameworks.csv")
	for t.next() {
		agreements = append(agreements, framework.Agreement{
			ID:    framework.ID(t.text("id")),
			Name:  t.text("name"),
			Owner: t.id("owner"),
			Kind:  framework.Kind(t.text("kind")),
			Dates: framework.Dates{
				PriorNotice: t.partial("prior_notice"),
				Notice:      t.partial("notice"),
				Selection:   t.partial("selection"),
				Tender:      t.partial("tender"),
				Award:       t.partial("award"),
				Live:        t.partial("live"),
				SeenLive:    t.partial("seen_live"),
				Expiry:      t.partial("expiry"),
				ExtendedTo:  t.partial("extended_to"),
			},
			Value: framework.Value{
				EstimateLow:  known(t, "estimate_low_gbp", nhs.ParseMoney),
				EstimateHigh: known(t, "estimate_high_gbp", nhs.ParseMoney),
			},
			Users:      words[procurement.BuyerClass](t, "users"),
			Confidence: t.confidence(),
			Sources:    t.list("source"),
			Note:       t.text("note"),
		})
	}
	return agreements, t.err
}

// words returns the words of a cell.
func words[T ~string](t *table, column string) []T {
	var all []T
	for _, word := range t.list(column) {
		all = append(all, T(word))
	}
	return all
}

// agreement returns the agreement of the row.
func agreement(t *table, agreements map[framework.ID]*framework.Agreement) *framework.Agreement {
	id := framework.ID(t.text("framework"))
	if a := agreements[id]; a != nil {
		return a
	}
	t.fail(0, fmt.Errorf("unknown framework %q", id))
	return &framework.Agreement{}
}

func readLots(agreements map[framework.ID]*framework.Agreement) error {
	t := openTable("framework_lots.csv")
	for t.next() {
		a := agreement(t, agreements)
		lot := framework.Lot{
			Code:         t.text("lot"),
			Name:         t.text("name"),
			Lines:        words[service.ID](t, "lines"),
			LinesPartial: t.text("lines_partial") == "true",
			ShortlistCap: parsed(t, "shortlist_cap", strconv.Atoi),
			Routes:       words[procurement.Route](t, "routes"),
			Confidence:   t.confidence(),
			Sources:      t.list("source"),
		}
		least, most := known(t, "planned_min", strconv.Atoi), known(t, "planned_max", strconv.Atoi)
		if least != nil && most != nil {
			lot.Planned = &framework.Range{Min: *least, Max: *most}
		}
		a.Lots = append(a.Lots, lot)
	}
	return t.err
}

func readSuppliers(agreements map[framework.ID]*framework.Agreement) error {
	t := openTable("framework_suppliers.csv")
	for t.next() {
		a := agreement(t, agreements)
		a.Suppliers = append(a.Suppliers, framework.Supplier{
			ID:       t.id("supplier"),
			Name:     t.text("name"),
			Kind:     service.SupplierKind(t.text("kind")),
			Members:  bidders(t, "members"),
			Partners: bidders(t, "partners"),
		})
	}
	return t.err
}

func bidders(t *table, column string) []framework.Member {
	var all []framework.Member
	for _, id := range words[nhs.OrgID](t, column) {
		all = append(all, framework.Member{ID: id})
	}
	return all
}

func readAwards(agreements map[framework.ID]*framework.Agreement) error {
	t := openTable("framework_awards.csv")
	for t.next() {
		a := agreement(t, agreements)
		a.Awards = append(a.Awards, framework.Award{
			Lot:        t.text("lot"),
			Supplier:   t.id("supplier"),
			On:         t.partial("on"),
			Outcome:    framework.Outcome(t.text("outcome")),
			Confidence: t.confidence(),
			Sources:    t.list("source"),
			Note:       t.text("note"),
		})
	}
	return t.err
}

func readCallOffs(agreements map[framework.ID]*framework.Agreement) error {
	t := openTable("framework_call_offs.csv")
	for t.next() {
		a := agreement(t, agreements)
		a.CallOffs = append(a.CallOffs, framework.CallOff{
			ID:         t.text("id"),
			Framework:  a.ID,
			Lot:        t.text("lot"),
			Buyers:     words[nhs.OrgID](t, "buyers"),
			BuyerClass: procurement.BuyerClass(t.text("buyer_class")),
			Supplier:   t.id("supplier"),
			Stage:      framework.Stage(t.text("stage")),
			Route:      procurement.Route(t.text("route")),
			Date:       t.partial("date"),
			TermMonths: parsed(t, "term_months", strconv.Atoi),
			Value:      known(t, "value_gbp", nhs.ParseMoney),
			VAT:        nhs.VATBasis(t.text("vat")),
			Confidence: t.confidence(),
			Sources:    t.list("source"),
			Note:       t.text("note"),
		})
	}
	return t.err
}
