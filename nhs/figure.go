package nhs

import (
	"encoding"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// figure says how a number with a fixed number of decimals is read. Money, rates and
// percentages differ only in these three facts. While it is read, a number is held in
// units of its last decimal place: money in pence.
type figure struct {
	name   string
	places int
	max    int64 // largest magnitude accepted, in units of the last place
}

// maxFigureText bounds the text of one figure, so that absurd input is refused
// unread.
const maxFigureText = 64

var pow10 = [...]int64{1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12}

// parsePlain reads the canonical form: an optional minus sign, digits without
// a leading zero or separator, and optionally a point with decimals.
func (f figure) parsePlain(s string) (int64, error) {
	if len(s) > maxFigureText {
		return 0, f.errTooLong(s)
	}
	start := 0
	negative := strings.HasPrefix(s, "-")
	if negative {
		start = 1
	}
	if start == len(s) || !isDigit(s[start]) {
		return 0, NewParseError(f.name, s, start, "a digit")
	}
	if s[start] == '0' && start+1 < len(s) && isDigit(s[start+1]) {
		return 0, NewParseError(f.name, s, start, "no leading zero")
	}
	units, i, err := f.digits(s, start, false)
	if err != nil {
		return 0, err
	}
	if i < len(s) {
		return 0, NewParseError(f.name, s, i, "only digits, with at most one point")
	}
	if negative {
		units = -units
	}
	return units, nil
}

// parsePublished reads pounds as published files write them: with or without
// a pound sign and grouping commas, negative by a minus sign before or after
// or by brackets, with spaces around any of these.
func (f figure) parsePublished(s string) (int64, error) {
	if len(s) > maxFigureText {
		return 0, f.errTooLong(s)
	}
	const pound = "£"
	var mark byte // '-' or '(' once seen
	poundSeen := false
	i := skipSpaces(s, 0)
prefix:
	for ; i < len(s); i = skipSpaces(s, i) {
		switch {
		case mark == 0 && (s[i] == '-' || s[i] == '('):
			mark = s[i]
			i++
		case !poundSeen && strings.HasPrefix(s[i:], pound):
			poundSeen = true
			i += len(pound)
		default:
			break prefix
		}
	}
	units, i, err := f.digits(s, i, true)
	if err != nil {
		return 0, err
	}
	i = skipSpaces(s, i)
	switch {
	case mark == '(':
		if i == len(s) || s[i] != ')' {
			return 0, NewParseError(f.name, s, i, "a closing bracket")
		}
		i++
	case mark == 0 && i < len(s) && s[i] == '-':
		mark = '-'
		i++
	}
	if i = skipSpaces(s, i); i < len(s) {
		return 0, NewParseError(f.name, s, i, "nothing after the figure")
	}
	if mark != 0 {
		units = -units
	}
	return units, nil
}

// digits returns the unsigned number that starts at s[i], and the offset of the first
// byte after it. Published numbers may have grouping commas
// and may start with the point.
func (f figure) digits(s string, i int, published bool) (units int64, end int, err error) {
	start := i
	whole, run, grouped := int64(0), 0, false // run counts digits since the last comma
	maxWhole := f.max / pow10[f.places]
scan:
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			if grouped && run == 3 {
				return 0, 0, NewParseError(f.name, s, i, "three digits after a comma")
			}
			if whole = whole*10 + int64(c-'0'); whole > maxWhole {
				return 0, 0, f.errTooLarge(s, i)
			}
			run++
		case c == ',' && published:
			if run == 0 || run > 3 || grouped && run != 3 {
				return 0, 0, NewParseError(f.name, s, i, "commas between groups of three digits")
			}
			run, grouped = 0, true
		default:
			break scan
		}
	}
	if grouped && run != 3 {
		return 0, 0, NewParseError(f.name, s, i, "three digits after a comma")
	}
	if i == start && (i == len(s) || s[i] != '.') {
		return 0, 0, NewParseError(f.name, s, i, "a digit")
	}

	units = whole * pow10[f.places]
	if i == len(s) || s[i] != '.' {
		return units, i, nil
	}
	i++
	if i == len(s) || !isDigit(s[i]) {
		return 0, 0, NewParseError(f.name, s, i, "a digit after the point")
	}
	for left := f.places; i < len(s) && isDigit(s[i]); i++ {
		if left == 0 {
			return 0, 0, NewParseError(f.name, s, i, fmt.Sprintf("at most %d decimals", f.places))
		}
		left--
		units += int64(s[i]-'0') * pow10[left]
	}
	if units > f.max {
		return 0, 0, f.errTooLarge(s, i-1)
	}
	return units, i, nil
}

// parseJSON reads a JSON number or a JSON string that holds the canonical form.
func (f figure) parseJSON(data []byte) (int64, error) {
	const quotes = 2
	if len(data) > maxFigureText+quotes {
		return 0, f.errTooLong(string(data))
	}
	s := string(data)
	if len(s) >= quotes && s[0] == '"' && s[len(s)-1] == '"' {
		return f.parsePlain(s[1 : len(s)-1])
	}
	if s == "" || s[0] != '-' && !isDigit(s[0]) {
		return 0, NewParseError(f.name, s, 0, `a JSON number, or a JSON string such as "12.50"`)
	}
	return f.parsePlain(s)
}

// fromDecimal converts a decimal to units, rounding half away from zero if
// round is set and otherwise refusing decimals that f does not hold. It looks
// at the exponent before it scales anything, so that 1e999999 costs nothing.
func (f figure) fromDecimal(d decimal.Decimal, round bool) (int64, error) {
	if d.Sign() == 0 {
		return 0, nil
	}
	const beyondAll = 17 // no figure has so many digits before its point
	pointAt := int64(d.NumDigits()) + int64(d.Exponent())
	if pointAt >= beyondAll {
		return 0, f.errOutOfRange()
	}
	if pointAt < -int64(f.places) { // less than a tenth of a unit
		if round {
			return 0, nil
		}
		return 0, f.errTooFine()
	}
	places := int32(f.places)
	rounded := d.Round(places)
	if !round && !rounded.Equal(d) {
		return 0, f.errTooFine()
	}
	if rounded.Abs().GreaterThan(decimal.New(f.max, -places)) {
		return 0, f.errOutOfRange()
	}
	return rounded.CoefficientInt64(), nil
}

func (f figure) errTooLong(s string) error {
	return NewParseError(f.name, s, maxFigureText, fmt.Sprintf("at most %d bytes", maxFigureText))
}

func (f figure) errTooLarge(s string, offset int) error {
	return NewParseError(f.name, s, offset, "at most "+f.maxText())
}

func (f figure) errOutOfRange() error {
	return fmt.Errorf("%s out of range: want at most %s, above or below zero", f.name, f.maxText())
}

func (f figure) errTooFine() error {
	return fmt.Errorf("%s too fine: want at most %d decimals", f.name, f.places)
}

func (f figure) maxText() string {
	largest := decimal.New(f.max, -int32(f.places))
	return string(appendDecimal(nil, largest, decimalStyle{places: f.places, grouped: true}))
}

// decimalStyle is how a decimal is written.
type decimalStyle struct {
	symbol    string // between the sign and the digits
	places    int    // decimals in the coefficient
	minPlaces int    // decimals that stay even if they are zeros
	grouped   bool   // commas between thousands
}

// appendDecimal writes d, whose exponent is -style.places, or zero.
func appendDecimal(b []byte, d decimal.Decimal, style decimalStyle) []byte {
	var buf [24]byte
	digits := appendCoefficient(buf[:0], d)
	digitAt := func(i int) byte {
		if i < 0 {
			return '0'
		}
		return digits[i]
	}
	if d.Sign() < 0 {
		b = append(b, '-')
	}
	b = append(b, style.symbol...)
	point := len(digits) - style.places
	for i := min(0, point-1); i < point; i++ {
		b = append(b, digitAt(i))
		if left := point - i - 1; style.grouped && left > 0 && left%3 == 0 {
			b = append(b, ',')
		}
	}
	end := len(digits)
	for end > point+style.minPlaces && digitAt(end-1) == '0' {
		end--
	}
	if end > point {
		b = append(b, '.')
	}
	for i := point; i < end; i++ {
		b = append(b, digitAt(i))
	}
	return b
}

// appendCoefficient writes the digits of d without sign, point or exponent.
func appendCoefficient(b []byte, d decimal.Decimal) []byte {
	if units, ok := coefficientInt64(d); ok {
		return strconv.AppendUint(b, magnitude(units), 10)
	}
	c := d.Coefficient()
	return c.Abs(c).Append(b, 10)
}

// coefficientInt64 returns the coefficient of d and whether it fits.
func coefficientInt64(d decimal.Decimal) (int64, bool) {
	const alwaysFits = 18 // decimal digits
	if d.NumDigits() <= alwaysFits {
		return d.CoefficientInt64(), true
	}
	c := d.Coefficient()
	return c.Int64(), c.IsInt64()
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// spaces are those that spreadsheets and typesetters leave around figures: the
// ordinary one, the tab, the no-break space, the thin one and the narrow
// no-break one.
const spaces = " \t\u00a0\u2009\u202f"

// skipSpaces returns the offset of the first byte at or after i that is not
// part of a space.
func skipSpaces(s string, i int) int {
	if i < len(s) && ' ' < s[i] && s[i] < utf8.RuneSelf {
		return i
	}
	return len(s) - len(strings.TrimLeft(s[i:], spaces))
}

// quoteText writes a figure as a JSON string. Its text needs no escapes.
func quoteText(figure encoding.TextAppender) ([]byte, error) {
	b, err := figure.AppendText(append(make([]byte, 0, 24), '"'))
	return append(b, '"'), err
}
