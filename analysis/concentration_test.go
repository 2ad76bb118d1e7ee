package analysis_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestHHI(t *testing.T) {
	equal := func(n int, amount string) []nhs.Money {
		list := make([]nhs.Money, n)
		for i := range list {
			list[i] = nhs.MustParseMoney(amount)
		}
		return list
	}
	for _, test := range []struct {
		amounts []nhs.Money
		want    string // "" is undefined
	}{
		{nil, ""},
		{equal(1, "0.00"), ""},
		{equal(9, "0.00"), ""},
		{equal(1, "0.01"), "10,000.00"},
		{equal(9, "17.31"), "1,111.11"},
		{equal(19, "1000000.00"), "526.32"},
		{equal(3, "999999999999999.99"), "3,333.33"},
		{[]nhs.Money{nhs.MustParseMoney("75"), nhs.MustParseMoney("25")}, "6,250.00"},
		{[]nhs.Money{nhs.MustParseMoney("75"), nhs.MustParseMoney("0")}, "10,000.00"},
		{[]nhs.Money{nhs.MustParseMoney("75"), nhs.MustParseMoney("-25")}, ""},
	} {
		got, ok := analysis.HHI(test.amounts...)
		if ok != (test.want != "") || ok && got.String() != test.want {
			t.Errorf("HHI of %v is %v, %v; want %q", test.amounts, got, ok, test.want)
		}
	}
	hundred := nhs.MustParseMoney("100")
	if adds, ok := analysis.MergerAdds(hundred.Mul(9), hundred, hundred); !ok || adds.String() != "246.91" {
		t.Errorf("merging two of nine adds %v, %v", adds, ok)
	}
	if adds, ok := analysis.MergerAdds(nhs.Money{}, hundred); ok {
		t.Errorf("a merger in a market of zero adds %v", adds)
	}
	if adds, ok := analysis.MergerAdds(hundred, hundred.Neg(), hundred); ok {
		t.Errorf("a merger with less than nothing adds %v", adds)
	}
}

// The order of suppliers does not matter, n equal ones share 10,000 points, and
// after a merger the concentration is what it was and what the merger adds.
func TestHHIProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		amounts := make([]nhs.Money, 2+r.IntN(30))
		for i := range amounts {
			amounts[i] = nhs.MoneyFromPence(r.Int64N(1 << r.IntN(50)))
		}
		amounts[0] = amounts[0].Add(nhs.MoneyFromPence(1))
		before, ok := analysis.HHI(amounts...)
		if !ok || before <= 0 || before > 1_000_000 {
			t.Fatalf("%v of %v", before, amounts)
		}
		adds, _ := analysis.MergerAdds(nhs.Sum(amounts...), amounts[0], amounts[1])
		merged := append([]nhs.Money{amounts[0].Add(amounts[1])}, amounts[2:]...)
		after, _ := analysis.HHI(merged...)
		if off := after - before - adds; off < -1 || off > 1 {
			t.Errorf("%v and %v make %v: %v", before, adds, after, amounts)
		}
		r.Shuffle(len(amounts), func(i, j int) { amounts[i], amounts[j] = amounts[j], amounts[i] })
		if again, _ := analysis.HHI(amounts...); again != before {
			t.Errorf("%v in another order is %v", before, again)
		}
	}
}

func TestParseConcentration(t *testing.T) {
	for text, want := range map[string]analysis.Concentration{"0.00": 0, "1111.11": 111111, "10000.00": 1_000_000, "7.05": 705} {
		got, err := analysis.ParseConcentration(text)
		if err != nil || got != want {
			t.Errorf("%q is %v, %v", text, got, err)
		}
		if back, err := got.MarshalText(); err != nil || string(back) != text {
			t.Errorf("%q is written %q, %v", text, back, err)
		}
	}
	for _, text := range []string{"", "1", "1.1", "1.111", "-1.00", "+1.00", "10000.01", "99999.99", "1e3.00", ".50", "1,111.11", "1. 1"} {
		if got, err := analysis.ParseConcentration(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		} else if _, ok := errors.AsType[*nhs.ParseError](err); !ok {
			t.Errorf("%q: %T", text, err)
		}
	}
	if got := analysis.Concentration(-24691).String(); got != "-246.91" {
		t.Errorf("a fall is written %s", got)
	}
}

func FuzzParseConcentration(f *testing.F) {
	for _, s := range []string{"1111.11", "0.00", "10000.00", "1,1.1", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := analysis.ParseConcentration(s)
		if err != nil {
			return
		}
		text, err := c.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := analysis.ParseConcentration(string(text)); err != nil || again != c {
			t.Errorf("%q is %v, written %q, read %v, %v", s, c, text, again, err)
		}
	})
}
