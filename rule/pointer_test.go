package rule_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestAt(t *testing.T) {
	for _, tt := range []struct {
		steps []any
		want  rule.Pointer
	}{
		{nil, ""},
		{[]any{""}, "/"},
		{[]any{"lines", 2, "price"}, "/lines/2/price"},
		{[]any{"a/b", "m~n", "~1"}, "/a~1b/m~0n/~01"},
		{[]any{day("2013-04-01")}, "/2013-04-01"},
		{[]any{nhs.Yes}, "/yes"},
		{[]any{rule.ID("a/b")}, "/a~1b"},
	} {
		if got := rule.PointerOf(tt.steps...); got != tt.want {
			t.Errorf("At(%v) = %q, want %q", tt.steps, got, tt.want)
		}
	}
}

func TestPointerParts(t *testing.T) {
	for _, tt := range []struct{ p, parent rule.Pointer }{
		{"", ""}, {"/lines", ""}, {"/lines/2", "/lines"}, {"/a~1b/c", "/a~1b"}, {"/", ""}, {"//", "/"},
	} {
		if got := tt.p.Parent(); got != tt.parent {
			t.Errorf("the parent of %q is %q, want %q", tt.p, got, tt.parent)
		}
	}
	if got := rule.PointerOf("lines", 2).Append(rule.PointerOf("price")); got != "/lines/2/price" {
		t.Errorf("appended: %q", got)
	}
}

func TestWithin(t *testing.T) {
	for _, tt := range []struct {
		p, q rule.Pointer
		want bool
	}{
		{"/lines/2", "/lines/2", true},
		{"/lines/2/price", "/lines/2", true},
		{"/lines/20", "/lines/2", false},
		{"/lines", "/lines/2", false},
		{"/price", "/lines", false},
		{"/price", "", true},
		{"", "", true},
	} {
		if got := tt.p.HasPrefix(tt.q); got != tt.want {
			t.Errorf("%q within %q: %v, want %v", tt.p, tt.q, got, tt.want)
		}
	}
}

func TestPointerOrder(t *testing.T) {
	want := []rule.Pointer{
		"", "/0", "/", "//2", "//10", "/lines", "/lines/0", "/lines/2", "/lines/2/price", "/lines/9", "/lines/10", "/lines/10/",
		"/lines/100", "/lines/010", "/lines/1a", "/lines/a", "/lines-more", "/price",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, rule.Pointer.Compare)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	for i, p := range want {
		for j, q := range want {
			if got := p.Compare(q); sign(got) != sign(i-j) {
				t.Errorf("%q against %q: %d", p, q, got)
			}
		}
	}
}

func sign(n int) int { return min(max(n, -1), 1) }
