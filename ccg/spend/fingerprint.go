package spend

import (
	"encoding/hex"
	"math/bits"
)

// A fingerprint sums the amounts, months and transaction numbers of payments, in
// any order.
type fingerprint struct {
	lines, low, high uint64
}

func (p *fingerprint) add(row *Row, m Month) {
	txn := row.number
	h := mix(uint64(row.Pence)+uint64(m)<<48, tail(txn[max(0, len(txn)-8):]))
	var carry uint64
	p.low, carry = bits.Add64(p.low, h, 0)
	p.high += carry + h*(h>>32)
	p.lines++
}

// String returns the fingerprint as hexadecimal digits; "" without payments.
func (p *fingerprint) String() string {
	if p.lines == 0 {
		return ""
	}
	var b []byte
	for _, v := range [...]uint64{p.lines, p.high, p.low} {
		for s := 56; s >= 0; s -= 8 {
			b = append(b, byte(v>>s))
		}
	}
	return hex.EncodeToString(b[4:])
}
