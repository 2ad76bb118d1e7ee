package england

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// readEnds gives each unit the statements about its end, oldest first.
func readEnds(units map[nhs.OrgID]*csu.Unit) error {
	t := openTable("csu_ends.csv")
	for t.next() {
		fact := csu.EndFact{
			ID:         t.text("id"),
			On:         t.partial("on"),
			Topic:      csu.EndTopic(t.text("topic")),
			Text:       t.text("text"),
			SaidBy:     t.text("said_by"),
			LastDay:    t.partial("last_day"),
			Receivers:  words[nhs.OrgID](t, "receivers"),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
			Note:       t.text("note"),
		}
		for _, slug := range t.list("csus") {
			u := units[nhs.OrgID(slug)]
			if u == nil {
				t.fail(0, fmt.Errorf("unknown unit %q", slug))
				break
			}
			u.EndFacts = append(u.EndFacts, fact)
		}
	}
	for _, u := range units {
		slices.SortStableFunc(u.EndFacts, func(a, b csu.EndFact) int { return a.On.Compare(b.On) })
	}
	return t.err
}
