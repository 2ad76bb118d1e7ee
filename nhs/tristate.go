package nhs

// A Tristate is yes, no or unknown: the answer to a question about facts that are
// known only in part. The zero Tristate is [Unknown].
type Tristate uint8

const (
	// Unknown means that what is known does not settle the question.
	Unknown Tristate = iota
	// Yes means that it is so, whatever the unknown facts are.
	Yes
	// No means that it is not so, whatever the unknown facts are.
	No
)

var tristateNames = [...]string{Unknown: "unknown", Yes: "yes", No: "no"}

// String returns "yes", "no" or "unknown". Any value that is not one of the constants
// is "unknown".
func (a Tristate) String() string {
	if int(a) < len(tristateNames) {
		return tristateNames[a]
	}
	return "unknown"
}

// Not returns the opposite; unknown stays unknown.
func (a Tristate) Not() Tristate {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}

// And returns no if either is no, yes if both are yes, and unknown otherwise.
func (a Tristate) And(b Tristate) Tristate {
	switch {
	case a == No || b == No:
		return No
	case a == Yes && b == Yes:
		return Yes
	}
	return Unknown
}

// Or returns yes if either is yes, no if both are no, and unknown otherwise.
func (a Tristate) Or(b Tristate) Tristate {
	return a.Not().And(b.Not()).Not()
}

// MarshalText returns the same words as String.
func (a Tristate) MarshalText() ([]byte, error) {
	return []byte(a.String()), nil
}

// UnmarshalText reads "yes", "no" or "unknown"; anything else is a
// [*ParseError].
func (a *Tristate) UnmarshalText(text []byte) error {
	for i, name := range tristateNames {
		if string(text) == name {
			*a = Tristate(i)
			return nil
		}
	}
	return NewParseError("answer", string(text), 0, `"yes", "no" or "unknown"`)
}
