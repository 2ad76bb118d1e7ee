package spend

import "io"

// An Opener opens files of one format that is not delimited text. It is handed
// over in [Options.Formats]; package ccg/spend/workbook has one for .xlsx.
type Opener interface {
	// Format is the format of the files that it opens.
	Format() Format
	// Open opens a file of at most 4 MiB, of which it is given all bytes. What goes
	// beyond the bounds of the format is a [*LimitError].
	Open(file []byte) (Book, error)
}

// A Book is an open file of one or more sheets.
type Book interface {
	// Sheets lists the sheets in the order of the file.
	Sheets() []Sheet
	// Rows starts to read the sheet of a name at its first row. A sheet is read
	// several times, from its beginning each time.
	Rows(sheet string) (SheetRows, error)
	// From1904 reports whether the numbers of days count from 1904 and not from 1900.
	From1904() bool
	io.Closer
}

// A Sheet is one table of a [Book].
type Sheet struct {
	// Name is its name, of which the book has no other.
	Name string
	// Hidden means that the book does not show it. It is read where no sheet that is
	// shown holds payments.
	Hidden bool
}

// SheetRows reads the rows of one sheet.
type SheetRows interface {
	// Next returns the cells of the next row and whether the sheet hides it. A row
	// that the sheet leaves out has no cells. Numbers are written out in decimal, with
	// an exponent or none. The error is io.EOF after the last row.
	Next() (cells []string, hidden bool, err error)
	io.Closer
}
