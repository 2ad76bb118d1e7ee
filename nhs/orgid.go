package nhs

import "strings"

// An OrgID identifies an organisation: an ODS code in upper case (00F, D4U1Y)
// or, for a body without a known code, a slug in lower case
// (anglia-csu). The zero OrgID is "", no organisation.
//
// An OrgID is syntax only. A code does not say what kind of body it names, the
// same code has named different bodies, and a body can keep its code while its
// boundary moves; package lineage answers those questions.
type OrgID string

const (
	maxCode = 12
	maxSlug = 64

	orgIDWant = "an ODS code (2 to 12 upper-case letters and digits, such as 00F) or a slug (lower-case words joined by hyphens, such as anglia-csu)"
)

// ParseOrgID reads an ODS code or a slug; anything else is a [*ParseError]. Case is
// significant: 00f is an error that offers 00F. In lower case, a code that begins
// with a letter looks like a slug: x24 is read as one, and not as X24.
func ParseOrgID(s string) (OrgID, error) {
	id := OrgID(s)
	if id.IsCode() || id.IsSlug() {
		return id, nil
	}
	bad := badOrgIDByte(s)
	if bad < 0 && len(s) <= maxCode {
		if upper := strings.ToUpper(s); OrgID(upper).IsCode() {
			return "", NewParseError("organisation ID", s, strings.IndexFunc(s, isLower), "the ODS code in upper case, "+upper)
		}
	}
	return "", NewParseError("organisation ID", s, bad, orgIDWant)
}

func isLower(r rune) bool { return 'a' <= r && r <= 'z' }

// badOrgIDByte returns the offset of the first byte that no identifier holds, or -1.
func badOrgIDByte(s string) int {
	return strings.IndexFunc(s, func(r rune) bool {
		return !('0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || isLower(r) || r == '-')
	})
}

// MustParseOrgID is like [ParseOrgID] but panics if s is not an identifier. It
// is for constants and tests.
func MustParseOrgID(s string) OrgID {
	id, err := ParseOrgID(s)
	if err != nil {
		panic(err)
	}
	return id
}

// IsCode reports whether id has the form of an ODS code: 2 to 12 upper-case
// letters and digits.
func (id OrgID) IsCode() bool {
	if len(id) < 2 || len(id) > maxCode {
		return false
	}
	for i := range len(id) {
		if c := id[i]; !isDigit(c) && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// IsSlug reports whether id has the form of a slug: 2 to 64 lower-case letters,
// digits and single hyphens, beginning with a letter and not ending with a
// hyphen.
func (id OrgID) IsSlug() bool {
	if len(id) < 2 || len(id) > maxSlug || id[0] < 'a' || id[0] > 'z' {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if c == '-' && (i == len(id)-1 || id[i-1] == '-') {
			return false
		}
		if c != '-' && !isDigit(c) && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// String returns the identifier as written.
func (id OrgID) String() string { return string(id) }

// Compare orders identifiers by their bytes, so that codes come before slugs.
func (id OrgID) Compare(o OrgID) int { return strings.Compare(string(id), string(o)) }

// UnmarshalText reads what [ParseOrgID] reads. Empty text is an error: an unknown
// organisation is left out, with the omitzero option in JSON.
func (id *OrgID) UnmarshalText(text []byte) error {
	v, err := ParseOrgID(string(text))
	if err != nil {
		return err
	}
	*id = v
	return nil
}
