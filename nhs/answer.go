package nhs

// An Answer is yes, no or unknown: the reply to a question about facts that are
// known only in part. The zero Answer is [Unknown].
type Answer uint8

const (
	// Unknown means that what is known does not settle the question.
	Unknown Answer = iota
	// Yes means that it is so, whichever way the unknown facts are.
	Yes
	// No means that it is not so, whichever way the unknown facts are.
	No
)

var answerNames = [...]string{Unknown: "unknown", Yes: "yes", No: "no"}

// String returns "yes", "no" or "unknown", which any other value of the type
// is taken for.
func (a Answer) String() string {
	if int(a) < len(answerNames) {
		return answerNames[a]
	}
	return "unknown"
}

// Not returns the opposite; unknown stays unknown.
func (a Answer) Not() Answer {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}

// And returns no if either is no, yes if both are yes, and unknown otherwise.
func (a Answer) And(b Answer) Answer {
	switch {
	case a == No || b == No:
		return No
	case a == Yes && b == Yes:
		return Yes
	}
	return Unknown
}

// Or returns yes if either is yes, no if both are no, and unknown otherwise.
func (a Answer) Or(b Answer) Answer {
	return a.Not().And(b.Not()).Not()
}

// MarshalText returns the same words as String.
func (a Answer) MarshalText() ([]byte, error) {
	return []byte(a.String()), nil
}

// UnmarshalText reads "yes", "no" or "unknown"; anything else is a
// [*ParseError].
func (a *Answer) UnmarshalText(text []byte) error {
	for i, name := range answerNames {
		if string(text) == name {
			*a = Answer(i)
			return nil
		}
	}
	return NewParseError("answer", string(text), 0, `"yes", "no" or "unknown"`)
}
