package spend

import "github.com/opencommissioning/commissioning/nhs"

// A Problem is one fault of one row, and its place.
type Problem struct {
	// Line is the number of the row's first physical line, or of its row in the
	// sheet.
	Line int `json:"line"`
	// Sheet is the name of the sheet in a workbook.
	Sheet string `json:"sheet,omitempty"`
	// Column is the column at fault, or 0 for the row as a whole.
	Column Column `json:"column,omitempty"`
	// Reason says what is wrong.
	Reason Reason `json:"reason"`
	// Text is the cell at fault, cut to 60 characters. It is never a supplier.
	Text string `json:"text,omitempty"`
}

// A File describes a file and accounts for its rows.
type File struct {
	// Name is the name that the caller gave.
	Name string `json:"name,omitempty"`
	// Format is CSV, or that of the opener that opened the file.
	Format Format `json:"format"`
	// Encoding is "ASCII", "UTF-8", "UTF-16" or "Windows-1252"; "" for a workbook.
	Encoding string `json:"encoding,omitempty"`
	// Delimiter separates the cells; "" for a workbook.
	Delimiter string `json:"delimiter,omitempty"`
	// HeaderLine is the line of the first headings; 0 if there were none and the
	// columns were recognised by their content.
	HeaderLine int `json:"header_line"`
	// Headings are the first headings.
	Headings []string `json:"headings,omitempty"`
	// Columns has the heading of each column found.
	Columns map[string]string `json:"columns,omitempty"`
	// VAT says whether the amounts include value added tax; "" if the file does not
	// say. Do not compare amounts of different basis.
	VAT nhs.VATBasis `json:"vat,omitempty"`
	// Unit is what the amounts count in if that is not pounds, such as "thousands of
	// pounds"; the sums are in pounds.
	Unit string `json:"unit,omitempty"`
	// Dates has the order of day and month in the dates.
	Dates DateDecision `json:"dates"`
	// Accounting accounts for every line.
	Accounting RowCounts `json:"accounting"`
	// Reasons counts the problems by reason.
	Reasons map[Reason]int `json:"reasons,omitempty"`
	// Doubts say why the total may be wrong although every row is accounted for.
	Doubts []FileDoubt `json:"doubts,omitempty"`
	// Problems are the first problems, with their place.
	Problems []Problem `json:"problems,omitempty"`
	// HiddenRows is the number of hidden rows in a workbook; they count too.
	HiddenRows int `json:"hidden_rows,omitempty"`
	// Sheets are the sheets of a workbook that were read.
	Sheets []string `json:"sheets,omitempty"`
	// LeftOut are the sheets that repeat others; their lines are not in the account.
	LeftOut []LeftOut `json:"left_out,omitempty"`
	// Members are the files of an archive that has several. The sums above are of all
	// of them.
	Members []Member `json:"members,omitempty"`
	// Fingerprint is equal for files with the same amounts, months and transaction
	// numbers, in any order.
	Fingerprint string `json:"fingerprint,omitempty"`
}

// File returns the description of the file so far; it is complete after the last
// row.
func (r *Reader) File() File {
	f := r.file
	f.Accounting = r.counter.rowCounts()
	f.Dates = r.latest
	if r.done {
		f.Dates = r.dates.decide()
	}
	f.Reasons = make(map[Reason]int, len(r.reasons))
	for k, v := range r.reasons {
		f.Reasons[k] = v
	}
	if f.Dates.Certainty != Certain && f.Dates.Ambiguous > 0 {
		f.Reasons[DateAmbiguous] = f.Dates.Ambiguous
	}
	if t, ok := r.src.(*textSource); ok && f.Encoding == "" {
		f.Encoding = t.scanner.encoding.name()
	}
	return f
}

// note keeps the problems of the row.
func (r *Reader) note() {
	row := &r.row
	keep := func(c Column, reason Reason) {
		r.reasons[reason]++
		if len(r.file.Problems) >= r.opt.MaxProblems {
			return
		}
		p := Problem{Line: row.Line, Sheet: row.Sheet, Column: c, Reason: reason}
		if c != 0 {
			p.Text = clip(Mask(clean(row.cell(c))), 60)
		}
		r.file.Problems = append(r.file.Problems, p)
	}
	if row.Reason != "" {
		c := Amount
		if row.Reason == LineTooLong || row.Reason == TooManyCells {
			c = 0
		}
		keep(c, row.Reason)
	}
	row.doubt.each(func(reason Reason) {
		switch reason {
		case DateUnreadable:
			keep(PaymentDate, reason)
		case AmountRounded, DollarSign:
			keep(Amount, reason)
		default:
			keep(0, reason)
		}
	})
}

// clip cuts text to n characters.
func clip(s string, n int) string {
	i := 0
	for at := range s {
		if i == n {
			return s[:at] + "…"
		}
		i++
	}
	return s
}

// maskAll masks the texts of a row taken for headings, which may be one of payments.
func maskAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = maskElsewhere(s)
	}
	return out
}

func (r *Reader) describe(l *layout, line int) {
	r.file.HeaderLine, r.file.Headings, r.file.VAT = line, maskAll(l.headings), l.vat
	r.file.Columns = map[string]string{}
	for c := DepartmentFamily; c < columns; c++ {
		if i := l.at[c]; i >= 0 {
			if int(i) < len(l.headings) {
				r.file.Columns[c.String()] = maskElsewhere(l.headings[i])
			} else {
				r.file.Columns[c.String()] = ""
			}
		}
	}
	for name, i := range map[string]int16{"Credit": l.credit, "Currency": l.currency} {
		if i >= 0 && int(i) < len(l.headings) {
			r.file.Columns[name] = maskElsewhere(l.headings[i])
		}
	}
	r.file.Unit = l.unit.String()
}
