package ccg

import (
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// People is a number of people, at least one. Reading nought or less is an
// error: a population that is not known is left out, and 0 stands for it.
type People int64

// maxPeople bounds what is read; all of England has some 56 million.
const maxPeople = 1_000_000_000

// maxQuoted is how much of a refused text an error repeats, in bytes.
const maxQuoted = 64

// ParsePeople reads a whole number of people, at least one and at most a
// thousand million, without sign or separators. Anything else is a [*nhs.ParseError].
func ParsePeople(s string) (People, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil || n < 1 || n > maxPeople {
		if len(s) > maxQuoted {
			s = strings.ToValidUTF8(s[:maxQuoted], "") + "…"
		}
		return 0, &nhs.ParseError{Type: "number of people", Input: s, Offset: -1, Want: "a whole number from 1 to 1000000000"}
	}
	return People(n), nil
}

// String returns the number with commas: 312,824.
func (p People) String() string {
	digits := strconv.FormatInt(int64(p), 10)
	first := 0
	if p < 0 {
		first = 1
	}
	for i := len(digits) - 3; i > first; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// UnmarshalJSON reads a JSON number by the rules of [ParsePeople].
func (p *People) UnmarshalJSON(data []byte) error {
	v, err := ParsePeople(string(data))
	if err != nil {
		return err
	}
	*p = v
	return nil
}

// A Basis says whose heads a population counts.
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

// A Population is one published count of a group's people. Counts of different
// basis, source or boundary are not to be mixed.
type Population struct {
	// Year is the calendar year in which the measure's period ends: lists of
	// 2016/17 are 2017, a mid-2020 estimate is 2020.
	Year int `json:"year"`
	// People is the count.
	People People `json:"people,omitzero"`
	// Basis says whose heads are counted.
	Basis Basis `json:"basis"`
	// Boundaries is the date of the CCG structure that the figure is cut by, which
	// is not always that of the year.
	Boundaries nhs.Date `json:"boundaries,omitzero"`
	// Measure names the published series.
	Measure string `json:"measure,omitempty"`
	// Partial marks a figure that leaves some practices out. It must not be used
	// per head.
	Partial bool `json:"partial_coverage,omitempty"`
	// Source is the identifier of the source.
	Source string `json:"source,omitempty"`
}

// Population returns the count for the year on the basis, and whether there is
// one that is fit for use per head: figures of partial coverage are passed over.
// Where several sources count the same heads in one year the first is taken.
func (g *Group) Population(year int, basis Basis) (Population, bool) {
	for _, p := range g.Populations {
		if p.Year == year && p.Basis == basis && !p.Partial {
			return p, true
		}
	}
	return Population{}, false
}
