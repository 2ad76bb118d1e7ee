package england_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

// Each scenario has a page that shows its events, and cites sources on file.
func TestScenarioPages(t *testing.T) {
	scenarios, err := england.Scenarios()
	if err != nil {
		t.Fatal(err)
	}
	sources, err := england.Sources()
	if err != nil {
		t.Fatal(err)
	}
	index, err := os.ReadFile("../docs/scenarios/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		page, err := os.ReadFile("../docs/scenarios/" + s.ID + ".md")
		if err != nil {
			t.Error(err)
			continue
		}
		_, rest, ok := bytes.Cut(page, []byte("```json\n"))
		block, _, _ := bytes.Cut(rest, []byte("```"))
		var shown []whatif.Event
		if err := json.Unmarshal(block, &shown); !ok || err != nil {
			t.Errorf("%s: the page shows no events: %v", s.ID, err)
			continue
		}
		want, err := json.Marshal(s.Events)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(shown); err != nil || !bytes.Equal(want, got) {
			t.Errorf("%s: the page shows other events than happen", s.ID)
		}
		for _, part := range []string{s.Title, s.Why, s.Note} {
			if !bytes.Contains(page, []byte(part)) {
				t.Errorf("%s: the page does not say %q", s.ID, part)
			}
		}
		if !strings.Contains(string(index), "("+s.ID+".md)") {
			t.Errorf("%s is not in the index", s.ID)
		}
		cited := slices.Clone(s.Sources)
		for _, e := range s.Events {
			cited = append(cited, e.Sources...)
		}
		for _, id := range cited {
			if !slices.ContainsFunc(sources, func(s england.Source) bool { return s.ID == id }) {
				t.Errorf("%s cites %s, which is no source on file", s.ID, id)
			}
		}
	}
}

// Every difference on a completed market says that figures in it are made up.
func TestSyntheticDifferencesSaySo(t *testing.T) {
	scenarios, err := england.Scenarios()
	if err != nil {
		t.Fatal(err)
	}
	for _, seed := range []uint64{0, 1, 2} {
		m, err := synthetic.Market(seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range scenarios {
			w := whatif.WhatIf{Market: *m, Scenario: s}
			after, d := w.Run(rule.Options{})
			if !d.Synthetic || after.Synthetic == nil || !strings.HasPrefix(d.String(), "Synthetic: ") {
				t.Errorf("%s with seed %d: the mark is missing", s.ID, seed)
			}
		}
	}
}
