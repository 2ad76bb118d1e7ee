package server

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/web"
)

func TestSpendPage(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	h := newTestHandler(t)
	wantPage(t, do(h, http.MethodGet, "/spend", "", browser), 200, "Try the small example file")
	example := wantPage(t, do(h, http.MethodGet, "/spend?example=small", "", browser), 200,
		"£5,307,400.75", "North of England CSU", "THE BEST CSU", "Synthetic: Payments by month", `class="provenance made-up"`)
	if strings.Contains(example, "A SAMPLE") {
		t.Error("a person is named")
	}
	sent := wantPage(t, submitFile(t, h, "/spend", "darlington.csv", aFile, "before", "passed over"), 200, "£156,000.50", "£100,000.50", "darlington.csv", "It is not stored")
	if strings.Contains(sent, "A EXAMPLE") {
		t.Error("a person is named")
	}
	script := strings.ReplaceAll(aFile, "NHS Darlington CCG", "<script>alert(1)</script>")
	wantPage(t, submitFile(t, h, "/spend", "<script>.csv", script), 200, "£156,000.50")

	wantPage(t, submitFile(t, h, "/spend", "", ""), 415, `href="#file"`, "empty")
	wantPage(t, submitFile(t, h, "/spend", "a.pdf", "%PDF-1.4\n%âãÏÓ\n"), 415, `href="#file"`, "PDF")
	wantPage(t, submit(h, "/spend", url.Values{"file": {"a"}}), 415, "form with a file")
	small := newTestServer(t, Options{MaxUpload: 1000}).handler()
	wantPage(t, submitFile(t, small, "/spend", "a.csv", strings.Repeat(aFile, 10)), 413)
	if w := do(h, http.MethodPost, "/spend", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n", "Content-Type: multipart/form-data; boundary=x", browser); w.Code != 400 {
		t.Errorf("without a file: %d", w.Code)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v were written to disk, %v", left, err)
	}
	var a spendRead
	if a = read[spendRead](t, submitFile(t, h, "/v1/spend", "darlington.csv", aFile)); a.Total.String() != "£156,000.50" || a.Name != "darlington.csv" {
		t.Errorf("as a form the file of %s comes to %s", a.Name, a.Total)
	}
}

func TestCleanSpend(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	h := newTestHandler(t)
	w := submitFile(t, h, "/spend/clean", "darlington.csv", aFile)
	if w.Code != 200 || mediaOf(w.Header()) != "text/csv" || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d, %v: %.300s", w.Code, w.Header(), w.Body)
	}
	if want := fmt.Sprint(w.Body.Len()); w.Header().Get("Content-Length") != want || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%s bytes, %v", want, w.Header())
	}
	rows, err := csv.NewReader(strings.NewReader(w.Body.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, row := range rows[1:] {
		got = append(got, []string{row[2], row[5], row[7]})
	}
	want := [][]string{
		{"30/04/2015", "NORTH OF ENGLAND CSU", "125000.50"},
		{"30/04/2015", "NORTH OF ENGLAND CSU", "-25000.00"},
		{"28/04/2015", "NEUROLOGICAL COMMISSIONING SUPPORT LTD", "30000.00"},
		{"28/04/2015", "[named individual]", "26000.00"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantPage(t, submitFile(t, h, "/spend/clean", "a.pdf", "%PDF-1.4\n%âãÏÓ\n"), 415, `href="#file"`)
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v were written to disk, %v", left, err)
	}
}

// TestUploadIsNotHeld posts a file of 32 MB as a form. To make a clean file of it
// takes a part of its size.
func TestUploadIsNotHeld(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a second or two")
	}
	h := newTestHandler(t)
	for target, most := range map[string]uint64{"/spend": 16 << 20, "/spend/clean": 32 << 20} {
		const size = 32 << 20
		lines := &manyLines{
			left: size, every: size / 8, rest: "Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount\n",
			line: func(n int) string {
				return fmt.Sprintf("NHS Darlington CCG,%02d/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,%d,\"25,000.01\"\n", n%30+1, 31_900_000+n)
			},
		}
		body := io.MultiReader(
			strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"), lines, strings.NewReader("\r\n--x--\r\n"))
		r := httptest.NewRequest(http.MethodPost, target, body)
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		before := heapInUse()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK || len(lines.inUse) < 8 {
			t.Fatalf("%s: %d, measured %d times: %.300s", target, w.Code, len(lines.inUse), w.Body)
		}
		if used := slices.Max(lines.inUse); used > before+most {
			t.Errorf("%s: %d MiB more in use than before", target, (used-before)>>20)
		}
		if rows := strings.Count(w.Body.String(), "\n"); target == "/spend/clean" && rows != lines.n+1 {
			t.Errorf("the clean file has %d rows of %d", rows, lines.n)
		}
	}
}

// TestUploadTurns wants the turn of a file to be given back once its clean file
// has been written, or was refused.
func TestUploadTurns(t *testing.T) {
	h := newTestServer(t, Options{MaxUploads: 1}).handler()
	for range 3 {
		for text, want := range map[string]int{aFile: 200, "%PDF-1.4\n": 415, "": 415} {
			if w := submitFile(t, h, "/spend/clean", "a.csv", text); w.Code != want {
				t.Errorf("%.10q: %d", text, w.Code)
			}
		}
	}
}

// TestRefusedUploadGivesItsTurnBack wants a client that takes no CSV to be refused
// the clean file, and the next one to have it.
func TestRefusedUploadGivesItsTurnBack(t *testing.T) {
	h := newTestServer(t, Options{MaxUploads: 1}).handler()
	body, media := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"+aFile+"\r\n--x--\r\n", "Content-Type: "+web.FileType+"; boundary=x"
	for range 3 {
		if w := do(h, http.MethodPost, "/spend/clean", body, media, "Accept: image/webp"); w.Code != http.StatusNotAcceptable {
			t.Errorf("status %d, want 406: %.300s", w.Code, w.Body)
		}
	}
	if w := do(h, http.MethodPost, "/spend/clean", body, media); w.Code != http.StatusOK {
		t.Errorf("after that: status %d: %.300s", w.Code, w.Body)
	}
}
