package document

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/rule"
)

// Limits bound what [DecodeWithin] takes. A zero field is its default.
type Limits struct {
	// Depth is how deeply a document may nest; the default is [MaxDepth].
	Depth int
	// ID is how many characters an identifier, a word or the key of a map may have; the
	// default is [MaxID].
	ID int
}

const (
	// MaxDepth is how deeply a document may nest, unless [Limits] say otherwise.
	MaxDepth = 64
	// MaxID is how many characters an identifier, a word or the key of a map may have,
	// unless [Limits] say otherwise. Whatever is made of a document repeats them; the JSON
	// Schemas give the same number.
	MaxID = 100
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
//   - nesting deeper than [MaxDepth], and an identifier or a word of more than [MaxID]
//     characters;
//   - anything after the document.
//
// An identifier is a text of a type of its own, such as a [service.ID], the key of a map,
// and a member of type string or []string with the tag limit:"id". Other texts are as long
// as the document.
//
// An empty array becomes a nil slice. Decode does not judge what the document says; a
// [rule.Set] does.
//
// [service.ID]: https://pkg.go.dev/github.com/opencommissioning/commissioning/service#ID
func Decode[T any](data []byte) (T, error) { return DecodeWithin[T](data, Limits{}) }

// DecodeWithin is [Decode] with other limits.
func DecodeWithin[T any](data []byte, l Limits) (T, error) {
	var v T
	l = Limits{cmp.Or(l.Depth, MaxDepth), cmp.Or(l.ID, MaxID)}
	d := decoder{Limits: l, data: data, json: json.NewDecoder(bytes.NewReader(data)), members: make(map[reflect.Type][]structMember)}
	if i := invalidUTF8(data); i >= 0 {
		return v, d.failAt("", i, errors.New("not UTF-8 text"))
	}
	if err := d.value(reflect.ValueOf(&v).Elem(), "", 0, false); err != nil {
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
