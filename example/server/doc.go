// Package server is the demo as an [http.Handler]: a JSON API and pages over the
// real market of package england.
//
//	h, err := server.New(server.Options{Log: log})
//	mux.Handle("/", h)
//
// # Shape
//
// Every operation is one row of the table in endpoints.go: method, path, the
// query parameters it takes, and the function that answers. That function
// returns a value or an error and never writes to the client. The value becomes
// JSON, or CSV if it is a list and ?format=csv asks for it; the error becomes an
// RFC 9457 problem. To add an operation, add a row.
//
// # Answers
//
// A list is {"count", "items"}. Where the answer depends on a day it also has
// "as_of"; if that day is later than the register is known, "known_until" gives
// the day that was answered for and "note" says so. Money is a decimal string,
// dates are ISO, and what is not known is left out.
//
// In CSV each item is a row with the same facts: the members of an object within
// an item are columns of their own, and several values in one cell are joined by
// semicolons. A cell that a spreadsheet would take for a formula is preceded by
// an apostrophe. The day is part of the file name, and the note and known_until of
// the list are in the headers Note and Known-Until.
//
// # Refusals
//
// Nothing in a request is ignored: an unknown query parameter, or one given
// twice, is refused with the names of those there are. Bodies are bounded in
// bytes, objects and values. Checks and crosswalks run a bounded number at a
// time, for a bounded time; the rest wait briefly and are then told to come back
// (503 with Retry-After).
//
// # Limits
//
// There is no log-in, no state and no TLS: put a proxy in front of it before
// strangers reach it.
package server
