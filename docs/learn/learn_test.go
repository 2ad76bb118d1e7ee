package learn_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/server"
	"github.com/opencommissioning/commissioning/internal/source"
)

var (
	block     = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")
	imported  = regexp.MustCompile("(?m)^In `main`, with the packages? (.*) of this module:$")
	code      = regexp.MustCompile("`([^`\n]+)`")
	link      = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
	notFacts  = regexp.MustCompile(`<!--.*?-->|Go \d\.\d+`)
	reference = regexp.MustCompile(`^[A-Z]+-\d\d$|^step \d`)
	number    = regexp.MustCompile(`\d[\d,]*(\.\d+)?`)
	longDate  = regexp.MustCompile(`(\d+ )?(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})`)
)

// A step is one page of the tutorial.
type step struct{ file, title, text string }

func steps(t *testing.T) []step {
	t.Helper()
	files, err := filepath.Glob("[0-9][0-9]-*.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []step
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		all = append(all, step{file, title, string(text)})
	}
	if len(all) != 10 {
		t.Fatalf("%d steps, want 10", len(all))
	}
	return all
}

// TestOrder wants the steps numbered, and linked one to the next and from the index.
func TestOrder(t *testing.T) {
	index, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	all := steps(t)
	list := ""
	for i, s := range all {
		if want := fmt.Sprintf("%02d-", i+1); !strings.HasPrefix(s.file, want) {
			t.Errorf("%s: want a name that begins %s", s.file, want)
		}
		list += fmt.Sprintf("%d. [%s](%s)\n", i+1, s.title, s.file)
		var beside []string
		if i > 0 {
			beside = append(beside, fmt.Sprintf("Before: [%s](%s)", all[i-1].title, all[i-1].file))
		}
		beside = append(beside, "[All steps](README.md)")
		if i+1 < len(all) {
			beside = append(beside, fmt.Sprintf("Next: [%s](%s)", all[i+1].title, all[i+1].file))
		}
		if want := "\n\n" + strings.Join(beside, " · ") + "\n"; !strings.HasSuffix(s.text, want) {
			t.Errorf("%s does not end with %q", s.file, want)
		}
	}
	if !strings.Contains(string(index), "\n\n"+list+"\n") {
		t.Errorf("README.md does not list the steps in order:\n%s", list)
	}
}

// TestParts wants in each step a program with its output, and a question whose
// answer has the same.
func TestParts(t *testing.T) {
	for _, s := range steps(t) {
		lesson, rest, asked := strings.Cut(s.text, "\n## Question\n")
		question, rest, hidden := strings.Cut(rest, "\n<details>\n<summary>Answer</summary>\n\n")
		answer, more, shown := strings.Cut(rest, "\n\n</details>\n")
		if !asked || !hidden || !shown {
			t.Errorf("%s has no question with an answer that can be opened", s.file)
			continue
		}
		if !strings.Contains(question, "?") {
			t.Errorf("%s does not ask: %s", s.file, question)
		}
		for part, text := range map[string]string{"lesson": lesson, "answer": answer} {
			if !strings.Contains(text, "<!-- embed: ") || !strings.Contains(text, "<!-- embed-output: ") {
				t.Errorf("%s: the %s lacks a program or its output", s.file, part)
			}
		}
		for _, want := range []string{"\n## More\n", "- Go: ", "- Demo: ", "](../rules/"} {
			if !strings.Contains(more+lesson, want) {
				t.Errorf("%s lacks %q", s.file, want)
			}
		}
		if lines := strings.Count(s.text, "\n"); lines > 175 {
			t.Errorf("%s has %d lines: make it shorter", s.file, lines)
		}
	}
}

// TestImports wants every program to name the packages of the module that it uses.
func TestImports(t *testing.T) {
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{"commissioning": "commissioning"}
	for _, p := range packages {
		if p.IsLibrary() && p.Path != "." {
			paths[filepath.Base(p.Path)] = p.Path
		}
	}
	used := regexp.MustCompile(`\b([a-z]+)\.[A-Z]`)
	for _, s := range steps(t) {
		end := 0
		for _, b := range block.FindAllStringSubmatchIndex(s.text, -1) {
			before, language, program := s.text[end:b[0]], s.text[b[2]:b[3]], s.text[b[4]:b[5]]
			end = b[1]
			if language != "go" || strings.HasPrefix(program, "// Command") {
				continue
			}
			told, uses := map[string]bool{}, map[string]bool{}
			if line := imported.FindStringSubmatch(before); line != nil {
				for _, name := range code.FindAllStringSubmatch(line[1], -1) {
					told[name[1]] = true
				}
			}
			for _, m := range used.FindAllStringSubmatch(program, -1) {
				if path, ours := paths[m[1]]; ours {
					uses[path] = true
				}
			}
			if diff := cmp.Diff(uses, told); diff != "" {
				t.Errorf("%s: a program uses other packages than are told (-uses +told):\n%s", s.file, diff)
			}
		}
	}
}

// TestNumbers wants every number of the prose in a program of the page, its input
// or its output.
func TestNumbers(t *testing.T) {
	for _, s := range steps(t) {
		shown := ""
		for _, b := range block.FindAllStringSubmatch(s.text, -1) {
			shown += b[2]
		}
		prose := block.ReplaceAllString(s.text, "")
		prose = notFacts.ReplaceAllString(prose, "")
		prose = code.ReplaceAllString(prose, "")
		prose = link.ReplaceAllStringFunc(prose, func(l string) string {
			m := link.FindStringSubmatch(l)
			if reference.MatchString(m[1]) {
				return ""
			}
			return m[1]
		})
		prose = longDate.ReplaceAllStringFunc(prose, func(date string) string {
			m := longDate.FindStringSubmatch(date)
			if strings.Contains(shown, m[3]) { // a month in words is a year of the program
				return ""
			}
			return date
		})
		for _, n := range number.FindAllString(prose, -1) {
			if n = strings.Trim(n, ",."); !strings.Contains(shown, n) {
				t.Errorf("%s says %s, which no program of the page shows", s.file, n)
			}
		}
	}
}

// TestDemo wants the pages of the demo that the steps name.
func TestDemo(t *testing.T) {
	demo, err := server.New(server.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps(t) {
		for _, m := range link.FindAllStringSubmatch(s.text, -1) {
			page, ok := strings.CutPrefix(m[2], "http://127.0.0.1:8080")
			if !ok {
				continue
			}
			w := httptest.NewRecorder()
			demo.ServeHTTP(w, httptest.NewRequest(http.MethodGet, page, nil))
			if w.Code != http.StatusOK {
				t.Errorf("%s links to %s of the demo, which answers %d", s.file, page, w.Code)
			}
		}
	}
}
