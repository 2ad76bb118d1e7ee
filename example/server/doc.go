// Package server is the demo as an [http.Handler]: a JSON API and pages over the
// real market of package england.
//
//	h, err := server.New(server.Options{Log: log})
//	mux.Handle("/", h)
//
// It is the door for a program that mounts the demo, and all that it does is put the
// rooms together: package web serves a table of operations, api has those for
// programs, pages those for people, openapi describes all of them, and site writes
// them as files.
//
// # Limits
//
// There is no log-in, no state and no TLS: put a proxy in front of it before
// strangers reach it.
package server
