package england

import (
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// readAreas gives each group its area team of 2013 to 2015 and its regions.
func readAreas(groups map[nhs.OrgID]*ccg.Group) error {
	names := make(map[nhs.OrgID]string)
	t := openTable("nhs_areas.csv")
	for t.next() {
		names[t.id("code")] = t.text("name")
	}
	if t.err != nil {
		return t.err
	}
	t = openTable("ccg_areas.csv")
	for t.next() {
		code := t.id("area_code")
		if names[code] == "" {
			t.fail(0, fmt.Errorf("unknown area %s", code))
		}
		g := of(t, groups)
		g.Areas = append(g.Areas, ccg.Area{
			Kind:       ccg.AreaKind(t.text("kind")),
			Code:       code,
			Name:       names[code],
			From:       t.date("from"),
			Until:      t.date("until"),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
		})
	}
	return t.err
}
