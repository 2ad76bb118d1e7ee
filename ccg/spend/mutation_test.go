package spend_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

// A sheet is a made-up file of payments that the tests below spoil in every way that
// published files are spoilt.
type sheet struct {
	headings []string
	rows     [][]string
	pence    int64
}

// The columns of a sheet before they are shuffled.
const (
	atEntity = iota
	atDate
	atType
	atArea
	atSupplier
	atNumber
	atAmount
)

// newSheet makes up the payments of one body in one month.
func newSheet(r *rand.Rand) *sheet {
	s := &sheet{headings: []string{"Entity", "Date", "Expense Type", "Expense Area", "Supplier", "Transaction Number", "Amount"}}
	firms := []string{"ALPHA CARE LTD", "BETA HOMES", "GAMMA SERVICES PLC", "DELTA TOTAL", "TOTAL FITNESS", "SUMMIT HEALTH", "EPSILON & SON"}
	number := 100_000 + r.IntN(40_000_000)
	whole := r.IntN(3) == 0 // pounds without pence
	month := 1 + r.IntN(12)
	for i := range 4 + r.IntN(30) {
		pence := int64(2_500_000 + r.IntN(30_000_000))
		if r.IntN(12) == 0 {
			pence = -pence
		}
		number += 1 + r.IntN(40)
		amount := nhs.MoneyFromPence(pence)
		var text string
		switch {
		case whole:
			pence -= pence % 100
			text = fmt.Sprint(pence / 100)
		case r.IntN(2) == 0:
			text = strings.TrimPrefix(strings.Replace(amount.String(), "-£", "-", 1), "£")
		default:
			text = fmt.Sprintf("%d.%02d", pence/100, max(pence, -pence)%100)
			if pence < 0 && pence > -100 {
				text = "-" + text
			}
		}
		day := 1 + (i*7+r.IntN(3))%28
		s.rows = append(s.rows, []string{"NHS Example CCG", fmt.Sprintf("%02d/%02d/2015", day, month), "Services", "Acute", firms[r.IntN(len(firms))], fmt.Sprint(number), text})
		s.pence += pence
	}
	return s
}

// text writes the sheet as delimited text with the columns in an order.
func (s *sheet) text(order []int, comma, eol string) string {
	var b strings.Builder
	write := func(cells []string) {
		for i, at := range order {
			if i > 0 {
				b.WriteString(comma)
			}
			c := cells[at]
			if strings.Contains(c, comma) || strings.Contains(c, `"`) {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString(eol)
	}
	write(s.headings)
	for _, row := range s.rows {
		write(row)
	}
	return b.String()
}

var inOrder = []int{0, 1, 2, 3, 4, 5, 6}

// silent reports whether the total of a file is not the one wanted, and nothing of the
// file says that it may be wrong.
func silent(t *testing.T, text string, pence int64) bool {
	t.Helper()
	file, err := spend.NewLedger().Read(strings.NewReader(text), spend.Options{})
	if err != nil {
		return false
	}
	got, _ := file.Accounting.Sum.Pence()
	return got != pence && len(file.Doubts) == 0 && file.Accounting.SetApart.Rows == 0 && file.Accounting.Rejected.Rows == 0
}

const mutants = 1001

// mutate reads many spoilt sheets and reports those whose total changed without a word.
func mutate(t *testing.T, spoil func(r *rand.Rand, s *sheet) (text string, pence int64)) {
	t.Helper()
	failed := 0
	for i := range mutants {
		r := rand.New(rand.NewPCG(uint64(i), 18))
		s := newSheet(r)
		text, pence := spoil(r, s)
		if silent(t, text, pence) {
			if failed++; failed <= 3 {
				file, _ := spend.NewLedger().Read(strings.NewReader(text), spend.Options{})
				t.Errorf("mutant %d: %v instead of %v, and nothing says so:\n%.3000s", i, file.Accounting.Sum, nhs.MoneyFromPence(pence), text)
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d mutants change the total without a word", failed, mutants)
	}
}

func TestMutants(t *testing.T) {
	plain := func(s *sheet) string { return s.text(inOrder, ",", "\n") }
	t.Run("nothing", func(t *testing.T) {
		mutate(t, func(_ *rand.Rand, s *sheet) (string, int64) { return plain(s), s.pence })
	})
	t.Run("a total", func(t *testing.T) {
		mutate(t, func(r *rand.Rand, s *sheet) (string, int64) {
			at := 2 + r.IntN(len(s.rows)-1) // rows that it counts
			sum := int64(0)
			for _, row := range s.rows[:at] {
				m, err := spend.ParseAmount(row[atAmount])
				if err != nil {
					t.Fatal(err)
				}
				p, _ := m.Pence()
				sum += p
			}
			total := make([]string, len(s.headings))
			total[atAmount] = fmt.Sprintf("%.2f", float64(sum)/100)
			labels := []string{"Total", "Grand Total", "Sub-total", "TOTAL:", "Sum", "April Total", "Total for the month", "ALPHA CARE LTD Total"}
			where := []int{atEntity, atType, atArea, atSupplier, atNumber, atDate}
			total[where[r.IntN(len(where))]] = labels[r.IntN(len(labels))]
			for _, c := range []int{atEntity, atDate, atSupplier} {
				if total[c] == "" && r.IntN(2) == 0 {
					total[c] = s.rows[at-1][c]
				}
			}
			s.rows = slices.Insert(s.rows, at, total)
			return plain(s), s.pence
		})
	})
	t.Run("a copy", func(t *testing.T) {
		mutate(t, func(r *rand.Rand, s *sheet) (string, int64) {
			text := plain(s)
			head, rows, _ := strings.Cut(text, "\n")
			if r.IntN(2) == 0 {
				return text + head + "\n" + rows, s.pence // with its headings
			}
			return text + rows, s.pence
		})
	})
	t.Run("a unit", func(t *testing.T) {
		mutate(t, func(r *rand.Rand, s *sheet) (string, int64) {
			units := []struct {
				heading string
				shift   int64
			}{{"Amount (£000)", 1000}, {"Amount £'000s", 1000}, {"Amount in thousands", 1000}, {"Amount (£k)", 1000}, {"Amount £m", 1_000_000}, {"Amount (£ million)", 1_000_000}, {"Amount (€)", 0}, {"Amount EUR", 0}, {"Amount USD", 0}}
			u := units[r.IntN(len(units))]
			if r.IntN(2) == 0 {
				s.headings[atAmount] = u.heading
				return plain(s), s.pence * u.shift
			}
			title := map[int64]string{1000: "All figures in £000", 1_000_000: "Amounts in £m", 0: "All amounts in euro"}[u.shift]
			return title + "\n" + plain(s), s.pence * u.shift
		})
	})
}

// TestMutantsShifted puts an unquoted comma into a row.
func TestMutantsShifted(t *testing.T) {
	plain := func(s *sheet) string { return s.text(inOrder, ",", "\n") }
	mutate(t, func(r *rand.Rand, s *sheet) (string, int64) {
		i := r.IntN(len(s.rows))
		row := s.rows[i]
		m, err := spend.ParseAmount(row[atAmount])
		if err != nil {
			t.Fatal(err)
		}
		p, _ := m.Pence()
		cell := []int{atEntity, atType, atArea, atSupplier}[r.IntN(4)]
		row[cell] = "§"
		// The comma stands without quotation marks; the amount may or may not be read.
		text := strings.Replace(plain(s), "§", "FIRST, SECOND", 1)
		if file, err := spend.NewLedger().Read(strings.NewReader(text), spend.Options{}); err == nil {
			if got, _ := file.Accounting.Sum.Pence(); got == s.pence-p && file.Accounting.Payments.Rows == len(s.rows)-1 {
				return plain(s), s.pence // set apart or rejected
			}
		}
		return text, s.pence
	})
}

// TestMutantsTurned turns round the days up to 12, as a spreadsheet of another country
// does.
func TestMutantsTurned(t *testing.T) {
	for i := range mutants {
		r := rand.New(rand.NewPCG(uint64(i), 19))
		s := newSheet(r)
		turned := 0
		months := map[string]bool{}
		for _, row := range s.rows {
			var d, m int
			if _, err := fmt.Sscanf(row[atDate], "%d/%d/2015", &d, &m); err != nil {
				t.Fatal(err)
			}
			months[fmt.Sprintf("2015-%02d", m)] = true
			if d <= 12 && d != m {
				row[atDate] = fmt.Sprintf("%02d/%02d/2015", m, d)
				turned++
			}
		}
		got, file := monthsOf(t, "", s.text(inOrder, ",", "\n"))
		for m := range got {
			if !months[m] && file.Dates.Certainty == spend.Certain {
				t.Fatalf("mutant %d: %d dates turned round, payments in %v, and the order is %s: %s\n%s", i, turned, got, file.Dates.Certainty, file.Dates.Reason, s.text(inOrder, ",", "\n"))
			}
		}
	}
}

// TestReadingsAgree holds different writings of the same payments against each other.
func TestReadingsAgree(t *testing.T) {
	for i := range mutants {
		r := rand.New(rand.NewPCG(uint64(i), 20))
		s := newSheet(r)
		comma := []string{",", ";", "\t", "|"}[r.IntN(4)]
		eol := []string{"\n", "\r\n", "\r"}[r.IntN(3)]
		order := r.Perm(len(s.headings))
		text := s.text(order, comma, eol)
		if r.IntN(3) == 0 {
			text = "\ufeff" + text
		}
		if r.IntN(3) == 0 {
			text = "Payments over £25,000" + eol + text
		}
		if r.IntN(2) == 0 {
			total := make([]string, len(s.headings))
			total[atEntity], total[atAmount] = "Total", fmt.Sprintf("%.2f", float64(s.pence)/100)
			s.rows = append(s.rows, total)
			text = s.text(order, comma, eol)
		}
		if silent(t, text, s.pence) {
			t.Errorf("writing %d: the total differs, and nothing says so:\n%s", i, text)
		}
	}
}
