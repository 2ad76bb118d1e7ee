package api

import (
	"bytes"
	"encoding/json"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
)

// Documents to send, each small and made up.
const (
	ExampleSLA       = `{"id":"example","provider":{"id":"north-of-england","kind":"csu"},"customers":[{"id":"00C","kind":"ccg","people":106079}],"basis":"nhs-contract","signed":"2013-01-15","term":{"starts":"2013-04-01","ends":"2014-03-31"},"lines":[{"id":"support","price":{"kind":"per-head","rate":"9.00","people":106079}}]}`
	ExampleSpend     = "Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount\nDepartment of Health,NHS Darlington CCG,30/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,31900001,\"125,000.50\"\n"
	ExampleMarket    = `{"ccgs":{"groups":[{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01"},{"code":"00C","name":"Another"}]}}`
	ExampleOwnMarket = `{"ccgs":{"groups":[{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01"}]},"csus":{"units":[{"slug":"north-of-england","name":"North of England CSU","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","incomes":[{"year":"2013/14","basis":"actual","total":"1000000.00","customers":[{"customer":"00C","amount":"250010.00"}]}]}]}}`
	ExampleWhatIf    = `{"id":"mine","title":"Anglia ends half a year early","events":[{"on":"2013-11-01","do":"merge-csus","bodies":["anglia"],"into":"north-east-london"}]}`
	ExampleCrosswalk = `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"100.00","00G":"50.00","01H":"25.00"}}`
)

// The worked documents of the library, each on one line.

func ExampleCCG() string         { return sample(ccg.Examples(), "closed-before-opened") }
func ExampleCSU() string         { return sample(csu.Examples(), "closed-before-opened") }
func ExampleFramework() string   { return sample(framework.Examples(), "five-years") }
func ExampleCallOff() string     { return sample(framework.Examples(), "wrong-lot") }
func ExampleCompetition() string { return sample(framework.Examples(), "two-bids") }
func ExampleProcurement() string { return sample(procurement.Examples(), "unadvertised") }

// sample returns a worked document on one line, or nothing if there is none.
func sample(list document.Examples, name string) string {
	worked, _ := list.Named(name)
	var line bytes.Buffer
	if err := json.Compact(&line, worked.Document); err != nil {
		return ""
	}
	return line.String()
}
