package ccg

import (
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A DoubtReason says why a count of people cannot be right.
type DoubtReason string

const (
	// PracticesMissing means that practices are absent, or there without the lists that
	// they took over.
	PracticesMissing DoubtReason = "practices-missing"
	// CountedTwice means that people count in a practice and again in the one that took
	// it over.
	CountedTwice DoubtReason = "counted-twice"
	// OutOfLine means that the count stands out from those before and after it, and that
	// nobody looked into why.
	OutOfLine DoubtReason = "out-of-line"
)

// doubtReasons lists every DoubtReason.
var doubtReasons = [...]DoubtReason{PracticesMissing, CountedTwice, OutOfLine}

// String returns the reason in words.
func (r DoubtReason) String() string {
	switch r {
	case PracticesMissing:
		return "practices are missing"
	case CountedTwice:
		return "people are counted twice"
	case OutOfLine:
		return "it is out of line with the counts before and after"
	}
	return string(r)
}

// A CountDoubt says why a count of people cannot be right, and which counts of the same
// group and basis it should be set beside.
type CountDoubt struct {
	// Reason says why.
	Reason DoubtReason `json:"reason"`
	// Practices are the codes of the practices that make it wrong, as far as known.
	Practices []string `json:"practices,omitempty"`
	// Beside are the counts to set it beside, the earlier first.
	Beside []NearCount `json:"beside,omitempty"`
	// Note says more.
	Note string `json:"note,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is how sure the reason is.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
}

// A NearCount is a count of people of another year.
type NearCount struct {
	// Year is the calendar year, as in [Population].
	Year int `json:"year"`
	// On is the day, if it is known.
	On nhs.Date `json:"on,omitzero"`
	// People is the count.
	People People `json:"people"`
	// Source is the identifier of its source.
	Source string `json:"source,omitempty"`
}

// String returns the doubt as a clause: "practices are missing; set it beside 186,456 of
// 2016 and 188,251 of 2018". Without such counts it ends with the note. Of nil it is "".
func (d *CountDoubt) String() string {
	if d == nil {
		return ""
	}
	var beside []string
	for _, c := range d.Beside {
		beside = append(beside, fmt.Sprintf("%v of %d", c.People, c.Year))
	}
	switch {
	case len(beside) == 0 && d.Note == "":
		return d.Reason.String()
	case len(beside) == 0:
		return d.Reason.String() + "; " + strings.TrimSuffix(d.Note, ".")
	}
	return d.Reason.String() + "; set it beside " + strings.Join(beside, " and ")
}
