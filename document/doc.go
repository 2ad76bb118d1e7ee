// Package document reads JSON documents strictly and says where one is wrong.
//
// # Why strict
//
// A document of this library (a market, an agreement, a decision) is typed by
// people. A misspelt member that is silently ignored, or an amount that silently
// becomes zero, gives a wrong answer later and far away. [Decode] refuses both, with
// a JSON pointer, a line and a column:
//
//	agreement, err := document.Decode[sla.Agreement](text)
//	if bad, ok := errors.AsType[*document.Error](err); ok {
//		fmt.Println(bad.Line, bad.Column, bad.Path, bad.Err)
//	}
//
// # Reading is not judging
//
// Decode refuses malformed syntax, unknown members and values of the wrong type. It
// does not judge what a document says: words outside a closed list and dates out of
// order are read, so that a document with mistakes can be loaded, shown, checked by a
// [rule.Set] and fixed.
//
// # Limits
//
// A document is held in memory while it is read, and may nest 64 levels deep.
package document
