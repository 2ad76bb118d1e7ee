package words

import (
	"regexp"
	"strings"
	"testing"
)

// banned has the words, each with what to write in its place.
var banned = []struct{ word, instead string }{
	{`nought`, "zero"},
	{`reckon(s|ed|ing)?`, "calculate, count"},
	{`lest`, "so that … not"},
	{`forebears?`, "predecessor"},
	{`heirs?`, "successor"},
	{`mend(s|ed|ing)?`, "fix"},
	{`heaps?`, "name what it is"},
	{`of\s+the\s+kind\s+that`, "that"},
	{`a\s+head`, "per head"},
	{`told\s+once`, "counted once"},
	{`(hold|holds|held|holding)\s+(\w+\s+){1,4}against\s+(the|its|their)\s+rules`, "check"},
}

// fine are phrases that hold such a word and may stand.
var fine = regexp.MustCompile(`(?i)\ba\s+head\s+of\s+(a|the|finance|contracts|procurement|commissioning)\b`)

var bannedWords = compile()

func compile() []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(banned))
	for i, b := range banned {
		list[i] = regexp.MustCompile(`(?i)\b` + b.word + `\b`)
	}
	return list
}

var (
	lowerUpper = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
	upperWord  = regexp.MustCompile(`(\p{Lu})(\p{Lu}\p{Ll})`)
)

// find returns a complaint for each banned word of a text. The parts of a name,
// as in PoundsAHead or per_head, are words of their own.
func find(text string) []string {
	text = fine.ReplaceAllString(text, "")
	text = lowerUpper.ReplaceAllString(text, "$1 $2")
	text = upperWord.ReplaceAllString(text, "$1 $2")
	text = strings.ReplaceAll(text, "_", " ")
	var list []string
	for i, word := range bannedWords {
		for _, at := range word.FindAllStringIndex(text, -1) {
			from, to := max(0, at[0]-30), min(len(text), at[1]+30)
			around := strings.ToValidUTF8(strings.Join(strings.Fields(text[from:to]), " "), "")
			list = append(list, "…"+around+"…: write "+banned[i].instead)
		}
	}
	return list
}

func TestFind(t *testing.T) {
	for text, want := range map[string]int{
		"£25 a head":                       1,
		"£25 a\nhead":                      1,
		"A head of finance signs, ahead":   0,
		"A Head":                           1,
		"£24.73 a head of 2014/15":         1,
		"£25 a head of population":         1,
		"PoundsAHead":                      1,
		"a_head":                           1,
		"a header, overhead and headcount": 0,
		"never nought; Nought":             2,
		"reckons, reckoned and reckoning":  3,
		"RuleToldOnce":                     1,
		"told at once":                     0,
		"the latest, at least":             0,
		"lest it fall":                     1,
		"heirs and an heir, forebears":     3,
		"their":                            0,
		"History.Heirs":                    1,
	} {
		if got := find(text); len(got) != want {
			t.Errorf("%q: %q, want %d", text, got, want)
		}
	}
}
