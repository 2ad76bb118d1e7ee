package commissioning

import (
	"iter"
	"sync"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

// An Index answers questions about a [Market] quickly. It is built once and is safe for
// concurrent use. It keeps the market, which must not change afterwards.
type Index struct {
	market *Market
	ccgs   *lineage.History
	csus   *lineage.History
	groups map[nhs.OrgID]*ccg.Group
	icbs   map[nhs.OrgID]*ccg.ICB
	places map[nhs.OrgID]*ccg.SubICB
	subs   func() *lineage.History // built when first asked for
	pcts   func() *lineage.History
	trusts map[nhs.OrgID]*ccg.PCT
	units  map[nhs.OrgID]*csu.Unit // by slug and by ODS code

	lines      map[service.ID]*service.Line
	frameworks map[framework.ID]*framework.Agreement
	callOffs   map[string]callOffAt
	agreements map[string]*sla.Agreement

	customers       postings[nhs.OrgID] // of agreements
	providers       postings[nhs.OrgID]
	deciders        postings[nhs.OrgID] // of decisions
	buyers          map[nhs.OrgID][]callOffAt
	sellers         map[nhs.OrgID][]callOffAt
	listedSuppliers map[nhs.OrgID]bool // of any framework, with their members and partners
	lots            map[service.ID][]lotAt
	lotCodes        map[lotCode]bool
	offered         map[offer]bool
	payers          postings[partyYear] // of spend, by customer
	payees          postings[partyYear] // of spend, by supplier
}

// NewIndex returns an index of the market. If a register names a body twice, the first
// entry counts; the rules report the second.
func NewIndex(m *Market) *Index {
	x := &Index{
		market: m,
		ccgs:   m.CCGs.History(),
		csus:   m.CSUs.History(),
		groups: make(map[nhs.OrgID]*ccg.Group, len(m.CCGs.Groups)),
		icbs:   make(map[nhs.OrgID]*ccg.ICB, len(m.CCGs.ICBs)),
		places: make(map[nhs.OrgID]*ccg.SubICB, len(m.CCGs.SubICBs)),
		subs:   sync.OnceValue(m.CCGs.SubICBHistory),
		pcts:   sync.OnceValue(m.CCGs.PCTHistory),
		trusts: make(map[nhs.OrgID]*ccg.PCT, len(m.CCGs.PCTs)),
		units:  make(map[nhs.OrgID]*csu.Unit, 2*len(m.CSUs.Units)),
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
	for i := range m.CCGs.SubICBs {
		if s := &m.CCGs.SubICBs[i]; x.places[s.Code] == nil {
			x.places[s.Code] = s
		}
	}
	for i := range m.CCGs.PCTs {
		if t := &m.CCGs.PCTs[i]; x.trusts[t.Code] == nil {
			x.trusts[t.Code] = t
		}
	}
	for i := range m.CSUs.Units {
		u := &m.CSUs.Units[i]
		for _, id := range [...]nhs.OrgID{u.Slug, u.ODSCode} {
			if x.units[id] == nil && id != "" {
				x.units[id] = u
			}
		}
	}
	x.offered = make(map[offer]bool)
	for i := range m.CSUs.Units {
		for _, line := range m.CSUs.Units[i].Lines {
			x.offered[offer{m.CSUs.Units[i].Slug, line}] = true
		}
	}
	x.addFrameworks()
	x.addAgreements()
	x.addSpend()
	return x
}

// Market returns the market that the index is of.
func (x *Index) Market() *Market { return x.market }

// CCGHistory returns the history of clinical commissioning groups and of the
// integrated care boards that followed them.
func (x *Index) CCGHistory() *lineage.History { return x.ccgs }

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

// SubICBHistory returns the history of places by their codes: of the groups, and of the
// sub-ICB locations that kept those codes from 1 July 2022.
func (x *Index) SubICBHistory() *lineage.History { return x.subs() }

// SubICB returns the sub-ICB location with the code, and whether there is one. Most
// have the code of a group: [Index.CCG] finds the group. The location is part of the
// market and must not be changed.
func (x *Index) SubICB(code nhs.OrgID) (*ccg.SubICB, bool) {
	s, ok := x.places[code]
	return s, ok
}

// SubICBsOn returns the sub-ICB locations that were open on the day, in the order of
// the register.
func (x *Index) SubICBsOn(d nhs.Date) iter.Seq[*ccg.SubICB] {
	return func(yield func(*ccg.SubICB) bool) {
		for i := range x.market.CCGs.SubICBs {
			if s := &x.market.CCGs.SubICBs[i]; s.OpenOn(d) && !yield(s) {
				return
			}
		}
	}
}

// PCTHistory returns the history of [Index.CCGHistory] with the primary care trusts
// before it.
func (x *Index) PCTHistory() *lineage.History { return x.pcts() }

// PCT returns the primary care trust with the code, and whether there is one. The trust
// is part of the market and must not be changed.
func (x *Index) PCT(code nhs.OrgID) (*ccg.PCT, bool) {
	t, ok := x.trusts[code]
	return t, ok
}

// CSUHistory returns the history of commissioning support units and of the plans
// before them.
func (x *Index) CSUHistory() *lineage.History { return x.csus }

// CSU returns the unit with the slug or ODS code, and whether there is one. The
// unit is part of the market and must not be changed.
func (x *Index) CSU(id nhs.OrgID) (*csu.Unit, bool) {
	u, ok := x.units[id]
	return u, ok
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
