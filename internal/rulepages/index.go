package rulepages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/rule"
)

// Index returns the Markdown page that lists the rules, grouped by the letters
// of their IDs. Those that the types keep ([rule.Meta.Guarantee]) come last.
func Index(rules []rule.Meta) string {
	rules = slices.SortedFunc(slices.Values(rules), func(a, b rule.Meta) int { return strings.Compare(string(a.ID), string(b.ID)) })
	var b, kept strings.Builder
	checked, group := 0, ""
	for _, m := range rules {
		if m.Guarantee != nil {
			fmt.Fprintf(&kept, "| %s | %s | %s |\n", link(m.ID), cell(m.Title), cell(m.Guarantee.How))
			continue
		}
		checked++
		if g := prefix(m.ID); g != group {
			group = g
			fmt.Fprintf(&b, "\n## %s\n\n| Rule | What it asks | Judges | Severity | Basis | In force | Runs |\n|---|---|---|---|---|---|---|\n", g)
		}
		runs := "by default"
		if m.Off {
			runs = "if selected"
		}
		fmt.Fprintf(&b, "| %s | %s | `%s` | %s | %s | %s | %s |\n",
			link(m.ID), cell(m.Title), m.Subject, m.Severity, m.Basis, days(m.InForce), runs)
	}
	head := fmt.Sprintf("# Rules\n\n%d rules are checked, and the types keep %d more. Each has a page that says why it is there,\n"+
		"on whose authority, and how to mend or waive a finding.\n", checked, len(rules)-checked)
	if kept.Len() > 0 {
		fmt.Fprintf(&b, "\n## Kept by the types\n\nNo document can break these, so nothing checks them.\n\n| Rule | What it asks | How it is kept |\n|---|---|---|\n%s", &kept)
	}
	return head + b.String() + "\n---\n\nThis page is generated: change the rules, not the page.\n"
}

// prefix is the letters of an ID: "CCG" of "CCG-01".
func prefix(id rule.ID) string {
	letters, _, _ := strings.Cut(string(id), "-")
	return letters
}
