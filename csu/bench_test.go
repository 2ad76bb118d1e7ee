package csu_test

import (
	"testing"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// valid is the register of England without the two remarks that it gets.
func valid(tb testing.TB) *csu.Register {
	tb.Helper()
	r := england(tb)
	for i := range r.Units {
		switch r.Units[i].Slug {
		case "north-of-england":
			r.Units[i].Incomes[0].Customers = nil
		case "north-west-london":
			r.Units[i].Customers = nil
		}
	}
	return r
}

func TestAllocations(t *testing.T) {
	r, on := valid(t), day("2014-11-01")
	units, registers := csu.UnitRules(), csu.RegisterRules()
	o := rule.Options{AsOf: on}
	if n := len(registers.Check(r, o).Findings); n != 0 {
		t.Fatalf("%d findings in a register that is to be valid", n)
	}
	for name, do := range map[string]func(){
		"unit check":     func() { units.Check(&r.Units[20], o) },
		"register check": func() { registers.Check(r, o) },
		"count":          func() { r.CountOn(on, csu.Operating) },
		"slug":           func() { r.Unit("nel") },
		"code":           func() { r.Unit("0DJ") },
		"alias":          func() { r.Named("scw csu", on) },
		"open":           func() { r.Units[3].OpenOn(on) },
	} {
		if n := testing.AllocsPerRun(20, do); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkCheckUnit(b *testing.B) {
	r := valid(b)
	rules, o := csu.UnitRules(), rule.Options{AsOf: day("2014-11-01")}
	b.ReportAllocs()
	for b.Loop() {
		rules.Check(&r.Units[20], o)
	}
}

func BenchmarkCheckRegister(b *testing.B) {
	r := valid(b)
	rules, o := csu.RegisterRules(), rule.Options{AsOf: day("2014-11-01")}
	b.ReportAllocs()
	for b.Loop() {
		rules.Check(r, o)
	}
}

func BenchmarkCountOn(b *testing.B) {
	r, on := valid(b), day("2014-11-01")
	b.ReportAllocs()
	for b.Loop() {
		r.CountOn(on, csu.Operating)
	}
}

func BenchmarkNamed(b *testing.B) {
	r, on := valid(b), day("2014-11-01")
	var u csu.Unit
	b.ReportAllocs()
	for b.Loop() {
		u, _ = r.Named("NHS London Shared Service", on)
	}
	if u.Slug != nhs.OrgID("nel") {
		b.Error(u.Slug)
	}
}
