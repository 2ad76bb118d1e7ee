package sla

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

var day = nhs.MustParseDate

func money(s string) *nhs.Money {
	m := nhs.MustParseMoney(s)
	return &m
}

func rate(s string) *nhs.Rate {
	r := nhs.MustParseRate(s)
	return &r
}

func percent(s string) *nhs.Percent {
	p := nhs.MustParsePercent(s)
	return &p
}

func figure(s string) *Number {
	f := MustParseNumber(s)
	return &f
}

func count(n int64) *int64 { return &n }

// agreementOf is one of a single customer from the first to the last day.
func agreementOf(first, last string, lines ...Line) *Agreement {
	return &Agreement{
		ID: "test", Customers: []Customer{{ID: "00C"}},
		Term: Term{Starts: day(first), Ends: day(last)}, Lines: lines,
	}
}

func mustCharge(t *testing.T, a *Agreement) Schedule {
	t.Helper()
	s, err := Charges(a)
	if err != nil {
		t.Fatalf("Charges: %v", err)
	}
	if s.Total == nil {
		t.Fatalf("the total is not known: %v", s.Problems)
	}
	return s
}

// charged writes the charges of the first line.
func charged(s *Schedule) []string {
	var list []string
	for _, c := range s.Lines[0].Charges {
		text := fmt.Sprintf("%s %s %s", c.From, c.To, c.Amount)
		if c.Units != nil {
			text += fmt.Sprintf(" for %d", *c.Units)
		}
		list = append(list, text)
	}
	return list
}

func TestNinePoundsAHead(t *testing.T) {
	a := agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: PerHead, Rate: rate("9.00"), People: 106_079}})
	a.Customers[0].People = 106_079
	s := mustCharge(t, a)
	if got := s.Total.String(); got != "£954,711.00" {
		t.Errorf("the year costs %s, want £954,711.00", got)
	}
	var months []nhs.Money
	for _, m := range s.Months {
		months = append(months, *m.Amount)
	}
	if sum := nhs.Sum(months...); len(months) != 12 || !sum.Equal(*s.Total) {
		t.Errorf("%d months sum to %s, want 12 and %s", len(months), sum, s.Total)
	}
	if got := s.Years[0].PerHead.String(); got != "£9.00" {
		t.Errorf("the year costs %s per head, want £9.00", got)
	}
}

// TestCharges is long because it is a table of prices and what they charge.
func TestCharges(t *testing.T) {
	hundred := func(amount string) *Price { return &Price{Kind: Fixed, Amount: money(amount)} }
	bands := []Band{{From: 1, To: 10, Rate: *rate("2.00")}, {From: 11, To: 20, Rate: *rate("1.50")}, {From: 21, Rate: *rate("1.00")}}
	for _, tt := range []struct {
		name string
		a    *Agreement
		want []string
	}{
		{"pence left over go to the first months", agreementOf("2013-04-01", "2013-06-30", Line{Price: hundred("400.04")}), []string{
			"2013-04-01 2013-04-30 £33.34", "2013-05-01 2013-05-31 £33.34", "2013-06-01 2013-06-30 £33.33",
		}},
		{"a leap February is a twelfth", agreementOf("2016-02-01", "2016-02-29", Line{Price: hundred("1200.00")}), []string{
			"2016-02-01 2016-02-29 £100.00",
		}},
		{"a day of a leap February is a twenty-ninth of it", agreementOf("2016-02-29", "2016-03-01", Line{Price: hundred("1200.00")}), []string{
			"2016-02-29 2016-02-29 £3.45", "2016-03-01 2016-03-01 £3.22", // £6.67 together
		}},
		{"parts of months at either end", agreementOf("2013-04-16", "2013-06-10", Line{Price: hundred("1200.00")}), []string{
			"2013-04-16 2013-04-30 £50.00", "2013-05-01 2013-05-31 £100.00", "2013-06-01 2013-06-10 £33.33",
		}},
		{"a new price in the middle of a month", func() *Agreement {
			a := agreementOf("2013-04-01", "2013-05-31", Line{ID: "l", Price: hundred("1200.00")})
			a.Variations = []Variation{{From: day("2013-04-21"), Line: "l", Price: hundred("2400.00")}, {From: day("2013-04-01"), Line: "other", Price: hundred("1.00")}}
			return a
		}(), []string{
			"2013-04-01 2013-04-20 £66.67", "2013-04-21 2013-04-30 £66.67", "2013-05-01 2013-05-31 £200.00",
		}},
		{"indexation compounds and leaves later prices alone", func() *Agreement {
			a := agreementOf("2013-03-01", "2013-07-31", Line{ID: "l", Price: hundred("1200.00")})
			a.Indexation = []Indexation{{From: day("2013-04-01"), Percent: *percent("10")}, {From: day("2013-05-01"), Percent: *percent("-5")}, {From: day("2013-07-01"), Percent: *percent("100")}}
			a.Variations = []Variation{{From: day("2013-06-01"), Line: "l", Price: hundred("1200.00")}}
			return a
		}(), []string{
			"2013-03-01 2013-03-31 £100.00", "2013-04-01 2013-04-30 £110.00", "2013-05-01 2013-05-31 £104.50",
			"2013-06-01 2013-06-30 £100.00", "2013-07-01 2013-07-31 £200.00",
		}},
		{"indexation from the first day of the term counts, a new price is at the level of its own", func() *Agreement {
			a := agreementOf("2013-04-01", "2013-05-31", Line{ID: "l", Price: hundred("1200.00")})
			a.Indexation = []Indexation{{From: day("2013-04-01"), Percent: *percent("10")}, {From: day("2013-05-01"), Percent: *percent("10")}}
			a.Variations = []Variation{{From: day("2013-05-01"), Line: "l", Price: hundred("2400.00")}}
			return a
		}(), []string{"2013-04-01 2013-04-30 £110.00", "2013-05-01 2013-05-31 £200.00"}},
		{"indexation before the term does not", func() *Agreement {
			a := agreementOf("2013-04-01", "2013-04-30", Line{Price: hundred("1200.00")})
			a.Indexation = []Indexation{{From: day("2013-03-31"), Percent: *percent("10")}}
			return a
		}(), []string{"2013-04-01 2013-04-30 £100.00"}},
		{"units by band, counted and planned, anew each year", agreementOf("2013-01-01", "2013-05-31", Line{
			Price: &Price{Kind: PerUnit, Volume: count(60), Bands: bands}, Volumes: []Volume{{day("2013-02-14"), 12}},
		}), []string{
			"2013-01-01 2013-01-31 £10.00 for 5",
			"2013-02-01 2013-02-28 £20.50 for 12", // 5 at £2.00 and 7 at £1.50
			"2013-03-01 2013-03-31 £6.50 for 5",   // 3 at £1.50 and 2 at £1.00
			"2013-04-01 2013-04-30 £10.00 for 5", "2013-05-01 2013-05-31 £10.00 for 5",
		}},
		{"a month's units are split where the price changes", func() *Agreement {
			a := agreementOf("2013-04-01", "2013-04-30", Line{ID: "l", Price: &Price{Kind: PerUnit, Bands: bands[2:]}, Volumes: []Volume{{day("2013-04-30"), 31}}})
			a.Lines[0].Price.Bands = []Band{{From: 1, Rate: *rate("1.00")}}
			a.Variations = []Variation{{From: day("2013-04-11"), Line: "l", Price: &Price{Kind: PerUnit, Bands: []Band{{From: 1, Rate: *rate("2.00")}}}}}
			return a
		}(), []string{"2013-04-01 2013-04-10 £10.00 for 10", "2013-04-11 2013-04-30 £42.00 for 21"}},
		{"one unit of a split month goes where most of its days are", func() *Agreement {
			a := agreementOf("2014-12-01", "2014-12-31", Line{ID: "l", Price: &Price{Kind: PerUnit, Volume: count(12), Bands: []Band{{From: 1, Rate: *rate("7.00")}}}, Volumes: []Volume{{day("2014-12-25"), 1}}})
			a.Variations = []Variation{{From: day("2014-12-23"), Line: "l", Price: hundred("10000.00")}}
			return a
		}(), []string{"2014-12-01 2014-12-22 £7.00 for 1", "2014-12-23 2014-12-31 £241.94"}},
		{"the units of a month of three prices sum to the whole", func() *Agreement {
			unit := func(r string) *Price { return &Price{Kind: PerUnit, Bands: []Band{{From: 1, Rate: *rate(r)}}} }
			a := agreementOf("2013-04-01", "2013-04-30", Line{ID: "l", Price: unit("1.00"), Volumes: []Volume{{day("2013-04-30"), 2}}})
			a.Variations = []Variation{{From: day("2013-04-11"), Line: "l", Price: unit("10.00")}, {From: day("2013-04-21"), Line: "l", Price: unit("100.00")}}
			return a
		}(), []string{"2013-04-01 2013-04-10 £1.00 for 1", "2013-04-11 2013-04-20 £10.00 for 1", "2013-04-21 2013-04-30 £0.00 for 0"}},
		{"cost and volume compares with the exact plan of a part year", agreementOf("2013-04-01", "2013-04-30", Line{
			Price:   &Price{Kind: CostAndVolume, Amount: money("12000.00"), Volume: count(6), Rate: rate("1000.00")},
			Volumes: []Volume{{day("2013-04-30"), 1}},
		}), []string{"2013-04-01 2013-04-30 £1,500.00"}}, // half a unit above half a unit
		{"cost and volume is settled at the end of the year", agreementOf("2013-02-01", "2013-03-31", Line{
			Price:   &Price{Kind: CostAndVolume, Amount: money("1200.00"), Volume: count(600), Tolerance: percent("10"), Rate: rate("3.00")},
			Volumes: []Volume{{day("2013-02-01"), 60}, {day("2013-03-01"), 55}},
		}), []string{"2013-02-01 2013-02-28 £100.00", "2013-03-01 2013-03-31 £115.00"}}, // 5 above 110
		{"and refunded below", agreementOf("2013-02-01", "2013-03-31", Line{
			Price:   &Price{Kind: CostAndVolume, Amount: money("1200.00"), Volume: count(600), Tolerance: percent("10"), Rate: rate("3.00")},
			Volumes: []Volume{{day("2013-02-01"), 40}, {day("2013-03-01"), 48}},
		}), []string{"2013-02-01 2013-02-28 £100.00", "2013-03-01 2013-03-31 £94.00"}}, // 2 below 90
		{"and not before every month is counted", agreementOf("2013-02-01", "2013-03-31", Line{
			Price:   &Price{Kind: CostAndVolume, Amount: money("1200.00"), Volume: count(600), Rate: rate("3.00")},
			Volumes: []Volume{{day("2013-02-01"), 4000}},
		}), []string{"2013-02-01 2013-02-28 £100.00", "2013-03-01 2013-03-31 £100.00"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := mustCharge(t, tt.a)
			if diff := cmp.Diff(tt.want, charged(&s)); diff != "" {
				t.Errorf("charges (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCustomersPayInFull(t *testing.T) {
	a := agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("100.00")}})
	a.Customers = []Customer{{ID: "00C", Share: percent("33.333333333333")}, {ID: "00D", Share: percent("33.333333333333")}, {ID: "00J", Share: percent("33.333333333334")}}
	s := mustCharge(t, a)
	want := []CustomerCharge{{"00C", *money("33.33")}, {"00D", *money("33.33")}, {"00J", *money("33.34")}}
	if diff := cmp.Diff(want, s.Years[0].Customers); diff != "" {
		t.Errorf("customers (-want +got):\n%s", diff)
	}
	for path, share := range map[rule.Pointer]*nhs.Percent{
		"/customers/2/share": nil,
		"/customers":         percent("33.333333333333"),
	} {
		a.Customers[2].Share = share
		s := mustCharge(t, a)
		if s.Years[0].Customers != nil || len(s.Problems) != 1 || s.Problems[0].Path != path || s.Total == nil {
			t.Errorf("share %v: the customers pay %v, problems %v; want one at %s", share, s.Years[0].Customers, s.Problems, path)
		}
	}
	a.Customers[2].Share = percent("-1")
	if s := mustCharge(t, a); len(s.Problems) != 1 || s.Problems[0].Path != "/customers/2/share" {
		t.Errorf("a share below zero: problems %v", s.Problems)
	}
}

func TestUnknownIsNotZero(t *testing.T) {
	a := agreementOf("2013-04-01", "2014-03-31", Line{ID: "a", Price: &Price{Kind: Fixed, Amount: money("100.00")}}, Line{ID: "b"})
	s, err := Charges(a)
	if err != nil {
		t.Fatal(err)
	}
	if s.Total != nil || s.Months[0].Amount != nil || s.Years[0].Amount != nil || s.Lines[1].Total != nil {
		t.Errorf("a price is not known, but the sums are: %+v", s)
	}
	if s.Lines[0].Total.String() != "£100.00" {
		t.Errorf("the other line costs %s", s.Lines[0].Total)
	}
	if diff := cmp.Diff([]Problem{{"/lines/1/price", "the price is unknown"}}, s.Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if m, ok := s.Between(day("2013-04-01"), day("2013-04-30")); ok {
		t.Errorf("April costs %s", m)
	}
}

func TestProblems(t *testing.T) {
	fixed := &Price{Kind: Fixed, Amount: money("1.00")}
	unit := func(b ...Band) *Price { return &Price{Kind: PerUnit, Volume: count(12), Bands: b} }
	one := *rate("1.00")
	for _, tt := range []struct {
		path rule.Pointer
		line Line
	}{
		{"/lines/0/price", Line{}},
		{"/lines/0/price/kind", Line{Price: &Price{}}},
		{"/lines/0/price/amount", Line{Price: &Price{Kind: Fixed}}},
		{"/lines/0/price/rate", Line{Price: &Price{Kind: PerHead}}},
		{"/lines/0/price/people", Line{Price: &Price{Kind: PerHead, Rate: rate("1.00")}}},
		{"/lines/0/price", Line{Price: &Price{Kind: PerHead, Rate: rate("999999999999"), People: 1 << 60}}},
		{"/lines/0/price/volume", Line{Price: &Price{Kind: PerUnit, Bands: []Band{{From: 1, Rate: one}}}}},
		{"/lines/0/price/volume", Line{Price: &Price{Kind: PerUnit, Volume: count(-1)}}},
		{"/lines/0/price/bands", Line{Price: unit()}},
		{"/lines/0/price/bands", Line{Price: unit(Band{From: 2, Rate: one})}},
		{"/lines/0/price/bands", Line{Price: unit(Band{From: 1, Rate: one}, Band{From: 1, Rate: one})}},
		{"/lines/0/price/bands", Line{Price: unit(Band{From: 1, To: 11, Rate: one})}},
		{"/lines/0/price/bands", Line{Price: unit(make([]Band, 21)...)}},
		{"/lines/0/price/volume", Line{Price: &Price{Kind: CostAndVolume, Amount: money("1.00")}}},
		{"/lines/0/price/volume", Line{Price: &Price{Kind: CostAndVolume, Amount: money("1.00"), Volume: count(-1)}}},
		{"/lines/0/volumes/0/month", Line{Price: fixed, Volumes: []Volume{{}}}},
		{"/lines/0/volumes/0/units", Line{Price: fixed, Volumes: []Volume{{day("2013-04-01"), -1}}}},
		{"/lines/0/volumes/1/month", Line{Price: fixed, Volumes: []Volume{{day("2013-04-01"), 1}, {day("2013-04-30"), 1}}}},
	} {
		s, err := Charges(agreementOf("2013-04-01", "2014-03-31", tt.line))
		if err != nil || len(s.Problems) != 1 || s.Problems[0].Path != tt.path || s.Total != nil {
			t.Errorf("%+v: problems %v, error %v; want one at %s", tt.line, s.Problems, err, tt.path)
		}
	}
}

func TestNoSchedule(t *testing.T) {
	for path, a := range map[rule.Pointer]*Agreement{
		"/term/starts": {},
		"/term/ends":   {Term: Term{Starts: day("2013-04-01")}},
		"/lines":       agreementOf("1950-01-01", "2049-12-31", make([]Line, 200)...),
		"/customers":   {Term: Term{Starts: day("1950-01-01"), Ends: day("2049-12-31")}, Customers: make([]Customer, 1001)},
		"/indexation":  {Term: Term{Starts: day("2013-04-01"), Ends: day("2013-04-02")}, Indexation: make([]Indexation, 61)},
		"/variations":  {Term: Term{Starts: day("2013-04-01"), Ends: day("2013-04-02")}, Variations: make([]Variation, 1001)},
	} {
		_, err := Charges(a)
		if p, ok := errors.AsType[*Problem](err); !ok || p.Path != path {
			t.Errorf("Charges: %v, want a problem at %s", err, path)
		}
	}
	for _, ends := range []string{"2013-03-31", "2113-05-01", "9999-12-31"} {
		_, err := Charges(&Agreement{Term: Term{Starts: day("2013-04-01"), Ends: day(ends)}})
		if p, ok := errors.AsType[*Problem](err); !ok || p.Path != "/term/ends" {
			t.Errorf("a term to %s: %v, want a problem at /term/ends", ends, err)
		}
	}
	a := agreementOf("2013-04-01", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("1.00")}})
	a.Indexation = []Indexation{{From: day("2013-05-01"), Percent: *percent("-100.1")}}
	if s, err := Charges(a); err != nil || len(s.Problems) != 1 || s.Problems[0].Path != "/indexation/0/percent" {
		t.Errorf("prices below zero: %v, %v", s.Problems, err)
	}
}

func TestLastDayOfAll(t *testing.T) {
	s := mustCharge(t, agreementOf("9999-11-15", "9999-12-30", Line{Price: &Price{Kind: Fixed, Amount: money("12.00")}}))
	if got := len(s.Months); got != 2 {
		t.Errorf("%d months, want 2", got)
	}
}

// randomAgreement has prices of every kind, changes of price, and odd days.
func randomAgreement(r *rand.Rand) *Agreement {
	start := day("2012-01-01").AddDays(r.IntN(1500))
	a := &Agreement{ID: "random", Term: Term{Starts: start, Ends: start.AddDays(r.IntN(2500))}}
	someDay := func() nhs.Date { return start.AddDays(r.IntN(2600) - 50) }
	price := func() *Price {
		bands := []Band{{From: 1, To: int64(1 + r.IntN(500)), Rate: *rate(fmt.Sprintf("%d.%04d", r.IntN(20), r.IntN(10000)))}}
		bands = append(bands, Band{From: bands[0].To + 1, Rate: *rate(fmt.Sprintf("%d.%04d", r.IntN(20), r.IntN(10000)))})
		return &Price{
			Kind:   []PriceKind{Fixed, PerHead, PerUnit, CostAndVolume}[r.IntN(4)],
			Amount: pounds(r.Int64N(1e9)), Rate: rate(fmt.Sprintf("%d.%04d", r.IntN(30), r.IntN(10000))), People: 1 + r.Int64N(1e6),
			Volume: count(r.Int64N(5000)), Bands: bands, Tolerance: percent(fmt.Sprint(r.IntN(20))),
		}
	}
	for i := range 1 + r.IntN(4) {
		l := Line{ID: fmt.Sprint(i), Price: price()}
		for m := start; r.IntN(30) > 0; m = m.LastOfMonth().AddDays(1) {
			l.Volumes = append(l.Volumes, Volume{m, r.Int64N(600)})
		}
		a.Lines = append(a.Lines, l)
	}
	for range r.IntN(4) {
		a.Variations = append(a.Variations, Variation{From: someDay(), Line: fmt.Sprint(r.IntN(4)), Price: price()})
		a.Indexation = append(a.Indexation, Indexation{From: someDay(), Percent: *percent(fmt.Sprintf("%d.%d", r.IntN(8)-4, r.IntN(10)))})
	}
	left := int64(100)
	for i := range 1 + r.IntN(3) {
		share := r.Int64N(left + 1)
		left -= share
		a.Customers = append(a.Customers, Customer{ID: nhs.OrgID(fmt.Sprintf("0%dC", i)), Share: percent(fmt.Sprint(share)), People: 1 + r.Int64N(1e6)})
	}
	*a.Customers[0].Share = *percent(fmt.Sprint(trillionths(*a.Customers[0].Share)/1e12 + left))
	return a
}

// TestPartition shows that the charges of any partition of the term, its months,
// years, lines and customers included, sum to the term.
func TestPartition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		a := randomAgreement(r)
		s := mustCharge(t, a)
		sums := map[string]nhs.Money{}
		add := func(what string, m nhs.Money) { sums[what] = sums[what].Add(m) }
		for _, m := range s.Months {
			add("months", *m.Amount)
		}
		for _, l := range s.Lines {
			add("lines", *l.Total)
			for _, c := range l.Charges {
				add("charges", c.Amount)
			}
		}
		for _, y := range s.Years {
			add("years", *y.Amount)
			for _, c := range y.Customers {
				add("customers", c.Amount)
			}
			m, _ := s.Between(y.Year.First(), y.Year.Last())
			add("years by day", m)
		}
		for from := s.From; !from.After(s.To); {
			to := from.AddDays(r.IntN(60))
			m, ok := s.Between(from, to)
			if !ok {
				t.Fatalf("the charge from %s to %s is not known", from, to)
			}
			add("partition", m)
			from = to.AddDays(1)
		}
		for what, sum := range sums {
			if !sum.Equal(*s.Total) {
				t.Errorf("%s sum to %s, want %s", what, sum, s.Total)
			}
		}
	}
}

// TestBelowZero: what is below zero is charged as its mirror image is.
func TestBelowZero(t *testing.T) {
	up := mustCharge(t, agreementOf("2013-04-11", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("1234.57")}}))
	down := mustCharge(t, agreementOf("2013-04-11", "2014-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("-1234.57")}}))
	for d := up.From; !d.After(up.To); d = d.AddDays(1) {
		x, _ := up.Between(d, d)
		y, _ := down.Between(d, d)
		if !x.Equal(y.Neg()) {
			t.Fatalf("on %s: %s and %s", d, x, y)
		}
	}
}

func TestCommitment(t *testing.T) {
	a := agreementOf("2013-04-01", "2015-03-31", Line{Price: &Price{Kind: Fixed, Amount: money("1200.00")}})
	for _, tt := range []struct {
		on     string
		term   Term
		exit   string
		toExit string
		toEnd  string
	}{
		{"2013-04-01", Term{}, "2015-03-31", "£2,400.00", "£2,400.00"},
		{"2013-07-01", Term{NoticeMonths: 3}, "2013-10-01", "£303.23", "£2,100.00"},
		{"2013-07-01", Term{Breaks: []Break{{On: day("2014-03-31"), NoticeMonths: 9}}}, "2015-03-31", "£2,100.00", "£2,100.00"}, // a day late
		{"2013-06-30", Term{Breaks: []Break{{On: day("2014-03-31"), NoticeMonths: 9}}}, "2014-03-31", "£903.33", "£2,103.33"},
		{"2013-07-01", Term{Breaks: []Break{{On: day("2014-04-01"), NoticeMonths: 9}}}, "2014-04-01", "£903.34", "£2,100.00"}, // to the day
		{"2012-01-01", Term{NoticeMonths: 1}, "2015-03-31", "£2,400.00", "£2,400.00"},                                         // before it starts
		{"2016-01-01", Term{}, "2015-03-31", "£0.00", "£0.00"},
	} {
		tt.term.Starts, tt.term.Ends = a.Term.Starts, a.Term.Ends
		a.Term = tt.term
		c, err := a.Commitment(day(tt.on))
		if err != nil {
			t.Fatal(err)
		}
		if c.EarliestExit != day(tt.exit) || c.ToExit.String() != tt.toExit || c.ToEnd.String() != tt.toEnd {
			t.Errorf("on %s with %+v: %s to %s, %s to the end; want %s to %s, %s", tt.on, tt.term, c.ToExit, c.EarliestExit, c.ToEnd, tt.toExit, tt.exit, tt.toEnd)
		}
	}
}
