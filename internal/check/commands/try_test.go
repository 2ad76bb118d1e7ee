package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTryApart wants a command that changes a module to leave this one alone.
func TestTryApart(t *testing.T) {
	root, folder := t.TempDir(), t.TempDir()
	for _, command := range []string{"go mod edit -replace example.org/x=../x", "go mod edit -json"} {
		if err := try(t.Context(), root, folder, command, ""); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "module", "go.mod")); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(root); err != nil || len(left) > 0 {
		t.Errorf("the root has %v, error %v", left, err)
	}
	if err := try(t.Context(), root, folder, "go mod no-such-command", ""); err == nil {
		t.Error("a command that fails is let through")
	}
}
