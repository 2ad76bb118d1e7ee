package spend

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// maxMarked is the longest record, in bytes, that mark attempts. It limits the work
// lost to a quotation mark that is never closed.
const maxMarked = 4 << 10

// mark finds the cells of the record at the start of p. It returns the record's
// length including its line end. It reports false if the record needs a closer look:
// it does not end within p, or a quotation mark is anywhere but around a whole cell
// or doubled within one.
func (s *scanner) mark(rec *record, p []byte) (length int, ok bool) {
	if rec.starts == nil {
		rec.starts = make([]uint16, maxMarked+1)
	}
	p = p[:min(len(p), maxMarked)]
	commas, eols := ones*uint64(s.comma), ones*uint64(s.eol)
	starts, n := rec.starts, 1 // starts[0] is always zero
	open, lines := 0, 1        // open is 1 within quotation marks
	for base := 0; base+66 <= len(p); base += 64 {
		for found := special((*[64]byte)(p[base:]), commas, eols); found != 0; found &= found - 1 {
			at := base + bits.TrailingZeros64(found)
			switch p[at] {
			case s.comma:
				// Always written, but kept only outside quotation marks: that avoids a
				// branch.
				starts[n] = uint16(at + 1)
				n += 1 - open
			case '"':
				open ^= 1
				if open != 0 {
					if at != int(starts[n-1]) && p[at-1] != '"' {
						return 0, false
					}
				} else if next := p[at+1]; next != s.comma && next != '"' && next != s.eol && (next != '\r' || p[at+2] != s.eol) {
					return 0, false
				}
			default:
				if open != 0 {
					lines++
					continue
				}
				if lines > 1 && s.unclosed > maxUnclosed {
					return 0, false
				}
				end := at
				if end > int(starts[n-1]) && p[end-1] == '\r' {
					end--
				}
				starts[n] = uint16(end + 1)
				rec.text, rec.marked, rec.width, rec.lines = p[:end], true, n, lines
				return at + 1, true
			}
		}
	}
	return 0, false
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
	lows  = highs - ones // 0x7f in every byte
)

// special returns a bit for each of 64 bytes that is the delimiter, the line end or
// a quotation mark, the first in the lowest bit.
func special(b *[64]byte, commas, eols uint64) uint64 {
	return ^(others(b[0:], commas, eols)>>56 | others(b[8:], commas, eols)>>56<<8 |
		others(b[16:], commas, eols)>>56<<16 | others(b[24:], commas, eols)>>56<<24 |
		others(b[32:], commas, eols)>>56<<32 | others(b[40:], commas, eols)>>56<<40 |
		others(b[48:], commas, eols)>>56<<48 | others(b[56:], commas, eols)>>56<<56)
}

// others returns, in its highest byte, which of eight bytes are none of them.
func others(b []byte, commas, eols uint64) uint64 {
	v := binary.LittleEndian.Uint64(b)
	// A byte of w^commas is zero where the delimiter is. Adding 0x7f sets the
	// highest bit of all others, and cannot carry into the next.
	w := v & lows
	differ := ((w^commas)+lows)&((w^(ones*'"'))+lows)&((w^eols)+lows) | v
	return (differ & highs) * 0x0002040810204081 // gathers the highest bits
}

// cell returns one cell, or nil if the row has no such cell.
func (r *record) cell(i int) []byte {
	if !r.marked {
		if uint(i) < uint(len(r.cells)) {
			return r.cells[i]
		}
		return nil
	}
	if uint(i) >= uint(r.width) {
		return nil
	}
	cell := r.text[r.starts[i] : r.starts[i+1]-1]
	if len(cell) > 0 && cell[0] == '"' {
		return r.unquote(cell[1 : len(cell)-1])
	}
	return cell
}

// unquote halves the doubled quotation marks of a cell.
func (r *record) unquote(cell []byte) []byte {
	if bytes.IndexByte(cell, '"') < 0 {
		return cell
	}
	from := len(r.scratch)
	r.scratch = appendUnescaped(r.scratch, cell)
	return r.scratch[from:]
}

// complete cuts all cells of a row whose cells are only marked.
func (r *record) complete() {
	if !r.marked {
		return
	}
	for i := range r.width {
		r.cells = append(r.cells, r.cell(i))
	}
	r.marked = false
}
