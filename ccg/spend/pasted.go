package spend

import "fmt"

// pastedRows finds rows that a file holds twice as a block, because it was pasted into
// itself. Single payments that occur twice are mostly real.
type pastedRows struct {
	bits []uint64 // set for the keys of the rows so far
	keys []uint32 // of the rows, in order
	seen []seenRow
}

// A seenRow is a row whose key most likely came before.
type seenRow struct{ index, line int32 }

// The limits of the search for pasted rows, which cost 0.6 MiB at most.
const (
	pastedBits = 1 << 19
	maxPasted  = 1 << 17 // rows
	maxSeen    = 1 << 12
)

func (p *pastedRows) add(row *Row) {
	n := len(p.keys)
	if n == maxPasted {
		return
	}
	if p.bits == nil {
		p.bits = make([]uint64, pastedBits/64)
	}
	txn := row.number
	h := mix(uint64(row.Pence)+uint64(row.dates.dayFirst.day)<<48, tail(txn[max(0, len(txn)-8):])^uint64(len(row.supplier))<<56)
	p.keys = append(p.keys, uint32(h>>32))
	a, b := h%pastedBits, h>>20%pastedBits
	x, y := &p.bits[a/64], &p.bits[b/64]
	if (*x>>(a%64))&(*y>>(b%64))&1 != 0 {
		if len(p.seen) < maxSeen {
			p.seen = append(p.seen, seenRow{int32(n), int32(row.Line)})
		}
		return
	}
	*x |= 1 << (a % 64)
	*y |= 1 << (b % 64)
}

// repeats returns how many rows have the key of a row above them.
func (p *pastedRows) repeats() (n int) {
	first := make(map[uint32]int, len(p.seen))
	for _, s := range p.seen {
		first[p.keys[s.index]] = -1
	}
	for i, k := range p.keys {
		if at, ok := first[k]; ok && at < 0 {
			first[k] = i
		} else if ok {
			n++
		}
	}
	return n
}

// block returns the first row of a block that repeats rows above it and its number of
// rows; 0 rows if there is none.
func (p *pastedRows) block() (first seenRow, rows int) {
	if len(p.seen) < 2 {
		return seenRow{}, 0
	}
	at := make(map[uint32]int, len(p.seen)) // where a key came first
	for _, s := range p.seen {
		at[p.keys[s.index]] = -1
	}
	for i, k := range p.keys {
		if first, ok := at[k]; ok && first < 0 {
			at[k] = i
		}
	}
	for done, s := range p.seen {
		i := int(s.index)
		if done > 0 && int(p.seen[done-1].index) == i-1 && rows > 0 {
			continue
		}
		f := at[p.keys[i]]
		n, distinct := 0, map[uint32]bool{}
		for f+n < i && i+n < len(p.keys) && p.keys[f+n] == p.keys[i+n] {
			distinct[p.keys[i+n]] = true
			n++
		}
		whole := f == 0 && n == i && 2*n == len(p.keys)
		if n > rows && (len(distinct) >= 3 || whole && len(distinct) >= 2) {
			first, rows = s, n
		}
	}
	return first, rows
}

// checkPasted notes a block of rows that the file holds twice.
func (r *Reader) checkPasted() {
	if n := r.pasted.repeats(); n >= 3 && n*5 >= 2*len(r.pasted.keys) {
		r.doubt(FileDoubt{Reason: RowsRepeated, Detail: fmt.Sprintf("%d of %d payments repeat others of the file, and are counted", n, len(r.pasted.keys))})
		return
	}
	if first, rows := r.pasted.block(); rows > 0 {
		r.doubt(FileDoubt{Reason: RowsRepeated, Detail: fmt.Sprintf("%d payments in a row repeat others of the file in the same order, and are counted", rows), Line: int(first.line)})
	}
}
