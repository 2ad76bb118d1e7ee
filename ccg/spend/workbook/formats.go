package workbook

import "github.com/opencommissioning/commissioning/ccg/spend"

// Formats returns an opener for every format of this package, for
// [spend.Options.Formats].
func Formats(l Limits) []spend.Opener {
	return []spend.Opener{XLSX{l}, ODS{l}, HTML{l}, XLS{l}}
}
