// Package api answers programs. It has the operations below /v1, their answers as
// JSON, and the data behind them, which is loaded when an answer first needs it.
//
// The table is in operations.go, and the contract of each operation in contract.go. To
// add an operation, add a row to the first and, if it answers JSON, to the second.
//
// # Answers
//
// A list is {"count", "items"}. An answer for a day also has "as_of". If that day is
// after the last day known, "known_until" gives the day that was answered for and
// "note" says so. Money is a decimal string, dates are ISO, and unknown values are
// omitted. In CSV the day is part of the file name, and the note and known_until of
// the list are in the headers Note and Known-Until.
//
// Many operations also answer for a completed market (data=synthetic), which marks
// what is made up.
package api
