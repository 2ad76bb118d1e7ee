package server

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/rule"
)

// A ruleItem is a rule of the catalogue and where its page is.
type ruleItem struct {
	ruleMeta
	Page string `json:"page"`
}

// ruleMeta is [rule.Meta] without its methods, which would serve for the whole
// item.
type ruleMeta rule.Meta

const rulePages = "https://" + modulePath + "/blob/main/docs/rules/"

func newRuleItem(m rule.Meta) ruleItem {
	if m.Citations == nil {
		m.Citations = []rule.Citation{}
	}
	return ruleItem{ruleMeta(m), rulePages + string(m.ID) + ".md"}
}

func severities() []string {
	return []string{rule.Error.String(), rule.Warning.String(), rule.Info.String()}
}

func bases() []string {
	var words []string
	for _, b := range []rule.Basis{rule.Law, rule.Guidance, rule.Reported, rule.Study, rule.Integrity, rule.Unsourced} {
		words = append(words, b.String())
	}
	return words
}

func (d *data) listRules(r *request) (any, error) {
	items, err := d.rulesAsked(r)
	if err != nil {
		return nil, err
	}
	return newList(dated{}, items), nil
}

// rulesAsked are the rules that fit the query.
func (d *data) rulesAsked(r *request) ([]ruleItem, error) {
	severity, basis, subject := r.query.Get("severity"), r.query.Get("basis"), r.query.Get("subject")
	if r.query.Has("subject") && !slices.Contains(d.subjects(), subject) {
		return nil, badParameter("subject", "%q; want %s", shorten(subject), strings.Join(d.subjects(), " or "))
	}
	q, err := r.search()
	if err != nil {
		return nil, err
	}
	var items []ruleItem
	for _, m := range d.rules {
		text := strings.ToLower(string(m.ID) + " " + m.Title + " " + m.Why + " " + strings.Join(m.Tags, " "))
		if (severity == "" || m.Severity.String() == severity) && (basis == "" || m.Basis.String() == basis) &&
			(subject == "" || m.Subject == subject) && strings.Contains(text, q) {
			items = append(items, m)
		}
	}
	return items, nil
}

// subjects are the kinds of value that there are rules for.
func (d *data) subjects() []string {
	var all []string
	for _, m := range d.rules {
		all = append(all, m.Subject)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (d *data) showRule(r *request) (any, error) {
	id := r.PathValue("id")
	for _, m := range d.rules {
		if string(m.ID) == id {
			return m, nil
		}
	}
	if upper := strings.ToUpper(id); upper != id && slices.ContainsFunc(d.rules, func(m ruleItem) bool { return string(m.ID) == upper }) {
		return nil, notFound("there is no rule %s; IDs are in upper case: %s", shorten(id), upper)
	}
	return nil, notFound("there is no rule %q; /v1/rules lists them", shorten(id))
}
