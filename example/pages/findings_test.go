package pages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
)

func TestMarkLines(t *testing.T) {
	const document = "{\n  \"id\": \"a\",\n  \"lines\": [\n    {\"id\": \"x\"},\n    {\n      \"price\": null\n    }\n  ],\n  \"a/b\": {\"~\": 1}\n}\n"
	at := linesOf([]byte(document))
	want := map[rule.Pointer]lineSpan{
		"": {1, 10}, "/id": {2, 2}, "/lines": {3, 8}, "/lines/0": {4, 4}, "/lines/0/id": {4, 4},
		"/lines/1": {5, 7}, "/lines/1/price": {6, 6}, "/a~1b": {9, 9}, "/a~1b/~0": {9, 9},
	}
	if diff := cmp.Diff(want, at, cmp.AllowUnexported(lineSpan{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	findings := findingsOf(rule.Findings{{Rule: "A", Path: "/lines/1/price"}, {Rule: "B", Path: "/lines/0/missing"}, {Rule: "C"}}, nil, at)
	var lines [3]int
	for i, f := range findings {
		lines[i] = f.Line
	}
	if lines != [3]int{6, 4, 0} {
		t.Errorf("the findings are on the lines %v", lines)
	}
	marked := map[int]int{}
	for _, l := range markLines(document, findings, at) {
		for _, f := range l.Findings {
			marked[l.Number] = f.Number
		}
	}
	if diff := cmp.Diff(map[int]int{6: 1, 4: 2}, marked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	long := "[" + strings.Repeat("\n0,", 5000) + "\n0]"
	at = linesOf([]byte(long))
	shown := markLines(long, findingsOf(rule.Findings{{Path: "/4000"}}, nil, at), at)
	last := shown[len(shown)-1]
	if len(shown) > 20 || last.Number != 4005 || !shown[2*linesAround].Gap {
		t.Errorf("of 5,000 lines %d are shown, the last %d", len(shown), last.Number)
	}
	for _, bad := range []string{"", "{", `{"a":`, `[1,`, "nonsense"} {
		if got := linesOf([]byte(bad)); len(got) > 1 {
			t.Errorf("%q: %v", bad, got)
		}
	}
}

// FuzzLinesOf wants the lines of any text to be lines that it has, and those of a
// value within those of what holds it.
func FuzzLinesOf(f *testing.F) {
	for _, seed := range []string{"", "{}", "[1,\n{\"a\":[]}]", "{\"a\":\n{\"b\":1}}", "\"\\n\"", "[\r\n\"é\"]", "{\"a\":1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		at := linesOf([]byte(document))
		lines := strings.Count(document, "\n") + 1
		for p, span := range at {
			if span.first < 1 || span.last < span.first || span.last > lines {
				t.Fatalf("%s is on the lines %v of %d", p, span, lines)
			}
			if parent, ok := at[p.Parent()]; ok && (span.first < parent.first || span.last > parent.last) {
				t.Fatalf("%s is on the lines %v, outside of what holds it: %v", p, span, parent)
			}
		}
		var findings rule.Findings
		for p := range at {
			findings = append(findings, rule.Finding{Path: p})
		}
		markLines(document, findingsOf(findings, nil, at), at)
	})
}
