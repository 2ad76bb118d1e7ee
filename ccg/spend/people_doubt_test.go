package spend

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// The rate per head on a count that cannot be right says so.
func TestPerHeadPeopleDoubt(t *testing.T) {
	doubt := &ccg.CountDoubt{Reason: ccg.CountedTwice}
	for name, g := range map[string]ccg.Group{
		"doubted":  {Populations: []ccg.Population{{Year: 2021, People: 20_000, Basis: ccg.Registered, Doubt: doubt}}},
		"sure":     {Populations: []ccg.Population{{Year: 2021, People: 10_000, Basis: ccg.Registered, Doubt: doubt}, {Year: 2021, People: 20_000, Basis: ccg.Registered}}},
		"of a day": {Populations: []ccg.Population{{Year: 2020, People: 10_000, Basis: ccg.Registered, Doubt: doubt}, {Year: 2021, People: 20_000, Basis: ccg.Registered}}},
	} {
		p := PerHead{Year: nhs.MustParseFinancialYear("2020/21"), Amount: nhs.MustParseMoney("40000")}
		p.people(&g)
		if p.Rate == nil || p.Rate.String() != "£2.00" || (p.PeopleDoubt != nil) != strings.HasPrefix(name, "doubt") {
			t.Errorf("%s: %v by %v, doubt %v", name, p.Rate, p.People, p.PeopleDoubt)
		}
	}
}
