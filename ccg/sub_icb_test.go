package ccg

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

func location() SubICB {
	return SubICB{
		Code: "06H", Opened: nhs.MustParseDate("2022-07-01"),
		Boards: []Placement{
			{ICB: "QUE", From: nhs.MustParseDate("2022-07-01"), Until: nhs.MustParseDate("2026-03-31")},
			{ICB: "S1Y5D", From: nhs.MustParseDate("2026-04-01")},
		},
		ONSCodes: []ONSCode{
			{Code: "E38000026", FirstSeen: nhs.MustParsePartialDate("2022-07-01"), LastSeen: nhs.MustParsePartialDate("2023-03-31")},
			{Code: "E38000260", FirstSeen: nhs.MustParsePartialDate("2024-04-01")},
		},
	}
}

func TestSubICBOnADay(t *testing.T) {
	s := location()
	for on, want := range map[string]string{
		"2022-06-30": "false  ", "2022-07-01": "true QUE E38000026", "2023-04-01": "true QUE ",
		"2026-03-31": "true QUE E38000260", "2026-04-01": "true S1Y5D E38000260",
	} {
		d := nhs.MustParseDate(on)
		if got := fmt.Sprint(s.OpenOn(d), " ", s.ICBOn(d), " ", s.ONSCodeOn(d)); got != want {
			t.Errorf("%s: %s, want %s", on, got, want)
		}
	}
	var none SubICB
	if d := nhs.MustParseDate("2024-01-01"); none.OpenOn(d) || none.ICBOn(d) != "" || none.ONSCodeOn(d) != "" {
		t.Error("a location of which nothing is known is open or has a board or a code")
	}
}

// A code is a group's and then a location's, and figures follow it through both.
func TestSubICBHistory(t *testing.T) {
	r := Register{
		KnownUntil: nhs.MustParseDate("2022-06-30"), ICBsKnownUntil: nhs.MustParseDate("2026-04-01"),
		Groups: []Group{
			{Code: "01Y", Opened: nhs.MustParseDate("2013-04-01"), Closed: nhs.MustParseDate("2022-06-30")},
			{Code: "15M", Opened: nhs.MustParseDate("2019-04-01"), Closed: nhs.MustParseDate("2022-06-30")},
			{Code: "03X", Opened: nhs.MustParseDate("2013-04-01"), Closed: nhs.MustParseDate("2019-03-31")},
		},
		ICBs: []ICB{{Code: "QOP", Opened: nhs.MustParseDate("2022-07-01")}},
		Successions: []lineage.Succession{
			{Predecessor: "03X", Successor: "15M", Effective: nhs.MustParsePartialDate("2019-04-01"), Kind: lineage.OneToOne},
			{Predecessor: "01Y", Successor: "QOP", Effective: nhs.MustParsePartialDate("2022-07-01"), Kind: lineage.OneToOne},
		},
		SubICBs: []SubICB{{Code: "01Y", Opened: nhs.MustParseDate("2022-07-01")}, {Code: "15M", Opened: nhs.MustParseDate("2022-07-01")}},
		SubICBSuccessions: []lineage.Succession{
			{Predecessor: "01Y", Successor: "15M", Effective: nhs.MustParsePartialDate("2022-07-01"), Kind: lineage.BoundaryChange, Share: &lineage.Share{Moved: 1, Of: 4}},
		},
	}
	moved, err := r.SubICBHistory().Crosswalk(nhs.MustParseDate("2014-04-01"), nhs.MustParseDate("2026-04-01"), nil).People(map[nhs.OrgID]int64{"01Y": 100, "03X": 10})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintln(moved.Figures[0].Org, moved.Figures[0].Value, moved.Figures[1].Org, moved.Figures[1].Value, len(moved.Unplaced))
	if want := "01Y 75 15M 35 0\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
