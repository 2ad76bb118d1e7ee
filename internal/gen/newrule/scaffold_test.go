package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

func TestWrite(t *testing.T) {
	for prefix, list := range homes {
		for _, h := range list {
			writeOne(t, prefix, h)
		}
	}
}

func writeOne(t *testing.T, prefix string, h home) {
	t.Helper()
	root := t.TempDir()
	r, err := plan(prefix+"-98", h.packageName())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.write(root); err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, r.goFile()), nil, parser.AllErrors)
	if err != nil {
		t.Error(err)
	} else if want := path.Base(h.folder); h.folder != "." && f.Name.Name != want {
		t.Errorf("%s is of package %s, want %s", r.goFile(), f.Name.Name, want)
	}
	for _, name := range []string{"pass.json", "fail.json", "edge.json"} {
		if _, err := os.Stat(filepath.Join(root, r.fixturesFolder(), name)); err != nil {
			t.Error(err)
		}
	}
	if err := r.write(root); err == nil {
		t.Errorf("%s is written a second time", r.ID)
	}
}

func TestPlanRefuses(t *testing.T) {
	for _, id := range []string{"", "MKT", "MKT-1", "mkt-18", "MKT-018", "ABC-01", "../MKT-18", "MKT-18/"} {
		if r, err := plan(id, ""); err == nil {
			t.Errorf("%q gives %+v", id, r)
		}
	}
}

func TestPlanRefusesPackage(t *testing.T) {
	if r, err := plan("SLA-98", "procurement"); err == nil {
		t.Errorf("a rule of agreements in procurement: %+v", r)
	}
}

// TestOneIDInTwoPackages wants an ID to be taken in every package that shares its prefix.
func TestOneIDInTwoPackages(t *testing.T) {
	root := t.TempDir()
	first, err := plan("FW-98", "framework")
	if err != nil {
		t.Fatal(err)
	}
	if err := first.write(root); err != nil {
		t.Fatal(err)
	}
	second, err := plan("FW-98", "procurement")
	if err != nil {
		t.Fatal(err)
	}
	if err := second.write(root); err == nil {
		t.Error("FW-98 is written in a second package")
	}
}

// TestTakenIDs wants no ID to be given to a second rule.
func TestTakenIDs(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	r, err := plan("SP-20", "") // the types keep it, so that its page is all there is
	if err != nil {
		t.Fatal(err)
	}
	if err := r.write(root); err == nil || !strings.Contains(err.Error(), "docs/rules/SP-20.md") {
		t.Errorf("the ID of a rule that the types keep: %v", err)
	}
}

// TestHomes compares the table with where the rules of each prefix are.
func TestHomes(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	for prefix, list := range homes {
		for _, h := range list {
			kin, err := filepath.Glob(filepath.Join(root, h.folder, "testdata", "rules", prefix+"-*"))
			if err != nil || len(kin) == 0 {
				t.Errorf("%s has no fixtures of rules %s, error %v", h.folder, prefix, err)
			}
			if !declares(packages, h) {
				t.Errorf("%s declares no type %s", h.folder, h.judges)
			}
		}
	}
}

func declares(packages []source.Package, h home) bool {
	found := false
	for _, p := range packages {
		for _, f := range p.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.TypeSpec)
				found = found || ok && p.Path == h.folder && s.Name.Name == h.judges
				return !found
			})
		}
	}
	return found
}

// A recorder is a test that only takes down what it is told.
type recorder struct {
	testing.TB
	refused int
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	for _, a := range args {
		if text, ok := a.(string); ok && strings.Contains(text, "is still to be written") {
			r.refused++
		}
	}
}

// TestPlaceholdersAreRefused wants the catalogue to refuse each text that is left
// to be written, alone.
func TestPlaceholdersAreRefused(t *testing.T) {
	r, err := plan("MKT-98", "")
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.files()
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), "rule.go", files[r.goFile()], 0)
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	ast.Inspect(f, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		switch typ := lit.Type.(type) {
		case *ast.SelectorExpr:
			if typ.Sel.Name == "Meta" {
				texts += refused(t, lit, func(m *rule.Meta) reflect.Value { return reflect.ValueOf(m).Elem() })
			}
		case nil: // the citation
			texts += refused(t, lit, func(m *rule.Meta) reflect.Value {
				m.Citations = make([]rule.Citation, 1)
				return reflect.ValueOf(&m.Citations[0]).Elem()
			})
		}
		return true
	})
	if texts < 7 {
		t.Errorf("%d texts were tried", texts)
	}
}

// refused tries the texts of a literal, and returns how many there were.
func refused(t *testing.T, lit *ast.CompositeLit, of func(*rule.Meta) reflect.Value) (tried int) {
	for _, e := range lit.Elts {
		kv := e.(*ast.KeyValueExpr)
		name := kv.Key.(*ast.Ident).Name
		var m rule.Meta
		field := of(&m).FieldByName(name)
		if !field.IsValid() {
			t.Errorf("the scaffold writes %s, which is no field", name)
			continue
		}
		text, ok := kv.Value.(*ast.BasicLit)
		if !ok {
			continue
		}
		value, err := strconv.Unquote(text.Value)
		if err != nil {
			t.Fatal(err)
		}
		tried++
		field.SetString(value)
		said := recorder{TB: t}
		ruletest.Catalogue(&said, rule.NewSet("market", nil, rule.Rule[int]{Meta: m}), nil)
		if said.refused != 1 {
			t.Errorf("%s: %q is refused %d times, want once", name, value, said.refused)
		}
	}
	return tried
}
