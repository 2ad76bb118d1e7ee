package ccg_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

func placed() *ccg.Register {
	area := func(kind ccg.AreaKind, code nhs.OrgID, name, from, until string) ccg.Area {
		a := ccg.Area{Kind: kind, Code: code, Name: name, From: day(from)}
		if until != "" {
			a.Until = day(until)
		}
		return a
	}
	return &ccg.Register{Groups: []ccg.Group{{Code: "00C", Areas: []ccg.Area{
		area(ccg.AreaTeam, "Q45", "Durham, Darlington and Tees", "2013-04-01", "2015-03-31"),
		area(ccg.Region, "Y54", "North of England", "2013-04-01", "2019-03-31"),
		area(ccg.Region, "Y63", "North East and Yorkshire", "2019-04-01", ""),
	}}, {Code: "00X"}}}
}

func ExampleRegister_AreaTeamOn() {
	team, ok := placed().AreaTeamOn("00C", nhs.MustParseDate("2013-10-18"))
	fmt.Println(team.Code, team.Name, ok)
	// Output: Q45 Durham, Darlington and Tees true
}

func ExampleArea() {
	g := placed().Groups[0]
	for _, d := range []string{"2013-04-01", "2019-04-01"} {
		region, _ := g.RegionOn(nhs.MustParseDate(d))
		fmt.Println(d, region.Name)
	}
	// Output:
	// 2013-04-01 North of England
	// 2019-04-01 North East and Yorkshire
}

func ExampleAreaKind() {
	a := ccg.Area{Kind: ccg.AreaTeam, Code: "Q71", Name: "London"}
	fmt.Println(a.Kind, a.Code)
	// Output: area-team Q71
}

// The days on both sides of each change.
func TestAreasOn(t *testing.T) {
	r := placed()
	for on, want := range map[string][2]string{
		"2013-03-31": {"", ""}, "2013-04-01": {"Q45", "Y54"}, "2015-03-31": {"Q45", "Y54"}, "2015-04-01": {"", "Y54"},
		"2019-03-31": {"", "Y54"}, "2019-04-01": {"", "Y63"}, "2026-01-01": {"", "Y63"},
	} {
		team, hasTeam := r.AreaTeamOn("00C", day(on))
		region, hasRegion := r.Groups[0].RegionOn(day(on))
		if string(team.Code) != want[0] || hasTeam != (want[0] != "") || string(region.Code) != want[1] || hasRegion != (want[1] != "") {
			t.Errorf("%s: team %q, region %q; want %q", on, team.Code, region.Code, want)
		}
	}
	for _, code := range []nhs.OrgID{"00X", "99Z", ""} {
		if team, ok := r.AreaTeamOn(code, day("2013-04-01")); ok || team.Code != "" {
			t.Errorf("%q has the team %q", code, team.Code)
		}
	}
	undated := ccg.Group{Areas: []ccg.Area{{Kind: ccg.Region, Code: "Y54"}}}
	if _, ok := undated.RegionOn(day("2013-04-01")); ok {
		t.Error("an area without a first day is known to hold on no day")
	}
}
