package spend

// A Kind says what one row of a file is. Every row is of exactly one kind.
type Kind uint8

const (
	// Payment is a row with an amount that is counted.
	Payment Kind = iota + 1
	// Header is a row of column headings; a file may repeat it.
	Header
	// Blank is a row without any text.
	Blank
	// Note is a title, a remark or a scrap of text: no payment, nothing lost.
	Note
	// Total is a row that sums up others.
	Total
	// SetApart is a row whose amount reads well and is very likely none, such as a
	// transaction number in the amount column. It is not counted as a payment; its
	// figure is kept beside the sums.
	SetApart
	// Rejected is a row that looks like a payment and has no amount that can be
	// read.
	Rejected
)

// kinds is how many kinds there are, with one for the invalid zero.
const kinds = Rejected + 1

var kindNames = [kinds]string{"", "payment", "header", "blank", "note", "total", "set apart", "rejected"}

// String returns the kind in words, such as "set apart".
func (k Kind) String() string {
	if k >= kinds {
		return ""
	}
	return kindNames[k]
}

// MarshalText returns the words of String.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Reason says what is wrong with a row, in a few words.
type Reason string

// Why a row is rejected.
const (
	// NoAmount means that the amount is empty.
	NoAmount Reason = "no amount"
	// AmountHidden means that the spreadsheet column was too narrow: ####.
	AmountHidden Reason = "amount hidden by a narrow column"
	// AmountUnreadable means that the amount is no number of pounds.
	AmountUnreadable Reason = "amount not readable"
	// AmountOutOfRange means that the amount is a thousand billion pounds or more.
	AmountOutOfRange Reason = "amount out of range"
	// LineTooLong means that the line is longer than any row of a spreadsheet.
	LineTooLong Reason = "line too long"
	// TooManyCells means that the row has more cells than any spreadsheet.
	TooManyCells Reason = "too many cells"
)

// Why a row is set apart.
const (
	// AmountIsTransaction means that the amount looks like a transaction number.
	AmountIsTransaction Reason = "transaction number in the amount column"
	// AmountAlone means that the row holds an amount and nothing else.
	AmountAlone Reason = "amount without any other text"
	// AmountSplit means that a comma that should have been quoted cut the amount in
	// two.
	AmountSplit Reason = "amount cut in two by a comma"
)

// What is doubtful about a payment that is counted all the same.
const (
	// NoDate means that the date is empty.
	NoDate Reason = "no date"
	// DateUnreadable means that the date is no day of the years 2000 to 2049.
	DateUnreadable Reason = "date not readable"
	// DateAmbiguous means that day and month could be either way round and the file
	// does not say for certain which.
	DateAmbiguous Reason = "date ambiguous"
	// NoSupplier means that the supplier is empty though the file has the column.
	NoSupplier Reason = "no supplier"
	// AmountRounded means that the amount had a part of a penny and was rounded.
	AmountRounded Reason = "part of a penny rounded"
	// DollarSign means that the amount has the sign of another currency, which in
	// these files is a slip of the spreadsheet: it is read as pounds.
	DollarSign Reason = "dollar sign read as pounds"
	// QuoteUnclosed means that a quotation mark opens a cell and nothing closes it;
	// it is read as an ordinary character.
	QuoteUnclosed Reason = "quotation mark not closed"
	// CellsMissing means that the row has fewer cells than the heading has named
	// columns.
	CellsMissing Reason = "cells missing"
	// CellsExtra means that the row has more filled cells than the heading.
	CellsExtra Reason = "more cells than headings"
	// ControlCharacter means that the row holds a NUL byte.
	ControlCharacter Reason = "NUL byte in the row"
)

// A doubt is a set of reasons, kept in one word while reading.
type doubt uint16

const (
	doubtNoDate doubt = 1 << iota
	doubtBadDate
	doubtAmbiguous
	doubtNoSupplier
	doubtRounded
	doubtDollar
	doubtQuote
	doubtMissing
	doubtExtra
	doubtNUL
)

var doubtReasons = [...]Reason{NoDate, DateUnreadable, DateAmbiguous, NoSupplier, AmountRounded, DollarSign, QuoteUnclosed, CellsMissing, CellsExtra, ControlCharacter}

// each calls f for every reason of the set.
func (d doubt) each(f func(Reason)) {
	for i, r := range doubtReasons {
		if d&(1<<i) != 0 {
			f(r)
		}
	}
}
