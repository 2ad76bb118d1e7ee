package web

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
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

// readBody reads a JSON body within the limits. If it refuses one it reads some more
// of it, so that a client that is still sending gets to read the answer.
func (s *Server) readBody(w http.ResponseWriter, r *http.Request) (body []byte, err error) {
	defer func() {
		if err != nil && r.Header.Get("Expect") == "" {
			_, _ = io.CopyN(io.Discard, r.Body, 16*s.MaxBody)
		}
	}()
	if err := checkBodyType(r.Header); err != nil {
		return nil, err
	}
	tooLarge := NewProblem(http.StatusRequestEntityTooLarge, "the body exceeds the limit of %d bytes", s.MaxBody)
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

// checkBodyType refuses a body that is not plain JSON in UTF-8.
func checkBodyType(h http.Header) error {
	unsupported := func(format string, args ...any) error {
		return NewProblem(http.StatusUnsupportedMediaType, format, args...).With("Accept-Post", "application/json").With("Accept-Encoding", "identity")
	}
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return unsupported("the content encoding is %q; send the body uncompressed", Shorten(coding))
	}
	given := h.Get("Content-Type")
	if given == "" {
		return unsupported("missing header; send Content-Type: application/json")
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

// CheckBodySize counts brackets and commas, also those within strings: what it
// refuses is absurd either way.
func CheckBodySize(body []byte) error {
	objects := bytes.Count(body, []byte("{"))
	values := objects + bytes.Count(body, []byte(",")) + bytes.Count(body, []byte("["))
	if objects > MaxObjects || values > MaxValues {
		return NewProblem(http.StatusRequestEntityTooLarge, "the body holds about %d objects and %d values; want at most %d and %d", objects, values, MaxObjects, MaxValues)
	}
	return nil
}
