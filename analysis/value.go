package analysis

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// A worth is a sum of amounts, as far as they are known.
type worth struct {
	known   nhs.Money
	some    bool // an amount is known, or a part of one
	atLeast bool // an amount, or a part of one, is not
}

// add adds another sum.
func (w *worth) add(o worth) {
	w.known = w.known.Add(o.known)
	w.some = w.some || o.some
	w.atLeast = w.atLeast || o.atLeast
}

// amount returns the sum; nil if there is something in it and nothing of that is known.
func (w worth) amount() *nhs.Money {
	if w.atLeast && !w.some {
		return nil
	}
	return &w.known
}

// worthOf returns an amount that is known or not.
func worthOf(m *nhs.Money) worth {
	if m == nil {
		return worth{atLeast: true}
	}
	return worth{known: *m, some: true}
}

// agreementWorth returns what the agreement costs over its term. A line without a price
// leaves the sum of the others.
func agreementWorth(g *sla.Agreement) worth {
	schedule, err := sla.Charges(g)
	if err != nil {
		return worth{atLeast: true}
	}
	var sum worth
	for i := range schedule.Lines {
		sum.add(worthOf(schedule.Lines[i].Total))
	}
	sum.atLeast = sum.atLeast || len(schedule.Lines) == 0
	return sum
}
