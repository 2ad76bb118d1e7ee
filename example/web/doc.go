// Package web serves a table of operations over HTTP. It knows no domain: what an
// operation answers is up to its row.
//
//	s, err := web.NewServer(web.Settings{Log: log})
//	mux.Handle("/", s.Handler(operations))
//
// Every operation is one row, an [Operation]: method, path, the query parameters it
// takes, and the function that answers. That function returns a value or an error and
// never writes to the client. The value becomes JSON, or CSV if it is a [Table] and
// ?format=csv asks for it; a [Response] goes out as it is; the error becomes an RFC
// 9457 [Problem], and one that is no problem a 500 that says nothing of it.
//
// In CSV each item is a row with the same facts: the members of an object within
// an item are columns of their own, and several values in one cell are joined by
// semicolons. A cell that a spreadsheet would take for a formula is preceded by
// an apostrophe.
//
// Every list can be had in parts: with limit= and offset= count stays that of the
// whole, "next" and the header Link say where the next part is, relative to the
// address of this one.
//
// # HTTP
//
// Every GET can be a HEAD, and has an entity tag of the version of the data and
// the bytes; If-None-Match is answered with 304. What a GET gave may be kept if it
// is asked for anew each time (no-cache), what a POST gave may not (no-store). The
// header Accept chooses between JSON and CSV, and is refused with 406 where it
// takes neither. OPTIONS says what a path takes. A request is named by its
// X-Request-Id, or anew: the name is in the answer, in a problem and in the log.
//
// There are no headers for other origins (CORS), and a POST that a page of another
// site makes a browser send is refused. Strict-Transport-Security is not sent:
// the demo is served on loopback without TLS, and the header would bind the host
// name of a proxy that alone knows whether it speaks TLS.
//
// # Refusals
//
// Nothing in a request is ignored: an unknown query parameter, or one given
// twice, is refused with the names of those there are. Bodies are bounded in
// bytes, objects and values. Heavy work runs a bounded number at a time, for a
// bounded time; the rest waits briefly and is then refused (503 with Retry-After). A
// body has to arrive in time, and an uploaded file to keep up a rate (408). Nothing
// is written to disk, and the log has routes and statuses, never a path, a query, a
// header or a body.
package web
