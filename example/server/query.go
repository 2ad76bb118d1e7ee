package server

import (
	"net/http"
	"net/url"
)

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
