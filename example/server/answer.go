package server

import (
	"strings"

	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// dated says which day an answer is for.
type dated struct {
	AsOf       nhs.Date `json:"as_of,omitzero"`
	KnownUntil nhs.Date `json:"known_until,omitzero"` // if AsOf is later
	Note       string   `json:"note,omitempty"`
}

// remark adds a sentence to the note.
func (d *dated) remark(sentence string) {
	d.Note = strings.TrimSpace(d.Note + " " + sentence)
}

// A list is an answer of many items.
type list[T any] struct {
	dated
	Count int    `json:"count"` // of all, whatever part this is
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // where the next items are, relative to this address
}

func newList[T any](on dated, items []T) *list[T] {
	if items == nil {
		items = []T{}
	}
	return &list[T]{dated: on, Count: len(items), Items: items}
}

// CSV returns the items as a table.
func (l list[T]) CSV() (web.Sheet, error) {
	rows, err := web.WriteCSV(l.Items)
	return l.sheet(rows), err
}

// Len is how many items there are, for paging.
func (l *list[T]) Len() int { return len(l.Items) }

// Cut leaves a part of the items.
func (l *list[T]) Cut(from, to int, next string) { l.Items, l.Next = l.Items[from:to], next }

// sheet is rows of CSV for the day, with the rest in headers.
func (d dated) sheet(rows []byte) web.Sheet {
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
