package document_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestDecodeSaysWhere(t *testing.T) {
	type place struct {
		Path         rule.Pointer
		Line, Column int
		Says         string
	}
	tests := []struct {
		name, document string
		want           place
	}{
		{"empty", "", place{"", 1, 1, "unexpected end of document"}},
		{"blank", " \n ", place{"", 2, 2, "unexpected end of document"}},
		{"not JSON", "hello", place{"", 1, 1, "invalid character"}},
		{"cut short", "{\n \"code\": \"00F\"", place{"", 2, 15, "unexpected end of document"}},
		{"wrong bracket", `[]`, place{"", 1, 1, "an array; want an object"}},
		{"unknown member", "{\n \"cod\": \"00F\"}", place{"/cod", 2, 2, `unknown member "cod"; the members are code, name`}},
		{"other letter case", `{"Code": "00F"}`, place{"/Code", 1, 2, "unknown member"}},
		{"twice", `{"code": "00F", "code": "00F"}`, place{"/code", 1, 17, "duplicate member"}},
		{"malformed code", `{"code": "00f"}`, place{"/code", 1, 10, "upper case"}},
		{"malformed date", "{\"code\":\"00F\",\n\"opened\": \"1 April 2013\"}", place{"/opened", 2, 11, "YYYY-MM-DD"}},
		{"wrong type", `{"name": 7}`, place{"/name", 1, 10, "a number; want a string"}},
		{"list wanted", `{"names": {}}`, place{"/names", 1, 11, "an object; want an array"}},
		{"null", `{"opened": null}`, place{"/opened", 1, 12, "leave the member out"}},
		{"deep in a list", `{"populations": [{"year": 2017, "people": 5}, {"people": 0}]}`, place{"/populations/1/people", 1, 58, "from 1 to"}},
		{"fraction", `{"populations": [{"year": 2017.5}]}`, place{"/populations/0/year", 1, 27, "whole number"}},
		{"exponent", `{"years": [{"allowance": {"amount": 1e9}}]}`, place{"/years/0/allowance/amount", 1, 37, "money"}},
		{"amount left out", `{"years": [{"allowance": {"status": "published"}}]}`, place{"/years/0/allowance/amount", 1, 26, "missing member"}},
		{"two documents", `{} {}`, place{"", 1, 4, "trailing data after document"}},
		{"comma after the document", `{"code": "00F"},`, place{"", 1, 16, "trailing data after document"}},
		{"colons after the document", `{"code": "00F"} ::,`, place{"", 1, 17, "trailing data after document"}},
		{"half a surrogate pair", `{"name": "a\\\ud800"}`, place{"/name", 1, 14, "surrogate"}},
		{"comma at the end", `{"code": "00F",}`, place{"", 1, 16, "invalid character"}},
		{"not UTF-8", "{\"name\": \"\xff\"}", place{"", 1, 11, "UTF-8"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := document.Decode[ccg.Group]([]byte(test.document))
			var e *document.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want an Error", err)
			}
			got := place{e.Path, e.Line, e.Column, test.want.Says}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%v (-want +got):\n%s", e, diff)
			}
			if !strings.Contains(e.Error(), test.want.Says) {
				t.Errorf("got %q, want it to say %q", e, test.want.Says)
			}
		})
	}
}

func TestDecodeStopsAtDepth(t *testing.T) {
	type nest struct {
		In *nest `json:"in,omitempty"`
	}
	deep := strings.Repeat(`{"in":`, 1_000_000)
	_, err := document.Decode[nest]([]byte(deep))
	if err == nil || !strings.Contains(err.Error(), "64 deep") {
		t.Errorf("got %v, want an error about depth", err)
	}
}

func TestIdentifiersHaveALength(t *testing.T) {
	type word string
	type book struct {
		ID    string         `json:"id" limit:"id"`
		Lots  []string       `json:"lots" limit:"id"`
		Kind  *word          `json:"kind"`
		Kinds []word         `json:"kinds"`
		Sizes map[string]int `json:"sizes"`
		Text  string         `json:"text"`
		Notes []string       `json:"notes"`
	}
	for _, test := range []struct{ document, path string }{
		{`{"id":"%s"}`, "/id"},
		{`{"lots":["1","%s"]}`, "/lots/1"},
		{`{"kind":"%s"}`, "/kind"},
		{`{"kinds":["%s"]}`, "/kinds/0"},
		{`{"sizes":{"%s":1}}`, "/sizes/…"},
		{`{"text":"%s"}`, ""},
		{`{"notes":["%s"]}`, ""},
	} {
		for _, letter := range []string{"a", "é", `\n`} {
			read := func(n int, l document.Limits) error {
				text := strings.ReplaceAll(test.document, "%s", strings.Repeat(letter, n))
				_, err := document.DecodeWithin[book]([]byte(text), l)
				return err
			}
			if err := read(document.MaxID, document.Limits{}); err != nil {
				t.Errorf("%s with %d letters: %v", test.document, document.MaxID, err)
			}
			if err := read(3, document.Limits{ID: 3}); err != nil {
				t.Errorf("%s with 3 letters, which are allowed: %v", test.document, err)
			}
			for _, err := range []error{read(document.MaxID+1, document.Limits{}), read(4, document.Limits{ID: 3}), read(1_000_000, document.Limits{})} {
				bad, _ := errors.AsType[*document.Error](err)
				switch {
				case test.path == "" && err != nil:
					t.Errorf("%s: a text is refused: %v", test.document, err)
				case test.path == "":
				case bad == nil || !strings.Contains(err.Error(), "characters: want at most"):
					t.Errorf("%s: the error is %v", test.document, err)
				case len(err.Error()) > 700 || string(bad.Path) != test.path && !strings.HasSuffix(test.path, "…"):
					t.Errorf("%s: the error is %.1000v", test.document, err)
				}
			}
		}
	}
	if _, err := document.DecodeWithin[book]([]byte(`{"text":""}`), document.Limits{ID: 1}); err != nil {
		t.Errorf("the name of a member has no limit: %v", err)
	}
	if _, err := document.Decode[book]([]byte(`{"` + strings.Repeat("x", 1_000_000) + `":1}`)); err == nil || len(err.Error()) > 700 {
		t.Errorf("the error for a long name has %d bytes", len(err.Error()))
	}
}

func TestDecodeMap(t *testing.T) {
	got, err := document.Decode[map[nhs.OrgID]string]([]byte(`{"00F": "a", "13T": "b"}`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[nhs.OrgID]string{"00F": "a", "13T": "b"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range []string{`{"00F": "a", "00F": "b"}`, `{"no code": "a"}`} {
		if got, err := document.Decode[map[nhs.OrgID]string]([]byte(bad)); err == nil {
			t.Errorf("%s: got %v, want an error", bad, got)
		}
	}
}

func TestDecodeEmbedded(t *testing.T) {
	type extended struct {
		ccg.Group
		Extra string `json:"extra"`
		Plain int
	}
	got, err := document.Decode[extended]([]byte(`{"code": "00F", "extra": "\ud83d\ude00", "Plain": -3}`))
	if err != nil {
		t.Fatal(err)
	}
	want := extended{ccg.Group{Code: "00F"}, "\U0001F600", -3}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDecodeRefusesOtherTypes(t *testing.T) {
	refuse := func(name string, err error) {
		if err == nil || !strings.Contains(err.Error(), "cannot decode into ") {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
	_, err := document.Decode[any]([]byte(`{"a": 1, "a": 2}`))
	refuse("interface", err)
	_, err = document.Decode[[2]int]([]byte(`[1, 2, 3]`))
	refuse("array", err)
	_, err = document.Decode[float64]([]byte(`1.5`))
	refuse("float", err)
}

func TestErrorUnwraps(t *testing.T) {
	_, err := document.Decode[ccg.Group]([]byte(`{"code": "?"}`))
	var parse *nhs.ParseError
	if !errors.As(err, &parse) || parse.Type != "organisation ID" {
		t.Errorf("got %v, want a ParseError of an organisation ID inside", err)
	}
}

// Whatever decodes encodes, and decodes again to the same.
func FuzzDecodeMarket(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"ccgs":{"known_until":"2026-03-31","groups":[{"code":"00F","name":"NHS Gateshead CCG","opened":"2013-04-01"}]}}`))
	f.Add([]byte(`{"ccgs":{"successions":[{"predecessor":"00F","successor":"13T","effective":"2015-04","kind":"merger"}]}}`))
	f.Add([]byte(`{"ccgs":{"groups":[{"years":[{"year":"2013/14","allowance":{"amount":"2200000.00","status":"published"}}]}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := document.Decode[commissioning.Market](data)
		if err == nil && !json.Valid(data) {
			t.Fatalf("%q is not JSON", data)
		}
		if _, strict := document.DecodeWithin[commissioning.Market](data, document.Limits{Depth: 3, ID: 5}); strict == nil && err != nil {
			t.Fatalf("%q is decoded within lower limits, but not at all: %v", data, err)
		}
		if err != nil {
			var e *document.Error
			if !errors.As(err, &e) || e.Line < 1 || e.Column < 1 {
				t.Fatalf("%v: not an Error with a place", err)
			}
			return
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		back, err := document.Decode[commissioning.Market](text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(back)
		if err != nil {
			t.Fatal(err)
		}
		if string(text) != string(again) {
			t.Errorf("encoded first as %s\nand then as %s", text, again)
		}
		m.Check(rule.Options{})
		commissioning.NewIndex(&m)
	})
}
