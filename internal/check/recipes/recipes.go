package recipes

import "regexp"

// A Recipe is a program in a Markdown file.
type Recipe struct {
	Tool string // as the mark names it: "python3 with pandas"
	Code string
	Want string // what it prints
}

var marked = regexp.MustCompile("(?ms)^<!-- run: ([^>]+?) -->\n+```\\w+\n(.*?)^```\n+```text\n(.*?)^```$")

// Of returns the recipes of a Markdown text, in order.
func Of(markdown string) []Recipe {
	var list []Recipe
	for _, m := range marked.FindAllStringSubmatch(markdown, -1) {
		list = append(list, Recipe{m[1], m[2], m[3]})
	}
	return list
}
