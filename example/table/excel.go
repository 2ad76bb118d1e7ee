package table

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// maxExcelRows is how many rows a sheet has.
const maxExcelRows = 1 << 20

type excelSink struct {
	path  string
	file  *excelize.File
	w     *excelize.StreamWriter
	money int // the style of amounts
	row   int
}

func openExcel(path string) (sink, error) {
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", "Payments"); err != nil {
		return nil, err
	}
	money, err := f.NewStyle(&excelize.Style{NumFmt: 4})
	if err != nil {
		return nil, err
	}
	w, err := f.NewStreamWriter("Payments")
	if err != nil {
		return nil, err
	}
	s := &excelSink{path: path, file: f, w: w, money: money}
	heads := make([]any, len(columns))
	for i, c := range columns {
		heads[i] = c
	}
	return s, s.add(heads)
}

func (s *excelSink) add(cells []any) error {
	if s.row++; s.row > maxExcelRows {
		return fmt.Errorf("a sheet of Excel has %d rows: write .csv, .parquet or .sqlite", maxExcelRows)
	}
	return s.w.SetRow("A"+strconv.Itoa(s.row), cells)
}

func (s *excelSink) write(r *Row) error {
	text, err := amountText(r.Amount)
	if err != nil {
		return err
	}
	// A cell of Excel is a binary number. Amounts of at most 15 digits keep their pence.
	amount, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return err
	}
	cells := make([]any, len(columns))
	for i, t := range r.texts(text) {
		switch columns[i] {
		case "amount":
			cells[i] = excelize.Cell{StyleID: s.money, Value: amount}
		case "line":
			cells[i] = r.Line
		default:
			cells[i] = t
		}
	}
	return s.add(cells)
}

func (s *excelSink) close() error {
	err := s.w.Flush()
	if err == nil {
		err = s.save()
	}
	return errors.Join(err, s.file.Close())
}

func (s *excelSink) save() error {
	out, err := os.Create(s.path)
	if err != nil {
		return err
	}
	return errors.Join(s.file.Write(out), out.Close())
}
