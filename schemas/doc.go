// Package schemas holds a JSON Schema (2020-12) of every document that the
// library reads and of every answer of the demo, for editors, forms and
// programs in other languages. A description is the comment of the Go field.
//
// # Documents
//
// A schema of a document accepts whatever document.Decode accepts. Like it,
// it refuses members that it does not know and values of the wrong form, and
// lets unknown words through: to judge a document is for the rules. What JSON
// Schema cannot say is left to the decoder: that a member stands once, that a
// date is in the calendar, that a period ends after it begins, that an amount is
// within bounds.
//
// # Answers
//
// A schema of an answer leaves room for members that later versions add.
//
// # Use
//
// Name the schema in the document's editor, such as by a mapping of *.sla.json to
// sla.json, or hand it to any validator of draft 2020-12. The demo serves each
// at /schemas/sla.json and so on. The files are written from the Go types by the
// tests of internal/gen/schemagen.
package schemas

//go:generate go test -C ../internal/gen/schemagen -run TestSchemas -update
