package spend

import (
	"github.com/opencommissioning/commissioning/nhs"
)

// An Evidence says why a name was taken to mean an organisation.
type Evidence string

const (
	// NoEvidence means that nothing was matched.
	NoEvidence Evidence = ""
	// SameName means that the text is a name or alias of it, but for capitals,
	// punctuation and the usual short forms.
	SameName Evidence = "name"
	// SameWords means that the words that tell one name from another are the same.
	SameWords Evidence = "same words"
	// Abbreviation means that initials or abbreviations stand for words of the name.
	Abbreviation Evidence = "abbreviation"
	// Misspelling means that a word of the name has a slip in it.
	Misspelling Evidence = "misspelling"
	// RunTogether means that the text of another cell stands before or behind the
	// name.
	RunTogether Evidence = "run together"
	// CutOff means that the text is a name cut off after thirty letters or more.
	CutOff Evidence = "cut off"
	// CodeInText means that the text holds the organisation's code.
	CodeInText Evidence = "code"
	// LookAlike means that the text is listed as something else, or that it is a
	// company's name.
	LookAlike Evidence = "look-alike"
	// SaysCSU means that the text says CSU and fits no unit that is known.
	SaysCSU Evidence = "says CSU"
	// InFileName means that only the name of the file says so: a hint, not a fact.
	InFileName Evidence = "file name"
)

// A Match is whom a text of a file means.
type Match struct {
	// Org is the organisation as it was; none if there is no match, or if the text
	// fits several and the date does not decide.
	Org nhs.OrgID `json:"org,omitempty"`
	// Candidates are the organisations that the text fits where it fits several.
	Candidates []nhs.OrgID `json:"candidates,omitempty"`
	// Current are the organisations that have taken its place since, or itself; none
	// where the register does not know it.
	Current []nhs.OrgID `json:"now,omitempty"`
	// Kind says what sort of supplier it is; "" if there is no match.
	Kind AliasKind `json:"kind,omitempty"`
	// Evidence says what the match rests on.
	Evidence Evidence `json:"evidence,omitempty"`
	// Source is that of the alias or name that fitted.
	Source string `json:"source,omitempty"`
	// Open says whether the organisation was open on the date.
	Open nhs.Tristate `json:"open,omitempty"`
}

// Found reports whether the text means an organisation, or one of several.
func (m Match) Found() bool { return m.Org != "" || len(m.Candidates) > 0 }
