package ccg_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestParsePeople(t *testing.T) {
	for in, want := range map[string]ccg.People{
		"1": 1, "107776": 107_776, "1000000000": 1_000_000_000,
	} {
		if got, err := ccg.ParsePeople(in); err != nil || got != want {
			t.Errorf("ParsePeople(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "0", "-1", "1000000001", "1e3", "1.0", "107,776", "+5", "null", `"1"`} {
		_, err := ccg.ParsePeople(in)
		if bad, ok := errors.AsType[*nhs.ParseError](err); !ok || bad.Input != in || bad.Want == "" {
			t.Errorf("ParsePeople(%q): %v, want a ParseError", in, err)
		}
		var h ccg.Headcount
		if err := json.Unmarshal([]byte(`{"people":`+in+`}`), &h); err == nil {
			t.Errorf("%q was read as %d people", in, h.People)
		}
	}
	_, err := ccg.ParsePeople(strings.Repeat("é", 1000))
	if bad, ok := errors.AsType[*nhs.ParseError](err); !ok || bad.Input != strings.Repeat("é", 32)+"…" {
		t.Errorf("a long text: %v, want a ParseError with the first 64 bytes", err)
	}
}

func TestPeopleString(t *testing.T) {
	for p, want := range map[ccg.People]string{
		0: "0", 7: "7", 999: "999", 1_000: "1,000", 32_601: "32,601", 107_776: "107,776",
		2_650_244: "2,650,244", -1: "-1", -999: "-999", -1_000: "-1,000",
	} {
		if got := p.String(); got != want {
			t.Errorf("%d people: %q, want %q", int64(p), got, want)
		}
	}
}

func FuzzParsePeople(f *testing.F) {
	for _, s := range []string{"1", "0", "-1", "107776", "1000000000", "1000000001", "1e9", "٣", "+5", "007", "null"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ccg.ParsePeople(s)
		if err != nil {
			if p != 0 {
				t.Errorf("%q: %d people beside the error %v", s, p, err)
			}
			return
		}
		if p < 1 || p > 1_000_000_000 {
			t.Errorf("%q was read as %d people", s, p)
		}
		if again, err := ccg.ParsePeople(strconv.FormatInt(int64(p), 10)); err != nil || again != p {
			t.Errorf("%d people read back: %d, %v", p, again, err)
		}
		if plain := strings.ReplaceAll(p.String(), ",", ""); plain != strconv.FormatInt(int64(p), 10) {
			t.Errorf("%d people are written %s", int64(p), p)
		}
	})
}
