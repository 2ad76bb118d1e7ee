package lineage_test

import (
	"testing"

	"github.com/opencommissioning/commissioning/lineage"
)

func FuzzParseSuccessionKind(f *testing.F) {
	f.Add("merger")
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		kind, err := lineage.ParseSuccessionKind(s)
		if err == nil && kind.String() != s {
			t.Errorf("%q reads as %v", s, kind)
		}
	})
}
