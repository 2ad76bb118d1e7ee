package spend

import (
	"bytes"
)

// numbers describes the transaction numbers and amounts of a file.
type numbers struct {
	rows    int
	styled  int // amounts with a point, a comma or a sign
	seen    int // rows whose numbers were looked at
	numeric int // transaction numbers that are whole numbers
	byLen   [20]int
	low     [20]int64
	high    [20]int64
}

func (n *numbers) add(txn []byte, form amountForm) {
	n.rows++
	if form&formStyled != 0 {
		n.styled++
	}
	if n.rows > 1024 && n.rows&63 != 0 {
		return
	}
	n.seen++
	v, size := whole(txn)
	if size == 0 {
		return
	}
	n.numeric++
	if n.byLen[size] == 0 {
		n.low[size], n.high[size] = v, v
	}
	n.byLen[size]++
	n.low[size], n.high[size] = min(n.low[size], v), max(n.high[size], v)
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

// suspect reports whether an amount of bare digits looks like a transaction
// number of the same file.
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
	if n.numeric < 5 || n.byLen[size]*2 < n.numeric {
		return false
	}
	// The number must lie in the range of those of the file, and the file must write
	// its amounts differently.
	spread := max((n.high[size]-n.low[size])/4, n.high[size]/100)
	if v < n.low[size]-spread || v > n.high[size]+spread {
		return false
	}
	if len(txn) == 0 {
		return n.styled*10 >= n.rows*8
	}
	return v%1000 != 0 && n.rows >= 20 && n.styled*20 >= n.rows*19
}
