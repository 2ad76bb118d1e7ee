// Package web serves a table of operations over HTTP. It knows no domain: each row
// decides what its operation answers.
//
//	s, err := web.NewServer(web.Settings{Log: log})
//	mux.Handle("/", s.Handler(operations))
//
// Every operation is one row, an [Operation]: method, path, the query parameters it
// takes, and the function that answers. That function returns a value or an error and
// never writes to the client. The value becomes JSON, or CSV if it is a [Table] and
// ?format=csv asks for it. A [Response] is sent as it is. An error becomes an RFC 9457
// [Problem]; any other error becomes a 500 that gives no details.
//
// In CSV each item is a row with the same facts: the members of an object within
// an item are columns of their own, and several values in one cell are joined by
// semicolons. A cell that a spreadsheet would take for a formula is preceded by
// an apostrophe.
//
// Every list can be cut into parts with limit= and offset=. The count stays that of
// the whole; "next" and the header Link give the address of the next part, relative
// to this one.
//
// # HTTP
//
// Every GET also works as HEAD. Its entity tag comes from the version of the data and
// the bytes, and If-None-Match is answered with 304. The answer to a GET may be stored
// but must be asked for again (no-cache); the answer to a POST may not be stored
// (no-store). The header Accept chooses between JSON and CSV, and 406 refuses one that
// accepts neither. OPTIONS lists the methods of a path. A request keeps its
// X-Request-Id or gets a new one, which is in the answer, in a problem and in the log.
//
// There are no CORS headers, and a POST from a page of another site is refused.
// Strict-Transport-Security is not sent: the demo is served on loopback without TLS,
// and the header would bind the host name of a proxy, which alone knows whether it
// speaks TLS.
//
// # Refusals
//
// Nothing in a request is ignored: an unknown or repeated query parameter is refused
// with the names of the valid ones. Bodies are bounded in bytes, objects and values.
// Heavy work is bounded in number and in time; the rest waits briefly and is then
// refused (503 with Retry-After). A body must arrive in time, and an uploaded file must
// keep up a rate (408). Nothing is written to disk. The log has routes and statuses,
// never a path, a query, a header or a body.
package web
