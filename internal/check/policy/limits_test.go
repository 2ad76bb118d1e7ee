package policy

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// TestLimitsHaveTests wants every test that SECURITY.md names to be there.
func TestLimitsHaveTests(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "SECURITY.md"))
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, module := range []string{root, filepath.Join(root, "internal/gen/schemagen")} {
		files, err := source.Files(module, "_test.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			tests, err := os.ReadFile(filepath.Join(module, file))
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\w+)\(`).FindAllSubmatch(tests, -1) {
				have[string(m[1])] = true
			}
		}
	}
	named := regexp.MustCompile("`((?:Test|Fuzz|Benchmark)[A-Z][A-Za-z]*)`").FindAllSubmatch(text, -1)
	if len(named) == 0 {
		t.Error("no test is named")
	}
	for _, m := range named {
		if !have[string(m[1])] {
			t.Errorf("SECURITY.md names %s, and there is no such test", m[1])
		}
	}
}
