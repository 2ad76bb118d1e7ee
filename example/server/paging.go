package server

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// What limit and offset may be.
const (
	maxLimit  = 1000
	maxOffset = 1_000_000
)

// paging are the parameters of every list. Without them the list is whole.
var paging = [...]parameter{
	{name: "limit", min: 1, max: maxLimit, about: "at most so many items; the header Link and next lead to more"},
	{name: "offset", max: maxOffset, about: "leave out so many items at the beginning"},
}

// parameters returns every parameter that the query may have.
func (e endpoint) parameters() []parameter {
	if !e.isList() {
		return e.query
	}
	return append(slices.Clip(slices.Clone(e.query)), paging[:]...)
}

// isList reports whether the answer can be had as a table.
func (e endpoint) isList() bool {
	return slices.ContainsFunc(e.query, func(p parameter) bool { return p.name == "format" && slices.Contains(p.oneOf, formatCSV) })
}

// A paged is an answer of many items, of which a part can be had.
type paged interface {
	len() int
	// cut leaves the items from one index to another, and says where the next are.
	cut(from, to int, next string)
}

// page cuts an answer to what limit and offset ask for, and returns the header
// Link. Its addresses are relative to that of the request, so that they hold
// wherever the server is mounted.
func (r *request) page(l paged) (link string, err error) {
	limit, err := r.number("limit", 1, maxLimit)
	if err != nil {
		return "", err
	}
	offset, err := r.number("offset", 0, maxOffset)
	if err != nil {
		return "", err
	}
	from := min(offset, l.len())
	to := l.len()
	if limit > 0 {
		to = min(from+limit, to)
	}
	var links []string
	at := func(offset int, rel string) string {
		query := maps.Clone(r.query)
		query.Set("offset", strconv.Itoa(offset))
		address := "?" + url.Values(query).Encode()
		links = append(links, "<"+address+`>; rel="`+rel+`"`)
		return address
	}
	next := ""
	if to < l.len() {
		next = at(to, "next")
	}
	if limit > 0 && from > 0 {
		at(max(0, from-limit), "prev")
	}
	l.cut(from, to, next)
	return strings.Join(links, ", "), nil
}

// number reads a whole number within bounds from the query; without one it is 0.
func (r *request) number(name string, least, most int) (int, error) {
	if !r.query.Has(name) {
		return 0, nil
	}
	text := r.query.Get(name)
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, badParameter(name, "%q; want a whole number from %d to %d", shorten(text), least, most)
	}
	return n, nil
}
