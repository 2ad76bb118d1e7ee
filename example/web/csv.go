package web

import (
	"bytes"
	"encoding"
	"encoding/csv"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// WriteCSV writes one row for each item under the names that JSON uses. The
// members of an object become columns of their own (by_construction_how), and so
// do those of a list of objects (citations_url); several values in a cell are
// joined by semicolons.
func WriteCSV[T any](items []T) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write(columns(reflect.TypeFor[T](), ""))
	for _, item := range items {
		row, cellErr := cells(reflect.ValueOf(item))
		if err == nil {
			err = cellErr
		}
		for i, cell := range row {
			row[i] = SafeCell(cell)
		}
		if err == nil {
			err = w.Write(row)
		}
	}
	w.Flush()
	return b.Bytes(), err
}

var textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()

// shape says how values of a type are laid out in columns: as one cell, as the
// columns of a struct, or as a list of either.
func shape(t reflect.Type) (elem reflect.Type, isList, isStruct bool) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Slice {
		elem, _, isStruct = shape(t.Elem())
		return elem, true, isStruct
	}
	return t, false, t.Kind() == reflect.Struct && !t.Implements(textMarshaler)
}

// columns are the names of the columns that a type needs.
func columns(t reflect.Type, name string) []string {
	t, _, isStruct := shape(t)
	if !isStruct {
		return []string{name}
	}
	var all []string
	for _, f := range reflect.VisibleFields(t) {
		if tag, ok := JSONName(f); ok {
			if name != "" {
				tag = name + "_" + tag
			}
			all = append(all, columns(f.Type, tag)...)
		}
	}
	return all
}

// JSONName returns the name that JSON gives to a field, and whether it has one.
// Fields of embedded structs stand for themselves.
func JSONName(f reflect.StructField) (string, bool) {
	tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return tag, f.IsExported() && !f.Anonymous && tag != "" && tag != "-"
}

// cells are the cells of a value, as many as its type has columns. An unknown value
// is a blank cell.
func cells(v reflect.Value) ([]string, error) {
	blank := len(columns(v.Type(), ""))
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return make([]string, blank), nil
		}
		v = v.Elem()
	}
	_, isList, isStruct := shape(v.Type())
	switch {
	case isList:
		joined := make([]string, blank)
		for i := range v.Len() {
			row, err := cells(v.Index(i))
			if err != nil {
				return nil, err
			}
			for j, cell := range row {
				if i > 0 {
					joined[j] += ";"
				}
				joined[j] += cell
			}
		}
		return joined, nil
	case isStruct:
		var all []string
		for _, f := range reflect.VisibleFields(v.Type()) {
			if _, ok := JSONName(f); ok {
				row, err := cells(v.FieldByIndex(f.Index))
				if err != nil {
					return nil, err
				}
				all = append(all, row...)
			}
		}
		return all, nil
	}
	text, err := cell(v)
	return []string{text}, err
}

// cell writes a single value.
func cell(v reflect.Value) (string, error) {
	if known, ok := v.Interface().(interface{ IsZero() bool }); ok && known.IsZero() {
		return "", nil
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	switch v.Kind() {
	case reflect.String:
		return v.String(), nil
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), nil
	}
	return "", fmt.Errorf("csv: no cell for a %s", v.Type())
}

// SafeCell puts an apostrophe before a cell that a spreadsheet would take for a
// formula. A plain number is none, even a negative one.
func SafeCell(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) || isNumber(cell) {
		return cell
	}
	return "'" + cell
}

func isNumber(s string) bool {
	whole, decimals, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (!point || digits(decimals))
}
