package history

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/check/datapackage"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// facts is what the page may state.
type facts struct {
	market *commissioning.Market
	index  *commissioning.Index
	tables map[string]table
	dates  map[string]bool // as the tables and the rules have them
	used   map[string]bool // the sources that the page names
}

type table struct {
	columns []string
	rows    map[string][]string // by key, its parts joined by commas
}

func readFacts() (*facts, error) {
	market, err := england.Market()
	if err != nil {
		return nil, err
	}
	f := &facts{
		market: market, index: commissioning.NewIndex(market),
		tables: make(map[string]table), dates: make(map[string]bool), used: make(map[string]bool),
	}
	manifest, err := datapackage.Read(england.Files(), "datapackage.json")
	if err != nil {
		return nil, err
	}
	for _, r := range manifest.Resources {
		if err := f.readTable(england.Files(), r); err != nil {
			return nil, err
		}
	}
	for _, m := range catalogue.Rules() {
		f.addDates(m.InForce.String())
		for _, c := range m.Citations {
			f.addDates(c.Published.String())
		}
	}
	return f, nil
}

func (f *facts) readTable(files fs.FS, r datapackage.Resource) error {
	file, err := files.Open(r.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return err
	}
	t := table{columns: all[0], rows: make(map[string][]string)}
	for _, row := range all[1:] {
		var key []string
		for _, column := range r.Schema.PrimaryKey {
			key = append(key, row[slices.Index(t.columns, column)])
		}
		t.rows[strings.Join(key, ",")] = row
		for _, cell := range row {
			f.addDates(cell)
		}
	}
	f.tables[r.Path] = t
	return nil
}

// addDates adds the days, months and years in a cell such as 2014-10/2015-01.
func (f *facts) addDates(cell string) {
	for part := range strings.SplitSeq(cell, "/") {
		if d, err := nhs.ParsePartialDate(part); err == nil {
			f.dates[d.String()] = true
		}
	}
}

func (f *facts) functions() template.FuncMap {
	return template.FuncMap{
		"figure": f.figure, "cell": f.cell, "money": f.money, "number": f.number, "says": f.says, "awards": f.awards,
		"on": f.on, "lastDay": f.lastDay, "units": f.units, "stated": f.stated, "plans": f.plans, "predecessors": f.predecessors,
		"groups": f.groups, "boards": f.boards, "rate": rate, "threshold": threshold, "places": f.places, "scenario": f.scenario,
		"year": year, "rule": ruleLink, "cite": f.cite,
	}
}

// figure is a row of figures.csv, or one of the allowances.
func (f *facts) figure(id string) (string, error) {
	for _, one := range f.market.Figures {
		switch {
		case one.ID != id:
		case one.Amount != nil:
			return one.Amount.Short(), nil
		case one.PerHead != nil:
			return one.PerHead.String(), nil
		case one.Share != nil:
			return strings.TrimSuffix(one.Share.String(), "%") + " per cent", nil
		case one.Count != nil:
			return format.Int(*one.Count), nil
		}
	}
	return "", fmt.Errorf("there is no figure %s", id)
}

// cell is one cell of a table.
func (f *facts) cell(name, key, column string) (string, error) {
	t := f.tables[name]
	row, ok := t.rows[key]
	if !ok {
		return "", fmt.Errorf("%s has no row %s", name, key)
	}
	i := slices.Index(t.columns, column)
	if i < 0 || row[i] == "" {
		return "", fmt.Errorf("%s says no %s of %s", name, column, key)
	}
	return row[i], nil
}

// money is a cell of pounds, in millions.
func (f *facts) money(name, key, column string) (string, error) {
	text, err := f.cell(name, key, column)
	if err != nil {
		return "", err
	}
	m, err := nhs.ParseMoney(text)
	return m.Short(), err
}

// number is a cell of a whole number, with commas.
func (f *facts) number(name, key, column string) (string, error) {
	text, err := f.cell(name, key, column)
	if err != nil {
		return "", err
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return format.Int(n), err
}

// says is words that stand in a cell, for what has no column of its own.
func (f *facts) says(name, key, column, words string) (string, error) {
	text, err := f.cell(name, key, column)
	if err == nil && !strings.Contains(text, words) {
		err = fmt.Errorf("%s does not say %q of %s", name, words, key)
	}
	return words, err
}

// on is a date that the tables or the rules have, in words.
func (f *facts) on(text string) (string, error) {
	d, err := nhs.ParsePartialDate(text)
	if err != nil {
		return "", err
	}
	if !f.dates[text] {
		return "", fmt.Errorf("nothing in the data is dated %s", text)
	}
	return inWords(d), nil
}

// lastDay is the last day of a unit.
func (f *facts) lastDay(unit string) (string, error) {
	u, ok := f.market.CSUs.Unit(nhs.OrgID(unit))
	if !ok || u.Closed.IsZero() {
		return "", fmt.Errorf("no end of %s is known", unit)
	}
	if from, to, isRange := strings.Cut(u.Closed.String(), "/"); isRange {
		return inWords(nhs.MustParsePartialDate(from)) + " to " + inWords(nhs.MustParsePartialDate(to)), nil
	}
	return inWords(u.Closed), nil
}

// units is how many units there were on a day, by their dates.
func (f *facts) units(day string, basis ...string) (string, error) {
	d, err := nhs.ParseDate(day)
	if err != nil {
		return "", err
	}
	by := csu.Operating
	if len(basis) > 0 {
		by = csu.Basis(basis[0])
	}
	n, ok := f.market.CSUs.CountOn(d, by)
	switch {
	case !ok:
		return "", fmt.Errorf("the register does not count by %s on %s", by, day)
	case n.Possible == 1:
		return fmt.Sprintf("%d or %d", n.Certain, n.Most()), nil
	}
	return n.String(), nil
}

// stated is how many units there were as a source has it.
func (f *facts) stated(day, basis string) (string, error) {
	return f.cell("csu_counts.csv", day+","+basis, "stated")
}

// plans is how many plans of 2012 came to an outcome.
func (f *facts) plans(outcome string) (int, error) {
	t := f.tables["csu_plans_2012.csv"]
	n := 0
	for _, row := range t.rows {
		if row[slices.Index(t.columns, "outcome")] == outcome {
			n++
		}
	}
	if n == 0 {
		return 0, fmt.Errorf("no plan came to %q", outcome)
	}
	return n, nil
}

// predecessors is how many units of the first day are in a unit of a later one.
func (f *facts) predecessors(unit string) (int, error) {
	list, _ := f.market.CSUs.History().Predecessors(nhs.OrgID(unit), nhs.MustParseDate("2013-04-01"))
	if len(list) == 0 {
		return 0, fmt.Errorf("no unit of the first day became %s", unit)
	}
	return len(list), nil
}

func (f *facts) groups(day string) (n int, err error) {
	d, err := nhs.ParseDate(day)
	if err != nil {
		return 0, err
	}
	for range f.index.CCGsOn(d) {
		n++
	}
	return n, nil
}

func (f *facts) boards(day string) (n int, err error) {
	d, err := nhs.ParseDate(day)
	if err != nil {
		return 0, err
	}
	for range f.index.ICBsOn(d) {
		n++
	}
	return n, nil
}

// rate is the allowance per head.
func rate(year string) (string, error) {
	y, err := nhs.ParseFinancialYear(year)
	if err != nil {
		return "", err
	}
	r, ok := ccg.RatePerHead(y)
	if !ok {
		return "", fmt.Errorf("no rate is known for %s", year)
	}
	return r.PerHead.String(), nil
}

// threshold is the value from which a CCG's purchase of support is advertised.
func threshold(day string) (string, error) {
	d, err := nhs.ParseDate(day)
	if err != nil {
		return "", err
	}
	t, ok := procurement.ThresholdOn(procurement.FullRegime, procurement.SubCentral, d)
	if !ok {
		return "", fmt.Errorf("no threshold is known for %s", day)
	}
	return strings.TrimSuffix(t.Amount.String(), ".00"), nil
}

// places is how many suppliers hold a place on lot 1 of the Lead Provider
// Framework.
func (f *facts) places(day string) (int, error) {
	d, err := nhs.ParseDate(day)
	return len(f.index.Places(framework.LPF, "1", d)), err
}

// awards is how many bids for lot 1 came to an outcome, units alone or others
// alone.
func (f *facts) awards(outcome string, units bool) (n int, err error) {
	agreement, ok := f.index.Framework(framework.LPF)
	if !ok {
		return 0, fmt.Errorf("there is no %s", framework.LPF)
	}
	for _, a := range agreement.Awards {
		s, ok := agreement.Supplier(a.Supplier)
		if !ok {
			return 0, fmt.Errorf("%s is not among the suppliers", a.Supplier)
		}
		if a.Lot == "1" && string(a.Outcome) == outcome && (s.Kind == service.CSU) == units {
			n++
		}
	}
	if n == 0 {
		return 0, fmt.Errorf("no award of lot 1 is %s", outcome)
	}
	return n, nil
}

// scenario is the day of a scenario's first event.
func (f *facts) scenario(id string) (string, error) {
	all, err := england.Scenarios()
	if err != nil {
		return "", err
	}
	for _, s := range all {
		if s.ID == id {
			return inWords(nhs.MustParsePartialDate(s.Events[0].On.String())), nil
		}
	}
	return "", fmt.Errorf("there is no scenario %s", id)
}

func ruleLink(id string) (string, error) {
	for _, m := range catalogue.Rules() {
		if string(m.ID) == id {
			return fmt.Sprintf("[%s](rules/%[1]s.md)", id), nil
		}
	}
	return "", fmt.Errorf("there is no rule %s", id)
}

// cite is links to sources.
func (f *facts) cite(ids ...string) string {
	links := make([]string, len(ids))
	for i, id := range ids {
		f.used[id] = true
		links[i] = fmt.Sprintf("[%s](#%s)", id, strings.ToLower(id))
	}
	return "(" + strings.Join(links, ", ") + ")"
}

// year is the year of a date in words.
func year(words string) string { return words[strings.LastIndexByte(words, ' ')+1:] }

var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// inWords is 1 April 2013, April 2013 or 2013.
func inWords(d nhs.PartialDate) string {
	parts := strings.Split(d.String(), "-")
	text := parts[0]
	for i, part := range parts[1:] {
		n, err := strconv.Atoi(part)
		if err != nil {
			return d.String()
		}
		if i == 0 {
			text = months[n-1] + " " + text
		} else {
			text = strconv.Itoa(n) + " " + text
		}
	}
	return text
}
