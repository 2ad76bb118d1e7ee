package csu

import "github.com/opencommissioning/commissioning/nhs"

// A Leader is a person who ran a unit.
type Leader struct {
	// Name is the person's name.
	Name string `json:"name"`
	// Role is the post, such as managing director. Some people ran several units at
	// once.
	Role string `json:"role,omitempty"`
	// From is the first day in the post.
	From nhs.PartialDate `json:"from,omitzero"`
	// To is the last day in the post; zero means that no end is known.
	To nhs.PartialDate `json:"to,omitzero"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}

// A Headcount is a number of staff that a source states. It is not an [nhs.Count]: the
// source itself may state a range, which is not a count of certain and possible cases.
type Headcount struct {
	// On is the day that it is for.
	On nhs.PartialDate `json:"on,omitzero"`
	// AtLeast is the number, or the lower of two.
	AtLeast int `json:"at_least"`
	// AtMost is the higher of two numbers; 0 if there is only one, or no upper limit.
	AtMost int `json:"at_most,omitempty"`
	// Basis says how exact the number is: about, over, up to.
	Basis string `json:"basis,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
}
