package nhs

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

func BenchmarkParseMoney(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseMoney("£1,234,567.89"); err != nil {
			b.Fatal(err)
		}
	}
}

// keptDecimal keeps the compiler from leaving the work out.
var keptDecimal decimal.Decimal

// The least that a parser which returns a decimal can cost.
func BenchmarkOneDecimal(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		keptDecimal = decimal.New(123456789, -2)
	}
}

func BenchmarkMoneyAdd(b *testing.B) {
	x, y := MoneyFromPence(123456789), MoneyFromPence(987654321)
	b.ReportAllocs()
	for b.Loop() {
		_ = x.Add(y)
	}
}

func BenchmarkSum10000(b *testing.B) {
	amounts := slices.Repeat([]Money{MoneyFromPence(123456789), MoneyFromPence(-98765), {}, MoneyFromPence(5)}, 2500)
	b.ReportAllocs()
	for b.Loop() {
		_ = Sum(amounts...)
	}
}

func BenchmarkMoneyCompare(b *testing.B) {
	x, y := MoneyFromPence(123456789), MoneyFromPence(123456790)
	b.ReportAllocs()
	for b.Loop() {
		_ = x.Compare(y)
	}
}

func BenchmarkMoneyMarshalText(b *testing.B) {
	m := MoneyFromPence(123456789)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = m.MarshalText()
	}
}

func BenchmarkMoneyAppendText(b *testing.B) {
	m := MoneyFromPence(123456789)
	buf := make([]byte, 0, 32)
	b.ReportAllocs()
	for b.Loop() {
		buf, _ = m.AppendText(buf[:0])
	}
}

func BenchmarkMoneyAllocate12(b *testing.B) {
	m := MoneyFromPence(123456789)
	weights := slices.Repeat([]int64{1}, 12)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = m.Allocate(weights...)
	}
}
