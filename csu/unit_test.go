package csu_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestOpenOn(t *testing.T) {
	for _, tt := range []struct {
		opened, closed, on string
		want               nhs.Tristate
	}{
		{"2013-04-01", "2014-03-31", "2013-03-31", nhs.No},
		{"2013-04-01", "2014-03-31", "2013-04-01", nhs.Yes},
		{"2013-04-01", "2014-03-31", "2014-03-31", nhs.Yes},
		{"2013-04-01", "2014-03-31", "2014-04-01", nhs.No},
		{"2013-04-01", "", "2030-01-01", nhs.Yes},
		{"2013-04-01", "2017-04", "2017-03-31", nhs.Yes},
		{"2013-04-01", "2017-04", "2017-04-01", nhs.Unknown}, // the first day without it, perhaps
		{"2013-04-01", "2017-04", "2017-04-29", nhs.Unknown},
		{"2013-04-01", "2017-04", "2017-04-30", nhs.No},
		{"2014-10", "2016-03-31", "2014-09-30", nhs.No},
		{"2014-10", "2016-03-31", "2014-10-01", nhs.Unknown},
		{"2014-10", "2016-03-31", "2014-10-31", nhs.Yes},
		{"", "2016-03-31", "2015-01-01", nhs.Unknown},
		{"", "2016-03-31", "2016-04-01", nhs.No},
		{"", "", "2016-04-01", nhs.Unknown},
		{"2014/2015", "2014/2015", "2014-12-31", nhs.Unknown},
		{"2013-04-01", "9999-12-31", "9999-12-31", nhs.No}, // there is no next day
	} {
		u := csu.Unit{Stage: csu.Working, Opened: partial(tt.opened), Closed: partial(tt.closed)}
		if got := u.OpenOn(day(tt.on)); got != tt.want {
			t.Errorf("%s to %s on %s: %s, want %s", tt.opened, tt.closed, tt.on, got, tt.want)
		}
		for _, stage := range []csu.Stage{csu.Plan, csu.NotACSU, ""} {
			if u.Stage = stage; u.OpenOn(day(tt.on)) != nhs.No {
				t.Errorf("a body of stage %q is open", stage)
			}
		}
	}
}

// A history and a listing of bodies do not contradict each other.
func TestHistoryAgreesWithListing(t *testing.T) {
	r := england(t)
	h := r.History()
	if h.KnownUntil() != r.KnownUntil {
		t.Errorf("known until %s, want %s", h.KnownUntil(), r.KnownUntil)
	}
	if o, _ := h.Lookup("nel"); len(o.Names) != 3 || o.Names[2].Name != "NHS London Shared Service" || len(o.Names[2].Sources) == 0 || o.NameOn(day("2018-01-01")) != "NHS NEL CSU" {
		t.Errorf("names of NEL: %+v", o.Names)
	}
	sure := 0
	for d := day("2012-05-01"); d.Before(day("2017-06-01")); d = d.AddDays(1) {
		listed := make(map[nhs.OrgID]nhs.Tristate)
		for _, item := range r.List(d, csu.Bodies).Items {
			listed[item.Slug] = item.Open
		}
		for i := range r.Units {
			u := &r.Units[i]
			o, ok := h.Lookup(u.Slug)
			if !ok || u.Stage == csu.NotACSU {
				continue
			}
			got, want := o.OpenOn(d), nhs.No
			if l, ok := listed[u.Slug]; ok {
				want = l
			}
			if got != want && got != nhs.Unknown && want != nhs.Unknown {
				t.Fatalf("%s on %s: %s in the history, %s in the listing", u.Slug, d, got, want)
			}
			if got == want {
				sure++
			}
		}
	}
	if sure < 60000 {
		t.Errorf("the two agree on %d days only", sure)
	}
}

func TestListing(t *testing.T) {
	r := england(t)
	if l := r.On(day("2024-02-01")); !l.KnownUntil.IsZero() {
		t.Errorf("known until %s, but the day is known", l.KnownUntil)
	}
	if l := r.On(day("2025-10-01")); l.KnownUntil != day("2025-09-30") || l.AsOf != day("2025-10-01") || l.Certain != 4 {
		t.Errorf("a day beyond what is known: %d as of %s, known until %s", l.Certain, l.AsOf, l.KnownUntil)
	}
	if l := new(csu.Register).On(day("2014-01-01")); l.Items == nil || l.Certain != 0 {
		t.Error("an empty register has no empty list")
	}
	for _, b := range []csu.Basis{csu.Operating, csu.NotAnnounced, csu.MergersAsOne, csu.Bodies, csu.PlansSubmitted, csu.PlansCleared, csu.Alliances, csu.Reported} {
		if !b.IsKnown() {
			t.Errorf("%s is not known", b)
		}
	}
	if csu.Basis("").IsKnown() || csu.Basis("Operating").IsKnown() {
		t.Error("any word is a basis")
	}
}

func TestLookups(t *testing.T) {
	r := csu.Register{Units: []csu.Unit{
		{Name: "No slug"},
		{Slug: "aa", ODSCode: "0AA", Name: "First", Aliases: []string{"Both"}, Stage: csu.Working, Opened: partial("2013"), Closed: partial("2014-12-31")},
		{Slug: "bb", ODSCode: "0AA", Name: "Second", Aliases: []string{"both"}, Stage: csu.Working, Opened: partial("2015-01-01")},
	}}
	for id, want := range map[nhs.OrgID]string{"aa": "First", "bb": "Second", "0AA": "First", "": "", "cc": ""} {
		if u, ok := r.Unit(id); u.Name != want || ok != (want != "") {
			t.Errorf("Unit(%q) = %q, %v", id, u.Name, ok)
		}
	}
	for _, tt := range []struct{ name, on, want string }{
		{"BOTH", "2012-06-01", "First"}, // neither was open: the first
		{"BOTH", "2013-06-01", "First"},
		{"both", "2014-06-01", "First"},
		{"both", "2015-06-01", "Second"},
		{"0aa", "2015-06-01", "Second"},
		{"second", "2013-06-01", "Second"}, // a late invoice finds it all the same
		{"", "2015-06-01", ""},
		{"bot", "2015-06-01", ""},
	} {
		if u, ok := r.Named(tt.name, day(tt.on)); u.Name != tt.want || ok != (tt.want != "") {
			t.Errorf("Named(%q, %s) = %q, %v, want %q", tt.name, tt.on, u.Name, ok, tt.want)
		}
	}
}

func TestUnknownFigures(t *testing.T) {
	h := csu.HostingCharge{Amount: money("£100")}
	if rate, ok := h.PerHead(); ok {
		t.Errorf("%s per head of nobody", rate)
	}
	h = csu.HostingCharge{People: 100}
	if rate, ok := h.PerHead(); ok {
		t.Errorf("%s per head of no amount", rate)
	}
	more := csu.Income{Total: money("£100"), AtLeast: true}
	if share, ok := more.ShareOf(&csu.Payer{Amount: money("£30")}); ok {
		t.Errorf("%s of a total that is a lower bound", share)
	}
	n := csu.Income{Total: money("£0")}
	for _, p := range []csu.Payer{{}, {Amount: money("£1")}} {
		if share, ok := n.ShareOf(&p); ok {
			t.Errorf("a share of %s", share)
		}
	}
}

// A register with thousands of entries that all contradict one another is
// checked in the time of a walk and not of a search.
func TestCheckLargeRegister(t *testing.T) {
	const n = 3000
	slug := func(i int) nhs.OrgID { return nhs.OrgID(fmt.Sprintf("u%d", i)) }
	for name, step := range map[string]func(i int) (unit, from, to nhs.OrgID){
		"one slug": func(int) (unit, from, to nhs.OrgID) { return "aa", "aa", "bb" },
		"circle":   func(i int) (unit, from, to nhs.OrgID) { return slug(i), slug(i), slug((i + 1) % n) },
		"fan":      func(i int) (unit, from, to nhs.OrgID) { return slug(i), slug(1), slug(i) },
	} {
		r := csu.Register{Complete: true}
		stated := 3
		for i := range n {
			unit, from, to := step(i)
			r.Units = append(r.Units, csu.Unit{
				Slug: unit, ODSCode: "0AA", Stage: csu.Working, Opened: partial("2014"), EndAnnounced: partial("2014"), Closed: partial("2014"), End: csu.Merged,
			})
			r.Successions = append(r.Successions, lineage.Succession{Predecessor: from, Successor: to, Kind: lineage.Merger})
			r.Counts = append(r.Counts, csu.PublishedCount{On: day("2014-06-01"), Basis: csu.Alliances, Stated: &stated})
			r.Units[0].Customers = append(r.Units[0].Customers, csu.Customer{
				ID: nhs.OrgID(fmt.Sprintf("%05d", i)), Relation: csu.LeftIt, To: nhs.PartialDateOf(day("2013-05-01").AddDays(i % 300)),
			})
		}
		report := csu.RegisterRules().Check(&r, rule.Options{})
		if report.Counts.Panicked > 0 || len(report.Findings) < n {
			t.Errorf("%s: %d findings, %d rules broken", name, len(report.Findings), report.Counts.Panicked)
		}
		compared := 0
		for _, f := range report.Findings {
			if f.Rule == csu.RuleCounts && f.Path.HasPrefix("/counts") {
				compared++
			}
		}
		if compared != 51 { // fifty compared, and the remark that there are more
			t.Errorf("%s: %d remarks on counts", name, compared)
		}
	}
}
