package whatif_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// The people of merged groups are sums of counts of one day and source, never of two, and
// a sum with a doubtful part is doubtful.
func TestMergedPeople(t *testing.T) {
	count := func(year int, on, source string, people ccg.People, doubt *ccg.CountDoubt) ccg.Population {
		p := ccg.Population{Year: year, People: people, Basis: ccg.Registered, Source: source, Doubt: doubt}
		if on != "" {
			p.On = nhs.MustParseDate(on)
		}
		return p
	}
	wrong := &ccg.CountDoubt{Reason: ccg.PracticesMissing, Beside: []ccg.NearCount{{Year: 2016, People: 9}}}
	m := commissioning.Market{CCGs: ccg.Register{Groups: []ccg.Group{
		{Code: "00C", Name: "One", Opened: nhs.MustParseDate("2013-04-01"), Populations: []ccg.Population{
			count(2015, "2015-04-01", "S330", 100, nil), count(2015, "2015-07-01", "S330", 110, nil), count(2015, "2015-10-01", "S330", 120, nil), count(2017, "", "qof", 130, nil),
		}},
		{Code: "00D", Name: "Two", Opened: nhs.MustParseDate("2013-04-01"), Populations: []ccg.Population{
			count(2015, "2015-04-01", "S330", 1000, nil), count(2015, "2015-07-01", "S331", 7, nil), count(2015, "2015-10-01", "S330", 1200, nil), count(2017, "", "qof", 1300, wrong),
		}},
	}}}
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	after, _ := run(t, string(text), decodeScenario(t, `[{"on":"2014-04-01","do":"merge-ccgs","bodies":["00C","00D"],"into":"99A","name":"Both"}]`))
	var got []string
	for _, g := range after.CCGs.Groups {
		if g.Code != "99A" {
			continue
		}
		for _, p := range g.Populations {
			got = append(got, fmt.Sprintf("%d %s %d %t", p.Year, p.On, p.People, p.Doubt != nil))
			if p.Doubt != nil && (len(p.Doubt.Beside) > 0 || !strings.Contains(p.Doubt.String(), "set it beside 9 of 2016")) {
				t.Errorf("the doubt of a part is that of the sum: %+v", p.Doubt)
			}
		}
	}
	want := "[2015 2015-04-01 1100 false 2015 2015-10-01 1320 false 2017  1430 true]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// A merged group is in the area team and the regions that all of its parts were in.
func TestMergedAreas(t *testing.T) {
	area := func(kind ccg.AreaKind, code nhs.OrgID, from, until string) ccg.Area {
		return ccg.Area{Kind: kind, Code: code, Name: string(code), From: nhs.MustParseDate(from), Until: nhs.MustParseDate(until)}
	}
	north := area(ccg.Region, "Y54", "2013-04-01", "2019-03-31")
	team := area(ccg.AreaTeam, "Q45", "2013-04-01", "2015-03-31")
	for name, second := range map[string][]ccg.Area{
		"Q45 Y54": {team, north}, "Y54": {area(ccg.AreaTeam, "Q49", "2013-04-01", "2015-03-31"), north}, "": nil,
	} {
		m := commissioning.Market{CCGs: ccg.Register{Groups: []ccg.Group{
			{Code: "00C", Name: "One", Opened: nhs.MustParseDate("2013-04-01"), Areas: []ccg.Area{team, north}},
			{Code: "00D", Name: "Two", Opened: nhs.MustParseDate("2013-04-01"), Areas: second},
		}}}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		after, _ := run(t, string(text), decodeScenario(t, `[{"on":"2014-04-01","do":"merge-ccgs","bodies":["00C","00D"],"into":"99A","name":"Both"}]`))
		var got []string
		for _, g := range after.CCGs.Groups {
			for _, a := range g.Areas {
				if g.Code == "99A" {
					got = append(got, string(a.Code))
					if a.From.String() != "2014-04-01" {
						t.Errorf("%s: %s from %s", name, a.Code, a.From)
					}
				}
			}
		}
		if strings.Join(got, " ") != name {
			t.Errorf("%q, want %q", got, name)
		}
	}
}
