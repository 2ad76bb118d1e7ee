package server

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestOpenBodies(t *testing.T) {
	h := newTestHandler(t)
	for day, want := range map[string][2]int{
		"1900-01-01": {0, 0},
		"2013-03-31": {0, 0},
		"2013-04-01": {211, 0},
		"2014-04-01": {211, 0},
		"2015-04-01": {209, 0},
		"2016-04-01": {209, 0},
		"2017-04-01": {207, 0},
		"2018-04-01": {195, 0},
		"2019-04-01": {191, 0},
		"2020-04-01": {135, 0},
		"2021-04-01": {106, 0},
		"2022-04-01": {106, 0},
		"2022-06-30": {106, 0},
		"2022-07-01": {0, 42},
		"2026-03-31": {0, 42},
		"2026-04-01": {0, 36},
		"2026-04-02": {0, 36},
	} {
		ccgs, icbs := get[api.List[api.Body]](t, h, "/v1/ccgs?as_of="+day), get[api.List[api.Body]](t, h, "/v1/icbs?as_of="+day)
		if got := [2]int{ccgs.Count, icbs.Count}; got != want {
			t.Errorf("on %s there are %v, want %v", day, got, want)
		}
		for _, l := range []api.List[api.Body]{ccgs, icbs} {
			if l.AsOf.String() != day || l.Count != len(l.Items) || l.Items == nil {
				t.Errorf("on %s: as of %s, count %d of %d items", day, l.AsOf, l.Count, len(l.Items))
			}
			if l.Count == 0 && l.Note == "" {
				t.Errorf("on %s: no note says why the list is empty", day)
			}
			if beyond := day > "2026-04-01"; beyond != (l.KnownUntil.String() == "2026-04-01") || beyond && !strings.Contains(l.Note, "known until 2026-04-01") {
				t.Errorf("on %s: known until %s, note %q", day, l.KnownUntil, l.Note)
			}
		}
	}
	if got := get[api.List[api.Body]](t, h, "/v1/ccgs"); got.Count != 0 || got.AsOf.String() != "2026-03-31" || !strings.Contains(got.Note, "2022-06-30") {
		t.Errorf("without a day: %+v", got)
	}
}

func codes(items []api.Relative) []nhs.OrgID {
	list := []nhs.OrgID{}
	for _, item := range items {
		list = append(list, item.Code)
	}
	return list
}

func TestLineage(t *testing.T) {
	h := newTestHandler(t)
	for target, want := range map[string][]nhs.OrgID{
		"/v1/ccgs/00F/successors?as_of=2015-03-31":             {},
		"/v1/ccgs/00F/successors?as_of=2015-04-01":             {"13T"},
		"/v1/ccgs/00G/successors?as_of=2015-04-01":             {"13T"},
		"/v1/ccgs/00H/successors":                              {"13T"},
		"/v1/ccgs/00H/successors?depth=1":                      {"13T"},
		"/v1/ccgs/00H/successors?depth=all":                    {"13T", "QHM"},
		"/v1/ccgs/00H/successors?depth=all&as_of=2022-06-30":   {"13T"},
		"/v1/ccgs/13T/predecessors?as_of=2015-04-01":           {"00F", "00G", "00H"},
		"/v1/ccgs/13T/predecessors?as_of=2015-03-31":           {},
		"/v1/ccgs/13T/successors":                              {"QHM"},
		"/v1/ccgs/QHM/predecessors?as_of=2022-06-30":           {},
		"/v1/ccgs/QHM/predecessors":                            {"00L", "00N", "00P", "01H", "13T", "16C", "84H", "99C"},
		"/v1/icbs/QHM/successors":                              {},
		"/v1/icbs/QHM/predecessors?depth=all&as_of=2030-01-01": {"00L", "00N", "00P", "01H", "13T", "16C", "84H", "99C", "00F", "00G", "00H", "00C", "00K", "00M", "00D", "00J"},
	} {
		got := get[api.Lineage](t, h, target)
		if diff := cmp.Diff(want, codes(got.Items)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", target, diff)
		}
		if got.Count != len(got.Items) {
			t.Errorf("%s: count %d of %d items", target, got.Count, len(got.Items))
		}
	}
	for target, want := range map[string][]nhs.OrgID{
		"/v1/ccgs/00F/successors?as_of=2014-04-01": {"00F"},
		"/v1/ccgs/00F/successors?as_of=2015-04-01": {"13T"},
		"/v1/ccgs/00F/successors?as_of=2022-07-01": {"QHM"},
		"/v1/icbs/QHM/successors":                  {"QHM"},
	} {
		if diff := cmp.Diff(want, get[api.Lineage](t, h, target).Successors); diff != "" {
			t.Errorf("successors in %s (-want +got):\n%s", target, diff)
		}
	}
	for day, want := range map[string]int{"2017-03-31": 0, "2017-04-01": 1} {
		if got := get[api.Lineage](t, h, "/v1/ccgs/01H/successors?as_of="+day).BoundaryChanges; len(got) != want {
			t.Errorf("on %s 01H has %d boundary changes, want %d", day, len(got), want)
		}
	}
}

// TestEveryCCG wants each of the 248 to be there, and its line to lead to a board.
func TestEveryCCG(t *testing.T) {
	h := newTestHandler(t)
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	merged := 0
	for _, g := range register.Groups {
		d := get[api.CCGDetail](t, h, fmt.Sprintf("/v1/ccgs/%s?as_of=%s", g.Code, g.Opened))
		if d.Open != nhs.Yes || d.Type != "ccg" || d.Code != g.Code || d.Name == "" || len(d.Populations) != len(g.Populations) {
			t.Errorf("%s on its first day: %+v", g.Code, d)
		}
		line := get[api.Lineage](t, h, "/v1/ccgs/"+string(g.Code)+"/successors?depth=all")
		if last := len(line.Items) - 1; last < 0 || line.Items[last].Type != "icb" || line.Items[last].Code != g.ICB {
			t.Errorf("%s was placed in %s, but its line is %v", g.Code, g.ICB, codes(line.Items))
		}
		if line.Items[0].Type == "ccg" {
			merged++
		}
	}
	if len(register.Groups) != 248 || merged != 142 {
		t.Errorf("%d CCGs, of which %d merged", len(register.Groups), merged)
	}
}
