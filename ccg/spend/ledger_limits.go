package spend

// DefaultMaxNames is how many different names a ledger holds unless told otherwise.
const DefaultMaxNames = 1_000_000

// DefaultMaxSums is how many sums a ledger holds unless told otherwise.
const DefaultMaxSums = 10_000_000

// lettersPerName is the room that a name may take on average.
const lettersPerName = 64

// Limits bound what a ledger holds. The zero Limits are the defaults. Published files
// have thousands of names and tens of thousands of sums.
//
// A name costs about 190 bytes of memory and its text twice, a sum about 40 bytes; while
// a ledger grows, up to twice as much.
type Limits struct {
	// MaxNames is how many different bodies, suppliers, expense types and expense areas
	// there may be, all together, of 64 bytes on average; 0 means [DefaultMaxNames].
	MaxNames int
	// MaxSums is how many sums there may be: by body and month, and each with supplier,
	// expense type, expense area and budget type; 0 means [DefaultMaxSums].
	MaxSums int
}

func (m Limits) names() int {
	if m.MaxNames <= 0 {
		return DefaultMaxNames
	}
	return m.MaxNames
}

func (m Limits) sums() int {
	if m.MaxSums <= 0 {
		return DefaultMaxSums
	}
	return m.MaxSums
}

// What a [LimitError] of a ledger names.
const (
	differentNames  = "different names of bodies, suppliers and expenses"
	lettersOfNames  = "bytes of different names of bodies, suppliers and expenses"
	sumsByBodyMonth = "sums by body, month, supplier and expense"
)

// full returns a [*LimitError] if the ledger holds more than its limits allow.
func (l *Ledger) full() error {
	names, letters, sums := 0, 0, 0
	for _, s := range [...]*symbols{l.entities, l.suppliers, l.types, l.areas} {
		names += len(s.names) - 1
		letters += s.letters
	}
	for i := range l.books.tables {
		sums += len(l.books.tables[i].cells) + len(l.pending.tables[i].cells)
	}
	switch most := l.limits.names(); {
	case names > most:
		return &LimitError{What: differentNames, Limit: int64(most)}
	case letters > lettersPerName*most:
		return &LimitError{What: lettersOfNames, Limit: lettersPerName * int64(most)}
	case sums > l.limits.sums():
		return &LimitError{What: sumsByBodyMonth, Limit: int64(l.limits.sums())}
	}
	return nil
}
