package decision

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

func TestPaperIsOnePage(t *testing.T) {
	for _, w := range Examples() {
		d := example(t, w.Name)
		r := Decide(&d, rule.Options{})
		paper := r.Paper(&d).String()
		lines := strings.Split(strings.TrimSuffix(paper, "\n"), "\n")
		if len(lines) > 66 {
			t.Errorf("%s: %d lines, a page holds 66", w.Name, len(lines))
		}
		for _, line := range lines {
			if n := len([]rune(line)); n > pageWidth {
				t.Errorf("%s: %d columns: %s", w.Name, n, line)
			}
		}
	}
}

func TestPaperPrintsOnlyText(t *testing.T) {
	d := example(t, "contract-management")
	d.Title = "a\x1b[31m\nb\u202e" + strings.Repeat("x", 5000)
	d.Options[0].Name = strings.Repeat("long ", 5000) + "\x00"
	r := Decide(&d, rule.Options{})
	paper := r.Paper(&d).String()
	if strings.ContainsAny(paper, "\x1b\x00\u202e\r") || len(paper) > 20_000 {
		t.Errorf("%d bytes: %.200q", len(paper), paper)
	}
}
