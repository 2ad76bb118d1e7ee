package spend

import "encoding/binary"

// A dateCache holds the meanings of date texts. A file repeats the same few days,
// and a look-up is faster than parsing.
type dateCache [256]knownDate

type knownDate struct {
	first, last uint64 // bytes of the text: together all of it
	length      int
	dates       dates
}

// read is [parseDate] with the cache.
func (c *dateCache) read(b []byte) dates {
	n := len(b)
	if n < 8 || n > 16 {
		return parseDate(b)
	}
	first, last := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	d := &c[mix(first, last)%uint64(len(c))]
	if d.first != first || d.last != last || d.length != n {
		*d = knownDate{first, last, n, parseDate(b)}
	}
	return d.dates
}
