package server

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestSuppliersOnALot(t *testing.T) {
	h := newTestHandler(t)
	for path, want := range map[string]int{
		"/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01":                 9,
		"/v1/frameworks/lpf/lots/1/suppliers?as_of=2017-05-01":                 8, // NEL stands for two
		"/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01&line=gp-it":      9,
		"/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01&line=medicines":  0,
		"/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01&buyer=ccg":       9,
		"/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01&buyer=nonesuch":  0,
		"/v1/frameworks/lpf/lots/2a/suppliers?as_of=2015-03-01&line=medicines": 7,
	} {
		l := get[supplierList](t, h, path)
		if l.Count != want || l.Count != len(l.Items) {
			t.Errorf("%s: %d suppliers, want %d: %+v", path, l.Count, want, l.Items)
		}
		for _, c := range l.Excluded {
			if len(c.Reasons) == 0 {
				t.Errorf("%s: %s is excluded without a reason", path, c.Supplier)
			}
		}
	}
	refused := get[supplierList](t, h, "/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01").Excluded
	for _, id := range []nhs.OrgID{"north-west", "yorkshire-humber"} {
		if !slices.ContainsFunc(refused, func(c framework.Candidate) bool { return c.Supplier == id }) {
			t.Errorf("%s is not among those excluded from lot 1", id)
		}
	}
}

func TestTimetable(t *testing.T) {
	h := newTestHandler(t)
	const start = "&start=2015-03-02&value=170000"
	quick := get[framework.Plan](t, h, "/v1/procurement/timetable?route=further-competition"+start)
	slow := get[framework.Plan](t, h, "/v1/procurement/timetable?route=open"+start)
	got := []nhs.Date{quick.Earliest, quick.Latest, slow.Earliest, slow.Latest}
	want := []nhs.Date{nhs.MustParseDate("2015-05-02"), nhs.MustParseDate("2015-06-02"), nhs.MustParseDate("2015-12-02"), nhs.MustParseDate("2016-03-02")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ends (-want +got):\n%s", diff)
	}
	for _, bad := range []string{"", "?route=open", "?route=fast&start=2015-01-01", "?route=open&start=soon", "?route=open&start=2015-01-01&value=-x"} {
		if code := do(h, http.MethodGet, "/v1/procurement/timetable"+bad, "").Code; code != http.StatusBadRequest {
			t.Errorf("%s answers %d, want 400", bad, code)
		}
	}
}

func TestEvaluate(t *testing.T) {
	h := newTestHandler(t)
	got := post[evaluation](t, h, "/v1/evaluate", exampleCompetition)
	if !got.Ranked || got.Lots[0].Results[0].Supplier != "north-of-england" {
		t.Errorf("got %+v, want North of England in front", got.Lots)
	}
	refused := post[evaluation](t, h, "/v1/evaluate", strings.Replace(exampleCompetition, `"weight":"60"`, `"weight":"61"`, 1))
	if refused.Ranked || len(refused.Lots) > 0 || refused.Counts.Error == 0 {
		t.Errorf("weights that sum to 101 are ranked: %+v", refused)
	}
}

func TestCheckCallOff(t *testing.T) {
	h := newTestHandler(t)
	found := post[rule.Report](t, h, "/v1/check/call-off", exampleCallOff)
	var got []rule.ID
	for _, f := range found.Findings {
		got = append(got, f.Rule)
	}
	for _, want := range []rule.ID{framework.RuleLotCoversLines, framework.RuleFurtherCompetition} {
		if !slices.Contains(got, want) {
			t.Errorf("got %v, want %s among them", got, want)
		}
	}
}
