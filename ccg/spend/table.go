package spend

// A cell is one sum of a ledger. The key has two numbers of symbols, a month, and in
// pending cells the other month that the date may mean.
type cell struct {
	who   uint64 // entity<<32 | supplier, expense type or area
	when  uint32 // month<<16 | other month
	lines uint32
	pence int64
}

// A table holds cells by key, in order of creation, so that neighbours in the file
// are neighbours here.
type table struct {
	cells []cell

	// slots point to the cells by hash<<32 | index plus one; the length is a power of
	// two. Cells are hashed at the first look-up by key: a file that lists one body
	// and month after the other never needs one.
	slots  []uint64
	hashed int // cells that are in slots

	// Rows of one body and month mostly follow one another: recent finds their cells
	// by the number of the symbol alone. An entry counts only within its run.
	recent []recentCell
}

type recentCell struct {
	run  uint32
	cell uint32
}

// maxRecent bounds recent; higher numbers are looked up by hash.
const maxRecent = 1 << 17

// A bookSet holds the tables of a ledger and the run of rows being entered.
type bookSet struct {
	tables [books]table
	runs   map[run]struct{} // that have cells
	run
	number uint32 // of the run, from 1
	fresh  bool   // the run has no cells but those of its own rows

	budgets [len(budgetTypes)]budget // of the run, not yet in the table
}

// A run is a sequence of rows of one body and month.
type run struct {
	entity uint64 // in the upper half
	when   uint32
}

type budget struct {
	lines uint32
	pence int64
}

// fund adds one payment to a budget of the run, and reports whether the sum fits.
func (b *bookSet) fund(i uint32, pence int64) (ok bool) {
	t := &b.budgets[i]
	t.lines++
	t.pence, ok = addPence(t.pence, pence)
	return ok
}

// settle enters the budgets of the run, and reports whether the sums fit. Call it
// before using the table.
func (b *bookSet) settle() bool {
	all := true
	for i := range b.budgets {
		if t := &b.budgets[i]; t.lines > 0 {
			_, ok := b.enter(byBudgetType, uint32(i), t.lines, t.pence, b.fresh)
			all = all && ok
			*t = budget{}
		}
	}
	b.fresh = false // the budgets have cells now
	return all
}

// begin starts the run of a body and month. Call it before post and fund. It reports
// whether the sums fit.
func (b *bookSet) begin(entity uint64, when uint32) bool {
	next := run{entity, when}
	if b.run == next && b.number != 0 {
		return true
	}
	ok := b.settle()
	b.run, b.fresh = next, b.first(next)
	if b.number++; b.number == 0 { // the numbers are used up: forget all runs
		b.number = 1
		for i := range b.tables {
			clear(b.tables[i].recent)
		}
	}
	return ok
}

// first reports whether the run has no cells yet, and notes that it gets some.
func (b *bookSet) first(r run) bool {
	n := len(b.runs)
	if b.runs == nil {
		b.runs = map[run]struct{}{}
	}
	b.runs[r] = struct{}{}
	return len(b.runs) > n
}

// post adds one payment to the cell of a symbol, and reports whether the sum fits.
// The index is the symbol's own in the book.
func (b *bookSet) post(book int, symbol, index uint32, pence int64) bool {
	t := &b.tables[book]
	if int(index) >= len(t.recent) {
		if index >= maxRecent {
			_, ok := b.enter(book, symbol, 1, pence, false)
			return ok
		}
		t.recent = append(t.recent, make([]recentCell, int(index)+64)...)
	}
	r := &t.recent[index]
	if r.run == b.number {
		c := &t.cells[r.cell]
		sum, ok := addPence(c.pence, pence)
		if ok {
			c.pence = sum
			c.lines++
		}
		return ok
	}
	at, ok := b.enter(book, symbol, 1, pence, b.fresh)
	*r = recentCell{b.number, at}
	return ok
}

// enter adds to a cell of the run. A cell known to be new is created without a
// look-up. It returns the cell's index and whether the sum fits.
func (b *bookSet) enter(book int, symbol, lines uint32, pence int64, isNew bool) (uint32, bool) {
	t := &b.tables[book]
	who := b.entity | uint64(symbol)
	if !isNew {
		return t.add(who, b.when, lines, pence)
	}
	t.cells = append(t.cells, cell{who, b.when, lines, pence})
	return uint32(len(t.cells) - 1), true
}

// merge adds to the cell of a key, in any run. It reports whether the sum fits.
func (b *bookSet) merge(book int, who uint64, when, lines uint32, pence int64) bool {
	b.first(run{who >> 32 << 32, when})
	b.fresh = false
	_, ok := b.tables[book].add(who, when, lines, pence)
	return ok
}

func (b *bookSet) clear() {
	b.number, b.run = 0, run{}
	clear(b.runs)
	for i := range b.tables {
		b.tables[i].clear()
	}
}

func hashKey(who uint64, when uint32) uint32 {
	h := (who ^ uint64(when)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	return uint32(h >> 32)
}

// add adds to the cell of the key. It returns the cell's index and whether the sum
// fits.
func (t *table) add(who uint64, when, lines uint32, pence int64) (uint32, bool) {
	t.hash()
	h := hashKey(who, when)
	mask := uint32(len(t.slots) - 1)
	i := h & mask
	for ; t.slots[i] != 0; i = (i + 1) & mask {
		s := t.slots[i]
		if uint32(s>>32) != h {
			continue
		}
		n := uint32(s) - 1
		if c := &t.cells[n]; c.who == who && c.when == when {
			sum, ok := addPence(c.pence, pence)
			if ok {
				c.pence = sum
				c.lines += lines
			}
			return n, ok
		}
	}
	t.cells = append(t.cells, cell{who, when, lines, pence})
	t.slots[i] = uint64(h)<<32 | uint64(len(t.cells))
	t.hashed = len(t.cells)
	return uint32(len(t.cells) - 1), true
}

// hash enters the cells into slots, and leaves room for one more.
func (t *table) hash() {
	if size := len(t.slots); 2*len(t.cells) >= size {
		for size = max(size, 64); 2*len(t.cells) >= size; {
			size *= 2
		}
		t.slots, t.hashed = make([]uint64, size), 0
	}
	mask := uint32(len(t.slots) - 1)
	for ; t.hashed < len(t.cells); t.hashed++ {
		c := &t.cells[t.hashed]
		h := hashKey(c.who, c.when)
		i := h & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = uint64(h)<<32 | uint64(t.hashed+1)
	}
}

func (t *table) clear() {
	clear(t.slots)
	clear(t.recent)
	t.cells, t.hashed = t.cells[:0], 0
}
