package lineage_test

import (
	"testing"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestOrganisationNameOn(t *testing.T) {
	o := lineage.Organisation{ID: "01H", Name: "NHS North Cumbria CCG", Names: []lineage.Name{
		{Name: "NHS Cumbria CCG", FirstSeen: partial("2013-04"), LastSeen: partial("2017-03")},
		{Name: "never dated"},
		{Name: "NHS North Cumbria CCG", FirstSeen: partial("2017-04")},
	}}
	for _, test := range []struct{ on, want string }{
		{"2012-01-01", "NHS Cumbria CCG"},
		{"2013-04-01", "NHS Cumbria CCG"},
		{"2017-03-31", "NHS Cumbria CCG"},
		{"2017-04-01", "NHS North Cumbria CCG"},
		{"2021-01-01", "NHS North Cumbria CCG"},
	} {
		if got := o.NameOn(day(test.on)); got != test.want {
			t.Errorf("on %s = %q, want %q", test.on, got, test.want)
		}
	}
	o.Names = nil
	if got := o.NameOn(day("2013-04-01")); got != o.Name {
		t.Errorf("without names = %q, want the last known", got)
	}
}

// A source's slip does not become the name for good.
func TestOrganisationNameOnSlip(t *testing.T) {
	o := lineage.Organisation{ID: "06N", Names: []lineage.Name{
		{Name: "NHS Herts Valleys CCG", FirstSeen: partial("2013-04"), LastSeen: partial("2021-06")},
		{Name: "NHS Herts Valley CCG", FirstSeen: partial("2019-04"), LastSeen: partial("2021-04")},
	}}
	for _, on := range []string{"2013-04-01", "2019-04-01", "2020-01-01", "2022-01-01"} {
		if got, want := o.NameOn(day(on)), "NHS Herts Valleys CCG"; got != want {
			t.Errorf("on %s = %q, want %q", on, got, want)
		}
	}
}

// Of names last seen together the one first seen later holds, in whatever order
// they are listed.
func TestOrganisationNameOnLastSeenTogether(t *testing.T) {
	older := lineage.Name{Name: "older", FirstSeen: partial("2013-04"), LastSeen: partial("2021-04")}
	newer := lineage.Name{Name: "newer", FirstSeen: partial("2019-04"), LastSeen: partial("2021-04")}
	for _, names := range [][]lineage.Name{{older, newer}, {newer, older}} {
		o := lineage.Organisation{ID: "06N", Names: names}
		for on, want := range map[string]string{"2019-03-31": "older", "2019-04-01": "newer", "2022-01-01": "newer"} {
			if got := o.NameOn(day(on)); got != want {
				t.Errorf("%s first, on %s: %q, want %q", names[0].Name, on, got, want)
			}
		}
	}
}

// A name of low confidence counts only where no other was ever seen.
func TestOrganisationNameOnConfidence(t *testing.T) {
	slip := lineage.Name{Name: "NHS Airedale, Wharfdale and Craven CCG", FirstSeen: partial("2013-04"), LastSeen: partial("2021-04"), Confidence: "low"}
	const last = "NHS Bradford District and Craven CCG"
	for _, test := range []struct {
		what  string
		names []lineage.Name
		want  string
	}{
		{"alone", []lineage.Name{slip}, slip.Name},
		{"beside one never seen", []lineage.Name{slip, {Name: "never seen", Confidence: "high"}}, slip.Name},
		{"beside one seen", []lineage.Name{slip, {Name: "seen", FirstSeen: partial("2013-04"), LastSeen: partial("2015-04")}}, "seen"},
		{"beside one seen later", []lineage.Name{slip, {Name: "seen later", FirstSeen: partial("2015-03"), Confidence: "medium"}}, "seen later"},
		{"beside a later one as doubtful", []lineage.Name{slip, {Name: "doubtful", FirstSeen: partial("2015-03"), Confidence: "low"}}, slip.Name},
		{"none was seen", []lineage.Name{{Name: "never seen"}}, last},
	} {
		o := lineage.Organisation{ID: "02N", Name: last, Names: test.names}
		if got := o.NameOn(day("2014-04-01")); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

func TestOrganisationOpenOn(t *testing.T) {
	o := org("0AV", "2013-04-01", "2014-10")
	for _, test := range []struct {
		on   string
		want nhs.Tristate
	}{
		{"2013-03-31", nhs.No}, {"2013-04-01", nhs.Yes}, {"2014-10-01", nhs.Yes}, {"2014-10-02", nhs.Unknown}, {"2014-10-31", nhs.Unknown}, {"2014-11-01", nhs.No},
	} {
		if got := o.OpenOn(day(test.on)); got != test.want {
			t.Errorf("on %s = %s, want %s", test.on, got, test.want)
		}
	}
}
