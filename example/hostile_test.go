package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/opencommissioning/commissioning/example/server"
)

// listen serves the demo on loopback as main does, with what the test changes.
func listen(t *testing.T, o server.Options, change func(*http.Server)) (address string) {
	t.Helper()
	handler, err := server.New(o)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := newServer(handler, zerolog.Nop())
	if change != nil {
		change(srv)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = srv.Serve(listener)
	}()
	t.Cleanup(func() {
		_ = srv.Close()
		<-ended
	})
	return listener.Addr().String()
}

// dial opens a connection and sends what a client sends first.
func dial(t *testing.T, address, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	return conn
}

func healthy(t *testing.T, address string) {
	t.Helper()
	answer, err := http.Get("http://" + address + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("the server answers others with %d", answer.StatusCode)
	}
}

// TestSlowHeaders wants clients that never finish their headers cut off, and
// others served meanwhile. It waits for the server to close.
func TestSlowHeaders(t *testing.T) {
	address := listen(t, server.Options{}, func(s *http.Server) { s.ReadHeaderTimeout = 50 * time.Millisecond })
	var slow []net.Conn
	for range 50 {
		slow = append(slow, dial(t, address, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))
	}
	healthy(t, address)
	for _, conn := range slow {
		if text, err := io.ReadAll(conn); err == nil && bytes.Contains(text, []byte("200 OK")) {
			t.Errorf("a request without an end is answered with %s", text)
		}
	}
}

// TestIdleConnections wants a connection closed on which nothing more comes.
func TestIdleConnections(t *testing.T) {
	address := listen(t, server.Options{}, func(s *http.Server) { s.IdleTimeout = 20 * time.Millisecond })
	conn := dial(t, address, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if text, err := io.ReadAll(conn); err != nil || !bytes.Contains(text, []byte("200 OK")) {
		t.Errorf("%s, %v", text, err)
	}
}

// TestSlowBodies wants a client that does not go on with its body answered with
// 408 and cut off, whatever it sends.
func TestSlowBodies(t *testing.T) {
	const soon = 50 * time.Millisecond
	for name, test := range map[string]struct {
		options server.Options
		request string
	}{
		"document":        {server.Options{BodyLimit: soon}, "POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"},
		"chunks":          {server.Options{BodyLimit: soon}, "POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"},
		"file, in all":    {server.Options{UploadLimit: soon}, "POST /v1/spend HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nDate,Supplier,Amount\n"},
		"file, its pace":  {server.Options{UploadPace: soon}, "POST /v1/spend HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nDate,Supplier,Amount\n" + strings.Repeat("01/04/2015,A LTD,26000.00\n", 4000)},
		"refused already": {server.Options{BodyLimit: soon}, "POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n{"},
	} {
		t.Run(name, func(t *testing.T) {
			address := listen(t, test.options, nil)
			conn := dial(t, address, test.request)
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			want := http.StatusRequestTimeout
			if name == "refused already" {
				want = http.StatusUnsupportedMediaType
			}
			if answer.StatusCode != want || answer.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("status %d, %s", answer.StatusCode, answer.Header.Get("Content-Type"))
			}
			if _, err := io.Copy(io.Discard, conn); err != nil && !strings.Contains(err.Error(), "reset") {
				t.Errorf("the connection ends with %v", err)
			}
			healthy(t, address)
		})
	}
}

// TestMalformedRequests wants each answered or cut, never with a failure of the
// server, and the server there for others afterwards.
func TestMalformedRequests(t *testing.T) {
	address := listen(t, server.Options{}, nil)
	const json = "Content-Type: application/json\r\n"
	for name, test := range map[string]struct {
		request string
		status  int // 0 is cut without an answer
	}{
		"no request":         {"\r\n\r\n", 400},
		"no version":         {"GET /\r\n\r\n", 400},
		"another protocol":   {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 400},
		"HTTP/2 preface":     {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 404},
		"HTTP/3.0":           {"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", 505},
		"no host":            {"GET / HTTP/1.1\r\n\r\n", 400},
		"two hosts":          {"GET / HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n", 400},
		"odd host":           {"GET / HTTP/1.1\r\nHost: <script>\r\n\r\n", 400},
		"odd method":         {"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
		"bad method":         {"G T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
		"zero in the path":   {"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
		"zero, encoded":      {"GET /v1/ccgs/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
		"bad escape":         {"GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
		"no path":            {"GET x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
		"dots":               {"GET /data/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404},
		"dots, encoded":      {"GET /data/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404},
		"space in a name":    {"GET / HTTP/1.1\r\nHost: localhost\r\nA b: c\r\n\r\n", 400},
		"split header":       {"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n c\r\n\r\n", 200},
		"large header":       {"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + strings.Repeat("a", 80<<10) + "\r\n\r\n", 431},
		"many headers":       {"GET / HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("A: b\r\n", 20_000) + "\r\n", 431},
		"long path":          {"GET /" + strings.Repeat("a", 80<<10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 431},
		"long query":         {"GET /v1/ccgs?" + strings.Repeat("a", 60<<10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
		"negative length":    {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Content-Length: -1\r\n\r\n", 400},
		"no number":          {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Content-Length: many\r\n\r\n", 400},
		"two lengths":        {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}", 400},
		"unknown coding":     {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Transfer-Encoding: br\r\n\r\n", 501},
		"bad chunk":          {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
		"huge chunk":         {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 400},
		"cut document":       {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Content-Length: 100\r\n\r\n{", 400},
		"cut file":           {"POST /v1/spend HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 100\r\n\r\nDate,Supplier,Amount\n", 400},
		"compressed":         {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b", 415},
		"compressed file":    {"POST /v1/spend HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 10\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00", 422},
		"no body":            {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "\r\n", 400},
		"everything":         {"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
		"as a proxy":         {"GET http://example.org/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 421},
		"a tunnel":           {"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", 421},
		"to another network": {"POST /v1/check/ccg HTTP/1.1\r\nHost: localhost\r\n" + json + "Origin: http://evil.example\r\nContent-Length: 2\r\n\r\n{}", 403},
	} {
		t.Run(name, func(t *testing.T) {
			conn := dial(t, address, "")
			go func() { // the server may answer before it has read all
				_, _ = io.WriteString(conn, test.request)
				_ = conn.(*net.TCPConn).CloseWrite()
			}()
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			status := 0
			if err == nil {
				status = answer.StatusCode
				_ = answer.Body.Close()
			}
			if status != test.status {
				t.Errorf("status %d, %v; want %d", status, err, test.status)
			}
		})
	}
	healthy(t, address)
}

// TestHostIsNotRepeated wants no answer to hold the host that a client made up.
func TestHostIsNotRepeated(t *testing.T) {
	address, open := listen(t, server.Options{}, nil), listen(t, server.Options{Hosts: []string{"*"}}, nil)
	for _, target := range []string{"/", "/v1/ccgs?limit=2", "/openapi.json", "/nothing", "//evil.example/..", "/v1//ccgs"} {
		for _, address := range []string{address, open} {
			hostIsNotRepeated(t, address, target)
		}
	}
}

func hostIsNotRepeated(t *testing.T, address, target string) {
	t.Helper()
	conn := dial(t, address, "GET "+target+" HTTP/1.1\r\nHost: made-up.example\r\nX-Forwarded-Host: made-up.example\r\nConnection: close\r\n\r\n")
	text, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	if len(text) == 0 || bytes.Contains(text, []byte("made-up.example")) || bytes.Contains(text, []byte("Location: //")) {
		t.Errorf("%s: %.500s", target, text)
	}
}

// TestShutdownFinishesUploads wants a file that is on its way read to its end
// and answered while the server ends.
func TestShutdownFinishesUploads(t *testing.T) {
	handler, err := server.New(server.Options{})
	if err != nil {
		t.Fatal(err)
	}
	arrived := make(chan struct{})
	var once sync.Once
	srv := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		once.Do(func() { close(arrived) })
		handler.ServeHTTP(w, r)
	}), zerolog.Nop())
	ended := make(chan struct{})
	srv.RegisterOnShutdown(func() { close(ended) })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = srv.Serve(listener) }()
	const file = "Entity,Date,Supplier,Amount\nNHS Swindon CCG,30/04/2018,A LTD,26000.00\n"
	conn := dial(t, listener.Addr().String(), fmt.Sprintf("POST /v1/spend HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n%s", len(file), file[:30]))
	<-arrived
	shut := make(chan error, 1)
	go func() { shut <- srv.Shutdown(t.Context()) }()
	<-ended
	if _, err := io.WriteString(conn, file[30:]); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(body, []byte(`"total":"26000.00"`)) {
		t.Errorf("status %d, %v: %.300s", answer.StatusCode, err, body)
	}
	if err := <-shut; err != nil {
		t.Error(err)
	}
	if conn, err := net.Dial("tcp", listener.Addr().String()); err == nil {
		conn.Close()
		t.Error("a server that ends takes new connections")
	}
}
