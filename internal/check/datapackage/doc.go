// Package datapackage reads a Frictionless tabular data package (version 1) and holds
// its CSV files to it: header, types, keys, references, rows, bytes and SHA-256.
//
// The manifest is a file such as datapackage.json beside its tables. Besides the
// properties of the specification it has a few of ours: rows, coverage, known_until and
// known_gaps on a resource, and list on a field whose cells hold several values.
//
// To write rows, bytes and hashes after the tables have changed:
//
//	go generate ./internal/check/datapackage
package datapackage

//go:generate go test -run TestEnglandManifest -update
