package server

import (
	"maps"
	"strconv"
	"sync"
)

// kept are the answers to heavy GETs that were worked out last. They depend on the
// request alone, since the data never changes while the server runs.
type cache struct {
	mu      sync.Mutex
	answers map[string]response
	order   []string // of the keys, oldest first
	size    int      // of all keys and bodies
}

// mostKept bounds the bytes of all answers that are kept.
const maxCacheBytes = 4 << 20

func (k *cache) get(key string) (response, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	a, ok := k.answers[key]
	return a, ok
}

// put keeps an answer, and lets go of the oldest ones for it. One that would fill
// a quarter of the room by itself is not kept.
func (k *cache) put(key string, a response) {
	if weight(key, a) > maxCacheBytes/4 || a.stream != nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.answers[key]; ok {
		return
	}
	if k.answers == nil {
		k.answers = map[string]response{}
	}
	k.answers[key], k.order, k.size = a, append(k.order, key), k.size+weight(key, a)
	for k.size > maxCacheBytes {
		oldest := k.order[0]
		k.size -= weight(oldest, k.answers[oldest])
		delete(k.answers, oldest)
		k.order = k.order[1:]
	}
}

// weight is what an answer takes. The key counts, since clients choose its length.
func weight(key string, a response) int { return len(key) + len(a.body) }

// keptAs is the key of the answer to a GET. A link that was made with this version
// of the data leads to the same answer as one without any.
func (r *request) cacheKey() string {
	query := maps.Clone(r.query)
	if otherVersion(query.Get("version")) == "" {
		query.Del("version")
	}
	return r.URL.EscapedPath() + "?" + query.Encode() + " " + strconv.FormatBool(r.table && r.wantsCSV())
}

// heavilyOnce answers a GET with what is kept, or does the work in its turn and
// keeps what comes of it, even when nobody waits for it any more.
func (s *server) heavilyOnce(r *request, work func() (response, error)) (response, error) {
	key := r.cacheKey()
	if a, ok := s.answers.get(key); ok {
		return a, r.checkAcceptable(a)
	}
	return s.heavily(r.Context(), func() (response, error) {
		a, err := work()
		if err == nil {
			s.answers.put(key, a)
		}
		return a, err
	})
}
