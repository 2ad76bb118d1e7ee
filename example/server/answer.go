package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"path"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// dated says which day an answer is for.
type dated struct {
	AsOf       nhs.Date `json:"as_of,omitzero"`
	KnownUntil nhs.Date `json:"known_until,omitzero"` // if AsOf is later
	Note       string   `json:"note,omitempty"`
}

// remark adds a sentence to the note.
func (d *dated) remark(sentence string) {
	d.Note = strings.TrimSpace(d.Note + " " + sentence)
}

// A list is an answer of many items.
type list[T any] struct {
	dated
	Count int    `json:"count"` // of all, whatever part this is
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // where the next items are, relative to this address
}

func newList[T any](on dated, items []T) *list[T] {
	if items == nil {
		items = []T{}
	}
	return &list[T]{dated: on, Count: len(items), Items: items}
}

// CSV returns the items as a table.
func (l list[T]) CSV() (Sheet, error) {
	rows, err := WriteCSV(l.Items)
	return l.sheet(rows), err
}

// Len is how many items there are, for paging.
func (l *list[T]) Len() int { return len(l.Items) }

// Cut leaves a part of the items.
func (l *list[T]) Cut(from, to int, next string) { l.Items, l.Next = l.Items[from:to], next }

// A Table is an answer that can be had as CSV.
type Table interface {
	CSV() (Sheet, error)
}

// The values of the parameter format that every list takes.
const (
	FormatJSON = "json"
	FormatCSV  = "csv"
)

// encode writes what an operation answered.
func encode(r *Request, v any) (Response, error) {
	if whole, ok := v.(Response); ok {
		return whole, nil
	}
	t, isTable := v.(Table)
	isTable = isTable && r.table
	var link string
	if l, ok := v.(Paged); ok {
		var err error
		if link, err = r.page(l); err != nil {
			return Response{}, err
		}
	}
	if isTable && r.wantsCSV() {
		return encodeCSV(r, t, link)
	}
	body, err := json.Marshal(v)
	a := File("application/json", append(body, '\n'))
	if isTable {
		a.Header = map[string]string{"Vary": "Accept"}
		if link != "" {
			a.Header["Link"] = link
		}
	}
	return a, err
}

func encodeCSV(r *Request, t Table, link string) (Response, error) {
	sheet, err := t.CSV()
	name := strings.ReplaceAll(strings.TrimPrefix(path.Clean(r.URL.Path), "/v1/"), "/", "-")
	if sheet.Day != "" {
		name += "-" + sheet.Day
	}
	a := File("text/csv; charset=utf-8", sheet.Rows)
	a.Header = map[string]string{
		"Content-Disposition": `inline; filename="` + name + `.csv"`,
		"Vary":                "Accept",
	}
	if link != "" {
		a.Header["Link"] = link
	}
	maps.Copy(a.Header, sheet.Header)
	return a, err
}

// wantsCSV reports whether the parameter format asks for CSV or, without it, the
// header Accept prefers it to JSON.
func (r *Request) wantsCSV() bool {
	if r.Query.Has("format") {
		return r.Query.Get("format") == FormatCSV
	}
	media, _ := preferred(r.Header, "application/json", "text/csv")
	return media == "text/csv"
}

// File is an answer that is served as it is.
func File(contentType string, body []byte) Response {
	return Response{ContentType: contentType, Body: body}
}

// NotFound is a problem for what is not there.
func NotFound(format string, args ...any) *Problem {
	return NewProblem(http.StatusNotFound, format, args...)
}

// sheet is rows of CSV for the day, with the rest in headers.
func (d dated) sheet(rows []byte) Sheet {
	s := Sheet{Rows: rows, Header: map[string]string{}}
	if !d.AsOf.IsZero() {
		s.Day = d.AsOf.String()
	}
	if d.Note != "" {
		s.Header["Note"] = d.Note
	}
	if !d.KnownUntil.IsZero() {
		s.Header["Known-Until"] = d.KnownUntil.String()
	}
	return s
}
