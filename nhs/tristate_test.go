package nhs_test

import (
	"encoding/json"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

var answers = []nhs.Tristate{nhs.Unknown, nhs.Yes, nhs.No}

func TestTristateTruthTables(t *testing.T) {
	const u, y, n = nhs.Unknown, nhs.Yes, nhs.No
	tests := []struct{ a, b, and, or nhs.Tristate }{
		{y, y, y, y},
		{y, n, n, y},
		{y, u, u, y},
		{n, y, n, y},
		{n, n, n, n},
		{n, u, n, u},
		{u, y, u, y},
		{u, n, n, u},
		{u, u, u, u},
	}
	for _, test := range tests {
		if got := test.a.And(test.b); got != test.and {
			t.Errorf("%v and %v = %v, want %v", test.a, test.b, got, test.and)
		}
		if got := test.a.Or(test.b); got != test.or {
			t.Errorf("%v or %v = %v, want %v", test.a, test.b, got, test.or)
		}
	}
	for a, want := range map[nhs.Tristate]nhs.Tristate{y: n, n: y, u: u} {
		if got := a.Not(); got != want {
			t.Errorf("not %v = %v, want %v", a, got, want)
		}
	}
}

// TestTristateLaws checks the laws of Kleene's three-valued logic.
func TestTristateLaws(t *testing.T) {
	equal := func(law string, got, want nhs.Tristate) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %v is not %v", law, got, want)
		}
	}
	for _, a := range answers {
		equal("double negation", a.Not().Not(), a)
		equal("and is idempotent", a.And(a), a)
		equal("or is idempotent", a.Or(a), a)
		equal("yes is neutral for and", a.And(nhs.Yes), a)
		equal("no is neutral for or", a.Or(nhs.No), a)
		equal("no absorbs and", a.And(nhs.No), nhs.No)
		equal("yes absorbs or", a.Or(nhs.Yes), nhs.Yes)
		for _, b := range answers {
			equal("and commutes", a.And(b), b.And(a))
			equal("or commutes", a.Or(b), b.Or(a))
			equal("De Morgan for and", a.And(b).Not(), a.Not().Or(b.Not()))
			equal("De Morgan for or", a.Or(b).Not(), a.Not().And(b.Not()))
			equal("and absorbs or", a.And(a.Or(b)), a)
			equal("or absorbs and", a.Or(a.And(b)), a)
			for _, c := range answers {
				equal("and associates", a.And(b).And(c), a.And(b.And(c)))
				equal("or associates", a.Or(b).Or(c), a.Or(b.Or(c)))
				equal("and distributes", a.And(b.Or(c)), a.And(b).Or(a.And(c)))
				equal("or distributes", a.Or(b.And(c)), a.Or(b).And(a.Or(c)))
			}
		}
	}
}

func TestTristateText(t *testing.T) {
	for a, want := range map[nhs.Tristate]string{
		nhs.Unknown: "unknown", nhs.Yes: "yes", nhs.No: "no", nhs.Tristate(3): "unknown", nhs.Tristate(255): "unknown",
	} {
		if got := a.String(); got != want {
			t.Errorf("Answer(%d) = %q, want %q", uint8(a), got, want)
		}
	}
	var zero nhs.Tristate
	if zero != nhs.Unknown {
		t.Errorf("the zero answer is %v, want unknown", zero)
	}
	parse := func(s string) (a nhs.Tristate, err error) {
		err = a.UnmarshalText([]byte(s))
		return a, err
	}
	const want = `"yes", "no" or "unknown"`
	testBadText(t, "answer", parse, []badText{
		{"", 0, want}, {"Yes", 0, want}, {"true", 0, want}, {"no ", 0, want},
	})
}

func TestTristateJSON(t *testing.T) {
	for _, a := range answers {
		testJSON(t, a, a.String())
	}
	if b, err := json.Marshal(nhs.Tristate(7)); string(b) != `"unknown"` || err != nil {
		t.Errorf("Answer(7) in JSON = %s, %v", b, err)
	}
}
