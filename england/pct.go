package england

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// Trusts are known on their last day. When they opened is not, but that they had.
var (
	pctsKnownFrom = nhs.MustParseDate("2013-03-31")
	pctsOpened    = nhs.MustParsePartialDate("../2013-03-31")
)

// addPCTs adds the primary care trusts and their steps to the groups.
func addPCTs(r *ccg.Register) error {
	r.PCTsKnownFrom = pctsKnownFrom
	t := openTable("pcts.csv")
	for t.next() {
		r.PCTs = append(r.PCTs, ccg.PCT{
			Code:       t.id("ods_code"),
			Name:       t.text("name"),
			ONSCode:    t.text("ons_code"),
			Opened:     pctsOpened,
			Closed:     t.date("closed"),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
		})
	}
	if t.err != nil {
		return t.err
	}
	t = openTable("pct_successions.csv")
	for t.next() {
		s := takeover(t)
		s.Share = share(t, "people_moved", "people_total", "weight_basis")
		r.PCTSuccessions = append(r.PCTSuccessions, s)
	}
	return t.err
}
