package server

import (
	"fmt"
	"net/http"
	"path"
	"regexp"
)

// checkBase wants a path such as /demo, or none.
func checkBase(base string) error {
	if base == "" || base[0] == '/' && base != "/" && path.Clean(base) == base {
		return nil
	}
	return fmt.Errorf("server options: the base %q; want a path such as /demo", base)
}

// linksFromRoot finds the links and forms of a page that lead to the server.
var linksFromRoot = regexp.MustCompile(`(\s(?:href|src|action)=")(/(?:[^/"][^"]*)?")`)

// mount hands on requests without the base.
func (s *Server) mount(h http.Handler) http.Handler {
	if s.Base == "" {
		return h
	}
	return http.StripPrefix(s.Base, h)
}
