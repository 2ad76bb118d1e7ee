package cli

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// maxSpentRows is how many rows of a table the text shows, the largest first.
const maxSpentRows = 20

// writeSpent writes the result as text.
func (in *invocation) writeSpent(s *spent) {
	a := &s.Accounting
	in.printf("%s in %s of %s\n", s.Total, format.Count(a.Payments.Rows, "payment", "payments"), format.Count(len(s.Files), "file", "files"))
	in.printf("to commissioning support units: %s in %s\n", s.CSUTotal, format.Count(s.CSULines, "payment", "payments"))
	in.table(s.units())
	if len(s.Doubtful) > 0 {
		in.printf("names that mention a CSU but match no unit, not counted above: %d\n", len(s.Doubtful))
	}
	in.writeSpentTotals(s)
	in.printf("%s: payments %d, headings %d, blank %d, notes %d, totals %d, set apart %d, rejected %d, unread %d\n", format.Count(a.Lines, "line", "lines"),
		a.Payments.Lines, a.Headers.Lines, a.Blanks.Lines, a.Notes.Lines, a.Totals.Lines, a.SetApart.Lines, a.Rejected.Lines, a.Unread.Lines)
	for i := range s.Files {
		in.writeSpentFile(&s.Files[i])
	}
	for _, l := range s.LeftOut {
		in.printf("left out %s, %s: %s of %s\n", l.Path, l.Amount, l.Why, strings.Join(l.Of, ", "))
	}
	for _, c := range s.CutShort {
		in.printf("most likely cut short at %d lines: %s\n", c.Lines, strings.Join(c.Paths, ", "))
	}
	for _, d := range s.Doubts {
		in.printf("doubt: %s\n", d)
	}
	if s.Table != "" {
		in.printf("written to %s\n", s.Table)
	}
}

// units returns what went to each unit, the largest first.
func (s *spent) units() [][]string {
	units := map[nhs.OrgID]nhs.Money{}
	for _, p := range s.ToCSUs {
		units[p.Unit] = units[p.Unit].Add(p.Amount)
	}
	var rows [][]string
	for _, id := range slices.SortedFunc(maps.Keys(units), func(a, b nhs.OrgID) int { return cmp.Or(units[b].Compare(units[a]), a.Compare(b)) }) {
		name := string(id)
		if name == "" {
			name = "one of several units"
		}
		rows = append(rows, []string{name, units[id].String()})
	}
	return rows
}

// writeSpentTotals writes the tables by file, month, payer and supplier.
func (in *invocation) writeSpentTotals(s *spent) {
	files := make([][]string, 0, len(s.Files))
	for _, f := range s.Files {
		if f.Error == "" && !f.LeftOut {
			files = append(files, []string{f.File, f.Total.String(), strconv.Itoa(f.Payments)})
		}
	}
	in.spentTable("file", files)
	in.spentTable("month", groupRows(s.ByMonth, func(g *spend.Group) string { return cmp.Or(g.Month.String(), "no date") }))
	in.spentTable("payer", groupRows(s.ByPayer, func(g *spend.Group) string { return cmp.Or(g.Entity, "not named") }))
	suppliers := make([][]string, 0, len(s.BySupplier))
	for _, g := range s.BySupplier {
		name := cmp.Or(g.Name, "not named")
		if n := len(g.Spellings); n > 1 {
			name += " (" + format.Count(n, "spelling", "spellings") + ", " + g.Key + ")"
		}
		suppliers = append(suppliers, []string{name, g.Amount.String(), strconv.Itoa(g.Lines)})
	}
	in.spentTable("supplier", suppliers)
}

func groupRows(groups []spend.Group, name func(*spend.Group) string) [][]string {
	rows := make([][]string, 0, len(groups))
	for i := range groups {
		rows = append(rows, []string{name(&groups[i]), groups[i].Amount.String(), strconv.Itoa(groups[i].Lines)})
	}
	return rows
}

func (in *invocation) spentTable(by string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	in.printf("by %s:\n", by)
	more := len(rows) - maxSpentRows
	in.table(rows[:min(len(rows), maxSpentRows)])
	if more > 0 {
		in.printf("  and %d more: see -format json or csv\n", more)
	}
}

// writeSpentFile writes what there is to say of one file.
func (in *invocation) writeSpentFile(f *spentFile) {
	if f.Error != "" {
		in.printf("could not read %s: %s\n", f.File, f.Error)
	}
	if f.LeftOut {
		return
	}
	if f.Rejected > 0 {
		in.printf("rejected in %s: %s\n", f.File, format.Count(f.Rejected, "row", "rows"))
	}
	if f.SetApart > 0 {
		in.printf("set apart in %s: %s\n", f.File, format.Count(f.SetApart, "row", "rows"))
	}
	shown := 0
	for _, p := range f.Problems {
		if !notSummed(p.Reason) {
			continue
		}
		if shown++; shown > maxSpentRows {
			in.printf("  and more: see -format json or csv\n")
			break
		}
		place := "line " + strconv.Itoa(p.Line)
		if p.Sheet != "" {
			place = "sheet " + p.Sheet + ", row " + strconv.Itoa(p.Line)
		}
		in.printf("  %s: %s", place, p.Reason)
		if p.Text != "" {
			in.printf(": %s", p.Text)
		}
		in.printf("\n")
	}
	for _, reason := range slices.Sorted(maps.Keys(f.Reasons)) {
		if !notSummed(reason) {
			in.printf("counted in %s although %s: %s\n", f.File, reason, format.Count(f.Reasons[reason], "row", "rows"))
		}
	}
	for _, l := range f.Sheets {
		in.printf("left out the sheet %s of %s, %s: %s of %s\n", l.Sheet, f.File, l.Amount, l.Why, strings.Join(l.Of, ", "))
	}
	for _, d := range f.Doubts {
		in.printf("doubt about %s: %s\n", f.File, d)
	}
}
