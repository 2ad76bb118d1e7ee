package procurement

import (
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// ExitCalendar returns the dated steps of the routes that are not closed as a calendar
// (RFC 5545), one entry a day of a step, for programs that keep appointments. A route
// without steps has one for its latest safe start, if it has one. The name
// stands in the identifiers of the entries. Stamps are those of the last day, so that the
// same plan gives the same file.
func ExitCalendar(name string, lastDay nhs.Date, routes []ExitRoute) string {
	var b strings.Builder
	line := func(s string) { foldLine(&b, s) }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//opencommissioning//commissioning//EN")
	stamp := compactDate(lastDay)
	event := func(id int, on nhs.Date, summary, note string) {
		line("BEGIN:VEVENT")
		line(fmt.Sprintf("UID:%s-%s-%d@commissioning", escapeText(name), stamp, id))
		line("DTSTAMP:" + stamp + "T000000Z")
		line("DTSTART;VALUE=DATE:" + compactDate(on))
		line("SUMMARY:" + escapeText(summary))
		if note != "" {
			line("DESCRIPTION:" + escapeText(note))
		}
		line("TRANSP:TRANSPARENT")
		line("END:VEVENT")
	}
	id := 0
	for _, r := range routes {
		if r.Open == nhs.No {
			continue
		}
		if len(r.Days) == 0 && !r.Start.IsZero() {
			event(id, r.Start, r.Name+": start by today", r.If+" ("+r.Provision+")")
			id++
		}
		for _, d := range r.Days {
			event(id, d.By, r.Name+": "+d.Name+" by today", r.If+" ("+r.Provision+")")
			id++
		}
	}
	event(id, lastDay, "last day of the arrangement: the next contract is made", "")
	line("END:VCALENDAR")
	return b.String()
}

func compactDate(d nhs.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`)

func escapeText(s string) string { return textEscapes.Replace(s) }

// maxOctets is the most that a line may hold without its end.
const maxOctets = 75

// foldLine writes a line, broken between characters where it is too long.
func foldLine(b *strings.Builder, s string) {
	n := 0
	for _, r := range s {
		size := len(string(r))
		if n+size > maxOctets {
			b.WriteString("\r\n ")
			n = 1
		}
		b.WriteRune(r)
		n += size
	}
	b.WriteString("\r\n")
}
