package procurement

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

func day(s string) nhs.Date { return nhs.MustParseDate(s) }

func percent(s string) nhs.Percent { return nhs.MustParsePercent(s) }

func pounds(s string) *nhs.Money {
	m := nhs.MustParseMoney(s)
	return &m
}

func plan(t *testing.T, r PlanRequest) Plan {
	t.Helper()
	p, err := PlanRoute(r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// months between two days, if the day of the month is the same.
func monthsBetween(from, to nhs.Date) int {
	for n := range 100 {
		if from.AddMonths(n) == to {
			return n
		}
	}
	return -1
}

// Of a further competition and an open procurement started on the same day the
// earliest ends differ by seven months and the latest by nine.
func TestPlanDifference(t *testing.T) {
	for start := day("2013-10-01"); start.Before(day("2016-02-29")); start = start.AddDays(1) {
		if start.Day() > 28 {
			continue // a month end may clamp
		}
		short, full := plan(t, PlanRequest{Route: FurtherCompetition, Start: start}), plan(t, PlanRequest{Route: Open, Start: start})
		if e, l := monthsBetween(short.Earliest, full.Earliest), monthsBetween(short.Latest, full.Latest); e != 7 || l != 9 {
			t.Fatalf("from %s the earliest ends are %d months apart and the latest %d; want 7 and 9", start, e, l)
		}
	}
}

func TestPlanMonthEnds(t *testing.T) {
	for _, tt := range []struct {
		route                   Route
		start, earliest, latest string
	}{
		{FurtherCompetition, "2014-12-31", "2015-02-28", "2015-03-31"},
		{FurtherCompetition, "2015-12-31", "2016-02-29", "2016-03-31"},
		{Open, "2015-05-31", "2016-02-29", "2016-05-31"},
		{Open, "2016-02-29", "2016-11-29", "2017-02-28"},
	} {
		p := plan(t, PlanRequest{Route: tt.route, Start: day(tt.start)})
		if p.Earliest != day(tt.earliest) || p.Latest != day(tt.latest) {
			t.Errorf("%s from %s ends %s to %s; want %s to %s", tt.route, tt.start, p.Earliest, p.Latest, tt.earliest, tt.latest)
		}
	}
}

func TestPlanInTime(t *testing.T) {
	for _, tt := range []struct {
		start, needed string
		want          nhs.Tristate
		late          bool
	}{
		{"2015-04-01", "2015-05-31", nhs.No, true},
		{"2015-04-01", "2015-06-01", nhs.Unknown, false},
		{"2015-04-01", "2015-06-30", nhs.Unknown, false},
		{"2015-04-01", "2015-07-01", nhs.Yes, false},
	} {
		p := plan(t, PlanRequest{Route: FurtherCompetition, Start: day(tt.start), NeededBy: day(tt.needed)})
		if p.InTime != tt.want || (p.TooLate != "") != tt.late {
			t.Errorf("needed by %s: in time: %s, %q; want %s", tt.needed, p.InTime, p.TooLate, tt.want)
		}
	}
	p := plan(t, PlanRequest{Route: Open, Start: day("2015-10-01"), NeededBy: day("2016-03-31")})
	want := "too late: even the quickest open from 2015-10-01 ends on 2016-07-01, 92 days after the day of need (2016-03-31); it had to start by 2015-06-30"
	if p.TooLate != want {
		t.Errorf("it is said: %q, want %q", p.TooLate, want)
	}
}

// The last start is the last day from which the months are over in time, which
// month ends make later than the same day of the month.
func TestPlanBackwards(t *testing.T) {
	p := plan(t, PlanRequest{Route: Open, NeededBy: day("2016-03-31")})
	if p.Start != day("2015-03-31") || p.LastStart != day("2015-06-30") || p.Earliest != p.NeededBy || p.Latest != p.NeededBy {
		t.Errorf("start by %s, at the latest by %s, end %s to %s", p.Start, p.LastStart, p.Earliest, p.Latest)
	}
	for needed := day("2015-01-01"); needed.Before(day("2016-12-31")); needed = needed.AddDays(1) {
		for _, months := range []int{0, 1, 2, 3, 9, 12} {
			last := lastStart(needed, months)
			if last.AddMonths(months).After(needed) || !last.AddDays(1).AddMonths(months).After(needed) {
				t.Fatalf("%s is not the last day from which %d months end by %s", last, months, needed)
			}
		}
	}
}

// Stages come in order, earliest before latest, and standstill fits in.
func TestPlanStages(t *testing.T) {
	for start := day("2014-12-01"); start.Before(day("2015-04-15")); start = start.AddDays(1) {
		for _, route := range []Route{FurtherCompetition, Open} {
			p := plan(t, PlanRequest{Route: route, Start: start})
			for i, s := range p.Stages {
				if s.Earliest.After(s.Latest) || s.Earliest.Before(start) {
					t.Fatalf("%s from %s: %s is done %s to %s", route, start, s.Name, s.Earliest, s.Latest)
				}
				if i > 0 && (s.Earliest.Before(p.Stages[i-1].Earliest) || s.Latest.Before(p.Stages[i-1].Latest)) {
					t.Fatalf("%s from %s: %s comes before %s", route, start, s.Name, p.Stages[i-1].Name)
				}
			}
			last := p.Stages[len(p.Stages)-1]
			if last.Earliest != p.Earliest || last.Latest != p.Latest {
				t.Fatalf("%s from %s: the last stage does not end with the plan", route, start)
			}
			if route != Open {
				continue
			}
			notified, over, made := p.Stages[len(p.Stages)-3], p.Stages[len(p.Stages)-2], last
			if over.Earliest != StandstillEnds(notified.Earliest, Electronic) || !made.Earliest.After(over.Earliest) || !made.Latest.After(over.Latest) {
				t.Fatalf("from %s: bidders notified %s, standstill over %s, contract made %s", start, notified.Earliest, over.Earliest, made.Earliest)
			}
		}
	}
}

func TestPlanOwnTimetable(t *testing.T) {
	p := plan(t, PlanRequest{Route: InHouse, Start: day("2015-04-01"), Timetable: &Timetable{Min: 6, Max: 6, Source: "our own"}})
	want := []PlanStage{{Name: "contract made", Earliest: day("2015-10-01"), Latest: day("2015-10-01"), Regulations: PCR2015}}
	p.Stages[0].Threshold = nil
	if d := cmp.Diff(want, p.Stages); d != "" || p.Source != "our own" {
		t.Errorf("stages by %q (-want +got):\n%s", p.Source, d)
	}
}

func TestPlanErrors(t *testing.T) {
	start := day("2015-04-01")
	for _, tt := range []struct {
		r    PlanRequest
		want string
	}{
		{PlanRequest{Route: Open}, "give the day to start or the day of need"},
		{PlanRequest{Route: "raffle", Start: start}, "want one of"},
		{PlanRequest{Start: start}, "want one of"},
		{PlanRequest{Route: InHouse, Start: start}, "hand in a timetable"},
		{PlanRequest{Route: Open, Start: start, Timetable: &Timetable{Min: 3, Max: 2}}, "3 to 2 months"},
		{PlanRequest{Route: Open, Start: start, Timetable: &Timetable{Min: -1, Max: 2}}, "-1 to 2 months"},
		{PlanRequest{Route: Open, Start: start, Timetable: &Timetable{Max: 1201}}, "up to 1200"},
		{PlanRequest{Route: Open, Start: start, Timetable: &Timetable{Max: 1, Steps: []Step{{"a", 50}}}}, "the last at 100"},
		{PlanRequest{Route: Open, Start: start, Timetable: &Timetable{Max: 1, Steps: []Step{{"a", 50}, {"b", 40}, {"c", 100}}}}, "steps in order"},
		{PlanRequest{Route: Open, Start: day("9999-12-01")}, "beyond the years"},
		{PlanRequest{Route: Open, NeededBy: day("0001-02-01")}, "beyond the years"},
	} {
		_, err := PlanRoute(tt.r)
		if bad, ok := errors.AsType[*RequestError](err); !ok || bad.Route != tt.r.Route || bad.Field == "" || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: error %v, want one with %q", tt.r, err, tt.want)
		}
	}
}

func TestPlanSaysWhenTheThresholdChanges(t *testing.T) {
	p := plan(t, PlanRequest{Route: Open, Start: day("2015-06-01"), Value: pounds("170000"), VAT: nhs.WithoutVAT})
	if p.Law.MustCompete != nhs.No || p.Law.Threshold.Amount.String() != "£172,514.00" {
		t.Errorf("in June 2015: %+v", p.Law)
	}
	if !strings.Contains(strings.Join(p.Notes, "\n"), "on 2016-01-01 a new threshold comes into force, £164,176.00") {
		t.Errorf("the notes do not say that the threshold changes: %q", p.Notes)
	}
}

// Full-regime services of £170,000 net of VAT, not from a hosted CSU, bought by a
// CCG, in two years.
func TestLawOn(t *testing.T) {
	for _, tt := range []struct {
		on       string
		subject  Subject
		class    ThresholdClass
		value    string
		vat      nhs.VATBasis
		supplier service.SupplierKind
		want     nhs.Tristate
		why      string
	}{
		{"2016-06-01", Support, SubCentral, "170000", nhs.WithoutVAT, service.Independent, nhs.Yes, "£164,176.00"},
		{"2018-06-01", Support, SubCentral, "170000", nhs.WithoutVAT, service.Independent, nhs.No, "£181,302.00"},
		{"2016-06-01", Support, SubCentral, "170000", nhs.WithoutVAT, service.CSU, nhs.Unknown, "arguable"},
		{"2016-06-01", Support, SubCentral, "", nhs.WithoutVAT, service.Independent, nhs.Unknown, "the value is unknown"},
		{"2016-06-01", Support, SubCentral, "170000", "", service.Independent, nhs.Unknown, "on that basis"},
		{"2015-02-25", Clinical, SubCentral, "900000", nhs.WithoutVAT, "", nhs.Unknown, "SI 2013/500"},
		{"2016-04-17", Clinical, SubCentral, "900000", nhs.WithoutVAT, "", nhs.Unknown, "SI 2013/500"},
		{"2016-04-18", Clinical, SubCentral, "900000", nhs.WithoutVAT, "", nhs.Yes, "£589,148.00"},
		{"2024-01-01", Clinical, Central, "900000", nhs.WithVAT, "", nhs.Unknown, "provider selection"},
		{"2013-03-31", Clinical, SubCentral, "900000", nhs.WithoutVAT, "", nhs.No, "Part B"},
		{"2013-04-01", Clinical, SubCentral, "50000", nhs.WithoutVAT, "", nhs.Unknown, "SI 2013/500"},
		{"2011-12-31", Support, SubCentral, "170000", nhs.WithoutVAT, "", nhs.Yes, "£156,442.00"},
		{"2025-02-24", Support, SubCentral, "170000", nhs.WithVAT, "", nhs.No, "£214,904.00"},
		{"2025-12-31", Support, SubCentral, "175000", nhs.WithoutVAT, "", nhs.No, "£214,904.00"},
		{"2025-12-31", Support, SubCentral, "210000", nhs.WithVAT, "", nhs.No, "£214,904.00"},
		{"2026-01-01", Support, SubCentral, "210000", nhs.WithVAT, "", nhs.Yes, "£207,720.00"},
		{"2026-12-01", Clinical, SubCentral, "210000", nhs.WithVAT, "", nhs.Unknown, "provider selection"},
		{"2006-01-30", Support, SubCentral, "170000", nhs.WithVAT, "", nhs.Unknown, "is unknown here"},
	} {
		var value *nhs.Money
		if tt.value != "" {
			value = pounds(tt.value)
		}
		l := LawOn(day(tt.on), tt.subject, tt.class, value, tt.vat, tt.supplier)
		if l.MustCompete != tt.want || !strings.Contains(l.Why, tt.why) {
			t.Errorf("%s of %s on %s: must compete: %s, %q; want %s, %q", tt.value, tt.subject, tt.on, l.MustCompete, l.Why, tt.want, tt.why)
		}
	}
}

// Every threshold on file, and none between.
func TestThresholds(t *testing.T) {
	var got []string
	for on := day("2006-01-01"); on.Before(day("2027-01-01")); on = on.AddDays(1) {
		for _, c := range []struct {
			regime Regime
			class  ThresholdClass
		}{{FullRegime, SubCentral}, {FullRegime, Central}, {LightTouch, SubCentral}} {
			th, ok := ThresholdOn(c.regime, c.class, on)
			if !ok {
				continue
			}
			if line := string(c.regime) + " " + string(c.class) + " " + th.Days.String() + " " + th.Amount.String() + " " + string(th.VAT); on == th.Days.From {
				got = append(got, line)
			}
		}
	}
	want := []string{
		"full sub-central 2006-01-31/2007-12-31 £144,371.00 excluded", "full central 2006-01-31/2007-12-31 £93,738.00 excluded",
		"full sub-central 2008-01-01/2009-12-31 £139,893.00 excluded", "full central 2008-01-01/2009-12-31 £90,319.00 excluded",
		"full sub-central 2010-01-01/2011-12-31 £156,442.00 excluded", "full central 2010-01-01/2011-12-31 £101,323.00 excluded",
		"full sub-central 2012-01-01/2013-12-31 £173,934.00 excluded", "full central 2012-01-01/2013-12-31 £113,057.00 excluded",
		"full sub-central 2014-01-01/2015-12-31 £172,514.00 excluded", "full central 2014-01-01/2015-12-31 £111,676.00 excluded",
		"light-touch sub-central 2015-02-26/2015-12-31 £625,050.00 excluded",
		"full sub-central 2016-01-01/2017-12-31 £164,176.00 excluded", "full central 2016-01-01/2017-12-31 £106,047.00 excluded",
		"light-touch sub-central 2016-01-01/2017-12-31 £589,148.00 excluded",
		"full sub-central 2018-01-01/2019-12-31 £181,302.00 excluded", "full central 2018-01-01/2019-12-31 £118,133.00 excluded",
		"light-touch sub-central 2018-01-01/2019-12-31 £615,278.00 excluded",
		"full sub-central 2020-01-01/2021-12-31 £189,330.00 excluded", "full central 2020-01-01/2021-12-31 £122,976.00 excluded",
		"light-touch sub-central 2020-01-01/2021-12-31 £663,540.00 excluded",
		"full sub-central 2022-01-01/2023-12-31 £213,477.00 included", "full central 2022-01-01/2023-12-31 £138,760.00 included",
		"light-touch sub-central 2022-01-01/2023-12-31 £663,540.00 included",
		"full sub-central 2024-01-01/2025-02-23 £214,904.00 included", "full central 2024-01-01/2025-02-23 £139,688.00 included",
		"light-touch sub-central 2024-01-01/2025-02-23 £663,540.00 included",
		"full sub-central 2025-02-24/2025-12-31 £214,904.00 included", "full central 2025-02-24/2025-12-31 £139,688.00 included",
		"light-touch sub-central 2025-02-24/2025-12-31 £663,540.00 included",
		"full sub-central 2026-01-01/.. £207,720.00 included", "full central 2026-01-01/.. £135,018.00 included",
		"light-touch sub-central 2026-01-01/.. £663,540.00 included",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("thresholds (-want +got):\n%s", d)
	}
	for _, th := range Thresholds() {
		if !strings.Contains(th.Source, "https://") {
			t.Errorf("the threshold of %s has no source", th.Days)
		}
	}
}

func TestThresholdReached(t *testing.T) {
	net, _ := ThresholdOn(FullRegime, SubCentral, day("2016-06-01"))   // 164,176 without VAT
	gross, _ := ThresholdOn(FullRegime, SubCentral, day("2022-06-01")) // 213,477 with VAT
	for _, tt := range []struct {
		t     Threshold
		value string
		vat   nhs.VATBasis
		want  nhs.Tristate
	}{
		{net, "164176.00", nhs.WithoutVAT, nhs.Yes}, {net, "164175.99", nhs.WithoutVAT, nhs.No},
		{net, "164175.99", nhs.WithVAT, nhs.No}, {net, "164176.00", nhs.WithVAT, nhs.Unknown}, {net, "197011.19", nhs.WithVAT, nhs.Unknown}, {net, "197011.20", nhs.WithVAT, nhs.Yes},
		{net, "164176.00", "", nhs.Unknown},
		{gross, "213477.00", nhs.WithVAT, nhs.Yes}, {gross, "213476.99", nhs.WithVAT, nhs.No},
		{gross, "213477.00", nhs.WithoutVAT, nhs.Yes}, {gross, "177897.49", nhs.WithoutVAT, nhs.No}, {gross, "177897.50", nhs.WithoutVAT, nhs.Unknown}, {gross, "180000.00", "", nhs.Unknown},
	} {
		if got := tt.t.Reached(nhs.MustParseMoney(tt.value), tt.vat); got != tt.want {
			t.Errorf("%s with VAT %q has reached %s: %s, want %s", tt.value, tt.vat, tt.t.Amount, got, tt.want)
		}
	}
}

func TestStandstillEnds(t *testing.T) {
	for _, tt := range []struct {
		notified string
		by       NoticeMethod
		want     string
	}{
		{"2015-01-23", Electronic, "2015-02-02"}, // the Lead Provider Framework
		{"2015-01-23", OtherMeans, "2015-02-09"}, // the fifteenth day is a Saturday
		{"2015-01-21", Electronic, "2015-02-02"},
		{"2015-03-24", Electronic, "2015-04-07"}, // over Easter
		{"2015-12-15", Electronic, "2015-12-29"}, // Boxing Day on a Saturday, so a holiday on Monday
		{"2016-12-15", Electronic, "2016-12-28"}, // Christmas Day on a Sunday
		{"2022-05-23", Electronic, "2022-06-06"}, // the Platinum Jubilee
	} {
		if got := StandstillEnds(day(tt.notified), tt.by); got != day(tt.want) {
			t.Errorf("notified on %s by %s means: standstill ends %s, want %s", tt.notified, tt.by, got, tt.want)
		}
	}
	if got := StandstillEnds(nhs.Date{}, Electronic); !got.IsZero() {
		t.Errorf("standstill from no day ends %s", got)
	}
}

func TestClassOf(t *testing.T) {
	for _, tt := range []struct {
		b    BuyerClass
		on   string
		want ThresholdClass
	}{
		{CCG, "2013-04-01", SubCentral}, {CCG, "2022-06-30", SubCentral},
		{NHSEngland, "2021-08-15", SubCentral}, {NHSEngland, "2021-08-16", Central},
		{HostedBody, "2021-08-15", SubCentral}, {HostedBody, "2021-08-16", Central},
		{FoundationTrust, "2021-08-15", SubCentral}, {FoundationTrust, "2021-08-16", Central}, {FoundationTrust, "2025-02-24", Central},
		{PCT, "2013-03-31", SubCentral}, {PCT, "2013-04-01", ""}, {ICB, "2022-06-30", ""}, {ICB, "2022-07-01", SubCentral}, {ICB, "2026-12-01", SubCentral},
		{NHSEngland, "2015-02-25", ""}, {NHSEngland, "2015-02-26", SubCentral}, {NHSTrust, "2006-01-31", Central}, {NHSTrust, "2026-12-01", Central}, {NHSTrust, "2016-01-01", Central}, {LocalAuthority, "2016-01-01", ""},
	} {
		if got := ClassOf(tt.b, day(tt.on)); got != tt.want {
			t.Errorf("%s on %s is %q, want %q", tt.b, tt.on, got, tt.want)
		}
	}
}

func TestVATInComparison(t *testing.T) {
	want := VATRange{Low: *pounds("105.00"), High: *pounds("109.00"), Most: *pounds("120.00")}
	if d := cmp.Diff(want, WithIrrecoverableVAT(*pounds("100"))); d != "" {
		t.Errorf("£100 with VAT (-want +got):\n%s", d)
	}
	seven := percent("7")
	for _, tt := range []struct {
		o     Offer
		want  string
		known bool
	}{
		{Offer{Kind: service.CSU, Price: *pounds("100")}, "100", true},
		{Offer{Kind: service.Independent, Price: *pounds("100"), Irrecoverable: &seven}, "107", true},
		{Offer{Kind: service.Independent, Price: *pounds("100")}, "0", false},
	} {
		if got, known := tt.o.Comparable(); !got.Equal(*pounds(tt.want)) || known != tt.known {
			t.Errorf("an offer of a %s costs %s, known: %v; want %s, %v", tt.o.Kind, got, known, tt.want, tt.known)
		}
	}
}

func TestBodyIsIn(t *testing.T) {
	for _, tt := range []struct {
		b, o BuyerClass
		want bool
	}{
		{CCG, CCG, true}, {FoundationTrust, HealthServiceBody, false}, {FoundationTrust, PublicBody, true}, {NHSTrust, HealthServiceBody, true}, {CCG, HealthServiceBody, true}, {CCG, PublicBody, true}, {HostedBody, HealthServiceBody, true},
		{LocalAuthority, HealthServiceBody, false}, {LocalAuthority, PublicBody, true}, {HealthServiceBody, CCG, false}, {PublicBody, HealthServiceBody, false}, {"gp", PublicBody, false},
	} {
		if got := tt.b.IsIn(tt.o); got != tt.want {
			t.Errorf("a %s is a %s: %v, want %v", tt.b, tt.o, got, tt.want)
		}
	}
}

// Plans are read back as they were written.
func TestPlanRoundTrip(t *testing.T) {
	p := plan(t, PlanRequest{Route: Open, Start: day("2015-06-01"), NeededBy: day("2016-12-31"), Value: pounds("1"), VAT: nhs.WithoutVAT})
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var again Plan
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p, again); d != "" {
		t.Errorf("plan (-want +got):\n%s", d)
	}
}
