package server

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestUnitsAtWork(t *testing.T) {
	h := newTestHandler(t)
	for day, want := range map[string][2]int{ // count, possible
		"2013-03-31": {0, 0},
		"2013-04-01": {19, 0},
		"2013-10-15": {18, 1},
		"2014-02-28": {17, 1},
		"2014-11-01": {11, 2},
		"2015-01-31": {11, 0},
		"2015-04-01": {8, 0},
		"2016-04-01": {6, 0},
		"2017-04-01": {5, 1},
		"2017-05-01": {5, 0},
		"2021-11-01": {4, 0},
		"2024-02-01": {4, 0},
	} {
		l := get[api.UnitList](t, h, "/v1/csus?as_of="+day)
		if got := [2]int{l.Count, l.Possible}; got != want {
			t.Errorf("on %s: %v, want %v", day, got, want)
		}
		certain := 0
		for _, u := range l.Items {
			switch u.Open {
			case nhs.Yes:
				certain++
			case nhs.No:
				t.Errorf("on %s: %s is listed and was not open", day, u.ID)
			}
		}
		if certain > l.Count || len(l.Items) < l.Count+l.Possible {
			t.Errorf("on %s: %d certain and %d items for a count of %d and %d more", day, certain, len(l.Items), l.Count, l.Possible)
		}
	}
	press := get[api.UnitList](t, h, "/v1/csus?as_of=2013-10-15&basis=not-announced-to-end")
	if press.Count != 17 {
		t.Errorf("the press counted 17 in October 2013, got %d", press.Count)
	}
	bodies := get[api.UnitList](t, h, "/v1/csus?as_of=2013-01-31&basis=bodies")
	if bodies.Count != 22 || bodies.Possible != 0 {
		t.Errorf("%d and %d more bodies in January 2013, want the 22 that were planned", bodies.Count, bodies.Possible)
	}
}

func TestUnitLineage(t *testing.T) {
	h := newTestHandler(t)
	for path, want := range map[string][]nhs.OrgID{
		"/v1/csus/south-central-west/predecessors":           {"central-southern", "south", "south-west"},
		"/v1/csus/0DE/predecessors":                          {"arden", "greater-east-midlands"},
		"/v1/csus/anglia/successors":                         {"north-east-london"},
		"/v1/csus/anglia/successors?as_of=2014-03-31":        nil,
		"/v1/csus/anglia/successors?depth=all":               {"nel", "north-east-london"},
		"/v1/csus/south-central-west/predecessors?depth=all": {"best-west-css", "central-southern", "south", "south-west"},
	} {
		var got []nhs.OrgID
		for _, item := range get[api.UnitLineage](t, h, path).Items {
			got = append(got, item.ID)
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// A unit that closed without a successor leaves its work to nobody.
func TestUnitHeirs(t *testing.T) {
	h := newTestHandler(t)
	for path, want := range map[string][]nhs.OrgID{
		"/v1/csus/anglia/successors?as_of=2014-03-31":                 {"anglia"},
		"/v1/csus/anglia/successors?as_of=2014-04-01":                 {"north-east-london"},
		"/v1/csus/anglia/successors?as_of=2021-10-31":                 {"nel"},
		"/v1/csus/anglia/successors?as_of=2021-11-01":                 nil,
		"/v1/csus/surrey-sussex/successors?as_of=2013-12-31":          {"surrey-sussex"},
		"/v1/csus/surrey-sussex/successors?as_of=2014-02-28":          nil,
		"/v1/csus/cumbria-lancashire-css/successors?as_of=2024-02-01": {"midlands-lancashire", "north-of-england"},
	} {
		if diff := cmp.Diff(want, get[api.UnitLineage](t, h, path).Successors); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	step := get[api.UnitLineage](t, h, "/v1/csus/north-west-london/successors").Items[0]
	if step.StepNote == "" || len(step.StepSources) == 0 {
		t.Errorf("how sure the step to %s is is not said: %+v", step.ID, step)
	}
}

func TestUnitBySlugAndCode(t *testing.T) {
	h := newTestHandler(t)
	bySlug, byCode := get[api.UnitDetail](t, h, "/v1/csus/arden-gem"), get[api.UnitDetail](t, h, "/v1/csus/0DE")
	if diff := cmp.Diff(bySlug, byCode); diff != "" {
		t.Errorf("by slug and by code (-slug +code):\n%s", diff)
	}
	if bySlug.ID != "arden-gem" || bySlug.Open != nhs.Yes || len(bySlug.Predecessors) != 2 {
		t.Errorf("got %+v", bySlug)
	}
}

// Every published count lies within what the dates give, or its note says why it
// does not.
func TestUnitCounts(t *testing.T) {
	l := get[api.List[api.UnitCount]](t, newTestHandler(t), "/v1/csu-counts")
	if l.Count != 22 {
		t.Errorf("%d counts, want 22", l.Count)
	}
	for _, c := range l.Items {
		if c.Stated == nil || c.Certain == nil {
			continue
		}
		if (*c.Stated < *c.Certain || *c.Stated > *c.Certain+*c.Possible) && c.Note == "" {
			t.Errorf("%s: %d stated, %d and %d more by the dates, and no note", c.On, *c.Stated, *c.Certain, *c.Possible)
		}
	}
}
