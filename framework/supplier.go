package framework

import "github.com/opencommissioning/commissioning/nhs"

// A SupplierKind says what sort of body a supplier is.
type SupplierKind string

const (
	// HostedCSU is a commissioning support unit inside NHS England, or several that
	// bid together. An arrangement with it is an NHS contract.
	HostedCSU SupplierKind = "csu"
	// Independent is a firm.
	Independent SupplierKind = "independent"
	// Consortium is several bodies that bid as one.
	Consortium SupplierKind = "consortium"
	// Council is a local authority.
	Council SupplierKind = "local-authority"
	// Voluntary is a charity or social enterprise.
	Voluntary SupplierKind = "voluntary"
)

var supplierKinds = [...]SupplierKind{HostedCSU, Independent, Consortium, Council, Voluntary}

// A Supplier is a body that bid for, holds or inherited a place.
type Supplier struct {
	// ID identifies it.
	ID nhs.OrgID `json:"id,omitzero"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Kind says what sort of body it is.
	Kind SupplierKind `json:"kind,omitempty"`
	// Members are the bodies that bid together as this supplier.
	Members []Member `json:"members,omitempty"`
	// Partners are bodies in its supply chain. They are no suppliers of the
	// framework themselves.
	Partners []Member `json:"partners,omitempty"`
}

// A Member is a body that is part of a bid.
type Member struct {
	// ID identifies it.
	ID nhs.OrgID `json:"id,omitzero"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
}

// isNHS answers whether a supplier of this kind is part of the NHS, so that no
// VAT is charged between it and a commissioner.
func (k SupplierKind) isNHS() bool { return k == HostedCSU }
