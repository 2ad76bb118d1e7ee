package csu_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

// The register of England, read from the tables that this repository ships.

func table(tb testing.TB, name string) []map[string]string {
	tb.Helper()
	f, err := os.Open("../england/data/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// list splits a cell of several values; a blank cell has none.
func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

func partial(s string) nhs.PartialDate {
	if s == "" {
		return nhs.PartialDate{}
	}
	return nhs.MustParsePartialDate(s)
}

func money(s string) *nhs.Money {
	if s == "" {
		return nil
	}
	m := nhs.MustParseMoney(s)
	return &m
}

func day(s string) nhs.Date { return nhs.MustParseDate(s) }

func england(tb testing.TB) *csu.Register {
	tb.Helper()
	r := &csu.Register{Complete: true, KnownUntil: day("2025-09-30")}
	place := make(map[string]int)
	for _, c := range table(tb, "csus.csv") {
		place[c["slug"]] = len(r.Units)
		r.Units = append(r.Units, csu.Unit{
			Slug: nhs.MustParseOrgID(c["slug"]), Name: c["name"], Aliases: list(c["aliases"]),
			ODSCode: nhs.OrgID(c["ods_code"]), ODSRole: c["ods_role"], Stage: csu.Stage(c["stage"]), Kind: csu.Kind(c["kind"]),
			Formed: partial(c["formed"]), Opened: partial(c["opened"]), EndAnnounced: partial(c["end_announced"]),
			Closed: partial(c["closed"]), End: csu.End(c["end"]), Host: c["host"], Employer: c["employer"],
			Alliance: c["alliance"], Sources: list(c["source"]), Confidence: lineage.Confidence(c["confidence"]), Note: c["note"],
		})
	}
	for _, s := range table(tb, "csu_successions.csv") {
		kind, err := lineage.ParseSuccessionKind(s["kind"])
		if err != nil {
			tb.Fatal(err)
		}
		r.Successions = append(r.Successions, lineage.Succession{
			Predecessor: nhs.OrgID(s["predecessor"]), Successor: nhs.OrgID(s["successor"]), Effective: partial(s["effective"]), Kind: kind,
		})
	}
	for _, p := range table(tb, "csu_plans_2012.csv") {
		u := &r.Units[place[p["csu"]]]
		u.Checkpoints = append(u.Checkpoints, csu.Checkpoint{No: 2, Actual: partial(p["decided"]), Outcome: csu.Outcome(p["outcome"])})
	}
	for _, c := range table(tb, "csu_counts.csv") {
		n := csu.PublishedCount{On: day(c["date"]), Basis: csu.Basis(c["basis"]), Note: c["note"]}
		if c["stated"] != "" {
			stated := number(tb, c["stated"])
			n.Stated = &stated
		}
		r.Counts = append(r.Counts, n)
	}
	addIncomes(tb, r, place)
	for _, c := range table(tb, "csu_customers.csv") {
		i, ok := place[c["supplier"]]
		if !ok {
			continue // in house
		}
		r.Units[i].Customers = append(r.Units[i].Customers, csu.Customer{
			ID: nhs.MustParseOrgID(c["ccg_code"]), Relation: csu.Relation(c["relation"]), From: partial(c["from"]), To: partial(c["to"]),
			Basis: csu.CustomerBasis(c["basis"]), Value: money(c["value_gbp"]), ValueBasis: c["value_basis"], Confidence: lineage.Confidence(c["confidence"]),
		})
	}
	return r
}

func addIncomes(tb testing.TB, r *csu.Register, place map[string]int) {
	tb.Helper()
	at := make(map[string]*csu.Income)
	rows := table(tb, "csu_income.csv")
	for _, c := range rows {
		n := at[c["statement"]]
		if n == nil {
			n = &csu.Income{Basis: csu.IncomeBasis(c["basis"])}
			for _, slug := range list(c["csus"]) {
				n.Units = append(n.Units, nhs.OrgID(slug))
			}
			if c["financial_year"] != "" {
				n.Year = nhs.MustParseFinancialYear(c["financial_year"])
			}
			at[c["statement"]] = n
		}
		switch c["measure"] {
		case "total":
			n.Total, n.Precision = money(c["value_gbp"]), money(c["precision_gbp"])
		case "surplus":
			n.Surplus = money(c["value_gbp"])
		case "per-head":
			rate := nhs.MustParseRate(c["per_head_gbp"])
			n.PerHead = &rate
		case "paid":
			p := csu.Payer{Customer: c["payer"], Amount: money(c["value_gbp"]), AtLeast: c["bound"] == "at-least"}
			if c["share_percent"] != "" {
				share := nhs.MustParsePercent(c["share_percent"])
				p.Share = &share
			}
			n.Customers = append(n.Customers, p)
		}
	}
	for _, c := range rows {
		n := at[c["statement"]]
		if n == nil {
			continue
		}
		delete(at, c["statement"])
		if len(n.Units) == 1 {
			u := &r.Units[place[string(n.Units[0])]]
			n.Units = nil
			u.Incomes = append(u.Incomes, *n)
			continue
		}
		r.Incomes = append(r.Incomes, *n)
	}
}

func number(tb testing.TB, s string) int {
	tb.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func TestEnglandOperating(t *testing.T) {
	r := england(t)
	for _, tt := range []struct {
		on              string
		count, possible int
	}{
		{"2013-03-31", 0, 0},
		{"2013-04-01", 19, 0},
		{"2013-10-15", 18, 1},
		{"2014-02-28", 17, 1},
		{"2014-11-01", 11, 2},
		{"2015-01-31", 11, 0},
		{"2015-04-01", 8, 0},
		{"2016-03-31", 8, 0},
		{"2016-04-01", 6, 0},
		{"2017-03-31", 6, 0},
		{"2017-04-01", 5, 1},
		{"2017-05-01", 5, 0},
		{"2021-10-31", 5, 0},
		{"2021-11-01", 4, 0},
		{"2024-02-01", 4, 0},
	} {
		l := r.On(day(tt.on))
		if l.Certain != tt.count || l.Possible != tt.possible {
			t.Errorf("%s: %d and %d more, want %d and %d", tt.on, l.Certain, l.Possible, tt.count, tt.possible)
		}
	}
}

// Every published count has its row, and each row says what the dates give.
func TestEnglandCounts(t *testing.T) {
	r := england(t)
	rows := table(t, "csu_counts.csv")
	if len(rows) != 22 {
		t.Errorf("%d counts, want 22", len(rows))
	}
	apart := make(map[string]string) // stated, outside what the dates give
	for _, c := range rows {
		n, ok := r.CountOn(day(c["date"]), csu.Basis(c["basis"]))
		few, many := n.Certain, n.Most()
		if ok != (c["computed_low"] != "") {
			t.Errorf("%s %s: counted: %v", c["date"], c["basis"], ok)
			continue
		}
		if ok && (few != number(t, c["computed_low"]) || many != number(t, c["computed_high"])) {
			t.Errorf("%s %s: %d to %d, the table has %s to %s", c["date"], c["basis"], few, many, c["computed_low"], c["computed_high"])
		}
		if c["stated"] == "" {
			continue
		}
		if stated := number(t, c["stated"]); !ok || stated < few || stated > many {
			apart[c["date"]+" "+c["stated"]] = c["note"]
		}
	}
	for on, why := range apart {
		if on != "2014-05-15 18" || !strings.HasPrefix(why, "Not reproduced") {
			t.Errorf("%s is not what the dates give: %q", on, why)
		}
	}
	if len(apart) != 1 {
		t.Errorf("%d counts apart from the dates, want the one of May 2014", len(apart))
	}
}

// The four units of 2024, with the units of 2013 that they go back to.
func TestEnglandLineage(t *testing.T) {
	r := england(t)
	h := r.History()
	got := make(map[nhs.OrgID][]nhs.OrgID)
	for _, item := range r.On(day("2024-02-01")).Items {
		if item.Open != nhs.Yes {
			t.Errorf("%s: open %s", item.Slug, item.Open)
		}
		got[item.Slug], _ = h.Predecessors(item.Slug, day("2013-04-01"))
		for _, id := range got[item.Slug] {
			if successors, _ := h.Successors(id, day("2024-02-01")); len(successors) != 1 || successors[0] != item.Slug {
				t.Errorf("%s leads to %v, want %s", id, successors, item.Slug)
			}
		}
	}
	want := map[nhs.OrgID][]nhs.OrgID{
		"arden-gem":           {"arden", "greater-east-midlands"},
		"midlands-lancashire": {"central-midlands", "staffordshire-lancashire"},
		"north-of-england":    {"north-of-england"},
		"south-central-west":  {"central-southern", "south", "south-west"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("predecessors in April 2013 (-want +got):\n%s", d)
	}
	plans, _ := h.Predecessors("central-eastern", day("2012-06-30"))
	if d := cmp.Diff([]nhs.OrgID{"essex-css", "hertfordshire-css"}, plans); d != "" {
		t.Errorf("plans behind Central Eastern (-want +got):\n%s", d)
	}
	units, _ := h.Successors("cumbria-lancashire-css", day("2013-04-01"))
	if d := cmp.Diff([]nhs.OrgID{"north-of-england", "staffordshire-lancashire"}, units); d != "" {
		t.Errorf("successors of Cumbria and Lancashire (-want +got):\n%s", d)
	}
	// Every unit but those that were closed leads to one of 2024, or to NEL.
	for i := range r.Units {
		u := &r.Units[i]
		if u.Stage != csu.Working {
			continue
		}
		successors, _ := h.Successors(u.Slug, day("2025-01-01"))
		for _, id := range successors {
			if last, _ := r.Unit(id); !last.Closed.IsZero() && last.End != csu.ClosedDown {
				t.Errorf("%s leads to %s, which ended as %s", u.Slug, id, last.End)
			}
		}
	}
}

func TestEnglandPlans(t *testing.T) {
	got := make(map[string]int)
	r := england(t)
	for _, p := range table(t, "csu_plans_2012.csv") {
		got[p["outcome"]]++
		got[p["scope"]]++
		if (p["outcome"] == "stopped") != (p["became"] == "") {
			t.Errorf("%s: %s, and became %q", p["plan"], p["outcome"], p["became"])
		}
		for _, slug := range list(p["became"]) {
			if u, _ := r.Unit(nhs.OrgID(slug)); u.OpenOn(day("2013-04-01")) != nhs.Yes {
				t.Errorf("%s: %s was not open on 2013-04-01", p["plan"], slug)
			}
		}
	}
	if d := cmp.Diff(map[string]int{"lower-risk": 14, "higher-risk": 9, "stopped": 3, "regional": 25, "national": 1}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestEnglandRegister(t *testing.T) {
	r := england(t)
	stages := make(map[csu.Stage]int)
	for _, u := range r.Units {
		stages[u.Stage]++
	}
	if d := cmp.Diff(map[csu.Stage]int{csu.Plan: 13, csu.Working: 26, csu.NotACSU: 1}, stages); d != "" {
		t.Errorf("bodies (-want +got):\n%s", d)
	}
	if u, _ := r.Unit("0DG"); u.Slug != "optum-health-solutions" || u.ODSRole != "RO213" || u.Kind != csu.Independent {
		t.Errorf("0DG is %s, %s, %s", u.Slug, u.ODSRole, u.Kind)
	}
	for _, tt := range []struct {
		name, on string
		want     nhs.OrgID
	}{
		{"NEL CSU", "2014-06-01", "north-east-london"},
		{"nel csu", "2018-06-01", "nel"},
		{"Best West CSU", "2013-06-01", "south-west"},
		{"NECS", "2020-01-01", "north-of-england"},
		{"0AR", "2020-01-01", "north-of-england"},
		{"NHS London Shared Service", "2022-06-01", "nel"},
		{"NHS NEL", "2018-06-01", ""},
	} {
		if u, _ := r.Named(tt.name, day(tt.on)); u.Slug != tt.want {
			t.Errorf("%q on %s is %q, want %q", tt.name, tt.on, u.Slug, tt.want)
		}
	}
	for _, c := range table(t, "csu_supplier_names.csv") {
		if u, ok := r.Unit(nhs.OrgID(c["csu"])); ok && string(u.ODSCode) != c["ods_code"] {
			t.Errorf("%s: %s has the code %s, not %s", c["supplier_text"], u.Slug, u.ODSCode, c["ods_code"])
		}
	}
	places := 0
	for _, c := range table(t, "csu_customers.csv") {
		if _, ok := r.Unit(nhs.OrgID(c["supplier"])); !ok && c["supplier"] != "in-house" {
			t.Errorf("%s: supplier %s is not in the register", c["ccg_code"], c["supplier"])
		}
		places++
	}
	if places != 146 {
		t.Errorf("%d customers, want 146", places)
	}
}

// The rules find no error in the register, and these remarks.
func TestEnglandRules(t *testing.T) {
	r := england(t)
	report := csu.RegisterRules().Check(r, rule.Options{})
	for _, f := range report.Findings {
		t.Logf("%v", f)
	}
	if report.Counts.Error != 0 || report.Counts.Panicked != 0 {
		t.Errorf("%d errors, %d broken rules", report.Counts.Error, report.Counts.Panicked)
	}
	var places []string
	for i := range r.Units {
		switch r.Units[i].Slug {
		case "north-of-england":
			places = append(places, "CSU-25 "+string(rule.PointerOf("units", i, "incomes", 0, "customers", 0)))
		case "north-west-london":
			places = append(places, "CSU-27 "+string(rule.PointerOf("units", i, "customers")))
		}
	}
	ruletest.Want(t, report, places...)
}
