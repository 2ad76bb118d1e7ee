// Package citation holds the texts that rules rest on: the rows of
// england/data/sources.csv that a rule cites. Rules name them by ID, and rows of data
// name the same ones, so that a text is described once.
package citation

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/rule"
)

//go:generate go run ../gen/citations

// An ID names a row of the table.
type ID string

// Of returns the citation with the ID. Of an ID that is not in the table it has the ID
// alone, which no rule may have.
func Of(id ID) rule.Citation {
	i, ok := slices.BinarySearchFunc(table[:], id, func(c rule.Citation, id ID) int { return cmp.Compare(c.ID, string(id)) })
	if !ok {
		return rule.Citation{ID: string(id)}
	}
	return table[i]
}

// List returns the citations with the IDs, in the order given.
func List(ids ...ID) []rule.Citation {
	list := make([]rule.Citation, len(ids))
	for i, id := range ids {
		list[i] = Of(id)
	}
	return list
}
