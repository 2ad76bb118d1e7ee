package spend

import "strings"

// monthOfYear reads a month whose year stands in another cell: April and 2015, or 4
// and 2015, or period 1 and 2015/16. The zero dates are not read.
func monthOfYear(month, year string, period bool) dates {
	first, financial := yearOf(year)
	if first == 0 {
		return bad
	}
	w := words(month)
	if len(w) == 0 {
		return dates{}
	}
	m := 0
	switch name := monthNamed([]byte(w[len(w)-1])); {
	case name != 0 && len(w) <= 2:
		m = name
		if financial && m < 4 {
			first++
		}
	case len(w) <= 2:
		n, named := periodNumber(w)
		switch {
		case n == 0 || financial && !named && !period:
			return bad // month 1 of 2015/16: January or April?
		case financial:
			m = n + 3
			if m > 12 {
				m, first = m-12, first+1
			}
		case named && strings.HasPrefix(w[0], "P"):
			return bad // a period of a calendar year is not said to be a month
		default:
			m = n
		}
	default:
		return bad
	}
	d := certain(first, m, 1)
	d.monthOnly = d.status == dateRead
	return d
}

// periodNumber reads 1, 01, P1, P01, PERIOD 1, M1 or MONTH 1, and whether it is named
// a period or a month of the year.
func periodNumber(w []string) (n int, named bool) {
	s := strings.Join(w, "")
	for _, name := range [...]string{"PERIOD", "MONTH", "PER", "MTH", "PD", "P", "M"} {
		if rest, ok := strings.CutPrefix(s, name); ok {
			s, named = rest, true
			break
		}
	}
	if len(s) < 1 || len(s) > 2 {
		return 0, false
	}
	v, size := whole([]byte(s))
	if size == 0 || v < 1 || v > 12 {
		return 0, false
	}
	return int(v), named
}

// yearOf reads 2015, or the financial years 2015/16, 2015-2016, 15/16 and 1516; it
// returns the first year, or 0.
func yearOf(s string) (first int, financial bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	for _, name := range [...]string{"FY", "YEAR"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, name))
	}
	digits := make([]byte, 0, 8)
	parts, part := [2]int{}, 0
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			if len(digits) == 8 {
				return 0, false
			}
			digits = append(digits, c)
			parts[part]++
		case (c == '/' || c == '-' || c == ' ' || c == '_') && part == 0 && parts[0] > 0:
			part = 1
		case (c == '/' || c == '-' || c == ' ' || c == '_') && parts[1] == 0:
		default:
			return 0, false
		}
	}
	v := func(from, to int) int {
		n, _ := whole(digits[from:to])
		if to-from == 2 {
			n += firstYear
		}
		return int(n)
	}
	switch {
	case parts[1] == 0 && parts[0] == 4 && digits[0] == '2' && digits[1] == '0':
		return v(0, 4), false
	case parts[1] == 0 && parts[0] == 4 && v(2, 4) == v(0, 2)+1:
		return v(0, 2), true // 1516
	case (parts[0] == 2 || parts[0] == 4) && (parts[1] == 2 || parts[1] == 4):
		a, b := v(0, parts[0]), v(parts[0], parts[0]+parts[1])
		if b == a+1 {
			return a, true
		}
	}
	return 0, false
}

// financialPeriod reads a period and its financial year in one cell: P01 2015/16,
// 2015/16 M1, Period 1 15-16.
func financialPeriod(s string) dates {
	if len(s) > 30 {
		return bad
	}
	f := strings.Fields(strings.NewReplacer(",", " ", "(", " ", ")", " ").Replace(s))
	for i := 1; i < len(f); i++ {
		for _, split := range [...][2][]string{{f[:i], f[i:]}, {f[i:], f[:i]}} {
			if first, financial := yearOf(strings.Join(split[1], " ")); first == 0 || !financial {
				continue
			}
			if n, named := periodNumber(words(strings.Join(split[0], " "))); n == 0 || !named {
				continue
			}
			return monthOfYear(strings.Join(split[0], " "), strings.Join(split[1], " "), true)
		}
	}
	return bad
}

// isYearHeading reports whether a heading names a year.
func isYearHeading(text string) bool {
	switch letters(text) {
	case "year", "calendaryear", "financialyear", "fy", "finyear", "fiscalyear", "paymentyear", "yearpaid", "yr":
		return true
	}
	return false
}

// monthAndYear reads the date of a row from the column of the month and that of the
// year.
func (r *Reader) monthAndYear() {
	row := &r.row
	year := clean(r.rec.cell(int(row.layout.year)))
	month := clean(row.cell(PaymentDate))
	if d := monthOfYear(month, year, row.layout.period); d.status == dateRead {
		row.dates = d
	}
}
