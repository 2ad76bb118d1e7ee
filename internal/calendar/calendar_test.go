package calendar

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// The bank holidays of England in six years, one of each sort.
func TestBankHolidays(t *testing.T) {
	for year, want := range map[int]string{
		2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
		2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
		2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
		2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
		2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
		2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
	} {
		var got []string
		for d := nhs.MustDate(year, 1, 1); d.Year() == year; d = d.AddDays(1) {
			if IsBankHoliday(d) && !IsWeekend(d) {
				got = append(got, d.String()[5:])
			}
		}
		if d := cmp.Diff(want, strings.Join(got, " ")); d != "" {
			t.Errorf("%d (-want +got):\n%s", year, d)
		}
	}
}

func TestEaster(t *testing.T) {
	for year, want := range map[int]string{2010: "2010-04-04", 2013: "2013-03-31", 2020: "2020-04-12", 2021: "2021-04-04", 2049: "2049-04-18"} {
		if got := easter(year).String(); got != want {
			t.Errorf("Easter of %d is %s, want %s", year, got, want)
		}
	}
}
