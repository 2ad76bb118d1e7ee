package spend

import (
	"bytes"
	"slices"
)

// numbers describes the transaction numbers and amounts of a file.
type numbers struct {
	rows    int
	filled  int // rows with a transaction number
	styled  int // amounts with a point, a comma or a sign
	seen    int // rows whose numbers were looked at
	numeric int // transaction numbers that are whole numbers
	wordy   int // transaction numbers without a digit
	byLen   [20]int
	low     [20]int64
	high    [20]int64

	bare bareAmounts
}

// bareAmounts are the amounts of the first part of a file that are written as whole
// numbers, like transaction numbers, and what the other amounts are like.
type bareAmounts struct {
	values []int64 // of seven digits and more, not of whole hundreds
	others []int64 // the amounts that no one would take for a number, in pounds
	known  bool    // all are kept
}

// maxBare bounds the amounts that are kept to judge the others by.
const maxBare = 4096

// look keeps an amount of the first part of a file.
func (b *bareAmounts) look(text []byte, a amount) {
	v, size := whole(text)
	pounds := max(a.pence, -a.pence) / 100
	switch {
	case size >= 6 && v%100 != 0:
		if len(b.values) < maxBare {
			b.values = append(b.values, v)
		}
	case len(b.others) < maxBare:
		b.others = append(b.others, pounds)
	}
}

// settle sorts what was kept, once the first part of the file is read.
func (b *bareAmounts) settle() {
	slices.Sort(b.values)
	b.values = slices.Compact(b.values)
	slices.Sort(b.others)
	b.known = true
}

// number reports whether an amount of bare digits is more likely a transaction number:
// it runs with others of its length and towers over the amounts that have pence.
func (b *bareAmounts) number(v int64) bool {
	if !b.known || len(b.values) == 0 {
		return false
	}
	// The neighbours within one part in fifty, which differ.
	from, _ := slices.BinarySearch(b.values, v-v/50)
	to, _ := slices.BinarySearch(b.values, v+v/50+1)
	run := to - from
	if v%100 == 0 && run < 4 {
		return false
	}
	lower, _ := slices.BinarySearch(b.others, v-v/50)
	upper, _ := slices.BinarySearch(b.others, v+v/50+1)
	others := len(b.others) - (upper - lower) // those that are no neighbours
	other := func(i int) int64 {
		if i >= lower {
			i += upper - lower
		}
		return b.others[i]
	}
	typical, largest := int64(0), int64(0)
	if others > 0 {
		typical, largest = other(others/2), other(others-1)
	}
	switch {
	case run >= 4 && others == 0:
		return v >= 1_000_000
	case others == 0:
		return false
	case run >= 5:
		return v >= 1_000_000 && v/20 > typical
	case run >= 2:
		return v >= 1_000_000 && v/100 > typical && v/4 > largest
	}
	return v >= 1_000_000 && others >= 3 && v/100 > typical && v/20 > largest
}

func (n *numbers) add(txn []byte, form amountForm) {
	n.rows++
	if len(txn) > 0 {
		n.filled++
	}
	if form&formStyled != 0 {
		n.styled++
	}
	if n.rows > 1024 && n.rows&63 != 0 {
		return
	}
	n.seen++
	v, size := whole(txn)
	if size == 0 {
		if len(txn) > 0 && !bytes.ContainsAny(txn, "0123456789") {
			n.wordy++
		}
		return
	}
	n.numeric++
	if n.byLen[size] == 0 {
		n.low[size], n.high[size] = v, v
	}
	n.byLen[size]++
	n.low[size], n.high[size] = min(n.low[size], v), max(n.high[size], v)
}

// numbered reports whether nearly all payments have a transaction number.
func (n *numbers) numbered() bool { return n.rows > 0 && n.filled*10 >= n.rows*8 }

// allNumeric reports whether nearly all transaction numbers are whole numbers.
func (n *numbers) allNumeric() bool {
	return n.numeric >= 2 && n.numeric*10 >= (n.seen-n.wordy)*9 && n.wordy*4 <= n.seen
}

// whole returns a whole number and how many digits it has, or 0 digits.
func whole(b []byte) (int64, int) {
	b = trim(b)
	if len(b) == 0 || len(b) > 18 {
		return 0, 0
	}
	var v int64
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, 0
		}
		v = v*10 + int64(c-'0')
	}
	return v, len(b)
}

// suspect reports whether an amount of bare digits looks like a transaction number.
func (n *numbers) suspect(text, txn []byte) bool {
	v, size := whole(text)
	if size < 6 {
		return false
	}
	if bytes.Equal(text, txn) {
		return true
	}
	if own, err := parseAmount(txn); err == nil && bytes.IndexByte(txn, '.') > 0 && own.form&formRounded == 0 {
		return true // the two changed places
	}
	if len(txn) > 0 {
		return false // a payment has a number of its own
	}
	return n.inRange(text) && n.styled*10 >= n.rows*8 || n.numeric == 0 && n.bare.number(v)
}

// inRange reports whether a whole number lies among the transaction numbers of the
// file.
func (n *numbers) inRange(text []byte) bool {
	v, size := whole(text)
	if size == 0 || n.numeric < 5 || n.byLen[size]*2 < n.numeric {
		return false
	}
	spread := max((n.high[size]-n.low[size])/4, n.high[size]/100)
	return v >= n.low[size]-spread && v <= n.high[size]+spread
}
