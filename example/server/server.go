package server

import (
	"errors"
	"net/http"
	"time"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/rs/zerolog"
	"github.com/rs/zerolog/hlog"
)

// Options are what a server can be given. The zero Options are fine.
type Options struct {
	// Log receives one line for each request, and every failure. The zero Logger
	// writes nothing.
	Log zerolog.Logger
	// Base is the path that the handler is mounted at, such as /demo; "" is the
	// root. Requests come with it, and the links of pages lead below it.
	Base string
	// Market returns the market to serve. It is called once, when first needed.
	// Nil serves the real one, [england.Market].
	Market func() (*commissioning.Market, error)
	// MaxBody is the largest request body in bytes; 0 means 4 MiB.
	MaxBody int64
	// BodyLimit is how long a request body may take to arrive; 0 means 30 seconds.
	BodyLimit time.Duration
	// MaxHeavy is how many checks and crosswalks run at a time; 0 means one for
	// each processor.
	MaxHeavy int
	// Queue is how long another one waits for its turn before it is refused; 0
	// means one second.
	Queue time.Duration
	// Limit is how long one may take; 0 means ten seconds.
	Limit time.Duration
	// MaxUpload is the largest spend file in bytes; 0 means 256 MiB. Files are read
	// as they arrive and not held.
	MaxUpload int64
	// MaxUploads is how many are read at a time; 0 means one for each processor.
	MaxUploads int
	// UploadLimit is how long one may take to arrive; 0 means five minutes.
	UploadLimit time.Duration
	// UploadPace is how long each 64 KiB of one may take; 0 means 20 seconds.
	UploadPace time.Duration
}

// DefaultMaxBody is how many bytes the body of a request has at most, if nothing else is
// said.
const DefaultMaxBody = 4 << 20

// A Server answers the operations of a table.
type Server struct {
	Settings
	Heavy   *Limiter // of the heavy work under way
	Uploads *Limiter // of the files that are being read
	cache   cache
}

// New returns the handler of every path that the demo has. Nothing is parsed
// until a request needs it. Options with a negative number are an error.
func New(o Options) (http.Handler, error) {
	d, err := wire(o)
	if err != nil {
		return nil, err
	}
	return d.handler(), nil
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
		Uploads: newLimiter(s.MaxUploads, 0, func() *Problem {
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

// middleware adds logging, a request ID and the security headers. AccessHandler is
// innermost, so that the request it sees is the one that the mux marks with its
// pattern.
func (s *Server) middleware(h http.Handler) http.Handler {
	h = hlog.AccessHandler(logAccess)(h)
	h = secure(h)
	h = withRequestID(h)
	return hlog.NewHandler(s.Log)(h)
}

// logAccess logs one request. The path and the query stay out of it, since
// either can hold what somebody typed; the route says which operation it was.
func logAccess(r *http.Request, status, size int, took time.Duration) {
	route := r.Pattern
	if route == "" {
		route = "none"
	}
	hlog.FromRequest(r).Info().
		Str("method", r.Method).
		Str("route", route).
		Int("status", status).
		Int("size", size).
		Dur("took_ms", took).
		Msg("request")
}

// secure sets the headers that keep a browser from doing more with an answer
// than show it.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Embedder-Policy", "require-corp")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		next.ServeHTTP(w, r)
	})
}

// demo is the rooms of the demo put together.
type demo struct {
	*Server
	operations []Operation
}

func (d *demo) handler() http.Handler { return d.Handler(d.operations) }

// wire hands the operations for programs to the pages and to the document that
// describes them, and all of it to the server.
func wire(o Options) (*demo, error) {
	if o.Market == nil {
		o.Market = england.Market
	}
	d := &demo{}
	service := newService(o.Market)
	document := describingOperation(info(), types(), func() []Operation { return d.operations })
	programs := append(append(service.Operations(), document), service.About()...)
	views, err := newPages(service, programs, o.Base)
	if err != nil {
		return nil, err
	}
	d.operations = append(views.Operations(), programs...)
	d.Server, err = NewServer(Settings{
		Log: o.Log, Base: o.Base, Version: england.Version, ProblemPage: views.Problem,
		MaxBody: o.MaxBody, BodyLimit: o.BodyLimit, MaxHeavy: o.MaxHeavy, Queue: o.Queue, Limit: o.Limit,
		MaxUpload: o.MaxUpload, MaxUploads: o.MaxUploads, UploadLimit: o.UploadLimit, UploadPace: o.UploadPace,
	})
	return d, err
}

// info is what the OpenAPI document is of.
func info() Info {
	return Info{
		Title:   "Commissioning support in England, 2012 to 2026",
		Version: england.Version,
		Summary: "Who could buy what from whom: registers, frameworks, rules and reckoning",
	}
}

func types() Types {
	return Types{Text: TextSchemas(), Published: Published()}
}
