package api

import (
	"cmp"
	"runtime/debug"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/whatif"
)

// Data is the data behind the operations. It is built once and only read.
type Data struct {
	Market     *commissioning.Market
	Index      *commissioning.Index
	KnownUntil nhs.Date // of the register of CCGs; the day of an answer without as_of
	Limit      nhs.Date // the last day known for boards and locations, KnownUntil or later
	CCGs, ICBs Span
	SubICBs    Span
	PCTs       Span // the first day is that from which they are known
	Rules      []RuleItem
	Allowances []Allowance
	Sources    []england.Source
	Scenarios  []whatif.Scenario

	version     Version
	attributor  *spend.Attributor // of the names in spend files
	completions completions
}

// A Span is the first and last day with an open body of a kind. A zero last day means
// that one is still open.
type Span struct{ First, Last nhs.Date }

func (s *Span) include(opened, closed nhs.Date) {
	if opened.IsZero() {
		return
	}
	switch {
	case s.First.IsZero():
		s.First, s.Last = opened, closed
	case closed.IsZero() || !s.Last.IsZero() && closed.After(s.Last):
		s.Last = closed
	}
	if opened.Before(s.First) {
		s.First = opened
	}
}

func load(market func() (*commissioning.Market, error)) (*Data, error) {
	m, err := market()
	if err != nil {
		return nil, err
	}
	d := &Data{Market: m, Index: commissioning.NewIndex(m), KnownUntil: m.CCGs.KnownUntil, Limit: m.CCGs.KnownUntil}
	if m.CCGs.ICBsKnownUntil.After(d.Limit) {
		d.Limit = m.CCGs.ICBsKnownUntil
	}
	for i := range m.CCGs.PCTs {
		d.PCTs.include(m.CCGs.PCTsKnownFrom, m.CCGs.PCTs[i].Closed)
	}
	for i := range m.CCGs.SubICBs {
		d.SubICBs.include(m.CCGs.SubICBs[i].Opened, m.CCGs.SubICBs[i].Closed)
	}
	for i := range m.CCGs.Groups {
		d.CCGs.include(m.CCGs.Groups[i].Opened, m.CCGs.Groups[i].Closed)
	}
	for i := range m.CCGs.ICBs {
		d.ICBs.include(m.CCGs.ICBs[i].Opened, m.CCGs.ICBs[i].Closed)
	}
	for _, meta := range catalogue.Rules() {
		d.Rules = append(d.Rules, newRuleItem(meta))
	}
	slices.SortStableFunc(d.Rules, func(a, b RuleItem) int { return cmp.Compare(a.ID, b.ID) })
	if d.Allowances, err = listAllowances(m); err != nil {
		return nil, err
	}
	if d.Sources, err = england.Sources(); err != nil {
		return nil, err
	}
	aliases, err := england.SupplierAliases()
	if err != nil {
		return nil, err
	}
	d.attributor = spend.NewAttributor(aliases, d.Index.CCGHistory(), d.Index.CSUHistory())
	if d.Scenarios, err = england.Scenarios(); err != nil {
		return nil, err
	}
	build, _ := debug.ReadBuildInfo()
	d.version, err = describe(build, d.KnownUntil)
	return d, err
}

// On returns the day to answer for by the register of CCGs and boards; see [AsOf].
// Boards are known for longer than the day that an answer is for without as_of.
func (d *Data) On(r *web.Request) (nhs.Date, Dated, error) { return asOf(r, d.KnownUntil, d.Limit) }

// AsOf returns the day to answer for, and the part of the answer that says so. It is
// the day of as_of, but at most the last day known, which is also the default.
func AsOf(r *web.Request, knownUntil nhs.Date) (nhs.Date, Dated, error) {
	return asOf(r, knownUntil, knownUntil)
}

func asOf(r *web.Request, otherwise, knownUntil nhs.Date) (nhs.Date, Dated, error) {
	asked, err := QueryDate(r, "as_of")
	if err != nil {
		return nhs.Date{}, Dated{}, err
	}
	if asked.IsZero() {
		asked = otherwise
	}
	on := Dated{AsOf: asked}
	if knownUntil.IsZero() || !asked.After(knownUntil) {
		return asked, on, nil
	}
	on.KnownUntil = knownUntil
	on.remark("The register is known until " + knownUntil.String() + "; this is the answer for that day.")
	return knownUntil, on, nil
}
