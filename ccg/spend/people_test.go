package spend

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/internal/source"
	"github.com/opencommissioning/commissioning/rule"
)

// Names that nobody in the files has: people are made of them.
var (
	listedFirst  = []string{"Ashley", "Rosalind", "Piotr", "Yewande", "Harpreet", "Zainab", "Gwen", "Alasdair", "Rupert", "Nkechi"}
	unlistedName = []string{"Quillfeather", "Ombersley", "Tranterbrook", "Vashnikar", "Ogunlesire", "Pemblethwaite", "Zdrojkowska", "Abernoth", "Hartlewick", "Mwangola"}
	listedFamily = []string{"Patel", "Khan", "Okafor", "Singh", "Begum", "Nguyen", "Sharma", "Kowalski", "Chowdhury", "Boateng"}
)

// TestPeopleForms measures the rule on every form of made-up names of people, and says
// which it misses.
func TestPeopleForms(t *testing.T) {
	forms := []struct {
		name string
		of   func(first, family string) string
		most int // misses out of a hundred that are known
	}{
		{"with a title", func(a, b string) string { return "Dr " + a + " " + b }, 0},
		{"title and initial", func(a, b string) string { return "MR " + a[:1] + " " + b }, 0},
		{"title and family name", func(_, b string) string { return "Mrs " + b }, 0},
		{"title behind", func(_, b string) string { return strings.ToUpper(b) + " DR A" }, 0},
		{"initial", func(a, b string) string { return a[:1] + " " + b }, 0},
		{"initials behind", func(a, b string) string { return strings.ToUpper(b) + " " + a[:1] + "J" }, 0},
		{"initials with points", func(a, b string) string { return a[:1] + ". J. " + b }, 0},
		{"partners", func(_, b string) string { return b + " & Partners" }, 0},
		{"first and family name", func(a, b string) string { return a + " " + b }, 10},
		{"reversed", func(a, b string) string { return b + " " + a }, 10},
		{"reversed with a comma", func(a, b string) string { return b + ", " + a }, 0},
		{"reversed with a comma, in capitals", func(a, b string) string { return strings.ToUpper(b + ", " + a) }, 0},
		{"two first names", func(a, b string) string { return a + " James " + b }, 10},
		{"a first name, an initial", func(a, b string) string { return a + " J " + b }, 0},
		{"hyphen", func(a, b string) string { return a + " " + b + "-Quince" }, 10},
		{"estate", func(a, b string) string { return "Estate of " + a + " " + b }, 0},
		{"estate of the late", func(a, b string) string { return "THE ESTATE OF THE LATE " + strings.ToUpper(a+" "+b) }, 0},
		{"executors", func(a, b string) string { return "Exors of " + a + " " + b }, 0},
		{"representatives", func(a, b string) string { return "Personal Representatives of " + a[:1] + " " + b }, 0},
		{"deceased", func(a, b string) string { return a + " " + b + " (Deceased)" }, 10},
		{"deceased, without brackets", func(a, b string) string { return a + " " + b + " Deceased" }, 0},
		{"trading as a firm", func(a, b string) string { return a + " " + b + " T/A Example Care Services" }, 10},
		{"trading as, in words", func(a, b string) string { return a + " " + b + " trading as Example Cleaning" }, 10},
		{"initial, trading as", func(a, b string) string { return a[:1] + " " + b + " t/a Example Care" }, 0},
		{"in brackets behind", func(a, b string) string { return a + " " + b + " (Locum)" }, 10},
	}
	for _, f := range forms {
		var listed, half, none int
		n := len(listedFirst) * len(listedFamily)
		for _, a := range listedFirst {
			for _, b := range listedFamily {
				if !LooksPersonal(f.of(a, b)) {
					listed++
				}
			}
			for _, b := range unlistedName {
				if !LooksPersonal(f.of(a, b)) {
					half++
				}
			}
		}
		for _, a := range unlistedName {
			for _, b := range unlistedName {
				if a != b && !LooksPersonal(f.of(a, b)) {
					none++
				}
			}
		}
		t.Logf("%s: missed of %d with both names listed %d, with the first %d; of %d with neither %d", f.name, n, listed, half, n-len(unlistedName), none)
		if listed > 0 || half > f.most {
			t.Errorf("%s: %d and %d of %d are missed, want 0 and at most %d", f.name, listed, half, n, f.most)
		}
	}
	// Neither name known, and nothing else that says a person: the known miss.
	if LooksPersonal("Quillfeather Ombersley") {
		t.Error("a name on no list is masked: the documentation says that it is missed")
	}
}

// TestFirmsAreNotPeople holds that names of organisations stand, also where they are
// those of people.
func TestFirmsAreNotPeople(t *testing.T) {
	firms := []string{
		"NHS NEL CSU", "KPMG LLP", "CAPITA", "HM TREASURY", "HM Revenue and Customs", "HAMPSHIRE C C", "BURY MBC (G)", "HULL PCT (G)", "TB ALERT", "T B ALERT", "ANTHONY NOLAN", "Marie Curie", "John Lewis plc", "JOHN LEWIS", "Johnson & Johnson", "JOHNSON AND JOHNSON LTD", "Smith & Nephew", "Marks & Spencer",
		"ERNST & YOUNG", "LOCKHEED MARTIN", "A & G Example Pipework", "R & B DECORATORS & REFURBISHMENT", "CONTACT A FAMILY", "Victoria & Albert Museum", "ROYAL MAIL", "BRITISH TELECOM", "WILLIAMS LEA", "BLAKE MORGAN", "JONES LANG LASALLE", "PINSENT MASONS", "WEST KENT PCT", "STOKE ON TRENT", "COVENTRY AND RUGBY",
		"KENSINGTON AND CHELSEA", "TURNING POINT", "REFUGEE ACTION (G)", "CABLE & WIRELESS", "HEWLETT PACKARD", "IPSOS MORI", "BARNARDOS", "SPECSAVERS", "LLOYDS PHARMACY", "ESTATE MANAGEMENT SERVICES", "NHS ESTATES", "REAL ESTATE CONSULTING", "DR EXAMPLE SURGERY", "THE JAMES SURGERY", "St James House Surgery", "ST MARY'S HOSPICE",
		"ACME LTD T/A JOHN EXAMPLE", "EXAMPLE CARE LTD TRADING AS EXAMPLE", "ROBERT HALF", "MICHAEL PAGE", "THOMAS COOK", "TAYLOR WESSING", "HENRY SCHEIN", "SUE RYDER", "LEONARD CHESHIRE", "ALLEN & OVERY", "BATES WELLS SOLICITORS", "G4S", "DHL", "3M", "BP PLC", "Uk Power Networks", "Sir John Soane's Museum", "King's College London",
		"",
	}
	masked := 0
	for _, s := range firms {
		if LooksPersonal(s) {
			masked++
			t.Errorf("%q is masked", s)
		}
	}
	t.Logf("%d of %d names of organisations are masked", masked, len(firms))
}

// TestPeopleInFiles prints how many suppliers of published files are masked. It prints
// no name.
func TestPeopleInFiles(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(root), "shared", "data", "samples", "spend", "*.csv"))
	if len(files) == 0 {
		t.Skip("skipped for want of the real files")
	}
	l := NewLedger()
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = l.Read(f, Options{Name: filepath.Base(path)})
		f.Close()
		if err != nil {
			t.Logf("%s: %v", filepath.Base(path), err)
		}
	}
	masked, firms, titled, companies := 0, 0, 0, 0
	for _, s := range l.suppliers.names[1:] {
		w := nameWords(s)
		personal := LooksPersonal(s)
		switch {
		case personal:
			masked++
		default:
			firms++
		}
		if len(w) > 1 && formal(w[0]) && !slices.ContainsFunc(w, organisationWord) {
			titled++
			if !personal {
				t.Error("a supplier with a title is not masked")
			}
		}
		if company(w) {
			companies++
			if personal && !slices.Contains(w, "TA") {
				t.Error("a company is masked")
			}
		}
	}
	t.Logf("%d of %d suppliers are masked; %d have a title, and all are; %d say that they are companies, and none is", masked, masked+firms, titled, companies)
}

// TestPeopleStayMasked holds that the name of a person does not come back in anything
// that describes a file, from whatever column it slipped into.
func TestPeopleStayMasked(t *testing.T) {
	const name = "Rosalind Quillfeather"
	head := []string{"Entity", "Date", "Expense Type", "Expense Area", "Supplier", "Transaction Number", "Amount", "Description"}
	for at, column := range head {
		for _, text := range []string{name, "QUILLFEATHER, ROSALIND", "Estate of " + name, name + " T/A Example Care"} {
			row := []string{"NHS Example CCG", "30/04/2020", "Charges from CSU", "RECHARGES", "NHS NEL CSU", "31900001", "100.00", "work"}
			row[at] = `"` + text + `"`
			for _, file := range []string{
				strings.Join(head, ",") + "\n" + strings.Join(row, ",") + "\n" + strings.Join(row, ",") + "\n",
				strings.Join(row, ",") + "\n" + strings.Join(row, ",") + "\n",
			} {
				l := NewLedger()
				var said []any
				f, err := l.Read(strings.NewReader(file), Options{MaxProblems: 10, OnRow: func(r *Row) {
					line := r.Copy()
					report := LineRules().Check(&line, rule.Options{})
					said = append(said, report.Findings)
				}})
				said = append(said, f)
				if err != nil {
					said = append(said, err.Error())
				}
				paid, _ := l.Attribute(attributor(t))
				said = append(said, paid.Doubtful, paid.Unmatched)
				for _, dims := range [][]Dimension{{ByEntity}, {BySupplier}, {ByEntity, ByMonth}, {ByExpenseType}, {ByExpenseArea}} {
					groups, err := l.GroupBy(dims...)
					said = append(said, groups, fmt.Sprint(err))
				}
				out, err := json.Marshal(said)
				if err != nil {
					t.Fatal(err)
				}
				if upper := strings.ToUpper(string(out)); strings.Contains(upper, "QUILLFEATHER") {
					i := strings.Index(upper, "QUILLFEATHER")
					t.Errorf("%q in the column %s comes back: %s", text, column, out[max(0, i-120):min(len(out), i+60)])
				}
			}
		}
	}
}
