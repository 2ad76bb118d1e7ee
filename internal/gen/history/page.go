package history

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"

	"github.com/opencommissioning/commissioning/england"
)

//go:embed history.md.tmpl
var text string

// Page returns docs/history.md.
func Page() (string, error) {
	f, err := readFacts()
	if err != nil {
		return "", err
	}
	t, err := template.New("history.md.tmpl").Funcs(f.functions()).Parse(text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := t.Execute(&b, nil); err != nil {
		return "", err
	}
	sources, err := england.Sources()
	if err != nil {
		return "", err
	}
	b.WriteString("\n## Sources\n\n")
	for _, id := range slices.SortedFunc(maps.Keys(f.used), byNumber) {
		i := slices.IndexFunc(sources, func(s england.Source) bool { return s.ID == id })
		if i < 0 {
			return "", fmt.Errorf("there is no source %s", id)
		}
		s := sources[i]
		title := s.Title
		if s.URL != "" {
			title = fmt.Sprintf("[%s](<%s>)", s.Title, s.URL)
		}
		fmt.Fprintf(&b, "- <a id=\"%s\"></a>%s: %s", strings.ToLower(id), id, title)
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

// byNumber orders S9 before S10.
func byNumber(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
