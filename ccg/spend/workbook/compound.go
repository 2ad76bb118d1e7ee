package workbook

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// A compound is a file of streams, the container of the old office formats. Its
// sectors are chained by a table; a chain is never longer than the file.
type compound struct {
	file      []byte
	shift     int // of the size of a sector
	fat, mini []uint32
	small     []byte // the stream in which small streams lie
	entries   []compoundEntry
}

type compoundEntry struct {
	name  string
	start uint32
	size  int
}

var errCompound = errors.New("the workbook (.xls) is damaged: it is not a whole compound document; open it in a spreadsheet program and save it as .xlsx")

const (
	noSector    = 0xfffffffa // this and more are no sectors
	smallStream = 4096       // bytes from which a stream is not small
	smallShift  = 6
)

func openCompound(file []byte) (*compound, error) {
	if len(file) < 512 || !bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return nil, errCompound
	}
	c := &compound{file: file, shift: int(binary.LittleEndian.Uint16(file[30:]))}
	if c.shift != 9 && c.shift != 12 {
		return nil, errCompound
	}
	c.fat = c.table()
	directory := c.chain(u32(file, 48), len(file))
	for ; len(directory) >= 128; directory = directory[128:] {
		c.addEntry(directory[:128])
	}
	if len(c.entries) == 0 {
		return nil, errCompound
	}
	root := c.entries[0]
	c.small = c.chain(root.start, root.size)
	c.mini = words(c.chain(u32(file, 60), len(file)))
	return c, nil
}

func u32(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }

func words(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = u32(b, 4*i)
	}
	return list
}

// sector returns a sector, or nil if the file has no such.
func (c *compound) sector(n uint32) []byte {
	from := (int64(n) + 1) << c.shift
	if n >= noSector || from >= int64(len(c.file)) {
		return nil
	}
	return c.file[from:min(from+1<<c.shift, int64(len(c.file)))]
}

// table reads the table of sectors, whose own sectors are listed in the head of the
// file and in further sectors.
func (c *compound) table() []uint32 {
	most := len(c.file)>>c.shift + 1 // sectors of the file
	var list []uint32
	add := func(sectors []uint32) {
		for _, n := range sectors {
			if len(list) < most {
				list = append(list, words(c.sector(n))...)
			}
		}
	}
	add(words(c.file[76:512]))
	for n := u32(c.file, 68); len(list) < most; {
		more := words(c.sector(n))
		if len(more) < 2 {
			break
		}
		add(more[:len(more)-1])
		if n = more[len(more)-1]; most < 0 {
			break
		}
		most-- // so that a circle ends
	}
	return list
}

// chain returns the bytes of a chain of sectors, up to a size.
func (c *compound) chain(n uint32, size int) []byte {
	var b []byte
	for left := len(c.fat); left > 0 && len(b) < size && int64(n) < int64(len(c.fat)); left-- {
		b = append(b, c.sector(n)...)
		n = c.fat[n]
	}
	return b[:min(len(b), max(size, 0))]
}

func (c *compound) addEntry(b []byte) {
	length := int(binary.LittleEndian.Uint16(b[64:]))
	if b[66] == 0 && len(c.entries) > 0 || length > 64 {
		return
	}
	var name []uint16
	for i := 0; i+2 < length; i += 2 {
		name = append(name, binary.LittleEndian.Uint16(b[i:]))
	}
	c.entries = append(c.entries, compoundEntry{string(utf16.Decode(name)), u32(b, 116), int(u32(b, 120) & 0x7fffffff)})
}

// stream returns the bytes of a stream, or nil if there is none of that name.
func (c *compound) stream(name string) []byte {
	for _, e := range c.entries[1:] {
		if e.name != name {
			continue
		}
		if e.size >= smallStream {
			return c.chain(e.start, e.size)
		}
		var b []byte
		n := e.start
		for left := len(c.mini); left > 0 && len(b) < e.size && int64(n) < int64(len(c.mini)); left-- {
			from := min(int64(n)<<smallShift, int64(len(c.small)))
			b = append(b, c.small[from:min(from+1<<smallShift, int64(len(c.small)))]...)
			n = c.mini[n]
		}
		return b[:min(len(b), e.size)]
	}
	return nil
}
