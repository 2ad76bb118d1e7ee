package web

import (
	"fmt"
	"net/http"
	"path"
	"regexp"
	"time"

	"github.com/rs/zerolog/hlog"
)

// middleware adds logging, a request ID and the security headers. AccessHandler is
// innermost, so that the request it sees is the one that the mux marks with its
// pattern.
func (s *Server) middleware(h http.Handler) http.Handler {
	h = hlog.AccessHandler(logAccess)(h)
	h = s.checkHost(h)
	h = secure(h)
	h = withRequestID(h)
	return hlog.NewHandler(s.Log)(h)
}

// logAccess logs one request. It logs the route but neither path nor query, which
// can hold what somebody typed.
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

// secure sets the headers that stop a browser from doing more with an answer than
// showing it.
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

// checkOrigin refuses what a page of another site makes a browser send. It could
// only be meant to overload the server.
func checkOrigin(r *http.Request) error {
	if err := new(http.CrossOriginProtection).Check(r); err != nil {
		return NewProblem(http.StatusForbidden, "the request comes from a page of another site; only this site may send one")
	}
	return nil
}

// checkBase refuses a base that is neither empty nor a path such as /demo.
func checkBase(base string) error {
	if base == "" || base[0] == '/' && base != "/" && path.Clean(base) == base {
		return nil
	}
	return fmt.Errorf("server options: base %q: want a path such as /demo", base)
}

// mount strips the base from requests.
func (s *Server) mount(h http.Handler) http.Handler {
	if s.Base == "" {
		return h
	}
	return http.StripPrefix(s.Base, h)
}

// linksFromRoot finds the links and forms of a page that lead to the server.
var linksFromRoot = regexp.MustCompile(`(\s(?:href|src|action)=")(/(?:[^/"][^"]*)?")`)

// Rebase returns a page with its links below a base path; "" is the root.
func Rebase(page []byte, base string) []byte {
	if base == "" {
		return page
	}
	return linksFromRoot.ReplaceAll(page, []byte("${1}"+base+"${2}"))
}
