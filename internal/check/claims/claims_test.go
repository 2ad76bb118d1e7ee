package claims

import (
	"encoding/csv"
	"flag"
	"fmt"
	"go/ast"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/server"
	"github.com/opencommissioning/commissioning/internal/check/datapackage"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/internal/source"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

var update = flag.Bool("update", false, "write where the names in docs/claims.md lead")

var (
	row        = regexp.MustCompile(`(?m)^\| ([ABC]\d+) \|.*$`)
	reference  = regexp.MustCompile("\\[(`[^`\\]]+`|[^`\\]]+)\\](\\([^)]*\\))?")
	definition = regexp.MustCompile(`(?m)^\[[^\]]+\]: .*\n`)
	ruleID     = regexp.MustCompile(`\b[A-Z]{2,3}-\d\d\b`)
	sourceID   = regexp.MustCompile(`\bS\d{2,3}\b`)
)

// claims are how many each article makes.
var claims = []struct {
	article string
	count   int
}{{"A", 11}, {"B", 13}, {"C", 18}}

func TestEveryClaimOnceAndInOrder(t *testing.T) {
	var want, got []string
	for _, c := range claims {
		for i := range c.count {
			want = append(want, fmt.Sprint(c.article, i+1))
		}
	}
	for _, m := range row.FindAllStringSubmatch(page(t), -1) {
		got = append(got, m[1])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestEveryRowIsWhole(t *testing.T) {
	for _, line := range row.FindAllString(page(t), -1) {
		cells := strings.Split(strings.Trim(line, "|"), "|")
		id := strings.TrimSpace(cells[0])
		if len(cells) != 4 {
			t.Errorf("%s: %d cells, want 4", id, len(cells))
			continue
		}
		for i, cell := range cells {
			if strings.TrimSpace(cell) == "" {
				t.Errorf("%s: cell %d is empty", id, i+1)
			}
		}
		if !reference.MatchString(cells[2]) {
			t.Errorf("%s: nothing answers it", id)
		}
	}
}

// Everything named is there, and the list below the table says where.
func TestNamesLeadSomewhere(t *testing.T) {
	text := page(t)
	written := definition.FindAllString(text, -1)
	body := definition.ReplaceAllString(text, "")
	lead := newDirectory(t)
	targets := make(map[string]string)
	plain := reference.ReplaceAllStringFunc(body, func(ref string) string {
		m := reference.FindStringSubmatch(ref)
		if link := strings.Trim(m[2], "()"); link != "" {
			lead.fileExists(t, link)
			return ""
		}
		target, err := lead.target(m[1])
		if err != nil {
			t.Errorf("[%s]: %v", m[1], err)
		}
		targets[m[1]] = target
		return ""
	})
	for _, code := range regexp.MustCompile("`[^`]*`").FindAllString(plain, -1) {
		t.Errorf("%s: code stands in square brackets, [%[1]s], so that it is checked", code)
	}
	for _, id := range ruleID.FindAllString(plain, -1) {
		t.Errorf("%s: a rule stands in square brackets, [%[1]s]", id)
	}
	for _, id := range sourceID.FindAllString(plain, -1) {
		if !lead.sources[id] {
			t.Errorf("source %s is not in sources.csv", id)
		}
	}
	if t.Failed() {
		return
	}
	var want []string
	for name, target := range targets {
		want = append(want, fmt.Sprintf("[%s]: %s\n", name, target))
	}
	slices.Sort(want)
	if *update {
		all := strings.TrimRight(body, "\n") + "\n\n" + strings.Join(want, "")
		if err := os.WriteFile(pagePath(t), []byte(all), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, written); diff != "" {
		t.Errorf("where the names lead (-want +written), run go generate ./...\n%s", diff)
	}
}

// What the page says in numbers is what the library works out.
func TestNumbersOfThePage(t *testing.T) {
	text := page(t)
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	for _, income := range market.CSUs.Incomes {
		if len(income.Units) > 0 || income.Basis != csu.Actual {
			continue
		}
		var shares []string
		for i := range income.Customers {
			share, ok := income.ShareOf(&income.Customers[i])
			if !ok {
				t.Fatalf("no share of %s", income.Customers[i].Customer)
			}
			shares = append(shares, share.Decimal().StringFixed(2))
		}
		says(t, text, "the sums themselves give "+strings.Join(shares[:2], ", ")+" and "+shares[2])
	}
	index := commissioning.NewIndex(market)
	choice := analysis.Choice(index, nhs.MustParseDate("2015-04-01"))
	says(t, text, fmt.Sprintf("of %d of the %d lines the number is not known", choice.Coverage.Total-choice.Coverage.Known, choice.Coverage.Total))
	size := analysis.MarketSize(index, nhs.MustParseFinancialYear("2013/14"))
	total := slices.IndexFunc(size.Implied, func(p analysis.ImpliedPeople) bool { return p.Figure == "allowance-2013-14-total" })
	if total < 0 {
		t.Fatal("the published allowance implies no population")
	}
	people := size.Implied[total]
	if people.Counted == nil {
		t.Fatal("the people behind the published allowance are unknown")
	}
	says(t, text, format.Int(*people.Counted)+" people")
	says(t, text, "nine suppliers to call on for the lines of lot 1 and at least seven for those of lot 2")
	want := map[service.ID]int{"contract-management": 9, "chc": 7, "medicines": 7}
	for _, line := range choice.Lines {
		if number, ok := want[line.Line]; ok && line.Eligible != number {
			t.Errorf("%s: %d suppliers, want %d", line.Line, line.Eligible, number)
		}
	}
}

func says(t *testing.T, text, words string) {
	t.Helper()
	if !strings.Contains(text, words) {
		t.Errorf("the page does not say %q", words)
	}
}

func TestTarget(t *testing.T) {
	lead := newDirectory(t)
	for name, want := range map[string]string{
		"SLA-09":                          "rules/SLA-09.md",
		"SLA-99":                          "",
		"`sla.View`":                      "../sla/public.go",
		"`sla.Agreement.Term`":            "../sla/agreement.go",
		"`sla.Agreement.Calendar`":        "../sla/review.go",
		"`commissioning.Market.Check`":    "../market.go",
		"`sla.view`":                      "",
		"`sla.Vista`":                     "",
		"`sla.Agreement.Terms`":           "",
		"`sources.csv#S01`":               "../england/data/sources.csv#L2",
		"`sources.csv#S00`":               "",
		"`sources.csv`":                   "",
		"`sorces.csv#S01`":                "",
		"`framework_lots.csv#lpf,1`":      "../england/data/framework_lots.csv#L3",
		"`framework_lots.csv#lpf`":        "",
		"`GET /v1/csus?as_of=2013-04-01`": "http://127.0.0.1:8080/v1/csus?as_of=2013-04-01",
		"`GET /v1/csus?as_of=2013-04-31`": "",
		"`GET /v1/units`":                 "",
		"`GET /v1/check/sla`":             "",
		"`POST /v1/check/sla`":            "http://127.0.0.1:8080/api#send",
		"`POST /v1/csus`":                 "",
		"`DELETE /v1/csus`":               "",
		"`the demo`":                      "",
	} {
		got, err := lead.target(name)
		if (err != nil) != (want == "") || err == nil && got != want {
			t.Errorf("%s leads to %q, error %v; want %q", name, got, err, want)
		}
	}
}

func pagePath(t *testing.T) string {
	t.Helper()
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(root, "docs", "claims.md")
}

func page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(pagePath(t))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A directory knows where whatever the page may name is to be found.
type directory struct {
	names   map[string]string // file by exported name: sla.View, sla.Agreement.Term
	rules   map[string]bool
	sources map[string]bool
	tables  *datapackage.Package
	demo    http.Handler
}

func newDirectory(t *testing.T) *directory {
	t.Helper()
	d := &directory{names: exported(t), rules: make(map[string]bool), sources: make(map[string]bool)}
	for _, meta := range catalogue.Rules() {
		d.rules[string(meta.ID)] = true
	}
	sources, err := england.Sources()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		d.sources[s.ID] = true
	}
	if d.tables, err = datapackage.Read(england.Files(), "datapackage.json"); err != nil {
		t.Fatal(err)
	}
	if d.demo, err = server.New(server.Options{}); err != nil {
		t.Fatal(err)
	}
	return d
}

// target returns where a name leads, relative to the folder docs.
func (d *directory) target(name string) (string, error) {
	code, isCode := strings.CutPrefix(strings.TrimSuffix(name, "`"), "`")
	method, address, _ := strings.Cut(code, " ")
	switch {
	case !isCode:
		if !d.rules[name] {
			return "", fmt.Errorf("there is no such rule")
		}
		return "rules/" + name + ".md", nil
	case method == http.MethodPost: // nobody can follow a link to it
		if err := d.answers(method, address); err != nil {
			return "", err
		}
		return "http://127.0.0.1:8080/api#send", d.describes(address)
	case strings.HasPrefix(address, "/"):
		return "http://127.0.0.1:8080" + address, d.answers(method, address)
	case strings.Contains(code, ".csv"):
		return d.tableRow(code)
	}
	file, ok := d.names[code]
	if !ok {
		return "", fmt.Errorf("no package exports it")
	}
	return "../" + file, nil
}

// answers makes the request. What a POST makes of an empty document is its own
// affair, as long as there is such an operation.
func (d *directory) answers(method, address string) error {
	r := httptest.NewRequest(method, address, nil)
	if method == http.MethodPost {
		r = httptest.NewRequest(method, address, strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	d.demo.ServeHTTP(w, r)
	switch {
	case method == http.MethodGet && w.Code != http.StatusOK,
		w.Code == http.StatusNotFound, w.Code == http.StatusMethodNotAllowed, w.Code >= http.StatusInternalServerError:
		return fmt.Errorf("the demo answers %d: %s", w.Code, w.Body)
	}
	return nil
}

// describes reports whether the page of the API says how to send something to
// the address.
func (d *directory) describes(address string) error {
	w := httptest.NewRecorder()
	d.demo.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api", nil))
	_, send, ok := strings.Cut(w.Body.String(), `id="send"`)
	if !ok || !strings.Contains(send, address) {
		return fmt.Errorf("the page /api does not show it")
	}
	return nil
}

// tableRow finds table.csv#key in the tables of England.
func (d *directory) tableRow(name string) (string, error) {
	file, key, _ := strings.Cut(name, "#")
	i := slices.IndexFunc(d.tables.Resources, func(r datapackage.Resource) bool { return r.Path == file })
	if i < 0 {
		return "", fmt.Errorf("there is no table %s", file)
	}
	f, err := england.Files().Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return "", err
	}
	for line, cells := range rows {
		var parts []string
		for _, column := range d.tables.Resources[i].Schema.PrimaryKey {
			parts = append(parts, cells[slices.Index(rows[0], column)])
		}
		if strings.Join(parts, ",") == key && line > 0 {
			return fmt.Sprintf("../england/data/%s#L%d", file, line+1), nil
		}
	}
	return "", fmt.Errorf("no row has the key %s", key)
}

// fileExists wants the file that a link of the page leads to.
func (d *directory) fileExists(t *testing.T, link string) {
	t.Helper()
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(os.DirFS(root), path.Join("docs", link)); err != nil {
		t.Errorf("(%s): %v", link, err)
	}
}

// exported returns the file of every name that a library package exports,
// members of types included.
func exported(t *testing.T) map[string]string {
	t.Helper()
	packages, err := source.Packages()
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, p := range packages {
		if !p.IsLibrary() {
			continue
		}
		name := path.Base(p.ImportPath())
		for _, f := range p.Files {
			add := func(parts ...string) {
				files[name+"."+strings.Join(parts, ".")] = filepath.ToSlash(p.Fset.Position(f.Package).Filename)
			}
			for _, decl := range f.Decls {
				addNames(decl, add)
			}
		}
	}
	return files
}

func addNames(decl ast.Decl, add func(...string)) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		switch {
		case !d.Name.IsExported():
		case d.Recv == nil:
			add(d.Name.Name)
		default:
			add(receiver(d.Recv.List[0].Type), d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.ValueSpec:
				for _, n := range s.Names {
					if n.IsExported() {
						add(n.Name)
					}
				}
			case *ast.TypeSpec:
				if !s.Name.IsExported() {
					continue
				}
				add(s.Name.Name)
				if st, ok := s.Type.(*ast.StructType); ok {
					for _, field := range st.Fields.List {
						for _, n := range field.Names {
							if n.IsExported() {
								add(s.Name.Name, n.Name)
							}
						}
					}
				}
			}
		}
	}
}

// receiver is the name of the type of a method, without star and parameters.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
