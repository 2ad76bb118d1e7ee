package ccg_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/rule"
)

// FuzzGroup and FuzzRegister show that whatever can be read can be checked and
// explained, and that each finding points into the document.

func FuzzGroup(f *testing.F) {
	addFixtures(f)
	f.Fuzz(func(t *testing.T, data []byte) { holdRules(t, data, ccg.GroupRules()) })
}

func FuzzRegister(f *testing.F) {
	addFixtures(f)
	f.Fuzz(func(t *testing.T, data []byte) { holdRules(t, data, ccg.RegisterRules()) })
}

// addFixtures seeds with the documents of the rules, each as what it is and
// inside a group and a register.
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
		group := `{"code": "00C", "years": [` + string(file.Document) + `]}`
		f.Add([]byte(group))
		f.Add([]byte(`{"complete": true, "groups": [` + group + `, ` + group + `]}`))
	}
}

func holdRules[T any](t *testing.T, data []byte, rules rule.Set[T]) {
	var v T
	if json.Unmarshal(data, &v) != nil {
		return
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("what was read cannot be written: %v", err)
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	report := rules.Check(&v, rule.Options{})
	for _, broken := range report.Failures {
		t.Errorf("%v", broken)
	}
	for _, found := range report.Findings {
		at := []rule.Pointer{found.Path}
		for _, place := range found.Related {
			at = append(at, place.Path)
		}
		for _, p := range at {
			if !resolves(document, p) && !resolves(document, p.Parent()) {
				t.Errorf("%s names %q, which is not in %s", found.Rule, p, text)
			}
		}
		if found.Message == "" || strings.Contains(found.Message, "%!") {
			t.Errorf("%s says %q", found.Rule, found.Message)
		}
	}
	found := make(map[rule.ID]bool)
	for _, e := range rules.Explain(&v, rule.Options{}) {
		if e.Outcome == rule.Found {
			found[e.Rule] = true
		}
	}
	for id := range report.Rules {
		if !found[id] {
			t.Errorf("rule %s found something, and is not explained to have", id)
		}
	}
	if strings.Contains(string(text), `"people":0`) {
		return // a count was left out, and no document may leave it out
	}
	var again T
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatalf("what was written cannot be read: %v", err)
	}
	if twice, _ := json.Marshal(again); string(twice) != string(text) {
		t.Errorf("written twice:\n%s\n%s", text, twice)
	}
}

// resolves reports whether p is a place in the document. No member of these
// documents has a name that a pointer would have to escape.
func resolves(document any, p rule.Pointer) bool {
	if p == "" {
		return true
	}
	for step := range strings.SplitSeq(strings.TrimPrefix(string(p), "/"), "/") {
		switch in := document.(type) {
		case map[string]any:
			member, ok := in[step]
			if !ok {
				return false
			}
			document = member
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(in) {
				return false
			}
			document = in[i]
		default:
			return false
		}
	}
	return true
}
