package cli

import (
	"iter"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

var orgCommand = command{
	name:  "org",
	args:  "CODE...",
	about: "Show what is known about a CCG, an integrated care board or a support unit",
	more: `
A code is an ODS code, such as 13T, or the slug of a support unit, such as
north-of-england, in either case. The answer is as of the day of -on; the default
is the last day known.`,
	run: runOrg,
	flags: func(in *invocation) {
		in.flags.TextVar(&in.on, "on", nhs.Date{}, "as of this `day`, such as 2016-01-01")
	},
}

type orgOptions struct{ on nhs.Date }

// An org is what is known about an organisation.
type org struct {
	ID           nhs.OrgID       `json:"id"`
	Kind         string          `json:"kind"` // ccg, icb or csu
	Name         string          `json:"name"`
	On           nhs.Date        `json:"on"`
	KnownUntil   nhs.Date        `json:"known_until,omitzero"` // if On is later
	Open         nhs.Tristate    `json:"open"`
	Opened       nhs.PartialDate `json:"opened,omitzero"`
	Closed       nhs.PartialDate `json:"closed,omitzero"`
	Predecessors []orgStep       `json:"predecessors"`
	Successors   []orgStep       `json:"successors"`
	InItsPlace   []nhs.OrgID     `json:"in_its_place"` // who has its area or work on the day
}

// An orgStep is a takeover by or from another.
type orgStep struct {
	ID        nhs.OrgID              `json:"id"`
	Name      string                 `json:"name,omitempty"`
	Effective nhs.PartialDate        `json:"effective,omitzero"`
	How       lineage.SuccessionKind `json:"how"`
}

func runOrg(in *invocation) error {
	if len(in.args) == 0 {
		return usagef("no code; want one or more, such as 13T")
	}
	market, err := england.Market()
	if err != nil {
		return err
	}
	index := commissioning.NewIndex(market)
	var all []org
	for _, code := range in.args {
		o, ok := findOrg(index, code, in.on)
		if !ok {
			return usagef("there is no CCG, integrated care board or support unit %q", code)
		}
		all = append(all, o)
	}
	switch in.format {
	case formatJSON:
		return in.json(all)
	case formatCSV:
		rows := [][]string{{"id", "kind", "name", "on", "open", "opened", "closed", "predecessors", "successors", "in_its_place"}}
		for _, o := range all {
			rows = append(rows, []string{string(o.ID), o.Kind, o.Name, o.On.String(), o.Open.String(), o.Opened.String(), o.Closed.String(), joinSteps(o.Predecessors), joinSteps(o.Successors), joinIDs(o.InItsPlace, ";")})
		}
		return in.csv(rows)
	}
	for i, o := range all {
		if i > 0 {
			in.printf("\n")
		}
		in.writeOrg(o)
	}
	return nil
}

func findOrg(index *commissioning.Index, code string, on nhs.Date) (org, bool) {
	upper, lower := nhs.OrgID(strings.ToUpper(code)), nhs.OrgID(strings.ToLower(code))
	if g, ok := index.CCG(upper); ok {
		return newOrg("ccg", g.Code, index.CCGHistory(), on), true
	}
	if b, ok := index.ICB(upper); ok {
		return newOrg("icb", b.Code, index.CCGHistory(), on), true
	}
	for _, id := range []nhs.OrgID{upper, lower} {
		if u, ok := index.CSU(id); ok {
			return newOrg("csu", u.Slug, index.CSUHistory(), on), true
		}
	}
	return org{}, false
}

func newOrg(kind string, id nhs.OrgID, h *lineage.History, on nhs.Date) org {
	o := org{ID: id, Kind: kind, On: on, Predecessors: []orgStep{}, Successors: []orgStep{}, InItsPlace: []nhs.OrgID{}}
	known := h.KnownUntil()
	if on.IsZero() {
		o.On = known
	}
	at := o.On
	if !known.IsZero() && at.After(known) {
		o.KnownUntil, at = known, known
	}
	if body, ok := h.Lookup(id); ok {
		o.Name, o.Open, o.Opened, o.Closed = body.NameOn(at), body.OpenOn(at), body.Opened, body.Closed
	}
	steps := func(of iter.Seq[lineage.Succession], other func(lineage.Succession) nhs.OrgID) []orgStep {
		list := []orgStep{}
		for s := range of {
			step := orgStep{ID: other(s), Effective: s.Effective, How: s.Kind}
			if body, ok := h.Lookup(step.ID); ok {
				step.Name = body.NameOn(at)
			}
			list = append(list, step)
		}
		return list
	}
	o.Predecessors = steps(h.Takeovers(id), func(s lineage.Succession) nhs.OrgID { return s.Predecessor })
	o.Successors = steps(h.Successions(id), func(s lineage.Succession) nhs.OrgID { return s.Successor })
	now, _ := h.Successors(id, at)
	o.InItsPlace = append(o.InItsPlace, now...)
	return o
}

func (in *invocation) writeOrg(o org) {
	in.printf("%s  %s (%s)\n", o.ID, o.Name, map[string]string{"ccg": "clinical commissioning group", "icb": "integrated care board", "csu": "commissioning support unit"}[o.Kind])
	in.printf("  open on %s: %s\n", o.On, o.Open)
	if !o.KnownUntil.IsZero() {
		in.printf("  known until %s; this is the answer for that day\n", o.KnownUntil)
	}
	if !o.Opened.IsZero() {
		in.printf("  opened %s\n", o.Opened)
	}
	if !o.Closed.IsZero() {
		in.printf("  closed %s\n", o.Closed)
	}
	for _, s := range o.Predecessors {
		in.printf("  from %s %s (%s, %s)\n", s.ID, s.Name, s.How, s.Effective)
	}
	for _, s := range o.Successors {
		in.printf("  to %s %s (%s, %s)\n", s.ID, s.Name, s.How, s.Effective)
	}
	if o.Open == nhs.No && len(o.InItsPlace) > 0 && !slices.Contains(o.InItsPlace, o.ID) {
		in.printf("  in its place on that day: %s\n", joinIDs(o.InItsPlace, ", "))
	}
}

func joinSteps(steps []orgStep) string {
	var ids []nhs.OrgID
	for _, s := range steps {
		ids = append(ids, s.ID)
	}
	return joinIDs(ids, ";")
}

func joinIDs(ids []nhs.OrgID, separator string) string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, string(id))
	}
	return strings.Join(texts, separator)
}
