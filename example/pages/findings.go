package pages

import (
	"bytes"
	"encoding/json"
	"slices"
	"sort"
	"strings"

	"github.com/opencommissioning/commissioning/rule"
)

// A formError is something wrong with a form, and the field to look at.
type formError struct{ Field, Text string }

// A findingView is a finding as a page shows it.
type findingView struct {
	rule.Finding
	Number int // from 1
	Rule   rule.Meta
	Line   int // of the document, from 1; 0 is the whole
}

// findingsOf numbers the findings of a report, and gives each its rule and line.
func findingsOf(findings rule.Findings, rules map[rule.ID]rule.Meta, at map[rule.Pointer]lineSpan) []findingView {
	var views []findingView
	for i, f := range findings {
		v := findingView{Finding: f, Number: i + 1, Rule: rules[f.Rule]}
		v.Rule.ID = f.Rule
		if span, ok := placeOf(at, f.Path); ok && f.Path != "" {
			v.Line = span.first
		}
		views = append(views, v)
	}
	return views
}

// A lineSpan is the first and the last line of a value, from 1.
type lineSpan struct{ first, last int }

// placeOf returns the lines of a place or, where the document has no such member,
// of what would hold it.
func placeOf(at map[rule.Pointer]lineSpan, p rule.Pointer) (lineSpan, bool) {
	for {
		if span, ok := at[p]; ok || p == "" {
			return span, ok
		}
		p = p.Parent()
	}
}

// linesOf returns the lines of every value of a JSON document, as far as it can be
// read.
func linesOf(document []byte) map[rule.Pointer]lineSpan {
	var ends []int // of lines
	for i, c := range document {
		if c == '\n' {
			ends = append(ends, i)
		}
	}
	d := json.NewDecoder(bytes.NewReader(document))
	d.UseNumber()
	// A token has no line break in it, so where it ends tells its line.
	line := func() int { return 1 + sort.SearchInts(ends, int(d.InputOffset())-1) }
	at := map[rule.Pointer]lineSpan{}
	var value func(rule.Pointer) bool
	value = func(p rule.Pointer) bool {
		token, err := d.Token()
		if err != nil {
			return false
		}
		first := line()
		for i := 0; (token == json.Delim('{') || token == json.Delim('[')) && d.More(); i++ {
			step := rule.PointerOf(i)
			if token == json.Delim('{') {
				name, err := d.Token()
				if err != nil {
					return false
				}
				step = rule.PointerOf(name)
			}
			if !value(p.Append(step)) {
				return false
			}
		}
		if _, ok := token.(json.Delim); ok {
			if _, err := d.Token(); err != nil {
				return false
			}
		}
		at[p] = lineSpan{first, line()}
		return true
	}
	value("")
	return at
}

// A documentLine is a line of a document beside its findings.
type documentLine struct {
	Number   int
	Text     string
	Findings []findingView // that begin here
	Within   bool          // a finding speaks of it
	Gap      bool          // lines before it are left out
}

// The most that a page shows of a document.
const (
	maxLines     = 300
	maxLineBytes = 400
	linesAround  = 3
)

// markLines returns the lines of a document with those marked that findings speak
// of. Of a long one it leaves out what is far from any.
func markLines(document string, findings []findingView, at map[rule.Pointer]lineSpan) []documentLine {
	text := strings.Split(strings.TrimRight(document, "\r\n"), "\n")
	lines := make([]documentLine, len(text))
	near := make([]bool, len(text))
	for i := range lines {
		lines[i] = documentLine{Number: i + 1, Text: strings.TrimRight(text[i], "\r")}
		if len(lines[i].Text) > maxLineBytes {
			lines[i].Text = strings.ToValidUTF8(lines[i].Text[:maxLineBytes], "") + "…"
		}
	}
	for _, f := range findings {
		if f.Line == 0 || f.Line > len(lines) {
			continue
		}
		lines[f.Line-1].Findings = append(lines[f.Line-1].Findings, f)
		span := at[f.Path] // none where something is missing
		for i := max(span.first, 1); i <= min(span.last, len(lines)); i++ {
			lines[i-1].Within = true
		}
		for i := max(1, f.Line-linesAround); i <= min(f.Line+linesAround, len(lines)); i++ {
			near[i-1] = true
		}
	}
	if len(lines) <= maxLines {
		return lines
	}
	var shown []documentLine
	for i, l := range lines {
		if (near[i] || i < 2*linesAround) && len(shown) < maxLines {
			l.Gap = i > 0 && (len(shown) == 0 || shown[len(shown)-1].Number != i)
			shown = append(shown, l)
		}
	}
	return slices.Clip(shown)
}
