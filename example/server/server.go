package server

import (
	"errors"
	"html/template"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/hlog"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
)

// Options are what a server may be told. The zero Options are fine.
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

const (
	defaultMaxBody   = 4 << 20
	defaultBodyLimit = 30 * time.Second
	defaultQueue     = time.Second
	defaultLimit     = 10 * time.Second

	defaultMaxUpload   = 256 << 20
	defaultUploadLimit = 5 * time.Minute
	defaultUploadPace  = 20 * time.Second
)

func (o Options) withDefaults() Options {
	if o.Market == nil {
		o.Market = england.Market
	}
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.BodyLimit == 0 {
		o.BodyLimit = defaultBodyLimit
	}
	if o.MaxHeavy == 0 {
		o.MaxHeavy = runtime.GOMAXPROCS(0)
	}
	if o.Queue == 0 {
		o.Queue = defaultQueue
	}
	if o.Limit == 0 {
		o.Limit = defaultLimit
	}
	if o.MaxUpload == 0 {
		o.MaxUpload = defaultMaxUpload
	}
	if o.MaxUploads == 0 {
		o.MaxUploads = runtime.GOMAXPROCS(0)
	}
	if o.UploadLimit == 0 {
		o.UploadLimit = defaultUploadLimit
	}
	if o.UploadPace == 0 {
		o.UploadPace = defaultUploadPace
	}
	return o
}

type server struct {
	Options
	data    func() (*data, error)
	pages   map[string]*template.Template // by the name of the file, without .html
	slots   chan struct{}                 // one for each heavy request under way
	answers cache

	openAPI func() ([]byte, error)

	uploads chan struct{} // one for each file that is being read
}

// New returns the handler of every path that the demo has. Nothing is parsed
// until a request needs it. Options with a negative number are an error.
func New(o Options) (http.Handler, error) {
	s, err := newServer(o)
	if err != nil {
		return nil, err
	}
	return s.handler(), nil
}

func newServer(o Options) (*server, error) {
	if o.MaxBody < 0 || o.BodyLimit < 0 || o.MaxHeavy < 0 || o.Queue < 0 || o.Limit < 0 || o.MaxUpload < 0 || o.MaxUploads < 0 || o.UploadLimit < 0 || o.UploadPace < 0 {
		return nil, errors.New("server options: want no negative number")
	}
	if err := checkBase(o.Base); err != nil {
		return nil, err
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	s := &server{Options: o.withDefaults(), pages: pages}
	s.data = sync.OnceValues(func() (*data, error) { return load(s.Market) })
	s.openAPI = sync.OnceValues(writeOpenAPI)
	s.slots = make(chan struct{}, s.MaxHeavy)
	s.uploads = make(chan struct{}, s.MaxUploads)
	return s, nil
}

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	for _, e := range endpoints() {
		mux.Handle(e.method+" "+e.path, s.serve(e))
	}
	return s.mount(s.middleware(s.withProblems(mux)))
}

// surround adds logging, a request ID and the security headers. AccessHandler is
// innermost, so that the request it sees is the one that the mux marks with its
// pattern.
func (s *server) middleware(h http.Handler) http.Handler {
	h = hlog.AccessHandler(logAccess)(h)
	h = secure(h)
	h = withRequestID(h)
	return hlog.NewHandler(s.Log)(h)
}

// logAccess logs one request. The path and the query stay out of it, since
// either can hold what somebody typed; the route says which endpoint it was.
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
