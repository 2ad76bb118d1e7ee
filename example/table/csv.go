package table

import (
	"encoding/csv"
	"errors"
	"os"
	"strconv"

	"github.com/opencommissioning/commissioning/example/web"
)

type csvSink struct {
	file *os.File
	w    *csv.Writer
}

func openCSV(path string) (sink, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	s := &csvSink{f, csv.NewWriter(f)}
	return s, s.w.Write(columns[:])
}

func (s *csvSink) write(r *Row) error {
	amount, err := amountText(r.Amount)
	if err != nil {
		return err
	}
	cells := r.texts(amount)
	for i := range cells {
		if columns[i] != "amount" {
			cells[i] = web.SafeCell(cells[i])
		}
	}
	return s.w.Write(cells[:])
}

func (s *csvSink) close() error {
	s.w.Flush()
	return errors.Join(s.w.Error(), s.file.Close())
}

// texts returns the cells of a row as text.
func (r *Row) texts(amount string) [len(columns)]string {
	return [len(columns)]string{
		r.File, r.Sheet, strconv.Itoa(r.Line), r.Payer, r.Date.String(), r.Month, r.ExpenseType, r.ExpenseArea, r.Supplier, r.SupplierKey, r.TransactionNumber, amount,
		r.Description, r.Postcode, r.ExpenditureType, r.Doubts,
	}
}
