package decision

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Body is a kind of person or body that takes a decision or exercises a
// function for the group.
type Body string

const (
	// Members is a member or the members of the group.
	Members Body = "members"
	// GoverningBody is the governing body of the group.
	GoverningBody Body = "governing-body"
	// Employee is an employee of the group.
	Employee Body = "employee"
	// Committee is a committee of the group or of its governing body.
	Committee Body = "committee"
	// SubCommittee is a sub-committee of one of those.
	SubCommittee Body = "sub-committee"
	// AnotherCCG is another group that acts for this one.
	AnotherCCG Body = "another-ccg"
	// JointCCGs is two or more groups that act jointly.
	JointCCGs Body = "joint-ccgs"
	// JointCommittee is a joint committee of groups.
	JointCommittee Body = "joint-committee"
	// WithNHSEngland is the group jointly with NHS England.
	WithNHSEngland Body = "with-nhs-england"
	// Section75 is a partnership with a council.
	Section75 Body = "section-75"
	// SupportUnit is a commissioning support unit, which may never decide.
	SupportUnit Body = "csu"
	// AnySupplier is any other supplier, which may never decide.
	AnySupplier Body = "supplier"
)

// A Decider is who takes a decision.
type Decider struct {
	// Body says what kind of body it is.
	Body Body `json:"body,omitempty"`
	// Name is its name.
	Name string `json:"name,omitempty"`
	// Constitution is the part of the group's constitution, or of its scheme of
	// delegation, that gives it the decision. The governing body needs none.
	Constitution string `json:"constitution,omitempty"`
}

// An Authority is a body to which a group could give authority to decide.
type Authority struct {
	// Body is the kind of body.
	Body Body `json:"body"`
	// Name says who it is.
	Name string `json:"name"`
	// Law is the provision it rests on, as the sources give it.
	Law string `json:"law"`
	// InForce is when the law allowed it.
	InForce nhs.Period `json:"in_force"`
}

// ccgLife is from the day groups took over to their abolition.
var ccgLife = nhs.MustParsePeriod("2013-04-01/2022-06-30")

// jointLife begins with the Legislative Reform (Clinical Commissioning Groups)
// Order 2014, SI 2014/2436.
var jointLife = nhs.MustParsePeriod("2014-10-01/2022-06-30")

const ownPower = "Schedule 1A, paragraph 3(3), NHS Act 2006"

var authorities = [...]Authority{
	{Members, "a member of the group, or the members", ownPower, ccgLife},
	{GoverningBody, "the governing body", ownPower, ccgLife},
	{Employee, "an employee of the group", ownPower, ccgLife},
	{Committee, "a committee", ownPower, ccgLife},
	{SubCommittee, "a sub-committee", ownPower, ccgLife},
	{AnotherCCG, "another group that acts for this one", "section 14Z3, NHS Act 2006", ccgLife},
	{JointCCGs, "two or more groups jointly", "section 14Z3, NHS Act 2006", ccgLife},
	{JointCommittee, "a joint committee of groups", "section 14Z3, NHS Act 2006, as changed by SI 2014/2436", jointLife},
	{WithNHSEngland, "the group jointly with NHS England", "section 14Z9, NHS Act 2006, as changed by SI 2014/2436", jointLife},
	{Section75, "a partnership with a council", "section 75, NHS Act 2006", ccgLife},
}

// Authorities returns who could decide for a group, with the law and its dates.
// A supplier is never among them.
func Authorities() []Authority { return slices.Clone(authorities[:]) }

// MayDecide answers whether the law let such a body decide for a group on the
// day. Unknown is the answer for a word that is none of the bodies above, and
// without a day for one that was not always allowed.
func MayDecide(b Body, on nhs.Date) nhs.Tristate {
	if b == SupportUnit || b == AnySupplier {
		return nhs.No
	}
	for i := range authorities {
		a := &authorities[i]
		switch {
		case a.Body != b:
		case on.IsZero() && a.InForce == ccgLife:
			return nhs.Yes
		case on.IsZero():
			return nhs.Unknown
		case a.InForce.Contains(on):
			return nhs.Yes
		default:
			return nhs.No
		}
	}
	return nhs.Unknown
}
