package analysis

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A SizeResult is how large the market was and could have been, as sources give it.
// Figures that differ stand side by side, each with its basis, date and sources. None is
// preferred or added to another.
type SizeResult struct {
	// Year is the year in question; the zero year is every year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Figures are the published figures, by date.
	Figures []SizeFigure `json:"figures"`
	// Implied are the populations that an allowance and its rate per head imply.
	Implied []ImpliedPeople `json:"implied"`
	// Recorded is the spend on suppliers that the market itself records, by year and
	// basis. It is a part of the whole.
	Recorded []RecordedSpend `json:"recorded"`
	// Coverage counts the units with a known income in the year.
	Coverage Coverage `json:"coverage"`
}

// A SizeFigure is one published figure of the size of the market.
type SizeFigure struct {
	// ID names the figure.
	ID string `json:"id"`
	// Label says what it is.
	Label string `json:"label"`
	// On is the date that the source states it for, or of publication.
	On nhs.PartialDate `json:"on,omitzero"`
	// Year is the financial year, if it is for one.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Basis says how the source arrived at it. For income it is the word of a
	// [csu.IncomeBasis].
	Basis commissioning.FigureBasis `json:"basis,omitempty"`
	// Bound says whether the source gives it as exact or as a limit.
	Bound commissioning.FigureBound `json:"bound,omitempty"`
	// Amount is in pounds a year.
	Amount nhs.Money `json:"amount"`
	// Share is its percentage of the income of all units, if it is a part of that.
	Share *nhs.Percent `json:"share,omitempty"`
	// Precision is what the source rounds to, in pounds; nil if unknown.
	Precision *nhs.Money `json:"precision,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Note says what a reader should know, such as why it differs from another.
	Note string `json:"note,omitempty"`
}

// RecordedSpend is the sum of the market's own records of spend for one year and basis.
type RecordedSpend struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Basis is the kind of figure. Sums of different kinds are never added.
	Basis commissioning.SpendBasis `json:"basis"`
	// Customers is how many customers it covers.
	Customers int `json:"customers"`
	// Amount is the sum in pounds.
	Amount nhs.Money `json:"amount"`
	// Sums is how many sums it adds up.
	Sums int `json:"sums"`
	// LowerBounds is how many of them are of published payments of which not every file or
	// bill was seen ([ccg.Completeness]).
	LowerBounds int `json:"lower_bounds,omitempty"`
	// Extent says whether a sum of published payments is the whole of what these customers
	// paid these suppliers: complete if all of the sums are. It is empty on another basis.
	Extent ccg.Extent `json:"extent,omitempty"`
}

// MarketSize returns what sources say about the size and the potential of the market in
// the year. Without a year it covers every year.
//
// It has the published figures, the income of all units and its parts, the national
// allowance with the population that it implies, and the total of the market's own
// records of spend.
func MarketSize(x *commissioning.Index, y nhs.FinancialYear) SizeResult {
	a := newCoverageBuilder()
	s := SizeResult{Year: y, Figures: []SizeFigure{}, Implied: []ImpliedPeople{}, Recorded: []RecordedSpend{}}
	ids := make(figureIDs)
	for f := range figuresOnce(x, a) {
		ids.unused(f.ID)
		if f.Amount == nil || f.Org != "" || !y.IsZero() && !f.IsOf(y) {
			continue
		}
		switch f.Topic {
		case topicAllowance:
			s.imply(x, f)
		case topicSize, topicPotential, topicSpend:
		default:
			continue
		}
		a.cite(f.Sources...)
		s.Figures = append(s.Figures, SizeFigure{
			ID: f.ID, Label: f.Label, On: f.On, Year: f.Year, Basis: f.Basis, Bound: f.Bound, Amount: *f.Amount,
			Precision: f.Precision, Sources: f.Sources, Note: f.Note,
		})
	}
	for i := range x.Market().CSUs.Incomes {
		if n := &x.Market().CSUs.Incomes[i]; len(n.Units) == 0 && (y.IsZero() || n.Year == y) {
			s.addIncome(n, ids)
			a.cite(n.Sources...)
		}
	}
	slices.SortStableFunc(s.Figures, func(a, b SizeFigure) int {
		switch undated := a.when().IsZero(); {
		case undated == b.when().IsZero():
			return cmp.Or(a.when().Compare(b.when()), cmp.Compare(a.ID, b.ID))
		case undated:
			return 1
		}
		return -1
	})
	s.record(x, a)
	year := cmp.Or(y, firstYear)
	known, of, sum, bounded := unitsWithIncome(x, year)
	if known < of {
		a.addMissing("The income of %s that worked in %s is unknown.", outOf(of-known, of, "unit", "units"), year)
		if all := incomeOfAll(x, year); all != nil {
			share := ""
			if p := shareIf(sum, !bounded && !all.AtLeast, *all.Total); p != nil {
				share = " (" + p.String() + ")"
			}
			a.addMissing("The incomes that units state add up to %s%s of %s%s%s.",
				atLeast(bounded), sum.Short(), atLeast(all.AtLeast), all.Total.Short(), share)
		}
		a.Remedies = append(a.Remedies, "the income of each unit by year (annual accounts of NHS England's hosted bodies)")
	}
	s.Coverage = a.build(known, of, "units that worked in "+year.String()+" with a known income")
	return s
}

// when returns the first day that the figure may be for.
func (f *SizeFigure) when() nhs.Date {
	switch {
	case !f.On.IsZero():
		return f.On.Earliest()
	case f.Year.IsZero():
		return nhs.Date{}
	}
	return f.Year.First()
}

// figuresOnce returns the published figures, each ID once.
func figuresOnce(x *commissioning.Index, a *coverageBuilder) iter.Seq[*commissioning.Figure] {
	return func(yield func(*commissioning.Figure) bool) {
		seen := make(map[string]bool)
		for i := range x.Market().Figures {
			f := &x.Market().Figures[i]
			if seen[f.ID] || f.ID == "" {
				a.exclude("figure %d: a second figure %q, or one without ID", i, f.ID)
				continue
			}
			seen[f.ID] = true
			if !yield(f) {
				return
			}
		}
	}
}

// addIncome adds the income of all units together, and its parts, under unused IDs.
func (s *SizeResult) addIncome(n *csu.Income, ids figureIDs) {
	bound := func(atLeast bool) commissioning.FigureBound {
		if atLeast {
			return commissioning.BoundAtLeast
		}
		return ""
	}
	id := "csu-income"
	if !n.Year.IsZero() {
		id += "-" + slug(n.Year)
	}
	id = ids.unused(id + "-" + string(n.Basis))
	f := SizeFigure{
		ID: id, Label: "Income of all units", Year: n.Year, Basis: commissioning.FigureBasis(n.Basis), Precision: n.Precision, Sources: n.Sources, Note: n.Note,
	}
	if n.Total != nil {
		whole := f
		whole.Amount, whole.Bound = *n.Total, bound(n.AtLeast)
		s.Figures = append(s.Figures, whole)
	}
	for i := range n.Customers {
		p := &n.Customers[i]
		if p.Amount == nil {
			continue
		}
		part := f
		part.ID = ids.unused(id + "-from-" + p.Customer)
		part.Label, part.Amount, part.Bound, part.Note = "Part from "+payerName(p.Customer), *p.Amount, bound(p.AtLeast), ""
		if share, ok := n.ShareOf(p); ok {
			part.Share = &share
		}
		s.Figures = append(s.Figures, part)
	}
}

// figureIDs are the IDs in use, each with the last number put after it.
type figureIDs map[string]int

// unused returns the ID if it is free, or else the ID with the next free number. It
// notes the result as used.
func (used figureIDs) unused(id string) string {
	n, again := used[id]
	if !again {
		used[id] = 1
		return id
	}
	for {
		n++
		other := id + "-" + strconv.Itoa(n)
		if _, again := used[other]; !again {
			used[id], used[other] = n, 1
			return other
		}
	}
}

// slug writes a year as part of an ID: 2013-14.
func slug(y nhs.FinancialYear) string { return strings.ReplaceAll(y.String(), "/", "-") }

func payerName(customer string) string {
	switch customer {
	case csu.AllCCGs:
		return "CCGs"
	case csu.NHSEngland:
		return "NHS England"
	case csu.AllOthers:
		return "all others"
	}
	return customer
}

// record adds up the market's records of spend by year and basis.
func (s *SizeResult) record(x *commissioning.Index, a *coverageBuilder) {
	type key struct {
		year  nhs.FinancialYear
		basis commissioning.SpendBasis
	}
	type sum struct {
		amounts     []nhs.Money
		customers   map[nhs.OrgID]bool
		lowerBounds int
	}
	sums := make(map[key]*sum)
	var keys []key
	for p := range countedSpend(x, s.Year, a) {
		k := key{p.Year, p.Basis}
		if sums[k] == nil {
			sums[k] = &sum{customers: make(map[nhs.OrgID]bool)}
			keys = append(keys, k)
		}
		sums[k].amounts = append(sums[k].amounts, p.Amount)
		sums[k].customers[p.Customer] = true
		if k.basis == commissioning.PublishedPayments && completenessOf(p).Extent != ccg.Complete {
			sums[k].lowerBounds++
		}
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(a.year.Compare(b.year), cmp.Compare(a.basis, b.basis)) })
	for _, k := range keys {
		r := RecordedSpend{
			Year: k.year, Basis: k.basis, Customers: len(sums[k].customers), Amount: nhs.Sum(sums[k].amounts...),
			Sums: len(sums[k].amounts), LowerBounds: sums[k].lowerBounds,
		}
		if k.basis == commissioning.PublishedPayments {
			if r.Extent = ccg.Complete; r.LowerBounds > 0 {
				r.Extent = ccg.LowerBound
				a.addMissing("%s of published payments in %s are lower bounds: not every file or bill was seen.", outOf(r.LowerBounds, r.Sums, "sum", "sums"), r.Year)
			}
		}
		s.Recorded = append(s.Recorded, r)
	}
}

// incomeOfAll returns the actual income of all units together; nil if unknown.
func incomeOfAll(x *commissioning.Index, y nhs.FinancialYear) *csu.Income {
	for i := range x.Market().CSUs.Incomes {
		if n := &x.Market().CSUs.Incomes[i]; len(n.Units) == 0 && n.Year == y && n.Basis == csu.Actual && n.Total != nil {
			return n
		}
	}
	return nil
}

// unitsWithIncome counts the units that certainly worked in the year, and those with a
// known income. It adds up what they state; bounded says that a lower bound is in the
// sum, which is not a known income.
func unitsWithIncome(x *commissioning.Index, y nhs.FinancialYear) (known, of int, sum nhs.Money, bounded bool) {
	for i := range x.Market().CSUs.Units {
		u := &x.Market().CSUs.Units[i]
		if unitOf(x, u.Slug) != u || worksIn(u, y) != nhs.Yes {
			continue
		}
		of++
		if n := incomeOf(u, y); n != nil {
			if n.AtLeast {
				bounded = true
			} else {
				known++
			}
			sum = sum.Add(*n.Total)
		}
	}
	return known, of, sum, bounded
}

func atLeast(bounded bool) string {
	if bounded {
		return "at least "
	}
	return ""
}

// worksIn answers whether the unit worked at some time in the year.
func worksIn(u *csu.Unit, y nhs.FinancialYear) nhs.Tristate {
	if u.Stage != csu.Working || u.Opened.IsZero() {
		return nhs.No
	}
	begun := u.Opened.Before(nhs.PartialDateOf(y.Next().First()))
	if u.Closed.IsZero() {
		return begun
	}
	return begun.And(u.Closed.Before(nhs.PartialDateOf(y.First())).Not())
}

// incomeOf returns the statement of the unit's income in the year; nil if no total is
// known. Actual income comes first, then announced, estimated and planned.
func incomeOf(u *csu.Unit, y nhs.FinancialYear) *csu.Income {
	for _, basis := range [...]csu.IncomeBasis{csu.Actual, csu.Announced, csu.Estimated, csu.Planned} {
		for i := range u.Incomes {
			if n := &u.Incomes[i]; n.Year == y && n.Basis == basis && n.Total != nil {
				return n
			}
		}
	}
	return nil
}

// Table returns the figures by date, the numbers of people implied, and the
// recorded spend.
func (s SizeResult) Table() Table {
	t := Table{
		Title: "The size of the market",
		Key:   2,
		Columns: []Column{
			{Key: "kind", Heading: "kind"}, {Key: "id", Heading: "id"},
			{Key: "label", Heading: "what"}, {Key: "when", Heading: "when"}, {Key: "basis", Heading: "basis"}, {Key: "bound", Heading: "bound"},
			{Key: "amount", Heading: "amount", Unit: unitPounds},
			{Key: "share", Heading: "of income", Unit: unitPercent, Sparse: true},
			{Key: "people_low", Heading: "people, fewest", Unit: unitCount, Sparse: true}, {Key: "people_high", Heading: "most", Unit: unitCount, Sparse: true},
		},
	}
	if !s.Year.IsZero() {
		t.Title += " in " + s.Year.String()
	}
	for _, f := range s.Figures {
		when := f.On.String()
		if when == "" && !f.Year.IsZero() {
			when = f.Year.String()
		}
		t.Rows = append(t.Rows, append(texts("published", f.ID, f.Label, when, string(f.Basis), string(f.Bound)),
			CellOf(f.Amount), OptionalCell(f.Share), Cell{}, Cell{}))
		if f.Note != "" {
			t.Notes = append(t.Notes, f.ID+": "+f.Note)
		}
	}
	for _, p := range s.Implied {
		what := p.Total.Short() + " at " + p.PerHead.String() + " per head"
		t.Rows = append(t.Rows, append(texts("implied", "people-of-"+p.Figure, what, p.Year.String(), "calculated", ""),
			CellOf(p.Total), Cell{}, CellOf(p.Low), CellOf(p.High)))
	}
	if len(s.Implied) > 0 {
		t.Notes = append(t.Notes, "Populations are implied by total, rounding and rate.")
		for _, p := range s.Implied {
			if p.Counted != nil {
				t.Notes = append(t.Notes, fmt.Sprintf("The allowances of %s were worked out on %s people, group by group.", p.Year, format.Int(*p.Counted)))
				break
			}
		}
	}
	for _, r := range s.Recorded {
		what := "Sum of recorded spend of " + format.Count(r.Customers, "customer", "customers")
		bound := ""
		if r.Extent == ccg.LowerBound {
			bound = string(commissioning.BoundAtLeast)
		}
		t.Rows = append(t.Rows, append(texts("recorded", slug(r.Year)+"-"+string(r.Basis), what, r.Year.String(), string(r.Basis), bound),
			CellOf(r.Amount), Cell{}, Cell{}, Cell{}))
	}
	t.Notes = append(t.Notes, s.Coverage.notes()...)
	return t
}

// Completeness counts the units with a known income in the year.
func (s SizeResult) Completeness() Coverage { return s.Coverage }
