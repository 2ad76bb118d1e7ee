package lineage_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

type people = map[nhs.OrgID]int64

// summary is a crossed table as text: each figure, with a tilde if it is not
// exact and a plus for bodies missing from it, and what is unplaced.
func summary[T any](c lineage.Crossed[T]) string {
	var parts []string
	for _, f := range c.Figures {
		text := fmt.Sprintf("%s %v", f.Org, f.Value)
		if !f.Exact {
			text = "~" + text
		}
		if len(f.Missing) > 0 {
			text += fmt.Sprintf(" +%v", f.Missing)
		}
		parts = append(parts, text)
	}
	for _, u := range c.Unplaced {
		parts = append(parts, fmt.Sprintf("(%s %v)", u.Org, u.Value))
	}
	return strings.Join(parts, ", ")
}

// reasons returns every note and reason of a crossed table.
func reasons[T any](c lineage.Crossed[T]) []string {
	var all []string
	for _, f := range c.Figures {
		all = append(all, f.Notes...)
	}
	for _, u := range c.Unplaced {
		all = append(all, u.Reason)
	}
	return all
}

// crossPeople moves a table and holds what is true of every crosswalk.
func crossPeople(t *testing.T, h *lineage.History, from, to nhs.Date, sizes, figures people) lineage.Crossed[int64] {
	t.Helper()
	c, err := h.Crosswalk(from, to, sizes).People(figures)
	if err != nil {
		t.Fatal(err)
	}
	checkCrossed(t, h, c, figures)
	return c
}

func checkCrossed(t *testing.T, h *lineage.History, c lineage.Crossed[int64], figures people) {
	t.Helper()
	var total, placed, unplaced int64
	for _, n := range figures {
		total += n
	}
	last := c.To
	if !c.KnownUntil.IsZero() && last.After(c.KnownUntil) {
		last = c.KnownUntil
	}
	previous := nhs.OrgID("")
	for _, f := range c.Figures {
		placed += f.Value
		o, ok := h.Get(f.Org)
		switch {
		case !ok || o.OpenOn(last) == nhs.No:
			t.Errorf("%s has a figure and was not open on %s", f.Org, last)
		case f.Exact != (len(f.Notes) == 0):
			t.Errorf("%s is exact: %v, with notes %q", f.Org, f.Exact, f.Notes)
		case f.Value < 0:
			t.Errorf("%s has %d", f.Org, f.Value)
		case f.Org <= previous:
			t.Errorf("%s comes after %s", f.Org, previous)
		}
		previous = f.Org
	}
	for _, u := range c.Unplaced {
		unplaced += u.Value
		if u.Reason == "" || u.Value < 0 {
			t.Errorf("unplaced %+v", u)
		}
	}
	if c.Total != total || c.Placed != placed || placed+unplaced != total {
		t.Errorf("total %d, placed %d: want %d = %d + %d", c.Total, c.Placed, total, placed, unplaced)
	}
	for _, text := range reasons(c) {
		if !strings.HasSuffix(text, ".") || strings.Contains(text, "%!") {
			t.Errorf("not a sentence: %q", text)
		}
	}
}

func TestCrosswalk(t *testing.T) {
	for _, test := range []struct {
		name     string
		from, to string
		sizes    people
		figures  people
		want     string
		says     []string // each in some note or reason
	}{
		{name: "same day", from: "2014-04-01", to: "2014-04-01", figures: people{"00F": 1, "10C": 2}, want: "00F 1, 10C 2"},
		{name: "three into one", from: "2014-04-01", to: "2016-04-01", figures: people{"00F": 10, "00G": 20, "00H": 30}, want: "13T 60"},
		{name: "the day before", from: "2014-04-01", to: "2015-03-31", figures: people{"00F": 10}, want: "00F 10"},
		{name: "the day itself", from: "2015-03-31", to: "2015-04-01", figures: people{"00F": 10, "00G": 0, "00H": 0}, want: "13T 10"},
		{name: "not all of them", from: "2014-04-01", to: "2016-04-01", figures: people{"00F": 10}, want: "13T 10 +[00G 00H]"},
		{name: "two steps", from: "2013-04-01", to: "2021-04-01", figures: people{"10G": 1, "10T": 2, "11C": 4, "10C": 8}, want: "D4U1Y 15"},
		{
			name: "a move with its weight", from: "2016-04-01", to: "2018-04-01", figures: people{"01H": 522784, "01K": 161146},
			want: "~01H 323146, ~01K 360784", says: []string{"A part of 01H went to 01K on 2017-04-01; it is estimated as 199,638 of 522,784."},
		},
		{name: "a move not crossed", from: "2017-04-01", to: "2018-04-01", figures: people{"01H": 323146, "01K": 360784}, want: "01H 323146, 01K 360784"},
		{name: "a move from a body without figure", from: "2016-04-01", to: "2018-04-01", figures: people{"01K": 161146}, want: "~01K 161146 +[01H]"},
		{
			name: "a move of unknown size", from: "2013-04-01", to: "2015-01-01", figures: people{"01E": 5},
			want: "~01E 5", says: []string{"The boundary of 01E changed some time in 2014 by an amount that is not known"},
		},
		{name: "a move that may be crossed", from: "2014-06-01", to: "2014-07-01", figures: people{"01E": 5}, want: "~01E 5"},
		{name: "back by one step", from: "2015-04-01", to: "2015-03-31", sizes: people{"00F": 1, "00G": 1, "00H": 2}, figures: people{"13T": 7}, want: "~00F 2, ~00G 2, ~00H 3", says: []string{"their sizes: 00F 1, 00G 1 and 00H 2."}},
		{name: "back without sizes", from: "2016-04-01", to: "2014-04-01", sizes: people{"00F": 1, "00G": 1}, figures: people{"13T": 7}, want: "(13T 7)", says: []string{"13T took over from 00F, 00G and 00H on 2015-04-01, and there are no sizes"}},
		{name: "back with sizes of nought", from: "2016-04-01", to: "2014-04-01", sizes: people{"00F": 0, "00G": 0, "00H": 0}, figures: people{"13T": 7}, want: "(13T 7)"},
		{name: "back with a negative size", from: "2016-04-01", to: "2014-04-01", sizes: people{"00F": -1, "00G": 1, "00H": 1}, figures: people{"13T": 7}, want: "(13T 7)"},
		{name: "back over a move", from: "2018-04-01", to: "2016-04-01", sizes: people{"01K": 161146}, figures: people{"01H": 323146, "01K": 360784}, want: "~01H 522784, ~01K 161146"},
		{
			name: "back over a move without size", from: "2018-04-01", to: "2016-04-01", figures: people{"01H": 323146, "01K": 360784},
			want: "~01H 323146, (01K 360784)", says: []string{"01K gained a part of 01H on 2017-04-01, and there is no size of 01K before that"},
		},
		{name: "back over an unknown move", from: "2015-01-01", to: "2013-04-01", figures: people{"01E": 5}, want: "~01E 5"},
		{name: "closed already", from: "2016-04-01", to: "2018-04-01", figures: people{"00F": 7}, want: "(00F 7)", says: []string{"00F was not open on 2016-04-01: it closed on 2015-03-31, and its area was then that of 13T."}},
		{name: "not open yet", from: "2014-04-01", to: "2018-04-01", figures: people{"13T": 7}, want: "(13T 7)", says: []string{"13T was not open on 2014-04-01: it opened on 2015-04-01, and its area was then that of 00F, 00G and 00H."}},
		{name: "before everything", from: "2012-04-01", to: "2018-04-01", figures: people{"00F": 7}, want: "(00F 7)", says: []string{"it opened on 2013-04-01."}},
		{name: "not in the register", from: "2014-04-01", to: "2018-04-01", figures: people{"99X": 7, "not a code": 1}, want: "(99X 7), (not a code 1)", says: []string{"99X is not in the register.", `"not a code" is not in the register.`}},
		{name: "beyond what is known", from: "2018-04-01", to: "2026-04-01", figures: people{"13T": 7}, want: "~13T 7", says: []string{"The register is known until 2022-06-30"}},
		{name: "from beyond what is known", from: "2026-04-01", to: "2018-04-01", figures: people{"10C": 7, "13T": 7}, want: "~13T 7, (10C 7)", says: []string{"The register is known until 2022-06-30"}},
		{name: "nothing", from: "2014-04-01", to: "2018-04-01", want: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			checkCase(t, england(), test.from, test.to, test.sizes, test.figures, test.want, test.says)
		})
	}
}

func checkCase(t *testing.T, h *lineage.History, from, to string, sizes, figures people, want string, says []string) {
	t.Helper()
	c := crossPeople(t, h, day(from), day(to), sizes, figures)
	if diff := cmp.Diff(want, summary(c)); diff != "" {
		t.Error(diff, reasons(c))
	}
	all := strings.Join(reasons(c), "\n")
	for _, text := range says {
		if !strings.Contains(all, text) {
			t.Errorf("nothing says %q in:\n%s", text, all)
		}
	}
}

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
			figures: people{"0A": 100}, want: "(0A 100)", says: []string{"0A was split on 2015-04-01 between 0B and 0C, and there are no weights to divide its figure by."},
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
			name: "split by sizes of a joint heir", orgs: orgs{old("0A"), old("0D"), young("0B"), young("0C")},
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
			figures: people{"0A": 100, "0B": 0, "0C": 0}, want: "~0A 100, ~0B 0, ~0C 0", says: []string{"by an amount that is not known"},
		},
		{
			name: "two parts on two days", orgs: orgs{lasting("0A"), lasting("0B"), lasting("0C")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", "2015-05-01", 1, 2), step(lineage.BoundaryChange, "0A", "0C", on, 1, 2)},
			figures: people{"0A": 100, "0B": 0, "0C": 0}, want: "~0A 25, ~0B 25, ~0C 50",
		},
		{
			name: "a share that is not one", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 11, 10)},
			figures: people{"0A": 100, "0B": 0}, want: "~0A 100, ~0B 0", says: []string{"The boundary between 0A and 0B changed on 2015-04-01 by an amount that is not known"},
		},
		{
			name: "nothing to weigh by", orgs: orgs{lasting("0A"), lasting("0B")}, from: after, to: before, sizes: people{"0B": 0},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 0, 10)},
			figures: people{"0A": 1, "0B": 2}, want: "~0A 1, ~0B 2",
		},
		{
			name: "a part that went to a body not known", orgs: orgs{lasting("0A")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "", on, 1, 10)},
			figures: people{"0A": 100}, want: "~0A 90, (0A 10)", says: []string{"It went to a body that is not known."},
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
			name: "split by sizes of a joint heir, the first", orgs: orgs{old("0A"), old("0D"), young("0B"), young("0C")},
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
			name: "a share of nought", orgs: orgs{lasting("0A"), lasting("0B")},
			steps:   steps{step(lineage.BoundaryChange, "0A", "0B", on, 0, 0)},
			figures: people{"0A": 100, "0B": 1}, want: "~0A 100, ~0B 1", says: []string{"The boundary between 0A and 0B changed on 2015-04-01 by an amount that is not known"},
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

// A reason names a few of many bodies and counts the rest.
func TestCrosswalkLongReason(t *testing.T) {
	var orgs []lineage.Organisation
	var steps []lineage.Succession
	for i := range 248 {
		id := nhs.OrgID(fmt.Sprintf("%03dX", i))
		orgs = append(orgs, org(id, "2013-04-01", "2015-03-31"))
		steps = append(steps, step(lineage.Merger, id, "0Z", "2015-04-01"))
	}
	orgs = append(orgs, org("0Z", "2015-04-01", ""))
	longID := nhs.OrgID("a" + strings.Repeat("é", 500))
	c := crossPeople(t, lineage.NewHistory(orgs, steps, nhs.Date{}), day("2016-04-01"), day("2014-04-01"), nil, people{"0Z": 1, longID: 1})
	for _, text := range reasons(c) {
		if len(text) > 300 || strings.Contains(text, `\x`) { // an escape is half a character
			t.Errorf("%d bytes: %s", len(text), text)
		}
	}
	if want := "009X, 010X and 237 more on 2015-04-01"; !strings.Contains(c.Unplaced[0].Reason, want) {
		t.Errorf("%q does not contain %q", c.Unplaced[0].Reason, want)
	}
}

// Twelve bodies are named, of more the last ones are counted.
func TestCrosswalkTwelveNames(t *testing.T) {
	for n, want := range map[int]string{
		12: "008X, 009X, 010X and 011X on 2015-04-01",
		13: "008X, 009X, 010X and 2 more on 2015-04-01",
	} {
		var orgs []lineage.Organisation
		var steps []lineage.Succession
		for i := range n {
			id := nhs.OrgID(fmt.Sprintf("%03dX", i))
			orgs = append(orgs, org(id, "2013-04-01", "2015-03-31"))
			steps = append(steps, step(lineage.Merger, id, "0Z", "2015-04-01"))
		}
		orgs = append(orgs, org("0Z", "2015-04-01", ""))
		c := crossPeople(t, lineage.NewHistory(orgs, steps, nhs.Date{}), day("2016-04-01"), day("2014-04-01"), nil, people{"0Z": 1})
		if got := c.Unplaced[0].Reason; !strings.Contains(got, want) {
			t.Errorf("%d bodies: %q does not contain %q", n, got, want)
		}
	}
}

// Why a body has no figure says whose its area was, unless that is more than
// 200 takeovers away.
func TestCrosswalkFarthestHeirs(t *testing.T) {
	for n, want := range map[int]bool{200: true, 201: false} {
		orgs := []lineage.Organisation{org("0Y", "2013-04-01", "2015-03-31"), org("0Z", "2017-04-01", "")}
		var steps []lineage.Succession
		for i := range n {
			id := nhs.OrgID(fmt.Sprintf("%03dX", i))
			orgs = append(orgs, org(id, "2015-04-01", "2017-03-31"))
			steps = append(steps, step(lineage.Split, "0Y", id, "2015-04-01"), step(lineage.Merger, id, "0Z", "2017-04-01"))
		}
		h := lineage.NewHistory(orgs, steps, nhs.Date{})
		c := crossPeople(t, h, day("2016-04-01"), day("2016-05-01"), nil, people{"0Y": 1, "0Z": 1})
		for _, u := range c.Unplaced {
			if got := strings.Contains(u.Reason, "its area was then that of 000X"); got != want {
				t.Errorf("%d takeovers: %q", n, u.Reason)
			}
		}
	}
}

func TestCrosswalkMoney(t *testing.T) {
	h := england()
	figures := map[nhs.OrgID]nhs.Money{"01H": nhs.MustParseMoney("-0.01"), "01K": nhs.MustParseMoney("999999999999999.99"), "00F": nhs.MustParseMoney("999999999999999.99"), "00G": nhs.MustParseMoney("999999999999999.99")}
	c := h.Crosswalk(day("2014-04-01"), day("2018-04-01"), nil).Money(figures)
	if diff := cmp.Diff("~01H £-0.01, ~01K £999,999,999,999,999.99, 13T £1,999,999,999,999,999.98 +[00H]", strings.ReplaceAll(summary(c), "-£", "£-")); diff != "" {
		t.Error(diff)
	}
	want := nhs.Sum(figures["01H"], figures["01K"], figures["00F"], figures["00G"])
	if !c.Total.Equal(want) || !c.Placed.Equal(want) {
		t.Errorf("total %s, placed %s, want %s", c.Total, c.Placed, want)
	}
}

func TestCrosswalkDates(t *testing.T) {
	h := england()
	for _, dates := range [][2]nhs.Date{{{}, day("2014-04-01")}, {day("2014-04-01"), {}}, {}} {
		c := crossPeople(t, h, dates[0], dates[1], nil, people{"10C": 1})
		if got := summary(c); got != "(10C 1)" {
			t.Errorf("from %q to %q: %s", dates[0], dates[1], got)
		}
	}
	for _, test := range []struct{ from, to, known string }{
		{"2014-04-01", "2022-06-30", ""}, {"2014-04-01", "2022-07-01", "2022-06-30"}, {"2022-07-01", "2014-04-01", "2022-06-30"},
	} {
		c := crossPeople(t, h, day(test.from), day(test.to), nil, nil)
		if got := c.KnownUntil.String(); got != test.known {
			t.Errorf("from %s to %s known until %q, want %q", test.from, test.to, got, test.known)
		}
	}
}

func TestCrosswalkBadPeople(t *testing.T) {
	c := england().Crosswalk(day("2014-04-01"), day("2016-04-01"), nil)
	for _, test := range []struct {
		figures people
		want    string
	}{
		{people{"00F": 1, "00G": -1}, "crosswalk of people: 00G has -1: want none or more"},
		{people{"00F": math.MaxInt64, "00G": 1}, "crosswalk of people: the sum of the figures is too large"},
	} {
		if _, err := c.People(test.figures); err == nil || err.Error() != test.want {
			t.Errorf("error %v, want %s", err, test.want)
		}
	}
	if c, err := c.People(people{"00F": math.MaxInt64}); err != nil || c.Placed != math.MaxInt64 {
		t.Errorf("the largest figure: %+v, %v", c, err)
	}
}

func TestCrosswalkOwnsItsSizes(t *testing.T) {
	sizes := people{"00F": 1, "00G": 1, "00H": 1}
	c := england().Crosswalk(day("2016-04-01"), day("2014-04-01"), sizes)
	clear(sizes)
	crossed, err := c.People(people{"13T": 3})
	if err != nil || len(crossed.Unplaced) > 0 {
		t.Errorf("%+v, %v", crossed, err)
	}
}

func TestCrossedJSON(t *testing.T) {
	h := england()
	for _, test := range []struct {
		crossed lineage.Crossed[nhs.Money]
		want    string
	}{
		{
			h.Crosswalk(day("2014-04-01"), day("2016-04-01"), nil).Money(nil),
			`{"from":"2014-04-01","to":"2016-04-01","figures":[],"total":"0.00","placed":"0.00","unplaced":[]}`,
		},
		{
			h.Crosswalk(day("2015-04-01"), day("2023-04-01"), nil).Money(map[nhs.OrgID]nhs.Money{"13T": nhs.Pence(150), "99X": nhs.Pence(1)}),
			`{"from":"2015-04-01","to":"2023-04-01","figures":[{"org":"13T","value":"1.50","exact":false,"notes":["The register is known until 2022-06-30, and this is the answer for that day."]}],"total":"1.51","placed":"1.50","unplaced":[{"org":"99X","value":"0.01","reason":"99X is not in the register."}],"known_until":"2022-06-30"}`,
		},
	} {
		text, err := json.Marshal(test.crossed)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, string(text)); diff != "" {
			t.Error(diff)
		}
	}
}

// A market is a random register without contradictions: bodies that open,
// merge, split, take one another over and change boundaries from year to year.
type market struct {
	orgs  []lineage.Organisation
	steps []lineage.Succession
	years int
}

var (
	everyKind   = []lineage.SuccessionKind{lineage.OneToOne, lineage.Merger, lineage.Split, lineage.BoundaryChange}
	mergersOnly = []lineage.SuccessionKind{lineage.Merger}
)

func (m market) history() *lineage.History { return lineage.NewHistory(m.orgs, m.steps, nhs.Date{}) }

func yearStart(year int) nhs.Date { return nhs.MustDate(2013+year, 4, 1) }

// twoDays returns two days, the first not later than the second.
func (m market) twoDays(r *rand.Rand) (from, to nhs.Date) {
	a, b := r.IntN(m.years), r.IntN(m.years)
	return yearStart(min(a, b)), yearStart(max(a, b))
}

func randomMarket(r *rand.Rand, kinds []lineage.SuccessionKind) market {
	m := market{years: 6}
	var open []int
	start := func(on nhs.Date) nhs.OrgID {
		id := nhs.OrgID(fmt.Sprintf("%03d", r.IntN(10)*100+len(m.orgs)%100)) + nhs.OrgID(fmt.Sprintf("X%d", len(m.orgs)))
		open = append(open, len(m.orgs))
		m.orgs = append(m.orgs, lineage.Organisation{ID: id, Opened: nhs.Exactly(on)})
		return id
	}
	for range 3 + r.IntN(20) {
		start(yearStart(0))
	}
	for year := 1; year < m.years; year++ {
		on := yearStart(year)
		standing := open
		open = nil
		r.Shuffle(len(standing), func(i, j int) { standing[i], standing[j] = standing[j], standing[i] })
		end := func() nhs.OrgID {
			o := &m.orgs[standing[0]]
			o.Closed = nhs.Exactly(on.AddDays(-1))
			standing = standing[1:]
			return o.ID
		}
		var lasting []nhs.OrgID
		for len(standing) > 0 {
			var share *lineage.Share
			size := int64(1 + r.IntN(1000))
			part := r.Int64N(size + 1)
			if r.IntN(2) == 0 {
				share = &lineage.Share{Moved: part, Of: size}
			}
			add := func(kind lineage.SuccessionKind, from, to nhs.OrgID, share *lineage.Share) {
				m.steps = append(m.steps, lineage.Succession{Predecessor: from, Successor: to, Effective: nhs.Exactly(on), Kind: kind, Share: share})
			}
			switch kind := kinds[r.IntN(len(kinds))]; {
			case r.IntN(3) == 0:
				o := standing[0]
				standing = standing[1:]
				open = append(open, o)
				lasting = append(lasting, m.orgs[o].ID)
			case kind == lineage.OneToOne:
				add(kind, end(), start(on), nil)
			case kind == lineage.Merger && len(standing) > 1:
				to := nhs.OrgID("")
				if len(lasting) > 0 && r.IntN(3) == 0 {
					to = lasting[0]
				} else {
					to = start(on)
				}
				for range 2 + r.IntN(min(3, len(standing)-1)) {
					if len(standing) > 0 {
						add(kind, end(), to, nil)
					}
				}
			case kind == lineage.Split:
				from := end()
				var rest *lineage.Share
				if share != nil {
					rest = &lineage.Share{Moved: size - part, Of: size}
				}
				add(kind, from, start(on), share)
				add(kind, from, start(on), rest)
			case kind == lineage.BoundaryChange && len(lasting) > 0:
				o := standing[0]
				standing = standing[1:]
				open = append(open, o)
				to := lasting[r.IntN(len(lasting))]
				lasting = append(lasting, m.orgs[o].ID)
				if r.IntN(4) == 0 {
					to = ""
				}
				add(kind, m.orgs[o].ID, to, share)
			default:
				open = append(open, standing[0])
				standing = standing[1:]
			}
		}
	}
	return m
}

func randomFigures(r *rand.Rand, h *lineage.History, on nhs.Date) people {
	figures := people{}
	for o := range h.On(on) {
		if r.IntN(8) > 0 {
			figures[o.ID] = r.Int64N(1_000_000)
		}
	}
	return figures
}

func randomSizes(r *rand.Rand, m market) people {
	sizes := people{}
	for _, o := range m.orgs {
		if r.IntN(3) > 0 {
			sizes[o.ID] = r.Int64N(1_000_000)
		}
	}
	return sizes
}

// Both ways, whatever happened, nothing is lost and nothing depends on the
// order in which the register was handed in.
func TestCrosswalkConserves(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		m := randomMarket(r, everyKind)
		h := m.history()
		from, to := m.twoDays(r)
		if r.IntN(2) == 0 {
			from, to = to, from
		}
		figures, sizes := randomFigures(r, h, from), randomSizes(r, m)
		c := crossPeople(t, h, from, to, sizes, figures)
		if t.Failed() {
			t.Fatalf("%s to %s: %+v", from, to, m)
		}
		r.Shuffle(len(m.orgs), func(i, j int) { m.orgs[i], m.orgs[j] = m.orgs[j], m.orgs[i] })
		r.Shuffle(len(m.steps), func(i, j int) { m.steps[i], m.steps[j] = m.steps[j], m.steps[i] })
		if diff := cmp.Diff(c, crossPeople(t, m.history(), from, to, sizes, figures)); diff != "" {
			t.Fatalf("%s to %s in another order: %s", from, to, diff)
		}
	}
}

// From a day to itself every open body keeps its figure, however little is
// known of when it opened, closed or changed.
func TestCrosswalkSameDay(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	vaguely := func(p nhs.PartialDate) nhs.PartialDate {
		if d, ok := p.Exact(); ok && r.IntN(2) == 0 {
			vague, err := nhs.Between(d.AddDays(-r.IntN(1000)), d.AddDays(r.IntN(1000)))
			if err != nil {
				t.Fatal(err)
			}
			return vague
		}
		return p
	}
	for range 300 {
		m := randomMarket(r, everyKind)
		for i := range m.orgs {
			m.orgs[i].Opened, m.orgs[i].Closed = vaguely(m.orgs[i].Opened), vaguely(m.orgs[i].Closed)
		}
		for i := range m.steps {
			m.steps[i].Effective = vaguely(m.steps[i].Effective)
		}
		h := m.history()
		on, _ := m.twoDays(r)
		figures := randomFigures(r, h, on)
		want := lineage.Crossed[int64]{From: on, To: on, Figures: []lineage.Figure[int64]{}, Unplaced: []lineage.Unplaced[int64]{}}
		for o, open := range h.On(on) {
			if n, ok := figures[o.ID]; ok {
				f := lineage.Figure[int64]{Org: o.ID, Value: n, Exact: open == nhs.Yes}
				if !f.Exact {
					f.Notes = []string{fmt.Sprintf("It is not known whether %s was open on %s.", o.ID, on)}
				}
				want.Figures = append(want.Figures, f)
				want.Total, want.Placed = want.Total+n, want.Placed+n
			}
		}
		if diff := cmp.Diff(want, crossPeople(t, h, on, on, randomSizes(r, m), figures)); diff != "" {
			t.Fatalf("%s: %s\n%+v", on, diff, m)
		}
	}
}

// A succession dated in part does not come between a day and itself, nor
// between two days after the last one known.
func TestCrosswalkSameDayDatedInPart(t *testing.T) {
	orgs := []lineage.Organisation{org("0A", "2013-04-01", "2013"), org("0B", "2013-04-01", "")}
	steps := []lineage.Succession{step(lineage.OneToOne, "0A", "0B", "2013"), step(lineage.BoundaryChange, "0B", "0A", "2013", 1, 2)}
	figures := people{"0A": 100, "0B": 10}
	checkCase(t, lineage.NewHistory(orgs, steps, nhs.Date{}), "2013-05-01", "2013-05-01", nil, figures, "~0A 100, 0B 10", nil)
	checkCase(t, lineage.NewHistory(orgs, steps, day("2013-05-01")), "2014-05-01", "2015-05-01", nil, figures, "~0A 100, ~0B 10", nil)
}

// A figure that came a long way names every body it lacks and every note, each
// once and in order, whichever way they came.
func TestCrosswalkLongWay(t *testing.T) {
	const length = 1000
	start := day("2013-04-01")
	var orgs []lineage.Organisation
	var steps []lineage.Succession
	var want []nhs.OrgID
	id := func(i int) nhs.OrgID { return nhs.OrgID(fmt.Sprintf("A%04d", i)) }
	for i := range length {
		o := lineage.Organisation{ID: id(i), Opened: nhs.Exactly(start)}
		if i+1 < length {
			o.Closed = nhs.Exactly(start.AddDays(i))
			steps = append(steps, lineage.Succession{Predecessor: id(i), Successor: id(i + 1), Effective: nhs.Exactly(start.AddDays(i + 1)), Kind: lineage.Merger})
		}
		if i > 0 {
			want = append(want, o.ID)
		}
		orgs = append(orgs, o)
	}
	// The last then exchanges a part with another many times.
	other := nhs.OrgID("B0000")
	orgs = append(orgs, lineage.Organisation{ID: other, Opened: nhs.Exactly(start)})
	want = append(want, other)
	const exchanges = 40
	last, until := id(length-1), start.AddDays(length+exchanges)
	for i := range exchanges {
		on, share := nhs.Exactly(start.AddDays(length+i)), &lineage.Share{Moved: 1, Of: 2}
		steps = append(steps,
			lineage.Succession{Predecessor: last, Successor: other, Effective: on, Kind: lineage.BoundaryChange, Share: share},
			lineage.Succession{Predecessor: other, Successor: last, Effective: on, Kind: lineage.BoundaryChange, Share: share})
	}
	c := crossPeople(t, lineage.NewHistory(orgs, steps, nhs.Date{}), start, until, nil, people{id(0): 100})
	if got := summary(c); !strings.HasPrefix(got, "~A0999 ") || len(c.Figures) != 2 {
		t.Fatal(got)
	}
	for _, f := range c.Figures {
		if diff := cmp.Diff(want, f.Missing); diff != "" {
			t.Errorf("%s lacks %s", f.Org, diff)
		}
		if len(f.Notes) != 2*exchanges || !strings.Contains(f.Notes[0], start.AddDays(length).String()) {
			t.Errorf("%s has %d notes, the first %q", f.Org, len(f.Notes), f.Notes[0])
		}
	}
}

// Going forward in two stages gives the same table as going at once; where
// there were only mergers that table is exact and complete.
func TestCrosswalkComposes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 300 {
		kinds := everyKind
		if i%2 == 0 {
			kinds = mergersOnly
		}
		m := randomMarket(r, kinds)
		h := m.history()
		a, c := m.twoDays(r)
		b := yearStart(a.Year() - 2013 + r.IntN(c.Year()-a.Year()+1))
		figures, sizes := randomFigures(r, h, a), randomSizes(r, m)
		middle := table(crossPeople(t, h, a, b, sizes, figures))
		atOnce := crossPeople(t, h, a, c, sizes, figures)
		if diff := cmp.Diff(table(atOnce), table(crossPeople(t, h, b, c, sizes, middle))); diff != "" {
			t.Fatalf("%s to %s to %s: %s\n%+v", a, b, c, diff, m)
		}
		if i%2 == 0 {
			for _, f := range atOnce.Figures {
				if !f.Exact {
					t.Fatalf("%+v", f)
				}
			}
			if len(atOnce.Unplaced) > 0 {
				t.Fatalf("%+v", atOnce.Unplaced)
			}
		}
	}
}

// Over a year of mergers, going back by the figures one came with leads back to
// them.
func TestCrosswalkThereAndBack(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		m := randomMarket(r, mergersOnly)
		h := m.history()
		year := r.IntN(m.years - 1)
		from, to := yearStart(year), yearStart(year+1)
		figures := people{}
		for o := range h.On(from) {
			figures[o.ID] = 1 + r.Int64N(1_000_000)
		}
		there := table(crossPeople(t, h, from, to, nil, figures))
		if diff := cmp.Diff(figures, table(crossPeople(t, h, to, from, figures, there))); diff != "" {
			t.Fatalf("%s to %s and back: %s\n%+v", from, to, diff, m)
		}
	}
}

func table(c lineage.Crossed[int64]) people {
	figures := people{}
	for _, f := range c.Figures {
		figures[f.Org] = f.Value
	}
	return figures
}

// FuzzCrosswalk builds small registers, mostly contradictory ones, from bytes.
func FuzzCrosswalk(f *testing.F) {
	f.Add([]byte{3, 0, 1, 0, 2, 0, 1, 2, 3, 4, 5, 6})
	f.Add([]byte("00F 00G 00H lead to 13T on 2015-04-01"))
	f.Add([]byte{2, 0, 0, 0, 0, 0, 1, 5, 1, 1, 0, 5, 1, 0, 1, 5, 4, 9, 1, 0, 5, 4, 2})
	dates := []string{"", "2013", "2013-04-01", "2014", "2014-10/2015-01", "2015-04-01", "2015", "../2015-01", "2015-04-01/..", "../..", "2016-04-01", "2016", "2017-04-01"}
	ids := []nhs.OrgID{"0A", "0B", "0C", "0D", "0E", "0F", "", "odd ID"}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 400 {
			t.Skip()
		}
		next := func(n int) int {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return int(b) % n
		}
		id := func() nhs.OrgID { return ids[next(len(ids))] }
		date := func() nhs.PartialDate { return partial(dates[next(len(dates))]) }
		from, to, known := nhs.MustDate(2013+next(5), 4, 1), nhs.MustDate(2013+next(5), 4, 1), nhs.Date{}
		if next(2) == 1 {
			known = nhs.MustDate(2015, 4, 1)
		}
		var orgs []lineage.Organisation
		figures, sizes := people{}, people{}
		for range next(12) {
			orgs = append(orgs, lineage.Organisation{ID: id(), Opened: date(), Closed: date()})
			figures[id()] = int64(next(256))
			sizes[id()] = int64(next(256) - 1)
		}
		var steps []lineage.Succession
		for len(data) > 0 {
			s := lineage.Succession{Predecessor: id(), Successor: id(), Effective: date(), Kind: lineage.SuccessionKind(next(6))}
			if next(2) == 1 {
				s.Share = &lineage.Share{Moved: int64(next(8) - 1), Of: int64(next(8) - 1)}
			}
			steps = append(steps, s)
		}
		h := lineage.NewHistory(orgs, steps, known)
		crossPeople(t, h, from, to, sizes, figures)
		for _, id := range ids {
			if len(h.Heirs(id, to)) == 0 {
				t.Errorf("%q has no heirs", id)
			}
			h.Forebears(id, from)
			for _, seq := range []func(func(lineage.Succession) bool){h.Descendants(id), h.Ancestors(id), h.Successions(id), h.Takeovers(id), h.BoundaryChanges(id)} {
				n := 0
				for range seq {
					n++
				}
				if n > len(steps) {
					t.Errorf("%d steps of %d around %q", n, len(steps), id)
				}
			}
		}
	})
}
