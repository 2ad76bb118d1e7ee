package nhs

// A VATBasis says whether a sum of money includes VAT.
type VATBasis string

const (
	// WithoutVAT is a net sum.
	WithoutVAT VATBasis = "excluded"
	// WithVAT is a gross sum.
	WithVAT VATBasis = "included"
)
