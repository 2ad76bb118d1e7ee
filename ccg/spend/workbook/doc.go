// Package workbook opens the workbooks among the files of package spend: .xlsx, the
// format of Excel 2007 and later.
//
// A program that wants them imports this package and says so where it reads; one
// that does not compiles no spreadsheet library:
//
//	ledger := spend.NewLedger()
//	file, err := ledger.Read(f, spend.Options{Formats: []spend.Opener{workbook.XLSX{}}})
//
// # Limits
//
// A workbook has to be held while it is read, so it is bounded: 4 MiB packed,
// 16 MiB unpacked, 60,000 different texts and 1,048,576 rows of a sheet. That is some
// twenty times a year of a large body, and keeps the memory in use below 64 MiB. What
// goes beyond is a [spend.LimitError]. Cells are read as they are kept, not as they
// are shown: a date is its number of days, an amount has all its decimals. Formulas
// are not calculated; their last results are read.
package workbook
