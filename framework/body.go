package framework

import "slices"

// A Body is a class of buyer, as notices name them.
type Body string

const (
	// NHSEngland is the national board, once the NHS Commissioning Board.
	NHSEngland Body = "nhs-england"
	// HostedBody is a body that NHS England hosts, such as a commissioning support
	// unit when it buys.
	HostedBody Body = "hosted-body"
	// CCG is a clinical commissioning group.
	CCG Body = "ccg"
	// ICB is an integrated care board.
	ICB Body = "icb"
	// PCT is a primary care trust, abolished in 2013.
	PCT Body = "pct"
	// NHSTrust is an NHS trust.
	NHSTrust Body = "nhs-trust"
	// FoundationTrust is an NHS foundation trust.
	FoundationTrust Body = "foundation-trust"
	// HealthServiceBody is any body of section 9 of the NHS Act 2006, which those
	// above are, and others such as the Care Quality Commission.
	HealthServiceBody Body = "health-service-body"
	// LocalAuthority is a council.
	LocalAuthority Body = "local-authority"
	// PublicBody is any public body, those above included.
	PublicBody Body = "public-body"
)

var bodies = [...]Body{NHSEngland, HostedBody, CCG, ICB, PCT, NHSTrust, FoundationTrust, HealthServiceBody, LocalAuthority, PublicBody}

// IsIn reports whether every body of class b is also of class o: a CCG is a
// health service body.
func (b Body) IsIn(o Body) bool {
	switch {
	case b == o:
		return true
	case o == PublicBody:
		return b.isKnown()
	case o == HealthServiceBody:
		return b.isKnown() && b != LocalAuthority && b != PublicBody
	}
	return false
}

func (b Body) isKnown() bool { return slices.Contains(bodies[:], b) }
