package spend

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
)

func TestParseAmount(t *testing.T) {
	for text, want := range map[string]int64{
		"125000.5": 12500050, "125,000.50": 12500050, " 125,000.50 ": 12500050, "£125,000.50": 12500050, " £125,000.50 ": 12500050,
		"-£125,000.50": -12500050, "£-125,000.50": -12500050, "(125,000.50)": -12500050, "(£125,000.50)": -12500050, "£(125,000.50)": -12500050,
		"$125,000.50": 12500050, " -   ": 0, "£ - ": 0, "0": 0, "0.00": 0, "12.50-": -1250, "77,041": 7704100, "25000": 2500000,
		"\xa3125,000.50": 12500050, "œ125,000.50": 12500050, "\ufffd35,270.40": 3527040, "\u00a0125.50\u00a0": 12550, "125 000.50": 12500050,
		"25728.405": 2572841, "25728.404": 2572840, "-0.005": -1, ".5": 50, "5.": 500, "−12.50": -1250, "–12.50": -1250, "999999999999.99": 99999999999999,
	} {
		m, err := ParseAmount(text)
		got, _ := m.Pence()
		if err != nil || got != want {
			t.Errorf("ParseAmount(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", " ", "####", "########", "abc", "#REF!", "1,23", "1,2345", "12,34.56", "1.2.3", "(12.50", "12.50)", "--5", "(-5)", "£", "£££5", "1e5", "1.2E+05", "12..5",
		"12.50 paid", "1000000000000.00", "99999999999999999999999", ",123", "123,", "125.000,50", ".", "5-5", "0x10", strings.Repeat("1", 100), "€5",
	} {
		if m, err := ParseAmount(text); err == nil {
			t.Errorf("ParseAmount(%q) = %v, want an error", text, m)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]amount{
		"30899.040000000001":  {pence: 3089904, form: formStyled},
		"1.2345678E7":         {pence: 1234567800, form: 0},
		"1.25E-2":             {pence: 1, form: formStyled | formRounded, rest: 250000},
		"-149285.70000000001": {pence: -14928570, form: formStyled},
		"53025.7225":          {pence: 5302572, form: formStyled | formRounded, rest: 250000},
		"17701":               {pence: 1770100},
		"£17,701.00":          {pence: 1770100, form: formStyled},
		"0":                   {},
	} {
		if got, err := parseNumber([]byte(text)); err != nil || got != want {
			t.Errorf("parseNumber(%q) = %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"1E99", "1E", "E5", "", "1E1000", "#N/A"} {
		if got, err := parseNumber([]byte(text)); err == nil {
			t.Errorf("parseNumber(%q) = %+v, want an error", text, got)
		}
	}
}

// FuzzParseAmount holds amounts to exact arithmetic, and the forms of one amount
// to one another.
func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1,234.56", "(12.50)", "-£5", " - ", "####", "1.005", "\xa35", "1e5", "12.50-"} {
		f.Add(s, int64(len(s)))
	}
	f.Fuzz(func(t *testing.T, s string, pence int64) {
		if m, err := ParseAmount(s); err == nil {
			if p, ok := m.Pence(); !ok || p > maxPence || p < -maxPence {
				t.Fatalf("ParseAmount(%q) = %v, out of range", s, m)
			}
		}
		if a, err := parseNumber([]byte(s)); err == nil && (a.rest < -500_000 || a.rest > 500_000) {
			t.Fatalf("parseNumber(%q) rounds by %d millionths of a penny", s, a.rest)
		}
		if a, err := parseAmount([]byte(s)); err == nil && strings.Trim(s, "-0123456789.") == "" {
			exact, ok := new(big.Rat).SetString(s)
			if !ok {
				if strings.Trim(s, "-") != "" && strings.HasSuffix(s, "-") {
					exact, ok = new(big.Rat).SetString("-" + strings.TrimSuffix(s, "-"))
				}
			}
			if ok && len(s) < 20 {
				got := new(big.Rat).Add(big.NewRat(a.pence, 100), big.NewRat(int64(a.rest), 100_000_000))
				if diff := got.Sub(got, exact); diff.Abs(diff).Cmp(big.NewRat(1, 100_000_000)) > 0 {
					t.Fatalf("parseAmount(%q) = %+v, off by %v pounds", s, a, diff)
				}
			}
		}
		pence %= maxPence
		digits := fmt.Sprintf("%d.%02d", abs(pence)/100, abs(pence)%100)
		forms := []string{digits, "£" + digits, " " + digits + " ", "\u00a0" + digits}
		if pence < 0 {
			forms = []string{"-" + digits, "(" + digits + ")", digits + "-", "£-" + digits, "-£" + digits, "(£" + digits + ")"}
		}
		for _, form := range forms {
			if a, err := parseAmount([]byte(form)); err != nil || a.pence != pence || a.rest != 0 {
				t.Fatalf("parseAmount(%q) = %+v, %v; want %d", form, a, err, pence)
			}
		}
	})
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

func BenchmarkParseAmount(b *testing.B) {
	b.ReportAllocs()
	plain, grouped := []byte("1234567.89"), []byte("1,234,567.89")
	for b.Loop() {
		if _, err := parseAmount(plain); err != nil {
			b.Fatal(err)
		}
		if _, err := parseAmount(grouped); err != nil {
			b.Fatal(err)
		}
	}
}
