package rulepages

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func box() rule.Meta {
	return rule.Meta{
		ID: "BOX-01", Subject: "box", Title: "A box holds three | four things", Rationale: "It would burst.", Fix: "Take one out.",
		Limitations: "It cannot see how big they are.", Severity: rule.Warning, Basis: rule.Law,
		Citations: []rule.Citation{
			{Title: "Boxes Act", Section: "section 1", Publisher: "Parliament", Published: nhs.MustParsePartialDate("2012-03"), URL: "https://example.org/a(b)", Note: "only a summary was seen"},
			{Title: "A letter"},
		},
		InForce: nhs.MustParsePeriod("2013-04-01/2022-06-30"), Tags: []string{"boxes", "law"}, Observed: rule.ObservedReal,
		GoodExample: "a pen", BadExample: `"things": ["a", "b"]`, Related: []rule.ID{"BOX-02", "LID-01"},
	}
}

func boxWaiver() rule.Waiver {
	return rule.Waiver{Rule: "BOX-01", Subject: rule.Subject{Kind: "box", ID: "…"}}
}

func keptBox() rule.Meta {
	return rule.Meta{
		ID: "BOX-02", Subject: "box", Title: "A box is a box", Severity: rule.Error, Basis: rule.Integrity, Observed: rule.NeverObserved,
		ByConstruction: &rule.ByConstruction{How: "Box is a type.", Test: "TestBox"},
	}
}

func TestPage(t *testing.T) {
	fixtures := fstest.MapFS{
		"BOX-01/pass-2.json": {Data: []byte(`{"note": "second", "document": {"second": true}, "want": []}`)},
		"BOX-01/pass.json":   {Data: []byte(`{"note": "first", "as_of": "2013-04-01", "document": {"things":["a"]}, "want": []}`)},
		"BOX-01/fail-a.json": {Data: []byte(`{"note": "four", "document": {"things": []}, "want": ["/things/3", ""]}`)},
	}
	const want = `# BOX-01 · A box holds three | four things

| | |
|---|---|
| Judges | ¬box¬ |
| Severity | warning |
| Basis | law |
| In force | 2013-04-01 to 2022-06-30 |
| Runs | by default |
| Fires on | published data |
| Tags | boxes, law |

## What it asks

A box holds three | four things.

## Why

It would burst.

## On whose authority

- [Boxes Act](<https://example.org/a(b)>), section 1, Parliament, 2012-03. Only a summary was seen.
- A letter.

## A document that keeps it

First.

¬¬¬json
{"things": ["a"]}
¬¬¬

As of 2013-04-01.

## A document that breaks it

Four.

¬¬¬json
{"things": []}
¬¬¬

Found at ¬/things/3¬, the whole document.

## What it cannot see

It cannot see how big they are.

## How to fix it

Take one out.

## How to waive

Name one subject, a reason and a last day. The finding stays in the report, marked.

¬¬¬json
{"rule": "BOX-01", "subject": "box/…", "reason": "…", "until": "YYYY-MM-DD"}
¬¬¬

## Related

[BOX-02](BOX-02.md), [LID-01](LID-01.md)

---

[All rules](README.md). This page is generated: change the rule, not the page.
`
	if diff := cmp.Diff(strings.ReplaceAll(want, "¬", "`"), Page(box(), boxWaiver(), fixtures)); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}

func TestPageWithoutFixtures(t *testing.T) {
	long := `{"document": [` + strings.Repeat("1000000,", maxLines) + `1]}`
	for name, fixtures := range map[string]fs.FS{
		"none": nil, "empty": fstest.MapFS{},
		"not JSON": fstest.MapFS{"BOX-01/pass.json": {Data: []byte("{")}, "BOX-01/fail.json": {Data: []byte("{}")}},
		"long":     fstest.MapFS{"BOX-01/pass.json": {Data: []byte(long)}, "BOX-01/fail.json": {Data: []byte(long)}},
	} {
		got := Page(box(), boxWaiver(), fixtures)
		for _, part := range []string{"keeps it\n\na pen\n", "breaks it\n\n```\n\"things\": [\"a\", \"b\"]\n```\n"} {
			if !strings.Contains(got, part) {
				t.Errorf("%s: the page lacks %q:\n%s", name, part, got)
			}
		}
	}
}

// A waiver names what findings name: the box around a lid, and where it is.
func TestPageOfPart(t *testing.T) {
	lids := rule.NewSet("lid", nil, rule.Rule[string]{Meta: rule.Meta{ID: "LID-01", Title: "A lid fits"}})
	for name, tt := range map[string]struct {
		boxes rule.Set[[]string]
		want  string
	}{
		"in a box with a number": {rule.NewSet("box", func(*[]string) string { return "7" }), `"subject": "box/…", "path": "/lids/0/…", "reason"`},
		"in a box without":       {rule.NewSet[[]string]("box", nil), `"subject": "lid", "reason"`},
	} {
		set := rule.Join(tt.boxes, rule.Lift("lids", func(b *[]string) []string { return *b }, lids))
		m, _ := set.Lookup("LID-01")
		w, ok := set.Waiver("LID-01")
		if got := Page(m, w, nil); !ok || !strings.Contains(got, tt.want) {
			t.Errorf("%s: the page lacks %s:\n%s", name, tt.want, got)
		}
	}
}

func TestPageOfKeptRule(t *testing.T) {
	got := Page(keptBox(), rule.Waiver{}, nil)
	for _, part := range []string{
		"| Runs | never: the types keep it |", "## How the types keep it\n\nBox is a type.\n\nShown by `TestBox`.",
		"## On whose authority\n\nNobody's", "| Fires on | nothing seen so far |", "| In force | always |",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the page lacks %q:\n%s", part, got)
		}
	}
	for _, part := range []string{"How to waive", "Related", "A document", "How to fix it", "Tags"} {
		if strings.Contains(got, part) {
			t.Errorf("the page has %q:\n%s", part, got)
		}
	}
}

func TestIndex(t *testing.T) {
	off := box()
	off.ID, off.OptIn, off.InForce, off.Title = "LID-01", true, nhs.MustParsePeriod("2013-04-01/.."), "A box has a lid"
	const want = `# Rules

2 rules are checked, and the types keep 1 more. Each has a page that says why it is there,
on whose authority, and how to fix or waive a finding.

By [package](#by-package), [severity](#by-severity), [basis](#by-basis), [date](#by-date); [kept by the types](#kept-by-the-types).

## BOX

| Rule | What it asks | Judges | Severity | Basis | In force | Runs |
|---|---|---|---|---|---|---|
| [BOX-01](BOX-01.md) | A box holds three \| four things | ¬box¬ | warning | law | 2013-04-01 to 2022-06-30 | by default |

## LID

| Rule | What it asks | Judges | Severity | Basis | In force | Runs |
|---|---|---|---|---|---|---|
| [LID-01](LID-01.md) | A box has a lid | ¬box¬ | warning | law | from 2013-04-01 | if selected |

## By package

| Package | Rules |
|---|---|
| box | [BOX-01](BOX-01.md) |
| lid | [LID-01](LID-01.md) |

## By severity

| Severity | Rules |
|---|---|
| warning | [BOX-01](BOX-01.md), [LID-01](LID-01.md) |

## By basis

| Basis | Rules |
|---|---|
| law | [BOX-01](BOX-01.md), [LID-01](LID-01.md) |

## By date

| Date | Rules |
|---|---|
| 2013-04-01 to 2022-06-30 | [BOX-01](BOX-01.md) |
| from 2013-04-01 | [LID-01](LID-01.md) |

## Kept by the types

No document can break these, so nothing checks them.

| Rule | What it asks | How it is kept |
|---|---|---|
| [BOX-02](BOX-02.md) | A box is a box | Box is a type. |

---

This page is generated: change the rules, not the page.
`
	if diff := cmp.Diff(strings.ReplaceAll(want, "¬", "`"), Index([]Listed{{off, "lid"}, {keptBox(), "box"}, {box(), "box"}})); diff != "" {
		t.Errorf("index (-want +got):\n%s", diff)
	}
}

func TestDays(t *testing.T) {
	for period, want := range map[string]string{
		"always": "always", "2013-04-01/..": "from 2013-04-01", "../2013-03-31": "until 2013-03-31",
		"2013-04-01/2013-04-01": "on 2013-04-01", "2013-04-01/2014-03-31": "2013-04-01 to 2014-03-31",
	} {
		if got := days(nhs.MustParsePeriod(period)); got != want {
			t.Errorf("%s is written %q, want %q", period, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	wide := `"` + strings.Repeat("é", maxWidth-6) + `"`
	for name, tt := range map[string]struct{ in, want string }{
		"fits":       {"{\n  \"a\": [\n    1,\n    {\n      \"b\": {}\n    }\n  ]\n}", `{"a": [1, {"b": {}}]}`},
		"just fits":  {"[\n  " + wide + ",\n  1\n]", "[\n  " + wide + ",\n  1\n]"},
		"alone":      {"[\n  " + wide + "\n]", "[" + wide + "]"},
		"inner fits": {"[\n  " + wide + wide + ",\n  [\n    1\n  ]\n]", "[\n  " + wide + wide + ",\n  [1]\n]"},
		"two":        {"{\n  \"a\": {\n    \"b\": " + wide + ",\n    \"c\": 1\n  },\n  \"d\": {\n    \"e\": 1\n  }\n}", "{\n  \"a\": {\n    \"b\": " + wide + ",\n    \"c\": 1\n  },\n  \"d\": {\"e\": 1}\n}"},
		"bracket":    {"[\n  \"{\",\n  \"[\"\n]", `["{", "["]`},
	} {
		if diff := cmp.Diff(tt.want, strings.Join(fold(strings.Split(tt.in, "\n")), "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
