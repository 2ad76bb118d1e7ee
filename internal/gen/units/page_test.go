package units

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/internal/source"
)

var update = flag.Bool("update", false, "write docs/csus.md")

func TestPage(t *testing.T) {
	register, err := england.CSUs()
	if err != nil {
		t.Fatal(err)
	}
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	want, file := Page(&register), filepath.Join(root, "docs", "csus.md")
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
