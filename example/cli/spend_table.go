package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/example/table"
)

// writeSpendTable writes the payments that count as one table.
func (in *invocation) writeSpendTable(folder *spend.Folder, files fs.FS, o spend.FolderOptions) error {
	w, err := table.Create(in.spendTable)
	if err != nil {
		return err
	}
	show := in.progress()
	written, all := 0, folder.Accounting.Payments.Rows
	err = folder.Each(in, files, o, func(name string, r *spend.Row) error {
		if r.Kind != spend.Payment {
			return nil
		}
		if written++; written%10_000 == 0 {
			show(written, all, in.spendTable)
		}
		return w.Write(in.tableRow(name, r))
	})
	show(0, 0, "")
	if err != nil {
		return errors.Join(err, w.Abort())
	}
	return w.Close()
}

// tableRow makes a row of the table. Names that look like people are masked unless
// they were asked for.
func (in *invocation) tableRow(name string, r *spend.Row) table.Row {
	l := r.Copy()
	key := spend.SupplierKey(l.Supplier)
	if !in.withNames {
		l.Supplier, l.Description = spend.Mask(l.Supplier), spend.Mask(l.Description)
	}
	doubts := make([]string, len(l.Doubts))
	for i, d := range l.Doubts {
		doubts[i] = string(d)
	}
	return table.Row{
		File: name, Sheet: r.Sheet, Line: l.Line, Payer: l.Entity, Date: l.Date, Month: l.Month.String(), ExpenseType: l.ExpenseType, ExpenseArea: l.ExpenseArea,
		Supplier: l.Supplier, SupplierKey: key, TransactionNumber: l.TransactionNumber, Amount: r.Amount(), Description: l.Description, Postcode: l.SupplierPostcode,
		ExpenditureType: l.ExpenditureType, Doubts: strings.Join(doubts, "; "),
	}
}

// progress returns a function that shows how far long work is, on one line of a
// terminal; it does nothing if errors go elsewhere. Call it with nought to clear the
// line.
func (in *invocation) progress() func(done, all int, what string) {
	f, ok := in.stderr.(*os.File)
	if !ok {
		return func(int, int, string) {}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func(int, int, string) {}
	}
	return func(done, all int, what string) {
		if all == 0 {
			fmt.Fprint(f, "\r\x1b[K")
			return
		}
		fmt.Fprintf(f, "\r\x1b[K%d of %d: %s", done, all, what)
	}
}
