package ccg_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
)

func TestCompleteness(t *testing.T) {
	for _, test := range []struct {
		months, bills int
		doubt         string
		want          ccg.Extent
	}{
		{12, 0, "", ccg.Complete},
		{12, 0, "cut at 1,850 rows", ccg.LowerBound},
		{12, 4, "cut at 335 rows", ccg.Complete},
		{12, 3, "cut at 1,850 rows", ccg.LowerBound},
		{7, 4, "", ccg.Complete},
		{11, 3, "", ccg.LowerBound},
		{0, 0, "", ccg.LowerBound},
	} {
		c := ccg.CompletenessOf(test.months, test.bills, test.doubt)
		if c.Extent != test.want || c.Doubt != test.doubt {
			t.Errorf("%d months, %d bills, %q: %+v, want %s with its doubt", test.months, test.bills, test.doubt, c, test.want)
		}
	}
}

// A sum of two is no more complete than its evidence, whichever comes first.
func TestCompletenessAnd(t *testing.T) {
	billed := ccg.CompletenessOf(12, 4, "cut short")
	for _, test := range []struct {
		a, b ccg.Completeness
		want ccg.Extent
	}{
		{billed, ccg.CompletenessOf(12, 0, "cut short"), ccg.Complete},
		{billed, ccg.CompletenessOf(12, 3, ""), ccg.LowerBound},
		{billed, ccg.CompletenessOf(8, 0, ""), ccg.LowerBound},
		{billed, ccg.Completeness{}, ccg.LowerBound},
		{ccg.CompletenessOf(8, 4, ""), ccg.CompletenessOf(8, 0, ""), ccg.LowerBound},
		{ccg.CompletenessOf(12, 0, ""), ccg.CompletenessOf(11, 0, ""), ccg.LowerBound},
		{ccg.CompletenessOf(12, 0, ""), ccg.CompletenessOf(12, 0, "cut short"), ccg.LowerBound},
		{ccg.CompletenessOf(12, 0, ""), ccg.CompletenessOf(12, 0, ""), ccg.Complete},
	} {
		if x, y := test.a.And(test.b), test.b.And(test.a); x.Extent != test.want || x != y {
			t.Errorf("%+v and %+v: %+v and %+v, want %s both ways", test.a, test.b, x, y, test.want)
		}
	}
}

func ExampleCompleteness() {
	all := ccg.CompletenessOf(12, 4, "June to October files are cut short")
	part := ccg.CompletenessOf(8, 0, "")
	fmt.Println(all.Extent, "although:", all.Doubt)
	fmt.Println(part.Extent, part.Months, "months")
	// Output:
	// complete although: June to October files are cut short
	// lower-bound 8 months
}

func ExampleExtent() {
	fmt.Println(ccg.Extents())
	// Output: [complete lower-bound]
}
