package spend

import (
	"bytes"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// readHeadings returns the layout of a row of headings, or false if the row has no
// headings.
func readHeadings(cells [][]byte) (*layout, bool) {
	if len(cells) > maxCells || !wordy(cells) {
		return nil, false
	}
	l := &layout{headings: make([]string, len(cells))}
	for c := range l.at {
		l.at[c] = -1
	}
	l.credit, l.sign, l.currency, l.year = -1, -1, -1, -1
	var weight [columns]int
	filled := 0
	for i, cell := range cells {
		if len(cell) > 200 {
			return nil, false // prose, not a heading
		}
		text := clean(cell)
		l.headings[i] = text
		if text == "" {
			continue
		}
		filled++
		l.width = i + 1
		if parseDate(cell).status == dateRead {
			return nil, false
		}
		if a, err := parseAmount(cell); err == nil && (a.form != 0 || cell[0] != '-') {
			return nil, false
		}
		if isYearHeading(text) {
			l.year = int16(i)
			continue
		}
		c := heading(text)
		if c.column == Amount || c.weight == 0 {
			if l.amountHeading(i, text, c.weight) && weight[Amount] < c.weight {
				if weight[Amount] == 0 {
					l.found++
				}
				weight[Amount] = c.weight
			}
			continue
		}
		switch {
		case weight[c.column] == 0:
			l.found++
		case c.weight > weight[c.column]:
		default:
			if c.weight == weight[c.column] {
				l.doubled = append(l.doubled, text)
				l.sibling(c.column, i, &weight)
			}
			continue
		}
		l.at[c.column], weight[c.column] = int16(i), c.weight
	}
	if i := l.preferred(); i >= 0 {
		l.at[Amount] = l.amounts[i].at
	}
	if i := l.at[PaymentDate]; i >= 0 {
		l.period = strings.Contains(strings.ToUpper(l.headings[i]), "PERIOD")
	}
	for _, w := range weight {
		l.weight += w
	}
	// A title names one or two of these words, and prose fills one cell.
	enough := l.found >= 3 || l.found == 2 && l.has(Amount) && (l.has(Supplier) || l.has(PaymentDate))
	if !enough || filled < 2 || l.found*3 < filled {
		return nil, false
	}
	if strong(weight[:]) == 0 {
		return nil, false
	}
	if l.has(ExpenditureType) && !l.has(ExpenseType) {
		l.at[ExpenseType], l.at[ExpenditureType] = l.at[ExpenditureType], -1
	}
	if l.has(Amount) {
		l.settleAmount()
	}
	return l, true
}

// weighedRows is how many rows beneath the headings decide which of several columns is
// the amount.
const weighedRows = 200

// headingsAt returns the headings of a row, which the row above may begin or the row
// below may continue, and how many rows they take from this one on. It returns nil if
// the row has no headings.
func headingsAt(above, cells [][]byte, src rowSource) (l *layout, rows int) {
	l, _ = readHeadings(cells)
	if len(above) > 0 && wordy(cells) {
		if both, ok := readHeadings(joinHeadings(above, cells)); ok && (l == nil || both.saysMore(l)) {
			return both, 1
		}
	}
	if l == nil {
		return nil, 0
	}
	next := src.ahead(1)
	if len(next) == 0 || !continues(next[0]) {
		return l, 1
	}
	if both, ok := readHeadings(joinHeadings(cells, next[0])); ok && (both.saysMore(l) || both.found == l.found && both.unit != l.unit) {
		return both, 2
	}
	return l, 1
}

// saysMore reports whether headings joined from two rows say more than those
// of one.
func (l *layout) saysMore(one *layout) bool {
	return l.weight > one.weight && l.found >= one.found
}

// continues reports whether a row beneath headings could continue them: it has text,
// and neither dates nor amounts.
func continues(cells [][]byte) bool {
	filled := false
	for _, c := range cells {
		c = trim(c)
		if len(c) == 0 {
			continue
		}
		filled = true
		if len(c) > 40 || parseDate(c).status == dateRead {
			return false
		}
		if a, err := parseNumber(bytes.Clone(c)); err == nil && (a.pence != 0 || c[0] >= '1' && c[0] <= '9') {
			return false
		}
	}
	return filled
}

// joinHeadings joins the cells of two rows one below the other.
func joinHeadings(above, below [][]byte) [][]byte {
	joined := make([][]byte, max(len(above), len(below)))
	for i := range joined {
		var a, b []byte
		if i < len(above) {
			a = trim(above[i])
		}
		if i < len(below) {
			b = trim(below[i])
		}
		switch {
		case len(a) == 0:
			joined[i] = b
		case len(b) == 0:
			joined[i] = a
		default:
			joined[i] = slices.Concat(a, []byte(" "), b)
		}
	}
	return joined
}

// wordy reports whether the cells could be headings: two have text, and one of them
// a word of three letters. It saves a closer look at scraps of text.
func wordy(cells [][]byte) bool {
	filled, long := 0, false
	for _, c := range cells {
		if len(c) > 0 {
			filled++
			long = long || len(c) >= 3
		}
	}
	return filled >= 2 && long
}

// strong counts the columns recognised with certainty.
func strong(weight []int) int {
	n := 0
	for _, w := range weight {
		if w >= 6 {
			n++
		}
	}
	return n
}

// sibling assigns the second of two columns with one heading to its missing
// neighbour: "Expense area, Expense area" is most likely area and type.
func (l *layout) sibling(c Column, i int, weight *[columns]int) {
	other := Column(0)
	switch c {
	case ExpenseArea:
		other = ExpenseType
	case ExpenseType:
		other = ExpenseArea
	}
	if other != 0 && weight[other] == 0 {
		l.at[other], weight[other] = int16(i), 1
		l.found++
	}
}

// vatOf returns the VAT basis stated in the heading of the amounts.
func vatOf(heading string) nhs.VATBasis {
	w := words(heading)
	has := func(any ...string) bool {
		return slices.ContainsFunc(w, func(s string) bool { return slices.Contains(any, s) })
	}
	switch {
	case has("NET", "EXCL", "EXCLUDING", "EXC", "EX", "EXCLUSIVE"):
		return nhs.WithoutVAT
	case has("GROSS", "INCL", "INCLUDING", "INC", "INCLUSIVE"):
		return nhs.WithVAT
	}
	return ""
}
