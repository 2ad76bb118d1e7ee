package spend

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestFreshRuns holds the sums of rows sorted by body and month, whose cells are
// made without a look, to those of the same rows in disorder.
func TestFreshRuns(t *testing.T) {
	text, _ := randomFile(rand.New(rand.NewPCG(5, 6)), 2000)
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	head, rows := lines[0], lines[1:]
	rows[len(rows)-1] += "\n"
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b string) int {
		x, y := strings.Split(a, ","), strings.Split(b, ",")
		return cmp.Or(strings.Compare(x[1], y[1]), strings.Compare(x[2][3:], y[2][3:]))
	})
	read := func(l *Ledger, rows []string) *Ledger {
		if _, err := l.Read(strings.NewReader(head+strings.Join(rows, "")), Options{Order: DayFirst}); err != nil {
			t.Fatal(err)
		}
		return l
	}
	once := read(NewLedger(), rows)
	neat := read(NewLedger(), sorted)
	if !neat.Equal(once) {
		t.Error("the order of the rows changes the sums")
	}
	twice := read(NewLedger(), rows)
	if err := twice.Add(once); err != nil {
		t.Fatal(err)
	}
	if !read(neat, sorted).Equal(twice) {
		t.Error("a second reading does not double the sums")
	}
	after := NewLedger()
	if err := after.Add(once); err != nil {
		t.Fatal(err)
	}
	if !read(after, sorted).Equal(twice) {
		t.Error("reading after adding does not double the sums")
	}
	// A ledger that was cut off in the middle of a run goes on in it.
	half := read(read(NewLedger(), sorted[:len(sorted)/2]), sorted[len(sorted)/2:])
	if !half.Equal(once) {
		t.Error("a run over two files changes the sums")
	}
}

// TestPayerHeadings holds the headings by which boards and councils name themselves.
func TestPayerHeadings(t *testing.T) {
	for _, heading := range []string{"ICB", "ICB Name", "Integrated Care Board", "CCG", "Clinical Commissioning Group", "Council", "Council Name", "Local Authority"} {
		ledger := NewLedger()
		if _, err := ledger.Read(strings.NewReader(heading+",Payment Date,Supplier,Amount\nEXAMPLE BODY,31/07/2022,EXAMPLE LTD,100.00\n"), Options{}); err != nil {
			t.Errorf("%s: %v", heading, err)
			continue
		}
		groups, err := ledger.GroupBy(ByEntity, BySupplier)
		if err != nil || len(groups) != 1 || groups[0].Entity != "EXAMPLE BODY" || groups[0].Supplier != "EXAMPLE LTD" {
			t.Errorf("%s: %+v, %v", heading, groups, err)
		}
	}
}
