package pages

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// decideView is the page of decisions: a form and its result.
type decideView struct {
	Examples document.Examples
	Example  string // the one that is shown
	Document string
	AsOf     string
	Wrong    []formError
	Made     *comparedDecision
}

// A comparedDecision is the result of comparing the options of a decision.
type comparedDecision struct {
	decision.Decision
	Result   decision.Result
	Paper    decision.Paper
	Findings []findingView // refusals first
	Rows     []scoreRow
	Chart    template.HTML
}

// A scoreRow is an option and its points on each criterion, as text.
type scoreRow struct {
	Name   string
	Points []string // in the order of the criteria
}

// NameOf is for the pages: the name of an option.
func (c *comparedDecision) NameOf(id string) string {
	if o, ok := c.Option(id); ok && o.Name != "" {
		return o.Name
	}
	return id
}

// CriterionName is for the pages.
func (c *comparedDecision) CriterionName(id decision.CriterionID) string {
	for _, k := range c.Criteria {
		if k.ID == id && k.Name != "" {
			return k.Name
		}
	}
	return string(id)
}

// Bounds of the form of weights and scores.
const (
	maxCriteria = 20
	maxOptions  = 20
)

// HasTable reports whether there is a form of weights and scores.
func (c *comparedDecision) HasTable() bool {
	return len(c.Criteria) > 0 && len(c.Criteria) <= maxCriteria && len(c.Options) > 0 && len(c.Options) <= maxOptions
}

func (v decideView) page(status int, shows provenance) page {
	p := page{
		Template: "decide", Status: status, Shows: shows, Data: v,
		Title: "Make, buy or share", JSON: "/v1/examples/decision",
		Lead: "Should a group do a piece of work itself, buy it, or share it with its neighbours? Compare the options, see what would change the answer, and print a paper for the board.",
	}
	if v.Example != "" {
		p.JSON += "/" + v.Example
	}
	return p
}

// decidePage is the form, or a worked decision and its result.
func (d *data) decidePage(r *web.Request) (page, error) {
	v := decideView{Examples: decision.Examples(), Example: r.Query.Get("example")}
	if v.Example == "" {
		return v.page(http.StatusOK, noData), nil
	}
	e, ok := v.Examples.Named(v.Example)
	if !ok {
		return page{}, web.BadParameter("example", "there is no worked decision %q", web.Shorten(v.Example))
	}
	v.Document = string(e.Document)
	q, wrong := decodeSent[decision.Decision](v.Document)
	if wrong != nil {
		return page{}, fmt.Errorf("example %s: %s", v.Example, wrong.Text)
	}
	v.Made = compare(&q, nhs.Date{})
	return v.page(http.StatusOK, madeUp), nil
}

// The buttons of the form.
const (
	useDocument = "document"
	useTable    = "table"
)

func decideFields() []web.Parameter {
	return []web.Parameter{
		sentText, documentFile,
		{Name: "as_of", Description: "the day to use where the decision gives no date"},
		{Name: "use", OneOf: []string{useDocument, useTable}, Description: "the document as it is, or with the weights and points of the form"},
		{Name: "weight", Repeat: true, Description: "the weight of each criterion, as a percentage"},
		{Name: "points", Repeat: true, Description: "the points of each option on each criterion"},
	}
}

// makeDecision compares the options of the decision in the form.
func (d *data) makeDecision(r *web.Request) (page, error) {
	v := decideView{Examples: decision.Examples(), Document: sentDocument(r), AsOf: r.Query.Get("as_of")}
	var asOf nhs.Date
	if v.AsOf != "" {
		var err error
		if asOf, err = nhs.ParseDate(v.AsOf); err != nil {
			v.Wrong = append(v.Wrong, formError{"as_of", fmt.Sprintf("The day could not be read: %v.", err)})
		}
	}
	q, wrong := decodeSent[decision.Decision](v.Document)
	if wrong != nil {
		v.Wrong = append(v.Wrong, *wrong)
	}
	if v.Wrong == nil && r.Query.Get("use") == useTable {
		if v.Wrong = weigh(&q, r.Query["weight"], r.Query["points"]); v.Wrong == nil {
			text, err := indented(q)
			if err != nil {
				return page{}, err
			}
			v.Document = text
		}
	}
	if wrong == nil {
		d.Name(&q)
		v.Made = compare(&q, asOf)
	}
	if v.Wrong != nil {
		return v.page(http.StatusBadRequest, sentIn), nil
	}
	if q.Synthetic {
		return v.page(http.StatusOK, madeUp), nil
	}
	return v.page(http.StatusOK, sentIn), nil
}

// weigh puts the weights and points of the form into a decision: a weight for each
// criterion, and for each criterion the points of each option, in the order of the
// fields on the page.
func weigh(d *decision.Decision, weights, points []string) (wrong []formError) {
	n := len(d.Options)
	if len(weights) != len(d.Criteria) || len(points) != n*len(d.Criteria) {
		return []formError{{"document", fmt.Sprintf("The table has %d weights and %d scores, but the document has %d criteria and %d options. Compare the document first; the table is then made from it.", len(weights), len(points), len(d.Criteria), n)}}
	}
	d.Criteria, d.Options = slices.Clone(d.Criteria), slices.Clone(d.Options)
	for i, text := range weights {
		weight, err := nhs.ParsePercent(strings.TrimSpace(text))
		if err != nil {
			wrong = append(wrong, formError{fmt.Sprintf("weight-%d", i), fmt.Sprintf("The weight of %s: %v.", d.Criteria[i].ID, err)})
			continue
		}
		d.Criteria[i].Weight = weight
	}
	for i, text := range points {
		o, id := &d.Options[i%n], d.Criteria[i/n].ID
		var score *int
		if text = strings.TrimSpace(text); text != "" {
			p, err := strconv.Atoi(text)
			if err != nil || p < 0 || p > decision.MaxPoints {
				wrong = append(wrong, formError{fmt.Sprintf("points-%d-%d", i%n, i/n), fmt.Sprintf("%s on %s: %q; want whole points from 0 to %d, or a blank.", o.Name, id, web.Shorten(text), decision.MaxPoints)})
				continue
			}
			score = &p
		}
		o.Scores = scored(o.Scores, id, score)
	}
	return wrong
}

// scored returns the scores with the points on one criterion changed.
func scored(scores []decision.Score, id decision.CriterionID, points *int) []decision.Score {
	scores = slices.Clone(scores)
	i := slices.IndexFunc(scores, func(s decision.Score) bool { return s.Criterion == id })
	switch {
	case i >= 0:
		scores[i].Points = points
	case points != nil:
		scores = append(scores, decision.Score{Criterion: id, Points: points})
	}
	return scores
}

// compare compares the options of a decision.
func compare(d *decision.Decision, asOf nhs.Date) *comparedDecision {
	o := rule.Options{AsOf: asOf}
	result := decision.Decide(d, o)
	c := &comparedDecision{Decision: *d, Result: result, Paper: result.Paper(d)}
	rules := map[rule.ID]rule.Meta{}
	for m := range decision.DecisionRules().All() {
		rules[m.ID] = m
	}
	c.Findings = findingsOf(append(slices.Clone(result.Refusals), result.Advice...), rules, nil)
	for i := range d.Options {
		row := scoreRow{Name: c.NameOf(d.Options[i].ID)}
		for _, k := range d.Criteria {
			text := ""
			for _, s := range d.Options[i].Scores {
				if s.Criterion == k.ID && s.Points != nil {
					text = strconv.Itoa(*s.Points)
				}
			}
			row.Points = append(row.Points, text)
		}
		c.Rows = append(c.Rows, row)
	}
	bars := chart.Bars{ID: "ranking-chart", Title: "Points of each option", Desc: "Out of 100, best first. The table has the same figures and the costs."}
	for _, p := range result.Ranking {
		bars.Rows = append(bars.Rows, chart.Bar{Name: p.Name, Value: float64(p.Points), Label: strconv.Itoa(p.Points)})
	}
	c.Chart = bars.SVG()
	return c
}
