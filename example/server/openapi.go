package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/england"
)

// object is a JSON object of the OpenAPI document.
type object = map[string]any

// serveOpenAPI serves the description of every endpoint, which is written when
// first asked for.
func (s *server) serveOpenAPI(*request) (any, error) {
	body, err := s.openAPI()
	return file("application/json", body), err
}

// writeOpenAPI writes the document.
func writeOpenAPI() ([]byte, error) {
	body, err := json.Marshal(openAPI())
	return append(body, '\n'), err
}

// openAPI describes every endpoint as OpenAPI 3.1 has it. All of it comes from
// the table of endpoints, their contracts and the Go types in them.
func openAPI() object {
	schemas := &typeSchemas{components: object{}, published: published()}
	promised := contracts()
	paths := object{}
	for _, e := range endpoints() {
		path := strings.TrimSuffix(e.path, "{$}")
		item, ok := paths[path].(object)
		if !ok {
			item = object{}
			paths[path] = item
		}
		item[strings.ToLower(e.method)] = e.describe(promised[e.method+" "+e.path], schemas)
	}
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title":   "Commissioning support in England, 2012 to 2026",
			"version": england.Version,
			"summary": "Who could buy what from whom: registers, frameworks, rules and reckoning",
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
					"headers":     object{requestIDHeader: reference("headers", "RequestID")},
					"content":     problemContent(false, schemas),
				},
				"ProblemPage": object{
					"description": "What is wrong, as a page for who accepts one, else as RFC 9457 has it",
					"headers":     object{requestIDHeader: reference("headers", "RequestID")},
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
				"RequestID":   object{"name": requestIDHeader, "in": "header", "description": "What to call the request: 8 to 64 letters, digits, hyphens and underscores, with a digit", "schema": object{"type": "string", "pattern": "^[0-9A-Za-z_-]{8,64}$"}},
			},
		},
	}
}

func problemContent(page bool, schemas *typeSchemas) object {
	content := object{"application/problem+json": object{"schema": schemas.of(reflect.TypeFor[problem]())}}
	if page {
		content["text/html"] = object{"schema": object{"type": "string"}}
	}
	return content
}

func reference(kind, name string) object { return object{"$ref": "#/components/" + kind + "/" + name} }

// describe returns the OpenAPI operation of an endpoint.
func (e endpoint) describe(c contract, schemas *typeSchemas) object {
	operation := object{
		"operationId": operationID(e.method, e.path),
		"tags":        []string{tag(e.path)},
		"parameters":  e.describeParameters(),
		"responses":   e.describeResponses(c, schemas),
	}
	if e.summary != "" {
		operation["summary"] = e.summary
	}
	if e.method == http.MethodPost {
		operation["requestBody"] = e.describeBody(c, schemas)
	}
	return operation
}

func (e endpoint) describeParameters() []any {
	paths, query := e.tried()
	all := []any{}
	for _, name := range pathParameters(e.path) {
		p := object{"name": name, "in": "path", "required": true, "schema": object{"type": "string"}}
		if example, ok := paths[name]; ok {
			p["example"] = example
		}
		all = append(all, p)
	}
	parameters := e.parameters()
	if e.isForm() {
		parameters = nil // they are fields of the body
	}
	for _, p := range parameters {
		if p.isFile {
			continue // it is the body
		}
		described := object{"name": p.name, "in": "query", "description": p.about, "schema": p.schema()}
		if query.Has(p.name) {
			described["example"] = query.Get(p.name)
		}
		all = append(all, described)
	}
	if e.method == http.MethodGet {
		all = append(all, reference("parameters", "IfNoneMatch"))
	}
	return append(all, reference("parameters", "RequestID"))
}

func (p parameter) schema() object {
	schema := object{"type": "string"}
	switch {
	case p.oneOf != nil:
		schema["enum"] = p.oneOf
	case p.max > 0:
		schema = object{"type": "integer", "minimum": p.min, "maximum": p.max}
	}
	if p.repeat {
		schema = object{"type": "array", "items": schema}
	}
	return schema
}

// isForm reports whether the body is a form that a browser sends.
func (e endpoint) isForm() bool { return e.page && e.method == http.MethodPost && !e.upload }

func (e endpoint) describeBody(c contract, schemas *typeSchemas) object {
	content := object{}
	switch {
	case e.isForm():
		fields := object{}
		for _, p := range e.query {
			fields[p.name] = p.schema()
		}
		for _, media := range []string{formType, fileType} {
			content[media] = object{"schema": object{"type": "object", "properties": fields}}
		}
	case e.upload:
		for _, media := range spendTypes {
			content[media] = object{} // bytes, of which OpenAPI 3.1 wants no schema
		}
		content["text/csv"] = object{"example": e.body}
		content[fileType] = object{"schema": object{"type": "object", "required": []string{"file"}, "properties": object{
			"file": object{"type": "string", "contentMediaType": "application/octet-stream"},
		}}}
	default:
		described := object{"example": json.RawMessage(e.body)}
		if c.takes != nil {
			described["schema"] = schemas.ofDocument(reflect.TypeOf(c.takes))
		}
		content["application/json"] = described
	}
	return object{"required": true, "content": content}
}

func (e endpoint) describeResponses(c contract, schemas *typeSchemas) object {
	responses := object{}
	for _, status := range e.statuses(c) {
		headers := object{requestIDHeader: reference("headers", "RequestID")}
		described := object{"description": http.StatusText(status), "headers": headers}
		switch status {
		case http.StatusOK:
			described["content"] = e.describeContent(c, schemas)
			if e.method == http.MethodGet {
				headers["ETag"] = reference("headers", "ETag")
			}
			if e.isList() {
				headers["Link"] = reference("headers", "Link")
			}
		case http.StatusNotModified:
			headers["ETag"] = reference("headers", "ETag")
		case http.StatusServiceUnavailable:
			described["content"] = problemContent(e.page, schemas)
			headers["Retry-After"] = reference("headers", "RetryAfter")
		default:
			described = reference("responses", "Problem")
			if e.page {
				described = reference("responses", "ProblemPage")
			}
		}
		responses[strconv.Itoa(status)] = described
	}
	return responses
}

func (e endpoint) describeContent(c contract, schemas *typeSchemas) object {
	content := object{}
	for _, media := range e.mediaTypes(c) {
		if strings.HasSuffix(media, "json") {
			content[media] = object{"schema": object{}}
			continue
		}
		content[media] = object{"schema": object{"type": "string"}}
		if strings.HasSuffix(media, "json") {
			content[media] = object{"schema": object{}} // of any kind
		}
	}
	switch {
	case c.gives != nil:
		content["application/json"] = object{"schema": schemas.of(reflect.TypeOf(c.gives))}
	case c.document != nil:
		content["application/json"] = object{"schema": schemas.ofDocument(reflect.TypeOf(c.document))}
	}
	return content
}

// mediaTypes returns the types of what the endpoint answers with 200.
func (e endpoint) mediaTypes(c contract) []string {
	if e.page && c.files == nil {
		return []string{"text/html"}
	}
	all := slices.Clone(c.files)
	if c.gives != nil || c.document != nil {
		all = append(all, "application/json")
	}
	if e.isList() {
		all = append(all, "text/csv")
	}
	return all
}

// pathParameters are the names between braces in a pattern.
func pathParameters(path string) []string {
	var names []string
	for segment := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(segment, "{"); ok && name != "$}" {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}

// tried returns the parameters of the request that is worth making.
func (e endpoint) tried() (path map[string]string, query url.Values) {
	path = map[string]string{}
	address, raw, _ := strings.Cut(e.example, "?")
	if e.method == http.MethodPost && !e.page {
		address, raw = "", e.example
	}
	segments, names := strings.Split(address, "/"), strings.Split(e.path, "/")
	if len(segments) == len(names) {
		for i, name := range names {
			if strings.HasPrefix(name, "{") {
				path[strings.Trim(name, "{}")] = segments[i]
			}
		}
	}
	query, err := url.ParseQuery(raw)
	if err != nil {
		return path, nil
	}
	return path, query
}

// operationID names an operation: getV1CcgsCodeSuccessors.
func operationID(method, path string) string {
	var b strings.Builder
	b.WriteString(strings.ToLower(method))
	for word := range strings.FieldsFuncSeq(path, func(r rune) bool { return strings.ContainsRune("/{}-._$", r) }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// tag groups operations by what they are about.
func tag(path string) string {
	segments := strings.Split(strings.TrimPrefix(path, "/v1"), "/")
	switch {
	case !strings.HasPrefix(path, "/v1/"):
		return "server"
	default:
		return segments[1]
	}
}
