package web

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"
)

// Settings say where a [Server] logs, where it is mounted and what one request may
// cost. The zero Settings are fine: every zero field has a default.
type Settings struct {
	Log  zerolog.Logger // one line for each request, and every failure
	Base string         // the path that the handler is mounted at, such as /demo; "" is the root

	// Hosts are names that a server on loopback answers for beside those of loopback;
	// [AnyHost] is every name. Elsewhere it answers for every name.
	Hosts []string

	// Version is the version of the data. It is part of each entity tag, and a link with
	// it leads to the same answer as one without.
	Version string
	// ProblemPage returns a problem as a page for a browser; without it a browser gets
	// the same answer as a program.
	ProblemPage func(*http.Request, Problem) (Response, error)

	MaxBody     int64         // the largest request body in bytes; 4 MiB
	BodyLimit   time.Duration // how long a request body may take to arrive; 30 seconds
	MaxHeavy    int           // how much heavy work runs at a time; the default is one for each processor
	Queue       time.Duration // how long another one waits for its turn; one second
	Limit       time.Duration // how long one may take; ten seconds
	MaxUpload   int64         // the largest uploaded file in bytes; 256 MiB
	MaxUploads  int           // how many are read at a time; the default is one for each processor
	UploadLimit time.Duration // how long one may take to arrive; five minutes
	UploadPace  time.Duration // how long each 64 KiB of one may take; 20 seconds
}

// DefaultMaxBody is the largest request body in bytes, unless [Settings] say otherwise.
const DefaultMaxBody = 4 << 20

func (s Settings) withDefaults() Settings {
	setDefault(&s.MaxBody, DefaultMaxBody)
	setDefault(&s.BodyLimit, 30*time.Second)
	setDefault(&s.MaxHeavy, runtime.GOMAXPROCS(0))
	setDefault(&s.Queue, time.Second)
	setDefault(&s.Limit, 10*time.Second)
	setDefault(&s.MaxUpload, 256<<20)
	setDefault(&s.MaxUploads, runtime.GOMAXPROCS(0))
	setDefault(&s.UploadLimit, 5*time.Minute)
	setDefault(&s.UploadPace, 20*time.Second)
	return s
}

func setDefault[T comparable](field *T, value T) {
	if *field == *new(T) {
		*field = value
	}
}

// A Server answers the operations of a table.
type Server struct {
	Settings
	Heavy   *Limiter // of the heavy work under way
	Uploads *Limiter // of the files that are being read
	cache   cache
}

// NewServer returns a server. Settings with a negative number are an error.
func NewServer(s Settings) (*Server, error) {
	if s.MaxBody < 0 || s.BodyLimit < 0 || s.MaxHeavy < 0 || s.Queue < 0 || s.Limit < 0 || s.MaxUpload < 0 || s.MaxUploads < 0 || s.UploadLimit < 0 || s.UploadPace < 0 {
		return nil, errors.New("server options must not be negative")
	}
	if err := checkBase(s.Base); err != nil {
		return nil, err
	}
	s = s.withDefaults()
	return &Server{
		Settings: s,
		Heavy: newLimiter(s.MaxHeavy, s.Queue, func() *Problem {
			return NewProblem(http.StatusServiceUnavailable, "server busy; retry shortly").With("Retry-After", "1")
		}),
		Uploads: newLimiter(s.MaxUploads, s.Queue, func() *Problem {
			return NewProblem(http.StatusServiceUnavailable, "too many files are being read; retry shortly").With("Retry-After", "5")
		}),
	}, nil
}

// Handler returns the handler of the operations.
func (s *Server) Handler(operations []Operation) http.Handler {
	mux := http.NewServeMux()
	for _, o := range operations {
		mux.Handle(o.Pattern(), s.serve(o))
	}
	return s.mount(s.middleware(s.withProblems(mux)))
}

// serve returns the handler of one operation.
func (s *Server) serve(o Operation) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := guard(func() (Response, error) { return s.answer(o, w, r) })
		switch {
		case err == nil:
			s.write(w, r, a)
		case o.Page && wantsHTML(r):
			s.writeProblemPage(w, r, err)
		default:
			s.writeProblem(w, r, err)
		}
	})
}

// answer reads a request, and does the work in its turn.
func (s *Server) answer(o Operation, w http.ResponseWriter, r *http.Request) (Response, error) {
	if o.Method == http.MethodPost {
		if err := setReadDeadline(w, time.Now().Add(s.BodyLimit)); err != nil {
			return Response{}, err
		}
	}
	if err := checkOrigin(r); err != nil {
		return Response{}, err
	}
	query, err := o.readQuery(r)
	if err != nil {
		return Response{}, err
	}
	q := &Request{Request: r, Query: query, table: o.IsList()}
	work := func() (Response, error) {
		v, err := o.Answer(q)
		if err != nil {
			return Response{}, err
		}
		a, err := encode(q, v)
		if err != nil {
			return Response{}, err
		}
		return a, q.checkAcceptable(a)
	}
	switch {
	case o.IsUpload():
		return s.upload(o, w, q, work)
	case !o.limited(q):
		return work()
	case o.Method == http.MethodGet:
		return s.cached(q, work)
	case o.Page:
		err = s.readFields(o, w, q)
	default:
		q.Document, err = s.readBody(w, r)
	}
	if err != nil {
		return Response{}, err
	}
	if err := setReadDeadline(w, time.Time{}); err != nil { // all has been read
		return Response{}, err
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel() // work that nobody waits for stops where it looks
	q.Request = q.Request.WithContext(ctx)
	return s.Heavy.Do(r.Context(), s.Limit, work)
}

// guard turns a panic of f into an error.
func guard(f func() (Response, error)) (a Response, err error) {
	defer func() {
		if v := recover(); v != nil {
			a, err = Response{}, &crash{v, debug.Stack()}
		}
	}()
	return f()
}
