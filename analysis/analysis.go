package analysis

import (
	"fmt"
	"iter"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Question is what an [Analysis] is asked for. What is left out takes the
// default that the analysis documents.
type Question struct {
	// On is the day, for an analysis that is asked by day.
	On nhs.Date `json:"on,omitzero"`
	// Year is the financial year, for an analysis that is asked by year.
	Year nhs.FinancialYear `json:"year,omitzero"`
	// A is the first of two suppliers whose merger is asked about, by slug or code.
	A nhs.OrgID `json:"a,omitempty"`
	// B is the second of them.
	B nhs.OrgID `json:"b,omitempty"`
}

// An Answer is what an [Analysis] found. It marshals to JSON.
type Answer interface {
	// Table returns the answer as a table.
	Table() Table
	// Whole says how much of the whole the answer rests on, and what is missing.
	Whole() Coverage
}

// By is what an [Analysis] is asked by.
type By string

const (
	// ByDay means that an analysis reads [Question.On].
	ByDay By = "as_of"
	// ByYear means that an analysis reads [Question.Year].
	ByYear By = "year"
)

// An Analysis is a question about a market that people ask, with the function
// that answers it.
type Analysis struct {
	// Name is its name, such as per-head.
	Name string `json:"name"`
	// Title is its name for people.
	Title string `json:"title"`
	// Asks is the question in words.
	Asks string `json:"asks"`
	// By says whether it is asked by day or by year.
	By By `json:"by"`
	// Default says in words what is answered if the question gives no day or year.
	Default string `json:"default"`
	// Run answers the question. The error is a [*QuestionError].
	Run func(*commissioning.Index, Question) (Answer, error) `json:"-"`
}

// analyses are all there are, in the order in which a newcomer reads them.
var analyses = [...]Analysis{
	{
		Name: "history", Title: "Bodies, mergers and lineages", By: ByYear, Default: "every year",
		Asks: "How many groups, boards and units were there, and what became of them?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return History(x, q.Year), nil },
	},
	{
		Name: "size", Title: "Market size and potential", By: ByYear, Default: "every year",
		Asks: "How much was spent on support, and how much could have been?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return MarketSize(x, q.Year), nil },
	},
	{
		Name: "per-head", Title: "Spend per head against the allowance", By: ByYear, Default: "2013/14",
		Asks: "How much of its running-cost allowance did each group spend on units, as planned and in the event?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return PerHead(x, q.Year), nil },
	},
	{
		Name: "shares", Title: "Share by provider and concentration", By: ByYear, Default: "2013/14",
		Asks: "Who had how much of the market?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return Shares(x, q.Year), nil },
	},
	{
		Name: "merger", Title: "What a merger changes", By: ByYear, Default: "the mergers on record, each by the last whole year before it; of two suppliers, 2013/14",
		Asks: "How much more concentrated does a merger make the market?",
		Run: func(x *commissioning.Index, q Question) (Answer, error) {
			if q.A == "" && q.B == "" {
				return Mergers(x, q.Year), nil
			}
			return MergerOf(x, q.Year, q.A, q.B)
		},
	},
	{
		Name: "dependency", Title: "What units live on", By: ByYear, Default: "2013/14",
		Asks: "How far does each unit depend on one customer, and what follows if it leaves?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return Dependency(x, q.Year), nil },
	},
	{
		Name: "choice", Title: "Choice and deserts", By: ByDay, Default: "1 April 2015",
		Asks: "How many providers can a group buy each service line from, by which route?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return Choice(x, q.On), nil },
	},
	{
		Name: "mix", Title: "Make, buy or share", By: ByDay, Default: "1 April 2015",
		Asks: "Which lines do groups do themselves, buy or share?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return Mix(x, q.On), nil },
	},
	{
		Name: "expiry", Title: "Expiry ladder and cliff", By: ByDay, Default: "1 April 2013",
		Asks: "When do agreements end, and how many at once?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return Expiry(x, q.On), nil },
	},
	{
		Name: "transparency", Title: "What the public may see", By: ByDay, Default: "every agreement on file",
		Asks: "How much of the agreements and of their value is disclosed, what is withheld, and why?",
		Run:  func(x *commissioning.Index, q Question) (Answer, error) { return Transparency(x, q.On), nil },
	},
}

// Analyses returns every analysis, in a fixed order.
func Analyses() iter.Seq[Analysis] {
	return func(yield func(Analysis) bool) {
		for _, a := range analyses {
			if !yield(a) {
				return
			}
		}
	}
}

// firstYear is the first of the market, and the only one for which national
// figures of spend and income are known.
var firstYear = nhs.MustParseFinancialYear("2013/14")

// A QuestionError reports a [Question] that an analysis cannot take.
type QuestionError struct {
	// Field is the member of the question, by its JSON name.
	Field string
	// Want says what is wrong with it and what was expected.
	Want string
}

// Error names the member and says what was expected.
func (e *QuestionError) Error() string { return fmt.Sprintf("%s: %s", e.Field, e.Want) }
