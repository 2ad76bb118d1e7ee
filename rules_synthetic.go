package commissioning

import (
	"iter"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/rule"
)

// RuleSynthetic wants made-up data marked, in the records and in the market.
const RuleSynthetic rule.ID = "MKT-90"

var syntheticMarked = rule.Rule[Market]{
	Meta: rule.Meta{
		ID:          RuleSynthetic,
		Title:       "A market with made-up records says so, and only such a market does",
		Rationale:   "A made-up figure looks like any other. A reader who sees only the market, or only the record, must still be able to tell.",
		Fix:         "Say in the market's synthetic what was made up, and mark each made-up record. Remove the mark if nothing was made up.",
		Limitations: "It sees only the marks. A made-up record without a mark looks real.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"market", "synthetic"},
		Observed:    rule.NeverObserved,
		GoodExample: `"spend": [{"customer": "00C", "amount": "1000.00", "synthetic": true}], "synthetic": {"seed": 1}`,
		BadExample:  `"spend": [{"customer": "00C", "amount": "1000.00", "synthetic": true}]`,
		Related:     []rule.ID{RuleSpendComplete},
	},
	Check: func(_ rule.Pass, m *Market) (found rule.Findings) {
		if m.Synthetic != nil {
			for range m.madeUp() {
				return nil
			}
			found.Add("/synthetic", "no record is marked as made up: mark them, or remove synthetic")
			return found
		}
		for p := range m.madeUp() {
			found.Add(p.pointer(), "made-up record in a market without synthetic: say so in the market's synthetic")
		}
		return found
	},
}

// A place is the place of a record in a market.
type place struct {
	list   string
	index  int
	year   int // of a group's years
	member string
}

// pointer returns the place as a pointer. It is a step of its own since it allocates.
func (p place) pointer() rule.Pointer {
	if p.member == "" {
		return rule.PointerOf(p.list, p.index, "synthetic")
	}
	return rule.PointerOf("ccgs", "groups", p.index, "years", p.year, p.member, "synthetic")
}

// madeUp yields the records that are marked as made up.
func (m *Market) madeUp() iter.Seq[place] {
	return func(yield func(place) bool) {
		for i := range m.CCGs.Groups {
			for j := range m.CCGs.Groups[i].Years {
				for member := range madeUpParts(&m.CCGs.Groups[i].Years[j]) {
					if !yield(place{index: i, year: j, member: member}) {
						return
					}
				}
			}
		}
		for i := range m.Agreements {
			if m.Agreements[i].Synthetic && !yield(place{list: "agreements", index: i}) {
				return
			}
		}
		for i := range m.Decisions {
			if m.Decisions[i].Synthetic && !yield(place{list: "decisions", index: i}) {
				return
			}
		}
		for i := range m.Spend {
			if m.Spend[i].Synthetic && !yield(place{list: "spend", index: i}) {
				return
			}
		}
	}
}

// madeUpParts yields the members of a year that are marked.
func madeUpParts(y *ccg.Year) iter.Seq[string] {
	return func(yield func(string) bool) {
		switch {
		case y.Headcount != nil && y.Headcount.Synthetic && !yield("headcount"):
		case y.Allowance != nil && y.Allowance.Synthetic && !yield("allowance"):
		case y.Plan != nil && y.Plan.Synthetic && !yield("plan"):
		case y.Outturn != nil && y.Outturn.Synthetic && !yield("outturn"):
		}
	}
}
