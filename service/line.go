package service

import "github.com/opencommissioning/commissioning/lineage"

// A Nature says what kind of work a line is.
type Nature string

const (
	// Transactional is routine work in volume: contracting, procurement, back
	// office.
	Transactional Nature = "transactional"
	// Transformational is leading change: redesign, modelling, engagement.
	Transformational Nature = "transformational"
	// Clinical is work on individual cases or prescribing, such as continuing
	// healthcare, medicines and funding requests.
	Clinical Nature = "clinical"
)

// IsKnown reports whether n is one of the three natures. Any word decodes.
func (n Nature) IsKnown() bool {
	return n == Transactional || n == Transformational || n == Clinical
}

// A Line is one service that a commissioner can buy or do itself.
type Line struct {
	// ID identifies the line.
	ID ID `json:"id,omitempty"`
	// Name is its name for people.
	Name string `json:"name"`
	// Aliases are other names it goes by.
	Aliases []string `json:"aliases,omitempty"`
	// Group is the slug of the family of lines it belongs to, such as
	// business-support.
	Group string `json:"group,omitempty" limit:"id"`
	// Nature says what kind of work it is; "" means that it is not stated.
	Nature Nature `json:"nature,omitempty"`
	// NatureBasis says whether a source states the nature or it is inferred.
	NatureBasis string `json:"nature_basis,omitempty"`
	// Lots are the lots of the Lead Provider Framework of 2015 in which a source
	// places the line, such as 1 or 2a. None means that no source was found, not that
	// the line was in no lot.
	Lots []string `json:"lots,omitempty" limit:"id"`
	// Scope is the levels of the line that can be bought, least first. It is empty for
	// a line whose name says enough.
	Scope Ladder `json:"scope,omitempty"`
	// Description says what the line is.
	Description string `json:"description,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is high, medium or low; "" means that it is not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
}
