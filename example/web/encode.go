package web

import (
	"encoding/json"
	"maps"
	"path"
	"strings"
)

// The values of the parameter format that every list takes.
const (
	FormatJSON = "json"
	FormatCSV  = "csv"
)

// A Table is an answer that is also available as CSV.
type Table interface {
	CSV() (Sheet, error)
}

// A Sheet is a table as CSV.
type Sheet struct {
	Rows   []byte
	Day    string            // that the table is for, as a part of the file's name; "" if none
	Header map[string]string // what else there is to say of it
}

// encode writes the answer of an operation.
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
