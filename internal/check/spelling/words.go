package spelling

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	markdownCode = regexp.MustCompile("(?ms)^ *```.*?^ *```|`[^`\n]*`|<!--.*?-->|<[^>]*>|\\]\\([^)]*\\)|\\[[^\\]]*\\]:.*$")
	notWords     = regexp.MustCompile(`https?://\S+|\S*[\w/]\.[A-Za-z]\S*|\S*[/_\\]\S*[/_\\]?\S*|&\w+;`)
	word         = regexp.MustCompile(`[\pL\d'’]+`)
)

// Prose is a Markdown text without its code, links and marks.
func Prose(markdown string) string { return markdownCode.ReplaceAllString(markdown, " ") }

// Words are the words of a text in lower case. What holds a digit, or a capital
// within, is a name or a code and no word; nor is an address or a path.
func Words(text string) []string {
	var list []string
	for _, w := range word.FindAllString(notWords.ReplaceAllString(text, " "), -1) {
		w = strings.Trim(strings.ReplaceAll(w, "’", "'"), "'")
		w = strings.TrimSuffix(w, "'s")
		if len(w) < 2 || strings.ContainsFunc(w, unicode.IsDigit) || strings.ContainsFunc(w[1:], unicode.IsUpper) {
			continue
		}
		list = append(list, strings.ToLower(w))
	}
	return list
}
