package england_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// TestUnitNamed holds the unit that a text names on a day: also when it had ended, and
// those that it came from when it had not begun.
func TestUnitNamed(t *testing.T) {
	a := spendAttributor(t)
	for _, c := range []struct {
		text, on   string
		unit       nhs.OrgID
		named      nhs.OrgID
		candidates []nhs.OrgID
		now        []nhs.OrgID
	}{
		{"NHS CHESHIRE AND MERSEYSIDE CSU", "2013-06-01", "cheshire-merseyside", "", nil, []nhs.OrgID{"north-west"}},
		{"NHS CHESHIRE AND MERSEYSIDE CSU", "2018-06-01", "cheshire-merseyside", "", nil, []nhs.OrgID{"north-west"}},
		{"NHS NORTH AND EAST LONDON CSU", "2018-06-01", "north-east-london", "", nil, []nhs.OrgID{"nel"}},
		{"NHS SOUTH EAST CSU", "2019-06-01", "south-east", "", nil, []nhs.OrgID{"nel"}},
		{"ESSEX CSU", "2013-06-01", "essex-css", "", nil, []nhs.OrgID{"central-eastern"}},
		{"WEST YORKSHIRE CSU", "2013-06-01", "west-yorkshire-css", "", nil, []nhs.OrgID{"yorkshire-humber"}},

		// Two had the name: the one that had begun, the one still open, the one that followed.
		{"NHS NEL CSU", "2014-06-01", "north-east-london", "", nil, []nhs.OrgID{"nel"}},
		{"NHS NEL CSU", "2018-06-01", "nel", "", nil, []nhs.OrgID{"nel"}},
		{"NHS NEL CSU", "2022-06-01", "nel", "", nil, []nhs.OrgID{"nel"}},
		{"BEST WEST CSU", "2013-06-01", "south-west", "", nil, []nhs.OrgID{"south-central-west"}},
		{"BEST WEST CSU", "2018-06-01", "south-west", "", nil, []nhs.OrgID{"south-central-west"}},

		// Not yet begun.
		{"LANCASHIRE CSU", "2012-08-01", "cumbria-lancashire-css", "lancashire-css", nil, []nhs.OrgID{"midlands-lancashire", "north-of-england"}},
		{"MIDLANDS AND LANCASHIRE CSU", "2013-06-01", "", "midlands-lancashire", []nhs.OrgID{"central-midlands", "staffordshire-lancashire"}, nil},
		{"SOUTH, CENTRAL & WEST CSU", "2014-06-01", "", "south-central-west", []nhs.OrgID{"central-southern", "south", "south-west"}, nil},
		{"MIDLANDS AND LANCASHIRE CSU", "2014-06-01", "midlands-lancashire", "", nil, []nhs.OrgID{"midlands-lancashire"}}, // perhaps begun
	} {
		m := a.Supplier(c.text, nhs.MustParseDate(c.on))
		want := spend.Match{Org: c.unit, Named: c.named, Candidates: c.candidates, Current: c.now, Kind: spend.KindCSU, Evidence: m.Evidence, Confidence: m.Confidence, Source: m.Source, Open: m.Open}
		if diff := cmp.Diff(want, m); diff != "" {
			t.Errorf("%q on %s (-want +got):\n%s", c.text, c.on, diff)
		}
	}
}

// TestFrameworkSupplierIsNoUnit holds that a firm is one under every name and code.
func TestFrameworkSupplierIsNoUnit(t *testing.T) {
	a := spendAttributor(t)
	for _, text := range []string{"OPTUM HEALTH SOLUTIONS (UK) LTD", "Optum Health Solutions (UK) Limited", "OPTUM HEALTH SOLUTIONS", "OPTUM", "0DG", "0DG CSU"} {
		for _, on := range []string{"", "2013-06-01", "2020-06-01"} {
			var day nhs.Date
			if on != "" {
				day = nhs.MustParseDate(on)
			}
			if m := a.Supplier(text, day); m.Kind != spend.KindFramework || m.Org != "optum-health-solutions" {
				t.Errorf("%q on %q is %s of kind %q, want optum-health-solutions of kind %q", text, on, m.Org, m.Kind, spend.KindFramework)
			}
		}
	}
}

// TestBoards holds which body an entity's text means among groups and boards of one name.
func TestBoards(t *testing.T) {
	a := spendAttributor(t)
	for _, c := range []struct {
		text, on string
		want     nhs.OrgID
	}{
		{"NHS Gloucestershire CCG", "2014-06-01", "11M"},
		{"NHS Gloucestershire CCG", "2023-06-01", "11M"},
		{"NHS Gloucestershire ICB", "2022-07-01", "QR1"},
		{"NHS Gloucestershire ICB", "2022-06-01", "QR1"},
		{"Gloucestershire ICB", "2023-06-01", "QR1"},
		{"NHS Gloucestershire Integrated Care Board", "2023-06-01", "QR1"},
		{"GLOUCESTERSHIRE", "2014-06-01", "11M"},
		{"GLOUCESTERSHIRE", "2023-06-01", "QR1"},
		{"NHS North East London ICB", "2023-06-01", "QMF"},
		{"NHS North East London CCG", "2021-06-01", "A3A8R"},
		{"NHS BNSSG ICB", "2023-06-01", "QUY"},
		{"NHS Bristol, North Somerset and South Gloucestershire CCG", "2020-06-01", "15C"},
		{"NHS LANCASHIRE AND SOUTH CUMBRIA ICB - 01A", "2023-06-01", "QE1"},
		{"NHS Central London CCG", "2020-06-01", "09A"},
		{"NHS Central London (Westminster) CCG", "2020-06-01", "09A"},
		{"NHS CENTRAL LONDON WESTMINSTER CCG", "2020-06-01", "09A"},
		{"NHS West London CCG", "2020-06-01", "08Y"},
		{"NHS COVENTRYAND RUGBY CCG", "2014-06-01", "05A"},
		{"NHS CAMBRIDGESHIREANDPETERBOROUGH CCG", "2014-06-01", "06H"},
		{"NHS BIRMINGHAM CROSS CITY CCG", "2014-06-01", "13P"},
		{"NHS HULL CCGS", "2014-06-01", "03F"},
		{"Gloucestershire County Council", "2014-06-01", ""},
		{"Gloucestershire Hospitals NHS Foundation Trust", "2014-06-01", ""},
		{"NHS ENGLAND", "2014-06-01", ""},
		{"ICB", "2023-06-01", ""},
		{"NHS ICB", "2023-06-01", ""},
	} {
		if m := a.Body(c.text, nhs.MustParseDate(c.on)); m.Org != c.want {
			t.Errorf("%q on %s is %s%v by %q, want %q", c.text, c.on, m.Org, m.Candidates, m.Evidence, c.want)
		}
	}
}

// TestBodyInFileName holds what the name of a file hints at.
func TestBodyInFileName(t *testing.T) {
	a := spendAttributor(t)
	for name, want := range map[string]nhs.OrgID{
		"barking-and-dagenham-ccg-april-2020.csv": "07L",
		"BarkingAndDagenhamCCG April 2020.csv":    "07L",
		"2020/barking_and_dagenham_2020_04.csv":   "07L",
		"07L April 2020.xlsx":                     "07L",
		"Hull CCG over 25k.csv":                   "03F",
		"NHS West London CCG June.csv":            "08Y",
		"NHS Central London CCG June.csv":         "09A",
		"hull-april.csv":                          "", // too short to be sure
		"Barnet-Hospital-April.csv":               "",
		"barnet_council_april_2020.csv":           "",
		"april-2020.csv":                          "",
		"spend.csv":                               "",
		"":                                        "",
	} {
		m := a.BodyInFileName(name, nhs.MustParseDate("2020-04-01"))
		if m.Org != want || want != "" && (m.Evidence != spend.InFileName || m.Confidence != lineage.Low) {
			t.Errorf("%q hints at %s%v by %q with confidence %q, want %q", name, m.Org, m.Candidates, m.Evidence, m.Confidence, want)
		}
	}
	if m := a.BodyInFileName("NHS Gloucestershire ICB.csv", nhs.MustParseDate("2023-04-01")); m.Org != "QR1" {
		t.Errorf("a board's file hints at %+v", m)
	}
}

// TestPayerOfUnnamedFile holds that payments whose rows name no body are taken for those
// of the body in the name of their file, with low confidence, and said to have none.
func TestPayerOfUnnamedFile(t *testing.T) {
	const text = "Date,Supplier,Amount\n30/04/2020,NHS NEL CSU,\"30,000.00\"\n"
	l := spend.NewLedger()
	for _, name := range []string{"barking-and-dagenham-ccg.csv", "hull-ccg.csv", "spend.csv", ""} {
		if _, err := l.Read(strings.NewReader(text), spend.Options{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	paid, err := l.Attribute(spendAttributor(t))
	if err != nil {
		t.Fatal(err)
	}
	got := map[nhs.OrgID]lineage.Confidence{}
	for _, m := range paid.Matched {
		if m.Entity != "" {
			t.Errorf("a payment without a body has %q", m.Entity)
		}
		got[m.CCG.Org] = m.CCG.Confidence
	}
	if diff := cmp.Diff(map[nhs.OrgID]lineage.Confidence{"07L": lineage.Low, "03F": lineage.Low, "": ""}, got); diff != "" {
		t.Errorf("payers (-want +got):\n%s", diff)
	}
	if len(paid.Unmatched) != 1 || paid.Unmatched[0].Entity != "" || paid.Unmatched[0].Lines != 2 {
		t.Errorf("unmatched %+v", paid.Unmatched)
	}
	groups, err := l.GroupBy(spend.ByEntity)
	if err != nil || len(groups) != 1 || groups[0].Entity != "" || groups[0].Lines != 4 {
		t.Errorf("by entity %+v, %v", groups, err)
	}
	heads, err := l.CSUPerHead(spendAttributor(t), &spendMarket(t).CCGs)
	if err != nil || len(heads) != 2 || heads[0].Confidence != lineage.Low {
		t.Errorf("per head %+v, %v", heads, err)
	}
}
