package pages

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
)

// A lesson is a page of the documentation, made from Markdown.
type lesson struct {
	Name  string // in the address: glossary, or 01-first
	Title string
	About string // its first paragraph
	Step  bool   // of the tutorial
	Body  template.HTML
}

const repository = "https://" + api.ModulePath + "/blob/main/"

// readLessons makes a page of each Markdown file at the root of the files and in
// learn, those of the tutorial first, in the order of their names.
func readLessons(files fs.FS) ([]lesson, error) {
	tutorial, err := fs.Glob(files, "learn/*.md")
	if err != nil {
		return nil, err
	}
	rest, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil, err
	}
	names := slices.DeleteFunc(slices.Concat(tutorial, rest), func(name string) bool { return path.Base(name) == "README.md" })
	markdown := goldmark.New(
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithXHTML(), html.WithUnsafe()), // the anchors that our own pages hold
		goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), extension.Strikethrough),
	)
	var lessons []lesson
	for _, name := range names {
		source, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		l, err := newLesson(markdown, name, source)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		l.Step = path.Dir(name) == "learn"
		lessons = append(lessons, l)
	}
	return lessons, nil
}

// newLesson turns one file into a page. Its first heading becomes the title.
func newLesson(markdown goldmark.Markdown, name string, source []byte) (lesson, error) {
	l := lesson{Name: strings.TrimSuffix(path.Base(name), ".md")}
	l.Title = l.Name
	root := markdown.Parser().Parse(text.NewReader(source))
	var title ast.Node
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			switch {
			case n.Level == 1 && title == nil:
				title, l.Title = n, textOf(n, source)
			case n.Level == 1:
				n.Level = 2 // a page has one title
			}
		case *ast.Paragraph:
			if l.About == "" && n.Parent() == root {
				l.About = firstSentence(textOf(n, source))
			}
		case *ast.Link:
			n.Destination = []byte(pageLink(path.Dir(name), string(n.Destination)))
		case *ast.Image:
			n.Destination = []byte(pageLink(path.Dir(name), string(n.Destination)))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return l, err
	}
	if title != nil {
		root.RemoveChild(root, title)
	}
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, source, root); err != nil {
		return l, err
	}
	l.Body = template.HTML(accessible(b.String())) // our own text, escaped by goldmark
	return l, nil
}

// textOf is the text of a node without its marks.
func textOf(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// firstSentence is a text up to its first full stop.
func firstSentence(text string) string {
	if sentence, _, more := strings.Cut(text, ". "); more {
		return sentence + "."
	}
	return text
}

// pageLink turns a link between files into one between pages. What has no page
// here is in the repository.
func pageLink(dir, to string) string {
	if here, ok := strings.CutPrefix(to, "http://127.0.0.1:8080/"); ok && !strings.HasPrefix(here, "v1/") {
		return "/" + here // a page of this demo, wherever it listens
	}
	if strings.Contains(to, ":") || strings.HasPrefix(to, "#") || strings.HasPrefix(to, "/") {
		return to
	}
	file, fragment, _ := strings.Cut(to, "#")
	file = path.Join("docs", dir, file)
	if fragment != "" {
		fragment = "#" + fragment
	}
	name, isPage := strings.CutSuffix(path.Base(file), ".md")
	switch folder := path.Dir(file); {
	case isPage && folder == "docs/rules" && name == "README", file == "docs/rules":
		return "/rules" + fragment
	case isPage && folder == "docs/rules":
		return "/rules/" + name
	case file == "docs/learn/README.md", file == "docs/learn":
		return "/learn" + fragment
	case isPage && (folder == "docs" || folder == "docs/learn") && name != "README":
		return "/learn/" + name + fragment
	case path.Dir(file) == "england/data":
		return "/data/" + path.Base(file)
	}
	return repository + file + fragment
}

// accessible gives tables what goldmark does not: the scope of headings, a
// caption, a box to scroll in, and alignment by class.
func accessible(page string) string {
	return strings.NewReplacer(
		"<table>", `<div class="scroll" role="group" tabindex="0" aria-label="A table"><table><caption class="hidden">Table</caption>`,
		"</table>", "</table></div>",
		"<th>", `<th scope="col">`,
		`<th align="right">`, `<th scope="col" class="number">`,
		`<td align="right">`, `<td class="number">`,
		`<th align="left">`, `<th scope="col">`, `<td align="left">`, `<td>`,
		`<th align="center">`, `<th scope="col">`, `<td align="center">`, `<td>`,
		"<pre>", `<pre tabindex="0">`,
	).Replace(page)
}

// learnView lists the lessons, or shows one with those beside it.
type learnView struct {
	Lessons        []lesson
	This           lesson
	Previous, Next *lesson
}

func (d *data) learnPage(*web.Request) (page, error) {
	lessons, err := d.lessons()
	if err != nil {
		return page{}, err
	}
	return page{
		Template: "learn", Shows: noData, Title: "Learn", Data: learnView{Lessons: lessons},
		Lead: "What commissioning support was, how it was bought, what went wrong, and how to find out more with these tools.",
	}, nil
}

func (d *data) lessonPage(r *web.Request) (page, error) {
	lessons, err := d.lessons()
	if err != nil {
		return page{}, err
	}
	name := r.PathValue("page")
	i := slices.IndexFunc(lessons, func(l lesson) bool { return l.Name == name })
	if i < 0 {
		return page{}, web.NotFound("there is no page %q; /learn lists the pages", web.Shorten(cmp.Or(name, " ")))
	}
	v := learnView{This: lessons[i]}
	if i > 0 {
		v.Previous = &lessons[i-1]
	}
	if i+1 < len(lessons) {
		v.Next = &lessons[i+1]
	}
	return page{Template: "lesson", Shows: noData, Title: v.This.Title, Data: v}, nil
}
