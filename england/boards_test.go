package england_test

import (
	"strings"
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

func TestBoardsOf2026(t *testing.T) {
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	day := nhs.MustParseDate
	million := nhs.MustParseMoney("1000000.00")
	cross := func(code nhs.OrgID, from, to string) map[nhs.OrgID]string {
		r := register.History().Crosswalk(day(from), day(to), nil).Money(map[nhs.OrgID]nhs.Money{code: million})
		if !r.Placed.Equal(million) {
			t.Errorf("%s: placed %s", code, r.Placed)
		}
		got := map[nhs.OrgID]string{}
		for _, f := range r.Figures {
			got[f.Org] = f.Value.String()
			if f.Exact != (len(r.Figures) == 1) {
				t.Errorf("%s to %s: exact %t", code, f.Org, f.Exact)
			}
		}
		return got
	}
	for _, tt := range []struct {
		code     nhs.OrgID
		from, to string
		want     map[nhs.OrgID]string
	}{
		{"QM7", "2026-03-31", "2026-04-01", map[nhs.OrgID]string{"S1Y5D": "£790,187.36", "D7T5G": "£209,812.64"}},
		{"QJG", "2026-03-31", "2026-04-01", map[nhs.OrgID]string{"D7T5G": "£349,028.59", "T6Y0W": "£650,971.41"}},
		{"QNQ", "2026-03-31", "2026-04-01", map[nhs.OrgID]string{"S0E4D": "£588,619.00", "S9B9J": "£182,042.00", "QRL": "£229,339.00"}},
		{"QUE", "2026-03-31", "2026-04-01", map[nhs.OrgID]string{"S1Y5D": "£1,000,000.00"}},
		{"QHM", "2026-03-31", "2026-04-01", map[nhs.OrgID]string{"QHM": "£1,000,000.00"}},
		{"QXU", "2023-03-31", "2023-04-01", map[nhs.OrgID]string{"QXU": "£993,505.34", "QNX": "£6,494.66"}},
		{"QXU", "2023-04-01", "2026-03-31", map[nhs.OrgID]string{"QXU": "£1,000,000.00"}},
	} {
		if d := cmp.Diff(tt.want, cross(tt.code, tt.from, tt.to)); d != "" {
			t.Errorf("%s from %s to %s (-want +got):\n%s", tt.code, tt.from, tt.to, d)
		}
	}
	if r := register.History().Crosswalk(day("2026-04-01"), day("2026-04-02"), nil).Money(map[nhs.OrgID]nhs.Money{"QRL": million}); !r.KnownUntil.Equal(day("2026-04-01")) || r.Figures[0].Exact {
		t.Errorf("beyond what is known: %+v", r)
	}
}

func TestONSCodesOfBoards(t *testing.T) {
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	for i := range register.ICBs {
		b := &register.ICBs[i]
		for on, want := range map[string]string{
			"QXU 2022-07-01": "E54000052", "QXU 2023-03-31": "E54000052", "QXU 2023-04-01": "E54000063", "QXU 2026-04-01": "",
			"QNX 2022-07-01": "E54000053", "QNX 2023-04-01": "E54000064",
			"QRL 2026-03-31": "E54000042", "QRL 2026-04-01": "E54000067", "S1Y5D 2026-03-31": "", "S1Y5D 2026-04-01": "E54000065",
		} {
			code, day, _ := strings.Cut(on, " ")
			if got := b.ONSCodeOn(nhs.MustParseDate(day)); string(b.Code) == code && got != want {
				t.Errorf("%s: %q, want %q", on, got, want)
			}
		}
	}
}

func TestSubICBs(t *testing.T) {
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	day := nhs.MustParseDate
	moved, open := 0, map[string]int{}
	codes := map[string]string{}
	for i := range register.SubICBs {
		s := &register.SubICBs[i]
		for _, on := range []string{"2022-06-30", "2022-07-01", "2026-03-31", "2026-04-01"} {
			if s.OpenOn(day(on)) {
				open[on]++
				if s.ICBOn(day(on)) == "" {
					t.Errorf("%s has no board on %s", s.Code, on)
				}
			}
		}
		if before, after := s.ICBOn(day("2026-03-31")), s.ICBOn(day("2026-04-01")); before != "" && after != "" && before != after {
			moved++
		}
		switch s.Code {
		case "D2P2L", "92A", "70F", "D9Y0V", "U2G6B":
			for _, on := range []string{"2022-07-01", "2023-04-01", "2026-04-01"} {
				codes[string(s.Code)+" "+on] = s.ONSCodeOn(day(on))
			}
		}
	}
	if d := cmp.Diff(map[string]int{"2022-07-01": 106, "2026-03-31": 106, "2026-04-01": 106}, open); d != "" {
		t.Errorf("open (-want +got):\n%s", d)
	}
	if moved != 23 {
		t.Errorf("%d changed their board in April 2026, want 23", moved)
	}
	if d := cmp.Diff(map[string]string{
		"D2P2L 2022-07-01": "E38000259", "D2P2L 2023-04-01": "E38000259", "D2P2L 2026-04-01": "E38000259",
		"92A 2022-07-01": "E38000246", "92A 2023-04-01": "E38000264", "92A 2026-04-01": "",
		"70F 2022-07-01": "E38000248", "70F 2023-04-01": "E38000265", "70F 2026-04-01": "E38000265",
		"D9Y0V 2022-07-01": "E38000253", "D9Y0V 2023-04-01": "E38000253", "D9Y0V 2026-04-01": "E38000266",
		"U2G6B 2022-07-01": "", "U2G6B 2023-04-01": "", "U2G6B 2026-04-01": "",
	}, codes); d != "" {
		t.Errorf("ONS codes (-want +got):\n%s", d)
	}
}

// The group of a code goes on as the location of the code, but for what moved on the day.
func TestGroupsToSubICBs(t *testing.T) {
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	history := register.SubICBHistory()
	got := map[nhs.OrgID]map[nhs.OrgID]string{}
	for i := range register.Groups {
		g := &register.Groups[i]
		if !g.OpenOn(nhs.MustParseDate("2022-06-30")) {
			continue
		}
		r := crossGroup(t, history, g.Code, "2022-07-01")
		if len(r.Figures) == 1 && r.Figures[0].Org == g.Code {
			continue
		}
		got[g.Code] = map[nhs.OrgID]string{}
		for _, f := range r.Figures {
			got[g.Code][f.Org] = f.Value.String()
		}
	}
	want := map[nhs.OrgID]map[nhs.OrgID]string{
		"D2P2L": {"D2P2L": "£870,886.56", "15E": "£129,113.44"},
		"01Y":   {"01Y": "£871,111.26", "15M": "£128,888.74"},
		"06H":   {"06H": "£980,964.06", "78H": "£19,035.94"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	r := history.Crosswalk(nhs.MustParseDate("2014-04-01"), nhs.MustParseDate("2026-04-01"), nil).
		Money(map[nhs.OrgID]nhs.Money{"00F": nhs.MustParseMoney("10.00"), "10M": nhs.MustParseMoney("5.00")})
	if !r.Placed.Equal(r.Total) {
		t.Errorf("from 2014 to 2026: %+v", r)
	}
}
