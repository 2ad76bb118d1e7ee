package cli

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

// spentColumns are the columns of the CSV. Each table fills those that it has.
var spentColumns = []string{"unit", "supplier", "evidence", "entity", "ccg", "year", "lines", "amount", "table", "file", "sheet", "line", "month", "supplier_key", "reason", "detail"}

// rows returns the result as rows, the names of the columns first.
func (s *spent) rows() [][]string {
	rows := [][]string{slices.Clone(spentColumns)}
	add := func(table string, cells map[string]string) {
		row := make([]string, len(spentColumns))
		for i, c := range spentColumns {
			row[i] = cells[c]
		}
		row[slices.Index(spentColumns, "table")] = table
		rows = append(rows, row)
	}
	sums := func(lines int, m nhs.Money) map[string]string {
		return map[string]string{"lines": strconv.Itoa(lines), "amount": amount(m)}
	}
	for _, p := range s.ToCSUs {
		c := sums(p.Lines, p.Amount)
		c["unit"], c["supplier"], c["evidence"], c["entity"], c["ccg"], c["year"] = string(p.Unit), p.Supplier, string(p.Evidence), p.Entity, string(p.CCG), year(p.Year)
		add("unit", c)
	}
	for _, g := range s.ByMonth {
		c := sums(g.Lines, g.Amount)
		c["month"] = g.Month.String()
		add("month", c)
	}
	for _, g := range s.ByPayer {
		c := sums(g.Lines, g.Amount)
		c["entity"] = g.Entity
		add("payer", c)
	}
	for _, g := range s.BySupplier {
		c := sums(g.Lines, g.Amount)
		c["supplier"], c["supplier_key"], c["detail"] = g.Name, g.Key, strings.Join(g.Spellings, "; ")
		add("supplier", c)
	}
	for i := range s.Files {
		s.Files[i].rows(add)
	}
	for _, l := range s.LeftOut {
		add("left out", map[string]string{"file": l.Path, "lines": strconv.Itoa(l.Payments), "amount": amount(l.Amount), "reason": string(l.Why), "detail": strings.Join(l.Of, "; ")})
	}
	for _, c := range s.CutShort {
		for _, p := range c.Paths {
			add("cut short", map[string]string{"file": p, "lines": strconv.Itoa(c.Lines)})
		}
	}
	for _, d := range s.Doubts {
		add("doubt", map[string]string{"reason": string(d.Reason), "detail": d.Detail})
	}
	return rows
}

// rows adds the rows of one file.
func (f *spentFile) rows(add func(string, map[string]string)) {
	line := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	add("file", map[string]string{"file": f.File, "lines": strconv.Itoa(f.Payments), "amount": amount(f.Total), "detail": f.Error})
	for _, reason := range slices.Sorted(maps.Keys(f.Reasons)) {
		add("reason", map[string]string{"file": f.File, "lines": strconv.Itoa(f.Reasons[reason]), "reason": string(reason)})
	}
	for _, p := range f.Problems {
		add("problem", map[string]string{"file": f.File, "sheet": p.Sheet, "line": line(p.Line), "reason": string(p.Reason), "detail": p.Text})
	}
	for _, d := range f.Doubts {
		add("doubt", map[string]string{"file": f.File, "sheet": d.Sheet, "line": line(d.Line), "reason": string(d.Reason), "detail": d.Detail})
	}
	for _, l := range f.Sheets {
		add("left out", map[string]string{"file": f.File, "sheet": l.Sheet, "lines": strconv.Itoa(l.Payments), "amount": amount(l.Amount), "reason": string(l.Why), "detail": strings.Join(l.Of, "; ")})
	}
}

func year(y nhs.FinancialYear) string {
	if y.IsZero() {
		return ""
	}
	return y.String()
}

// notSummed reports whether a row with the reason is in no sum.
func notSummed(r spend.Reason) bool {
	switch r {
	case spend.NoAmount, spend.AmountHidden, spend.AmountUnreadable, spend.AmountOutOfRange, spend.LineTooLong, spend.TooManyCells,
		spend.AmountIsTransaction, spend.AmountAlone, spend.AmountSplit, spend.RowShifted, spend.NothingElse, spend.ForeignCurrency:
		return true
	}
	return false
}
