package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/rs/zerolog/hlog"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/rule"
)

// A problem is an error that the client is told, as RFC 9457 has it.
type problem struct {
	Type      string  `json:"type"`                 // "about:blank": the status says it
	Title     string  `json:"title"`                // the status in words
	Status    int     `json:"status"`               // the HTTP status
	Detail    string  `json:"detail"`               // what is wrong and what is wanted
	Instance  string  `json:"instance,omitempty"`   // the path that was asked
	RequestID string  `json:"request_id,omitempty"` // as in the log of the server
	Errors    []fault `json:"errors,omitempty"`     // each thing that is wrong, and where

	header map[string]string
}

// A fault is one thing wrong with a request, and where: a query parameter, or a
// place in the body.
type fault struct {
	Parameter string        `json:"parameter,omitempty"` // of the query
	Pointer   *rule.Pointer `json:"pointer,omitempty"`   // the place in the body; "" is the whole
	Line      int           `json:"line,omitempty"`      // of the body, from 1
	Column    int           `json:"column,omitempty"`    // in bytes, from 1
	Detail    string        `json:"detail"`              // what is wrong and what is wanted
}

func (p *problem) Error() string { return fmt.Sprintf("%d: %s", p.Status, p.Detail) }

// with adds a header to the answer and returns p.
func (p *problem) with(header, value string) *problem {
	if p.header == nil {
		p.header = map[string]string{}
	}
	p.header[header] = value
	return p
}

func newProblem(status int, format string, args ...any) *problem {
	return &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: fmt.Sprintf(format, args...)}
}

// badParameter refuses the value of a query parameter.
func badParameter(name, format string, args ...any) *problem {
	p := newProblem(http.StatusBadRequest, "the query parameter %s: %s", name, fmt.Sprintf(format, args...))
	p.Errors = []fault{{Parameter: name, Detail: fmt.Sprintf(format, args...)}}
	return p
}

// badBody refuses a place in the body.
func badBody(status int, at rule.Pointer, format string, args ...any) *problem {
	p := newProblem(status, "the body, at %s: %s", at, fmt.Sprintf(format, args...))
	p.Errors = []fault{{Pointer: &at, Detail: fmt.Sprintf(format, args...)}}
	return p
}

// undecoded refuses a body that [commissioning.Decode] does.
func undecoded(err error) error {
	at, ok := errors.AsType[*commissioning.DecodeError](err)
	if !ok {
		return err
	}
	p := newProblem(http.StatusBadRequest, "the body, %v", at)
	p.Errors = []fault{{Pointer: &at.Path, Line: at.Line, Column: at.Column, Detail: at.Err.Error()}}
	return p
}

// writeProblem answers with err. What is not a problem for the client is logged,
// and the client learns no more than that it happened.
func writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := problemFor(w, r, err)
	body, err := json.Marshal(p)
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError) // a problem always marshals
		return
	}
	response{status: p.Status, contentType: "application/problem+json", body: append(body, '\n')}.write(w, r)
}

// told is err as the client is told, with its headers set.
func problemFor(w http.ResponseWriter, r *http.Request, err error) problem {
	known, ok := errors.AsType[*problem](err)
	if !ok {
		event := hlog.FromRequest(r).Error().Err(err).Str("route", r.Pattern)
		if crash, ok := errors.AsType[*crash](err); ok {
			event = event.Bytes("stack", crash.stack)
		}
		event.Msg("could not answer")
		known = newProblem(http.StatusInternalServerError, "something went wrong here; the request ID finds it in the log")
	}
	p := *known
	p.Instance = r.URL.EscapedPath()
	p.RequestID = requestID(r)
	for name, value := range p.header {
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

// withProblems gives the mux's own refusals, an unknown path or method, the form
// of every other problem.
func (s *server) withProblems(mux *http.ServeMux) http.Handler {
	write := func(w http.ResponseWriter, r *http.Request, p *problem) {
		if wantsHTML(r) && !strings.HasPrefix(r.URL.Path, "/v1/") {
			s.writeProblemPage(w, r, p)
			return
		}
		writeProblem(w, r, p)
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
			write(w, r, newProblem(refusal.status, "the method %s is not for this path; want %s", strconv.Quote(r.Method), allow).with("Allow", allow))
			return
		}
		write(w, r, newProblem(http.StatusNotFound, "there is nothing at this path; / lists what there is"))
	})
}

// A refusalWriter takes an answer of the mux and keeps its status and header.
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
