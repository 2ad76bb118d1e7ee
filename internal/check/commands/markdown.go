package main

import (
	"regexp"
	"strings"
)

var fence = regexp.MustCompile("^ *``` *(\\w*)")

// commandsOf returns the commands of the shell blocks of a Markdown text. A
// command is a line, or several joined by a backslash; in a console block it
// follows "$ ".
func commandsOf(text string) []string {
	var list []string
	inBlock, language, begun := false, "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if m := fence.FindStringSubmatch(line); m != nil {
			inBlock, language, begun = !inBlock, m[1], ""
			continue
		}
		line = strings.TrimLeft(line, " ")
		if !inBlock {
			continue
		}
		switch language {
		case "sh", "bash", "shell":
			line = strings.TrimPrefix(line, "$ ")
		case "console":
			prompted := false
			line, prompted = strings.CutPrefix(line, "$ ")
			if !prompted && begun == "" {
				continue // what a command printed
			}
		default:
			continue
		}
		line = begun + line
		if more, ok := strings.CutSuffix(line, "\\"); ok {
			begun = more
			continue
		}
		begun = ""
		if line != "" && line[0] != '#' {
			list = append(list, line)
		}
	}
	return list
}
