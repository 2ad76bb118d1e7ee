package spend

import (
	"fmt"
	"maps"
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

// addDoubt keeps the first doubts in the order of their texts, so that what is kept does
// not depend on which came first.
func addDoubt(list []string, text string) []string {
	at, has := slices.BinarySearch(list, text)
	if has || at == maxDoubtsKept {
		return list
	}
	list = slices.Insert(list, at, text)
	return list[:min(len(list), maxDoubtsKept)]
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
// hold, over the threshold of publication: complete only if for each body every month has
// payments in the usual number and no file is in doubt. Months are those of the body with
// the fewest. Files that name no body are taken for one body's. Any sum of the year is
// else a lower bound. [Ledger.CSUPerHead] tells the bodies apart.
func (l *Ledger) Completeness(y nhs.FinancialYear) ccg.Completeness {
	bodies := make(map[uint32]*seenYear)
	body := func(entity uint32) *seenYear {
		if l.unnamed(entity) {
			entity = 0
		}
		if bodies[entity] == nil {
			bodies[entity] = &seenYear{lines: make(map[Month]int), doubts: slices.Clone(l.doubted)}
		}
		return bodies[entity]
	}
	for _, c := range l.books.tables[byBudgetType].cells {
		if m := Month(c.when >> 16); m.FinancialYear() == y {
			body(uint32(c.who >> 32)).lines[m] += int(c.lines)
		}
	}
	for k, texts := range l.doubts {
		if k.year == y {
			body(k.entity).doubt(texts)
		}
	}
	if len(bodies) == 0 {
		return (&seenYear{doubts: l.doubted}).completeness()
	}
	months, doubts := monthsOfYear, []string(nil)
	for _, s := range bodies {
		seen, more := s.months()
		months = min(months, seen)
		for _, text := range more {
			doubts = addDoubt(doubts, text)
		}
	}
	return ccg.CompletenessOf(months, 0, strings.Join(doubts, "; "))
}

const monthsOfYear = 12

// A seenYear is what a ledger shows of a body's payments to anyone in a year.
type seenYear struct {
	lines  map[Month]int
	doubts []string
}

func (s *seenYear) doubt(texts []string) {
	for _, text := range texts {
		s.doubts = addDoubt(s.doubts, text)
	}
}

// thinMonth is how many times fewer payments than in the middle month make a month thin:
// a few payments of it that other files hold, more likely than its own file.
const thinMonth = 5

// months returns how many months have payments in the usual number, and what is doubted.
func (s *seenYear) months() (months int, doubts []string) {
	lines := slices.Sorted(maps.Values(s.lines))
	for _, n := range lines {
		if n*thinMonth >= lines[len(lines)/2] {
			months++
		}
	}
	doubts = slices.Clone(s.doubts)
	if thin := len(lines) - months; thin > 0 {
		doubts = append(doubts, fmt.Sprintf("%d of %d months have few payments, as if their files were not there", thin, len(lines)))
	}
	return months, doubts
}

// completeness is complete only if every month has payments in the usual number and no
// doubt is held against the body.
func (s *seenYear) completeness() ccg.Completeness {
	months, doubts := s.months()
	return ccg.CompletenessOf(months, 0, strings.Join(doubts, "; "))
}
