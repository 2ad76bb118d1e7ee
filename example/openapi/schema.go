package openapi

import (
	"encoding"
	"path"
	"reflect"
	"strings"
	"unicode"

	"github.com/opencommissioning/commissioning/example/web"
)

// typeSchemas are the JSON Schemas of Go types, as encoding/json writes them. A
// type with a name is a component that others refer to.
type typeSchemas struct {
	components object
	types      Types
	documents  bool // of what is sent, in which any member may be left out
}

// of returns the schema of a type.
func (s *typeSchemas) of(t reflect.Type) object {
	if known, ok := s.types.Text[t]; ok {
		return known
	}
	if name, ok := s.types.Published[t]; ok {
		return object{"$ref": "schemas/" + name + ".json"}
	}
	if t.Kind() != reflect.Pointer && t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Slice, reflect.Array:
		return object{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		return s.structure(t)
	case reflect.Interface:
		return object{} // anything
	}
	return object{"type": "integer"} // no type of an answer is anything else; a test holds that
}

// ofDocument returns the schema of a type of documents.
func (s *typeSchemas) ofDocument(t reflect.Type) object {
	return (&typeSchemas{s.components, s.types, true}).of(t)
}

func (s *typeSchemas) structure(t reflect.Type) object {
	name := componentName(t)
	if s.documents {
		name = "document." + name
	}
	if strings.ContainsAny(name, "[ ") { // generic or without a name
		return s.members(t)
	}
	if _, ok := s.components[name]; !ok {
		s.components[name] = nil // so that a type may refer to itself
		s.components[name] = s.members(t)
	}
	return reference("schemas", name)
}

// componentName is the name of a type with its package or, of a type of the demo, its
// name alone as JSON writes names: ccgDetail.
func componentName(t reflect.Type) string {
	if path.Base(path.Dir(t.PkgPath())) != "example" {
		return t.String()
	}
	name := []rune(t.Name())
	for i := range name {
		if i > 0 && i+1 < len(name) && unicode.IsLower(name[i+1]) {
			break
		}
		name[i] = unicode.ToLower(name[i])
	}
	return string(name)
}

// members returns the schema of a struct. A member that can be left out is not
// required; where two have one name, the less deeply embedded counts.
func (s *typeSchemas) members(t reflect.Type) object {
	properties := object{}
	required := []string{}
	depth := map[string]int{}
	for _, f := range reflect.VisibleFields(t) {
		name, ok := web.JSONName(f)
		if !ok {
			continue
		}
		if d, taken := depth[name]; taken && d <= len(f.Index) {
			continue
		}
		depth[name] = len(f.Index)
		properties[name] = s.of(f.Type)
		if _, options, _ := strings.Cut(f.Tag.Get("json"), ","); !s.documents && !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	schema := object{"type": "object", "properties": properties}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema
}
