package whatif_test

import (
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/internal/check/growth"
	"github.com/opencommissioning/commissioning/whatif"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), whatif.WhatIfRules(), document.Decode[whatif.WhatIf])
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), whatif.WhatIfRules(), document.Decode[whatif.WhatIf])
}
