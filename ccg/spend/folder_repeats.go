package spend

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A CutShort is the number of lines that several files of a folder share and none
// exceeds, or a round one: a program most likely cut them there, and what followed is
// missing.
type CutShort struct {
	// Lines is the number of lines of each file.
	Lines int `json:"lines"`
	// Paths are the paths of the files.
	Paths []string `json:"paths"`
}

// A seenFile is what is kept of a file to compare it with the others.
type seenFile struct {
	rows []uint64
	txns numbers
	bare int // payments of seven digits and more without pence and transaction number
}

// maxSeenRows bounds the rows that are kept of one file. Files of one body and month
// are far smaller.
const maxSeenRows = 1 << 18

func (s *seenFile) add(r *Row) {
	if r.Kind != Payment {
		return
	}
	if len(s.rows) < maxSeenRows {
		s.rows = append(s.rows, r.hash())
	}
	if r.Pence >= 100_000_000 && r.Pence%100 == 0 && len(r.number) == 0 {
		s.bare++
	}
}

// compare leaves out the files that repeat others and looks again at those that may
// hold transaction numbers as amounts.
func (f *Folder) compare(ctx context.Context, folder fs.FS, seen []seenFile, o FolderOptions) error {
	if err := f.readAgain(ctx, folder, seen, o); err != nil {
		return err
	}
	f.findCutShort()
	if o.CountAll {
		return nil
	}
	f.findRepeats(seen)
	for _, l := range f.LeftOut {
		i := slices.IndexFunc(f.Files, func(r FileReport) bool { return r.Path == l.Path })
		f.Files[i].LeftOut = true
		again := readOne(ctx, folder, l.Path, o, f.numbers[l.Path])
		if again.Err != nil {
			return fmt.Errorf("%s: read once and not again: %w", l.Path, again.Err)
		}
		if err := f.Ledger.subtract(again.ledger); err != nil {
			return err
		}
	}
	return nil
}

// findRepeats finds the files to leave out.
func (f *Folder) findRepeats(seen []seenFile) {
	order := f.preference()
	var sets []rowSet
	var at []int
	for _, i := range order {
		if len(seen[i].rows) > 0 {
			sets, at = append(sets, rowSet{f.Files[i].Path, seen[i].rows}), append(at, i)
		}
	}
	shared := sharedRows(sets)
	for p, n := range shared {
		// One or two payments without a number may be equal by chance.
		if n < 3 && !f.sameBody(at[p[0]], at[p[1]]) {
			delete(shared, p)
		}
	}
	out := map[int]bool{}
	leave := func(which int, why Reason, of ...int) {
		r := &f.Files[at[which]]
		l := LeftOut{Path: r.Path, Why: why, Payments: r.File.Accounting.Payments.Rows, Amount: r.File.Accounting.Sum}
		for _, i := range of {
			l.Of = append(l.Of, f.Files[at[i]].Path)
		}
		slices.Sort(l.Of)
		f.LeftOut = append(f.LeftOut, l)
		out[which] = true
	}
	newer := func(part, whole int) bool {
		a, b := at[part], at[whole]
		return revision(f.Files[a].Path) > revision(f.Files[b].Path) && 2*len(seen[a].rows) >= len(seen[b].rows) && f.sameBody(a, b)
	}
	for _, r := range findRepeats(sets, shared, newer) {
		leave(r.which, r.why, r.of...)
	}
	for _, p := range pairsOf(shared) {
		n, a, b := shared[p], len(sets[p[0]].rows), len(sets[p[1]].rows)
		if out[p[0]] || out[p[1]] || n*5 < min(a, b) || n < 2 {
			continue
		}
		first, second := at[p[0]], at[p[1]]
		va, vb := revision(f.Files[first].Path), revision(f.Files[second].Path)
		alike := n*2 >= max(a, b) && f.sameBody(first, second)
		switch {
		case alike && va > vb:
			leave(p[1], RepeatsRevised, p[0])
		case alike && vb > va:
			leave(p[0], RepeatsRevised, p[1])
		case n >= 3:
			f.Doubts = append(f.Doubts, FileDoubt{Reason: PaymentsShared, Detail: fmt.Sprintf("%s and %s share %d payments, and both are counted", f.Files[first].Path, f.Files[second].Path, n)})
			for _, i := range [...]int{first, second} {
				f.Ledger.doubtReport(&f.Files[i], fmt.Sprintf("shares %d payments with another file, and both are counted", n))
			}
		}
	}
	slices.SortFunc(f.LeftOut, func(a, b LeftOut) int { return cmp.Compare(a.Path, b.Path) })
}

// preference lists the files with those first that count if others are equal.
func (f *Folder) preference() []int {
	order := make([]int, len(f.Files))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := f.Files[a].Path, f.Files[b].Path
		return cmp.Or(cmp.Compare(copyMark(x), copyMark(y)), cmp.Compare(revision(y), revision(x)), cmp.Compare(x, y))
	})
	return order
}

// copyMark is 1 for a name that says that the file is a copy: "a (1).csv".
func copyMark(p string) int {
	name := strings.ToLower(strings.TrimSuffix(path.Base(p), path.Ext(p)))
	if strings.Contains(name, "copy") || strings.Contains(name, "duplicate") {
		return 1
	}
	if i := strings.LastIndexByte(name, '('); i > 0 && strings.HasSuffix(name, ")") {
		if _, size := whole([]byte(name[i+1 : len(name)-1])); size == 1 || size == 2 {
			return 1
		}
	}
	return 0
}

// revision returns how late a file is among the versions of it by its name: 0 for a
// draft, 1 without a word about it, more for a revision.
func revision(p string) int {
	score := 1
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	w := words(name)
	for i, word := range w {
		digits := strings.TrimLeft(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		n, size := whole([]byte(digits))
		if size > 2 {
			n = 0
		}
		stem := strings.TrimSuffix(word, digits)
		if digits == "" && i+1 < len(w) {
			if next, size := whole([]byte(w[i+1])); size == 1 {
				n = next
			}
		}
		switch stem {
		case "DRAFT", "PROVISIONAL", "OLD", "SUPERSEDED", "ORIGINAL":
			return 0
		case "REVISED", "REV", "REVISION", "AMENDED", "AMD", "AMND", "AMENDMENT", "CORRECTED", "CORRECTION", "UPDATED", "UPDATE", "FINAL", "REPLACEMENT", "REPUBLISHED", "REISSUED", "RESTATED", "NEW":
			score = max(score, 10+int(n))
			if stem == "REVISED" || stem == "CORRECTED" || stem == "AMENDED" {
				score++
			}
		case "V", "VERSION", "VER":
			score = max(score, 1+int(n))
		}
	}
	return score
}

// sameBody reports whether two files are mostly payments of one body in one month, by
// what they hold.
func (f *Folder) sameBody(a, b int) bool {
	x, y := f.mainBody(a), f.mainBody(b)
	return strings.EqualFold(x.Entity, y.Entity) && x.Month == y.Month
}

func (f *Folder) mainBody(i int) (most Group) {
	for _, g := range f.Files[i].Bodies {
		if g.Lines > most.Lines {
			most = g
		}
	}
	return most
}

// findCutShort finds files of one length that is that of a limit.
func (f *Folder) findCutShort() {
	by := map[int][]string{}
	longest := 0
	for i := range f.Files {
		n := f.Files[i].File.Accounting.Lines
		by[n] = append(by[n], f.Files[i].Path)
		longest = max(longest, n)
	}
	for n, paths := range by {
		limit := n == longest || roundCount(n) || roundCount(n-1) || len(paths) >= 5 && n >= 250
		if len(paths) >= 3 && n >= 100 && limit {
			f.CutShort = append(f.CutShort, CutShort{n, paths})
		}
	}
	slices.SortFunc(f.CutShort, func(a, b CutShort) int { return cmp.Compare(a.Lines, b.Lines) })
}

// roundCount reports whether a program may stop at a number of rows.
func roundCount(n int) bool {
	return n > 0 && (n%500 == 0 || n >= 1024 && n&(n-1) == 0)
}

// readAgain reads a file again whose amounts lie among the transaction numbers that its
// body uses in other files.
func (f *Folder) readAgain(ctx context.Context, folder fs.FS, seen []seenFile, o FolderOptions) error {
	known := map[string]*numbers{}
	for i := range seen {
		if seen[i].txns.numeric < 5 {
			continue
		}
		body := strings.ToUpper(f.mainBody(i).Entity)
		if known[body] == nil {
			known[body] = &numbers{}
		}
		known[body].join(&seen[i].txns)
	}
	for i := range f.Files {
		r := &f.Files[i]
		n := known[strings.ToUpper(f.mainBody(i).Entity)]
		if seen[i].bare == 0 || seen[i].txns.numeric > 0 || n == nil || r.Err != nil {
			continue
		}
		before, after := readOne(ctx, folder, r.Path, o, nil), readOne(ctx, folder, r.Path, o, n)
		if before.Err != nil || after.Err != nil || before.File.Accounting.Sum.Equal(after.File.Accounting.Sum) {
			continue
		}
		if err := f.Ledger.subtract(before.ledger); err != nil {
			return err
		}
		if err := f.Ledger.Add(after.ledger); err != nil {
			return err
		}
		*r, seen[i] = after.FileReport, after.seenFile
		if f.numbers == nil {
			f.numbers = map[string]*numbers{}
		}
		f.numbers[r.Path] = n
	}
	return nil
}

// join adds the range of the numbers of another file.
func (n *numbers) join(o *numbers) {
	n.numeric += o.numeric
	for size := range o.byLen {
		switch {
		case o.byLen[size] == 0:
			continue
		case n.byLen[size] == 0:
			n.low[size], n.high[size] = o.low[size], o.high[size]
		}
		n.byLen[size] += o.byLen[size]
		n.low[size], n.high[size] = min(n.low[size], o.low[size]), max(n.high[size], o.high[size])
	}
}

// subtract takes the sums of another ledger away, which must be part of it.
func (l *Ledger) subtract(o *Ledger) error {
	minus := NewLimitedLedger(l.limits)
	if err := minus.Add(o); err != nil {
		return err
	}
	for i := range minus.books.tables {
		for j := range minus.books.tables[i].cells {
			c := &minus.books.tables[i].cells[j]
			c.lines, c.pence = -c.lines, -c.pence
		}
	}
	if err := l.Add(minus); err != nil {
		return err
	}
	for i := range l.books.tables {
		t := &l.books.tables[i]
		t.cells = slices.DeleteFunc(t.cells, func(c cell) bool { return c.lines == 0 })
		t.slots, t.hashed = nil, 0
		clear(t.recent)
	}
	l.books.number, l.books.run = 0, run{}
	return nil
}
