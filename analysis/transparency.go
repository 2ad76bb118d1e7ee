package analysis

import (
	"cmp"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

// A TransparencyResult is how much of the agreements, and of their value, the public may
// see, and what is withheld and why. Money is in pounds.
type TransparencyResult struct {
	// On is the day; the zero date means every agreement on file, with nothing withheld
	// at its end.
	On nhs.Date `json:"as_of,omitzero"`
	// Agreements is how many there are.
	Agreements int `json:"agreements"`
	// Open is how many are entirely public.
	Open int `json:"open"`
	// Partly is how many have a part withheld.
	Partly int `json:"partly"`
	// Withheld is how many are withheld by default, perhaps with a part made public. It
	// includes those that cannot be published because their disclosure terms are faulty.
	Withheld int `json:"withheld"`
	// OpenShare is Open as a percentage of Agreements; nil if there are none.
	OpenShare *nhs.Percent `json:"open_share,omitempty"`
	// Value is what the agreements cost over their terms, as far as known; nil if nothing
	// is. It is at least that if a value, or a part of one, is unknown.
	Value *nhs.Money `json:"value,omitempty"`
	// ValueAtLeast says that Value is a lower bound.
	ValueAtLeast bool `json:"value_at_least,omitempty"`
	// ValueNotKnown is how many have a value that is unknown, or known in part.
	ValueNotKnown int `json:"value_not_known"`
	// Disclosed is the part of Value that follows from what is public; nil if no value is
	// known.
	Disclosed *nhs.Money `json:"disclosed,omitempty"`
	// DisclosedShare is Disclosed as a percentage of Value; nil if Value is zero or
	// a lower bound, unless every agreement is open.
	DisclosedShare *nhs.Percent `json:"disclosed_share,omitempty"`
	// Parts are what is withheld, by part, level and reason, the most frequent first.
	Parts []WithheldPart `json:"parts"`
	// Coverage counts the groups that have an agreement on file.
	Coverage Coverage `json:"coverage"`
}

// A WithheldPart is a part that agreements withhold for one reason.
type WithheldPart struct {
	// Part is the place in the agreement, with * for any index; "" is all of it.
	Part string `json:"part"`
	// Level says who may see it.
	Level sla.Level `json:"level"`
	// Reason is the reason in the parties' words; "" if they give none.
	Reason string `json:"reason,omitempty"`
	// Agreements is how many withhold it for that reason.
	Agreements int `json:"agreements"`
}

// Transparency returns how much the public may see of the agreements in force on the
// day. Without a day it covers every agreement on file.
func Transparency(x *commissioning.Index, d nhs.Date) TransparencyResult {
	a := newCoverageBuilder()
	t := TransparencyResult{On: d, Parts: []WithheldPart{}}
	parts := make(map[WithheldPart]int)
	covered := make(map[nhs.OrgID]bool)
	var value, disclosed worth
	for i := range x.Market().Agreements {
		g := &x.Market().Agreements[i]
		if !d.IsZero() && !g.Term.Period().Contains(d) {
			continue
		}
		if first, _ := x.Agreement(g.ID); g.ID != "" && first != g {
			a.exclude("the second agreement %q", g.ID)
			continue
		}
		t.Agreements++
		a.use(g.Synthetic, g.Sources...)
		for _, c := range g.Customers {
			covered[c.ID] = true
		}
		public, withheld, err := sla.Redact(g, d)
		total := agreementWorth(g)
		if total.atLeast {
			t.ValueNotKnown++
		}
		value.add(total)
		switch {
		case err != nil:
			t.Withheld++
			a.addMissing("Agreement %q cannot be published: %v.", g.ID, err)
			continue
		case len(withheld) == 0:
			t.Open++
			disclosed.add(total)
			continue
		case withheld[0].Path == "":
			t.Withheld++
		default:
			t.Partly++
		}
		if shown := agreementWorth(&public); !shown.atLeast && shown.known.Equal(total.known) {
			disclosed.add(total)
		}
		once := make(map[WithheldPart]bool, len(withheld))
		for _, w := range withheld {
			if p := (WithheldPart{Part: anyIndex(w.Path), Level: w.Level, Reason: w.Reason}); !once[p] {
				once[p] = true
				parts[p]++
			}
		}
	}
	for p, n := range parts {
		p.Agreements = n
		t.Parts = append(t.Parts, p)
	}
	slices.SortFunc(t.Parts, func(a, b WithheldPart) int {
		return cmp.Or(cmp.Compare(b.Agreements, a.Agreements), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Level, b.Level), cmp.Compare(a.Reason, b.Reason))
	})
	t.OpenShare = ratioOf(t.Open, t.Agreements)
	if t.Value, t.ValueAtLeast = value.amount(), value.atLeast; t.Value != nil {
		t.Disclosed = &disclosed.known
		t.DisclosedShare = shareIf(disclosed.known, !value.atLeast || t.Open == t.Agreements, value.known)
	}
	t.Coverage = groupsWith(x, covered, d, a)
	return t
}

// groupsWith counts the groups that have an agreement on file, among those open on the
// day or, without a day, among all.
func groupsWith(x *commissioning.Index, covered map[nhs.OrgID]bool, d nhs.Date, a *coverageBuilder) Coverage {
	known, of := 0, 0
	for i := range x.Market().CCGs.Groups {
		g := &x.Market().CCGs.Groups[i]
		if groupOf(x, g.Code) != g || !d.IsZero() && !g.OpenOn(d) {
			continue
		}
		of++
		if covered[g.Code] {
			known++
		}
	}
	what := "groups"
	if !d.IsZero() {
		what += " open on " + d.String()
	}
	if known < of {
		a.addMissing("No agreement is on file for %d of %d %s.", of-known, of, what)
		a.Remedies = append(a.Remedies, "each group's service level agreements, with their terms of disclosure")
	}
	return a.build(known, of, what+" with an agreement on file")
}

// anyIndex returns the pointer with * for each index.
func anyIndex(p rule.Pointer) string {
	steps := strings.Split(string(p), "/")
	for i, step := range steps {
		if step != "" && strings.Trim(step, "0123456789") == "" {
			steps[i] = "*"
		}
	}
	return strings.Join(steps, "/")
}

// Table returns how many agreements are open, and what the others withhold.
func (t TransparencyResult) Table() Table {
	table := Table{
		Title: "What the public may see of the agreements",
		Key:   4,
		Columns: []Column{
			{Key: "kind", Heading: "kind"}, {Key: "part", Heading: "part"}, {Key: "level", Heading: "level"}, {Key: "reason", Heading: "reason"},
			{Key: "agreements", Heading: "agreements", Unit: unitCount, Sparse: true}, {Key: "share", Heading: "of all", Unit: unitPercent, Sparse: true},
			{Key: "value", Heading: "value", Unit: unitPounds, Sparse: true},
		},
	}
	if !t.On.IsZero() {
		table.Title += " in force on " + t.On.String()
	}
	row := func(kind, part string, level sla.Level, reason string, n int, value Cell) {
		table.Rows = append(table.Rows, append(texts(kind, part, string(level), reason), CellOf(n), OptionalCell(ratioOf(n, t.Agreements)), value))
	}
	row("all", "", "", "", t.Agreements, OptionalCell(t.Value))
	row("open", "", "", "", t.Open, Cell{})
	row("partly", "", "", "", t.Partly, Cell{})
	row("withheld", "", "", "", t.Withheld, Cell{})
	for _, p := range t.Parts {
		row("part", cmp.Or(p.Part, "(all)"), p.Level, cmp.Or(p.Reason, "(none given)"), p.Agreements, Cell{})
	}
	table.Rows = append(table.Rows, append(texts("value disclosed", "", "", ""), Cell{}, OptionalCell(t.DisclosedShare), OptionalCell(t.Disclosed)))
	if t.ValueNotKnown > 0 {
		table.Notes = append(table.Notes, "The value of "+format.Count(t.ValueNotKnown, "agreement", "agreements")+" is unknown, in whole or in part, even in the parties' own document: the sums are at least what is shown.")
	}
	table.Notes = append(table.Notes, t.Coverage.notes()...)
	return table
}

// Completeness counts the groups that have an agreement on file.
func (t TransparencyResult) Completeness() Coverage { return t.Coverage }
