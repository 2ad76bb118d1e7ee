package commissioning

import (
	"iter"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A callOffAt is the place of a call-off in the market.
type callOffAt struct{ framework, callOff int32 }

// A lotAt is the place of a lot in the market.
type lotAt struct{ framework, lot int32 }

func (x *Index) addFrameworks() {
	m := x.market
	x.lines = make(map[service.ID]*service.Line, len(m.ServiceLines))
	for i := range m.ServiceLines {
		if l := &m.ServiceLines[i]; x.lines[l.ID] == nil && l.ID != "" {
			x.lines[l.ID] = l
		}
	}
	x.frameworks = make(map[framework.ID]*framework.Agreement, len(m.Frameworks))
	x.callOffs = make(map[string]callOffAt)
	x.buyers = make(map[nhs.OrgID][]callOffAt)
	x.sellers = make(map[nhs.OrgID][]callOffAt)
	x.lots = make(map[service.ID][]lotAt)
	x.lotCodes = make(map[lotCode]bool)
	x.listedSuppliers = make(map[nhs.OrgID]bool)
	for i := range m.Frameworks {
		a := &m.Frameworks[i]
		for j := range a.Suppliers {
			s := &a.Suppliers[j]
			x.listedSuppliers[s.ID] = true
			for _, list := range [...][]framework.Member{s.Members, s.Partners} {
				for _, member := range list {
					x.listedSuppliers[member.ID] = true
				}
			}
		}
		if x.frameworks[a.ID] == nil && a.ID != "" {
			x.frameworks[a.ID] = a
		}
		for j := range a.Lots {
			at := lotAt{int32(i), int32(j)}
			x.lotCodes[lotCode{a.ID, a.Lots[j].Code}] = true
			for _, line := range a.Lots[j].Lines {
				x.lots[line] = appendNew(x.lots[line], at)
			}
		}
		for j := range a.CallOffs {
			c, at := &a.CallOffs[j], callOffAt{int32(i), int32(j)}
			if _, ok := x.callOffs[c.ID]; !ok && c.ID != "" {
				x.callOffs[c.ID] = at
			}
			for _, b := range c.Buyers {
				x.buyers[b] = appendNew(x.buyers[b], at)
			}
			if c.Supplier != "" {
				id := x.Canonical(c.Supplier)
				x.sellers[id] = append(x.sellers[id], at)
			}
		}
	}
}

// appendNew appends v unless it was the last to be appended.
func appendNew[T comparable](list []T, v T) []T {
	if n := len(list); n > 0 && list[n-1] == v {
		return list
	}
	return append(list, v)
}

// Canonical returns the identifier under which the index files a body. For a unit named
// by its ODS code that is its slug; any other identifier is returned as it is.
func (x *Index) Canonical(id nhs.OrgID) nhs.OrgID {
	if u := x.units[id]; u != nil && u.Slug != "" {
		return u.Slug
	}
	return id
}

// Line returns the service line with the ID, and whether there is one. It is part
// of the market and must not be changed.
func (x *Index) Line(id service.ID) (*service.Line, bool) {
	l, ok := x.lines[id]
	return l, ok
}

// Framework returns the framework agreement with the ID, and whether there is
// one. It is part of the market and must not be changed.
func (x *Index) Framework(id framework.ID) (*framework.Agreement, bool) {
	a, ok := x.frameworks[id]
	return a, ok
}

// CallOff returns the call-off with the ID and its framework, and whether there is one.
// Both are part of the market and must not be changed.
func (x *Index) CallOff(id string) (*framework.Agreement, *framework.CallOff, bool) {
	at, ok := x.callOffs[id]
	if !ok {
		return nil, nil, false
	}
	a := &x.market.Frameworks[at.framework]
	return a, &a.CallOffs[at.callOff], true
}

// CallOffsByCustomer returns the call-offs by the buyer, each with its framework, in the
// order of the market.
func (x *Index) CallOffsByCustomer(buyer nhs.OrgID) iter.Seq2[*framework.Agreement, *framework.CallOff] {
	return x.callOffsAt(x.buyers[buyer])
}

// CallOffsBySupplier returns the call-offs from the supplier, each with its framework,
// in the order of the market. A unit goes by its slug or its ODS code.
func (x *Index) CallOffsBySupplier(supplier nhs.OrgID) iter.Seq2[*framework.Agreement, *framework.CallOff] {
	return x.callOffsAt(x.sellers[x.Canonical(supplier)])
}

func (x *Index) callOffsAt(list []callOffAt) iter.Seq2[*framework.Agreement, *framework.CallOff] {
	return func(yield func(*framework.Agreement, *framework.CallOff) bool) {
		for _, at := range list {
			a := &x.market.Frameworks[at.framework]
			if !yield(a, &a.CallOffs[at.callOff]) {
				return
			}
		}
	}
}

// LotsFor returns the lots that have the service line, each with its framework, in the
// order of the market. Lots whose lines are not on file are left out.
func (x *Index) LotsFor(line service.ID) iter.Seq2[*framework.Agreement, *framework.Lot] {
	return func(yield func(*framework.Agreement, *framework.Lot) bool) {
		for _, at := range x.lots[line] {
			a := &x.market.Frameworks[at.framework]
			if !yield(a, &a.Lots[at.lot]) {
				return
			}
		}
	}
}

// Places returns who held or may have held a place on the lot of the framework on the
// day; see [framework.Agreement.Places]. A unit holds the places of the units that it
// took over.
func (x *Index) Places(id framework.ID, lot string, on nhs.Date) []framework.Place {
	a := x.frameworks[id]
	if a == nil {
		return nil
	}
	return a.Places(lot, on, x.csus)
}

// PlacesFor returns who held or may have held a place on a lot with the service line on
// the day, each with its framework, in the order of the market.
func (x *Index) PlacesFor(line service.ID, on nhs.Date) iter.Seq2[*framework.Agreement, framework.Place] {
	return func(yield func(*framework.Agreement, framework.Place) bool) {
		for a, lot := range x.LotsFor(line) {
			for _, p := range a.Places(lot.Code, on, x.csus) {
				if !yield(a, p) {
					return
				}
			}
		}
	}
}
