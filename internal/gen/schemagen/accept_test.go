package schemagen

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/schemas"
	"github.com/opencommissioning/commissioning/sla"
)

// read reads a schema from its file. With closed it lets no member through that
// it does not name.
func read(t *testing.T, name string, closed bool) *jsonschema.Resolved {
	t.Helper()
	text, err := fs.ReadFile(schemas.Files(), name+".json")
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	for _, def := range s.Defs {
		if closed && def.Properties != nil {
			def.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
		}
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return resolved
}

// accepts is the schema's error for a text, or nil.
func accepts(s *jsonschema.Resolved, text []byte) error {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	return s.Validate(v)
}

// A kind is a kind of document with its schema.
type kind struct {
	name   string
	schema *jsonschema.Resolved
	decode func([]byte) error
}

func kinds(t *testing.T) []kind {
	t.Helper()
	var list []kind
	for name, d := range api.Documents() {
		list = append(list, kind{name, read(t, name, false), d.Decode})
	}
	slices.SortFunc(list, func(a, b kind) int { return strings.Compare(a.name, b.name) })
	return list
}

// A sample is a document from somewhere in the module.
type sample struct {
	from string
	text []byte
}

// samples are the documents of all fixtures, the worked examples, and the real
// market whole and in parts.
func samples(t *testing.T) []sample {
	t.Helper()
	var list []sample
	for _, pattern := range []string{"*/testdata/rules/*/*.json", "*/*/testdata/rules/*/*.json"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var fixture struct{ Document json.RawMessage }
			if err := json.Unmarshal(text, &fixture); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			list = append(list, sample{file, fixture.Document})
			var parts map[string]json.RawMessage // of fixtures that hold several documents
			if json.Unmarshal(fixture.Document, &parts) == nil && strings.Contains(file, "framework") {
				for name, part := range parts {
					list = append(list, sample{file + ", " + name, part})
				}
			}
		}
	}
	for _, e := range sla.Examples() {
		list = append(list, sample{"example " + e.Name, e.Document})
	}
	for _, e := range decision.Examples() {
		list = append(list, sample{"example " + e.Name, e.Document})
	}
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	add := func(from string, v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, sample{from, text})
	}
	add("the real market", market)
	add("the real CCGs", market.CCGs)
	add("the real CSUs", market.CSUs)
	add("the real service lines", market.ServiceLines)
	scenarios, err := england.Scenarios()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		add("scenario "+s.ID, s)
	}
	for _, g := range market.CCGs.Groups {
		add("CCG "+string(g.Code), g)
	}
	for _, u := range market.CSUs.Units {
		add("CSU "+string(u.Slug), u)
	}
	for _, a := range market.Frameworks {
		add("framework "+string(a.ID), a)
		for _, c := range a.CallOffs {
			add("call-off "+c.ID, c)
		}
	}
	return append(list, sample{"a crosswalk", []byte(`{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"100.00","north-of-england":-3.5},"sizes":{"00F":106079}}`)})
}

// TestAcceptsWhatIsDecoded holds every sample against every kind of document:
// what the decoder takes, the schema takes.
func TestAcceptsWhatIsDecoded(t *testing.T) {
	all := samples(t)
	taken := 0
	for _, k := range kinds(t) {
		t.Run(k.name, func(t *testing.T) {
			decoded := 0
			for _, s := range all {
				if k.decode(s.text) != nil {
					continue
				}
				decoded++
				if err := accepts(k.schema, s.text); err != nil {
					t.Errorf("%s: decoded, but the schema refuses it: %v\n%.300s", s.from, err, s.text)
				}
			}
			if decoded == 0 {
				t.Error("no sample is decoded")
			}
			taken += decoded
		})
	}
	t.Logf("%d samples, %d decoded as one kind or another", len(all), taken)
}
