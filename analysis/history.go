package analysis

import (
	"cmp"
	"maps"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A HistoryResult is how many bodies there were in each year and what became of them.
type HistoryResult struct {
	// Year is the year in question; the zero year is every year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Years are the counts, by kind of body and year.
	Years []BodyYear `json:"years"`
	// Lineages are the bodies without a successor, each with the bodies from which it
	// ultimately came. There are none for a single year.
	Lineages []Lineage `json:"lineages,omitempty"`
	// Coverage counts the bodies with every date known to the day.
	Coverage Coverage `json:"coverage"`
}

// BodyKind is the kind of a body of the market.
type BodyKind string

const (
	// KindCCG is a clinical commissioning group.
	KindCCG BodyKind = "ccg"
	// KindICB is an integrated care board.
	KindICB BodyKind = "icb"
	// KindCSU is a commissioning support unit.
	KindCSU BodyKind = "csu"
)

// A BodyYear is what happened to the bodies of one kind in one year. Events that may
// belong to another year count in NotSure alone.
type BodyYear struct {
	// Kind is the kind of body.
	Kind BodyKind `json:"kind"`
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// AtStart is how many were open on its first day.
	AtStart nhs.Count `json:"at_start"`
	// Opened is how many opened in the year, its first day included.
	Opened int `json:"opened"`
	// Closed is how many closed in the year, its last day included.
	Closed int `json:"closed"`
	// Mergers is how many times two or more became one, or one took over another.
	Mergers int `json:"mergers"`
	// Merged is how many bodies ended in those mergers.
	Merged int `json:"merged"`
	// BoundaryChanges is how many times a part of one body moved to another.
	BoundaryChanges int `json:"boundary_changes"`
	// NotSure is how many of all these events may be of this year or another.
	NotSure int `json:"not_sure"`
}

// A Lineage is a body and its earliest predecessors.
type Lineage struct {
	// Kind is the kind of body.
	Kind BodyKind `json:"kind"`
	// Body is the code or slug of the body without a successor.
	Body nhs.OrgID `json:"body"`
	// Name is its name.
	Name string `json:"name,omitempty"`
	// From are the predecessors that have no predecessor themselves, by code.
	From []nhs.OrgID `json:"from"`
}

// maxHistoryYears bounds the years of a history, against absurd dates.
const maxHistoryYears = 60

// History returns how many groups, boards and units there were in the year, with their
// mergers and lineages. Without a year it covers every year. Plans of units that never
// worked are not counted; see [csu.Register].
func History(x *commissioning.Index, y nhs.FinancialYear) HistoryResult {
	a := newCoverageBuilder()
	h := historian{coverageBuilder: a, asked: y, years: make(map[kindYear]*BodyYear)}
	kinds := make(map[nhs.OrgID]BodyKind)
	for i := range x.Market().CCGs.Groups {
		g := &x.Market().CCGs.Groups[i]
		if groupOf(x, g.Code) != g {
			a.exclude("the second entry of group %q", g.Code)
			continue
		}
		kinds[g.Code] = KindCCG
		a.cite(g.Sources...)
		h.body(KindCCG, exactly(g.Opened), exactly(g.Closed))
	}
	for i := range x.Market().CCGs.ICBs {
		b := &x.Market().CCGs.ICBs[i]
		if boardOf(x, b.Code) != b {
			a.exclude("the second entry of board %q", b.Code)
			continue
		}
		kinds[b.Code] = KindICB
		a.cite(b.Sources...)
		h.body(KindICB, exactly(b.Opened), exactly(b.Closed))
	}
	units := make(map[nhs.OrgID]BodyKind)
	for i := range x.Market().CSUs.Units {
		u := &x.Market().CSUs.Units[i]
		switch {
		case u.Stage != csu.Working:
			continue
		case unitOf(x, u.Slug) != u:
			a.exclude("the second entry of unit %q", u.Slug)
			continue
		}
		units[u.Slug] = KindCSU
		a.cite(u.Sources...)
		h.body(KindCSU, u.Opened, u.Closed)
	}
	h.successions(x.Market().CCGs.Successions, x.CCGHistory(), kinds)
	h.successions(x.Market().CSUs.Successions, x.CSUHistory(), units)
	answer := HistoryResult{Year: y, Years: h.count(x)}
	if y.IsZero() {
		answer.Lineages = append(lineages(x.CCGHistory(), kinds), lineages(x.CSUHistory(), units)...)
	}
	if n := h.bodies - h.exact; n > 0 {
		a.addMissing("The day of opening or closing is uncertain or unknown for %s.", format.Count(n, "body", "bodies"))
		a.Remedies = append(a.Remedies, "the days on which the bodies opened and closed")
	}
	answer.Coverage = a.build(h.exact, h.bodies, "bodies with every date known to the day")
	return answer
}

func exactly(d nhs.Date) nhs.PartialDate {
	if d.IsZero() {
		return nhs.PartialDate{}
	}
	return nhs.PartialDateOf(d)
}

type kindYear struct {
	kind BodyKind
	year nhs.FinancialYear
}

// A historian counts what happened by kind and year.
type historian struct {
	*coverageBuilder
	asked         nhs.FinancialYear
	years         map[kindYear]*BodyYear
	bodies, exact int
}

// in returns the counts of the kind in the year.
func (h *historian) in(kind BodyKind, y nhs.FinancialYear) *BodyYear {
	k := kindYear{kind, y}
	if h.years[k] == nil {
		h.years[k] = &BodyYear{Kind: kind, Year: y}
	}
	return h.years[k]
}

// happened counts an event on the date, in its year if that is certain. An unknown date
// counts nowhere.
func (h *historian) happened(kind BodyKind, on nhs.PartialDate, count func(*BodyYear)) {
	first, last := on.Earliest(), on.Latest()
	if first.IsZero() || last.IsZero() {
		return
	}
	from, to := first.FinancialYear(), last.FinancialYear()
	if from == to {
		count(h.in(kind, from))
		return
	}
	for n := 0; from.Compare(to) <= 0 && n < maxHistoryYears; n++ {
		h.in(kind, from).NotSure++
		from = from.Next()
	}
}

func (h *historian) body(kind BodyKind, opened, closed nhs.PartialDate) {
	h.bodies++
	_, o := opened.Exact()
	_, c := closed.Exact()
	if o && (c || closed.IsZero()) {
		h.exact++
	}
	h.happened(kind, opened, func(y *BodyYear) { y.Opened++ })
	h.happened(kind, closed, func(y *BodyYear) { y.Closed++ })
}

// successions counts mergers under the kind of the bodies that end. All predecessors of
// one body on one date are one merger.
func (h *historian) successions(list []lineage.Succession, bodies *lineage.History, kinds map[nhs.OrgID]BodyKind) {
	type event struct {
		into nhs.OrgID
		on   nhs.PartialDate
	}
	seen := make(map[event]bool)
	for i := range list {
		s := &list[i]
		kind := cmp.Or(kinds[s.Predecessor], kinds[s.Successor])
		for _, id := range [...]nhs.OrgID{s.Predecessor, s.Successor} {
			if _, ok := bodies.Lookup(id); !ok && id != "" {
				h.exclude("the succession from %q to %q: the register has no %q", s.Predecessor, s.Successor, id)
				kind = ""
			}
		}
		if kind == "" || s.Kind != lineage.BoundaryChange && (kinds[s.Predecessor] == "" || kinds[s.Successor] == "") {
			continue // also of plans that never worked
		}
		h.cite(s.Sources...)
		switch s.Kind {
		case lineage.Merger:
			e := event{s.Successor, s.Effective}
			first := !seen[e]
			seen[e] = true
			h.happened(kind, s.Effective, func(y *BodyYear) {
				y.Merged++
				if first {
					y.Mergers++
				}
			})
		case lineage.BoundaryChange:
			h.happened(kind, s.Effective, func(y *BodyYear) { y.BoundaryChanges++ })
		}
	}
}

// count returns a row for each kind and year, from the first event to the last year
// that is known.
func (h *historian) count(x *commissioning.Index) []BodyYear {
	rows := []BodyYear{}
	for _, kind := range [...]BodyKind{KindCCG, KindICB, KindCSU} {
		var years []nhs.FinancialYear
		for k := range maps.Keys(h.years) {
			if k.kind == kind {
				years = append(years, k.year)
			}
		}
		if len(years) == 0 {
			continue
		}
		first, last := slices.MinFunc(years, nhs.FinancialYear.Compare), slices.MaxFunc(years, nhs.FinancialYear.Compare)
		until := x.Market().CCGs.KnownUntil
		if kind == KindCSU {
			until = x.Market().CSUs.KnownUntil
		}
		if !until.IsZero() {
			last = until.FinancialYear()
		}
		if !h.asked.IsZero() {
			first, last = h.asked, h.asked
		}
		n := 0
		for y := first; y.Compare(last) <= 0 && !y.IsZero(); y = y.Next() {
			if n++; n > maxHistoryYears {
				h.exclude("the years of %s from %s on", kind, y)
				break
			}
			row := *h.in(kind, y)
			row.AtStart = openOn(x, kind, y.First())
			if (row == BodyYear{Kind: kind, Year: y}) && h.asked.IsZero() {
				continue // none left
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// openOn returns how many bodies of the kind were open on the day.
func openOn(x *commissioning.Index, kind BodyKind, d nhs.Date) (n nhs.Count) {
	switch kind {
	case KindCCG:
		for g := range x.CCGsOn(d) {
			if groupOf(x, g.Code) == g {
				n.Certain++
			}
		}
		return n
	case KindICB:
		for b := range x.ICBsOn(d) {
			if boardOf(x, b.Code) == b {
				n.Certain++
			}
		}
		return n
	}
	n, _ = x.Market().CSUs.CountOn(d, csu.Operating)
	return n
}

// lineages returns the bodies without a successor, with their origins.
func lineages(h *lineage.History, kinds map[nhs.OrgID]BodyKind) []Lineage {
	var list []Lineage
	for _, id := range slices.SortedFunc(maps.Keys(kinds), func(a, b nhs.OrgID) int {
		return cmp.Or(cmp.Compare(kinds[a], kinds[b]), a.Compare(b))
	}) {
		followed := false
		for s := range h.Takeovers(id) {
			followed = followed || s.Predecessor == id && s.Successor != id
		}
		if followed {
			continue
		}
		body, _ := h.Lookup(id)
		from, into := map[nhs.OrgID]bool{}, map[nhs.OrgID]bool{}
		for s := range h.SuccessionsInto(id) {
			if kinds[s.Predecessor] == "" {
				continue // a plan that never worked
			}
			from[s.Predecessor], into[s.Successor] = true, true
		}
		l := Lineage{Kind: kinds[id], Body: id, Name: body.Name, From: []nhs.OrgID{}}
		for _, origin := range slices.Sorted(maps.Keys(from)) {
			if !into[origin] {
				l.From = append(l.From, origin)
			}
		}
		list = append(list, l)
	}
	return list
}

// Table returns the counts, a row for each kind and year.
func (h HistoryResult) Table() Table {
	t := Table{
		Title: "Bodies by financial year",
		Key:   2,
		Columns: []Column{
			{Key: "kind", Heading: "kind"}, {Key: "year", Heading: "year"},
			{Key: "at_start", Heading: "open on 1 April", Unit: unitCount},
			{Key: "at_start_possible", Heading: "possibly more", Unit: unitCount},
			{Key: "opened", Heading: "opened", Unit: unitCount},
			{Key: "closed", Heading: "closed", Unit: unitCount},
			{Key: "mergers", Heading: "mergers", Unit: unitCount},
			{Key: "merged", Heading: "merged away", Unit: unitCount},
			{Key: "boundary_changes", Heading: "boundary changes", Unit: unitCount},
			{Key: "not_sure", Heading: "year not sure", Unit: unitCount},
		},
		Notes: h.Coverage.notes(),
	}
	for _, y := range h.Years {
		t.Rows = append(t.Rows, append(texts(string(y.Kind), y.Year.String()),
			CellOf(y.AtStart.Certain), CellOf(y.AtStart.Possible), CellOf(y.Opened), CellOf(y.Closed),
			CellOf(y.Mergers), CellOf(y.Merged), CellOf(y.BoundaryChanges), CellOf(y.NotSure)))
	}
	return t
}

// Completeness counts the bodies with every date known to the day.
func (h HistoryResult) Completeness() Coverage { return h.Coverage }
