package rule_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

type label string

// TestFindingsAreBounded repeats texts of a megabyte in every way that a check can.
func TestFindingsAreBounded(t *testing.T) {
	long := strings.Repeat("é", 500_000) + "!"
	list := make([]label, 100_000)
	for i := range list {
		list[i] = label(fmt.Sprint("word ", i))
	}
	var found rule.Findings
	f := found.Add(rule.PointerOf("figures", long, "price"), "%s, %q, %v: %q is none of %q", long, label(long), errors.New(long), "x", list)
	f.With("text", long).With("label", label(long)).With("list", list).With("error", errors.New(long))
	for i := range 100 {
		f.WithRelated(rule.PointerOf("figures", long, i), "as %s says", long)
	}
	if n := len(f.Message); n > rule.MaxText || !utf8.ValidString(f.Message) {
		t.Errorf("a message of %d bytes: %.300q", n, f.Message)
	}
	for _, p := range f.Params {
		if len(p.Value) > rule.MaxText || !strings.HasPrefix(p.Value, "é") && !strings.Contains(p.Value, "word 0 word 1 word 2") {
			t.Errorf("param %s of %d bytes: %.300q", p.Name, len(p.Value), p.Value)
		}
	}
	if got := f.Params[2].Value; !strings.HasSuffix(got, " more]") {
		t.Errorf("the list does not say how many words it leaves out: %q", got)
	}
	if len(f.Related) != rule.MaxRelated || f.RelatedNotListed != 100-rule.MaxRelated {
		t.Errorf("%d related places and %d not listed", len(f.Related), f.RelatedNotListed)
	}
	for _, p := range append(f.Related, rule.Place{Path: f.Path}) {
		if len(p.Path) > 300 || len(p.Note) > rule.MaxText || !p.Path.HasPrefix(f.Path.Parent()) {
			t.Errorf("a place of %d and a note of %d bytes: %s", len(p.Path), len(p.Note), p.Path)
		}
	}
	if got := rule.MissingDate("%s has no date", long)[0].Message; len(got) > rule.MaxText {
		t.Errorf("a missing date of %d bytes", len(got))
	}
}

// TestLongPlacesStayApart clips names that differ in one byte in the middle, and names
// that are what is left of another.
func TestLongPlacesStayApart(t *testing.T) {
	seen := make(map[rule.Pointer]string)
	place := func(name string) rule.Pointer {
		var found rule.Findings
		return found.Add(rule.PointerOf("sizes", name, "people"), "wrong").Path
	}
	names := []string{"a", strings.Repeat("a", 100), strings.Repeat("a", 101), strings.Repeat("a", 10_000)}
	for i := range 200 {
		names = append(names, strings.Repeat("x", 1000+i)+"y"+strings.Repeat("x", 2000-i))
	}
	for i := 0; i < len(names); i++ {
		at := place(names[i])
		if of, ok := seen[at]; ok {
			t.Fatalf("%.20q of %d bytes and %.20q of %d both read %s", of, len(of), names[i], len(names[i]), at)
		}
		seen[at] = names[i]
		if left := strings.Split(string(at), "/")[2]; left != names[i] && i < 10 {
			names = append(names, left)
		}
	}
}

// many finds as many errors, warnings and remarks as the agreement's price says, mildest
// first.
func many(id rule.ID) rule.Rule[agreement] {
	return rule.Rule[agreement]{Meta: meta(id), Check: func(_ rule.Pass, a *agreement) (found rule.Findings) {
		for s := rule.Info; s <= rule.Error; s++ {
			for i := range a.price {
				found.Add(rule.PointerOf(s.String(), i), "wrong").WithSeverity(s)
			}
		}
		return found
	}}
}

func TestReportIsBounded(t *testing.T) {
	a := &agreement{id: "A1", price: 40}
	s := set(many("AG-01"), many("AG-02"), finds(meta("AG-03")))
	for _, test := range []struct {
		name    string
		options rule.Options
		listed  [4]int // of AG-01: errors, warnings, remarks; of all
	}{
		{"no limit", rule.Options{MaxPerRule: -1, MaxFindings: -1}, [4]int{40, 40, 40, 241}},
		{"the default", rule.Options{}, [4]int{40, 40, 40, 241}},
		{"of a rule", rule.Options{MaxPerRule: 50}, [4]int{40, 10, 0, 101}},
		{"of a rule, fewer than errors", rule.Options{MaxPerRule: 7}, [4]int{7, 0, 0, 15}},
		{"in all", rule.Options{MaxFindings: 21}, [4]int{10, 0, 0, 21}},
		{"both", rule.Options{MaxPerRule: 50, MaxFindings: 99}, [4]int{40, 9, 0, 99}},
		{"one for each rule", rule.Options{MaxFindings: 3}, [4]int{1, 0, 0, 3}},
		{"one", rule.Options{MaxFindings: 1}, [4]int{1, 0, 0, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := s.Check(a, test.options)
			var listed [4]int
			by := make(map[rule.ID]int)
			for _, f := range r.Findings {
				by[f.Rule]++
				if f.Rule == "AG-01" {
					listed[rule.Error-f.Severity]++
				}
			}
			listed[3] = len(r.Findings)
			if diff := cmp.Diff(test.listed, listed); diff != "" {
				t.Errorf("listed (-want +got):\n%s", diff)
			}
			if c := r.Counts; c.Error != 81 || c.Warning != 80 || c.Info != 80 || c.Found != 3 {
				t.Errorf("the counts are %+v", c)
			}
			for id, n := range map[rule.ID]int{"AG-01": 120, "AG-02": 120, "AG-03": 1} {
				if by[id]+r.NotListed[id] != n {
					t.Errorf("%s: %d listed and %d not, want %d", id, by[id], r.NotListed[id], n)
				}
				if r.Rules[id].ID != id {
					t.Errorf("%s is not described", id)
				}
			}
			if err := r.Err(rule.Error); err == nil || !strings.HasSuffix(err.Error(), "(and 80 more)") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// TestLimitCountsLifted holds the numbers of a report whose members each find a little.
func TestLimitCountsLifted(t *testing.T) {
	s := rule.Lift("agreements", func(list *[]agreement) []agreement { return *list }, set(many("AG-01")))
	list := make([]agreement, 300)
	for i := range list {
		list[i] = agreement{id: fmt.Sprint(i), price: 1}
	}
	waivers := []rule.Waiver{{Rule: "AG-01", Subject: rule.Subject{Kind: "agreement", ID: "299"}, Reason: "agreed", Until: day("2014-01-01")}}
	r := s.Check(&list, rule.Options{MaxPerRule: 10, AsOf: day("2013-04-01"), Waivers: waivers})
	if c := r.Counts; c.Error != 299 || c.Warning != 299 || c.Info != 299 || c.Waived != 3 || c.Found != 300 {
		t.Errorf("the counts are %+v", c)
	}
	if len(r.Findings) != 10 || r.NotListed["AG-01"] != 890 || r.UnusedWaivers != nil {
		t.Errorf("%d findings, %v not listed, unused waivers %v", len(r.Findings), r.NotListed, r.UnusedWaivers)
	}
	for i, f := range r.Findings {
		if want := rule.PointerOf("agreements", i, "error", 0); f.Path != want {
			t.Errorf("finding %d is at %s, want %s", i, f.Path, want)
		}
	}
}

func TestFailuresAreBounded(t *testing.T) {
	text := strings.Repeat("out of cheese ", 100_000)
	s := rule.Lift("agreements", func(list *[]agreement) []agreement { return *list }, set(rule.Rule[agreement]{
		Meta: meta("AG-04"), Check: func(rule.Pass, *agreement) rule.Findings { panic(text) },
	}))
	list := make([]agreement, 300)
	r := s.Check(&list, rule.Options{AsOf: nhs.Date{}})
	if len(r.Failures) != rule.MaxFailures || r.Counts.Panicked != 300 || len(r.Failures[0].Message) > rule.MaxText {
		t.Errorf("%d failures of %d, the first of %d bytes", len(r.Failures), r.Counts.Panicked, len(r.Failures[0].Message))
	}
	if err := r.Err(rule.Error); err == nil || !strings.HasSuffix(err.Error(), "(and 299 more)") {
		t.Errorf("the error ends %.50q", err)
	}
}
