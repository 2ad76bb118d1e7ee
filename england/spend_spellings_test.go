package england_test

import (
	"fmt"
	"hash/fnv"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

// A slip is something that happens to a name on its way into a file; it yields every
// form that the name takes.
type slip struct {
	name string
	of   func(name string) []string
}

// slips are the kinds seen in published files.
var slips = []slip{
	{"as it is", func(s string) []string {
		return []string{s, strings.ToLower(s), strings.ReplaceAll(s, " AND ", " & "), strings.ReplaceAll(s, " AND ", " + "), strings.ReplaceAll(s, " ", "  "), strings.ReplaceAll(s, " ", "-"), s + "."}
	}},
	{"unit in other words", func(s string) []string {
		base, ok := strings.CutSuffix(s, " COMMISSIONING SUPPORT UNIT")
		if !ok {
			return nil
		}
		var all []string
		for _, tail := range []string{"CSU", "C.S.U.", "COMMISSIONING SUPPORT GROUP", "COMMISSIONING SUPPORT SERVICES", "COMMISSIONING SUPPORT SERVICE", "COMMISSIONING SUPPORT", "COMM SUPPORT UNIT", "COMMISSIONING SUPPORT UNITS", "COMMISIONING SUPPORT UNIT", "COMMISSIONING SUPORT UNIT", "COMMISSIONING SUPPORT UNIT (CSU)", "COMMISSIONING SUPPORT TEAM"} {
			all = append(all, base+" "+tail)
		}
		return all
	}},
	{"words in another order", func(s string) []string {
		for _, tail := range []string{" COMMISSIONING SUPPORT UNIT", " CSU"} {
			base, ok := strings.CutSuffix(strings.TrimPrefix(s, "NHS "), tail)
			if !ok {
				continue
			}
			all := []string{strings.TrimSpace(tail) + " " + base, strings.TrimSpace(tail) + " - NHS " + base, base + " NHS" + tail}
			if before, after, ok := strings.Cut(base, " AND "); ok {
				all = append(all, "NHS "+after+" AND "+before+tail, after+" & "+before+tail)
			}
			if w := strings.Fields(base); len(w) > 1 {
				all = append(all, strings.Join(append([]string{w[len(w)-1]}, w[:len(w)-1]...), " ")+tail)
			}
			return all
		}
		return nil
	}},
	{"words run together", func(s string) []string {
		var all []string
		for i := range s {
			if s[i] == ' ' {
				all = append(all, s[:i]+s[i+1:])
			}
		}
		return append(all, strings.ReplaceAll(s, " ", ""))
	}},
	{"a letter lost", func(s string) []string { return inLongWords(s, func(a, b string) string { return a + b[1:] }) }},
	{"a letter doubled", func(s string) []string { return inLongWords(s, func(a, b string) string { return a + b[:1] + b }) }},
	{"letters swapped", func(s string) []string {
		return inLongWords(s, func(a, b string) string { return a + b[1:2] + b[:1] + b[2:] })
	}},
	{"a letter for another", func(s string) []string { return inLongWords(s, func(a, b string) string { return a + "X" + b[1:] }) }},
	{"a letter or mark around it", func(s string) []string {
		return []string{"X " + s, "Z-" + s, "*" + s, s + " X", "'" + s, s + " *", s + " -", "A " + s, s + " A/C", s + " DO NOT USE"}
	}},
	{"a code in front or behind", func(s string) []string {
		return []string{"10045 " + s, "C4021 " + s, "CC-4021 " + s, "004021-" + s, "RX3Q1 - " + s, s + " 31972445", s + "31972445", s + " (10045)", "V0012345 " + s, s + " Q51"}
	}},
	{"the next cell", func(s string) []string {
		return []string{"TRUST " + s, "FOUNDATION TRUST " + s, "LIMITED " + s, "CHARGES FROM CSU " + s, s + " CHARGES FROM CSU", s + " RECHARGES", "PROGRAMME PROJECTS " + s, s + " IM&T", "NHS EXAMPLE CCG TOTAL " + s}
	}},
	{"cut off", func(s string) []string {
		var all []string
		for n := 32; n <= 42 && n < len(s); n++ {
			all = append(all, s[:n])
		}
		return all
	}},
	{"said twice", func(s string) []string { return []string{s + " " + s, s + " (" + s + ")", s + " - " + s} }},
}

// inLongWords changes a text before each letter of its words of five letters or more,
// except before the last two.
func inLongWords(s string, change func(before, after string) string) []string {
	var all []string
	at := 0
	for _, w := range strings.SplitAfter(s, " ") {
		if n := len(strings.TrimSpace(w)); n >= 5 {
			for i := range n - 2 {
				if t := change(s[:at+i], s[at+i:]); t != s {
					all = append(all, t)
				}
			}
		}
		at += len(w)
	}
	return all
}

// unitNames are the names of the units that opened, and a day on which each worked.
func unitNames(t *testing.T) map[nhs.OrgID]string {
	m := spendMarket(t)
	names := map[nhs.OrgID]string{}
	for _, u := range m.CSUs.Units {
		if !u.Opened.IsZero() && u.Kind != "independent" {
			names[u.Slug] = strings.ReplaceAll(strings.ToUpper(u.Name), ",", "")
		}
	}
	return names
}

// TestSlips measures the attribution on every slip of every unit's name. Half of the
// texts, chosen by their hash, were not looked at while it was written.
func TestSlips(t *testing.T) {
	a := spendAttributor(t)
	dates := map[nhs.OrgID]string{}
	for _, s := range spellings {
		dates[s.org] = s.on
	}
	type tally struct{ texts, found int }
	halves := [2]map[string]*tally{{}, {}}
	total := [2]tally{}
	names := unitNames(t)
	for org, full := range names {
		on := nhs.MustParseDate(dates[org])
		for _, name := range []string{full, strings.TrimPrefix(full, "NHS "), strings.Replace(full, "COMMISSIONING SUPPORT UNIT", "CSU", 1)} {
			for _, s := range slips {
				for _, text := range s.of(name) {
					h := fnv.New32a()
					fmt.Fprint(h, text)
					half := h.Sum32() >> 7 & 1
					c := halves[half][s.name]
					if c == nil {
						c = &tally{}
						halves[half][s.name] = c
					}
					c.texts++
					total[half].texts++
					m := a.Supplier(text, on)
					switch {
					case m.Org == org && m.Kind == spend.KindCSU:
						c.found++
						total[half].found++
					case m.Org != "":
						t.Errorf("false match: %q is %s by %s, want %s", text, m.Org, m.Evidence, org)
					case half == 0:
						t.Logf("missed: %q, want %s, got %s%v", text, org, m.Evidence, m.Candidates)
					}
				}
			}
		}
	}
	for half, title := range []string{"looked at", "held out"} {
		for _, s := range slips {
			c := halves[half][s.name]
			t.Logf("%s, %s: %d of %d (%.1f%%)", title, s.name, c.found, c.texts, 100*float64(c.found)/float64(c.texts))
		}
		t.Logf("%s, all: %d of %d (%.2f%%)", title, total[half].found, total[half].texts, 100*float64(total[half].found)/float64(total[half].texts))
		if total[half].found*100 < total[half].texts*97 {
			t.Errorf("%s: fewer than 97 per cent are found", title)
		}
	}
}
