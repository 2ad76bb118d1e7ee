package service_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning/service"
)

// catalogue is the shortest that shows everything.
func catalogue() service.Catalogue {
	scope, _ := service.ScopeOf(service.ContractManagement)
	return service.Catalogue{
		{ID: "finance", Name: "Finance and accounting", Group: "business-support", Nature: service.Transactional, Lots: []string{"1"}},
		{ID: "hr", Name: "Human resources", Aliases: []string{"HR"}, Group: "business-support", Nature: service.Transactional},
		{ID: "contract-management", Name: "Contract and provider management", Group: "contracting-and-procurement", Nature: service.Transactional, Scope: scope},
	}
}

func ExampleID() {
	id, err := service.ParseID("contract-management")
	fmt.Println(id, err)
	_, err = service.ParseID("Contract management")
	fmt.Println(err)
	// Output:
	// contract-management <nil>
	// not a valid service line: "Contract management" at byte 0: want a slug of 2 to 64 lower-case letters, digits and single hyphens, such as contract-management
}

// A constant that is not a slug stops the program as it starts.
func ExampleMustParseID() {
	audit := service.MustParseID("clinical-audit")
	_, known := catalogue().Lookup(audit)
	fmt.Println(audit, known)
	// Output: clinical-audit false
}

func ExampleNature() {
	fmt.Println(service.Clinical.IsKnown(), service.Nature("strategic").IsKnown())
	// Output: true false
}

func ExampleLine() {
	var l service.Line
	err := json.Unmarshal([]byte(`{"id": "chc", "name": "Continuing healthcare support", "nature": "clinical", "lots": ["2b"]}`), &l)
	fmt.Println(l.ID, l.Nature, l.Lots, err)
	// Output: chc clinical [2b] <nil>
}

func ExampleCatalogue() {
	c := catalogue()
	l, _ := c.Named("hr")
	fmt.Println(l.Name)

	// Your own lines join by append.
	c = append(c, service.Line{ID: "estates", Name: "Estates", Group: "business-support"})
	for l := range c.InGroup("business-support") {
		fmt.Println(l.ID)
	}
	fmt.Println(c.Validate())
	// Output:
	// Human resources
	// finance
	// hr
	// estates
	// <nil>
}

func ExampleCatalogue_Validate() {
	c := append(catalogue(), service.Line{ID: "people", Name: "HR", Nature: "soft"})
	fmt.Println(c.Validate())
	// Output:
	// line 3 (people): nature "soft": want transactional, transformational or clinical
	// line 3 (people): name "HR" belongs to line 1 (hr)
}

func ExampleLadder() {
	l, _ := catalogue().Lookup(service.ContractManagement)
	c, ok := l.Scope.Compare("monitoring", "negotiating")
	fmt.Println(c, ok)
	_, ok = l.Scope.Compare("monitoring", "everything")
	fmt.Println(ok)
	// Output:
	// -1 true
	// false
}

func ExampleLevel() {
	scope, _ := service.ScopeOf(service.ServiceRedesign)
	// A ladder with a level of your own.
	scope = append(scope, service.Level{ID: "delivery", Name: "Delivery"})
	for _, level := range scope {
		fmt.Println(level.Name)
	}
	// Output:
	// Advice
	// Communications
	// Design
	// Delivery
}

// Between bodies of the NHS no VAT is charged. A document may use a short word.
func ExampleSupplierKind() {
	var kind service.SupplierKind
	if err := json.Unmarshal([]byte(`"council"`), &kind); err != nil {
		log.Fatal(err)
	}
	fmt.Println(kind, kind.IsNHS())
	fmt.Println(service.CSU, service.CSU.IsNHS())
	// Output:
	// local-authority false
	// csu true
}
