package server

import (
	"encoding/json"
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

// csv returns the items as a table.
func (l list[T]) csv() (dated, []byte, error) {
	table, err := writeCSV(l.Items)
	return l.dated, table, err
}

func (l *list[T]) len() int { return len(l.Items) }

func (l *list[T]) cut(from, to int, next string) { l.Items, l.Next = l.Items[from:to], next }

// A table is an answer that can be had as CSV.
type table interface {
	csv() (dated, []byte, error)
}

const (
	formatJSON = "json"
	formatCSV  = "csv"
)

// encode writes what an endpoint answered.
func encode(r *request, v any) (response, error) {
	if whole, ok := v.(response); ok {
		return whole, nil
	}
	t, isTable := v.(table)
	isTable = isTable && r.table
	var link string
	if l, ok := v.(paged); ok {
		var err error
		if link, err = r.page(l); err != nil {
			return response{}, err
		}
	}
	if isTable && r.wantsCSV() {
		return encodeCSV(r, t, link)
	}
	body, err := json.Marshal(v)
	a := response{contentType: "application/json", body: append(body, '\n')}
	if isTable {
		a.header = map[string]string{"Vary": "Accept"}
		if link != "" {
			a.header["Link"] = link
		}
	}
	return a, err
}

func encodeCSV(r *request, t table, link string) (response, error) {
	on, body, err := t.csv()
	name := strings.ReplaceAll(strings.TrimPrefix(path.Clean(r.URL.Path), "/v1/"), "/", "-")
	if !on.AsOf.IsZero() {
		name += "-" + on.AsOf.String()
	}
	header := map[string]string{
		"Content-Disposition": `inline; filename="` + name + `.csv"`,
		"Vary":                "Accept",
	}
	if link != "" {
		header["Link"] = link
	}
	if on.Note != "" {
		header["Note"] = on.Note
	}
	if !on.KnownUntil.IsZero() {
		header["Known-Until"] = on.KnownUntil.String()
	}
	return response{contentType: "text/csv; charset=utf-8", header: header, body: body}, err
}

// wantsCSV reports whether the parameter format asks for CSV or, without it, the
// header Accept prefers it to JSON.
func (r *request) wantsCSV() bool {
	if r.query.Has("format") {
		return r.query.Get("format") == formatCSV
	}
	media, _ := preferred(r.Header, "application/json", "text/csv")
	return media == "text/csv"
}

// file is an answer that is served as it is.
func file(contentType string, body []byte) response {
	return response{contentType: contentType, body: body}
}

func notFound(format string, args ...any) *problem {
	return newProblem(http.StatusNotFound, format, args...)
}
