package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/openapi"
	"github.com/opencommissioning/commissioning/example/web"
)

// An openAPIDocument is the part of the document that tests read.
type openAPIDocument struct {
	OpenAPI    string
	Paths      map[string]map[string]openAPIOperation
	Components map[string]map[string]any
	whole      any
}

type openAPIOperation struct {
	OperationID string
	Tags        []string
	Parameters  []struct {
		Ref      string `json:"$ref"`
		Name, In string
		Required bool
		Schema   any
	}
	RequestBody *struct{ Content map[string]any }
	Responses   map[string]struct {
		Ref         string `json:"$ref"`
		Description string
		Content     map[string]struct{ Schema any }
		Headers     map[string]any
	}
}

func readOpenAPI(t *testing.T) openAPIDocument {
	t.Helper()
	w := do(newTestHandler(t), http.MethodGet, "/openapi.json", "")
	document := read[openAPIDocument](t, w)
	if err := json.Unmarshal(w.Body.Bytes(), &document.whole); err != nil {
		t.Fatal(err)
	}
	return document
}

// TestOpenAPIDocument holds what OpenAPI 3.1 asks of every document. A validator
// judges it as well, in internal/openapicheck.
func TestOpenAPIDocument(t *testing.T) {
	document := readOpenAPI(t)
	if !strings.HasPrefix(document.OpenAPI, "3.1.") {
		t.Errorf("version %s", document.OpenAPI)
	}
	described := map[string]bool{}
	ids := map[string]string{}
	for path, item := range document.Paths {
		for method, operation := range item {
			at := strings.ToUpper(method) + " " + path
			described[at] = true
			if other, ok := ids[operation.OperationID]; ok || operation.OperationID == "" {
				t.Errorf("%s has the ID %q, as %s has", at, operation.OperationID, other)
			}
			ids[operation.OperationID] = at
			if len(operation.Tags) != 1 || operation.Tags[0] == "" {
				t.Errorf("%s has the tags %q", at, operation.Tags)
			}
			var inPath []string
			seen := map[string]bool{}
			for _, p := range operation.Parameters {
				if p.In == "path" {
					inPath = append(inPath, p.Name)
				}
				if p.In != "" && (seen[p.In+p.Name] || p.Name == "" || p.Schema == nil || p.Required != (p.In == "path")) {
					t.Errorf("%s has the parameter %+v", at, p)
				}
				seen[p.In+p.Name] = true
			}
			if diff := cmp.Diff(web.Operation{Path: path}.PathParameters(), inPath); diff != "" {
				t.Errorf("%s: parameters of the path (-path +described):\n%s", at, diff)
			}
			if (operation.RequestBody != nil) != (method == "post") {
				t.Errorf("%s: body %v", at, operation.RequestBody)
			}
			for status, response := range operation.Responses {
				if code, err := strconv.Atoi(status); err != nil || http.StatusText(code) == "" || response.Ref == "" && response.Description == "" {
					t.Errorf("%s promises %q, %q", at, status, response.Description)
				}
			}
		}
	}
	table := map[string]bool{}
	for _, e := range allOperations(t) {
		table[e.Method+" "+strings.TrimSuffix(e.Path, "{$}")] = true
	}
	if diff := cmp.Diff(table, described); diff != "" {
		t.Errorf("operations (-table +described):\n%s", diff)
	}
	used := map[string]bool{}
	references(document.whole, used)
	for kind, components := range document.Components {
		for name := range components {
			delete(used, "#/components/"+kind+"/"+name)
			if !regexp.MustCompile(`^[a-zA-Z0-9._-]+$`).MatchString(name) {
				t.Errorf("a component is called %q", name)
			}
			if kind == "schemas" {
				if _, ok := components[name].(map[string]any); !ok {
					t.Errorf("the schema %s is %v", name, components[name])
				}
			}
		}
	}
	for target := range used {
		if !strings.HasPrefix(target, "schemas/") || do(newTestHandler(t), http.MethodGet, "/"+target, "").Code != http.StatusOK {
			t.Errorf("a reference to %s leads nowhere", target)
		}
	}
}

// references collects the targets of every $ref.
func references(v any, into map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		if target, ok := v["$ref"].(string); ok {
			into[target] = true
		}
		for _, member := range v {
			references(member, into)
		}
	case []any:
		for _, element := range v {
			references(element, into)
		}
	}
}

// unprocessables are requests that are understood and yet cannot be answered.
var unprocessables = map[string][2]string{
	"GET /v1/procurement/timetable": {"/v1/procurement/timetable?route=open&needed_by=0001-01-02"},
	"POST /v1/sla/charges":          {"/v1/sla/charges", `{"id":"example"}`},
	"POST /v1/sla/public":           {"/v1/sla/public", `{"id":"example","disclosure":{"parts":[{"path":"/nowhere","level":"withheld"}]}}`},
	"POST /v1/what-if":              {"/v1/what-if", `{"scenario":"nonesuch"}`},
	"POST /v1/crosswalk":            {"/v1/crosswalk", `{"from":"2013-03-30","to":"2021-04-01","figures":{}}`},
	"POST /spend":                   {"/spend", "Entity,Date,Supplier,Amount\n" + strings.Repeat("NHS Swindon CCG,30/04/2018,A LTD,999999999999.00\n", 95_000)},
	"POST /v1/spend":                {"/v1/spend", "Entity,Date,Supplier,Amount\n" + strings.Repeat("NHS Swindon CCG,30/04/2018,A LTD,999999999999.00\n", 95_000)},
}

// TestContract makes each web.Operation answer with every status that the document
// promises, and holds the answer to what is promised of it.
func TestContract(t *testing.T) {
	document := readOpenAPI(t)
	for _, e := range allOperations(t) {
		pattern := e.Method + " " + e.Path
		operation := document.Paths[strings.TrimSuffix(e.Path, "{$}")][strings.ToLower(e.Method)]
		for _, status := range slices.Sorted(maps.Keys(operation.Responses)) {
			t.Run(pattern+" "+status, func(t *testing.T) {
				code, err := strconv.Atoi(status)
				if err != nil {
					t.Fatal(err)
				}
				h, r := provoke(t, e, code)
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				if w.Code != code {
					t.Fatalf("status %d: %.500s", w.Code, w.Body)
				}
				document.holds(t, operation, w)
			})
		}
		for _, media := range e.MediaTypes() {
			_, r := provoke(t, e, http.StatusOK)
			r.Header.Set("Accept", media)
			w := httptest.NewRecorder()
			newTestHandler(t).ServeHTTP(w, r)
			if w.Code == http.StatusNotAcceptable && len(e.MediaTypes()) > 1 {
				continue // another file, or another format
			}
			if got := mediaOf(w.Header()); w.Code != http.StatusOK || got != media {
				t.Errorf("%s as %s: %d, %s", pattern, media, w.Code, got)
			}
		}
	}
}

// provoke returns a server and a request that it answers with the status.
func provoke(t *testing.T, e web.Operation, status int) (http.Handler, *http.Request) {
	t.Helper()
	target, body, media := e.Target(), e.Body, "application/json"
	switch {
	case e.IsUpload():
		target, media = e.Path, "text/csv"
	case e.IsForm():
		media = web.FormType
	}
	var reader io.Reader = strings.NewReader(body)
	header := map[string]string{}
	switch status {
	case http.StatusNotModified:
		header["If-None-Match"] = "*"
	case http.StatusBadRequest:
		target = strings.ReplaceAll(target, "?", "?colour=red&")
		if !strings.Contains(target, "?") {
			target += "?colour=red"
		}
	case http.StatusForbidden:
		header["Sec-Fetch-Site"] = "cross-site"
	case http.StatusNotFound:
		target = regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(e.Path, "nonesuch")
	case http.StatusNotAcceptable:
		header["Accept"] = "image/webp"
	case http.StatusRequestTimeout:
		reader = late{}
	case http.StatusUnsupportedMediaType:
		media = "image/webp"
	case http.StatusUnprocessableEntity:
		request, ok := unprocessables[e.Method+" "+e.Path]
		if !ok {
			t.Fatal("no request is known for this status")
		}
		target, reader = request[0], strings.NewReader(request[1])
	}
	r := httptest.NewRequest(e.Method, target, reader)
	if e.Method == http.MethodPost {
		r.Header.Set("Content-Type", media)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	switch status {
	case http.StatusRequestEntityTooLarge:
		return newTestServer(t, Options{MaxBody: 1, MaxUpload: 1}).handler(), r
	case http.StatusServiceUnavailable:
		s := newTestServer(t, Options{MaxHeavy: 1, MaxUploads: 1, Queue: 1})
		occupy(t, s.Heavy)
		occupy(t, s.Uploads)
		if query := r.URL.Query(); e.Method == http.MethodGet && e.IsHeavy() && !query.Has("data") {
			query.Set("data", api.DataSynthetic)
			r.URL.RawQuery = query.Encode()
		}
		return s.handler(), r
	case http.StatusInternalServerError:
		s := newTestServer(t, Options{})
		e.Answer = func(*web.Request) (any, error) { panic("a mistake in the program") }
		return s.Handler([]web.Operation{e}), r
	}
	return newTestHandler(t), r
}

// late is a body that does not arrive in time.
type late struct{}

func (late) Read([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }

// holds holds an answer to what an operation promises for its status: its media
// type, its headers and, of JSON, its schema.
func (d openAPIDocument) holds(t *testing.T, operation openAPIOperation, w *httptest.ResponseRecorder) {
	t.Helper()
	promised, ok := operation.Responses[strconv.Itoa(w.Code)]
	if !ok {
		t.Errorf("the status %d is not promised", w.Code)
		return
	}
	if name, ok := strings.CutPrefix(promised.Ref, "#/components/responses/"); ok {
		text, err := json.Marshal(d.Components["responses"][name])
		if err == nil {
			err = json.Unmarshal(text, &promised)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range promised.Headers {
		if w.Header().Get(name) == "" && name != "Link" {
			t.Errorf("status %d without the header %s", w.Code, name)
		}
	}
	media := mediaOf(w.Header())
	if len(promised.Content) == 0 {
		if w.Body.Len() > 0 || media != "" {
			t.Errorf("status %d with %d bytes of %s", w.Code, w.Body.Len(), media)
		}
		return
	}
	content, ok := promised.Content[media]
	if !ok {
		t.Errorf("status %d as %s, of which nothing is promised", w.Code, media)
		return
	}
	if !strings.HasSuffix(media, "json") {
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(w.Body.Bytes()))
	decoder.UseNumber()
	var answer any
	if err := decoder.Decode(&answer); err != nil {
		t.Fatal(err)
	}
	if wrong := d.mismatches(content.Schema, answer, ""); wrong != nil {
		t.Errorf("status %d differs from its schema:\n%s", w.Code, strings.Join(wrong[:min(len(wrong), 20)], "\n"))
	}
}

func mediaOf(h http.Header) string {
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return media
}

// mismatches says where a value differs from a schema, in which there is no
// keyword but those that the document uses. A member that no schema mentions is a
// difference too.
func (d openAPIDocument) mismatches(schema, value any, at string) (wrong []string) {
	s, ok := schema.(map[string]any)
	if !ok {
		return []string{fmt.Sprintf("%s: the schema is %v", at, schema)}
	}
	add := func(format string, args ...any) {
		wrong = append(wrong, fmt.Sprintf("%s: ", at)+fmt.Sprintf(format, args...))
	}
	for keyword, operand := range s {
		switch keyword {
		case "$ref":
			name, local := strings.CutPrefix(operand.(string), "#/components/schemas/")
			if local {
				wrong = append(wrong, d.mismatches(d.Components["schemas"][name], value, at)...)
			}
		case "type":
			if got := jsonType(value); got != operand {
				add("it is a %s, want a %s", got, operand)
			}
		case "required":
			members, _ := value.(map[string]any)
			for _, name := range operand.([]any) {
				if _, ok := members[name.(string)]; !ok {
					add("%s is missing", name)
				}
			}
		case "properties":
			members, _ := value.(map[string]any)
			for name, member := range members {
				property, ok := operand.(map[string]any)[name]
				if !ok {
					add("%s is not described", name)
					continue
				}
				wrong = append(wrong, d.mismatches(property, member, at+"/"+name)...)
			}
		case "additionalProperties":
			members, _ := value.(map[string]any)
			for name, member := range members {
				wrong = append(wrong, d.mismatches(operand, member, at+"/"+name)...)
			}
		case "items":
			elements, _ := value.([]any)
			for i, element := range elements {
				wrong = append(wrong, d.mismatches(operand, element, fmt.Sprintf("%s/%d", at, i))...)
			}
		case "enum":
			if !slices.ContainsFunc(operand.([]any), func(word any) bool { return reflect.DeepEqual(word, value) }) {
				add("%v is none of %v", value, operand)
			}
		case "pattern":
			if text, _ := value.(string); !regexp.MustCompile(operand.(string)).MatchString(text) {
				add("%q does not match %s", text, operand)
			}
		case "format", "description", "minimum", "maximum":
		default:
			add("the keyword %s is not known here", keyword)
		}
	}
	return wrong
}

func jsonType(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "boolean"
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return "number"
		}
		return "integer"
	case []any:
		return "array"
	}
	return "object"
}

// TestContractTypes wants every web.Operation to answer with the type that it says.
func TestContractTypes(t *testing.T) {
	for _, e := range allOperations(t) {
		c := e.Contract
		if c.Gives == nil {
			continue
		}
		_, r := provoke(t, e, http.StatusOK)
		inner := e.Answer
		var answered any
		e.Answer = func(r *web.Request) (v any, err error) {
			answered, err = inner(r)
			return answered, err
		}
		newTestServer(t, Options{}).Handler([]web.Operation{e}).ServeHTTP(httptest.NewRecorder(), r)
		got := reflect.TypeOf(answered)
		if got != nil && got.Kind() == reflect.Pointer {
			got = got.Elem()
		}
		if want := reflect.TypeOf(c.Gives); got != want {
			t.Errorf("%s %s answers a %v, not a %v", e.Method, e.Path, got, want)
		}
	}
}

func BenchmarkOpenAPI(b *testing.B) {
	all := allOperations(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := openapi.Document(info(), types(), all); err != nil {
			b.Fatal(err)
		}
	}
}
