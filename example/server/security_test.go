package server

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/opencommissioning/commissioning/example/web"
)

// TestEveryAnswerIsSecured wants the headers that bind browsers on whatever the
// server answers.
func TestEveryAnswerIsSecured(t *testing.T) {
	secured := func(what string, h http.Header) {
		for _, name := range []string{
			"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy",
			"Cross-Origin-Resource-Policy", "Permissions-Policy", "X-Frame-Options", web.RequestIDHeader,
		} {
			if h.Get(name) == "" {
				t.Errorf("%s without %s", what, name)
			}
		}
		policy := h.Get("Content-Security-Policy")
		for _, unsafe := range []string{"unsafe-", "*", "http:", "https:", "data:", "blob:"} {
			if strings.Contains(policy, unsafe) {
				t.Errorf("%s: the policy is %s", what, policy)
			}
		}
		for name := range h {
			if strings.HasPrefix(name, "Access-Control-") || name == "Server" || name == "X-Powered-By" || name == "Set-Cookie" || name == "Strict-Transport-Security" {
				t.Errorf("%s has the header %s", what, name)
			}
		}
	}
	for _, e := range allOperations(t) {
		for _, status := range e.Statuses() {
			if status == http.StatusUnprocessableEntity {
				continue // costly, and written as the others are
			}
			h, r := provoke(t, e, status)
			r.Header.Set("Origin", "http://"+r.Host)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			secured(e.Method+" "+e.Path+" "+http.StatusText(w.Code), w.Header())
		}
	}
	h := newTestHandler(t)
	for _, request := range [][2]string{{"OPTIONS", "/"}, {"PUT", "/"}, {"GET", "/nothing"}, {"GET", "/v1//ccgs"}} {
		secured(request[0]+" "+request[1], do(h, request[0], request[1], "").Header())
	}
}

// janeDoe finds a name however it was written.
var janeDoe = regexp.MustCompile(`(?i)jane.{0,3}doe`)

// TestNoNamesInTheLog sends a name by every way there is, and wants no trace of it
// in the log.
func TestNoNamesInTheLog(t *testing.T) {
	var log bytes.Buffer
	h := newTestServer(t, Options{Log: zerolog.New(&log)}).handler()
	const name = "Jane Doe"
	header := []string{"User-Agent: " + name, "Referer: http://example.com/" + name, "Cookie: name=" + name, "X-Forwarded-For: " + name, web.RequestIDHeader + ": jane-doe-by-name"}
	send := func(method, target, media, body string) {
		w := do(h, method, target, body, append(header, "Content-Type: "+media)...)
		if w.Code == http.StatusInternalServerError {
			t.Errorf("%s %s: %s", method, target, w.Body)
		}
	}
	for _, e := range allOperations(t) {
		if e.Method == http.MethodGet {
			send(http.MethodGet, strings.NewReplacer("{$}", "").Replace(strings.ReplaceAll(e.Path, "{", "Jane%20Doe{")), "", "")
			send(http.MethodGet, strings.TrimSuffix(e.Path, "{$}")+"?as_of=Jane+Doe&Jane+Doe=1", "", "")
			continue
		}
		for _, media := range []string{"application/json", "text/csv", web.FormType, web.FileType + "; boundary=x"} {
			send(http.MethodPost, e.Path, media, `{"name":"Jane Doe"}`)
			send(http.MethodPost, e.Path, media, `{"Jane Doe":1}`)
			send(http.MethodPost, e.Path+"?name=Jane+Doe", media, strings.ReplaceAll(aFile, "DR A EXAMPLE", "Dr Jane Doe"))
			send(http.MethodPost, e.Path, media, "document=Jane+Doe&Jane+Doe=1")
			send(http.MethodPost, e.Path, media, "--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"Jane Doe.csv\"\r\n\r\nJane Doe\r\n--x--\r\n")
		}
	}
	if log.Len() == 0 {
		t.Error("nothing is logged")
	}
	if at := janeDoe.FindIndex(log.Bytes()); at != nil {
		t.Errorf("the log holds the name: %.500s", log.Bytes()[at[0]:])
	}
}

// TestNothingIsWritten sends large files by every way there is, and wants the
// folder for temporary files to stay empty. The source is held to it as well: it
// calls nothing that writes files or could.
func TestNothingIsWritten(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	h := newTestHandler(t)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("document", "file.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(bytes.Repeat([]byte("a,b,c\n"), 1<<20))
	_ = w.Close()
	for _, e := range allOperations(t) {
		if e.Method == http.MethodPost {
			do(h, http.MethodPost, e.Path, form.String(), "Content-Type: "+w.FormDataContentType())
			do(h, http.MethodPost, e.Path, strings.Repeat(aFile, 2000), "Content-Type: text/csv")
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("%d files were written, %v", len(left), err)
	}

	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, _ := call.X.(*ast.Ident)
			switch call.Sel.Name {
			case "ParseMultipartForm", "ParseForm", "FormFile", "FormValue", "PostFormValue", "ReadForm":
				t.Errorf("%s calls %s, which holds bodies in memory or writes them to disk", name, call.Sel.Name)
			}
			if pkg != nil && pkg.Name == "os" && call.Sel.Name != "ErrDeadlineExceeded" {
				t.Errorf("%s uses os.%s", name, call.Sel.Name)
			}
			return true
		})
	}
}

// TestReflection wants nothing that a client sends to come back as markup.
func TestReflection(t *testing.T) {
	h := newTestHandler(t)
	const markup = `<script>alert(1)</script>`
	const escaped = "%3Cscript%3Ealert(1)%3C/script%3E"
	for _, e := range allOperations(t) {
		if e.Method != http.MethodGet {
			continue
		}
		path := strings.TrimSuffix(e.Path, "{$}")
		targets := []string{path + "?" + escaped + "=1"}
		for _, p := range e.Parameters() {
			targets = append(targets, path+"?"+p.Name+"="+escaped)
		}
		if names := e.PathParameters(); len(names) > 0 {
			segments := strings.Split(path, "/")
			for i := range segments {
				if strings.HasPrefix(segments[i], "{") {
					segments[i] = "%3Cscript%3Ealert(1)%3C%2Fscript%3E"
				}
			}
			targets = append(targets, strings.Join(segments, "/"))
		}
		for _, target := range targets {
			for _, accept := range []string{"text/html", "*/*"} {
				w := do(h, http.MethodGet, target, "", "Accept: "+accept)
				if strings.Contains(w.Body.String(), markup) || w.Code == http.StatusInternalServerError {
					t.Errorf("%s: %d, %.300s", target, w.Code, w.Body)
				}
			}
		}
	}
}
