package sla_test

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/growth"
	"github.com/opencommissioning/commissioning/sla"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), sla.AgreementRules(), decode)
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), sla.AgreementRules(), decode)
}
