package rulepages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A fixture's document is shown whole up to maxLines lines of maxWidth.
const (
	maxLines = 60
	maxWidth = 110
)

// Page returns the Markdown page of a rule. The documents that it shows are
// those of pass.json and fail.json in the rule's folder of fixtures; where there
// is none, or it is long, the rule's own examples serve. The waiver shows how the
// rule's set names its subjects ([rule.Set.Waiver]).
func Page(m rule.Meta, waiver rule.Waiver, fixtures fs.FS) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s · %s\n\n", m.ID, m.Title)
	writeFacts(&b, m)
	section(&b, "What it asks", sentence(m.Title))
	section(&b, "Why", m.Rationale)
	writeCitations(&b, m)
	if m.ByConstruction != nil {
		section(&b, "How the types keep it", m.ByConstruction.How+"\n\nShown by `"+m.ByConstruction.Test+"`.")
	}
	writeDocument(&b, "A document that keeps it", m.ID, "pass", m.GoodExample, fixtures)
	writeDocument(&b, "A document that breaks it", m.ID, "fail", m.BadExample, fixtures)
	section(&b, "What it cannot see", m.Limitations)
	section(&b, "How to fix it", m.Fix)
	if m.ByConstruction == nil {
		writeWaiver(&b, waiver)
	}
	if len(m.Related) > 0 {
		var links []string
		for _, id := range m.Related {
			links = append(links, link(id))
		}
		section(&b, "Related", strings.Join(links, ", "))
	}
	b.WriteString("\n---\n\n[All rules](README.md). This page is generated: change the rule, not the page.\n")
	return b.String()
}

func link(id rule.ID) string { return fmt.Sprintf("[%s](%s.md)", id, id) }

// sentence gives text a capital and a full stop.
func sentence(text string) string { return capital(strings.TrimSuffix(text, ".")) + "." }

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func section(b *strings.Builder, title, text string) {
	if text != "" {
		fmt.Fprintf(b, "\n## %s\n\n%s\n", title, text)
	}
}

func writeFacts(b *strings.Builder, m rule.Meta) {
	b.WriteString("| | |\n|---|---|\n")
	row := func(name, value string) { fmt.Fprintf(b, "| %s | %s |\n", name, cell(value)) }
	row("Judges", "`"+m.Subject+"`")
	row("Severity", m.Severity.String())
	row("Basis", basis(m.Basis))
	row("In force", days(m.InForce))
	switch {
	case m.ByConstruction != nil:
		row("Runs", "never: the types keep it")
	case m.OptIn:
		row("Runs", "only where it is selected by name")
	default:
		row("Runs", "by default")
	}
	row("Fires on", seen(m.Observed))
	if len(m.Tags) > 0 {
		row("Tags", strings.Join(m.Tags, ", "))
	}
}

// cell escapes text for a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

func basis(b rule.Basis) string {
	switch b {
	case rule.Law:
		return "law"
	case rule.Guidance:
		return "guidance"
	case rule.Reported:
		return "finding of the articles of 2013"
	case rule.Study:
		return "study"
	case rule.Integrity:
		return "integrity of data"
	case rule.Unsourced:
		return "unsourced: customary, no text of it was found"
	}
	return b.String()
}

func seen(s rule.Observed) string {
	switch s {
	case rule.ObservedReal:
		return "published data"
	case rule.ObservedSynthetic:
		return "examples written for it"
	case rule.NeverObserved:
		return "nothing seen so far"
	}
	return string(s)
}

// days writes a period as people read it.
func days(p nhs.Period) string {
	switch {
	case p == nhs.Period{}:
		return "always"
	case p.From.IsZero():
		return "until " + p.Last().String()
	case p.Until.IsZero():
		return "from " + p.From.String()
	case p.From == p.Last():
		return "on " + p.From.String()
	}
	return p.From.String() + " to " + p.Last().String()
}

func writeCitations(b *strings.Builder, m rule.Meta) {
	if len(m.Citations) == 0 {
		if m.Basis == rule.Integrity {
			section(b, "On whose authority", "Nobody's: it is what the data needs in order to make sense.")
		}
		return
	}
	var list []string
	for _, c := range m.Citations {
		title := c.Title
		if c.URL != "" {
			title = "[" + c.Title + "](<" + c.URL + ">)"
		}
		parts := []string{title}
		for _, part := range []string{c.Section, c.Publisher, c.Published.String()} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		item := "- " + strings.Join(parts, ", ") + "."
		if c.Note != "" {
			item += " " + sentence(c.Note)
		}
		list = append(list, item)
	}
	section(b, "On whose authority", strings.Join(list, "\n"))
}

// writeDocument shows the document of a fixture, or the rule's one-line example.
func writeDocument(b *strings.Builder, title string, id rule.ID, kind, example string, fixtures fs.FS) {
	f, ok := readFixture(fixtures, id, kind)
	if !ok {
		section(b, title, oneLine(example))
		return
	}
	var text strings.Builder
	if f.Note != "" {
		text.WriteString(sentence(f.Note) + "\n\n")
	}
	fmt.Fprintf(&text, "```json\n%s\n```", f.document)
	if f.AsOf != "" {
		fmt.Fprintf(&text, "\n\nAs of %s.", f.AsOf)
	}
	if len(f.Want) > 0 {
		var places []string
		for _, p := range f.Want {
			if p == "" {
				places = append(places, "the whole document")
			} else {
				places = append(places, "`"+string(p)+"`")
			}
		}
		fmt.Fprintf(&text, "\n\nFound at %s.", strings.Join(places, ", "))
	}
	section(b, title, text.String())
}

// oneLine sets an example that is a piece of JSON as code.
func oneLine(example string) string {
	if strings.ContainsAny(example, `{["`) && !strings.Contains(example, "`") {
		return "```\n" + example + "\n```"
	}
	return example
}

// A shown fixture is what a page needs of a fixture.
type shownFixture struct {
	Note     string          `json:"note"`
	Document json.RawMessage `json:"document"`
	AsOf     string          `json:"as_of"`
	Want     []rule.Pointer  `json:"want"`
	document string          // indented
}

// readFixture returns pass.json or else the first of pass*.json, if it is short
// enough to show.
func readFixture(fixtures fs.FS, id rule.ID, kind string) (f shownFixture, ok bool) {
	if fixtures == nil {
		return f, false
	}
	names, err := fs.Glob(fixtures, path.Join(string(id), kind+"*.json"))
	if err != nil || len(names) == 0 {
		return f, false
	}
	name := names[0]
	if plain := path.Join(string(id), kind+".json"); slices.Contains(names, plain) {
		name = plain
	}
	data, err := fs.ReadFile(fixtures, name)
	if err != nil || json.Unmarshal(data, &f) != nil {
		return f, false
	}
	f.unwrap()
	var indented bytes.Buffer
	if json.Indent(&indented, f.Document, "", "  ") != nil {
		return f, false
	}
	lines := fold(strings.Split(indented.String(), "\n"))
	f.document = strings.Join(lines, "\n")
	return f, len(lines) <= maxLines
}

// fold puts each object and list of indented JSON on one line where it fits.
func fold(lines []string) []string {
	var folded []string
	for i := 0; i < len(lines); i++ {
		if one, n := oneOf(lines[i:]); n > 1 && utf8.RuneCountInString(one) <= maxWidth {
			folded = append(folded, one)
			i += n - 1
			continue
		}
		folded = append(folded, lines[i])
	}
	return folded
}

// oneOf joins the object or list that opens at the end of the first line, and
// returns how many lines it took: one, where nothing opens.
func oneOf(lines []string) (one string, n int) {
	one = lines[0]
	if !opens(one) {
		return one, 1
	}
	depth := 1
	for i, line := range lines[1:] {
		text := strings.TrimSpace(line)
		closes := strings.HasPrefix(text, "}") || strings.HasPrefix(text, "]")
		if !closes && !opens(one) {
			one += " "
		}
		one += text
		if closes {
			depth--
		}
		if opens(text) {
			depth++
		}
		if depth == 0 || len(one) > 4*maxWidth { // longer than any that fits
			return one, i + 2
		}
	}
	return one, len(lines)
}

func opens(line string) bool { return strings.HasSuffix(line, "{") || strings.HasSuffix(line, "[") }

// kinds are the kinds of document that one package's fixtures tell apart by
// wrapping each in an object with a single member of that name.
var kinds = []string{"framework", "competition", "procurement", "call_off"}

// unwrap takes off the wrapping, for a reader sends the document as it is.
func (f *shownFixture) unwrap() {
	var members map[string]json.RawMessage
	if json.Unmarshal(f.Document, &members) != nil || len(members) != 1 {
		return
	}
	for _, kind := range kinds {
		inner, ok := members[kind]
		if !ok {
			continue
		}
		f.Document = inner
		for i, place := range f.Want {
			f.Want[i] = rule.Pointer(strings.TrimPrefix(string(place), "/"+kind))
		}
	}
}

func writeWaiver(b *strings.Builder, w rule.Waiver) {
	text, path := "Name one subject, a reason and a last day. The finding stays in the report, marked.", ""
	if w.Path != "" {
		text += " What the rule judges is a part of that subject: the path says which, as the subject's own document has it."
		path = fmt.Sprintf(" \"path\": \"%s/…\",", w.Path)
	}
	section(b, "How to waive", text+"\n\n```json\n"+
		fmt.Sprintf("{\"rule\": %q, \"subject\": %q,%s \"reason\": \"…\", \"until\": \"YYYY-MM-DD\"}", string(w.Rule), w.Subject.String(), path)+"\n```")
}
