package nhs_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

func benchmarkParse[T any](b *testing.B, parse func(string) (T, error), text string) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseDate(b *testing.B) {
	benchmarkParse(b, nhs.ParseDate, "2013-04-01")
}

func BenchmarkParsePartialDate(b *testing.B) {
	for _, text := range []string{"2013", "2013-04", "2013-04-01", "2014-10/2015-01"} {
		b.Run(text, func(b *testing.B) { benchmarkParse(b, nhs.ParsePartialDate, text) })
	}
}

func BenchmarkParsePeriod(b *testing.B) {
	benchmarkParse(b, nhs.ParsePeriod, "2013-04-01/2022-06-30")
}

func BenchmarkParseFinancialYear(b *testing.B) {
	benchmarkParse(b, nhs.ParseFinancialYear, "2013/14")
}

func BenchmarkParseOrgID(b *testing.B) {
	for _, text := range []string{"00F", "west-south-yorkshire-bassetlaw"} {
		b.Run(text, func(b *testing.B) { benchmarkParse(b, nhs.ParseOrgID, text) })
	}
}

func benchmarkString(b *testing.B, v fmt.Stringer) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if v.String() == "" {
			b.Fatal("no text")
		}
	}
}

func BenchmarkDateString(b *testing.B) {
	benchmarkString(b, nhs.MustDate(2013, 4, 1))
}

func BenchmarkPartialDateString(b *testing.B) {
	benchmarkString(b, nhs.MustParsePartialDate("2014-10/2015-01"))
}

func BenchmarkPeriodString(b *testing.B) {
	benchmarkString(b, nhs.MustParsePeriod("2013-04-01/2022-06-30"))
}

func BenchmarkFinancialYearString(b *testing.B) {
	benchmarkString(b, nhs.MustParseFinancialYear("2013/14"))
}

func BenchmarkDateAppendText(b *testing.B) {
	d, buf := nhs.MustDate(2013, 4, 1), make([]byte, 0, 16)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.AppendText(buf); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDateCompare(b *testing.B) {
	d, o := nhs.MustDate(2013, 4, 1), nhs.MustDate(2022, 6, 30)
	b.ReportAllocs()
	for b.Loop() {
		if d.Compare(o) != -1 {
			b.Fatal("order")
		}
	}
}

func BenchmarkDateAddDays(b *testing.B) {
	d := nhs.MustDate(2013, 4, 1)
	b.ReportAllocs()
	for b.Loop() {
		if d.AddDays(365).IsZero() {
			b.Fatal("no date")
		}
	}
}

func BenchmarkDateAddMonths(b *testing.B) {
	d := nhs.MustDate(2013, 1, 31)
	b.ReportAllocs()
	for b.Loop() {
		if d.AddMonths(1).IsZero() {
			b.Fatal("no date")
		}
	}
}

func BenchmarkDateDaysSince(b *testing.B) {
	d, o := nhs.MustDate(2022, 7, 1), nhs.MustDate(2013, 4, 1)
	b.ReportAllocs()
	for b.Loop() {
		if d.DaysSince(o) != 3378 {
			b.Fatal("days")
		}
	}
}

func BenchmarkPeriodContains(b *testing.B) {
	p, d := nhs.MustParsePeriod("2013-04-01/2022-06-30"), nhs.MustDate(2016, 4, 1)
	b.ReportAllocs()
	for b.Loop() {
		if !p.Contains(d) {
			b.Fatal("outside")
		}
	}
}

func BenchmarkPeriodCovers(b *testing.B) {
	p, o := nhs.MustParsePeriod("2013-04-01/2022-06-30"), nhs.MustParsePeriod("2014-04-01/2015-03-31")
	b.ReportAllocs()
	for b.Loop() {
		if !p.Covers(o) {
			b.Fatal("not covered")
		}
	}
}

func BenchmarkFinancialYearContains(b *testing.B) {
	y, d := nhs.MustParseFinancialYear("2013/14"), nhs.MustDate(2014, 3, 31)
	b.ReportAllocs()
	for b.Loop() {
		if !y.Contains(d) {
			b.Fatal("outside")
		}
	}
}

func BenchmarkOpenOn(b *testing.B) {
	opened, closed := nhs.MustParsePartialDate("2013-04-01"), nhs.MustParsePartialDate("../2015-01")
	d := nhs.MustDate(2014, 4, 1)
	b.ReportAllocs()
	for b.Loop() {
		if nhs.OpenOn(opened, closed, d) != nhs.Unknown {
			b.Fatal("known")
		}
	}
}
