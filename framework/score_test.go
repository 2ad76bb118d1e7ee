package framework

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestParseScore(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "7": "7", "7.5": "7.5", "7.5000": "7.5", "07.05": "7.05", "0.0001": "0.0001", "1000000": "1000000", "-1": "-1", "-0.5": "-0.5", "-0": "0",
	} {
		got, err := ParseScore(in)
		if err != nil || got.String() != want {
			t.Errorf("%q is %s, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", ".", "5.", ".5", "1e2", "+1", " 1", "1 ", "1,5", "1.00001", "1000000.0001", "10000000", "--1", "-", "five", "٣", "1.-5"} {
		_, err := ParseScore(in)
		if _, ok := errors.AsType[*nhs.ParseError](err); !ok {
			t.Errorf("%q: error %v, want a parse error", in, err)
		}
	}
}

func FuzzScore(f *testing.F) {
	for _, seed := range []string{"0", "7.5", "-1.0001", "1000000", "1e3", "", "99999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		s, err := ParseScore(in)
		if err != nil {
			return
		}
		if back, err := ParseScore(s.String()); err != nil || back != s {
			t.Fatalf("%q is %s, which is read back as %s, %v", in, s, back, err)
		}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back Score
		if err := json.Unmarshal(text, &back); err != nil || back != s {
			t.Fatalf("%s in JSON is read back as %s, %v", text, back, err)
		}
	})
}

// FuzzCheck shows that no document makes a rule, a plan or a question panic.
func FuzzCheck(f *testing.F) {
	for _, a := range []*Agreement{lpf(), {}} {
		seed, err := json.Marshal(a)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed, "2017-05-01")
	}
	f.Add([]byte(`{"id":"p1","route":"unadvertised","began":"2016-06-01","value":"170000.00","vat":"excluded","subject":"commissioning-support","authority_class":"ccg"}`), "2016-06-01")
	f.Add([]byte(`{"route":"open","start":"2015-04-01","needed_by":"2016-03-31","value":"1.00","timetable":{"min_months":1,"max_months":2}}`), "9999-12-31")
	f.Fuzz(func(t *testing.T, data []byte, on string) {
		asOf, _ := nhs.ParseDate(on)
		o := rule.Options{AsOf: asOf}
		var a Agreement
		if json.Unmarshal(data, &a) == nil {
			if r := AgreementRules().Check(&a, o); len(r.Failures) > 0 {
				t.Fatalf("a rule panicked: %v", r.Failures)
			}
			for i := range a.Lots {
				a.Candidates(Query{Lot: a.Lots[i].Code, On: asOf, Buyer: procurement.CCG}, suppliers())
			}
			a.Total("")
			a.StatusOn(asOf)
			text, err := json.Marshal(&a)
			if err != nil {
				t.Fatal(err)
			}
			var back Agreement
			if err := json.Unmarshal(text, &back); err != nil {
				t.Fatalf("%s cannot be read back: %v", text, err)
			}
		}
		var p procurement.Procurement
		if json.Unmarshal(data, &p) == nil {
			if r := procurement.ProcurementRules().Check(&p, o); len(r.Failures) > 0 {
				t.Fatalf("a rule panicked: %v", r.Failures)
			}
		}
		var q procurement.PlanRequest
		if json.Unmarshal(data, &q) == nil {
			if plan, err := procurement.PlanRoute(q); err == nil && len(plan.Stages) == 0 {
				t.Fatal("a plan without stages")
			}
		}
	})
}
