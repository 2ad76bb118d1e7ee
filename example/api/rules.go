package api

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
)

// A RuleItem is a rule of the catalogue and the address of its page.
type RuleItem struct {
	ruleMeta
	Page string `json:"page"`
}

// Rule is the rule alone.
func (i RuleItem) Rule() rule.Meta { return rule.Meta(i.ruleMeta) }

// ruleMeta is [rule.Meta] without its methods, which would serve for the whole
// item.
type ruleMeta rule.Meta

const rulePages = "https://" + ModulePath + "/blob/main/docs/rules/"

func newRuleItem(m rule.Meta) RuleItem {
	if m.Citations == nil {
		m.Citations = []rule.Citation{}
	}
	return RuleItem{ruleMeta(m), rulePages + string(m.ID) + ".md"}
}

// Severities are the words for the severity of a finding.
func Severities() []string {
	return []string{rule.Error.String(), rule.Warning.String(), rule.Info.String()}
}

// Bases are the words for the basis of a rule.
func Bases() []string {
	var words []string
	for _, b := range []rule.Basis{rule.Law, rule.Guidance, rule.Reported, rule.Study, rule.Integrity, rule.Unsourced} {
		words = append(words, b.String())
	}
	return words
}

func (d *Data) listRules(r *web.Request) (any, error) {
	items, err := d.RulesAsked(r)
	if err != nil {
		return nil, err
	}
	return newList(Dated{}, items), nil
}

// RulesAsked returns the rules that match the query.
func (d *Data) RulesAsked(r *web.Request) ([]RuleItem, error) {
	severity, basis, subject := r.Query.Get("severity"), r.Query.Get("basis"), r.Query.Get("subject")
	if r.Query.Has("subject") && !slices.Contains(d.Subjects(), subject) {
		return nil, web.BadParameter("subject", "%q; want %s", web.Shorten(subject), strings.Join(d.Subjects(), " or "))
	}
	q, err := r.Search()
	if err != nil {
		return nil, err
	}
	var items []RuleItem
	for _, m := range d.Rules {
		text := strings.ToLower(string(m.ID) + " " + m.Title + " " + m.Rationale + " " + strings.Join(m.Tags, " "))
		if (severity == "" || m.Severity.String() == severity) && (basis == "" || m.Basis.String() == basis) &&
			(subject == "" || m.Subject == subject) && strings.Contains(text, q) {
			items = append(items, m)
		}
	}
	return items, nil
}

// Subjects are the kinds of value that there are rules for.
func (d *Data) Subjects() []string {
	var all []string
	for _, m := range d.Rules {
		all = append(all, m.Subject)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (d *Data) showRule(r *web.Request) (any, error) { return d.Rule(r) }

// Rule returns the rule that the path names.
func (d *Data) Rule(r *web.Request) (RuleItem, error) {
	id := r.PathValue("id")
	for _, m := range d.Rules {
		if string(m.ID) == id {
			return m, nil
		}
	}
	if upper := strings.ToUpper(id); upper != id && slices.ContainsFunc(d.Rules, func(m RuleItem) bool { return string(m.ID) == upper }) {
		return RuleItem{}, web.NotFound("there is no rule %s; IDs are in upper case: %s", web.Shorten(id), upper)
	}
	return RuleItem{}, web.NotFound("there is no rule %q; /v1/rules lists them", web.Shorten(id))
}
