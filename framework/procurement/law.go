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
	// Regulations are those in force; "" if unknown here.
	Regulations Regulations `json:"regulations,omitempty"`
	// Regime is how strictly they regulate it; "" if unknown here.
	Regime Regime `json:"regime,omitempty"`
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

// LawOn returns what the law asks of a purchase that begins on the day. The value, in
// pounds, may be nil. A supplier that is a hosted CSU makes it an NHS contract.
func LawOn(on nhs.Date, subject Subject, class ThresholdClass, value *nhs.Money, vat nhs.VATBasis, supplier service.SupplierKind) Law {
	l := Law{On: on, Regulations: RegulationsOn(on), Regime: RegimeOn(subject, on)}
	if t, ok := ThresholdOn(l.Regime, class, on); ok {
		l.Threshold = &t
		if value != nil {
			l.Reached = t.Reached(*value, vat)
		}
	}
	switch {
	case supplier == service.CSU:
		l.MustCompete, l.Why = nhs.No, "an arrangement with a hosted CSU is an NHS contract, which the regulations do not cover"
	case l.Regime == "":
		l.Why = fmt.Sprintf("the law of %s is unknown here", on)
	case l.Regime == PartB:
		l.MustCompete, l.Why = nhs.No, "the regulations of 2006 require no advertisement of Part B services"
	case l.Regime == ProviderSelection:
		l.Why = "the provider selection regime replaced thresholds; its rules are unknown here"
	case l.Threshold == nil:
		l.Why = fmt.Sprintf("no threshold is known for %s", on)
	case value == nil:
		l.Why = fmt.Sprintf("the value is unknown; the threshold is %s, VAT %s", l.Threshold.Amount, l.Threshold.VAT)
	case l.Reached == nhs.Unknown:
		l.Why = fmt.Sprintf("the threshold of %s is for values with VAT %s: give the value on that basis", l.Threshold.Amount, l.Threshold.VAT)
	case l.Reached == nhs.No:
		l.MustCompete, l.Why = nhs.No, fmt.Sprintf("%s is below the threshold of %s, VAT %s", value, l.Threshold.Amount, l.Threshold.VAT)
	default:
		l.MustCompete, l.Why = nhs.Yes, fmt.Sprintf("%s has reached the threshold of %s, VAT %s", value, l.Threshold.Amount, l.Threshold.VAT)
	}
	return l
}
