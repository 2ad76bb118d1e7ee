package document

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/opencommissioning/commissioning/rule"
)

type decoder struct {
	Limits
	data    []byte
	json    *json.Decoder
	members map[reflect.Type][]structMember // as far as needed
}

func (d *decoder) failAt(at rule.Pointer, offset int, err error) error {
	before := d.data[:min(offset, len(d.data))]
	return &Error{
		Path:   at.Shorten(),
		Line:   bytes.Count(before, []byte("\n")) + 1,
		Column: len(before) - bytes.LastIndexByte(before, '\n'),
		Err:    err,
	}
}

// next returns the offset of the next value or bracket.
func (d *decoder) next() int {
	i := int(d.json.InputOffset())
	for i < len(d.data) && strings.IndexByte(" \t\r\n,:", d.data[i]) >= 0 {
		i++
	}
	return i
}

// fail returns the error of the decoder underneath, which knows the offset of a
// syntax error.
func (d *decoder) fail(at rule.Pointer, offset int, err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(err.Error(), "unexpected end"):
		offset, err = len(d.data), errors.New("unexpected end of document")
	case errors.As(err, &syntax):
		offset = max(offset, int(syntax.Offset)-1)
	}
	return d.failAt(at, offset, err)
}

var (
	jsonUnmarshaler = reflect.TypeFor[json.Unmarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// value reads a value. The texts in it are identifiers if it is tagged so.
func (d *decoder) value(v reflect.Value, at rule.Pointer, depth int, isID bool) error {
	start := d.next()
	if depth > d.Depth {
		return d.failAt(at, start, fmt.Errorf("nested more than %d deep: flatten the document", d.Depth))
	}
	pointer := reflect.PointerTo(v.Type())
	if pointer.Implements(jsonUnmarshaler) || pointer.Implements(textUnmarshaler) {
		return d.leaf(v, at, start, isID)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if bytes.HasPrefix(d.data[start:], []byte("null")) {
			return d.leaf(v, at, start, isID)
		}
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(v.Elem(), at, depth, isID)
	case reflect.Struct:
		return d.structure(v, at, start, depth)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		return d.object(v, at, depth, func(string) (reflect.Value, bool, bool) {
			return reflect.New(v.Type().Elem()).Elem(), false, true
		}, func(name string, member reflect.Value) error {
			key := reflect.New(v.Type().Key())
			if err := json.Unmarshal(quote(name), key.Interface()); err != nil {
				return err
			}
			v.SetMapIndex(key.Elem(), member)
			return nil
		})
	case reflect.Slice:
		return d.array(v, at, depth, isID)
	case reflect.Bool, reflect.String,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return d.leaf(v, at, start, isID)
	}
	return d.failAt(at, start, fmt.Errorf("cannot decode into %s", v.Type()))
}

// structure reads an object into a struct. A member that reads its own JSON, such as
// an amount of money, must be there if it can be neither nil nor left out: an unknown
// amount is not zero.
func (d *decoder) structure(v reflect.Value, at rule.Pointer, start, depth int) error {
	fields, ok := d.members[v.Type()]
	if !ok {
		fields = members(v.Type())
		d.members[v.Type()] = fields
	}
	seen := make([]bool, len(fields))
	err := d.object(v, at, depth, func(name string) (reflect.Value, bool, bool) {
		i := slices.IndexFunc(fields, func(m structMember) bool { return m.name == name })
		if i < 0 {
			return reflect.Value{}, false, false
		}
		seen[i] = true
		return v.FieldByIndex(fields[i].Index), fields[i].isID, true
	}, nil)
	if err != nil {
		return err
	}
	for i, m := range fields {
		if !seen[i] && !m.optional && reflect.PointerTo(m.Type).Implements(jsonUnmarshaler) {
			return d.failAt(at+rule.PointerOf(m.name), start, fmt.Errorf("missing member %q", m.name))
		}
	}
	return nil
}

func quote(s string) []byte {
	b, _ := json.Marshal(s) // a string always marshals
	return b
}

// A structMember is a field that a member of an object is read into.
type structMember struct {
	name     string
	optional bool // may be left out, by its tag
	isID     bool // its texts are identifiers, by its tag
	reflect.StructField
}

// members returns the members of a struct by the rules of encoding/json: those of an
// embedded struct count as its own.
func members(t reflect.Type) []structMember {
	var all []structMember
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
			continue
		}
		if name == "" {
			name = f.Name
		}
		all = append(all, structMember{name, options != "", f.Tag.Get("limit") == "id", f})
	}
	return all
}

func names(t reflect.Type) string {
	if t.Kind() != reflect.Struct {
		return ""
	}
	var all []string
	for _, m := range members(t) {
		all = append(all, m.name)
	}
	return "; the members are " + strings.Join(all, ", ")
}

// object reads an object. Each member is read into the value that find returns, with
// whether its texts are identifiers, and is then handed to done, if there is one.
func (d *decoder) object(v reflect.Value, at rule.Pointer, depth int, find func(string) (reflect.Value, bool, bool), done func(string, reflect.Value) error) error {
	start := d.next()
	if err := d.open('{', "an object", at, start); err != nil {
		return err
	}
	seen := make(map[string]bool)
	for d.json.More() {
		start := d.next()
		token, err := d.json.Token()
		if err != nil {
			return d.fail(at, start, err)
		}
		name := token.(string) // the decoder lets nothing else through
		here := at + rule.PointerOf(name)
		member, isID, ok := find(name)
		switch {
		case v.Kind() == reflect.Map && d.tooLong(name):
			return d.failAt(here, start, d.errTooLong("name", name))
		case !ok:
			return d.failAt(here, start, fmt.Errorf("unknown member %.64q%s", name, names(v.Type())))
		case seen[name]:
			return d.failAt(here, start, fmt.Errorf("duplicate member %.64q", name))
		}
		seen[name] = true
		if err := d.value(member, here, depth+1, isID); err != nil {
			return err
		}
		if done != nil {
			if err := done(name, member); err != nil {
				return d.failAt(here, start, err)
			}
		}
	}
	return d.close(at)
}

func (d *decoder) array(v reflect.Value, at rule.Pointer, depth int, isID bool) error {
	if err := d.open('[', "an array", at, d.next()); err != nil {
		return err
	}
	v.SetZero() // an empty array is the same as one that is left out
	for i := 0; d.json.More(); i++ {
		if v.Cap() == i {
			v.Grow(max(4, i)) // doubling, for elements can be large
		}
		v.SetLen(i + 1)
		if err := d.value(v.Index(i), at+rule.PointerOf(i), depth+1, isID); err != nil {
			return err
		}
	}
	return d.close(at)
}

// open reads a bracket.
func (d *decoder) open(bracket json.Delim, want string, at rule.Pointer, start int) error {
	if start < len(d.data) && d.data[start] != byte(bracket) && isValueStart(d.data[start]) {
		return d.failAt(at, start, fmt.Errorf("%s; want %s", describe(d.data[start:]), want))
	}
	if _, err := d.json.Token(); err != nil {
		return d.fail(at, start, err)
	}
	return nil
}

func (d *decoder) close(at rule.Pointer) error {
	start := d.next()
	if _, err := d.json.Token(); err != nil {
		return d.fail(at, start, err)
	}
	return nil
}

// tooLong reports whether a text is too long for an identifier.
func (d *decoder) tooLong(s string) bool { return len(s) > d.ID && utf8.RuneCountInString(s) > d.ID }

func (d *decoder) errTooLong(what, s string) error {
	return fmt.Errorf("%s of %d characters: want at most %d", what, utf8.RuneCountInString(s), d.ID)
}

// leaf reads a value as encoding/json does.
func (d *decoder) leaf(v reflect.Value, at rule.Pointer, start int, isID bool) error {
	var raw json.RawMessage
	if err := d.json.Decode(&raw); err != nil {
		return d.fail(at, start, err)
	}
	if string(raw) == "null" && v.Kind() != reflect.Pointer && v.Kind() != reflect.Interface {
		return d.failAt(at, start, errors.New("null: leave the member out if it is unknown"))
	}
	if i := unpairedSurrogate(raw); i >= 0 {
		return d.failAt(at, start+i, errors.New("unpaired UTF-16 surrogate"))
	}
	err := json.Unmarshal(raw, v.Addr().Interface())
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		err = fmt.Errorf("%s; want %s", describe(raw), kindName(v.Kind()))
	}
	if err != nil {
		return d.failAt(at, start, err)
	}
	if v.Kind() == reflect.String && (isID || v.Type().PkgPath() != "") && d.tooLong(v.String()) {
		return d.failAt(at, start, d.errTooLong("identifier", v.String()))
	}
	return nil
}

// unpairedSurrogate returns the offset of an escape in the text that stands for half
// a UTF-16 surrogate pair without the other half, or -1.
func unpairedSurrogate(text []byte) int {
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		first := escaped(text[i:])
		switch {
		case !utf16.IsSurrogate(first):
			i++ // the escaped character, which can be a backslash
		case utf16.DecodeRune(first, escaped(text[i+6:])) == utf8.RuneError:
			return i
		default:
			i += 11
		}
	}
	return -1
}

// escaped returns the character of a \uXXXX that the text begins with, or -1.
func escaped(text []byte) rune {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}

func isValueStart(c byte) bool {
	return strings.IndexByte(`{["-0123456789tfn`, c) >= 0
}

// describe names the kind of JSON value that the text begins with.
func describe(text []byte) string {
	switch c := text[0]; c {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		return "a string"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}

func kindName(k reflect.Kind) string {
	switch k {
	case reflect.String, reflect.Struct:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "a whole number in range"
	}
	return "a value of another type"
}
