package csu

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/growth"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), RegisterRules(), decode[Register])
	growth.Linear(t, os.DirFS("testdata/rules"), UnitRules(), decode[Unit])
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), RegisterRules(), decode[Register])
	growth.Time(b, os.DirFS("testdata/rules"), UnitRules(), decode[Unit])
}
