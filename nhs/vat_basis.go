package nhs

// A VATBasis says whether a sum of money has VAT in it.
type VATBasis string

const (
	// WithoutVAT is a net sum.
	WithoutVAT VATBasis = "excluded"
	// WithVAT is a sum with the tax in it.
	WithVAT VATBasis = "included"
)
