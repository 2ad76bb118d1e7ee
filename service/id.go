package service

import (
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// An ID identifies a service line: a slug such as contract-management. The zero
// ID is "", no line.
type ID string

// The lines that rules and ladders of this module name.
const (
	// ContractManagement is the running of contracts with providers.
	ContractManagement ID = "contract-management"
	// ServiceRedesign is support to change pathways and services.
	ServiceRedesign ID = "service-redesign"
)

const (
	maxID  = 64
	idWant = "a slug of 2 to 64 lower-case letters, digits and single hyphens, such as contract-management"
)

// ParseID reads a slug: 2 to 64 lower-case letters, digits and single hyphens,
// beginning with a letter and not ending with a hyphen. Anything else is a
// [*nhs.ParseError].
func ParseID(s string) (ID, error) {
	if at := badByte(s); at >= 0 {
		return "", nhs.NewParseError("service line", s, at, idWant)
	}
	return ID(s), nil
}

// badByte returns the byte at which s stops being a slug, or -1.
func badByte(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case i == maxID:
			return i
		case 'a' <= c && c <= 'z':
		case i > 0 && '0' <= c && c <= '9':
		case i > 0 && i < len(s)-1 && c == '-' && s[i-1] != '-':
		default:
			return i
		}
	}
	if len(s) < 2 {
		return len(s)
	}
	return -1
}

// MustParseID is like [ParseID] but panics if s is not an ID. It is for constants and
// tests.
func MustParseID(s string) ID {
	id, err := ParseID(s)
	if err != nil {
		panic(err)
	}
	return id
}

// String returns the ID as written.
func (id ID) String() string { return string(id) }

// Compare orders IDs by their bytes.
func (id ID) Compare(o ID) int { return strings.Compare(string(id), string(o)) }

// UnmarshalText reads what [ParseID] reads. Empty text is an error: a line that
// is not known is left out, with the omitzero option in JSON.
func (id *ID) UnmarshalText(text []byte) error {
	v, err := ParseID(string(text))
	if err != nil {
		return err
	}
	*id = v
	return nil
}
