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
	Count int `json:"count"`
	Items []T `json:"items"`
}

func newList[T any](on dated, items []T) list[T] {
	if items == nil {
		items = []T{}
	}
	return list[T]{on, len(items), items}
}

// csv returns the items as a table.
func (l list[T]) csv() (dated, []byte, error) {
	table, err := writeCSV(l.Items)
	return l.dated, table, err
}

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
	if isTable && r.wantsCSV() {
		return encodeCSV(r, t)
	}
	body, err := json.Marshal(v)
	a := response{contentType: "application/json", body: append(body, '\n')}
	if isTable {
		a.header = map[string]string{"Vary": "Accept"}
	}
	return a, err
}

func encodeCSV(r *request, t table) (response, error) {
	on, body, err := t.csv()
	name := strings.ReplaceAll(strings.TrimPrefix(path.Clean(r.URL.Path), "/v1/"), "/", "-")
	if !on.AsOf.IsZero() {
		name += "-" + on.AsOf.String()
	}
	header := map[string]string{
		"Content-Disposition": `inline; filename="` + name + `.csv"`,
		"Vary":                "Accept",
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
// header Accept names CSV and not JSON.
func (r *request) wantsCSV() bool {
	if r.query.Has("format") {
		return r.query.Get("format") == formatCSV
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	return strings.Contains(accept, "text/csv") && !strings.Contains(accept, "json")
}

// file is an answer that is served as it is.
func file(contentType string, body []byte) response {
	return response{contentType: contentType, body: body}
}

func notFound(format string, args ...any) *problem {
	return refuse(http.StatusNotFound, format, args...)
}
