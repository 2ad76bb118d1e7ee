package pages

import (
	"strings"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A textPart is a part of a sentence, which may lead somewhere.
type textPart struct{ Text, Href string }

// unitLink is a unit as a link.
func (d *data) unitLink(slug nhs.OrgID) textPart {
	if u, ok := d.Index.CSU(slug); ok {
		return textPart{shortUnit(u.Name), "/csus/" + string(slug)}
	}
	return textPart{string(slug), ""}
}

// bodyLink is a CCG or board as a link.
func (d *data) bodyLink(code nhs.OrgID) textPart {
	if g, ok := d.Index.CCG(code); ok {
		return textPart{shortGroup(g.Name) + " CCG", "/ccgs/" + string(code)}
	}
	if b, ok := d.Index.ICB(code); ok {
		return textPart{shortBoard(b.Name), "/icbs/" + string(code)}
	}
	return textPart{string(code), ""}
}

// shortUnit is the name of a unit without what all of them have.
func shortUnit(name string) string {
	name = strings.TrimPrefix(name, "NHS ")
	return strings.Replace(name, "Commissioning Support Unit", "CSU", 1)
}

// shortBoard is the name of a board without what all of them have.
func shortBoard(name string) string {
	name = strings.TrimPrefix(name, "NHS ")
	return strings.Replace(name, "Integrated Care Board", "ICB", 1)
}

// shortGroup is the name of a CCG without what all of them have.
func shortGroup(name string) string {
	return strings.TrimSuffix(strings.TrimPrefix(name, "NHS "), " CCG")
}

// endWords say how a unit ended.
func endWords(e csu.End) string {
	switch e {
	case csu.Merged:
		return "merged"
	case csu.MergedEarly:
		return "merged before it opened"
	case csu.TakenOver:
		return "was taken over"
	case csu.ClosedDown:
		return "closed"
	case csu.WoundDown:
		return "was wound down"
	case csu.Renamed:
		return "was renamed"
	case csu.StoppedEarly:
		return "was stopped before it opened"
	case csu.SplitEarly:
		return "was split before it opened"
	}
	return words(e)
}

// plural counts things in words.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return format.Int(int64(n)) + " " + many
}
