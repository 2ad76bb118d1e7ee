package england

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// addICBs adds the boards and the sub-ICB locations, with their codes and successions.
func addICBs(r *ccg.Register) error {
	var err error
	if r.ICBs, err = readICBs(); err != nil {
		return err
	}
	steps, err := readBoardSteps("icb_successions.csv")
	if err != nil {
		return err
	}
	r.Successions = append(r.Successions, steps...)
	if r.SubICBs, err = readSubICBs(); err != nil {
		return err
	}
	r.SubICBSuccessions, err = readBoardSteps("sub_icb_successions.csv")
	return err
}

func readICBs() ([]ccg.ICB, error) {
	codes, err := readDatedCodes("icb_ons_codes.csv")
	if err != nil {
		return nil, err
	}
	var boards []ccg.ICB
	t := openTable("icbs.csv")
	for t.next() {
		code := t.id("ods_code")
		boards = append(boards, ccg.ICB{
			Code:     code,
			Name:     t.text("name"),
			ONSCode:  t.text("ons_code"),
			ONSCodes: codes[code],
			Opened:   t.date("opened"),
			Closed:   t.date("closed"),
			Sources:  t.list("source"),
		})
	}
	return boards, t.err
}

// The day on which boards merged and some sub-ICB locations changed their board.
var boardsMerged = nhs.MustParseDate("2026-04-01")

func readSubICBs() ([]ccg.SubICB, error) {
	codes, err := readDatedCodes("sub_icb_ons_codes.csv")
	if err != nil {
		return nil, err
	}
	var locations []ccg.SubICB
	t := openTable("sub_icbs.csv")
	for t.next() {
		s := ccg.SubICB{
			Code:       t.id("ods_code"),
			Name:       t.text("name"),
			Opened:     t.date("opened"),
			Closed:     t.date("closed"),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
		}
		s.ONSCodes = codes[s.Code]
		before, after := t.id("icb_2022_07"), t.id("icb_2026_04")
		switch {
		case before == after:
			s.Boards = []ccg.Placement{{ICB: before, From: s.Opened}}
		case before == "":
			s.Boards = []ccg.Placement{{ICB: after, From: boardsMerged}}
		default:
			s.Boards = []ccg.Placement{{ICB: before, From: s.Opened, Until: boardsMerged.AddDays(-1)}}
			if after != "" {
				s.Boards = append(s.Boards, ccg.Placement{ICB: after, From: boardsMerged})
			}
		}
		locations = append(locations, s)
	}
	return locations, t.err
}

// readDatedCodes reads statistical codes with the days on which they were in use.
func readDatedCodes(name string) (map[nhs.OrgID][]ccg.ONSCode, error) {
	codes := make(map[nhs.OrgID][]ccg.ONSCode)
	t := openTable(name)
	for t.next() {
		id := t.id("ods_code")
		codes[id] = append(codes[id], ccg.ONSCode{
			Code:      t.text("ons_code"),
			FirstSeen: t.partial("from"),
			LastSeen:  t.partial("until"),
			Sources:   t.list("source"),
		})
	}
	return codes, t.err
}

func readBoardSteps(name string) ([]lineage.Succession, error) {
	var steps []lineage.Succession
	t := openTable(name)
	for t.next() {
		s := takeover(t)
		s.Share = share(t, "people_moved", "people_total", "weight_basis")
		s.Note = t.text("note")
		steps = append(steps, s)
	}
	return steps, t.err
}
