package api

import (
	"errors"
	"net/http"
	"strings"

	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
)

// A Report is [rule.Report] with the outcome of every rule, if asked for.
type Report struct {
	reportOnly
	Explain []rule.Explanation `json:"explain,omitzero"` // the outcome of every rule, if asked for
}

// reportOnly is [rule.Report] without its methods, which would serve for the
// whole report.
type reportOnly rule.Report

// newReport is the report with empty lists and objects rather than null.
func newReport(r rule.Report) reportOnly {
	if r.Findings == nil {
		r.Findings = rule.Findings{}
	}
	if r.Rules == nil {
		r.Rules = map[rule.ID]rule.Meta{}
	}
	return reportOnly(r)
}

// check returns the function that checks the body against a set of rules.
func check[T any](rules func() rule.Set[T]) func(*web.Request) (any, error) {
	return func(r *web.Request) (any, error) { return checkWith(r, rules(), Decode[T]) }
}

// checkWith checks what read makes of the request against a set of rules.
func checkWith[T any](r *web.Request, rules rule.Set[T], read func(*web.Request) (T, error)) (any, error) {
	asOf, err := QueryDate(r, "as_of")
	if err != nil {
		return nil, err
	}
	set, err := selection(rules, r)
	if err != nil {
		return nil, err
	}
	subject, err := read(r)
	if err != nil {
		return nil, err
	}
	options := rule.Options{AsOf: asOf}
	report, err := set.CheckContext(r.Context(), &subject, options)
	if err != nil {
		return nil, err
	}
	found := Report{reportOnly: newReport(report)}
	if r.Query.Get("explain") == "true" {
		if n := found.Counts.Outcomes(); n > maxOutcomes {
			return nil, web.NewProblem(http.StatusRequestEntityTooLarge, "the rules judge %d values in all; want at most %d to explain: send less at once, or choose rules with only", n, maxOutcomes)
		}
		found.Explain = append([]rule.Explanation{}, set.Explain(&subject, options)...)
	}
	return found, nil
}

// selection applies the parameters only and without.
func selection[T any](set rule.Set[T], r *web.Request) (rule.Set[T], error) {
	for _, p := range []struct {
		name  string
		apply func(...rule.ID) (rule.Set[T], error)
	}{
		{"only", func(ids ...rule.ID) (rule.Set[T], error) { return set.Select(ids...) }},
		{"without", func(ids ...rule.ID) (rule.Set[T], error) { return set.Without(ids...) }},
	} {
		if !r.Query.Has(p.name) {
			continue
		}
		ids, err := ruleIDs(r, p.name)
		if err != nil {
			return set, err
		}
		if set, err = p.apply(ids...); err != nil {
			if unknown, ok := errors.AsType[*rule.UnknownRuleError](err); ok {
				unknown.ID = rule.ID(web.Shorten(string(unknown.ID)))
			}
			return set, web.BadParameter(p.name, "%v", err)
		}
	}
	return set, nil
}

const maxRuleIDs = 1000

// maxOutcomes is how many outcomes of rules an answer explains; each is a line of it.
const maxOutcomes = 50_000

// ruleIDs reads a list of rules, separated by commas.
func ruleIDs(r *web.Request, name string) ([]rule.ID, error) {
	var ids []rule.ID
	for _, value := range r.Query[name] {
		for id := range strings.SplitSeq(value, ",") {
			id = strings.TrimSpace(id)
			if id == "" {
				return nil, web.BadParameter(name, "a rule is missing; want IDs separated by commas, such as CCG-01,CCG-02")
			}
			ids = append(ids, rule.ID(id))
		}
	}
	if len(ids) > maxRuleIDs {
		return nil, web.NewProblem(http.StatusBadRequest, "the query parameter %s names %d rules; want at most %d", name, len(ids), maxRuleIDs)
	}
	return ids, nil
}
