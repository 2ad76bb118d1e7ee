package decision

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// A Decision is one choice by a clinical commissioning group: who should do one
// service line, or one stated part of a line. It is plain data; [Decide] compares
// its options and [DecisionRules] checks it.
type Decision struct {
	// ID is the group's own reference.
	ID string `json:"id,omitempty" limit:"id"`
	// Synthetic marks a made-up example that records no real choice.
	Synthetic bool `json:"synthetic,omitempty"`
	// Title is the question in one line.
	Title string `json:"title,omitempty"`
	// Note warns readers about the figures.
	Note string `json:"note,omitempty"`
	// CCG is the group that decides.
	CCG nhs.OrgID `json:"ccg,omitempty"`
	// CCGName is its name for people.
	CCGName string `json:"ccg_name,omitempty"`
	// Line is the service line.
	Line service.ID `json:"line,omitempty"`
	// Part is the part of the line that is decided, in words; "" means all of it.
	Part string `json:"part,omitempty"`
	// Nature is the kind of work; "" means that it is not stated.
	Nature service.Nature `json:"nature,omitempty"`
	// Function is the function of the group that the line serves.
	Function *Function `json:"function,omitempty"`
	// Date is the day of the decision. It determines which law applied.
	Date nhs.Date `json:"date,omitzero"`
	// By is who takes the decision.
	By *Decider `json:"by,omitempty"`
	// FirstYear is the first financial year of the comparison.
	FirstYear nhs.FinancialYear `json:"first_year,omitzero"`
	// LastYear is the last financial year of the comparison; at most thirty years are
	// compared.
	LastYear nhs.FinancialYear `json:"last_year,omitzero"`
	// DiscountRate is the rate a year at which the paper discounts costs to the first
	// year, from 0 to 100%; nil means that nothing is discounted. It does not change the
	// ranking, and the result says what would come first if it did. See [GreenBookRate].
	DiscountRate *nhs.Percent `json:"discount_rate,omitempty"`
	// Funding is the budget that pays costs without their own; "" means unknown.
	Funding ccg.Funding `json:"funding,omitempty"`
	// Budgets are the known running-cost budgets of the years.
	Budgets []Budget `json:"budgets,omitempty"`
	// Incumbent is who does the work now; nil if nobody does or it is unknown.
	Incumbent *Incumbent `json:"incumbent,omitempty"`
	// Criteria are the standards for judging options. Their weights sum to 100.
	Criteria []Criterion `json:"criteria,omitempty"`
	// MustHaves are the conditions that an option has to meet to be chosen.
	MustHaves []MustHave `json:"must_haves,omitempty"`
	// Options are the choices open to the group, at least two. Their order has no
	// meaning.
	Options []Option `json:"options,omitempty"`
	// Chosen is the ID of the option that was chosen; "" if none is yet.
	Chosen string `json:"chosen,omitempty" limit:"id"`
	// Reasons are the grounds given for the choice.
	Reasons []Reason `json:"reasons,omitempty"`
	// Improvement lists what was tried with the incumbent before a change.
	Improvement []Step `json:"improvement,omitempty"`
	// Rationale is the written account of the choice.
	Rationale *Rationale `json:"rationale,omitempty"`
	// Case is the business case for taking work in house.
	Case *BusinessCase `json:"business_case,omitempty"`
}

// Option returns the option with that ID, and whether there is one.
func (d *Decision) Option(id string) (*Option, bool) {
	for i := range d.Options {
		if d.Options[i].ID == id && id != "" {
			return &d.Options[i], true
		}
	}
	return nil, false
}

// chosen returns the index of the chosen option, or -1.
func (d *Decision) chosen() int {
	for i := range d.Options {
		if d.Chosen != "" && d.Options[i].ID == d.Chosen {
			return i
		}
	}
	return -1
}

// budget returns the year's budget, or nil.
func (d *Decision) budget(y nhs.FinancialYear) *Budget {
	for i := range d.Budgets {
		if d.Budgets[i].Year == y {
			return &d.Budgets[i]
		}
	}
	return nil
}

// criterion returns the index of the criterion, or -1.
func (d *Decision) criterion(id CriterionID) int {
	for i := range d.Criteria {
		if d.Criteria[i].ID == id {
			return i
		}
	}
	return -1
}

// inHouse reports whether the choice brings work into the group.
func (d *Decision) inHouse() bool {
	i := d.chosen()
	return i >= 0 && d.Options[i].Kind == Make && !d.Options[i].Incumbent
}

// changes reports whether the chosen option differs from the present arrangement.
func (d *Decision) changes() bool {
	i := d.chosen()
	return i >= 0 && !d.Options[i].Incumbent
}

// A Register holds the decisions of one or more groups.
type Register struct {
	// Decisions are in no particular order.
	Decisions []Decision `json:"decisions,omitempty"`
}

// A Function is something the group does by law, or support for it.
type Function struct {
	// Name says which function it is.
	Name string `json:"name,omitempty"`
	// Kind says whether the line is the decision itself or support for it.
	Kind FunctionKind `json:"kind,omitempty"`
	// Owner is the body stated as responsible for the function in law. In law that is
	// always the group, whoever does the work.
	Owner nhs.OrgID `json:"owner,omitempty"`
}

// A FunctionKind distinguishes a decision that the law gives to the group from the
// work that prepares it or carries it out.
type FunctionKind string

const (
	// Support is work that prepares or carries out a decision; anyone may do it.
	Support FunctionKind = "support"
	// StatutoryDecision is a decision that the group must take itself.
	StatutoryDecision FunctionKind = "statutory-decision"
)

// A Budget is the running-cost budget of the group in one year.
type Budget struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Headcount is the population of the allowance, for figures per head.
	Headcount *ccg.Headcount `json:"headcount,omitempty"`
	// Allowance is the running-cost allowance; nil if unknown.
	Allowance *ccg.Allowance `json:"allowance,omitempty"`
	// Elsewhere is the running cost of everything except this line, in pounds; nil if
	// unknown.
	Elsewhere *nhs.Money `json:"elsewhere,omitempty"`
	// Note says what the figures omit.
	Note string `json:"note,omitempty"`
}

// An Incumbent is who does the work at present.
type Incumbent struct {
	// Org is its code or slug.
	Org nhs.OrgID `json:"org,omitempty"`
	// Name is its name.
	Name string `json:"name,omitempty"`
	// Kind says what sort of supplier it is; "" if the group does the work itself.
	Kind service.SupplierKind `json:"kind,omitempty"`
	// Income is its yearly income from all customers, in pounds.
	Income *nhs.Money `json:"income,omitempty"`
	// Leaving is the yearly value that it would lose, in pounds.
	Leaving *nhs.Money `json:"leaving,omitempty"`
	// Neighbours says what the loss would do to its other customers.
	Neighbours string `json:"neighbours,omitempty"`
	// Significant says whether the work that leaves is a significant proportion of
	// what the group buys from it. The letter of 18 October 2013 gives no number, so
	// the group has to say.
	Significant nhs.Tristate `json:"significant,omitempty"`
}

// A Step is one attempt to improve the incumbent's work.
type Step struct {
	// Date is the day.
	Date nhs.Date `json:"date,omitzero"`
	// Text says what was agreed and what came of it.
	Text string `json:"text,omitempty"`
}

// A Rationale is the written account of a choice.
type Rationale struct {
	// Text is the account.
	Text string `json:"text,omitempty"`
	// Open says where anyone can read it, such as the papers of a meeting.
	Open string `json:"open,omitempty"`
}

// A BusinessCase is the case that NHS England asked for, in a letter of
// 18 October 2013, before a group took a significant proportion of support in
// house. Groups contested that it could ask.
type BusinessCase struct {
	// Finance is the effect on money, in the wider system too.
	Finance string `json:"finance,omitempty"`
	// HR is the effect on staff, in the wider system too.
	HR string `json:"hr,omitempty"`
	// ValueForMoney shows that the change is worth its cost.
	ValueForMoney string `json:"value_for_money,omitempty"`
	// Comparable shows that resilience, capacity and capability match those of
	// suppliers of the Lead Provider Framework, as NHS England asked in 2015.
	Comparable string `json:"comparable,omitempty"`
	// Quality shows that the service gets better.
	Quality string `json:"quality,omitempty"`
	// Neighbours is the effect on other groups.
	Neighbours string `json:"neighbours,omitempty"`
	// AgreedWith is the area team that agreed the case.
	AgreedWith string `json:"agreed_with,omitempty"`
	// AgreedOn is the day of the agreement.
	AgreedOn nhs.Date `json:"agreed_on,omitzero"`
	// ToolUsed says whether the national make, share or buy tool was used. The tool
	// was voluntary, and no rule checks this.
	ToolUsed bool `json:"tool_used,omitempty"`
}
