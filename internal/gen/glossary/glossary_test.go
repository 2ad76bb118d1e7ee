package glossary

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/internal/source"
	"github.com/opencommissioning/commissioning/rule"
)

var update = flag.Bool("update", false, "write docs/glossary.md")

func TestPage(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	sources, err := england.Sources()
	if err != nil {
		t.Fatal(err)
	}
	want, err := Page(Terms, sources)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "docs", "glossary.md")
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("run go generate ./... (-want +got):\n%s", diff)
	}
}

// TestTerms holds each term to the code and the rules that it names.
func TestTerms(t *testing.T) {
	names := exported(t)
	rules := map[string]rule.Meta{}
	for _, m := range catalogue.Rules() {
		rules[string(m.ID)] = m
	}
	last := ""
	for _, term := range Terms {
		if strings.ToLower(term.Name) <= strings.ToLower(last) {
			t.Errorf("%s comes after %s", term.Name, last)
		}
		last = term.Name
		if term.Meaning == "" || term.Not == "" {
			t.Errorf("%s has no meaning, or nothing that it is not to be confused with", term.Name)
		}
		supported := len(term.Sources) > 0 || term.Cited != nil
		for _, id := range term.Rules {
			m, ok := rules[id]
			if !ok {
				t.Errorf("%s: there is no rule %s", term.Name, id)
			}
			supported = supported || len(m.Citations) > 0
		}
		own := len(term.Go) > 0 && strings.HasPrefix(term.Go[0], "rule.") // a word of this library
		if !supported && !own && !strings.Contains(term.Meaning, "No source seen") {
			t.Errorf("%s has no source", term.Name)
		}
		if len(term.Go) == 0 && !strings.Contains(term.Not, "The library holds nothing of") {
			t.Errorf("%s: neither is there an identifier for it, nor does it say so", term.Name)
		}
		for _, name := range term.Go {
			if !names[name] {
				t.Errorf("%s: there is no %s", term.Name, name)
			}
		}
	}
	if len(Terms) < 40 {
		t.Errorf("%d terms", len(Terms))
	}
}

// exported are the names that the library exports: "sla.Agreement", with its
// fields and methods "sla.Agreement.Term".
func exported(t *testing.T) map[string]bool {
	t.Helper()
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, p := range packages {
		if p.IsLibrary() {
			for name := range p.Exported() {
				names[p.Files[0].Name.Name+"."+name] = true
			}
		}
	}
	return names
}
