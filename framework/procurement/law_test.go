package procurement

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/calendar"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The regime by subject, buyer and day, with the boundary days on both sides.
func TestRulingOn(t *testing.T) {
	for _, tt := range []struct {
		subject Subject
		buyer   BuyerClass
		on      string
		want    string
	}{
		{Clinical, CCG, "2015-06-01", "pcr-2006 part-b"}, {Clinical, FoundationTrust, "2015-06-01", "pcr-2015 light-touch"},
		{Clinical, ICB, "2023-12-31", "pcr-2015 light-touch"}, {Clinical, ICB, "2024-01-01", "psr-2023 provider-selection"},
		{Support, ICB, "2025-02-23", "pcr-2015 full"}, {Support, ICB, "2025-02-24", "procurement-act-2023 full"},
		{Support, PCT, "2006-01-30", " "}, {Support, PCT, "2006-01-31", "pcr-2006 full"},
		{Support, CCG, "2015-02-25", "pcr-2006 full"}, {Support, CCG, "2015-02-26", "pcr-2015 full"},
		{Clinical, CCG, "2016-04-17", "pcr-2006 part-b"}, {Clinical, CCG, "2016-04-18", "pcr-2015 light-touch"},
		{Clinical, NHSTrust, "2015-02-25", "pcr-2006 part-b"}, {Clinical, NHSTrust, "2015-02-26", "pcr-2015 light-touch"},
		{Clinical, PublicBody, "2014-06-01", "pcr-2006 part-b"}, {Clinical, PublicBody, "2015-06-01", " "},
		{Clinical, PublicBody, "2017-06-01", "pcr-2015 light-touch"}, {Clinical, PublicBody, "2025-06-01", "psr-2023 provider-selection"},
		{OtherListed, CCG, "2015-02-25", "pcr-2006 part-b"}, {OtherListed, CCG, "2015-02-26", "pcr-2015 light-touch"},
		{OtherListed, ICB, "2025-02-24", "procurement-act-2023 light-touch"}, {"", ICB, "2025-02-24", " "},
	} {
		r := RulingOn(tt.subject, tt.buyer, day(tt.on))
		if got := string(r.Regulations) + " " + string(r.Regime); got != tt.want || r.Why == "" {
			t.Errorf("%s of a %s on %s: %q because %q, want %q", tt.subject, tt.buyer, tt.on, got, r.Why, tt.want)
		}
		if r.Regulations != "" && (r.Provision == "" || !strings.HasPrefix(r.URL, "https://")) {
			t.Errorf("%s of a %s on %s: no provision", tt.subject, tt.buyer, tt.on)
		}
	}
}

// Every subject, buyer and day from 2006 on has exactly one row.
func TestRulingsCoverEveryDay(t *testing.T) {
	for on := anyLaw.From; on.Before(day("2028-01-01")); on = on.AddDays(1) {
		for _, subject := range subjects {
			for _, group := range []string{commissioners, providers} {
				n := 0
				for _, r := range Rulings() {
					if r.Subject == subject && (r.Buyers == "" || r.Buyers == group) && r.Days.Contains(on) {
						n++
					}
				}
				if n != 1 {
					t.Fatalf("%s of a %s on %s: %d rows, want 1", subject, group, on, n)
				}
			}
		}
	}
}

// Every day from 2006 on has a threshold of each class, and from 26 February 2015 one of
// light touch.
func TestThresholdsCoverEveryDay(t *testing.T) {
	for on := anyLaw.From; on.Before(day("2028-01-01")); on = on.AddDays(1) {
		for _, class := range thresholdClasses {
			for _, regime := range []Regime{FullRegime, LightTouch, PartB} {
				_, ok := ThresholdOn(regime, class, on)
				if want := regime != LightTouch || !on.Before(underPCR2015.From); ok != want {
					t.Fatalf("%s, %s on %s: threshold on file: %v, want %v", regime, class, on, ok, want)
				}
			}
		}
	}
}

// Support work is not one category: its code can move it.
func TestRulingByCode(t *testing.T) {
	for _, tt := range []struct {
		cpv, on string
		want    Regime
	}{
		{"79600000", "2014-06-01", PartB}, {"79635000", "2014-06-01", PartB}, {"79400000", "2014-06-01", FullRegime},
		{"75122000", "2016-06-01", LightTouch}, {"75122000", "2026-06-01", LightTouch}, {"79400000", "2026-06-01", FullRegime},
	} {
		p := Procurement{Subject: Support, AuthorityClass: ICB, CPV: tt.cpv, Began: day(tt.on)}
		if got := p.Ruling().Regime; got != tt.want {
			t.Errorf("code %s on %s: %s, want %s", tt.cpv, tt.on, got, tt.want)
		}
	}
}

// A call-off follows the law of its framework, except for health care from 2024.
func TestCallOffKeepsTheLawOfItsFramework(t *testing.T) {
	for _, tt := range []struct {
		began, notice, concluded string
		subject                  Subject
		want                     Regulations
	}{
		{"2018-10-01", "2014-02-20", "2015-02-10", Support, PCR2006},
		{"2026-12-01", "", "2024-11-01", Support, PCR2015},
		{"2026-12-01", "2025-02-23", "2025-09-01", Support, PCR2015},
		{"2026-12-01", "2025-02-24", "2025-09-01", Support, ProcurementAct},
		{"2026-12-01", "2022-02-24", "2022-09-01", Clinical, PSR2023},
		{"2023-12-31", "2022-02-24", "2022-09-01", Clinical, PCR2015},
	} {
		p := Procurement{Subject: tt.subject, AuthorityClass: ICB, Began: day(tt.began), Route: FurtherCompetition, Framework: &FrameworkFacts{Concluded: day(tt.concluded)}}
		if tt.notice != "" {
			p.Framework.Began = day(tt.notice)
		}
		if got := p.Ruling(); got.Regulations != tt.want {
			t.Errorf("call-off of %s from a framework of %s: %s (%s), want %s", tt.began, tt.concluded, got.Regulations, got.Why, tt.want)
		}
	}
}

func TestStandstillOfEachLaw(t *testing.T) {
	for _, tt := range []struct {
		law             Regulations
		notified, wants string
	}{
		{PCR2015, "2015-01-23", "2015-02-02"}, {PCR2006, "2014-04-08", "2014-04-22"},
		{ProcurementAct, "2026-11-30", "2026-12-10"}, {ProcurementAct, "2026-12-01", "2026-12-10"},
		{ProcurementAct, "2026-06-12", "2026-06-24"}, {ProcurementAct, "2026-12-21", "2027-01-05"},
		{PSR2023, "2026-12-01", "2026-12-14"}, {PSR2023, "2026-11-30", "2026-12-11"},
	} {
		if got := electronicStandstillEnds(day(tt.notified), tt.law); got != day(tt.wants) {
			t.Errorf("%s, notified %s: ends %s, want %s", tt.law, tt.notified, got, tt.wants)
		}
	}
	if got := StandstillEndsAfterReceipt(day("2018-03-01"), day("2018-03-02"), OtherMeans); got != day("2018-03-12") {
		t.Errorf("by post, received on the next day: ends %s", got)
	}
	for _, tt := range []struct {
		law       Regulations
		made, out string
	}{{ProcurementAct, "2027-03-31", "2027-03-16"}, {PSR2023, "2027-03-31", "2027-03-15"}} {
		if got := latestNotice(day(tt.made), tt.law); got != day(tt.out) {
			t.Errorf("%s: for a contract on %s the notice is out by %s, want %s", tt.law, tt.made, got, tt.out)
		}
	}
}

// The days that count in the standstill of the Act but not in England alone.
func TestHolidaysOfOtherParts(t *testing.T) {
	want := "2025-01-02 2025-03-17 2025-07-14 2025-08-04 2025-12-01 2026-01-02 2026-03-17 2026-06-15 2026-07-13 2026-08-03 2026-11-30 2027-01-04 2027-03-17 2027-07-12 2027-08-02 2027-11-30"
	var got []string
	for d := day("2025-01-01"); d.Before(day("2028-01-01")); d = d.AddDays(1) {
		if calendar.IsWorkingDay(d) && !calendar.IsWorkingDayEverywhere(d) {
			got = append(got, d.String())
		}
	}
	if strings.Join(got, " ") != want {
		t.Errorf("holidays outside England alone:\n%s\nwant\n%s", strings.Join(got, " "), want)
	}
}

// The first day on which a time can be over.
func TestLeastTimes(t *testing.T) {
	online := usual
	for _, tt := range []struct {
		law     Regulations
		route   Route
		class   ThresholdClass
		c       Conditions
		from    string
		tenders bool
		want    string
	}{
		{PCR2006, Open, SubCentral, Conditions{}, "2014-02-20", true, "2014-04-14"},
		{PCR2006, Open, SubCentral, online, "2014-02-20", true, "2014-04-01"},
		{PCR2006, Restricted, SubCentral, Conditions{ElectronicNotice: true}, "2014-02-20", false, "2014-03-24"},
		{PCR2015, Open, SubCentral, online, "2018-06-01", true, "2018-07-02"},
		{PCR2015, Restricted, Central, online, "2016-06-01", true, "2016-06-27"},
		{PCR2015, Restricted, SubCentral, online, "2016-06-01", true, "2016-06-13"},
		{ProcurementAct, Open, SubCentral, online, "2026-12-01", true, "2026-12-26"},
		{ProcurementAct, Open, SubCentral, Conditions{ElectronicTenders: true}, "2026-12-01", true, "2026-12-31"},
		{ProcurementAct, Open, SubCentral, Conditions{}, "2026-12-01", true, "2027-01-05"},
		{ProcurementAct, CompetitiveFlexible, SubCentral, Conditions{Preselected: true}, "2026-12-01", true, "2026-12-11"},
		{ProcurementAct, CompetitiveFlexible, Central, Conditions{Preselected: true, ElectronicTenders: true, DocumentsOnline: true}, "2026-12-01", true, "2026-12-26"},
	} {
		least, ok := LeastTimes(tt.law, FullRegime, tt.route, tt.class, tt.c)
		days := least.Requests
		if tt.tenders {
			days = least.Tenders
		}
		if got := least.ends(day(tt.from), days); !ok || got != day(tt.want) {
			t.Errorf("%s, %s, %s, %+v from %s: over on %s, want %s", tt.law, tt.route, tt.class, tt.c, tt.from, got, tt.want)
		}
	}
	if _, ok := LeastTimes(ProcurementAct, LightTouch, Open, SubCentral, usual); ok {
		t.Error("light touch has a least time")
	}
	for _, tt := range []struct {
		notice string
		want   bool
	}{{"2027-01-09", false}, {"2027-01-10", true}, {"2027-12-01", true}, {"2027-12-02", false}} {
		if got, _ := ProcurementAct.qualifies(day("2026-12-01"), day(tt.notice)); got != tt.want {
			t.Errorf("a planned procurement notice of 2026-12-01 for a tender notice of %s qualifies: %v", tt.notice, got)
		}
	}
}

// A plan keeps the standstill of the law of its start, and says that a timetable is
// shorter than the law allows.
func TestPlanUnderEachLaw(t *testing.T) {
	p := plan(t, PlanRequest{Route: Open, Start: day("2025-04-01")})
	n := len(p.Stages)
	notified, over := p.Stages[n-3], p.Stages[n-2]
	if p.Law.Regulations != ProcurementAct || over.Earliest != ActStandstillEnds(notified.Earliest) || over.Latest != ActStandstillEnds(notified.Latest) {
		t.Errorf("from 2025-04-01: %+v", p.Stages)
	}
	for _, route := range []Route{Open, Restricted} {
		for _, s := range plan(t, PlanRequest{Route: route, Start: day("2018-04-02")}).Stages {
			if strings.Contains(s.Name, "selected") {
				t.Errorf("%s has a stage %q", route, s.Name)
			}
		}
	}
	month := &Timetable{Min: 1, Max: 1, Source: "our own", Standstill: true}
	for _, start := range []string{"2014-03-03", "2018-04-02", "2025-04-01", "2026-12-01"} {
		p := plan(t, PlanRequest{Route: Open, Start: day(start), Timetable: month})
		if !strings.Contains(p.TooShort, "too short") || p.InTime != nhs.No {
			t.Errorf("a month from %s: %q", start, p.TooShort)
		}
	}
	for _, tt := range []struct {
		route Route
		want  string
	}{{CompetitiveFlexible, "2027-01-25"}} {
		p := plan(t, PlanRequest{Route: tt.route, NeededBy: day("2027-03-31")})
		if p.LastStart != day(tt.want) || p.InTime == nhs.Yes {
			t.Errorf("%s for 2027-03-31: notice out by %s, want %s", tt.route, p.LastStart, tt.want)
		}
	}
}

func TestJudgingARightPurchaseAllocatesNothing(t *testing.T) {
	p := Procurement{
		ID: "p", Subject: Support, AuthorityClass: ICB, Began: day("2025-04-01"), Value: pounds("500000"), VAT: nhs.WithVAT, Route: Open,
		Regulations: ProcurementAct, Notified: day("2026-11-30"), Concluded: day("2026-12-11"),
	}
	rules := ProcurementRules()
	if r := rules.Check(&p, rule.Options{}); r.Counts.Error+r.Counts.Warning > 0 {
		t.Fatalf("findings: %v", r.Findings)
	}
	if n := testing.AllocsPerRun(100, func() { rules.Check(&p, rule.Options{}) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkJudge(b *testing.B) {
	p := Procurement{
		ID: "p", Subject: Support, AuthorityClass: ICB, Began: day("2025-04-01"), Value: pounds("500000"), VAT: nhs.WithVAT, Route: Open,
		Regulations: ProcurementAct, Notified: day("2026-11-30"), Concluded: day("2026-12-11"),
	}
	rules := ProcurementRules()
	b.ReportAllocs()
	for b.Loop() {
		rules.Check(&p, rule.Options{})
	}
}

func BenchmarkPlan(b *testing.B) {
	q := PlanRequest{Route: Open, Start: day("2025-04-01"), NeededBy: day("2026-03-31"), Value: pounds("500000"), VAT: nhs.WithVAT}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := PlanRoute(q); err != nil {
			b.Fatal(err)
		}
	}
}

// Each open question has both sides, with where each can be read.
func TestOpenQuestions(t *testing.T) {
	for _, q := range OpenQuestions() {
		if q.For == "" || q.Against == "" || q.Here == "" || !strings.Contains(q.ForSource, "https://") || !strings.Contains(q.AgainstSource, "https://") {
			t.Errorf("question %s: %+v", q.ID, q)
		}
	}
}
