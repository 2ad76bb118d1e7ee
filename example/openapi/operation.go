package openapi

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/example/web"
)

// describe returns the description of an operation.
func describe(o web.Operation, schemas *typeSchemas) object {
	operation := object{
		"operationId": operationID(o.Method, o.Path),
		"tags":        []string{tag(o.Path)},
		"parameters":  describeParameters(o),
		"responses":   describeResponses(o, schemas),
	}
	if o.Summary != "" {
		operation["summary"] = o.Summary
	}
	if o.Method == http.MethodPost {
		operation["requestBody"] = describeBody(o, schemas)
	}
	return operation
}

func describeParameters(o web.Operation) []any {
	paths, query := exampleOf(o)
	all := []any{}
	for _, name := range o.PathParameters() {
		p := object{"name": name, "in": "path", "required": true, "schema": object{"type": "string"}}
		if example, ok := paths[name]; ok {
			p["example"] = example
		}
		all = append(all, p)
	}
	parameters := o.Parameters()
	if o.IsForm() {
		parameters = nil // they are fields of the body
	}
	for _, p := range parameters {
		if p.IsFile {
			continue // it is the body
		}
		described := object{"name": p.Name, "in": "query", "description": p.Description, "schema": parameterSchema(p)}
		if query.Has(p.Name) {
			described["example"] = query.Get(p.Name)
		}
		all = append(all, described)
	}
	if o.Method == http.MethodGet {
		all = append(all, reference("parameters", "IfNoneMatch"))
	}
	return append(all, reference("parameters", "RequestID"))
}

func parameterSchema(p web.Parameter) object {
	schema := object{"type": "string"}
	switch {
	case p.OneOf != nil:
		schema["enum"] = p.OneOf
	case p.Max > 0:
		schema = object{"type": "integer", "minimum": p.Min, "maximum": p.Max}
	}
	if p.Repeat {
		schema = object{"type": "array", "items": schema}
	}
	return schema
}

func describeBody(o web.Operation, schemas *typeSchemas) object {
	content := object{}
	switch {
	case o.IsForm():
		fields := object{}
		for _, p := range o.Query {
			fields[p.Name] = parameterSchema(p)
		}
		for _, media := range []string{web.FormType, web.FileType} {
			content[media] = object{"schema": object{"type": "object", "properties": fields}}
		}
	case o.IsUpload():
		for _, media := range o.Contract.Upload {
			content[media] = object{} // bytes, of which OpenAPI 3.1 wants no schema
		}
		content["text/csv"] = object{"example": o.Body}
		content[web.FileType] = object{"schema": object{"type": "object", "required": []string{"file"}, "properties": object{
			"file": object{"type": "string", "contentMediaType": "application/octet-stream"},
		}}}
	default:
		described := object{"example": json.RawMessage(o.Body)}
		if o.Contract.Takes != nil {
			described["schema"] = schemas.ofDocument(reflect.TypeOf(o.Contract.Takes))
		}
		content["application/json"] = described
	}
	return object{"required": true, "content": content}
}

func describeResponses(o web.Operation, schemas *typeSchemas) object {
	responses := object{}
	for _, status := range o.Statuses() {
		headers := object{web.RequestIDHeader: reference("headers", "RequestID")}
		described := object{"description": http.StatusText(status), "headers": headers}
		switch status {
		case http.StatusOK:
			described["content"] = describeContent(o, schemas)
			if o.Method == http.MethodGet {
				headers["ETag"] = reference("headers", "ETag")
			}
			if o.IsList() {
				headers["Link"] = reference("headers", "Link")
			}
		case http.StatusNotModified:
			headers["ETag"] = reference("headers", "ETag")
		case http.StatusServiceUnavailable:
			described["content"] = problemContent(o.Page, schemas)
			headers["Retry-After"] = reference("headers", "RetryAfter")
		default:
			described = reference("responses", "Problem")
			if o.Page {
				described = reference("responses", "ProblemPage")
			}
		}
		responses[strconv.Itoa(status)] = described
	}
	return responses
}

func describeContent(o web.Operation, schemas *typeSchemas) object {
	content := object{}
	for _, media := range o.MediaTypes() {
		if strings.HasSuffix(media, "json") {
			content[media] = object{"schema": object{}} // of any kind
			continue
		}
		content[media] = object{"schema": object{"type": "string"}}
	}
	switch {
	case o.Contract.Gives != nil:
		content["application/json"] = object{"schema": schemas.of(reflect.TypeOf(o.Contract.Gives))}
	case o.Contract.Document != nil:
		content["application/json"] = object{"schema": schemas.ofDocument(reflect.TypeOf(o.Contract.Document))}
	}
	return content
}

// exampleOf returns the parameters of the example request.
func exampleOf(o web.Operation) (path map[string]string, query url.Values) {
	path = map[string]string{}
	address, raw, _ := strings.Cut(o.Target(), "?")
	segments, names := strings.Split(address, "/"), strings.Split(o.Path, "/")
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
