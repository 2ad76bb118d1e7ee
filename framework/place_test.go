package framework

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// What is known only in part makes a place uncertain, and says why.
func TestPlaceUncertain(t *testing.T) {
	a := &Agreement{
		Dates: Dates{Expiry: partly("2019-02")},
		Suppliers: []Supplier{
			{ID: "aa"}, {ID: "bb"}, {ID: "cc"}, {ID: "dd", Name: "Double D"},
			{ID: "pair", Members: []Member{{ID: "ee"}, {ID: "ff"}}},
		},
		Awards: []Award{
			{Supplier: "aa", Outcome: Awarded},
			{Supplier: "bb", On: partly("2015-02-05"), Outcome: Awarded, Removed: &Removal{On: partly("2016")}},
			{Supplier: "cc", On: partly("2015-02-05"), Outcome: Awarded},
			{Supplier: "dd", On: partly("2015-02-05"), Outcome: Awarded, Suspensions: []Suspension{{Days: nhs.MustParsePeriod("2016-06-01/2016-06-30")}}},
			{Supplier: "pair", On: partly("2015-02-05"), Outcome: Awarded},
		},
	}
	h := lineage.NewHistory([]lineage.Organisation{{ID: "cc", Name: "Triple C", Closed: partly("2016")}}, []lineage.Succession{
		{Predecessor: "ee", Successor: "gg", Effective: partly("2016"), Kind: lineage.Merger},
		{Predecessor: "ff", Successor: "gg", Effective: partly("2016"), Kind: lineage.Merger},
	}, nhs.Date{})
	type line struct {
		Supplier nhs.OrgID
		Name     string
		Held     nhs.Tristate
		Notes    string
	}
	var got []line
	for _, p := range a.Places("", day("2016-06-15"), h) {
		got = append(got, line{p.Supplier, p.Name, p.Held, strings.Join(p.Notes, "; ")})
	}
	want := []line{
		{"aa", "", nhs.Unknown, "the day of the award is not on file"},
		{"bb", "", nhs.Unknown, "it lost its place at an unknown time (2016)"},
		{"cc", "Triple C", nhs.Unknown, "cc closed at an unknown time (2016)"},
		{"dd", "Double D", nhs.Yes, ""},
		{"pair", "", nhs.Yes, "gg took over from ee (2016): whether before or after this day is unknown"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("places in June 2016 (-want +got):\n%s", d)
	}
	for _, p := range a.Places("", day("2019-02-15"), nil) {
		if p.Held != nhs.Unknown {
			t.Errorf("in the month of the end %s holds its place: %s", p.Supplier, p.Held)
		}
	}
	for _, c := range a.Candidates(Query{On: day("2016-06-15")}, h) {
		if c.Supplier == "dd" && (c.Eligible != nhs.No || c.Reasons[len(c.Reasons)-1].Text != "its place is suspended 2016-06-01/2016-06-30") {
			t.Errorf("a suspended supplier is eligible: %s, for %v", c.Eligible, c.Reasons)
		}
	}
	if got, want := a.Holds("", "aa", day("2016-06-15"), h), (Holding{nhs.Unknown, "the day of the award is not on file"}); got != want {
		t.Errorf("aa holds its place: %s; want %s", got, want)
	}
}

// A supplier with two places, of which one can be used, is not suspended.
func TestMergedPlaces(t *testing.T) {
	pause := []Suspension{{Days: nhs.MustParsePeriod("../..")}}
	a := &Agreement{Awards: []Award{
		{Supplier: "aa", On: partly("2015"), Outcome: Awarded, Suspensions: pause},
		{Supplier: "bb", On: partly("2015"), Outcome: Awarded},
	}}
	h := lineage.NewHistory(nil, []lineage.Succession{
		{Predecessor: "aa", Successor: "cc", Effective: partly("2016-01-01"), Kind: lineage.Merger},
		{Predecessor: "bb", Successor: "cc", Effective: partly("2016-01-01"), Kind: lineage.Merger},
	}, nhs.Date{})
	places := a.Places("", day("2016-01-01"), h)
	if len(places) != 1 || places[0].Suspended != nil || places[0].Held != nhs.Yes {
		t.Errorf("places %+v, want one that can be used", places)
	}
	a.Awards[1].Suspensions = pause
	if places = a.Places("", day("2016-01-01"), h); len(places) != 1 || places[0].Suspended == nil {
		t.Errorf("places %+v, want one that is suspended", places)
	}
}

func TestCovers(t *testing.T) {
	a := &Agreement{Lots: []Lot{{Code: "1"}, {Code: "2", Lines: []service.ID{"chc"}}}}
	for _, tt := range []struct {
		lot  string
		line service.ID
		want nhs.Tristate
	}{{"1", "chc", nhs.No}, {"1", "finance", nhs.Unknown}, {"2", "chc", nhs.Yes}, {"2", "finance", nhs.No}, {"3", "chc", nhs.No}} {
		if got := a.Covers(tt.lot, tt.line); got != tt.want {
			t.Errorf("lot %s covers %s: %s, want %s", tt.lot, tt.line, got, tt.want)
		}
	}
	q := Query{Lot: "1", Line: "finance", On: day("2016-01-01"), Buyer: procurement.CCG}
	a.Awards = []Award{{Lot: "1", Supplier: "aa", On: partly("2015"), Outcome: Awarded}}
	a.Dates = Dates{Live: partly("2015"), Expiry: partly("2020")}
	want := []Reason{{RuleLotCoversLines, "whether lot 1 covers finance is not on file"}, {RuleBuyerMayUse, "who may use the agreement is not on file"}}
	c := a.Candidates(q, nil)[0]
	if d := cmp.Diff(want, c.Reasons); d != "" || c.Eligible != nhs.Unknown {
		t.Errorf("eligible: %s (-want +got):\n%s", c.Eligible, d)
	}
}

func TestStatusText(t *testing.T) {
	for s := Planned; s <= Expired; s++ {
		text, err := json.Marshal(s)
		var back Status
		if err != nil || json.Unmarshal(text, &back) != nil || back != s {
			t.Errorf("%s is written %s, %v, and read back as %s", s, text, err, back)
		}
	}
	var s Status
	if _, ok := errors.AsType[*nhs.ParseError](s.UnmarshalText([]byte("open"))); !ok {
		t.Error("a status that is none is read")
	}
	if got := Status(99).String(); got != "Status(99)" {
		t.Errorf("a status that is none is written %q", got)
	}
}
