package analysis

import (
	"cmp"
	"fmt"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A PerHeadResult is what groups spent per head, against their running-cost allowance.
// Plans and outturns are kept apart. Rates are in pounds per head.
type PerHeadResult struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Allowance is the national allowance per head; nil if unknown for the year.
	Allowance *ccg.Rate `json:"allowance,omitempty"`
	// Published are the published figures per head: for England, a sample or the area of
	// one unit.
	Published []commissioning.Figure `json:"published"`
	// Groups are the groups with any known figure, in the order of the register.
	Groups []GroupPerHead `json:"groups"`
	// Spreads are the national spread of the groups' spend on units, for each basis with
	// any known figure.
	Spreads []PerHeadSpread `json:"spreads"`
	// Known counts the groups of the year by what is known of each.
	Known PerHeadKnown `json:"known"`
	// Coverage counts the groups with a known spend on units per head.
	Coverage Coverage `json:"coverage"`
}

// PerHeadKnown counts groups by what is known of them in a year.
type PerHeadKnown struct {
	// Groups is how many were open at some time in the year.
	Groups int `json:"groups"`
	// Allowance is of how many the running-cost allowance is published.
	Allowance int `json:"allowance"`
	// People is of how many the population behind the figures per head is counted: that
	// of the allowance or, without one, the patients registered at the end of the year.
	People int `json:"people"`
	// Spend is of how many the spend on units is known.
	Spend int `json:"spend"`
	// LowerBound is of how many others a lower bound of it is known.
	LowerBound int `json:"lower_bound"`
	// PeopleDoubted is of how many the count of people that is there cannot be right.
	PeopleDoubted int `json:"people_doubted"`
}

// add counts what is known of a group, leaving out what was made up or estimated.
func (k *PerHeadKnown) add(g *ccg.Group, y *ccg.Year, of nhs.FinancialYear) {
	if w := y.Allowance; w != nil && w.Status == ccg.Published && !w.Synthetic {
		k.Allowance++
	}
	if h := y.Headcount; h != nil && h.People > 0 {
		if !h.Synthetic {
			k.People++
		}
	} else if p, ok := g.Population(of.Last().Year(), ccg.Registered); ok {
		k.People++
		if p.Doubt != nil {
			k.PeopleDoubted++
		}
	}
}

// A GroupPerHead is the running costs of one group per head. Unknown values are nil.
// Rates are in pounds per head.
type GroupPerHead struct {
	// Code is the group's code.
	Code nhs.OrgID `json:"code"`
	// Name is its name.
	Name string `json:"name"`
	// Basis is planned, outturn or published-payments; "" if only the allowance is known.
	Basis commissioning.SpendBasis `json:"basis,omitempty"`
	// People is the population by which the figures are divided.
	People *int64 `json:"people,omitempty"`
	// PeopleBasis says which people those are: for 2013/14 the lists scaled to ONS
	// projections that the allowance was worked out on.
	PeopleBasis ccg.Basis `json:"people_basis,omitempty"`
	// PeopleDoubt says why that population cannot be right; nil if nobody doubts it. The
	// figures per head of the row are as doubtful.
	PeopleDoubt *ccg.CountDoubt `json:"people_doubt,omitempty"`
	// Allowance is the running-cost allowance, in pounds.
	Allowance *nhs.Money `json:"allowance,omitempty"`
	// AllowanceStatus says whether the allowance is published or estimated.
	AllowanceStatus ccg.Status `json:"allowance_status,omitempty"`
	// AllowancePerHead is the allowance per head, as stated or else divided by People.
	AllowancePerHead *nhs.Rate `json:"allowance_per_head,omitempty"`
	// CSUSpend is the spend on commissioning support units, in pounds.
	CSUSpend *nhs.Money `json:"csu_spend,omitempty"`
	// Completeness says how much of the year the spend holds, if it is the sum of
	// published payments; nil if nobody says, and then it is a lower bound too.
	Completeness *ccg.Completeness `json:"completeness,omitempty"`
	// Payments are the sums for each unit, if the spend is one of published payments.
	Payments []PaymentPerHead `json:"payments,omitempty"`
	// CSU is the same per head.
	CSU *nhs.Rate `json:"csu,omitempty"`
	// InHouse is the spend on the group's own staff and running, per head.
	InHouse *nhs.Rate `json:"in_house,omitempty"`
	// Others is the spend on support from outside the NHS, per head.
	Others *nhs.Rate `json:"others,omitempty"`
	// Total is the running cost per head.
	Total *nhs.Rate `json:"total,omitempty"`
	// CSUShare is the spend on units as a percentage of the group's allowance.
	CSUShare *nhs.Percent `json:"csu_share_of_allowance,omitempty"`
	// TotalShare is the running cost as a percentage of the group's allowance.
	TotalShare *nhs.Percent `json:"total_share_of_allowance,omitempty"`
}

// PerHead returns the spend per head of every group that was open at some time in the
// year, against its allowance. Without a year it is 2013/14.
//
// The figures come from [ccg.Group.Years], and are divided by the people of the year's
// allowance: lists scaled to ONS projections. What units were seen to be paid has a row
// of its own, by the patients registered at the end of the year. It is from any budget,
// so it is not compared with the allowance. It counts as known if it is complete, and
// else as a lower bound ([ccg.Completeness]). Payments to firms are in neither.
func PerHead(x *commissioning.Index, y nhs.FinancialYear) PerHeadResult {
	y = cmp.Or(y, firstYear)
	a := newCoverageBuilder()
	p := PerHeadResult{Year: y, Published: []commissioning.Figure{}, Groups: []GroupPerHead{}, Spreads: []PerHeadSpread{}}
	if rate, ok := nationalRate(x, y); ok {
		p.Allowance = &rate
	} else {
		a.addMissing("The national allowance per head for %s is unknown.", y)
	}
	for f := range figuresOnce(x, a) {
		if f.PerHead != nil && f.IsOf(y) && (f.Topic == topicPerHead || f.Topic == topicAllowance) {
			p.Published = append(p.Published, *f)
			a.cite(f.Sources...)
		}
	}
	p.addUnits(x, a)
	known, of := 0, 0
	payments := paymentsToUnits(x, y, a)
	spreads := map[commissioning.SpendBasis]*spread{commissioning.PlannedSpend: {}, commissioning.OutturnSpend: {}, commissioning.PublishedPayments: {}}
	for i := range x.Market().CCGs.Groups {
		g := &x.Market().CCGs.Groups[i]
		if groupOf(x, g.Code) != g {
			a.exclude("the second entry of group %q", g.Code)
			continue
		}
		if !wasOpenIn(g, y) {
			continue
		}
		of++
		year, _ := g.Year(y)
		p.Known.add(g, &year, y)
		rows := groupPerHead(g, &year, a)
		if sums := payments[g.Code]; len(sums) > 0 {
			rows = append(rows, paidPerHead(x, g, y, sums))
		}
		hasSpend, hasBound := false, false
		for _, row := range rows {
			switch {
			case row.CSU == nil:
			case row.isLowerBound():
				hasBound = true
			default:
				hasSpend = true
				spreads[row.Basis].add(&row)
			}
		}
		switch {
		case hasSpend:
			known++
		case hasBound:
			p.Known.LowerBound++
		}
		p.Groups = append(p.Groups, rows...)
	}
	for _, basis := range [...]commissioning.SpendBasis{commissioning.PlannedSpend, commissioning.OutturnSpend, commissioning.PublishedPayments} {
		if s, ok := spreads[basis].result(basis, p.Allowance); ok {
			p.Spreads = append(p.Spreads, s)
		}
	}
	if known < of {
		a.addMissing("The spend on units per head is unknown for %s.", outOf(of-known, of, "group", "groups"))
		a.Remedies = append(a.Remedies, "each group's running costs by category, with the population of its allowance (annual accounts, or NHS England's allocation files)")
	}
	p.Known.Groups, p.Known.Spend = of, known
	if n := p.Known.LowerBound; n > 0 {
		a.addMissing("For %s more, payments seen are a lower bound.", format.Count(n, "group", "groups"))
	}
	a.addMissing("Of %s, the allowance is published for %d and the population counted for %d.", format.Count(of, "group", "groups"), p.Known.Allowance, p.Known.People)
	if n := p.Known.PeopleDoubted; n > 0 {
		a.addMissing("The count of people of %s cannot be right; see people_doubt of each row, and the doubt of the population.", format.Count(n, "group", "groups"))
	}
	p.Coverage = a.build(known, of, "groups open in "+y.String()+" with a known spend on units per head")
	return p
}

// nationalRate returns the allowance per head of the year: that of a scenario, if the
// market has one, or the published one.
func nationalRate(x *commissioning.Index, y nhs.FinancialYear) (ccg.Rate, bool) {
	for i := range x.Market().Figures {
		f := &x.Market().Figures[i]
		if f.Basis == commissioning.FigureOfScenario && f.Topic == topicAllowance && f.IsOf(y) && f.PerHead != nil {
			return ccg.Rate{Year: y, PerHead: *f.PerHead, Note: f.Note}, true
		}
	}
	return ccg.RatePerHead(y)
}

// wasOpenIn reports whether the group was open at some time in the year.
func wasOpenIn(g *ccg.Group, y nhs.FinancialYear) bool {
	return !g.Opened.IsZero() && nhs.NewPeriod(g.Opened, g.Closed).Overlaps(y.Period())
}

// addUnits adds the income per head of their area that units state.
func (p *PerHeadResult) addUnits(x *commissioning.Index, a *coverageBuilder) {
	for i := range x.Market().CSUs.Units {
		u := &x.Market().CSUs.Units[i]
		for j := range u.Incomes {
			n := &u.Incomes[j]
			if n.Year != p.Year || n.PerHead == nil {
				continue
			}
			a.cite(n.Sources...)
			p.Published = append(p.Published, commissioning.Figure{
				ID: string(u.Slug) + "-per-head", Topic: "csu-income-per-head", Label: "Income of " + u.Name + " per head of its area",
				Year: n.Year, Org: u.Slug, Basis: commissioning.FigureBasis(n.Basis), PerHead: n.PerHead, Sources: n.Sources, Note: n.Note,
			})
		}
	}
}

// groupPerHead returns a row for each basis with any known figure, or one for the
// allowance alone.
func groupPerHead(g *ccg.Group, y *ccg.Year, a *coverageBuilder) []GroupPerHead {
	base := GroupPerHead{Code: g.Code, Name: g.Name}
	if y.Headcount != nil && y.Headcount.People > 0 {
		people := int64(y.Headcount.People)
		base.People, base.PeopleBasis = &people, y.Headcount.Basis
		a.use(y.Headcount.Synthetic)
	}
	if w := y.Allowance; w != nil {
		base.Allowance, base.AllowanceStatus, base.AllowancePerHead = &w.Amount, w.Status, allowancePerHead(w, base.People)
		a.noteRounding(w, base.People)
		a.use(w.Synthetic, w.Source)
	}
	var rows []GroupPerHead
	for _, side := range [...]struct {
		basis commissioning.SpendBasis
		*ccg.Statement
	}{{commissioning.PlannedSpend, y.Plan}, {commissioning.OutturnSpend, y.Outturn}} {
		if side.Statement == nil {
			continue
		}
		row := base
		row.Basis = side.basis
		spent, spentKnown := side.Spent(ccg.FromCSU)
		total, totalKnown := side.RunningCost()
		if spentKnown {
			row.CSUSpend = &spent
		}
		row.CSU = perHead(spent, spentKnown, row.People)
		inHouse, ok := side.Spent(ccg.InHouse)
		row.InHouse = perHead(inHouse, ok, row.People)
		others, ok := side.Spent(ccg.FromOthers)
		row.Others = perHead(others, ok, row.People)
		row.Total = perHead(total, totalKnown, row.People)
		if row.Allowance != nil {
			row.CSUShare = shareIf(spent, spentKnown, *row.Allowance)
			row.TotalShare = shareIf(total, totalKnown, *row.Allowance)
		}
		a.use(side.Synthetic, side.Source)
		rows = append(rows, row)
	}
	if rows == nil && base.Allowance != nil {
		rows = append(rows, base)
	}
	return rows
}

// allowancePerHead returns the rate of the allowance as stated or, without one, the
// amount divided by the people.
func allowancePerHead(w *ccg.Allowance, people *int64) *nhs.Rate {
	if w.PerHead != nil {
		return w.PerHead
	}
	return perHead(w.Amount, true, people)
}

func perHead(m nhs.Money, known bool, people *int64) *nhs.Rate {
	if !known || people == nil {
		return nil
	}
	rate, err := m.PerHead(*people)
	if err != nil {
		return nil
	}
	return &rate
}

// shareIf returns the part as a percentage of the whole to two decimals, if it is known
// and the whole is positive.
func shareIf(part nhs.Money, known bool, whole nhs.Money) *nhs.Percent {
	if !known || whole.Sign() <= 0 {
		return nil
	}
	share, err := nhs.Ratio(part, whole, 2)
	if err != nil {
		return nil
	}
	return &share
}

// Table returns the published figures, the national spread and the groups. A group's
// spend is its spend on units, compared with its own allowance. The other figures are
// compared with the national allowance; a bound on a figure per head is also one on its
// share of the allowance.
func (p PerHeadResult) Table() Table {
	t := Table{
		Title: "Running costs per head in " + p.Year.String() + ", against the allowance",
		Key:   3,
		Columns: []Column{
			{Key: "kind", Heading: "kind"}, {Key: "id", Heading: "id"}, {Key: "basis", Heading: "basis"},
			{Key: "name", Heading: "what"},
			{Key: "per_head", Heading: "per head", Unit: unitPerHead},
			{Key: "allowance_per_head", Heading: "allowance per head", Unit: unitPerHead},
			{Key: "share_of_allowance", Heading: "of allowance", Unit: unitPercent},
			{Key: "allowance", Heading: "allowance", Unit: unitPounds, Sparse: true},
			{Key: "in_house_per_head", Heading: "in house", Unit: unitPerHead, Sparse: true},
			{Key: "others_per_head", Heading: "on others", Unit: unitPerHead, Sparse: true},
			{Key: "total_per_head", Heading: "all running costs", Unit: unitPerHead, Sparse: true},
			{Key: "bound", Heading: "per head is", Sparse: true},
			{Key: "people_doubt", Heading: "people in doubt", Sparse: true},
		},
		Notes: p.Coverage.notes(),
	}
	var national Cell
	if p.Allowance != nil {
		national = CellOf(p.Allowance.PerHead)
	}
	add := func(kind, id, basis, what, bound string, rate *nhs.Rate, share *nhs.Percent) {
		t.Rows = append(t.Rows, append(texts(kind, id, basis, what),
			OptionalCell(rate), national, OptionalCell(share), Cell{}, Cell{}, Cell{}, Cell{}, boundCell(bound), Cell{}))
	}
	for _, f := range p.Published {
		add("published", f.ID, string(f.Basis), f.Label, string(f.Bound), f.PerHead, p.ofNational(f.PerHead))
	}
	for _, s := range p.Spreads {
		var of struct{ min, median, max, mean, equal *nhs.Percent }
		if shares := s.OfAllowance; shares != nil {
			of.min, of.median, of.max, of.mean, of.equal = &shares.Min, &shares.Median, &shares.Max, &shares.Mean, &shares.UnweightedMean
		}
		add("spread", "least", string(s.Basis), "spend on units, "+string(s.MinOrg), "", &s.Min, of.min)
		add("spread", "median", string(s.Basis), "spend on units", "", &s.Median, of.median)
		add("spread", "mean", string(s.Basis), "spend on units, each person counting once", "", &s.Mean, of.mean)
		add("spread", "mean-of-groups", string(s.Basis), "spend on units, each group counting once", "", &s.UnweightedMean, of.equal)
		add("spread", "most", string(s.Basis), "spend on units, "+string(s.MaxOrg), "", &s.Max, of.max)
	}
	for _, g := range p.Groups {
		if g.Basis == commissioning.PublishedPayments {
			t.Notes = append(t.Notes, g.note())
		}
		if g.PeopleDoubt != nil {
			t.Notes = append(t.Notes, fmt.Sprintf("%s: the figures per head rest on %s people, a count that cannot be right: %s.", g.Code, format.Int(*g.People), g.PeopleDoubt))
		}
		bound, doubt := commissioning.BoundExact, Cell{}
		if g.isLowerBound() {
			bound = commissioning.BoundAtLeast
		}
		if g.PeopleDoubt != nil {
			doubt = CellOf(string(g.PeopleDoubt.Reason))
		}
		t.Rows = append(t.Rows, append(texts("group", string(g.Code), string(g.Basis), g.Name),
			OptionalCell(g.CSU), OptionalCell(g.AllowancePerHead), OptionalCell(g.CSUShare),
			OptionalCell(g.Allowance), OptionalCell(g.InHouse), OptionalCell(g.Others), OptionalCell(g.Total), boundCell(string(bound)), doubt))
	}
	return t
}

// boundCell is empty for what is exact or states no bound.
func boundCell(bound string) Cell {
	if bound == "" || bound == string(commissioning.BoundExact) {
		return Cell{}
	}
	return CellOf(bound)
}

// ofNational returns the rate as a percentage of the national allowance per head.
func (p PerHeadResult) ofNational(rate *nhs.Rate) *nhs.Percent {
	if rate == nil || p.Allowance == nil {
		return nil
	}
	return shareIf(rate.Mul(wholePounds), true, p.Allowance.PerHead.Mul(wholePounds))
}

// wholePounds is a number of people for whom any rate comes to whole pounds, since a
// rate has at most four decimals.
const wholePounds = 10_000

// Completeness counts the groups with a known spend on units per head.
func (p PerHeadResult) Completeness() Coverage { return p.Coverage }

// The topics of the published figures that the analyses read.
const (
	topicPerHead    = "csu-spend-per-head"
	topicAllowance  = "running-cost-allowance"
	topicSize       = "market-size"
	topicPotential  = "market-potential"
	topicSpend      = "csu-spend"
	topicDependency = "csu-dependency"
)
