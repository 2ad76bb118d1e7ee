package pages

import (
	"encoding"
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// wording is what templates write values with.
func wording() template.FuncMap {
	return template.FuncMap{
		"box":       box,
		"day":       longDay,
		"when":      longDate,
		"words":     words,
		"thousands": func(n int) string { return format.Int(int64(n)) },
		"route":     routeName,
		"severity":  severityName,
		"bare":      bare,
		"unitNames": unitNames,
		"inc":       func(i int) int { return i + 1 },
	}
}

// longDay is a day as people write it: 1 April 2013.
func longDay(d nhs.Date) string {
	if d.IsZero() {
		return "not known"
	}
	return fmt.Sprintf("%d %s %d", d.Day(), d.Month(), d.Year())
}

// longDate is a date as far as it is known: 1 April 2013, April 2013, 2013, or
// between two of them.
func longDate(p nhs.PartialDate) string {
	if p.IsZero() {
		return "not known"
	}
	text := p.String()
	from, to, isRange := strings.Cut(text, "/")
	switch {
	case !isRange:
		return longPart(text)
	case from == "..":
		return "by " + longPart(to)
	case to == "..":
		return "from " + longPart(from) + " on"
	}
	return longPart(from) + " to " + longPart(to)
}

// longPart writes 2013, 2013-04 or 2013-04-01.
func longPart(text string) string {
	p, err := nhs.ParsePartialDate(text)
	if err != nil {
		return text
	}
	first := p.Earliest()
	switch strings.Count(text, "-") {
	case 2:
		return longDay(first)
	case 1:
		return fmt.Sprintf("%s %d", first.Month(), first.Year())
	}
	return text
}

// words writes a term of the data, such as taken-over or csu, as people do.
func words(term any) string {
	list := strings.Split(fmt.Sprint(term), "-")
	for i, word := range list {
		switch word {
		case "nhs", "ccg", "csu", "icb", "pct", "sla":
			list[i] = strings.ToUpper(word)
		case "ccgs":
			list[i] = "CCGs"
		case "england":
			list[i] = "England"
		}
	}
	return strings.Join(list, " ")
}

// onDate is a date within a sentence: on 1 April 2013, in April 2013, or between
// two.
func onDate(p nhs.PartialDate) string {
	if _, exact := p.Exact(); exact {
		return "on " + longDate(p)
	}
	from, to, isRange := strings.Cut(p.String(), "/")
	switch {
	case !isRange:
		return "in " + longDate(p)
	case from == "..", to == "..":
		return longDate(p)
	}
	return "between " + longPart(from) + " and " + longPart(to)
}

// bare is a value as JSON has it, for a field of a form.
func bare(v encoding.TextMarshaler) (string, error) {
	text, err := v.MarshalText()
	return string(text), err
}

// box is a document as the box of a form shows it: what is no text, such as a file
// chosen by mistake, it leaves out.
func box(document string) string {
	if !utf8.ValidString(document) || strings.ContainsRune(document, 0) {
		return ""
	}
	return document
}
