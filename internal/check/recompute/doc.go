// Package recompute works out what the engines do a second time, from the page
// docs/calculations.md alone: charges, performance, competitions, decisions and the
// shares of a market. Its test holds the two to each other on random documents.
//
// It is written in another style on purpose and shares no code with the library.
// Documents are read as JSON, figures are fractions, days are counted, and an answer is a
// list of lines of text. It is slow, and refuses nothing: only documents that the library
// accepts are given to it.
package recompute
