// Package api answers programs: the operations below /v1, their answers as JSON, and
// the data behind them, which is loaded when an answer first needs it.
//
// The table is in operations.go, what each operation promises in contract.go. To add an
// operation, add a row to the one and, if it answers JSON, to the other.
//
// # Answers
//
// A list is {"count", "items"}. Where the answer depends on a day it also has
// "as_of"; if that day is later than the register is known, "known_until" gives
// the day that was answered for and "note" says so. Money is a decimal string,
// dates are ISO, and what is not known is left out. In CSV the day is part of the file
// name, and the note and known_until of the list are in the headers Note and
// Known-Until.
//
// Many operations can be asked of a completed market too (data=synthetic), in which
// what is made up is marked.
package api
