package spend

// guessColumns returns the columns of rows without headings by their content, or
// nil. It requires amounts and dates; for the rest it uses HM Treasury's order if it
// fits.
func guessColumns(sample [][][]byte) *layout {
	width, rows := 0, 0
	for _, cells := range sample {
		if !blank(cells) {
			rows++
			width = max(width, len(cells))
		}
	}
	if rows < 3 || width < 3 {
		return nil
	}
	col := statsOf(sample, width)
	l := &layout{width: width, found: 2}
	for c := range l.at {
		l.at[c] = -1
	}
	l.credit, l.sign, l.currency, l.year = -1, -1, -1, -1
	for i := range col {
		switch s := &col[i]; {
		case mostly(s.dates, s.filled):
			if !l.has(PaymentDate) {
				l.at[PaymentDate] = int16(i)
			}
		case mostly(s.amounts, s.filled) && s.styled*3 >= s.filled:
			l.at[Amount] = int16(i)
		}
	}
	if !l.has(Amount) || !l.has(PaymentDate) {
		return nil
	}
	if l.at[PaymentDate] == 2 && l.at[Amount] == 7 {
		for c := DepartmentFamily; c <= Amount; c++ {
			l.at[c] = int16(c - 1)
		}
		return l
	}
	for i := range col {
		if int16(i) == l.at[PaymentDate] || int16(i) == l.at[Amount] || col[i].filled*2 < rows {
			continue
		}
		switch {
		case mostly(col[i].numbers, col[i].filled):
			l.at[TransactionNumber] = int16(i)
		case l.at[Supplier] < 0 || len(col[i].distinct) > len(col[l.at[Supplier]].distinct):
			l.at[Supplier] = int16(i)
		}
	}
	return l
}

// columnStats describes one column of the rows without headings.
type columnStats struct {
	filled, dates, amounts, styled, numbers int
	distinct                                map[string]bool
}

func (s *columnStats) add(c []byte) {
	s.filled++
	s.distinct[string(c)] = true
	if _, size := whole(c); size > 0 {
		s.numbers++
	} else if parseDate(c).status == dateRead {
		s.dates++
	}
	if a, err := parseAmount(c); err == nil {
		s.amounts++
		if a.form&formStyled != 0 {
			s.styled++
		}
	}
}

func statsOf(sample [][][]byte, width int) []columnStats {
	col := make([]columnStats, width)
	for i := range col {
		col[i].distinct = map[string]bool{}
	}
	for _, cells := range sample {
		if blank(cells) {
			continue
		}
		for i, c := range cells {
			if c = trim(c); len(c) > 0 {
				col[i].add(c)
			}
		}
	}
	return col
}

// mostly reports whether n is at least seven tenths of at least three.
func mostly(n, of int) bool { return of >= 3 && n*10 >= of*7 }

// unnamedNumbers returns the one column without a heading that holds numbers in
// most rows, or -1: amounts in whole pounds look like any other number.
func unnamedNumbers(sample [][][]byte, headings []string) int {
	found, rows := -1, 0
	numbers := make([]int, len(headings))
	for _, cells := range sample {
		if blank(cells) {
			continue
		}
		rows++
		for i := range min(len(cells), len(headings)) {
			if _, err := parseAmount(cells[i]); err == nil && headings[i] == "" {
				numbers[i]++
			}
		}
	}
	for i, n := range numbers {
		if n == 0 || n*10 < rows*7 {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}
