package spend

import (
	"bytes"
	"strings"
)

// unitEnding ends the name of a support unit.
const unitEnding = "COMMISSIONING SUPPORT UNIT"

// payee returns the supplier's cell, with the rest of a unit's name where the name
// runs on in the next cell: "NHS NORTH OF ENGLAND COMMISS" and "IONING SUPPORT UNIT".
func (r *Row) payee() []byte {
	l := r.layout
	if l == nil || l.at[Supplier] < 0 || len(r.supplier) == 0 {
		return r.supplier
	}
	i := int(l.at[Supplier]) + 1
	next := r.reader.rec.cell(i)
	if len(next) < 3 || next[0]|0x20 < 'a' || next[0]|0x20 > 'z' {
		return r.supplier // as in nearly every row
	}
	if bytes.EqualFold(next, []byte(csuWord)) || endsWord(next) {
		if rest, ok := runsOn(string(trim(r.supplier)), string(trim(next)), l.strangeToNames(i)); ok {
			return []byte(rest)
		}
	}
	return r.supplier
}

// endsWord reports whether a cell may hold the end of a unit's name.
func endsWord(next []byte) bool {
	return bytes.Contains(next, []byte("UNIT")) || bytes.Contains(next, []byte("nit")) || bytes.Contains(next, []byte("SUPPORT")) || bytes.Contains(next, []byte("upport"))
}

// strangeToNames reports whether a name does not belong in the column: one without a meaning,
// or with that of a number.
func (l *layout) strangeToNames(i int) bool {
	for _, c := range [...]Column{DepartmentFamily, Entity, PaymentDate, ExpenseType, ExpenseArea, Amount, Description, SupplierType, ExpenditureType} {
		if int(l.at[c]) == i {
			return false
		}
	}
	return true
}

// runsOn returns a name and its rest together, if the rest ends the name of a unit and
// begins where the name stops. A rest that is the whole ending goes with the name only
// where it stands in a foreign column.
func runsOn(name, next string, foreign bool) (string, bool) {
	rest := strings.ToUpper(strings.TrimRight(next, " 0123456789"))
	if rest == csuWord || rest == "COMMISSIONING SUPPORT" || rest == unitEnding {
		return name + " " + rest, foreign && !strings.Contains(strings.ToUpper(name), csuWord)
	}
	before, ok := strings.CutSuffix(unitEnding, rest)
	if !ok || len(rest) < len("UNIT") {
		if before, ok = strings.CutSuffix("COMMISSIONING SUPPORT", rest); !ok || len(rest) < len("SUPPORT") {
			return "", false
		}
	}
	if strings.HasSuffix(before, " ") {
		before = strings.TrimSuffix(before, " ")
		return name + " " + rest, strings.HasSuffix(strings.ToUpper(name), " "+before)
	}
	return name + rest, strings.HasSuffix(strings.ToUpper(name), " "+before)
}
