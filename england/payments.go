package england

import (
	"strconv"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// Payments returns what groups of London were seen to pay suppliers of commissioning
// support in 2020/21, each sum with its completeness. Creditors of the year before and
// money passed through are not in the sums. Groups whose files show no such payment
// have no sum. An error means that the embedded tables are damaged.
func Payments() ([]commissioning.Spend, error) {
	var all []commissioning.Spend
	t := openTable("ccg_payments_seen.csv")
	for t.next() {
		supplier := t.id("supplier")
		if supplier == "none" {
			continue // files were read, and no payment was seen: an unknown sum, not nought
		}
		seen := ccg.CompletenessOf(parsed(t, "months_read", strconv.Atoi), parsed(t, "quarterly_bills_seen", strconv.Atoi), t.text("doubt"))
		all = append(all, commissioning.Spend{
			Customer:     t.id("ods_code"),
			Supplier:     supplier,
			Year:         parsed(t, "financial_year", nhs.ParseFinancialYear),
			Amount:       parsed(t, "amount_gbp", nhs.ParseMoney),
			Basis:        commissioning.PublishedPayments,
			Completeness: &seen,
			PriorYear:    known(t, "prior_year_creditor_gbp", nhs.ParseMoney),
			PassThrough:  known(t, "pass_through_gbp", nhs.ParseMoney),
			Sources:      t.list("source"),
			Confidence:   t.confidence(),
		})
	}
	return all, t.err
}
