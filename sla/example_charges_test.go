package sla_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

func ExampleCharges() {
	s, err := sla.Charges(perHead())
	fmt.Println(s.Months[0].Amount, s.Years[0].Amount, s.Total, err)
	// Output: £79,559.25 £954,711.00 £4,773,555.00 <nil>
}

func ExampleSchedule() {
	s, _ := sla.Charges(perHead())
	fortnight, _ := s.Between(nhs.MustParseDate("2013-04-01"), nhs.MustParseDate("2013-04-14"))
	fmt.Println(fortnight)
	// Output: £37,127.72
}

func ExampleSum() {
	s, _ := sla.Charges(perHead())
	m := s.Months[10] // February has no more days, and costs no less
	fmt.Println(m.From, m.To, m.Amount)
	// Output: 2014-02-01 2014-02-28 £79,559.25
}

func ExampleLineCharges() {
	s, _ := sla.Charges(sample("partnership"))
	for _, l := range s.Lines {
		fmt.Println(l.Line, l.Total)
	}
	// Output:
	// contracts £1,580,800.00
	// intelligence £1,572,092.26
	// redesign £410,475.00
	// desk £409,096.04
	// complaints £237,120.00
}

func ExampleCharge() {
	s, _ := sla.Charges(sample("partnership"))
	for _, c := range s.Lines[3].Charges[5:7] { // the desk is paid by the call
		fmt.Println(c.From, c.Amount, *c.Units, c.Planned)
	}
	// Output:
	// 2014-03-01 £15,390.00 1620 false
	// 2014-04-01 £14,036.25 1500 true
}

func ExampleYearCharges() {
	s, _ := sla.Charges(perHead())
	y, ok := s.Year(nhs.MustParseFinancialYear("2015/16"))
	fmt.Println(y.Amount, y.PerHead, ok)
	// Output: £954,711.00 £9.00 true
}

func ExampleCustomerCharge() {
	s, _ := sla.Charges(sample("partnership"))
	for _, c := range s.Years[1].Customers {
		fmt.Println(c.Customer, c.Amount)
	}
	// Output:
	// example-north-ccg £1,010,046.00
	// example-south-ccg £673,364.00
}

func ExampleProblem() {
	a := perHead()
	a.Lines[0].Price.Rate = nil
	s, _ := sla.Charges(a)
	fmt.Println(s.Total == nil, s.Problems[0].Path, s.Problems[0].Message)
	// Output: true /lines/0/price/rate the rate per head is unknown
}

func ExamplePrice() {
	p := perHead().Lines[0].Price
	fmt.Println(p.Kind, p.Rate, p.People)
	// Output: per-head £9.00 106079
}

func ExamplePriceKind() {
	for _, l := range sample("partnership").Lines {
		fmt.Println(l.Price.Kind)
	}
	// Output:
	// fixed
	// per-head
	// fixed
	// per-unit
	// cost-and-volume
}

func ExampleBand() {
	for _, b := range sample("partnership").Lines[3].Price.Bands {
		fmt.Println(b.From, b.To, b.Rate)
	}
	// Output:
	// 1 12000 £9.50
	// 12001 24000 £8.25
	// 24001 0 £7.00
}

func ExampleVolume() {
	v := sample("partnership").Lines[3].Volumes[0]
	fmt.Println(v.Month, v.Units)
	// Output: 2013-10-01 1480
}

func ExampleIndexation() {
	a := perHead()
	a.Indexation = []sla.Indexation{{From: nhs.MustParseDate("2014-04-01"), Percent: nhs.MustParsePercent("1.5")}}
	s, _ := sla.Charges(a)
	fmt.Println(s.Years[0].Amount, s.Years[1].Amount)
	// Output: £954,711.00 £969,031.67
}

func ExampleVariation() {
	v := sample("partnership").Variations[0]
	fmt.Println(v.Line, v.Price.Amount, "from", v.From, "because of", v.Reason)
	// Output: redesign £150,000.00 from 2015-01-01 because of one project fewer
}

func ExampleCredit() {
	c := sample("partnership").Lines[3].KPIs[0].Credit
	fmt.Println(c.Percent, "of the charge of the month")
	// Output: 2% of the charge of the month
}

func ExampleCreditTerms() {
	fmt.Println("at most", sample("partnership").Credits.Cap, "of the charges of a year")
	// Output: at most 5% of the charges of a year
}

func ExampleCreditDue() {
	d := sla.Assess(sample("partnership"), sla.ChartOptions{}).Credits[0]
	fmt.Println(d.Line, d.KPI, d.To, d.Due)
	// Output: desk ack 2013-10-31 £281.20
}

func ExampleCreditYear() {
	for _, y := range sla.Assess(sample("partnership"), sla.ChartOptions{}).CreditYears {
		fmt.Println(y.Year, y.Due, "of at most", y.Cap)
	}
	// Output:
	// 2013/14 £2,273.35 of at most £43,161.92
	// 2014/15 £3,746.33 of at most £84,170.50
	// 2015/16 £561.46 of at most £83,146.75
}

func ExampleRiskShare() {
	r := sample("partnership").RiskShare
	for _, cost := range []string{"1790000.00", "1910000.00"} {
		s, _ := r.Split(nhs.MustParseFinancialYear("2014/15"), nhs.MustParseMoney(cost))
		fmt.Println(s.Saved, s.Provider, s.Customers)
	}
	// Output:
	// £60,000.00 £20,750.00 £39,250.00
	// -£60,000.00 -£20,750.00 -£39,250.00
}

func ExampleShareBand() {
	b := sample("partnership").RiskShare.Gain[0]
	fmt.Println("from", b.From, "to", b.To, "the provider has", b.Provider)
	// Output: from 1% to 5% the provider has 50%
}

func ExampleOutturn() {
	o := sample("partnership").RiskShare.Outturns[0]
	fmt.Println(o.Year, o.Cost)
	// Output: 2014/15 £1,790,000.00
}

func ExampleYearShare() {
	s := sla.Assess(sample("partnership"), sla.ChartOptions{}).Shares[0]
	fmt.Println(s.Year, s.Saved, s.Provider, s.Customers, s.Capped)
	// Output: 2014/15 £60,000.00 £20,750.00 £39,250.00 false
}
