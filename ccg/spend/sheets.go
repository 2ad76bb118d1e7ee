package spend

import (
	"context"
	"io"
)

// An Opener opens files of one format that is not delimited text. Pass it in
// [Options.Formats]; package ccg/spend/workbook has one for .xlsx.
type Opener interface {
	// Format is the format of the files that it opens.
	Format() Format
	// Open opens a file of at most [Options.MaxBook] bytes, given all of them. A file
	// beyond the limits of the format is a [*LimitError]. Once the context is done, opening
	// and reading the book fail with its error.
	Open(ctx context.Context, file []byte) (Book, error)
}

// A Book is an open file of one or more sheets. If it has a method Unpacked() int64, that is
// the bytes of the file once unpacked, which count against [Options.MaxUnpacked] if the file
// is in an archive.
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
	// Next returns the next row. A row missing from the sheet has no cells. The error is
	// io.EOF after the last row.
	Next() (SheetRow, error)
	io.Closer
}

// A SheetRow is one row of a sheet. It is valid until the next.
type SheetRow struct {
	// Cells are the texts of the cells up to the last that has one. Numbers are in
	// decimal, with or without an exponent.
	Cells []string
	// Hidden means that the sheet hides the row.
	Hidden bool
	// Merged has the cells that were made one with cells of a row above. They are empty
	// in Cells, and their text counts for this row too, unless it is an amount.
	Merged []MergedCell
}

// A MergedCell is a cell of a row whose text stands in a row above.
type MergedCell struct {
	// Index is its place in the cells.
	Index int
	// Text is the text of the cells that were made one.
	Text string
}
