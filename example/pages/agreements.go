package pages

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// agreementsView is the page of agreements: a form and its result.
type agreementsView struct {
	Examples document.Examples
	Example  string // the one that is shown
	Document string
	AsOf     string
	Wrong    []formError
	Judged   *judgedAgreement
}

// A judgedAgreement is what is found in an agreement and calculated from it.
type judgedAgreement struct {
	Title     string
	Synthetic bool
	Counts    rule.Counts
	Findings  []findingView
	Lines     []documentLine

	Charges      *sla.Schedule
	ChargesWrong string
	ChargesChart template.HTML
	Months       []sla.Sum // as many as a page shows
	MoreMonths   int

	KPIs     []kpiView
	MoreKPIs int
	Sources  []rule.Citation // of the charts; none without one
	Credits  []sla.CreditYear
	Shares   []sla.YearShare

	Public      *sla.PublicView
	PublicWrong string
	PublicText  string // of the redacted agreement, where it differs
	PublicLong  bool   // too long for a page
}

// A kpiView is one indicator as a page shows it.
type kpiView struct {
	sla.KPIPerformance
	Number int
	KPI    sla.KPI
	Rows   []kpiRow
	Chart  template.HTML
}

// A kpiRow is one result of an indicator.
type kpiRow struct {
	sla.Attained
	Signals []sla.Signal
}

// The most that a page shows of an agreement; the rest is in the JSON.
const (
	maxMonths      = 120
	maxKPIs        = 20
	maxResults     = 48
	maxPublicBytes = 8 << 10
)

func (v agreementsView) page(status int, shows provenance) page {
	p := page{
		Template: "agreements", Status: status, Shows: shows, Data: v,
		Title: "Check an agreement", JSON: "/v1/examples/sla",
		Lead: "What a group and its supplier agreed: services, prices, targets and how it ends. Paste one to see what the rules say, what it costs, whether targets are met, and what the public may see.",
	}
	if v.Example != "" {
		p.JSON += "/" + v.Example
	}
	return p
}

// agreementsPage is the form, or a worked agreement and what is found in it.
func (d *data) agreementsPage(r *web.Request) (page, error) {
	v := agreementsView{Examples: sla.Examples(), Example: r.Query.Get("example"), AsOf: r.Query.Get("as_of")}
	asOf, err := api.QueryDate(r, "as_of")
	if err != nil {
		return page{}, err
	}
	if v.Example == "" {
		return v.page(http.StatusOK, noData), nil
	}
	e, ok := v.Examples.Named(v.Example)
	if !ok {
		return page{}, web.BadParameter("example", "there is no worked agreement %q", web.Shorten(v.Example))
	}
	v.Document = string(e.Document)
	a, err := document.Decode[sla.Agreement](e.Document)
	if err != nil {
		return page{}, err
	}
	if v.Judged, err = judge(&a, v.Document, asOf); err != nil {
		return page{}, err
	}
	if a.Synthetic {
		return v.page(http.StatusOK, madeUp), nil
	}
	return v.page(http.StatusOK, realData), nil
}

// checkAgreement judges the agreement in the form.
func (d *data) checkAgreement(r *web.Request) (page, error) {
	v := agreementsView{Examples: sla.Examples(), Document: sentDocument(r), AsOf: r.Query.Get("as_of")}
	asOf, err := nhs.Date{}, error(nil)
	if v.AsOf != "" {
		if asOf, err = nhs.ParseDate(v.AsOf); err != nil {
			v.Wrong = append(v.Wrong, formError{"as_of", fmt.Sprintf("The day could not be read: %v.", err)})
		}
	}
	a, wrong := decodeSent[sla.Agreement](v.Document)
	if wrong != nil {
		v.Wrong = append(v.Wrong, *wrong)
	}
	if v.Wrong != nil {
		return v.page(http.StatusBadRequest, sentIn), nil
	}
	if v.Judged, err = judge(&a, v.Document, asOf); err != nil {
		return page{}, err
	}
	return v.page(http.StatusOK, sentIn), nil
}

// judge checks an agreement against the rules, and calculates what it can.
func judge(a *sla.Agreement, document string, asOf nhs.Date) (*judgedAgreement, error) {
	report := sla.AgreementRules().Check(a, rule.Options{AsOf: asOf})
	at := linesOf([]byte(document))
	j := &judgedAgreement{Title: a.Title, Synthetic: a.Synthetic, Counts: report.Counts, Findings: findingsOf(report.Findings, report.Rules, at)}
	j.Lines = markLines(document, j.Findings, at)
	if schedule, err := sla.Charges(a); err != nil {
		j.ChargesWrong = err.Error()
	} else {
		j.Charges, j.ChargesChart = &schedule, chargesChart(&schedule)
		j.Months = schedule.Months[:min(len(schedule.Months), maxMonths)]
		j.MoreMonths = len(schedule.Months) - len(j.Months)
	}
	performance := sla.Assess(a, sla.ChartOptions{})
	j.KPIs = kpiViews(a, &performance)
	j.MoreKPIs = len(performance.KPIs) - len(j.KPIs)
	if len(j.KPIs) > 0 {
		j.Sources = sla.ChartSources()
	}
	j.Credits, j.Shares = performance.CreditYears, performance.Shares
	view, err := sla.View(a, asOf)
	if err != nil {
		j.PublicWrong = err.Error()
		return j, nil
	}
	j.Public = &view
	if len(view.Withheld) == 0 {
		return j, nil
	}
	text, err := json.MarshalIndent(view.Agreement, "", " ")
	if j.PublicLong = len(text) > maxPublicBytes; !j.PublicLong {
		j.PublicText = string(text)
	}
	return j, err
}

// pounds is the position of an amount in a picture.
func pounds(m nhs.Money) float64 { return m.Decimal().InexactFloat64() }

func chargesChart(s *sla.Schedule) template.HTML {
	charges := chart.Series{Name: "a month"}
	for _, m := range s.Months {
		if m.Amount != nil {
			charges.Points = append(charges.Points, chart.Point{On: m.From, Value: pounds(*m.Amount)})
		}
	}
	if len(charges.Points) < 2 {
		return ""
	}
	total := "The total is unknown"
	if s.Total != nil {
		total = s.Total.String() + " in total"
	}
	return chart.Line{
		ID: "charges-chart", Title: "Charges by month", Unit: "pounds", Stairs: true, Until: s.To,
		Desc:   fmt.Sprintf("%s from %s to %s. The table shows each month.", total, s.From, s.To),
		Series: []chart.Series{charges},
	}.SVG()
}

func kpiViews(a *sla.Agreement, p *sla.Performance) []kpiView {
	known := map[rule.Pointer]sla.KPI{}
	for i := range a.Lines {
		for j := range a.Lines[i].KPIs {
			known[rule.PointerOf("lines", i, "kpis", j)] = a.Lines[i].KPIs[j]
		}
	}
	var views []kpiView
	for i, k := range p.KPIs {
		if i == maxKPIs {
			break
		}
		v := kpiView{KPIPerformance: k, Number: i + 1, KPI: known[k.Path]}
		signals := map[nhs.Date][]sla.Signal{}
		for _, point := range k.Chart.Points {
			signals[point.From] = point.Signals
		}
		for _, r := range k.Results[max(0, len(k.Results)-maxResults):] {
			v.Rows = append(v.Rows, kpiRow{r, signals[r.From]})
		}
		v.Chart = xmrChart(&v)
		views = append(views, v)
	}
	return views
}

// xmrChart draws the results of an indicator with their mean and limits.
func xmrChart(v *kpiView) template.HTML {
	c := v.KPIPerformance.Chart
	if len(c.Points) < 2 || len(c.Bases) == 0 {
		return ""
	}
	results := chart.Series{Name: "result"}
	special := 0
	for _, p := range c.Points {
		point := chart.Point{On: p.From, Value: position(p.Value), Label: p.From.String() + ": " + p.Value.String(), Mark: len(p.Signals) > 0}
		if point.Mark {
			special++
			point.Label += ", " + fmt.Sprint(p.Signals)
		}
		results.Points = append(results.Points, point)
	}
	line := chart.Line{
		ID: "kpi-chart-" + strconv.Itoa(v.Number), Title: "XmR chart of " + v.KPI.Name, Unit: v.KPI.Unit, Series: []chart.Series{results},
		Desc: fmt.Sprintf("%d results, %d of them more than chance. Variation: %s. Target: %s.", len(c.Points), special, c.Variation, c.Assurance),
	}
	if v.KPI.Target != nil {
		line.Levels = append(line.Levels, chart.Level{Value: position(*v.KPI.Target), Label: "target " + v.KPI.Target.String()})
	}
	if base := c.Bases[0]; len(c.Bases) == 1 {
		for _, l := range []struct {
			name  string
			value sla.Number
		}{{"mean", base.Mean}, {"low", base.Lower}, {"high", base.Upper}} {
			line.Levels = append(line.Levels, chart.Level{Value: position(l.value), Label: l.name + " " + oneDecimal(l.value)})
		}
		return line.SVG()
	}
	for _, limit := range []struct {
		name string
		of   func(sla.Base) sla.Number
	}{
		{"mean", func(b sla.Base) sla.Number { return b.Mean }},
		{"low limit", func(b sla.Base) sla.Number { return b.Lower }},
		{"high limit", func(b sla.Base) sla.Number { return b.Upper }},
	} {
		s := chart.Series{Name: limit.name}
		for _, p := range c.Points {
			s.Points = append(s.Points, chart.Point{On: p.From, Value: position(limit.of(c.Bases[p.Base]))})
		}
		line.Series = append(line.Series, s)
	}
	return line.SVG()
}

// position is the position of a figure in a picture.
func position(f sla.Number) float64 {
	x, err := strconv.ParseFloat(f.String(), 64)
	if err != nil {
		return 0
	}
	return x
}

func oneDecimal(f sla.Number) string { return strconv.FormatFloat(position(f), 'f', 1, 64) }
