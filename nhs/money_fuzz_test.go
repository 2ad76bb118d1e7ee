package nhs

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// refused fails unless err is an error that a caller can place.
func refused(t *testing.T, in string, err error) {
	t.Helper()
	bad, ok := errors.AsType[*ParseError](err)
	if !ok {
		t.Fatalf("%q: error %v, want a *ParseError", in, err)
	}
	if bad.Offset < 0 || bad.Offset > len(in) || bad.Want == "" {
		t.Fatalf("%q: error %+v does not say where or what", in, bad)
	}
}

// published reads an accepted published form the slow way.
func published(t *testing.T, in string) decimal.Decimal {
	t.Helper()
	negative := strings.ContainsAny(in, "-(")
	digits := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || r == '.' {
			return r
		}
		return -1
	}, in)
	d, err := decimal.NewFromString(digits)
	if err != nil {
		t.Fatalf("%q was accepted: %v", in, err)
	}
	if negative {
		d = d.Neg()
	}
	return d
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{
		"£1,234.56", "1234.5", "-12.5", "(12.50)", "12.50-", "-£1.00", "£-1.00", "\u00a0£ 1\u202f", ".50",
		"1,23", "1.500", "1.", "-", "(1", "1e5", "1000000000000000", "--1", "\xa31",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMoney(s)
		if err != nil {
			refused(t, s, err)
			return
		}
		if want := published(t, s); !m.Decimal().Equal(want) {
			t.Fatalf("%q = %v, want %v", s, m, want)
		}
		if back, err := ParseMoney(m.String()); err != nil || !back.Equal(m) {
			t.Fatalf("%q = %v, which reads as %v, %v", s, m, back, err)
		}
		text, _ := m.MarshalText()
		var back Money
		if err := back.UnmarshalText(text); err != nil || !back.Equal(m) {
			t.Fatalf("%q = %s, which reads as %v, %v", s, text, back, err)
		}
	})
}

func FuzzMoneyJSON(f *testing.F) {
	for _, s := range []string{`"1234.50"`, `1234.5`, `-0`, `"-0.01"`, `null`, `1e3`, `"£1"`, `01`, `"1`, `""`, `[1]`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var m Money
		if err := m.UnmarshalJSON(data); err != nil {
			refused(t, string(data), err)
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q is no JSON, but reads as %v", data, m)
		}
		if want := decimal.RequireFromString(strings.Trim(string(data), `"`)); !m.Decimal().Equal(want) {
			t.Fatalf("%s = %v, want %v", data, m, want)
		}
		out, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back Money
		if err := json.Unmarshal(out, &back); err != nil || !back.Equal(m) {
			t.Fatalf("%s = %s, which reads as %v, %v", data, out, back, err)
		}
	})
}

func FuzzParseRate(f *testing.F) {
	for _, s := range []string{"£9.43", "24.7300", "22.25712", "(1.0001)", "999999999999.9999", "1000000000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRate(s)
		if err != nil {
			refused(t, s, err)
			return
		}
		if want := published(t, s); !r.Decimal().Equal(want) {
			t.Fatalf("%q = %v, want %v", s, r, want)
		}
		if back, err := ParseRate(r.String()); err != nil || !back.Equal(r) {
			t.Fatalf("%q = %v, which reads as %v, %v", s, r, back, err)
		}
		out, _ := json.Marshal(r)
		var back Rate
		if err := json.Unmarshal(out, &back); err != nil || !back.Equal(r) {
			t.Fatalf("%q = %s, which reads as %v, %v", s, out, back, err)
		}
	})
}

func FuzzParsePercent(f *testing.F) {
	for _, s := range []string{"7.5", "7.5%", "7.5 per cent", "-0.000000000001", "1000000", "1000001", "7.5 %%", "%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePercent(s)
		if err != nil {
			refused(t, s, err)
			return
		}
		if want := published(t, s); !p.Decimal().Equal(want) {
			t.Fatalf("%q = %v, want %v", s, p, want)
		}
		if back, err := ParsePercent(p.String()); err != nil || !back.Equal(p) {
			t.Fatalf("%q = %v, which reads as %v, %v", s, p, back, err)
		}
		out, _ := json.Marshal(p)
		var back Percent
		if err := json.Unmarshal(out, &back); err != nil || !back.Equal(p) {
			t.Fatalf("%q = %s, which reads as %v, %v", s, out, back, err)
		}
	})
}
