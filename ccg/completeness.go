package ccg

import "strings"

// An Extent says whether a sum of published payments is the whole of what was paid.
type Extent string

const (
	// Complete means that everything was seen: the file of every month without doubt, or
	// all four quarterly bills.
	Complete Extent = "complete"
	// LowerBound means that more may have been paid.
	LowerBound Extent = "lower-bound"
)

// Extents returns every Extent.
func Extents() []Extent { return []Extent{Complete, LowerBound} }

// The months and the quarterly bills of a financial year.
const (
	monthsOfYear = 12
	billsOfYear  = 4
)

// A Completeness says how much of what was paid in a financial year a sum of
// published payments holds, and on which evidence. Payments that were seen are never
// complete for that reason alone.
type Completeness struct {
	// Extent is complete or lower-bound; see [Completeness.Proven].
	Extent Extent `json:"extent"`
	// Months is the number of months whose files were read.
	Months int `json:"months"`
	// Bills is the number of quarterly bills seen; 0 also if there are none to see.
	Bills int `json:"bills,omitempty"`
	// Doubt says why the files that were read may hold less than they should. It is kept
	// where the bills make the sum complete.
	Doubt string `json:"doubt,omitempty"`
}

// CompletenessOf returns the completeness that the evidence proves.
func CompletenessOf(months, bills int, doubt string) Completeness {
	c := Completeness{Extent: LowerBound, Months: months, Bills: bills, Doubt: doubt}
	if c.Proven() {
		c.Extent = Complete
	}
	return c
}

// Proven reports whether the evidence makes the sum complete: the files of twelve
// months without a doubt, or four quarterly bills.
func (c Completeness) Proven() bool {
	return c.Months == monthsOfYear && c.Doubt == "" || c.Bills == billsOfYear
}

// InRange reports whether the counts of the evidence are possible: up to twelve months
// and four bills.
func (c Completeness) InRange() bool {
	return c.Months >= 0 && c.Months <= monthsOfYear && c.Bills >= 0 && c.Bills <= billsOfYear
}

// And returns the completeness of two sums together, of the same payer and year. It has
// the fewer months, the fewer bills and the doubts of both. If one supplier sends no
// bills, those of the other count, provided that the file of every month was read.
func (c Completeness) And(other Completeness) Completeness {
	bills := min(c.Bills, other.Bills)
	if bills == 0 && min(c.Months, other.Months) == monthsOfYear {
		bills = max(c.Bills, other.Bills)
	}
	doubt := c.Doubt
	if !strings.Contains(doubt, other.Doubt) {
		doubt = strings.TrimPrefix(doubt+"; "+other.Doubt, "; ")
	}
	return CompletenessOf(min(c.Months, other.Months), bills, doubt)
}
