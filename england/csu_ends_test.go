package england_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

func unitsOf(t *testing.T) csu.Register {
	t.Helper()
	r, err := england.CSUs()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The end of the four units of 2025 was announced on a day that is known. They have no
// last day: the one that is claimed rests on a single request and stays a low statement.
func TestEndOfTheLastUnits(t *testing.T) {
	r := unitsOf(t)
	if want := nhs.MustParseDate("2026-01-31"); r.KnownUntil != want {
		t.Errorf("known until %s, want %s", r.KnownUntil, want)
	}
	var open []nhs.OrgID
	for _, u := range r.Units {
		if u.Stage != csu.Working || !u.Closed.IsZero() {
			continue
		}
		open = append(open, u.Slug)
		if got := u.EndAnnounced.String(); got != "2025-06-27" {
			t.Errorf("%s: end announced %q, want 2025-06-27", u.Slug, got)
		}
		if !slices.Contains(u.Sources, "S231") {
			t.Errorf("%s does not name the source of the announcement", u.Slug)
		}
		for _, f := range u.EndFacts {
			if !f.LastDay.IsZero() && (f.LastDay.String() != "2027-03-31" || f.Confidence != "low" || f.ID != "last-day-claimed") {
				t.Errorf("%s: %s gives the last day %s with confidence %s", u.Slug, f.ID, f.LastDay, f.Confidence)
			}
			if f.Topic == csu.EndFunctions && len(f.Receivers) > 0 {
				t.Errorf("%s: %s names receivers, and no source does", u.Slug, f.ID)
			}
		}
		if !slices.IsSortedFunc(u.EndFacts, func(a, b csu.EndFact) int { return a.On.Compare(b.On) }) {
			t.Errorf("%s: statements are not in the order of time", u.Slug)
		}
	}
	if diff := cmp.Diff([]nhs.OrgID{"arden-gem", "midlands-lancashire", "north-of-england", "south-central-west"}, open); diff != "" {
		t.Errorf("open units (-want +got):\n%s", diff)
	}
	for day, want := range map[string]int{"2025-06-26": 4, "2025-06-27": 0} {
		if n, _ := r.CountOn(nhs.MustParseDate(day), csu.NotAnnounced); n.Certain != want || n.Possible != 0 {
			t.Errorf("%s: %s units with no end announced, want %d", day, n, want)
		}
	}
	if n, _ := r.CountOn(nhs.MustParseDate("2026-01-31"), csu.Operating); n.Certain != 4 || n.Possible != 0 {
		t.Errorf("2026-01-31: %s units at work, want 4", n)
	}
}

// Seven bodies were to receive the staff that NEL left behind.
func TestReceiversOfNEL(t *testing.T) {
	r := unitsOf(t)
	nel, _ := r.Unit("nel")
	x := commissioning.NewIndex(market(t))
	for _, f := range nel.EndFacts {
		if f.ID != "nel-2022-receivers" {
			continue
		}
		if len(f.Receivers) != 7 {
			t.Errorf("%d receivers, want 7", len(f.Receivers))
		}
		groups := 0
		for _, id := range f.Receivers {
			if g, ok := x.CCG(id); ok && g.OpenOn(nhs.MustParseDate("2022-01-17")) {
				groups++
			}
		}
		if groups != 4 {
			t.Errorf("%d receivers are groups that were open that day, want 4", groups)
		}
		return
	}
	t.Error("the receivers of NEL are not on file")
}
