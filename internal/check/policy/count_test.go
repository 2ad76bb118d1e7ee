package policy

import (
	"go/doc"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
)

// fewestExamples is how many examples with checked output there must be, the
// demo's left out.
const fewestExamples = 100

func TestManyExamples(t *testing.T) {
	count := 0
	for _, p := range packages(t) {
		if source.Below(p.Path, "example") {
			continue
		}
		for _, ex := range doc.Examples(p.Tests...) {
			if strings.TrimSpace(ex.Output) != "" {
				count++
			}
		}
	}
	t.Logf("%d examples with output", count)
	if count < fewestExamples {
		t.Errorf("%d examples with output, want %d", count, fewestExamples)
	}
}
