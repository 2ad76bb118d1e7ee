package nhs_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestParseOrgID(t *testing.T) {
	codes := []string{"00F", "0AA", "D4U1Y", "X24", "QE1", "E38000042", "99", "AAAAAAAAAAAA"}
	slugs := []string{"south", "anglia-csu", "x24", "a1-2-b", "in-house", "aa", "a" + strings.Repeat("b", 63)}
	for _, text := range slices.Concat(codes, slugs) {
		id, err := nhs.ParseOrgID(text)
		if err != nil || id.String() != text {
			t.Errorf("ParseOrgID(%q) = %v, %v", text, id, err)
		}
		wantCode := slices.Contains(codes, text)
		if id.IsCode() != wantCode || id.IsSlug() == wantCode {
			t.Errorf("%s: code %v, slug %v; want code %v", id, id.IsCode(), id.IsSlug(), wantCode)
		}
	}
	mustPanic(t, "MustParseOrgID", func() { nhs.MustParseOrgID("00f") })
	testNoAllocs(t, nhs.ParseOrgID, "00F", "anglia-csu")
}

func TestParseOrgIDErrors(t *testing.T) {
	const (
		form  = "an ODS code (2 to 12 upper-case letters and digits, such as 00F) or a slug (lower-case words joined by hyphens, such as anglia-csu)"
		upper = "the ODS code in upper case, "
	)
	long := "a" + strings.Repeat("b", 63)
	testBadText(t, "organisation ID", nhs.ParseOrgID, []badText{
		{"", -1, form},
		{"A", -1, form},
		{"a", -1, form},
		{"-", -1, form},
		{"-anglia", -1, form},
		{"anglia-", -1, form},
		{"anglia--csu", -1, form},
		{"Anglia-CSU", -1, form},
		{"AAAAAAAAAAAAA", -1, form},
		{"00F ", 3, form},
		{" 00F", 0, form},
		{"00F\n", 3, form},
		{"anglia_csu", 6, form},
		{"NHS Anglia", 3, form},
		{"caf\u00e9", 3, form},
		{"00\u0131", 2, form}, // dotless i, whose upper case is the letter I
		{"\u013100", 0, form},
		{"00\xff", 2, form},
		{"a-zA-Z0-9!", 9, form},
		{"0z", 1, upper + "0Z"},
		{"00f", 2, upper + "00F"},
		{"0Aa", 2, upper + "0AA"},
		{"D4u1Y", 2, upper + "D4U1Y"},
		{"1aaaaaaaaaaa", 1, upper + "1AAAAAAAAAAA"},
		{"1aaaaaaaaaaaa", -1, form},
	})
	if id, err := nhs.ParseOrgID(long + "b"); err == nil {
		t.Errorf("a slug of 65 bytes is read as %v", id)
	}
}

func TestZeroOrgID(t *testing.T) {
	var none nhs.OrgID
	if none.IsCode() || none.IsSlug() || none.String() != "" {
		t.Errorf("no organisation: %q, code %v, slug %v", none, none.IsCode(), none.IsSlug())
	}
	if b, err := json.Marshal(none); string(b) != `""` || err != nil {
		t.Errorf("no organisation in JSON = %s, %v", b, err)
	}
}

func TestOrgIDOrder(t *testing.T) {
	got := []nhs.OrgID{"south", "X24", "00F", "", "anglia", "D4U1Y", "0AA"}
	slices.SortFunc(got, nhs.OrgID.Compare)
	want := []nhs.OrgID{"", "00F", "0AA", "D4U1Y", "X24", "anglia", "south"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestOrgIDJSON(t *testing.T) {
	testJSON(t, nhs.OrgID("00F"), "00F")
	testJSON(t, nhs.OrgID("anglia-csu"), "anglia-csu")
	var byID map[nhs.OrgID]int
	if err := json.Unmarshal([]byte(`{"00f":1}`), &byID); err == nil {
		t.Errorf("a key in the wrong case is read as %v", byID)
	}
}

// TestOrgIDForms checks every text of two bytes against the definition.
func TestOrgIDForms(t *testing.T) {
	const (
		lower, upper, digit = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	)
	for a := range 256 {
		for b := range 256 {
			text := string([]byte{byte(a), byte(b)})
			first, second := text[:1], text[1:]
			code := strings.Contains(upper+digit, first) && strings.Contains(upper+digit, second)
			slug := strings.Contains(lower, first) && strings.Contains(lower+digit, second)
			id := nhs.OrgID(text)
			if id.IsCode() != code || id.IsSlug() != slug {
				t.Errorf("%q: code %v, slug %v; want %v, %v", text, id.IsCode(), id.IsSlug(), code, slug)
			}
			if _, err := nhs.ParseOrgID(text); (err == nil) != (code || slug) {
				t.Errorf("ParseOrgID(%q): %v", text, err)
			}
		}
	}
}
