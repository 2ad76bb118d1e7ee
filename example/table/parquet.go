package table

import (
	"errors"
	"os"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/opencommissioning/commissioning/nhs"
)

// A record is a row as Parquet has it. The amount is a decimal of two places, the
// date the days since 1970.
type record struct {
	File              string `parquet:"file,dict"`
	Sheet             string `parquet:"sheet,dict"`
	Line              int64  `parquet:"line"`
	Payer             string `parquet:"payer,dict"`
	Date              *int32 `parquet:"date,optional,date"`
	Month             string `parquet:"month,dict"`
	ExpenseType       string `parquet:"expense_type,dict"`
	ExpenseArea       string `parquet:"expense_area,dict"`
	Supplier          string `parquet:"supplier,dict"`
	SupplierKey       string `parquet:"supplier_key,dict"`
	TransactionNumber string `parquet:"transaction_number"`
	Amount            int64  `parquet:"amount,decimal(2:18)"`
	Description       string `parquet:"description"`
	Postcode          string `parquet:"supplier_postcode"`
	ExpenditureType   string `parquet:"expenditure_type,dict"`
	Doubts            string `parquet:"doubts,dict"`
}

type parquetSink struct {
	file *os.File
	w    *parquet.GenericWriter[record]
}

func openParquet(path string) (sink, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &parquetSink{f, parquet.NewGenericWriter[record](f, parquet.Compression(&parquet.Zstd))}, nil
}

func (s *parquetSink) write(r *Row) error {
	pence, err := pence(r.Amount)
	if err != nil {
		return err
	}
	out := record{
		r.File, r.Sheet, int64(r.Line), r.Payer, days(r.Date), r.Month, r.ExpenseType, r.ExpenseArea, r.Supplier, r.SupplierKey, r.TransactionNumber, pence,
		r.Description, r.Postcode, r.ExpenditureType, r.Doubts,
	}
	_, err = s.w.Write([]record{out})
	return err
}

func (s *parquetSink) close() error { return errors.Join(s.w.Close(), s.file.Close()) }

// days returns the days since 1970, or nil for no date.
func days(d nhs.Date) *int32 {
	if d.IsZero() {
		return nil
	}
	n := int32(d.DaysSince(nhs.MustDate(1970, time.January, 1)))
	return &n
}

var errPence = errors.New("the amount exceeds 64 bits of pence")

func pence(m nhs.Money) (int64, error) {
	p, ok := m.Pence()
	if !ok {
		return 0, errPence
	}
	return p, nil
}
