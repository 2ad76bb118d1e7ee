package api

import (
	"strings"

	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// Dated says which day an answer is for.
type Dated struct {
	AsOf       nhs.Date `json:"as_of,omitzero"`
	KnownUntil nhs.Date `json:"known_until,omitzero"` // if AsOf is later
	Note       string   `json:"note,omitempty"`
}

// remark adds a sentence to the note.
func (d *Dated) remark(sentence string) {
	d.Note = strings.TrimSpace(d.Note + " " + sentence)
}

// sheet returns rows of CSV for the day, with the rest in headers.
func (d Dated) sheet(rows []byte) web.Sheet {
	s := web.Sheet{Rows: rows, Header: map[string]string{}}
	if !d.AsOf.IsZero() {
		s.Day = d.AsOf.String()
	}
	if d.Note != "" {
		s.Header["Note"] = d.Note
	}
	if !d.KnownUntil.IsZero() {
		s.Header["Known-Until"] = d.KnownUntil.String()
	}
	return s
}

// A List is an answer of many items.
type List[T any] struct {
	Dated
	Count int    `json:"count"` // of all items, also if this is a part
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // the address of the next items, relative to this one
}

func newList[T any](on Dated, items []T) *List[T] {
	if items == nil {
		items = []T{}
	}
	return &List[T]{Dated: on, Count: len(items), Items: items}
}

// CSV returns the items as a table.
func (l List[T]) CSV() (web.Sheet, error) {
	rows, err := web.WriteCSV(l.Items)
	return l.sheet(rows), err
}

// Len is how many items there are, for paging.
func (l *List[T]) Len() int { return len(l.Items) }

// Cut leaves a part of the items.
func (l *List[T]) Cut(from, to int, next string) { l.Items, l.Next = l.Items[from:to], next }
