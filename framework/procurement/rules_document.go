package procurement

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// wordsMeta serves four rules, one for each kind of document.
var wordsMeta = rule.Meta{
	ID:          RuleWords,
	Title:       "Only known words are used where a list is closed",
	Rationale:   "A document with an unknown word can be read, but no rule understands the word. An award with a misspelt outcome counts as no award.",
	Fix:         "Use one of the words in the message.",
	Limitations: "Whether the right word was chosen is not checked. A missing word is allowed.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"framework", "procurement"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"outcome": "awarded"}`,
	BadExample:  `{"outcome": "won"}`,
	Related:     []rule.ID{"FW-01"},
}

var vatBases = [...]nhs.VATBasis{nhs.WithoutVAT, nhs.WithVAT}

var anySupplier = [...]service.SupplierKind{service.CSU, service.Independent, service.Consortium, service.LocalAuthority, service.Voluntary}

var procurementWords = rule.Rule[Procurement]{
	Meta: wordsMeta,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		rule.AddWord(&found, "/authority_class", p.AuthorityClass, buyerClasses[:])
		rule.AddWord(&found, "/threshold_class", p.ThresholdClass, thresholdClasses[:])
		rule.AddWord(&found, "/subject", p.Subject, subjects[:])
		rule.AddWord(&found, "/regime", p.Regime, regimes[:])
		rule.AddWord(&found, "/route", p.Route, routes[:])
		rule.AddWord(&found, "/vat", p.VAT, vatBases[:])
		rule.AddWord(&found, "/supplier_kind", p.SupplierKind, anySupplier[:])
		rule.AddWord(&found, "/incumbent", p.Incumbent, anySupplier[:])
		rule.AddWord(&found, "/regulations", p.Regulations, allRegulations[:])
		rule.AddWord(&found, "/ground", p.Ground, grounds[:])
		rule.AddWord(&found, "/means", p.Means, noticeMethods[:])
		for i := range p.Offers {
			if k := p.Offers[i].Kind; !rule.IsWord(k, anySupplier[:]) {
				rule.AddWord(&found, rule.PointerOf("offers", i, "kind"), k, anySupplier[:])
			}
		}
		return found
	},
}

// orderMeta serves four rules, one for each kind of document.
var orderMeta = rule.Meta{
	ID:          RuleOrder,
	Title:       "Dates are in order and numbers are in range",
	Rationale:   "An agreement that ends before it begins has no status on any day, and a negative number of places fills none.",
	Fix:         "Correct the date or the number.",
	Limitations: "Dates that are partly known count as in order if they can be.",
	Severity:    rule.Error,
	Basis:       rule.Integrity,
	Tags:        []string{"framework", "procurement", "dates"},
	Observed:    rule.ObservedSynthetic,
	GoodExample: `{"live": "2015-02-10", "expiry": "2019-02-09"}`,
	BadExample:  `{"live": "2015-02-10", "expiry": "2015-02-09"}`,
	Related:     []rule.ID{"FW-02"},
}

var procurementOrder = rule.Rule[Procurement]{
	Meta: orderMeta,
	Check: func(_ rule.Pass, p *Procurement) (found rule.Findings) {
		if p.Value != nil && p.Value.Sign() < 0 {
			found.Add("/value", "the value is %s: give zero or more", *p.Value)
		}
		if p.MonthlyValue != nil && p.MonthlyValue.Sign() < 0 {
			found.Add("/monthly_value", "the monthly value is %s: give zero or more", *p.MonthlyValue)
		}
		if p.Bidders != nil && *p.Bidders < 0 {
			found.Add("/bidders", "%d bidders: give zero or more", *p.Bidders)
		}
		if n := p.StandstillDays; n != nil && (*n < actStandstillDays || *n > maxStandstillDays) {
			found.Add("/standstill_days", "a standstill of %d working days: the least is %d", *n, actStandstillDays)
		}
		if !p.LastReceived.IsZero() && p.LastReceived.Before(p.Notified) {
			found.Add("/last_received", "received on %s, before it was sent on %s: correct one of them", p.LastReceived, p.Notified)
		}
		if !p.Confirmed.IsZero() && p.Confirmed.Before(p.Notified) {
			found.Add("/confirmed", "the further decision was told on %s, before the notice of %s: correct one of them", p.Confirmed, p.Notified)
		}
		if !p.Notified.IsZero() && p.Notified.Before(p.Began) {
			found.Add("/notified", "bidders notified on %s, before the procurement began on %s: correct one of them", p.Notified, p.Began)
		}
		if !p.Concluded.IsZero() && p.Concluded.Before(p.Began) {
			found.Add("/concluded", "concluded on %s, before the procurement began on %s: correct one of them", p.Concluded, p.Began)
		}
		return found
	},
}
