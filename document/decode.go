package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/rule"
)

// An Error reports a JSON document that is malformed or not of the wanted
// shape, and where.
type Error struct {
	// Path is the place in the document, as far as it was read.
	Path rule.Pointer
	// Line and Column count from 1; a column is a byte of the line.
	Line int
	// Column counts from 1, in bytes.
	Column int
	// Err says what is wrong there.
	Err error
}

// Error gives the place and what is wrong there.
func (e *Error) Error() string {
	at := ""
	if e.Path != "" {
		at = ", at " + string(e.Path)
	}
	return fmt.Sprintf("line %d, column %d%s: %v", e.Line, e.Column, at, e.Err)
}

// Unwrap returns what is wrong: an nhs.ParseError for a value that is not of its
// type.
func (e *Error) Unwrap() error { return e.Err }

// maxDepth bounds how deeply a document may nest.
const maxDepth = 64

// Decode reads one JSON document into a T: a market, a group or another type
// made of structs, slices, maps, pointers, strings, whole numbers, booleans
// and types that read their own JSON or text; there are no floating-point
// numbers and no interfaces. It is strict: text that is not UTF-8,
// malformed JSON, a member that T does not have, a member twice, a value of the
// wrong type, null where nothing can be absent, an amount of money that is left
// out where it cannot be unknown, half a surrogate pair in a string, and anything
// after the document are each a [*Error] that says where. An empty array becomes a nil slice.
//
// Decode does not judge what the document says; a [rule.Set] does.
func Decode[T any](data []byte) (T, error) {
	var v T
	d := decoder{data: data, json: json.NewDecoder(bytes.NewReader(data)), members: make(map[reflect.Type][]structMember)}
	if i := invalidUTF8(data); i >= 0 {
		return v, d.failAt("", i, errors.New("the text is not UTF-8"))
	}
	if err := d.value(reflect.ValueOf(&v).Elem(), "", 0); err != nil {
		var zero T
		return zero, err
	}
	end := int(d.json.InputOffset())
	if rest := bytes.TrimLeft(data[end:], " \t\r\n"); len(rest) > 0 {
		end = len(data) - len(rest)
		var zero T
		return zero, d.failAt("", end, errors.New("text after the document; want one document alone"))
	}
	return v, nil
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
