package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// AnyHost in [Settings.Hosts] lets a server on loopback answer for every name.
const AnyHost = "*"

// checkHost refuses a request that came in over loopback for a name that is not one of
// loopback. A page elsewhere can make its own name lead to 127.0.0.1; to a browser the
// answers would then be its own, and it could read them. A browser always sends a name.
func (s *Server) checkHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := hostName(r.Host)
		if !overLoopback(r) || name == "" || isLoopbackName(name) || slices.ContainsFunc(s.Hosts, func(h string) bool {
			return h == AnyHost || strings.EqualFold(strings.TrimSuffix(h, "."), name)
		}) {
			next.ServeHTTP(w, r)
			return
		}
		s.writeProblem(w, r, NewProblem(http.StatusMisdirectedRequest, "the host is another; a server on loopback answers for localhost and 127.0.0.1 unless it is told other names"))
	})
}

// overLoopback reports whether the connection of a request ends at a loopback address of
// this machine. A request without a connection does not.
func overLoopback(r *http.Request) bool {
	addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	at, err := netip.ParseAddrPort(addr.String())
	return err == nil && at.Addr().Unmap().IsLoopback()
}

// hostName returns the name or address of a Host header, without its port, the brackets
// of IPv6 and the full stop at its end.
func hostName(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	return strings.TrimSuffix(name, ".")
}

// isLoopbackName reports whether a name can only be that of the machine itself: a
// loopback address, localhost, or a name below localhost, which no name server outside
// may answer for (RFC 6761).
func isLoopbackName(name string) bool {
	if at, err := netip.ParseAddr(name); err == nil {
		return at.Unmap().IsLoopback()
	}
	name = strings.ToLower(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}
