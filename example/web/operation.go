package web

import (
	"net/http"
	"slices"
	"strings"
)

// An Operation is one row of the table of operations.
type Operation struct {
	Method  string
	Path    string // as [http.ServeMux] has it
	Summary string // one line for people; without it no list has the operation
	Example string // a request that is worth making: a path or, of a POST without path values, a query
	Body    string // one of a POST
	Query   []Parameter
	Answer  func(*Request) (any, error)
	Page    bool // the answer is a page of HTML, and a POST sends a form

	// HeavyWhen reports whether a GET is heavy work. Nil is never.
	HeavyWhen func(*Request) bool

	Contract Contract
}

// A Contract is what an operation promises beyond its row of the table: the types of
// the JSON that it takes and returns, other media types that it takes and returns, and
// statuses that not every operation of its kind has. A page needs only the last.
type Contract struct {
	Takes    any
	Upload   []string // the content types of a body that is read as it arrives; nil of any other
	Gives    any
	Document any // what is given if it is a document as it would be taken
	Files    []string
	Statuses []int
}

// A Parameter is one that the query of an operation may have.
type Parameter struct {
	Name        string
	Description string
	OneOf       []string // the values there are; nil where the operation reads it itself
	Repeat      bool     // may be given more than once
	Min         int      // the bounds of a whole number; both are zero of what is none
	Max         int
	IsFile      bool // of a form: the file that is read as it arrives
}

// Target returns the path and query of the example request.
func (o Operation) Target() string {
	switch {
	case strings.HasPrefix(o.Example, "/"):
		return o.Example
	case o.Example == "":
		return strings.TrimSuffix(o.Path, "{$}")
	}
	return o.Path + "?" + o.Example
}

// Pattern is the method and the path, as [http.ServeMux] has them.
func (o Operation) Pattern() string { return o.Method + " " + o.Path }

// IsUpload reports whether the body is a file that is read as it arrives.
func (o Operation) IsUpload() bool { return o.Contract.Upload != nil }

// IsForm reports whether the body is a form that a browser sends.
func (o Operation) IsForm() bool { return o.Page && o.Method == http.MethodPost && !o.IsUpload() }

// IsList reports whether the answer is available as a table.
func (o Operation) IsList() bool {
	return slices.ContainsFunc(o.Query, func(p Parameter) bool { return p.Name == "format" && slices.Contains(p.OneOf, FormatCSV) })
}

// IsHeavy reports whether a request can be heavy work. Every POST is.
func (o Operation) IsHeavy() bool { return o.Method == http.MethodPost || o.HeavyWhen != nil }

// limited reports whether a request is heavy work, which is bounded.
func (o Operation) limited(r *Request) bool {
	return o.Method == http.MethodPost || o.HeavyWhen != nil && o.HeavyWhen(r)
}

// Parameters returns every parameter that the query may have.
func (o Operation) Parameters() []Parameter {
	if !o.IsList() {
		return o.Query
	}
	return append(slices.Clip(slices.Clone(o.Query)), paging[:]...)
}

// Statuses returns every status that the operation can answer with, in order. 405 is
// not among them: it is sent before any operation is reached.
func (o Operation) Statuses() []int {
	all := []int{http.StatusOK}
	if o.Method == http.MethodGet {
		all = append(all, http.StatusNotModified)
	}
	all = append(all, http.StatusBadRequest)
	if o.Method == http.MethodPost {
		all = append(all, http.StatusForbidden)
	}
	if len(o.PathParameters()) > 0 {
		all = append(all, http.StatusNotFound)
	}
	all = append(all, http.StatusNotAcceptable)
	if o.Method == http.MethodPost {
		all = append(all, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	all = append(all, o.Contract.Statuses...)
	all = append(all, http.StatusInternalServerError)
	if o.IsHeavy() {
		all = append(all, http.StatusServiceUnavailable)
	}
	return all
}

// MediaTypes returns the media types of the answers with 200.
func (o Operation) MediaTypes() []string {
	if o.Page && o.Contract.Files == nil {
		return []string{"text/html"}
	}
	all := slices.Clone(o.Contract.Files)
	if o.Contract.Gives != nil || o.Contract.Document != nil {
		all = append(all, "application/json")
	}
	if o.IsList() {
		all = append(all, "text/csv")
	}
	return all
}

// PathParameters are the names between braces in the path.
func (o Operation) PathParameters() []string {
	var names []string
	for segment := range strings.SplitSeq(o.Path, "/") {
		if name, ok := strings.CutPrefix(segment, "{"); ok && name != "$}" {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}
