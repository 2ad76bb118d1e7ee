package pages

import (
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/docs"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// rulesView is the catalogue of rules after filtering.
type rulesView struct {
	Q, Severity, Basis, Subject string
	Severities, Bases, Subjects []string
	Rules                       []ruleRow
	All                         int
}

// A ruleRow is a rule in a table.
type ruleRow struct{ api.RuleItem }

// SeverityName is for the pages.
func (m ruleRow) SeverityName() string { return m.Severity.String() }

// InForceText says in words when a rule holds.
func (m ruleRow) InForceText() string { return inForce(m.InForce) }

func inForce(p nhs.Period) string {
	switch {
	case p.From.IsZero() && p.Until.IsZero():
		return "always"
	case p.From.IsZero():
		return "until " + longDay(p.Last())
	case p.Until.IsZero():
		return "from " + longDay(p.From)
	}
	return longDay(p.From) + " to " + longDay(p.Last())
}

// severityName is a severity as the catalogue calls it.
func severityName(s string) string {
	if s == rule.Info.String() {
		return "advice"
	}
	return s
}

func (d *data) rulesPage(r *web.Request) (page, error) {
	v := rulesView{
		Q: r.Query.Get("q"), Severity: r.Query.Get("severity"), Basis: r.Query.Get("basis"), Subject: r.Query.Get("subject"),
		Severities: api.Severities(), Bases: api.Bases(), Subjects: d.Subjects(), All: len(d.Rules),
	}
	asked, err := d.RulesAsked(r)
	if err != nil {
		return page{}, err
	}
	for _, m := range asked {
		v.Rules = append(v.Rules, ruleRow{m})
	}
	var all choice
	query := []string{"q", v.Q, "severity", v.Severity, "basis", v.Basis, "subject", v.Subject}
	return page{
		Template: "rules", Shows: noData, Data: v, Title: "Rules",
		JSON: all.with("/v1/rules", query...), CSV: all.with("/v1/rules", append(query, "format", web.FormatCSV)...),
		Lead: "Who could buy what from whom, for how long and at what cost was spread over laws, letters and contracts. Here it is as rules, each with its authority.",
	}, nil
}

// ruleView is everything about one rule, with a document to try it on.
type ruleView struct {
	ruleRow
	Good, Bad string
	CanTry    bool
	Document  string
	AsOf      string
	Tried     *tried
}

// tried is the result of a rule on a document.
type tried struct {
	Wrong        string // why the document could not be read
	Findings     rule.Findings
	Explanations []rule.Explanation
}

// IsClean reports whether the rule was run and found nothing.
func (t tried) IsClean() bool { return t.Wrong == "" && len(t.Findings) == 0 }

func (d *data) ruleView(r *web.Request) (ruleView, error) {
	item, err := d.Rule(r)
	if err != nil {
		return ruleView{}, err
	}
	v := ruleView{ruleRow: ruleRow{item}}
	v.Good, v.Bad = ruleExamples(item.Rule())
	v.CanTry = slices.ContainsFunc(trials(), func(t trial) bool { return t.has(item.ID) })
	if found, err := d.try(r, item.ID, v.Bad, rule.Options{}); err == nil && len(found.Findings) > 0 {
		v.Document = v.Bad
		return v, nil
	}
	// The example is a part of a document.
	for _, sample := range []string{sampleOf(item.Subject), api.ExampleMarket} {
		if _, err := d.try(r, item.ID, sample, rule.Options{}); err == nil {
			v.Document = sample
			break
		}
	}
	return v, nil
}

// sampleOf is a document of a kind, for rules without an example that is one.
func sampleOf(subject string) string {
	switch subject {
	case "ccg":
		return api.ExampleCCG()
	case "csu":
		return api.ExampleCSU()
	case "framework":
		return api.ExampleFramework()
	case "call-off":
		return api.ExampleCallOff()
	case "procurement":
		return api.ExampleProcurement()
	case "competition":
		return api.ExampleCompetition()
	case "sla":
		return api.ExampleSLA
	case "decision":
		return string(decision.Examples()[0].Document)
	}
	return "{}"
}

// try checks a document against a rule, by the first set that has the rule and can
// read the document.
func (d *data) try(r *web.Request, id rule.ID, document string, o rule.Options) (tried, error) {
	err := errors.New("no document can be checked against this rule")
	attempt := *r
	attempt.Document = []byte(document)
	for _, t := range trials() {
		if !t.has(id) {
			continue
		}
		result, wrong := t.run(d, &attempt, id, o)
		if wrong == nil {
			return result, nil
		}
		err = wrong
	}
	return tried{}, err
}

func (v ruleView) page(status int) page {
	return page{
		Template: "rule", Status: status, Shows: noData, Data: v, Title: string(v.ID) + ": " + v.Title,
		JSON: "/v1/rules/" + string(v.ID), CSV: "/v1/rules?format=csv&subject=" + v.Subject,
	}
}

func (d *data) rulePage(r *web.Request) (page, error) {
	v, err := d.ruleView(r)
	if err != nil {
		return page{}, err
	}
	return v.page(http.StatusOK), nil
}

// tryRule checks the document in the form against one rule.
func (d *data) tryRule(r *web.Request) (page, error) {
	v, err := d.ruleView(r)
	if err != nil {
		return page{}, err
	}
	asOf, err := api.QueryDate(r, "as_of")
	if err != nil {
		return page{}, err
	}
	if err := web.CheckBodySize([]byte(r.Query.Get("document"))); err != nil {
		return page{}, err
	}
	v.Document, v.AsOf, v.Tried = r.Query.Get("document"), r.Query.Get("as_of"), &tried{}
	if strings.TrimSpace(v.Document) == "" {
		v.Tried.Wrong = "The box is empty: want one JSON document."
		p := v.page(http.StatusBadRequest)
		p.Shows = sentIn
		return p, nil
	}
	status := http.StatusOK
	result, err := d.try(r, v.ID, v.Document, rule.Options{AsOf: asOf})
	if err != nil {
		result.Wrong, status = err.Error(), http.StatusBadRequest
		if p, ok := errors.AsType[*web.Problem](err); ok {
			result.Wrong = p.Detail
		}
	}
	v.Tried = &result
	p := v.page(status)
	p.Shows = sentIn
	return p, nil
}

// A trial is a set of rules that can be tried on a document.
type trial struct {
	has func(rule.ID) bool
	run func(*data, *web.Request, rule.ID, rule.Options) (tried, error)
}

// trials are all sets, the ones for single documents before those that hold them.
func trials() []trial {
	return []trial{
		trialOf(sla.AgreementRules), trialOf(decision.DecisionRules), trialOf(decision.RegisterRules),
		trialOf(csu.UnitRules), trialOf(csu.RegisterRules),
		trialOf(ccg.YearRules), trialOf(ccg.GroupRules), trialOf(ccg.RegisterRules),
		trialWith(framework.CallOffRules, (*data).CallOffCase), trialOf(framework.AgreementRules),
		trialOf(framework.CompetitionRules), trialOf(procurement.ProcurementRules),
		trialOf(spend.LineRules), trialOf(spend.PublicationRules), trialOf(commissioning.MarketRules),
	}
}

func trialOf[T any](rules func() rule.Set[T]) trial {
	return trialWith(rules, func(_ *data, r *web.Request) (T, error) { return api.Decode[T](r) })
}

func trialWith[T any](rules func() rule.Set[T], read func(*data, *web.Request) (T, error)) trial {
	return trial{
		has: func(id rule.ID) bool { _, ok := rules().Lookup(id); return ok },
		run: func(d *data, r *web.Request, id rule.ID, o rule.Options) (tried, error) {
			one, err := rules().Select(id)
			if err != nil {
				return tried{}, err
			}
			subject, err := read(d, r)
			if err != nil {
				return tried{}, err
			}
			result := tried{Findings: one.Check(&subject, o).Findings}
			for _, e := range one.Explain(&subject, o) {
				if e.Rule == id {
					result.Explanations = append(result.Explanations, e)
				}
			}
			return result, nil
		},
	}
}

// ruleExamples returns a document that keeps a rule and one that breaks it: those
// of its page in the documentation, which are whole, or its short examples.
func ruleExamples(m rule.Meta) (good, bad string) {
	text, err := fs.ReadFile(docs.Files(), "rules/"+string(m.ID)+".md")
	if err != nil {
		return braced(m.GoodExample), braced(m.BadExample)
	}
	return braced(block(string(text), "## A document that keeps it", m.GoodExample)), braced(block(string(text), "## A document that breaks it", m.BadExample))
}

// block returns the first block of code under a heading.
func block(page, heading, otherwise string) string {
	_, rest, ok := strings.Cut(page, heading)
	if !ok {
		return otherwise
	}
	rest, _, _ = strings.Cut(rest, "\n## ")
	_, rest, ok = strings.Cut(rest, "```")
	if !ok {
		return otherwise
	}
	_, rest, _ = strings.Cut(rest, "\n")
	code, _, _ := strings.Cut(rest, "\n```")
	return code
}

// braced makes a document of members.
func braced(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasPrefix(text, "{") || !strings.HasPrefix(text, `"`) {
		return text
	}
	return "{" + text + "}"
}
