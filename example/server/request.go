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
	"github.com/opencommissioning/commissioning/nhs"
)

// A request is one to an endpoint, after its query has been checked and its body
// read.
type request struct {
	*http.Request
	query url.Values // holds only parameters of the endpoint
	body  []byte
	table bool // the answer can be had as a table

	sentName string // of the file in a form
}

// A parameter is one that the query of an endpoint may have.
type parameter struct {
	name   string
	about  string
	oneOf  []string // the values there are; nil where the endpoint reads it itself
	repeat bool     // may be given more than once
	min    int      // the bounds of a whole number; both are nought of what is none
	max    int
	isFile bool // of a form: the file that is read as it arrives
}

// Name is for the pages.
func (p parameter) Name() string { return p.name }

// About is for the pages.
func (p parameter) About() string { return p.about }

// parseQuery reads a query of the given parameters, and refuses any other.
func parseQuery(known []parameter, raw string) (url.Values, error) {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return nil, newProblem(http.StatusBadRequest, "the query is malformed: want name=value pairs joined by &, percent-encoded")
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		i := slices.IndexFunc(known, func(p parameter) bool { return p.name == name && !p.isFile })
		if i < 0 {
			return nil, badParameter(shorten(name), "there is no such parameter here; %s", parameterNames(known))
		}
		values := query[name]
		if len(values) > 1 && !known[i].repeat {
			return nil, badParameter(name, "given %d times; want it once", len(values))
		}
		for _, v := range values {
			if known[i].oneOf != nil && !slices.Contains(known[i].oneOf, v) {
				return nil, badParameter(name, "%q; want %s", shorten(v), strings.Join(known[i].oneOf, " or "))
			}
		}
	}
	return query, nil
}

func parameterNames(known []parameter) string {
	var names []string
	for _, p := range known {
		names = append(names, p.name)
	}
	if names == nil {
		return "it takes none"
	}
	return "there are " + strings.Join(names, ", ")
}

// shorten cuts what a client sent to what an error may repeat.
func shorten(s string) string {
	const most = 64
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// maxSearch is how many bytes may be looked for.
const maxSearch = 200

func searchParameter() parameter {
	return parameter{name: "q", about: "a part of a name or a text, or a code"}
}

// search reads what is looked for; nothing fits all.
func (r *request) search() (string, error) {
	q := r.query.Get("q")
	if len(q) > maxSearch {
		return "", badParameter("q", "longer than %d bytes", maxSearch)
	}
	return strings.ToLower(strings.TrimSpace(q)), nil
}

// date reads a date from the query; without one it is the zero date.
func (r *request) date(name string) (nhs.Date, error) {
	if !r.query.Has(name) {
		return nhs.Date{}, nil
	}
	d, err := nhs.ParseDate(r.query.Get(name))
	if err != nil {
		return nhs.Date{}, badParameter(name, "%v", err)
	}
	return d, nil
}

// decode reads the body as one JSON document.
func decode[T any](r *request) (T, error) {
	v, err := commissioning.Decode[T](r.body)
	if err != nil {
		return v, undecoded(err)
	}
	return v, nil
}

// readBody reads a JSON body within the limits. Of one that it refuses it reads
// some more, so that a client that is still sending comes to read the answer.
func (s *server) readBody(w http.ResponseWriter, r *http.Request) (body []byte, err error) {
	defer func() {
		if err != nil && r.Header.Get("Expect") == "" {
			_, _ = io.CopyN(io.Discard, r.Body, 16*s.MaxBody)
		}
	}()
	if err := checkBodyType(r.Header); err != nil {
		return nil, err
	}
	tooLarge := newProblem(http.StatusRequestEntityTooLarge, "the body is larger than the %d bytes allowed", s.MaxBody)
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
		return nil, newProblem(http.StatusBadRequest, "the body is empty; want one JSON document")
	}
	return body, checkBodySize(body)
}

// brokenOff is the refusal of a body whose end did not arrive.
func errBodyTruncated(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return newProblem(http.StatusRequestTimeout, "the body did not arrive in time").with("Connection", "close")
	}
	return newProblem(http.StatusBadRequest, "the body broke off before its end")
}

// checkBodyType wants JSON in UTF-8 as it is.
func checkBodyType(h http.Header) error {
	unsupported := func(format string, args ...any) error {
		return newProblem(http.StatusUnsupportedMediaType, format, args...).with("Accept-Post", "application/json").with("Accept-Encoding", "identity")
	}
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return unsupported("the content encoding is %q; send the body without any", shorten(coding))
	}
	given := h.Get("Content-Type")
	if given == "" {
		return unsupported("there is no content type; send the header Content-Type: application/json")
	}
	media, params, err := mime.ParseMediaType(given)
	if err != nil || media != "application/json" && !strings.HasSuffix(media, "+json") {
		return unsupported("the content type is %q; want application/json", shorten(given))
	}
	if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
		return unsupported("the charset is %q; want utf-8", shorten(charset))
	}
	return nil
}

// A document is bounded in what it takes to hold it, which can be a hundred times
// its bytes: {} is an empty group of 250. The real market has 2,000 objects and
// 20,000 values.
const (
	maxObjects = 20_000
	maxValues  = 200_000
)

// checkBodySize counts brackets and commas, those within strings among them: what
// it refuses is absurd either way.
func checkBodySize(body []byte) error {
	objects := bytes.Count(body, []byte("{"))
	values := objects + bytes.Count(body, []byte(",")) + bytes.Count(body, []byte("["))
	if objects > maxObjects || values > maxValues {
		return newProblem(http.StatusRequestEntityTooLarge, "the body holds about %d objects and %d values; at most %d and %d are handled", objects, values, maxObjects, maxValues)
	}
	return nil
}
