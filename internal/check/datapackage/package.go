package datapackage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// maxFile bounds a manifest or a table, in bytes.
const maxFile = 16 << 20

// Package is a manifest.
type Package struct {
	Profile     string     `json:"profile"`     // "tabular-data-package"
	Name        string     `json:"name"`        // stable identifier
	Version     string     `json:"version"`     // version of the data, not of the software
	Title       string     `json:"title"`       // one line for people
	Description string     `json:"description"` // a paragraph for people
	Created     string     `json:"created"`     // RFC 3339
	Attribution string     `json:"attribution"` // statement that the licence asks users to repeat
	Licenses    []License  `json:"licenses"`    // licences of the whole
	Sources     []Source   `json:"sources"`     // where the whole comes from
	Resources   []Resource `json:"resources"`   // the tables
}

// License is a licence of the data.
type License struct {
	Name  string `json:"name"`  // identifier, such as "OGL-UK-3.0"
	Path  string `json:"path"`  // address of the text
	Title string `json:"title"` // name for people
}

// Source is a publisher or document that the data comes from.
type Source struct {
	Title string `json:"title"` // name for people
	Path  string `json:"path"`  // address, or a path within the package
}

// Resource is one table.
type Resource struct {
	Name        string    `json:"name"`                  // identifier that references use
	Path        string    `json:"path"`                  // CSV file, relative to the manifest
	Profile     string    `json:"profile"`               // "tabular-data-resource"
	Title       string    `json:"title"`                 // one line for people
	Description string    `json:"description"`           // what a row is
	Format      string    `json:"format"`                // "csv"
	Mediatype   string    `json:"mediatype"`             // "text/csv"
	Encoding    string    `json:"encoding"`              // "utf-8"
	Bytes       int64     `json:"bytes"`                 // size of the file
	Hash        string    `json:"hash"`                  // "sha256:" and the digest of the file in hexadecimal
	Rows        int       `json:"rows"`                  // rows below the header
	Coverage    *Coverage `json:"coverage,omitempty"`    // days that the rows speak of
	KnownUntil  string    `json:"known_until,omitempty"` // last day on which the table is known to hold
	KnownGaps   []string  `json:"known_gaps,omitempty"`  // what is missing
	Schema      Schema    `json:"schema"`                // columns and keys
}

// Coverage is a span of days, both included, as ISO dates.
type Coverage struct {
	From  string `json:"from"`  // first day
	Until string `json:"until"` // last day
}

// Schema is the columns of a table and its keys.
type Schema struct {
	Fields        []Field      `json:"fields"`                // in the order of the header
	PrimaryKey    []string     `json:"primaryKey"`            // fields that name a row
	MissingValues []string     `json:"missingValues"`         // cells that mean unknown
	ForeignKeys   []ForeignKey `json:"foreignKeys,omitempty"` // references to other tables
}

// Field is a column.
type Field struct {
	Name        string       `json:"name"`                  // header cell
	Title       string       `json:"title"`                 // one line for people
	Type        string       `json:"type"`                  // string, integer, number, date, year or yearmonth
	Format      string       `json:"format"`                // "default" or, for a string, "uri"
	Description string       `json:"description"`           // meaning and unit
	Constraints *Constraints `json:"constraints,omitempty"` // what a cell must satisfy
	List        *List        `json:"list,omitempty"`        // set where a cell holds several values
}

// Constraints is what the cells of a column must satisfy.
type Constraints struct {
	Required bool         `json:"required,omitempty"` // no cell is blank
	Unique   bool         `json:"unique,omitempty"`   // no value comes twice
	Minimum  *json.Number `json:"minimum,omitempty"`  // least number
	Pattern  string       `json:"pattern,omitempty"`  // regular expression for the whole cell
	Enum     []string     `json:"enum,omitempty"`     // the only values
}

// List says how a cell is split into values, each of which must be in a column of
// another table.
type List struct {
	Separator string `json:"separator"` // between two values
	Resource  string `json:"resource"`  // table referred to
	Field     string `json:"field"`     // its column
}

// ForeignKey says that the values of some columns, unless blank, are those of a row elsewhere.
type ForeignKey struct {
	Fields    []string  `json:"fields"`    // columns of this table
	Reference Reference `json:"reference"` // columns that they refer to
}

// Reference is the far end of a foreign key.
type Reference struct {
	Resource string   `json:"resource"` // table
	Fields   []string `json:"fields"`   // its columns
}

// Read reads the manifest of that name. A property that is not in the types of this
// package is an error, so that Encode loses nothing.
func Read(fsys fs.FS, name string) (*Package, error) {
	data, err := readFile(fsys, name)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	p := new(Package)
	if err := d.Decode(p); err != nil {
		return nil, fmt.Errorf("%s: byte %d: %w", name, d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: byte %d: text after the manifest", name, d.InputOffset())
	}
	return p, nil
}

// Encode returns the manifest as it is kept on disk: indented by two spaces, with a final newline.
func (p *Package) Encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Measure sets rows, bytes and hash of every resource from its file.
func (p *Package) Measure(fsys fs.FS) error {
	for i := range p.Resources {
		r := &p.Resources[i]
		t, err := readTable(fsys, r.Path)
		if err != nil {
			return err
		}
		r.Bytes, r.Hash, r.Rows = t.bytes, t.hash, len(t.rows)
	}
	return nil
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%s: expected a path within the package", name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s: more than %d bytes", name, maxFile)
	}
	return data, nil
}
