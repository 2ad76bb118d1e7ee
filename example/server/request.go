package server

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
)

// A Request is one for an operation, after its query has been checked and its body
// read.
type Request struct {
	*http.Request
	Query    url.Values // holds only parameters of the operation
	Document []byte     // the body of a POST that sends JSON

	table    bool   // the answer can be had as a table
	sentName string // of the file in a form
}

// A Parameter is one that the query of an operation may have.
type Parameter struct {
	Name        string
	Description string
	OneOf       []string // the values there are; nil where the operation reads it itself
	Repeat      bool     // may be given more than once
	Min         int      // the bounds of a whole number; both are zero of what is none
	Max         int
	IsFile      bool // of a form: the file that is read as it arrives
}

// parseQuery reads a query of the given parameters, and refuses any other.
func parseQuery(known []Parameter, raw string) (url.Values, error) {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return nil, NewProblem(http.StatusBadRequest, "the query is malformed: want name=value pairs joined by &, percent-encoded")
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		i := slices.IndexFunc(known, func(p Parameter) bool { return p.Name == name && !p.IsFile })
		if i < 0 {
			return nil, BadParameter(Shorten(name), "there is no such parameter here; %s", parameterNames(known))
		}
		values := query[name]
		if len(values) > 1 && !known[i].Repeat {
			return nil, BadParameter(name, "given %d times; want it once", len(values))
		}
		for _, v := range values {
			if known[i].OneOf != nil && !slices.Contains(known[i].OneOf, v) {
				return nil, BadParameter(name, "%q; want %s", Shorten(v), strings.Join(known[i].OneOf, " or "))
			}
		}
	}
	return query, nil
}

func parameterNames(known []Parameter) string {
	var names []string
	for _, p := range known {
		names = append(names, p.Name)
	}
	if names == nil {
		return "it takes none"
	}
	return "there are " + strings.Join(names, ", ")
}

// Shorten cuts what a client sent to what an error may repeat.
func Shorten(s string) string {
	const most = 64
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// MaxSearch is how many bytes may be looked for.
const MaxSearch = 200

// SearchParameter is what [Request.Search] reads.
func SearchParameter() Parameter {
	return Parameter{Name: "q", Description: "a part of a name or a text, or a code"}
}

// Search reads what is looked for; nothing fits all.
func (r *Request) Search() (string, error) {
	q := r.Query.Get("q")
	if len(q) > MaxSearch {
		return "", BadParameter("q", "longer than %d bytes", MaxSearch)
	}
	return strings.ToLower(strings.TrimSpace(q)), nil
}

// decode reads the body as one JSON document.
func decode[T any](r *Request) (T, error) {
	v, err := commissioning.Decode[T](r.Document)
	if err != nil {
		return v, undecoded(err)
	}
	return v, nil
}

// readBody reads a JSON body within the limits. Of one that it refuses it reads
// some more, so that a client that is still sending comes to read the answer.
func (s *Server) readBody(w http.ResponseWriter, r *http.Request) (body []byte, err error) {
	defer func() {
		if err != nil && r.Header.Get("Expect") == "" {
			_, _ = io.CopyN(io.Discard, r.Body, 16*s.MaxBody)
		}
	}()
	if err := checkBodyType(r.Header); err != nil {
		return nil, err
	}
	tooLarge := NewProblem(http.StatusRequestEntityTooLarge, "the body is larger than the %d bytes allowed", s.MaxBody)
	if r.ContentLength > s.MaxBody {
		return nil, tooLarge
	}
	body, err = io.ReadAll(http.MaxBytesReader(w, r.Body, s.MaxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, tooLarge
	}
	switch {
	case err != nil:
		return nil, errBodyTruncated(err)
	case len(bytes.TrimSpace(body)) == 0:
		return nil, NewProblem(http.StatusBadRequest, "the body is empty; want one JSON document")
	}
	return body, CheckBodySize(body)
}

// errBodyTruncated is the refusal of a body whose end did not arrive.
func errBodyTruncated(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return NewProblem(http.StatusRequestTimeout, "the body did not arrive in time").With("Connection", "close")
	}
	return NewProblem(http.StatusBadRequest, "unexpected end of request body")
}

// checkBodyType wants JSON in UTF-8 as it is.
func checkBodyType(h http.Header) error {
	unsupported := func(format string, args ...any) error {
		return NewProblem(http.StatusUnsupportedMediaType, format, args...).With("Accept-Post", "application/json").With("Accept-Encoding", "identity")
	}
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return unsupported("the content encoding is %q; send the body without any", Shorten(coding))
	}
	given := h.Get("Content-Type")
	if given == "" {
		return unsupported("there is no content type; send the header Content-Type: application/json")
	}
	media, params, err := mime.ParseMediaType(given)
	if err != nil || media != "application/json" && !strings.HasSuffix(media, "+json") {
		return unsupported("the content type is %q; want application/json", Shorten(given))
	}
	if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
		return unsupported("the charset is %q; want utf-8", Shorten(charset))
	}
	return nil
}

// A document is bounded in what it takes to hold it, which can be a hundred times
// its bytes: {} is an empty group of 250. The real market has 2,000 objects and
// 20,000 values.
const (
	MaxObjects = 20_000
	MaxValues  = 200_000
)

// CheckBodySize counts brackets and commas, those within strings among them: what
// it refuses is absurd either way.
func CheckBodySize(body []byte) error {
	objects := bytes.Count(body, []byte("{"))
	values := objects + bytes.Count(body, []byte(",")) + bytes.Count(body, []byte("["))
	if objects > MaxObjects || values > MaxValues {
		return NewProblem(http.StatusRequestEntityTooLarge, "the body holds about %d objects and %d values; at most %d and %d are handled", objects, values, MaxObjects, MaxValues)
	}
	return nil
}
