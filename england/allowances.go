package england

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An Allowance is the national running-cost allowance of clinical commissioning
// groups in one year, as far as known. Years without a source are absent: nothing is
// carried forward.
type Allowance struct {
	// Year is the financial year.
	Year nhs.FinancialYear `json:"year"`
	// Status is maximum, published, indicative, reported or computed.
	Status string `json:"status"`
	// PerHead is in pounds per head of the ONS-scaled population; nil if unknown.
	PerHead *nhs.Rate `json:"per_head,omitempty"`
	// Total is the sum for England in pounds; nil if unknown.
	Total *nhs.Money `json:"total,omitempty"`
	// Precision is the source's rounding of the total, in pounds.
	Precision *nhs.Money `json:"precision,omitempty"`
	// People is the population behind the figure per head, ONS-scaled; nil if unknown.
	People *ccg.People `json:"people,omitempty"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources"`
	// Confidence is high, medium or low.
	Confidence lineage.Confidence `json:"confidence"`
	// Note has a caveat.
	Note string `json:"note,omitempty"`
}

// Allowances returns the known national running-cost allowances, by year: per head
// for 2013/14 to 2015/16, in total for 2013/14, 2016/17 and 2018/19. An error means that the
// embedded tables are damaged.
func Allowances() ([]Allowance, error) {
	var all []Allowance
	t := openTable("running_cost_per_head.csv")
	for t.next() {
		all = append(all, Allowance{
			Year:       parsed(t, "financial_year", nhs.ParseFinancialYear),
			Status:     t.text("status"),
			PerHead:    known(t, "gbp_per_head", nhs.ParseRate),
			Total:      known(t, "national_total_gbp", nhs.ParseMoney),
			Precision:  known(t, "national_total_precision_gbp", nhs.ParseMoney),
			People:     known(t, "population", ccg.ParsePeople),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
			Note:       t.text("note"),
		})
	}
	return all, t.err
}
