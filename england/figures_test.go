package england_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

func figuresByID(t *testing.T) map[string]commissioning.Figure {
	t.Helper()
	byID := make(map[string]commissioning.Figure)
	for _, f := range market(t).Figures {
		if _, twice := byID[f.ID]; twice {
			t.Errorf("%s comes twice", f.ID)
		}
		byID[f.ID] = f
	}
	return byID
}

func TestFigures(t *testing.T) {
	byID := figuresByID(t)
	for id, want := range map[string]string{
		"csu-spend-2013-10":                   "over £550,000,000.00",
		"market-potential-2013-10":            "over £1,000,000,000.00",
		"support-spend-2014-02":               "over £700,000,000.00",
		"allowance-2013-14-per-head":          "exact £25.00",
		"allowance-2014-15-per-head":          "exact £24.73",
		"allowance-2015-16-per-head":          "exact £22.07",
		"allowance-2013-14-total":             "exact £1,345,200,000.00",
		"allowance-2013-14-total-nao":         "exact £1,350,000,000.00",
		"allowance-2018-19-total":             "exact £1,210,000,000.00",
		"csu-per-head-sunderland-2013-01":     "under £5.00",
		"csu-per-head-isle-of-wight-2013-01":  "under £5.00",
		"csu-per-head-ashford-2013-01":        "over £15.00",
		"csu-per-head-mean-shortfall-2013-01": "about 30%",
		"csu-per-head-unsigned-2013-01":       "exact 30 CCGs",
		"csu-per-head-mean-2013-01":           "over £9.00",
		"csu-per-head-corby-2013-01":          "over £15.00",
		"csu-per-head-mean-nhscc-2013-01":     "exact £9.43",
		"lpf-backing-2013":                    "exact 76%",
		"csu-staff-sector-2013-03-low":        "at-least 6,000 staff",
		"csu-staff-sector-2013-03-high":       "at-most 8,000 staff",
		"csu-staff-sector-2014-02":            "about 8,500 staff",
	} {
		f, ok := byID[id]
		if !ok {
			t.Errorf("there is no %s", id)
			continue
		}
		if got := strings.TrimSpace(string(f.Bound) + " " + value(f)); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
}

// value is what the figure says, in words.
func value(f commissioning.Figure) string {
	var parts []string
	if f.Amount != nil {
		parts = append(parts, f.Amount.String())
	}
	if f.PerHead != nil {
		parts = append(parts, f.PerHead.String())
	}
	if f.Share != nil {
		parts = append(parts, f.Share.String())
	}
	if f.Count != nil {
		parts = append(parts, format.Int(*f.Count)+" "+f.Unit)
	}
	return strings.Join(parts, " or ")
}

// Every figure has a value, a time, words for what it is, and sources that are
// known; a range has both its ends.
func TestFiguresAreWhole(t *testing.T) {
	sources, err := england.Sources()
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for _, s := range sources {
		known[s.ID] = true
	}
	m := market(t)
	index := commissioning.NewIndex(m)
	byID := figuresByID(t)
	for _, f := range m.Figures {
		if value(f) == "" || f.Topic == "" || f.Label == "" || f.Basis == "" || f.Bound == "" || f.Confidence == "" || len(f.Sources) == 0 {
			t.Errorf("%s lacks a value, topic, label, basis, bound, confidence or source: %+v", f.ID, f)
		}
		if f.On.IsZero() && f.Year.IsZero() && f.Topic != "ccg-size" {
			t.Errorf("%s has neither a day nor a year", f.ID)
		}
		if (f.Count == nil) != (f.Unit == "") {
			t.Errorf("%s: a count and its unit come together", f.ID)
		}
		if f.Precision != nil && f.Amount == nil {
			t.Errorf("%s: rounded, but no amount", f.ID)
		}
		for _, id := range f.Sources {
			if !known[id] {
				t.Errorf("%s: unknown source %q", f.ID, id)
			}
		}
		if stem, isLow := strings.CutSuffix(f.ID, "-low"); isLow {
			if high, ok := byID[stem+"-high"]; !ok || f.Bound != "at-least" || high.Bound != "at-most" {
				t.Errorf("%s: no upper end beside it, or bounds that do not say so", f.ID)
			}
		}
		if f.Org != "" {
			_, isCCG := index.CCG(f.Org)
			_, isCSU := index.CSU(f.Org)
			if !isCCG && !isCSU {
				t.Errorf("%s: there is no body %s", f.ID, f.Org)
			}
		}
	}
}

// What the rules and functions of the library judge by is what the rows say.
func TestFiguresAgreeWithTheCode(t *testing.T) {
	byID := figuresByID(t)
	hundred := nhs.MustParseMoney("100.00")
	tax := procurement.WithIrrecoverableVAT(hundred)
	got := map[string]string{
		"vat-end-to-end-low":  tax.Low.Sub(hundred).String(),
		"vat-end-to-end-high": tax.High.Sub(hundred).String(),
		"vat-rate":            tax.Most.Sub(hundred).String(),
	}
	want := make(map[string]string)
	for id := range got {
		want[id] = hundred.MulPercent(*byID[id].Share).String()
	}
	for id, route := range map[string]procurement.Route{"buy-framework-months": procurement.FurtherCompetition, "buy-full-months": procurement.Open} {
		timetable, ok := procurement.DefaultTimetable(route)
		if !ok {
			t.Fatalf("no timetable of %s", route)
		}
		got[id] = format.Int(int64(timetable.Min)) + " to " + format.Int(int64(timetable.Max))
		want[id] = format.Int(*byID[id+"-low"].Count) + " to " + format.Int(*byID[id+"-high"].Count)
	}
	for _, r := range ccg.Rates() {
		id := "allowance-" + strings.ReplaceAll(r.Year.String(), "/", "-") + "-per-head"
		got[id] = r.PerHead.String()
		want[id] = byID[id].PerHead.String()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures (-rows +code):\n%s", diff)
	}
}

// Units went on being paid under the names of the plans that they were made of, and a
// spend file with such a name leads to the unit.
func TestPlanEraNames(t *testing.T) {
	figures, err := england.Figures()
	if err != nil {
		t.Fatal(err)
	}
	history := commissioning.NewIndex(market(t)).CSUHistory()
	want := map[nhs.OrgID]nhs.OrgID{
		"best-west-css": "south-west", "essex-css": "central-eastern", "hertfordshire-css": "central-eastern", "lancashire-css": "staffordshire-lancashire",
		"south-yorkshire-css": "west-south-yorkshire-bassetlaw", "west-yorkshire-css": "west-south-yorkshire-bassetlaw",
	}
	got := make(map[nhs.OrgID]nhs.OrgID)
	var total nhs.Money
	for _, f := range figures {
		if f.Topic != "csu-plan-names" {
			continue
		}
		if f.Bound != "at-least" {
			t.Errorf("%s is %s, want a lower bound", f.ID, f.Bound)
		}
		total = total.Add(*f.Amount)
		units, _ := history.Successors(f.Org, nhs.MustParseDate("2013-04-01"))
		if len(units) == 1 {
			got[f.Org] = units[0]
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("plans and the units that were paid (-want +got):\n%s", diff)
	}
	if total.String() != "£65,110,444.00" {
		t.Errorf("%s in all, want £65,110,444.00", total)
	}
}
