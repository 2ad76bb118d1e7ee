package ruletest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// Fixtures checks the files in the folders of fsys against the rules of the set,
// deselected ones included: CCG-01/pass.json, CCG-01/fail-twice.json. It reads the
// document of a file with decode. Each rule runs alone, in a subtest of its name.
//
// It runs the rules with the given ids. Without ids it runs all that judge a T: rules
// that are lifted into the set judge other documents and are tested with their own
// set. A lifted rule that is named checks documents of the whole, and "want" has its
// places there. The test fails unless
//
//   - the rule has a file that keeps it and one that breaks it, and one at an
//     edge if it was not always in force;
//   - each file gives the findings and the outcome that it says, and a fail*.json
//     gives others without the rule;
//   - each place that a finding names, or its parent, is in the document.
//
// It ignores the folders of other rules; see [Orphans].
func Fixtures[T any](t *testing.T, fsys fs.FS, set rule.Set[T], decode func([]byte) (T, error), ids ...rule.ID) {
	t.Helper()
	if ids == nil {
		ids = own(set)
	}
	for _, id := range ids {
		t.Run(string(id), func(t *testing.T) { checkRule(t, fsys, set, id, decode) })
	}
}

// own returns the rules that judge a T itself: those that are explained at the root of
// a document.
func own[T any](set rule.Set[T]) []rule.ID {
	var ids []rule.ID
	for _, e := range set.Explain(new(T), rule.Options{}) {
		if e.Path == "" {
			ids = append(ids, e.Rule)
		}
	}
	return ids
}

// Orphans fails the test for everything in fsys that is not the folder of one of the
// rules. Give it the rules of every set whose fixtures share the folder:
//
//	ruletest.Orphans(t, fixtures, csu.UnitRules().All(), csu.RegisterRules().All())
func Orphans(tb testing.TB, fsys fs.FS, rules ...iter.Seq[rule.Meta]) {
	tb.Helper()
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		tb.Errorf("reading the fixtures: %v", err)
		return
	}
	known := make(map[string]bool)
	for _, seq := range rules {
		for m := range seq {
			known[string(m.ID)] = true
		}
	}
	for _, e := range entries {
		if !known[e.Name()] || !e.IsDir() {
			tb.Errorf("%s is not the folder of a rule", e.Name())
		}
	}
}

// A fixture is one file.
type fixture struct {
	name     string          // as in "CCG-01/pass.json"
	kind     string          // "pass", "fail" or "edge"
	Note     string          `json:"note"`
	AsOf     nhs.Date        `json:"as_of"`
	Document json.RawMessage `json:"document"`
	Want     []rule.Pointer  `json:"want"`
	Outcome  rule.Outcome    `json:"outcome"`
	Severity rule.Severity   `json:"severity"`
}

func checkRule[T any](tb testing.TB, fsys fs.FS, set rule.Set[T], id rule.ID, decode func([]byte) (T, error)) {
	tb.Helper()
	only, err := set.Select(id)
	if err != nil {
		tb.Errorf("selecting the rule: %v", err)
		return
	}
	m, _ := set.Lookup(id)
	entries, err := fs.ReadDir(fsys, string(m.ID))
	if err != nil {
		tb.Errorf("rule %s has no fixtures: %v", m.ID, err)
		return
	}
	kinds := make(map[string]int)
	for _, e := range entries {
		f, err := readFixture(fsys, path.Join(string(m.ID), e.Name()))
		if err != nil {
			tb.Errorf("%s: %v", f.name, err)
			continue
		}
		kinds[f.kind]++
		checkFixture(tb, f, only, m, decode)
	}
	if kinds["pass"] == 0 {
		tb.Errorf("rule %s has no pass*.json", m.ID)
	}
	if kinds["fail"] == 0 {
		tb.Errorf("rule %s has no fail*.json", m.ID)
	}
	if kinds["edge"] == 0 && m.InForce != (nhs.Period{}) {
		tb.Errorf("rule %s has no edge*.json, and was in force only %s", m.ID, m.InForce)
	}
}

// readFixture returns what it knows of the fixture even with an error.
func readFixture(fsys fs.FS, name string) (fixture, error) {
	f := fixture{name: name}
	for _, kind := range []string{"pass", "fail", "edge"} {
		if strings.HasPrefix(path.Base(name), kind) && path.Ext(name) == ".json" {
			f.kind = kind
		}
	}
	if f.kind == "" {
		return f, errors.New("not a fixture: want pass*.json, fail*.json or edge*.json")
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return f, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return f, err
	}
	if _, err := d.Token(); err != io.EOF {
		return f, errors.New("there is more after the end of the fixture")
	}
	switch {
	case f.Note == "":
		return f, errors.New(`it has no "note" to say why it is there`)
	case f.Document == nil:
		return f, errors.New(`it has no "document"`)
	case f.Want == nil:
		return f, errors.New(`it does not say what it wants: "want" is [] for no findings`)
	case f.kind == "pass" && len(f.Want) > 0:
		return f, errors.New("a pass wants no findings")
	case f.kind == "fail" && len(f.Want) == 0:
		return f, errors.New("a fail wants findings")
	case f.kind == "edge" && f.Outcome == 0:
		return f, errors.New(`an edge says its "outcome"`)
	}
	if f.Outcome == 0 {
		f.Outcome = map[string]rule.Outcome{"pass": rule.Passed, "fail": rule.Found}[f.kind]
	}
	return f, nil
}

// checkFixture checks the fixture against a set in which only rule m is selected.
func checkFixture[T any](tb testing.TB, f fixture, only rule.Set[T], m rule.Meta, decode func([]byte) (T, error)) {
	tb.Helper()
	var document any
	if err := json.Unmarshal(f.Document, &document); err != nil {
		tb.Errorf("%s: the document: %v", f.name, err)
		return
	}
	v, err := decode(f.Document)
	if err != nil {
		tb.Errorf("%s: the document cannot be decoded: %v", f.name, err)
		return
	}
	o := rule.Options{AsOf: f.AsOf}
	r := only.Check(&v, o)
	if got := places(r); !samePlaces(got, f.Want) {
		tb.Errorf("%s: findings at %q, want %q", f.name, got, f.Want)
	}
	for _, broken := range r.Failures {
		tb.Errorf("%s: %v", f.name, broken)
	}
	for _, found := range r.Findings {
		if f.Severity != 0 && found.Severity != f.Severity {
			tb.Errorf("%s: the finding at %q is of severity %s, want %s", f.name, found.Path, found.Severity, f.Severity)
		}
		named := []rule.Pointer{found.Path}
		for _, place := range found.Related {
			named = append(named, place.Path)
		}
		for _, p := range named {
			if !resolves(document, p) && !resolves(document, p.Parent()) {
				tb.Errorf("%s: a finding names %q, and neither that nor its parent is in the document", f.name, p)
			}
		}
	}
	checkOutcome(tb, f, only.Explain(&v, o), m.ID)

	stubbed := only.Filter(func(rule.Meta) bool { return false })
	if f.kind == "fail" && samePlaces(places(stubbed.Check(&v, o)), f.Want) {
		tb.Errorf("%s: it still holds when the rule is taken out, so it does not test the rule", f.name)
	}
}

func checkOutcome(tb testing.TB, f fixture, es []rule.Explanation, id rule.ID) {
	tb.Helper()
	var got []string
	for _, e := range es {
		if e.Rule == id {
			if e.Outcome == f.Outcome {
				return
			}
			got = append(got, strings.TrimSuffix(e.Outcome.String()+": "+e.Note, ": "))
		}
	}
	tb.Errorf("%s: the outcome is %q, want %s", f.name, got, f.Outcome)
}

func places(r rule.Report) []rule.Pointer {
	list := []rule.Pointer{}
	for _, f := range r.Findings {
		list = append(list, f.Path)
	}
	return list
}

func samePlaces(a, b []rule.Pointer) bool {
	return slices.Equal(slices.SortedFunc(slices.Values(a), rule.Pointer.Compare), slices.SortedFunc(slices.Values(b), rule.Pointer.Compare))
}

// resolves reports whether p is a place in the document, as RFC 6901 has it.
func resolves(document any, p rule.Pointer) bool {
	if p == "" {
		return true
	}
	steps := strings.Split(string(p), "/")
	if steps[0] != "" {
		return false
	}
	unescape := strings.NewReplacer("~1", "/", "~0", "~")
	for _, step := range steps[1:] {
		switch in := document.(type) {
		case map[string]any:
			member, ok := in[unescape.Replace(step)]
			if !ok {
				return false
			}
			document = member
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(in) || strconv.Itoa(i) != step {
				return false
			}
			document = in[i]
		default:
			return false
		}
	}
	return true
}
