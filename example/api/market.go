package api

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A MarketDay is the market on one day, in numbers.
type MarketDay struct {
	Dated
	MadeOf
	Year       nhs.FinancialYear `json:"year"`
	CCGs       int               `json:"ccgs"`
	ICBs       int               `json:"icbs"`
	CSUs       nhs.Count         `json:"csus"`
	Frameworks []FrameworkDay    `json:"frameworks"`
	Agreements int               `json:"agreements"` // known to run that day
	Figures    []string          `json:"figures"`    // IDs of the published figures of the year
	Analyses   []AnalysisLink    `json:"analyses"`
	Coverage   string            `json:"coverage"` // the address of the coverage
}

// A FrameworkDay is a framework agreement that was, or may have been, open to buyers on
// the day.
type FrameworkDay struct {
	ID     framework.ID          `json:"id"`
	Name   string                `json:"name"`
	Status framework.StatusRange `json:"status"`
	Places []PlacesOnLot         `json:"places"`
}

// PlacesOnLot are how many suppliers held a place on a lot.
type PlacesOnLot struct {
	Lot      string `json:"lot"`
	Held     int    `json:"held"`
	Possible int    `json:"possible"` // how many more may have
}

// An AnalysisLink is an analysis and the address of its answer.
type AnalysisLink struct {
	Name  string             `json:"name"`
	Title string             `json:"title"`
	By    analysis.Parameter `json:"by"`
	Href  string             `json:"href"`
}

func (d *Data) showMarket(r *web.Request) (any, error) {
	x, err := d.Chosen(r)
	if err != nil {
		return nil, err
	}
	day, on, err := d.On(r)
	if err != nil {
		return nil, err
	}
	m := x.Market()
	answer := MarketDay{
		Dated: on, MadeOf: dataOf(x), Frameworks: []FrameworkDay{}, Figures: []string{},
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
	answer.CSUs, _ = m.CSUs.CountOn(day, csu.Operating)
	for i := range m.Frameworks {
		if a := &m.Frameworks[i]; a.StatusOn(day).IsLive() != nhs.No {
			answer.Frameworks = append(answer.Frameworks, NewFrameworkDay(a, day, x.CSUHistory()))
		}
	}
	for i := range m.Figures {
		if f := &m.Figures[i]; f.IsOf(answer.Year) {
			answer.Figures = append(answer.Figures, f.ID)
		}
	}
	for _, a := range analysis.All() {
		answer.Analyses = append(answer.Analyses, AnalysisLink{a.Name, a.Title, a.Parameter, "/v1/market/" + a.Name})
	}
	return answer, nil
}

// NewFrameworkDay returns a framework agreement on a day, given the history of its
// suppliers.
func NewFrameworkDay(a *framework.Agreement, day nhs.Date, suppliers *lineage.History) FrameworkDay {
	f := FrameworkDay{ID: a.ID, Name: a.Name, Status: a.StatusOn(day), Places: []PlacesOnLot{}}
	for i := range a.Lots {
		n := PlacesOnLot{Lot: a.Lots[i].Code}
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

// MadeOf says which market an answer is from.
type MadeOf struct {
	Data string  `json:"data"`           // real, synthetic or own
	Seed *uint64 `json:"seed,omitempty"` // of a synthetic one
}

func dataOf(x *commissioning.Index) MadeOf {
	if c := x.Market().Synthetic; c != nil {
		return MadeOf{DataSynthetic, &c.Seed}
	}
	return MadeOf{Data: DataReal}
}

// ownOf describes a market that was sent.
func ownOf(m *commissioning.Market) MadeOf {
	made := MadeOf{Data: DataOwn}
	if m.Synthetic != nil {
		made.Seed = &m.Synthetic.Seed
	}
	return made
}

// remark says in the note of a table that the market is a completed one.
func (m MadeOf) remark(on *Dated) {
	switch {
	case m.Data == DataOwn:
		on.remark("The market that was sent (data=own).")
	case m.Seed != nil:
		on.remark(fmt.Sprintf("The market completed from seed %d (data=synthetic); what is marked synthetic is made up.", *m.Seed))
	}
}

func (d *Data) listCoverage(r *web.Request) (any, error) {
	x, err := d.Chosen(r)
	if err != nil {
		return nil, err
	}
	q, on, err := Question(r, d.KnownUntil)
	if err != nil {
		return nil, err
	}
	return &CoverageList{MadeOf: dataOf(x), List: *newList(on, analysis.CoverageOf(x, q))}, nil
}

// A CoverageList says how well a market supports each analysis.
type CoverageList struct {
	MadeOf
	List[analysis.AnalysisCoverage]
}

// CSV returns the items, with their market in the note.
func (l *CoverageList) CSV() (web.Sheet, error) {
	rows, err := web.WriteCSV(l.Items)
	on := l.Dated
	l.MadeOf.remark(&on)
	return on.sheet(rows), err
}

// An AnalysisAnswer is the answer of one analysis, as its own type and as a table.
type AnalysisAnswer struct {
	Dated
	analysis.Analysis
	MadeOf
	Seeds  int               `json:"seeds,omitempty"`  // how many completions the intervals cover
	Answer analysis.Result   `json:"answer,omitempty"` // of one market
	Table  analysis.Table    `json:"table"`            // its rows are the items
	Count  int               `json:"count"`            // of all rows
	Items  [][]analysis.Cell `json:"items"`
	Next   string            `json:"next,omitempty"`
}

func (d *Data) showAnalysis(r *web.Request) (any, error) {
	a, err := AnalysisNamed(r.PathValue("analysis"))
	if err != nil {
		return nil, err
	}
	x, err := d.Chosen(r)
	if err != nil {
		return nil, err
	}
	q, on, err := Question(r, d.KnownUntil)
	if err != nil {
		return nil, err
	}
	if err := CheckQuestion(a, r); err != nil {
		return nil, err
	}
	if r.Query.Has("seeds") {
		return d.showIntervals(r, a, q, on)
	}
	return runAnalysis(a, x, q, on, dataOf(x))
}

// analyseOwn answers an analysis of the market that is sent.
func analyseOwn(r *web.Request) (any, error) {
	a, err := AnalysisNamed(r.PathValue("analysis"))
	if err != nil {
		return nil, err
	}
	m, err := Decode[commissioning.Market](r)
	if err != nil {
		return nil, err
	}
	q, on, err := Question(r, m.CCGs.KnownUntil)
	if err != nil {
		return nil, err
	}
	if err := CheckQuestion(a, r); err != nil {
		return nil, err
	}
	return runAnalysis(a, commissioning.NewIndex(&m), q, on, ownOf(&m))
}

func runAnalysis(a analysis.Analysis, x *commissioning.Index, q analysis.Query, on Dated, made MadeOf) (any, error) {
	answer, err := a.Run(x, q)
	if bad, ok := errors.AsType[*analysis.QueryError](err); ok {
		return nil, web.BadParameter(bad.Field, "%s", bad.Want)
	}
	if err != nil {
		return nil, err
	}
	t := answer.Table()
	rows := t.Rows
	if rows == nil {
		rows = [][]analysis.Cell{}
	}
	t.Rows = nil
	return &AnalysisAnswer{Dated: on, Analysis: a, MadeOf: made, Answer: answer, Table: t, Count: len(rows), Items: rows}, nil
}

// CheckQuestion refuses parameters that the analysis does not take.
func CheckQuestion(a analysis.Analysis, r *web.Request) error {
	switch {
	case a.Parameter == analysis.FinancialYear && r.Query.Has("as_of"):
		return web.BadParameter("as_of", "%s takes a year; give year instead", a.Name)
	case a.Parameter == analysis.AsOfDate && r.Query.Has("year"):
		return web.BadParameter("year", "%s takes a day; give as_of instead", a.Name)
	}
	for _, name := range [...]string{"a", "b"} {
		switch asked := r.Query.Has(name); {
		case asked && a.Name != "merger":
			return web.BadParameter(name, "%s is not about two suppliers", a.Name)
		case !asked && (r.Query.Has("a") || r.Query.Has("b")):
			return web.BadParameter(name, "missing; a merger needs two suppliers, a and b")
		}
	}
	return nil
}

// AnalysisNamed returns the analysis with the name.
func AnalysisNamed(name string) (analysis.Analysis, error) {
	var names []string
	for _, a := range analysis.All() {
		if a.Name == name {
			return a, nil
		}
		names = append(names, a.Name)
	}
	return analysis.Analysis{}, web.NotFound("there is no analysis %q; want one of %s", web.Shorten(name), strings.Join(names, ", "))
}

// Question reads the parameters of an analysis. A day after the last known day
// becomes that day.
func Question(r *web.Request, knownUntil nhs.Date) (q analysis.Query, on Dated, err error) {
	if r.Query.Has("as_of") {
		if q.On, on, err = AsOf(r, knownUntil); err != nil {
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
	}{{"a", &q.Merging}, {"b", &q.With}} {
		if !r.Query.Has(supplier.name) {
			continue
		}
		if *supplier.id, err = nhs.ParseOrgID(r.Query.Get(supplier.name)); err != nil {
			return q, on, web.BadParameter(supplier.name, "%v", err)
		}
	}
	return q, on, nil
}

// CSV returns the table, with its coverage in the note.
func (a *AnalysisAnswer) CSV() (web.Sheet, error) {
	on := a.Dated
	synthetic := a.Seeds > 0
	if a.Answer != nil {
		whole := a.Answer.Completeness()
		on.remark(fmt.Sprintf("Known: %d of %d %s.", whole.Known, whole.Total, whole.What))
		synthetic = whole.Synthetic
	}
	a.MadeOf.remark(&on)
	if synthetic {
		on.remark("It contains made-up figures.")
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
			text, badCell := cell.MarshalText()
			cells[i], err = web.SafeCell(string(text)), errors.Join(err, badCell)
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
func (a *AnalysisAnswer) Len() int { return len(a.Items) }

// Cut leaves a part of the rows.
func (a *AnalysisAnswer) Cut(from, to int, next string) {
	a.Items, a.Next = a.Items[from:to], next
}
