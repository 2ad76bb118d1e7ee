package rule_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var update = flag.Bool("update", false, "write testdata/*.golden")

// golden compares got with a file, or with -update writes the file.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	file = "testdata/" + file + ".golden"
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s, which go test ./rule -update rewrites (-want +got):\n%s", file, diff)
	}
}

// fullReport has everything that a report can have.
func fullReport(t *testing.T) rule.Report {
	t.Helper()
	cited := finds(rule.Meta{
		ID: "AG-03", Title: "An agreement says what the law wants", Rationale: "The law wants it.", Fix: "Say it.", Limitations: "Cannot see what was meant.",
		Severity: rule.Warning, Basis: rule.Law,
		Citations: []rule.Citation{{
			Title: "An Act", Publisher: "Parliament", Section: "section 1(2)", URL: "https://example.org/act",
			Published: nhs.MustParsePartialDate("2012-03"), Note: "only a summary was seen",
		}},
		InForce: nhs.MustParsePeriod("2013-04-01/2022-06-30"), Tags: []string{"law"}, Observed: rule.ObservedSynthetic,
		GoodExample: "says it", BadExample: "does not", Related: []rule.ID{priceSet},
	})
	cited.On = (*agreement).signedOn
	s, err := agreementRules().With(cited, rule.Rule[agreement]{
		Meta: meta("AG-04"), Check: func(rule.Pass, *agreement) rule.Findings { panic("out of cheese") },
	})
	if err != nil {
		t.Fatal(err)
	}
	a := faulty()
	a.signed = day("2014-04-01")
	return s.Check(a, rule.Options{AsOf: day("2015-01-01"), Waivers: []rule.Waiver{
		{Rule: percentage, Subject: uptime, Path: "/percent", Reason: "a test value", Until: day("2015-12-31")},
		{Rule: percentage, Subject: uptime, Reason: "an old value", Until: day("2014-12-31")},
	}})
}

func TestReportJSON(t *testing.T) {
	for name, r := range map[string]rule.Report{"report": fullReport(t), "empty_report": {}} {
		got, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name+".json", append(got, '\n'))

		var back rule.Report
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.MarshalIndent(back, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, again) {
			t.Errorf("%s: read and written again it differs:\n%s", name, cmp.Diff(string(got), string(again)))
		}
	}
}

func TestExplanationsJSON(t *testing.T) {
	s, err := agreementRules().Without(priceSet)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(s.Explain(faulty(), asOf2014), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "explanations.json", append(got, '\n'))
}

func TestErrIsUntypedNil(t *testing.T) {
	err := rule.Report{}.Err(rule.Info)
	if err != nil {
		t.Fatalf("an empty report gives %#v, not nil", err)
	}
	if r := agreementRules().Check(faulty(), rule.Options{}); r.Err(rule.Error) == nil {
		t.Error("a report with errors gives nil")
	}
}

func TestErrThreshold(t *testing.T) {
	for _, of := range []rule.Severity{rule.Info, rule.Warning, rule.Error} {
		m := meta("AG-03")
		m.Severity = of
		r := set(finds(m)).Check(&agreement{}, rule.Options{})
		for _, min := range []rule.Severity{rule.Info, rule.Warning, rule.Error} {
			if got, want := r.Err(min) != nil, of >= min; got != want {
				t.Errorf("Err(%s) of a report with one %s: an error %v, want %v", min, of, got, want)
			}
		}
		if want := map[rule.Severity]rule.Counts{
			rule.Info: {Info: 1, Found: 1}, rule.Warning: {Warning: 1, Found: 1}, rule.Error: {Error: 1, Found: 1},
		}[of]; r.Counts != want {
			t.Errorf("counts %+v, want %+v", r.Counts, want)
		}
	}
}

func TestErrThroughWrapping(t *testing.T) {
	r := fullReport(t)
	err := fmt.Errorf("the upload: %w", errors.Join(errors.New("first"), fmt.Errorf("the agreement: %w", r.Err(rule.Error))))
	for _, id := range []rule.ID{hostNamed, percentage, linePriced, priceSums} {
		if !errors.Is(err, id) {
			t.Errorf("the error is not %s", id)
		}
	}
	for _, id := range []rule.ID{priceSet, "AG-03", "AG-04", "SLA-99"} { // no finding, too mild, broken, unknown
		if errors.Is(err, id) {
			t.Errorf("the error is %s", id)
		}
	}
	f, ok := errors.AsType[rule.Finding](err)
	if !ok || f.Rule != hostNamed || f.Path != "/host/name" {
		t.Errorf("the first finding is %v", f)
	}
	var finding rule.Finding
	if !errors.As(err, &finding) || finding.Rule != hostNamed {
		t.Errorf("errors.As finds %v", finding)
	}
	broken, ok := errors.AsType[rule.Failure](err)
	if !ok || broken.Rule != "AG-04" || broken.Message != "out of cheese" {
		t.Errorf("the failure is %v", broken)
	}
	if !errors.Is(r.Err(rule.Info), rule.ID("AG-03")) {
		t.Error("a warning is missing from an error that takes in everything")
	}
}

// A finding that is waived is in no error; a rule that broke always is.
func TestErrOfWaivedAndBroken(t *testing.T) {
	r := fullReport(t)
	for _, f := range r.Findings {
		if f.Waiver != nil && strings.Contains(text(r.Err(rule.Info)), f.Subject.String()) {
			t.Errorf("%v is waived and in the error %v", f, r.Err(rule.Info))
		}
	}
	r.Findings = nil
	if got, want := text(r.Err(rule.Error)), "rule AG-04 could not judge agreement/A1: out of cheese"; got != want {
		t.Errorf("the error is %q, want %q", got, want)
	}
}

func TestErrText(t *testing.T) {
	r := agreementRules().Check(faulty(), rule.Options{})
	if got, want := text(r.Err(rule.Info)), "error: HO-01: agreement/A1 at /host/name: the host has no name: give one (and 4 more)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	r.Findings = r.Findings[:1]
	if got, want := text(r.Err(rule.Info)), "error: HO-01: agreement/A1 at /host/name: the host has no name: give one"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	whole := set(finds(meta("AG-03"))).Check(&agreement{id: "A1"}, rule.Options{})
	if got, want := text(whole.Err(rule.Info)), "error: AG-03: agreement/A1: something is wrong: fix it"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A finding keeps what is added to it while later ones are added.
func TestAddGrows(t *testing.T) {
	var fs rule.Findings
	for i := range 20 {
		fs.Add(rule.PointerOf(i), "number %d", i).With("i", i).WithRelated(rule.PointerOf("x"), "for %d", i)
	}
	for i, f := range fs {
		want := rule.Finding{
			Path: rule.PointerOf(i), Message: fmt.Sprint("number ", i),
			Params: []rule.Param{{Name: "i", Value: fmt.Sprint(i)}}, Related: []rule.Place{{Path: "/x", Note: fmt.Sprint("for ", i)}},
		}
		if diff := cmp.Diff(want, f); diff != "" {
			t.Errorf("finding %d (-want +got):\n%s", i, diff)
		}
	}
}

func TestCountsInWords(t *testing.T) {
	for want, c := range map[string]rule.Counts{
		"0 errors, 0 warnings, 0 remarks":                                   {Passed: 7},
		"3 errors, 1 warning, 0 remarks":                                    {Error: 3, Warning: 1},
		"1 error, 1,200 warnings, 1 remark, 2 waived, 1 rule that panicked": {Error: 1, Warning: 1200, Info: 1, Waived: 2, Panicked: 1},
		"0 errors, 0 warnings, 0 remarks, 1 waived, 12 rules that panicked": {Waived: 1, Panicked: 12},
	} {
		if got := fmt.Sprint(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFindingInOneLine(t *testing.T) {
	f := rule.Finding{Rule: "AG-01", Severity: rule.Error, Subject: rule.Subject{Kind: "agreement", ID: "A1"}, Path: "/price", Message: "no price: give one"}
	if got, want := f.String(), "/price: [AG-01] no price: give one"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	f.Path = ""
	if got, want := f.String(), "[AG-01] no price: give one"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWords(t *testing.T) {
	for v, want := range map[fmt.Stringer]string{
		rule.Info: "info", rule.Warning: "warning", rule.Error: "error",
		rule.Severity(0): "Severity(0)", rule.Severity(4): "Severity(4)",
		rule.Law: "law", rule.Guidance: "guidance", rule.Reported: "finding", rule.Study: "study",
		rule.Integrity: "integrity", rule.Unsourced: "unsourced", rule.LocalPolicy: "local-policy", rule.Basis(0): "Basis(0)", rule.Basis(8): "Basis(8)",
		rule.Passed: "passed", rule.Found: "found", rule.NotApplicable: "not applicable", rule.NotInForce: "not in force",
		rule.Undated: "undated", rule.Deselected: "deselected", rule.Waived: "waived", rule.Panicked: "panicked",
		rule.Outcome(0): "Outcome(0)", rule.Outcome(9): "Outcome(9)",
		rule.Subject{Kind: "ccg", ID: "00C"}: "ccg/00C", rule.Subject{Kind: "market"}: "market",
	} {
		if got := v.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		b, err := json.Marshal(v)
		if invalid := strings.Contains(want, "("); invalid != (err != nil) {
			t.Errorf("%s as JSON: %s, %v", want, b, err)
		} else if !invalid && string(b) != `"`+want+`"` {
			t.Errorf("%s as JSON: %s", want, b)
		}
	}
	var s rule.Severity
	if got, want := text(s.UnmarshalText([]byte("fatal"))), `not a valid severity: "fatal": want one of ["info" "warning" "error"]`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if err := s.UnmarshalText(nil); err == nil {
		t.Error("no word is a severity")
	}
}
