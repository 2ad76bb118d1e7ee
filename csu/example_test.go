package csu_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// north is the merger of two units in October 2014, on a day that is not known.
func north() *csu.Register {
	begin := nhs.MustParsePartialDate("2013-04-01")
	october := nhs.MustParsePartialDate("2014-10")
	merged := lineage.Succession{Successor: "yorkshire-humber", Effective: october, Kind: lineage.Merger}
	first, second := merged, merged
	first.Predecessor, second.Predecessor = "north-yorkshire-humber", "west-south-yorkshire-bassetlaw"
	return &csu.Register{
		Units: []csu.Unit{
			{Slug: "north-yorkshire-humber", ODSCode: "0AV", Name: "NHS North Yorkshire and Humber CSU", Stage: csu.Working, Opened: begin, Closed: october, End: csu.Merged},
			{Slug: "west-south-yorkshire-bassetlaw", ODSCode: "0CF", Name: "NHS West and South Yorkshire and Bassetlaw CSU", Stage: csu.Working, Opened: begin, Closed: october, End: csu.Merged},
			{Slug: "yorkshire-humber", ODSCode: "0DA", Name: "NHS Yorkshire and Humber CSU", Aliases: []string{"YHCS"}, Stage: csu.Working, Opened: october, Closed: nhs.MustParsePartialDate("2016-03-31"), End: csu.ClosedDown},
		},
		Successions: []lineage.Succession{first, second},
	}
}

func ExampleRegister() {
	r := north()
	u, _ := r.Unit("0DA")
	fmt.Println(u.Name)
	u, _ = r.Named("yhcs", nhs.MustParseDate("2015-06-01"))
	fmt.Println(u.Slug)

	h := r.History()
	successors, known := h.Successors("north-yorkshire-humber", nhs.MustParseDate("2015-01-01"))
	fmt.Println(successors, known)
	predecessors, known := h.Predecessors("yorkshire-humber", nhs.MustParseDate("2013-04-01"))
	fmt.Println(predecessors, known)
	// Output:
	// NHS Yorkshire and Humber CSU
	// yorkshire-humber
	// [yorkshire-humber] true
	// [north-yorkshire-humber west-south-yorkshire-bassetlaw] true
}

func ExampleRegister_On() {
	l := north().On(nhs.MustParseDate("2014-10-15"))
	fmt.Println("at least", l.Certain, "and up to", l.Possible, "more")
	for _, item := range l.Items {
		fmt.Println(item.Slug, item.Open)
	}
	// Output:
	// at least 1 and up to 1 more
	// north-yorkshire-humber unknown
	// west-south-yorkshire-bassetlaw unknown
	// yorkshire-humber unknown
}

func ExampleListing() {
	l := north().On(nhs.MustParseDate("2016-04-01"))
	text, err := json.Marshal(l)
	fmt.Println(string(text), err)
	// Output: {"as_of":"2016-04-01","count":0,"possible":0,"items":[]} <nil>
}

func ExampleItem() {
	l := north().On(nhs.MustParseDate("2015-04-01"))
	fmt.Println(l.Items[0].Name, l.Items[0].Open)
	// Output: NHS Yorkshire and Humber CSU yes
}

func ExampleBasis() {
	r := north()
	for i := range 2 {
		r.Units[i].EndAnnounced = nhs.MustParsePartialDate("2014-05-01")
	}
	d := nhs.MustParseDate("2014-06-01")
	for _, b := range []csu.Basis{csu.Operating, csu.NotAnnounced, csu.MergersAsOne} {
		n, _ := r.CountOn(d, b)
		fmt.Println(b, n)
	}
	// Output:
	// operating 2
	// not-announced-to-end 0
	// not-announced-to-end-mergers-as-one 1
}

func ExamplePublishedCount() {
	stated := 18
	c := csu.PublishedCount{On: nhs.MustParseDate("2013-04-24"), Basis: csu.NotAnnounced, Stated: &stated, Sources: []string{"S18"}}
	text, err := json.Marshal(c)
	fmt.Println(string(text), err)
	// Output: {"on":"2013-04-24","basis":"not-announced-to-end","stated":18,"sources":["S18"]} <nil>
}

func ExampleUnit() {
	u := csu.Unit{
		Slug: "anglia", Name: "NHS Anglia Commissioning Support Unit", ODSCode: "0AP", Stage: csu.Working, Kind: csu.Hosted,
		Opened: nhs.MustParsePartialDate("2013-04-01"), Closed: nhs.MustParsePartialDate("2014-03-31"), End: csu.TakenOver,
		Host: "NHS England", Employer: "NHS England",
	}
	fmt.Println(u.OpenOn(nhs.MustParseDate("2014-03-31")), u.OpenOn(nhs.MustParseDate("2014-04-01")))
	err := csu.UnitRules().Check(&u, rule.Options{}).Err(rule.Warning)
	fmt.Println(errors.Is(err, csu.RuleHostAndEmployer))
	// Output:
	// yes no
	// true
}

func ExampleStage() {
	u := csu.Unit{Slug: "optum-health-solutions", ODSCode: "0DG", ODSRole: "RO213", Stage: csu.NotACSU, Opened: nhs.MustParsePartialDate("2013-04-01")}
	fmt.Println(u.OpenOn(nhs.MustParseDate("2014-01-01"))) // no unit was open: it is none
	// Output: no
}

func ExampleKind() {
	u := csu.Unit{Slug: "optum-health-solutions", ODSCode: "0DG", ODSRole: "RO213", Stage: csu.Working, Kind: csu.Independent}
	for _, f := range csu.UnitRules().Check(&u, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: CSU-10 /kind
}

func ExampleEnd() {
	r := north()
	r.Successions = nil
	for _, f := range csu.RegisterRules().Check(r, rule.Options{}).Findings {
		if f.Rule == csu.RuleMergedIntoSomething {
			fmt.Println(f.Message)
		}
	}
	// Output:
	// north-yorkshire-humber ended as merged without a successor: add a succession
	// west-south-yorkshire-bassetlaw ended as merged without a successor: add a succession
}

func ExampleCheckpoint() {
	c := csu.Checkpoint{No: 4, Planned: nhs.MustParsePartialDate("2012-11"), Actual: nhs.MustParsePartialDate("2013-03"), Outcome: csu.Passed}
	fmt.Println(c.Actual.After(c.Planned), c.Outcome.Proceeded())
	// Output: yes true
}

func ExampleOutcome() {
	fmt.Println(csu.HigherRisk.Proceeded(), csu.Stopped.Proceeded())
	// Output: true false
}

func ExampleLicence() {
	u := csu.Unit{
		Slug: "anglia", Stage: csu.Working, Opened: nhs.MustParsePartialDate("2013-04-01"),
		Licences: []csu.Licence{{Status: csu.Withdrawn, From: nhs.MustParsePartialDate("2013-03-01")}},
	}
	for _, f := range csu.UnitRules().Check(&u, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Message)
	}
	// Output:
	// CSU-15 licence withdrawn when the unit opened 2013-04-01: give the licence in force on that day
}

func ExampleLicenceStatus() {
	l := csu.Licence{Status: csu.Provisional, From: nhs.MustParsePartialDate("2012-10")}
	fmt.Println(l.Status, l.From)
	// Output: provisional 2012-10
}

func ExampleGovernance() {
	g := csu.Governance{Type: "committee", Name: "Customer Board", Members: []csu.Member{{Role: "lay"}}}
	text, err := json.Marshal(g)
	fmt.Println(string(text), err)
	// Output: {"type":"committee","name":"Customer Board","members":[{"role":"lay"}]} <nil>
}

func ExampleMember() {
	u := csu.Unit{Slug: "anglia", Kind: csu.Hosted, Governance: &csu.Governance{
		From: nhs.MustParsePartialDate("2013-04-01"), Members: []csu.Member{{Role: "executive"}, {Role: "non-executive"}},
	}}
	for _, f := range csu.UnitRules().Check(&u, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Path)
	}
	// Output: CSU-14 /governance/members/1/role
}

func ExampleLeader() {
	l := csu.Leader{Name: "A. Person", Role: "managing director", From: nhs.MustParsePartialDate("2012-10")}
	fmt.Println(l.Role, "from", l.From)
	// Output: managing director from 2012-10
}

func ExampleForm() {
	u := csu.Unit{Slug: "anglia", Autonomy: []csu.Autonomy{{Forms: []csu.Form{csu.Sale}, From: nhs.MustParsePartialDate("2014-06")}}}
	for _, f := range csu.UnitRules().Check(&u, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Message)
	}
	// Output:
	// CSU-22 "sale" was ruled out early in 2014: name one of the four forms on offer
}

func ExampleAutonomy() {
	a := csu.Autonomy{Forms: []csu.Form{csu.CustomerOwned}, From: nhs.MustParsePartialDate("2016-11"), Note: "to be owned by eleven groups"}
	text, err := json.Marshal(a)
	fmt.Println(string(text), err)
	// Output: {"forms":["customer-owned"],"from":"2016-11","note":"to be owned by eleven groups"} <nil>
}

func ExampleHostingCharge() {
	amount := nhs.MustParseMoney("£1,300,000")
	h := csu.HostingCharge{Year: nhs.MustParseFinancialYear("2013/14"), Planned: true, Amount: &amount, People: 2_000_000}
	fmt.Println(h.PerHead())
	// Output: £0.65 true
}

func ExampleBusinessPlan() {
	p := csu.BusinessPlan{Submitted: nhs.MustParsePartialDate("2012-08-31"), Lines: []csu.PlanLine{
		{Customer: "00C", Line: "finance", Year: nhs.MustParseFinancialYear("2013/14")},
	}}
	u := csu.Unit{Slug: "north-of-england", BusinessPlan: &p}
	for _, f := range csu.UnitRules().Check(&u, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Message)
	}
	// Output: CSU-20 plan covers 1 of four years: add the others
}

func ExamplePlanLine() {
	var l csu.PlanLine
	err := json.Unmarshal([]byte(`{"customer": "00C", "line": "finance", "year": "2013/14", "amount": "100000.00"}`), &l)
	fmt.Println(l.Line, l.Year, l.Amount, err)
	// Output: finance 2013/14 £100,000.00 <nil>
}

func ExampleHeadcount() {
	h := csu.Headcount{On: nhs.MustParsePartialDate("2013-03"), AtLeast: 6000, AtMost: 8000, Basis: "range"}
	fmt.Println(h.On, h.AtLeast, h.AtMost)
	// Output: 2013-03 6000 8000
}

func ExampleEndFact() {
	f := csu.EndFact{
		ID: "last-day-claimed", On: nhs.MustParsePartialDate("2025-10-15"), Topic: csu.EndLastDay,
		Text: "A request for information says that the units close by the end of March 2027.", SaidBy: "a member of the public",
		LastDay: nhs.MustParsePartialDate("2027-03-31"), Confidence: "low",
	}
	fmt.Printf("%s, said on %s by %s (%s)\n", f.LastDay, f.On, f.SaidBy, f.Confidence)
	// Output: 2027-03-31, said on 2025-10-15 by a member of the public (low)
}

func ExampleEndTopic() {
	said := []csu.EndFact{{Topic: csu.EndRunUp}, {Topic: csu.EndAnnouncement}, {Topic: csu.EndFunctions}}
	for _, f := range said {
		fmt.Println(f.Topic)
	}
	// Output:
	// run-up
	// announcement
	// functions
}

// sector is the income of the 19 units together.
func sector() csu.Income {
	amount := func(s string) *nhs.Money {
		m := nhs.MustParseMoney(s)
		return &m
	}
	return csu.Income{
		Year: nhs.MustParseFinancialYear("2013/14"), Basis: csu.Actual, Total: amount("£808,000,000"), Precision: amount("£1,000,000"),
		Customers: []csu.Payer{
			{Customer: csu.AllCCGs, Amount: amount("£602,000,000")},
			{Customer: csu.NHSEngland, Amount: amount("£125,000,000"), AtLeast: true},
			{Customer: csu.AllOthers, Amount: amount("£80,000,000")},
		},
	}
}

func ExampleIncome() {
	n := sector()
	for i := range n.Customers {
		share, _ := n.ShareOf(&n.Customers[i])
		fmt.Println(n.Customers[i].Customer, share)
	}
	// Output:
	// ccgs 74.5%
	// nhs-england 15.47%
	// others 9.9%
}

func ExampleIncomeBasis() {
	// An estimate is not held against what was reported.
	r := csu.Register{Incomes: []csu.Income{sector()}}
	wrong := nhs.MustParseMoney("£670,000,000")
	r.Incomes[0].Total, r.Incomes[0].Customers = &wrong, nil
	fmt.Println(len(csu.RegisterRules().Check(&r, rule.Options{}).Findings))
	r.Incomes[0].Basis = csu.Estimated
	fmt.Println(len(csu.RegisterRules().Check(&r, rule.Options{}).Findings))
	// Output:
	// 1
	// 0
}

func ExamplePayer() {
	share := nhs.MustParsePercent("25")
	p := csu.Payer{Customer: csu.NHSEngland, Share: &share, AtLeast: true}
	u := csu.Unit{Slug: "north-of-england", Incomes: []csu.Income{{Year: nhs.MustParseFinancialYear("2013/14"), Customers: []csu.Payer{p}}}}
	for _, f := range csu.UnitRules().Check(&u, rule.Options{}).Findings {
		fmt.Println(f.Rule, f.Message)
	}
	// Output:
	// CSU-25 nhs-england pays more than 20% of the income of 2013/14: check how the unit would manage without it
}

func ExampleCustomer() {
	value := nhs.MustParseMoney("£1,600,000")
	c := csu.Customer{ID: "08J", Relation: csu.Buys, From: nhs.MustParsePartialDate("2013-04-01"), Basis: csu.ByName, Value: &value, ValueBasis: "2013/14, about"}
	fmt.Println(c.ID, c.Relation, c.Value, c.To.IsZero())
	// Output: 08J buys £1,600,000.00 true
}

func ExampleRelation() {
	// Three customers that stop buying within six months are a warning sign; a
	// payment that is the last in a file is not.
	u := csu.Unit{Slug: "north-west-london"}
	for _, id := range []nhs.OrgID{"07P", "09A", "07W"} {
		u.Customers = append(u.Customers, csu.Customer{ID: id, Relation: csu.Pays, To: nhs.MustParsePartialDate("2014-09-30")})
	}
	fmt.Println(len(csu.UnitRules().Check(&u, rule.Options{}).Findings))
	for i := range u.Customers {
		u.Customers[i].Relation = csu.LeftIt
	}
	fmt.Println(len(csu.UnitRules().Check(&u, rule.Options{}).Findings))
	// Output:
	// 0
	// 1
}

func ExampleCustomerBasis() {
	c := csu.Customer{ID: "07N", Relation: csu.Buys, Basis: csu.ByArea, Confidence: "medium"}
	fmt.Println(c.Basis, c.Confidence)
	// Output: whole-area medium
}
