package glossary

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/internal/source"
	"github.com/opencommissioning/commissioning/nhs"
)

const introduction = `# Glossary

%d words of commissioning support in England, with the part of this library that stands for each. Dates are as far as sources
give them: "from" a first day, "until" a last one. The page is made from internal/gen/glossary, whose tests hold every identifier, source
and rule to the code.

`

// Page returns docs/glossary.md. The sources are those that the terms may name.
func Page(terms []Term, sources []england.Source) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, introduction, len(terms))
	links := make([]string, len(terms))
	for i, t := range terms {
		links[i] = fmt.Sprintf("[%s](#%s)", t.Name, anchor(t.Name))
	}
	b.WriteString(strings.Join(links, " · ") + "\n")

	used := make(map[string]bool)
	for _, t := range terms {
		if err := t.write(&b); err != nil {
			return "", fmt.Errorf("%s: %w", t.Name, err)
		}
		for _, id := range t.Sources {
			used[id] = true
		}
	}

	byID := make(map[string]england.Source)
	for _, s := range sources {
		byID[s.ID] = s
	}
	b.WriteString("\n## Sources\n\n")
	for _, id := range slices.SortedFunc(maps.Keys(used), byNumber) {
		s, ok := byID[id]
		if !ok {
			return "", fmt.Errorf("there is no source %s", id)
		}
		fmt.Fprintf(&b, "- <a id=\"%s\"></a>%s: %s", strings.ToLower(id), id, cited(s.Title, s.URL))
		for _, more := range []string{s.Publisher, s.Published.String()} {
			if more != "" {
				b.WriteString(", " + more)
			}
		}
		if s.Unfindable {
			b.WriteString(" (cannot be found again)")
		}
		b.WriteString("\n")
	}
	return b.String(), nil
}

// byNumber puts S4 before S10, and what has no number last.
func byNumber(a, b string) int {
	if a[0] == 'S' && b[0] == 'S' && len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func (t Term) write(b *strings.Builder) error {
	fmt.Fprintf(b, "\n## %s\n\n", t.Name)
	var facts []string
	if len(t.Also) > 0 {
		facts = append(facts, "also "+strings.Join(t.Also, ", "))
	}
	for _, d := range []struct{ word, text string }{{"from", t.From}, {"until", t.Until}} {
		if d.text == "" {
			continue
		}
		if _, err := nhs.ParsePartialDate(d.text); err != nil {
			return err
		}
		facts = append(facts, d.word+" "+d.text)
	}
	for _, name := range t.Go {
		facts = append(facts, fmt.Sprintf("[`%s`](%s)", name, docURL(name)))
	}
	if len(facts) > 0 {
		fmt.Fprintf(b, "%s\n\n", strings.Join(facts, " · "))
	}
	fmt.Fprintf(b, "%s\n\nNot to be confused with: %s\n", t.Meaning, lowerFirst(t.Not))
	var from []string
	for _, id := range t.Sources {
		from = append(from, fmt.Sprintf("[%s](#%s)", id, strings.ToLower(id)))
	}
	if c := t.Cited; c != nil {
		from = append(from, cited(c.Title+", "+c.Section, c.URL)+" ("+c.Note+")")
	}
	for _, id := range t.Rules {
		from = append(from, fmt.Sprintf("rule [%s](rules/%[1]s.md)", id))
	}
	if len(from) > 0 {
		fmt.Fprintf(b, "\nSource: %s\n", strings.Join(from, ", "))
	}
	return nil
}

// lowerFirst is a sentence that goes on after a colon. Names keep their capital.
func lowerFirst(s string) string {
	for _, word := range []string{"A ", "An ", "The ", "All ", "Leaving ", "Nothing ", "Cheap "} {
		if strings.HasPrefix(s, word) {
			return strings.ToLower(s[:1]) + s[1:]
		}
	}
	return s
}

func cited(title, url string) string {
	if url == "" {
		return title
	}
	return fmt.Sprintf("[%s](%s)", title, url)
}

// anchor is what a heading is linked by.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, heading)
}

// nested are the packages that do not stand at the top, by name.
var nested = map[string]string{
	"decision": "ccg/decision", "spend": "ccg/spend", "procurement": "framework/procurement", "synthetic": "england/synthetic",
}

// docURL is where an identifier is documented.
func docURL(name string) string {
	pkg, rest, _ := strings.Cut(name, ".")
	path := pkg
	if below, ok := nested[pkg]; ok {
		path = below
	}
	return "https://pkg.go.dev/" + source.ModulePath + "/" + path + "#" + rest
}
