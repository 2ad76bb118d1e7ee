package decision

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Kind says who does the work under an option.
type Kind string

const (
	// Make is to do the work with the group's own staff.
	Make Kind = "make"
	// Buy is to pay a supplier for it.
	Buy Kind = "buy"
	// Share is to do it together with other groups, or a council.
	Share Kind = "share"
)

// IsKnown reports whether k is make, buy or share. Any word decodes.
func (k Kind) IsKnown() bool { return k == Make || k == Buy || k == Share }

// An Option is one course open to the group.
type Option struct {
	// ID names the option within the decision.
	ID string `json:"id,omitempty"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Kind says who does the work.
	Kind Kind `json:"kind,omitempty"`
	// Line is the service line that the option is for; "" is that of the decision.
	Line service.ID `json:"line,omitempty"`
	// Incumbent marks the present arrangement.
	Incumbent bool `json:"incumbent,omitempty"`
	// Supplier is who would be paid; nil if nobody would.
	Supplier *Supplier `json:"supplier,omitempty"`
	// VAT is the tax on the price; nil means none for a supplier inside the NHS,
	// and not known for any other.
	VAT *VAT `json:"vat,omitempty"`
	// Terms say how the group would deal with the supplier.
	Terms Terms `json:"terms,omitempty"`
	// Purchase is how it would be bought.
	Purchase *Purchase `json:"purchase,omitempty"`
	// Sharing is how it would be shared.
	Sharing *Sharing `json:"sharing,omitempty"`
	// Costs are all costs of the option over the years compared.
	Costs []Cost `json:"costs,omitempty"`
	// Adjustment is added to what the group pays in the first year, in pounds, as
	// a correction or a what-if. It bears no tax and may be negative.
	Adjustment *nhs.Money `json:"adjustment,omitempty"`
	// Scores are one for each criterion but cost, which is reckoned.
	Scores []Score `json:"scores,omitempty"`
	// Meets are one for each must-have.
	Meets []Meeting `json:"meets,omitempty"`
}

// name is the name for people.
func (o *Option) name() string {
	if name := clip(o.Name, maxName); name != "" {
		return name
	}
	return o.ID
}

// A Supplier is who would be paid for the work.
type Supplier struct {
	// Org is its code or slug.
	Org nhs.OrgID `json:"org,omitempty"`
	// Name is its name.
	Name string `json:"name,omitempty"`
	// Kind says what sort of body it is.
	Kind service.SupplierKind `json:"kind,omitempty"`
	// Leadership says how capable its leaders were found to be, and how that was
	// found out.
	Leadership string `json:"leadership,omitempty"`
}

// Terms say how a group means to deal with a supplier.
type Terms string

const (
	// Partnership is work done together towards goals.
	Partnership Terms = "partnership"
	// ServiceTerms is a service delivered to a specification.
	ServiceTerms Terms = "service-terms"
)

// A Purchase is how a service would be bought.
type Purchase struct {
	// Route is the way to the contract, such as "framework call-off" or "NHS
	// contract with a hosted unit".
	Route string `json:"route,omitempty"`
	// Framework is the framework agreement, if the route is by one.
	Framework string `json:"framework,omitempty"`
	// Lot is the lot of the framework, such as 1 or 2a.
	Lot string `json:"lot,omitempty"`
	// Ends is the last day of the agreement.
	Ends nhs.Date `json:"ends,omitzero"`
}

// A Split says by what a shared cost is divided.
type Split string

const (
	// ByPopulation divides by numbers of people.
	ByPopulation Split = "population"
	// ByUse divides by units of use, such as cases or hours.
	ByUse Split = "use"
)

// A Sharing is an arrangement to do the work together.
type Sharing struct {
	// Lead is the partner that runs the service.
	Lead nhs.OrgID `json:"lead,omitempty"`
	// Liable is who answers in law for what is done for the group. Under a lead
	// arrangement that stays the group itself.
	Liable nhs.OrgID `json:"liable,omitempty"`
	// Under is the power that the arrangement rests on, if a function is exercised
	// by another; "" for support alone.
	Under Body `json:"under,omitempty"`
	// Split says by what shared costs are divided.
	Split Split `json:"split,omitempty"`
	// Partners are all who share, the group among them.
	Partners []Partner `json:"partners,omitempty"`
}

// A Partner is one of those who share a service.
type Partner struct {
	// Org is its code or slug.
	Org nhs.OrgID `json:"org,omitempty"`
	// People is its population; 0 means that it is not known.
	People ccg.People `json:"people,omitzero"`
	// Use is its units of use; nil means that it is not known.
	Use *int64 `json:"use,omitempty"`
}

// weight is what the partner's part is in proportion to, and whether it is
// known.
func (p *Partner) weight(by Split) (int64, bool) {
	switch {
	case by == ByPopulation:
		return int64(p.People), p.People > 0
	case by == ByUse && p.Use != nil:
		return *p.Use, *p.Use >= 0
	}
	return 0, false
}
