package spend

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

// BenchmarkLineRules judges a line with nothing wrong in it.
func BenchmarkLineRules(b *testing.B) {
	const file = "Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount\n" +
		"Department of Health,NHS Example CCG,30/04/2020,Clinical&Medical-Independent Sector,CORPORATE COSTS & SERVICES,NHS EXAMPLE FOUNDATION TRUST,31900001,\"125,000.50\"\n"
	r, err := NewReader(strings.NewReader(file), Options{})
	if err != nil {
		b.Fatal(err)
	}
	for row := range r.Rows() {
		if row.Kind != Payment {
			continue
		}
		line := row.Copy()
		b.Run("check", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if report := lineRules.Check(&line, rule.Options{}); len(report.Findings) > 0 {
					b.Fatal(report.Findings)
				}
			}
		})
		b.Run("copy", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				line = row.Copy()
			}
		})
	}
}
