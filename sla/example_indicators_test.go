package sla_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/sla"
)

func ExampleKPI() {
	k := sample("partnership").Lines[3].KPIs[0]
	fmt.Printf("%s: %s %s, %s\n", k.Measure, k.Target, k.Unit, k.Frequency)
	// Output: messages acknowledged within 24 hours: 100 %, monthly
}

func ExampleFamily() {
	fmt.Println(sample("islington-2013").Lines[4].KPIs[0].Family == sla.FundingRequests)
	// Output: true
}

func ExampleDirection() {
	late := sample("partnership").Lines[1].KPIs[0]
	fmt.Println(late.Measure+":", late.Direction, "is better")
	// Output: days after the agreed date on which the monthly pack came: lower is better
}

func ExampleFrequency() {
	months, ok := sla.Quarterly.Months()
	fmt.Println(months, ok)
	// Output: 3 true
}

func ExampleNumber() {
	f, err := sla.ParseNumber("97.50")
	fmt.Println(f, err, f.Compare(sla.MustParseNumber("97.5")))
	// Output: 97.5 <nil> 0
}

func ExampleResult() {
	twoThirds := sla.Result{Numerator: new(sla.Number), Denominator: new(sla.Number)}
	*twoThirds.Numerator, *twoThirds.Denominator = sla.MustParseNumber("2"), sla.MustParseNumber("3")
	fmt.Println(twoThirds.Figure())
	*twoThirds.Denominator = sla.Number{}
	fmt.Println(twoThirds.Figure())
	// Output:
	// 66.666667 true
	// 0 false
}

func ExampleMilestone() {
	for _, m := range sample("partnership").Lines[3].KPIs[0].Trajectory {
		fmt.Println(m.Value, "by", m.By)
	}
	// Output:
	// 85 by 2014-09-30
	// 95 by 2015-03-31
}

func ExampleRebase() {
	r := sample("partnership").Lines[3].KPIs[0].Rebases[0]
	fmt.Println(r.From, r.Reason)
	// Output: 2014-10-01 the desk opens at weekends
}

func ExampleChart() {
	k := sample("partnership").Lines[0].KPIs[0]
	c := k.Chart(sla.ChartOptions{})
	b := c.Bases[0]
	fmt.Println("mean", b.Mean, "limits", b.Lower, "to", b.Upper)
	fmt.Println(c.Variation+",", c.Assurance)
	// Output:
	// mean 96.428571 limits 83.128571 to 109.728571
	// common cause, hit or miss
}

func ExampleChartOptions() {
	k := sample("partnership").Lines[3].KPIs[0]
	fmt.Println(k.Chart(sla.ChartOptions{}).Variation)
	fmt.Println(k.Chart(sla.ChartOptions{Fewest: 8}).Variation)
	// Output:
	// too few points
	// common cause
}

func ExampleChartSources() {
	for _, c := range sla.ChartSources() {
		fmt.Println(c.Title)
	}
	// Output:
	// Making data count
	// NHSRplotthedots: Draw XmR Charts for NHS 'Making Data Count' Programme
	// Control Charts for Individual Measurements
	// Individuals Control Charts
}

func ExampleBase() {
	k := sample("partnership").Lines[3].KPIs[0]
	for _, b := range k.Chart(sla.ChartOptions{}).Bases {
		fmt.Printf("%s: %d points, mean %s %q\n", b.From, b.Points, b.Mean, b.Reason)
	}
	// Output:
	// 2013-10-01: 12 points, mean 81.666667 ""
	// 2014-10-01: 8 points, mean 93 "the desk opens at weekends"
}

func ExamplePoint() {
	k := sample("partnership").Lines[1].KPIs[0]
	p := k.Chart(sla.ChartOptions{}).Points[0]
	fmt.Println(p.From, p.Value, p.Signals)
	// Output: 2013-10-01 5 [above limit]
}

func ExampleSignal() {
	k := sample("partnership").Lines[1].KPIs[0]
	c := k.Chart(sla.ChartOptions{Run: 5})
	fmt.Println(c.Points[13].Signals)
	// Output: [shift down]
}

func ExampleProcessVariation() {
	k := sample("partnership").Lines[1].KPIs[0] // days late: lower is better
	fmt.Println(k.Chart(sla.ChartOptions{}).Variation, k.Chart(sla.ChartOptions{Run: 5}).Variation)
	// Output: common cause improving
}

func ExampleAssurance() {
	k := sample("partnership").Lines[1].KPIs[0]
	fmt.Println(k.Chart(sla.ChartOptions{}).Assurance)
	// Output: misses
}

func ExampleImprovement() {
	for _, l := range sample("partnership").Lines {
		k := l.KPIs[0]
		answer := k.Improvement(k.Chart(sla.ChartOptions{}))
		fmt.Println(answer.Acceptable, "because", answer.Because)
	}
	// Output:
	// no because it does not change, and the target is not met reliably
	// yes because 2 is as good as the 2 agreed for 2014-09-30, or better
	// unknown because too few points to tell: 2 since the limits were last set
	// yes because 96 is as good as the 95 agreed for 2015-03-31, or better
	// unknown because too few points to tell: 2 since the limits were last set
}

func ExamplePerformance() {
	p := sla.Assess(sample("partnership"), sla.ChartOptions{})
	fmt.Println(len(p.KPIs), len(p.Credits), len(p.Shares), len(p.Reopened))
	// Output: 5 22 1 1
}

func ExampleKPIPerformance() {
	k := sla.Assess(sample("partnership"), sla.ChartOptions{}).KPIs[0]
	fmt.Println(k.Path, k.Attainment.Percent, k.Improvement.Acceptable)
	// Output: /lines/0/kpis/0 85.714286 no
}

func ExampleAttained() {
	r := sla.Assess(sample("partnership"), sla.ChartOptions{}).KPIs[0].Results[1]
	fmt.Println(r.From, r.Value, r.Grade)
	// Output: 2013-11-01 90 nearly met
}

func ExampleGrade() {
	k := sample("partnership").Lines[0].KPIs[0]
	fmt.Println(k.Grade(&k.Results[0]), k.Grade(&sla.Result{}))
	// Output: met not known
}

func ExampleAttainment() {
	n := sla.Assess(sample("partnership"), sla.ChartOptions{}).KPIs[0].Attainment
	fmt.Println(n.Met, n.NearlyMet, n.Missed, n.NotKnown, n.Percent)
	// Output: 12 2 0 0 85.714286
}
