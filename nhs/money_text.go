package nhs

import "github.com/shopspring/decimal"

// String writes the amount with pound sign, commas and pence: £1,234.56, or
// -£1,234.56 if negative.
func (m Money) String() string {
	return string(appendDecimal(make([]byte, 0, 24), m.d,
		decimalStyle{symbol: "£", places: 2, minPlaces: 2, grouped: true}))
}

// Short writes the amount for a heading or a chart. From £1,000 it is rounded
// to three significant figures, half away from zero, in thousands (k), millions
// (m) or thousand millions (bn), without zeros at the end of the decimals:
// £9.4k, £550m, £1.34bn. Smaller amounts are exact, the pence left out if there
// are none: £25, £25.50.
func (m Money) Short() string {
	style := decimalStyle{symbol: "£", places: 2, minPlaces: 2, grouped: true}
	digits := m.d.NumDigits() // of the amount in pence
	if digits <= 5 {
		if p, _ := m.Pence(); p%100 == 0 {
			style.minPlaces = 0
		}
		return string(appendDecimal(nil, m.d, style))
	}

	// Three figures, shifted so that they count units of 10^scale pounds.
	rounded := m.d.Round(int32(5 - digits))
	scale, unit := int32(3), "k"
	switch size := rounded.Abs(); {
	case size.GreaterThanOrEqual(decimal.New(1, 9)):
		scale, unit = 9, "bn"
	case size.GreaterThanOrEqual(decimal.New(1, 6)):
		scale, unit = 6, "m"
	}
	style.minPlaces = 0
	return string(appendDecimal(nil, rounded.Shift(-scale).Round(2), style)) + unit
}

// AppendText appends the amount as digits with two decimals: 1234.50.
func (m Money) AppendText(b []byte) ([]byte, error) {
	return appendDecimal(b, m.d, decimalStyle{places: 2, minPlaces: 2}), nil
}

// MarshalText writes the amount as digits with two decimals: 1234.50.
func (m Money) MarshalText() ([]byte, error) {
	return m.AppendText(make([]byte, 0, 24))
}

// UnmarshalText reads digits with up to two decimals and an optional minus
// sign before them, nothing else: what MarshalText writes. See [ParseMoney]
// for the forms of published files. The error is a [*ParseError].
func (m *Money) UnmarshalText(text []byte) error {
	pence, err := moneyFigure.parsePlain(string(text))
	if err != nil {
		return err
	}
	*m = MoneyFromPence(pence)
	return nil
}

// MarshalJSON writes the amount as a string with two decimals, "1234.50", so
// that no reader makes a binary fraction of it.
func (m Money) MarshalJSON() ([]byte, error) {
	return quoteText(m)
}

// UnmarshalJSON reads a string or a number with up to two decimals. It refuses
// exponents, pound signs, commas, spaces and null: an amount that may be
// unknown belongs in a *Money. The error is a [*ParseError].
func (m *Money) UnmarshalJSON(data []byte) error {
	pence, err := moneyFigure.parseJSON(data)
	if err != nil {
		return err
	}
	*m = MoneyFromPence(pence)
	return nil
}
