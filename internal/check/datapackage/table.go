package datapackage

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// table is a CSV file as read.
type table struct {
	path   string
	bytes  int64
	hash   string
	header []string
	rows   []row
}

type row struct {
	line  int
	cells []string
}

func readTable(fsys fs.FS, name string) (*table, error) {
	data, err := readFile(fsys, name)
	if err != nil {
		return nil, err
	}
	switch {
	case !utf8.Valid(data):
		return nil, fmt.Errorf("%s: not UTF-8", name)
	case bytes.HasPrefix(data, []byte("\ufeff")):
		return nil, fmt.Errorf("%s: byte order mark at the start", name)
	case bytes.ContainsRune(data, '\r'):
		return nil, fmt.Errorf("%s: carriage return, expected line feeds only", name)
	case !bytes.HasSuffix(data, []byte("\n")):
		return nil, fmt.Errorf("%s: no line feed at the end", name)
	}
	t := &table{path: name, bytes: int64(len(data)), hash: fmt.Sprintf("sha256:%x", sha256.Sum256(data))}
	r := csv.NewReader(bytes.NewReader(data))
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		if t.header == nil {
			t.header = cells
			continue
		}
		t.rows = append(t.rows, row{line, cells})
	}
	return t, nil
}

// columns returns the positions of fields in the header, or nil if one is not there.
func (t *table) columns(fields ...string) []int {
	at := make([]int, len(fields))
	for i, f := range fields {
		at[i] = slices.Index(t.header, f)
		if at[i] < 0 {
			return nil
		}
	}
	return at
}

// key joins the cells at the given columns; complete is false if one of them is blank.
func (r row) key(at []int) (key string, complete bool) {
	complete = true
	parts := make([]string, len(at))
	for i, c := range at {
		parts[i] = r.cells[c]
		complete = complete && parts[i] != ""
	}
	return strings.Join(parts, "\x00"), complete
}

// keys is the set of the keys of all rows at the given columns.
func (t *table) keys(at []int) map[string]bool {
	set := make(map[string]bool, len(t.rows))
	for _, r := range t.rows {
		k, _ := r.key(at)
		set[k] = true
	}
	return set
}
