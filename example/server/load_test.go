package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
)

func TestOverload(t *testing.T) {
	s := newTestServer(t, Options{MaxHeavy: 2, Queue: 1})
	h := s.handler()
	occupy(t, s.Heavy)
	if w := do(h, http.MethodPost, "/v1/check/ccg", api.ExampleCCG()); w.Code != http.StatusOK {
		t.Errorf("with a slot free: %d", w.Code)
	}
	occupy(t, s.Heavy)
	for target, body := range map[string]string{"/v1/check/ccg": api.ExampleCCG(), "/v1/check/market": api.ExampleMarket, "/v1/crosswalk": api.ExampleCrosswalk} {
		wantProblem(t, do(h, http.MethodPost, target, body), http.StatusServiceUnavailable)
	}
	for target, want := range map[string]int{"/v1/ccgs": 200, "/v1/ccgs/00C": 200, "/ccgs/00C": 200, "/v1/ccgs/00C?data=synthetic": 503} {
		if w := do(h, http.MethodGet, target, ""); w.Code != want {
			t.Errorf("%s under overload: %d, want %d", target, w.Code, want)
		}
	}
	s.Heavy.Release()
	if w := do(h, http.MethodPost, "/v1/check/ccg", api.ExampleCCG()); w.Code != http.StatusOK {
		t.Errorf("after overload: %d", w.Code)
	}
}

func TestTurn(t *testing.T) {
	s := newTestServer(t, Options{MaxHeavy: 1, Queue: time.Hour})
	occupy(t, s.Heavy)
	answered := make(chan int)
	go func() { answered <- do(s.handler(), http.MethodPost, "/v1/check/ccg", api.ExampleCCG()).Code }()
	s.Heavy.Release() // the request takes its turn
	if got := <-answered; got != http.StatusOK {
		t.Errorf("a request that waited: %d", got)
	}
}

// TestConcurrent asks a cold server for everything at once.
func TestConcurrent(t *testing.T) {
	srv := httptest.NewServer(newTestServer(t, Options{MaxHeavy: 2, Queue: time.Minute, Limit: time.Minute}).handler())
	defer srv.Close()
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			method, target, body := http.MethodGet, "/v1/ccgs?as_of=2013-04-01", ""
			switch i % 4 {
			case 1:
				method, target, body = http.MethodPost, "/v1/check/ccg?explain=true", api.ExampleCCG()
			case 2:
				method, target, body = http.MethodPost, "/v1/crosswalk", api.ExampleCrosswalk
			case 3:
				target = "/"
			}
			r, err := http.NewRequest(method, srv.URL+target, strings.NewReader(body))
			if err != nil {
				t.Error(err)
				return
			}
			r.Header.Set("Content-Type", "application/json")
			answer, err := srv.Client().Do(r)
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
				t.Errorf("%s: %d, %v", target, answer.StatusCode, err)
			}
		})
	}
	wg.Wait()
}

// TestLargeBodyOverTheWire wants a client that sends more than is allowed to get
// its answer rather than a broken connection.
func TestLargeBodyOverTheWire(t *testing.T) {
	srv := httptest.NewServer(newTestServer(t, Options{MaxBody: 1 << 20}).handler())
	defer srv.Close()
	for name, header := range map[string]string{
		"length":  "Content-Length: 3145728\r\n\r\n" + strings.Repeat(" ", 3<<20),
		"chunked": "Transfer-Encoding: chunked\r\n\r\n300000\r\n" + strings.Repeat(" ", 3<<20) + "\r\n0\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			if got := exchange(t, srv, "POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+header); got.StatusCode != http.StatusRequestEntityTooLarge {
				t.Errorf("status %d", got.StatusCode)
			}
		})
	}
}

func TestBodyBreaksOff(t *testing.T) {
	srv := httptest.NewServer(newTestHandler(t))
	defer srv.Close()
	got := exchange(t, srv, "POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	if got.StatusCode != http.StatusBadRequest || got.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("status %d, %s", got.StatusCode, got.Header.Get("Content-Type"))
	}
}

// exchange sends bytes, ends its side of the connection, and reads one answer.
func exchange(t *testing.T, srv *httptest.Server, text string) *http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer
}

func TestAccessLog(t *testing.T) {
	var log bytes.Buffer
	h := newTestServer(t, Options{Log: zerolog.New(&log)}).handler()
	type entry struct {
		Level, Method, Route, Message string
		Status, Size                  int
		RequestID                     string       `json:"request_id"`
		Took                          *json.Number `json:"took_ms"`
	}
	for _, test := range []struct {
		method, target, body string
		want                 entry
	}{
		{http.MethodGet, "/v1/ccgs/00F/successors?as_of=2015-04-01", "", entry{Route: "GET /v1/ccgs/{code}/successors", Status: 200}},
		{http.MethodPost, "/v1/check/ccg?only=Jane+Doe", `{"name":"Jane Doe"}`, entry{Route: "POST /v1/check/ccg", Status: 400}},
		{http.MethodPost, "/v1/check/ccg", `{"name":"Jane Doe"}`, entry{Route: "POST /v1/check/ccg", Status: 200}},
		{http.MethodPost, "/v1/check/ccg", `{"Jane Doe":1}`, entry{Route: "POST /v1/check/ccg", Status: 400}},
		{http.MethodGet, "/Jane%20Doe", "", entry{Route: "none", Status: 404}},
		{http.MethodDelete, "/healthz", "", entry{Route: "none", Status: 405}},
	} {
		log.Reset()
		w := do(h, test.method, test.target, test.body)
		if janeDoe.Match(log.Bytes()) || strings.Contains(log.String(), "2015") {
			t.Errorf("%s %s: the log repeats what was sent: %s", test.method, test.target, &log)
		}
		var got entry
		if err := json.Unmarshal(log.Bytes(), &got); err != nil {
			t.Errorf("%v in the log %s", err, &log)
			continue
		}
		if got.Took == nil {
			t.Error("no time taken")
		}
		want := test.want
		want.Level, want.Message, want.Method, want.Size, want.RequestID, want.Took = "info", "request", test.method, w.Body.Len(), w.Header().Get(web.RequestIDHeader), got.Took
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", test.method, test.target, diff)
		}
	}
}

// TestMixedLoad sends everything that the table has, many at a time, over
// loopback, together with what is refused and what is given up half-way, and wants
// each answered as ever and the memory given back.
func TestMixedLoad(t *testing.T) {
	rounds := 20
	if testing.Short() {
		rounds = 3
	}
	srv := httptest.NewServer(newTestServer(t, Options{MaxHeavy: 2, MaxUploads: 64, Queue: time.Minute, Limit: time.Minute}).handler())
	defer srv.Close()
	client := srv.Client()
	client.Transport.(*http.Transport).MaxIdleConnsPerHost = 16
	type request struct {
		method, target, Document, media string
		want                            int
	}
	var mix []request
	for _, e := range allOperations(t) {
		switch {
		case e.IsForm():
		case e.IsUpload():
			mix = append(mix, request{e.Method, e.Path, strings.Repeat(aFile, 100), "text/csv", 200})
		case e.Method == http.MethodPost:
			mix = append(mix, request{e.Method, e.Target(), e.Body, "application/json", 200}, request{e.Method, e.Target(), "{", "application/json", 400})
		case e.Example != "":
			mix = append(mix, request{e.Method, e.Example, "", "", 200})
		}
	}
	mix = append(mix, request{http.MethodGet, "/nothing", "", "", 404}, request{http.MethodPut, "/", "", "", 405}, request{http.MethodPost, "/v1/check/ccg", strings.Repeat("{", 100_000), "application/json", 413})

	send := func(q request) error {
		r, err := http.NewRequestWithContext(t.Context(), q.method, srv.URL+q.target, strings.NewReader(q.Document))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", q.media)
		answer, err := client.Do(r)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if _, err := io.Copy(io.Discard, answer.Body); err != nil {
			return err
		}
		if answer.StatusCode != q.want {
			return fmt.Errorf("%s %s answers %d, not %d", q.method, q.target, answer.StatusCode, q.want)
		}
		return nil
	}
	for _, q := range mix { // once before memory is measured
		if err := send(q); err != nil {
			t.Error(err)
		}
	}
	before := heapInUse()
	var wg sync.WaitGroup
	for worker := range 16 {
		wg.Go(func() {
			for i := range rounds * len(mix) / 16 {
				if err := send(mix[(i*7+worker*13)%len(mix)]); err != nil {
					t.Error(err)
				}
				if i%50 == 0 { // one that goes away
					conn, err := net.Dial("tcp", srv.Listener.Addr().String())
					if err != nil {
						t.Error(err)
						return
					}
					_, _ = io.WriteString(conn, "POST /v1/spend HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\nDate,Supplier,Amount\n")
					_ = conn.Close()
				}
			}
		})
	}
	wg.Wait()
	client.CloseIdleConnections()
	srv.Close() // waits for what is under way
	if after := heapInUse(); after > before+8<<20 {
		t.Errorf("%d KiB more are in use after the load", (after-before)>>10)
	}
}

// BenchmarkFirstAnswer is a server made and asked for the first time: for what
// needs no data, and for what does.
func BenchmarkFirstAnswer(b *testing.B) {
	for _, target := range []string{"/healthz", "/", "/v1/ccgs?as_of=2013-04-01"} {
		b.Run(target, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if w := do(newTestServer(b, Options{}).handler(), http.MethodGet, target, ""); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// BenchmarkAnswers asks a server that has its data.
func BenchmarkAnswers(b *testing.B) {
	h := newTestHandler(b)
	for _, e := range allOperations(b) {
		if e.Method != http.MethodGet || e.Example == "" {
			continue
		}
		b.Run(e.Example, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if w := do(h, http.MethodGet, e.Example, ""); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
