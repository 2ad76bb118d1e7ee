package analysis

import (
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Query says what an [Analysis] should answer. A field that is left out takes the
// default of the analysis.
type Query struct {
	// On is the day, for an analysis by day.
	On nhs.Date `json:"on,omitzero"`
	// Year is the financial year, for an analysis by year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// Merging is the first of two suppliers that merge, by slug or code.
	Merging nhs.OrgID `json:"a,omitempty"`
	// With is the second of them.
	With nhs.OrgID `json:"b,omitempty"`
}

// A Result is what an [Analysis] found. It marshals to JSON.
type Result interface {
	// Table returns the answer as a table.
	Table() Table
	// Completeness returns how much of the whole the answer rests on, and what is
	// missing.
	Completeness() Coverage
}

// Parameter is the field of a [Query] that an [Analysis] reads.
type Parameter string

const (
	// AsOfDate means that an analysis reads [Query.On].
	AsOfDate Parameter = "as_of"
	// FinancialYear means that an analysis reads [Query.Year].
	FinancialYear Parameter = "year"
)

// An Analysis is a question about a market, with the function that answers it.
type Analysis struct {
	// Name is its name, such as per-head.
	Name string `json:"name"`
	// Title is its name for people.
	Title string `json:"title"`
	// Question is the question in words.
	Question string `json:"question"`
	// Parameter says whether it reads a day or a year.
	Parameter Parameter `json:"parameter"`
	// Default says in words what it answers without a day or year.
	Default string `json:"default"`
	// Run answers the question. The error is a [*QueryError].
	Run func(*commissioning.Index, Query) (Result, error) `json:"-"`
}

// analyses has every analysis, in the order in which a newcomer reads them.
var analyses = [...]Analysis{
	{
		Name: "history", Title: "Bodies, mergers and lineages", Parameter: FinancialYear, Default: "every year",
		Question: "How many groups, boards and units were there, and what became of them?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return History(x, q.Year), nil },
	},
	{
		Name: "size", Title: "Market size and potential", Parameter: FinancialYear, Default: "every year",
		Question: "How much was spent on support, and how much could have been?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return MarketSize(x, q.Year), nil },
	},
	{
		Name: "per-head", Title: "Spend per head against the allowance", Parameter: FinancialYear, Default: "2013/14",
		Question: "How much of its running-cost allowance did each group spend on units, as planned and in fact?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return PerHead(x, q.Year), nil },
	},
	{
		Name: "allowance", Title: "Allowances and the people who set them", Parameter: FinancialYear, Default: "2013/14",
		Question: "How much could each group spend on its running, and who gained by the people it was set by?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return Allowances(x, q.Year), nil },
	},
	{
		Name: "shares", Title: "Share by provider and concentration", Parameter: FinancialYear, Default: "2013/14",
		Question: "Who had how much of the market?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return Shares(x, q.Year), nil },
	},
	{
		Name: "merger", Title: "What a merger changes", Parameter: FinancialYear, Default: "the mergers on record, each by the last whole year before it; for two suppliers, 2013/14",
		Question: "How much more concentrated does a merger make the market?",
		Run: func(x *commissioning.Index, q Query) (Result, error) {
			if q.Merging == "" && q.With == "" {
				return Mergers(x, q.Year), nil
			}
			return MergerOf(x, q.Year, q.Merging, q.With)
		},
	},
	{
		Name: "dependency", Title: "Dependency of units on their customers", Parameter: FinancialYear, Default: "2013/14",
		Question: "How far does each unit depend on one customer, and what follows if it leaves?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return Dependency(x, q.Year), nil },
	},
	{
		Name: "choice", Title: "Choice and deserts", Parameter: AsOfDate, Default: "1 April 2015",
		Question: "From how many providers can a group buy each service line, and by which route?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return Choice(x, q.On), nil },
	},
	{
		Name: "mix", Title: "Make, buy or share", Parameter: AsOfDate, Default: "1 April 2015",
		Question: "Which service lines do groups make, buy or share?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return Mix(x, q.On), nil },
	},
	{
		Name: "expiry", Title: "Expiry ladder and cliff", Parameter: AsOfDate, Default: "1 April 2013",
		Question: "When do agreements end, and how many at once?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return Expiry(x, q.On), nil },
	},
	{
		Name: "transparency", Title: "What the public may see", Parameter: AsOfDate, Default: "every agreement on file",
		Question: "How many agreements, and how much of their value, are disclosed? What is withheld, and why?",
		Run:      func(x *commissioning.Index, q Query) (Result, error) { return Transparency(x, q.On), nil },
	},
}

// All returns every analysis, in a fixed order.
func All() []Analysis { return slices.Clone(analyses[:]) }

// firstYear is the first year of the market. National figures of spend and income are
// known for no other.
var firstYear = nhs.MustParseFinancialYear("2013/14")

// A QueryError reports a [Query] that an analysis cannot answer.
type QueryError struct {
	// Field is the field of the query, by its JSON name.
	Field string
	// Want says what is wrong with the field and what was expected.
	Want string
}

// Error returns the field and what was expected of it.
func (e *QueryError) Error() string { return fmt.Sprintf("%s: %s", e.Field, e.Want) }
