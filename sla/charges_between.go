package sla

import (
	"slices"
	"sort"

	"github.com/opencommissioning/commissioning/nhs"
)

// Between returns what the agreement costs from the first day to the last, both
// included, as far as they lie in the term. It is false if a part is unknown, or the
// last day is before the first.
//
// However the term is divided, the charges of the parts sum to the whole.
func (s *Schedule) Between(first, last nhs.Date) (nhs.Money, bool) {
	if s.Total == nil || last.Before(first) {
		return nhs.Money{}, false
	}
	sum := int64(0)
	for i := range s.Lines {
		sum += s.Lines[i].between(first, last)
	}
	return nhs.MoneyFromPence(sum), true
}

// Between is [Schedule.Between] for one line.
func (l *LineCharges) Between(first, last nhs.Date) (nhs.Money, bool) {
	if l.Total == nil || last.Before(first) {
		return nhs.Money{}, false
	}
	return nhs.MoneyFromPence(l.between(first, last)), true
}

func (l *LineCharges) between(first, last nhs.Date) int64 {
	return l.runningSums().between(first, last)
}

// A runningSums is the charges of a line with the pence that came before each.
type runningSums struct {
	charges []Charge
	before  []int64
}

func (l *LineCharges) runningSums() runningSums {
	r := runningSums{l.Charges, make([]int64, len(l.Charges))}
	sum := int64(0)
	for i := range l.Charges {
		r.before[i] = sum
		sum += pence(l.Charges[i].Amount)
	}
	return r
}

func (r runningSums) between(first, last nhs.Date) int64 {
	sum := r.upTo(last)
	if !first.IsZero() {
		sum -= r.upTo(first.AddDays(-1))
	}
	return sum
}

// upTo returns the pence of the day and of all before it. The pence of a charge go to
// its days by the largest remainder: the first days get what is left over.
func (r runningSums) upTo(day nhs.Date) int64 {
	begun := sort.Search(len(r.charges), func(i int) bool { return r.charges[i].From.After(day) })
	if begun == 0 {
		return 0
	}
	c := &r.charges[begun-1]
	days := int64(nhs.NewPeriod(c.From, c.To).Len())
	n := min(days, int64(day.DaysSince(c.From))+1)
	each, rest := pence(c.Amount)/days, pence(c.Amount)%days
	if rest < 0 {
		return r.before[begun-1] + n*each + max(-n, rest)
	}
	return r.before[begun-1] + n*each + min(n, rest)
}

// Year returns the charges of the financial year, and whether any day of it is in the
// term.
func (s *Schedule) Year(y nhs.FinancialYear) (YearCharges, bool) {
	i, ok := slices.BinarySearchFunc(s.Years, y, func(c YearCharges, y nhs.FinancialYear) int {
		return c.Year.Compare(y)
	})
	if !ok {
		return YearCharges{}, false
	}
	return s.Years[i], true
}
