package spend_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleAlias() {
	a := spend.NewAttributor([]spend.Alias{{Text: "ACME HEALTH LTD", Org: "acme-health", Kind: spend.KindFramework, Source: "a list"}}, nil, nil)
	m := a.Supplier("Acme Health Limited", nhs.Date{})
	fmt.Println(m.Org, m.Kind, m.Source)
	// Output: acme-health framework-supplier a list
}

func ExampleAliasKind() {
	fmt.Println(attributor().Supplier("SAMPLE COMMISSIONING SUPPORT LTD", nhs.Date{}).Kind)
	// Output: none
}

func ExampleEvidence() {
	for _, s := range []string{"NHS SAMPLE CSU", "TRUST NHS SAMPLE CSU", "NHS SMAPLE CSU", "CSU SPONSORSHIP"} {
		m := attributor().Supplier(s, nhs.Date{})
		fmt.Printf("%s: %s, by %q\n", s, m.Org, m.Evidence)
	}
	// Output:
	// NHS SAMPLE CSU: 0ZZ, by "name"
	// TRUST NHS SAMPLE CSU: 0ZZ, by "run together"
	// NHS SMAPLE CSU: 0ZZ, by "misspelling"
	// CSU SPONSORSHIP: , by "says CSU"
}

func ExampleMatch() {
	m := attributor().Body("NHS EXAMPLE CLINICAL COMMISSIONING GROUP", nhs.MustParseDate("2020-04-01"))
	fmt.Println(m.Org, m.Evidence, m.Current)
	// Output: 99A name [99A]
}

func ExampleAttributor() {
	a := attributor()
	fmt.Println(a.Supplier("Sample C.S.U.", nhs.Date{}).Org, a.Body("99A", nhs.Date{}).Org)
	// Output: 0ZZ 99A
}

func ExampleAttribution() {
	ledger, _ := read(april)
	all, err := ledger.Attribute(attributor())
	fmt.Println(all.CSULines, "of", all.Lines, "payments,", all.CSUTotal, "of", all.Total, err)
	// Output: 2 of 3 payments, £100,000.50 of £140,000.50 <nil>
}

func ExampleMatched() {
	ledger, _ := read(april)
	all, err := ledger.Attribute(attributor())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range all.Matched {
		fmt.Println(m.CCG.Org, "paid", m.Unit.Org, m.Amount, "in", m.Year)
	}
	// Output: 99A paid 0ZZ £100,000.50 in 2020/21
}

func ExamplePerHead() {
	rate := nhs.MustParseRate("9.43")
	p := spend.PerHead{CCG: "99A", Rate: &rate}
	fmt.Println(p.CCG, p.Rate)
	// Output: 99A £9.43
}

func ExampleShare() {
	ledger, _ := read(april)
	shares, err := ledger.Shares()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range shares {
		fmt.Println(s.Entity, s.Year, s.Administration, "of administration,", s.Programme, "of programme,", s.Percent)
	}
	// Output: NHS Example CCG 2020/21 £100,000.50 of administration, £40,000.00 of programme, 71.4%
}
