package spelling

import (
	"bufio"
	"compress/gzip"
	"flag"
	"go/ast"
	"go/doc/comment"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/internal/source"
)

var update = flag.Bool("update", false, "write words.txt")

func TestSpelling(t *testing.T) {
	known := dictionary(t)
	terms, err := os.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for w := range strings.FieldsSeq(string(terms)) {
		own[w] = true
	}
	used, strange := 0, map[string]string{} // where a word that the dictionary lacks stands first
	see := func(where, text string) {
		for _, w := range Words(text) {
			used++
			if !known[w] && strange[w] == "" {
				strange[w] = where
			}
		}
	}
	seeMarkdown(t, see)
	seeComments(t, see)

	if *update {
		list := strings.Join(slices.Sorted(maps.Keys(strange)), "\n") + "\n"
		if err := os.WriteFile("words.txt", []byte(list), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, w := range slices.Sorted(maps.Keys(strange)) {
		if !own[w] {
			t.Errorf("%s: %q is not a word; if it is: go test ./internal/check/spelling -update", strange[w], w)
		}
	}
	if used < 20_000 {
		t.Errorf("only %d words", used)
	}
	t.Logf("%d words, of which %d different ones are not in the dictionary", used, len(strange))
}

// dictionary is the list of British English.
func dictionary(t *testing.T) map[string]bool {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "british.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for s := bufio.NewScanner(z); s.Scan(); {
		words[s.Text()] = true
	}
	if len(words) < 60_000 || words["color"] || !words["colour"] {
		t.Fatalf("%d words, which is not the dictionary", len(words))
	}
	return words
}

func seeMarkdown(t *testing.T, see func(where, text string)) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	files, err := source.Files(root, ".md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		see(file, Prose(string(text)))
	}
}

// seeComments sees the comments of every declaration, the examples in them left
// out.
func seeComments(t *testing.T, see func(where, text string)) {
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		for _, f := range p.Files {
			for _, group := range f.Comments {
				if ast.IsGenerated(f) {
					continue
				}
				d := new(comment.Parser).Parse(group.Text())
				d.Content = slices.DeleteFunc(d.Content, func(b comment.Block) bool {
					_, code := b.(*comment.Code)
					return code
				})
				see(p.Fset.Position(group.Pos()).String(), string(new(comment.Printer).Comment(d)))
			}
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The group's allowance, don't":                          "the group allowance don't",
		"[Money] and ParseMoney of nhs.Money, £1.5m":            "money and of",
		"see https://example.org/x and ../docs/rules, CCG 2013": "see and",
		"half-open, co‑operative":                               "half open co operative",
	} {
		if diff := cmp.Diff(strings.Fields(want), Words(text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	if got := Words(Prose("a `bcd` [colour](red.md) <b>flat</b>\n```go\nvar x\n```\n<!-- note\nmore -->end")); strings.Join(got, " ") != "colour flat end" {
		t.Errorf("prose: %q", got)
	}
}
