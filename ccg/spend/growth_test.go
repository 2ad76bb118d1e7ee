package spend

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/growth"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), PublicationRules(), decode[Publication])
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), PublicationRules(), decode[Publication])
}
