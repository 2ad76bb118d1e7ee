package nhs

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestParseMoney(t *testing.T) {
	for _, tt := range []struct {
		in    string
		pence int64
	}{
		{"0", 0},
		{"£1,234.56", 123456},
		{"1234.5", 123450},
		{"1234", 123400},
		{"1,234,567.89", 123456789},
		{"12,345", 1234500},
		{"999,999,999,999,999.99", 99999999999999999},
		{"-999999999999999.99", -99999999999999999},
		{"000000000000000000000012.50", 1250},
		{".50", 50},
		{"-.5", -50},
		{"0.05", 5},
		{"-12.5", -1250},
		{"(12.50)", -1250},
		{"(£12.50)", -1250},
		{"£(12.50)", -1250},
		{"( £ 12.50 )", -1250},
		{"12.50-", -1250},
		{"12.50 -", -1250},
		{"£12.50-", -1250},
		{"-£1.00", -100},
		{"£-1.00", -100},
		{"- £ 1.00", -100},
		{"£ - 1.00", -100},
		{" 1.00\t", 100},
		{"\u00a0£\u202f1.00\u2009", 100},
		{"£\u00a01,234.00\u00a0", 123400},
		{"-0", 0},
		{"(0.00)", 0},
		{strings.Repeat("0", 62) + "12", 1200}, // as long as it may be
	} {
		got, err := ParseMoney(tt.in)
		if err != nil {
			t.Errorf("ParseMoney(%q): %v", tt.in, err)
			continue
		}
		if p, ok := got.Pence(); p != tt.pence || !ok {
			t.Errorf("ParseMoney(%q) = %d pence, want %d", tt.in, p, tt.pence)
		}
	}
}

func TestParseMoneyRefuses(t *testing.T) {
	const digit = "a digit"
	for _, tt := range []struct {
		in     string
		offset int
		want   string
	}{
		{"", 0, digit},
		{"   ", 3, digit},
		{"-", 1, digit},
		{"£", 2, digit},
		{"()", 1, digit},
		{"--1", 1, digit},
		{"-(1)", 1, digit},
		{"(-1)", 1, digit},
		{"££1", 2, digit},
		{"-£-1", 3, digit},
		{"+1", 0, digit},
		{",500", 0, "commas between groups of three digits"},
		{"n/a", 0, digit},
		{"\xa31.00", 0, digit},
		{"€1.00", 0, digit},
		{"1.", 2, "a digit after the point"},
		{".", 1, "a digit after the point"},
		{"1..5", 2, "a digit after the point"},
		{"1.500", 4, "at most 2 decimals"},
		{"1.005", 4, "at most 2 decimals"},
		{"1,23", 4, "three digits after a comma"},
		{"1,23.00", 4, "three digits after a comma"},
		{"1,2345", 5, "three digits after a comma"},
		{"1,", 2, "three digits after a comma"},
		{"1234,567", 4, "commas between groups of three digits"},
		{"1,,234", 2, "commas between groups of three digits"},
		{"1,23,456", 4, "commas between groups of three digits"},
		{"1.2,3", 3, "nothing after the figure"},
		{"1.50.2", 4, "nothing after the figure"},
		{"1 234", 2, "nothing after the figure"},
		{"1e5", 1, "nothing after the figure"},
		{"1.5E+3", 3, "nothing after the figure"},
		{"0x10", 1, "nothing after the figure"},
		{"12.50)", 5, "nothing after the figure"},
		{"12.50--", 6, "nothing after the figure"},
		{"-12.50-", 6, "nothing after the figure"},
		{"12.50 £", 6, "nothing after the figure"},
		{"12.50CR", 5, "nothing after the figure"},
		{"(12.50", 6, "a closing bracket"},
		{"(12.50-)", 6, "a closing bracket"},
		{"(12.50) x", 8, "nothing after the figure"},
		{"1000000000000000", 15, "at most 999,999,999,999,999.99"},
		{"£1,000,000,000,000,000.00", 22, "at most 999,999,999,999,999.99"},
		{"-99999999999999999999999999999", 16, "at most 999,999,999,999,999.99"},
		{strings.Repeat("0", 65), 64, "at most 64 bytes"},
		{strings.Repeat("9", 1<<20), 64, "at most 64 bytes"},
	} {
		_, err := ParseMoney(tt.in)
		bad, ok := errors.AsType[*ParseError](err)
		if !ok {
			t.Errorf("ParseMoney(%.70q): error %v, want a *ParseError", tt.in, err)
			continue
		}
		if bad.Type != "amount of money" || bad.Offset != tt.offset || bad.Want != tt.want {
			t.Errorf("ParseMoney(%.70q): %s at byte %d: want %q, but wanted %q at byte %d",
				tt.in, bad.Type, bad.Offset, bad.Want, tt.want, tt.offset)
		}
		if len(bad.Error()) > 300 {
			t.Errorf("ParseMoney(%.70q): error of %d bytes", tt.in, len(bad.Error()))
		}
	}
}

func TestMustParseMoney(t *testing.T) {
	if got := MustParseMoney("£1.50"); !got.Equal(MoneyFromPence(150)) {
		t.Errorf("got %v", got)
	}
	mustPanic(t, func() { MustParseMoney("one pound") })
}

func mustPanic(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Error("did not panic")
		}
	}()
	f()
}

func TestMoneyOf(t *testing.T) {
	for _, tt := range []struct {
		in      decimal.Decimal
		exact   string // "" means an error
		rounded string
	}{
		{decimal.Decimal{}, "£0.00", "£0.00"},
		{decimal.New(0, math.MaxInt32), "£0.00", "£0.00"},
		{decimal.New(0, math.MinInt32), "£0.00", "£0.00"},
		{decimal.New(125, -1), "£12.50", "£12.50"},
		{decimal.New(12500, -3), "£12.50", "£12.50"},
		{decimal.New(5, 3), "£5,000.00", "£5,000.00"},
		{decimal.New(-5, 0), "-£5.00", "-£5.00"},
		{decimal.New(1005, -3), "", "£1.01"},
		{decimal.New(-1005, -3), "", "-£1.01"},
		{decimal.New(10049, -4), "", "£1.00"},
		{decimal.New(5, -3), "", "£0.01"},
		{decimal.New(-5, -3), "", "-£0.01"},
		{decimal.New(49, -4), "", "£0.00"},
		{decimal.New(99, -4), "", "£0.01"},
		{decimal.New(9, -4), "", "£0.00"},
		{decimal.New(1, math.MinInt32), "", "£0.00"},
		{decimal.New(1, 10_000), "", ""},
		{decimal.New(-1, math.MaxInt32), "", ""},
		{decimal.New(1, 15), "", ""},
		{decimal.New(1, 16), "", ""},
		{decimal.New(-1, 15), "", ""},
		{decimal.New(99999999999999999, -2), "£999,999,999,999,999.99", "£999,999,999,999,999.99"},
		{decimal.New(999999999999999994, -3), "", "£999,999,999,999,999.99"},
		{decimal.New(999999999999999995, -3), "", ""},
	} {
		check := func(name string, got Money, err error, want string) {
			t.Helper()
			if want == "" {
				if err == nil {
					t.Errorf("%s(%de%d) = %v, want an error", name, tt.in.CoefficientInt64(), tt.in.Exponent(), got)
				}
				if got.Sign() != 0 {
					t.Errorf("%s: amount %v beside an error", name, got)
				}
				return
			}
			if err != nil || got.String() != want {
				t.Errorf("%s(%de%d) = %v, %v, want %s", name, tt.in.CoefficientInt64(), tt.in.Exponent(), got, err, want)
			}
		}
		got, err := MoneyFromDecimal(tt.in)
		check("MoneyOf", got, err, tt.exact)
		got, err = RoundMoney(tt.in)
		check("RoundMoney", got, err, tt.rounded)
	}
}

func TestMoneyZeroValue(t *testing.T) {
	var zero Money
	one := MoneyFromPence(100)
	for _, tt := range []struct{ got, want Money }{
		{zero, MoneyFromPence(0)},
		{zero, one.Sub(one)},
		{zero.Add(one), one},
		{one.Add(zero), one},
		{one.Sub(zero), one},
		{zero.Sub(one), MoneyFromPence(-100)},
		{zero.Sub(zero), zero},
		{zero.Neg(), zero},
		{zero.Abs(), zero},
		{zero.Mul(5), zero},
		{zero.Mul(5).Add(one), one},
		{zero.MulPercent(MustParsePercent("50")), zero},
		{one.MulPercent(Percent{}), zero},
		{Sum(), zero},
		{Sum(zero, one), one},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Error(diff)
		}
		if tt.got.Decimal().Exponent() != -2 {
			t.Errorf("Decimal of %v has exponent %d, want -2", tt.got, tt.got.Decimal().Exponent())
		}
	}
	if got := zero.String(); got != "£0.00" {
		t.Errorf("String = %q", got)
	}
	if got := zero.Short(); got != "£0" {
		t.Errorf("Short = %q", got)
	}
	if got, err := zero.MarshalText(); string(got) != "0.00" || err != nil {
		t.Errorf("MarshalText = %q, %v", got, err)
	}
	if r, err := zero.PerHead(3); err != nil || r.Sign() != 0 {
		t.Errorf("PerHead = %v, %v", r, err)
	}
	parts, err := zero.Allocate(1, 2)
	if diff := cmp.Diff([]Money{zero, zero}, parts); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestMoneyCompare(t *testing.T) {
	ascending := []Money{
		MoneyFromPence(math.MinInt64).Add(MoneyFromPence(-1)), MoneyFromPence(math.MinInt64), MoneyFromPence(-100), MoneyFromPence(-1), {}, MoneyFromPence(1), MoneyFromPence(100),
		MoneyFromPence(math.MaxInt64), MoneyFromPence(math.MaxInt64).Add(MoneyFromPence(1)),
	}
	for i, a := range ascending {
		for j, b := range ascending {
			if want := big.NewInt(int64(i)).Cmp(big.NewInt(int64(j))); a.Compare(b) != want || a.Equal(b) != (want == 0) {
				t.Errorf("%v compared to %v: %d, %t", a, b, a.Compare(b), a.Equal(b))
			}
		}
		if want := big.NewInt(int64(i)).Cmp(big.NewInt(4)); a.Sign() != want {
			t.Errorf("Sign of %v = %d", a, a.Sign())
		}
	}
}

func TestMoneyPence(t *testing.T) {
	for _, p := range []int64{math.MinInt64, -1e18, -1, 0, 1, 999999999999999999, 1e18, math.MaxInt64} {
		if got, ok := MoneyFromPence(p).Pence(); got != p || !ok {
			t.Errorf("Pence(%d).Pence() = %d, %t", p, got, ok)
		}
	}
	for _, m := range []Money{MoneyFromPence(math.MaxInt64).Add(MoneyFromPence(1)), MoneyFromPence(math.MinInt64).Sub(MoneyFromPence(1))} {
		if p, ok := m.Pence(); ok {
			t.Errorf("Pence of %v = %d, want none", m, p)
		}
	}
}

// pences are amounts for the property tests: small, ordinary, huge, at edges.
func pences(r *rand.Rand, n int) []int64 {
	edges := []int64{0, 1, -1, 99, 100, -100, math.MaxInt64, math.MinInt64, math.MaxInt64 - 1}
	out := make([]int64, n)
	for i := range out {
		if r.IntN(8) == 0 {
			out[i] = edges[r.IntN(len(edges))]
		} else {
			out[i] = int64(r.Uint64()) >> r.IntN(63)
		}
	}
	return out
}

func inPence(m Money) *big.Int { return m.Decimal().Coefficient() }

func TestMoneyArithmeticAgainstBigInt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	ps := pences(r, 4000)
	for i := 1; i < len(ps); i++ {
		a, b := ps[i-1], ps[i]
		bigA, bigB := big.NewInt(a), big.NewInt(b)
		for _, tt := range []struct {
			op   string
			got  Money
			want *big.Int
		}{
			{"+", MoneyFromPence(a).Add(MoneyFromPence(b)), new(big.Int).Add(bigA, bigB)},
			{"-", MoneyFromPence(a).Sub(MoneyFromPence(b)), new(big.Int).Sub(bigA, bigB)},
			{"*", MoneyFromPence(a).Mul(b), new(big.Int).Mul(bigA, bigB)},
			{"sum", Sum(MoneyFromPence(a), MoneyFromPence(b)), new(big.Int).Add(bigA, bigB)},
			{"neg", MoneyFromPence(a).Neg(), new(big.Int).Neg(bigA)},
			{"abs", MoneyFromPence(a).Abs(), new(big.Int).Abs(bigA)},
		} {
			if inPence(tt.got).Cmp(tt.want) != 0 {
				t.Fatalf("%d %s %d = %v pence, want %v", a, tt.op, b, inPence(tt.got), tt.want)
			}
		}
	}
}

func TestSumOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		ps := pences(r, r.IntN(20))
		want := new(big.Int)
		amounts := []Money{MoneyFromPence(math.MaxInt64).Mul(3)}
		want.Mul(big.NewInt(math.MaxInt64), big.NewInt(3))
		for _, p := range ps {
			amounts = append(amounts, MoneyFromPence(p))
			want.Add(want, big.NewInt(p))
		}
		for range 3 {
			r.Shuffle(len(amounts), func(i, j int) { amounts[i], amounts[j] = amounts[j], amounts[i] })
			if got := Sum(amounts...); inPence(got).Cmp(want) != 0 {
				t.Fatalf("Sum(%v) = %v, want %v pence", amounts, got, want)
			}
			if got := SumSeq(slices.Values(amounts)); inPence(got).Cmp(want) != 0 {
				t.Fatalf("SumSeq(%v) = %v, want %v pence", amounts, got, want)
			}
		}
	}
}

// roundRat rounds to a whole number, half away from zero.
func roundRat(x *big.Rat) *big.Int {
	twice := new(big.Int).Lsh(new(big.Int).Abs(x.Num()), 1)
	twice.Add(twice, x.Denom())
	q := twice.Quo(twice, new(big.Int).Lsh(x.Denom(), 1))
	if x.Sign() < 0 {
		q.Neg(q)
	}
	return q
}

func TestShareAgainstRat(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, p := range pences(r, 3000) {
		units := r.Int64N(2e18) - 1e18 // of 10^-12 per cent
		if r.IntN(2) == 0 {
			units = (r.Int64N(400) - 200) * 5e11 // halves of a per cent, for ties
		}
		got := MoneyFromPence(p).MulPercent(percentOfUnits(units))
		want := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(p), big.NewInt(units)), big.NewInt(1e14))
		if inPence(got).Cmp(roundRat(want)) != 0 {
			t.Fatalf("%v of %d pence = %v, want %v pence", percentOfUnits(units), p, got, roundRat(want))
		}
	}
}

func TestShareRounding(t *testing.T) {
	for _, tt := range []struct{ m, percent, want string }{
		{"£100", "7.5", "£7.50"},
		{"£0.01", "50", "£0.01"},
		{"£0.01", "49.999999999999", "£0.00"},
		{"-£0.01", "50", "-£0.01"},
		{"£0.03", "-50", "-£0.02"},
		{"£0.05", "50", "£0.03"},
		{"£1,234.56", "100", "£1,234.56"},
		{"£1,234.56", "150", "£1,851.84"},
	} {
		if got := MustParseMoney(tt.m).MulPercent(MustParsePercent(tt.percent)); got.String() != tt.want {
			t.Errorf("%s%% of %s = %v, want %s", tt.percent, tt.m, got, tt.want)
		}
	}
}

func TestPerHeadAgainstRat(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, p := range pences(r, 3000) {
		people := r.Int64N(1<<(1+r.IntN(40))) + 1
		got, err := MoneyFromPence(p).PerHead(people)
		want := roundRat(big.NewRat(p, people).Mul(big.NewRat(p, people), big.NewRat(100, 1)))
		if want.CmpAbs(big.NewInt(rateFigure.max)) > 0 {
			if err == nil {
				t.Fatalf("%d pence for %d people = %v, want an error", p, people, got)
			}
			continue
		}
		if err != nil || got.Decimal().Coefficient().Cmp(want) != 0 {
			t.Fatalf("%d pence for %d people = %v, %v, want %v/10000", p, people, got, err, want)
		}
	}
}

func TestPerHeadRefuses(t *testing.T) {
	for _, people := range []int64{0, -1, math.MinInt64} {
		if got, err := MoneyFromPence(100).PerHead(people); err == nil {
			t.Errorf("PerHead(%d) = %v, want an error", people, got)
		}
	}
}
