package spend

import (
	"slices"
	"strings"
)

// A measure is what the amounts of a column are counted in.
type measure struct {
	shift    int8   // the power of ten of a pound: 3 for thousands, -2 for pence
	currency string // the foreign currency that is named; "" for pounds
	pounds   bool   // pounds are named
}

// currencies are the codes and names of currencies that are not pounds sterling.
var currencies = map[string]string{
	"EUR": "euro", "EURO": "euro", "EUROS": "euro", "USD": "US dollars", "DOLLAR": "dollars", "DOLLARS": "dollars", "CAD": "Canadian dollars", "AUD": "Australian dollars",
	"NZD": "New Zealand dollars", "CHF": "Swiss francs", "JPY": "yen", "YEN": "yen", "SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner", "INR": "Indian rupees",
	"ZAR": "rand", "CNY": "renminbi", "RMB": "renminbi", "HKD": "Hong Kong dollars", "SGD": "Singapore dollars", "PLN": "zloty", "FOREX": "another currency", "FOREIGN": "another currency",
}

// unitOf returns the unit that the heading of an amount names.
func unitOf(heading string) measure {
	w := words(heading)
	u := measure{pounds: saysPounds(heading, w)}
	for _, word := range w {
		if c, ok := currencies[word]; ok && !u.pounds {
			return measure{currency: c}
		}
	}
	if !u.pounds {
		switch {
		case strings.Contains(heading, "€"):
			return measure{currency: "euro"}
		case strings.Contains(heading, "$"):
			return measure{currency: "dollars"}
		case strings.Contains(heading, "¥"):
			return measure{currency: "yen"}
		}
	}
	s := squeeze(heading)
	has := func(any ...string) bool {
		return slices.ContainsFunc(w, func(word string) bool { return slices.Contains(any, word) })
	}
	switch {
	case has("BILLION", "BILLIONS") || standsAlone(s, "bn"):
		u.shift = 9
	case has("MILLION", "MILLIONS", "MLN") || noughts(s, 6) || standsAlone(s, "m", "mn", "mil", "mill"):
		u.shift = 6
	case has("THOUSAND", "THOUSANDS") || noughts(s, 3) || standsAlone(s, "k", "ths", "thou"):
		u.shift = 3
	case has("PENCE", "PENNIES", "PENNY") || standsAlone(s, "p"):
		u.shift = -2
	}
	return u
}

func saysPounds(text string, w []string) bool {
	return strings.ContainsAny(text, "£œ") || slices.ContainsFunc(w, func(s string) bool {
		return s == "GBP" || s == "STERLING" || s == "POUNDS" || s == "STG"
	})
}

// squeeze returns the text in lower case without spaces and apostrophes.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\'', '’', '‘', '`', '´', '\u00a0':
			return -1
		case 'œ', '\ufffd', '?':
			return '£'
		}
		return r
	}, strings.ToLower(s))
}

// noughts reports whether the text has that many noughts standing for a power of
// ten, as in £000, and not as part of a number.
func noughts(s string, n int) bool {
	zeros := strings.Repeat("0", n)
	s = strings.ReplaceAll(s, "000,000", "000000")
	for from := 0; ; {
		i := strings.Index(s[from:], zeros)
		if i < 0 {
			return false
		}
		i += from
		before, after := byte(' '), byte(' ')
		if i > 0 {
			before = s[i-1]
		}
		if i+n < len(s) {
			after = s[i+n]
		}
		if !digitOrMark(before) && !digitOrMark(after) {
			return true
		}
		from = i + n
	}
}

func digitOrMark(c byte) bool { return '0' <= c && c <= '9' || c == ',' || c == '.' }

// standsAlone reports whether one of the letters stands behind a pound sign, or alone
// in brackets or after an oblique: £m, (m), £(k).
func standsAlone(s string, letters ...string) bool {
	for _, l := range letters {
		for _, before := range [...]string{"£", "(", "£(", "gbp", "/", "["} {
			for rest := s; ; {
				i := strings.Index(rest, before+l)
				if i < 0 {
					break
				}
				rest = rest[i+len(before)+len(l):]
				if rest == "" || !letter(rest[0]) && !digitOrMark(rest[0]) && rest[0] < 0x80 {
					return true
				}
				if rest[0] == 's' && (len(rest) == 1 || !letter(rest[1])) && l != "p" {
					return true
				}
			}
		}
	}
	return false
}

// unitInTitle returns the unit that a title or a remark states for the whole table,
// and whether it states any. "Payments over £25k" states none.
func unitInTitle(text string) (measure, bool) {
	if len(text) > 200 {
		return measure{}, false
	}
	s := squeeze(text)
	w := words(text)
	states := func(i int) bool { // the word i is not counted by a number before it
		if i == 0 {
			return len(w) <= 2
		}
		switch w[i-1] {
		case "IN", "POUNDS", "GBP", "STERLING", "AMOUNTS", "AMOUNT", "FIGURES", "VALUES", "VALUE", "CURRENCY", "ARE", "UNITS", "UNIT", "ALL":
			return true
		}
		return strings.Contains(squeeze(text), "£"+strings.ToLower(w[i])) || strings.Contains(squeeze(text), "("+strings.ToLower(w[i])+")")
	}
	for i, word := range w {
		u := measure{}
		switch word {
		case "THOUSAND", "THOUSANDS":
			u.shift = 3
		case "MILLION", "MILLIONS":
			u.shift = 6
		case "BILLION", "BILLIONS":
			u.shift = 9
		case "PENCE":
			u.shift = -2
		default:
			if u.currency = currencies[word]; u.currency == "" || word == "FOREIGN" || word == "FOREX" || saysPounds(text, w) {
				continue
			}
		}
		if states(i) {
			return u, true
		}
	}
	switch {
	case noughts(s, 6), standsAlone(s, "m", "mn"):
		return measure{shift: 6}, true
	case noughts(s, 3) && (strings.Contains(s, "£000") || strings.Contains(s, "(000")), standsAlone(s, "k"):
		return measure{shift: 3}, true
	case standsAlone(s, "bn"):
		return measure{shift: 9}, true
	case strings.Contains(text, "€") && !strings.ContainsAny(text, "0123456789£"):
		return measure{currency: "euro"}, true
	}
	return measure{}, false
}

// in returns an amount of the unit in pounds. It reports false if that is too large.
func (u measure) in(a amount) (amount, bool) {
	const penny = 1_000_000 // millionths
	switch {
	case u.shift > 0:
		scale := int64(1)
		for range u.shift {
			scale *= 10
		}
		if a.pence > maxPence/scale || a.pence < -maxPence/scale {
			return amount{}, false
		}
		part := int64(a.rest) * scale
		a.pence = a.pence*scale + part/penny
		a.rest = int32(part % penny)
	case u.shift < 0:
		scale := int64(1)
		for range -u.shift {
			scale *= 10
		}
		part := a.pence%scale*penny/scale + int64(a.rest)/scale
		a.pence = a.pence/scale + part/penny
		a.rest = int32(part % penny)
	default:
		return a, true
	}
	// Half a penny and more is rounded away from zero.
	switch {
	case a.rest >= penny/2:
		a.pence, a.rest = a.pence+1, a.rest-penny
	case a.rest <= -penny/2:
		a.pence, a.rest = a.pence-1, a.rest+penny
	}
	a.form &^= formRounded
	if a.rest != 0 {
		a.form |= formRounded
	}
	return a, true
}

// foreign reports whether the amount of a record is not in pounds.
func (l *layout) foreign(rec *record) bool {
	return l.unit.currency != "" || l.currency >= 0 && !inPounds(rec.cell(int(l.currency)))
}

// inPounds reports whether the cell of a currency column means pounds sterling.
func inPounds(cell []byte) bool {
	cell = trim(cell)
	if len(cell) == 0 || len(cell) == 3 && string(cell) == "GBP" {
		return true
	}
	switch strings.ToUpper(strings.Trim(clean(cell), ". ")) {
	case "GBP", "£", "POUND", "POUNDS", "STERLING", "STG", "GB", "UK", "UKP", "UKL", "POUND STERLING", "POUNDS STERLING", "GBP £", "£ GBP", "BRITISH POUND", "BRITISH POUNDS", "PDS", "", "\ufffd", "?":
		return true
	}
	return false
}

// String returns the unit in words, or "" for pounds.
func (u measure) String() string {
	switch {
	case u.currency != "":
		return u.currency
	case u.shift == 9:
		return "billions of pounds"
	case u.shift == 6:
		return "millions of pounds"
	case u.shift == 3:
		return "thousands of pounds"
	case u.shift == -2:
		return "pence"
	}
	return ""
}

// take applies the unit that a title above the headings states. The headings'
// own goes first.
func (l *layout) take(title measure) {
	switch {
	case title == measure{} || !l.has(Amount):
		return
	case l.unit.shift != 0:
		if title.currency == "" && title.shift != l.unit.shift {
			l.doubt(AmountUnit, "the title says %s and the heading %s, which counts", title, l.unit)
		}
		return
	case title.currency != "" && l.unit.pounds:
		l.doubt(AmountUnit, "the title says %s and the heading pounds, which counts", title)
		return
	}
	l.unit = title
	l.special = true
}
