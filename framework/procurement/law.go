package procurement

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// Law is what the law asks of a purchase that begins on a day.
type Law struct {
	// On is the day.
	On nhs.Date `json:"on"`
	// Regulations are the law that governs it; "" if unknown here.
	Regulations Regulations `json:"regulations,omitempty"`
	// Regime is how strictly they regulate it; "" if unknown here.
	Regime Regime `json:"regime,omitempty"`
	// Governs says in a sentence why this law governs it.
	Governs string `json:"governs,omitempty"`
	// Provision is the provision that says so.
	Provision string `json:"provision,omitempty"`
	// URL is where the provision can be read.
	URL string `json:"url,omitempty"`
	// Threshold is the value from which the regime's rules apply; nil if there is none,
	// or none is known.
	Threshold *Threshold `json:"threshold,omitempty"`
	// Reached says whether the value has reached it.
	Reached nhs.Tristate `json:"threshold_reached"`
	// MustCompete says whether it must be advertised or called off from a framework.
	MustCompete nhs.Tristate `json:"must_compete"`
	// Why explains MustCompete in a sentence.
	Why string `json:"why"`
}

// LawOn returns what the law asks of a purchase by an NHS commissioner that begins on the
// day. The value, in pounds, may be nil. With a supplier that is a hosted CSU the answer
// is unknown where a value has reached the threshold: see [OpenQuestions].
func LawOn(on nhs.Date, subject Subject, class ThresholdClass, value *nhs.Money, vat nhs.VATBasis, supplier service.SupplierKind) Law {
	p := Procurement{Subject: subject, ThresholdClass: class, Value: value, VAT: vat, SupplierKind: supplier}
	return p.LawOn(on)
}

// Law returns what the law of its own day asks of the purchase: the day on which it
// began, or for a call-off that of its framework.
func (p *Procurement) Law() Law { return p.LawOn(p.decidingDay()) }

// LawOn returns what the law would ask of the purchase if it began on the day.
func (p *Procurement) LawOn(on nhs.Date) Law {
	r := p.rulingOn(on)
	m := p.measureOn(on)
	l := Law{On: on, Regulations: r.Regulations, Regime: r.Regime, Governs: r.Why, Provision: r.Provision, URL: r.URL, Reached: m.reached}
	if m.known {
		l.Threshold = &m.t
	}
	l.MustCompete, l.Why = p.mustCompeteOn(on, r, m)
	return l
}

// mustCompeteOn returns whether the purchase must be advertised or called off, and why.
func (p *Procurement) mustCompeteOn(on nhs.Date, r Ruling, m measure) (nhs.Tristate, string) {
	switch {
	case p.Route == InHouse:
		return nhs.No, "work in house is no contract"
	case r.Regulations == "":
		return nhs.Unknown, fmt.Sprintf("the law of %s is unknown here: %s", on, r.Why)
	case r.Regime == PartB && p.Subject == Clinical && healthRegulations.Contains(on) && p.isHealthCommissioner():
		return nhs.Unknown, "the regulations of 2006 require no advertisement of Part B services, but SI 2013/500, regulations 3 and 5, decide at any value: was only one provider capable?"
	case r.Regime == PartB:
		return nhs.No, "the regulations of 2006 require no advertisement of Part B services"
	case r.Regime == ProviderSelection:
		return nhs.Unknown, "the provider selection regime has no threshold: the facts decide between its processes (regulation 6)"
	case !m.known && m.reached == nhs.Unknown:
		return nhs.Unknown, fmt.Sprintf("no threshold can be chosen for %s: %s", on, m.why)
	case p.estimate() == nil:
		return nhs.Unknown, fmt.Sprintf("the value is unknown; the threshold is %s, VAT %s", m.t.Amount, m.t.VAT)
	case m.reached == nhs.Unknown:
		return nhs.Unknown, fmt.Sprintf("the threshold of %s is for values with VAT %s: give the value on that basis", m.t.Amount, m.t.VAT)
	case m.reached == nhs.No:
		return nhs.No, fmt.Sprintf("%s is below the threshold of %s, VAT %s", p.estimate(), m.t.Amount, m.t.VAT)
	case p.isNHSContractArguable():
		return nhs.Unknown, "the threshold is reached, but " + arguable
	case p.Ground.IsIn(r.Regulations):
		return nhs.No, "the ground " + string(p.Ground) + " allows an award without competition (" + p.Ground.Provision(r.Regulations) + ")"
	}
	return nhs.Yes, fmt.Sprintf("%s has reached the threshold of %s, VAT %s", p.estimate(), m.t.Amount, m.t.VAT)
}

// healthRegulations are the days of SI 2013/500 on procurement, patient choice and
// competition.
var healthRegulations = nhs.MustParsePeriod("2013-04-01/2023-12-31")

// isHealthCommissioner reports whether SI 2013/500 binds the buyer.
func (p *Procurement) isHealthCommissioner() bool {
	switch p.AuthorityClass {
	case "", CCG, ICB, NHSEngland, HostedBody:
		return true
	}
	return false
}
