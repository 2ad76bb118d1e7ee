package rule_test

import (
	"bytes"
	"encoding"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

func FuzzPointerCompare(f *testing.F) {
	f.Add("", "/", "//")
	f.Add("/lines/2", "/lines/10", "/lines/1a")
	f.Add("lines/2", "/lines/2", "/lines/02")
	f.Add("/a~1b", "/a/b", "/a~0b")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		p, q, r := rule.Pointer(a), rule.Pointer(b), rule.Pointer(c)
		for _, x := range []rule.Pointer{p, q, r} {
			if x.Compare(x) != 0 {
				t.Errorf("%q is not equal to itself", x)
			}
			if child := x + rule.PointerOf("1"); x.Compare(child) >= 0 {
				t.Errorf("%q does not come before %q, which is inside it", x, child)
			}
		}
		if p.Compare(q) != -q.Compare(p) {
			t.Errorf("%q against %q is %d, but the other way round %d", p, q, p.Compare(q), q.Compare(p))
		}
		if p != q && p.Compare(q) == 0 {
			t.Errorf("%q and %q differ and compare as equal", p, q)
		}
		three := []rule.Pointer{p, q, r}
		slices.SortFunc(three, rule.Pointer.Compare)
		if three[0].Compare(three[2]) > 0 {
			t.Errorf("%q ≤ %q ≤ %q, but the first is after the last", three[0], three[1], three[2])
		}
	})
}

// A step survives the way into a pointer, whatever it holds.
func FuzzAt(f *testing.F) {
	f.Add("lines", "a/b")
	f.Add("~1", "~01")
	f.Add("", "/")
	unescape := strings.NewReplacer("~1", "/", "~0", "~")
	f.Fuzz(func(t *testing.T, a, b string) {
		p := rule.PointerOf(a, b)
		steps := strings.Split(string(p), "/")
		if len(steps) != 3 || steps[0] != "" || unescape.Replace(steps[1]) != a || unescape.Replace(steps[2]) != b {
			t.Errorf("At(%q, %q) = %q, which reads back as %q", a, b, p, steps)
		}
		if p.Parent() != rule.PointerOf(a) || !p.HasPrefix(rule.PointerOf(a)) {
			t.Errorf("%q is not inside %q", p, rule.PointerOf(a))
		}
	})
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "error", "finding", "not in force", "ccg/00C", "Error", "\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		type word interface {
			encoding.TextMarshaler
			encoding.TextUnmarshaler
		}
		for _, w := range []word{new(rule.Severity), new(rule.Basis), new(rule.Outcome), new(rule.Subject)} {
			if err := w.UnmarshalText(text); err != nil {
				if _, isSubject := w.(*rule.Subject); isSubject || len(err.Error()) > 1000 {
					t.Errorf("%T: %v", w, err)
				}
				continue
			}
			back, err := w.MarshalText()
			if kind, id, _ := bytes.Cut(text, []byte("/")); len(id) == 0 {
				text = kind // "ccg/" names no more than "ccg" does
			}
			if err != nil || !bytes.Equal(back, text) {
				t.Errorf("%T of %q writes %q, %v", w, text, back, err)
			}
		}
	})
}
