package datapackage

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEnglandOpenCounts(t *testing.T) {
	ccgs, icbs := records(t, "ccgs.csv"), records(t, "icbs.csv")
	want := map[string]int{
		"2013-04-01": 211, "2014-04-01": 211, "2015-04-01": 209, "2016-04-01": 209, "2017-04-01": 207, "2018-04-01": 195,
		"2019-04-01": 191, "2020-04-01": 135, "2021-04-01": 106, "2022-04-01": 106, "2022-07-01": 0,
	}
	got := make(map[string]int)
	for _, c := range records(t, "ccg_open_counts.csv") {
		day := c["date"]
		before := dayBefore(t, day)
		var open, opened, closed, boards int
		for _, g := range ccgs {
			if g["opened"] <= day && day <= g["closed"] {
				open++
			}
			if g["opened"] == day {
				opened++
			}
			if g["closed"] == before {
				closed++
			}
		}
		for _, b := range icbs {
			if b["opened"] <= day && (b["closed"] == "" || day <= b["closed"]) {
				boards++
			}
		}
		computed := []int{open, opened, closed, boards}
		stated := []int{atoi(t, c["ccgs_open"]), atoi(t, c["opened_that_day"]), atoi(t, c["closed_the_day_before"]), atoi(t, c["icbs_open"])}
		if d := cmp.Diff(computed, stated); d != "" {
			t.Errorf("%s: open, opened, closed, ICBs (-computed +stated):\n%s", day, d)
		}
		if p := c["ccgs_published"]; p != "" && p != c["ccgs_open"] {
			t.Errorf("%s: %s CCGs published, %s open", day, p, c["ccgs_open"])
		}
		if p := c["icbs_published"]; p != "" && p != c["icbs_open"] {
			t.Errorf("%s: %s ICBs published, %s open", day, p, c["icbs_open"])
		}
		published := c["ccgs_published"] + c["icbs_published"]
		if (published == "") != (c["published_source"] == "") {
			t.Errorf("%s: published count and its source come together", day)
		}
		got[day] = open
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("CCGs open (-want +got):\n%s", d)
	}
}

func TestEnglandCCGs(t *testing.T) {
	var carriedOn, statutory []string
	for _, g := range records(t, "ccgs.csv") {
		if g["closed"] < g["opened"] {
			t.Errorf("%s closes before it opens", g["ods_code"])
		}
		if g["opened"] != g["ods_record_opened"] {
			carriedOn = append(carriedOn, g["ods_code"])
		}
		if (g["area_code"] == "") != (g["area_name"] == "") {
			t.Errorf("%s: area code and name come together", g["ods_code"])
		}
		switch g["closed_basis"] {
		case "statutory":
			statutory = append(statutory, g["ods_code"])
			if g["ods_record_closed"] != "" || g["closed"] != "2022-06-30" {
				t.Errorf("%s: expected an open ODS record and 2022-06-30", g["ods_code"])
			}
		case "ods":
			if g["ods_record_closed"] != g["closed"] {
				t.Errorf("%s: closed %s, the ODS record %s", g["ods_code"], g["closed"], g["ods_record_closed"])
			}
		}
	}
	if d := cmp.Diff([]string{"13T"}, carriedOn); d != "" {
		t.Errorf("opened on another day than the ODS record (-want +got):\n%s", d)
	}
	if len(statutory) != 106 {
		t.Errorf("%d CCGs closed by statute, expected 106", len(statutory))
	}
}

func TestEnglandSuccessions(t *testing.T) {
	ccgs, icbs := keyed(t, "ccgs.csv", "ods_code"), keyed(t, "icbs.csv", "ods_code")
	rows := records(t, "ccg_successions.csv")
	together, parts := make(map[string]int), make(map[string]int)
	for _, s := range rows {
		parts[s["predecessor"]]++
	}
	for _, s := range rows {
		if parts[s["predecessor"]] == 1 {
			together[s["successor"]+s["effective"]]++
		}
	}
	placed := make(map[string]int) // people, by predecessor
	merged, toICB, whole := 0, 0, 0
	for _, s := range rows {
		from := ccgs[s["predecessor"]]
		if want := dayBefore(t, s["effective"]); from["closed"] != want {
			t.Errorf("%s closed %s, expected %s", s["predecessor"], from["closed"], want)
		}
		to, isCCG := ccgs[s["successor"]]
		if isCCG {
			merged++
			if s["practices_followed"] == "" || s["practices_followed"] != s["practices_total"] {
				t.Errorf("%s: %q of %q practices followed", s["predecessor"], s["practices_followed"], s["practices_total"])
			}
			if from["icb_code"] != to["icb_code"] {
				t.Errorf("%s and %s are filed under different ICBs", s["predecessor"], s["successor"])
			}
		} else {
			toICB++
			to = icbs[s["successor"]]
			placed[s["predecessor"]] += atoi(t, s["people_moved"])
			if placed[s["predecessor"]] == atoi(t, s["people_total"]) {
				whole++
			}
			if from["icb_code"] != s["successor"] && s["kind"] != "split" {
				t.Errorf("%s goes to %s and is filed under %s", s["predecessor"], s["successor"], from["icb_code"])
			}
		}
		if to["opened"] != s["effective"] {
			t.Errorf("%s opened %q, expected %s", s["successor"], to["opened"], s["effective"])
		}
		want := "one-to-one"
		if together[s["successor"]+s["effective"]] > 1 {
			want = "merger"
		}
		if parts[s["predecessor"]] > 1 {
			want = "split"
		}
		if s["kind"] != want {
			t.Errorf("%s to %s: kind %s, expected %s", s["predecessor"], s["successor"], s["kind"], want)
		}
	}
	if merged != 142 || toICB != 109 {
		t.Errorf("%d into CCGs and %d into ICBs, expected 142 and 109", merged, toICB)
	}
	if len(placed) != 106 || whole != 106 {
		t.Errorf("the parts of %d of %d CCGs add up to their people, expected 106", whole, len(placed))
	}
	if len(parts) != len(ccgs) {
		t.Errorf("successions of %d of %d CCGs", len(parts), len(ccgs))
	}
}

func TestEnglandNamesAndCodes(t *testing.T) {
	ccgs := keyed(t, "ccgs.csv", "ods_code")
	for _, tt := range []struct{ path, column, ccgColumn string }{
		{"ccg_names.csv", "name", "name"},
		{"ccg_ons_codes.csv", "ons_code", "ons_code"},
	} {
		seen := make(map[string]bool)
		for _, r := range records(t, tt.path) {
			g := ccgs[r["ods_code"]]
			if r[tt.column] == g[tt.ccgColumn] {
				seen[r["ods_code"]] = true
			}
			if r["last_seen"] < r["first_seen"] {
				t.Errorf("%s: %s %s: last seen before first", tt.path, r["ods_code"], r[tt.column])
			}
			if r["first_seen"] < g["opened"][:7] {
				t.Errorf("%s: %s %s: seen in %s, opened %s", tt.path, r["ods_code"], r[tt.column], r["first_seen"], g["opened"])
			}
		}
		if len(seen) != len(ccgs) {
			t.Errorf("%s: has the %s of %d CCGs, expected %d", tt.path, tt.column, len(seen), len(ccgs))
		}
	}
}

// The changes known from ONS codes alone are all the changes of code, but for the first of 01H and
// of 01K, and their bounds are those of the sightings.
func TestEnglandBoundaryChanges(t *testing.T) {
	type change struct{ From, Before, After, NotBefore, NotAfter string }
	codes := records(t, "ccg_ons_codes.csv")
	slices.SortFunc(codes, func(a, b map[string]string) int { return strings.Compare(a["ons_code"], b["ons_code"]) })
	var want []change
	last := make(map[string]map[string]string)
	for _, c := range codes {
		if old := last[c["ods_code"]]; old != nil && c["ons_code"] != "E38000215" && c["ons_code"] != "E38000216" {
			want = append(want, change{c["ods_code"], old["ons_code"], c["ons_code"], old["last_seen"] + "-02", c["first_seen"] + "-01"})
		}
		last[c["ods_code"]] = c
	}
	slices.SortFunc(want, func(a, b change) int { return strings.Compare(a.From, b.From) })

	var got []change
	for _, b := range records(t, "ccg_boundary_changes.csv") {
		if b["not_after"] < b["not_before"] {
			t.Errorf("%s: not_after is before not_before", b["from_code"])
		}
		sizes := b["practices_moved"] + b["practices_total"] + b["patients_moved"] + b["patients_total"] + b["weight_basis"]
		if b["to_code"] == "" {
			got = append(got, change{b["from_code"], b["ons_code_before"], b["ons_code_after"], b["not_before"], b["not_after"]})
			if sizes != "" {
				t.Errorf("%s: a size without a counterpart", b["from_code"])
			}
			continue
		}
		if b["not_before"] != b["not_after"] {
			t.Errorf("%s: a size without a day", b["from_code"])
		}
		if atoi(t, b["patients_moved"]) >= atoi(t, b["patients_total"]) || atoi(t, b["practices_moved"]) >= atoi(t, b["practices_total"]) {
			t.Errorf("%s: more moved than there were", b["from_code"])
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("changes of unknown size (-from codes +table):\n%s", d)
	}
}

func TestEnglandCumbriaAndMorecambeBay(t *testing.T) {
	const stayed, came = 161146, 199638 // 01K before the change, and those who came from 01H
	for _, b := range records(t, "ccg_boundary_changes.csv") {
		if b["from_code"] == "01H" && atoi(t, b["patients_moved"]) != came {
			t.Errorf("%s left 01H, expected %d", b["patients_moved"], came)
		}
	}
	for _, p := range records(t, "ccg_population.csv") {
		if p["ods_code"] == "01K" && p["year"] == "2017" && atoi(t, p["population"]) != stayed+came {
			t.Errorf("01K has %s, expected %d", p["population"], stayed+came)
		}
	}
}

func TestEnglandPopulation(t *testing.T) {
	type series struct{ Measure, Basis, Boundaries string }
	type sum struct{ CCGs, People int }
	ccgs := keyed(t, "ccgs.csv", "ods_code")
	got := make(map[series]sum)
	areas := make(map[string]int)
	partial := make(map[string]int)
	for _, p := range records(t, "ccg_population.csv") {
		n := atoi(t, p["population"])
		s := series{p["measure"], p["basis"], p["ccg_boundaries"]}
		got[s] = sum{got[s].CCGs + 1, got[s].People + n}
		g := ccgs[p["ods_code"]]
		if p["ccg_boundaries"] < g["opened"] || g["closed"] < p["ccg_boundaries"] {
			t.Errorf("%s was not open on %s", p["ods_code"], p["ccg_boundaries"])
		}
		if p["flag"] != "" {
			partial[p["ods_code"]+" "+p["year"]] = n
		}
		if p["year"] == "2013" {
			switch p["ods_code"] {
			case "01C", "01R", "02D", "02E", "02F", "12F":
				areas["Cheshire, Warrington and Wirral"] += n
			case "00C", "00D", "00J", "00K", "00M":
				areas["Durham, Darlington and Tees"] += n
			}
		}
	}
	first := series{"unweighted population, 2013/14 allocation working paper", "registered", "2013-04-01"}
	if got[first].CCGs != 15 {
		t.Errorf("%d CCGs in 2013, expected 15", got[first].CCGs)
	}
	delete(got, first)
	want := map[series]sum{
		{"QOF 2016/17 list sizes", "registered", "2017-04-01"}:           {207, 58029147},
		{"QOF 2017/18 list sizes", "registered", "2018-04-01"}:           {194, 58383266},
		{"QOF 2018/19 list sizes", "registered", "2019-04-01"}:           {191, 59386096},
		{"QOF 2019/20 list sizes", "registered", "2020-04-01"}:           {135, 60407685},
		{"QOF 2020/21 list sizes", "registered", "2021-04-01"}:           {106, 60716244},
		{"GP registrations, 1 January 2021", "registered", "2020-04-01"}: {135, 60606345},
		{"ONS mid-2020 estimate", "resident", "2021-04-01"}:              {106, 56550138},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("totals (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]int{"Cheshire, Warrington and Wirral": 1273564, "Durham, Darlington and Tees": 1221312}, areas); d != "" {
		t.Errorf("area totals of 2013 (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]int{"05C 2017": 32601, "11N 2019": 323308}, partial); d != "" {
		t.Errorf("partial figures (-want +got):\n%s", d)
	}
}
