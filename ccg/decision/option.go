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

// An Option is one way for the group to get the work done.
type Option struct {
	// ID names the option within the decision.
	ID string `json:"id,omitempty" limit:"id"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Kind says who does the work.
	Kind Kind `json:"kind,omitempty"`
	// Line is the option's service line; "" means that of the decision.
	Line service.ID `json:"line,omitempty"`
	// Incumbent marks the present arrangement.
	Incumbent bool `json:"incumbent,omitempty"`
	// Supplier is who would be paid; nil if nobody would.
	Supplier *Supplier `json:"supplier,omitempty"`
	// VAT is the tax on the price; nil means none for an NHS supplier, and unknown
	// for any other.
	VAT *VAT `json:"vat,omitempty"`
	// Terms say how the group would work with the supplier.
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
	// Scores has one score for each criterion except cost, which is calculated.
	Scores []Score `json:"scores,omitempty"`
	// Meets has one answer for each must-have.
	Meets []Meeting `json:"meets,omitempty"`
}

// name returns the name for people.
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
	// assessed.
	Leadership string `json:"leadership,omitempty"`
}

// Terms say how a group plans to work with a supplier.
type Terms string

const (
	// Partnership is work done together towards shared goals.
	Partnership Terms = "partnership"
	// ServiceTerms is a service delivered to a specification.
	ServiceTerms Terms = "service-terms"
)

// A Purchase says how a service would be bought.
type Purchase struct {
	// Route is the way to the contract, such as "framework call-off" or "NHS
	// contract with a hosted unit".
	Route string `json:"route,omitempty"`
	// Framework is the framework agreement, if the route uses one.
	Framework string `json:"framework,omitempty" limit:"id"`
	// Lot is the lot of the framework, such as 1 or 2a.
	Lot string `json:"lot,omitempty" limit:"id"`
	// Ends is the last day of the agreement.
	Ends nhs.Date `json:"ends,omitzero"`
}

// A Split says how a shared cost is divided.
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
	// Liable is who is liable in law for work done for the group. Under a lead
	// arrangement that is still the group itself.
	Liable nhs.OrgID `json:"liable,omitempty"`
	// Under is the power behind the arrangement, if another body exercises a
	// function; "" for support alone.
	Under DecisionMaker `json:"under,omitempty"`
	// Split says how shared costs are divided.
	Split Split `json:"split,omitempty"`
	// Partners are all who share, including the group.
	Partners []Partner `json:"partners,omitempty"`
}

// A Partner is one body that shares a service.
type Partner struct {
	// Org is its code or slug.
	Org nhs.OrgID `json:"org,omitempty"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// People is its population; 0 means unknown.
	People ccg.People `json:"people,omitzero"`
	// Use is its units of use; nil means unknown.
	Use *int64 `json:"use,omitempty"`
}

// weight returns the partner's weight in the split, and whether it is known.
func (p *Partner) weight(by Split) (int64, bool) {
	switch {
	case by == ByPopulation:
		return int64(p.People), p.People > 0
	case by == ByUse && p.Use != nil:
		return *p.Use, *p.Use >= 0
	}
	return 0, false
}
