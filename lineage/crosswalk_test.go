package lineage_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

type people = map[nhs.OrgID]int64

// summary is a crossed table as text: each figure, with a tilde if it is not
// exact and a plus for bodies missing from it, and what is unplaced.
func summary[T any](c lineage.CrosswalkResult[T]) string {
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
func reasons[T any](c lineage.CrosswalkResult[T]) []string {
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
func crossPeople(t *testing.T, h *lineage.History, from, to nhs.Date, sizes, figures people) lineage.CrosswalkResult[int64] {
	t.Helper()
	c, err := h.Crosswalk(from, to, sizes).People(figures)
	if err != nil {
		t.Fatal(err)
	}
	checkCrossed(t, h, c, figures)
	return c
}

func checkCrossed(t *testing.T, h *lineage.History, c lineage.CrosswalkResult[int64], figures people) {
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
		o, ok := h.Lookup(f.Org)
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
			want: "~01E 5", says: []string{"The boundary of 01E changed some time in 2014 by an unknown amount"},
		},
		{name: "a move that may be crossed", from: "2014-06-01", to: "2014-07-01", figures: people{"01E": 5}, want: "~01E 5"},
		{name: "back by one step", from: "2015-04-01", to: "2015-03-31", sizes: people{"00F": 1, "00G": 1, "00H": 2}, figures: people{"13T": 7}, want: "~00F 2, ~00G 2, ~00H 3", says: []string{"their sizes: 00F 1, 00G 1 and 00H 2."}},
		{name: "back without sizes", from: "2016-04-01", to: "2014-04-01", sizes: people{"00F": 1, "00G": 1}, figures: people{"13T": 7}, want: "(13T 7)", says: []string{"13T took over from 00F, 00G and 00H on 2015-04-01, and no sizes say how to divide its figure"}},
		{name: "back with sizes of zero", from: "2016-04-01", to: "2014-04-01", sizes: people{"00F": 0, "00G": 0, "00H": 0}, figures: people{"13T": 7}, want: "(13T 7)"},
		{name: "back with a negative size", from: "2016-04-01", to: "2014-04-01", sizes: people{"00F": -1, "00G": 1, "00H": 1}, figures: people{"13T": 7}, want: "(13T 7)"},
		{name: "back over a move", from: "2018-04-01", to: "2016-04-01", sizes: people{"01K": 161146}, figures: people{"01H": 323146, "01K": 360784}, want: "~01H 522784, ~01K 161146"},
		{
			name: "back over a move without size", from: "2018-04-01", to: "2016-04-01", figures: people{"01H": 323146, "01K": 360784},
			want: "~01H 323146, (01K 360784)", says: []string{"01K gained a part of 01H on 2017-04-01, and no earlier size of 01K says how"},
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
func TestCrosswalkFarthestSuccessors(t *testing.T) {
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
		{people{"00F": 1, "00G": -1}, "crosswalk of people: 00G has -1: must not be negative"},
		{people{"00F": math.MaxInt64, "00G": 1}, "crosswalk of people: the figures sum to more than an int64 holds"},
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
		crossed lineage.CrosswalkResult[nhs.Money]
		want    string
	}{
		{
			h.Crosswalk(day("2014-04-01"), day("2016-04-01"), nil).Money(nil),
			`{"from":"2014-04-01","to":"2016-04-01","figures":[],"total":"0.00","placed":"0.00","unplaced":[]}`,
		},
		{
			h.Crosswalk(day("2015-04-01"), day("2023-04-01"), nil).Money(map[nhs.OrgID]nhs.Money{"13T": nhs.MoneyFromPence(150), "99X": nhs.MoneyFromPence(1)}),
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
