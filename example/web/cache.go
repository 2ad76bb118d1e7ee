package web

import (
	"maps"
	"strconv"
	"sync"
)

// A cache holds the latest answers to heavy GETs. They depend on the request alone,
// since the data never changes while the server runs.
type cache struct {
	mu      sync.Mutex
	answers map[string]Response
	order   []string // of the keys, oldest first
	size    int      // of all keys and bodies
}

// maxCacheBytes bounds the bytes of all answers in the cache.
const maxCacheBytes = 4 << 20

func (c *cache) get(key string) (Response, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a, ok := c.answers[key]
	return a, ok
}

// put adds an answer and drops the oldest ones to make room. An answer larger than
// a quarter of the cache stays out.
func (c *cache) put(key string, a Response) {
	if weight(key, a) > maxCacheBytes/4 || a.Stream != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.answers[key]; ok {
		return
	}
	if c.answers == nil {
		c.answers = map[string]Response{}
	}
	c.answers[key], c.order, c.size = a, append(c.order, key), c.size+weight(key, a)
	for c.size > maxCacheBytes {
		oldest := c.order[0]
		c.size -= weight(oldest, c.answers[oldest])
		delete(c.answers, oldest)
		c.order = c.order[1:]
	}
}

// weight is the size of an answer. The key counts, since clients choose its length.
func weight(key string, a Response) int { return len(key) + len(a.Body) }

// cacheKey is the key of the answer to a GET. A link that was made with this version
// of the data leads to the same answer as one without any.
func (s *Server) cacheKey(r *Request) string {
	query := maps.Clone(r.Query)
	if query.Get("version") == s.Version {
		query.Del("version")
	}
	return r.URL.EscapedPath() + "?" + query.Encode() + " " + strconv.FormatBool(r.table && r.wantsCSV())
}

// cached answers a GET from the cache, or does the work in its turn and adds the
// result, even if the client has gone.
func (s *Server) cached(r *Request, work func() (Response, error)) (Response, error) {
	key := s.cacheKey(r)
	if a, ok := s.cache.get(key); ok {
		return a, r.checkAcceptable(a)
	}
	return s.Heavy.Do(r.Context(), s.Limit, func() (Response, error) {
		a, err := work()
		if err == nil {
			s.cache.put(key, a)
		}
		return a, err
	})
}
