package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
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
		l := get[api.SupplierList](t, h, path)
		if l.Count != want || l.Count != len(l.Items) {
			t.Errorf("%s: %d suppliers, want %d: %+v", path, l.Count, want, l.Items)
		}
		for _, c := range l.Excluded {
			if len(c.Reasons) == 0 {
				t.Errorf("%s: %s is excluded without a reason", path, c.Supplier)
			}
		}
	}
	refused := get[api.SupplierList](t, h, "/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01").Excluded
	for _, id := range []nhs.OrgID{"north-west", "yorkshire-humber"} {
		if !slices.ContainsFunc(refused, func(c framework.Candidate) bool { return c.Supplier == id }) {
			t.Errorf("%s is not among those excluded from lot 1", id)
		}
	}
}

func TestTimetable(t *testing.T) {
	h := newTestHandler(t)
	const start = "&start=2015-03-02&value=170000"
	quick := get[procurement.Plan](t, h, "/v1/procurement/timetable?route=further-competition"+start)
	slow := get[procurement.Plan](t, h, "/v1/procurement/timetable?route=open"+start)
	got := []nhs.Date{quick.Earliest, quick.Latest, slow.Earliest, slow.Latest}
	want := []nhs.Date{nhs.MustParseDate("2015-05-02"), nhs.MustParseDate("2015-06-02"), nhs.MustParseDate("2015-12-02"), nhs.MustParseDate("2016-03-02")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ends (-want +got):\n%s", diff)
	}
	for _, bad := range []string{"", "?route=open", "?route=fast&start=2015-01-01", "?route=open&start=soon", "?route=open&start=2015-01-01&value=-x", "?route=open&start=2015-01-01&value=-1"} {
		if code := do(h, http.MethodGet, "/v1/procurement/timetable"+bad, "").Code; code != http.StatusBadRequest {
			t.Errorf("%s answers %d, want 400", bad, code)
		}
	}
}

// The same value had to be competed for by the threshold of 2016 and not by that
// of 2018. It is without VAT unless the query says otherwise.
func TestTimetableByThreshold(t *testing.T) {
	h := newTestHandler(t)
	for query, want := range map[string]nhs.Tristate{
		"start=2016-06-01&value=170000":                   nhs.Yes,
		"start=2016-06-01&value=164175.99":                nhs.No,
		"start=2016-06-01&value=164176":                   nhs.Yes,
		"start=2018-06-01&value=170000":                   nhs.No,
		"start=2018-06-01&value=170000&vat=excluded":      nhs.No,
		"start=2016-06-01&value=170000&vat=included":      nhs.Unknown,
		"start=2022-01-01&value=200000":                   nhs.Unknown,
		"start=2018-06-01&value=170000&authority=central": nhs.Yes,
		"start=2016-06-01":                                nhs.Unknown,
	} {
		p := get[procurement.Plan](t, h, "/v1/procurement/timetable?route=open&"+query)
		if p.Law.MustCompete != want {
			t.Errorf("%s: must compete %s (%s), want %s", query, p.Law.MustCompete, p.Law.Why, want)
		}
		said := slices.ContainsFunc(p.Notes, func(n string) bool { return strings.Contains(n, "assumed to exclude VAT") })
		if assumed := strings.Contains(query, "value") && !strings.Contains(query, "vat"); said != assumed {
			t.Errorf("%s: said that the value is assumed to exclude VAT: %v", query, said)
		}
	}
}

func TestEvaluate(t *testing.T) {
	h := newTestHandler(t)
	got := post[api.Evaluation](t, h, "/v1/evaluate", api.ExampleCompetition())
	if !got.Ranked || got.Lots[0].Results[0].Supplier != "north-of-england" {
		t.Errorf("got %+v, want North of England in front", got.Lots)
	}
	refused := post[api.Evaluation](t, h, "/v1/evaluate", strings.Replace(api.ExampleCompetition(), `"weight":"60"`, `"weight":"61"`, 1))
	if refused.Ranked || len(refused.Lots) > 0 || refused.Counts.Error == 0 {
		t.Errorf("weights that sum to 101 are ranked: %+v", refused)
	}
}

func TestCheckCallOff(t *testing.T) {
	h := newTestHandler(t)
	found := post[rule.Report](t, h, "/v1/check/call-off", api.ExampleCallOff())
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

// £170,000 net has reached the threshold of 2016 and not that of 2018.
func TestCheckProcurement(t *testing.T) {
	h := newTestHandler(t)
	for began, want := range map[string]bool{"2016-06-01": true, "2018-06-01": false} {
		found := post[rule.Report](t, h, "/v1/check/procurement", strings.Replace(api.ExampleProcurement(), "2016-06-01", began, 1))
		got := slices.ContainsFunc(found.Findings, func(f rule.Finding) bool { return f.Rule == procurement.RuleMustCompete })
		if got != want {
			t.Errorf("begun on %s: FW-24 found %t, want %t: %v", began, got, want, found.Findings)
		}
	}
}

// The history of suppliers tells who held a place on the day.
func TestCheckCallOffSupplier(t *testing.T) {
	h := newTestHandler(t)
	const from = `{"id":"c1","framework":"lpf","lot":"1","buyer_class":"ccg","route":"further-competition","supplier":`
	for body, want := range map[string][]rule.ID{
		`"nel","date":"2017-05-01"}`:                                     nil,
		`"nel","date":"2016-05-01"}`:                                     {framework.RuleSupplierOnLot},
		`"optum-health-solutions","date":"2016-01-10","term_months":60}`: nil,
		`"optum-health-solutions","date":"2020-01-10"}`:                  nil, // the end is unknown
		`"kpmg","date":"2016-01-10"}`:                                    {framework.RuleSupplierOnLot, framework.RulePartner},
		`"north-west","date":"2015-06-01"}`:                              {framework.RuleSupplierOnLot, framework.RuleRefusedSupplier},
		`"capita","date":"2015-06-01","invited":["capita","south","south-west"],"stage":"in-competition"}`: {
			framework.RuleEveryoneInvited, framework.RuleInheritance},
	} {
		var got []rule.ID
		for _, f := range post[rule.Report](t, h, "/v1/check/call-off", from+body).Findings {
			got = append(got, f.Rule)
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", body, diff)
		}
	}
}

// A place of which the lot is not known may be on any.
func TestSuppliersWhoseLotIsUnknown(t *testing.T) {
	l := get[api.SupplierList](t, newTestHandler(t), "/v1/frameworks/hssf/lots/1/suppliers?as_of=2019-03-01")
	if l.Count != 7 || len(l.Excluded) != 0 {
		t.Fatalf("%d may be bought from and %d not, want 7 and none", l.Count, len(l.Excluded))
	}
	for _, c := range l.Items {
		if c.Eligible != nhs.Unknown {
			t.Errorf("%s is eligible: %s, want unknown", c.Supplier, c.Eligible)
		}
	}
}

// Documents that would take a long time or much memory are refused, or answered
// with what is wrong in short.
func TestEvaluateHostile(t *testing.T) {
	h := newTestHandler(t)
	const n = 6000
	var criteria, bids []string
	for i := range n {
		criteria = append(criteria, fmt.Sprintf(`{"id":"c%d","weight":"0.01","max":"%d.0001"}`, i, i+1))
		bids = append(bids, fmt.Sprintf(`{"lot":"1","supplier":{"id":"bidder-%d"}}`, i))
	}
	got := post[api.Evaluation](t, h, "/v1/evaluate", fmt.Sprintf(`{"lots":[{"code":"1","places":1}],"criteria":[%s],"bids":[%s]}`,
		strings.Join(criteria, ","), strings.Join(bids, ",")))
	if got.Ranked || len(got.Findings) > n+10 {
		t.Errorf("ranked %v, with %d findings", got.Ranked, len(got.Findings))
	}
}
