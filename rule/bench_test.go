package rule_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A contract is big enough to measure with: ten lines of three targets each.
type contract struct {
	code   string
	signed nhs.Date
	pence  int
	lines  []line
}

type line struct {
	code    string
	pence   int
	targets []target
}

type target struct {
	name string
	low  int
	high int
}

func wholeContract() *contract {
	c := &contract{code: "C1", signed: nhs.MustParseDate("2013-04-01"), pence: 100}
	for i := range 10 {
		l := line{code: fmt.Sprintf("L%d", i), pence: 10}
		for j := range 3 {
			l.targets = append(l.targets, target{name: fmt.Sprintf("T%d", j), low: 90, high: 95})
		}
		c.lines = append(c.lines, l)
	}
	return c
}

// contractRules are 25 rules: 7 for the contract, 6 for a line and 12 for a
// target, of every sort in turn: always in force, dated by the value, dated by
// the caller, and with a condition.
func contractRules() rule.Set[contract] {
	targets := rule.NewSet("target", func(t *target) string { return t.name },
		someRules("TG", 12,
			func(t *target) bool { return t.low > 0 },
			func(*target) nhs.Date { return nhs.Date{} },
			func(_ rule.Pass, t *target) (found rule.Findings) {
				if t.name == "" {
					found.Add(rule.PointerOf("name"), "the target has no name: give it one")
				}
				if t.low > t.high {
					found.Add(rule.PointerOf("low"), "%d is above %d: swap them", t.low, t.high)
				}
				return found
			})...)
	lines := rule.Join(
		rule.NewSet("line", func(l *line) string { return l.code },
			someRules("LN", 6,
				func(l *line) bool { return l.code != "" },
				func(*line) nhs.Date { return nhs.Date{} },
				func(_ rule.Pass, l *line) (found rule.Findings) {
					if len(l.targets) > 99 {
						found.Add(rule.PointerOf("targets"), "%d targets are too many: keep 99", len(l.targets))
					}
					if l.pence < 0 {
						found.Add(rule.PointerOf("pence"), "%d is below zero: correct it", l.pence)
					}
					return found
				})...),
		rule.Lift("targets", func(l *line) []target { return l.targets }, targets))
	return rule.Join(
		rule.NewSet("contract", func(c *contract) string { return c.code },
			someRules("CT", 7,
				func(c *contract) bool { return c.code != "" },
				func(c *contract) nhs.Date { return c.signed },
				func(_ rule.Pass, c *contract) (found rule.Findings) {
					if len(c.lines) > 99 {
						found.Add(rule.PointerOf("lines"), "%d lines are too many: keep 99", len(c.lines))
					}
					if c.pence < 0 {
						found.Add(rule.PointerOf("pence"), "%d is below zero: correct it", c.pence)
					}
					return found
				})...),
		rule.Lift("lines", func(c *contract) []line { return c.lines }, lines))
}

func someRules[T any](prefix string, n int, applies func(*T) bool, on func(*T) nhs.Date, check func(rule.Pass, *T) rule.Findings) []rule.Rule[T] {
	var rules []rule.Rule[T]
	for i := range n {
		r := rule.Rule[T]{
			Meta:  rule.Meta{ID: rule.ID(fmt.Sprintf("%s-%02d", prefix, i+1)), Title: "A rule", Severity: rule.Error, Basis: rule.Integrity},
			Check: check,
		}
		switch i % 4 {
		case 1:
			r.On = on
			r.InForce = nhs.MustParsePeriod("2013-04-01/2022-06-30")
		case 2:
			r.InForce = nhs.MustParsePeriod("2013-04-01/..")
		case 3:
			r.Applies = applies
		}
		rules = append(rules, r)
	}
	return rules
}

var asOf2014 = rule.Options{AsOf: nhs.MustParseDate("2014-01-01")}

func TestValidValueAllocatesNothing(t *testing.T) {
	rules, c := contractRules(), wholeContract()
	if got := testing.AllocsPerRun(100, func() { rules.Check(c, asOf2014) }); got != 0 {
		t.Errorf("checking a valid value took %v allocations, want none", got)
	}
	if got := rules.Check(c, asOf2014).Counts; got != (rule.Counts{Passed: 7 + 10*6 + 30*12}) {
		t.Errorf("not every rule looked: %+v", got)
	}
}

// BenchmarkCheckValid reports the time that a rule takes on one contract, line
// or target, and the time of an elementary check, which is one predicate on a
// field: two in each check of [contractRules], and one in the condition that
// every fourth rule has.
func BenchmarkCheckValid(b *testing.B) {
	rules, c := contractRules(), wholeContract()
	ran := rules.Check(c, asOf2014).Counts.Passed
	conditions := 1 + 10*1 + 30*3
	b.ReportAllocs()
	for b.Loop() {
		rules.Check(c, asOf2014)
	}
	ns := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
	b.ReportMetric(ns/float64(ran), "ns/rule")
	b.ReportMetric(ns/float64(2*ran+conditions), "ns/check")
}

// BenchmarkCheckFindings is the same for a contract in which every target
// breaks twelve rules.
func BenchmarkCheckFindings(b *testing.B) {
	rules, c := contractRules(), wholeContract()
	for i := range c.lines {
		for j := range c.lines[i].targets {
			c.lines[i].targets[j].low = 99
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		rules.Check(c, asOf2014)
	}
}
