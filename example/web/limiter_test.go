package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestTimeLimit wants work that takes too long to be given up on and yet to keep
// its slot.
func TestTimeLimit(t *testing.T) {
	s, err := NewServer(Settings{MaxHeavy: 1, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	h := s.Handler([]Operation{{Method: http.MethodPost, Path: "/", Answer: func(*Request) (any, error) {
		<-release
		return File("text/plain", nil), nil
	}}})
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("{}"))
	r.Header.Set("Content-Type", "application/json")
	h.ServeHTTP(w, r)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "longer") || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if len(s.Heavy.slots) != 1 {
		t.Error("the slot was given away while the work was under way")
	}
	close(release)
	s.Heavy.slots <- struct{}{} // waits for ever if the slot is not given back

	gone, cancel := context.WithCancel(t.Context())
	cancel()
	s.Heavy.queue = time.Hour
	if _, err := s.Heavy.Do(gone, time.Hour, nil); err == nil {
		t.Error("work for a client that has gone")
	}
}
