package policy

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// allowed says what each package may import besides the standard library, in
// order of dependency: packages of this module by their path below it ("." is
// the root), others by import path. "library" is any package of this module that is
// neither of example nor of internal, and "*" is any at all. The row of internal
// serves the packages below it too.
var allowed = []row{
	{"internal/apportion", ""},
	{"internal/format", ""},
	{"nhs", "github.com/shopspring/decimal internal/apportion"},
	{"lineage", "nhs internal/apportion internal/format"},
	{"rule", "nhs internal/format"},
	{"rule/ruletest", "nhs rule"},
	{"document", "rule"},
	{"service", "nhs lineage rule"},

	{"internal/citation", "nhs rule"},
	{"internal/calendar", "nhs"},

	// The domain packages do not import one another, except what lies below a domain.
	{"csu", "nhs lineage rule document service internal/citation"},
	{"ccg", "nhs lineage rule document service internal/citation internal/format"},
	{"framework/procurement", "nhs lineage rule document service internal/citation internal/calendar internal/format"},
	{"framework", "nhs lineage rule document service internal/citation internal/format framework/procurement"},
	{"sla", "nhs lineage rule document service internal/citation internal/format"},

	{"ccg/decision", "nhs lineage rule document service internal/citation internal/format ccg"},
	{"ccg/spend", "nhs lineage rule service internal/citation internal/calendar ccg"},
	{"ccg/spend/workbook", "ccg/spend"},

	{".", "internal/format nhs lineage rule service csu ccg framework/procurement framework sla ccg/decision ccg/spend"},
	{"analysis", "internal/format nhs lineage rule service csu ccg framework/procurement framework sla ccg/decision ."},
	{"whatif", "internal/format nhs lineage rule service csu ccg framework/procurement framework sla ccg/decision . analysis"},
	{"catalogue", "rule csu ccg framework/procurement framework sla ccg/decision ccg/spend . whatif"},
	{"england", "document nhs lineage rule service csu ccg framework/procurement framework sla ccg/decision ccg/spend . whatif"},
	{"england/synthetic", "nhs lineage rule service csu ccg sla ccg/decision . england"},
	{"schemas", ""},
	{"docs", ""},
	{"docs/learn", ""},
	{"docs/learn/first", ". nhs england"},

	// The demo, whose web package knows nothing of the library.
	{"example/web", "github.com/rs/zerolog github.com/rs/zerolog/hlog"},
	{"example/atlas", "nhs"},
	{"example/chart", "nhs example/atlas"},
	{"example/table", "nhs example/web github.com/parquet-go/parquet-go github.com/xuri/excelize/v2 modernc.org/sqlite"},
	{"example/cli", "library internal/format example/table"},
	{"example/site", "example/web"},
	{"example/openapi", "example/web"},
	{"example/api", "library internal/format example/web"},
	{"example/pages", "library internal/format example/web example/api example/atlas example/chart " + goldmark},
	{"example/server", "library example/web example/api example/openapi example/pages example/site github.com/rs/zerolog"},
	{"example/embed", "library github.com/rs/zerolog github.com/rs/zerolog/hlog"},
	{"example", "example/cli example/server github.com/rs/zerolog"},

	{"internal/source", ""},
	{"internal", "*"},
}

// allowedInTests is what tests may import beyond their package's row, by the
// same conventions; the row "" serves every package.
var allowedInTests = []row{
	{"", "github.com/google/go-cmp/cmp github.com/google/go-cmp/cmp/cmpopts rule/ruletest internal/check/growth internal/source"},
	{".", "document england england/synthetic"},
	{"document", "nhs ccg sla ."},
	{"ccg/spend", "ccg/spend/workbook github.com/xuri/excelize/v2"},
	{"ccg/spend/workbook", "github.com/xuri/excelize/v2"},
	{"analysis", "england england/synthetic document"},
	{"england", "internal/format analysis england/synthetic"},
	{"england/synthetic", "document analysis framework"},
	{"example/atlas", "england"},
	{"whatif", "england england/synthetic document"},
	{"docs", "* github.com/shopspring/decimal"},
	{"docs/learn", "*"},
}

// goldmark is the packages of the Markdown library that the example shows the
// documentation with.
const goldmark = "github.com/yuin/goldmark github.com/yuin/goldmark/ast github.com/yuin/goldmark/extension " +
	"github.com/yuin/goldmark/parser github.com/yuin/goldmark/renderer/html github.com/yuin/goldmark/text"

type row struct{ pkg, imports string }

// outsideWorld is the part of the standard library that reads the machine the
// program runs on. Library packages are handed what they need instead. A folder
// stands for what is below it too.
var outsideWorld = []string{"flag", "log", "net", "os", "plugin", "syscall", "unsafe"}

// harmless packages lie below a folder of outsideWorld but only hold values.
var harmless = []string{"net/netip", "net/url"}

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		i := slices.IndexFunc(allowed, func(r row) bool {
			return r.pkg == p.Path || r.pkg == "internal" && source.Below(p.Path, r.pkg)
		})
		if i < 0 {
			t.Errorf("package %s has no row in the table of allowed imports", p.Path)
			continue
		}
		may := strings.Fields(allowed[i].imports)
		for _, spec := range imports(p.Files) {
			if !mayImport(may, spec.path) {
				t.Errorf("%v: package %s may not import %s", p.Fset.Position(spec.pos), p.Path, spec.path)
			}
			if p.IsLibrary() && readsOutsideWorld(spec.path) {
				t.Errorf("%v: library package %s may not import %s; only example does", p.Fset.Position(spec.pos), p.Path, spec.path)
			}
		}
		for _, more := range allowedInTests {
			if more.pkg == "" || more.pkg == p.Path {
				may = append(may, strings.Fields(more.imports)...)
			}
		}
		for _, spec := range imports(p.Tests) {
			if spec.path != p.ImportPath() && !mayImport(may, spec.path) {
				t.Errorf("%v: tests of package %s may not import %s", p.Fset.Position(spec.pos), p.Path, spec.path)
			}
		}
	}
}

type imported struct {
	path string
	name string // as renamed by the file, else ""
	pos  token.Pos
}

func imports(files []*ast.File) []imported {
	var list []imported
	for _, f := range files {
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				panic(err) // the parser has already read it
			}
			one := imported{path: path, pos: spec.Pos()}
			if spec.Name != nil {
				one.name = spec.Name.Name
			}
			list = append(list, one)
		}
	}
	return list
}

// mayImport reports whether a row's words let path in. The standard library is always
// let in: its paths have no dot in their first element.
func mayImport(may []string, path string) bool {
	if path == source.ModulePath {
		return slices.Contains(may, ".") || slices.Contains(may, "library") || slices.Contains(may, "*")
	}
	if below, ok := strings.CutPrefix(path, source.ModulePath+"/"); ok {
		isLibrary := !source.Below(below, "example") && !source.Below(below, "internal")
		return slices.Contains(may, below) || isLibrary && slices.Contains(may, "library") || slices.Contains(may, "*")
	}
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") || slices.Contains(may, path)
}

func readsOutsideWorld(path string) bool {
	return !slices.Contains(harmless, path) &&
		slices.ContainsFunc(outsideWorld, func(dir string) bool { return source.Below(path, dir) })
}

func TestMayImport(t *testing.T) {
	may := strings.Fields("nhs . github.com/shopspring/decimal")
	for path, want := range map[string]bool{
		"fmt":                              true,
		"encoding/json":                    true,
		source.ModulePath:                  true,
		source.ModulePath + "/nhs":         true,
		source.ModulePath + "/rule":        false,
		source.ModulePath + "/nhs/more":    false,
		"github.com/shopspring/decimal":    true,
		"github.com/rs/zerolog":            false,
		"golang.org/x/exp/stats":           false,
		"github.com/shopspring/decimal/v2": false,
	} {
		if got := mayImport(may, path); got != want {
			t.Errorf("mayImport(%q) = %v, want %v", path, got, want)
		}
	}
	for path, want := range map[string]bool{
		source.ModulePath:                  true,
		source.ModulePath + "/nhs":         true,
		source.ModulePath + "/example/web": false,
		source.ModulePath + "/internal/x":  false,
	} {
		if got := mayImport([]string{"library"}, path); got != want {
			t.Errorf("mayImport(library, %q) = %v, want %v", path, got, want)
		}
	}
	for path, want := range map[string]bool{
		"os": true, "os/exec": true, "net": true, "net/http": true, "log/slog": true,
		"net/url": false, "io/fs": false, "embed": false, "time": false, "osmosis": false,
	} {
		if got := readsOutsideWorld(path); got != want {
			t.Errorf("readsOutsideWorld(%q) = %v, want %v", path, got, want)
		}
	}
}
