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
		"2020-06": "2020-07-21", "2020-12": "2021-01-22", "2021-12": "2022-01-24", "2020-04": "2020-05-22", // the early May holiday was on a Friday
		"2022-05": "2022-06-23", // Platinum Jubilee
		"2022-08": "2022-09-22", // state funeral
	} {
		m, err := ParseMonth(month)
		if err != nil {
			t.Fatal(err)
		}
		if got := Deadline(m).String(); got != want {
			t.Errorf("Deadline(%s) = %s, want %s", month, got, want)
		}
	}
	if !Deadline(0).IsZero() {
		t.Error("no month has a deadline")
	}
}

// TestTaxIsNotIncome reads what the finding calls the expense type.
func TestTaxIsNotIncome(t *testing.T) {
	for text, want := range map[string]string{
		"Income Tax": "pay", "PAYE - income tax": "pay", "Tax on income": "pay", "Rental Income": "income", "Income": "income",
		"Corporation Tax": "", "Council Tax": "", "Low income scheme": "", "Income generation": "",
	} {
		if got := notSpending(words(text)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestSetApartHasNoAmount wants a row set apart to be found as one without an amount.
func TestSetApartHasNoAmount(t *testing.T) {
	amount := nhs.MustParseMoney("35342061")
	l := Line{Kind: SetApart, Reason: AmountIsTransaction, Amount: &amount, Month: MonthOf(nhs.MustParseDate("2020-04-01")), ExpenseType: "Rent", ExpenseArea: "A", Supplier: "S", TransactionNumber: "7"}
	r := LineRules().Check(&l, rule.Options{})
	if len(r.Findings) != 1 || r.Findings[0].Rule != RuleFields {
		t.Errorf("%+v", r.Findings)
	}
}
