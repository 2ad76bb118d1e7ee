package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/rule"
)

var explainCommand = command{
	name:  "explain",
	args:  "[RULE...]",
	about: "Explain a rule, its reason and its authority; without one, list them all",
	more:  `A rule is named by its ID, such as SLA-09, in either case.`,
	run:   runExplain,
}

func runExplain(in *invocation) error {
	all := catalogue.Rules()
	slices.SortFunc(all, func(a, b rule.Meta) int { return cmp.Compare(a.ID, b.ID) })
	chosen := all
	if len(in.args) > 0 {
		chosen = nil
		for _, id := range in.args {
			i := slices.IndexFunc(all, func(m rule.Meta) bool { return strings.EqualFold(string(m.ID), id) })
			if i < 0 {
				return usagef("there is no rule %q; explain without a rule lists them", id)
			}
			chosen = append(chosen, all[i])
		}
	}
	switch {
	case in.format == formatJSON:
		return in.json(chosen)
	case in.format == formatCSV:
		rows := [][]string{{"id", "subject", "severity", "basis", "in_force", "title"}}
		for _, m := range chosen {
			rows = append(rows, []string{string(m.ID), m.Subject, m.Severity.String(), m.Basis.String(), m.InForce.String(), m.Title})
		}
		return in.csv(rows)
	case len(in.args) == 0:
		var rows [][]string
		for _, m := range chosen {
			rows = append(rows, []string{string(m.ID), m.Severity.String(), m.Title})
		}
		in.table(rows)
		return nil
	}
	for i, m := range chosen {
		if i > 0 {
			in.printf("\n")
		}
		in.explain(m)
	}
	return nil
}

func (in *invocation) explain(m rule.Meta) {
	in.printf("%s: %s\n\n", m.ID, m.Title)
	in.printf("A rule for: %s\nSeverity:   %s\nBasis:      %s\nIn force:   %s\n", m.Subject, m.Severity, m.Basis, m.InForce)
	for _, part := range []struct{ name, text string }{{"Why", m.Rationale}, {"What to do", m.Fix}, {"Limits", m.Limitations}, {"Keeps it", m.GoodExample}, {"Breaks it", m.BadExample}} {
		if part.text != "" {
			in.printf("\n%s:\n  %s\n", part.name, strings.ReplaceAll(strings.TrimSpace(part.text), "\n", "\n  "))
		}
	}
	if len(m.Citations) > 0 {
		in.printf("\nSources:\n")
	}
	for _, c := range m.Citations {
		text := c.Title
		for _, more := range []string{c.Section, c.Publisher, c.URL} {
			if more != "" {
				text += ", " + more
			}
		}
		in.printf("  %s\n", text)
	}
}
