package england_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// On each day every open group is in one region of that day, and in 2013 to 2015 in one
// area team. No region is named before it was there.
func TestAreas(t *testing.T) {
	type areas struct{ Groups, Teams, InTeam, Regions, InRegion int }
	r := market(t).CCGs
	got := make(map[string]areas)
	want := map[string]areas{
		"2013-04-01": {211, 25, 211, 4, 211}, "2015-03-31": {211, 25, 211, 4, 211}, "2015-04-01": {209, 0, 0, 4, 209},
		"2018-03-31": {207, 0, 0, 4, 207}, "2018-04-01": {195, 0, 0, 5, 195}, "2019-03-31": {195, 0, 0, 5, 195},
		"2019-04-01": {191, 0, 0, 7, 191}, "2022-06-30": {106, 0, 0, 7, 106}, "2022-07-01": {},
	}
	for text := range want {
		d := nhs.MustParseDate(text)
		teams, regions, a := make(map[nhs.OrgID]bool), make(map[nhs.OrgID]bool), areas{}
		for i := range r.Groups {
			g := &r.Groups[i]
			if !g.OpenOn(d) {
				continue
			}
			a.Groups++
			if team, ok := r.AreaTeamOn(g.Code, d); ok {
				teams[team.Code] = true
				a.InTeam++
			}
			if region, ok := g.RegionOn(d); ok {
				regions[region.Code] = true
				a.InRegion++
			}
		}
		a.Teams, a.Regions = len(teams), len(regions)
		got[text] = a
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("areas (-want +got):\n%s", d)
	}
}

func TestAreasOfSome(t *testing.T) {
	r := market(t).CCGs
	got := make(map[string]string)
	for i := range r.Groups {
		g := &r.Groups[i]
		switch g.Code {
		case "00C", "02Q", "07L", "11J", "13T", "15E":
			for _, a := range g.Areas {
				got[fmt.Sprint(g.Code, " ", a.From)] += a.Name + " until " + a.Until.String() + ". "
			}
		}
	}
	want := map[string]string{
		"00C 2013-04-01": "Durham, Darlington and Tees until 2015-03-31. North of England until 2019-03-31. ",
		"00C 2019-04-01": "North East and Yorkshire until 2020-03-31. ",
		"02Q 2013-04-01": "South Yorkshire and Bassetlaw until 2015-03-31. North of England until 2019-03-31. ",
		"02Q 2019-04-01": "Midlands until 2022-06-30. ",
		"07L 2013-04-01": "London until 2015-03-31. London until 2021-03-31. ",
		"11J 2013-04-01": "Wessex until 2015-03-31. South of England until 2018-03-31. ",
		"11J 2018-04-01": "South West until 2022-06-30. ",
		"13T 2015-04-01": "North of England until 2019-03-31. ",
		"13T 2019-04-01": "North East and Yorkshire until 2022-06-30. ",
		"15E 2018-04-01": "Midlands and East until 2019-03-31. ",
		"15E 2019-04-01": "Midlands until 2022-06-30. ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("areas (-want +got):\n%s", d)
	}
}
