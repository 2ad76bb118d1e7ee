// Package openapi describes a table of operations as OpenAPI 3.1 has it: from the rows,
// what they promise, and the Go types of what they take and give.
package openapi

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"sync"

	"github.com/opencommissioning/commissioning/example/web"
)

// object is a JSON object of the document.
type object = map[string]any

// Types say of schemas what the Go types alone do not show.
type Types struct {
	Text      map[reflect.Type]map[string]any // of types that write their own text
	Published map[reflect.Type]string         // the names of schemas that are served as files
}

// Info says what the document is of.
type Info struct {
	Title, Version, Summary string
}

// Operation is the operation that serves the document. It describes what all returns,
// and is written when first asked for.
func Operation(info Info, types Types, all func() []web.Operation) web.Operation {
	document := sync.OnceValues(func() ([]byte, error) { return Document(info, types, all()) })
	return web.Operation{
		Method: http.MethodGet, Path: "/openapi.json",
		Summary: "All of this for programs, as OpenAPI 3.1 has it", Example: "/openapi.json",
		Query:    []web.Parameter{{Name: "format", OneOf: []string{web.FormatJSON}, Description: "the form of the answer"}},
		Contract: web.Contract{Files: []string{"application/json"}},
		Answer: func(*web.Request) (any, error) {
			body, err := document()
			return web.File("application/json", body), err
		},
	}
}

// Document describes the operations.
func Document(info Info, types Types, operations []web.Operation) ([]byte, error) {
	schemas := &typeSchemas{components: object{}, types: types}
	paths := object{}
	for _, o := range operations {
		path := strings.TrimSuffix(o.Path, "{$}")
		item, ok := paths[path].(object)
		if !ok {
			item = object{}
			paths[path] = item
		}
		item[strings.ToLower(o.Method)] = describe(o, schemas)
	}
	body, err := json.Marshal(document(info, paths, schemas))
	return append(body, '\n'), err
}

func document(info Info, paths object, schemas *typeSchemas) object {
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title":   info.Title,
			"version": info.Version,
			"summary": info.Summary,
			"description": "The version is that of the data. Every GET can be a HEAD; OPTIONS says what a path takes, and any other method is refused with 405. " +
				"An unknown path is refused with 404. A parameter that is not listed is refused with 400. " +
				"There is no log-in and no state, and no header for other origins (CORS). This is not an NHS service.",
			"license": object{"name": "MIT", "identifier": "MIT"},
		},
		"servers": []any{object{"url": ".", "description": "wherever this document was found"}},
		"paths":   paths,
		"components": object{
			"schemas": schemas.components,
			"responses": object{
				"Problem": object{
					"description": "What is wrong, as RFC 9457 has it",
					"headers":     object{web.RequestIDHeader: reference("headers", "RequestID")},
					"content":     problemContent(false, schemas),
				},
				"ProblemPage": object{
					"description": "What is wrong, as a page for who accepts one, else as RFC 9457 has it",
					"headers":     object{web.RequestIDHeader: reference("headers", "RequestID")},
					"content":     problemContent(true, schemas),
				},
			},
			"headers": object{
				"ETag":      object{"description": "The version of the data and a digest of the answer", "schema": object{"type": "string"}},
				"Link":      object{"description": "Where the next and the previous part of a list are (rel next, prev), relative to the address", "schema": object{"type": "string"}},
				"RequestID": object{"description": "The name of the request, as the log has it", "schema": object{"type": "string"}},
				"RetryAfter": object{
					"description": "After how many seconds to come back", "schema": object{"type": "integer", "minimum": 1},
				},
			},
			"parameters": object{
				"IfNoneMatch": object{"name": "If-None-Match", "in": "header", "description": "The tag of an answer that is at hand: if it still holds, 304 says so", "schema": object{"type": "string"}},
				"RequestID":   object{"name": web.RequestIDHeader, "in": "header", "description": "What to call the request: 8 to 64 letters, digits, hyphens and underscores, with a digit", "schema": object{"type": "string", "pattern": "^[0-9A-Za-z_-]{8,64}$"}},
			},
		},
	}
}

func problemContent(page bool, schemas *typeSchemas) object {
	content := object{"application/problem+json": object{"schema": schemas.of(reflect.TypeFor[web.Problem]())}}
	if page {
		content["text/html"] = object{"schema": object{"type": "string"}}
	}
	return content
}

func reference(kind, name string) object { return object{"$ref": "#/components/" + kind + "/" + name} }
