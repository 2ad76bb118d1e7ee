package links

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/opencommissioning/commissioning/internal/source"
)

var (
	fence   = regexp.MustCompile("(?ms)^ *(```+|~~~+).*?^ *(```+|~~~+) *$")
	inline  = regexp.MustCompile("`[^`\n]*`")
	heading = regexp.MustCompile(`(?m)^#+ +(.+?) *#*$`)
	id      = regexp.MustCompile(`<a +(?:id|name)="([^"]+)"`)
	link    = regexp.MustCompile(`\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)`)
	image   = regexp.MustCompile(`<(?:img|source)[^>]* src(?:set)?="([^"]+)"`)
	linked  = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// anchors are the places of a Markdown text that can be linked to, by GitHub's
// rule for headings.
func anchors(text string) map[string]bool {
	text = fence.ReplaceAllString(text, "")
	all := make(map[string]bool)
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		name := anchor(linked.ReplaceAllString(m[1], "$1"))
		for i, free := 1, name; ; i++ {
			if !all[free] {
				all[free] = true
				break
			}
			free = name + "-" + strconv.Itoa(i)
		}
	}
	for _, m := range id.FindAllStringSubmatch(text, -1) {
		all[m[1]] = true
	}
	return all
}

func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// targets are what a Markdown text links to.
func targets(text string) []string {
	text = fence.ReplaceAllString(text, "")
	text = inline.ReplaceAllString(text, "")
	var all []string
	for _, m := range append(link.FindAllStringSubmatch(text, -1), image.FindAllStringSubmatch(text, -1)...) {
		all = append(all, m[1])
	}
	return all
}

func TestMarkdown(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	files, err := source.Files(root, ".md")
	if err != nil {
		t.Fatal(err)
	}
	api := exports(t)
	links := 0
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range targets(string(text)) {
			links++
			if why := broken(root, file, target, api); why != "" {
				t.Errorf("%s links to %s: %s", file, target, why)
			}
		}
	}
	if links < 500 {
		t.Errorf("only %d links in %d files", links, len(files))
	}
	t.Logf("%d links in %d files", links, len(files))
}

// broken says what is wrong with a link in a file, both below root, or "".
func broken(root, file, target string, api map[string]map[string]bool) string {
	u, err := url.Parse(target)
	switch {
	case err != nil:
		return err.Error()
	case u.Scheme == "http" || u.Scheme == "https":
		return brokenDoc(u, api)
	case u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/"):
		return "neither a page of the web nor a relative file"
	}
	there := file
	if u.Path != "" {
		there = path.Join(path.Dir(file), u.Path)
	}
	if strings.HasPrefix(there, "..") {
		return "it is outside the module"
	}
	found, err := os.Stat(filepath.Join(root, there))
	switch {
	case err != nil:
		return "there is no such file"
	case u.Fragment == "":
		return ""
	case found.IsDir() || path.Ext(there) != ".md":
		return "only Markdown has headings to link to"
	}
	text, err := os.ReadFile(filepath.Join(root, there))
	if err != nil {
		return err.Error()
	}
	if !anchors(string(text))[u.Fragment] {
		return "there is no such heading"
	}
	return ""
}

// brokenDoc is broken for a page of the web, of which only documentation of this
// module is looked into.
func brokenDoc(u *url.URL, api map[string]map[string]bool) string {
	if u.Host == "" || strings.ContainsAny(u.Host, " _") {
		return "it has no host"
	}
	where, ours := strings.CutPrefix(u.Host+u.Path, "pkg.go.dev/"+source.ModulePath)
	if !ours {
		return ""
	}
	names, ok := api[strings.TrimPrefix(where, "/")]
	switch {
	case !ok:
		return "there is no such package"
	case u.Fragment != "" && !names[u.Fragment] && !strings.HasPrefix(u.Fragment, "example-") && !strings.HasPrefix(u.Fragment, "hdr-"):
		return "there is no such identifier"
	}
	return ""
}

// exports are the names that each package exports, by its path below the module,
// "" for the root.
func exports(t *testing.T) map[string]map[string]bool {
	t.Helper()
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]bool{}
	for _, p := range packages {
		if len(p.Files) > 0 {
			all[strings.TrimPrefix(p.Path, ".")] = p.Exported()
		}
	}
	return all
}

func TestBroken(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a.md":     "# One, two\n\n## One, two\n\n```sh\n# No heading\n```\n<a id=\"S1\"></a>\n",
		"sub/b.md": "# B\n",
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	api := map[string]map[string]bool{"": {"Market": true}, "nhs": {"Money.Add": true}}
	const docs = "https://pkg.go.dev/" + source.ModulePath
	for target, fine := range map[string]bool{
		"../a.md": true, "../a.md#one-two": true, "../a.md#one-two-1": true, "../a.md#S1": true, "#b": true, "..": true, "b.md": true,
		"../a.md#one-two-2": false, "../a.md#no-heading": false, "c.md": false, "../../a.md": false, "/a.md": false, "#a": false,
		"https://example.org/x#y": true, "https:///x": false, "ftp://example.org": false,
		docs: true, docs + "#Market": true, docs + "/nhs#Money.Add": true, docs + "/nhs#Money": false, docs + "/pct": false,
	} {
		if why := broken(root, "sub/b.md", target, api); (why == "") != fine {
			t.Errorf("%s is fine: want %v, got %q", target, fine, why)
		}
	}
	got := targets("[a](b.md) `[c](d.md)`\n```\n[e](f.md)\n```\n![g](h.svg \"i\") <img alt=\"\" src=\"j.svg\">")
	if strings.Join(got, " ") != "b.md h.svg j.svg" {
		t.Errorf("targets %q", got)
	}
}
