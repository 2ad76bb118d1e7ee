package server

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
)

// A marketDay is the market on one day, in numbers.
type marketDay struct {
	dated
	madeOf
	Year       nhs.FinancialYear `json:"year"`
	CCGs       int               `json:"ccgs"`
	ICBs       int               `json:"icbs"`
	CSUs       atLeastMost       `json:"csus"`
	Frameworks []frameworkDay    `json:"frameworks"`
	Agreements int               `json:"agreements"` // known to run that day
	Figures    []string          `json:"figures"`    // IDs of the published figures of the year
	Analyses   []analysisLink    `json:"analyses"`
	Coverage   string            `json:"coverage"` // where it is
}

// atLeastMost are the fewest and the most that fit dates known in part.
type atLeastMost struct {
	AtLeast int `json:"at_least"`
	AtMost  int `json:"at_most"`
}

// A frameworkDay is a framework agreement that buyers could or may have called
// off on the day.
type frameworkDay struct {
	ID     framework.ID          `json:"id"`
	Name   string                `json:"name"`
	Status framework.StatusRange `json:"status"`
	Places []placesOnLot         `json:"places"`
}

// placesOnLot are how many suppliers held a place on a lot.
type placesOnLot struct {
	Lot      string `json:"lot"`
	Held     int    `json:"held"`
	Possible int    `json:"possible"` // how many more may have
}

// An analysisLink is an analysis and where its answer is.
type analysisLink struct {
	Name  string           `json:"name"`
	Title string           `json:"title"`
	By    commissioning.By `json:"by"`
	Href  string           `json:"href"`
}

func (d *Data) showMarket(r *web.Request) (any, error) {
	x, err := d.chosen(r)
	if err != nil {
		return nil, err
	}
	day, on, err := d.on(r)
	if err != nil {
		return nil, err
	}
	m := x.Market()
	answer := marketDay{
		dated: on, madeOf: dataOf(x), Frameworks: []frameworkDay{}, Figures: []string{},
		Coverage: "/v1/market/coverage",
	}
	if !day.IsZero() {
		answer.Year = day.FinancialYear()
	}
	for range x.CCGsOn(day) {
		answer.CCGs++
	}
	for range x.ICBsOn(day) {
		answer.ICBs++
	}
	if !day.IsZero() {
		for range x.AgreementsOn(day) {
			answer.Agreements++
		}
	}
	answer.CSUs.AtLeast, answer.CSUs.AtMost, _ = m.CSUs.CountOn(day, csu.Operating)
	for i := range m.Frameworks {
		if a := &m.Frameworks[i]; a.StatusOn(day).IsLive() != nhs.No {
			answer.Frameworks = append(answer.Frameworks, newFrameworkDay(a, day, x.CSUHistory()))
		}
	}
	for i := range m.Figures {
		if f := &m.Figures[i]; f.IsOf(answer.Year) {
			answer.Figures = append(answer.Figures, f.ID)
		}
	}
	for a := range commissioning.Analyses() {
		answer.Analyses = append(answer.Analyses, analysisLink{a.Name, a.Title, a.By, "/v1/market/" + a.Name})
	}
	return answer, nil
}

// newFrameworkDay is a framework agreement on a day, given the history of its suppliers.
func newFrameworkDay(a *framework.Agreement, day nhs.Date, suppliers *nhs.History) frameworkDay {
	f := frameworkDay{ID: a.ID, Name: a.Name, Status: a.StatusOn(day), Places: []placesOnLot{}}
	for i := range a.Lots {
		n := placesOnLot{Lot: a.Lots[i].Code}
		for _, p := range a.Places(n.Lot, day, suppliers) {
			if p.Held == nhs.Yes {
				n.Held++
			} else {
				n.Possible++
			}
		}
		f.Places = append(f.Places, n)
	}
	return f
}

// madeOf says which market an answer is of.
type madeOf struct {
	Data string  `json:"data"`           // real or synthetic
	Seed *uint64 `json:"seed,omitempty"` // of a synthetic one
}

func dataOf(x *commissioning.Index) madeOf {
	if c := x.Market().Synthetic; c != nil {
		return madeOf{dataSynthetic, &c.Seed}
	}
	return madeOf{Data: dataReal}
}

// remark says in the note of a table, which has no other place for it, that the
// market is a completed one.
func (m madeOf) remark(on *dated) {
	if m.Seed != nil {
		on.remark(fmt.Sprintf("Of the market completed from seed %d (data=synthetic), in which what is marked synthetic is made up.", *m.Seed))
	}
}

func (d *Data) listCoverage(r *web.Request) (any, error) {
	x, err := d.chosen(r)
	if err != nil {
		return nil, err
	}
	q, on, err := d.question(r)
	if err != nil {
		return nil, err
	}
	return &coverageList{madeOf: dataOf(x), list: *newList(on, commissioning.CoverageOf(x, q))}, nil
}

// A coverageList is what the analyses of one market can rest on.
type coverageList struct {
	madeOf
	list[commissioning.AnalysisCoverage]
}

// CSV returns the items, with the market they are of in the note.
func (l *coverageList) CSV() (web.Sheet, error) {
	rows, err := web.WriteCSV(l.Items)
	on := l.dated
	l.madeOf.remark(&on)
	return on.sheet(rows), err
}

// An analysisAnswer is the answer of one analysis: as its own type has it, and as
// a table.
type analysisAnswer struct {
	dated
	commissioning.Analysis
	madeOf
	Seeds  int                  `json:"seeds,omitempty"`  // of how many completions the figures are intervals
	Answer commissioning.Answer `json:"answer,omitempty"` // of one market
	Table  commissioning.Table  `json:"table"`            // its rows are the items
	Count  int                  `json:"count"`            // of all rows
	Items  [][]string           `json:"items"`
	Next   string               `json:"next,omitempty"`
}

func (d *Data) showAnalysis(r *web.Request) (any, error) {
	a, err := analysisNamed(r.PathValue("analysis"))
	if err != nil {
		return nil, err
	}
	x, err := d.chosen(r)
	if err != nil {
		return nil, err
	}
	q, on, err := d.question(r)
	if err != nil {
		return nil, err
	}
	if err := checkQuestion(a, r); err != nil {
		return nil, err
	}
	if r.Query.Has("seeds") {
		return d.showIntervals(r, a, q, on)
	}
	answer, err := a.Run(x, q)
	if bad, ok := errors.AsType[*commissioning.QuestionError](err); ok {
		return nil, web.BadParameter(bad.Field, "%s", bad.Want)
	}
	if err != nil {
		return nil, err
	}
	t := answer.Table()
	rows := t.Rows
	if rows == nil {
		rows = [][]string{}
	}
	t.Rows = nil
	return &analysisAnswer{dated: on, Analysis: a, madeOf: dataOf(x), Answer: answer, Table: t, Count: len(rows), Items: rows}, nil
}

// checkQuestion refuses what the analysis is not asked by.
func checkQuestion(a commissioning.Analysis, r *web.Request) error {
	switch {
	case a.By == commissioning.ByYear && r.Query.Has("as_of"):
		return web.BadParameter("as_of", "%s is asked by year; give year instead", a.Name)
	case a.By == commissioning.ByDay && r.Query.Has("year"):
		return web.BadParameter("year", "%s is asked by day; give as_of instead", a.Name)
	}
	for _, name := range [...]string{"a", "b"} {
		switch asked := r.Query.Has(name); {
		case asked && a.Name != "merger":
			return web.BadParameter(name, "%s is not about two suppliers", a.Name)
		case !asked && (r.Query.Has("a") || r.Query.Has("b")):
			return web.BadParameter(name, "missing; a merger is of two suppliers, a and b")
		}
	}
	return nil
}

// analysisNamed returns the analysis with the name.
func analysisNamed(name string) (commissioning.Analysis, error) {
	var names []string
	for a := range commissioning.Analyses() {
		if a.Name == name {
			return a, nil
		}
		names = append(names, a.Name)
	}
	return commissioning.Analysis{}, web.NotFound("there is no analysis %q; there are %s", web.Shorten(name), strings.Join(names, ", "))
}

// question reads what an analysis is asked for. A day beyond the last that is
// known becomes that.
func (d *Data) question(r *web.Request) (q commissioning.Question, on dated, err error) {
	if r.Query.Has("as_of") {
		if q.On, on, err = d.on(r); err != nil {
			return q, on, err
		}
	}
	if r.Query.Has("year") {
		if q.Year, err = nhs.ParseFinancialYear(r.Query.Get("year")); err != nil {
			return q, on, web.BadParameter("year", "%v", err)
		}
	}
	for _, supplier := range [...]struct {
		name string
		id   *nhs.OrgID
	}{{"a", &q.A}, {"b", &q.B}} {
		if !r.Query.Has(supplier.name) {
			continue
		}
		if *supplier.id, err = nhs.ParseOrgID(r.Query.Get(supplier.name)); err != nil {
			return q, on, web.BadParameter(supplier.name, "%v", err)
		}
	}
	return q, on, nil
}

// CSV returns the table. What it rests on goes into the note.
func (a *analysisAnswer) CSV() (web.Sheet, error) {
	on := a.dated
	synthetic := a.Seeds > 0
	if a.Answer != nil {
		whole := a.Answer.Whole()
		on.remark(fmt.Sprintf("Known: %d of %d %s.", whole.Known, whole.Of, whole.What))
		synthetic = whole.Synthetic
	}
	a.madeOf.remark(&on)
	if synthetic {
		on.remark("Figures in it are made up.")
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var head []string
	for _, c := range a.Table.Columns {
		head = append(head, c.Key)
	}
	if synthetic {
		head = append(head, "synthetic")
	}
	err := w.Write(head)
	for _, row := range a.Items {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = web.SafeCell(cell)
		}
		if synthetic {
			cells = append(cells, "true")
		}
		err = errors.Join(err, w.Write(cells))
	}
	w.Flush()
	return on.sheet(b.Bytes()), errors.Join(err, w.Error())
}

// Len is how many rows there are, for paging.
func (a *analysisAnswer) Len() int { return len(a.Items) }

// Cut leaves a part of the rows.
func (a *analysisAnswer) Cut(from, to int, next string) {
	a.Items, a.Next = a.Items[from:to], next
}
