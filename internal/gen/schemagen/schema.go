package schemagen

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/opencommissioning/commissioning/document"
)

const (
	draft    = "https://json-schema.org/draft/2020-12/schema"
	identity = "https://github.com/opencommissioning/commissioning/schemas/"
)

// A direction says who reads the JSON.
type direction int

const (
	// input is read by document.Decode: members that it does not know are
	// refused, and hardly any is required.
	input direction = iota
	// answer is written by the demo: a member without omitempty is always there,
	// and later versions may add some.
	answer
)

// A generator makes the schema of one document. The types in it are its
// definitions, by package and name.
type generator struct {
	comments
	direction
	defs map[string]*jsonschema.Schema
}

// schema returns the schema of a document of the type of v.
func schema(c comments, name string, d direction, v any) (*jsonschema.Schema, error) {
	g := generator{c, d, make(map[string]*jsonschema.Schema)}
	t := reflect.TypeOf(v)
	root, err := g.value(t)
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	return &jsonschema.Schema{
		Schema: draft, ID: identity + name + ".json", Title: name,
		Description: g.about(typeName(t)), Ref: root.Ref, Defs: g.defs,
	}, nil
}

// value returns the schema of a value of the type, which for a type with a name
// is a reference.
func (g *generator) value(t reflect.Type) (*jsonschema.Schema, error) {
	if t.Name() == "" || t.PkgPath() == "" || t == reflect.TypeFor[json.RawMessage]() {
		return g.unnamed(t)
	}
	name := typeName(t)
	ref := &jsonschema.Schema{Ref: "#/$defs/" + name}
	if _, ok := g.defs[name]; ok {
		return ref, nil
	}
	g.defs[name] = nil // it can hold itself
	def, err := g.define(t)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if def.Description == "" {
		def.Description = g.about(name)
	}
	if t.Kind() == reflect.String {
		g.bound(def)
	}
	if t.Kind() == reflect.String && def.Pattern == "" && len(g.words[name]) > 0 {
		def.Examples = g.words[name] // not an enum: a word that is not known is read, and judged by the rules
	}
	g.defs[name] = def
	return ref, nil
}

func (g *generator) define(t reflect.Type) (*jsonschema.Schema, error) {
	if known, ok := values[t]; ok {
		return known.CloneSchemas(), nil
	}
	switch {
	case slices.Contains(declared, t):
	case t.Kind() == reflect.Uint8 && t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return &jsonschema.Schema{Type: "string", Enum: words(t)}, nil
	case isOpaque(t):
		return nil, fmt.Errorf("it reads or writes its own text and is not in the table of values")
	}
	return g.unnamed(t)
}

// isOpaque reports whether a type reads or writes its own text.
func isOpaque(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Marshaler]()) || p.Implements(reflect.TypeFor[json.Unmarshaler]()) ||
		p.Implements(reflect.TypeFor[encoding.TextMarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// unnamed returns the schema of what a type is made of.
func (g *generator) unnamed(t reflect.Type) (*jsonschema.Schema, error) {
	if t == reflect.TypeFor[json.RawMessage]() {
		return &jsonschema.Schema{}, nil
	}
	switch t.Kind() {
	case reflect.String:
		return &jsonschema.Schema{Type: "string"}, nil
	case reflect.Bool:
		return &jsonschema.Schema{Type: "boolean"}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		half := math.Ldexp(1, t.Bits()-1)
		return g.whole(-half, half-1), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return g.whole(0, math.Ldexp(1, t.Bits())-1), nil
	case reflect.Pointer:
		s, err := g.value(t.Elem())
		return orNull(s), err
	case reflect.Slice:
		s, err := g.value(t.Elem())
		return &jsonschema.Schema{Type: "array", Items: s}, err
	case reflect.Map:
		s, err := g.value(t.Elem())
		if err != nil {
			return nil, err
		}
		key, err := g.value(t.Key())
		if t.Key().Name() == "string" {
			g.bound(key)
			if g.direction == answer {
				key = nil
			}
		}
		return &jsonschema.Schema{Type: "object", AdditionalProperties: s, PropertyNames: key}, err
	case reflect.Struct:
		return g.object(t)
	}
	return nil, fmt.Errorf("no schema for a %s", t)
}

// whole is a whole number. What is read has the bounds of its type.
func (g *generator) whole(least, most float64) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "integer"}
	if g.direction == input {
		s.Minimum, s.Maximum = &least, &most
	} else if least == 0 {
		s.Minimum = &least
	}
	return s
}

// bound gives an identifier, or each of a list, the length at which [document.Decode]
// refuses it.
func (g *generator) bound(s *jsonschema.Schema) {
	if s.Items != nil {
		s = s.Items
	}
	if g.direction == input && s.MaxLength == nil && s.Type == "string" {
		s.MaxLength = new(document.MaxID)
	}
}

func orNull(s *jsonschema.Schema) *jsonschema.Schema {
	if s != nil && s.Type != "" {
		s.Types, s.Type = []string{s.Type, "null"}, ""
		return s
	}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, {Type: "null"}}}
}

func (g *generator) object(t reflect.Type) (*jsonschema.Schema, error) {
	s := &jsonschema.Schema{Type: "object", Properties: make(map[string]*jsonschema.Schema)}
	if g.direction == input {
		s.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
	}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if s.Properties[name] != nil { // the one that is nearer hides it
			continue
		}
		member, err := g.value(f.Type)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if g.direction == answer && options == "" && (f.Type.Kind() == reflect.Slice || f.Type.Kind() == reflect.Map) {
			member = orNull(member)
		}
		owner := t
		for _, i := range f.Index[:len(f.Index)-1] {
			owner = owner.Field(i).Type
		}
		if f.Tag.Get("limit") == "id" {
			g.bound(member)
		}
		member.Description = g.field(typeName(owner), f.Name)
		s.Properties[name] = member
		s.PropertyOrder = append(s.PropertyOrder, name)
		if g.required(f.Type, options) {
			s.Required = append(s.Required, name)
		}
	}
	return s, nil
}

// required reports whether a member must be there: of an answer one that is
// never left out, of a document an amount that cannot be unknown.
func (g *generator) required(t reflect.Type, options string) bool {
	return options == "" && (g.direction == answer || reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()))
}

// typeName is the name of a type with that of its package: nhs.Money, and
// lineage.CrosswalkRow-Money for lineage.CrosswalkRow[nhs.Money].
func typeName(t reflect.Type) string {
	name := t.Name()
	if generic, argument, ok := strings.Cut(name, "["); ok {
		name = generic + "-" + strings.TrimPrefix(path.Ext(argument), ".")
		name = strings.TrimSuffix(name, "]")
	}
	return path.Base(t.PkgPath()) + "." + name
}
