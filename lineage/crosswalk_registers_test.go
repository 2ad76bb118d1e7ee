package lineage_test

import (
	"math"
	"testing"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// TestCrosswalkRegisters is long because it is a table of registers.
func TestCrosswalkRegisters(t *testing.T) {
	const before, after = "2014-04-01", "2016-04-01"
	old := func(id nhs.OrgID) lineage.Organisation { return org(id, "2013-04-01", "2015-03-31") }
	lasting := func(id nhs.OrgID) lineage.Organisation { return org(id, "2013-04-01", "") }
	young := func(id nhs.OrgID) lineage.Organisation { return org(id, "2015-04-01", "") }
	const on = "2015-04-01"
	type orgs = []lineage.Organisation
	type steps = []lineage.Succession
	for _, test := range []struct {
		name     string
		orgs     orgs
		steps    steps
		from, to string // before and after if empty
		sizes    people
		figures  people
		want     string
		says     []string
	}{
		{
			name: "split by shares", orgs: orgs{old("0A"), young("0B"), young("0C")},
			steps:   steps{step(lineage.Split, "0A", "0B", on, 1, 3), step(lineage.Split, "0A", "0C", on, 2, 3)},
			figures: people{"0A": 100}, want: "~0B 33, ~0C 67", says: []string{"0A was split on 2015-04-01 and its figure divided by weight: 0B 1 of 3 and 0C 2 of 3."},
		},
		{
			name: "shares of different wholes", orgs: orgs{old("0A"), young("0B"), young("0C")},
			steps:   steps{step(lineage.Split, "0A", "0B", on, 1, 4), step(lineage.Split, "0A", "0C", on, 9, 12)},
			figures: people{"0A": 100}, want: "~0B 25, ~0C 75",
		},
		{
			name: "shares of wholes too large to compare", orgs: orgs{old("0A"), young("0B"), young("0C")},
			steps:   steps{step(lineage.Split, "0A", "0B", on, 1, math.MaxInt64), step(lineage.Split, "0A", "0C", on, 1, math.MaxInt64-1)},
			figures: people{"0A": 100}, want: "(0A 100)",
		},
		{
			name: "shares short of the whole", orgs: orgs{old("0A"), young("0B"), young("0C")},
			steps:   steps{step(lineage.Split, "0A", "0B", on, 1, 3), step(lineage.Split, "0A", "0C", on, 1, 3)},
			figures: people{"0A": 100}, want: "(0A 100)", says: []string{"0A was split on 2015-04-01 between 0B and 0C, and no shares or sizes say how to divide its figure."},
		},
		{
			name: "split by sizes", orgs: orgs{old("0A"), young("0B"), young("0C")},
			steps: steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on)}, sizes: people{"0B": 10, "0C": 30},
			figures: people{"0A": 100}, want: "~0B 25, ~0C 75", says: []string{"0B 10 and 0C 30"},
		},
		{
			name: "split by sizes that are not theirs alone", orgs: orgs{old("0A"), young("0B"), lasting("0C")},
			steps: steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on)}, sizes: people{"0B": 10, "0C": 30},
			figures: people{"0A": 100, "0C": 1}, want: "~0C 1, (0A 100)",
		},
		{
			name: "split by sizes of a joint successor", orgs: orgs{old("0A"), old("0D"), young("0B"), young("0C")},
			steps: steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on), step(lineage.Merger, "0D", "0C", on)}, sizes: people{"0B": 10, "0C": 30},
			figures: people{"0A": 100, "0D": 1}, want: "~0C 1, (0A 100)",
		},
		{
			name: "split without weights", orgs: orgs{old("0A"), young("0B"), young("0C")},
			steps: steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on)}, sizes: people{"0B": 10},
			figures: people{"0A": 100}, want: "(0A 100)",
		},
		{
			name: "split of which one part is recorded", orgs: orgs{old("0A"), young("0B")},
			steps: steps{step(lineage.Split, "0A", "0B", on)}, sizes: people{"0B": 10},
			figures: people{"0A": 100}, want: "(0A 100)", says: []string{"A part of 0A went to 0B on 2015-04-01, and the register does not say where the rest is."},
		},
		{
			name: "split reversed", orgs: orgs{old("0A"), young("0B"), young("0C")}, from: after, to: before,
			steps:   steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on)},
			figures: people{"0B": 1, "0C": 2}, want: "0A 3",
		},
		{
			name: "one to one reversed", orgs: orgs{old("0A"), young("0B")}, from: after, to: before,
			steps: steps{step(lineage.OneToOne, "0A", "0B", on)}, figures: people{"0B": 1}, want: "0A 1",
		},
		{
			name: "one to one reversed, of a body that may have been there", orgs: orgs{old("0A"), org("0B", "", "")}, from: after, to: before,
			steps: steps{step(lineage.OneToOne, "0A", "0B", on)}, figures: people{"0B": 1}, want: "~0A 1", says: []string{"It is not known whether 0B was there before it took over from 0A"},
		},
		{
			name: "merger of one reversed", orgs: orgs{old("0A"), young("0B")}, from: after, to: before,
			steps: steps{step(lineage.Merger, "0A", "0B", on)}, figures: people{"0B": 1}, want: "(0B 1)", says: []string{"of which the register names only 0A"},
		},
		{
			name: "absorbed", orgs: orgs{old("0A"), lasting("0B")},
			steps: steps{step(lineage.Merger, "0A", "0B", on)}, figures: people{"0A": 1, "0B": 2}, want: "0B 3",
		},
		{
			name: "absorbed, reversed", orgs: orgs{old("0A"), lasting("0B")}, from: after, to: before, sizes: people{"0A": 1, "0B": 2},
			steps: steps{step(lineage.Merger, "0A", "0B", on)}, figures: people{"0B": 3}, want: "~0A 1, ~0B 2",
		},
		{
			name: "absorbed, reversed without sizes", orgs: orgs{old("0A"), lasting("0B")}, from: after, to: before,
			steps: steps{step(lineage.OneToOne, "0A", "0B", on)}, figures: people{"0B": 3}, want: "(0B 3)",
		},
		{
			name: "part of the whole reversed", orgs: orgs{old("0A"), old("0D"), young("0B"), young("0C")}, from: after, to: before, sizes: people{"0A": 1, "0D": 1},
			steps:   steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on), step(lineage.Merger, "0D", "0C", on)},
			figures: people{"0B": 1, "0C": 2}, want: "~0A 1, (0C 2)",
		},
		{
			name: "exchange on one day", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 1, 10), step(lineage.BoundaryChange, "0B", "0A", on, 1, 2)},
			figures: people{"0A": 100, "0B": 100}, want: "~0A 140, ~0B 60",
		},
		{
			name: "two parts on one day", orgs: orgs{lasting("0A"), lasting("0B"), lasting("0C")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 1, 10), step(lineage.BoundaryChange, "0A", "0C", on, 2, 10)},
			figures: people{"0A": 100, "0B": 0, "0C": 0}, want: "~0A 70, ~0B 10, ~0C 20",
		},
		{
			name: "two parts of more than the whole", orgs: orgs{lasting("0A"), lasting("0B"), lasting("0C")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 6, 10), step(lineage.BoundaryChange, "0A", "0C", on, 5, 10)},
			figures: people{"0A": 100, "0B": 0, "0C": 0}, want: "~0A 100, ~0B 0, ~0C 0",
		},
		{
			name: "two parts of wholes too large to compare", orgs: orgs{lasting("0A"), lasting("0B"), lasting("0C")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 1, math.MaxInt64), step(lineage.BoundaryChange, "0A", "0C", on, 1, math.MaxInt64-1)},
			figures: people{"0A": 100, "0B": 0, "0C": 0}, want: "~0A 100, ~0B 0, ~0C 0", says: []string{"by an unknown amount"},
		},
		{
			name: "two parts on two days", orgs: orgs{lasting("0A"), lasting("0B"), lasting("0C")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", "2015-05-01", 1, 2), step(lineage.BoundaryChange, "0A", "0C", on, 1, 2)},
			figures: people{"0A": 100, "0B": 0, "0C": 0}, want: "~0A 25, ~0B 25, ~0C 50",
		},
		{
			name: "a share that is not one", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 11, 10)},
			figures: people{"0A": 100, "0B": 0}, want: "~0A 100, ~0B 0", says: []string{"The boundary between 0A and 0B changed on 2015-04-01 by an unknown amount"},
		},
		{
			name: "nothing to weigh by", orgs: orgs{lasting("0A"), lasting("0B")}, from: after, to: before, sizes: people{"0B": 0},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 0, 10)},
			figures: people{"0A": 1, "0B": 2}, want: "~0A 1, ~0B 2",
		},
		{
			name: "a part that went to a body not known", orgs: orgs{lasting("0A")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "", on, 1, 10)},
			figures: people{"0A": 100}, want: "~0A 90, (0A 10)", says: []string{"It went to an unknown body."},
		},
		{
			name: "a change of the day a body opened", orgs: orgs{old("0A"), young("0B"), lasting("0C")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", on), step(lineage.BoundaryChange, "0B", "0C", on, 1, 10)},
			figures: people{"0A": 100, "0C": 0}, want: "~0B 90, ~0C 10",
		},
		{
			name: "a change of the day a body closed", orgs: orgs{old("0A"), young("0B"), lasting("0C")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", on), step(lineage.BoundaryChange, "0A", "0C", on, 1, 10)},
			figures: people{"0A": 100, "0C": 0}, want: "~0B 90, ~0C 10",
		},
		{
			name: "a takeover that lies between", orgs: orgs{org("0A", "2013-04-01", "2014-09/2014-12"), org("0B", "2014-10/2015-01", "")},
			steps: steps{step(lineage.OneToOne, "0A", "0B", "2014-10/2015-01")}, figures: people{"0A": 1}, want: "0B 1",
		},
		{
			name: "a takeover that may lie between", orgs: orgs{org("0A", "2013-04-01", "2014"), org("0B", "2014-06/2015-01", "")},
			steps: steps{step(lineage.OneToOne, "0A", "0B", "2014-06/2015-01")}, to: "2014-12-01", figures: people{"0A": 1}, want: "~0B 1",
			says: []string{"0B took over from 0A some time in 2014-06/2015-01, which may not lie between 2014-04-01 and 2014-12-01."},
		},
		{
			name: "a boundary change that may lie between", orgs: orgs{lasting("0A"), lasting("0B")},
			steps: steps{step(lineage.BoundaryChange, "0A", "0B", "2014", 1, 10)}, figures: people{"0A": 100, "0B": 0}, want: "~0A 90, ~0B 10",
			says: []string{"The boundary between 0A and 0B changed some time in 2014, which may not lie between 2014-04-01 and 2016-04-01."},
		},
		{
			name: "a boundary change that may lie between, reversed", orgs: orgs{lasting("0A"), lasting("0B")}, from: after, to: before, sizes: people{"0B": 9},
			steps: steps{step(lineage.BoundaryChange, "0A", "0B", "2014", 1, 10)}, figures: people{"0A": 0, "0B": 100}, want: "~0A 10, ~0B 90",
			says: []string{"The boundary between 0A and 0B changed some time in 2014, which may not lie between 2014-04-01 and 2016-04-01."},
		},
		{
			name: "a boundary change with a body not known that may lie between", orgs: orgs{lasting("0A")},
			steps: steps{step(lineage.BoundaryChange, "0A", "", "2014")}, figures: people{"0A": 100}, want: "~0A 100",
			says: []string{"The boundary of 0A changed some time in 2014, which may not lie between 2014-04-01 and 2016-04-01."},
		},
		{
			name: "a takeover without a date", orgs: orgs{org("0A", "2013-04-01", "2014"), org("0B", "", "")},
			steps: steps{step(lineage.OneToOne, "0A", "0B", "")}, figures: people{"0A": 1}, want: "~0B 1", says: []string{"on an unknown day"},
		},
		{
			name: "a takeover without a date, reversed", orgs: orgs{org("0A", "2013-04-01", "2014"), org("0B", "", "")}, from: after, to: before,
			steps: steps{step(lineage.OneToOne, "0A", "0B", "")}, figures: people{"0B": 1}, want: "~0A 1",
		},
		{
			name: "a takeover that cannot have come yet", orgs: orgs{lasting("0A"), org("0B", "", "")},
			steps: steps{step(lineage.OneToOne, "0A", "0B", "")}, figures: people{"0A": 1}, want: "0A 1",
		},
		{
			name: "a takeover that had come before, reversed", orgs: orgs{org("0A", "2013-04-01", "2013"), org("0B", "2013", "")}, from: after, to: before,
			steps: steps{step(lineage.OneToOne, "0A", "0B", "2013/2014")}, figures: people{"0B": 1}, want: "0B 1",
		},
		{
			name: "a chain within one year", orgs: orgs{old("0A"), org("0B", "2015", "2015"), org("0C", "2015-06-01", "")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", "2015"), step(lineage.OneToOne, "0B", "0C", "2015-06-01")},
			figures: people{"0A": 1}, want: "0C 1",
		},
		{
			name: "a chain within one year, reversed", orgs: orgs{old("0A"), org("0B", "2015", "2015"), org("0C", "2015-06-01", "")}, from: after, to: before,
			steps:   steps{step(lineage.OneToOne, "0A", "0B", "2015"), step(lineage.OneToOne, "0B", "0C", "2015-06-01")},
			figures: people{"0C": 1}, want: "0A 1",
		},
		{
			name: "a chain on one day", orgs: orgs{old("0C"), young("0B"), young("0A")},
			steps:   steps{step(lineage.OneToOne, "0C", "0B", on), step(lineage.OneToOne, "0B", "0A", on)},
			figures: people{"0C": 1}, want: "0A 1",
		},
		{
			name: "a body that may have been open", orgs: orgs{org("0A", "2014", "")},
			figures: people{"0A": 1}, want: "~0A 1", says: []string{"It is not known whether 0A was open on 2014-04-01."},
		},
		{
			name: "a body that may still be open", orgs: orgs{org("0A", "2013-04-01", "2016")},
			figures: people{"0A": 1}, want: "~0A 1", says: []string{"It is not known whether 0A was open on 2016-04-01."},
		},
		{
			name: "no successor recorded", orgs: orgs{old("0A")},
			figures: people{"0A": 1}, want: "(0A 1)", says: []string{"it closed on 2015-03-31, and the register does not say what took over from it."},
		},
		{
			name: "no predecessor recorded", orgs: orgs{young("0A")}, from: after, to: before,
			figures: people{"0A": 1}, want: "(0A 1)", says: []string{"it opened on 2015-04-01, and the register does not say from what."},
		},
		{
			name: "a successor that is not in the register", orgs: orgs{old("0A")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", on)},
			figures: people{"0A": 1, "0B": 2}, want: "(0B 1), (0B 2)", says: []string{"0B is named by a succession but is not in the register."},
		},
		{
			name: "through a body that is not in the register", orgs: orgs{old("0A"), young("0C")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", on), step(lineage.OneToOne, "0B", "0C", "2015-07-01")},
			figures: people{"0A": 1}, want: "0C 1",
		},
		{
			name: "a circle on one day", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", on), step(lineage.OneToOne, "0B", "0A", on)},
			figures: people{"0A": 1, "0B": 2}, want: "0A 3",
		},
		{
			name: "a body that succeeds itself", orgs: orgs{lasting("0A")},
			steps: steps{step(lineage.OneToOne, "0A", "0A", on), step(lineage.BoundaryChange, "0A", "0A", on, 1, 2)}, figures: people{"0A": 1}, want: "0A 1",
		},
		{
			name: "a code used again", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", on), step(lineage.OneToOne, "0B", "0A", "2015-07-01")},
			figures: people{"0A": 1}, want: "0A 1 +[0B]",
		},
		{
			name: "split by shares of large wholes", orgs: orgs{old("0A"), young("0B"), young("0C")},
			steps:   steps{step(lineage.Split, "0A", "0B", on, 1e9, 5e9), step(lineage.Split, "0A", "0C", on, 4e9, 5e9)},
			figures: people{"0A": 100}, want: "~0B 20, ~0C 80",
		},
		{
			name: "one to one by a share of all", orgs: orgs{old("0A"), young("0B")},
			steps: steps{step(lineage.OneToOne, "0A", "0B", on, 3, 3)}, figures: people{"0A": 100}, want: "0B 100",
		},
		{
			name: "one to one by a share of a part", orgs: orgs{old("0A"), young("0B")},
			steps: steps{step(lineage.OneToOne, "0A", "0B", on, 1, 3)}, figures: people{"0A": 100}, want: "(0A 100)",
		},
		{
			name: "split by sizes of a joint successor, the first", orgs: orgs{old("0A"), old("0D"), young("0B"), young("0C")},
			steps: steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on), step(lineage.Merger, "0D", "0B", on)}, sizes: people{"0B": 10, "0C": 30},
			figures: people{"0A": 100, "0D": 1}, want: "~0B 1, (0A 100)",
		},
		{
			name: "a boundary change that moved all", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 10, 10)},
			figures: people{"0A": 100, "0B": 1}, want: "~0A 0, ~0B 101",
		},
		{
			name: "a boundary change that moved nobody", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 0, 10)},
			figures: people{"0A": 100, "0B": 1}, want: "~0A 100, ~0B 1", says: []string{"it is estimated as 0 of 10."},
		},
		{
			name: "a share of zero", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 0, 0)},
			figures: people{"0A": 100, "0B": 1}, want: "~0A 100, ~0B 1", says: []string{"The boundary between 0A and 0B changed on 2015-04-01 by an unknown amount"},
		},
		{
			name: "a boundary change to the first body", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0B", "0A", on, 10, 100)},
			figures: people{"0A": 10, "0B": 100}, want: "~0A 20, ~0B 90", says: []string{"A part of 0B went to 0A on 2015-04-01"},
		},
		{
			name: "a boundary change to the first body, reversed", orgs: orgs{lasting("0A"), lasting("0B")}, from: after, to: before, sizes: people{"0A": 10},
			steps:   steps{step(lineage.BoundaryChange, "0B", "0A", on, 10, 100)},
			figures: people{"0A": 20, "0B": 90}, want: "~0A 10, ~0B 100",
		},
		{
			name: "an unknown boundary change to the first body", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0B", "0A", on)},
			figures: people{"0A": 20, "0B": 90}, want: "~0A 20, ~0B 90", says: []string{"The boundary between 0B and 0A changed on 2015-04-01"},
		},
		{
			name: "a change of the day the first body opened", orgs: orgs{young("0A"), lasting("0B"), old("0C")},
			steps:   steps{step(lineage.OneToOne, "0C", "0A", on), step(lineage.BoundaryChange, "0A", "0B", on, 1, 10)},
			figures: people{"0C": 100, "0B": 0}, want: "~0A 90, ~0B 10",
		},
		{
			name: "a change of the year a body closed", orgs: orgs{old("0A"), young("0B"), lasting("0C")},
			steps:   steps{step(lineage.OneToOne, "0A", "0B", on), step(lineage.BoundaryChange, "0A", "0C", "2015", 1, 10)},
			figures: people{"0A": 100, "0C": 0}, want: "~0B 90, ~0C 10",
		},
		{
			name: "a chain within one year, down the alphabet", orgs: orgs{old("0C"), org("0B", "2015", "2015"), org("0A", "2015-06-01", "")},
			steps:   steps{step(lineage.OneToOne, "0C", "0B", "2015"), step(lineage.OneToOne, "0B", "0A", "2015-06-01")},
			figures: people{"0C": 1}, want: "0A 1",
		},
		{
			// What 0C gained in 2015 is given back before what it took over in July,
			// since one of the gains may have come later.
			name: "two gains of one year, reversed", from: after, to: before, sizes: people{"0C": 80, "0F": 80},
			orgs: orgs{old("0A"), lasting("0B"), lasting("0C"), young("0D"), org("0F", "2013-04-01", "2015-06-30")},
			steps: steps{
				step(lineage.OneToOne, "0A", "0D", on), step(lineage.Merger, "0F", "0C", "2015-07-01"),
				step(lineage.BoundaryChange, "0A", "0C", "2015", 10, 100), step(lineage.BoundaryChange, "0B", "0C", "2015", 10, 100),
			},
			figures: people{"0B": 90, "0C": 200, "0D": 90}, want: "~0A 110, ~0B 110, ~0C 80, ~0F 80",
		},
		{
			name: "an unplaced part of a later merger", orgs: orgs{old("0A"), org("0B", on, "2015-06-30"), org("0C", on, "2015-06-30"), lasting("0D"), org("0E", "2015-07-01", "")},
			steps:   steps{step(lineage.Split, "0A", "0B", on), step(lineage.Split, "0A", "0C", on), step(lineage.Merger, "0B", "0D", "2015-07-01"), step(lineage.OneToOne, "0C", "0E", "2015-07-01")},
			figures: people{"0A": 1, "0D": 5}, want: "~0D 5, (0A 1)",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			from, to := before, after
			if test.from != "" {
				from = test.from
			}
			if test.to != "" {
				to = test.to
			}
			h := lineage.NewHistory(test.orgs, test.steps, nhs.Date{})
			checkCase(t, h, from, to, test.sizes, test.figures, test.want, test.says)
		})
	}
}
