package ccg

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/growth"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), RegisterRules(), decode[Register])
	growth.Linear(t, os.DirFS("testdata/rules"), GroupRules(), decode[Group])
	growth.Linear(t, os.DirFS("testdata/rules"), YearRules(), decode[Year])
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), RegisterRules(), decode[Register])
	growth.Time(b, os.DirFS("testdata/rules"), GroupRules(), decode[Group])
	growth.Time(b, os.DirFS("testdata/rules"), YearRules(), decode[Year])
}
