package framework

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

var supplierKinds = [...]service.SupplierKind{service.CSU, service.Independent, service.Consortium, service.LocalAuthority, service.Voluntary}

// A Supplier is a body that bid for, holds or inherited a place.
type Supplier struct {
	// ID identifies it.
	ID nhs.OrgID `json:"id,omitzero"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Kind is the kind of body.
	Kind service.SupplierKind `json:"kind,omitempty"`
	// Members are the bodies that bid together as this supplier.
	Members []Member `json:"members,omitempty"`
	// Partners are bodies in its supply chain. They are not themselves suppliers of
	// the framework.
	Partners []Member `json:"partners,omitempty"`
}

// A Member is a body that is part of a bid.
type Member struct {
	// ID identifies it.
	ID nhs.OrgID `json:"id,omitzero"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
}
