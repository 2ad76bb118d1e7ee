package england

import (
	"errors"
	"strings"
)

// rows cuts the text of a table into rows, without copying it. With [encoding/csv], which
// copies, loading England took a third longer; a test holds the two together on every table. The tables are UTF-8 with
// a line for each row; a cell with a comma or a quote is quoted, and its quotes doubled.
type rows struct {
	rest  string
	line  int // of the row, from 1
	cells []string
}

var (
	errQuote  = errors.New("a quote that is not closed, or stands inside a cell")
	errFields = errors.New("not as many cells as the header has")
)

// next returns the cells of the following row, until the next call, or nil after the
// last. Every row has as many cells as the first.
func (r *rows) next() ([]string, error) {
	for r.rest != "" {
		var line string
		line, r.rest, _ = strings.Cut(r.rest, "\n")
		r.line++
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			continue
		}
		want := len(r.cells)
		r.cells = r.cells[:0]
		if strings.IndexByte(line, '"') >= 0 {
			if err := r.unquote(line); err != nil {
				return nil, err
			}
		} else {
			r.cut(line)
		}
		if want > 0 && len(r.cells) != want {
			return nil, errFields
		}
		return r.cells, nil
	}
	return nil, nil
}

// cut adds the cells of a line without quotes.
func (r *rows) cut(line string) {
	for {
		i := strings.IndexByte(line, ',')
		if i < 0 {
			r.cells = append(r.cells, line)
			return
		}
		r.cells, line = append(r.cells, line[:i]), line[i+1:]
	}
}

// unquote adds the cells of a line with quotes.
func (r *rows) unquote(line string) error {
	for {
		cell, more, found := strings.Cut(line, ",")
		if strings.HasPrefix(line, `"`) {
			end := closingQuote(line)
			if end < 0 || end+1 < len(line) && line[end+1] != ',' {
				return errQuote
			}
			cell = strings.ReplaceAll(line[1:end], `""`, `"`)
			if found = end+1 < len(line); found {
				more = line[end+2:]
			}
		} else if strings.Contains(cell, `"`) {
			return errQuote
		}
		r.cells = append(r.cells, cell)
		if !found {
			return nil
		}
		line = more
	}
}

// closingQuote returns the place of the quote that ends a cell which begins with one, or -1.
func closingQuote(line string) int {
	for at := 1; at < len(line); at++ {
		if line[at] != '"' {
			continue
		}
		if at+1 == len(line) || line[at+1] != '"' {
			return at
		}
		at++
	}
	return -1
}
