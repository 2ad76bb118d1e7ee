package browser

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestImages writes the pictures of the README when asked to, and wants them to be
// there and small.
func TestImages(t *testing.T) {
	const folder, most = "../../../docs/images", 250_000
	for name, path := range map[string]string{"home": "/?as_of=2015-04-01", "csus": "/csus?as_of=2013-04-01"} {
		file := filepath.Join(folder, name+".png")
		if *update {
			b := open(t, view{name: name, width: 1280, height: 900})
			b.visit(t, path)
			var shot []byte
			b.do(t, emulation.SetScrollbarsHidden(true), chromedp.CaptureScreenshot(&shot))
			write(t, file, pressed(t, shot))
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if size, err := png.DecodeConfig(bytes.NewReader(content)); err != nil || size.Width != 1280 || size.Height > 900 || len(content) > most {
			t.Errorf("%s: %d × %d px, %d bytes, %v", file, size.Width, size.Height, len(content), err)
		}
	}
}

// pressed returns a picture as the same picture in fewer bytes.
func pressed(t *testing.T, shot []byte) []byte {
	t.Helper()
	full, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, full); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

var unsafeInName = regexp.MustCompile(`[^a-z0-9]+`)

// picture leaves a picture of the page, if they are asked for.
func (b *tab) picture(t *testing.T, name string, v view) {
	t.Helper()
	if *screenshots == "" {
		return
	}
	var shot []byte
	b.do(t, chromedp.FullScreenshot(&shot, 100))
	write(t, filepath.Join(*screenshots, fileName(name, v.name+".png")), shot)
}

// sheet is A4 with the margins that browsers print.
var sheet = view{name: "sheet", width: 717, height: 1046}

// print wants the page to fit on paper: nothing wider than the sheet, no
// navigation, and a document that comes out.
func (b *tab) print(t *testing.T, name string) {
	t.Helper()
	b.show(t, sheet)
	b.do(t, emulation.SetEmulatedMedia().WithMedia("print"))
	if wide := eval[int](t, b, "document.documentElement.scrollWidth"); wide > int(sheet.width) {
		t.Errorf("printed: %d px wide: %s", wide, eval[string](t, b, widest))
	}
	if eval[bool](t, b, `[...document.querySelectorAll("nav, form, .skip")].some(e => e.checkVisibility())`) {
		t.Error("printed: there is something to click")
	}
	var paper []byte
	b.do(t, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		paper, _, err = page.PrintToPDF().WithPrintBackground(true).WithPaperWidth(8.27).WithPaperHeight(11.69).Do(ctx)
		return err
	}))
	if !bytes.HasPrefix(paper, []byte("%PDF-")) || len(paper) < 1000 {
		t.Errorf("printed: %d bytes of PDF", len(paper))
	}
	if *screenshots != "" {
		write(t, filepath.Join(*screenshots, fileName(name, "pdf")), paper)
		var shot []byte
		b.do(t, chromedp.FullScreenshot(&shot, 100))
		write(t, filepath.Join(*screenshots, fileName(name, "print.png")), shot)
	}
}

// fileName makes a name for a file of the path of a page.
func fileName(path, ending string) string {
	name := strings.Trim(unsafeInName.ReplaceAllString(strings.ToLower(path), "-"), "-")
	if name == "" {
		name = "home"
	}
	return fmt.Sprintf("%s.%s", name, ending)
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
