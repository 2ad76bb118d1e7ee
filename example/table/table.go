// Package table writes the payments of published files as one clean table: as CSV,
// Excel, Parquet or SQLite, by the name of the file.
//
//	w, err := table.Create("payments.parquet")
//	err = w.Write(table.Row{Payer: "NHS Example CCG", Amount: amount})
//	err = w.Close()
//
// The file appears under its name when Close succeeds, and not before.
package table

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Row is one payment of a table.
type Row struct {
	File              string    // the path of the file that it is from
	Sheet             string    // of a workbook
	Line              int       // of the file or the sheet, from 1
	Payer             string    // the body that paid, as the file has it
	Date              nhs.Date  // of the payment; no date if it is not known
	Month             string    // YYYY-MM, or "" if it is not known
	ExpenseType       string    // the kind of cost
	ExpenseArea       string    // the part of the body's work
	Supplier          string    // who was paid, as the file has it
	SupplierKey       string    // what the spellings of the name have in common
	TransactionNumber string    // of the body
	Amount            nhs.Money // in pounds
	Description       string    // what was bought
	Postcode          string    // of the supplier
	ExpenditureType   string    // administration or programme, in the words of the file
	Doubts            string    // about the row, separated by semicolons
}

// columns are the names of the columns in their order.
var columns = [...]string{
	"file", "sheet", "line", "payer", "date", "month", "expense_type", "expense_area", "supplier", "supplier_key", "transaction_number", "amount",
	"description", "supplier_postcode", "expenditure_type", "doubts",
}

// A Writer writes rows to a file.
type Writer struct {
	sink sink
	temp string // where the file is until it is complete
	name string
	rows int
}

// A sink writes one form of table.
type sink interface {
	write(*Row) error
	close() error
}

// Extensions lists the extensions that [Create] knows, each with its form.
func Extensions() string { return ".csv, .xlsx (Excel), .parquet, .sqlite or .db" }

// Create begins a table in the form that the extension of the name says. Another
// extension is an error.
func Create(name string) (*Writer, error) {
	var open func(path string) (sink, error)
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".csv":
		open = openCSV
	case ".xlsx":
		open = openExcel
	case ".parquet":
		open = openParquet
	case ".sqlite", ".sqlite3", ".db":
		open = openSQLite
	default:
		return nil, fmt.Errorf("%s: the extension %q is not one of %s", name, ext, Extensions())
	}
	temp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, err
	}
	if err := temp.Close(); err != nil {
		return nil, err
	}
	s, err := open(temp.Name())
	if err != nil {
		return nil, errors.Join(err, os.Remove(temp.Name()))
	}
	return &Writer{sink: s, temp: temp.Name(), name: name}, nil
}

// Write writes one row.
func (w *Writer) Write(r Row) error {
	w.rows++
	if err := w.sink.write(&r); err != nil {
		return fmt.Errorf("%s, row %d: %w", w.name, w.rows, err)
	}
	return nil
}

// Close completes the file and gives it its name.
func (w *Writer) Close() error {
	if err := w.sink.close(); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", w.name, err), os.Remove(w.temp))
	}
	if err := os.Chmod(w.temp, 0o644); err != nil {
		return err
	}
	return os.Rename(w.temp, w.name)
}

// Abort gives up the file.
func (w *Writer) Abort() error {
	_ = w.sink.close()
	return os.Remove(w.temp)
}

// amountText is the amount as digits with two decimals.
func amountText(m nhs.Money) (string, error) {
	text, err := m.MarshalText()
	return string(text), err
}
