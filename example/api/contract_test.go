package api

import (
	"encoding"
	"reflect"
	"testing"

	"github.com/opencommissioning/commissioning/example/web"
)

// TestContractsHaveOperations wants no contract of an operation that there is not.
func TestContractsHaveOperations(t *testing.T) {
	s := New(nil)
	table := map[string]bool{}
	for _, o := range append(s.Operations(), s.About()...) {
		table[o.Pattern()] = true
	}
	for pattern := range contracts() {
		if !table[pattern] {
			t.Errorf("a contract for %s, which there is not", pattern)
		}
	}
}

// TestSchemasKnowTheirTypes wants no type that the schemas would take for a whole
// number by mistake.
func TestSchemasKnowTheirTypes(t *testing.T) {
	text := TextSchemas()
	seen := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		if _, ok := text[typ]; ok || typ.Kind() != reflect.Pointer && typ.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
			return
		}
		switch typ.Kind() {
		case reflect.Struct:
			for _, f := range reflect.VisibleFields(typ) {
				if _, ok := web.JSONName(f); ok {
					visit(f.Type)
				}
			}
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			visit(typ.Elem())
		case reflect.Interface, reflect.String, reflect.Bool, reflect.Int, reflect.Int64, reflect.Int32, reflect.Uint, reflect.Uint64, reflect.Uint32, reflect.Uint16, reflect.Uint8:
		default:
			t.Errorf("%s is a %s", typ, typ.Kind())
		}
	}
	for _, c := range contracts() {
		for _, v := range []any{c.Takes, c.Gives, c.Document} {
			if v != nil {
				visit(reflect.TypeOf(v))
			}
		}
	}
}
