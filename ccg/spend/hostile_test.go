package spend

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
)

// A stream makes a file as it is read, so that a test need not hold it.
type stream struct {
	parts []part
}

type part struct {
	text  string
	times int64
}

func (s *stream) Read(p []byte) (n int, err error) {
	for n < len(p) && len(s.parts) > 0 {
		x := &s.parts[0]
		if x.times == 0 {
			s.parts = s.parts[1:]
			continue
		}
		if n > 0 && n+len(x.text) > len(p) {
			return n, nil
		}
		if len(x.text) > len(p)-n {
			n += copy(p[n:], x.text)
			x.times--
			s.parts = append([]part{{x.text[n:], 1}}, s.parts...)
			return n, nil
		}
		n += copy(p[n:], x.text)
		x.times--
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// TestHostile reads what no honest body publishes, within 64 MiB.
func TestHostile(t *testing.T) {
	row := "H,E,30/04/2020,T,A,S,1,5.00\n"
	long := int64(2 << 30)
	if testing.Short() {
		long = 64 << 20
	}
	block := strings.Repeat("x", 1<<12)
	commas := strings.Repeat(",", 1<<12)
	for name, c := range map[string]struct {
		parts    []part
		payments int
		reason   Reason
		want     Format
	}{
		"a line of 2 GB":                {[]part{{header, 1}, {row, 1}, {block, long >> 12}, {"\n" + row, 1}}, 2, LineTooLong, ""},
		"a first line of 2 GB":          {[]part{{block, long >> 12}}, 0, "", Prose},
		"a million columns":             {[]part{{header, 1}, {row, 1}, {commas, 256}, {"\n" + row, 1}}, 2, LineTooLong, ""},
		"a hundred thousand columns":    {[]part{{header, 1}, {row, 1}, {commas, 25}, {"\n" + row, 1}}, 2, TooManyCells, ""},
		"quote that nothing closes":     {[]part{{header, 1}, {"\"H,E,30/04/2020,T,A,S,1,5.00\n", 1}, {row, 1 << 18}}, 1 + 1<<18, QuoteUnclosed, ""},
		"quote at the start of it all":  {[]part{{"\"" + header, 1}, {row, 1 << 18}}, 1 << 18, QuoteUnclosed, ""},
		"quotes that nothing closes":    {[]part{{header, 1}, {"H,E,30/04/2020,T,A,\"S,1,5.00\n", 1 << 18}}, 1 << 18, QuoteUnclosed, ""},
		"cells of several lines on end": {[]part{{header, 1}, {row, 1}, {"\"a\nb\",", 1 << 20}, {"\n" + row, 1}}, 2, TooManyCells, ""},
		"doubled quotes on end":         {[]part{{header, 1}, {row, 1}, {"H,\"", 1}, {strings.Repeat(`""`, 1<<11), 1 << 10}, {"\n" + row, 1}}, 2, LineTooLong, ""},
		"NUL bytes":                     {[]part{{header, 1}, {row, 1 << 10}, {"\x00\x00\x00\n", 1 << 16}, {row, 1}}, 1 + 1<<10, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			l := NewLedger()
			f, err := l.Read(&stream{c.parts}, Options{})
			runtime.ReadMemStats(&after)
			if got := after.HeapSys - min(after.HeapSys, before.HeapSys); got > 64<<20 {
				t.Errorf("the heap grew by %d MiB", got>>20)
			}
			if c.want != "" {
				if e, ok := errors.AsType[*FormatError](err); !ok || e.Format != c.want {
					t.Fatalf("got %v, want a FormatError of %s", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			a := f.Accounting
			if a.Payments.Rows != c.payments || !a.Balanced() || c.reason != "" && f.Reasons[c.reason] == 0 {
				t.Errorf("%+v %v", a, f.Reasons)
			}
		})
	}
}
