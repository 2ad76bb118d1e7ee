package workbook

// nearColumns is how many columns have their own place. Sheets of payments have
// some ten; a cell far to the right, such as a forgotten note in column XFD, must
// not make its row as wide as that.
const nearColumns = 128

// columns gives each column of a sheet its place in the rows: its own to the first
// 128, and the others the places behind in the order in which they first have
// a cell.
type columns map[int]int

func (c *columns) place(column int) int {
	if column < nearColumns {
		return column
	}
	if at, ok := (*c)[column]; ok {
		return at
	}
	if *c == nil {
		*c = columns{}
	}
	at := nearColumns + len(*c)
	(*c)[column] = at
	return at
}

// find returns the place of a column, if it has one.
func (c columns) find(column int) (int, bool) {
	if column < nearColumns {
		return column, true
	}
	at, ok := c[column]
	return at, ok
}

// cellReference reads the name of a cell, such as B7. The column counts from 0, the row
// from 1.
func cellReference(b []byte) (column, row int, ok bool) {
	i := 0
	for ; i < len(b) && i < 4; i++ {
		c := b[i] &^ ('a' - 'A')
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	row, ok = rowNumber(b[i:])
	return column - 1, row, ok && i > 0 && column <= maxColumns
}

// rowNumber reads the number of a row, which may be one too large.
func rowNumber(b []byte) (int, bool) {
	n := 0
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n > 0
}
