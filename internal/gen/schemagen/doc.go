// Package schemagen writes the JSON Schemas of the module's documents and
// answers into the folder schemas, from the Go types and their comments, and
// holds them to what [document.Decode] accepts and the demo answers. It is
// a module of its own, so that users of the library do not get the schema
// library. After a change:
//
//	go generate ./schemas
package schemagen
