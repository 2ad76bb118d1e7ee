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
// A page is a row of the table in pages.go: its path, what the navigation calls it,
// and the function that fills it. The function returns a page, which names its
// template and what it shows; the frame around it (page.go, layout.html) says
// whether that is real, gives the link that stays and leads to the same facts as
// JSON and CSV. Pages need no JavaScript: forms are plain, charts are SVG that
// package chart draws.
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
// Every list can be had in parts: with limit= and offset= count stays that of the
// whole, "next" and the header Link say where the next part is, relative to the
// address of this one.
//
// /openapi.json describes all of it. It is made from the table, from contracts in
// contract.go, and from the Go types of the answers; tests make the server answer
// with every status that it promises, and hold each answer to its schema.
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
// bytes, objects and values. Checks and crosswalks run a bounded number at a
// time, for a bounded time; the rest wait briefly and are then told to come back
// (503 with Retry-After). A body has to arrive in time, and a spend file to keep up
// a pace (408). Nothing is written to disk, and the log has routes and statuses,
// never a path, a query, a header or a body.
//
// # Limits
//
// There is no log-in, no state and no TLS: put a proxy in front of it before
// strangers reach it.
package server
