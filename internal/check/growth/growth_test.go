package growth

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/opencommissioning/commissioning/rule"
)

type shelf struct {
	Name  string `json:"name"`
	Books []book `json:"books"`
}

type book struct {
	ID string `json:"id"`
}

// TestFindsWhatGrows plants rules that cost too much, each in its own way, and one that
// does not.
func TestFindsWhatGrows(t *testing.T) {
	for _, test := range []struct {
		name  string
		want  string // "" if it costs little
		check func(rule.Pass, *shelf) rule.Findings
	}{
		{"one finding for each item", "", func(_ rule.Pass, s *shelf) (found rule.Findings) {
			for i := range s.Books {
				found.Add(rule.PointerOf("books", i), "%s is on %s", s.Books[i].ID, s.Name).With("shelf", s.Name)
			}
			return found
		}},
		{"one for each pair", "are allocated for", func(_ rule.Pass, s *shelf) (found rule.Findings) {
			for i := 0; i < len(s.Books); i += 64 {
				for range s.Books[:i] {
					found.Add(rule.PointerOf("books", i), "again")
				}
			}
			return found
		}},
		{"a long text once for each item", "bytes more", func(_ rule.Pass, s *shelf) (found rule.Findings) {
			for i := range s.Books {
				found.Add(rule.PointerOf("books", i), "on %s", strings.ToUpper(s.Name))
			}
			return found
		}},
		{"a list of all items for each", "are allocated for", func(_ rule.Pass, s *shelf) (found rule.Findings) {
			for i := 0; i < len(s.Books); i += 64 {
				found.Add(rule.PointerOf("books", i), "one of %s", fmt.Sprint(s.Books))
			}
			return found
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			set := rule.NewSet("shelf", nil, rule.Rule[shelf]{
				Meta:  rule.Meta{ID: "BOOK-01", Title: "A planted rule", Severity: rule.Info, Basis: rule.Integrity},
				Check: test.check,
			})
			fixtures := fstest.MapFS{"BOOK-01/fail.json": {Data: []byte(`{"document":{"name":"top","books":[{"id":"a"}]}}`)}}
			var said []string
			for _, c := range casesOf(t, fixtures, set, func(data []byte) (s shelf, err error) { return s, json.Unmarshal(data, &s) }) {
				for _, g := range c {
					g.hold(t, "BOOK-01", func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) })
				}
			}
			if (test.want == "") != (said == nil) || !strings.Contains(strings.Join(said, "\n"), test.want) {
				t.Errorf("it says %q, want %q", said, test.want)
			}
		})
	}
}
