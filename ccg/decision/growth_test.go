package decision

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/growth"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), RegisterRules(), decode[Register])
	growth.Linear(t, os.DirFS("testdata/rules"), DecisionRules(), decode[Decision])
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), RegisterRules(), decode[Register])
	growth.Time(b, os.DirFS("testdata/rules"), DecisionRules(), decode[Decision])
}
