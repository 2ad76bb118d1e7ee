package lineage

import (
	"cmp"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A SuccessionKind says how the area of one body came to another. The zero
// SuccessionKind is none of them and is not valid.
type SuccessionKind uint8

// The kinds of succession. The first three are takeovers: the predecessor
// ends. In a boundary change both bodies go on under their own codes.
const (
	// OneToOne is one body that continues as one other.
	OneToOne SuccessionKind = iota + 1
	// Merger is one of two or more bodies that continue as one.
	Merger
	// Split is one body that continues as two or more.
	Split
	// BoundaryChange is a part of one body that goes to another.
	BoundaryChange
)

var successionKindNames = [...]string{OneToOne: "one-to-one", Merger: "merger", Split: "split", BoundaryChange: "boundary-change"}

// ParseSuccessionKind reads "one-to-one", "merger", "split" or
// "boundary-change". Anything else is a [*nhs.ParseError].
func ParseSuccessionKind(s string) (SuccessionKind, error) {
	for i, name := range successionKindNames {
		if s == name && name != "" {
			return SuccessionKind(i), nil
		}
	}
	return 0, nhs.NewParseError("succession kind", s, 0, `"one-to-one", "merger", "split" or "boundary-change"`)
}

// String returns the word that [ParseSuccessionKind] reads, and "" for a kind
// that is not valid.
func (k SuccessionKind) String() string {
	if int(k) < len(successionKindNames) {
		return successionKindNames[k]
	}
	return ""
}

// MarshalText returns the form of String. A kind that is not valid is an error.
func (k SuccessionKind) MarshalText() ([]byte, error) {
	s := k.String()
	if s == "" {
		_, err := ParseSuccessionKind(s)
		return nil, err
	}
	return []byte(s), nil
}

// UnmarshalText reads what [ParseSuccessionKind] reads.
func (k *SuccessionKind) UnmarshalText(text []byte) error {
	v, err := ParseSuccessionKind(string(text))
	if err != nil {
		return err
	}
	*k = v
	return nil
}

// A Share is a part of a whole as two whole numbers that a source counted,
// such as 199,638 of 522,784 people. It is never a rounded fraction.
type Share struct {
	// Moved is how much went.
	Moved int64 `json:"moved"`
	// Of is how much there was.
	Of int64 `json:"of"`
	// Basis says what was counted, such as "QOF 2016/17 list sizes".
	Basis string `json:"basis,omitempty"`
}

// String returns the share in words: 199,638 of 522,784 (QOF 2016/17 list
// sizes).
func (s Share) String() string {
	text := format.Int(s.Moved) + " of " + format.Int(s.Of)
	if s.Basis != "" {
		text += " (" + s.Basis + ")"
	}
	return text
}

// inWords returns the share of the step in every way that it was counted.
func (s *Succession) inWords() string {
	text := s.Share.String()
	if s.Also != nil {
		text += ", or " + s.Also.String()
	}
	return text
}

// usable reports whether s is a part from none to all of something.
func (s *Share) usable() bool { return s != nil && s.Of > 0 && s.Moved >= 0 && s.Moved <= s.Of }

// A Succession is one dated step from a body to one that has its area, or a
// part of it, afterwards. A merger of three bodies is three Successions to one
// successor; a split into two is two Successions from one predecessor.
type Succession struct {
	// Predecessor is the body that had the area before.
	Predecessor nhs.OrgID `json:"predecessor,omitempty"`
	// Successor is the body that has it afterwards. In a boundary change it is empty
	// if the other body is unknown.
	Successor nhs.OrgID `json:"successor,omitempty"`
	// Effective is the first day of the new state.
	Effective nhs.PartialDate `json:"effective,omitzero"`
	// Kind is how it happened.
	Kind SuccessionKind `json:"kind,omitzero"`
	// Share is the part of the predecessor that went. Nil means all of it in a
	// one-to-one succession and a merger, and an unknown part in a split and a
	// boundary change.
	Share *Share `json:"share,omitempty"`
	// Also is the same part counted in another way, such as by residents where Share
	// counts registered people. A crosswalk names it but divides by Share.
	Also *Share `json:"also,omitempty"`
	// Confidence is how sure the step is: high, medium or low; "" if that is not
	// stated. A figure that rests on a step of low confidence is not exact.
	Confidence Confidence `json:"confidence,omitempty"`
	// Sources names where the step is recorded.
	Sources []string `json:"sources,omitempty"`
	// Note is a remark for people.
	Note string `json:"note,omitempty"`
}

// IsTakeover reports whether the predecessor ended with this step: every kind
// but a boundary change.
func (s Succession) IsTakeover() bool { return s.Kind != BoundaryChange }

// takesAll reports whether this record alone says that everything went.
func (s Succession) takesAll() bool {
	if s.Share != nil {
		return s.Share.usable() && s.Share.Moved == s.Share.Of
	}
	return s.Kind != Split
}

// moves reports whether s leads from one body to another.
func (s *Succession) moves() bool {
	return s.Predecessor != "" && s.Successor != "" && s.Predecessor != s.Successor
}

// when returns the days on which s could have taken effect; without a date
// that is any day.
func (s Succession) when() nhs.PartialDate {
	if s.Effective.IsZero() {
		return anyDay
	}
	return s.Effective
}

// compare orders by predecessor, day, successor and kind.
func (s *Succession) compare(o *Succession) int {
	return cmp.Or(s.Predecessor.Compare(o.Predecessor), s.compareFrom(o))
}

// compareFrom orders what leaves one body.
func (s *Succession) compareFrom(o *Succession) int {
	return cmp.Or(s.Effective.Compare(o.Effective), s.Successor.Compare(o.Successor), cmp.Compare(s.Kind, o.Kind))
}
