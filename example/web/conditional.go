package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// etag returns the entity tag of an answer: the version of the data, and a digest
// of the bytes. It is strong, since the same tag means the same bytes.
func (s *Server) etag(body []byte) string {
	digest := sha256.Sum256(body)
	return `"` + s.Version + "-" + hex.EncodeToString(digest[:12]) + `"`
}

// isKnown reports whether a client that sent If-None-Match already has the answer
// with the tag. Weak tags count, as RFC 9110 says for this header.
func isKnown(h http.Header, tag string) bool {
	for _, line := range h.Values("If-None-Match") {
		for given := range strings.SplitSeq(line, ",") {
			given = strings.TrimSpace(given)
			if given == "*" || strings.TrimPrefix(given, "W/") == tag {
				return true
			}
		}
	}
	return false
}

// caching sets the caching headers of an answer, and reports whether the client
// already has it. An answer to a GET may be stored but must be asked for again, which
// costs no more than a 304. An answer to a POST holds what somebody sent, and is not
// stored.
func (s *Server) caching(w http.ResponseWriter, r *http.Request, a Response) (known bool) {
	h := w.Header()
	switch {
	case a.Status != http.StatusOK:
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		tag := s.etag(a.Body)
		h.Set("Cache-Control", "no-cache")
		h.Set("ETag", tag)
		return isKnown(r.Header, tag)
	default:
		h.Set("Cache-Control", "no-store")
	}
	return false
}
