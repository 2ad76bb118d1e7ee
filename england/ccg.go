package england

import (
	"fmt"
	"strconv"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// CCGs returns the register of every clinical commissioning group that ever existed,
// with names, codes, populations and allowances. It includes the integrated care
// boards and the sub-ICB locations that followed, and every succession. It is known until
// 31 March 2026, and for boards and locations until 1 April 2026. An error means that
// the embedded tables are damaged.
func CCGs() (ccg.Register, error) {
	r := ccg.Register{Complete: true, KnownUntil: knownUntil, ICBsKnownUntil: icbsKnownUntil}
	groups, err := readGroups()
	if err != nil {
		return ccg.Register{}, err
	}
	r.Groups = groups
	if r.Successions, err = readSuccessions(); err != nil {
		return ccg.Register{}, err
	}
	if err := addICBs(&r); err != nil {
		return ccg.Register{}, err
	}
	if err := addPCTs(&r); err != nil {
		return ccg.Register{}, err
	}
	byCode := make(map[nhs.OrgID]*ccg.Group, len(groups))
	for i := range groups {
		byCode[groups[i].Code] = &groups[i]
	}
	for _, read := range []func(map[nhs.OrgID]*ccg.Group) error{readNames, readONSCodes, readPopulations, readCountDoubts, readAllowances, readAreas} {
		if err := read(byCode); err != nil {
			return ccg.Register{}, err
		}
	}
	return r, nil
}

var (
	knownUntil     = nhs.MustParseDate("2026-03-31")
	icbsKnownUntil = nhs.MustParseDate("2026-04-01")
)

func readGroups() ([]ccg.Group, error) {
	var groups []ccg.Group
	t := openTable("ccgs.csv")
	for t.next() {
		groups = append(groups, ccg.Group{
			Code:    t.id("ods_code"),
			Name:    t.text("name"),
			Opened:  t.date("opened"),
			Closed:  t.date("closed"),
			Region:  t.text("region_name"),
			ICB:     t.id("icb_code"),
			Sources: t.list("source"),
		})
	}
	return groups, t.err
}

// takeover reads the columns common to all tables of successions.
func takeover(t *table) lineage.Succession {
	return lineage.Succession{
		Predecessor: t.id("predecessor"),
		Successor:   t.id("successor"),
		Effective:   t.partial("effective"),
		Kind:        parsed(t, "kind", lineage.ParseSuccessionKind),
		Sources:     t.list("source"),
		Confidence:  t.confidence(),
	}
}

// share reads the part of a body that went with a succession, from the columns with how
// much went, how much there was and what was counted. Without both numbers it is nil.
func share(t *table, moved, of, basis string) *lineage.Share {
	went, whole := known(t, moved, parseCount), known(t, of, parseCount)
	if went == nil || whole == nil {
		return nil
	}
	return &lineage.Share{Moved: *went, Of: *whole, Basis: t.text(basis)}
}

func readSuccessions() ([]lineage.Succession, error) {
	var steps []lineage.Succession
	t := openTable("ccg_successions.csv")
	for t.next() {
		s := takeover(t)
		s.Share = share(t, "people_moved", "people_total", "weight_basis")
		steps = append(steps, s)
	}
	if t.err != nil {
		return nil, t.err
	}
	t = openTable("ccg_boundary_changes.csv")
	for t.next() {
		s := lineage.Succession{
			Predecessor: t.id("from_code"),
			Successor:   t.id("to_code"),
			Kind:        lineage.BoundaryChange,
			Note:        t.text("note"),
			Sources:     t.list("source"),
			Confidence:  t.confidence(),
		}
		first, last := t.date("not_before"), t.date("not_after")
		var err error
		if s.Effective, err = nhs.NewPartialDate(first, last); err != nil {
			t.fail(0, err)
		}
		s.Share = share(t, "patients_moved", "patients_total", "weight_basis")
		steps = append(steps, s)
	}
	return steps, t.err
}

func parseCount(s string) (int64, error) { return strconv.ParseInt(s, 10, 64) }

// of returns the group of the row.
func of(t *table, groups map[nhs.OrgID]*ccg.Group) *ccg.Group {
	code := t.id("ods_code")
	if g := groups[code]; g != nil {
		return g
	}
	t.fail(0, fmt.Errorf("unknown group %s", code))
	return &ccg.Group{}
}

func readNames(groups map[nhs.OrgID]*ccg.Group) error {
	t := openTable("ccg_names.csv")
	for t.next() {
		g := of(t, groups)
		g.Names = append(g.Names, lineage.Name{
			Name:       t.text("name"),
			FirstSeen:  t.partial("first_seen"),
			LastSeen:   t.partial("last_seen"),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
		})
	}
	return t.err
}

func readONSCodes(groups map[nhs.OrgID]*ccg.Group) error {
	t := openTable("ccg_ons_codes.csv")
	for t.next() {
		g := of(t, groups)
		g.ONSCodes = append(g.ONSCodes, ccg.ONSCode{
			Code:      t.text("ons_code"),
			FirstSeen: t.partial("first_seen"),
			LastSeen:  t.partial("last_seen"),
			Sources:   t.list("source"),
		})
	}
	return t.err
}

func readAllowances(groups map[nhs.OrgID]*ccg.Group) error {
	t := openTable("ccg_allowance.csv")
	for t.next() {
		g := of(t, groups)
		g.Years = append(g.Years, ccg.Year{
			Year: parsed(t, "financial_year", nhs.ParseFinancialYear),
			Headcount: &ccg.Headcount{
				People: parsed(t, "population", ccg.ParsePeople),
				Basis:  ccg.Scaled,
			},
			Allowance: &ccg.Allowance{
				Amount:    parsed(t, "allowance_gbp", nhs.ParseMoney),
				Status:    ccg.Published,
				Precision: known(t, "precision_gbp", nhs.ParseMoney),
				Source:    t.list("source")[0],
			},
		})
	}
	return t.err
}
