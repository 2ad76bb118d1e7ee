package datapackage

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The totals of every series of counts with a day: those of the lists beside the official
// table, and those of residents the same by every set of boundaries.
func TestEnglandDatedPopulation(t *testing.T) {
	type series struct{ On, Boundaries, Source string }
	type sum struct{ CCGs, People int }
	ccgs := keyed(t, "ccgs.csv", "ods_code")
	got := make(map[series]sum)
	october := make(map[string]int) // by CCG, the list less the official table
	for _, p := range records(t, "ccg_population_dated.csv") {
		n := atoi(t, p["population"])
		s := series{p["on"], p["ccg_boundaries"], p["source"]}
		got[s] = sum{got[s].CCGs + 1, got[s].People + n}
		if g := ccgs[p["ods_code"]]; p["ccg_boundaries"] < g["opened"] || g["closed"] < p["ccg_boundaries"] {
			t.Errorf("%s was not open on %s", p["ods_code"], p["ccg_boundaries"])
		}
		if (p["basis"] == "resident") != (p["practices"] == "" && p["source"] != "S331") {
			t.Errorf("%s %s: %s people with %q practices", p["ods_code"], p["on"], p["basis"], p["practices"])
		}
		switch {
		case p["source"] == "S331":
			october[p["ods_code"]] -= n
		case p["on"] == "2014-10-01":
			october[p["ods_code"]] += n
		}
	}
	want := map[series]sum{
		{"2014-10-01", "2013-04-01", "S331"}: {211, 56794232},
		{"2017-06-30", "2015-07-01", "S332"}: {209, 55619430},
		{"2017-06-30", "2016-04-01", "S332"}: {209, 55619430},
		{"2017-06-30", "2017-04-01", "S332"}: {207, 55619430},
		{"2017-06-30", "2018-04-01", "S332"}: {195, 55619430},
		{"2019-06-30", "2019-04-01", "S221"}: {191, 56286961},
		{"2019-06-30", "2020-04-01", "S221"}: {135, 56286961},
	}
	for day, people := range map[string]int{
		"2013-04-01": 56002534, "2013-07-01": 56082553, "2013-10-01": 56289796, "2014-01-01": 56429578,
		"2014-04-01": 56452350, "2014-07-01": 56564310, "2014-10-01": 56806626, "2015-01-01": 56938358,
	} {
		want[series{day, "2013-04-01", "S330"}] = sum{211, people}
	}
	for day, people := range map[string]int{"2015-04-01": 57021457, "2015-07-01": 57135742, "2015-10-01": 57366008, "2016-01-01": 57541178} {
		want[series{day, "2015-04-01", "S330"}] = sum{209, people}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("totals (-want +got):\n%s", d)
	}
	for code, off := range october {
		people := atoi(t, keyed(t, "ccg_allowance.csv", "ods_code")[code]["population"])
		if max(off, -off)*1000 > 9*people {
			t.Errorf("%s in October 2014: the list is %d from the official table", code, off)
		}
	}
}

// Each doubtful count is a count of the table, and so are those to set it beside: the
// nearest before and after of the same CCG that nobody doubts.
func TestEnglandDoubtfulCounts(t *testing.T) {
	known := make(map[[4]string]string) // population by CCG, year, day and source
	for _, p := range records(t, "ccg_population.csv") {
		known[[4]string{p["ods_code"], p["year"], p["on"], p["source"]}] = p["population"]
	}
	for _, p := range records(t, "ccg_population_dated.csv") {
		if p["basis"] == "registered" {
			known[[4]string{p["ods_code"], p["on"][:4], p["on"], p["source"]}] = p["population"]
		}
	}
	got := make(map[string]string)
	for _, d := range records(t, "ccg_population_doubts.csv") {
		code := d["ods_code"]
		n, before, after := atoi(t, d["population"]), atoi(t, d["before_population"]), atoi(t, d["after_population"])
		for side, key := range map[string][4]string{
			d["population"]:        {code, d["year"], "", d["counted_by"]},
			d["before_population"]: {code, d["before_year"], d["before_on"], d["before_source"]},
			d["after_population"]:  {code, d["after_year"], d["after_on"], d["after_source"]},
		} {
			if known[key] != side {
				t.Errorf("%s: %s people of %q, the table has %q", code, side, key, known[key])
			}
		}
		if low := d["reason"] == "practices-missing"; low && (n >= before || n >= after) || d["reason"] == "counted-twice" && (n <= before || n <= after) {
			t.Errorf("%s %s: %s does not fit %d between %d and %d", code, d["year"], d["reason"], n, before, after)
		}
		if d["before_year"] >= d["year"] || d["after_year"] <= d["year"] {
			t.Errorf("%s %s lies between %s and %s", code, d["year"], d["before_year"], d["after_year"])
		}
		if d["confidence"] == "high" {
			got[code+" "+d["year"]] = d["population"] + " (" + d["before_population"] + "; " + d["after_population"] + ")"
		}
	}
	want := map[string]string{ // those of the audit, and the two of partial coverage
		"09P 2017": "169548 (186456; 188251)", "02E 2017": "203124 (214591; 218036)", "09J 2017": "249853 (259957; 268798)",
		"06M 2018": "226999 (251588; 240262)", "02Q 2019": "113586 (123423; 119431)", "10J 2019": "264444 (225922; 231007)",
		"01E 2019": "230094 (209377; 214180)", "05C 2017": "32601 (315486; 312824)", "11N 2019": "323308 (574407; 585470)",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("doubtful counts (-audit +table):\n%s", d)
	}
}
