package spend

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

func table2(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// bodies are a few CCGs that test what names can do: one that became another, two
// of one name, and one that is a part of a longer name.
func bodies() *lineage.History {
	org := func(id, name, opened, closed string, names ...string) lineage.Organisation {
		o := lineage.Organisation{ID: nhs.OrgID(id), Name: name, Opened: nhs.MustParsePartialDate(opened)}
		if closed != "" {
			o.Closed = nhs.MustParsePartialDate(closed)
		}
		for _, n := range names {
			o.Names = append(o.Names, lineage.Name{Name: n, FirstSeen: nhs.MustParsePartialDate("2013-04")})
		}
		return o
	}
	return lineage.NewHistory([]lineage.Organisation{
		org("07L", "NHS Barking and Dagenham CCG", "2013-04-01", "2021-03-31", "NHS Barking & Dagenham CCG"),
		org("09A", "NHS Central London (Westminster) CCG", "2013-04-01", "2021-03-31"),
		org("08Y", "NHS West London CCG", "2013-04-01", "2021-03-31", "NHS West London (K&C & QPP) CCG"),
		org("36L", "NHS South West London CCG", "2020-04-01", "2022-06-30"),
		org("A3A8R", "NHS North East London CCG", "2021-04-01", "2022-06-30"),
		org("QMF", "NHS North East London Integrated Care Board", "2022-07-01", ""),
		org("03D", "NHS Hambleton, Richmondshire and Whitby CCG", "2013-04-01", "2020-03-31"),
		org("11A", "NHS Twin CCG", "2013-04-01", "2018-03-31"),
		org("15A", "NHS Twin CCG", "2018-04-01", "2022-06-30"),
	}, []lineage.Succession{
		{Predecessor: "07L", Successor: "A3A8R", Effective: nhs.MustParsePartialDate("2021-04-01"), Kind: lineage.Merger},
		{Predecessor: "A3A8R", Successor: "QMF", Effective: nhs.MustParsePartialDate("2022-07-01"), Kind: lineage.Merger},
	}, nhs.MustParseDate("2025-01-01"))
}

func attributor(t testing.TB) *Attributor {
	t.Helper()
	var units []lineage.Organisation
	for _, r := range table2(t, "testdata/units.csv") {
		units = append(units, lineage.Organisation{ID: nhs.OrgID(r[0]), Name: r[1]})
	}
	suppliers := lineage.NewHistory(units, []lineage.Succession{
		{Predecessor: "0CE", Successor: "0CY", Effective: nhs.MustParsePartialDate("2014-10-01"), Kind: lineage.Merger},
	}, nhs.MustParseDate("2022-06-30"))
	return NewAttributor([]Alias{
		{Text: "OPTUM HEALTH SOLUTIONS (UK) LTD", Org: "0DG", Kind: KindFramework, Source: "files"},
		{Text: "NEUROLOGICAL COMMISSIONING SUPPORT LTD", Source: "files"},
		{Text: "NHS DATED CSU", Org: "0AC", Valid: nhs.MustParsePeriod("../2015-03-31"), Source: "files"},
		{Text: "NHS DATED CSU", Org: "0DF", Valid: nhs.MustParsePeriod("2015-04-01/.."), Source: "files"},
	}, bodies(), suppliers)
}

// TestPrecisionAndRecall measures the matching of suppliers on a labelled list.
// The bar is no false match, and 95 per cent found by count and by value.
func TestPrecisionAndRecall(t *testing.T) {
	a := attributor(t)
	var wanted, found, matched, right, wantedPounds, foundPounds, matchedPounds, rightPounds int
	for _, r := range table2(t, "testdata/suppliers.csv") {
		pounds, err := strconv.Atoi(r[2])
		if err != nil {
			t.Fatal(err)
		}
		want := nhs.OrgID(r[1])
		m := a.Supplier(r[0], nhs.MustParseDate("2020-04-01"))
		if want != "" {
			wanted++
			wantedPounds += pounds
		}
		if m.Found() {
			matched++
			matchedPounds += pounds
		}
		switch {
		case m.Found() && m.Org == want:
			found, right = found+1, right+1
			foundPounds, rightPounds = foundPounds+pounds, rightPounds+pounds
		case m.Found():
			t.Errorf("false match: %q is %s%v by %s, want %q", r[0], m.Org, m.Candidates, m.Evidence, want)
		case want != "":
			t.Logf("missed: %q, want %s, got %+v", r[0], want, m)
		}
	}
	percent := func(a, b int) float64 { return 100 * float64(a) / float64(b) }
	t.Logf("precision: %d of %d matches are right (%.1f%%), %.1f%% by value", right, matched, percent(right, matched), percent(rightPounds, matchedPounds))
	t.Logf("recall: %d of %d suppliers are found (%.1f%%), %.1f%% by value", found, wanted, percent(found, wanted), percent(foundPounds, wantedPounds))
	if percent(found, wanted) < 95 || percent(foundPounds, wantedPounds) < 95 {
		t.Error("fewer than 95 per cent are found")
	}
}

func TestSupplier(t *testing.T) {
	a := attributor(t)
	on := nhs.MustParseDate("2014-04-01")
	for text, want := range map[string]Match{
		"NHS NEL CSU":                            {Org: "0DJ", Kind: KindCSU, Evidence: SameName, Source: "register", Current: []nhs.OrgID{"0DJ"}},
		"nhs nel csu":                            {Org: "0DJ", Kind: KindCSU, Evidence: SameName, Source: "register", Current: []nhs.OrgID{"0DJ"}},
		"TRUST NHS NEL CSU":                      {Org: "0DJ", Kind: KindCSU, Evidence: RunTogether, Source: "register", Current: []nhs.OrgID{"0DJ"}},
		"CHESHIRE & MERSEYSIDE CSU":              {Org: "0CE", Kind: KindCSU, Evidence: SameName, Source: "register", Current: []nhs.OrgID{"0CY"}},
		"STAFFS & LANCS CSU":                     {Org: "0CH", Kind: KindCSU, Evidence: Abbreviation, Source: "register", Current: []nhs.OrgID{"0CH"}},
		"NHS MIDLNADS AND LANCASHIRE CSU":        {Org: "0CX", Kind: KindCSU, Evidence: Misspelling, Source: "register", Current: []nhs.OrgID{"0CX"}},
		"Y&H CS":                                 {Org: "0DA", Kind: KindCSU, Evidence: Abbreviation, Source: "register", Current: []nhs.OrgID{"0DA"}},
		"S&L CSU":                                {Org: "0CH", Kind: KindCSU, Evidence: Abbreviation, Source: "register", Current: []nhs.OrgID{"0CH"}},
		"NORTHWEST CSU":                          {Org: "0CY", Kind: KindCSU, Evidence: SameName, Source: "register", Current: []nhs.OrgID{"0CY"}},
		"NHS WEST AND SOUTH YORKSHIRE AND B":     {Org: "0CF", Kind: KindCSU, Evidence: CutOff, Source: "register", Current: []nhs.OrgID{"0CF"}},
		"NORTH OF ENGLAND COMMISSIONING":         {Org: "0AR", Kind: KindCSU, Evidence: CutOff, Source: "register", Current: []nhs.OrgID{"0AR"}},
		"NHS NORTH YORKSHIRE AND HUMBER":         {}, // not in the middle of a word: an area team had this name
		"SUTTON & LAMBETH CSU":                   {Evidence: SaysCSU},
		"0DJ CSU":                                {Org: "0DJ", Kind: KindCSU, Evidence: CodeInText, Source: "register", Current: []nhs.OrgID{"0DJ"}},
		"NHS DATED CSU":                          {Org: "0AC", Kind: KindCSU, Evidence: SameName, Source: "files", Current: []nhs.OrgID{"0AC"}},
		"NEUROLOGICAL COMMISSIONING SUPPORT LTD": {Kind: KindNone, Evidence: LookAlike, Source: "files"},
		"CSU SPONSORSHIP":                        {Evidence: SaysCSU},
		"CM CSU":                                 {Evidence: SaysCSU}, // Cheshire and Merseyside, or Central Midlands
		"BARTS HEALTH NHS TRUST":                 {},
		"":                                       {},
	} {
		if want.Found() {
			want.Confidence = want.Evidence.confidence()
		}
		if diff := cmp.Diff(want, a.Supplier(text, on)); diff != "" {
			t.Errorf("Supplier(%q) (-want +got):\n%s", text, diff)
		}
	}
	if got := a.Supplier("NHS DATED CSU", nhs.MustParseDate("2016-04-01")); got.Org != "0DF" {
		t.Errorf("after its day the alias means %s, want 0DF", got.Org)
	}
	if got := a.Supplier("NHS DATED CSU", nhs.Date{}); got.Org != "" || len(got.Candidates) != 2 {
		t.Errorf("without a date the alias means %+v, want two candidates", got)
	}
}

func TestBody(t *testing.T) {
	a := attributor(t)
	for _, c := range []struct {
		text, on string
		want     nhs.OrgID
		evidence Evidence
	}{
		{"NHS Barking And Dagenham CCG", "2020-04-01", "07L", SameName},
		{"NHS BARKING & DAGENHAM CLINICAL COMMISSIONING GROUP", "2020-04-01", "07L", SameName},
		{"07L", "2020-04-01", "07L", CodeInText},
		{"NHS Barking and Dagenham CCG - 07L", "2020-04-01", "07L", SameName},
		{"NHS Barkng and Dagenham CCG", "2020-04-01", "07L", Misspelling},
		{"NHS West London CCG", "2020-04-01", "08Y", SameName},
		{"NHS South West London CCG", "2020-04-01", "36L", SameName},
		{"NHS North East London CCG", "2021-05-01", "A3A8R", SameName},
		{"NHS Twin CCG", "2017-04-01", "11A", SameName},
		{"NHS Twin CCG", "2019-04-01", "15A", SameName},
		{"CCG", "2020-04-01", "", NoEvidence},
		{"Department of Health", "2020-04-01", "", NoEvidence},
		{"London Borough of Barking and Dagenham", "2020-04-01", "", NoEvidence},
		{"Barts Health NHS Trust", "2020-04-01", "", NoEvidence},
	} {
		got := a.Body(c.text, nhs.MustParseDate(c.on))
		if got.Org != c.want || got.Evidence != c.evidence {
			t.Errorf("Body(%q, %s) = %s by %q, want %s by %q", c.text, c.on, got.Org, got.Evidence, c.want, c.evidence)
		}
	}
	if got := a.Body("NHS Barking and Dagenham CCG", nhs.MustParseDate("2020-04-01")); !cmp.Equal(got.Current, []nhs.OrgID{"QMF"}) || got.Open != nhs.Yes {
		t.Errorf("its successor now is %v, open %v", got.Current, got.Open)
	}
	if got := a.BodyInFileName("payments/barking_and_dagenham-april.csv", nhs.MustParseDate("2020-04-01")); got.Org != "07L" || got.Evidence != InFileName {
		t.Errorf("the name of the file hints at %+v", got)
	}
}

func TestMarks(t *testing.T) {
	for text, want := range map[string]bool{
		"Charges from CSU": true, "CHARGES FROM CSU": true, "CSU Recharge": true, "CSU SPONSORSHIP": false, "Charges": false, "CSU": false, "DISCSU CHARGES": false,
	} {
		if got := ChargesFromCSU(text); got != want {
			t.Errorf("ChargesFromCSU(%q) = %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]BudgetType{
		"ADMINISTRATION & BUSINESS SUPPORT": Administration, "GENERAL RESERVE - PROGRAMME": Programme, "GENERAL RESERVE - ADMIN": Administration, "CORPORATE COSTS & SERVICES": Administration,
		"ACUTE COMMISSIONING": BudgetTypeUnknown, "Programme admin": BudgetTypeUnknown, "": BudgetTypeUnknown, "Running Costs": Administration,
	} {
		if got := BudgetTypeOf(text); got != want {
			t.Errorf("BudgetTypeOf(%q) = %v, want %v", text, got, want)
		}
	}
}

// TestPeople uses made-up names.
func TestPeople(t *testing.T) {
	for text, want := range map[string]bool{
		"DR A EXAMPLE": true, "Mrs Jane Sample": true, "A EXAMPLE": true, "EXAMPLE J": true, "DR EXAMPLE & PARTNERS": true, "EXAMPLE & PARTNERS": true, "JB EXAMPLE": true, "John Example": true, "A B EXAMPLE": true, "Mr X": true,
		"KPMG LLP": false, "NHS NEL CSU": false, "BARTS HEALTH NHS TRUST": false, "EXAMPLE SURGERY": false, "DR EXAMPLE SURGERY": false, "ACME LTD": false, "BUPA": false, "LONDON BOROUGH OF SUTTON": false, "": false, "REVITALISE": false,
		"A J ELECTRICAL SERVICES": false, "HMRC": false, "CAPITA": false,
	} {
		if got := LooksPersonal(text); got != want {
			t.Errorf("LooksPersonal(%q) = %v, want %v", text, got, want)
		}
		if got := Mask(text); (got == Masked) != want {
			t.Errorf("Mask(%q) = %q", text, got)
		}
	}
}

// FuzzAttribute wants no panic, no match without evidence, and the same answer
// whatever the capitals.
func FuzzAttribute(f *testing.F) {
	a := attributor(f)
	for _, s := range []string{"NHS NEL CSU", "TRUST NHS NEL CSU", "C.S.U. 0DJ", "COMMISIONING SUPORT UINT", "N & E LTD", "07L CCG"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		on := nhs.MustParseDate("2020-04-01")
		for _, m := range []Match{a.Supplier(s, on), a.Body(s, on), a.BodyInFileName(s, on)} {
			if m.Found() && m.Evidence == NoEvidence {
				t.Fatalf("%q is %+v without evidence", s, m)
			}
		}
		if plain := strings.ToValidUTF8(s, ""); strings.ToUpper(plain) == plain && strings.ToUpper(strings.ToLower(plain)) == plain {
			if x, y := a.Supplier(plain, on), a.Supplier(strings.ToLower(plain), on); x.Org != y.Org {
				t.Fatalf("%q is %s, in small letters %s", plain, x.Org, y.Org)
			}
		}
		_ = Mask(s)
	})
}
