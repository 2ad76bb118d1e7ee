package spend

import "strings"

// dateParts are up to three parts of a date: numbers, or the name of a month.
type dateParts struct {
	number [3]int
	digits [3]int // how many digits the number had
	name   int    // index of the month's name, or -1
	month  int    // that the name stands for
	n      int
	serial bool // had a fraction: only a serial number has one

	weekday int // one more than the weekday that is named, or 0
}

// split divides the text into parts and drops a time after them.
func (p *dateParts) split(b []byte) bool {
	p.name = -1
	i := 0
	for i < len(b) {
		c := b[i]
		switch {
		case '0' <= c && c <= '9':
			if p.n == 3 {
				return p.clock(b[i:])
			}
			v, from := 0, i
			for ; i < len(b) && '0' <= b[i] && b[i] <= '9'; i++ {
				if v = v*10 + int(b[i]-'0'); v > 1e8 {
					return false
				}
			}
			p.number[p.n], p.digits[p.n] = v, i-from
			p.n++
			// 1st, 2nd, 3rd, 4th
			if i+1 < len(b) && i-from <= 2 {
				switch string(b[i:min(i+2, len(b))]) {
				case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
					if i+2 == len(b) || !letter(b[i+2]) {
						i += 2
					}
				}
			}
			if p.n == 1 && i < len(b) && b[i] == '.' && p.digits[0] == 5 {
				return p.fraction(b[i+1:])
			}
		case letter(c):
			from := i
			for i < len(b) && letter(b[i]) {
				i++
			}
			word := b[from:i]
			if (c == 'T' || c == 't') && len(word) == 1 && p.n == 3 {
				return p.clock(b[i:])
			}
			if day := weekdayNamed(word); day != 0 && p.weekday == 0 && (p.n == 0 || p.n == 3) {
				p.weekday = day
				continue
			}
			if p.n == 3 {
				return false
			}
			m := monthNamed(word)
			if m == 0 || p.name >= 0 {
				return false
			}
			p.name, p.month = p.n, m
			p.n++
		default:
			// One separator, with or without spaces around it.
			marks := 0
			for i < len(b) && !letter(b[i]) && (b[i] < '0' || b[i] > '9') {
				switch b[i] {
				case ' ':
				case '/', '-', '.', ',', '\\':
					marks++
				default:
					return false
				}
				i++
			}
			if marks > 1 || p.n == 0 && p.weekday == 0 {
				return false
			}
		}
	}
	return p.n > 0
}

// clock reports whether b is a time of day.
func (p *dateParts) clock(b []byte) bool {
	colon := false
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9', c == '.', c == '+', c == ' ', c == 'Z', c == '-':
		case c == ':':
			colon = true
		case i > 0 && (c == 'A' || c == 'P' || c == 'M' || c == 'a' || c == 'p' || c == 'm'):
		default:
			return false
		}
	}
	return colon
}

// fraction reads the time of day of a serial number.
func (p *dateParts) fraction(b []byte) bool {
	p.serial = true
	for _, c := range b {
		if c < '0' || c > '9' {
			// 30.04.2020 has two digits before its first point, so this is not a date.
			return false
		}
	}
	return true
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

var monthNames = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthNamed returns the month of a name, or of three or more of its letters; 0 if
// there is none.
func monthNamed(word []byte) int {
	if len(word) < 3 || len(word) > 9 {
		return 0
	}
	var lower [9]byte
	for i, c := range word {
		lower[i] = c | 0x20
	}
	w := string(lower[:len(word)])
	for i, name := range monthNames {
		if len(w) <= len(name) && name[:len(w)] == w {
			return i + 1
		}
	}
	if w == "sept" {
		return 9
	}
	return 0
}

var weekdayNames = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// weekdayNamed returns one more than the weekday of a name or of three or more of its
// letters; 0 if there is none.
func weekdayNamed(word []byte) int {
	if len(word) < 3 || len(word) > 9 {
		return 0
	}
	w := strings.ToLower(string(word))
	for i, name := range weekdayNames {
		if strings.HasPrefix(name, w) {
			return i + 1
		}
	}
	return 0
}

// dates makes days of the parts.
func (p *dateParts) dates() dates {
	switch {
	case p.n == 1 && p.name < 0:
		return p.single()
	case p.n == 2:
		return p.monthAlone()
	case p.n != 3:
		return bad
	case p.name == 1: // 30 April 2020
		if p.digits[0] == 4 {
			return certain(p.number[0], p.month, p.number[2]) // 2020-Apr-30
		}
		return certain(p.year(2), p.month, p.number[0])
	case p.name == 0: // April 30 2020
		return certain(p.year(2), p.month, p.number[1])
	case p.name >= 0:
		return bad
	case p.digits[0] == 4: // 2020-04-30
		if p.digits[1] > 2 || p.digits[2] > 2 {
			return bad
		}
		return byProgram(certain(p.number[0], p.number[1], p.number[2]))
	case p.digits[0] > 2 || p.digits[1] > 2:
		return bad
	}
	return either(p.number[0], p.number[1], p.year(2))
}

// year returns the i-th part as a year of two or four digits, or 0.
func (p *dateParts) year(i int) int {
	switch p.digits[i] {
	case 4:
		return p.number[i]
	case 2:
		return firstYear + p.number[i]
	}
	return 0
}

// single reads one number: a serial of a spreadsheet or YYYYMMDD.
func (p *dateParts) single() dates {
	switch {
	case p.digits[0] == 5:
		return serialDate(p.number[0], false)
	case p.digits[0] == 8 && !p.serial:
		return certain(p.number[0]/10000, p.number[0]/100%100, p.number[0]%100)
	}
	return bad
}

// monthAlone reads Apr-20, April 2020, 2020-04 or 04/2020.
func (p *dateParts) monthAlone() dates {
	var d dates
	switch {
	case p.name == 0:
		d = certain(p.year(1), p.month, 1)
	case p.name == 1 && p.digits[0] == 4:
		d = certain(p.number[0], p.month, 1)
	case p.name >= 0:
		return bad
	case p.digits[0] == 4 && p.digits[1] <= 2:
		d = certain(p.number[0], p.number[1], 1)
	case p.digits[1] == 4 && p.digits[0] <= 2:
		d = certain(p.number[1], p.number[0], 1)
	default:
		return bad
	}
	d.monthOnly = d.status == dateRead
	return d
}

// serialDate returns the day of a spreadsheet's serial number, counted from 1900
// or, in some workbooks, from 1904.
func serialDate(n int, from1904 bool) dates {
	if from1904 {
		n += 1462
	}
	const first = 36526 // 2000-01-01
	n -= first
	if n < 0 || n >= 50*366 {
		return bad
	}
	year := firstYear
	for {
		length := 365
		if year%4 == 0 {
			length = 366
		}
		if n < length {
			break
		}
		n -= length
		year++
	}
	month := 1
	for n >= daysIn(year, month) {
		n -= daysIn(year, month)
		month++
	}
	return byProgram(certain(year, month, n+1))
}

// byProgram marks a date that a program wrote, which may have read it wrongly.
func byProgram(d dates) dates {
	d.fixed = d.status == dateRead
	return d
}
