package framework

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// A Query asks which suppliers a buyer could use.
type Query struct {
	// Lot is the code of the lot.
	Lot string `json:"lot"`
	// Line is the service line; "" asks about the whole lot.
	Line service.ID `json:"line,omitempty"`
	// On is the day.
	On nhs.Date `json:"on"`
	// Buyer is the class of the buyer; "" asks for no class.
	Buyer procurement.BuyerClass `json:"buyer,omitempty"`
}

// A Candidate is the answer to a [Query] for one supplier.
type Candidate struct {
	// Supplier is the one that the answer is about.
	Supplier nhs.OrgID `json:"supplier"`
	// Name is its name, if it is on file.
	Name string `json:"name,omitempty"`
	// Eligible says whether the buyer could buy from it.
	Eligible nhs.Tristate `json:"eligible"`
	// Place is the place that it holds on the lot, or nil.
	Place *Place `json:"place,omitempty"`
	// Reasons say why not, or why it is not known.
	Reasons []Reason `json:"reasons,omitempty"`
}

// A Reason says why a buyer cannot use a supplier, or why that is not known.
type Reason struct {
	// Rule is the rule of this package that a purchase would break.
	Rule rule.ID `json:"rule"`
	// Text is a sentence without a full stop.
	Text string `json:"text"`
}

// Candidates returns the answer for every supplier that bid for or inherited a place.
// Those with a place on the lot come first, in the order of the awards. Each one that
// is not eligible has its reasons.
//
// The history of suppliers may be nil: then each keeps its own place.
func (a *Agreement) Candidates(q Query, suppliers *lineage.History) []Candidate {
	x := newIndex(a)
	common, eligible := x.common(q)
	var list []Candidate
	places := x.places(q.Lot, q.On, suppliers)
	for i := range places {
		p := &places[i]
		c := Candidate{Supplier: p.Supplier, Name: p.Name, Eligible: eligible.And(p.Held), Place: p, Reasons: common}
		for _, note := range p.Notes {
			c.because(RuleSupplierOnLot, "%s", note)
		}
		if p.Suspended != nil {
			c.Eligible = nhs.No
			c.because(RuleSupplierOnLot, "its place is suspended %s", p.Suspended.Days)
		}
		list = append(list, c)
	}
	for i := range a.Awards {
		id := a.Awards[i].Supplier
		if slices.ContainsFunc(list, func(c Candidate) bool {
			return c.Supplier == id || c.Place != nil && slices.Contains(c.Place.Origins, id)
		}) {
			continue
		}
		c := Candidate{Supplier: id, Name: x.nameOf(id, q.On, suppliers), Eligible: nhs.No, Reasons: common}
		c.because(RuleSupplierOnLot, "%s", x.holds(q.Lot, id, q.On, suppliers).Reason)
		list = append(list, c)
	}
	return list
}

// because adds a reason without touching those of others.
func (c *Candidate) because(id rule.ID, format string, args ...any) {
	c.Reasons = append(slices.Clip(c.Reasons), Reason{id, fmt.Sprintf(format, args...)})
}

// common returns the reasons that rule out every supplier.
func (x *index) common(q Query) (reasons []Reason, eligible nhs.Tristate) {
	eligible = nhs.Yes
	add := func(answer nhs.Tristate, id rule.ID, format string, args ...any) {
		eligible = eligible.And(answer)
		reasons = append(reasons, Reason{id, fmt.Sprintf(format, args...)})
	}
	status := x.StatusOn(q.On)
	if live := status.IsLive(); live != nhs.Yes {
		verb := "was"
		if live == nhs.Unknown {
			verb = "may have been anything from"
		}
		add(live, RuleWithinLife, "on %s the agreement %s %s", q.On, verb, status)
	}
	lot := x.lots[q.Lot]
	switch {
	case lot == nil && q.Lot != "":
		add(nhs.No, RuleReferences, "the agreement has no lot %s", q.Lot)
	case lot != nil && q.Line != "":
		switch x.covers(q.Lot, q.Line) {
		case nhs.No:
			add(nhs.No, RuleLotCoversLines, "lot %s does not cover %s", q.Lot, q.Line)
		case nhs.Unknown:
			add(nhs.Unknown, RuleLotCoversLines, "whether lot %s covers %s is not on file", q.Lot, q.Line)
		}
	}
	if q.Buyer != "" && len(x.Users) > 0 && !x.mayUse(q.Buyer) {
		add(nhs.No, RuleBuyerMayUse, "the agreement is not open to the class %s", q.Buyer)
	}
	if q.Buyer != "" && len(x.Users) == 0 {
		add(nhs.Unknown, RuleBuyerMayUse, "who may use the agreement is not on file")
	}
	return reasons, eligible
}
