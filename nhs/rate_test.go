package nhs

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestParseRate(t *testing.T) {
	for _, tt := range []struct{ in, text, long string }{
		{"0", "0.00", "£0.00"},
		{"£9.43", "9.43", "£9.43"},
		{"24.7300", "24.73", "£24.73"},
		{"25", "25.00", "£25.00"},
		{"22.257", "22.257", "£22.257"},
		{"22.2571", "22.2571", "£22.2571"},
		{"0.0001", "0.0001", "£0.0001"},
		{"£1,234.5", "1234.50", "£1,234.50"},
		{"-£0.05", "-0.05", "-£0.05"},
		{"(1.0050)", "-1.005", "-£1.005"},
		{"999,999,999,999.9999", "999999999999.9999", "£999,999,999,999.9999"},
	} {
		r, err := ParseRate(tt.in)
		if err != nil {
			t.Errorf("ParseRate(%q): %v", tt.in, err)
			continue
		}
		if got := r.String(); got != tt.long {
			t.Errorf("ParseRate(%q) prints %q, want %q", tt.in, got, tt.long)
		}
		if got, _ := r.MarshalText(); string(got) != tt.text {
			t.Errorf("ParseRate(%q) marshals %q, want %q", tt.in, got, tt.text)
		}
		data, err := json.Marshal(r)
		if string(data) != `"`+tt.text+`"` || err != nil {
			t.Errorf("ParseRate(%q) marshals %s, %v, want %q", tt.in, data, err, tt.text)
		}
		for _, in := range []string{string(data), tt.text} {
			var back Rate
			if err := json.Unmarshal([]byte(in), &back); err != nil {
				t.Errorf("JSON %s: %v", in, err)
			}
			if diff := cmp.Diff(r, back); diff != "" {
				t.Errorf("JSON %s: %s", in, diff)
			}
		}
		var back Rate
		if err := back.UnmarshalText([]byte(tt.text)); err != nil || !back.Equal(r) {
			t.Errorf("UnmarshalText(%s) = %v, %v", tt.text, back, err)
		}
	}
	for _, in := range []string{"", "£", "-", "1.23456", "1.", "9.43 per head", "1,23", "1e3", "1000000000000", "null"} {
		r, err := ParseRate(in)
		if bad, ok := errors.AsType[*ParseError](err); !ok || bad.Type != "rate" {
			t.Errorf("ParseRate(%q) = %v, error %v", in, r, err)
		}
		for _, data := range []string{in, `"` + in + `"`} {
			r := MustParseRate("7")
			if err := r.UnmarshalJSON([]byte(data)); err == nil || !r.Equal(MustParseRate("7")) {
				t.Errorf("UnmarshalJSON(%s) = %v, %v", data, r, err)
			}
		}
		if err := r.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("UnmarshalText(%q) = %v", in, r)
		}
	}
	mustPanic(t, func() { MustParseRate("free") })
}

func TestRateOf(t *testing.T) {
	for _, tt := range []struct {
		in   decimal.Decimal
		want string // "" means an error
	}{
		{decimal.Decimal{}, "£0.00"},
		{decimal.New(943, -2), "£9.43"},
		{decimal.New(943000, -5), "£9.43"},
		{decimal.New(1, 11), "£100,000,000,000.00"},
		{decimal.New(-99999, -4), "-£9.9999"},
		{decimal.New(99999, -5), ""},
		{decimal.New(1, 12), ""},
		{decimal.New(1, 1_000_000), ""},
		{decimal.New(1, math.MinInt32), ""},
	} {
		got, err := RateFromDecimal(tt.in)
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

func TestRateZeroValue(t *testing.T) {
	var zero Rate
	if zero.String() != "£0.00" || zero.Sign() != 0 || zero.Decimal().Exponent() != -4 {
		t.Errorf("zero rate is %v", zero)
	}
	if diff := cmp.Diff(Money{}, zero.Mul(100)); diff != "" {
		t.Error(diff)
	}
	if got := zero.Mul(3).Decimal().Exponent(); got != -2 {
		t.Errorf("exponent of zero pounds is %d, want -2", got)
	}
}

func TestRateCompare(t *testing.T) {
	ascending := []Rate{MustParseRate("-2"), MustParseRate("-0.0001"), {}, MustParseRate("9.43"), MustParseRate("9.4301")}
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
	if n := testing.AllocsPerRun(100, func() { ascending[3].Compare(ascending[4]); ascending[2].Compare(ascending[3]) }); n != 0 {
		t.Errorf("Compare: %v allocations", n)
	}
}

func TestRateTimesAgainstRat(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for _, people := range pences(r, 3000) {
		units := r.Int64N(2e16) - 1e16
		if r.IntN(2) == 0 {
			units = (r.Int64N(400) - 200) * 50 // halves of a penny, for ties
		}
		got := rateOfUnits(units).Mul(people)
		want := roundRat(new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(units), big.NewInt(people)), big.NewInt(100)))
		if inPence(got).Cmp(want) != 0 {
			t.Fatalf("%v for %d people = %v, want %v pence", rateOfUnits(units), people, got, want)
		}
	}
}
