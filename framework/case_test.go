package framework

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

func TestSupplierHeldPlace(t *testing.T) {
	for _, tt := range []struct {
		supplier nhs.OrgID
		lot, on  string
		want     nhs.Tristate
		why      string
	}{
		{"optum", "1", "2015-09/2015-11", nhs.Yes, ""},
		{"north-west", "1", "2015-10-01", nhs.No, "its bid for the lot was refused (2015-02)"},
		{"north-west", "2b", "2015-10-01", nhs.Yes, ""},
		{"nel", "1", "2017-05-01", nhs.Yes, ""},
		{"nel", "1", "2017-03/2017-05", nhs.Unknown, "it was not awarded a place on the lot"},
		{"south-east", "1", "2017-03/2017-05", nhs.Unknown, "its place has passed to nel"},
		{"optum", "1", "2015-01/2015-03", nhs.Unknown, "its place begins 2015-02"},
		{"optum", "1", "", nhs.Unknown, "the day of the call-off is not on file"},
		{"", "1", "2015-10-01", nhs.Unknown, "the agreement or the supplier is not on file"},
	} {
		o := CallOff{Lot: tt.lot, Supplier: tt.supplier}
		if tt.on != "" {
			o.Date = partly(tt.on)
		}
		c := Case{CallOff: &o, Agreement: lpf(), Suppliers: suppliers()}
		if got, want := c.SupplierHeldPlace(), (Holding{tt.want, tt.why}); got != want {
			t.Errorf("%s on lot %s, %s: %s; want %s", tt.supplier, tt.lot, tt.on, got, want)
		}
	}
}

func TestDuplicateSuppliers(t *testing.T) {
	o := CallOff{Lot: "1", Invited: []nhs.OrgID{"optum", "south-east", "nel"}}
	for on, want := range map[string][][]nhs.OrgID{
		"2017-05-01": {{"south-east", "nel"}}, "2017-04-15": nil, "2017-03/2017-06": nil, "": nil,
	} {
		o.Date = nhs.PartialDate{}
		if on != "" {
			o.Date = partly(on)
		}
		c := Case{CallOff: &o, Agreement: lpf(), Suppliers: suppliers()}
		if d := cmp.Diff(want, c.DuplicateSuppliers()); d != "" {
			t.Errorf("%s (-want +got):\n%s", on, d)
		}
	}
}

// With the history a merged supplier that was consulted stands for those it came
// from.
func TestEveryoneInvitedWithHistory(t *testing.T) {
	o := CallOff{
		Lot: "1", Framework: LPF, Supplier: "nel", Route: procurement.FurtherCompetition, Date: partly("2017-05-01"),
		Invited: []nhs.OrgID{"north-of-england", "arden-gem", "midlands-lancashire", "nel", "south-central-west", "capita", "mbed"},
	}
	c := Case{CallOff: &o, Agreement: lpf(), Suppliers: suppliers()}
	only, err := CallOffRules().Select(RuleEveryoneInvited)
	if err != nil {
		t.Fatal(err)
	}
	report := only.Check(&c, rule.Options{})
	ruletest.Want(t, report, "FW-12 /invited")
	if got := report.Findings[0].Params; got[0].Value != "optum" {
		t.Errorf("not consulted: %v, want optum", got)
	}
	o.Invited = append(o.Invited, "optum")
	ruletest.Want(t, only.Check(&c, rule.Options{}))
}

// On a list longer than any on record nobody is looked for.
func TestEveryoneInvitedOnALongList(t *testing.T) {
	a := lpf()
	for range maxResults {
		a.Awards = append(a.Awards, Award{Lot: "1", Supplier: "capita", On: partly("2015-02"), Outcome: Awarded})
	}
	a.CallOffs = []CallOff{{Lot: "1", Supplier: "optum", Route: procurement.FurtherCompetition, Date: partly("2015-10-01"), Invited: []nhs.OrgID{"optum"}}}
	for _, e := range CallOffRules().Explain(&a.Cases(nil)[0], rule.Options{}) {
		if e.Rule == RuleEveryoneInvited && e.Outcome != rule.Undated {
			t.Errorf("the outcome is %s, want undated", e.Outcome)
		}
	}
}

// Pointers of a call-off's findings lead into the agreement's document.
func TestCallOffsInAnAgreement(t *testing.T) {
	a := lpf()
	a.CallOffs = []CallOff{{Lot: "1", Supplier: "optum", Date: partly("2015-10-01")}, {Lot: "9", Supplier: "kpmg", Date: partly("2015-10-01")}}
	ruletest.Want(t, AgreementRules().Check(a, rule.Options{}), "FW-15 /lots/0/planned", "FW-01 /call_offs/1/lot", "FW-19 /call_offs/1/supplier")
}

// A case writes its call-off, into which the pointers lead.
func TestCaseMarshal(t *testing.T) {
	text, err := json.Marshal(Case{CallOff: &CallOff{ID: "c1", Lot: "2b"}, Agreement: lpf()})
	if err != nil || string(text) != `{"id":"c1","lot":"2b"}` {
		t.Errorf("a case is written %s, %v", text, err)
	}
}

// A case with nothing in it breaks no rule and stops none.
func TestEmptyCase(t *testing.T) {
	if r := CallOffRules().Check(&Case{}, rule.Options{AsOf: day("2016-01-01")}); len(r.Findings)+len(r.Failures) > 0 {
		t.Errorf("findings %v, failures %v", r.Findings, r.Failures)
	}
}

// Documents are read back as they were written.
func TestRoundTrip(t *testing.T) {
	a := lpf()
	a.CallOffs = []CallOff{{ID: "c1", Buyers: []nhs.OrgID{"99D"}, Date: partly("2015-09/2015-11"), Value: pounds("9000000")}}
	a.Awards[0].Suspensions = []Suspension{{Days: nhs.MustParsePeriod("2015-10-01/..")}}
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var back Agreement
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(a, &back); d != "" {
		t.Errorf("agreement (-want +got):\n%s", d)
	}
}
