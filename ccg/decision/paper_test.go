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

// The paper compares the tax with NHS England's estimate, and gives the weights.
func TestPaperSaysWhatABoardAsks(t *testing.T) {
	d := example(t, "service-redesign")
	r := Decide(&d, rule.Options{})
	paper := strings.Join(strings.Fields(r.Paper(&d).String()), " ")
	for _, want := range []string{
		"20% of the price of £580,000 is £116,000; £75,400 is recovered and the group bears £40,600, 7% of the price.",
		"NHS England estimated 5% to 9% for an end-to-end deal: £29,000 to £52,200.",
		"Weighed by: Whole-life cost 25%, Capability and leadership 20%, Quality 20%,",
		"For decision on 13 February 2014.",
	} {
		if !strings.Contains(paper, want) {
			t.Errorf("the paper does not say: %s\n%s", want, paper)
		}
	}
}

// Rounded points can differ by more than the lead, and the words say so.
func TestLeadBeforeRounding(t *testing.T) {
	d := example(t, "contract-management")
	r := Decide(&d, rule.Options{})
	if first, second := r.Ranking[0].Points, r.Ranking[1].Points; first != 80 || second != 71 || r.Margin.Points != 8 {
		t.Fatalf("%d and %d points, a lead of %d", first, second, r.Margin.Points)
	}
	if words := strings.Join(r.Words, " "); !strings.Contains(words, `8 points ahead of "Take it in house" before rounding.`) {
		t.Error(words)
	}
}

func TestClip(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""}, {" a\tb\n", "a b"}, {"abcde", "abcde"}, {"abcdef", "abcd…"}, {"ééééé", "ééééé"}, {"éééééé", "éééé…"},
		{strings.Repeat(" ", 100) + "a", "…"}, {"a" + strings.Repeat(" ", 100) + "b", "a …"}, {"abcd" + strings.Repeat("é", 100), "abcd…"},
	} {
		if got := clip(tt.text, 5); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}
