package workbook

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// XLS opens workbooks of Excel 97 to 2003. It has no state, so one XLS serves any number
// of readers at once.
type XLS struct {
	// Limits are the limits of each workbook; the zero Limits are the defaults.
	Limits Limits
}

// Format returns [spend.XLS].
func (XLS) Format() spend.Format { return spend.XLS }

// Open opens a workbook. A damaged, encrypted or older one is an error that says so; one
// beyond the limits is a [*spend.LimitError].
func (x XLS) Open(ctx context.Context, file []byte) (spend.Book, error) {
	c, err := openCompound(file)
	if err != nil {
		return nil, err
	}
	r := xlsReader{ctx: ctx, heldBook: newHeldBook(x.Limits)}
	if r.unpacked = int64(len(file)); r.unpacked > r.tally.limits.Unpacked {
		return nil, &spend.LimitError{What: "bytes of workbook", Limit: r.tally.limits.Unpacked}
	}
	switch r.data = c.stream("Workbook"); {
	case r.data != nil:
	case c.stream("EncryptedPackage") != nil:
		return nil, errEncrypted
	case c.stream("Book") != nil:
		return nil, errors.New("the workbook is of Excel 95 or older: open it in a spreadsheet program and save it as .xlsx")
	default:
		return nil, errors.New("the file is an old office document without a workbook")
	}
	if err := r.globals(); err != nil {
		return nil, err
	}
	for _, s := range r.found {
		if err := r.readSheet(s); err != nil {
			return nil, err
		}
	}
	return r.heldBook, nil
}

var errEncrypted = errors.New("the workbook is encrypted: save it without a password")

// The records that matter.
const (
	recordFormula   = 0x0006
	recordEnd       = 0x000a
	recordDates     = 0x0022
	recordPassword  = 0x002f
	recordContinue  = 0x003c
	recordSheet     = 0x0085
	recordNumbersRK = 0x00bd
	recordMerged    = 0x00e5
	recordTexts     = 0x00fc
	recordText      = 0x00fd
	recordNumber    = 0x0203
	recordLabel     = 0x0204
	recordTruth     = 0x0205
	recordString    = 0x0207
	recordRow       = 0x0208
	recordNumberRK  = 0x027e
	recordBegin     = 0x0809
)

// An xlsReader reads the records of a workbook.
type xlsReader struct {
	ctx context.Context
	*heldBook
	data   []byte
	pos    int
	read   int // bytes of sheets, which do not overlap
	shared []textRange
	found  []xlsSheet
}

type xlsSheet struct {
	name   string
	at     int
	hidden bool
}

// An xlsCell is a cell before the cells are in order.
type xlsCell struct {
	row, column int
	textRange
}

// record returns the next record. Its kind is 0 at the end of the data.
func (r *xlsReader) record() (kind int, body []byte) {
	if r.pos+4 > len(r.data) {
		return 0, nil
	}
	kind = int(binary.LittleEndian.Uint16(r.data[r.pos:]))
	size := int(binary.LittleEndian.Uint16(r.data[r.pos+2:]))
	if r.pos+4+size > len(r.data) {
		return 0, nil
	}
	body = r.data[r.pos+4 : r.pos+4+size]
	r.pos += 4 + size
	return kind, body
}

// globals reads what the sheets need.
func (r *xlsReader) globals() error {
	kind, body := r.record()
	if kind != recordBegin || len(body) < 4 || u16(body, 0) != 0x0600 {
		return errors.New("the workbook is not of Excel 97 or later: open it in a spreadsheet program and save it as .xlsx")
	}
	for {
		switch kind, body = r.record(); kind {
		case 0:
			return errCutXLS
		case recordEnd:
			return nil
		case recordPassword:
			return errEncrypted
		case recordDates:
			r.from1904 = len(body) >= 2 && u16(body, 0) == 1
		case recordSheet:
			if len(body) < 8 {
				return errCutXLS
			}
			if body[5] != 0 {
				continue // a chart or a macro
			}
			from := len(r.text)
			if rest := r.appendChars(body[8:], int(body[6]), body[7]); rest == nil {
				return errCutXLS
			}
			r.found = append(r.found, xlsSheet{string(r.text[from:]), int(u32(body, 0)), body[4]&3 != 0})
			r.text = r.text[:from]
		case recordTexts:
			if err := r.readTexts(body); err != nil {
				return err
			}
		}
	}
}

var errCutXLS = errors.New("the workbook is damaged: it ends too soon")

func u16(b []byte, at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }

// appendChars appends n characters, of one byte or of two, and returns what follows;
// nil if there are too few.
func (r *xlsReader) appendChars(b []byte, n int, flags byte) []byte {
	width := 1 + int(flags&1)
	if len(b) < n*width {
		return nil
	}
	r.text = appendUTF16(r.text, b[:n*width], width)
	return b[n*width:]
}

// readSheet reads the cells of one sheet and puts them in order.
func (r *xlsReader) readSheet(found xlsSheet) error {
	s, err := r.add(found.name, found.hidden)
	if err != nil {
		return err
	}
	if found.at < 0 || found.at >= len(r.data) {
		return fmt.Errorf("sheet %.40q is not in the workbook: it is damaged", found.name)
	}
	r.pos = found.at
	if kind, _ := r.record(); kind != recordBegin {
		return fmt.Errorf("sheet %.40q is not where the workbook says: it is damaged", found.name)
	}
	cells, hidden, err := r.cells(s)
	if err != nil {
		return fmt.Errorf("sheet %.40q: %w", found.name, err)
	}
	slices.SortStableFunc(cells, func(a, b xlsCell) int { return cmp.Or(a.row-b.row, a.column-b.column) })
	slices.SortFunc(s.merges, func(a, b merge) int { return cmp.Or(a.first-b.first, a.column-b.column, a.last-b.last) })
	for i, c := range cells {
		if i > 0 && cells[i-1].row == c.row && cells[i-1].column == c.column {
			return fmt.Errorf("sheet %.40q has two cells in row %d, column %d: it is damaged", found.name, c.row+1, c.column+1)
		}
		if err := r.setRange(s, c.column, c.textRange); err != nil {
			return err
		}
		if i+1 == len(cells) || cells[i+1].row != c.row {
			if err := r.end(s, c.row+1, 1, hidden[c.row]); err != nil {
				return err
			}
		}
	}
	return nil
}

// cells reads the cells that have a value.
func (r *xlsReader) cells(s *heldSheet) (cells []xlsCell, hidden map[int]bool, err error) {
	hidden = map[int]bool{}
	charts, formula := 0, false // formula: the text of the last cell follows
	for n := 0; ; n++ {
		if n%4096 == 0 && r.ctx.Err() != nil {
			return nil, nil, r.ctx.Err()
		}
		kind, b := r.record()
		if r.read += 4 + len(b); r.read > len(r.data) {
			return nil, nil, errors.New("it overlaps another: the workbook is damaged")
		}
		switch {
		case kind == 0:
			return nil, nil, errCutXLS
		case kind == recordBegin:
			charts++
			continue
		case kind == recordEnd:
			if charts--; charts < 0 {
				return cells, hidden, nil
			}
			continue
		case charts > 0:
			continue
		case kind == recordRow && len(b) >= 14:
			if b[12]&0x20 != 0 {
				hidden[u16(b, 0)] = true
			}
			continue
		case kind == recordMerged && len(b) >= 2:
			for b = b[2:]; len(b) >= 8; b = b[8:] {
				if first, last := u16(b, 0), u16(b, 2); last > first {
					s.merges = append(s.merges, merge{first + 1, last + 1, u16(b, 4)})
				}
			}
			continue
		case kind == recordString && formula:
			formula = false
			from := len(r.text)
			if len(b) < 3 || r.appendChars(b[3:], u16(b, 0), b[2]) == nil {
				return nil, nil, errors.New("a text is longer than its record")
			}
			cells[len(cells)-1].textRange = textRange{from, len(r.text)}
			continue
		}
		more, text, err := r.cell(kind, b)
		if err != nil {
			return nil, nil, err
		}
		if len(more) > 0 {
			cells, formula = append(cells, more...), text
		}
	}
}

// cell reads the cells of a record, mostly one, and whether its text follows.
func (r *xlsReader) cell(kind int, b []byte) (cells []xlsCell, textFollows bool, err error) {
	if len(b) < 6 {
		return nil, false, nil
	}
	row, column, from := u16(b, 0), u16(b, 2), len(r.text)
	value := b[6:]
	switch {
	case kind == recordNumber && len(value) >= 8:
		r.number(math.Float64frombits(binary.LittleEndian.Uint64(value)))
	case kind == recordNumberRK && len(value) >= 4:
		r.number(rk(u32(value, 0)))
	case kind == recordNumbersRK:
		for b = b[4:]; len(b) >= 8; b = b[6:] { // two bytes follow the last
			from = len(r.text)
			r.number(rk(u32(b, 2)))
			cells = append(cells, xlsCell{row, column, textRange{from, len(r.text)}})
			column++
		}
		return cells, false, nil
	case kind == recordText && len(value) >= 4:
		i := int64(u32(value, 0))
		if i >= int64(len(r.shared)) {
			return nil, false, fmt.Errorf("row %d, column %d: its text is number %d of %d", row+1, column+1, i, len(r.shared))
		}
		return []xlsCell{{row, column, r.shared[i]}}, false, nil
	case kind == recordLabel && len(value) >= 3:
		if r.appendChars(value[3:], u16(value, 0), value[2]) == nil {
			return nil, false, errors.New("a text is longer than its record")
		}
	case kind == recordTruth && len(value) >= 2:
		r.truth(value[0], value[1] != 0)
	case kind == recordFormula && len(value) >= 8:
		if u16(value, 6) != 0xffff {
			r.number(math.Float64frombits(binary.LittleEndian.Uint64(value)))
			break
		}
		switch value[0] {
		case 0:
			return []xlsCell{{row, column, textRange{from, from}}}, true, nil
		case 1, 2:
			r.truth(value[2], value[0] == 2)
		}
	default:
		return nil, false, nil
	}
	return []xlsCell{{row, column, textRange{from, len(r.text)}}}, false, nil
}

// rk returns a number that was packed into four bytes.
func rk(n uint32) float64 {
	f := float64(int32(n) >> 2)
	if n&2 == 0 {
		f = math.Float64frombits(uint64(n&^3) << 32)
	}
	if n&1 != 0 {
		f /= 100
	}
	return f
}

func (r *xlsReader) number(f float64) {
	form := byte('f')
	if math.Abs(f) >= 1e15 || math.IsNaN(f) {
		form = 'g'
	}
	r.text = strconv.AppendFloat(r.text, f, form, -1, 64)
}

func (r *xlsReader) truth(value byte, fault bool) {
	word := "FALSE"
	switch {
	case fault:
		word = "#N/A"
	case value != 0:
		word = "TRUE"
	}
	r.text = append(r.text, word...)
}
