package analysis

import (
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestOverThreshold(t *testing.T) {
	for _, tt := range []struct {
		bound               commissioning.FigureBound
		below, equal, above nhs.Tristate
	}{
		{"", nhs.No, nhs.No, nhs.Yes},
		{commissioning.BoundExact, nhs.No, nhs.No, nhs.Yes},
		{commissioning.BoundAbout, nhs.Unknown, nhs.Unknown, nhs.Unknown},
		{commissioning.BoundAtLeast, nhs.Unknown, nhs.Yes, nhs.Yes},
		{commissioning.BoundOver, nhs.Unknown, nhs.Yes, nhs.Yes},
		{commissioning.BoundAtMost, nhs.No, nhs.No, nhs.Unknown},
		{commissioning.BoundUnder, nhs.No, nhs.No, nhs.Unknown},
	} {
		for compared, want := range map[int]nhs.Tristate{-1: tt.below, 0: tt.equal, 1: tt.above} {
			if got := overThreshold(tt.bound, compared); got != want {
				t.Errorf("overThreshold(%q, %d) = %v, want %v", tt.bound, compared, got, want)
			}
		}
	}
}
