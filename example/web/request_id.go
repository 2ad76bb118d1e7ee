package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/hlog"
)

// RequestIDHeader names a request, in both directions.
const RequestIDHeader = "X-Request-Id"

type requestIDKey struct{}

// requestID returns the name of a request, which is in its answer, its problem
// and its lines of the log.
func requestID(r *http.Request) string {
	id, _ := r.Context().Value(requestIDKey{}).(string)
	return id
}

// withRequestID names each request: with the client's name if a program could have
// made it, else with a new one.
func withRequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(RequestIDHeader)
		if !isRequestID(id) {
			id = rand.Text()
		}
		w.Header().Set(RequestIDHeader, id)
		r = r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id))
		hlog.FromRequest(r).UpdateContext(func(c zerolog.Context) zerolog.Context { return c.Str("request_id", id) })
		next.ServeHTTP(w, r)
	})
}

// isRequestID accepts 8 to 64 letters, digits, hyphens and underscores with a
// digit among them, as UUIDs and trace IDs are and the names of people are not.
func isRequestID(s string) bool {
	const digits = "0123456789"
	return len(s) >= 8 && len(s) <= 64 && strings.ContainsAny(s, digits) &&
		strings.Trim(s, digits+"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == ""
}
