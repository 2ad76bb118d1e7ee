package server

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
)

// A costly body is a document that is small, and made so that work or an answer could
// grow with the product of its parts: a long text that much refers to, many things that
// each lack many.
type costlyBody struct {
	name, path, body string
	most             uint64 // mebibytes that it may make the demo allocate; 0 is 128
}

const mebibyte = 1 << 20

// costlyBodies are what the limits in SECURITY.md are for.
func costlyBodies() []costlyBody {
	list := func(n int, item string) string {
		return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
	}
	numbered := func(n int, item string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = fmt.Sprintf(item, i)
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	long := strings.Repeat("x", mebibyte*3/2)
	bid := `{"lot":"1","supplier":{"id":"s%d"}}`
	criteria := func(id string) string {
		return `"lots":[{"code":"1","places":1}],"criteria":[{"id":"` + id + `","weight":"100","max":"5"}]`
	}
	return []costlyBody{
		{name: "a criterion of 100,000 bytes that 2,000 bids have no score on", path: "/v1/evaluate", body: `{` + criteria(strings.Repeat("c", 100_000)) + `,"bids":` + numbered(2000, bid) + `}`},
		{name: "2,000 criteria that 2,000 bids have no score on", path: "/v1/evaluate", body: `{"lots":[{"code":"1","places":1}],"criteria":` + numbered(2000, `{"id":"c%d","weight":"0.05","max":"5"}`) + `,"bids":` + numbered(2000, bid) + `}`},
		{name: "2,000 bids for a lot of a long name", path: "/v1/evaluate", body: `{"lots":[{"code":"1","places":1}],"bids":` + numbered(2000, `{"lot":"1","supplier":{"id":"s%d","name":"n"}}`) + `,"criteria":[{"id":"c","title":"` + long + `","weight":"100","max":"5"}]}`},
		{name: "a word of 1.5 MB for 5,000 buyers", path: "/v1/check/market", body: `{"frameworks":[{"id":"f","buyers":` + list(5000, `{"class":"x"}`) + `,"call_offs":` + numbered(5000, `{"id":"c%d","buyer_class":"`+"b"+`"}`) + `,"note":"` + long + `"}]}`},
		{name: "a buyer class of 1.5 MB", path: "/v1/check/market", body: `{"frameworks":[{"id":"f","call_offs":[{"id":"c","buyer_class":"` + long + `","buyers":` + list(5000, `"00F"`) + `}]}]}`},
		{name: "a buyer class of 1.5 MB of a call-off", path: "/v1/check/call-off", body: `{"id":"c","framework":"lpf","buyer_class":"` + long + `","buyers":` + list(5000, `"00F"`) + `}`},
		{name: "a lot of 1.5 MB that 5,000 lines of an agreement are in", path: "/v1/check/market", body: `{"frameworks":[{"id":"f","lots":[{"code":"` + long + `","lines":` + list(5000, `"finance"`) + `}]}]}`},
		{name: "a lot of 1.5 MB of a call-off with 5,000 lines", path: "/v1/check/call-off", body: `{"id":"c","framework":"lpf","lot":"` + long + `","lines":` + list(5000, `"finance"`) + `}`},
		{name: "a lot of 1.5 MB of a framework with 5,000 lines", path: "/v1/check/framework", body: `{"id":"f","lots":[{"code":"` + long + `","lines":` + list(5000, `"finance"`) + `}]}`},
		{name: "a line of 1.5 MB with 5,000 indicators, as the public sees it", path: "/v1/sla/public", body: `{"id":"a","lines":[{"id":"` + long + `","kpis":` + list(5000, `{"id":"k"}`) + `}]}`},
		{name: "a line of 1.5 MB with 5,000 indicators, as they perform", path: "/v1/sla/performance", body: `{"id":"a","lines":[{"id":"` + long + `","kpis":` + list(5000, `{"id":"k"}`) + `}]}`},
		{name: "a line of 1.5 MB with 5,000 indicators, checked", path: "/v1/check/sla", body: `{"id":"a","lines":[{"id":"` + long + `","kpis":` + list(5000, `{"id":"k"}`) + `}]}`},
		{name: "a title of 1.5 MB with 5,000 indicators, as the public sees it", path: "/v1/sla/public", body: `{"id":"a","title":"` + long + `","lines":[{"id":"l","name":"` + long + `","kpis":` + list(5000, `{}`) + `}]}`},
		{name: "20,000 empty groups, explained", path: "/v1/check/market?explain=true", body: `{"ccgs":{"groups":` + list(19_990, `{}`) + `}}`},
		{name: "20,000 empty units", path: "/v1/check/market", body: `{"csus":{"units":` + list(19_990, `{}`) + `}}`},
		{name: "20,000 empty agreements", most: 512, path: "/v1/check/market", body: `{"agreements":` + list(19_990, `{}`) + `}`},
		{name: "20,000 empty lines of an agreement", path: "/v1/check/sla", body: `{"lines":` + list(19_990, `{}`) + `}`},
		{name: "20,000 empty decisions", most: 512, path: "/v1/check/market", body: `{"decisions":` + list(19_990, `{}`) + `}`},
		{name: "20,000 empty options", path: "/v1/check/decision", body: `{"options":` + list(19_990, `{}`) + `}`},
		{name: "20,000 call-offs of one framework", path: "/v1/check/market", body: `{"frameworks":[{"id":"f","call_offs":` + list(19_990, `{}`) + `}]}`},
		{name: "200,000 sources of one group", path: "/v1/check/ccg", body: `{"sources":` + list(199_990, `""`) + `}`},
	}
}

// post sends the body to the demo with its default limits.
func (c *costlyBody) post(h http.Handler) *httptest.ResponseRecorder {
	return send(h, c.path, c.body)
}

// TestSmallBodiesCostLittle holds what a body makes the demo allocate, all of it together,
// below what SECURITY.md promises for the most in use at a time. Two bodies of many things
// that break many rules allocate more in all, since what a report leaves out is found
// first; what is in use at a time is a third of it.
func TestSmallBodiesCostLittle(t *testing.T) {
	h := newTestHandler(t)
	for _, c := range costlyBodies() {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			w := c.post(h)
			runtime.ReadMemStats(&after)
			allocated := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d: %d KiB in, %d KiB out, %d MiB allocated", w.Code, len(c.body)>>10, w.Body.Len()>>10, allocated>>20)
			if w.Code >= 500 {
				t.Errorf("%d %.300s", w.Code, w.Body)
			}
			if most := cmp.Or(c.most, 128); allocated > most*mebibyte {
				t.Errorf("%d MiB allocated, want at most %d", allocated>>20, most)
			}
			if most := 16 * mebibyte; w.Body.Len() > most {
				t.Errorf("an answer of %d bytes, want at most %d", w.Body.Len(), most)
			}
		})
	}
}

// BenchmarkSmallBodies gives the time and the memory of each.
func BenchmarkSmallBodies(b *testing.B) {
	h := newTestHandler(b)
	for _, c := range costlyBodies() {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.post(h)
			}
		})
	}
}
