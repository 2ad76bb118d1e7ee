package spend

import "fmt"

// A FileDoubt says why the total of a file may be wrong although every row is
// accounted for. A file without one can be summed with confidence; one with a doubt
// needs a look before its total is quoted.
type FileDoubt struct {
	// Reason says what the doubt is about.
	Reason Reason `json:"reason"`
	// Detail says what was seen and how it was decided.
	Detail string `json:"detail"`
	// Sheet is the sheet of a workbook.
	Sheet string `json:"sheet,omitempty"`
	// Line is the line where it was seen, or 0 for the file as a whole.
	Line int `json:"line,omitempty"`
}

// String returns the reason and the detail with the place.
func (d FileDoubt) String() string {
	switch {
	case d.Sheet != "" && d.Line > 0:
		return fmt.Sprintf("%s: %s (sheet %q, row %d)", d.Reason, d.Detail, d.Sheet, d.Line)
	case d.Sheet != "":
		return fmt.Sprintf("%s: %s (sheet %q)", d.Reason, d.Detail, d.Sheet)
	case d.Line > 0:
		return fmt.Sprintf("%s: %s (line %d)", d.Reason, d.Detail, d.Line)
	}
	return fmt.Sprintf("%s: %s", d.Reason, d.Detail)
}

// Doubts about the total of a file.
const (
	// AmountColumns means that more than one column could be the amount.
	AmountColumns Reason = "more than one amount"
	// AmountCumulative means that the only amounts add up over time.
	AmountCumulative Reason = "amounts added up over time"
	// AmountSides means that debits and credits are not told apart by their columns.
	AmountSides Reason = "debits and credits mixed"
	// TotalUnclear means that a row may be a total of others and not a payment, or the
	// other way round.
	TotalUnclear Reason = "payment or total"
	// TotalDiffers means that the rows do not sum to a total that the file prints.
	TotalDiffers Reason = "printed total differs"
	// DatesTurned means that a spreadsheet of another country turned round days and
	// months. The total is right; its months are a reading.
	DatesTurned Reason = "dates turned round"
	// RowsRepeated means that the file holds a block of rows twice.
	RowsRepeated Reason = "rows repeated"
	// PaymentsShared means that two sheets or files share payments and both are counted.
	PaymentsShared Reason = "payments shared"
	// AmountUnit means that the file is not clear about what its amounts count in.
	AmountUnit Reason = "unit of the amounts unclear"
)

// maxDoubts bounds the doubts that are kept of one file; nobody reads more.
const maxDoubts = 50

func (r *Reader) doubt(d FileDoubt) {
	for _, o := range r.file.Doubts {
		if o == d {
			return
		}
	}
	if len(r.file.Doubts) < maxDoubts {
		r.file.Doubts = append(r.file.Doubts, d)
	}
}
