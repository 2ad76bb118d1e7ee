package england_test

import (
	"testing"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

// The figures of all trusts reach the groups of the day after and none is lost. 103 of
// them go whole.
func TestTrustsToGroups(t *testing.T) {
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	before, after := nhs.MustParseDate("2013-03-31"), nhs.MustParseDate("2013-04-01")
	history := register.PCTHistory()
	all := map[nhs.OrgID]nhs.Money{}
	whole := 0
	for i := range register.PCTs {
		pct := &register.PCTs[i]
		if pct.OpenOn(before) != nhs.Yes || pct.OpenOn(after) != nhs.No || pct.OpenOn(nhs.MustParseDate("2013-03-30")) != nhs.Unknown {
			t.Errorf("%s was open %s, the day after %s", pct.Code, pct.OpenOn(before), pct.OpenOn(after))
		}
		amount := nhs.MoneyFromPence(int64(100_000_003 + 7*i))
		all[pct.Code] = amount
		r := history.Crosswalk(before, after, nil).Money(map[nhs.OrgID]nhs.Money{pct.Code: amount})
		if len(r.Figures) == 1 {
			whole++
		}
		for _, f := range r.Figures {
			if f.Exact != (len(r.Figures) == 1) {
				t.Errorf("%s to %s: exact %t", pct.Code, f.Org, f.Exact)
			}
		}
		if !r.Placed.Equal(amount) || len(r.Unplaced) > 0 {
			t.Errorf("%s: placed %s of %s", pct.Code, r.Placed, amount)
		}
	}
	if len(all) != 151 || whole != 103 {
		t.Errorf("%d trusts, %d of them whole; want 151 and 103", len(all), whole)
	}
	r := history.Crosswalk(before, after, nil).Money(all)
	if !r.Placed.Equal(r.Total) || len(r.Unplaced) > 0 || len(r.Figures) != 211 {
		t.Errorf("placed %s of %s with %d groups, unplaced %v", r.Placed, r.Total, len(r.Figures), r.Unplaced)
	}
	for _, f := range r.Figures {
		if len(f.Missing) > 0 {
			t.Errorf("%s lacks %v", f.Org, f.Missing)
		}
	}
	groups := map[nhs.OrgID]nhs.Money{}
	for _, f := range r.Figures {
		groups[f.Org] = f.Value
	}
	if back := history.Crosswalk(after, before, nil).Money(groups); !back.Placed.Equal(back.Total) || len(back.Figures) != 151 {
		t.Errorf("back: placed %s of %s with %d trusts", back.Placed, back.Total, len(back.Figures))
	}
}
