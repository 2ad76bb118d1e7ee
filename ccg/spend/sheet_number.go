package spend

import (
	"bytes"
)

// parseNumber reads the amount of a workbook cell: a binary number written in
// decimal, with or without an exponent. Other text is read as an amount of a text
// file.
func parseNumber(b []byte) (amount, error) {
	var n number
	if !n.read(trim(b)) {
		return parseAmount(b)
	}
	return n.pence()
}

// A number is a decimal number with an exponent.
type number struct {
	negative bool
	digits   []byte
	point    int // digits before the point
}

func (n *number) read(t []byte) bool {
	exponent := 0
	if e := bytes.IndexAny(t, "eE"); e > 0 {
		x := t[e+1:]
		t = t[:e]
		minus := len(x) > 0 && x[0] == '-'
		if len(x) > 0 && (x[0] == '-' || x[0] == '+') {
			x = x[1:]
		}
		v, size := whole(x)
		if size == 0 || size > 3 {
			return false
		}
		exponent = int(v)
		if minus {
			exponent = -exponent
		}
	}
	if n.negative = len(t) > 0 && t[0] == '-'; n.negative {
		t = t[1:]
	}
	n.point = -1
	for _, c := range t {
		switch {
		case '0' <= c && c <= '9' && len(n.digits) < 40:
			n.digits = append(n.digits, c)
		case c == '.' && n.point < 0:
			n.point = len(n.digits)
		default:
			return false
		}
	}
	if n.point < 0 {
		n.point = len(n.digits)
	}
	n.point += exponent
	return len(n.digits) > 0
}

func (n *number) pence() (a amount, err error) {
	if n.point != len(n.digits) || n.negative {
		a.form = formStyled
	}
	for i := range max(n.point, 0) {
		d := int64(0)
		if i < len(n.digits) {
			d = int64(n.digits[i] - '0')
		}
		if a.pence = a.pence*10 + d; a.pence > maxPence {
			return amount{}, errTooLarge
		}
	}
	a.pence *= 100
	var decimals []byte
	for i := n.point; i < len(n.digits) && len(decimals) < 8; i++ {
		d := byte('0')
		if i >= 0 {
			d = n.digits[i]
		}
		decimals = append(decimals, d)
	}
	a.decimals(decimals)
	// A binary number is slightly off: 30899.040000000001. That is not a part of a
	// penny.
	if -10 <= a.rest && a.rest <= 10 {
		a.rest, a.form = 0, a.form&^formRounded
	}
	if a.pence > maxPence {
		return amount{}, errTooLarge
	}
	if n.negative {
		a.pence, a.rest = -a.pence, -a.rest
	}
	return a, nil
}
