package analysis

import (
	"cmp"
	"encoding"
	"fmt"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// CellValue lists the types that a [Cell] holds.
type CellValue interface {
	string | int | int64 | nhs.Money | nhs.Rate | nhs.Percent | Concentration
}

// A Cell is one exact value of a [Table]: a text, a count, an amount, a rate per
// head, a percentage or points of concentration.
//
// The zero Cell is a value that is not known. An empty text is the same. Cells do
// not compare with ==: use [Cell.Equal] and [Cell.Compare].
type Cell struct {
	_ [0]func()

	value any // nil, string, int64, nhs.Money, nhs.Rate, nhs.Percent or Concentration
}

// CellOf returns a cell that holds the value.
func CellOf[V CellValue](value V) Cell {
	switch v := any(value).(type) {
	case string:
		if v == "" {
			return Cell{}
		}
	case int:
		return Cell{value: int64(v)}
	}
	return Cell{value: value}
}

// OptionalCell returns a cell that holds the value, or an unknown one for nil.
func OptionalCell[V CellValue](value *V) Cell {
	if value == nil {
		return Cell{}
	}
	return CellOf(*value)
}

// texts returns a cell for each of the texts.
func texts(words ...string) []Cell {
	cells := make([]Cell, len(words))
	for i, w := range words {
		cells[i] = CellOf(w)
	}
	return cells
}

// IsKnown reports whether the cell holds a value.
func (c Cell) IsKnown() bool { return c.value != nil }

// Value returns what the cell holds: a string, an int64, an [nhs.Money], an
// [nhs.Rate], an [nhs.Percent] or a [Concentration]; nil if it is unknown.
func (c Cell) Value() any { return c.value }

// Unit returns the unit of the value, as in [Column.Unit]: "" for a text and for a
// value that is not known.
func (c Cell) Unit() string {
	switch c.value.(type) {
	case int64:
		return unitCount
	case nhs.Money:
		return unitPounds
	case nhs.Rate:
		return unitPerHead
	case nhs.Percent:
		return unitPercent
	case Concentration:
		return unitPoints
	}
	return ""
}

// Compare orders cells: unknown ones first, then texts, then numbers by unit and
// size. It returns -1, 0 or 1.
func (c Cell) Compare(other Cell) int {
	if !c.IsKnown() || !other.IsKnown() {
		return boolToInt(c.IsKnown()) - boolToInt(other.IsKnown())
	}
	if byUnit := strings.Compare(c.Unit(), other.Unit()); byUnit != 0 {
		return byUnit
	}
	// Two values of one unit have one type.
	switch a := c.value.(type) {
	case int64:
		return cmp.Compare(a, other.value.(int64))
	case nhs.Money:
		return a.Compare(other.value.(nhs.Money))
	case nhs.Rate:
		return a.Compare(other.value.(nhs.Rate))
	case nhs.Percent:
		return a.Compare(other.value.(nhs.Percent))
	case Concentration:
		return cmp.Compare(a, other.value.(Concentration))
	}
	return strings.Compare(c.String(), other.String())
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Equal reports whether both cells hold the same value of the same unit, or none.
func (c Cell) Equal(other Cell) bool { return c.Compare(other) == 0 }

// String returns the value for people: £1,234.50, 1,234 or 7.5%. It is "" if the
// value is not known; [Column.Text] puts that in words.
func (c Cell) String() string {
	switch v := c.value.(type) {
	case string:
		return v
	case int64:
		return format.Int(v)
	case fmt.Stringer:
		return v.String()
	}
	return ""
}

// MarshalText writes the value for programs: 1234.50, 1234 or 7.5. A value that is
// not known is empty.
func (c Cell) MarshalText() ([]byte, error) {
	switch v := c.value.(type) {
	case string:
		return []byte(v), nil
	case int64:
		return strconv.AppendInt(nil, v, 10), nil
	case encoding.TextMarshaler:
		return v.MarshalText()
	}
	return []byte{}, nil
}

// ParseCell reads a cell of a column with the unit as [Cell.MarshalText] writes it:
// 1234.50 of gbp. An empty text is a value that is not known, and any other text of
// no unit is itself. The error is a [*nhs.ParseError].
func ParseCell(unit, text string) (Cell, error) {
	if text == "" || unit == "" {
		return CellOf(text), nil
	}
	switch unit {
	case unitCount:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return Cell{}, nhs.NewParseError("count", text, -1, "a whole number, such as 1234")
		}
		return CellOf(n), nil
	case unitPounds:
		return parsed(nhs.ParseMoney(text))
	case unitPerHead:
		return parsed(nhs.ParseRate(text))
	case unitPercent:
		return parsed(nhs.ParsePercent(text))
	case unitPoints:
		return parsed(ParseConcentration(text))
	}
	return Cell{}, nhs.NewParseError("unit of a column", unit, -1, "gbp, gbp_per_head, percent, count or points")
}

func parsed[V CellValue](value V, err error) (Cell, error) {
	if err != nil {
		return Cell{}, err
	}
	return CellOf(value), nil
}
