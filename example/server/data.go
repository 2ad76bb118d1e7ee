package server

import (
	"cmp"
	"runtime/debug"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// Data is what the operations answer from. It is built once and only read.
type Data struct {
	market     *commissioning.Market
	index      *commissioning.Index
	knownUntil nhs.Date // of the register of CCGs
	ccgs, icbs span
	rules      []ruleItem
	allowances []allowance
	sources    []england.Source
	scenarios  []commissioning.Scenario

	version     version
	attributor  *spend.Attributor // of the names in spend files
	completions completions
}

// data is what the pages show.
type data struct {
	*Data
	operations []web.Operation    // for programs
	counts     func() []openCount // of every month
	lessons    func() ([]lesson, error)
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

func load(market func() (*commissioning.Market, error)) (*Data, error) {
	m, err := market()
	if err != nil {
		return nil, err
	}
	d := &Data{market: m, index: commissioning.NewIndex(m), knownUntil: m.CCGs.KnownUntil}
	for i := range m.CCGs.Groups {
		d.ccgs.include(m.CCGs.Groups[i].Opened, m.CCGs.Groups[i].Closed)
	}
	for i := range m.CCGs.ICBs {
		d.icbs.include(m.CCGs.ICBs[i].Opened, m.CCGs.ICBs[i].Closed)
	}
	for meta := range commissioning.Catalogue() {
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
	build, _ := debug.ReadBuildInfo()
	d.version, err = describe(build, d.knownUntil)
	return d, err
}

// on returns the day to answer for from the register of CCGs; see [asOf].
func (d *Data) on(r *web.Request) (nhs.Date, dated, error) { return asOf(r, d.knownUntil) }

// asOf returns the day to answer for and how the answer says so: the day that
// as_of gives or, without one or beyond it, the last day known.
func asOf(r *web.Request, knownUntil nhs.Date) (nhs.Date, dated, error) {
	asked, err := queryDate(r, "as_of")
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
