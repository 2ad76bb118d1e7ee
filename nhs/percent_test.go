package nhs

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestParsePercent(t *testing.T) {
	for _, tt := range []struct{ in, text string }{
		{"0", "0"},
		{"-0.0", "0"},
		{"7.5", "7.5"},
		{"7.5%", "7.5"},
		{"7.50 %", "7.5"},
		{"7.5 per cent", "7.5"},
		{"\u00a07.5\u202f% ", "7.5"},
		{"-12.25", "-12.25"},
		{"100", "100"},
		{"100.000000000000", "100"},
		{"0.000000000001%", "0.000000000001"},
		{"1000000", "1000000"},
		{"-1000000%", "-1000000"},
		{strings.Repeat(" ", 62) + "5%", "5"}, // as long as it may be
	} {
		p, err := ParsePercent(tt.in)
		if err != nil {
			t.Errorf("ParsePercent(%q): %v", tt.in, err)
			continue
		}
		_, decimals, _ := strings.Cut(tt.text, ".")
		if got := p.Decimal().Exponent(); got != -int32(len(decimals)) {
			t.Errorf("ParsePercent(%q) is held with exponent %d, want %d", tt.in, got, -len(decimals))
		}
		if got := p.String(); got != tt.text+"%" {
			t.Errorf("ParsePercent(%q) prints %q, want %q", tt.in, got, tt.text+"%")
		}
		data, err := json.Marshal(p)
		if string(data) != `"`+tt.text+`"` || err != nil {
			t.Errorf("ParsePercent(%q) marshals %s, %v", tt.in, data, err)
		}
		for _, in := range []string{string(data), tt.text} {
			var back Percent
			if err := json.Unmarshal([]byte(in), &back); err != nil {
				t.Errorf("JSON %s: %v", in, err)
			}
			if diff := cmp.Diff(p, back); diff != "" {
				t.Errorf("JSON %s: %s", in, diff)
			}
		}
		text, _ := p.MarshalText()
		var back Percent
		if err := back.UnmarshalText(text); err != nil || !back.Equal(p) || string(text) != tt.text {
			t.Errorf("text %s = %v, %v", text, back, err)
		}
	}
}

func TestParsePercentRefuses(t *testing.T) {
	for _, tt := range []struct {
		in     string
		offset int
	}{
		{"", 0},
		{" ", 1},
		{"%", 0},
		{" %", 1},
		{"per cent", 0},
		{"-", 1},
		{".5", 0},
		{"5.", 2},
		{"05", 0},
		{"7.5%%", 3},
		{"7.5 % per cent", 3},
		{"  7,5", 3},
		{"£7.5", 0},
		{"(7.5)", 0},
		{"1e2", 1},
		{"0.0000000000001", 14},
		{"1000000.000000000001", 19},
		{"1000001", 6},
		{"99999999999999999999", 6},
		{strings.Repeat("1", 65), 64},
	} {
		p, err := ParsePercent(tt.in)
		bad, ok := errors.AsType[*ParseError](err)
		if !ok || bad.Type != "percent" || bad.Offset != tt.offset {
			t.Errorf("ParsePercent(%q) = %v, error %v, want one at byte %d", tt.in, p, err, tt.offset)
		}
		if !p.Equal(Percent{}) {
			t.Errorf("ParsePercent(%q) = %v beside an error", tt.in, p)
		}
	}
	for _, in := range []string{"7.5%", " 7.5", "7.5 per cent", "null", "true", "7.", "1e2"} {
		p := MustParsePercent("3")
		for _, data := range []string{in, `"` + in + `"`} {
			if err := p.UnmarshalJSON([]byte(data)); err == nil {
				t.Errorf("UnmarshalJSON(%s) = %v", data, p)
			}
		}
		if err := p.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("UnmarshalText(%q) = %v", in, p)
		}
		if !p.Equal(MustParsePercent("3")) {
			t.Errorf("%q: refused, but changed to %v", in, p)
		}
	}
	mustPanic(t, func() { MustParsePercent("most") })
}

func TestPercentOf(t *testing.T) {
	for _, tt := range []struct {
		in   decimal.Decimal
		want string // "" means an error
	}{
		{decimal.Decimal{}, "0%"},
		{decimal.New(750, -2), "7.5%"},
		{decimal.New(1, 6), "1000000%"},
		{decimal.New(-1, -12), "-0.000000000001%"},
		{decimal.New(10, -13), "0.000000000001%"},
		{decimal.New(1, -13), ""},
		{decimal.New(1000000000001, -6), ""},
		{decimal.New(-1, 7), ""},
		{decimal.New(1, 16), ""},
		{decimal.New(1, math.MaxInt32), ""},
		{decimal.New(1, math.MinInt32), ""},
	} {
		got, err := PercentFromDecimal(tt.in)
		if tt.want == "" {
			if err == nil {
				t.Errorf("got %v, want an error", got)
			}
			continue
		}
		if err != nil || got.String() != tt.want {
			t.Errorf("got %v, %v, want %s", got, err, tt.want)
		}
	}
}

func TestRatio(t *testing.T) {
	for _, tt := range []struct {
		part, whole string
		places      int32
		want        string // "" means an error
	}{
		{"£1", "£3", 2, "33.33%"},
		{"£2", "£3", 2, "66.67%"},
		{"£2", "£3", 0, "67%"},
		{"£1", "£8", 1, "12.5%"},
		{"£1", "£8", 0, "13%"},
		{"-£1", "£8", 0, "-13%"},
		{"£1", "-£8", 12, "-12.5%"},
		{"£0", "£8", 2, "0%"},
		{"£8", "£8", 0, "100%"},
		{"£10,000", "£1", 0, "1000000%"},
		{"£10,000.01", "£1", 0, ""},
		{"£1", "£0", 2, ""},
		{"£0", "£0", 2, ""},
		{"£1", "£3", -1, ""},
		{"£1", "£3", 13, ""},
	} {
		got, err := Ratio(MustParseMoney(tt.part), MustParseMoney(tt.whole), tt.places)
		if tt.want == "" {
			if err == nil {
				t.Errorf("Ratio(%s, %s, %d) = %v, want an error", tt.part, tt.whole, tt.places, got)
			}
			continue
		}
		if err != nil || got.String() != tt.want {
			t.Errorf("Ratio(%s, %s, %d) = %v, %v, want %s", tt.part, tt.whole, tt.places, got, err, tt.want)
		}
	}
}

func TestRatioAgainstRat(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for _, p := range pences(r, 2000) {
		whole := int64(r.Uint64()) >> r.IntN(60)
		if whole == 0 {
			continue
		}
		places := r.Int32N(13)
		want := new(big.Rat).SetFrac(big.NewInt(p), big.NewInt(whole))
		want.Mul(want, big.NewRat(pow10[places], 1)).Mul(want, big.NewRat(100, 1))
		rounded := decimal.NewFromBigInt(roundRat(want), -places)
		got, err := Ratio(MoneyFromPence(p), MoneyFromPence(whole), places)
		if rounded.Abs().GreaterThan(decimal.New(1, 6)) {
			if err == nil {
				t.Fatalf("Ratio(%d, %d, %d) = %v, want an error", p, whole, places, got)
			}
			continue
		}
		if err != nil || !got.Decimal().Equal(rounded) {
			t.Fatalf("Ratio(%d, %d, %d) = %v, %v, want %v", p, whole, places, got, err, rounded)
		}
	}
}

func TestRatioOfCounts(t *testing.T) {
	for _, tt := range []struct {
		part, whole int64
		places      int32
		want        string // "" means an error
	}{
		{1, 3, 2, "33.33%"},
		{2, 3, 0, "67%"},
		{1, 8, 0, "13%"},
		{-1, 8, 0, "-13%"},
		{1, -8, 12, "-12.5%"},
		{0, 8, 2, "0%"},
		{9, 8, 1, "112.5%"},
		{math.MaxInt64, math.MaxInt64, 12, "100%"},
		{math.MinInt64, math.MinInt64, 12, "100%"},
		{math.MaxInt64 - 1, math.MaxInt64, 12, "100%"},
		{10_000, 1, 0, "1000000%"},
		{10_001, 1, 0, ""},
		{math.MinInt64, 1, 0, ""},
		{1, 0, 2, ""},
		{0, 0, 2, ""},
		{1, 3, -1, ""},
		{1, 3, 13, ""},
	} {
		got, err := RatioOfCounts(tt.part, tt.whole, tt.places)
		if tt.want == "" {
			if err == nil {
				t.Errorf("RatioOfCounts(%d, %d, %d) = %v, want an error", tt.part, tt.whole, tt.places, got)
			}
			continue
		}
		if err != nil || got.String() != tt.want {
			t.Errorf("RatioOfCounts(%d, %d, %d) = %v, %v, want %s", tt.part, tt.whole, tt.places, got, err, tt.want)
		}
	}
}

func TestRatioOfCountsAgainstRat(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	checked := 0
	for range 4000 {
		part, whole := int64(r.Uint64())>>r.IntN(64), int64(r.Uint64())>>r.IntN(64)
		if whole == 0 {
			continue
		}
		places := r.Int32N(13)
		want := new(big.Rat).SetFrac(big.NewInt(part), big.NewInt(whole))
		want.Mul(want, big.NewRat(pow10[places], 1)).Mul(want, big.NewRat(100, 1))
		rounded := decimal.NewFromBigInt(roundRat(want), -places)
		got, err := RatioOfCounts(part, whole, places)
		if rounded.Abs().GreaterThan(decimal.New(1, 6)) {
			if err == nil {
				t.Fatalf("RatioOfCounts(%d, %d, %d) = %v, want an error", part, whole, places, got)
			}
			continue
		}
		if err != nil || !got.Decimal().Equal(rounded) {
			t.Fatalf("RatioOfCounts(%d, %d, %d) = %v, %v, want %v", part, whole, places, got, err, rounded)
		}
		checked++
	}
	if checked < 1000 {
		t.Errorf("only %d ratios within bounds, want at least 1000", checked)
	}
}

func TestPercentCompare(t *testing.T) {
	ascending := []Percent{MustParsePercent("-2"), MustParsePercent("-0.1"), {}, MustParsePercent("7.5"), MustParsePercent("8")}
	for i, a := range ascending {
		for j, b := range ascending {
			if want := big.NewInt(int64(i)).Cmp(big.NewInt(int64(j))); a.Compare(b) != want || a.Equal(b) != (want == 0) {
				t.Errorf("%v compared to %v: %d, %t", a, b, a.Compare(b), a.Equal(b))
			}
		}
		if want := big.NewInt(int64(i)).Cmp(big.NewInt(2)); a.Sign() != want {
			t.Errorf("Sign of %v = %d", a, a.Sign())
		}
	}
}
