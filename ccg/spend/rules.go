package spend

import (
	"github.com/opencommissioning/commissioning/rule"
)

// The rules of this package, by the kind of value that they check.
const (
	// RulePublish requires single transactions over £25,000 to be published.
	RulePublish rule.ID = "SP-11"
	// RuleWholeTransaction compares the whole transaction with the threshold.
	RuleWholeTransaction rule.ID = "SP-12"
	// RuleOneTransaction requires the lines of a transaction to share supplier and
	// date.
	RuleOneTransaction rule.ID = "SP-13"
	// RuleCreditNotes requires credits to be negative, and published if over the
	// threshold.
	RuleCreditNotes rule.ID = "SP-17"
	// RuleOnTime requires the file of a month by the 15th working day of the next.
	RuleOnTime rule.ID = "SP-18"

	// RuleFields requires the fields of a row.
	RuleFields rule.ID = "SP-14"
	// RuleOutOfScope finds pay, income and financing.
	RuleOutOfScope rule.ID = "SP-15"
	// RuleRedaction requires a reason for a redaction.
	RuleRedaction rule.ID = "SP-16"
	// RuleAmount requires amounts in pounds with at most two decimals.
	RuleAmount rule.ID = "SP-19"
)

// The sets are built once: building one allocates, using one does not.
var (
	lineRules = rule.NewSet("spend-line", nil, fields, outOfScope, redaction, exactAmount)

	publicationRules = rule.Join(
		rule.NewSet("spend-publication", publicationID, publish, wholeTransaction, oneTransaction, creditNotes, onTime),
		rule.Lift("lines", linesOf, lineRules))
)

func publicationID(p *Publication) string {
	if p.Entity == "" {
		return p.Month.String()
	}
	return Mask(p.Entity) + " " + p.Month.String()
}

func linesOf(p *Publication) []Line { return p.Lines }

// LineRules returns the rules for one line.
func LineRules() rule.Set[Line] { return lineRules }

// PublicationRules returns the rules for what a body published for a month,
// including those for its lines.
func PublicationRules() rule.Set[Publication] { return publicationRules }

// ByConstruction returns the rules that need no check, because the types cannot hold
// a value that breaks them. This package has none.
func ByConstruction() []rule.Meta { return nil }
