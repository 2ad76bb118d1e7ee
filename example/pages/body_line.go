package pages

import (
	"fmt"
	"html/template"
	"slices"

	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// bodyLine draws the line of a CCG or board and lists the steps beside it.
func (d *data) bodyLine(code nhs.OrgID, day nhs.Date) (picture template.HTML, before, after []stepRow) {
	h := d.Index.CCGHistory()
	for s := range h.Takeovers(code) {
		before = append(before, stepRow{d.bodyLink(s.Predecessor), s.Effective, s.Kind, s.Note})
	}
	for s := range h.Successions(code) {
		after = append(after, stepRow{d.bodyLink(s.Successor), s.Effective, s.Kind, s.Note})
	}
	var steps []lineage.Succession
	for s := range h.SuccessionsInto(code) {
		steps = append(steps, s)
	}
	for s := range h.SuccessionsFrom(code) {
		steps = append(steps, s)
	}
	if len(steps) == 0 {
		return "", before, after
	}
	steps = slices.CompactFunc(steps, func(a, b lineage.Succession) bool {
		return a.Predecessor == b.Predecessor && a.Successor == b.Successor
	})
	c := chart.Lineage{
		ID: "lineage", Title: "Predecessors and successors of " + d.bodyLink(code).Text, First: d.CCGs.First, Last: nhs.MustDate(2023, 7, 1), On: day,
		Desc: fmt.Sprintf("Each row is a body from its first day to its last. %s before it and %s after it.", plural(len(before), "body", "bodies"), plural(len(after), "body", "bodies")),
	}
	at := map[nhs.OrgID]int{}
	var visit func(code nhs.OrgID)
	visit = func(code nhs.OrgID) { // what came before first
		if _, met := at[code]; met {
			return
		}
		at[code] = -1
		for _, s := range steps {
			if s.Successor == code {
				visit(s.Predecessor)
			}
		}
		link := d.bodyLink(code)
		n := chart.Node{Name: link.Text, Href: link.Href, Kind: 1}
		if g, ok := d.Index.CCG(code); ok {
			n.From, n.Until = g.Opened, g.Closed
		} else if b, ok := d.Index.ICB(code); ok {
			n.From, n.Until, n.Kind = b.Opened, b.Closed, 3
		}
		at[code] = len(c.Nodes)
		c.Nodes = append(c.Nodes, n)
	}
	for _, s := range steps {
		visit(s.Successor)
	}
	for _, s := range steps {
		c.Arcs = append(c.Arcs, chart.Arc{From: at[s.Predecessor], To: at[s.Successor], On: s.Effective.Earliest()})
	}
	return c.SVG(), before, after
}
