package ccg_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestGroupOpenOn(t *testing.T) {
	whole := ccg.Group{Opened: day("2013-04-01"), Closed: day("2015-03-31")}
	for _, tt := range []struct {
		name string
		g    ccg.Group
		on   nhs.Date
		want bool
	}{
		{"the day before", whole, day("2013-03-31"), false},
		{"the first day", whole, day("2013-04-01"), true},
		{"the last day", whole, day("2015-03-31"), true},
		{"the day after", whole, day("2015-04-01"), false},
		{"no day", whole, nhs.Date{}, false},
		{"not closed", ccg.Group{Opened: day("2013-04-01")}, day("9999-12-31"), true},
		{"first day unknown", ccg.Group{Closed: day("2015-03-31")}, day("2014-01-01"), false},
		{"nothing known", ccg.Group{}, nhs.Date{}, false},
	} {
		if got := tt.g.OpenOn(tt.on); got != tt.want {
			t.Errorf("%s: open is %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestICBOpenOn(t *testing.T) {
	board := ccg.ICB{Opened: day("2022-07-01"), Closed: day("2026-03-31")}
	for on, want := range map[string]bool{
		"2022-06-30": false, "2022-07-01": true, "2026-03-31": true, "2026-04-01": false,
	} {
		if got := board.OpenOn(day(on)); got != want {
			t.Errorf("open on %s is %v, want %v", on, got, want)
		}
	}
}

func TestGroupYear(t *testing.T) {
	g := ccg.Group{Years: []ccg.Year{{Year: year("2013/14")}, {Year: year("2014/15"), Outturn: &ccg.Statement{Total: pounds("1")}}}}
	got, ok := g.Year(year("2014/15"))
	if diff := cmp.Diff(g.Years[1], got); !ok || diff != "" {
		t.Errorf("2014/15: %v (-want +got):\n%s", ok, diff)
	}
	if got, ok := g.Year(year("2015/16")); ok {
		t.Errorf("2015/16 was carried forward: %+v", got)
	}
}

func TestGroupPopulation(t *testing.T) {
	g := ccg.Group{Populations: []ccg.Population{
		{Year: 2019, People: 323_308, Basis: ccg.Registered, Source: "qof", Partial: true},
		{Year: 2020, People: 585_470, Basis: ccg.Registered, Source: "qof"},
		{Year: 2020, People: 1, Basis: ccg.Registered, Source: "second"},
		{Year: 2020, People: 575_413, Basis: ccg.Resident},
	}}
	for _, tt := range []struct {
		year  int
		basis ccg.Basis
		want  ccg.People
		known bool
	}{
		{2019, ccg.Registered, 0, false}, // partial
		{2020, ccg.Registered, 585_470, true},
		{2020, ccg.Resident, 575_413, true},
		{2020, ccg.Scaled, 0, false},
		{2021, ccg.Registered, 0, false},
	} {
		got, known := g.Population(tt.year, tt.basis)
		if got.People != tt.want || known != tt.known {
			t.Errorf("%d %s: %v, %v; want %v, %v", tt.year, tt.basis, got.People, known, tt.want, tt.known)
		}
	}
}

func TestRegisterHistory(t *testing.T) {
	r := ccg.Register{
		KnownUntil: day("2026-03-31"),
		Groups: []ccg.Group{
			{Code: "00F", Name: "NHS Gateshead CCG", Opened: day("2013-04-01"), Closed: day("2015-03-31")},
			{Code: "13T", Name: "NHS Newcastle Gateshead CCG", Opened: day("2015-04-01"), Closed: day("2022-06-30")},
			{Code: "99Z", Name: "undated"},
		},
		ICBs: []ccg.ICB{{Code: "QHM", Opened: day("2022-07-01"), Closed: day("2026-03-31")}},
		Successions: []lineage.Succession{
			{Predecessor: "00F", Successor: "13T", Effective: nhs.MustParsePartialDate("2015-04-01"), Kind: lineage.Merger},
			{Predecessor: "13T", Successor: "QHM", Effective: nhs.MustParsePartialDate("2022-07-01"), Kind: lineage.OneToOne},
		},
	}
	h := r.History()
	if got := h.KnownUntil(); got != r.KnownUntil {
		t.Errorf("known until %s, want %s", got, r.KnownUntil)
	}
	for on, want := range map[string]map[nhs.OrgID]nhs.Tristate{
		"2013-04-01": {"00F": nhs.Yes, "99Z": nhs.Unknown},
		"2015-04-01": {"13T": nhs.Yes, "99Z": nhs.Unknown},
		"2022-07-01": {"QHM": nhs.Yes, "99Z": nhs.Unknown},
		"2026-04-01": {"99Z": nhs.Unknown},
	} {
		got := make(map[nhs.OrgID]nhs.Tristate)
		for o, open := range h.On(day(on)) {
			got[o.ID] = open
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("open on %s (-want +got):\n%s", on, diff)
		}
	}
}
