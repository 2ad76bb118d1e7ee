package nhs_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// testBadText checks the error of each text, including what UnmarshalText makes
// of it, and that a refused text leaves the value alone.
func testBadText[T comparable, P interface {
	*T
	UnmarshalText([]byte) error
}](t *testing.T, typ string, parse func(string) (T, error), tests []badText) {
	t.Helper()
	for _, test := range tests {
		want := &nhs.ParseError{Type: typ, Input: test.text, Offset: test.offset, Want: test.want}
		v, err := parse(test.text)
		var got *nhs.ParseError
		if !errors.As(err, &got) {
			t.Errorf("parse %q = %v, %v; want a *ParseError", test.text, v, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("parse %q (-want +got):\n%s", test.text, diff)
		}
		var zero T
		if v != zero {
			t.Errorf("parse %q = %v beside its error, want the zero value", test.text, v)
		}
		err = P(&v).UnmarshalText([]byte(test.text))
		if !errors.As(err, &got) {
			t.Errorf("UnmarshalText(%q) = %v, want a *ParseError", test.text, err)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("UnmarshalText(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

// testNoAllocs checks that parsing the text, which is valid, does not allocate.
func testNoAllocs[T any](t *testing.T, parse func(string) (T, error), texts ...string) {
	t.Helper()
	for _, text := range texts {
		allocs := testing.AllocsPerRun(100, func() {
			if _, err := parse(text); err != nil {
				t.Fatal(err)
			}
		})
		if allocs != 0 {
			t.Errorf("parse %q allocates %v times, want 0", text, allocs)
		}
	}
}

// testJSON checks that v survives JSON as a value, as a map key, and in a field
// with omitzero, and that null leaves it as it was and "" is refused.
func testJSON[T comparable](t *testing.T, v T, text string) {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	roundTrip(t, v, string(quoted))
	roundTrip(t, map[T]int{v: 1}, "{"+string(quoted)+":1}")

	type record struct {
		Value T `json:"value,omitzero"`
	}
	var zero T
	if v == zero {
		roundTrip(t, record{}, `{}`)
	} else {
		roundTrip(t, record{v}, `{"value":`+string(quoted)+`}`)
	}

	got := v
	if err := json.Unmarshal([]byte("null"), &got); err != nil || got != v {
		t.Errorf("null over %v = %v, %v; want no change", v, got, err)
	}
	var refused *nhs.ParseError
	if err := json.Unmarshal([]byte(`""`), &got); !errors.As(err, &refused) || got != v {
		t.Errorf(`"" over %v = %v, %v; want a *ParseError and no change`, v, got, err)
	}
	if err := json.Unmarshal([]byte(`2013`), &got); err == nil || got != v {
		t.Errorf("a JSON number over %v = %v, %v; want an error and no change", v, got, err)
	}
}

func roundTrip[T any](t *testing.T, v T, want string) {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil || string(b) != want {
		t.Errorf("Marshal(%v) = %s, %v; want %s", v, b, err, want)
		return
	}
	var back T
	if err := json.Unmarshal(b, &back); err != nil {
		t.Errorf("Unmarshal(%s): %v", b, err)
		return
	}
	if diff := cmp.Diff(v, back); diff != "" {
		t.Errorf("through JSON (-before +after):\n%s", diff)
	}
}
