package server

import (
	"context"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"
)

// A response is an answer as it goes out.
type response struct {
	status      int // 0 means 200
	contentType string
	header      map[string]string
	body        []byte

	// An answer that is not held as it is has a length and is written by stream,
	// which is called once.
	length int
	stream func(io.Writer) error
}

func (a response) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for name, value := range a.header {
		h.Set(name, value)
	}
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Length", strconv.Itoa(len(a.body)+a.length))
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if a.caching(w, r) {
		h.Del("Content-Type")
		h.Del("Content-Length")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(a.status)
	if r.Method == http.MethodHead {
		return
	}
	if a.stream != nil {
		_ = a.stream(w) // the client has gone, and nobody is left to tell
		return
	}
	_, _ = w.Write(a.body) // likewise
}

// serve returns the handler of one endpoint.
func (s *server) serve(e endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := guard(func() (response, error) { return s.answer(e, w, r) })
		switch {
		case err == nil:
			a.write(w, r)
		case e.page && wantsHTML(r):
			s.writeProblemPage(w, r, err)
		default:
			writeProblem(w, r, err)
		}
	})
}

func (s *server) answer(e endpoint, w http.ResponseWriter, r *http.Request) (response, error) {
	if e.method == http.MethodPost {
		if err := setReadDeadline(w, time.Now().Add(s.BodyLimit)); err != nil {
			return response{}, err
		}
	}
	if err := checkOrigin(r); err != nil {
		return response{}, err
	}
	if e.page {
		return s.answerPage(e, w, r)
	}
	query, err := parseQuery(e.parameters(), r.URL.RawQuery)
	if err != nil {
		return response{}, err
	}
	q := &request{Request: r, query: query, table: e.isList()}
	work := func() (response, error) {
		v, err := e.answer(s, q)
		if err != nil {
			return response{}, err
		}
		a, err := encode(q, v)
		if err != nil {
			return response{}, err
		}
		return a, q.checkAcceptable(a)
	}
	switch {
	case !e.takesTurn(q):
		return work()
	case e.method == http.MethodGet:
		return s.heavilyOnce(q, work)
	}
	if e.upload {
		return s.upload(w, q, work)
	}
	if q.body, err = s.readBody(w, r); err != nil {
		return response{}, err
	}
	if err := setReadDeadline(w, time.Time{}); err != nil { // all has been read
		return response{}, err
	}
	return s.heavily(r.Context(), work)
}

// checkOrigin refuses what a page of another site makes a browser send, which
// could only be meant to wear the server out.
func checkOrigin(r *http.Request) error {
	if err := new(http.CrossOriginProtection).Check(r); err != nil {
		return newProblem(http.StatusForbidden, "the request was made by a page of another site; no site but this one may send anything here")
	}
	return nil
}

// heavily runs the work in its turn, and gives up on it after the limit. Work
// that was given up on keeps its slot until it ends, so that there is never more
// under way than there are slots.
func (s *server) heavily(ctx context.Context, work func() (response, error)) (response, error) {
	if err := s.takeSlot(ctx); err != nil {
		return response{}, err
	}
	type outcome struct {
		response
		error
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() { <-s.slots }()
		a, err := guard(work)
		done <- outcome{a, err}
	}()
	limit := time.NewTimer(s.Limit)
	defer limit.Stop()
	select {
	case o := <-done:
		return o.response, o.error
	case <-limit.C:
		return response{}, newProblem(http.StatusServiceUnavailable, "this took longer than the %s allowed; send less at a time", s.Limit).with("Retry-After", "30")
	case <-ctx.Done():
		return response{}, errGone()
	}
}

// takeSlot waits for a slot, as long as the queue allows.
func (s *server) takeSlot(ctx context.Context) error {
	select {
	case s.slots <- struct{}{}:
		return nil
	default:
	}
	queue := time.NewTimer(s.Queue)
	defer queue.Stop()
	select {
	case s.slots <- struct{}{}:
		return nil
	case <-queue.C:
		return newProblem(http.StatusServiceUnavailable, "too many checks and crosswalks are under way; come back shortly").with("Retry-After", "1")
	case <-ctx.Done():
		return errGone()
	}
}

// errGone is for the log: there is nobody left to read it.
func errGone() error {
	return newProblem(http.StatusServiceUnavailable, "the client went away").with("Retry-After", "1")
}

// guard turns a panic of f into an error.
func guard(f func() (response, error)) (a response, err error) {
	defer func() {
		if v := recover(); v != nil {
			a, err = response{}, &crash{v, debug.Stack()}
		}
	}()
	return f()
}
