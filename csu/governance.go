package csu

import "github.com/opencommissioning/commissioning/nhs"

// A Governance is the group that steered a unit. A hosted unit was not an organisation,
// so it could not have a board in the legal sense.
type Governance struct {
	// Type is what the group is in law, such as committee or board.
	Type string `json:"type,omitempty"`
	// Name is what it is called, whatever its type.
	Name string `json:"name,omitempty"`
	// From is when it was set up.
	From nhs.PartialDate `json:"from,omitzero"`
	// Members are its members.
	Members []Member `json:"members,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// A Member sits on the group that steers a unit.
type Member struct {
	// Name is the person's name; it may be left out.
	Name string `json:"name,omitempty"`
	// Role is the person's role in the group, such as executive, lay or non-executive.
	Role string `json:"role"`
}
