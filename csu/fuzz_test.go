package csu_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// FuzzUnit and FuzzRegister show that whatever can be read can be written,
// checked, explained and counted, and that each finding points into the
// document.

func FuzzUnit(f *testing.F) {
	addFixtures(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if u, ok := hold(t, data, csu.UnitRules()); ok {
			for _, d := range days {
				u.OpenOn(d)
			}
		}
	})
}

func FuzzRegister(f *testing.F) {
	addFixtures(f)
	if text, err := json.Marshal(england(f)); err == nil {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, ok := hold(t, data, csu.RegisterRules())
		if !ok {
			return
		}
		for _, d := range days {
			for _, b := range bases {
				n, ok := r.CountOn(d, b)
				few, many := n.Certain, n.Most()
				if few < 0 || many < few || many > len(r.Units) {
					t.Fatalf("%s on %s: %d to %d of %d", b, d, few, many, len(r.Units))
				}
				if ok != (b != csu.Reported) {
					t.Fatalf("%s: counted %v", b, ok)
				}
			}
			l := r.On(d)
			if l.Certain+l.Possible > len(l.Items) {
				t.Fatalf("%s: %d and %d more of %d items", d, l.Certain, l.Possible, len(l.Items))
			}
		}
		h := r.History()
		for i := range r.Units {
			u := &r.Units[i]
			if got, ok := r.Unit(u.Slug); ok != (u.Slug != "") || ok && got.Slug != u.Slug && got.ODSCode != u.Slug {
				t.Fatalf("Unit(%q) = %q, %v", u.Slug, got.Slug, ok)
			}
			if _, ok := r.Named(u.Name, days[1]); ok != (u.Name != "") {
				t.Fatalf("Named(%q): %v", u.Name, ok)
			}
			h.Successors(u.Slug, days[2])
			h.Predecessors(u.Slug, days[1])
		}
	})
}

var (
	days  = []nhs.Date{{}, day("2013-04-01"), day("2014-06-15"), day("2024-02-01"), day("9999-12-31")}
	bases = []csu.Basis{csu.Operating, csu.NotAnnounced, csu.MergersAsOne, csu.Bodies, csu.PlansSubmitted, csu.PlansCleared, csu.Alliances, csu.Reported}
)

// addFixtures seeds with the documents of the rules, each as what it is and
// inside a register.
func addFixtures(f *testing.F) {
	f.Helper()
	names, err := filepath.Glob("testdata/rules/*/*.json")
	if err != nil || len(names) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var file struct{ Document json.RawMessage }
		if err := json.Unmarshal(data, &file); err != nil {
			f.Fatalf("%s: %v", name, err)
		}
		f.Add([]byte(file.Document))
		f.Add([]byte(`{"complete": true, "units": [` + string(file.Document) + `]}`))
	}
}

// hold reads a document, writes it and reads it again, and holds the rules
// against it. It returns what was read, if it could be.
func hold[T any](t *testing.T, data []byte, rules rule.Set[T]) (*T, bool) {
	t.Helper()
	v := new(T)
	if json.Unmarshal(data, v) != nil {
		return nil, false
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("what was read cannot be written: %v", err)
	}
	again := new(T)
	if err := json.Unmarshal(text, again); err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, text)
	}
	more, err := json.Marshal(again)
	if err != nil || string(more) != string(text) {
		t.Fatalf("%s\nthen %s, %v", text, more, err)
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	for _, o := range []rule.Options{{}, {AsOf: day("2013-10-01")}} {
		report := rules.Check(v, o)
		for _, broken := range report.Failures {
			t.Fatal(broken)
		}
		for _, f := range report.Findings {
			if !resolves(document, f.Path) && !resolves(document, f.Path.Parent()) {
				t.Fatalf("%v: no such place in %s", f, text)
			}
		}
		rules.Explain(v, o)
	}
	return v, true
}

// resolves reports whether p is a place in the document.
func resolves(document any, p rule.Pointer) bool {
	steps := slices.DeleteFunc(strings.Split(string(p), "/"), func(s string) bool { return s == "" })
	for _, step := range steps {
		switch in := document.(type) {
		case map[string]any:
			member, ok := in[step]
			if !ok {
				return false
			}
			document = member
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				return false
			}
			document = in[i]
		default:
			return false
		}
	}
	return true
}
