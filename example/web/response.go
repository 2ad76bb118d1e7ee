package web

import (
	"io"
	"net/http"
	"strconv"
)

// A Response is an answer as it is sent.
type Response struct {
	Status      int // 0 means 200
	ContentType string
	Header      map[string]string
	Body        []byte

	// An answer that is not held in Body has a length and is written by Stream, which
	// is called once.
	Length int
	Stream func(io.Writer) error
}

// File returns an answer that is served unchanged.
func File(contentType string, body []byte) Response {
	return Response{ContentType: contentType, Body: body}
}

// Attachment returns an answer that a browser saves as a file with the name.
func Attachment(name, contentType string, body []byte) Response {
	a := File(contentType, body)
	a.Header = map[string]string{"Content-Disposition": `attachment; filename="` + name + `"`}
	return a
}

func (s *Server) write(w http.ResponseWriter, r *http.Request, a Response) {
	h := w.Header()
	for name, value := range a.Header {
		h.Set(name, value)
	}
	h.Set("Content-Type", a.ContentType)
	h.Set("Content-Length", strconv.Itoa(len(a.Body)+a.Length))
	if a.Status == 0 {
		a.Status = http.StatusOK
	}
	if s.caching(w, r, a) {
		h.Del("Content-Type")
		h.Del("Content-Length")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(a.Status)
	if r.Method == http.MethodHead {
		return
	}
	if a.Stream != nil {
		_ = a.Stream(w) // the client has gone, and nobody is left to read an error
		return
	}
	_, _ = w.Write(a.Body) // likewise
}
