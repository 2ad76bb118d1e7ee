package rule_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

// TestCheckStops wants a check to stop soon after nobody waits for it.
func TestCheckStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	checked := 0
	each := set(rule.Rule[agreement]{Meta: meta("AG-01"), Check: func(rule.Pass, *agreement) rule.Findings {
		if checked++; checked == 10 {
			cancel()
		}
		return nil
	}})
	s := rule.Lift("agreements", func(list *[]agreement) []agreement { return *list }, each)
	list := make([]agreement, 1000)
	report, err := s.CheckContext(ctx, &list, rule.Options{})
	if !errors.Is(err, context.Canceled) || checked != 10 || report.Counts.Passed != 0 {
		t.Errorf("%d checked, %v, %+v", checked, err, report.Counts)
	}
	report, err = s.CheckContext(t.Context(), &list, rule.Options{})
	if err != nil || report.Counts.Passed != 1000 {
		t.Errorf("%v, %+v", err, report.Counts)
	}
}

func ExampleSet_CheckContext() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // whoever asked has gone
	_, err := LeaseRules().CheckContext(ctx, LibraryLease(), rule.Options{})
	fmt.Println(err)
	// Output:
	// context canceled
}
