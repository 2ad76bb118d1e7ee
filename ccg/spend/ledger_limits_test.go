package spend

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// namesFile has so many bodies, suppliers, types and areas each.
func namesFile(n int) string {
	var b strings.Builder
	b.WriteString("Entity,Date,Expense Type,Expense Area,Supplier,Amount\n")
	for i := range n {
		fmt.Fprintf(&b, "NHS E%d CCG,30/04/2020,T%d,A%d,S%d LTD,1.00\n", i, i, i, i)
	}
	return b.String()
}

func TestLedgerLimits(t *testing.T) {
	long := "Entity,Date,Supplier,Amount\nE,30/04/2020," + strings.Repeat("S", 2000) + ",1.00\n"
	for _, c := range []struct {
		name   string
		limits Limits
		text   string
		what   string // "" if it fits
		limit  int64
	}{
		{"as many names as allowed", Limits{MaxNames: 400}, namesFile(100), "", 0},
		{"one more", Limits{MaxNames: 399}, namesFile(100), differentNames, 399},
		{"many more", Limits{MaxNames: 40}, namesFile(100), differentNames, 40},
		{"as many sums as allowed", Limits{MaxSums: 400}, namesFile(100), "", 0},
		{"one sum more", Limits{MaxSums: 399}, namesFile(100), sumsByBodyMonth, 399},
		{"text of names", Limits{MaxNames: 10}, long, lettersOfNames, 640},
		{"text of names that fits", Limits{MaxNames: 100}, long, "", 0},
		{"the defaults", Limits{}, namesFile(100), "", 0},
		{"no limit below nothing", Limits{MaxNames: -1, MaxSums: -1}, namesFile(100), "", 0},
		{"the same names again", Limits{MaxNames: 5}, "Entity,Date,Supplier,Amount\n" + strings.Repeat("E,30/04/2020,S,1.00\n", 100), "", 0},
	} {
		l := NewLimitedLedger(c.limits)
		_, err := l.Read(strings.NewReader(c.text), Options{})
		limit, ok := errors.AsType[*LimitError](err)
		switch {
		case c.what == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.what != "" && (!ok || limit.What != c.what || limit.Limit != c.limit):
			t.Errorf("%s: %v, want more than %d %s", c.name, err, c.limit, c.what)
		case c.what != "" && strings.Contains(err.Error(), "save it as CSV"):
			t.Errorf("%s: %q does not help", c.name, err)
		}
	}
}

// TestLedgerLimitOfSum holds that a sum of ledgers has the limit of its own.
func TestLedgerLimitOfSum(t *testing.T) {
	for most, fits := range map[int]bool{1000: true, 800: true, 799: false} {
		sum := NewLimitedLedger(Limits{MaxNames: most})
		var err error
		for i, file := range []string{namesFile(100), strings.ReplaceAll(namesFile(100), "S", "R")} {
			l := NewLedger()
			if _, e := l.Read(strings.NewReader(strings.NewReplacer("NHS E", fmt.Sprint("NHS F", i), ",T", fmt.Sprint(",U", i), ",A", fmt.Sprint(",B", i)).Replace(file)), Options{}); e != nil {
				t.Fatal(e)
			}
			err = errors.Join(err, sum.Add(l))
		}
		if _, ok := errors.AsType[*LimitError](err); ok == fits {
			t.Errorf("800 names where %d are allowed: %v", most, err)
		}
	}
}

func TestFolderLimits(t *testing.T) {
	files := fstest.MapFS{"a.csv": {Data: []byte(namesFile(10))}, "b.csv": {Data: []byte(namesFile(100))}}
	folder, err := ReadFolder(context.Background(), files, FolderOptions{Limits: Limits{MaxNames: 100}, Workers: 1})
	if _, ok := errors.AsType[*LimitError](err); !ok && (folder == nil || folder.Files[1].Err == nil) {
		t.Errorf("a folder of too many names: %v", err)
	}
}

// BenchmarkNames measures what a name costs: memory by name is the figure.
func BenchmarkNames(b *testing.B) {
	text := namesFile(50_000)
	b.ReportAllocs()
	for b.Loop() {
		l := NewLedger()
		if _, err := l.Read(strings.NewReader(text), Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(200_000), "names/op")
}
