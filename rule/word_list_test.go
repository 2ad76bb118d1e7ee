package rule_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
)

type colour string

func TestWordList(t *testing.T) {
	list := []colour{"red", "amber", "green"}
	for word, want := range map[colour]bool{"": true, "red": true, "green": true, "Red": false, "blue": false} {
		if got := rule.IsWord(word, list); got != want {
			t.Errorf("%q is in the list: %v", word, got)
		}
		var found rule.Findings
		rule.AddWord(&found, "/signal", word, list)
		if (found == nil) != want {
			t.Errorf("%q is reported: %v", word, found)
		}
	}
	var found rule.Findings
	rule.AddWord(&found, "/signal", "blue", list)
	want := rule.Findings{{
		Path: "/signal", Message: `"blue" is not allowed here; use one of ["red" "amber" "green"]`,
		Params: []rule.Param{{Name: "word", Value: "blue"}},
	}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

// A word of the list costs nothing to check.
func TestWordListAllocates(t *testing.T) {
	list := []colour{"red", "amber", "green"}
	if n := testing.AllocsPerRun(100, func() {
		var found rule.Findings
		rule.AddWord(&found, "/signal", "green", list)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
