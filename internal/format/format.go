// Package format writes numbers for people, with commas and with the noun that they
// count, and shortens texts that are too long to repeat.
package format

import "strconv"

// Int writes a whole number with commas: 1,234,567.
func Int(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	var b []byte
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, digits[i])
	}
	return sign + string(b)
}

// Count writes a number with the noun for one of them or for many: 1 body, 2 bodies.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Int(int64(n)) + " " + many
}
