package england_test

import (
	"testing"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/nhs"
)

// What the dated list of April 2013 and that of February 2016 settle.
func TestNamesAndCodesOfDatedLists(t *testing.T) {
	x := commissioning.NewIndex(market(t))
	names := []struct{ code, day, want string }{
		{"05Q", "2013-04-01", "NHS South East Staffs and Seisdon Peninsula CCG"},
		{"05Q", "2016-01-31", "NHS South East Staffs and Seisdon Peninsula CCG"},
		{"05Q", "2016-02-11", "NHS South East Staffordshire and Seisdon Peninsula CCG"},
		{"05Q", "2017-04-01", "NHS South East Staffordshire and Seisdon Peninsula CCG"},
		{"00F", "2013-04-01", "NHS Gateshead CCG"},
		{"02N", "2013-04-01", "NHS Airedale, Wharfedale and Craven CCG"},
	}
	for _, c := range names {
		body, ok := x.CCGHistory().Lookup(nhs.OrgID(c.code))
		if !ok {
			t.Fatalf("no group %s", c.code)
		}
		if got := body.NameOn(nhs.MustParseDate(c.day)); got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.code, c.day, got, c.want)
		}
	}
	for group, code := range map[nhs.OrgID]string{"09G": "E38000036", "00F": "E38000061", "09N": "E38000067", "00G": "E38000111", "00H": "E38000112"} {
		g, _ := x.CCG(group)
		found := false
		for _, c := range g.ONSCodes {
			found = found || c.Code == code && c.FirstSeen.String() == "2013-04"
		}
		if !found {
			t.Errorf("%s: %s is not seen from April 2013: %v", group, code, g.ONSCodes)
		}
	}
}
