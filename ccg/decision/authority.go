package decision

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A DecisionMaker is a kind of person or body that takes a decision or exercises a
// function for the group.
type DecisionMaker string

const (
	// Members is a member or the members of the group.
	Members DecisionMaker = "members"
	// GoverningBody is the governing body of the group.
	GoverningBody DecisionMaker = "governing-body"
	// Employee is an employee of the group.
	Employee DecisionMaker = "employee"
	// Committee is a committee of the group or of its governing body.
	Committee DecisionMaker = "committee"
	// SubCommittee is a sub-committee of one of those.
	SubCommittee DecisionMaker = "sub-committee"
	// AnotherCCG is another group that acts for this one.
	AnotherCCG DecisionMaker = "another-ccg"
	// JointCCGs is two or more groups that act jointly.
	JointCCGs DecisionMaker = "joint-ccgs"
	// JointCommittee is a joint committee of groups.
	JointCommittee DecisionMaker = "joint-committee"
	// WithNHSEngland is the group jointly with NHS England.
	WithNHSEngland DecisionMaker = "with-nhs-england"
	// Section75 is a partnership with a council.
	Section75 DecisionMaker = "section-75"
	// SupportUnit is a commissioning support unit, which may never decide.
	SupportUnit DecisionMaker = "csu"
	// AnySupplier is any other supplier, which may never decide.
	AnySupplier DecisionMaker = "supplier"
)

// A Decider names who takes a decision.
type Decider struct {
	// Body says what kind of body it is.
	Body DecisionMaker `json:"body,omitempty"`
	// Name is its name.
	Name string `json:"name,omitempty"`
	// Constitution is the part of the group's constitution, or of its scheme of
	// delegation, that gives it the decision. The governing body needs none.
	Constitution string `json:"constitution,omitempty"`
}

// An Authority is a body that a group could authorise to decide.
type Authority struct {
	// Body is the kind of body.
	Body DecisionMaker `json:"body"`
	// Name says who it is.
	Name string `json:"name"`
	// Law is the provision behind it, as cited in the sources.
	Law string `json:"law"`
	// InForce is the period when the law allowed it.
	InForce nhs.Period `json:"in_force"`
}

// ccgLife runs from the day groups took over to their abolition.
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

// Authorities returns the bodies that could decide for a group, with the law and
// its dates. They never include a supplier.
func Authorities() []Authority { return slices.Clone(authorities[:]) }

// MayDecide returns whether the law let such a body decide for a group on the
// day. It is unknown for a word other than those above. Without a day it is also
// unknown for a body that was not always allowed.
func MayDecide(b DecisionMaker, on nhs.Date) nhs.Tristate {
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
