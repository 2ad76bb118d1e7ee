package server

import (
	"testing"
)

// TestContractsHaveOperations wants no contract of an operation that there is not.
func TestContractsHaveOperations(t *testing.T) {
	s := newService(nil)
	table := map[string]bool{}
	for _, o := range append(s.Operations(), s.About()...) {
		table[o.Pattern()] = true
	}
	for pattern := range contracts() {
		if !table[pattern] {
			t.Errorf("a contract for %s, which there is not", pattern)
		}
	}
}
