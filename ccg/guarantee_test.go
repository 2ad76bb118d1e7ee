package ccg_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// TestICBEnvelopeIsNoAllowance shows that SP-20 cannot be broken: £18.76 per head,
// the envelope of boards for 2025/26, is no allowance that anything is held
// against, and boards have nowhere to put it.
func TestICBEnvelopeIsNoAllowance(t *testing.T) {
	envelope, of := nhs.MustParseRate("18.76"), year("2025/26")
	for _, r := range ccg.Rates() {
		if r.PerHead.Equal(envelope) || !r.Year.Last().Before(day("2022-07-01")) {
			t.Errorf("the rates of groups hold %s for %s", r.PerHead, r.Year)
		}
	}
	if r, ok := ccg.RatePerHead(of); ok {
		t.Errorf("the rate of %s is %s, want none", of, r.PerHead)
	}
	_, err := ccg.EstimateAllowance(of, 1_000_000)
	if none, ok := errors.AsType[*ccg.NoRateError](err); !ok || none.Year != of {
		t.Errorf("estimating an allowance for %s: %v, want NoRateError", of, err)
	}

	// Even where it is put down as an allowance, and overspent, nothing compares it.
	y := ccg.Year{
		Year:      of,
		Headcount: &ccg.Headcount{People: 1_000_000, Basis: ccg.Scaled},
		Allowance: &ccg.Allowance{Amount: *pounds("£1"), PerHead: &envelope, Status: ccg.Published},
		Outturn:   &ccg.Statement{Total: pounds("£25,000,000")},
	}
	rules, err := ccg.YearRules().Select(ccg.RuleWithinAllowance, ccg.RuleAllowanceSum, ccg.RuleNationalRate)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range rules.Explain(&y, rule.Options{AsOf: day("2026-04-01")}) {
		if e.Outcome != rule.NotInForce && e.Outcome != rule.Deselected {
			t.Errorf("rule %s on %s: %s, want not in force", e.Rule, of, e.Outcome)
		}
	}

	for _, sum := range []reflect.Type{
		reflect.TypeFor[nhs.Money](), reflect.TypeFor[nhs.Rate](), reflect.TypeFor[ccg.Year](), reflect.TypeFor[ccg.Allowance](),
	} {
		if holds(reflect.TypeFor[ccg.ICB](), sum) {
			t.Errorf("an ICB holds %s", sum)
		}
		if !holds(reflect.TypeFor[ccg.Group](), sum) {
			t.Errorf("a Group does not hold %s, so this test shows nothing", sum)
		}
	}
}

// holds reports whether a value of type t can hold one of type part.
func holds(t, part reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		return holds(t.Elem(), part)
	case reflect.Struct:
		for f := range t.Fields() {
			if holds(f.Type, part) {
				return true
			}
		}
	}
	return t == part
}

// TestCountsAndAmountsAreRequired shows which members a strict reader insists on:
// those that read their own JSON and have no option that lets them be left out.
func TestCountsAndAmountsAreRequired(t *testing.T) {
	reads := reflect.TypeFor[json.Unmarshaler]()
	var got []string
	for _, typ := range []reflect.Type{
		reflect.TypeFor[ccg.Group](), reflect.TypeFor[ccg.Population](), reflect.TypeFor[ccg.Year](), reflect.TypeFor[ccg.Headcount](),
		reflect.TypeFor[ccg.Allowance](), reflect.TypeFor[ccg.Statement](), reflect.TypeFor[ccg.Part](), reflect.TypeFor[ccg.Reclassification](),
		reflect.TypeFor[ccg.Transfer](), reflect.TypeFor[ccg.Register](), reflect.TypeFor[ccg.ICB](),
	} {
		for f := range typ.Fields() {
			if name, options, _ := strings.Cut(f.Tag.Get("json"), ","); options == "" && reflect.PointerTo(f.Type).Implements(reads) {
				got = append(got, typ.Name()+" "+name)
			}
		}
	}
	want := []string{"Population people", "Headcount people", "Allowance amount", "Reclassification amount", "Transfer amount"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("required members (-want +got):\n%s", diff)
	}
}

// TestFinancialYearIsAprilToMarch shows that SP-21 cannot be broken: a year holds
// the days from 1 April to 31 March, is written one way, and is refused in any
// form that is not such a year.
func TestFinancialYearIsAprilToMarch(t *testing.T) {
	for _, name := range []string{"2013/14", "2017/18", "2021/22"} {
		var y ccg.Year
		if err := json.Unmarshal([]byte(`{"year": "`+name+`"}`), &y); err != nil {
			t.Fatal(err)
		}
		first, last := day(name[:4]+"-04-01"), day("20"+name[5:]+"-03-31")
		if diff := cmp.Diff(nhs.NewPeriod(first, last), y.Year.Period()); diff != "" {
			t.Errorf("days of %s (-want +got):\n%s", name, diff)
		}
		for d, want := range map[nhs.Date]bool{first.AddDays(-1): false, first: true, last: true, last.AddDays(1): false} {
			if got := y.Year.Contains(d); got != want {
				t.Errorf("%s holds %s: %v, want %v", name, d, got, want)
			}
		}
		text, err := json.Marshal(y)
		if want := `{"year":"` + name + `"}`; err != nil || string(text) != want {
			t.Errorf("written as %s, %v; want %s", text, err, want)
		}
	}
	for _, bad := range []string{`"2013"`, `"2013/13"`, `"2013/15"`, `"13/14"`, `"2013-04-01"`, `""`, `2013`} {
		y := ccg.Year{Year: year("2020/21")}
		if err := json.Unmarshal([]byte(`{"year": `+bad+`}`), &y); err == nil {
			t.Errorf("%s was read as the year %s", bad, y.Year)
		}
	}
}
