package england

import (
	"fmt"
	"strconv"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// CSUs returns the register of commissioning support units: the 26 that worked, the
// plans before them, their successions, published counts, income and customers. It
// is known until 31 January 2026. An error means that the embedded tables are
// damaged.
func CSUs() (csu.Register, error) {
	r := csu.Register{Complete: true, KnownUntil: csusKnownUntil}
	var err error
	if r.Units, err = readUnits(); err != nil {
		return csu.Register{}, err
	}
	if r.Successions, err = readUnitSuccessions(); err != nil {
		return csu.Register{}, err
	}
	if r.Counts, err = readCounts(); err != nil {
		return csu.Register{}, err
	}
	units := make(map[nhs.OrgID]*csu.Unit, len(r.Units))
	for i := range r.Units {
		units[r.Units[i].Slug] = &r.Units[i]
	}
	if err := readPlans(units); err != nil {
		return csu.Register{}, err
	}
	if err := readStaff(units); err != nil {
		return csu.Register{}, err
	}
	if err := readEnds(units); err != nil {
		return csu.Register{}, err
	}
	if r.Incomes, err = readIncomes(units); err != nil {
		return csu.Register{}, err
	}
	purchases, err := Purchases()
	if err != nil {
		return csu.Register{}, err
	}
	for _, p := range purchases {
		if u := units[p.Supplier]; u != nil {
			u.Customers = append(u.Customers, p.Customer)
		}
	}
	return r, nil
}

var csusKnownUntil = nhs.MustParseDate("2026-01-31")

func readUnits() ([]csu.Unit, error) {
	var units []csu.Unit
	t := openTable("csus.csv")
	for t.next() {
		units = append(units, csu.Unit{
			Slug:         t.id("slug"),
			Name:         t.text("name"),
			Aliases:      t.list("aliases"),
			ODSCode:      t.id("ods_code"),
			ODSRole:      t.text("ods_role"),
			Stage:        csu.Stage(t.text("stage")),
			Kind:         csu.Kind(t.text("kind")),
			Formed:       t.partial("formed"),
			Opened:       t.partial("opened"),
			EndAnnounced: t.partial("end_announced"),
			Closed:       t.partial("closed"),
			End:          csu.End(t.text("end")),
			Host:         t.text("host"),
			Employer:     t.text("employer"),
			Alliance:     t.text("alliance"),
			Town:         t.text("town"),
			Postcode:     t.text("postcode"),
			Sources:      t.list("source"),
			Confidence:   t.confidence(),
			Note:         t.text("note"),
		})
	}
	return units, t.err
}

func readUnitSuccessions() ([]lineage.Succession, error) {
	var steps []lineage.Succession
	t := openTable("csu_successions.csv")
	for t.next() {
		s := takeover(t)
		s.Note = t.text("note")
		steps = append(steps, s)
	}
	return steps, t.err
}

func readCounts() ([]csu.PublishedCount, error) {
	var counts []csu.PublishedCount
	t := openTable("csu_counts.csv")
	for t.next() {
		counts = append(counts, csu.PublishedCount{
			On:         t.date("date"),
			Basis:      csu.Basis(t.text("basis")),
			Stated:     known(t, "stated", strconv.Atoi),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
			Note:       t.text("note"),
		})
	}
	return counts, t.err
}

// unit returns the unit named in the cell of the column.
func unit(t *table, column string, units map[nhs.OrgID]*csu.Unit) *csu.Unit {
	slug := t.id(column)
	if u := units[slug]; u != nil {
		return u
	}
	t.fail(0, fmt.Errorf("unknown unit %q", slug))
	return &csu.Unit{}
}

func readPlans(units map[nhs.OrgID]*csu.Unit) error {
	t := openTable("csu_plans_2012.csv")
	for t.next() {
		u := unit(t, "csu", units)
		u.Checkpoints = append(u.Checkpoints, csu.Checkpoint{
			No:      parsed(t, "checkpoint", strconv.Atoi),
			Actual:  t.partial("decided"),
			Outcome: csu.Outcome(t.text("outcome")),
			Sources: t.list("source"),
		})
	}
	return t.err
}

// readStaff gives each unit its numbers of staff. It skips figures for several units
// together.
func readStaff(units map[nhs.OrgID]*csu.Unit) error {
	t := openTable("csu_staff.csv")
	for t.next() {
		if len(t.list("csus")) != 1 {
			continue
		}
		u := unit(t, "csus", units)
		u.Staff = append(u.Staff, csu.Headcount{
			On:      t.partial("date"),
			AtLeast: parsed(t, "at_least", strconv.Atoi),
			AtMost:  parsed(t, "at_most", strconv.Atoi),
			Basis:   t.text("basis"),
			Sources: t.list("source"),
		})
	}
	return t.err
}

// readIncomes gives each unit its income and returns the income of several together.
// The rows of one statement are adjacent.
func readIncomes(units map[nhs.OrgID]*csu.Unit) ([]csu.Income, error) {
	var together []csu.Income
	var statement string
	var income *csu.Income
	t := openTable("csu_income.csv")
	for t.next() {
		if m := t.text("measure"); m == "lost" || m == "customers-spend" {
			continue // the spend of customers that left, or of all customers, is not a unit's income
		}
		if s := t.text("statement"); s != statement || income == nil {
			statement = s
			next := csu.Income{
				Year:    parsed(t, "financial_year", nhs.ParseFinancialYear),
				Basis:   csu.IncomeBasis(t.text("basis")),
				Sources: t.list("source"),
				Note:    t.text("note"),
			}
			if slugs := t.list("csus"); len(slugs) == 1 {
				u := unit(t, "csus", units)
				u.Incomes = append(u.Incomes, next)
				income = &u.Incomes[len(u.Incomes)-1]
			} else {
				for _, slug := range slugs {
					next.Units = append(next.Units, nhs.OrgID(slug))
				}
				together = append(together, next)
				income = &together[len(together)-1]
			}
		}
		addMeasure(t, income)
	}
	return together, t.err
}

func addMeasure(t *table, income *csu.Income) {
	amount := known(t, "value_gbp", nhs.ParseMoney)
	atLeast := lowerBound(t)
	switch measure := t.text("measure"); measure {
	case "total":
		income.Total, income.Precision = amount, known(t, "precision_gbp", nhs.ParseMoney)
		income.AtLeast = atLeast
	case "surplus":
		income.Surplus = amount
	case "per-head":
		income.PerHead = known(t, "per_head_gbp", nhs.ParseRate)
	case "paid":
		income.Customers = append(income.Customers, csu.Payer{
			Customer: t.text("payer"),
			Amount:   amount,
			Share:    known(t, "share_percent", nhs.ParsePercent),
			AtLeast:  atLeast,
		})
	default:
		t.fail(0, fmt.Errorf("unknown measure %q", measure))
	}
}

// lowerBound reports whether the row is a lower bound. A bound that an income cannot
// carry is an error, since without it the figure would pass for exact.
func lowerBound(t *table) bool {
	measure := t.text("measure")
	switch bound := t.text("bound"); {
	case bound == "" || bound == "exact":
		return false
	case (bound == "at-least" || bound == "over") && (measure == "total" || measure == "paid"):
		return true
	default:
		t.fail(0, fmt.Errorf("cannot carry the bound %q on %s: use at-least or over on total or paid", bound, measure))
		return false
	}
}

// A Purchase is a commissioning group and its supplier of support, with the evidence.
type Purchase struct {
	// Customer is the group, with the known details of the purchase.
	Customer csu.Customer `json:"customer"`
	// Supplier is the slug of a unit, or "in-house".
	Supplier nhs.OrgID `json:"supplier"`
}

// Purchases returns the known purchases: which group bought from which unit, and
// which did the work in house. For many groups no source was found. An error means
// that the embedded tables are damaged.
func Purchases() ([]Purchase, error) {
	var all []Purchase
	t := openTable("csu_customers.csv")
	for t.next() {
		all = append(all, Purchase{
			Supplier: t.id("supplier"),
			Customer: csu.Customer{
				ID:         t.id("ccg_code"),
				Relation:   csu.Relation(t.text("relation")),
				From:       t.partial("from"),
				To:         t.partial("to"),
				Basis:      csu.CustomerBasis(t.text("basis")),
				Value:      known(t, "value_gbp", nhs.ParseMoney),
				ValueBasis: t.text("value_basis"),
				Sources:    t.list("source"),
				Confidence: t.confidence(),
				Note:       t.text("note"),
			},
		})
	}
	return all, t.err
}
