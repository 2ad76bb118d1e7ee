package server

import (
	"cmp"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/docs"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/whatif"
)

// data is what the endpoints answer from. It is built once and only read.
type data struct {
	market     *commissioning.Market
	index      *commissioning.Index
	knownUntil nhs.Date
	ccgs, icbs span
	rules      []ruleItem
	allowances []allowance
	sources    []england.Source
	version    version
	attributor *spend.Attributor // of the names in spend files
	scenarios  []whatif.Scenario
	counts     func() []openCount // of every month, for the pages
	lessons    func() ([]lesson, error)

	completions completions
}

// A span is the first and last day on which there was a body of a kind; a zero
// last day means that there still is one.
type span struct{ first, last nhs.Date }

func (s *span) include(opened, closed nhs.Date) {
	if opened.IsZero() {
		return
	}
	switch {
	case s.first.IsZero():
		s.first, s.last = opened, closed
	case closed.IsZero() || !s.last.IsZero() && closed.After(s.last):
		s.last = closed
	}
	if opened.Before(s.first) {
		s.first = opened
	}
}

func load(market func() (*commissioning.Market, error)) (*data, error) {
	m, err := market()
	if err != nil {
		return nil, err
	}
	d := &data{market: m, index: commissioning.NewIndex(m), knownUntil: m.CCGs.KnownUntil}
	for i := range m.CCGs.Groups {
		d.ccgs.include(m.CCGs.Groups[i].Opened, m.CCGs.Groups[i].Closed)
	}
	for i := range m.CCGs.ICBs {
		d.icbs.include(m.CCGs.ICBs[i].Opened, m.CCGs.ICBs[i].Closed)
	}
	for _, meta := range catalogue.Rules() {
		d.rules = append(d.rules, newRuleItem(meta))
	}
	slices.SortStableFunc(d.rules, func(a, b ruleItem) int { return cmp.Compare(a.ID, b.ID) })
	if d.allowances, err = listAllowances(m); err != nil {
		return nil, err
	}
	if d.sources, err = england.Sources(); err != nil {
		return nil, err
	}
	aliases, err := england.SupplierAliases()
	if err != nil {
		return nil, err
	}
	d.attributor = spend.NewAttributor(aliases, d.index.CCGHistory(), d.index.CSUHistory())
	if d.scenarios, err = england.Scenarios(); err != nil {
		return nil, err
	}
	d.counts = sync.OnceValue(d.countMonths)
	d.lessons = sync.OnceValues(func() ([]lesson, error) { return readLessons(docs.Files()) })
	build, _ := debug.ReadBuildInfo()
	d.version, err = describe(build, d.knownUntil)
	return d, err
}

// on returns the day to answer for from the register of CCGs; see
// [request.asOf].
func (d *data) on(r *request) (nhs.Date, dated, error) { return r.asOf(d.knownUntil) }

// asOf returns the day to answer for and how the answer says so: the day that
// as_of gives or, without one or beyond it, the last day known.
func (r *request) asOf(knownUntil nhs.Date) (nhs.Date, dated, error) {
	asked, err := r.date("as_of")
	if err != nil {
		return nhs.Date{}, dated{}, err
	}
	if asked.IsZero() {
		asked = knownUntil
	}
	on := dated{AsOf: asked}
	if knownUntil.IsZero() || !asked.After(knownUntil) {
		return asked, on, nil
	}
	on.KnownUntil = knownUntil
	on.remark("The register is known until " + knownUntil.String() + ", and this is the answer for that day.")
	return knownUntil, on, nil
}
