package web

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Types that write their own text, as those of the library do.
type (
	amount string
	day    string // has a zero value that is not known
	span   struct{ from, until day }
	code   string
)

func (a amount) MarshalText() ([]byte, error) { return []byte(a), nil }
func (d day) MarshalText() ([]byte, error)    { return []byte(d), nil }
func (d day) IsZero() bool                    { return d == "" }
func (s span) MarshalText() ([]byte, error) {
	if s == (span{}) {
		return []byte("always"), nil
	}
	return []byte(s.from + "/" + s.until), nil
}

func TestWriteCSV(t *testing.T) {
	type part struct {
		Name  string  `json:"name"`
		Price *amount `json:"price,omitempty"`
		Codes []code  `json:"codes,omitempty"`
	}
	type inner struct {
		ID code `json:"id"`
	}
	type item struct {
		inner
		Day    day    `json:"day,omitzero"`
		Yes    bool   `json:"yes"`
		N      int    `json:"n"`
		Period span   `json:"period"`
		Parts  []part `json:"parts"`
		Extra  *part  `json:"extra,omitempty"`
		hidden string
	}
	pound, debt := amount("1.00"), amount("-1.00")
	got, err := WriteCSV([]item{
		{inner: inner{"00F"}, Day: "2013-04-01", Yes: true, N: -3, Parts: []part{{"=a", &pound, []code{"00F", "00G"}}, {"b", nil, nil}}, hidden: "x"},
		{Extra: &part{"=SUM(A1)", &debt, nil}},
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `id,day,yes,n,period,parts_name,parts_price,parts_codes,extra_name,extra_price,extra_codes
00F,2013-04-01,true,-3,always,'=a;b,1.00;,00F;00G;,,,
,,false,0,always,,,,'=SUM(A1),-1.00,
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := WriteCSV([]struct {
		F func() `json:"f"`
	}{{}}); err == nil {
		t.Error("a function has a cell")
	}
}

func TestSafeCell(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "a": "a", "a=b": "a=b", "-12.50": "-12.50", "-1": "-1", "12": "12",
		"=1+1": "'=1+1", "+1": "'+1", "-": "'-", "-a": "'-a", "-1-1": "'-1-1", "-1.": "'-1.", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "＝1": "'＝1",
	} {
		if got := SafeCell(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}
