package rulepages

import (
	stdcmp "cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/source"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/opencommissioning/commissioning/whatif"
)

var update = flag.Bool("update", false, "write docs/rules")

// A catalogue is some rules and the folder of their fixtures, below the module's
// root.
type catalogue struct {
	rules    iter.Seq[rule.Meta]
	waiver   func(rule.ID) (rule.Waiver, bool) // nil for rules that nothing breaks
	fixtures string
}

// checked is the catalogue of a set.
func checked[T any](set rule.Set[T], fixtures string) catalogue {
	return catalogue{set.All(), set.Waiver, fixtures}
}

// kept is the catalogue of rules that the types keep.
func kept(rules []rule.Meta, fixtures string) catalogue {
	return catalogue{rules: slices.Values(rules), fixtures: fixtures}
}

// Every set of the library has a line here, and so has each list of rules that the types
// keep. A rule that comes twice, since it was lifted, takes its fixtures from the first.
var catalogues = []catalogue{
	checked(ccg.RegisterRules(), "ccg/testdata/rules"),
	kept(ccg.ByConstruction(), "ccg/testdata/rules"),
	checked(csu.RegisterRules(), "csu/testdata/rules"),
	kept(csu.ByConstruction(), "csu/testdata/rules"),
	checked(framework.AgreementRules(), "framework/testdata/rules"),
	checked(framework.HolderRules(), "framework/testdata/rules"),
	checked(framework.CompetitionRules(), "framework/testdata/rules"),
	checked(procurement.ProcurementRules(), "framework/procurement/testdata/rules"),
	kept(framework.ByConstruction(), "framework/testdata/rules"),
	checked(sla.AgreementRules(), "sla/testdata/rules"),
	checked(decision.RegisterRules(), "ccg/decision/testdata/rules"),
	kept(decision.ByConstruction(), "ccg/decision/testdata/rules"),
	checked(spend.PublicationRules(), "ccg/spend/testdata/rules"),
	checked(commissioning.MarketRules(), "testdata/rules"),
	checked(whatif.WhatIfRules(), "whatif/testdata/rules"),
}

// pages returns the files of docs/rules by name.
func pages(root string, catalogues []catalogue) (map[string]string, error) {
	files := make(map[string]string)
	var all []Listed
	var errs []error
	for _, c := range catalogues {
		fixtures := os.DirFS(filepath.Join(root, filepath.FromSlash(c.fixtures)))
		for m := range c.rules {
			name := string(m.ID) + ".md"
			if _, ok := files[name]; ok {
				continue
			}
			if _, err := fs.Stat(fixtures, string(m.ID)); err != nil && m.ByConstruction == nil {
				errs = append(errs, fmt.Errorf("rule %s has no fixtures in %s", m.ID, c.fixtures))
			}
			var waiver rule.Waiver
			if c.waiver != nil {
				waiver, _ = c.waiver(m.ID)
			}
			files[name] = Page(m, waiver, fixtures)
			folder, _ := strings.CutSuffix(c.fixtures, "testdata/rules")
			all = append(all, Listed{m, stdcmp.Or(strings.TrimSuffix(folder, "/"), "commissioning")})
		}
	}
	files["README.md"] = Index(all)
	return files, errors.Join(errs...)
}

func TestPagesAreUpToDate(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	want, err := pages(root, catalogues)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, "docs", "rules")
	if *update {
		if err := write(dir, want); err != nil {
			t.Fatal(err)
		}
	}
	for _, fault := range drift(dir, want) {
		t.Errorf("%s\nrun go generate ./...", fault)
	}
}

// write makes the Markdown files of dir those that are wanted.
func write(dir string, want map[string]string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	for _, file := range old {
		if _, ok := want[filepath.Base(file)]; !ok {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	for name, text := range want {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// drift says how the Markdown files of dir differ from those that are wanted.
func drift(dir string, want map[string]string) []string {
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			faults = append(faults, err.Error())
		} else if diff := cmp.Diff(want[name], string(got)); diff != "" {
			faults = append(faults, fmt.Sprintf("docs/rules/%s is out of date (-want +got):\n%s", name, diff))
		}
	}
	have, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return append(faults, err.Error())
	}
	for _, file := range have {
		if _, ok := want[filepath.Base(file)]; !ok {
			faults = append(faults, "docs/rules/"+filepath.Base(file)+" is the page of no rule")
		}
	}
	return faults
}

func TestDrift(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rules")
	want := map[string]string{"A-01.md": "one\n", "README.md": "all\n"}
	if got := drift(dir, want); len(got) != 2 {
		t.Errorf("two pages are missing: %q", got)
	}
	if err := write(dir, map[string]string{"A-01.md": "once\n", "A-02.md": "gone\n"}); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(drift(dir, want), "\n")
	for _, part := range []string{"A-01.md is out of date", "README.md", "A-02.md is the page of no rule"} {
		if !strings.Contains(got, part) {
			t.Errorf("nothing is said of %s in %s", part, got)
		}
	}
	if err := write(dir, want); err != nil {
		t.Fatal(err)
	}
	if got := drift(dir, want); got != nil {
		t.Errorf("pages just written have drifted: %q", got)
	}
}

func TestPagesOfCatalogues(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "box", "testdata", "rules", "BOX-01"), 0o777); err != nil {
		t.Fatal(err)
	}
	list := []catalogue{
		kept([]rule.Meta{box(), keptBox()}, "box/testdata/rules"),
		checked(rule.NewSet("box", func(*int) string { return "" }, rule.Rule[int]{Meta: box()}), "elsewhere"),
	}
	got, err := pages(root, list)
	if err != nil {
		t.Error(err)
	}
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, []string{"BOX-01.md", "BOX-02.md", "README.md"}) {
		t.Errorf("pages %v", names)
	}
	if _, err := pages(root, list[1:]); err == nil || err.Error() != "rule BOX-01 has no fixtures in elsewhere" {
		t.Errorf("a rule without fixtures: %v", err)
	}
}

// planned is how many rules of each prefix were asked for before the first was
// written. Each has a page, as checked or as kept by the types.
var planned = map[string]int{"CCG": 13, "CSU": 27, "FW": 29, "MBS": 18, "SLA": 25, "SP": 21}

func TestNoPlannedRuleIsMissing(t *testing.T) {
	have := make(map[rule.ID]bool)
	for _, c := range catalogues {
		for m := range c.rules {
			have[m.ID] = true
		}
	}
	for prefix, n := range planned {
		for i := 1; i <= n; i++ {
			if id := rule.ID(fmt.Sprintf("%s-%02d", prefix, i)); !have[id] {
				t.Errorf("%s is in no list: build it, or say in the index why not", id)
			}
		}
	}
}

// A page of a rule that is checked has every section, with whole documents.
func TestPagesAreWhole(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	all, err := pages(root, catalogues)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range all {
		if strings.Contains(page, "TODO") {
			t.Errorf("%s has a text that is still to be written", name)
		}
		if name == "README.md" || strings.Contains(page, "How the types keep it") {
			continue
		}
		for _, title := range []string{"What it asks", "Why", "On whose authority", "What it cannot see", "How to fix it", "How to waive", "Related"} {
			if !strings.Contains(page, "\n## "+title+"\n") {
				t.Errorf("%s has no section %q", name, title)
			}
		}
		for _, title := range []string{"A document that keeps it", "A document that breaks it"} {
			_, after, _ := strings.Cut(page, "## "+title)
			shown, _, _ := strings.Cut(after, "\n## ")
			if !strings.Contains(shown, "```json") {
				t.Errorf("%s: %s: the document is missing or has more than %d lines", name, title, maxLines)
			}
		}
	}
}
