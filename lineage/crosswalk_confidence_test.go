package lineage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// confident is a register in which every kind of step states how sure it is.
func confident(kind lineage.SuccessionKind, c lineage.Confidence, share *lineage.Share) *lineage.History {
	open := func(id nhs.OrgID) lineage.Organisation {
		return lineage.Organisation{ID: id, Opened: nhs.MustParsePartialDate("2013-04-01")}
	}
	from := open("A")
	if kind != lineage.BoundaryChange {
		from.Closed = nhs.MustParsePartialDate("2015-03-31")
	}
	return lineage.NewHistory([]lineage.Organisation{from, open("B"), open("C")}, []lineage.Succession{
		{Predecessor: "A", Successor: "B", Effective: nhs.MustParsePartialDate("2015-04-01"), Kind: kind, Share: share, Confidence: c, Sources: []string{"s2", "s1"}},
	}, nhs.Date{})
}

func TestCrosswalkConfidence(t *testing.T) {
	half := &lineage.Share{Moved: 1, Of: 2, Basis: "people"}
	type answer struct {
		Exact      bool
		Confidence lineage.Confidence
		Sources    []string
	}
	for name, tt := range map[string]struct {
		history *lineage.History
		want    answer
	}{
		"high":            {confident(lineage.OneToOne, lineage.High, nil), answer{true, lineage.High, nil}},
		"medium":          {confident(lineage.OneToOne, lineage.Medium, nil), answer{true, lineage.Medium, nil}},
		"not stated":      {confident(lineage.OneToOne, "", nil), answer{true, "", nil}},
		"low":             {confident(lineage.OneToOne, lineage.Low, nil), answer{false, lineage.Low, []string{"s1", "s2"}}},
		"a low merger":    {confident(lineage.Merger, lineage.Low, nil), answer{false, lineage.Low, []string{"s1", "s2"}}},
		"a weighed move":  {confident(lineage.BoundaryChange, lineage.High, half), answer{false, lineage.High, []string{"s1", "s2"}}},
		"an unknown move": {confident(lineage.BoundaryChange, lineage.Medium, nil), answer{false, lineage.Medium, []string{"s1", "s2"}}},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := tt.history.Crosswalk(nhs.MustParseDate("2014-04-01"), nhs.MustParseDate("2016-04-01"), nil).
				People(map[nhs.OrgID]int64{"A": 10, "B": 5, "C": 1})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Figures {
				got, want := answer{f.Exact, f.Confidence, f.Sources}, tt.want
				if f.Org == "C" {
					want = answer{Exact: true}
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s (-want +got):\n%s", f.Org, d)
				}
			}
		})
	}
}

// Of many steps the least sure counts, and one that is not stated is less than high.
func TestCrosswalkConfidenceAlongTheWay(t *testing.T) {
	for _, tt := range []struct{ first, second, want lineage.Confidence }{
		{lineage.High, lineage.High, lineage.High}, {lineage.High, lineage.Medium, lineage.Medium}, {lineage.Medium, lineage.High, lineage.Medium}, {lineage.Low, lineage.High, lineage.Low},
		{lineage.High, "", ""}, {"", lineage.High, ""}, {"", lineage.Medium, lineage.Medium}, {"", "", ""},
	} {
		h := lineage.NewHistory([]lineage.Organisation{
			{ID: "A", Opened: nhs.MustParsePartialDate("2013-04-01"), Closed: nhs.MustParsePartialDate("2015-03-31")},
			{ID: "B", Opened: nhs.MustParsePartialDate("2015-04-01"), Closed: nhs.MustParsePartialDate("2016-03-31")},
			{ID: "C", Opened: nhs.MustParsePartialDate("2016-04-01")},
		}, []lineage.Succession{
			{Predecessor: "A", Successor: "B", Effective: nhs.MustParsePartialDate("2015-04-01"), Kind: lineage.OneToOne, Confidence: tt.first},
			{Predecessor: "B", Successor: "C", Effective: nhs.MustParsePartialDate("2016-04-01"), Kind: lineage.OneToOne, Confidence: tt.second},
		}, nhs.Date{})
		r, err := h.Crosswalk(nhs.MustParseDate("2014-04-01"), nhs.MustParseDate("2017-04-01"), nil).People(map[nhs.OrgID]int64{"A": 10})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Figures[0].Confidence; got != tt.want {
			t.Errorf("%q then %q: %q, want %q", tt.first, tt.second, got, tt.want)
		}
	}
}

// Backwards, counts of what came from each body divide if they count the same thing.
func TestCrosswalkBackByArrivals(t *testing.T) {
	cross := func(basis string) lineage.CrosswalkResult[int64] {
		h := lineage.NewHistory([]lineage.Organisation{
			{ID: "A", Opened: nhs.MustParsePartialDate("2013-04-01"), Closed: nhs.MustParsePartialDate("2015-03-31")},
			{ID: "B", Opened: nhs.MustParsePartialDate("2013-04-01"), Closed: nhs.MustParsePartialDate("2015-03-31")},
			{ID: "C", Opened: nhs.MustParsePartialDate("2015-04-01")},
			{ID: "D", Opened: nhs.MustParsePartialDate("2015-04-01")},
		}, []lineage.Succession{
			{Predecessor: "A", Successor: "C", Effective: nhs.MustParsePartialDate("2015-04-01"), Kind: lineage.Split, Share: &lineage.Share{Moved: 30, Of: 40, Basis: "people"}},
			{Predecessor: "A", Successor: "D", Effective: nhs.MustParsePartialDate("2015-04-01"), Kind: lineage.Split, Share: &lineage.Share{Moved: 10, Of: 40, Basis: "people"}},
			{Predecessor: "B", Successor: "C", Effective: nhs.MustParsePartialDate("2015-04-01"), Kind: lineage.Merger, Share: &lineage.Share{Moved: 70, Of: 70, Basis: basis}},
		}, nhs.Date{})
		r, err := h.Crosswalk(nhs.MustParseDate("2015-04-01"), nhs.MustParseDate("2014-04-01"), nil).People(map[nhs.OrgID]int64{"C": 1000})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if got, want := summary(cross("people")), "~A 300 +[D], ~B 700"; got != want {
		t.Errorf("counted in one way: %s, want %s", got, want)
	}
	if r := cross("homes"); r.Placed != 0 || len(r.Unplaced) != 1 {
		t.Errorf("counted in two ways: %+v; want nothing placed", r)
	}
}
