package spend

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A bodyYear is a body, by its number, in a financial year.
type bodyYear struct {
	entity uint32
	year   nhs.FinancialYear
}

// maxDoubtsKept bounds the doubts that a ledger keeps of one body and year.
const maxDoubtsKept = 10

// doubtRead keeps the doubts about a file that was read straight into the ledger. They
// are held against every body in it, since a ledger does not keep its files apart.
func (l *Ledger) doubtRead(f *File) {
	for _, d := range f.Doubts {
		l.doubted = addDoubt(l.doubted, doubtText(f.Name, string(d.Reason)))
	}
}

// addDoubts takes over the doubts of another ledger, whose bodies have the given numbers
// here. What was held against all of it is held against its bodies.
func (l *Ledger) addDoubts(o *Ledger, entity []uint32) {
	for k, texts := range o.doubts {
		for _, text := range texts {
			l.doubt(bodyYear{entity[k.entity], k.year}, text)
		}
	}
	if len(o.doubted) == 0 {
		return
	}
	for _, c := range o.books.tables[byBudgetType].cells {
		for _, text := range o.doubted {
			l.doubt(bodyYear{entity[c.who>>32], Month(c.when >> 16).FinancialYear()}, text)
		}
	}
}

func (l *Ledger) doubt(k bodyYear, text string) {
	if l.doubts == nil {
		l.doubts = make(map[bodyYear][]string)
	}
	l.doubts[k] = addDoubt(l.doubts[k], text)
}

func addDoubt(list []string, text string) []string {
	if len(list) >= maxDoubtsKept || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

func doubtText(name, what string) string {
	if name == "" {
		return what
	}
	return clip(Mask(name), 60) + ": " + what
}

// doubtFiles holds what is known of the files of the folder as a whole against the bodies
// that they are of: those that were cut short, shared payments or could not be read.
func (f *Folder) doubtFiles() {
	at := make(map[string]*FileReport, len(f.Files))
	for i := range f.Files {
		r := &f.Files[i]
		at[r.Path] = r
		if r.Err != nil && !r.LeftOut {
			f.Ledger.doubtReport(r, "not read to its end")
		}
	}
	for _, c := range f.CutShort {
		for _, p := range c.Paths {
			f.Ledger.doubtReport(at[p], fmt.Sprintf("stops at %d lines, as %d files do", c.Lines, len(c.Paths)))
		}
	}
}

// doubtReport holds a doubt about a file against the bodies and years of its payments.
func (l *Ledger) doubtReport(r *FileReport, what string) {
	if r == nil {
		return
	}
	for _, g := range r.Bodies {
		name := g.Entity
		if name == "" {
			name = noPayer + path.Base(r.Path)
		}
		l.doubt(bodyYear{l.entities.named(name), g.Month.FinancialYear()}, doubtText(path.Base(r.Path), what))
	}
}

// Completeness returns how much of the payments of a financial year the ledger seems to
// hold, of all its bodies together and over the threshold of publication: complete only if
// every month has payments in the usual number and no file is in doubt. Any sum of the
// year is else a lower bound. [Ledger.CSUPerHead] tells the bodies apart.
func (l *Ledger) Completeness(y nhs.FinancialYear) ccg.Completeness {
	seen := seenYear{lines: map[Month]int{}, doubts: slices.Clone(l.doubted)}
	for _, c := range l.books.tables[byBudgetType].cells {
		if m := Month(c.when >> 16); m.FinancialYear() == y {
			seen.lines[m] += int(c.lines)
		}
	}
	for k, texts := range l.doubts {
		if k.year == y {
			seen.doubts = append(seen.doubts, texts...)
		}
	}
	return seen.completeness()
}

// A seenYear is what a ledger shows of a body's payments to anyone in a year.
type seenYear struct {
	lines  map[Month]int
	doubts []string
}

// thinMonth is how many times fewer payments than in the middle month make a month thin:
// a few payments of it that other files hold, more likely than its own file.
const thinMonth = 5

// completeness returns how much of the year's payments were seen: complete only if every
// month has payments in the usual number and no doubt is held against the body.
func (s *seenYear) completeness() ccg.Completeness {
	lines := make([]int, 0, len(s.lines))
	for _, n := range s.lines {
		lines = append(lines, n)
	}
	slices.Sort(lines)
	months := 0
	for _, n := range lines {
		if n*thinMonth >= lines[len(lines)/2] {
			months++
		}
	}
	doubts := slices.Clone(s.doubts)
	slices.SortFunc(doubts, cmp.Compare[string])
	doubts = slices.Compact(doubts)
	if more := len(doubts) - maxDoubtsKept; more > 0 {
		doubts = append(doubts[:maxDoubtsKept], fmt.Sprintf("and %d more", more))
	}
	if thin := len(lines) - months; thin > 0 {
		doubts = append(doubts, fmt.Sprintf("%d of %d months have few payments, as if their files were not there", thin, len(lines)))
	}
	return ccg.CompletenessOf(months, 0, strings.Join(doubts, "; "))
}
