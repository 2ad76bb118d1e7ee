package spend

// A cell is one sum of a ledger. The key is what it is the sum of: two numbers of
// symbols, a month, and in pending cells the other month that the date may mean.
type cell struct {
	who   uint64 // entity<<32 | supplier, expense type or area
	when  uint32 // month<<16 | other month
	lines uint32
	pence int64
}

// A table holds cells by key. The cells lie in the order they were made; slots
// points to them by hash, so that neighbours in the file are neighbours here.
type table struct {
	slots []uint64 // hash<<32 | index of the cell plus one; the length is a power of two
	cells []cell

	// Rows of one body and month mostly follow one another: recent finds their cells
	// by the number of the symbol alone. An entry counts only within its run.
	recent []recentCell
}

type recentCell struct {
	run  uint32
	cell uint32
}

// maxRecent bounds recent; higher numbers are looked up by hash.
const maxRecent = 1 << 16

// A bookSet is the tables of a ledger and the run of rows that is being entered.
type bookSet struct {
	tables [books]table
	entity uint64
	when   uint32
	run    uint32

	budgets [len(fundings)]budget // of the run, not yet in the table
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

// settle enters the budgets of the run, and reports whether the sums fit. It must
// come before the table is used.
func (b *bookSet) settle() bool {
	all := true
	for i := range b.budgets {
		if t := &b.budgets[i]; t.lines > 0 {
			_, ok := b.tables[byFunding].add(b.entity|uint64(i), b.when, t.lines, t.pence)
			all = all && ok
			*t = budget{}
		}
	}
	return all
}

// begin says whose rows follow. It must come before post and fund. It reports
// whether the sums fit.
func (b *bookSet) begin(entity uint64, when uint32) bool {
	if b.entity == entity && b.when == when && b.run != 0 {
		return true
	}
	ok := b.settle()
	b.entity, b.when = entity, when
	if b.run++; b.run == 0 { // the runs are used up: forget all of them
		b.run = 1
		for i := range b.tables {
			clear(b.tables[i].recent)
		}
	}
	return ok
}

// post adds one payment to the cell of a symbol, and reports whether the sum fits.
func (b *bookSet) post(book int, id, index uint32, pence int64) bool {
	t := &b.tables[book]
	if int(index) < len(t.recent) {
		if r := t.recent[index]; r.run == b.run {
			if c := &t.cells[r.cell]; c.who == b.entity|uint64(id) {
				sum, ok := addPence(c.pence, pence)
				if ok {
					c.pence = sum
					c.lines++
				}
				return ok
			}
		}
	} else if index < maxRecent {
		t.recent = append(t.recent, make([]recentCell, int(index)+64)...)
	}
	at, ok := t.add(b.entity|uint64(id), b.when, 1, pence)
	if index < maxRecent {
		t.recent[index] = recentCell{b.run, at}
	}
	return ok
}

func (b *bookSet) clear() {
	b.run, b.entity, b.when = 0, 0, 0
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
	if len(t.slots) == 0 {
		t.slots = make([]uint64, 64)
	}
	mask := uint32(len(t.slots) - 1)
	h := hashKey(who, when)
	i := h & mask
	for {
		s := t.slots[i]
		if s == 0 {
			break
		}
		if n := uint32(s); uint32(s>>32) == h && t.cells[n-1].who == who && t.cells[n-1].when == when {
			c := &t.cells[n-1]
			sum, ok := addPence(c.pence, pence)
			if !ok {
				return n - 1, false
			}
			c.pence = sum
			c.lines += lines
			return n - 1, true
		}
		i = (i + 1) & mask
	}
	t.cells = append(t.cells, cell{who, when, lines, pence})
	t.slots[i] = uint64(h)<<32 | uint64(len(t.cells))
	if 2*len(t.cells) > len(t.slots) {
		t.grow()
	}
	return uint32(len(t.cells) - 1), true
}

func (t *table) grow() {
	t.slots = make([]uint64, 2*len(t.slots))
	mask := uint32(len(t.slots) - 1)
	for n := range t.cells {
		h := hashKey(t.cells[n].who, t.cells[n].when)
		i := h & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = uint64(h)<<32 | uint64(n+1)
	}
}

func (t *table) clear() {
	clear(t.slots)
	clear(t.recent)
	t.cells = t.cells[:0]
}
