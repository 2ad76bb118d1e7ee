package spend

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Order returns the byte order of UTF-16 text, or nil for anything else.
func utf16Order(b []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	// Without a mark, every second byte of plain English is NUL.
	head := b[:min(len(b)&^1, 64)]
	if len(head) < 16 {
		return nil
	}
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	switch half := len(head) / 2; {
	case odd*10 >= half*9 && even == 0:
		return binary.LittleEndian
	case even*10 >= half*9 && odd == 0:
		return binary.BigEndian
	}
	return nil
}

// A utf16Reader converts UTF-16 to UTF-8.
type utf16Reader struct {
	r     io.Reader
	order binary.ByteOrder
	in    [4096]byte
	held  int
	out   []byte
	high  rune // first half of a pair
	err   error
}

// Read reads UTF-8.
func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		n, err := u.r.Read(u.in[u.held:])
		n += u.held
		u.held = 0
		out := make([]byte, 0, 3*n/2+4)
		i := 0
		for ; i+1 < n; i += 2 {
			out = u.unit(out, rune(u.order.Uint16(u.in[i:])))
		}
		if i < n {
			u.in[0] = u.in[i]
			u.held = 1
		}
		if err != nil {
			u.err = err
			if u.high != 0 || u.held > 0 {
				out = utf8.AppendRune(out, utf8.RuneError)
			}
		}
		u.out = out
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

func (u *utf16Reader) unit(out []byte, c rune) []byte {
	if u.high != 0 {
		high := u.high
		u.high = 0
		if r := utf16.DecodeRune(high, c); r != utf8.RuneError {
			return utf8.AppendRune(out, r)
		}
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	if c >= 0xd800 && c < 0xdc00 {
		u.high = c
		return out
	}
	return utf8.AppendRune(out, c)
}
