package nhs_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/opencommissioning/commissioning/nhs"
)

// A support unit opened with the reforms, merged into another at some time that
// no source gives to the day, and left a contract behind.
func Example() {
	reforms := nhs.MustParseDate("2013-04-01")
	fmt.Println("The reforms began on", reforms, "in", reforms.FinancialYear())

	// The unit's code in the national register, and what is known of its life.
	unit := nhs.MustParseOrgID("0AV")
	opened := nhs.PartialDateOf(reforms)
	closed := nhs.MustParsePartialDate("2014-10")

	// Its contract ran for two financial years, both days included.
	year := nhs.MustParseFinancialYear("2013/14")
	contract := nhs.NewPeriod(year.First(), year.Next().Last())
	fmt.Println("The contract with", unit, "ran", contract, "or", contract.Len(), "days")

	for _, day := range []nhs.Date{year.Last(), nhs.MustDate(2014, time.October, 15), contract.Last()} {
		fmt.Println("Was the unit open on", day.String()+"?", nhs.OpenOn(opened, closed, day))
	}

	// Output:
	// The reforms began on 2013-04-01 in 2013/14
	// The contract with 0AV ran 2013-04-01/2015-03-31 or 730 days
	// Was the unit open on 2014-03-31? yes
	// Was the unit open on 2014-10-15? unknown
	// Was the unit open on 2015-03-31? no
}

func ExampleTristate() {
	open, hosted := nhs.Yes, nhs.Unknown
	fmt.Println(open.And(hosted))
	fmt.Println(open.Or(hosted))
	fmt.Println(hosted.Not())
	fmt.Println(open.Not().And(hosted))
	// Output:
	// unknown
	// yes
	// unknown
	// no
}

// A program that wants today takes it from its own clock.
func ExampleDateOf() {
	now := time.Date(2014, time.April, 1, 0, 30, 0, 0, time.FixedZone("BST", 60*60))
	fmt.Println(nhs.DateOf(now), "is in", nhs.DateOf(now).FinancialYear())
	fmt.Println(nhs.DateOf(now.UTC()), "is in", nhs.DateOf(now.UTC()).FinancialYear())
	// Output:
	// 2014-04-01 is in 2014/15
	// 2014-03-31 is in 2013/14
}

// A constant that is no identifier stops the program as it starts.
func ExampleMustParseOrgID() {
	unit, firm := nhs.MustParseOrgID("0AV"), nhs.MustParseOrgID("capita")
	fmt.Println(unit.IsCode(), firm.IsCode())
	// Output: true false
}

func ExampleDate() {
	d := nhs.MustDate(2013, time.April, 1)
	fmt.Println(d, d.Weekday())
	fmt.Println("a month after 31 January:", nhs.MustParseDate("2013-01-31").AddMonths(1))
	fmt.Println("days to 1 July 2022:", nhs.MustDate(2022, time.July, 1).DaysSince(d))

	_, err := nhs.ParseDate("2013-02-29")
	fmt.Println(err)
	// Output:
	// 2013-04-01 Monday
	// a month after 31 January: 2013-02-28
	// days to 1 July 2022: 3378
	// not a valid date: "2013-02-29" at byte 8: want a day that the month has
}

// A date that is not known is left out of JSON.
func ExampleDate_json() {
	type unit struct {
		Opened nhs.Date `json:"opened,omitzero"`
		Closed nhs.Date `json:"closed,omitzero"`
	}
	b, err := json.Marshal(unit{Opened: nhs.MustDate(2013, time.April, 1)})
	fmt.Println(string(b), err)
	// Output:
	// {"opened":"2013-04-01"} <nil>
}

func ExampleFinancialYear() {
	for _, text := range []string{"2013/14", "2013-14", "2013/2014", "FY2013/14"} {
		fmt.Println(text, "is", nhs.MustParseFinancialYear(text))
	}

	y := nhs.MustDate(2014, time.March, 31).FinancialYear()
	fmt.Println(y, "runs from", y.First(), "to", y.Last(), "and is followed by", y.Next())
	// Output:
	// 2013/14 is 2013/14
	// 2013-14 is 2013/14
	// 2013/2014 is 2013/14
	// FY2013/14 is 2013/14
	// 2013/14 runs from 2013-04-01 to 2014-03-31 and is followed by 2014/15
}

func ExampleOrgID() {
	for _, text := range []string{"0DE", "arden-gem", "00f"} {
		id, err := nhs.ParseOrgID(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(id, "is a code:", id.IsCode())
	}
	// Output:
	// 0DE is a code: true
	// arden-gem is a code: false
	// not a valid organisation ID: "00f" at byte 2: want the ODS code in upper case, 00F
}

func ExampleParseError() {
	_, err := nhs.ParsePeriod("2013-04-01/2014-13-31")
	err = fmt.Errorf("line 7: %w", err)

	var bad *nhs.ParseError
	if errors.As(err, &bad) {
		fmt.Println("what:", bad.Type)
		fmt.Println("text:", bad.Input)
		fmt.Println("from:", bad.Input[bad.Offset:])
		fmt.Println("want:", bad.Want)
	}
	// Output:
	// what: period
	// text: 2013-04-01/2014-13-31
	// from: 13-31
	// want: a month from 01 to 12
}

func ExamplePartialDate() {
	merged := nhs.MustParsePartialDate("2014-10/2015-01")
	fmt.Println("no earlier than", merged.Earliest())
	fmt.Println("no later than", merged.Latest())

	for _, text := range []string{"2014-09-30", "2014-12", "2015-02"} {
		fmt.Println("before", text+"?", merged.Before(nhs.MustParsePartialDate(text)))
	}
	// Output:
	// no earlier than 2014-10-01
	// no later than 2015-01-31
	// before 2014-09-30? no
	// before 2014-12? unknown
	// before 2015-02? yes
}

func ExampleOpenOn() {
	opened, closed := nhs.MustParsePartialDate("2013-04-01"), nhs.MustParsePartialDate("../2015-01")
	for _, text := range []string{"2013-03-31", "2013-04-01", "2014-04-01", "2015-04-01"} {
		fmt.Println(text, nhs.OpenOn(opened, closed, nhs.MustParseDate(text)))
	}
	// Output:
	// 2013-03-31 no
	// 2013-04-01 yes
	// 2014-04-01 unknown
	// 2015-04-01 no
}

func ExamplePeriod() {
	ccgs := nhs.MustParsePeriod("2013-04-01/2022-06-30")
	framework := nhs.MustParsePeriod("2015-02-01/..")

	fmt.Println(ccgs.Contains(nhs.MustParseDate("2022-06-30")), ccgs.Contains(nhs.MustParseDate("2022-07-01")))
	fmt.Println("inside, the end is the day after:", ccgs.Until)
	fmt.Println("both:", ccgs.Intersect(framework))
	fmt.Println("covered:", ccgs.Covers(framework))
	// Output:
	// true false
	// inside, the end is the day after: 2022-07-01
	// both: 2015-02-01/2022-06-30
	// covered: false
}
