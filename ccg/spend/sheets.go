package spend

import "io"

// An Opener opens files of one format that is not delimited text. Pass it in
// [Options.Formats]; package ccg/spend/workbook has one for .xlsx.
type Opener interface {
	// Format is the format of the files that it opens.
	Format() Format
	// Open opens a file of at most 4 MiB, given all its bytes. A file beyond the limits
	// of the format is a [*LimitError].
	Open(file []byte) (Book, error)
}

// A Book is an open file of one or more sheets.
type Book interface {
	// Sheets lists the sheets in the order of the file.
	Sheets() []Sheet
	// Rows starts to read the named sheet at its first row. A sheet is read several
	// times, each time from the beginning.
	Rows(sheet string) (SheetRows, error)
	// From1904 reports whether day numbers count from 1904 instead of 1900.
	From1904() bool
	io.Closer
}

// A Sheet is one table of a [Book].
type Sheet struct {
	// Name is its name, unique in the book.
	Name string
	// Hidden means that the book hides it. It is read only if no visible sheet holds
	// payments.
	Hidden bool
}

// SheetRows reads the rows of one sheet.
type SheetRows interface {
	// Next returns the cells of the next row and whether the sheet hides it. A row
	// missing from the sheet has no cells. Numbers are in decimal, with or without an
	// exponent. The error is io.EOF after the last row.
	Next() (cells []string, hidden bool, err error)
	io.Closer
}
