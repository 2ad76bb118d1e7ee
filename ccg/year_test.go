package ccg_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

func part(c ccg.Category, amount string, f ccg.Funding) ccg.Part {
	p := ccg.Part{Category: c, Funding: f}
	if amount != "" {
		p.Amount = pounds(amount)
	}
	return p
}

func TestRatePerHead(t *testing.T) {
	want := map[string]string{"2013/14": "£25.00", "2014/15": "£24.73", "2015/16": "£22.07"}
	for y := year("2010/11"); y != year("2030/31"); y = y.Next() {
		r, ok := ccg.RatePerHead(y)
		got := ""
		if ok {
			got = r.PerHead.String()
		}
		if got != want[y.String()] {
			t.Errorf("rate of %s: %q, want %q", y, got, want[y.String()])
		}
	}
	if _, ok := ccg.RatePerHead(nhs.FinancialYear{}); ok {
		t.Error("no year has a rate")
	}
	for _, r := range ccg.Rates() {
		if r.Source == "" || r.Note == "" {
			t.Errorf("the rate of %s does not say where it is from and how it stands", r.Year)
		}
	}
}

func TestEstimateAllowance(t *testing.T) {
	for _, tt := range []struct {
		year   string
		people ccg.People
		want   string
	}{
		{"2013/14", 1, "25.00"},
		{"2013/14", 200_000, "5000000.00"},
		{"2014/15", 200_001, "4946024.73"},
		{"2015/16", 100_003, "2207066.21"},
	} {
		got, err := ccg.EstimateAllowance(year(tt.year), tt.people)
		if err != nil {
			t.Errorf("%s: %v", tt.year, err)
			continue
		}
		rate, _ := ccg.RatePerHead(year(tt.year))
		want := ccg.Allowance{Amount: *pounds(tt.want), PerHead: &rate.PerHead, Status: ccg.Estimated, Source: rate.Source}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s for %v (-want +got):\n%s", tt.year, tt.people, diff)
		}
	}
	for _, unknown := range []string{"2012/13", "2016/17", "2021/22"} {
		got, err := ccg.EstimateAllowance(year(unknown), 200_000)
		if none, ok := errors.AsType[*ccg.NoRateError](err); !ok || none.Year != year(unknown) {
			t.Errorf("%s: %v, %v; want NoRateError", unknown, got, err)
		}
	}
}

// A caller who changes the rate of an estimate must not change the table.
func TestEstimateAllowanceIsOwn(t *testing.T) {
	a, err := ccg.EstimateAllowance(year("2013/14"), 1)
	if err != nil {
		t.Fatal(err)
	}
	*a.PerHead = nhs.MustParseRate("1")
	if r, _ := ccg.RatePerHead(year("2013/14")); !r.PerHead.Equal(nhs.MustParseRate("25")) {
		t.Errorf("the rate of 2013/14 is now %s", r.PerHead)
	}
}

func TestStatement(t *testing.T) {
	csu, inHouse := part(ccg.FromCSU, "300", ccg.RunningCost), part(ccg.InHouse, "600", ccg.RunningCost)
	others := part(ccg.FromOthers, "100", ccg.RunningCost)
	const unknown = "unknown"
	for _, tt := range []struct {
		name  string
		s     ccg.Statement
		csu   string
		total string
	}{
		{"nothing", ccg.Statement{}, unknown, unknown},
		{"a total alone", ccg.Statement{Total: pounds("1000")}, unknown, "£1,000.00"},
		{"a total of zero", ccg.Statement{Total: pounds("0")}, unknown, "£0.00"},
		{"all categories", ccg.Statement{Parts: []ccg.Part{csu, inHouse, others}}, "£300.00", "£1,000.00"},
		{"a total beside the parts", ccg.Statement{Total: pounds("7"), Parts: []ccg.Part{csu, inHouse, others}}, "£300.00", "£7.00"},
		{"two parts of one category", ccg.Statement{Parts: []ccg.Part{csu, csu}}, "£600.00", unknown},
		{"a known zero", ccg.Statement{Parts: []ccg.Part{part(ccg.FromCSU, "0", ccg.RunningCost), inHouse, others}}, "£0.00", "£700.00"},
		{"programme apart", ccg.Statement{Parts: []ccg.Part{part(ccg.FromCSU, "900", ccg.Programme), csu, inHouse, others}}, "£300.00", "£1,000.00"},
		{"programme of unknown amount apart", ccg.Statement{Parts: []ccg.Part{part(ccg.FromCSU, "", ccg.Programme), csu, inHouse, others}}, "£300.00", "£1,000.00"},
		{"programme only", ccg.Statement{Parts: []ccg.Part{part(ccg.FromCSU, "900", ccg.Programme), inHouse, others}}, unknown, unknown},
		{"an amount missing", ccg.Statement{Parts: []ccg.Part{csu, part(ccg.FromCSU, "", ccg.RunningCost), inHouse, others}}, unknown, unknown},
		{"a budget missing", ccg.Statement{Parts: []ccg.Part{csu, part(ccg.FromCSU, "1", ""), inHouse, others}}, unknown, unknown},
		{"a budget of another name", ccg.Statement{Parts: []ccg.Part{csu, part(ccg.FromCSU, "1", "capital"), inHouse, others}}, unknown, unknown},
		{"a category of another name", ccg.Statement{Parts: []ccg.Part{csu, inHouse, others, part("agency", "50", ccg.RunningCost)}}, "£300.00", "£1,050.00"},
		{"such a one without amount", ccg.Statement{Parts: []ccg.Part{csu, inHouse, others, part("agency", "", ccg.RunningCost)}}, "£300.00", unknown},
	} {
		show := func(m nhs.Money, known bool) string {
			if !known {
				return unknown
			}
			return m.String()
		}
		if got := show(tt.s.Spent(ccg.FromCSU)); got != tt.csu {
			t.Errorf("%s: on CSUs %s, want %s", tt.name, got, tt.csu)
		}
		if got := show(tt.s.RunningCost()); got != tt.total {
			t.Errorf("%s: in all %s, want %s", tt.name, got, tt.total)
		}
	}
}

func TestPerHead(t *testing.T) {
	s := &ccg.Statement{Parts: []ccg.Part{part(ccg.FromCSU, "1000000", ccg.RunningCost)}}
	heads := func(n ccg.People) ccg.Year { return ccg.Year{Headcount: &ccg.Headcount{People: n}} }
	for _, tt := range []struct {
		name string
		y    ccg.Year
		s    *ccg.Statement
		c    ccg.Category
		want string
	}{
		{"even", heads(200_000), s, ccg.FromCSU, "£5.00"},
		{"rounded to four decimals", heads(300_000), s, ccg.FromCSU, "£3.3333"},
		{"no statement", heads(200_000), nil, ccg.FromCSU, ""},
		{"no headcount", ccg.Year{}, s, ccg.FromCSU, ""},
		{"nobody", heads(0), s, ccg.FromCSU, ""},
		{"another category", heads(200_000), s, ccg.InHouse, ""},
	} {
		got, known := tt.y.PerHead(tt.s, tt.c)
		if known != (tt.want != "") || known && got.String() != tt.want {
			t.Errorf("%s: %s, %v; want %q", tt.name, got, known, tt.want)
		}
	}
}
