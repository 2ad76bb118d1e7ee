package spend

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
)

// maxPence is the largest amount of a row: just below a thousand billion pounds.
// Ninety thousand such rows can be added without overflow.
const maxPence = 1e14 - 1

// amountForm says how an amount was written.
type amountForm uint8

const (
	formRounded amountForm = 1 << iota // had a part of a penny
	formDollar                         // $ read as pounds
	formStyled                         // has a decimal point, a comma, a sign or a pound sign
)

var (
	errNoAmount  = errors.New(string(NoAmount))
	errHidden    = errors.New(string(AmountHidden))
	errNotAmount = errors.New(string(AmountUnreadable))
	errTooLarge  = errors.New(string(AmountOutOfRange))
)

// ParseAmount returns an amount in pounds, as written in published spend files.
//
// It accepts everything that [nhs.ParseMoney] does. It also accepts accounting
// style (a lone dash is zero), a dollar sign, a pound sign that lost its encoding,
// and spaces between groups of three digits. A part of a penny is rounded half away
// from zero; a [Reader] rounds the rows of a file so that they sum to the exact sum,
// to the nearest penny. Anything else, such as empty text, "####" or an exponent, is
// an [*AmountError].
func ParseAmount(s string) (nhs.Money, error) {
	a, err := parseAmount([]byte(s))
	if err != nil {
		if len(s) > 40 {
			s = s[:40] + "…"
		}
		return nhs.Money{}, &AmountError{Text: s, Reason: Reason(err.Error())}
	}
	return nhs.MoneyFromPence(a.pence), nil
}

// An AmountError reports text that is not an amount of a spend file.
type AmountError struct {
	// Text is the text, cut to its first 40 bytes.
	Text string
	// Reason is NoAmount, AmountHidden, AmountUnreadable or AmountOutOfRange.
	Reason Reason
}

// Error gives the text, the reason and valid forms.
func (e *AmountError) Error() string {
	return fmt.Sprintf("%s: %q: want pounds such as 1,234.56, -12.50 or (12.50)", e.Reason, e.Text)
}

// An amount is the value of one amount's text.
type amount struct {
	pence int64
	form  amountForm
	// rest is what rounding removed, in millionths of a penny; it is negative if
	// rounding added.
	rest int32
}

// parseAmount reads the amount of a text file.
func parseAmount(b []byte) (amount, error) {
	// Most amounts are plain digits with two decimals.
	if p, ok := plainAmount(b); ok {
		return amount{pence: p, form: formStyled}, nil
	}
	b = trim(b)
	if len(b) == 0 {
		return amount{}, errNoAmount
	}
	if b[0] == '#' && len(bytes.Trim(b, "#")) == 0 {
		return amount{}, errHidden
	}
	if len(b) > 64 {
		return amount{}, errNotAmount
	}
	var sign signs
	b, form := sign.cut(b)
	if sign.fault {
		return amount{}, errNotAmount
	}
	if len(b) == 0 {
		if sign.dash && !sign.bracket {
			return amount{form: formStyled}, nil // accounting style: " -   "
		}
		return amount{}, errNotAmount
	}
	a, err := digits(b)
	if err != nil {
		return amount{}, err
	}
	a.form |= form
	if sign.dash || sign.bracket {
		a.form |= formStyled
		a.pence, a.rest = -a.pence, -a.rest
	}
	return a, nil
}

// plainAmount reads [-]digits.dd, with commas between groups of three or none.
func plainAmount(b []byte) (int64, bool) {
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		b = b[1:]
	}
	n := len(b) - 3
	if n < 1 || n > 18 || b[n] != '.' || b[n+1]-'0' > 9 || b[n+2]-'0' > 9 {
		return 0, false
	}
	var p int64
	comma := -1
	for i := range n {
		d := b[i] - '0'
		if d <= 9 {
			p = p*10 + int64(d)
			continue
		}
		if b[i] != ',' || i == 0 || (comma < 0 && i > 3) || (comma >= 0 && i-comma != 4) {
			return 0, false
		}
		comma = i
	}
	if comma >= 0 && n-comma != 4 {
		return 0, false
	}
	if p >= (maxPence+1)/100 {
		return 0, false // the slow path says why
	}
	p = p*100 + int64(b[n+1]-'0')*10 + int64(b[n+2]-'0')
	if negative {
		p = -p
	}
	return p, true
}

// signs are the marks around the digits of an amount.
type signs struct {
	dash    bool
	bracket bool
	pound   bool
	plus    bool
	fault   bool
}

// cut removes signs, brackets, spaces and currency marks from both ends.
func (s *signs) cut(b []byte) (rest []byte, form amountForm) {
	opened, closed := false, false
	for len(b) > 0 {
		n := spaceLen(b)
		switch {
		case n > 0:
		case b[0] == '-' || minusLen(b) > 0:
			if s.dash {
				s.fault = true
			}
			s.dash = true
			n = max(1, minusLen(b))
		case b[0] == '+' && len(b) > 1 && !s.plus && !s.dash:
			s.plus = true
			n = 1
		case b[0] == '(':
			if opened {
				s.fault = true
			}
			opened = true
			n = 1
		case b[0] == '$':
			form |= formDollar | formStyled
			fallthrough
		case poundLen(b) > 0:
			if s.pound {
				s.fault = true
			}
			s.pound = true
			form |= formStyled
			n = max(1, poundLen(b))
		}
		if n == 0 {
			break
		}
		b = b[n:]
	}
	for len(b) > 0 {
		n := spaceEndLen(b)
		switch c := b[len(b)-1]; {
		case n > 0:
		case c == '-':
			if s.dash {
				s.fault = true
			}
			s.dash = true
			n = 1
		case c == ')':
			if closed {
				s.fault = true
			}
			closed = true
			n = 1
		}
		if n == 0 {
			break
		}
		b = b[:len(b)-n]
	}
	s.bracket = opened
	if opened != closed || s.bracket && s.dash || s.plus && (s.bracket || s.dash) {
		s.fault = true
	}
	return b, form
}

// digits reads the number itself. Commas or spaces may group it by three.
func digits(b []byte) (a amount, err error) {
	i, group, groups := 0, 0, 0
	for ; i < len(b) && b[i] != '.'; i++ {
		switch c := b[i]; {
		case '0' <= c && c <= '9':
			a.pence = a.pence*10 + int64(c-'0')
			if a.pence > maxPence {
				return amount{}, errTooLarge
			}
			group++
		case c == ',' || c == ' ':
			if group == 0 || group > 3 || groups > 0 && group != 3 {
				return amount{}, errNotAmount
			}
			if c == ',' {
				a.form |= formStyled
			}
			groups++
			group = 0
		default:
			return amount{}, errNotAmount
		}
	}
	if groups > 0 && group != 3 {
		return amount{}, errNotAmount
	}
	whole := group > 0
	a.pence *= 100
	if i == len(b) {
		if !whole {
			return amount{}, errNotAmount
		}
	} else {
		a.form |= formStyled
		decimals := b[i+1:]
		if len(decimals) == 0 && !whole {
			return amount{}, errNotAmount
		}
		for _, c := range decimals {
			if c < '0' || c > '9' {
				return amount{}, errNotAmount
			}
		}
		a.decimals(decimals)
	}
	if a.pence > maxPence {
		return amount{}, errTooLarge
	}
	return a, nil
}

// decimals adds the digits after the point and rounds them to whole pence.
func (a *amount) decimals(d []byte) {
	place := int64(10_000_000) // of the digit, in millionths of a penny
	var millionths int64
	for _, c := range d {
		millionths += int64(c-'0') * place
		place /= 10
		if place == 0 {
			break
		}
	}
	const penny = 1_000_000
	a.pence += millionths / penny
	if part := int32(millionths % penny); part != 0 {
		a.form |= formRounded
		a.rest = part
		if part >= penny/2 {
			a.pence++
			a.rest -= penny
		}
	}
}
