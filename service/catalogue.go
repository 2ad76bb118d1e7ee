package service

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
)

// A Catalogue is a list of service lines. It is a plain slice: append lines of
// your own.
type Catalogue []Line

// MarshalJSON writes the lines, and an empty list rather than null if there are none.
func (c Catalogue) MarshalJSON() ([]byte, error) {
	if c == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]Line(c))
}

// Lookup returns the line with the ID, and whether there is one. It is the first if
// several have the ID.
func (c Catalogue) Lookup(id ID) (Line, bool) {
	for i := range c {
		if c[i].ID == id && id != "" {
			return c[i], true
		}
	}
	return Line{}, false
}

// Named returns the first line with the given ID, name or alias, and whether there is
// one. Case does not matter.
func (c Catalogue) Named(name string) (Line, bool) {
	for i := range c {
		if c[i].isNamed(name) {
			return c[i], true
		}
	}
	return Line{}, false
}

func (l *Line) isNamed(name string) bool {
	if name == "" {
		return false
	}
	if strings.EqualFold(string(l.ID), name) || strings.EqualFold(l.Name, name) {
		return true
	}
	for _, alias := range l.Aliases {
		if strings.EqualFold(alias, name) {
			return true
		}
	}
	return false
}

// InGroup returns the lines of the group, in order.
func (c Catalogue) InGroup(group string) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		for i := range c {
			if c[i].Group == group && !yield(c[i]) {
				return
			}
		}
	}
}

// Validate returns an error that names each line that cannot be looked up or
// compared, or nil if there is none. Such a line has no ID or no name, a nature that
// is not one of the three, or a scope that [Ladder.Validate] refuses. Or its ID, name
// or alias belongs to another line.
func (c Catalogue) Validate() error {
	var faults []error
	owner := make(map[string]int, 2*len(c)) // of every ID, name and alias, in lower case
	claim := func(i int, what, name string) {
		if name == "" {
			return
		}
		key := strings.ToLower(name)
		if j, taken := owner[key]; taken && j != i {
			faults = append(faults, fmt.Errorf("line %d (%s): %s %q belongs to line %d (%s)", i, c[i].ID, what, name, j, c[j].ID))
			return
		}
		owner[key] = i
	}
	for i := range c {
		l := &c[i]
		if l.ID == "" {
			faults = append(faults, fmt.Errorf("line %d (%q): no ID", i, l.Name))
		}
		if strings.TrimSpace(l.Name) == "" {
			faults = append(faults, fmt.Errorf("line %d (%s): no name", i, l.ID))
		}
		if l.Nature != "" && !l.Nature.IsKnown() {
			faults = append(faults, fmt.Errorf("line %d (%s): nature %q: want transactional, transformational or clinical", i, l.ID, l.Nature))
		}
		claim(i, "ID", string(l.ID))
		claim(i, "name", l.Name)
		for _, alias := range l.Aliases {
			claim(i, "alias", alias)
		}
		if err := l.Scope.Validate(); err != nil {
			faults = append(faults, fmt.Errorf("line %d (%s): scope: %w", i, l.ID, err))
		}
	}
	return errors.Join(faults...)
}
