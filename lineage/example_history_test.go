package lineage_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// smallRegister holds three groups that merged into one in 2015, and two that
// went on when the practices of South Cumbria moved from one to the other.
func smallRegister() *lineage.History {
	start, merged, moved := nhs.MustParsePartialDate("2013-04-01"), nhs.MustParsePartialDate("2015-04-01"), nhs.MustParsePartialDate("2017-04-01")
	end := nhs.MustParsePartialDate("2015-03-31")
	orgs := []lineage.Organisation{
		{ID: "00F", Name: "NHS Gateshead CCG", Opened: start, Closed: end},
		{ID: "00G", Name: "NHS Newcastle North and East CCG", Opened: start, Closed: end},
		{ID: "00H", Name: "NHS Newcastle West CCG", Opened: start, Closed: end},
		{ID: "13T", Name: "NHS Newcastle Gateshead CCG", Opened: merged},
		{ID: "01H", Name: "NHS North Cumbria CCG", Opened: start},
		{ID: "01K", Name: "NHS Morecambe Bay CCG", Opened: start},
	}
	lists := &lineage.Share{Moved: 199_638, Of: 522_784, Basis: "QOF 2016/17 list sizes"}
	return lineage.NewHistory(orgs, []lineage.Succession{
		{Predecessor: "00F", Successor: "13T", Effective: merged, Kind: lineage.Merger},
		{Predecessor: "00G", Successor: "13T", Effective: merged, Kind: lineage.Merger},
		{Predecessor: "00H", Successor: "13T", Effective: merged, Kind: lineage.Merger},
		{Predecessor: "01H", Successor: "01K", Effective: moved, Kind: lineage.BoundaryChange, Share: lists},
	}, nhs.MustParseDate("2022-06-30"))
}

func ExampleHistory() {
	h := smallRegister()
	before, after := nhs.MustParseDate("2015-03-31"), nhs.MustParseDate("2015-04-01")

	fmt.Println("Open on", before, "were", h.Count(before))
	fmt.Println("Open on", after, "were", h.Count(after))

	successors, _ := h.Successors("00F", after)
	fmt.Println("00F became", successors)
	predecessors, _ := h.Predecessors("13T", before)
	fmt.Println("13T came from", predecessors)
	_, known := h.Successors("99Z", after)
	fmt.Println("Is 99Z known?", known)
	fmt.Println("Is 2023 known?", h.IsKnownOn(nhs.MustParseDate("2023-01-01")))
	// Output:
	// Open on 2015-03-31 were 5
	// Open on 2015-04-01 were 3
	// 00F became [13T]
	// 13T came from [00F 00G 00H]
	// Is 99Z known? false
	// Is 2023 known? false
}

func ExampleOrganisation() {
	o := lineage.Organisation{
		ID:     "0AV",
		Name:   "NHS Example Commissioning Support Unit",
		Opened: nhs.MustParsePartialDate("2013-04-01"),
		Closed: nhs.MustParsePartialDate("2014-10"), // some day of that month
	}
	for _, on := range []string{"2013-03-31", "2014-10-01", "2014-10-15", "2014-11-01"} {
		fmt.Println(on, o.OpenOn(nhs.MustParseDate(on)))
	}
	// Output:
	// 2013-03-31 no
	// 2014-10-01 yes
	// 2014-10-15 unknown
	// 2014-11-01 no
}

// A group kept its code and changed its name.
func ExampleName() {
	o := lineage.Organisation{
		ID: "01H",
		Names: []lineage.Name{
			{Name: "NHS Cumbria CCG", FirstSeen: nhs.MustParsePartialDate("2013-04"), LastSeen: nhs.MustParsePartialDate("2017-05")},
			{Name: "NHS North Cumbria CCG", FirstSeen: nhs.MustParsePartialDate("2017-04"), LastSeen: nhs.MustParsePartialDate("2021-06")},
		},
	}
	fmt.Println(o.NameOn(nhs.MustParseDate("2016-04-01")))
	fmt.Println(o.NameOn(nhs.MustParseDate("2018-04-01")))
	// Output:
	// NHS Cumbria CCG
	// NHS North Cumbria CCG
}

func ExampleSuccession() {
	h := smallRegister()
	for s := range h.Takeovers("13T") {
		fmt.Println(s.Effective, s.Kind, s.Predecessor, "to", s.Successor)
	}
	for s := range h.BoundaryChanges("01K") {
		fmt.Println(s.Effective, s.Kind, s.Predecessor, "to", s.Successor, s.Share)
	}
	// Output:
	// 2015-04-01 merger 00F to 13T
	// 2015-04-01 merger 00G to 13T
	// 2015-04-01 merger 00H to 13T
	// 2017-04-01 boundary-change 01H to 01K 199,638 of 522,784 (QOF 2016/17 list sizes)
}

func ExampleSuccessionKind() {
	kind, err := lineage.ParseSuccessionKind("boundary-change")
	fmt.Println(kind, err)
	fmt.Println("ends the predecessor:", lineage.Succession{Kind: kind}.IsTakeover())

	_, err = lineage.ParseSuccessionKind("annexation")
	fmt.Println(err)
	// Output:
	// boundary-change <nil>
	// ends the predecessor: false
	// not a valid succession kind: "annexation" at byte 0: want "one-to-one", "merger", "split" or "boundary-change"
}

func ExampleShare() {
	fmt.Println(lineage.Share{Moved: 199_638, Of: 522_784, Basis: "QOF 2016/17 list sizes"})
	// Output: 199,638 of 522,784 (QOF 2016/17 list sizes)
}

// A table for the groups of 2014 becomes one for those of 2018.
func ExampleCrosswalk() {
	crosswalk := smallRegister().Crosswalk(nhs.MustParseDate("2014-04-01"), nhs.MustParseDate("2018-04-01"), nil)
	spend := crosswalk.Money(map[nhs.OrgID]nhs.Money{
		"00F": nhs.MustParseMoney("100.00"),
		"00G": nhs.MustParseMoney("100.50"),
		"00H": nhs.MustParseMoney("0.01"),
	})
	for _, f := range spend.Figures {
		fmt.Println(f.Org, f.Value, "exact:", f.Exact)
	}
	// Output: 13T £200.51 exact: true
}

// Going back over a merger takes the sizes of the bodies that merged.
func ExampleCrosswalkResult() {
	h := smallRegister()
	from, to := nhs.MustParseDate("2016-04-01"), nhs.MustParseDate("2014-04-01")
	sizes := map[nhs.OrgID]int64{"00F": 200_000, "00G": 150_000, "00H": 140_000}
	crossed := h.Crosswalk(from, to, sizes).Money(map[nhs.OrgID]nhs.Money{"13T": nhs.MustParseMoney("1000.00")})
	for _, f := range crossed.Figures {
		fmt.Println(f.Org, f.Value)
	}
	fmt.Println("placed", crossed.Placed, "of", crossed.Total)
	// Output:
	// 00F £408.16
	// 00G £306.12
	// 00H £285.72
	// placed £1,000.00 of £1,000.00
}

// People who moved with their practice are placed by a sourced weight, and the
// figures say so.
func ExampleCrosswalkRow() {
	h := smallRegister()
	from, to := nhs.MustParseDate("2016-04-01"), nhs.MustParseDate("2018-04-01")
	crossed, err := h.Crosswalk(from, to, nil).People(map[nhs.OrgID]int64{"01H": 522_784, "01K": 161_146})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range crossed.Figures {
		fmt.Println(f.Org, f.Value, "exact:", f.Exact)
	}
	fmt.Println(crossed.Figures[1].Notes[0])
	// Output:
	// 01H 323146 exact: false
	// 01K 360784 exact: false
	// A part of 01H went to 01K on 2017-04-01; it is estimated as 199,638 of 522,784 (QOF 2016/17 list sizes).
}

func ExampleUnallocated() {
	h := smallRegister()
	from, to := nhs.MustParseDate("2016-04-01"), nhs.MustParseDate("2018-04-01")
	crossed := h.Crosswalk(from, to, nil).Money(map[nhs.OrgID]nhs.Money{"00F": nhs.MoneyFromPence(100)})
	for _, u := range crossed.Unplaced {
		fmt.Println(u.Org, u.Value)
		fmt.Println(u.Reason)
	}
	// Output:
	// 00F £1.00
	// 00F was not open on 2016-04-01: it closed on 2015-03-31, and its area was then that of 13T.
}

func ExampleConfidence() {
	for _, c := range lineage.Confidences() {
		fmt.Println(c)
	}
	// Output:
	// high
	// medium
	// low
}
