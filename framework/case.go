package framework

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Case is a call-off with what is needed to check it. It marshals as the call-off,
// and the pointers of findings lead into that document.
type Case struct {
	// CallOff is what is checked.
	CallOff *CallOff
	// Agreement is the one that it is made under, or nil.
	Agreement *Agreement
	// Suppliers is the history of suppliers. One that has taken over from others
	// holds their places. It may be nil.
	Suppliers *lineage.History

	index *index // of Agreement, or nil
}

// MarshalJSON writes the call-off.
func (c Case) MarshalJSON() ([]byte, error) { return json.Marshal(c.CallOff) }

// Cases returns the call-offs of the agreement as cases, in order.
func (a *Agreement) Cases(suppliers *lineage.History) []Case {
	if len(a.CallOffs) == 0 {
		return nil
	}
	x := newIndex(a)
	cases := make([]Case, len(a.CallOffs))
	for i := range cases {
		cases[i] = Case{&a.CallOffs[i], a, suppliers, x}
	}
	return cases
}

// An index finds the parts of an agreement that call-offs name, so that checking many
// takes time linear in the document.
type index struct {
	*Agreement
	lots    map[string]*Lot
	listed  map[nhs.OrgID]*Supplier
	results map[string][]*Award // by lot
	names   map[nhs.OrgID]bool  // suppliers and their partners
	awarded map[award]bool
	refused map[award]bool
	leads   map[nhs.OrgID]nhs.OrgID // of partners

	lines    map[lotLine]bool
	anyLot   map[service.ID]bool // lines of some lot
	criteria map[string]bool
	users    map[procurement.BuyerClass]bool
}

type lotLine struct {
	lot  string
	line service.ID
}

type award struct {
	lot      string
	supplier nhs.OrgID
}

func newIndex(a *Agreement) *index {
	x := &index{
		Agreement: a,

		lots:    make(map[string]*Lot, len(a.Lots)),
		listed:  make(map[nhs.OrgID]*Supplier, len(a.Suppliers)),
		results: make(map[string][]*Award, len(a.Lots)),
		names:   make(map[nhs.OrgID]bool, len(a.Suppliers)),
		awarded: make(map[award]bool, len(a.Awards)),
		refused: make(map[award]bool),
		leads:   make(map[nhs.OrgID]nhs.OrgID),

		lines:    make(map[lotLine]bool),
		anyLot:   make(map[service.ID]bool),
		criteria: make(map[string]bool, len(a.Criteria)),
		users:    make(map[procurement.BuyerClass]bool, len(a.Users)),
	}
	for i := range a.Lots {
		l := &a.Lots[i]
		if x.lots[l.Code] != nil {
			continue
		}
		x.lots[l.Code] = l
		for _, line := range l.Lines {
			x.lines[lotLine{l.Code, line}] = true
			x.anyLot[line] = true
		}
	}
	for i := range a.Criteria {
		x.criteria[a.Criteria[i].ID] = true
	}
	for _, u := range a.Users {
		x.users[u] = true
	}
	for i := range a.Suppliers {
		s := &a.Suppliers[i]
		x.names[s.ID] = true
		if x.listed[s.ID] == nil {
			x.listed[s.ID] = s
		}
		for _, m := range s.Partners {
			x.names[m.ID] = true
			if x.leads[m.ID] == "" {
				x.leads[m.ID] = s.ID
			}
		}
	}
	for i := range a.Awards {
		w := &a.Awards[i]
		x.results[w.Lot] = append(x.results[w.Lot], w)
		switch w.Outcome {
		case Awarded:
			x.awarded[award{w.Lot, w.Supplier}] = true
		case Unsuccessful:
			x.refused[award{w.Lot, w.Supplier}] = true
		}
	}
	return x
}

// covers returns whether the lot has the line.
func (x *index) covers(lot string, line service.ID) nhs.Tristate {
	l := x.lots[lot]
	switch {
	case l == nil:
		return nhs.No
	case x.lines[lotLine{lot, line}]:
		return nhs.Yes
	case len(l.Lines) > 0 && !l.LinesPartial, x.anyLot[line]:
		return nhs.No
	}
	return nhs.Unknown
}

// mayUse reports whether the notice names a class that the buyer belongs to.
func (x *index) mayUse(buyer procurement.BuyerClass) bool {
	for class, named := range x.users {
		if named && buyer.IsIn(class) {
			return true
		}
	}
	return x.users[buyer]
}

// agreement returns the index of the agreement, made if it is not there.
func (c *Case) agreement() *index {
	if c.index != nil {
		return c.index
	}
	return newIndex(c.Agreement)
}

// isUnderAgreement reports whether there is both a call-off and an agreement.
func (c *Case) isUnderAgreement() bool { return c.CallOff != nil && c.Agreement != nil }

func (c *Case) id() string {
	if c.CallOff == nil {
		return ""
	}
	return c.CallOff.ID
}

// lot returns the agreement's lot that the call-off names, or nil.
func (c *Case) lot() *Lot {
	if !c.isUnderAgreement() {
		return nil
	}
	return c.agreement().lots[c.CallOff.Lot]
}

// key is the lot and the supplier of the call-off.
func (c *Case) key() award { return award{c.CallOff.Lot, c.CallOff.Supplier} }

// missing returns the suppliers that certainly held a place on the day and are neither
// among the invited nor among those left out.
func (c *Case) missing(on nhs.Date) []nhs.OrgID {
	accounted := make(map[nhs.OrgID]bool)
	for _, id := range c.CallOff.Invited {
		accounted[id] = true
	}
	for i := range c.CallOff.LeftOut {
		accounted[c.CallOff.LeftOut[i].Supplier] = true
	}
	var list []nhs.OrgID
	places := c.agreement().places(c.CallOff.Lot, on, c.Suppliers)
	for i := range places {
		p := &places[i]
		consulted := accounted[p.Supplier] || slices.ContainsFunc(p.Origins, func(id nhs.OrgID) bool { return accounted[id] })
		if p.Held == nhs.Yes && p.Suspended == nil && !consulted {
			list = append(list, p.Supplier)
		}
	}
	return list
}

// SupplierHeldPlace returns whether the supplier held a place on the lot when the
// call-off was made, in its own right or by inheritance. [RuleSupplierOnLot] asks it.
//
// A day known only in part is answered for the first and the last day that it could
// be: yes if it is yes on both, and no if it is no on both for the same reason.
func (c *Case) SupplierHeldPlace() Holding {
	if !c.isUnderAgreement() || c.CallOff.Supplier == "" {
		return Holding{nhs.Unknown, "the agreement or the supplier is not on file"}
	}
	if c.CallOff.Lot == "" && len(c.Agreement.Lots) > 0 {
		return Holding{nhs.Unknown, "the lot of the call-off is not on file"}
	}
	first, last := c.CallOff.Date.Earliest(), c.CallOff.Date.Latest()
	if first.IsZero() || last.IsZero() {
		return Holding{nhs.Unknown, "the day of the call-off is not on file"}
	}
	x := c.agreement()
	then := x.holds(c.CallOff.Lot, c.CallOff.Supplier, first, c.Suppliers)
	if first == last {
		return then
	}
	later := x.holds(c.CallOff.Lot, c.CallOff.Supplier, last, c.Suppliers)
	switch {
	case then.Held == later.Held && (then.Held != nhs.No || then.Reason == later.Reason):
		return then
	case then.Held == later.Held:
		return Holding{nhs.Unknown, fmt.Sprintf("on %s %s; on %s %s; what held between is not known", first, then.Reason, last, later.Reason)}
	case later.Held != nhs.Yes:
		return Holding{nhs.Unknown, later.Reason}
	}
	return Holding{nhs.Unknown, then.Reason}
}

// DuplicateSuppliers returns the suppliers consulted that had become one body by the
// day of the call-off, in groups of two or more. [RuleInheritance] reports them.
func (c *Case) DuplicateSuppliers() [][]nhs.OrgID {
	if !c.isUnderAgreement() {
		return nil
	}
	first := c.CallOff.Date.Earliest()
	if first.IsZero() {
		return nil
	}
	return c.agreement().sameHolder(c.CallOff.Invited, first, c.Suppliers)
}
