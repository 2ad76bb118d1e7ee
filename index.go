package commissioning

import (
	"iter"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// An Index answers questions about a [Market] quickly. It is built once, holds
// on to the market, which must not change afterwards, and is safe for concurrent
// use.
type Index struct {
	market *Market
	ccgs   *nhs.History
	groups map[nhs.OrgID]*ccg.Group
	icbs   map[nhs.OrgID]*ccg.ICB
}

// NewIndex returns an index of the market. Where a register names a body twice,
// which its rules report, the first one counts.
func NewIndex(m *Market) *Index {
	x := &Index{
		market: m,
		ccgs:   m.CCGs.History(),
		groups: make(map[nhs.OrgID]*ccg.Group, len(m.CCGs.Groups)),
		icbs:   make(map[nhs.OrgID]*ccg.ICB, len(m.CCGs.ICBs)),
	}
	for i := range m.CCGs.Groups {
		if g := &m.CCGs.Groups[i]; x.groups[g.Code] == nil {
			x.groups[g.Code] = g
		}
	}
	for i := range m.CCGs.ICBs {
		if b := &m.CCGs.ICBs[i]; x.icbs[b.Code] == nil {
			x.icbs[b.Code] = b
		}
	}
	return x
}

// Market returns the market that the index is of.
func (x *Index) Market() *Market { return x.market }

// CCGHistory returns the history of clinical commissioning groups and of the
// integrated care boards that followed them.
func (x *Index) CCGHistory() *nhs.History { return x.ccgs }

// CCG returns the group with the code, and whether there is one. The group is
// part of the market and must not be changed.
func (x *Index) CCG(code nhs.OrgID) (*ccg.Group, bool) {
	g, ok := x.groups[code]
	return g, ok
}

// ICB returns the board with the code, and whether there is one. The board is
// part of the market and must not be changed.
func (x *Index) ICB(code nhs.OrgID) (*ccg.ICB, bool) {
	b, ok := x.icbs[code]
	return b, ok
}

// CCGsOn returns the groups that were open on the day, in the order of the
// register.
func (x *Index) CCGsOn(d nhs.Date) iter.Seq[*ccg.Group] {
	return func(yield func(*ccg.Group) bool) {
		for i := range x.market.CCGs.Groups {
			if g := &x.market.CCGs.Groups[i]; g.OpenOn(d) && !yield(g) {
				return
			}
		}
	}
}

// ICBsOn returns the boards that were open on the day, in the order of the
// register.
func (x *Index) ICBsOn(d nhs.Date) iter.Seq[*ccg.ICB] {
	return func(yield func(*ccg.ICB) bool) {
		for i := range x.market.CCGs.ICBs {
			if b := &x.market.CCGs.ICBs[i]; b.OpenOn(d) && !yield(b) {
				return
			}
		}
	}
}
