package spend

// A Kind classifies a row of a file. Every row has exactly one kind.
type Kind uint8

const (
	// Payment is a row with an amount that is counted.
	Payment Kind = iota + 1
	// Header is a row of column headings; a file may repeat it.
	Header
	// Blank is a row without any text.
	Blank
	// Note is a title, a remark or a scrap of text, not a payment.
	Note
	// Total is a row that sums up others.
	Total
	// SetApart is a row with a readable number that is very likely not an amount, such
	// as a transaction number in the amount column. It does not count as a payment;
	// its figure is kept separately.
	SetApart
	// Rejected is a row that looks like a payment but has no readable amount.
	Rejected
)

// kinds is the number of kinds, including the invalid zero.
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

// A Reason says briefly what is wrong with a row.
type Reason string

// Reasons to reject a row.
const (
	// NoAmount means that the amount is empty.
	NoAmount Reason = "no amount"
	// AmountHidden means that the spreadsheet column was too narrow: ####.
	AmountHidden Reason = "amount hidden by a narrow column"
	// AmountUnreadable means that the amount is not a number of pounds.
	AmountUnreadable Reason = "amount not readable"
	// AmountOutOfRange means that the amount is a thousand billion pounds or more.
	AmountOutOfRange Reason = "amount out of range"
	// LineTooLong means that the line is longer than any row of a spreadsheet.
	LineTooLong Reason = "line too long"
	// TooManyCells means that the row has more cells than any spreadsheet.
	TooManyCells Reason = "too many cells"
)

// Reasons to set a row apart.
const (
	// AmountIsTransaction means that the amount looks like a transaction number.
	AmountIsTransaction Reason = "transaction number in the amount column"
	// AmountAlone means that the row holds an amount and nothing else.
	AmountAlone Reason = "amount without any other text"
	// NothingElse means that the row has a figure and a label, but neither a supplier nor
	// a date nor a transaction number, which the other rows have.
	NothingElse Reason = "figure without supplier, date and transaction number"
	// RowShifted means that an unquoted comma moved the cells of the row, so that another
	// number stands in the amount column.
	RowShifted Reason = "cells shifted by a comma"
	// ForeignCurrency means that the amount is not in pounds sterling.
	ForeignCurrency Reason = "foreign currency"
	// AmountSplit means that an unquoted comma split the amount in two.
	AmountSplit Reason = "amount cut in two by a comma"
)

// Doubts about a payment that is still counted.
const (
	// NoDate means that the date is empty.
	NoDate Reason = "no date"
	// DateUnreadable means that the date is not a day in the years 2000 to 2049.
	DateUnreadable Reason = "date not readable"
	// DateAmbiguous means that day and month could be in either order, and the file
	// does not settle it.
	DateAmbiguous Reason = "date ambiguous"
	// NoSupplier means that the supplier is empty although the file has the column.
	NoSupplier Reason = "no supplier"
	// AmountRounded means that the amount had a part of a penny and was rounded.
	AmountRounded Reason = "part of a penny rounded"
	// DollarSign means that the amount has a dollar sign. In these files that is a
	// slip of the spreadsheet, so it is read as pounds.
	DollarSign Reason = "dollar sign read as pounds"
	// QuoteUnclosed means that a quotation mark opens a cell and nothing closes it; it
	// is read as an ordinary character.
	QuoteUnclosed Reason = "quotation mark not closed"
	// CellsMissing means that the row has fewer cells than there are headings.
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
