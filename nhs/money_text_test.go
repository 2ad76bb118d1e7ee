package nhs

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMoneyStringForms(t *testing.T) {
	huge := MoneyFromPence(math.MaxInt64).Mul(math.MaxInt64)
	for _, tt := range []struct {
		m                   Money
		long, short, digits string
	}{
		{MoneyFromPence(1), "£0.01", "£0.01", "0.01"},
		{MoneyFromPence(-1), "-£0.01", "-£0.01", "-0.01"},
		{MoneyFromPence(10), "£0.10", "£0.10", "0.10"},
		{MoneyFromPence(2500), "£25.00", "£25", "25.00"},
		{MoneyFromPence(2550), "£25.50", "£25.50", "25.50"},
		{MoneyFromPence(99999), "£999.99", "£999.99", "999.99"},
		{MoneyFromPence(100000), "£1,000.00", "£1k", "1000.00"},
		{MoneyFromPence(123456), "£1,234.56", "£1.23k", "1234.56"},
		{MoneyFromPence(-123456), "-£1,234.56", "-£1.23k", "-1234.56"},
		{MoneyFromPence(100499), "£1,004.99", "£1k", "1004.99"},
		{MoneyFromPence(100500), "£1,005.00", "£1.01k", "1005.00"},
		{MoneyFromPence(940000), "£9,400.00", "£9.4k", "9400.00"},
		{MoneyFromPence(999499), "£9,994.99", "£9.99k", "9994.99"},
		{MoneyFromPence(999500), "£9,995.00", "£10k", "9995.00"},
		{MoneyFromPence(-999500), "-£9,995.00", "-£10k", "-9995.00"},
		{MoneyFromPence(12340000), "£123,400.00", "£123k", "123400.00"},
		{MoneyFromPence(99949999), "£999,499.99", "£999k", "999499.99"},
		{MoneyFromPence(99950000), "£999,500.00", "£1m", "999500.00"},
		{MoneyFromPence(55000000000), "£550,000,000.00", "£550m", "550000000.00"},
		{MoneyFromPence(134000000000), "£1,340,000,000.00", "£1.34bn", "1340000000.00"},
		{MoneyFromPence(99949999999), "£999,499,999.99", "£999m", "999499999.99"},
		{MoneyFromPence(99950000000), "£999,500,000.00", "£1bn", "999500000.00"},
		{MoneyFromPence(123456789012345), "£1,234,567,890,123.45", "£1,230bn", "1234567890123.45"},
		{MoneyFromPence(math.MaxInt64), "£92,233,720,368,547,758.07", "£92,200,000bn", "92233720368547758.07"},
		{MoneyFromPence(math.MinInt64), "-£92,233,720,368,547,758.08", "-£92,200,000bn", "-92233720368547758.08"},
		{huge, "£850,705,917,302,346,158,473,969,077,842,325,012.49",
			"£851,000,000,000,000,000,000,000,000bn", "850705917302346158473969077842325012.49"},
	} {
		if got := tt.m.String(); got != tt.long {
			t.Errorf("String = %q, want %q", got, tt.long)
		}
		if got := tt.m.Short(); got != tt.short {
			t.Errorf("Short of %s = %q, want %q", tt.long, got, tt.short)
		}
		if got, err := tt.m.MarshalText(); string(got) != tt.digits || err != nil {
			t.Errorf("MarshalText = %q, %v, want %q", got, err, tt.digits)
		}
		if got, err := tt.m.AppendText([]byte("x")); string(got) != "x"+tt.digits || err != nil {
			t.Errorf("AppendText = %q, %v, want %q", got, err, tt.digits)
		}
		if got, err := json.Marshal(tt.m); string(got) != `"`+tt.digits+`"` || err != nil {
			t.Errorf("MarshalJSON = %s, %v, want %q", got, err, tt.digits)
		}
	}
}

func TestMoneyUnmarshal(t *testing.T) {
	for _, tt := range []struct {
		in    string
		pence int64
	}{
		{"0", 0}, {"-0", 0}, {"-0.00", 0}, {"0.5", 50}, {"12", 1200}, {"12.3", 1230}, {"12.34", 1234},
		{"-12.34", -1234}, {"999999999999999.99", 99999999999999999},
	} {
		for _, read := range []struct {
			name string
			f    func(*Money) error
		}{
			{"text", func(m *Money) error { return m.UnmarshalText([]byte(tt.in)) }},
			{"JSON number", func(m *Money) error { return json.Unmarshal([]byte(tt.in), m) }},
			{"JSON string", func(m *Money) error { return json.Unmarshal([]byte(`"`+tt.in+`"`), m) }},
			{"SQL string", func(m *Money) error { return m.Scan(tt.in) }},
			{"SQL bytes", func(m *Money) error { return m.Scan([]byte(tt.in)) }},
		} {
			m := MoneyFromPence(77)
			if err := read.f(&m); err != nil || !m.Equal(MoneyFromPence(tt.pence)) {
				t.Errorf("%s %s: %v, %v, want %d pence", read.name, tt.in, m, err, tt.pence)
			}
		}
	}
}

func TestMoneyUnmarshalRefuses(t *testing.T) {
	kept := MoneyFromPence(77)
	for _, in := range []string{
		"", "-", "£1.00", "1,234.00", " 1", "1 ", "(1.00)", "1.00-", "+1", ".5", "1.", "1.234", "1.500",
		"1e3", "1E3", "1.5e-1", "01", "-01.50", "00", "NaN", "Infinity", "0x1", "1_000", "\u0661",
		"1000000000000000", "-1000000000000000", "1e999999999", strings.Repeat("1", 1<<16),
	} {
		m := kept
		err := m.UnmarshalText([]byte(in))
		if _, ok := errors.AsType[*ParseError](err); !ok {
			t.Errorf("UnmarshalText(%.20q) = %v, error %v", in, m, err)
		}
		if err := m.UnmarshalJSON([]byte(in)); err == nil {
			t.Errorf("UnmarshalJSON(%.20q) = %v", in, m)
		}
		err = m.UnmarshalJSON([]byte(`"` + in + `"`))
		if _, ok := errors.AsType[*ParseError](err); !ok {
			t.Errorf("UnmarshalJSON(%.20q in quotes) = %v, error %v", in, m, err)
		}
		if !m.Equal(kept) {
			t.Errorf("%.20q: refused, but changed to %v", in, m)
		}
	}
	for _, in := range []string{`null`, `true`, `{}`, `[]`, `[1]`, `"\u0031"`, `{"pence":1}`} {
		m := kept
		err := json.Unmarshal([]byte(in), &m)
		if _, ok := errors.AsType[*ParseError](err); !ok {
			t.Errorf("JSON %s = %v, error %v", in, m, err)
		}
		if !m.Equal(kept) {
			t.Errorf("JSON %s: refused, but changed to %v", in, m)
		}
	}
	for _, in := range []string{`"`, `"1`, `1"`} {
		var m Money
		if err := m.UnmarshalJSON([]byte(in)); err == nil {
			t.Errorf("UnmarshalJSON(%s) = %v", in, m)
		}
	}
}

// A figure may be 64 bytes long: beyond that it is not looked at, and the
// quotes of a JSON string do not count.
func TestMoneyUnmarshalLimits(t *testing.T) {
	const tooLarge, tooLong = "at most 999,999,999,999,999.99", "at most 64 bytes"
	long, longer := strings.Repeat("1", 64), strings.Repeat("1", 65)
	for _, tt := range []struct{ json, want string }{
		{long, tooLarge},
		{`"` + long + `"`, tooLarge},
		{longer, tooLong},
		{`"` + longer + `"`, tooLong},
		{`""`, "a digit"},
		{`"`, `a JSON number, or a JSON string such as "12.50"`},
	} {
		err := new(Money).UnmarshalJSON([]byte(tt.json))
		if bad, ok := errors.AsType[*ParseError](err); !ok || bad.Want != tt.want {
			t.Errorf("%s: %v, want the error %q", tt.json, err, tt.want)
		}
	}
	err := new(Money).UnmarshalText([]byte(long))
	if bad, ok := errors.AsType[*ParseError](err); !ok || bad.Want != tooLarge || bad.Offset != 15 {
		t.Errorf("text of 64 bytes: %v", err)
	}
}

func TestMoneyInDocument(t *testing.T) {
	type doc struct {
		Paid Money  `json:"paid"`
		Due  *Money `json:"due,omitempty"`
	}
	zero := Money{}
	for _, tt := range []struct {
		v    doc
		want string
	}{
		{doc{Paid: MoneyFromPence(150)}, `{"paid":"1.50"}`},
		{doc{Paid: zero, Due: &zero}, `{"paid":"0.00","due":"0.00"}`},
	} {
		got, err := json.Marshal(tt.v)
		if string(got) != tt.want || err != nil {
			t.Errorf("got %s, %v, want %s", got, err, tt.want)
		}
		var back doc
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.v, back); diff != "" {
			t.Error(diff)
		}
	}
	var d doc
	if err := json.Unmarshal([]byte(`{"paid":null}`), &d); err == nil {
		t.Error("null passed for a known amount")
	}
	if err := json.Unmarshal([]byte(`{"due":null}`), &d); err != nil || d.Due != nil {
		t.Errorf("null for an unknown amount: %v, %v", d.Due, err)
	}
}

func TestMoneySQL(t *testing.T) {
	var m Money
	if err := m.Scan(int64(-25)); err != nil || !m.Equal(MoneyFromPence(-2500)) {
		t.Errorf("Scan(int64(-25)) = %v, %v", m, err)
	}
	for _, src := range []any{nil, 1.5, true, int64(math.MaxInt64), "£1", []byte("1.234"), "1,000"} {
		m := MoneyFromPence(77)
		if err := m.Scan(src); err == nil || !m.Equal(MoneyFromPence(77)) {
			t.Errorf("Scan(%T %[1]v) = %v, %v, want an error", src, m, err)
		}
	}
	if v, err := MoneyFromPence(-150).Value(); v != "-1.50" || err != nil {
		t.Errorf("Value = %v, %v", v, err)
	}
}
