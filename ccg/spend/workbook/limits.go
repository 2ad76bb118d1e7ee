package workbook

import (
	"cmp"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// Limits bound what a file may cost, whatever its format. A field that is zero has the
// default, which suits a server that anybody can send files to. [Large] suits
// files of your own.
type Limits struct {
	// Unpacked is the most bytes of all parts once unpacked; 16 MiB by default.
	Unpacked int64
	// Cells is the most cells, with the empty ones between others; those of a row count
	// as eight more than they are, so that empty rows count too. 16 million by
	// default.
	Cells int64
	// Text is the most bytes of text in all cells, where a text that several cells share
	// counts for each; 64 MiB by default.
	Text int64
	// Texts is the most texts that cells can share; 262,144 by default.
	Texts int64
	// Sheets is the most sheets; 256 by default.
	Sheets int64
}

// Large are the limits for files of your own: enough for a sheet as full as Excel
// can make it, within 2 GiB of memory.
func Large() Limits {
	return Limits{Unpacked: 1 << 30, Cells: 1 << 28, Text: 4 << 30, Texts: 1 << 24, Sheets: 4096}
}

func (l Limits) orDefaults() Limits {
	return Limits{
		Unpacked: cmp.Or(l.Unpacked, 16<<20),
		Cells:    cmp.Or(l.Cells, 16_000_000),
		Text:     cmp.Or(l.Text, 64<<20),
		Texts:    cmp.Or(l.Texts, 1<<18),
		Sheets:   cmp.Or(l.Sheets, 256),
	}
}

// The limits of one sheet. They are those of Excel, which no format here exceeds.
const (
	maxRows     = 1 << 20
	maxColumns  = 16384
	maxCellText = 128 << 10 // bytes: 32,767 characters
)

// rowCost is how many cells a row counts as, besides its own.
const rowCost = 8

// A tally counts what was read of a file against its limits.
type tally struct {
	limits      Limits
	cells, text int64
}

// count adds cells, and bytes of their text.
func (t *tally) count(cells int, text int64) error {
	t.cells += int64(cells)
	t.text += text
	switch {
	case t.cells > t.limits.Cells:
		return &spend.LimitError{What: "cells in its sheets, counting empty ones", Limit: t.limits.Cells}
	case t.text > t.limits.Text:
		return &spend.LimitError{What: "bytes of text in its cells", Limit: t.limits.Text}
	}
	return nil
}
