package spend

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

// randomFile is a file of a few bodies, with spaces, quotes and Windows-1252 in
// it, and the exact sums that it must come to.
func randomFile(r *rand.Rand, rows int) (string, map[string]int64) {
	var b strings.Builder
	b.WriteString("Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount,Expenditure type\n")
	sums := map[string]int64{}
	suppliers := []string{"ACME LTD", "ACME LTD ", "Caf\xe9", "Café", "NHS X CSU", "\"A, B\"", ""}
	clean := []string{"ACME LTD", "ACME LTD", "Café", "Café", "NHS X CSU", "A, B", ""}
	types := []string{"Rent", "Charges from CSU", "Fees"}
	areas := []string{"ADMIN", "PROGRAMME PROJECTS", "ACUTE"}
	for i := range rows {
		e, m, d, s := r.IntN(3), r.IntN(12)+1, r.IntN(28)+1, r.IntN(len(suppliers))
		p := r.Int64N(10_000_000) - 2_000_000
		kind := r.IntN(3)
		sign, q := "", p
		if p < 0 {
			sign, q = "-", -p
		}
		fmt.Fprintf(&b, "Health,NHS Body %d CCG,%02d/%02d/2020,%s,%s,%s,%d,%s%d.%02d,\n", e, d, m, types[kind], areas[r.IntN(3)], suppliers[s], i, sign, q/100, q%100)
		sums[fmt.Sprintf("NHS Body %d CCG|%s|2020-%02d|%v", e, clean[s], m, kind == 1)] += p
	}
	return b.String(), sums
}

func sumsOf(l *Ledger) map[string]int64 {
	sums := map[string]int64{}
	for e := range l.Entries() {
		sums[fmt.Sprintf("%s|%s|%v|%v", e.Entity, e.Supplier, e.Month, e.ChargesFromCSU)] += e.Pence
	}
	return sums
}

// TestLedgersAddUp reads files into one ledger, and into many that are added in
// any order: all hold the sums that a plain map comes to.
func TestLedgersAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	var files []string
	want := map[string]int64{}
	for range 12 {
		text, sums := randomFile(r, 200+r.IntN(300))
		files = append(files, text)
		for k, v := range sums {
			want[k] += v
		}
	}
	one := NewLedger()
	var apart []*Ledger
	for _, text := range files {
		if _, err := one.Read(strings.NewReader(text), Options{}); err != nil {
			t.Fatal(err)
		}
		l := NewLedger()
		if _, err := l.Read(strings.NewReader(text), Options{}); err != nil {
			t.Fatal(err)
		}
		apart = append(apart, l)
	}
	if diff := cmp.Diff(want, sumsOf(one)); diff != "" {
		t.Fatalf("one ledger (-want +got):\n%s", diff)
	}
	for range 5 {
		r.Shuffle(len(apart), func(i, j int) { apart[i], apart[j] = apart[j], apart[i] })
		sum := NewLedger()
		for _, l := range apart {
			if err := sum.Add(l); err != nil {
				t.Fatal(err)
			}
		}
		if !sum.Equal(one) || !one.Equal(sum) {
			t.Fatal("added ledgers differ from one ledger")
		}
	}
	if one.Equal(apart[0]) {
		t.Error("a part equals the whole")
	}
}

func TestBy(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	text, _ := randomFile(r, 500)
	l := NewLedger()
	f, err := l.Read(strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines, total := l.Total()
	if lines != 500 || !total.Equal(f.Accounting.Sum) {
		t.Errorf("%d payments of %v, want 500 of %v", lines, total, f.Accounting.Sum)
	}
	for _, dims := range [][]Dimension{
		nil, {ByEntity}, {BySupplier}, {ByYear}, {ByMonth}, {ByExpenseType}, {ByExpenseArea}, {ByBudgetType}, {ByEntity, ByYear, BySupplier}, {ByMonth, ByExpenseArea}, {ByEntity, ByBudgetType},
	} {
		groups, err := l.GroupBy(dims...)
		if err != nil {
			t.Fatal(err)
		}
		n, sum := 0, nhs.Money{}
		for _, g := range groups {
			n += g.Lines
			sum = sum.Add(g.Amount)
		}
		if n != lines || !sum.Equal(total) {
			t.Errorf("by %v: %d payments of %v, want %d of %v", dims, n, sum, lines, total)
		}
		if !slices.IsSortedFunc(groups, func(a, b Group) int { return b.Amount.Compare(a.Amount) }) {
			t.Errorf("by %v: not the largest first", dims)
		}
	}
	for _, dims := range [][]Dimension{{BySupplier, ByExpenseType}, {ByExpenseArea, ByBudgetType}} {
		if _, err := l.GroupBy(dims...); err == nil {
			t.Errorf("by %v: no error, though the ledger does not keep them together", dims)
		}
	}
}

func TestByMasksPeople(t *testing.T) {
	text := header + "H,E,30/04/2020,T,A,DR EXAMPLE,1,5.00\nH,E,30/04/2020,T,A,A SAMPLE,2,7.00\nH,E,30/04/2020,T,A,ACME LTD,3,1.00\n"
	l := NewLedger()
	if _, err := l.Read(strings.NewReader(text), Options{}); err != nil {
		t.Fatal(err)
	}
	masked, err := l.GroupBy(BySupplier)
	if err != nil {
		t.Fatal(err)
	}
	want := []Group{{Supplier: Masked, Lines: 2, Amount: nhs.MustParseMoney("12")}, {Supplier: "ACME LTD", Lines: 1, Amount: nhs.MustParseMoney("1")}}
	if diff := cmp.Diff(want, masked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	named, err := l.GroupByUnmasked(BySupplier)
	if err != nil {
		t.Fatal(err)
	}
	if len(named) != 3 || named[0].Supplier != "A SAMPLE" {
		t.Errorf("with names: %+v", named)
	}
}

func TestSumBeyondBounds(t *testing.T) {
	row := "H,E,30/04/2020,T,A,S,1,999999999999.99\n"
	l := NewLedger()
	_, err := l.Read(strings.NewReader(header+strings.Repeat(row, 93_000)), Options{})
	if err == nil {
		t.Error("no error though the sum is beyond an int64 of pence")
	}
}

// TestCollidingNames feeds names that agree in their first and last eight bytes.
func TestCollidingNames(t *testing.T) {
	s := newSymbols()
	const n = 5000
	name := func(i int) []byte { return fmt.Appendf(nil, "PREFIX__%08d__SUFFIX", i) }
	for i := range n {
		if got := s.id(name(i)); int(got) != i+1 {
			t.Fatalf("name %d has number %d", i, got)
		}
	}
	for i := range n {
		if got := s.id(name(i)); int(got) != i+1 {
			t.Fatalf("again, name %d has number %d", i, got)
		}
	}
	if !s.careful {
		t.Error("the names do not collide, so the test shows nothing")
	}
}

// TestMemory reads many lines of few groups: memory does not grow with them.
func TestMemory(t *testing.T) {
	row := "Department of Health,NHS Example CCG,30/04/2020,Rent,ESTATES,ACME LTD,31900001,\"125,000.50\"\n"
	read := func(times int64) float64 {
		return testing.AllocsPerRun(1, func() {
			if _, err := NewLedger().Read(&stream{[]part{{header, 1}, {row, times}}}, Options{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	few, many := read(1000), read(100_000)
	if many > few+100 {
		t.Errorf("%v allocations for 1,000 lines and %v for 100,000", few, many)
	}
}

func BenchmarkLedger(b *testing.B) {
	text, _ := randomFile(rand.New(rand.NewPCG(1, 1)), 50_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewLedger().Read(strings.NewReader(text), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRows(b *testing.B) {
	text, _ := randomFile(rand.New(rand.NewPCG(1, 1)), 50_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := NewReader(strings.NewReader(text), Options{})
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range r.Rows() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
