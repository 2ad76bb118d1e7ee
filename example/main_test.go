package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// TestRun starts the program on a free port, asks it something and ends it.
func TestRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var logged bytes.Buffer
	ended := make(chan error)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0"}, in, &logged) }()

	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		t.Fatalf("it prints %q", line)
	}
	answer, err := http.Get(address + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || answer.StatusCode != http.StatusOK || string(body) != `{"status":"ok"}`+"\n" {
		t.Errorf("status %d, %s, %v", answer.StatusCode, body, err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if !strings.Contains(logged.String(), `"route":"GET /healthz"`) {
		t.Errorf("the log is %s", &logged)
	}
}

func TestBadArguments(t *testing.T) {
	for _, args := range [][]string{{"-port", "1"}, {"serve"}, {"-addr", "nowhere"}, {"-shutdown-timeout", "soon"}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil || errors.Is(err, flag.ErrHelp) {
			t.Errorf("%v: %v", args, err)
		}
	}
	var help bytes.Buffer
	if err := run(t.Context(), []string{"-help"}, io.Discard, &help); !errors.Is(err, flag.ErrHelp) || !strings.Contains(help.String(), "127.0.0.1:8080") || !strings.Contains(help.String(), "check") {
		t.Errorf("%v: %s", err, &help)
	}
}

// TestStatic writes the demo as files, and wants the home page among them.
func TestStatic(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes some hundred files")
	}
	dir := filepath.Join(t.TempDir(), "site")
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-static", dir}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "files written to "+dir) {
		t.Errorf("it prints %s", &out)
	}
	for _, name := range []string{"index.html", "style.css", "openapi.json"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := run(t.Context(), []string{"-static", filepath.Join(dir, "index.html")}, &out, io.Discard); err == nil {
		t.Error("files are written into a file")
	}
}

// held is a server with one request under way, which ends when released.
func held(t *testing.T, timeout time.Duration) (end func(), release chan<- struct{}, answered <-chan int, served <-chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	started, hold := make(chan struct{}), make(chan struct{})
	srv := newServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(started)
		<-hold
	}), zerolog.Nop())
	ctx, cancel := context.WithCancel(t.Context())
	ended, status := make(chan error, 1), make(chan int, 1)
	go func() { ended <- serve(ctx, listener, srv, timeout) }()
	go func() {
		answer, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			status <- 0
			return
		}
		answer.Body.Close()
		status <- answer.StatusCode
	}()
	<-started
	return cancel, hold, status, ended
}

func TestShutdownFinishesWhatIsUnderWay(t *testing.T) {
	end, release, answered, served := held(t, time.Minute)
	end()
	close(release)
	if got := <-answered; got != http.StatusOK {
		t.Errorf("the request under way ended with %d", got)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func TestShutdownHasADeadline(t *testing.T) {
	end, release, answered, served := held(t, 1)
	defer close(release)
	end()
	if err := <-served; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it ended with %v", err)
	}
	if got := <-answered; got != 0 {
		t.Errorf("the request was answered with %d", got)
	}
}

func TestTimeouts(t *testing.T) {
	srv := newServer(http.NotFoundHandler(), zerolog.Nop())
	for name, limit := range map[string]time.Duration{
		"header": srv.ReadHeaderTimeout, "read": srv.ReadTimeout, "write": srv.WriteTimeout, "idle": srv.IdleTimeout,
	} {
		if limit <= 0 {
			t.Errorf("no limit on %s", name)
		}
	}
	if srv.WriteTimeout <= srv.ReadTimeout {
		t.Error("a body that takes its time leaves none to answer it")
	}
}

// TestServerErrorsAreLogged wants what net/http has to say in the same log.
func TestServerErrorsAreLogged(t *testing.T) {
	var logged bytes.Buffer
	newServer(http.NotFoundHandler(), zerolog.New(&logged)).ErrorLog.Print("something odd")
	if got := logged.String(); !strings.Contains(got, `"level":"error"`) || !strings.Contains(got, "something odd") {
		t.Errorf("the log is %s", got)
	}
}
