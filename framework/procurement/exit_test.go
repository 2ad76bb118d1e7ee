package procurement

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

// The latest days for a contract on 31 March 2027 under the Act.
func TestExitRoutes(t *testing.T) {
	routes := ExitRoutes(ExitRequest{LastDay: day("2027-03-31"), Value: pounds("500000"), VAT: nhs.WithVAT})
	got := make(map[string]ExitRoute)
	for _, r := range routes {
		got[r.Name] = r
	}
	for name, want := range map[string]string{
		"open procedure": "2027-02-19",
		"competitive flexible procedure in two stages":                  "2027-01-25",
		"competitive flexible procedure, suppliers selected beforehand": "2027-02-09",
		"open procedure after a planned procurement notice":             "2027-01-25",
		"direct award to a single supplier":                             "2027-03-16",
		"call-off from a framework under the Act":                       "2027-03-31",
		"call-off from a framework under the regulations of 2015":       "2027-03-31",
	} {
		if r := got[name]; r.Start != day(want) {
			t.Errorf("%s: start by %s, want %s", name, r.Start, want)
		}
	}
	for name, want := range map[string]nhs.Tristate{
		"in house, with the staff who move": nhs.Yes, "direct award for urgency": nhs.No, "below the threshold": nhs.No,
		"an NHS contract with a board, an NHS trust or NHS England": nhs.Unknown,
	} {
		if r, ok := got[name]; !ok || r.Open != want {
			t.Errorf("%s: open: %s, want %s", name, r.Open, want)
		}
	}
	open := got["open procedure"]
	if last := open.Days[len(open.Days)-1]; last.By != day("2027-03-16") {
		t.Errorf("the award notice is out by %s", last.By)
	}
	if days := got["open procedure after a planned procurement notice"].Days; days[1].By != day("2027-03-06") {
		t.Errorf("the tender notice after a planned one is out by %s", days[1].By)
	}
}

// A route whose start is past is closed, on the day after and not before.
func TestExitRoutesTooLate(t *testing.T) {
	for _, tt := range []struct {
		on   string
		want nhs.Tristate
	}{{"2027-02-19", nhs.Yes}, {"2027-02-20", nhs.No}} {
		for _, r := range ExitRoutes(ExitRequest{LastDay: day("2027-03-31"), On: day(tt.on), Value: pounds("500000"), VAT: nhs.WithVAT}) {
			if r.Name == "open procedure" && r.Open != tt.want {
				t.Errorf("on %s: open: %s, want %s", tt.on, r.Open, tt.want)
			}
		}
	}
}

func TestExitRoutesOfOtherLaws(t *testing.T) {
	starts := func(r ExitRequest) string {
		var all []string
		for _, e := range ExitRoutes(r) {
			if !e.Start.IsZero() {
				all = append(all, string(e.Route)+" "+e.Start.String())
			}
		}
		return strings.Join(all, ", ")
	}
	for _, tt := range []struct {
		r    ExitRequest
		want string
	}{
		{ExitRequest{LastDay: day("2027-03-31"), Subject: Clinical}, "provider-c 2027-03-15, most-suitable-provider 2027-03-01, provider-competitive 2027-03-15"},
		{ExitRequest{LastDay: day("2027-03-31"), CPV: "75122000"}, "further-competition 2027-03-31, further-competition 2027-03-31, competitive-flexible 2027-03-31"},
		{ExitRequest{LastDay: day("2016-03-31"), Buyer: CCG}, "further-competition 2016-03-31, open 2016-02-17, restricted 2016-02-07, competitive-with-negotiation 2016-02-07"},
		{ExitRequest{}, ""},
	} {
		if got := starts(tt.r); got != tt.want {
			t.Errorf("for %s: %s, want %s", tt.r.LastDay, got, tt.want)
		}
	}
}

func TestExitCalendar(t *testing.T) {
	text := ExitCalendar("a;b", day("2027-03-31"), ExitRoutes(ExitRequest{LastDay: day("2027-03-31"), Value: pounds("500000"), VAT: nhs.WithVAT}))
	for _, want := range []string{"BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20270219\r\n", `UID:a\;b-20270331-0@commissioning`, "END:VCALENDAR\r\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the calendar lacks %q", want)
		}
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	if strings.Contains(text, "urgency") {
		t.Error("a closed route is in the calendar")
	}
}

// TestExitCalendarHasEachRoute wants every route that is not closed and has a start
// in the calendar, with steps or without, under each law.
func TestExitCalendarHasEachRoute(t *testing.T) {
	for _, last := range []string{"2014-03-31", "2018-03-31", "2024-09-30", "2027-03-31"} {
		for _, buyer := range []BuyerClass{CCG, ICB, FoundationTrust} {
			routes := ExitRoutes(ExitRequest{LastDay: day(last), Buyer: buyer, Value: pounds("500000"), VAT: nhs.WithVAT})
			text := strings.ReplaceAll(ExitCalendar("x", day(last), routes), "\r\n ", "")
			want := 1 // the last day
			for _, r := range routes {
				if r.Open == nhs.No || r.Start.IsZero() {
					continue
				}
				want += max(1, len(r.Days))
				if !strings.Contains(text, "SUMMARY:"+escapeText(r.Name)+": ") {
					t.Errorf("%s by %s: %q is not in the calendar", last, buyer, r.Name)
				}
			}
			if got := strings.Count(text, "BEGIN:VEVENT"); got != want {
				t.Errorf("%s by %s: %d entries, want %d", last, buyer, got, want)
			}
		}
	}
}

func TestCompare(t *testing.T) {
	p := Procurement{Subject: Support, AuthorityClass: ICB, Route: Open, Value: pounds("210000"), VAT: nhs.WithVAT}
	duties := func(a, b string) string {
		var all []string
		for _, d := range Compare(&p, day(a), day(b)).Differences {
			all = append(all, d.Duty)
		}
		return strings.Join(all, ", ")
	}
	for _, tt := range []struct{ a, b, want string }{
		{"2026-06-01", "2026-06-02", ""},
		{"2025-12-31", "2026-01-01", "threshold, competition, standstill"},
		{"2025-02-23", "2025-02-24", "law, least times"},
	} {
		if got := duties(tt.a, tt.b); got != tt.want {
			t.Errorf("%s and %s differ in %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

func BenchmarkExitRoutes(b *testing.B) {
	q := ExitRequest{LastDay: day("2027-03-31"), Value: pounds("500000"), VAT: nhs.WithVAT}
	b.ReportAllocs()
	for b.Loop() {
		ExitRoutes(q)
	}
}
