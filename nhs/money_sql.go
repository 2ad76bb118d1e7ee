package nhs

import (
	"database/sql/driver"
	"fmt"

	"github.com/shopspring/decimal"
)

// Scan reads a database value: text as [Money.UnmarshalText] does, or an int64
// as whole pounds, which is how some drivers hand over 25.00 from a numeric
// column. A float64 is refused, since it may have lost the pence already: cast
// the column to text. NULL is refused too: scan into a *Money.
func (m *Money) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return m.UnmarshalText([]byte(v))
	case []byte:
		return m.UnmarshalText(v)
	case int64:
		pounds, err := MoneyFromDecimal(decimal.NewFromInt(v))
		if err != nil {
			return err
		}
		*m = pounds
		return nil
	case float64:
		return fmt.Errorf("money from a float64 column is not exact: want text or a whole number of pounds")
	case nil:
		return fmt.Errorf("money from NULL: want an amount, or a *Money to scan into")
	default:
		return fmt.Errorf("money from a column of type %T: want text or a whole number of pounds", src)
	}
}

// Value writes the amount as text with two decimals.
func (m Money) Value() (driver.Value, error) {
	text, err := m.MarshalText()
	return string(text), err
}
