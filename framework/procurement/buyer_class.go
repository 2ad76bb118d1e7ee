package procurement

import "slices"

// A BuyerClass is a class of buyer, as notices name them.
type BuyerClass string

const (
	// NHSEngland is the national board, once the NHS Commissioning Board.
	NHSEngland BuyerClass = "nhs-england"
	// HostedBody is a body hosted by NHS England, such as a commissioning support unit
	// when it buys.
	HostedBody BuyerClass = "hosted-body"
	// CCG is a clinical commissioning group.
	CCG BuyerClass = "ccg"
	// ICB is an integrated care board.
	ICB BuyerClass = "icb"
	// PCT is a primary care trust, abolished in 2013.
	PCT BuyerClass = "pct"
	// NHSTrust is an NHS trust.
	NHSTrust BuyerClass = "nhs-trust"
	// FoundationTrust is an NHS foundation trust.
	FoundationTrust BuyerClass = "foundation-trust"
	// HealthServiceBody is any body under section 9 of the NHS Act 2006: those above
	// except foundation trusts, and others such as the Care Quality Commission.
	HealthServiceBody BuyerClass = "health-service-body"
	// LocalAuthority is a council.
	LocalAuthority BuyerClass = "local-authority"
	// PublicBody is any public body, including those above.
	PublicBody BuyerClass = "public-body"
)

var buyerClasses = [...]BuyerClass{NHSEngland, HostedBody, CCG, ICB, PCT, NHSTrust, FoundationTrust, HealthServiceBody, LocalAuthority, PublicBody}

// IsIn reports whether every body of class b is also of class o: a CCG is a
// health service body. A foundation trust is not: section 9 does not list it, so that its
// contracts bind.
func (b BuyerClass) IsIn(o BuyerClass) bool {
	switch {
	case b == o:
		return true
	case o == PublicBody:
		return b.IsKnown()
	case o == HealthServiceBody:
		return b.IsKnown() && b != LocalAuthority && b != PublicBody && b != FoundationTrust
	}
	return false
}

// IsKnown reports whether the class is one of those above.
func (b BuyerClass) IsKnown() bool { return slices.Contains(buyerClasses[:], b) }

// BuyerClasses returns every class.
func BuyerClasses() []BuyerClass { return slices.Clone(buyerClasses[:]) }
