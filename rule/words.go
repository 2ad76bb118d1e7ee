package rule

import "fmt"

// Severity says how grave a finding is. The zero Severity is invalid.
type Severity uint8

const (
	// Info draws attention to something that may well be right as it stands.
	Info Severity = iota + 1
	// Warning asks for a second look: guidance was not followed, or a figure looks
	// like a slip.
	Warning
	// Error must be fixed: an obligation in the cited text is not met, or what is
	// said cannot be true or cannot be used.
	Error
)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

// String returns "info", "warning" or "error".
func (s Severity) String() string { return word(severityNames[:], uint8(s), "Severity") }

// MarshalText returns the word of String; an invalid severity is an error.
func (s Severity) MarshalText() ([]byte, error) {
	return marshalWord(severityNames[:], uint8(s), "severity")
}

// UnmarshalText reads "info", "warning" or "error".
func (s *Severity) UnmarshalText(text []byte) error {
	return unmarshalWord(severityNames[:], (*uint8)(s), "severity", text)
}

// Basis says what kind of authority a rule rests on. The zero Basis is invalid.
type Basis uint8

const (
	// Law is a statute, regulation or order.
	Law Basis = iota + 1
	// Guidance is a letter, framework term or other guidance of the NHS or the
	// government.
	Guidance
	// Reported is a figure or finding of the three articles of 2013 that started
	// the project.
	Reported
	// Study is research or a survey.
	Study
	// Integrity is what the data itself needs in order to make sense. It needs no
	// citation.
	Integrity
	// Unsourced is customary or asked for, but no text of it was found. Such
	// rules are off unless selected.
	Unsourced
	// LocalPolicy is a house rule: your own policy. It needs no citation and may be on
	// by default.
	LocalPolicy
)

var basisNames = [...]string{Law: "law", Guidance: "guidance", Reported: "finding", Study: "study", Integrity: "integrity", Unsourced: "unsourced", LocalPolicy: "local-policy"}

// String returns "law", "guidance", "finding", "study", "integrity", "unsourced" or
// "local-policy".
func (b Basis) String() string { return word(basisNames[:], uint8(b), "Basis") }

// MarshalText returns the word of String; an invalid basis is an error.
func (b Basis) MarshalText() ([]byte, error) {
	return marshalWord(basisNames[:], uint8(b), "basis")
}

// UnmarshalText reads one of the words of String.
func (b *Basis) UnmarshalText(text []byte) error {
	return unmarshalWord(basisNames[:], (*uint8)(b), "basis", text)
}

// Outcome says what became of one rule on one value. The zero Outcome is
// invalid.
type Outcome uint8

const (
	// Passed means the rule looked and had nothing to say.
	Passed Outcome = iota + 1
	// Found means it reported at least one finding that is not waived.
	Found
	// NotApplicable means the value is not of the sort that the rule judges.
	NotApplicable
	// NotInForce means the rule was not the law on the deciding date.
	NotInForce
	// Undated means the deciding date, or a date that the check needs, is not
	// known.
	Undated
	// Deselected means the rule is not part of the selection.
	Deselected
	// Waived means that each of its findings is waived.
	Waived
	// Panicked means that the rule panicked.
	Panicked
)

var outcomeNames = [...]string{
	Passed: "passed", Found: "found", NotApplicable: "not applicable", NotInForce: "not in force",
	Undated: "undated", Deselected: "deselected", Waived: "waived", Panicked: "panicked",
}

// String returns the outcome in words, such as "not in force".
func (o Outcome) String() string { return word(outcomeNames[:], uint8(o), "Outcome") }

// MarshalText returns the words of String; an invalid outcome is an error.
func (o Outcome) MarshalText() ([]byte, error) {
	return marshalWord(outcomeNames[:], uint8(o), "outcome")
}

// UnmarshalText reads the words of String.
func (o *Outcome) UnmarshalText(text []byte) error {
	return unmarshalWord(outcomeNames[:], (*uint8)(o), "outcome", text)
}

func word(names []string, v uint8, typ string) string {
	if v == 0 || int(v) >= len(names) {
		return fmt.Sprintf("%s(%d)", typ, v)
	}
	return names[v]
}

func marshalWord(names []string, v uint8, typ string) ([]byte, error) {
	if v == 0 || int(v) >= len(names) {
		return nil, fmt.Errorf("not a valid %s: %d", typ, v)
	}
	return []byte(names[v]), nil
}

func unmarshalWord(names []string, v *uint8, typ string, text []byte) error {
	for i, name := range names {
		if i > 0 && string(text) == name {
			*v = uint8(i)
			return nil
		}
	}
	return fmt.Errorf("not a valid %s: %.64q: want one of %q", typ, text, names[1:])
}
