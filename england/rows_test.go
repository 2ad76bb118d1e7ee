package england

import (
	"encoding/csv"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func allRows(text string) (all [][]string, err error) {
	r := rows{rest: text}
	for {
		cells, err := r.next()
		if err != nil || cells == nil {
			return all, err
		}
		all = append(all, slices.Clone(cells))
	}
}

// Every table reads as the standard library reads it.
func TestRowsOfTheTables(t *testing.T) {
	names, err := fs.Glob(Files(), "*.csv")
	if err != nil || len(names) < 30 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		got, err := allRows(string(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-encoding/csv +rows):\n%s", name, d)
		}
	}
}

func TestRowsRefuse(t *testing.T) {
	for text, want := range map[string]error{
		"a,b\n1\n": errFields, "a,b\n1,2,3\n": errFields, "a\n\"1\n": errQuote, "a\n\"1\"2\n": errQuote, "a\n1\"2\n": errQuote,
	} {
		if _, err := allRows(text); err != want {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}

// What both read, they read alike.
func FuzzRows(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a\n\"x, y\"\n", "a,b\n\"\"\"q\"\"\",\n", "a\r\n\r\n1", "a,b\n,\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := allRows(text)
		want, other := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err == nil && other == nil && len(want)+len(got) > 0 {
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-encoding/csv +rows):\n%s", d)
			}
		}
	})
}
