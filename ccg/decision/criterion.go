package decision

import "github.com/opencommissioning/commissioning/nhs"

// A CriterionID names a criterion for judging options: one of those below or a
// word of the group's own.
type CriterionID string

const (
	// OnCost is the whole-life cost to the group. It is calculated, not scored.
	OnCost CriterionID = "cost"
	// OnQuality is how good the service is.
	OnQuality CriterionID = "quality"
	// OnCapability is how capable the people who do the work and their leaders are.
	OnCapability CriterionID = "capability"
	// OnImprovement is how fast the service gets better.
	OnImprovement CriterionID = "improvement"
	// OnControl is how far the group can steer the work.
	OnControl CriterionID = "control"
	// OnResilience is how well the service withstands the loss of people or suppliers.
	OnResilience CriterionID = "resilience"
	// OnNeighbours is the effect on other groups.
	OnNeighbours CriterionID = "neighbours"
)

// standard lists the criteria that every decision weighs, if only at zero.
var standard = [...]CriterionID{OnCost, OnQuality, OnCapability, OnImprovement, OnControl, OnResilience, OnNeighbours}

// StandardCriteria returns the criteria that every decision weighs. A criterion
// that should not count has weight 0.
func StandardCriteria() []CriterionID {
	return append([]CriterionID(nil), standard[:]...)
}

// A Criterion is one standard for judging options, and its weight.
type Criterion struct {
	// ID names it.
	ID CriterionID `json:"id,omitempty"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Weight is in per cent; the weights of a decision sum to 100 exactly.
	Weight nhs.Percent `json:"weight"`
}

// name returns the name for people.
func (c *Criterion) name() string {
	if name := clip(c.Name, maxName); name != "" {
		return name
	}
	return string(c.ID)
}

// MaxPoints is the best score. Scores are whole points from 0 to MaxPoints: the
// evidence supports nothing finer.
const MaxPoints = 10

// A Score is an option's score on one criterion.
type Score struct {
	// Criterion is the criterion.
	Criterion CriterionID `json:"criterion,omitempty"`
	// Points are from 0 to [MaxPoints]; nil means unknown.
	Points *int `json:"points,omitempty"`
	// Evidence says what the score rests on.
	Evidence string `json:"evidence,omitempty"`
}

// score returns the option's score on the criterion, or nil.
func (o *Option) score(id CriterionID) *Score {
	for i := range o.Scores {
		if o.Scores[i].Criterion == id {
			return &o.Scores[i]
		}
	}
	return nil
}

// A MustHave is a condition without which an option cannot be chosen.
type MustHave struct {
	// ID names it within the decision.
	ID string `json:"id,omitempty" limit:"id"`
	// Text is the condition.
	Text string `json:"text,omitempty"`
}

// A Meeting says whether an option meets a must-have.
type Meeting struct {
	// MustHave is the ID of the condition.
	MustHave string `json:"must_have,omitempty" limit:"id"`
	// Met is yes, no or unknown. Only with yes may the option be chosen.
	Met nhs.Tristate `json:"met"`
	// Evidence says how the answer is known.
	Evidence string `json:"evidence,omitempty"`
}

// meets returns the option's answer to the must-have, or nil.
func (o *Option) meets(id string) *Meeting {
	for i := range o.Meets {
		if o.Meets[i].MustHave == id {
			return &o.Meets[i]
		}
	}
	return nil
}

// A Ground is a kind of reason for a choice: one of those below or a word of the
// group's own.
type Ground string

const (
	// GroundCost is that the choice costs less.
	GroundCost Ground = "cost"
	// GroundQuality is that the service is better.
	GroundQuality Ground = "quality"
	// GroundCapability is that the people who do the work and their leaders are more
	// capable.
	GroundCapability Ground = "capability"
	// GroundControl is that the group can steer the work.
	GroundControl Ground = "control"
	// GroundRisk is that the alternatives are too risky.
	GroundRisk Ground = "risk"
	// GroundChoice is the wish for another supplier. It is a last resort.
	GroundChoice Ground = "choice"
	// GroundScale is the size of the population. It is not a ground by itself.
	GroundScale Ground = "scale"
	// GroundMustUse is a duty to use a CSU. There was never such a duty.
	GroundMustUse Ground = "must-use-csu"
	// GroundInHouseWorse is that in-house work is always worse: not a valid ground.
	GroundInHouseWorse Ground = "in-house-always-worse"
	// GroundOutsourcingBetter is that outsourcing is always better: not a valid
	// ground.
	GroundOutsourcingBetter Ground = "outsourcing-always-better"
)

// A Reason is one ground given for a choice.
type Reason struct {
	// Ground is its kind.
	Ground Ground `json:"ground,omitempty"`
	// Text is the reason in words.
	Text string `json:"text,omitempty"`
	// Evidence says what shows it.
	Evidence string `json:"evidence,omitempty"`
}
