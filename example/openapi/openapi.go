// Package openapi describes a table of operations as an OpenAPI 3.1 document. It reads
// the rows, their contracts, and the Go types of what they take and return.
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

// Types say what the Go types alone do not show of their schemas.
type Types struct {
	Text      map[reflect.Type]map[string]any // of types that write their own text
	Published map[reflect.Type]string         // the names of schemas that are served as files
}

// Info names what the document describes.
type Info struct {
	Title, Version, Summary string
}

// Operation is the operation that serves the document. It describes what all returns,
// and is written when first asked for.
func Operation(info Info, types Types, all func() []web.Operation) web.Operation {
	document := sync.OnceValues(func() ([]byte, error) { return Document(info, types, all()) })
	return web.Operation{
		Method: http.MethodGet, Path: "/openapi.json",
		Summary: "This API as an OpenAPI 3.1 document", Example: "/openapi.json",
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
			"description": "The version is the version of the data. Every path with GET also takes HEAD. OPTIONS lists the methods of a path; any other method is refused with 405. " +
				"An unknown path is refused with 404. A parameter that is not listed is refused with 400. " +
				"There is no log-in, no state and no CORS header. This is not an NHS service.",
			"license": object{"name": "MIT", "identifier": "MIT"},
		},
		"servers": []any{object{"url": ".", "description": "wherever this document was found"}},
		"paths":   paths,
		"components": object{
			"schemas": schemas.components,
			"responses": object{
				"Problem": object{
					"description": "What is wrong, as an RFC 9457 problem",
					"headers":     object{web.RequestIDHeader: reference("headers", "RequestID")},
					"content":     problemContent(false, schemas),
				},
				"ProblemPage": object{
					"description": "What is wrong, as a page for clients that accept HTML, else as an RFC 9457 problem",
					"headers":     object{web.RequestIDHeader: reference("headers", "RequestID")},
					"content":     problemContent(true, schemas),
				},
			},
			"headers": object{
				"ETag":      object{"description": "The version of the data and a digest of the answer", "schema": object{"type": "string"}},
				"Link":      object{"description": "Links to the next and the previous part of a list (rel next, prev), relative to the address", "schema": object{"type": "string"}},
				"RequestID": object{"description": "The name of the request, as in the log", "schema": object{"type": "string"}},
				"RetryAfter": object{
					"description": "How many seconds to wait before retrying", "schema": object{"type": "integer", "minimum": 1},
				},
			},
			"parameters": object{
				"IfNoneMatch": object{"name": "If-None-Match", "in": "header", "description": "The tag of a stored answer: the response is 304 if it is still current", "schema": object{"type": "string"}},
				"RequestID":   object{"name": web.RequestIDHeader, "in": "header", "description": "A name for the request: 8 to 64 letters, digits, hyphens and underscores, with at least one digit", "schema": object{"type": "string", "pattern": "^[0-9A-Za-z_-]{8,64}$"}},
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
