package ccg

import (
	"strconv"

	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// People is a number of people, at least one; 0 stands for an unknown population.
// Reading zero or less is an error: a document omits an unknown population.
type People int64

// maxPeople is the largest number accepted; all of England has some 56 million.
const maxPeople = 1_000_000_000

// ParsePeople reads a whole number of people from one to a thousand million,
// without sign or separators. Anything else is a [*nhs.ParseError].
func ParsePeople(s string) (People, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil || n < 1 || n > maxPeople {
		return 0, nhs.NewParseError("number of people", s, -1, "a whole number from 1 to 1000000000")
	}
	return People(n), nil
}

// String returns the number with commas: 312,824.
func (p People) String() string { return format.Int(int64(p)) }

// UnmarshalJSON reads a JSON number by the rules of [ParsePeople].
func (p *People) UnmarshalJSON(data []byte) error {
	v, err := ParsePeople(string(data))
	if err != nil {
		return err
	}
	*p = v
	return nil
}

// A Basis says which people a population counts.
type Basis string

const (
	// Registered counts the patients on the lists of the member practices.
	Registered Basis = "registered"
	// Resident counts those who live inside the boundary.
	Resident Basis = "resident"
	// Scaled is the registered count scaled by local authority to the population
	// projections of the Office for National Statistics: the basis on which
	// running-cost allowances are set.
	Scaled Basis = "ons-scaled"
)

// bases lists every Basis.
var bases = [...]Basis{Registered, Resident, Scaled}

// A Population is one published count of a group's people. Do not mix counts of
// different basis, source or boundary.
type Population struct {
	// Year is a calendar year. A count over several months is filed under the year
	// of the last: the lists of 2016/17 under 2017, the mid-2020 estimate under 2020.
	Year int `json:"year"`
	// On is the day of the count, or the first day of the quarter that it is the count
	// of; the zero date means that the source gives none.
	On nhs.Date `json:"on,omitzero"`
	// People is the count. It is required: an entry without one says nothing.
	People People `json:"people"`
	// Basis says which people are counted.
	Basis Basis `json:"basis"`
	// Boundaries is a day whose groups the figure is broken down by. It can be later
	// than the count: the lists of 2016/17 were published for the groups of April 2017.
	Boundaries nhs.Date `json:"boundaries,omitzero"`
	// Measure names the published series.
	Measure string `json:"measure,omitempty"`
	// Partial marks a figure that omits some practices. It must not be used for
	// figures per head.
	Partial bool `json:"partial_coverage,omitempty"`
	// Doubt says why the count cannot be right and what to set it beside; nil if nobody
	// doubts it. A figure per head that rests on such a count must say so.
	Doubt *CountDoubt `json:"doubt,omitempty"`
	// Source is the identifier of the source.
	Source string `json:"source,omitempty"`
}

// Population returns the count for the year on the basis, and whether there is
// one fit for figures per head: unknown counts and those of partial coverage are skipped. If
// several sources have one, a count without a doubt is preferred, then one of which the
// day is known, then the first. If all are doubted the count has its Doubt, and whatever
// is made of it must pass that on.
func (g *Group) Population(year int, basis Basis) (Population, bool) {
	var best *Population
	for i := range g.Populations {
		p := &g.Populations[i]
		if p.Year == year && p.Basis == basis && !p.Partial && p.People > 0 && (best == nil || p.betterThan(best)) {
			best = p
		}
	}
	if best == nil {
		return Population{}, false
	}
	return *best, true
}

// betterThan reports whether p is to be preferred to a count for the same year.
func (p *Population) betterThan(o *Population) bool {
	if (p.Doubt == nil) != (o.Doubt == nil) {
		return p.Doubt == nil
	}
	return !p.On.IsZero() && o.On.IsZero()
}
