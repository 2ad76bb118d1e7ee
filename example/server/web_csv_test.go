package server

import (
	"testing"
)

// Types that write their own text, as those of the library do.
type (
	amount  string
	day     string // has a zero value that is not known
	stretch struct{ from, until day }
	code    string
)

func (a amount) MarshalText() ([]byte, error) { return []byte(a), nil }

func (d day) MarshalText() ([]byte, error) { return []byte(d), nil }

func (d day) IsZero() bool { return d == "" }

func (s stretch) MarshalText() ([]byte, error) {
	if s == (stretch{}) {
		return []byte("always"), nil
	}
	return []byte(s.from + "/" + s.until), nil
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
