package csu

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Relation says how a customer is related to a unit.
type Relation string

const (
	// Buys means that it bought from the unit over the dates given.
	Buys Relation = "buys"
	// Chose means that it said it would, before the unit opened.
	Chose Relation = "chose"
	// Intended means that it planned to buy and may not have.
	Intended Relation = "intended"
	// LeftIt means that it stopped buying on the last of the dates given.
	LeftIt Relation = "left"
	// PlansTo means that it planned to buy from the first of the dates given.
	PlansTo Relation = "planned"
	// Pays means that published payments over the dates given name the unit. The
	// dates are those of the files seen and say nothing of before and after.
	Pays Relation = "pays"
)

// A CustomerBasis says how a customer is known.
type CustomerBasis string

const (
	// ByName means that a source names the customer.
	ByName CustomerBasis = "named"
	// ByArea means that a source says that the unit served all of an area.
	ByArea CustomerBasis = "whole-area"
	// ByInference means that no source names the unit, and that it follows from the
	// rest.
	ByInference CustomerBasis = "inferred"
	// ByPayment means that a published payment names both.
	ByPayment CustomerBasis = "payment"
)

// A Customer is a body that bought from a unit, and how we know.
type Customer struct {
	// ID is the customer's ODS code.
	ID nhs.OrgID `json:"id,omitempty"`
	// Relation says how it is related to the unit.
	Relation Relation `json:"relation,omitempty"`
	// From is the first day.
	From nhs.PartialDate `json:"from,omitzero"`
	// To is the last day; zero means that no end was found.
	To nhs.PartialDate `json:"to,omitzero"`
	// Basis says how it is known.
	Basis CustomerBasis `json:"basis,omitempty"`
	// Value is in pounds, and nil if it is unknown; ValueBasis says what it covers.
	Value *nhs.Money `json:"value,omitempty"`
	// ValueBasis says what the value covers, such as a year or the lines seen.
	ValueBasis string `json:"value_basis,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is high, medium or low; "" means not stated.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}
