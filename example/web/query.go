package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// VersionParameter returns the parameter that permalinks hold. Every page takes it.
func VersionParameter() Parameter {
	return Parameter{Name: "version", Description: "the version of the data that the link refers to"}
}

// readQuery reads the query of a request.
func (o Operation) readQuery(r *http.Request) (url.Values, error) {
	switch {
	case !o.Page:
		return parseQuery(o.Parameters(), r.URL.RawQuery)
	case o.IsForm(): // what it holds is in the body
		return parseFields([]Parameter{VersionParameter()}, r.URL.RawQuery)
	}
	return parseFields(o.Query, r.URL.RawQuery)
}

// parseQuery reads a query of the given parameters, and refuses any other.
func parseQuery(known []Parameter, raw string) (url.Values, error) {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return nil, NewProblem(http.StatusBadRequest, "the query is malformed: want name=value pairs joined by &, percent-encoded")
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		i := slices.IndexFunc(known, func(p Parameter) bool { return p.Name == name && !p.IsFile })
		if i < 0 {
			return nil, BadParameter(Shorten(name), "unknown parameter; %s", parameterNames(known))
		}
		values := query[name]
		if len(values) > 1 && !known[i].Repeat {
			return nil, BadParameter(name, "given %d times; want it once", len(values))
		}
		for _, v := range values {
			if known[i].OneOf != nil && !slices.Contains(known[i].OneOf, v) {
				return nil, BadParameter(name, "%q; want %s", Shorten(v), strings.Join(known[i].OneOf, " or "))
			}
		}
	}
	return query, nil
}

func parameterNames(known []Parameter) string {
	var names []string
	for _, p := range known {
		names = append(names, p.Name)
	}
	if names == nil {
		return "none is allowed here"
	}
	return "want one of " + strings.Join(names, ", ")
}

// Shorten returns what a client sent, cut to a length that an error may repeat.
func Shorten(s string) string {
	const most = 64
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// MaxSearch is the longest search in bytes.
const MaxSearch = 200

// SearchParameter is what [Request.Search] reads.
func SearchParameter() Parameter {
	return Parameter{Name: "q", Description: "part of a name or text, or a code"}
}

// Search returns the search text in lower case; an empty one matches everything.
func (r *Request) Search() (string, error) {
	q := r.Query.Get("q")
	if len(q) > MaxSearch {
		return "", BadParameter("q", "longer than %d bytes", MaxSearch)
	}
	return strings.ToLower(strings.TrimSpace(q)), nil
}

// Number reads a whole number within bounds from the query; without one it is 0.
func (r *Request) Number(name string, least, most int) (int, error) {
	if !r.Query.Has(name) {
		return 0, nil
	}
	text := r.Query.Get(name)
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, BadParameter(name, "%q; want a whole number from %d to %d", Shorten(text), least, most)
	}
	return n, nil
}
