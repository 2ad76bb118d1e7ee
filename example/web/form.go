package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
)

// parseFields reads the query of a page. Browsers send every field of a form, so a
// blank one counts as absent.
func parseFields(known []Parameter, raw string) (url.Values, error) {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return parseQuery(known, raw) // refuses it
	}
	return checkFields(known, query)
}

func checkFields(known []Parameter, fields url.Values) (url.Values, error) {
	for name, values := range fields {
		if slices.Equal(values, []string{""}) {
			delete(fields, name)
		}
	}
	return parseQuery(known, fields.Encode())
}

// The content types of a form, without files and with.
const (
	FormType = "application/x-www-form-urlencoded"
	FileType = "multipart/form-data"
)

// readForm reads a form as browsers send it, with the text of its files. It is
// bounded like every body, and nothing is written to disk.
func (s *Server) readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != FormType && media != FileType {
		return nil, NewProblem(http.StatusUnsupportedMediaType, "the content type is %q; want a form, %s or %s", Shorten(r.Header.Get("Content-Type")), FormType, FileType)
	}
	// Percent-encoding makes three bytes of one.
	r.Body = http.MaxBytesReader(w, r.Body, 3*s.MaxBody)
	form := url.Values{}
	if media == FormType {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, s.unreadForm(err)
		}
		if form, err = url.ParseQuery(string(text)); err != nil {
			return nil, NewProblem(http.StatusBadRequest, "the form is malformed: want name=value pairs joined by &, percent-encoded")
		}
		return form, nil
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	for range MaxFields {
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
	return nil, NewProblem(http.StatusBadRequest, "the form has more than %d fields", MaxFields)
}

// MaxFields is more than any form here has.
const MaxFields = 500

func (s *Server) unreadForm(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return NewProblem(http.StatusRequestEntityTooLarge, "the form exceeds the limit of %d bytes", 3*s.MaxBody)
	}
	return errBodyTruncated(err)
}

// readFields reads the fields of the form that a page sends.
func (s *Server) readFields(o Operation, w http.ResponseWriter, r *Request) error {
	form, err := s.readForm(w, r.Request)
	if err != nil {
		return err
	}
	r.Query, err = checkFields(o.Query, form)
	return err
}
