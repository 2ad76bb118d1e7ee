// Package workbook opens spend files that are not delimited text: .xlsx, the
// format of Excel 2007 and later, .xls, that of Excel 97 to 2003, .ods, that of
// OpenDocument, and tables of web pages, which some programs save under the name .xls.
//
// A program that reads them imports this package and passes it in the options; other
// programs compile nothing of it:
//
//	ledger := spend.NewLedger()
//	file, err := ledger.Read(f, spend.Options{Formats: workbook.Formats(workbook.Limits{})})
//
// The readers are this package's own (of the libraries for .xls that were tried, extrame/xls
// ends the program on a damaged file, and shakinm/xlsReader panics on a quarter of files with a few bytes
// changed). They need the standard library alone. They take
// what other programs write too: parts with other names, rows and cells out of
// order or without names, and the payer in one merged cell for all its rows. What is
// damaged is an error that says where: an incomplete sheet, a row twice, a text that
// is not there.
//
// # Limits
//
// A workbook is held in memory while it is read, and a small one can unpack to much. So
// its bytes are limited, packed ([spend.Options.MaxBook]) and unpacked, and so are its
// cells with the empty ones that it declares, the text in them and the sheets: see
// [Limits]. The defaults are about twenty times a large body's year, and keep memory
// below 64 MiB and time below a second. A larger workbook is a [spend.LimitError]. Cells are
// read as stored, not as shown: a date is a number of days, an amount has all its
// decimals. Formulas are not calculated; their last results are read.
package workbook
