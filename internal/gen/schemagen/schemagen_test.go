package schemagen

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/internal/source"
)

var update = flag.Bool("update", false, "write the schemas instead of comparing them")

const root = "../../.."

// TestSchemas holds the files to the types.
func TestSchemas(t *testing.T) {
	files := map[string]bool{}
	for name, s := range generate(t) {
		text := indented(t, s)
		file := filepath.Join(root, "schemas", name+".json")
		files[filepath.Base(file)] = true
		if *update {
			if err := os.WriteFile(file, text, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		old, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(old), string(text)); diff != "" {
			t.Errorf("%s is not what the types say; run go generate ./... (-file +types):\n%s", file, diff)
		}
	}
	all, err := filepath.Glob(filepath.Join(root, "schemas", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range all {
		switch {
		case files[filepath.Base(file)]:
		case *update:
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("%s is the schema of nothing; run go generate ./...", file)
		}
	}
}

// generate makes every schema, by name.
func generate(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chdir(root); err != nil {
		t.Fatal(err)
	}
	packages, err := source.Packages()
	if back := os.Chdir(here); err != nil || back != nil {
		t.Fatal(err, back)
	}
	c, err := readComments(packages)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]*jsonschema.Schema)
	add := func(name string, d direction, v any) {
		if all[name], err = schema(c, name, d, v); err != nil {
			t.Fatal(err)
		}
	}
	for name, d := range api.Documents() {
		add(name, input, d.Value)
	}
	for name, v := range api.Answers() {
		add(name, answer, v)
	}
	return all
}

func indented(t *testing.T, s *jsonschema.Schema) []byte {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// TestDescriptions wants every member of every definition to be described.
func TestDescriptions(t *testing.T) {
	for name, s := range generate(t) {
		for _, def := range slices.Sorted(maps.Keys(s.Defs)) {
			if s.Defs[def].Description == "" {
				t.Errorf("%s: %s has no description", name, def)
			}
			for member, m := range s.Defs[def].Properties {
				if m.Description == "" {
					t.Errorf("%s: %s.%s has no description", name, def, member)
				}
			}
		}
	}
}
