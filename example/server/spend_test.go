package server

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
)

// aFile is a file as CCGs published them: a title, a credit in brackets, a row
// without amount, a total, a look-alike and a person.
const aFile = `NHS Darlington CCG payments over £25,000,,,,,,,
Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount
Department of Health,NHS Darlington CCG,30/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,31900001,"125,000.50"
Department of Health,NHS Darlington CCG,30/04/2015,Charges from CSU,RECHARGES,NORTH OF ENGLAND CSU,31900002,"(25,000.00)"
Department of Health,NHS Darlington CCG,28/04/2015,Clinical services,CHC,NEUROLOGICAL COMMISSIONING SUPPORT LTD,31900003,"30,000.00"
Department of Health,NHS Darlington CCG,28/04/2015,Rent,PREMISES,DR A EXAMPLE,31900004,"26,000.00"
Department of Health,NHS Darlington CCG,28/04/2015,Rent,PREMISES,EXAMPLE LTD,31900005,
,,,,,,Total,"156,000.50"
`

// A spendRead is an answer as a client reads it.
type spendRead struct {
	api.SpendAnswer
	File any `json:"file"`
}

func TestSpend(t *testing.T) {
	w := do(newTestHandler(t), http.MethodPost, "/v1/spend?name=darlington.csv", aFile, "Content-Type: text/csv; charset=utf-8")
	got := read[spendRead](t, w)
	type sums struct {
		Lines, Payments  int
		Total            string
		CSULines         int
		CSUTotal         string
		Entities, Months int
	}
	want := sums{8, 4, "£156,000.50", 2, "£100,000.50", 1, 1}
	have := sums{got.Lines, got.Payments, got.Total.String(), got.CSU.Lines, got.CSU.Total.String(), len(got.ByEntity), len(got.ByMonth)}
	if want != have {
		t.Errorf("got %+v, want %+v", have, want)
	}
	if len(got.CSU.BySupplier) != 1 || got.CSU.BySupplier[0].Unit != "north-of-england" || got.CSU.BySupplier[0].ODSCode != "0AR" {
		t.Errorf("paid units: %+v", got.CSU.BySupplier)
	}
	if got.Counts.Error == 0 || len(got.Findings) == 0 {
		t.Error("the row without an amount is not found")
	}
	if strings.Contains(w.Body.String(), "DR A EXAMPLE") {
		t.Error("a person is named")
	}
	a := got.Accounting
	if sum := a.Payments.Lines + a.Headers.Lines + a.Blanks.Lines + a.Notes.Lines + a.Totals.Lines + a.SetApart.Lines + a.Rejected.Lines + a.Unread.Lines; sum != a.Lines {
		t.Errorf("%d lines are accounted for, of %d", sum, a.Lines)
	}
}

// Suppliers are matched by the real table of aliases, whatever the file looks like.
func TestSpendSpellings(t *testing.T) {
	const body = "\xef\xbb\xbfSpend over \xc2\xa325k;;;;\r\n\r\nMerchant;Amount in Sterling;Date Paid;CCG;TransNo\r\n" +
		"M&L CSU;125.000;30/04/2018;NHS Chorley and South Ribble CCG;1\r\n" + // three decimals, not thousands
		"NHS SOUTH CENTRAL & WEST COMMISSIONING S;26,000.00-;30/04/2018;NHS Swindon CCG;2\r\n" +
		"SURREY AND SUSSEX HEALTHCARE NHS TRUST;30000;30/04/2018;NHS Swindon CCG;3\r\n" +
		"Total;4125.00;;;\r\n"
	w := do(newTestHandler(t), http.MethodPost, "/v1/spend", body, "Content-Type: application/octet-stream")
	got := read[spendRead](t, w)
	if got.Payments != 3 || got.Total.String() != "£4,125.00" || got.Accounting.Totals.Rows != 1 {
		t.Errorf("%d payments come to %s, and %d totals", got.Payments, got.Total, got.Accounting.Totals.Rows)
	}
	if got.CSU.Lines != 2 || got.CSU.Total.String() != "-£25,875.00" {
		t.Errorf("%d lines pay CSUs %s", got.CSU.Lines, got.CSU.Total)
	}
	var codes []string
	for _, u := range got.CSU.BySupplier {
		codes = append(codes, string(u.ODSCode))
	}
	slices.Sort(codes)
	if !slices.Equal(codes, []string{"0CX", "0DF"}) {
		t.Errorf("the units paid are %v", codes)
	}
}

// The answer to a hostile file of many names is bounded, and counts the rest.
func TestSpendManyNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("Entity,Date,Expense Type,Supplier,Transaction Number,Amount\n")
	for i := range api.MaxGroups + 7 {
		fmt.Fprintf(&b, "Body %d,30/04/2018,Rent,CSU %d,%d,26000.00\n", i, i, i)
	}
	got := read[spendRead](t, do(newTestHandler(t), http.MethodPost, "/v1/spend", b.String(), "Content-Type: text/csv"))
	if len(got.ByEntity) != api.MaxGroups || got.MoreEntities != 7 || len(got.CSU.Doubtful) != api.MaxGroups || got.CSU.MoreDoubtful != 7 {
		t.Errorf("%d bodies and %d more, %d doubtful suppliers and %d more", len(got.ByEntity), got.MoreEntities, len(got.CSU.Doubtful), got.CSU.MoreDoubtful)
	}
	if got.Payments != api.MaxGroups+7 {
		t.Errorf("%d payments", got.Payments)
	}
}

func TestSpendRefusals(t *testing.T) {
	h := newTestServer(t, Options{MaxUpload: 1 << 20}).handler()
	for _, tt := range []struct {
		name, body, contentType string
		want                    int
		says                    string
	}{
		{"JSON", "{}", "application/json", 415, "text/csv"},
		{"no type", aFile, "", 415, "text/csv"},
		{"PDF", "%PDF-1.4\n%âãÏÓ\n", "application/octet-stream", 415, "PDF"},
		{"old Excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 1024), "application/octet-stream", 422, ".xlsx"},
		{"empty", "", "text/csv", 415, "empty"},
		{"too large", aFile + strings.Repeat("a,b,c,d\n", 1<<17), "text/csv", 413, "1048576"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := do(h, http.MethodPost, "/v1/spend", tt.body, "Content-Type: "+tt.contentType)
			if w.Code != tt.want || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("status %d, want %d and %q: %s", w.Code, tt.want, tt.says, w.Body)
			}
		})
	}
}

func TestSpendTemplate(t *testing.T) {
	w := do(newTestHandler(t), http.MethodGet, "/v1/spend/template", "")
	if !strings.HasPrefix(w.Body.String(), "Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount") {
		t.Errorf("got %s", w.Body)
	}
}

// A file of 64 MB posts through without being held, whether it is well made or
// not: what is in use while it is read does not grow with it.
func TestSpendIsNotHeld(t *testing.T) {
	size := 64 << 20
	if testing.Short() {
		size = 8 << 20
	}
	h := newTestHandler(t)
	do(h, http.MethodPost, "/v1/spend", api.ExampleSpend, "Content-Type: text/csv") // the data is there before
	const head = "Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount\n"
	for name, line := range map[string]func(n int) string{
		"payments": func(n int) string {
			return fmt.Sprintf("Department of Health,NHS Darlington CCG,%02d/04/2015,Charges from CSU,CORPORATE COSTS AND SERVICES,NORTH OF ENGLAND CSU,%d,\"25,000.01\"\n", n%30+1, 31_900_000+n)
		},
		"rejected": func(n int) string {
			return fmt.Sprintf("Department of Health,NHS Darlington CCG,31/02/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,%d,unknown\n", n)
		},
	} {
		t.Run(name, func(t *testing.T) {
			size := size
			if name == "rejected" { // each takes longer
				size /= 8
			}
			file := &manyLines{left: size, rest: head, line: line, every: size / 8}
			r := httptest.NewRequest(http.MethodPost, "/v1/spend", file)
			r.Header.Set("Content-Type", "text/csv")
			before := heapInUse()
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			got := read[spendRead](t, w)
			if name == "payments" && (got.Payments != file.n || !got.Total.Equal(nhs.MoneyFromPence(int64(got.Payments)*2_500_001))) {
				t.Errorf("%d payments of %d lines come to %s", got.Payments, file.n, got.Total)
			}
			if name == "rejected" && got.Accounting.Rejected.Rows != file.n {
				t.Errorf("%d rows of %d are rejected", got.Accounting.Rejected.Rows, file.n)
			}
			if len(file.inUse) < 8 {
				t.Fatalf("measured %d times", len(file.inUse))
			}
			if most := slices.Max(file.inUse); most > before+16<<20 {
				t.Errorf("up to %d KiB more in use while %d MiB are read: %v", (most-before)>>10, size>>20, file.inUse)
			}
		})
	}
}

// heapInUse is how many bytes live objects take, after a collection.
func heapInUse() uint64 {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// manyLines is a long file that is made as it is read. Now and then it measures
// how much memory is in use.
type manyLines struct {
	left, n      int
	rest         string
	line         func(n int) string
	every, until int
	inUse        []uint64
}

func (m *manyLines) Read(b []byte) (int, error) {
	if m.until <= 0 {
		m.inUse = append(m.inUse, heapInUse())
		m.until = m.every
	}
	if m.rest == "" {
		if m.left <= 0 {
			return 0, io.EOF
		}
		m.rest = m.line(m.n)
		m.n++
	}
	n := copy(b, m.rest)
	m.rest = m.rest[n:]
	m.left -= n
	m.until -= n
	return n, nil
}
