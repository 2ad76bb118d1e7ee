package decision

import (
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

func BenchmarkCheck(b *testing.B) {
	d := example(b, "contract-management")
	rules := DecisionRules()
	b.ReportAllocs()
	for b.Loop() {
		rules.Check(&d, rule.Options{})
	}
}

func BenchmarkDecide(b *testing.B) {
	d := example(b, "contract-management")
	b.ReportAllocs()
	for b.Loop() {
		Decide(&d, rule.Options{})
	}
}

func BenchmarkPaper(b *testing.B) {
	d := example(b, "contract-management")
	r := Decide(&d, rule.Options{})
	b.ReportAllocs()
	for b.Loop() {
		_ = r.Paper(&d).String()
	}
}

// BenchmarkDecideLargest compares as many options by as many criteria as are
// ranked at all.
func BenchmarkDecideLargest(b *testing.B) {
	d := largest()
	if r := Decide(&d, rule.Options{}); !r.Ranked {
		b.Fatal(r.Refusals)
	}
	b.ReportAllocs()
	for b.Loop() {
		Decide(&d, rule.Options{})
	}
}
