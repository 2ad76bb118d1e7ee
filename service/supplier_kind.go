package service

// A SupplierKind is the kind of body that a supplier is. The zero SupplierKind means
// that it is not stated.
type SupplierKind string

const (
	// CSU is a commissioning support unit inside NHS England, or several that bid
	// together. An arrangement with it is an NHS contract.
	CSU SupplierKind = "csu"
	// NHSBody is any other body of the NHS.
	NHSBody SupplierKind = "nhs-body"
	// Independent is a firm.
	Independent SupplierKind = "independent"
	// Consortium is several bodies that bid as one.
	Consortium SupplierKind = "consortium"
	// LocalAuthority is a council.
	LocalAuthority SupplierKind = "local-authority"
	// Voluntary is a charity or social enterprise.
	Voluntary SupplierKind = "voluntary"
)

// IsNHS reports whether a supplier of this kind is part of the NHS, so that no VAT
// is charged between it and a commissioner.
func (k SupplierKind) IsNHS() bool { return k == CSU || k == NHSBody }

// UnmarshalText reads any word, so that a document with an unknown one can be loaded;
// rules report it. It also takes two short words: nhs for [NHSBody] and council for
// [LocalAuthority].
func (k *SupplierKind) UnmarshalText(text []byte) error {
	switch w := SupplierKind(text); w {
	case "nhs":
		*k = NHSBody
	case "council":
		*k = LocalAuthority
	default:
		*k = w
	}
	return nil
}
