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

// An Error says where a JSON document is malformed or does not have the wanted
// shape.
type Error struct {
	// Path is the place in the document, as far as it was read.
	Path rule.Pointer
	// Line counts from 1.
	Line int
	// Column is a byte of the line, from 1.
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

// Unwrap returns what is wrong: an nhs.ParseError for a value that its type cannot
// read.
func (e *Error) Unwrap() error { return e.Err }

// maxDepth bounds how deeply a document may nest.
const maxDepth = 64

// Decode returns the T that one JSON document holds, or a [*Error] that says what is
// wrong and where. T is a market, a group or another type made of structs, slices,
// maps, pointers, strings, whole numbers, booleans and types that read their own JSON
// or text. It has no floating-point numbers and no interfaces.
//
// Each of these is an error:
//   - text that is not UTF-8, malformed JSON, and an unpaired surrogate in a string;
//   - a member that T does not have, and a duplicate member;
//   - a value of the wrong type, and null where nothing can be absent;
//   - a missing amount of money where it cannot be unknown;
//   - anything after the document.
//
// An empty array becomes a nil slice. Decode does not judge what the document says; a
// [rule.Set] does.
func Decode[T any](data []byte) (T, error) {
	var v T
	d := decoder{data: data, json: json.NewDecoder(bytes.NewReader(data)), members: make(map[reflect.Type][]structMember)}
	if i := invalidUTF8(data); i >= 0 {
		return v, d.failAt("", i, errors.New("not UTF-8 text"))
	}
	if err := d.value(reflect.ValueOf(&v).Elem(), "", 0); err != nil {
		var zero T
		return zero, err
	}
	end := int(d.json.InputOffset())
	if rest := bytes.TrimLeft(data[end:], " \t\r\n"); len(rest) > 0 {
		end = len(data) - len(rest)
		var zero T
		return zero, d.failAt("", end, errors.New("trailing data after document: send one document"))
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
