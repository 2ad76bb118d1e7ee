package decision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Paper presents a result to a governing body: two or three pages of plain text in
// sections. [Paper.String] prints it.
type Paper struct {
	// Title is the question.
	Title string `json:"title"`
	// Label marks a made-up example; "" for a real decision.
	Label string `json:"label,omitempty"`
	// Sections are in reading order.
	Sections []Section `json:"sections"`
}

// A Section is one part of a paper.
type Section struct {
	// Heading is its heading.
	Heading string `json:"heading"`
	// Table comes before the paragraphs; nil if there is none.
	Table *Table `json:"table,omitempty"`
	// Paragraphs are plain text.
	Paragraphs []string `json:"paragraphs,omitempty"`
}

// A Table is a table of plain text.
type Table struct {
	// Columns are the headings.
	Columns []string `json:"columns"`
	// Rows have one cell for each column.
	Rows [][]string `json:"rows"`
}

// The limits of a page. Longer lists end with a count of the rest, longer texts
// with dots.
const (
	pageWidth    = 78
	maxCell      = 30  // runes
	maxName      = 100 // runes
	maxParagraph = 400 // runes
	maxShown     = 5   // findings
	maxYearsWide = 4   // years side by side
)

// Paper returns the result as a paper for a governing body. d is the decision behind the
// result; bodies are called by the names that it gives them, or by their codes.
func (r Result) Paper(d *Decision) Paper {
	p := Paper{Title: clip(d.Title, maxParagraph)}
	if p.Title == "" {
		p.Title = "Who should do the work: make, buy or share?"
	}
	if d.Synthetic {
		p.Label = "SYNTHETIC EXAMPLE: made up; not a record of any group's decision"
	}
	p.add("The question", nil, d.question(), d.Note)
	if r.Ranked {
		p.add("The options", r.optionTable(d), append([]string{d.weighedBy()}, r.arrangements(d)...)...)
		p.add("What they cost", r.costTable(d), r.costNotes(d)...)
		p.add("How they score", nil, r.scoreNotes(d)...)
		p.add("Must-haves", nil, r.mustHaveNotes(d)...)
	}
	words := r.Words
	if d.Synthetic && len(words) > 0 {
		words = words[1:] // the label says it
	}
	p.add("What the comparison says", nil, strings.Join(words, " "))
	if r.Ranked {
		p.add("What each option lacks", nil, r.lacks(d)...)
	}
	var law []string
	for _, point := range r.Law {
		law = append(law, point.Brief)
	}
	p.add("The choice", nil, r.choice(d)...)
	p.add("Law and guidance", nil, strings.Join(law, " "))
	var fix, review []string
	for _, f := range r.Refusals {
		fix = append(fix, fmt.Sprintf("%s: %s", f.Path, f.Message))
	}
	for _, f := range r.Advice {
		review = append(review, fmt.Sprintf("%s (%s): %s", f.Rule, f.Severity, f.Message))
	}
	p.add("To fix first", nil, firstFew(fix)...)
	p.add("To review before deciding", nil, firstFew(review)...)
	return p
}

// add appends a section unless it would be empty.
func (p *Paper) add(heading string, table *Table, paragraphs ...string) {
	s := Section{Heading: heading, Table: table}
	for _, text := range paragraphs {
		if text = clip(text, maxParagraph*4); text != "" {
			s.Paragraphs = append(s.Paragraphs, text)
		}
	}
	if table != nil || s.Paragraphs != nil {
		p.Sections = append(p.Sections, s)
	}
}

// firstFew returns the first few texts and how many more there are.
func firstFew(texts []string) []string {
	var shown []string
	for i, text := range texts {
		if i == maxShown {
			shown = append(shown, fmt.Sprintf("And %d more.", len(texts)-i))
			break
		}
		shown = append(shown, clip(text, maxParagraph))
	}
	return shown
}

func (d *Decision) question() string {
	what := strings.ReplaceAll(string(d.Line), "-", " ")
	if d.Part != "" {
		what += " (" + d.Part + ")"
	}
	if what == "" {
		what = "an unnamed service line"
	}
	text := "Who should do " + clip(what, maxParagraph)
	if d.CCG != "" {
		text += " for " + clip(cmp.Or(d.CCGName, string(d.CCG)), maxName)
	}
	if !d.FirstYear.IsZero() && !d.LastYear.IsZero() {
		text += fmt.Sprintf(" in %s to %s", d.FirstYear, d.LastYear)
	}
	text += "?"
	if !d.Date.IsZero() {
		text += fmt.Sprintf(" For decision on %d %s %d.", d.Date.Day(), d.Date.Month(), d.Date.Year())
	}
	return text
}

func (r *Result) optionTable(d *Decision) *Table {
	t := &Table{Columns: []string{"Rank", "Option", "Kind", "Cost", "Points of 100"}}
	for _, p := range r.Ranking {
		t.Rows = append(t.Rows, []string{
			fmt.Sprint(p.Rank), clip(p.Name, maxCell), string(p.Kind), wholePounds(p.Cost), fmt.Sprint(p.Points),
		})
	}
	for _, e := range r.Excluded {
		k := Kind("")
		if o, ok := d.Option(e.Option); ok {
			k = o.Kind
		}
		t.Rows = append(t.Rows, []string{"-", clip(e.Name, maxCell), string(k), wholePounds(r.costOf(e.Option).Total), "excluded"})
	}
	return t
}

// bestFirst returns all options in the order of the table: the ranked ones, then
// the excluded ones.
func (r *Result) bestFirst() []string {
	var ids []string
	for _, p := range r.Ranking {
		ids = append(ids, p.Option)
	}
	for _, e := range r.Excluded {
		ids = append(ids, e.Option)
	}
	return ids
}

func (r *Result) gapOf(id string) *Gap {
	for i := range r.Gaps {
		if r.Gaps[i].Option == id {
			return &r.Gaps[i]
		}
	}
	return &Gap{}
}

// wholePounds writes an amount without its pence, rounded.
func wholePounds(m nhs.Money) string {
	rounded, err := nhs.MoneyFromDecimal(m.Decimal().Round(0))
	if err != nil {
		rounded = m
	}
	return strings.TrimSuffix(rounded.String(), ".00")
}

// heaviestFirst returns the criteria that count, heaviest first.
func (d *Decision) heaviestFirst() []Criterion {
	criteria := slices.DeleteFunc(slices.Clone(d.Criteria), func(k Criterion) bool { return k.Weight.Sign() <= 0 })
	slices.SortFunc(criteria, func(a, b Criterion) int {
		return cmp.Or(b.Weight.Compare(a.Weight), strings.Compare(string(a.ID), string(b.ID)))
	})
	return criteria
}

// weighedBy lists the criteria that count, heaviest first.
func (d *Decision) weighedBy() string {
	var list []string
	for _, k := range d.heaviestFirst() {
		list = append(list, fmt.Sprintf("%s %s", clip(k.name(), maxCell), k.Weight))
	}
	return "Weighed by: " + strings.Join(list, ", ") + "."
}

// choice says which option was chosen, and why.
func (r *Result) choice(d *Decision) []string {
	if d.Chosen == "" {
		return []string{"No option has been chosen yet."}
	}
	o, ok := d.Option(d.Chosen)
	if !ok {
		return nil
	}
	text := fmt.Sprintf("Chosen: %q.", clip(o.name(), maxCell))
	if d.Rationale != nil {
		text += " " + d.Rationale.Text
	}
	return []string{clip(text, maxParagraph)}
}

// lacks says what each option lacks and where it is furthest behind.
func (r *Result) lacks(d *Decision) []string {
	var list []string
	for _, id := range r.bestFirst() {
		g := r.gapOf(id)
		text := clip(r.nameOf(g.Option), maxCell) + ": "
		if len(g.Lacks) > 0 {
			text += strings.Join(g.Lacks, "; ") + "; "
		}
		switch {
		case len(g.Behind) > 0:
			b := g.Behind[0]
			text += fmt.Sprintf("furthest behind on %s, by %s.", clip(d.criterionName(b.Criterion), maxCell), points(b.Points))
		default:
			text += "behind on nothing."
		}
		list = append(list, clip(text, maxParagraph))
	}
	return list
}

// clip returns text on one line, without unprintable characters, cut to so many
// runes.
func clip(text string, most int) string {
	if far := 16 * most; len(text) > far { // most of it will not be shown
		text = strings.ToValidUTF8(text[:far], "") + "…"
	}
	text = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case !unicode.IsPrint(c) || c == utf8.RuneError:
			return -1
		}
		return c
	}, text)), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:most-1])) + "…"
}

// String prints the paper as plain text, 78 columns wide.
func (p Paper) String() string {
	var b strings.Builder
	wrap(&b, p.Title)
	if p.Label != "" {
		wrap(&b, p.Label)
	}
	for _, s := range p.Sections {
		b.WriteString("\n")
		wrap(&b, strings.ToUpper(s.Heading))
		if s.Table != nil {
			s.Table.print(&b)
		}
		for _, text := range s.Paragraphs {
			wrap(&b, text)
		}
	}
	return b.String()
}

// wrap prints text in lines of at most a page's width. A longer word gets a line
// of its own.
func wrap(b *strings.Builder, text string) {
	column := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
		case column+1+n > pageWidth:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	b.WriteByte('\n')
}

// print aligns the columns, with figures to the right.
func (t *Table) print(b *strings.Builder) {
	widths := make([]int, len(t.Columns))
	lines := append([][]string{t.Columns}, t.Rows...)
	for _, line := range lines {
		for i := range min(len(line), len(widths)) {
			widths[i] = max(widths[i], utf8.RuneCountInString(line[i]))
		}
	}
	for _, line := range lines {
		var row strings.Builder
		for i := range min(len(line), len(widths)) {
			if i > 0 {
				row.WriteString("  ")
			}
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(line[i]))
			if t.isFigures(i) {
				row.WriteString(pad + line[i])
			} else {
				row.WriteString(line[i] + pad)
			}
		}
		b.WriteString(strings.TrimRight(row.String(), " ") + "\n")
	}
}

// isFigures reports whether the first cell of the column is a figure.
func (t *Table) isFigures(column int) bool {
	if len(t.Rows) == 0 || column >= len(t.Rows[0]) {
		return false
	}
	cell := strings.TrimLeft(t.Rows[0][column], "-£")
	return cell != "" && '0' <= cell[0] && cell[0] <= '9'
}
