package rulepages

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A Listed rule is one with the package whose set has it, such as
// "ccg/decision".
type Listed struct {
	rule.Meta
	Package string
}

// Index returns the Markdown page that lists the rules: by the letters of their
// IDs, then by package, severity, basis and date. Those that the types keep
// ([rule.Meta.ByConstruction]) come last, with the way in which they do.
func Index(rules []Listed) string {
	rules = slices.SortedFunc(slices.Values(rules), func(a, b Listed) int { return strings.Compare(string(a.ID), string(b.ID)) })
	var checked, kept []Listed
	for _, r := range rules {
		if r.ByConstruction != nil {
			kept = append(kept, r)
		} else {
			checked = append(checked, r)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Rules\n\n%d rules are checked, and the types keep %d more. Each has a page that says why it is there,\n"+
		"on whose authority, and how to fix or waive a finding.\n\n"+
		"By [package](#by-package), [severity](#by-severity), [basis](#by-basis), [date](#by-date)", len(checked), len(kept))
	if len(kept) > 0 {
		b.WriteString("; [kept by the types](#kept-by-the-types)")
	}
	b.WriteString(".\n")
	writeFamilies(&b, checked)
	writeOrder(&b, "package", checked, func(r Listed) string { return r.Package }, strings.Compare)
	writeOrder(&b, "severity", checked, func(r Listed) string { return r.Severity.String() }, strings.Compare)
	writeOrder(&b, "basis", checked, func(r Listed) string { return basis(r.Basis) }, strings.Compare)
	first := make(map[string]nhs.Date)
	for _, r := range checked {
		first[days(r.InForce)] = cmp.Or(r.InForce.From, r.InForce.Until)
	}
	writeOrder(&b, "date", checked, func(r Listed) string { return days(r.InForce) }, func(a, b string) int {
		return cmp.Or(first[a].Compare(first[b]), strings.Compare(a, b))
	})
	if len(kept) > 0 {
		b.WriteString("\n## Kept by the types\n\nNo document can break these, so nothing checks them.\n\n| Rule | What it asks | How it is kept |\n|---|---|---|\n")
		for _, r := range kept {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", link(r.ID), cell(r.Title), cell(r.ByConstruction.How))
		}
	}
	b.WriteString("\n---\n\nThis page is generated: change the rules, not the page.\n")
	return b.String()
}

// writeFamilies writes a table for the rules of each prefix.
func writeFamilies(b *strings.Builder, rules []Listed) {
	family := ""
	for _, r := range rules {
		if f := prefix(r.ID); f != family {
			family = f
			fmt.Fprintf(b, "\n## %s\n\n| Rule | What it asks | Judges | Severity | Basis | In force | Runs |\n|---|---|---|---|---|---|---|\n", f)
		}
		runs := "by default"
		if r.OptIn {
			runs = "if selected"
		}
		fmt.Fprintf(b, "| %s | %s | `%s` | %s | %s | %s | %s |\n",
			link(r.ID), cell(r.Title), r.Subject, r.Severity, r.Basis, days(r.InForce), runs)
	}
}

// writeOrder writes the rules of each key, in the order of the keys.
func writeOrder(b *strings.Builder, name string, rules []Listed, key func(Listed) string, compare func(a, b string) int) {
	of := make(map[string][]string)
	for _, r := range rules {
		of[key(r)] = append(of[key(r)], link(r.ID))
	}
	fmt.Fprintf(b, "\n## By %s\n\n| %s | Rules |\n|---|---|\n", name, capital(name))
	for _, k := range slices.SortedFunc(maps.Keys(of), compare) {
		fmt.Fprintf(b, "| %s | %s |\n", k, strings.Join(of[k], ", "))
	}
}

// prefix is the letters of an ID: "CCG" of "CCG-01".
func prefix(id rule.ID) string {
	letters, _, _ := strings.Cut(string(id), "-")
	return letters
}
