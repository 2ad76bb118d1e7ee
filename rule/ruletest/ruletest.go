package ruletest

import (
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

// Want fails the test unless the report has exactly the wanted findings, waived ones
// included, and no rule broke. A finding is written as its rule and its place,
// "SLA-01 /lines/2/price", or as its rule alone if it is about the whole document. The
// order does not matter; a finding that is wanted twice must be there twice.
func Want(tb testing.TB, r rule.Report, want ...string) {
	tb.Helper()
	var lines []string
	missing := slices.Clone(want)
	for _, f := range r.Findings {
		got := string(f.Rule)
		if f.Path != "" {
			got += " " + string(f.Path)
		}
		if i := slices.Index(missing, got); i >= 0 {
			missing = slices.Delete(missing, i, i+1)
		} else {
			lines = append(lines, "unexpected: "+got+" ("+f.Message+")")
		}
	}
	for _, w := range missing {
		lines = append(lines, "missing:    "+w)
	}
	for _, f := range r.Failures {
		lines = append(lines, "broken:     "+f.Error())
	}
	if lines != nil {
		slices.SortStableFunc(lines, func(a, b string) int { return strings.Compare(a[:1], b[:1]) })
		tb.Errorf("unexpected report\n\t%s", strings.Join(lines, "\n\t"))
	}
}
