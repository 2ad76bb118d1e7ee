package england_test

import (
	"testing"

	"github.com/opencommissioning/commissioning/england"
)

// "More than £80m" is not £80m.
func TestIncomeAtLeast(t *testing.T) {
	register, err := england.CSUs()
	if err != nil {
		t.Fatal(err)
	}
	for total, want := range map[string]bool{"£80m": true, "£183m": false, "£808m": false, "£500m": true} {
		found := false
		for _, n := range register.Incomes {
			if n.Total != nil && n.Total.Short() == total {
				found = true
				if n.AtLeast != want {
					t.Errorf("%s: at least: %v, want %v", total, n.AtLeast, want)
				}
			}
		}
		if !found {
			t.Errorf("no income of %s", total)
		}
	}
}
