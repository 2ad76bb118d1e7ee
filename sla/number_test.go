package sla

import (
	"encoding/json"
	"errors"
	"math/big"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestParseNumber(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "-0": "0", "97.5": "97.5", "100": "100", "-0.25": "-0.25", "007": "7", "1.500000": "1.5",
		"0.000001": "0.000001", "-0.000001": "-0.000001", "999999999999.999999": "999999999999.999999",
	} {
		f, err := ParseNumber(in)
		if err != nil || f.String() != want {
			t.Errorf("ParseNumber(%q) = %s, %v; want %s", in, f, err, want)
		}
	}
	for _, in := range []string{
		"", "-", ".", ".5", "5.", "1.0000001", "1000000000000", "999999999999.9999999", "1e3", "+1", "1 ", "--1", "1.2.3", "£1", "9999999999999999999",
		"00000000000000000000000000000000000000001", "NaN", "null",
	} {
		_, err := ParseNumber(in)
		var bad *nhs.ParseError
		if !errors.As(err, &bad) || bad.Offset > len(in) {
			t.Errorf("ParseNumber(%q) = %v, want a *nhs.ParseError in the text", in, err)
		}
	}
}

func TestNumberJSON(t *testing.T) {
	for in, want := range map[string]string{`97.5`: `"97.5"`, `"97.50"`: `"97.5"`, `0`: `"0"`} {
		var f Number
		if err := json.Unmarshal([]byte(in), &f); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if out, err := json.Marshal(f); err != nil || string(out) != want {
			t.Errorf("%s comes back as %s, %v; want %s", in, out, err, want)
		}
	}
	for _, in := range []string{`1e3`, `""`, `true`, `{}`, `" 1"`} {
		var f Number
		if err := json.Unmarshal([]byte(in), &f); err == nil {
			t.Errorf("%s was read as %s", in, f)
		}
	}
}

func TestRoundRat(t *testing.T) {
	for in, want := range map[string]int64{"1/2": 1, "-1/2": -1, "49/100": 0, "3/2": 2, "-3/2": -2, "7/3": 2, "0": 0} {
		x, _ := new(big.Rat).SetString(in)
		if got, ok := roundRat(x); !ok || got != want {
			t.Errorf("roundRat(%s) = %d, %v; want %d", in, got, ok, want)
		}
	}
	if n, ok := roundRat(new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 64))); ok {
		t.Errorf("2^64 was rounded to %d", n)
	}
}

// FuzzNumber holds the parser against big.Rat and its own output.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"97.5", "-0.000001", "999999999999.999999", "1e3", "", "00.10"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := ParseNumber(s)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(s)
		if !ok || v.rat().Cmp(want) != 0 {
			t.Fatalf("ParseNumber(%q) = %s, want %v", s, v, want)
		}
		if again, err := ParseNumber(v.String()); err != nil || again != v {
			t.Fatalf("%q is written as %s and read as %s, %v", s, v, again, err)
		}
	})
}
