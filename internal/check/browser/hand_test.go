package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A hand uses the pages as a person does, with a mouse or with a keyboard alone.
type hand struct {
	*tab
	t        *testing.T
	keyboard bool
}

// journey goes the same way through the pages with a mouse, with a mouse where
// scripts are off, and with a keyboard.
func journey(t *testing.T, start string, way func(h hand)) {
	for _, how := range []struct {
		name               string
		noScript, keyboard bool
	}{
		{name: "mouse"},
		{name: "no scripts", noScript: true},
		{name: "keyboard", keyboard: true},
	} {
		t.Run(how.name, func(t *testing.T) {
			t.Parallel()
			v := desktop
			v.noScript = how.noScript
			h := hand{open(t, v), t, how.keyboard}
			h.visit(t, start)
			way(h)
		})
	}
}

// follow chooses a link or a button, and waits for the page that it leads to.
func (h hand) follow(selector string) {
	h.t.Helper()
	if h.keyboard {
		h.reach(selector)
		h.arrive(selector, chromedp.KeyEvent(kb.Enter))
		return
	}
	x, y := h.point(selector)
	h.arrive(selector, chromedp.MouseClickXY(x, y))
}

// press is follow with the space bar, as buttons have it.
func (h hand) press(selector string) {
	h.t.Helper()
	if !h.keyboard {
		h.follow(selector)
		return
	}
	h.reach(selector)
	h.arrive(selector, chromedp.KeyEvent(" "))
}

func (h hand) arrive(selector string, action chromedp.Action) {
	h.t.Helper()
	response, err := chromedp.RunResponse(h, action)
	if err != nil {
		h.t.Fatalf("%s leads nowhere: %v", selector, err)
	}
	if response != nil && response.Status >= 400 && !h.expects(response.URL) {
		h.t.Fatalf("%s leads to %s with status %d", selector, response.URL, response.Status)
	}
}

// point returns where to click an element, brought into view. The point has to be
// the element's: nothing may lie over it.
func (h hand) point(selector string) (x, y float64) {
	h.t.Helper()
	at := eval[[]float64](h.t, h.tab, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		if (!e) return [];
		e.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		const r = e.getClientRects()[0], x = r.x + r.width / 2, y = r.y + r.height / 2;
		return e.contains(document.elementFromPoint(x, y)) ? [x, y] : [x, y, 0];
	})()`, selector))
	switch len(at) {
	case 0:
		h.t.Fatalf("%s is not on %s", selector, h.path(h.t))
	case 3:
		h.t.Fatalf("something lies over %s", selector)
	}
	return at[0], at[1]
}

// fill writes into a field instead of what is there. A day is written as day, month
// and year.
func (h hand) fill(selector, text string) {
	h.t.Helper()
	if h.keyboard {
		h.reach(selector)
	} else {
		x, y := h.point(selector)
		h.do(h.t, chromedp.MouseClickXY(x, y), chromedp.Focus(selector))
	}
	if eval[string](h.t, h.tab, fmt.Sprintf(`document.querySelector(%q).type`, selector)) == "date" {
		h.fillDay(selector, text)
	} else {
		h.do(h.t, selectAll(), chromedp.ActionFunc(func(ctx context.Context) error { return input.InsertText(text).Do(ctx) }))
	}
	if got := h.value(selector); strings.TrimSpace(got) != strings.TrimSpace(text) {
		h.t.Fatalf("%s holds %q after %q was written", selector, got, text)
	}
}

// fillDay writes a day by its parts, in the order that the browser has them: that
// of its own language, whatever the page's is.
func (h hand) fillDay(selector, text string) {
	h.t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		h.t.Fatal(err)
	}
	if !h.keyboard {
		h.do(h.t, chromedp.Blur(selector), chromedp.Focus(selector)) // to its first part
	}
	for _, order := range []string{"02012006", "01022006"} {
		h.do(h.t, chromedp.KeyEvent(day.Format(order)))
		if h.value(selector) == text {
			return
		}
		h.do(h.t, chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft))
	}
}

// choose takes a choice of a list by its first letters.
func (h hand) choose(selector, words string) {
	h.t.Helper()
	if h.keyboard {
		h.reach(selector)
	} else {
		h.do(h.t, chromedp.Focus(selector))
	}
	h.do(h.t, chromedp.KeyEvent(words))
	if got := eval[string](h.t, h.tab, fmt.Sprintf(`document.querySelector(%q).selectedOptions[0].text`, selector)); !strings.HasPrefix(got, words) {
		h.t.Fatalf("%s is at %q after %q was typed", selector, got, words)
	}
}

// selectAll selects all that is in the field that has the focus.
func selectAll() chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		key := input.DispatchKeyEvent(input.KeyRawDown).WithKey("a").WithCode("KeyA").WithModifiers(input.ModifierCtrl).WithCommands([]string{"selectAll"})
		if err := key.Do(ctx); err != nil {
			return err
		}
		return input.DispatchKeyEvent(input.KeyUp).WithKey("a").WithCode("KeyA").WithModifiers(input.ModifierCtrl).Do(ctx)
	})
}

func (h hand) value(selector string) string {
	h.t.Helper()
	return eval[string](h.t, h.tab, fmt.Sprintf(`document.querySelector(%q).value`, selector))
}

// reach goes from one thing to the next with the tab key until the element has the
// focus, and wants that to be seen.
func (h hand) reach(selector string) {
	h.t.Helper()
	const most = 300
	wanted := fmt.Sprintf(`(e => e === document.querySelector(%q))(document.activeElement)`, selector)
	for range most {
		h.do(h.t, chromedp.KeyEvent(kb.Tab))
		if eval[bool](h.t, h.tab, wanted) {
			if fault := eval[string](h.t, h.tab, focusFault); fault != "" {
				h.t.Errorf("%s has the focus and %s", selector, fault)
			}
			return
		}
	}
	h.t.Fatalf("%s is not reached on %s with %d tabs", selector, h.path(h.t), most)
}

// focusFault says what is wrong with how the focus is shown, or nothing.
const focusFault = `(e => {
	const s = getComputedStyle(e), r = e.getClientRects()[0];
	if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) return "shows no outline";
	if (!r || r.bottom < 0 || r.top > innerHeight) return "is out of sight";
	return "";
})(document.activeElement)`

// sees wants the text that a selector shows to hold each of the words.
func (h hand) sees(selector string, words ...string) {
	h.t.Helper()
	text := h.text(h.t, selector)
	for _, w := range words {
		if !strings.Contains(text, w) {
			h.t.Errorf("%s of %s does not say %q: %.600s", selector, h.path(h.t), w, text)
		}
	}
}

// audits wants axe-core to find nothing on an answer to a form, which no address
// leads to.
func (h hand) audits() {
	h.t.Helper()
	if h.keyboard {
		h.look(h.t, "answer "+strings.SplitN(h.t.Name(), "/", 2)[0])
		h.show(h.t, desktop)
	}
}
