package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/rs/zerolog/hlog"
)

// A Problem is an error for the client in the form of RFC 9457.
type Problem struct {
	Type      string  `json:"type"`                 // "about:blank": the status says it
	Title     string  `json:"title"`                // the status in words
	Status    int     `json:"status"`               // the HTTP status
	Detail    string  `json:"detail"`               // what is wrong and what is wanted
	Instance  string  `json:"instance,omitempty"`   // the path that was asked
	RequestID string  `json:"request_id,omitempty"` // as in the log of the server
	Errors    []Fault `json:"errors,omitempty"`     // each thing that is wrong, and where

	headers map[string]string
}

// A Fault is one thing wrong with a request, and where: a query parameter, or a
// place in the body.
type Fault struct {
	Parameter string  `json:"parameter,omitempty"` // of the query
	Pointer   *string `json:"pointer,omitempty"`   // the place in the body, as RFC 6901 writes it; "" is the whole
	Line      int     `json:"line,omitempty"`      // of the body, from 1
	Column    int     `json:"column,omitempty"`    // in bytes, from 1
	Detail    string  `json:"detail"`              // what is wrong and what is wanted
}

func (p *Problem) Error() string { return fmt.Sprintf("%d: %s", p.Status, p.Detail) }

// With adds a header to the answer and returns p.
func (p *Problem) With(header, value string) *Problem {
	if p.headers == nil {
		p.headers = map[string]string{}
	}
	p.headers[header] = value
	return p
}

// NewProblem returns a problem with a status. Its text says what is wrong and what
// is wanted.
func NewProblem(status int, format string, args ...any) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: fmt.Sprintf(format, args...)}
}

// BadParameter returns a problem with the value of a query parameter.
func BadParameter(name, format string, args ...any) *Problem {
	p := NewProblem(http.StatusBadRequest, "the query parameter %s: %s", name, fmt.Sprintf(format, args...))
	p.Errors = []Fault{{Parameter: name, Detail: fmt.Sprintf(format, args...)}}
	return p
}

// BadBody returns a problem with a place in the body.
func BadBody(status int, pointer, format string, args ...any) *Problem {
	p := NewProblem(status, "the body, at %s: %s", pointer, fmt.Sprintf(format, args...))
	p.Errors = []Fault{{Pointer: &pointer, Detail: fmt.Sprintf(format, args...)}}
	return p
}

// writeProblem answers with err. An error that is not a [Problem] is logged, and
// the client only learns that it happened.
func (s *Server) writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := problemFor(w, r, err)
	body, err := json.Marshal(p)
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError) // a problem always marshals
		return
	}
	s.write(w, r, Response{Status: p.Status, ContentType: "application/problem+json", Body: append(body, '\n')})
}

// writeProblemPage answers with err as a page.
func (s *Server) writeProblemPage(w http.ResponseWriter, r *http.Request, err error) {
	if s.ProblemPage == nil {
		s.writeProblem(w, r, err)
		return
	}
	answer, pageErr := s.ProblemPage(r, problemFor(w, r, err))
	if pageErr != nil {
		s.writeProblem(w, r, pageErr)
		return
	}
	s.write(w, r, answer)
}

// wantsHTML reports whether a browser asks.
func wantsHTML(r *http.Request) bool {
	return strings.Contains(strings.Join(r.Header.Values("Accept"), ","), "text/html")
}

// problemFor returns err as the client sees it, and sets its headers.
func problemFor(w http.ResponseWriter, r *http.Request, err error) Problem {
	known, ok := errors.AsType[*Problem](err)
	if !ok {
		event := hlog.FromRequest(r).Error().Err(err).Str("route", r.Pattern)
		if crash, ok := errors.AsType[*crash](err); ok {
			event = event.Bytes("stack", crash.stack)
		}
		event.Msg("could not answer")
		known = NewProblem(http.StatusInternalServerError, "internal error; the log has it under the request ID")
	}
	p := *known
	p.Instance = r.URL.EscapedPath()
	p.RequestID = requestID(r)
	for name, value := range p.headers {
		w.Header().Set(name, value)
	}
	w.Header().Set("Cache-Control", "no-store")
	return p
}

// A crash is a panic that became an error.
type crash struct {
	value any
	stack []byte
}

func (c *crash) Error() string { return fmt.Sprintf("panic: %v", c.value) }

// NotFound returns a problem with the status 404.
func NotFound(format string, args ...any) *Problem {
	return NewProblem(http.StatusNotFound, format, args...)
}

// withProblems turns the mux's own refusals, of an unknown path or method, into
// problems.
func (s *Server) withProblems(mux *http.ServeMux) http.Handler {
	write := func(w http.ResponseWriter, r *http.Request, p *Problem) {
		if wantsHTML(r) && !strings.HasPrefix(r.URL.Path, "/v1/") {
			s.writeProblemPage(w, r, p)
			return
		}
		s.writeProblem(w, r, p)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		var refusal refusalWriter
		h.ServeHTTP(&refusal, r)
		if refusal.status == http.StatusMethodNotAllowed {
			allow := refusal.Header().Get("Allow") + ", OPTIONS"
			if r.Method == http.MethodOptions {
				w.Header().Set("Allow", allow)
				w.WriteHeader(http.StatusNoContent)
				return
			}
			write(w, r, NewProblem(refusal.status, "the method %s is not allowed here; want %s", strconv.Quote(r.Method), allow).With("Allow", allow))
			return
		}
		write(w, r, NewProblem(http.StatusNotFound, "there is nothing at this path; / lists everything"))
	})
}

// A refusalWriter keeps the status and header of an answer of the mux.
type refusalWriter struct {
	header http.Header
	status int
}

func (w *refusalWriter) Header() http.Header {
	if w.header == nil {
		w.header = http.Header{}
	}
	return w.header
}

func (w *refusalWriter) WriteHeader(status int) { w.status = status }

func (w *refusalWriter) Write(b []byte) (int, error) { return len(b), nil }
