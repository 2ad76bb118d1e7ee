package framework

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// TestReasonsDoNotDependOnOrder: the order of criteria changes no word.
func TestReasonsDoNotDependOnOrder(t *testing.T) {
	c := qualityAndPrice(1, "aa 5 5", "bb 3 2")
	c.Criteria[0].Weight, c.Criteria[1].Weight = percent("60"), percent("40")
	three := MustParseScore("4")
	c.Criteria[0].Threshold, c.Criteria[1].Threshold = &three, &three
	reasons := func() string {
		e, err := Evaluate(c)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(e.Lots[0].Results[0].Reasons, e.Lots[0].Results[1].Reasons)
	}
	for range 2 { // with the minimums, then without
		forwards := reasons()
		slices.Reverse(c.Criteria)
		if backwards := reasons(); backwards != forwards {
			t.Errorf("reasons depend on the order of criteria:\n%s\n%s", forwards, backwards)
		}
		c.Criteria[0].Threshold, c.Criteria[1].Threshold = nil, nil
	}
	if got := reasons(); !strings.Contains(got, "it lost most, by the same points, on price: 2 marks against 5; on quality: 3 marks against 5, each for the best that won") {
		t.Errorf("the equal losses are not both named: %s", got)
	}
}

func TestTieIsToldToAll(t *testing.T) {
	byQuality := func(c *Competition) *Competition {
		c.Ties = TieRule{By: []string{"quality"}, Otherwise: NoneGetsAPlace}
		return c
	}
	for _, tt := range []struct {
		c    *Competition
		tie  string
		told []nhs.OrgID
	}{
		{byQuality(qualityAndPrice(2, "aa 3 4", "bb 5 1", "cc 5 5")), "bb, aa tie on total for the last place; bb gets one by more marks on quality", []nhs.OrgID{"aa", "bb"}},
		{byQuality(qualityAndPrice(1, "aa 3 4", "bb 5 1", "dd 3 4")), "bb, aa, dd tie on total for the last place; bb gets one by more marks on quality", []nhs.OrgID{"aa", "bb", "dd"}},
		{byQuality(qualityAndPrice(2, "aa 3 4", "bb 5 1", "dd 3 4")),
			"bb, aa, dd tie on total for the last 2 places; bb gets one by more marks on quality; aa, dd tie on total and on quality for the last place; under the tie rule none of them gets it", []nhs.OrgID{"aa", "bb", "dd"}},
		{byQuality(qualityAndPrice(3, "aa 3 4", "bb 5 1", "dd 3 4")), "", nil},
		{qualityAndPrice(1, "aa 3 4", "bb 5 1"), "aa, bb tie on total for the last place; under the tie rule each of them gets one", []nhs.OrgID{"aa", "bb"}},
	} {
		e, err := Evaluate(tt.c)
		if err != nil {
			t.Fatal(err)
		}
		lot := &e.Lots[0]
		if lot.Tie != tt.tie {
			t.Errorf("tie %q, want %q", lot.Tie, tt.tie)
		}
		var told []nhs.OrgID
		for i := range lot.Results {
			if r := &lot.Results[i]; tt.tie != "" && slices.Contains(r.Reasons, tt.tie) {
				told = append(told, r.Supplier)
			}
		}
		slices.Sort(told)
		if d := cmp.Diff(tt.told, told); d != "" {
			t.Errorf("%s is told to (-want +got):\n%s", tt.tie, d)
		}
	}
}
