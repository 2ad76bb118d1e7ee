package server

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/api"
)

// An answer about a day names the regions of that day, and the area team while there was one.
func TestRegionsOfTheDay(t *testing.T) {
	h := newTestHandler(t)
	four := []string{"London", "Midlands and East", "North of England", "South of England"}
	seven := []string{"East of England", "London", "Midlands", "North East and Yorkshire", "North West", "South East", "South West"}
	for day, want := range map[string][]string{
		"2013-04-01": four, "2015-04-01": four, "2018-03-31": four,
		"2018-04-01": {"London", "Midlands and East", "North of England", "South East", "South West"},
		"2019-04-01": seven, "2022-06-30": seven,
	} {
		got := make(map[string]bool)
		teams := make(map[string]bool)
		for _, b := range get[api.List[api.Body]](t, h, "/v1/ccgs?as_of="+day).Items {
			got[b.Region] = true
			if b.AreaTeam != "" {
				teams[string(b.AreaTeamCode)+b.AreaTeam] = true
			}
			if page := get[api.CCGDetail](t, h, "/v1/ccgs/"+string(b.Code)+"?as_of="+day); b.Code == "00C" && (page.Region != b.Region || page.AreaTeam != b.AreaTeam) {
				t.Errorf("%s on %s: %q in the list, %q alone", b.Code, day, b.Region, page.Region)
			}
		}
		for _, r := range want {
			if !got[r] {
				t.Errorf("%s: nobody is in %s", day, r)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
		if n := len(teams); (day < "2015-04-01") != (n == 25) || n != 0 && n != 25 {
			t.Errorf("%s: %d area teams", day, n)
		}
	}
	d := get[api.CCGDetail](t, h, "/v1/ccgs/00C?as_of=2013-04-01")
	if d.AreaTeam != "Durham, Darlington and Tees" || d.AreaTeamCode != "Q45" || d.Region != "North of England" || len(d.Areas) != 3 {
		t.Errorf("%q %q %q, %d areas", d.AreaTeam, d.AreaTeamCode, d.Region, len(d.Areas))
	}
	// Without a day it is that of its last.
	if d := get[api.CCGDetail](t, h, "/v1/ccgs/00C"); d.AreaTeam != "" || d.Region != "North East and Yorkshire" {
		t.Errorf("%q %q", d.AreaTeam, d.Region)
	}
	if d := get[api.CCGDetail](t, h, "/v1/ccgs/00F"); d.Region != "North of England" {
		t.Errorf("closed in 2015, in %q", d.Region)
	}
}

// The counts of a group have their day and their doubt.
func TestPeopleWithDoubt(t *testing.T) {
	h := newTestHandler(t)
	d := get[api.CCGDetail](t, h, "/v1/ccgs/09P")
	i := slices.IndexFunc(d.Populations, func(p ccg.Population) bool { return p.Doubt != nil })
	if i < 0 || d.Populations[i].People != 169_548 || d.Populations[i].Year != 2017 || d.Populations[i].Doubt.Beside[0].People != 186_456 {
		t.Fatalf("%+v", d.Populations)
	}
	days := 0
	for _, p := range d.Populations {
		if !p.On.IsZero() && p.Basis == ccg.Registered {
			days++
		}
	}
	if days != 13 {
		t.Errorf("%d registered counts with a day, want 12 quarters and October 2014", days)
	}
	if page := do(h, http.MethodGet, "/ccgs/09P?as_of=2017-06-01", "").Body.String(); !strings.Contains(page, "cannot be right") || !strings.Contains(page, "186,456 of 2016 and 188,251 of 2018") {
		t.Error("the page does not say that the count of 2017 cannot be right")
	}
	if page := do(h, http.MethodGet, "/ccgs/00C?as_of=2013-06-01", "").Body.String(); strings.Contains(page, "cannot be right") || !strings.Contains(page, "North of England") || strings.Contains(page, "North East and Yorkshire") {
		t.Error("the page of 00C in 2013")
	}
}
