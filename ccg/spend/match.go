package spend

import (
	"slices"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An Evidence says why a name matches an organisation.
type Evidence string

const (
	// NoEvidence means that nothing was matched.
	NoEvidence Evidence = ""
	// SameName means that the text is its name or alias, ignoring capitals,
	// punctuation and the usual short forms.
	SameName Evidence = "name"
	// SameWords means that the distinctive words are the same.
	SameWords Evidence = "same words"
	// Abbreviation means that initials or abbreviations stand for words of the name.
	Abbreviation Evidence = "abbreviation"
	// Misspelling means that a word of the name is misspelt.
	Misspelling Evidence = "misspelling"
	// RunTogether means that the text of another cell precedes or follows the name.
	RunTogether Evidence = "run together"
	// CutOff means that the text is a name cut off after thirty letters or more.
	CutOff Evidence = "cut off"
	// CodeInText means that the text contains the organisation's code.
	CodeInText Evidence = "code"
	// Registered means that the file gives the number of the organisation in the register
	// of companies.
	Registered Evidence = "company number"
	// LookAlike means that the text is listed as something else, or is a company's
	// name.
	LookAlike Evidence = "look-alike"
	// SaysCSU means that the text mentions a CSU but fits no known unit.
	SaysCSU Evidence = "says CSU"
	// InFileName means that only the name of the file matches: a hint, not a fact.
	InFileName Evidence = "file name"
)

// A Match is the organisation that a text in a file means.
type Match struct {
	// Org is the organisation that the text names, even if others had followed it by
	// the date; "" if there is no match, or if the text fits several and the date does
	// not decide.
	Org nhs.OrgID `json:"org,omitempty"`
	// Named is the organisation that the text names, if it had not begun by the date:
	// Org, or the Candidates, are then those of the date that it came from.
	Named nhs.OrgID `json:"named,omitempty"`
	// Candidates are the organisations that the text fits, if there are several.
	Candidates []nhs.OrgID `json:"candidates,omitempty"`
	// Current are its present successors, or itself; none if the register does not know
	// it.
	Current []nhs.OrgID `json:"now,omitempty"`
	// Kind says what sort of supplier it is; "" if there is no match.
	Kind AliasKind `json:"kind,omitempty"`
	// Evidence is the basis of the match.
	Evidence Evidence `json:"evidence,omitempty"`
	// Confidence is how sure the match is: high for names and codes, medium for what was
	// abbreviated, misspelt, cut off or among other text, low for a name that only the
	// file has; "" if there is no match.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	// Source is the source of the matching alias or name.
	Source string `json:"source,omitempty"`
	// Open says whether the organisation was open on the date.
	Open nhs.Tristate `json:"open,omitempty"`
}

// Found reports whether the text means an organisation, or one of several.
func (m Match) Found() bool { return m.Org != "" || len(m.Candidates) > 0 }

// confidence returns how sure a match on the evidence is.
func (e Evidence) confidence() lineage.Confidence {
	switch e {
	case SameName, SameWords, CodeInText, Registered:
		return lineage.High
	case Abbreviation, Misspelling, RunTogether, CutOff:
		return lineage.Medium
	case InFileName:
		return lineage.Low
	}
	return ""
}

// leastSure returns the least sure of the confidences that are stated.
func leastSure(list ...lineage.Confidence) lineage.Confidence {
	words := lineage.Confidences()
	for _, c := range slices.Backward(words) {
		if slices.Contains(list, c) {
			return c
		}
	}
	return ""
}
