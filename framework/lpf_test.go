package framework

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
	"github.com/opencommissioning/commissioning/service"
)

func day(s string) nhs.Date { return nhs.MustParseDate(s) }

func partly(s string) nhs.PartialDate { return nhs.MustParsePartialDate(s) }

func pounds(s string) *nhs.Money {
	m := nhs.MustParseMoney(s)
	return &m
}

// lpf returns the Lead Provider Framework as far as these tests need it.
func lpf() *Agreement {
	csus := func(ids ...nhs.OrgID) (members []Member) {
		for _, id := range ids {
			members = append(members, Member{ID: id})
		}
		return members
	}
	a := &Agreement{
		ID: LPF, Name: "Lead Provider Framework", Kind: Closed,
		Dates: Dates{
			PriorNotice: partly("2013-05-16"), Notice: partly("2014-02/2014-03"), Selection: partly("2014-07"), Tender: partly("2014-08"),
			Award: partly("2015-01-23"), Live: partly("2015-02/2015-03"), SeenLive: partly("2016-01-19"),
		},
		Value: Value{EstimateLow: pounds("3000000000"), EstimateHigh: pounds("5000000000")},
		Users: []procurement.BuyerClass{procurement.NHSEngland, procurement.HostedBody, procurement.HealthServiceBody},
		Lots: []Lot{
			{Code: "1", Lines: []service.ID{"finance", "hr"}, Planned: &Range{10, 15}, Routes: []procurement.Route{procurement.FurtherCompetition}},
			{Code: "2a", Lines: []service.ID{"medicines"}},
			{Code: "2b", Lines: []service.ID{"chc", "ifr"}},
		},
		Suppliers: []Supplier{
			{ID: "north-of-england", Kind: service.CSU}, {ID: "gem-and-arden", Kind: service.CSU, Members: csus("greater-east-midlands", "arden")},
			{ID: "midlands-lancashire", Kind: service.CSU}, {ID: "north-east-london", Kind: service.CSU},
			{ID: "southern", Kind: service.CSU, Members: csus("south", "south-west", "central-southern")}, {ID: "south-east", Kind: service.CSU},
			{ID: "capita", Kind: service.Independent}, {ID: "optum", Kind: service.Independent, Partners: csus("kpmg", "bt")},
			{ID: "mbed", Kind: service.Consortium, Members: csus("mouchel", "bdo", "engine", "dr-foster")},
			{ID: "north-west", Kind: service.CSU}, {ID: "yorkshire-humber", Kind: service.CSU},
		},
	}
	award := func(lot string, outcome Outcome, ids ...nhs.OrgID) {
		for _, id := range ids {
			a.Awards = append(a.Awards, Award{Lot: lot, Supplier: id, On: partly("2015-02"), Outcome: outcome})
		}
	}
	award("1", Awarded, "north-of-england", "gem-and-arden", "midlands-lancashire", "north-east-london", "southern", "south-east", "capita", "optum", "mbed")
	award("1", Unsuccessful, "north-west", "yorkshire-humber")
	award("2b", Awarded, "north-of-england", "gem-and-arden", "midlands-lancashire", "north-east-london", "southern", "north-west", "yorkshire-humber")
	return a
}

// suppliers is the history of the units that hold places, as far as these tests
// need it.
func suppliers() *lineage.History {
	exact := func(s string) nhs.PartialDate { return partly(s) }
	merger := func(into nhs.OrgID, on string, from ...nhs.OrgID) (list []lineage.Succession) {
		for _, id := range from {
			list = append(list, lineage.Succession{Predecessor: id, Successor: into, Effective: exact(on), Kind: lineage.Merger})
		}
		return list
	}
	var steps []lineage.Succession
	steps = append(steps, merger("arden-gem", "2015-04-01", "greater-east-midlands", "arden")...)
	steps = append(steps, merger("south-central-west", "2015-04-01", "south", "south-west", "central-southern")...)
	steps = append(steps, merger("nel", "2017-04", "south-east", "north-east-london")...)
	return lineage.NewHistory([]lineage.Organisation{
		{ID: "nel", Name: "NHS NEL CSU", Opened: partly("2017-04"), Closed: partly("2021-10-31")},
		{ID: "arden-gem", Name: "NHS Arden and Greater East Midlands CSU", Opened: partly("2015-04-01")},
		{ID: "north-west", Name: "NHS North West CSU", Opened: partly("2014-10-01"), Closed: partly("2016-03-31")},
	}, steps, nhs.Date{})
}

func holders(places []Place) (ids []nhs.OrgID) {
	for _, p := range places {
		ids = append(ids, p.Supplier)
	}
	return ids
}

func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		lot, on string
		want    []nhs.OrgID
	}{
		{"1", "2015-01-31", nil},
		{"1", "2015-03-01", []nhs.OrgID{"north-of-england", "gem-and-arden", "midlands-lancashire", "north-east-london", "southern", "south-east", "capita", "optum", "mbed"}},
		{"1", "2015-03-31", []nhs.OrgID{"north-of-england", "gem-and-arden", "midlands-lancashire", "north-east-london", "southern", "south-east", "capita", "optum", "mbed"}},
		{"1", "2015-04-01", []nhs.OrgID{"north-of-england", "arden-gem", "midlands-lancashire", "north-east-london", "south-central-west", "south-east", "capita", "optum", "mbed"}},
		{"1", "2017-03-31", []nhs.OrgID{"north-of-england", "arden-gem", "midlands-lancashire", "north-east-london", "south-central-west", "south-east", "capita", "optum", "mbed"}},
		{"1", "2017-05-01", []nhs.OrgID{"north-of-england", "arden-gem", "midlands-lancashire", "nel", "south-central-west", "capita", "optum", "mbed"}},
		{"1", "2021-11-01", []nhs.OrgID{"north-of-england", "arden-gem", "midlands-lancashire", "south-central-west", "capita", "optum", "mbed"}},
		{"2b", "2015-03-01", []nhs.OrgID{"north-of-england", "gem-and-arden", "midlands-lancashire", "north-east-london", "southern", "north-west", "yorkshire-humber"}},
		{"2b", "2016-04-01", []nhs.OrgID{"north-of-england", "arden-gem", "midlands-lancashire", "north-east-london", "south-central-west", "yorkshire-humber"}},
		{"3", "2015-03-01", nil},
	} {
		if d := cmp.Diff(tt.want, holders(lpf().Places(tt.lot, day(tt.on), suppliers()))); d != "" {
			t.Errorf("lot %s on %s (-want +got):\n%s", tt.lot, tt.on, d)
		}
	}
}

func TestPlacesOfMergedSupplier(t *testing.T) {
	for _, p := range lpf().Places("1", day("2017-05-01"), suppliers()) {
		if p.Supplier != "nel" {
			continue
		}
		want := Place{Lot: "1", Supplier: "nel", Name: "NHS NEL CSU", Origins: []nhs.OrgID{"north-east-london", "south-east"}, Held: nhs.Yes}
		if d := cmp.Diff(want, p); d != "" {
			t.Errorf("the place of NEL (-want +got):\n%s", d)
		}
		if !p.Inherited() {
			t.Error("the place of NEL is not inherited")
		}
		return
	}
	t.Error("NEL holds no place")
}

// In April 2017 it is not known whether the merger of that month has happened.
func TestPlacesInTheMonthOfAMerger(t *testing.T) {
	places := lpf().Places("1", day("2017-04-15"), suppliers())
	if len(places) != 9 {
		t.Fatalf("%d places, want 9", len(places))
	}
	for _, p := range places {
		merging := p.Supplier == "south-east" || p.Supplier == "north-east-london"
		if (len(p.Notes) > 0) != merging {
			t.Errorf("%s: notes %q", p.Supplier, p.Notes)
		}
	}
}

func TestPlacesWithoutHistory(t *testing.T) {
	if n := len(lpf().Places("1", day("2017-05-01"), nil)); n != 9 {
		t.Errorf("%d places, want the nine that were awarded", n)
	}
}

func TestPlaceLost(t *testing.T) {
	a := lpf()
	a.Awards[6].Removed = &Removal{On: partly("2016-06-01"), Reason: "gave it up"}
	a.Awards[7].Suspensions = []Suspension{{Days: nhs.MustParsePeriod("2016-06-01/2016-06-30"), Reason: "inquiry"}}
	for _, tt := range []struct {
		supplier nhs.OrgID
		on       string
		want     nhs.Tristate
		why      string
	}{
		{"capita", "2016-05-31", nhs.Yes, ""},
		{"capita", "2016-06-01", nhs.No, "it lost its place 2016-06-01: gave it up"},
		{"optum", "2016-05-31", nhs.Yes, ""},
		{"optum", "2016-06-01", nhs.No, "its place was suspended 2016-06-01/2016-06-30: inquiry"},
		{"optum", "2016-07-01", nhs.Yes, ""},
		{"north-west", "2015-03-01", nhs.No, "its bid for the lot was refused (2015-02)"},
		{"south-east", "2017-05-01", nhs.No, "its place has passed to nel"},
		{"nel", "2017-05-01", nhs.Yes, ""},
		{"nel", "2017-03-31", nhs.No, "it was not awarded a place on the lot"},
		{"kpmg", "2016-01-01", nhs.No, "it was not awarded a place on the lot"},
		{"optum", "2015-02-10", nhs.Unknown, "the dates on file leave open whether it held its place"},
		{"nel", "2021-11-01", nhs.No, "nel closed 2021-10-31 and no body on file took over from it"},
	} {
		if got, want := a.Holds("1", tt.supplier, day(tt.on), suppliers()), (Holding{tt.want, tt.why}); got != want {
			t.Errorf("%s on %s: %s; want %s", tt.supplier, tt.on, got, want)
		}
	}
}

func TestPlacesEndWithTheAgreement(t *testing.T) {
	a := lpf()
	a.Dates.Expiry = partly("2019-02-09")
	if n := len(a.Places("1", day("2019-02-09"), nil)); n != 9 {
		t.Errorf("%d places on the last day, want 9", n)
	}
	if n := len(a.Places("1", day("2019-02-10"), nil)); n != 0 {
		t.Errorf("%d places on the day after, want none", n)
	}
}

// A history that leads round in a circle, or apart, must not run on.
func TestHolderOfContradictions(t *testing.T) {
	a := &Agreement{Suppliers: []Supplier{{ID: "pair", Members: []Member{{ID: "aa"}, {ID: "bb"}}}}}
	step := func(from, to nhs.OrgID) lineage.Succession {
		return lineage.Succession{Predecessor: from, Successor: to, Effective: partly("2015-01-01"), Kind: lineage.OneToOne}
	}
	for _, tt := range []struct {
		name  string
		id    nhs.OrgID
		steps []lineage.Succession
		want  nhs.OrgID
		noted bool
	}{
		{"circle", "aa", []lineage.Succession{step("aa", "bb"), step("bb", "aa")}, "aa", false},
		{"split", "aa", []lineage.Succession{step("aa", "bb"), step("aa", "cc")}, "aa", true},
		{"members apart", "pair", []lineage.Succession{step("aa", "cc"), step("bb", "dd")}, "pair", true},
		{"one member stays", "pair", []lineage.Succession{step("aa", "cc")}, "pair", false},
		{"both to one", "pair", []lineage.Succession{step("aa", "cc"), step("bb", "cc"), step("cc", "dd")}, "dd", false},
	} {
		got := a.Holder(tt.id, day("2016-01-01"), lineage.NewHistory(nil, tt.steps, nhs.Date{}))
		if got.Supplier != tt.want || (got.Note != "") != tt.noted {
			t.Errorf("%s: %v; want %s", tt.name, got, tt.want)
		}
	}
}

func TestSameHolder(t *testing.T) {
	list := []nhs.OrgID{"optum", "south-east", "nel", "north-east-london", "south-east"}
	want := [][]nhs.OrgID{{"south-east", "nel", "north-east-london"}}
	if d := cmp.Diff(want, lpf().SameHolder(list, day("2017-05-01"), suppliers())); d != "" {
		t.Errorf("in May 2017 (-want +got):\n%s", d)
	}
	if same := lpf().SameHolder(list, day("2017-03-31"), suppliers()); same != nil {
		t.Errorf("in March 2017 %v are one", same)
	}
}

func TestStatusOn(t *testing.T) {
	ended := &Agreement{Dates: Dates{
		Notice: partly("2014-02-20"), Tender: partly("2014-08-01"), Award: partly("2015-01-23"), Live: partly("2015-02-10"), Expiry: partly("2019-02-09"), ExtendedTo: partly("2019-12-31"),
	}}
	for _, tt := range []struct {
		a        *Agreement
		on, want string
		live     nhs.Tristate
	}{
		{lpf(), "2014-01-31", "planned", nhs.No},
		{lpf(), "2014-03-01", "planned to noticed", nhs.No},
		{lpf(), "2014-04-01", "noticed", nhs.No},
		{lpf(), "2014-07-31", "selecting", nhs.No},
		{lpf(), "2014-09-01", "tendering", nhs.No},
		{lpf(), "2015-01-23", "standstill", nhs.No},
		{lpf(), "2015-03-01", "standstill to live", nhs.Unknown},
		{lpf(), "2015-03-31", "live", nhs.Yes},
		{lpf(), "2016-01-19", "live", nhs.Yes},
		{lpf(), "2016-01-20", "live to expired", nhs.Unknown},
		{ended, "2014-02-19", "planned", nhs.No},
		{ended, "2014-02-20", "noticed to selecting", nhs.No},
		{ended, "2014-08-01", "tendering", nhs.No},
		{ended, "2015-02-09", "standstill", nhs.No},
		{ended, "2015-02-10", "live", nhs.Yes},
		{ended, "2019-02-09", "live", nhs.Yes},
		{ended, "2019-02-10", "extended", nhs.Yes},
		{ended, "2019-12-31", "extended", nhs.Yes},
		{ended, "2020-01-01", "expired", nhs.No},
		{&Agreement{}, "2015-01-01", "planned to expired", nhs.Unknown},
		{&Agreement{Dates: Dates{Live: partly("2018")}}, "2017-12-31", "planned to standstill", nhs.No},
	} {
		got := tt.a.StatusOn(day(tt.on))
		if got.String() != tt.want || got.IsLive() != tt.live {
			t.Errorf("%s: %s, live: %s; want %s, %s", tt.on, got, got.IsLive(), tt.want, tt.live)
		}
	}
}

func TestLatestLawfulEnd(t *testing.T) {
	d := lpf().Dates
	if got := d.LatestLawfulEnd(); got.String() != "2019-01-31/2019-03-30" {
		t.Errorf("four years from February or March 2015 end %s", got)
	}
	if got := (&Dates{}).LatestLawfulEnd(); !got.IsZero() {
		t.Errorf("four years from an unknown day end %s", got)
	}
}

func TestCandidates(t *testing.T) {
	eligible := func(q Query) (yes, unknown, no int) {
		for _, c := range lpf().Candidates(q, suppliers()) {
			switch c.Eligible {
			case nhs.Yes:
				yes++
			case nhs.No:
				no++
			default:
				unknown++
			}
			if (c.Eligible == nhs.Yes) != (len(c.Reasons) == 0) {
				t.Errorf("%+v: %s is eligible: %s, with reasons %v", q, c.Supplier, c.Eligible, c.Reasons)
			}
		}
		return yes, unknown, no
	}
	for _, tt := range []struct {
		name             string
		q                Query
		yes, unknown, no int
	}{
		{"whole lot", Query{Lot: "1", On: day("2015-06-01"), Buyer: procurement.CCG}, 9, 0, 2},
		{"a line of the lot", Query{Lot: "1", Line: "finance", On: day("2015-06-01"), Buyer: procurement.CCG}, 9, 0, 2},
		{"a line of another lot", Query{Lot: "1", Line: "medicines", On: day("2015-06-01")}, 0, 0, 11},
		{"a buyer that the notice does not name", Query{Lot: "1", On: day("2015-06-01"), Buyer: procurement.LocalAuthority}, 0, 0, 11},
		{"the month after the award", Query{Lot: "1", On: day("2015-03-01")}, 0, 9, 2},
		{"after the last sign of life", Query{Lot: "1", On: day("2017-05-01")}, 0, 8, 2},
		{"before the award", Query{Lot: "1", On: day("2014-12-31")}, 0, 0, 11},
		{"a lot that does not exist", Query{Lot: "9", On: day("2015-06-01")}, 0, 0, 11},
		{"lot 2b", Query{Lot: "2b", Line: "chc", On: day("2015-06-01")}, 7, 0, 4},
	} {
		yes, unknown, no := eligible(tt.q)
		if yes != tt.yes || unknown != tt.unknown || no != tt.no {
			t.Errorf("%s: %d eligible, %d unknown, %d not; want %d, %d, %d", tt.name, yes, unknown, no, tt.yes, tt.unknown, tt.no)
		}
	}
	for _, c := range lpf().Candidates(Query{Lot: "1", On: day("2015-06-01")}, suppliers()) {
		if c.Supplier == "north-west" {
			want := []Reason{{RuleSupplierOnLot, "its bid for the lot was refused (2015-02)"}}
			if d := cmp.Diff(want, c.Reasons); d != "" {
				t.Errorf("why not North West (-want +got):\n%s", d)
			}
		}
	}
}

// The real agreement keeps its rules, but for the nine places of the ten to
// fifteen planned.
func TestLPFKeepsItsRules(t *testing.T) {
	ruletest.Want(t, AgreementRules().Check(lpf(), rule.Options{}), "FW-15 /lots/0/planned")
}

// A five-year call-off let in 2016 is valid, though the framework ends in 2019.
func TestCallOffMayOutliveFramework(t *testing.T) {
	a := lpf()
	a.Dates.Expiry = partly("2019-02-09")
	term := nhs.MustParsePeriod("2016-04-01/2021-03-31")
	a.CallOffs = []CallOff{{ID: "five-years", Lot: "1", Supplier: "optum", Route: procurement.FurtherCompetition, Date: partly("2016-03-01"), Term: &term, ExtensionMonths: 24}}
	report := CallOffRules().Check(&a.Cases(suppliers())[0], rule.Options{})
	ruletest.Want(t, report)
	if report.Counts.Undated > 0 {
		t.Errorf("%d rules could not date it", report.Counts.Undated)
	}
	a.CallOffs[0].Date = partly("2019-02-10")
	ruletest.Want(t, CallOffRules().Check(&a.Cases(suppliers())[0], rule.Options{}), "FW-03 /date")
	a.Dates.Expiry = nhs.PartialDate{}
	for _, e := range CallOffRules().Explain(&a.Cases(suppliers())[0], rule.Options{}) {
		if e.Rule == RuleWithinLife && e.Outcome != rule.Undated {
			t.Errorf("where the end is not on file the outcome is %s, want undated", e.Outcome)
		}
	}
}

// A firm on one list is on no other for that.
func TestListsAreSeparate(t *testing.T) {
	fesc := &Agreement{
		ID: "fesc", Suppliers: []Supplier{{ID: "bupa"}},
		Awards: []Award{{Supplier: "bupa", On: partly("2007"), Outcome: Awarded}},
	}
	on := day("2015-06-01")
	if place := fesc.Holds("", "bupa", on, nil); place.Held != nhs.Yes {
		t.Errorf("BUPA holds its place on FESC: %s", place)
	}
	a := lpf()
	for _, lot := range []string{"", "1", "2a", "2b"} {
		if place := a.Holds(lot, "bupa", on, nil); place.Held != nhs.No {
			t.Errorf("BUPA holds a place on lot %q of the LPF: %s", lot, place)
		}
	}
	for _, c := range a.Candidates(Query{Lot: "1", On: on}, nil) {
		if c.Supplier == "bupa" {
			t.Error("BUPA is a candidate on the LPF")
		}
	}
}

func TestTotal(t *testing.T) {
	a := lpf()
	a.CallOffs = []CallOff{
		{Lot: "1", Value: pounds("9000000")},
		{Lot: "2b", Value: pounds("1000000"), VAT: nhs.WithoutVAT},
		{Lot: "1", Value: pounds("1200000"), VAT: nhs.WithVAT},
		{Lot: "1"},
		{Lot: "1", Value: pounds("5"), Stage: InCompetition},
	}
	want := Total{Known: *pounds("10000000"), WithVAT: *pounds("1200000"), Counted: 3, Unknown: 1, Limit: pounds("5000000000"), Left: pounds("4990000000")}
	if d := cmp.Diff(want, a.Total("")); d != "" {
		t.Errorf("total (-want +got):\n%s", d)
	}
	want = Total{Known: *pounds("1000000"), Counted: 1}
	if d := cmp.Diff(want, a.Total("2b")); d != "" {
		t.Errorf("total of lot 2b (-want +got):\n%s", d)
	}
}

func BenchmarkCandidates(b *testing.B) {
	a, h := lpf(), suppliers()
	q := Query{Lot: "1", Line: "finance", On: day("2017-05-01"), Buyer: procurement.CCG}
	b.ReportAllocs()
	for b.Loop() {
		a.Candidates(q, h)
	}
}

func BenchmarkCheckAgreement(b *testing.B) {
	a := lpf()
	b.ReportAllocs()
	for b.Loop() {
		AgreementRules().Check(a, rule.Options{})
	}
}
