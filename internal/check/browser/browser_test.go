package browser

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/opencommissioning/commissioning/example/server"
)

var (
	screenshots = flag.String("screenshots", "", "leave a picture of each page in this folder")
	update      = flag.Bool("update", false, "write the pictures of the README")
)

// A demo is the server and the browser that a test looks at it with.
type demo struct {
	address string
	browser context.Context
}

var shared struct {
	demo
	err  error
	stop func()
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := 1
	if err := start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		code = m.Run()
		shared.stop()
	}
	os.Exit(code)
}

func start() error {
	program, err := findChromium()
	if err != nil {
		return err
	}
	handler, err := server.New(server.Options{})
	if err != nil {
		return err
	}
	site := httptest.NewServer(handler)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", false))
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	browser, stopBrowser := chromedp.NewContext(allocator)
	if err := chromedp.Run(browser); err != nil {
		return fmt.Errorf("%s does not start: %w", program, err)
	}
	shared.demo = demo{site.URL, browser}
	shared.stop = func() {
		stopBrowser()
		stopAllocator()
		site.Close()
	}
	return nil
}

func findChromium() (string, error) {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && name != "" {
			return path, nil
		}
	}
	return "", errors.New("no Chromium was found; install it, or name it in the variable CHROMIUM")
}

// A view is how a page is looked at.
type view struct {
	name          string
	width, height int64
	dark          bool
	noScript      bool
}

var (
	phone   = view{name: "phone", width: 320, height: 640}
	desktop = view{name: "desktop", width: 1280, height: 800}
	dark    = view{name: "dark", width: 1280, height: 800, dark: true}
)

// A tab is a page of the browser, and what went wrong in it.
type tab struct {
	context.Context
	expected string // a path that may answer that there is no such page
	mu       sync.Mutex
	faults   []string
}

// open returns a tab that shows what a view shows. Faults of the page fail the
// test at its end.
func open(t *testing.T, v view) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(shared.browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	b := &tab{Context: ctx}
	chromedp.ListenTarget(ctx, b.listen)
	b.do(t, log.Enable(), network.Enable(), runtime.Enable(), emulation.SetScriptExecutionDisabled(v.noScript),
		emulation.SetFocusEmulationEnabled(true)) // of the tabs open at once, only one would have the focus
	b.show(t, v)
	t.Cleanup(func() {
		for _, fault := range b.faultsSoFar() {
			t.Error(fault)
		}
	})
	return b
}

// show turns the tab to another view.
func (b *tab) show(t *testing.T, v view) {
	t.Helper()
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	b.do(t,
		emulation.SetDeviceMetricsOverride(v.width, v.height, 1, v.width < 600),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
}

func (b *tab) listen(event any) {
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if b.expects(e.Entry.URL) {
			return
		}
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			b.fault("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.fault("exception: %s", e.ExceptionDetails.Error())
	case *network.EventResponseReceived:
		if e.Response.Status >= http.StatusBadRequest && !b.expects(e.Response.URL) {
			b.fault("%s answers %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			b.fault("%s does not load: %s", e.Type, e.ErrorText)
		}
	}
}

func (b *tab) expects(address string) bool {
	address, _, _ = strings.Cut(address, "#")
	return b.expected != "" && address == shared.address+b.expected
}

func (b *tab) fault(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

func (b *tab) faultsSoFar() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.faults
}

// do runs what can be done in a tab.
func (b *tab) do(t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(b, actions...); err != nil {
		t.Fatal(err)
	}
}

// visit opens a path of the demo.
func (b *tab) visit(t *testing.T, path string) {
	t.Helper()
	b.do(t, chromedp.Navigate(shared.address+path), chromedp.WaitReady("body"))
}

// eval returns the value of an expression.
func eval[T any](t *testing.T, b *tab, expression string) (value T) {
	t.Helper()
	b.do(t, chromedp.Evaluate(expression, &value))
	return value
}

// text returns what a reader sees of an element.
func (b *tab) text(t *testing.T, selector string) string {
	t.Helper()
	return strings.Join(strings.Fields(eval[string](t, b, fmt.Sprintf("(document.querySelector(%q) || {innerText: ''}).innerText", selector))), " ")
}

// path returns where the tab is.
func (b *tab) path(t *testing.T) string {
	t.Helper()
	return eval[string](t, b, "location.pathname + location.search")
}
