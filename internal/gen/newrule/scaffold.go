package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
)

// A home is a folder of rules and the type that most of them judge.
type home struct{ folder, judges string }

// homes are where the rules with a prefix are; the first unless another is named.
var homes = map[string][]home{
	"CCG": {{"ccg", "Group"}},
	"CSU": {{"csu", "Unit"}},
	"FW":  {{"framework", "Agreement"}, {"framework/procurement", "Procurement"}},
	"MBS": {{"ccg/decision", "Decision"}},
	"MKT": {{".", "Index"}},
	"SLA": {{"sla", "Agreement"}},
	"SP":  {{"ccg/spend", "Line"}},
	"WIF": {{"whatif", "scenarioRun"}},
}

func (h home) packageName() string {
	if h.folder == "." {
		return "commissioning"
	}
	return path.Base(h.folder)
}

// A scaffold is a rule to be written.
type scaffold struct {
	ID      string // "MKT-18"
	Name    string // "MKT18"
	Package string
	Judges  string // a type of the package
	folder  string
}

var idShape = regexp.MustCompile(`^([A-Z]{2,4})-[0-9]{2}$`)

// plan returns what to write for the ID, in the named package or, without a name, in the
// first that has rules of its prefix.
func plan(id, name string) (scaffold, error) {
	m := idShape.FindStringSubmatch(id)
	if m == nil {
		return scaffold{}, fmt.Errorf("%q is not the ID of a rule: want one like MKT-18", id)
	}
	for _, h := range homes[m[1]] {
		if name == "" || name == h.packageName() {
			return scaffold{ID: id, Name: strings.ReplaceAll(id, "-", ""), Package: h.packageName(), Judges: h.judges, folder: h.folder}, nil
		}
	}
	if homes[m[1]] == nil {
		return scaffold{}, fmt.Errorf("no package has rules %s: add the prefix to the table in scaffold.go", m[1])
	}
	return scaffold{}, fmt.Errorf("package %s has no rules %s: add it to the table in scaffold.go", name, m[1])
}

//go:embed rule.go.tmpl
var ruleText string

var fixtures = map[string]string{
	"pass.json": `{
  "note": "TODO: what keeps the rule",
  "document": {},
  "want": []
}
`,
	"fail.json": `{
  "note": "TODO: what breaks it, and where it is found",
  "document": {},
  "want": [""]
}
`,
	"edge.json": `{
  "note": "TODO: what lies at its edge",
  "document": {},
  "want": [],
  "outcome": "passed"
}
`,
}

func (r scaffold) goFile() string {
	return path.Join(r.folder, "rules_"+strings.ToLower(r.Name)+".go")
}

func (r scaffold) fixturesFolder() string { return path.Join(r.folder, "testdata", "rules", r.ID) }

// files returns what there is to write, by path below the root.
func (r scaffold) files() (map[string][]byte, error) {
	t, err := template.New("rule").Parse(ruleText)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, r); err != nil {
		return nil, err
	}
	code, err := format.Source(b.Bytes())
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{r.goFile(): code}
	for name, text := range fixtures {
		files[path.Join(r.fixturesFolder(), name)] = []byte(text)
	}
	return files, nil
}

// write refuses an ID that is or was a rule's, and never writes over a file.
func (r scaffold) write(root string) error {
	prefix, _, _ := strings.Cut(r.ID, "-")
	places := []string{path.Join("docs", "rules", r.ID+".md"), r.goFile()}
	for _, h := range homes[prefix] {
		places = append(places, path.Join(h.folder, "testdata", "rules", r.ID))
	}
	for _, taken := range places {
		if _, err := os.Stat(filepath.Join(root, taken)); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is taken: %s is there; take the next free number", r.ID, taken)
		}
	}
	files, err := r.files()
	if err != nil {
		return err
	}
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// next says what is left to do.
func (r scaffold) next() string {
	return fmt.Sprintf(`wrote %s and %s
next:
  1. Name the file and the rule after what it requires, and move the constant to the others in %s.
  2. Write every text marked TODO, with the authority of the rule as a row of england/data/sources.csv; then Check.
  3. Add the rule to its set in %[3]s (a rule MKT to acrossRules).
  4. Write the fixtures pass.json, fail.json and edge.json: one that keeps it, one that breaks it, one at its edge.
  5. go generate ./... and go test ./..., and read what the real market says: go test ./england.
  6. Say it in CHANGELOG.md.
`, r.goFile(), r.fixturesFolder(), path.Join(r.folder, "rules.go"))
}
