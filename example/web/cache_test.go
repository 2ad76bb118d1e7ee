package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCacheIsBounded wants the oldest answers to go, and the cache they took to be
// free again.
func TestCacheIsBounded(t *testing.T) {
	var c cache
	body := make([]byte, maxCacheBytes/8-len("000"))
	for i := range 1000 {
		c.put(fmt.Sprintf("%03d", i), Response{Body: body})
		c.put(fmt.Sprintf("%03d", i), Response{Body: body})
	}
	if diff := cmp.Diff([]string{"992", "993", "994", "995", "996", "997", "998", "999"}, c.order); diff != "" || len(c.answers) != 8 || c.size != maxCacheBytes {
		t.Errorf("%d answers of %d bytes (-want +got):\n%s", len(c.answers), c.size, diff)
	}
	c.put("large", Response{Body: make([]byte, maxCacheBytes/4+1)})
	c.put(strings.Repeat("k", maxCacheBytes/4), Response{Body: []byte("b")})
	if len(c.order) != 8 {
		t.Error("one answer may take more than a quarter of the cache")
	}
	if _, ok := c.get("999"); !ok {
		t.Error("the last answer is gone")
	}
}
