package analysis

import (
	"cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A MixResult is how many groups made, bought or shared each service line on a
// day.
type MixResult struct {
	// On is the day.
	On nhs.Date `json:"as_of"`
	// Lines are the service lines, in the order of the catalogue.
	Lines []LineMix `json:"lines"`
	// Natures are the same counts by nature of work, in order of appearance.
	Natures []LineMix `json:"natures"`
	// Coverage counts the pairs of an open group and a line for which it is known.
	Coverage Coverage `json:"coverage"`
}

// A LineMix is how many groups made, bought or shared a line, or all lines of one
// nature.
type LineMix struct {
	// Line is the service line; "" for a nature.
	Line service.ID `json:"line,omitempty"`
	// Nature says what kind of work it is.
	Nature service.Nature `json:"nature,omitempty"`
	// Make is how many do it themselves.
	Make int `json:"make"`
	// Buy is how many pay a supplier.
	Buy int `json:"buy"`
	// Share is how many do or buy it together with others.
	Share int `json:"share"`
	// Mixed is how many decided differently on parts of it.
	Mixed int `json:"mixed"`
	// Of is how many groups were open; for a nature, multiplied by its lines.
	Of int `json:"of"`
}

// Known returns for how many groups the choice is known.
func (m LineMix) Known() int { return m.Make + m.Buy + m.Share + m.Mixed }

func (m *LineMix) count(k decision.Kind) {
	switch k {
	case decision.Make:
		m.Make++
	case decision.Buy:
		m.Buy++
	case decision.Share:
		m.Share++
	default:
		m.Mixed++
	}
}

// Mix returns how many groups made, bought or shared each service line on the day.
// Without a day it is 1 April 2015.
//
// The choice is that of the last decision by then. Without a decision it follows from
// the agreements in force: a line of an agreement is bought, or shared if several
// customers share it. What a group chose passes to the one that takes it over.
func Mix(x *commissioning.Index, d nhs.Date) MixResult {
	if d.IsZero() {
		d = frameworkDay
	}
	a := newCoverageBuilder()
	m := mixer{coverageBuilder: a, index: x, on: d, lines: make(map[service.ID]int), decided: make(map[decidedPart]*decision.Decision), kinds: make(map[groupLine]decision.Kind), isDecided: make(map[groupLine]bool)}
	answer := MixResult{On: d, Lines: []LineMix{}, Natures: []LineMix{}}
	open := openOn(x, KindCCG, d).Certain
	for _, l := range x.Market().ServiceLines {
		if _, again := m.lines[l.ID]; again || l.ID == "" {
			a.exclude("the second entry of service line %q", l.ID)
			continue
		}
		m.lines[l.ID] = len(answer.Lines)
		answer.Lines = append(answer.Lines, LineMix{Line: l.ID, Nature: l.Nature, Of: open})
	}
	m.decide()
	m.agree()
	kinds := m.inherit()
	for k, kind := range kinds {
		answer.Lines[m.lines[k.line]].count(kind)
	}
	at := make(map[service.Nature]int)
	for _, l := range answer.Lines {
		i, ok := at[l.Nature]
		if !ok {
			i = len(answer.Natures)
			at[l.Nature] = i
			answer.Natures = append(answer.Natures, LineMix{Nature: l.Nature})
		}
		n := &answer.Natures[i]
		n.Make, n.Buy, n.Share, n.Mixed, n.Of = n.Make+l.Make, n.Buy+l.Buy, n.Share+l.Share, n.Mixed+l.Mixed, n.Of+l.Of
	}
	known, of := len(kinds), open*len(answer.Lines)
	if known < of {
		a.addMissing("Who does the work is unknown for %s of a group and a line.", outOf(of-known, of, "pair", "pairs"))
		a.Remedies = append(a.Remedies, "each group's decisions to make, buy or share, or its agreements by service line")
	}
	answer.Coverage = a.build(known, of, "pairs of a group open on "+d.String()+" and a service line with a known choice")
	return answer
}

type groupLine struct {
	group nhs.OrgID
	line  service.ID
}

type decidedPart struct {
	groupLine
	part string
}

// A mixer finds who does what.
type mixer struct {
	*coverageBuilder
	index   *commissioning.Index
	on      nhs.Date
	lines   map[service.ID]int
	decided map[decidedPart]*decision.Decision
	// By group as on file, whether or not it is still open.
	kinds     map[groupLine]decision.Kind
	isDecided map[groupLine]bool
}

// decide takes the last decision of each group on each part of each line.
func (m *mixer) decide() {
	var order []decidedPart
	for i := range m.index.Market().Decisions {
		d := &m.index.Market().Decisions[i]
		option, ok := d.Option(d.Chosen)
		g := groupOf(m.index, d.CCG)
		_, isLine := m.lines[d.Line]
		switch {
		case g == nil:
			m.exclude("decision %q of %q, which is not a group of the register", d.ID, d.CCG)
			continue
		case !isLine:
			m.exclude("decision %q on %q, which is not in the catalogue of service lines", d.ID, d.Line)
			continue
		case d.Chosen == "" || d.Date.After(m.on) || m.heirOf(d.CCG) == nil:
			continue
		case !ok || !option.Kind.IsKnown():
			m.exclude("decision %q, whose choice is not to make, buy or share", d.ID)
			continue
		case d.Date.IsZero():
			m.exclude("decision %q, which has no date", d.ID)
			continue
		}
		k := decidedPart{groupLine{d.CCG, d.Line}, d.Part}
		if before := m.decided[k]; before == nil {
			order = append(order, k)
		} else if !d.Date.After(before.Date) {
			if d.Date == before.Date {
				m.exclude("decision %q, the second of %s on %s on the same day", d.ID, d.CCG, d.Line)
			}
			continue
		}
		m.decided[k] = d
	}
	for _, k := range order {
		d := m.decided[k]
		m.use(d.Synthetic)
		option, _ := d.Option(d.Chosen)
		kind := option.Kind
		if before, ok := m.kinds[k.groupLine]; ok && before != kind {
			kind = mixed
		}
		m.kinds[k.groupLine] = kind
		m.isDecided[k.groupLine] = true
	}
}

// heirOf returns the group that stands for the group on the day: itself while it is open,
// then the one that took it over. It is nil if there is none, or not only one.
func (m *mixer) heirOf(code nhs.OrgID) *ccg.Group {
	if g := groupOf(m.index, code); g == nil || g.OpenOn(m.on) {
		return g
	}
	if heirs, _ := m.index.CCGHistory().Successors(code, m.on); len(heirs) == 1 {
		if g := groupOf(m.index, heirs[0]); g != nil && g.OpenOn(m.on) {
			return g
		}
	}
	return nil
}

// inherit gives what groups that have closed chose to the group that took them over. Its
// own decision comes first. If the rest differs, so does what it does.
func (m *mixer) inherit() map[groupLine]decision.Kind {
	now := make(map[groupLine]decision.Kind, len(m.kinds))
	for k, kind := range m.kinds {
		heir := groupLine{m.heirOf(k.group).Code, k.line}
		if heir != k && m.isDecided[heir] {
			continue
		}
		if before, ok := now[heir]; ok && before != kind && !(heir == k && m.isDecided[k]) {
			kind = mixed
		}
		now[heir] = kind
	}
	return now
}

// mixed stands for decisions on parts of a line that differ.
const mixed decision.Kind = "mixed"

// agree takes the agreements in force where no decision is known.
func (m *mixer) agree() {
	unnamed := 0
	for i := range m.index.Market().Agreements {
		a := &m.index.Market().Agreements[i]
		if !a.Term.Period().Contains(m.on) {
			continue
		}
		if first, _ := m.index.Agreement(a.ID); a.ID != "" && first != a {
			m.exclude("the second agreement %q", a.ID)
			continue
		}
		kind := decision.Buy
		if a.Sharing != nil && len(a.Customers) > 1 {
			kind = decision.Share
		}
		used := false
		for j := range a.Lines {
			line := a.Lines[j].Service
			if line == "" {
				unnamed++
				continue
			}
			if _, ok := m.lines[line]; !ok {
				m.exclude("line %d of agreement %q: the catalogue has no service line %q", j, a.ID, line)
				continue
			}
			for _, c := range a.Customers {
				k := groupLine{c.ID, line}
				if m.heirOf(c.ID) == nil || m.isDecided[k] {
					continue
				}
				used = true
				if before, ok := m.kinds[k]; ok && before != kind {
					m.kinds[k] = mixed
				} else {
					m.kinds[k] = kind
				}
			}
		}
		if used {
			m.use(a.Synthetic, a.Sources...)
		}
	}
	if unnamed > 0 {
		m.addMissing("%s.", format.Count(unnamed, "line of agreements in force names no service", "lines of agreements in force name no service"))
	}
}

// Table returns a row for each nature, and one for each line.
func (m MixResult) Table() Table {
	t := Table{
		Title: "Who does the work on " + m.On.String() + ": groups that make, buy or share",
		Key:   2,
		Columns: []Column{
			{Key: "kind", Heading: "kind"}, {Key: "id", Heading: "id"}, {Key: "nature", Heading: "nature"},
			{Key: "make", Heading: "make", Unit: unitCount}, {Key: "buy", Heading: "buy", Unit: unitCount},
			{Key: "share", Heading: "share", Unit: unitCount}, {Key: "mixed", Heading: "differs by part", Unit: unitCount},
			{Key: "known", Heading: "known", Unit: unitCount}, {Key: "of", Heading: "of", Unit: unitCount},
		},
		Notes: m.Coverage.notes(),
	}
	row := func(kind, id string, l LineMix) {
		t.Rows = append(t.Rows, append(texts(kind, id, string(l.Nature)),
			CellOf(l.Make), CellOf(l.Buy), CellOf(l.Share), CellOf(l.Mixed), CellOf(l.Known()), CellOf(l.Of)))
	}
	for _, l := range m.Natures {
		row("nature", cmp.Or(string(l.Nature), "not stated"), l)
	}
	for _, l := range m.Lines {
		row("line", string(l.Line), l)
	}
	return t
}

// Completeness counts the pairs of an open group and a line for which it is known.
func (m MixResult) Completeness() Coverage { return m.Coverage }
