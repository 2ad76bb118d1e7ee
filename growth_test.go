package commissioning_test

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/internal/check/growth"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), commissioning.MarketRules(), document.Decode[commissioning.Market])
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), commissioning.MarketRules(), document.Decode[commissioning.Market])
}
