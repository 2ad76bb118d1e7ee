package lineage_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// org returns an organisation; an empty text is no date.
func org(id nhs.OrgID, opened, closed string) lineage.Organisation {
	return lineage.Organisation{ID: id, Name: "NHS " + string(id), Opened: partial(opened), Closed: partial(closed)}
}

func partial(s string) nhs.PartialDate {
	if s == "" {
		return nhs.PartialDate{}
	}
	return nhs.MustParsePartialDate(s)
}

func day(s string) nhs.Date { return nhs.MustParseDate(s) }

func step(kind lineage.SuccessionKind, from, to nhs.OrgID, effective string, share ...int64) lineage.Succession {
	s := lineage.Succession{Predecessor: from, Successor: to, Effective: partial(effective), Kind: kind}
	if len(share) > 0 {
		s.Share = &lineage.Share{Moved: share[0], Of: share[1]}
	}
	return s
}

// england is a part of the real register: a merger of three, a merger in two
// steps, a move between two groups that went on, and a change of unknown size.
func england() *lineage.History {
	return lineage.NewHistory([]lineage.Organisation{
		org("00F", "2013-04-01", "2015-03-31"),
		org("00G", "2013-04-01", "2015-03-31"),
		org("00H", "2013-04-01", "2015-03-31"),
		org("13T", "2015-04-01", "2022-06-30"),
		org("10G", "2013-04-01", "2018-03-31"),
		org("10T", "2013-04-01", "2018-03-31"),
		org("11C", "2013-04-01", "2018-03-31"),
		org("15D", "2018-04-01", "2021-03-31"),
		org("10C", "2013-04-01", "2021-03-31"),
		org("D4U1Y", "2021-04-01", "2022-06-30"),
		org("01H", "2013-04-01", "2022-06-30"),
		org("01K", "2013-04-01", "2022-06-30"),
		org("01E", "2013-04-01", "2022-06-30"),
	}, []lineage.Succession{
		step(lineage.Merger, "00F", "13T", "2015-04-01"),
		step(lineage.Merger, "00G", "13T", "2015-04-01"),
		step(lineage.Merger, "00H", "13T", "2015-04-01"),
		step(lineage.Merger, "10G", "15D", "2018-04-01"),
		step(lineage.Merger, "10T", "15D", "2018-04-01"),
		step(lineage.Merger, "11C", "15D", "2018-04-01"),
		step(lineage.Merger, "15D", "D4U1Y", "2021-04-01"),
		step(lineage.Merger, "10C", "D4U1Y", "2021-04-01"),
		step(lineage.BoundaryChange, "01H", "01K", "2017-04-01", 199638, 522784),
		step(lineage.BoundaryChange, "01E", "", "2014"),
	}, day("2022-06-30"))
}

func TestOrganisationNameOn(t *testing.T) {
	o := lineage.Organisation{ID: "01H", Name: "NHS North Cumbria CCG", Names: []lineage.Name{
		{Name: "NHS Cumbria CCG", FirstSeen: partial("2013-04"), LastSeen: partial("2017-03")},
		{Name: "never dated"},
		{Name: "NHS North Cumbria CCG", FirstSeen: partial("2017-04")},
	}}
	for _, test := range []struct{ on, want string }{
		{"2012-01-01", "NHS Cumbria CCG"},
		{"2013-04-01", "NHS Cumbria CCG"},
		{"2017-03-31", "NHS Cumbria CCG"},
		{"2017-04-01", "NHS North Cumbria CCG"},
		{"2021-01-01", "NHS North Cumbria CCG"},
	} {
		if got := o.NameOn(day(test.on)); got != test.want {
			t.Errorf("on %s = %q, want %q", test.on, got, test.want)
		}
	}
	o.Names = nil
	if got := o.NameOn(day("2013-04-01")); got != o.Name {
		t.Errorf("without names = %q, want the last known", got)
	}
}

// A source's slip does not become the name for good.
func TestOrganisationNameOnSlip(t *testing.T) {
	o := lineage.Organisation{ID: "06N", Names: []lineage.Name{
		{Name: "NHS Herts Valleys CCG", FirstSeen: partial("2013-04"), LastSeen: partial("2021-06")},
		{Name: "NHS Herts Valley CCG", FirstSeen: partial("2019-04"), LastSeen: partial("2021-04")},
	}}
	for _, on := range []string{"2013-04-01", "2019-04-01", "2020-01-01", "2022-01-01"} {
		if got, want := o.NameOn(day(on)), "NHS Herts Valleys CCG"; got != want {
			t.Errorf("on %s = %q, want %q", on, got, want)
		}
	}
}

// Of names last seen together the one first seen later holds, in whatever order
// they are listed.
func TestOrganisationNameOnLastSeenTogether(t *testing.T) {
	older := lineage.Name{Name: "older", FirstSeen: partial("2013-04"), LastSeen: partial("2021-04")}
	newer := lineage.Name{Name: "newer", FirstSeen: partial("2019-04"), LastSeen: partial("2021-04")}
	for _, names := range [][]lineage.Name{{older, newer}, {newer, older}} {
		o := lineage.Organisation{ID: "06N", Names: names}
		for on, want := range map[string]string{"2019-03-31": "older", "2019-04-01": "newer", "2022-01-01": "newer"} {
			if got := o.NameOn(day(on)); got != want {
				t.Errorf("%s first, on %s: %q, want %q", names[0].Name, on, got, want)
			}
		}
	}
}

// A name of low confidence counts only where no other was ever seen.
func TestOrganisationNameOnConfidence(t *testing.T) {
	slip := lineage.Name{Name: "NHS Airedale, Wharfdale and Craven CCG", FirstSeen: partial("2013-04"), LastSeen: partial("2021-04"), Confidence: "low"}
	const last = "NHS Bradford District and Craven CCG"
	for _, test := range []struct {
		what  string
		names []lineage.Name
		want  string
	}{
		{"alone", []lineage.Name{slip}, slip.Name},
		{"beside one never seen", []lineage.Name{slip, {Name: "never seen", Confidence: "high"}}, slip.Name},
		{"beside one seen", []lineage.Name{slip, {Name: "seen", FirstSeen: partial("2013-04"), LastSeen: partial("2015-04")}}, "seen"},
		{"beside one seen later", []lineage.Name{slip, {Name: "seen later", FirstSeen: partial("2015-03"), Confidence: "medium"}}, "seen later"},
		{"beside a later one as doubtful", []lineage.Name{slip, {Name: "doubtful", FirstSeen: partial("2015-03"), Confidence: "low"}}, slip.Name},
		{"none was seen", []lineage.Name{{Name: "never seen"}}, last},
	} {
		o := lineage.Organisation{ID: "02N", Name: last, Names: test.names}
		if got := o.NameOn(day("2014-04-01")); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

func TestOrganisationOpenOn(t *testing.T) {
	o := org("0AV", "2013-04-01", "2014-10")
	for _, test := range []struct {
		on   string
		want nhs.Answer
	}{
		{"2013-03-31", nhs.No}, {"2013-04-01", nhs.Yes}, {"2014-10-01", nhs.Yes}, {"2014-10-02", nhs.Unknown}, {"2014-10-31", nhs.Unknown}, {"2014-11-01", nhs.No},
	} {
		if got := o.OpenOn(day(test.on)); got != test.want {
			t.Errorf("on %s = %s, want %s", test.on, got, test.want)
		}
	}
}

func TestSuccessionKind(t *testing.T) {
	for kind, text := range map[lineage.SuccessionKind]string{
		lineage.OneToOne: "one-to-one", lineage.Merger: "merger", lineage.Split: "split", lineage.BoundaryChange: "boundary-change",
	} {
		if got := kind.String(); got != text {
			t.Errorf("String = %q, want %q", got, text)
		}
		if got, err := lineage.ParseSuccessionKind(text); got != kind || err != nil {
			t.Errorf("parse %q = %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "Merger", "takeover"} {
		var bad *nhs.ParseError
		if _, err := lineage.ParseSuccessionKind(text); !errors.As(err, &bad) || bad.Type != "succession kind" {
			t.Errorf("parse %q: %v", text, err)
		}
	}
	for _, kind := range []lineage.SuccessionKind{0, lineage.BoundaryChange + 1} {
		if _, err := kind.MarshalText(); err == nil || kind.String() != "" {
			t.Errorf("kind %d has the text %q", kind, kind)
		}
	}
}

func TestSuccessionJSON(t *testing.T) {
	for _, test := range []struct {
		s    lineage.Succession
		want string
	}{
		{lineage.Succession{}, `{}`},
		{
			lineage.Succession{Predecessor: "01H", Successor: "01K", Effective: partial("2017-04-01"), Kind: lineage.BoundaryChange, Share: &lineage.Share{Moved: 199638, Of: 522784, Basis: "lists"}, Sources: []string{"qof"}, Note: "n"},
			`{"predecessor":"01H","successor":"01K","effective":"2017-04-01","kind":"boundary-change","share":{"moved":199638,"of":522784,"basis":"lists"},"sources":["qof"],"note":"n"}`,
		},
	} {
		text, err := json.Marshal(test.s)
		if err != nil || string(text) != test.want {
			t.Errorf("got %s, %v; want %s", text, err, test.want)
		}
		var back lineage.Succession
		if err := json.Unmarshal(text, &back); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(test.s, back); diff != "" {
			t.Error(diff)
		}
	}
	var s lineage.Succession
	if err := json.Unmarshal([]byte(`{"predecessor":"01H","kind":"annexed"}`), &s); err == nil {
		t.Error("an unknown kind was read")
	}
}

func TestHistoryOn(t *testing.T) {
	h := lineage.NewHistory([]lineage.Organisation{
		org("0B", "2013", ""), org("0A", "2013-04-01", "2014-03-31"), org("0C", "2015-01-01", ""), {ID: "0A", Name: "the second"},
	}, nil, nhs.Date{})
	type row struct {
		ID   nhs.OrgID
		Open nhs.Answer
	}
	var got []row
	for o, open := range h.On(day("2013-06-01")) {
		got = append(got, row{o.ID, open})
	}
	if diff := cmp.Diff([]row{{"0A", nhs.Yes}, {"0B", nhs.Unknown}}, got); diff != "" {
		t.Error(diff)
	}
	if open, possible := h.Count(day("2013-06-01")); open != 1 || possible != 1 {
		t.Errorf("Count = %d, %d, want 1, 1", open, possible)
	}
	var ids []nhs.OrgID
	for o := range h.All() {
		ids = append(ids, o.ID)
	}
	if diff := cmp.Diff([]nhs.OrgID{"0A", "0B", "0C"}, ids); diff != "" {
		t.Error(diff)
	}
	if o, ok := h.Get("0A"); !ok || o.Name != "NHS 0A" {
		t.Errorf("Get = %v, %v, want the first of two with one ID", o, ok)
	}
}

func TestHistoryKnows(t *testing.T) {
	h := england()
	if h.KnownUntil() != day("2022-06-30") || !h.Knows(day("2022-06-30")) || h.Knows(day("2022-07-01")) || h.Knows(nhs.Date{}) {
		t.Error("the history is known until its last day and no longer")
	}
	if h := lineage.NewHistory(nil, nil, nhs.Date{}); !h.Knows(day("2999-01-01")) {
		t.Error("a history without a last day has a limit")
	}
}

func TestHistorySteps(t *testing.T) {
	h := england()
	others := func(steps func(nhs.OrgID) func(func(lineage.Succession) bool), id nhs.OrgID) (ids []nhs.OrgID) {
		for s := range steps(id) {
			if s.Predecessor == id {
				ids = append(ids, s.Successor)
			} else {
				ids = append(ids, s.Predecessor)
			}
		}
		return ids
	}
	out := func(id nhs.OrgID) func(func(lineage.Succession) bool) { return h.Successions(id) }
	in := func(id nhs.OrgID) func(func(lineage.Succession) bool) { return h.Takeovers(id) }
	changes := func(id nhs.OrgID) func(func(lineage.Succession) bool) { return h.BoundaryChanges(id) }
	for _, test := range []struct {
		name  string
		steps func(nhs.OrgID) func(func(lineage.Succession) bool)
		id    nhs.OrgID
		want  []nhs.OrgID
	}{
		{"successions", out, "00F", []nhs.OrgID{"13T"}},
		{"successions", out, "13T", nil},
		{"successions", out, "01H", nil},
		{"successions", out, "none", nil},
		{"takeovers", in, "13T", []nhs.OrgID{"00F", "00G", "00H"}},
		{"takeovers", in, "D4U1Y", []nhs.OrgID{"10C", "15D"}},
		{"takeovers", in, "01K", nil},
		{"changes", changes, "01H", []nhs.OrgID{"01K"}},
		{"changes", changes, "01K", []nhs.OrgID{"01H"}},
		{"changes", changes, "01E", []nhs.OrgID{""}},
		{"changes", changes, "13T", nil},
	} {
		if diff := cmp.Diff(test.want, others(test.steps, test.id)); diff != "" {
			t.Errorf("%s of %s: %s", test.name, test.id, diff)
		}
	}
}

func TestLineage(t *testing.T) {
	h := england()
	for _, test := range []struct {
		id   nhs.OrgID
		on   string
		want []nhs.OrgID
	}{
		{"00F", "2015-03-31", []nhs.OrgID{"00F"}},
		{"00F", "2015-04-01", []nhs.OrgID{"13T"}},
		{"10G", "2018-04-01", []nhs.OrgID{"15D"}},
		{"10G", "2021-03-31", []nhs.OrgID{"15D"}},
		{"10G", "2021-04-01", []nhs.OrgID{"D4U1Y"}},
		{"01H", "2021-04-01", []nhs.OrgID{"01H"}},
		{"none", "2021-04-01", []nhs.OrgID{"none"}},
	} {
		if diff := cmp.Diff(test.want, h.Heirs(test.id, day(test.on))); diff != "" {
			t.Errorf("heirs of %s on %s: %s", test.id, test.on, diff)
		}
	}
	for _, test := range []struct {
		id   nhs.OrgID
		on   string
		want []nhs.OrgID
	}{
		{"13T", "2015-04-01", []nhs.OrgID{"13T"}},
		{"13T", "2015-03-31", []nhs.OrgID{"00F", "00G", "00H"}},
		{"D4U1Y", "2021-03-31", []nhs.OrgID{"10C", "15D"}},
		{"D4U1Y", "2013-04-01", []nhs.OrgID{"10C", "10G", "10T", "11C"}},
		{"D4U1Y", "2013-03-31", nil},
		{"none", "2013-04-01", nil},
	} {
		if diff := cmp.Diff(test.want, h.Forebears(test.id, day(test.on))); diff != "" {
			t.Errorf("forebears of %s on %s: %s", test.id, test.on, diff)
		}
	}
	count := func(seq func(func(lineage.Succession) bool)) (n int) {
		for range seq {
			n++
		}
		return n
	}
	if got := count(h.Ancestors("D4U1Y")); got != 5 {
		t.Errorf("D4U1Y has %d ancestor steps, want 5", got)
	}
	if got := count(h.Descendants("10G")); got != 2 {
		t.Errorf("10G has %d descendant steps, want 2", got)
	}
}

func TestSequencesStopEarly(t *testing.T) {
	h := england()
	for name, seq := range map[string]func(func(lineage.Succession) bool){
		"Successions": h.Successions("00F"), "Takeovers": h.Takeovers("13T"), "BoundaryChanges": h.BoundaryChanges("01H"),
		"Descendants": h.Descendants("10G"), "Ancestors": h.Ancestors("D4U1Y"),
	} {
		n := 0
		for range seq {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s gave %d before it was stopped, want 1", name, n)
		}
	}
	for range h.All() {
		break
	}
	for range h.On(day("2014-01-01")) {
		break
	}
}

// A register may hold circles, steps from and to nowhere, and codes that were
// used again.
func TestLineageOddRegisters(t *testing.T) {
	seq := func(seq func(func(lineage.Succession) bool)) (text []string) {
		for s := range seq {
			text = append(text, fmt.Sprintf("%s>%s", s.Predecessor, s.Successor))
		}
		return text
	}
	t.Run("circle on one day", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2015-04-01"), step(lineage.OneToOne, "0B", "0A", "2015-04-01"), step(lineage.OneToOne, "0A", "0A", "2015-04-01"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0A"}, h.Heirs("0A", day("2016-01-01"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"0A>0B", "0B>0A"}, seq(h.Descendants("0A"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"0B>0A", "0A>0B"}, seq(h.Ancestors("0A"))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("code used again", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2015-04-01"), step(lineage.OneToOne, "0B", "0A", "2017-04-01"),
		}, nhs.Date{})
		for on, want := range map[string]nhs.OrgID{"2015-03-31": "0A", "2016-01-01": "0B", "2018-01-01": "0A"} {
			if diff := cmp.Diff([]nhs.OrgID{want}, h.Heirs("0A", day(on))); diff != "" {
				t.Errorf("on %s: %s", on, diff)
			}
		}
	})
	t.Run("chain within one year", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2014"), step(lineage.OneToOne, "0B", "0C", "2014-03-01"), step(lineage.OneToOne, "0C", "0D", "2013-12-31"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0C"}, h.Heirs("0A", day("2015-01-01"))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("every takeover there is", func(t *testing.T) {
		h := lineage.NewHistory([]lineage.Organisation{org("0A", "2013-04-01", "2015-03-31")}, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0B", "2015-04-01"), step(lineage.OneToOne, "0B", "0C", "2017-04-01"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0C"}, h.Heirs("0A", day("2018-01-01"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]nhs.OrgID{"0A"}, h.Forebears("0C", day("2014-01-01"))); diff != "" {
			t.Error(diff)
		}
		if got := h.Forebears("0C", day("2013-03-31")); got != nil {
			t.Errorf("forebears before there were any: %v", got)
		}
	})
	t.Run("through a code used again", func(t *testing.T) {
		h := lineage.NewHistory(nil, []lineage.Succession{
			step(lineage.OneToOne, "0A", "0X", "2009-04-01"),
			step(lineage.OneToOne, "0B", "0C", "2010-04-01"), step(lineage.OneToOne, "0E", "0B", "2012-04-01"), step(lineage.OneToOne, "0B", "0D", "2015-04-01"),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"0D"}, h.Heirs("0E", day("2016-01-01"))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("unregistered bodies", func(t *testing.T) {
		h := lineage.NewHistory([]lineage.Organisation{org("0CY", "2014-10-01", "2016-03-31")}, []lineage.Succession{
			step(lineage.OneToOne, "0CE", "0CY", "2014-10-01"), step(lineage.OneToOne, "0CY", "YDDTR", "2016-04-01"), step(lineage.OneToOne, "0CY", "", "2016-04-01"), step(lineage.OneToOne, "", "0CY", ""),
		}, nhs.Date{})
		if diff := cmp.Diff([]nhs.OrgID{"YDDTR"}, h.Heirs("0CE", day("2017-01-01"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]nhs.OrgID{"0CE"}, h.Forebears("YDDTR", day("2013-01-01"))); diff != "" {
			t.Error(diff)
		}
		if _, ok := h.Get("YDDTR"); ok {
			t.Error("a body that only a succession names was got")
		}
	})
	t.Run("duplicates", func(t *testing.T) {
		first := step(lineage.OneToOne, "0A", "0B", "2015-04-01")
		first.Note = "first"
		second := first
		second.Note = "second"
		h := lineage.NewHistory(nil, []lineage.Succession{first, second}, nhs.Date{})
		if diff := cmp.Diff([]lineage.Succession{first}, slices.Collect(h.Successions("0A"))); diff != "" {
			t.Error(diff)
		}
	})
}

func TestEmptyHistory(t *testing.T) {
	for name, h := range map[string]*lineage.History{"nil": nil, "zero": {}, "new": lineage.NewHistory(nil, nil, nhs.Date{})} {
		t.Run(name, func(t *testing.T) {
			on := day("2015-04-01")
			for o := range h.All() {
				t.Error(o)
			}
			for o := range h.On(on) {
				t.Error(o)
			}
			for _, seq := range []func(func(lineage.Succession) bool){h.Successions("0A"), h.Takeovers("0A"), h.BoundaryChanges("0A"), h.Descendants("0A"), h.Ancestors("0A")} {
				for s := range seq {
					t.Error(s)
				}
			}
			if open, possible := h.Count(on); open+possible != 0 {
				t.Error(open, possible)
			}
			if _, ok := h.Get("0A"); ok || !h.KnownUntil().IsZero() {
				t.Error("it holds something")
			}
			if diff := cmp.Diff([]nhs.OrgID{"0A"}, h.Heirs("0A", on)); diff != "" {
				t.Error(diff)
			}
			c := h.Crosswalk(on, on, nil).Money(map[nhs.OrgID]nhs.Money{"0A": nhs.Pence(1)})
			if len(c.Figures) != 0 || len(c.Unplaced) != 1 {
				t.Errorf("%+v", c)
			}
		})
	}
}

func TestHistoryLookUpsDoNotAllocate(t *testing.T) {
	h := england()
	on := day("2016-01-01")
	n := 0
	for name, f := range map[string]func(){
		"Get": func() {
			if o, ok := h.Get("13T"); ok && o.OpenOn(on) == nhs.Yes {
				n++
			}
		},
		"On": func() {
			for range h.On(on) {
				n++
			}
		},
		"All": func() {
			for range h.All() {
				n++
			}
		},
		"Count": func() { h.Count(on) },
		"Successions": func() {
			for range h.Successions("00F") {
				n++
			}
		},
		"Takeovers": func() {
			for range h.Takeovers("13T") {
				n++
			}
		},
		"BoundaryChanges": func() {
			for range h.BoundaryChanges("01H") {
				n++
			}
		},
	} {
		if allocs := testing.AllocsPerRun(100, f); allocs != 0 {
			t.Errorf("%s: %v allocations, want none", name, allocs)
		}
	}
	if n == 0 {
		t.Error("nothing was found")
	}
}

// In a register without contradictions, the heirs of a body on the last day are
// those that have it among their forebears.
func TestHeirsAndForebearsAreInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		m := randomMarket(r, everyKind)
		h := m.history()
		from, _ := m.twoDays(r)
		to := yearStart(m.years)
		for a := range h.On(from) {
			for b := range h.On(to) {
				down := slices.Contains(h.Heirs(a.ID, to), b.ID)
				up := slices.Contains(h.Forebears(b.ID, from), a.ID)
				if down != up {
					t.Fatalf("%s to %s: %s leads to %s: %v; %s comes from %s: %v\n%+v", from, to, a.ID, b.ID, down, b.ID, a.ID, up, m)
				}
			}
		}
	}
}
