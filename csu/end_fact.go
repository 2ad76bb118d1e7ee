package csu

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An EndFact is a dated statement about how a unit ended or is to end. It is what
// somebody said, and no date of the register follows from it alone: the last day of
// the four units of 2025 is claimed in one request for information and confirmed
// nowhere.
type EndFact struct {
	// ID identifies the statement. One about several units has the same ID on each.
	ID string `json:"id"`
	// On is when it was said or happened, no more precise than the source.
	On nhs.PartialDate `json:"on,omitzero"`
	// Topic says what it is about.
	Topic EndTopic `json:"topic"`
	// Text is the statement, in the register's words.
	Text string `json:"text"`
	// SaidBy is who said it.
	SaidBy string `json:"said_by,omitempty"`
	// LastDay is the last day of work that it claims or confirms. Zero means that it
	// gives none.
	LastDay nhs.PartialDate `json:"last_day,omitzero"`
	// Receivers are the bodies that took on work or staff, or were to. Empty means
	// that none is named.
	Receivers []nhs.OrgID `json:"receivers,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is high, medium or low; "" means not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// An EndTopic says what a statement about an end is about.
type EndTopic string

const (
	// EndAnnouncement is that the end is to come.
	EndAnnouncement EndTopic = "announcement"
	// EndFunctions is where the work goes.
	EndFunctions EndTopic = "functions"
	// EndLastDay is when it stops.
	EndLastDay EndTopic = "last-day"
	// EndMoney is what the end costs, and who pays.
	EndMoney EndTopic = "money"
	// EndRunUp is what came before the announcement.
	EndRunUp EndTopic = "run-up"
	// EndStaff is what becomes of the people.
	EndStaff EndTopic = "staff"
)
