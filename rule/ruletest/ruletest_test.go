package ruletest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A recorder is a test that only takes down what it is told.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

// expect fails the test unless the recorder was told exactly these things, of
// which each is given in part.
func (r *recorder) expect(t *testing.T, parts ...string) {
	t.Helper()
	ok := len(r.said) == len(parts)
	for i := range parts {
		ok = ok && strings.Contains(r.said[i], parts[i])
	}
	if !ok {
		t.Errorf("the test said\n\t%s\nwant something with each of %q", strings.Join(r.said, "\n\t"), parts)
	}
}

// A box holds things of which it takes three at most, and one before 2014.
type box struct {
	Closed nhs.Date `json:"closed,omitzero"`
	Things []string `json:"things"`
}

func decode(data []byte) (b box, err error) {
	err = json.Unmarshal(data, &b)
	return b, err
}

const tooFull, stuck rule.ID = "BOX-01", "BOX-02"

func fullMeta(id rule.ID) rule.Meta {
	return rule.Meta{
		ID: id, Title: "A box is not too full", Rationale: "It would burst.", Fix: "Take things out.",
		GoodExample: "a pen", BadExample: "four pens", Observed: rule.ObservedSynthetic, Severity: rule.Warning, Basis: rule.Law,
		Citations: []rule.Citation{{Title: "Boxes Act", URL: "https://example.org/boxes"}},
		InForce:   nhs.MustParsePeriod("2013-04-01/2014-03-31"), Related: []rule.ID{stuck},
	}
}

func boxes() rule.Set[box] {
	second := fullMeta(stuck)
	second.Related, second.InForce, second.OptIn = nil, nhs.Period{}, true
	return rule.NewSet("box", nil,
		rule.Rule[box]{
			Meta: fullMeta(tooFull),
			On:   func(b *box) nhs.Date { return b.Closed },
			Check: func(_ rule.Pass, b *box) (found rule.Findings) {
				for i := range b.Things {
					if i >= 3 {
						found.Add(rule.PointerOf("things", i), "a box takes three things: take this out")
					}
				}
				return found
			},
		},
		rule.Rule[box]{
			Meta: second,
			Check: func(_ rule.Pass, b *box) (found rule.Findings) {
				switch len(b.Things) {
				case 1:
					found.Add(rule.PointerOf("label", "text"), "a label is missing").WithSeverity(rule.Info)
				case 2:
					found.Add("", "the label is wrong").WithRelated(rule.PointerOf("things", 7, "size"), "the size")
				case 3:
					panic("stuck")
				}
				return found
			},
		})
}

func TestWant(t *testing.T) {
	s, err := boxes().Select(tooFull, stuck)
	if err != nil {
		t.Fatal(err)
	}
	o := rule.Options{AsOf: nhs.MustParseDate("2013-04-01")}
	five := s.Check(&box{Things: make([]string, 5)}, o)
	two := s.Check(&box{Things: make([]string, 2)}, o)
	three := s.Check(&box{Things: make([]string, 3)}, o)
	for _, tt := range []struct {
		name string
		r    rule.Report
		want []string
		says []string
	}{
		{"as wanted", five, []string{"BOX-01 /things/3", "BOX-01 /things/4"}, nil},
		{"in another order", five, []string{"BOX-01 /things/4", "BOX-01 /things/3"}, nil},
		{"the whole document", two, []string{"BOX-02"}, nil},
		{"nothing", rule.Report{}, nil, nil},
		{"missing", rule.Report{}, []string{"BOX-01 /things/3"}, []string{"unexpected report\n\tmissing:    BOX-01 /things/3"}},
		{"unexpected", two, nil, []string{"\n\tunexpected: BOX-02 (the label is wrong)"}},
		{"twice", two, []string{"BOX-02", "BOX-02"}, []string{"\n\tmissing:    BOX-02"}},
		{"another place", five, []string{"BOX-01 /things/5", "BOX-01 /things/3"}, []string{"\n\tmissing:    BOX-01 /things/5\n\tunexpected: BOX-01 /things/4 ("}},
		{"broken", three, nil, []string{"\n\tbroken:     rule BOX-02 could not judge box: stuck"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var tb recorder
			Want(&tb, tt.r, tt.want...)
			tb.expect(t, tt.says...)
		})
	}
}

// sound are fixtures of BOX-01 without a fault.
func sound() map[string]string {
	return map[string]string{
		"BOX-01/pass.json":       `{"note": "three", "as_of": "2013-04-01", "document": {"things": ["a", "b", "c"]}, "want": []}`,
		"BOX-01/fail.json":       `{"note": "five", "as_of": "2013-04-01", "document": {"things": ["a", "b", "c", "d", "e"]}, "want": ["/things/4", "/things/3"], "severity": "warning"}`,
		"BOX-01/edge-last.json":  `{"note": "the last day", "document": {"closed": "2014-03-31", "things": ["a", "b", "c", "d"]}, "want": ["/things/3"], "outcome": "found"}`,
		"BOX-01/edge-after.json": `{"note": "the day after", "document": {"closed": "2014-04-01", "things": ["a", "b", "c", "d"]}, "want": [], "outcome": "not in force"}`,
	}
}

func files(m map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range m {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestOwn(t *testing.T) {
	type shelf struct{ boxes []box }
	m := fullMeta("SHELF-01")
	m.OptIn = true
	shelves := rule.Join(
		rule.Lift("boxes", func(s *shelf) []box { return s.boxes }, boxes()),
		rule.LiftOne("first", func(*shelf) *box { return new(box) }, boxes()),
		rule.NewSet("shelf", nil, rule.Rule[shelf]{Meta: m}))
	if got := own(shelves); len(got) != 1 || got[0] != "SHELF-01" {
		t.Errorf("a shelf has rules of its own: %v", got)
	}
	if got := own(boxes()); len(got) != 2 {
		t.Errorf("a box has rules of its own: %v", got)
	}
}

func TestFixtures(t *testing.T) {
	only := rule.NewSet("box", nil, rule.Rule[box]{Meta: fullMeta(tooFull), On: func(b *box) nhs.Date { return b.Closed }, Check: checkOf(tooFull)})
	Fixtures(t, files(sound()), only, decode)
}

// A lifted rule is held against documents of the whole, if it is named.
func TestFixturesOfLiftedRule(t *testing.T) {
	type shelf struct {
		Boxes []box `json:"boxes"`
	}
	shelves := rule.Lift("boxes", func(s *shelf) []box { return s.Boxes }, boxes())
	fixtures := make(map[string]string)
	for name, text := range sound() {
		text = strings.Replace(text, `"document": {`, `"document": {"boxes": [{}, {`, 1)
		text = strings.Replace(text, `]}, "want"`, `]}]}, "want"`, 1)
		fixtures[name] = strings.ReplaceAll(text, `"/things`, `"/boxes/1/things`)
	}
	read := func(data []byte) (s shelf, err error) { return s, json.Unmarshal(data, &s) }
	Fixtures(t, files(fixtures), shelves, read, tooFull)

	var tb recorder
	checkRule(&tb, files(sound()), shelves, tooFull, read)
	if len(tb.said) == 0 {
		t.Error("documents of boxes were taken for documents of shelves")
	}
}

func checkOf(id rule.ID) func(rule.Pass, *box) rule.Findings {
	return func(p rule.Pass, b *box) rule.Findings {
		s, err := boxes().Select(id)
		if err != nil {
			return nil
		}
		return s.Check(b, rule.Options{AsOf: p.On}).Findings
	}
}

func TestFixtureFaults(t *testing.T) {
	const four = `"document": {"things": ["a", "b", "c", "d"]}`
	for _, tt := range []struct {
		name       string
		file, text string // "" takes the file away
		says       []string
	}{
		{"sound", "BOX-01/pass.json", sound()["BOX-01/pass.json"], nil},
		{"no pass", "BOX-01/pass.json", "", []string{"rule BOX-01 has no pass*.json"}},
		{"no fail", "BOX-01/fail.json", "", []string{"rule BOX-01 has no fail*.json"}},
		{"stray file", "BOX-01/README.md", "hello", []string{"BOX-01/README.md: not a fixture: want pass*.json"}},
		{"stray JSON", "BOX-01/other.json", "{}", []string{"BOX-01/other.json: not a fixture"}},
		{"not JSON", "BOX-01/fail-2.json", "{", []string{"BOX-01/fail-2.json: unexpected EOF"}},
		{"more than one", "BOX-01/edge-last.json", sound()["BOX-01/edge-last.json"] + "{}", []string{"there is more after the end"}},
		{"unknown field", "BOX-01/fail-2.json", `{"notes": "four"}`, []string{`unknown field "notes"`}},
		{"bad date", "BOX-01/fail-2.json", `{"as_of": "2013-04"}`, []string{"BOX-01/fail-2.json: "}},
		{"unknown outcome", "BOX-01/edge-2.json", `{"outcome": "lost"}`, []string{`not a valid outcome: "lost"`}},
		{"no note", "BOX-01/fail-2.json", `{` + four + `, "want": ["/things/3"]}`, []string{`no "note"`}},
		{"no document", "BOX-01/fail-2.json", `{"note": "x", "want": ["/things/3"]}`, []string{`no "document"`}},
		{"no want", "BOX-01/pass-2.json", `{"note": "x", "document": {}}`, []string{"does not say what it wants"}},
		{"pass that wants something", "BOX-01/pass-2.json", `{"note": "x", ` + four + `, "want": ["/things/3"]}`, []string{"a pass wants no findings"}},
		{"fail that wants nothing", "BOX-01/fail-2.json", `{"note": "x", ` + four + `, "want": []}`, []string{"a fail wants findings"}},
		{"edge without outcome", "BOX-01/edge-2.json", `{"note": "x", ` + four + `, "want": []}`, []string{`an edge says its "outcome"`}},
		{"document of another shape", "BOX-01/pass-2.json", `{"note": "x", "document": [], "want": []}`, []string{"the document cannot be decoded"}},
		{"pass that finds something", "BOX-01/pass-2.json", `{"note": "x", "as_of": "2013-04-01", ` + four + `, "want": []}`, []string{
			`BOX-01/pass-2.json: findings at ["/things/3"], want []`, `the outcome is ["found"], want passed`}},
		{"pass that the rule never looked at", "BOX-01/pass-2.json", `{"note": "x", ` + four + `, "want": []}`, []string{
			`the outcome is ["undated: no date says which law applied"], want passed`}},
		{"fail that finds nothing", "BOX-01/fail-2.json", `{"note": "x", "as_of": "2013-03-31", ` + four + `, "want": ["/things/3"]}`, []string{
			`findings at [], want ["/things/3"]`, `the outcome is ["not in force: in force 2013-04-01/2014-03-31"], want found`}},
		{"another place", "BOX-01/fail-2.json", `{"note": "x", "as_of": "2013-04-01", ` + four + `, "want": ["/things/2"]}`, []string{
			`findings at ["/things/3"], want ["/things/2"]`}},
		{"another severity", "BOX-01/fail-2.json", `{"note": "x", "as_of": "2013-04-01", ` + four + `, "want": ["/things/3"], "severity": "error"}`, []string{
			`the finding at "/things/3" is of severity warning, want error`}},
		{"edge of another outcome", "BOX-01/edge-2.json", `{"note": "x", "as_of": "2013-04-01", ` + four + `, "want": ["/things/3"], "outcome": "passed"}`, []string{
			`the outcome is ["found"], want passed`}},
		{"place outside the document", "BOX-02/fail-2.json", `{"note": "x", "document": {"things": ["a"]}, "want": ["/label/text"], "severity": "info"}`, []string{
			`a finding names "/label/text", and neither that nor its parent`}},
		{"related place outside the document", "BOX-02/fail-2.json", `{"note": "x", "document": {"things": ["a", "b"]}, "want": [""]}`, []string{
			`a finding names "/things/7/size"`}},
		{"broken", "BOX-02/pass.json", `{"note": "x", "document": {"things": ["a", "b", "c"]}, "want": []}`, []string{
			"BOX-02/pass.json: rule BOX-02 could not judge box: stuck", `the outcome is ["panicked: stuck"], want passed`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fixtures := sound()
			fixtures["BOX-02/pass.json"] = `{"note": "empty", "document": {}, "want": []}`
			fixtures["BOX-02/fail.json"] = `{"note": "a label", "document": {"label": {}, "things": ["a"]}, "want": ["/label/text"]}`
			fixtures[tt.file] = tt.text
			if tt.text == "" {
				delete(fixtures, tt.file)
			}
			var tb recorder
			for _, id := range own(boxes()) {
				checkRule(&tb, files(fixtures), boxes(), id, decode)
			}
			tb.expect(t, tt.says...)
		})
	}
}

func TestFixturesMissing(t *testing.T) {
	withoutEdges := sound()
	delete(withoutEdges, "BOX-01/edge-last.json")
	delete(withoutEdges, "BOX-01/edge-after.json")
	var tb recorder
	checkRule(&tb, files(withoutEdges), boxes(), tooFull, decode)
	tb.expect(t, "rule BOX-01 has no edge*.json, and was in force only 2013-04-01/2014-03-31")

	tb = recorder{}
	checkRule(&tb, files(nil), boxes(), tooFull, decode)
	tb.expect(t, "rule BOX-01 has no fixtures")

	tb = recorder{}
	checkRule(&tb, files(nil), boxes(), "BOX-09", decode)
	tb.expect(t, `no rule "BOX-09"`)
}

// A fixture that would hold without the rule is found out, however it got by
// the other checks.
func TestStubbedRule(t *testing.T) {
	only, err := boxes().Select(tooFull)
	if err != nil {
		t.Fatal(err)
	}
	var tb recorder
	f := fixture{name: "BOX-01/fail.json", kind: "fail", Document: []byte(`{}`), AsOf: nhs.MustParseDate("2013-04-01"), Outcome: rule.Passed}
	checkFixture(&tb, f, only, fullMeta(tooFull), decode)
	tb.expect(t, "it still holds when the rule is taken out")
}

func TestOrphans(t *testing.T) {
	fixtures := sound()
	var tb recorder
	Orphans(&tb, files(fixtures), boxes().All())
	tb.expect(t)
	fixtures["BOX-09/pass.json"] = "{}"
	fixtures["BOX-02"] = "a file"
	fixtures["notes.txt"] = "a file"
	Orphans(&tb, files(fixtures), boxes().All())
	tb.expect(t, "BOX-02 is not the folder of a rule", "BOX-09 is not the folder of a rule", "notes.txt is not the folder of a rule")

	other := rule.NewSet("box", nil, rule.Rule[box]{Meta: rule.Meta{ID: "BOX-09"}})
	delete(fixtures, "BOX-02")
	delete(fixtures, "notes.txt")
	tb = recorder{}
	Orphans(&tb, files(fixtures), boxes().All(), other.All())
	tb.expect(t)
}

func TestCatalogue(t *testing.T) {
	pages := fstest.MapFS{"BOX-01.md": {}, "BOX-02.md": {}}
	var tb recorder
	Catalogue(&tb, boxes(), pages)
	tb.expect(t)

	for _, tt := range []struct {
		name   string
		change func(*rule.Meta)
		says   []string
	}{
		{"not fit", func(m *rule.Meta) { m.Severity = 0 }, []string{"not fit to be used: rule BOX-01: it has no severity"}},
		{"shape of ID", func(m *rule.Meta) { m.ID = "Box-1" }, []string{"not like CCG-01", "no page Box-1.md"}},
		{"long ID", func(m *rule.Meta) { m.ID = "BOXES-01" }, []string{"not like CCG-01", "no page BOXES-01.md"}},
		{"why", func(m *rule.Meta) { m.Rationale = "" }, []string{"rule BOX-01: it has no why"}},
		{"fix", func(m *rule.Meta) { m.Fix = " " }, []string{"it has no fix"}},
		{"good", func(m *rule.Meta) { m.GoodExample = "" }, []string{"it has no good example"}},
		{"bad", func(m *rule.Meta) { m.BadExample = "" }, []string{"it has no bad example"}},
		{"good and bad", func(m *rule.Meta) { m.BadExample = m.GoodExample }, []string{"are the same"}},
		{"seen", func(m *rule.Meta) { m.Observed = "" }, []string{"on what data"}},
		{"seen otherwise", func(m *rule.Meta) { m.Observed = "yesterday" }, []string{"on what data"}},
		{"placeholder", func(m *rule.Meta) { m.Limitations = "TODO: say" }, []string{"its limits is still to be written: TODO: say"}},
		{"placeholder", func(m *rule.Meta) { m.Rationale = "Why???" }, []string{"its why is still to be written"}},
		{"citation", func(m *rule.Meta) { m.Citations = []rule.Citation{{}} }, []string{"it has no title of a citation"}},
		{"note of a citation", func(m *rule.Meta) { m.Citations = []rule.Citation{{Title: "Act", Note: "tbd"}} }, []string{"its note of a citation"}},
		{"address", func(m *rule.Meta) { m.Citations = []rule.Citation{{Title: "Act", URL: "example.org/act"}} }, []string{"not the address of a page"}},
		{"address", func(m *rule.Meta) { m.Citations = []rule.Citation{{Title: "Act", URL: "ftp://example.org/act"}} }, []string{"not the address of a page"}},
		{"address", func(m *rule.Meta) { m.Citations = []rule.Citation{{Title: "Act", URL: "https://exa mple"}} }, []string{"not the address of a page"}},
		{"related to itself", func(m *rule.Meta) { m.Related = []rule.ID{tooFull} }, []string{"it names BOX-01 as a related rule"}},
		{"related to nothing", func(m *rule.Meta) { m.Related = []rule.ID{"BOX-99"} }, []string{"the related rule BOX-99 has no page"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := fullMeta(tooFull)
			tt.change(&m)
			var tb recorder
			Catalogue(&tb, rule.NewSet("box", nil, rule.Rule[box]{Meta: m, Check: checkOf(tooFull)}), pages)
			tb.expect(t, tt.says...)
		})
	}

	tb = recorder{}
	Catalogue(&tb, boxes(), fstest.MapFS{"BOX-01.md": {}})
	tb.expect(t, "the related rule BOX-02 has no page", "rule BOX-02: it has no page BOX-02.md")
	tb = recorder{}
	Catalogue(&tb, boxes(), nil)
	tb.expect(t)
}

func TestResolves(t *testing.T) {
	var document any
	if err := json.Unmarshal([]byte(`{"lines": [{"price": 1}, null], "a/b": {"m~n": 0}, "": {"": 1}}`), &document); err != nil {
		t.Fatal(err)
	}
	got := map[rule.Pointer]bool{}
	want := map[rule.Pointer]bool{
		"": true, "/lines": true, "/lines/0": true, "/lines/0/price": true, "/lines/1": true, "/a~1b/m~0n": true, "/": true, "//": true,
		"/lines/2": false, "/lines/-1": false, "/lines/00": false, "/lines/-": false, "/lines/0/price/x": false, "/lines/1/x": false,
		"/a": false, "lines": false, "/a/b": false, "/lines/price": false,
	}
	for p := range want {
		got[p] = resolves(document, p)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}
