package web

import (
	"maps"
	"net/url"
	"strconv"
	"strings"
)

// Bounds of limit and offset.
const (
	maxLimit  = 1000
	MaxOffset = 1_000_000
)

// paging are the parameters of every list. Without them the list is whole.
var paging = [...]Parameter{
	{Name: "limit", Min: 1, Max: maxLimit, Description: "the maximum number of items; the header Link and next lead to more"},
	{Name: "offset", Max: MaxOffset, Description: "how many items to skip"},
}

// A Paged is an answer of many items that can be cut into parts.
type Paged interface {
	Len() int
	// Cut leaves the items from one index to another, and sets the link to the next.
	Cut(from, to int, next string)
}

// page cuts an answer to limit and offset, and returns the header Link. Its addresses
// are relative to the request, so that they work wherever the server is mounted.
func (r *Request) page(l Paged) (link string, err error) {
	limit, err := r.Number("limit", 1, maxLimit)
	if err != nil {
		return "", err
	}
	offset, err := r.Number("offset", 0, MaxOffset)
	if err != nil {
		return "", err
	}
	from := min(offset, l.Len())
	to := l.Len()
	if limit > 0 {
		to = min(from+limit, to)
	}
	var links []string
	at := func(offset int, rel string) string {
		query := maps.Clone(r.Query)
		query.Set("offset", strconv.Itoa(offset))
		address := "?" + url.Values(query).Encode()
		links = append(links, "<"+address+`>; rel="`+rel+`"`)
		return address
	}
	next := ""
	if to < l.Len() {
		next = at(to, "next")
	}
	if limit > 0 && from > 0 {
		at(max(0, from-limit), "prev")
	}
	l.Cut(from, to, next)
	return strings.Join(links, ", "), nil
}
