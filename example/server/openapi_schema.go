package server

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// typeSchemas are the JSON Schemas of Go types, as encoding/json writes them. A
// type with a name is a component that others refer to.
type typeSchemas struct {
	components object
	published  map[reflect.Type]string // those served as files, by name
	documents  bool                    // of what is sent, in which any member may be left out
}

// textSchemas are the types that write their own text, where more can be said of it
// than that it is a string.
var textSchemas = map[reflect.Type]object{
	reflect.TypeFor[nhs.Date]():          {"type": "string", "format": "date"},
	reflect.TypeFor[nhs.FinancialYear](): {"type": "string", "pattern": "^[0-9]{4}/[0-9]{2}$"},
	reflect.TypeFor[nhs.Money]():         {"type": "string", "pattern": `^-?[0-9]+\.[0-9]{2}$`, "description": "pounds sterling"},
	reflect.TypeFor[nhs.Rate]():          {"type": "string", "pattern": `^-?[0-9]+(\.[0-9]{1,4})?$`, "description": "pounds a head"},
	reflect.TypeFor[nhs.Percent]():       {"type": "string", "pattern": `^-?[0-9]+(\.[0-9]+)?$`, "description": "per cent"},
	reflect.TypeFor[nhs.Answer]():        {"type": "string", "enum": []string{"yes", "no", "unknown"}},
	reflect.TypeFor[rule.Severity]():     {"type": "string", "enum": severities()},
	reflect.TypeFor[rule.Basis]():        {"type": "string", "enum": bases()},
	reflect.TypeFor[json.RawMessage]():   {},
	reflect.TypeFor[analysis.Answer]():   {"type": "object", "description": "what the analysis found, in members of its own; coverage says what is missing"},
	reflect.TypeFor[scenarioOrID]():      {"description": "a scenario, or the ID of one at /v1/scenarios"},
}

// of returns the schema of a type.
func (s *typeSchemas) of(t reflect.Type) object {
	if known, ok := textSchemas[t]; ok {
		return known
	}
	if name, ok := s.published[t]; ok {
		return object{"$ref": "schemas/" + name + ".json"}
	}
	if t.Kind() != reflect.Pointer && t.Implements(textMarshaler) {
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
	return (&typeSchemas{s.components, s.published, true}).of(t)
}

func (s *typeSchemas) structure(t reflect.Type) object {
	name := strings.TrimPrefix(t.String(), "server.")
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

// members returns the schema of a struct. A member that can be left out is not
// required; where two have one name, the less deeply embedded counts.
func (s *typeSchemas) members(t reflect.Type) object {
	properties := object{}
	required := []string{}
	depth := map[string]int{}
	for _, f := range reflect.VisibleFields(t) {
		name, ok := member(f)
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
