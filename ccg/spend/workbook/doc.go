// Package workbook opens spend files that are workbooks: .xlsx, the format of Excel
// 2007 and later.
//
// A program that reads workbooks imports this package and passes it in the options;
// other programs compile no spreadsheet library:
//
//	ledger := spend.NewLedger()
//	file, err := ledger.Read(f, spend.Options{Formats: []spend.Opener{workbook.XLSX{}}})
//
// # Limits
//
// A workbook is held in memory while it is read, so its size is limited: 4 MiB
// packed, 16 MiB unpacked, 60,000 different texts and 1,048,576 rows in a sheet.
// That is about twenty times a large body's year, and keeps memory use below 64 MiB.
// A larger workbook is a [spend.LimitError]. Cells are read as stored, not as shown:
// a date is a number of days, an amount has all its decimals. Formulas are not
// calculated; their last results are read.
package workbook
