package recipes

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/internal/source"
)

// A tool runs recipes. Those without a command are run elsewhere: DuckDB by the
// tests of internal/bench/spendbench, PostgreSQL by hand.
type tool struct {
	has []string // a command that succeeds where the tool is installed
	run []string // the command that runs a program
}

var tools = map[string]tool{
	"python3":             {[]string{"python3", "--version"}, []string{"python3", "-c"}},
	"python3 with pandas": {[]string{"python3", "-c", "import pandas"}, []string{"python3", "-c"}},
	"Rscript":             {[]string{"Rscript", "--version"}, []string{"Rscript", "-e"}},
	"duckdb":              {},
	"psql":                {},
}

func TestRecipes(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "docs", "embedding.md"))
	if err != nil {
		t.Fatal(err)
	}
	recipes := Of(string(text))
	if marks := strings.Count(string(text), "<!-- run:"); len(recipes) != marks || marks < len(tools) {
		t.Errorf("%d marks and %d recipes with their output; want one for each of %d tools", marks, len(recipes), len(tools))
	}
	for _, r := range recipes {
		t.Run(r.Tool, func(t *testing.T) {
			tool, known := tools[r.Tool]
			switch {
			case !known:
				t.Fatal("nothing runs it")
			case tool.run == nil:
				t.Skip("run elsewhere")
			}
			if err := exec.Command(tool.has[0], tool.has[1:]...).Run(); err != nil {
				t.Skipf("not installed: %v", err)
			}
			run := exec.Command(tool.run[0], append(tool.run[1:], r.Code)...)
			run.Dir = filepath.Join(root, "england", "data")
			out, err := run.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if diff := cmp.Diff(r.Want, string(out)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
