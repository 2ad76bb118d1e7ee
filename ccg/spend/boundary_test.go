package spend

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// The tests of this file stand on both sides of the bounds of amounts and dates.

// What the fast path leaves to the slow one is refused here, not an error.
func TestPlainAmount(t *testing.T) {
	for text, want := range map[string]int64{
		"1.00": 100, "0.99": 99, "0.90": 90, "9.09": 909, "-1.50": -150, "12.34": 1234, "123.45": 12345, "1234.56": 123456,
		"1,234.56": 123456, "12,345.67": 1234567, "123,456.78": 12345678, "1,234,567.89": 123456789, "123,456,789.01": 12345678901,
		"999999999999.99": maxPence, "-999,999,999,999.99": -maxPence, "000000000000000001.00": 100,
	} {
		if got, ok := plainAmount([]byte(text)); got != want || !ok {
			t.Errorf("plainAmount(%q) = %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "-", ".00", "-.00", "1", "1.0", "1.000", "1,00", "1.a0", "1.0a", "1./0", "1.0/", "x.00", "1x.00", "/.00",
		",123.00", "1,23.00", "12,34.00", "1234,567.00", "1,2345.00", "1,234,56.00", "1,,234.00", "1234,.00",
		"1000000000000.00", "0000000000000000001.00",
	} {
		if got, ok := plainAmount([]byte(text)); ok {
			t.Errorf("plainAmount(%q) = %d, want none", text, got)
		}
	}
}

func TestAmountForms(t *testing.T) {
	const most = maxPence
	for text, want := range map[string]amount{
		"1,234,567":                      {pence: 123456700, form: formStyled},
		"+5":                             {pence: 500},
		"1 234 567":                      {pence: 123456700},
		"5.9":                            {pence: 590, form: formStyled},
		"-":                              {form: formStyled},
		"–":                              {form: formStyled},
		"-£":                             {form: formStyled},
		"0.005":                          {pence: 1, form: formStyled | formRounded, rest: -500_000},
		"-0.005":                         {pence: -1, form: formStyled | formRounded, rest: 500_000},
		"-0.004":                         {form: formStyled | formRounded, rest: -400_000},
		"£999999999999.99":               {pence: most, form: formStyled},
		strings.Repeat("0", 62) + "12":   {pence: 1200},
		strings.Repeat("0", 60) + "1.99": {pence: 199, form: formStyled},
	} {
		if got, err := parseAmount([]byte(text)); err != nil || got != want {
			t.Errorf("parseAmount(%q) = %+v, %v, want %+v", text, got, err, want)
		}
	}
	for text, want := range map[string]error{
		"1,23,456":                     errNotAmount,
		"+":                            errNotAmount,
		"\xc2":                         errNotAmount,
		"£1000000000000.00":            errTooLarge,
		"£999999999999.995":            errTooLarge,
		strings.Repeat("0", 63) + "12": errNotAmount,
		"1./":                          errNotAmount,
		"1.:":                          errNotAmount,
	} {
		if got, err := parseAmount([]byte(text)); err != want {
			t.Errorf("parseAmount(%q) = %+v, %v, want the error %v", text, got, err, want)
		}
	}
}

// A binary number is off by a hair: by ten millionths of a penny at most.
func TestNumberForms(t *testing.T) {
	const rounded = formStyled | formRounded
	for text, want := range map[string]amount{
		".5":              {pence: 50, form: formStyled},
		"1E000":           {pence: 100},
		"1E-100":          {form: formStyled},
		"-1.25E-2":        {pence: -1, form: rounded, rest: -250_000},
		"1.0000001":       {pence: 100, form: formStyled},
		"1.00000011":      {pence: 100, form: rounded, rest: 11},
		"0.9999999":       {pence: 100, form: formStyled},
		"0.99999989":      {pence: 100, form: rounded, rest: -11},
		"999999999999.99": {pence: maxPence, form: formStyled},
	} {
		if got, err := parseNumber([]byte(text)); err != nil || got != want {
			t.Errorf("parseNumber(%q) = %+v, %v, want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"999999999999.995", "1E12", "1E0000", "..5"} {
		if got, err := parseNumber([]byte(text)); err == nil {
			t.Errorf("parseNumber(%q) = %+v, want an error", text, got)
		}
	}
}

// An error repeats up to 40 bytes of the text.
func TestErrorsRepeatFortyBytes(t *testing.T) {
	for name, parse := range map[string]func(string) error{
		"amount": func(s string) error { _, err := ParseAmount(s); return err },
		"date":   func(s string) error { _, err := ParseDate(s); return err },
		"month":  func(s string) error { _, err := ParseMonth(s); return err },
	} {
		for n, want := range map[int]string{40: `"` + strings.Repeat("x", 40) + `"`, 41: `"` + strings.Repeat("x", 40) + `…"`} {
			if err := parse(strings.Repeat("x", n)); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s of %d bytes: %v, want %s in it", name, n, err, want)
			}
		}
	}
}

func TestDateForms(t *testing.T) {
	padded := func(n int) string { return "30 April" + strings.Repeat(" ", n-12) + "2020" }
	for text, want := range map[string]string{
		" 3/04/2020": "2020-04-03 2020-03-04", "3 /04/2020": "2020-04-03 2020-03-04", "1/9/2020": "2020-09-01 2020-01-09",
		"09/09/2019": "2019-09-09 2019-09-09", "90/09/2019": "", "09/90/2019": "", "30/04-2020": "2020-04-30 ",
		"April 30th 2020": "2020-04-30 2020-04-30", "April 30th, 2020": "2020-04-30 2020-04-30", "2020-April-30th": "2020-04-30 2020-04-30",
		"1st April 2020": "2020-04-01 2020-04-01", "1stAugust 2020": "",
		"2020-04-30t10:00": "2020-04-30 2020-04-30", "2020-04-30x10:00": "",
		"30/04/2020 09:00 AM": "2020-04-30 ", "30/04/2020 09:00 pm": "2020-04-30 ", "30/04/2020 09:00 x": "",
		"2020-Apr": "2020-04-01 2020-04-01", "20-20-Apr": "",
		"30/04/2020-": "2020-04-30 ", "April May 2020": "",
		"43951.9": "2020-04-30 2020-04-30", "43951./": "", "43951.:": "",
		padded(64): "2020-04-30 2020-04-30", padded(65): "",
	} {
		got := ""
		if r, err := ParseDate(text); err == nil {
			got = r.DayFirst.String() + " " + r.MonthFirst.String()
		}
		if got != want {
			t.Errorf("ParseDate(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	for text, want := range map[string]bool{"03/04/2020": true, "04/04/2020": false, "30/04/2020": false, "04/30/2020": false, "30-Apr-20": false} {
		if r, err := ParseDate(text); err != nil || r.Ambiguous() != want {
			t.Errorf("%s is ambiguous: %v, %v, want %v", text, r.Ambiguous(), err, want)
		}
	}
	if (DateReading{}).Ambiguous() {
		t.Error("no date is ambiguous")
	}
}

func TestMonthOfDay(t *testing.T) {
	for year := firstYear; year <= lastYear; year++ {
		for m := 1; m <= 12; m++ {
			if got, want := makeDay(year, m, 28).monthOf(), NewMonth(year, time.Month(m)); got != want {
				t.Fatalf("the month of a day of %d-%02d is %v", year, m, got)
			}
		}
	}
	if got := (day{}).monthOf(); got != 0 {
		t.Errorf("the month of no day is %v", got)
	}
}

func TestMonthText(t *testing.T) {
	for text, want := range map[string]Month{"": 0, "2000-01": 1, "2049-12": 600} {
		m := Month(7)
		if err := m.UnmarshalText([]byte(text)); err != nil || m != want {
			t.Errorf("%q = %d, %v, want %d", text, m, err, want)
		}
	}
	m := Month(7)
	if err := m.UnmarshalText([]byte("2050-01")); err == nil || m != 7 {
		t.Errorf("2050-01 = %d, %v, want an error and the month as it was", m, err)
	}
}

// A cache says of a text what is read without it, whatever was read before: here
// every day twice, in forms of less, as much and more bytes than it holds.
func TestDateCache(t *testing.T) {
	var c dateCache
	for range 2 { // texts of one beginning, one after the other
		for year := range 50 {
			text := []byte("01/04/20" + string(rune('0'+year/10)) + string(rune('0'+year%10)))
			if got := c.read(text).dayFirst.date(); got.Year() != 2000+year {
				t.Fatalf("%s is %v", text, got)
			}
		}
	}
	days := 18263
	if testing.Short() {
		days = 2000
	}
	for range 2 {
		for n := range days {
			d := nhs.MustParseDate("2000-01-01").AddDays(n)
			tm := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
			for _, form := range []string{"2/1/06", "02/01/06", "02/01/2006", "02 January 2006", "02/01/2006 15:04", "2006-01-02T15:04:05"} {
				text := []byte(tm.Format(form))
				if diff := cmp.Diff(parseDate(text), c.read(text), cmp.AllowUnexported(dates{}, day{})); diff != "" {
					t.Fatalf("%s (-parsed +cached):\n%s", text, diff)
				}
			}
		}
	}
}
