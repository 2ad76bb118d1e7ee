package nhs_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

// TestParseErrorInput checks that an error repeats only the beginning of a long
// text, never part of a character, and still gives the place in the whole.
func TestParseErrorInput(t *testing.T) {
	digits := strings.Repeat("1", 64)
	tests := []struct{ text, want string }{
		{digits, digits},
		{digits + "1", digits + "…"},
		{digits[:63] + "£", digits[:63] + "…"},
		{digits[:62] + "£5", digits[:62] + "£…"},
		{digits[:61] + "🏥", digits[:61] + "…"},
		{strings.Repeat("\x80", 100), strings.Repeat("\x80", 61) + "…"},
		{strings.Repeat("x", 1<<20), strings.Repeat("x", 64) + "…"},
	}
	for _, test := range tests {
		_, err := nhs.ParseDate(test.text)
		var bad *nhs.ParseError
		if !errors.As(err, &bad) {
			t.Fatalf("ParseDate of %d bytes: %v", len(test.text), err)
		}
		if bad.Input != test.want {
			t.Errorf("Input = %q, want %q", bad.Input, test.want)
		}
	}
	_, err := nhs.ParseOrgID(strings.Repeat("A", 99) + "!")
	if bad := new(nhs.ParseError); !errors.As(err, &bad) || bad.Offset != 99 {
		t.Errorf("ParseOrgID of 99 letters and a mark: %#v, want offset 99", err)
	}
}

func TestParseErrorMessage(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{
			&nhs.ParseError{Type: "date", Input: "1\n", Offset: 1, Want: "a digit"},
			`not a valid date: "1\n" at byte 1: want a digit`,
		},
		{
			&nhs.ParseError{Type: "period", Input: "x", Offset: -1, Want: "a slash"},
			`not a valid period: "x": want a slash`,
		},
	}
	for _, test := range tests {
		if got := test.err.Error(); got != test.want {
			t.Errorf("Error() = %s, want %s", got, test.want)
		}
	}
}
