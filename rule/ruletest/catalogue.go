package ruletest

import (
	"io/fs"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

var (
	idShape     = regexp.MustCompile(`^[A-Z]{2,4}-[0-9]{2}$`)
	placeholder = regexp.MustCompile(`(?i)\b(todo|tbd|tbc|fixme|xxx+|lorem ipsum|placeholder|n/a)\b|\?\?\?`)
)

// Catalogue fails the test unless every rule of the set is fit to be used
// ([rule.Set.Validate]) and says what a reader needs to know. That is an ID such as
// CCG-01, why the rule exists, how to fix a finding, a good and a bad example, and on
// what data it is known to fire. Citations and related rules must lead somewhere, and
// no text may be a placeholder.
//
// The pages are the rules' documentation. Each rule needs a page, CCG-01.md, and so
// does each related rule. With nil pages neither is checked.
func Catalogue[T any](tb testing.TB, set rule.Set[T], pages fs.FS) {
	tb.Helper()
	if err := set.Validate(); err != nil {
		tb.Errorf("not fit to be used: %v", err)
	}
	for m := range set.All() {
		for _, fault := range faults(m) {
			tb.Errorf("rule %s: %s", m.ID, fault)
		}
		if pages == nil {
			continue
		}
		if !hasPage(pages, m.ID) {
			tb.Errorf("rule %s: it has no page %s.md", m.ID, m.ID)
		}
		for _, id := range m.Related {
			if !hasPage(pages, id) {
				tb.Errorf("rule %s: the related rule %s has no page", m.ID, id)
			}
		}
	}
}

func hasPage(pages fs.FS, id rule.ID) bool {
	_, err := fs.Stat(pages, string(id)+".md")
	return err == nil
}

// faults returns what is wrong with the description of a rule, beyond what makes it
// unfit to be used.
func faults(m rule.Meta) []string {
	var list []string
	if !idShape.MatchString(string(m.ID)) {
		list = append(list, "its ID is not like CCG-01")
	}
	texts := []struct {
		name, text string
		required   bool
	}{
		{"title", m.Title, true}, {"why", m.Rationale, true}, {"fix", m.Fix, true}, {"limits", m.Limitations, false},
		{"good example", m.GoodExample, true}, {"bad example", m.BadExample, true},
	}
	for _, c := range m.Citations {
		texts = append(texts, struct {
			name, text string
			required   bool
		}{"title of a citation", c.Title, true}, struct {
			name, text string
			required   bool
		}{"note of a citation", c.Note, false})
		if u, err := url.Parse(c.URL); err != nil || c.URL != "" && (u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
			list = append(list, "it cites "+c.URL+", which is not the address of a page")
		}
	}
	for _, t := range texts {
		switch {
		case t.required && strings.TrimSpace(t.text) == "":
			list = append(list, "it has no "+t.name)
		case placeholder.MatchString(t.text):
			list = append(list, "its "+t.name+" is still to be written: "+t.text)
		}
	}
	if m.GoodExample != "" && m.GoodExample == m.BadExample {
		list = append(list, "its good and its bad example are the same")
	}
	switch m.Observed {
	case rule.ObservedReal, rule.ObservedSynthetic, rule.NeverObserved:
	default:
		list = append(list, "it does not say on what data it was seen to fire")
	}
	for _, id := range m.Related {
		if id == m.ID || !idShape.MatchString(string(id)) {
			list = append(list, "it names "+string(id)+" as a related rule")
		}
	}
	return list
}
