package framework

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Place is one supplier's right to be called on, on one day. It follows from an
// [Award] and from what has happened to the supplier since.
type Place struct {
	// Lot is the code of the lot.
	Lot string `json:"lot,omitempty"`
	// Supplier is the one that holds the place on the day.
	Supplier nhs.OrgID `json:"supplier"`
	// Name is its name, if it is on file.
	Name string `json:"name,omitempty"`
	// Origins are the suppliers that were awarded the place. Several that have merged
	// count as one place.
	Origins []nhs.OrgID `json:"origins"`
	// Held is yes, or unknown where the dates leave it open.
	Held nhs.Tristate `json:"held"`
	// Suspended is the suspension of that day, if there is one.
	Suspended *Suspension `json:"suspended,omitempty"`
	// Notes say what is uncertain.
	Notes []string `json:"notes,omitempty"`
}

// Inherited reports whether the holder took the place over from another.
func (p *Place) Inherited() bool { return len(p.Origins) != 1 || p.Origins[0] != p.Supplier }

// Places returns who held or may have held a place on the lot on the day, in the
// order of the awards. A supplier that was taken over passes its place on, and a holder
// of several counts once. Members that bid together pass the place on when one body has
// taken over from all of them. A supplier that closed without a successor holds none.
// After the end of the agreement nobody does.
//
// The history of suppliers may be nil: then each keeps its own place.
//
// An award without a known lot may be for any lot that its supplier was not refused.
func (a *Agreement) Places(lot string, on nhs.Date, suppliers *lineage.History) []Place {
	return newIndex(a).places(lot, on, suppliers)
}

func (x *index) places(lot string, on nhs.Date, suppliers *lineage.History) []Place {
	var places []Place
	at := make(map[nhs.OrgID]int) // of each holder
	for w := range x.awardsFor(lot) {
		if w.Outcome != Awarded {
			continue
		}
		p, lost := x.place(w, lot, on, suppliers)
		if lost != "" {
			continue
		}
		i, again := at[p.Supplier]
		switch {
		case !again:
			at[p.Supplier] = len(places)
			places = append(places, p)
		case w.Lot == lot:
			places[i].merge(&p)
		}
	}
	return places
}

// awardsFor returns the results of bids that are, or may be, for the lot: its own, then
// those without a known lot.
func (x *index) awardsFor(lot string) iter.Seq[*Award] {
	return func(yield func(*Award) bool) {
		for _, w := range x.results[lot] {
			if !yield(w) {
				return
			}
		}
		if lot == "" || x.lots[lot] == nil {
			return
		}
		for _, w := range x.results[""] {
			if !x.refused[award{lot, w.Supplier}] && !yield(w) {
				return
			}
		}
	}
}

// merge counts two places of one holder as one.
func (p *Place) merge(o *Place) {
	for _, id := range o.Origins {
		if !slices.Contains(p.Origins, id) {
			p.Origins = append(p.Origins, id)
		}
	}
	p.Held = p.Held.Or(o.Held)
	if o.Suspended == nil {
		p.Suspended = nil // one place that can be used is enough
	}
	p.Notes = append(p.Notes, o.Notes...)
}

// place returns the place on the lot that the award has become on the day. If there is
// none any more, lost says why.
func (x *index) place(w *Award, lot string, on nhs.Date, suppliers *lineage.History) (p Place, lost string) {
	p = Place{Lot: lot, Origins: []nhs.OrgID{w.Supplier}, Held: reached(w.On, on)}
	now := holderOf(x.listed[w.Supplier], w.Supplier, on, suppliers)
	holder, note := now.Supplier, now.Note
	p.Supplier, p.Name = holder, x.nameOf(holder, on, suppliers)
	ends := x.Dates.Ends()
	if note != "" {
		p.Notes = append(p.Notes, note)
	}
	switch {
	case p.Held == nhs.No:
		return p, fmt.Sprintf("its place begins %s", w.On)
	case passed(ends, on) == nhs.Yes:
		return p, fmt.Sprintf("the agreement ended %s", ends)
	case passed(ends, on) == nhs.Unknown && !ends.IsZero():
		p.Held = nhs.Unknown
	}
	if w.Lot != lot {
		p.Held = nhs.Unknown
		p.Notes = append(p.Notes, "which lot it was awarded is not on file")
	}
	if p.Held == nhs.Unknown && w.On.IsZero() {
		p.Notes = append(p.Notes, "the day of the award is not on file")
	}
	if r := w.Removed; r != nil {
		switch reached(r.On, on) {
		case nhs.Yes:
			return p, fmt.Sprintf("it lost its place %s: %s", r.On, cmp.Or(r.Reason, "no reason on file"))
		case nhs.Unknown:
			p.Held = nhs.Unknown
			p.Notes = append(p.Notes, fmt.Sprintf("it lost its place at an unknown time (%s)", cmp.Or(r.On.String(), "the day is not on file")))
		}
	}
	if body, ok := suppliers.Lookup(holder); ok {
		switch passed(body.Closed, on) {
		case nhs.Yes:
			return p, fmt.Sprintf("%s closed %s and no body on file took over from it", holder, body.Closed)
		case nhs.Unknown:
			if !body.Closed.IsZero() && note == "" {
				p.Held = nhs.Unknown
				p.Notes = append(p.Notes, fmt.Sprintf("%s closed at an unknown time (%s)", holder, body.Closed))
			}
		}
	}
	for i := range w.Suspensions {
		if w.Suspensions[i].Days.Contains(on) {
			p.Suspended = &w.Suspensions[i]
		}
	}
	return p, ""
}

func (x *index) nameOf(id nhs.OrgID, on nhs.Date, suppliers *lineage.History) string {
	if s := x.listed[id]; s != nil && s.Name != "" {
		return s.Name
	}
	if body, ok := suppliers.Lookup(id); ok {
		return body.NameOn(on)
	}
	return ""
}

// A CurrentHolder is the body that has, on one day, what a supplier was awarded.
type CurrentHolder struct {
	// Supplier is the supplier itself, or the body that took over from it.
	Supplier nhs.OrgID `json:"supplier"`
	// Note says what is not certain; "" if all of it is.
	Note string `json:"note,omitempty"`
}

// Holder returns the body that has on the day what the supplier was awarded. The
// history of suppliers may be nil: then it is the supplier itself.
func (a *Agreement) Holder(supplier nhs.OrgID, on nhs.Date, suppliers *lineage.History) CurrentHolder {
	s, _ := a.Supplier(supplier)
	return holderOf(s, supplier, on, suppliers)
}

// holderOf is [Agreement.Holder] of the supplier s, or nil if it is not on file.
func holderOf(s *Supplier, supplier nhs.OrgID, on nhs.Date, suppliers *lineage.History) CurrentHolder {
	own := successor(supplier, on, suppliers)
	if own.Supplier != supplier || own.Note != "" {
		return own
	}
	if s == nil || len(s.Members) == 0 {
		return CurrentHolder{Supplier: supplier}
	}
	common := supplier
	for i, m := range s.Members {
		next := successor(m.ID, on, suppliers)
		switch {
		case next.Supplier == m.ID && next.Note == "": // this member goes on
			return CurrentHolder{Supplier: supplier}
		case next.Note != "":
			return CurrentHolder{supplier, next.Note}
		case i == 0:
			common = next.Supplier
		case next.Supplier != common:
			return CurrentHolder{supplier, "its members went different ways: who has the place is not on record"}
		}
	}
	return successor(common, on, suppliers)
}

// maxSteps bounds how many takeovers are followed, so that a circle ends.
const maxSteps = 64

// successor follows the takeovers of id that had taken effect by the day, as long
// as each leads to one body.
func successor(id nhs.OrgID, on nhs.Date, suppliers *lineage.History) CurrentHolder {
	for range maxSteps {
		var next nhs.OrgID
		note := ""
		for s := range suppliers.Successions(id) {
			switch reached(s.Effective, on) {
			case nhs.Unknown:
				note = fmt.Sprintf("%s took over from %s (%s): whether before or after this day is unknown", s.Successor, id, cmp.Or(s.Effective.String(), "the day is not on file"))
			case nhs.Yes:
				if next != "" && next != s.Successor {
					return CurrentHolder{id, fmt.Sprintf("several bodies took over from %s: who has the place is not on record", id)}
				}
				next = s.Successor
			}
		}
		if next == "" {
			return CurrentHolder{id, note}
		}
		id = next
	}
	return CurrentHolder{Supplier: id}
}

// A Holding is the answer to whether a supplier held a place.
type Holding struct {
	// Held is yes where it did, in its own right or by inheritance.
	Held nhs.Tristate `json:"held"`
	// Reason says why not, or why it is not known; "" if Held is yes.
	Reason string `json:"reason,omitempty"`
}

// String returns the answer and the reason: "no: its place has passed to nel".
func (h Holding) String() string {
	if h.Reason == "" {
		return h.Held.String()
	}
	return h.Held.String() + ": " + h.Reason
}

// Holds returns whether the supplier held a place on the lot on the day, in its own
// right or by inheritance. [RuleSupplierOnLot] asks it of call-offs. The history of
// suppliers may be nil: then each keeps its own place.
func (a *Agreement) Holds(lot string, supplier nhs.OrgID, on nhs.Date, suppliers *lineage.History) Holding {
	return newIndex(a).holds(lot, supplier, on, suppliers)
}

func (x *index) holds(lot string, supplier nhs.OrgID, on nhs.Date, suppliers *lineage.History) Holding {
	held, why := nhs.No, "it was not awarded a place on the lot"
	for w := range x.awardsFor(lot) {
		if w.Outcome == Unsuccessful && w.Supplier == supplier && held == nhs.No {
			why = fmt.Sprintf("its bid for the lot was refused (%s)", w.On)
		}
		if w.Outcome != Awarded {
			continue
		}
		p, lost := x.place(w, lot, on, suppliers)
		switch {
		case p.Supplier != supplier:
			if w.Supplier == supplier && held == nhs.No {
				why = fmt.Sprintf("its place has passed to %s", p.Supplier)
			}
		case lost != "":
			if held == nhs.No {
				why = lost
			}
		case p.Held == nhs.Yes && p.Suspended == nil:
			return Holding{Held: nhs.Yes}
		case p.Suspended != nil:
			if held == nhs.No {
				why = fmt.Sprintf("its place was suspended %s: %s", p.Suspended.Days, cmp.Or(p.Suspended.Reason, "no reason on file"))
			}
		default:
			held, why = nhs.Unknown, "the dates on file leave open whether it held its place"
			if len(p.Notes) > 0 {
				why = p.Notes[0]
			}
		}
	}
	return Holding{held, why}
}

// SameHolder returns the suppliers of a list that are one body on the day, in groups
// of two or more. Counted apart they count one place twice: see [RuleInheritance].
func (a *Agreement) SameHolder(list []nhs.OrgID, on nhs.Date, suppliers *lineage.History) [][]nhs.OrgID {
	return newIndex(a).sameHolder(list, on, suppliers)
}

func (x *index) sameHolder(list []nhs.OrgID, on nhs.Date, suppliers *lineage.History) [][]nhs.OrgID {
	var holders []nhs.OrgID // in the order of their first supplier
	group := make(map[nhs.OrgID][]nhs.OrgID, len(list))
	seen := make(map[nhs.OrgID]bool, len(list))
	for _, id := range list {
		if seen[id] {
			continue
		}
		seen[id] = true
		holder := holderOf(x.listed[id], id, on, suppliers).Supplier
		if group[holder] == nil {
			holders = append(holders, holder)
		}
		group[holder] = append(group[holder], id)
	}
	var same [][]nhs.OrgID
	for _, holder := range holders {
		if len(group[holder]) > 1 {
			same = append(same, group[holder])
		}
	}
	return same
}
