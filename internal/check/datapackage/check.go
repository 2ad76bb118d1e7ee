package datapackage

import (
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Check reads every table and returns all that is wrong, joined, or nil. Each part names
// the file, the line and the column.
func (p *Package) Check(fsys fs.FS) error {
	c := checker{tables: make(map[string]*table)}
	for _, r := range p.Resources {
		if _, twice := c.tables[r.Name]; twice {
			c.add("resource %q: comes twice", r.Name)
		}
		t, err := readTable(fsys, r.Path)
		if err != nil {
			c.problems = append(c.problems, err)
			continue
		}
		c.tables[r.Name] = t
	}
	for _, r := range p.Resources {
		if t := c.tables[r.Name]; t != nil {
			c.resource(r, t)
		}
	}
	return errors.Join(c.problems...)
}

type checker struct {
	tables   map[string]*table
	problems []error
}

func (c *checker) add(format string, args ...any) {
	c.problems = append(c.problems, fmt.Errorf(format, args...))
}

func (c *checker) resource(r Resource, t *table) {
	if r.Bytes != t.bytes {
		c.add("%s: %d bytes, the manifest says %d", t.path, t.bytes, r.Bytes)
	}
	if r.Hash != t.hash {
		c.add("%s: hash %s, the manifest says %s", t.path, t.hash, r.Hash)
	}
	if r.Rows != len(t.rows) {
		c.add("%s: %d rows, the manifest says %d", t.path, len(t.rows), r.Rows)
	}
	want := make([]string, len(r.Schema.Fields))
	for i, f := range r.Schema.Fields {
		want[i] = f.Name
	}
	if !slices.Equal(t.header, want) {
		c.add("%s: header %q, expected %q", t.path, t.header, want)
		return
	}
	for i, f := range r.Schema.Fields {
		c.column(t, i, f)
	}
	c.primaryKey(t, r.Schema.PrimaryKey)
	for _, k := range r.Schema.ForeignKeys {
		c.foreignKey(t, k)
	}
}

func (c *checker) column(t *table, at int, f Field) {
	rules := Constraints{}
	if f.Constraints != nil {
		rules = *f.Constraints
	}
	var pattern *regexp.Regexp
	if rules.Pattern != "" {
		var err error
		if pattern, err = regexp.Compile(`^(?:` + rules.Pattern + `)$`); err != nil {
			c.add("%s: column %q: %w", t.path, f.Name, err)
			return
		}
	}
	var listed map[string]bool
	if f.List != nil {
		listed = c.values(t, f.Name, f.List.Resource, f.List.Field)
	}
	seen := make(map[string]bool)
	for _, r := range t.rows {
		v := r.cells[at]
		bad := func(expected string) {
			c.add("%s: line %d, column %q: %q, expected %s", t.path, r.line, f.Name, v, expected)
		}
		if strings.TrimSpace(v) != v {
			bad("no space at either end")
		}
		if v == "" {
			if rules.Required {
				bad("a value")
			}
			continue
		}
		if expected := typed(f, v); expected != "" {
			bad(expected)
			continue
		}
		if rules.Minimum != nil && below(v, rules.Minimum.String()) {
			bad("at least " + rules.Minimum.String())
		}
		if pattern != nil && !pattern.MatchString(v) {
			bad("a match of " + rules.Pattern)
		}
		if rules.Enum != nil && !slices.Contains(rules.Enum, v) {
			bad("one of " + strings.Join(rules.Enum, ", "))
		}
		if rules.Unique && seen[v] {
			bad("a value that comes once")
		}
		seen[v] = true
		if listed == nil {
			continue
		}
		parts := strings.Split(v, f.List.Separator)
		if !slices.IsSorted(parts) || len(slices.Compact(slices.Clone(parts))) != len(parts) {
			bad("values in order, each once")
		}
		for _, part := range parts {
			if !listed[part] {
				bad(fmt.Sprintf("%q in column %q of %s", part, f.List.Field, f.List.Resource))
			}
		}
	}
}

var (
	integer = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
	number  = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
)

// typed says what the type of the field expects where v is not of it, else "".
func typed(f Field, v string) string {
	layout := func(l string) string {
		if _, err := time.Parse(l, v); err != nil {
			return "a " + f.Type + " as " + l
		}
		return ""
	}
	switch f.Type {
	case "string":
		return ""
	case "integer":
		if !integer.MatchString(v) {
			return "a whole number"
		}
		return ""
	case "number":
		if !number.MatchString(v) {
			return "a plain decimal number"
		}
		return ""
	case "date":
		return layout(time.DateOnly)
	case "year":
		return layout("2006")
	case "yearmonth":
		return layout("2006-01")
	}
	return fmt.Sprintf("a known type, not %q", f.Type)
}

func below(v, minimum string) bool {
	x, ok := new(big.Rat).SetString(v)
	least, known := new(big.Rat).SetString(minimum)
	return !ok || !known || x.Cmp(least) < 0
}

func (c *checker) primaryKey(t *table, fields []string) {
	at := t.columns(fields...)
	if len(at) == 0 {
		c.add("%s: primary key %q is not in the header", t.path, fields)
		return
	}
	seen := make(map[string]int)
	for _, r := range t.rows {
		k, complete := r.key(at)
		if !complete {
			c.add("%s: line %d: blank in the primary key %q", t.path, r.line, fields)
		}
		if first, twice := seen[k]; twice {
			c.add("%s: line %d: same primary key as line %d", t.path, r.line, first)
			continue
		}
		seen[k] = r.line
	}
}

func (c *checker) foreignKey(t *table, k ForeignKey) {
	at := t.columns(k.Fields...)
	far := c.values(t, strings.Join(k.Fields, ","), k.Reference.Resource, k.Reference.Fields...)
	if at == nil {
		c.add("%s: foreign key %q is not in the header", t.path, k.Fields)
	}
	if at == nil || far == nil {
		return
	}
	for _, r := range t.rows {
		if key, complete := r.key(at); complete && !far[key] {
			c.add("%s: line %d, column %q: %q is not in %q of %s", t.path, r.line,
				strings.Join(k.Fields, ","), key, k.Reference.Fields, k.Reference.Resource)
		}
	}
}

// values is the set of the values of columns of another table, or nil if there is no such column.
func (c *checker) values(t *table, column, resource string, fields ...string) map[string]bool {
	far := c.tables[resource]
	if far == nil {
		c.add("%s: column %q refers to %q, which is no resource that can be read", t.path, column, resource)
		return nil
	}
	at := far.columns(fields...)
	if at == nil {
		c.add("%s: column %q refers to %q of %q, which has no such column", t.path, column, fields, resource)
		return nil
	}
	return far.keys(at)
}
