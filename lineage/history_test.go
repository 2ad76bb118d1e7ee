package lineage_test

import (
	"encoding/json"
	"errors"
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
		Open nhs.Tristate
	}
	var got []row
	for o, open := range h.On(day("2013-06-01")) {
		got = append(got, row{o.ID, open})
	}
	if diff := cmp.Diff([]row{{"0A", nhs.Yes}, {"0B", nhs.Unknown}}, got); diff != "" {
		t.Error(diff)
	}
	if got, want := h.Count(day("2013-06-01")), (nhs.Count{Certain: 1, Possible: 1}); got != want {
		t.Errorf("Count = %+v, want %+v", got, want)
	}
	var ids []nhs.OrgID
	for o := range h.All() {
		ids = append(ids, o.ID)
	}
	if diff := cmp.Diff([]nhs.OrgID{"0A", "0B", "0C"}, ids); diff != "" {
		t.Error(diff)
	}
	if o, ok := h.Lookup("0A"); !ok || o.Name != "NHS 0A" {
		t.Errorf("Get = %v, %v, want the first of two with one ID", o, ok)
	}
}

func TestHistoryKnows(t *testing.T) {
	h := england()
	if h.KnownUntil() != day("2022-06-30") || !h.IsKnownOn(day("2022-06-30")) || h.IsKnownOn(day("2022-07-01")) || h.IsKnownOn(nhs.Date{}) {
		t.Error("the history is known until its last day and no longer")
	}
	if h := lineage.NewHistory(nil, nil, nhs.Date{}); !h.IsKnownOn(day("2999-01-01")) {
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
		{"99Z", "2021-04-01", nil},
	} {
		got, known := h.Successors(test.id, day(test.on))
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("successors of %s on %s: %s", test.id, test.on, diff)
		}
		if known != (test.id != "99Z") {
			t.Errorf("successors of %s: known %v", test.id, known)
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
		{"99Z", "2013-04-01", nil},
	} {
		got, known := h.Predecessors(test.id, day(test.on))
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("predecessors of %s on %s: %s", test.id, test.on, diff)
		}
		if known != (test.id != "99Z") {
			t.Errorf("predecessors of %s: known %v", test.id, known)
		}
	}
	count := func(seq func(func(lineage.Succession) bool)) (n int) {
		for range seq {
			n++
		}
		return n
	}
	if got := count(h.SuccessionsInto("D4U1Y")); got != 5 {
		t.Errorf("D4U1Y has %d ancestor steps, want 5", got)
	}
	if got := count(h.SuccessionsFrom("10G")); got != 2 {
		t.Errorf("10G has %d descendant steps, want 2", got)
	}
}
