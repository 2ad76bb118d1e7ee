package server

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
)

// parseFields reads the query of a page. Browsers send every field of a form, so
// one that is blank is as if it was not there.
func parseFields(known []parameter, raw string) (url.Values, error) {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return parseQuery(known, raw) // refuses it
	}
	return checkFields(known, query)
}

func checkFields(known []parameter, fields url.Values) (url.Values, error) {
	for name, values := range fields {
		if slices.Equal(values, []string{""}) {
			delete(fields, name)
		}
	}
	return parseQuery(known, fields.Encode())
}

const (
	formType = "application/x-www-form-urlencoded"
	fileType = "multipart/form-data"
)

// readForm reads a form as browsers send it, files as the text that they hold.
// It is bounded like every body, and nothing is written to disk.
func (s *server) readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != formType && media != fileType {
		return nil, newProblem(http.StatusUnsupportedMediaType, "the content type is %q; want a form, %s or %s", shorten(r.Header.Get("Content-Type")), formType, fileType)
	}
	// Percent-encoding makes three bytes of one.
	r.Body = http.MaxBytesReader(w, r.Body, 3*s.MaxBody)
	form := url.Values{}
	if media == formType {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, s.unreadForm(err)
		}
		if form, err = url.ParseQuery(string(text)); err != nil {
			return nil, newProblem(http.StatusBadRequest, "the form is malformed: want name=value pairs joined by &, percent-encoded")
		}
		return form, nil
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	for range maxFields {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return form, nil
		}
		var text []byte
		if err == nil {
			text, err = io.ReadAll(part)
		}
		if err != nil {
			return nil, s.unreadForm(err)
		}
		form.Add(part.FormName(), string(text))
	}
	return nil, newProblem(http.StatusBadRequest, "the form has more than %d fields", maxFields)
}

// maxFields is more than any form here has.
const maxFields = 500

func (s *server) unreadForm(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return newProblem(http.StatusRequestEntityTooLarge, "the form is larger than the %d bytes allowed", 3*s.MaxBody)
	}
	return errBodyTruncated(err)
}

// document makes the text of a field the body, for [decode].
func (r *request) document(field string) error {
	r.body = []byte(r.query.Get(field))
	return checkBodySize(r.body)
}
