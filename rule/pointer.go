package rule

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// A Pointer is a place in a JSON document, as RFC 6901 writes it:
// "/lines/2/price". The zero Pointer "" is the whole document.
type Pointer string

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// PointerOf returns the pointer with the given steps: a string is a member of an
// object and an int an index of an array.
//
//	rule.PointerOf("lines", 2, "price") // "/lines/2/price"
func PointerOf(steps ...any) Pointer {
	var b strings.Builder
	for _, step := range steps {
		b.WriteByte('/')
		switch step := step.(type) {
		case int:
			b.WriteString(strconv.Itoa(step))
		case string:
			b.WriteString(pointerEscape.Replace(step))
		default:
			b.WriteString(pointerEscape.Replace(fmt.Sprint(step)))
		}
	}
	return Pointer(b.String())
}

// Append returns the place q, which is relative to p, as seen from the root.
func (p Pointer) Append(q Pointer) Pointer { return p + q }

// Parent returns the place that holds p: "/lines/2" for "/lines/2/price". The
// whole document is its own parent.
func (p Pointer) Parent() Pointer {
	i := strings.LastIndexByte(string(p), '/')
	if i < 0 {
		return ""
	}
	return p[:i]
}

// HasPrefix reports whether p is q or a place inside q.
func (p Pointer) HasPrefix(q Pointer) bool {
	rest, ok := strings.CutPrefix(string(p), string(q))
	return ok && (rest == "" || rest[0] == '/')
}

// Compare orders pointers step by step. Steps that are numbers compare as
// numbers and come before all others: /lines/2 before /lines/10 before /lines/a.
// A place comes before what is inside it.
func (p Pointer) Compare(q Pointer) int {
	a, b := string(p), string(q)
	for a != "" && b != "" {
		var x, y string
		x, a = firstStep(a)
		y, b = firstStep(b)
		if c := compareSteps(x, y); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(string(p), string(q)))
}

// firstStep splits "/a/b" into "a" and "/b".
func firstStep(s string) (step, rest string) {
	s = strings.TrimPrefix(s, "/")
	if i := strings.IndexByte(s, '/'); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

func compareSteps(x, y string) int {
	switch nx, ny := isIndex(x), isIndex(y); {
	case nx && !ny:
		return -1
	case ny && !nx:
		return +1
	case nx && len(x) != len(y):
		return cmp.Compare(len(x), len(y))
	}
	return strings.Compare(x, y)
}

// isIndex reports whether s is an array index: digits without a leading zero.
func isIndex(s string) bool {
	if s == "" || len(s) > 1 && s[0] == '0' {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
