package england_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// crossGroup moves a million pounds of one group of June 2022 to the bodies of a day.
func crossGroup(t *testing.T, h *lineage.History, code nhs.OrgID, to string) lineage.CrosswalkResult[nhs.Money] {
	t.Helper()
	million := nhs.MustParseMoney("1000000.00")
	r := h.Crosswalk(nhs.MustParseDate("2022-06-30"), nhs.MustParseDate(to), nil).Money(map[nhs.OrgID]nhs.Money{code: million})
	if !r.Placed.Equal(million) || len(r.Unplaced) > 0 {
		t.Errorf("%s: placed %s: %v", code, r.Placed, r.Unplaced)
	}
	return r
}

func TestGroupsToBoards(t *testing.T) {
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	history := register.History()
	divided := map[nhs.OrgID]map[nhs.OrgID]string{}
	whole := 0
	for i := range register.Groups {
		g := &register.Groups[i]
		if !g.OpenOn(nhs.MustParseDate("2022-06-30")) {
			continue
		}
		r := crossGroup(t, history, g.Code, "2022-07-01")
		if len(r.Figures) == 1 {
			whole++
			if f := r.Figures[0]; f.Org != g.ICB || !f.Exact || f.Confidence != lineage.High {
				t.Errorf("%s: %+v; want all with %s, exact and with high confidence", g.Code, f, g.ICB)
			}
			continue
		}
		divided[g.Code] = map[nhs.OrgID]string{}
		for _, f := range r.Figures {
			divided[g.Code][f.Org] = f.Value.String()
			if f.Exact || len(f.Notes) == 0 || !cmp.Equal(f.Sources, []string{"S215", "S216", "ods_eccg_2025", "si_2022_634"}) {
				t.Errorf("%s to %s: %+v; want a note and the sources of the weights", g.Code, f.Org, f)
			}
		}
	}
	want := map[nhs.OrgID]map[nhs.OrgID]string{
		"D2P2L": {"QUA": "£870,886.56", "QHL": "£129,113.44"},
		"01Y":   {"QOP": "£871,111.26", "QJ2": "£128,888.74"},
		"06H":   {"QUE": "£980,964.06", "QPM": "£19,035.94"},
	}
	if d := cmp.Diff(want, divided); d != "" {
		t.Errorf("divided groups (-want +got):\n%s", d)
	}
	if whole != 103 {
		t.Errorf("%d groups went to one board, want 103", whole)
	}
}

// Back from the boards to the groups, the counts of who came from where divide.
func TestBoardsToGroups(t *testing.T) {
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	day := nhs.MustParseDate
	r := register.History().Crosswalk(day("2022-07-01"), day("2022-06-30"), nil).Money(map[nhs.OrgID]nhs.Money{"QHL": nhs.MustParseMoney("1000000.00"), "QR1": nhs.MustParseMoney("10.00")})
	got := map[nhs.OrgID]string{}
	for _, f := range r.Figures {
		got[f.Org] = f.Value.String()
		if f.Exact != (f.Org == "11M") {
			t.Errorf("%s: exact %t", f.Org, f.Exact)
		}
	}
	// Of the people of QHL 178,281 came from D2P2L and 1,179,731 from 15E.
	want := map[nhs.OrgID]string{"15E": "£868,719.13", "D2P2L": "£131,280.87", "11M": "£10.00"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
