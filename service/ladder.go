package service

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// A Level is how much of a line is meant.
type Level struct {
	// ID is the word for it in documents, such as monitoring.
	ID string `json:"id" limit:"id"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Description says what the supplier does at this level.
	Description string `json:"description,omitempty"`
}

// A Ladder is the levels of a line, least first. Each is more work than the one
// before, with more say in the outcome. A ladder is a plain slice: insert levels of
// your own.
type Ladder []Level

// Index returns the place of the level on the ladder, from 0, or -1.
func (l Ladder) Index(id string) int {
	for i := range l {
		if l[i].ID == id {
			return i
		}
	}
	return -1
}

// Lookup returns the level of that ID, and whether it is on the ladder.
func (l Ladder) Lookup(id string) (Level, bool) {
	if i := l.Index(id); i >= 0 {
		return l[i], true
	}
	return Level{}, false
}

// Compare returns -1, 0 or +1 if level a is less than, the same as or more than
// level b. It returns false if either is not on the ladder.
func (l Ladder) Compare(a, b string) (int, bool) {
	i, j := l.Index(a), l.Index(b)
	if i < 0 || j < 0 {
		return 0, false
	}
	return cmp.Compare(i, j), true
}

// Validate returns an error that names each level without ID and each duplicate ID,
// or nil.
func (l Ladder) Validate() error {
	var faults []error
	seen := make(map[string]bool, len(l))
	for i, level := range l {
		switch {
		case level.ID == "":
			faults = append(faults, fmt.Errorf("level %d: no ID", i))
		case seen[level.ID]:
			faults = append(faults, fmt.Errorf("level %d: duplicate ID %q", i, level.ID))
		}
		seen[level.ID] = true
	}
	return errors.Join(faults...)
}

// scopes are the ladders of the two lines whose vague names were remarked on in
// 2013 (V. Thiel, "CSU structures and how they will operate", HSJ, about March
// 2013). The descriptions are ours.
var scopes = [...]struct {
	line   ID
	levels Ladder
}{
	{ContractManagement, Ladder{
		{"signing", "Signing", "Draws up the papers and gets them signed; the commissioner does the rest."},
		{"monitoring", "Monitoring", "Follows activity, quality and payment under the contract and reports on them."},
		{"negotiating", "Negotiating", "Holds the negotiations with the provider; the commissioner still decides."},
	}},
	{ServiceRedesign, Ladder{
		{"advice", "Advice", "Advises while others design and carry out the change."},
		{"communications", "Communications", "Explains the change to patients, staff and the public."},
		{"design", "Design", "Designs the new service and leads the change."},
	}},
}

// ScopeOf returns the ladder of the line, and whether there is one. Only
// [ContractManagement] and [ServiceRedesign] have a sourced ladder. The result
// is the caller's own.
func ScopeOf(line ID) (Ladder, bool) {
	for i := range scopes {
		if scopes[i].line == line {
			return slices.Clone(scopes[i].levels), true
		}
	}
	return nil, false
}
