package procurement

import (
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// cpvListed are the codes of administrative services that the light rules list, in the
// regulations of 2015 and in those under the Act.
var cpvListed = [...]string{"75122000", "75100000", "75112000", "75130000"}

// hasPersonnelCode reports whether the code is in category 22 of 2006, placement and
// supply of personnel, which was Part B.
func (p *Procurement) hasPersonnelCode() bool {
	return len(p.CPV) >= 5 && p.CPV[:5] >= "79600" && p.CPV[:5] <= "79635"
}

func (p *Procurement) hasListedCode() bool {
	for _, code := range cpvListed {
		if strings.HasPrefix(p.CPV, code) {
			return true
		}
	}
	return false
}

// decidingDay returns the day that decides which law governs the purchase: the day on
// which it began, or for a call-off the day of its framework. A call-off for health care
// from 2024 follows the provider selection regime whatever the age of its framework.
func (p *Procurement) decidingDay() nhs.Date {
	if f := p.Framework; f != nil && p.Route.UsesFramework() && (p.Subject != Clinical || p.Began.Before(underPSR.From)) {
		switch {
		case !f.Began.IsZero():
			return f.Began
		case !f.Concluded.IsZero() && underPCR2006.Contains(f.Concluded):
			return f.Concluded
		case underPCR2015.Contains(f.Concluded) && f.Concluded.DaysSince(underPCR2015.From) > 365:
			return f.Concluded
		}
	}
	return p.Began
}

// Ruling returns which law governs the purchase, and why.
func (p *Procurement) Ruling() Ruling { return p.rulingOn(p.decidingDay()) }

// rulingOn returns which law would govern the purchase if it began on the day.
func (p *Procurement) rulingOn(on nhs.Date) Ruling {
	r := RulingOn(p.Subject, p.AuthorityClass, on)
	switch {
	case p.Subject != Support || p.CPV == "":
	case r.Regulations == PCR2006 && p.hasPersonnelCode():
		r.Regime, r.Why = PartB, "it began before 26 February 2015, and placement and supply of personnel is category 22 of Part B"
	case r.Regulations == PCR2015 && p.hasListedCode():
		r.Regime, r.Provision, r.URL = LightTouch, reg2015Light, urlLight
		r.Why = "it began from 26 February 2015 to 23 February 2025, and its code is listed for the light rules"
	case r.Regulations == ProcurementAct && p.hasListedCode():
		r.Regime, r.Provision, r.URL = LightTouch, actLight, urlActLight
		r.Why = "it began on or after 24 February 2025, and its code is listed for the light rules of the Act"
	}
	if p.Framework != nil && p.Route.UsesFramework() && on != p.Began && on == p.decidingDay() {
		r.Why = "a call-off follows the law of its framework"
		switch r.Regulations {
		case PCR2006:
			r.Provision, r.URL = "Public Contracts Regulations 2015, regulation 118(3)", urlBegin
		case PCR2015:
			r.Provision, r.URL = actBegin, urlAct
		}
	}
	return r
}

// regime returns the regime under the law. If the subject is not stated, it returns the
// one that the document states.
func (p *Procurement) regime() Regime {
	if p.Subject == "" {
		return p.Regime
	}
	return p.Ruling().Regime
}

// class returns the class of the authority. If its kind is not stated, it returns the
// class that the document states.
func (p *Procurement) class() ThresholdClass {
	if p.AuthorityClass == "" {
		return p.ThresholdClass
	}
	return ClassOf(p.AuthorityClass, p.decidingDay())
}

// monthsWithoutEnd is how many months of a price count where there is no total.
const monthsWithoutEnd = 48

// estimate returns what the whole contract is worth, or nil if that is not stated.
func (p *Procurement) estimate() *nhs.Money {
	if p.Value == nil && p.MonthlyValue != nil {
		total := p.MonthlyValue.Mul(monthsWithoutEnd)
		return &total
	}
	return p.Value
}

// A measure is how the value of a purchase compares with the threshold.
type measure struct {
	reached nhs.Tristate
	t       Threshold // the one that decides, where known
	known   bool      // whether t is one
	why     string    // what is missing, where reached is unknown
}

// measureOn compares the value with the threshold of the day. If the class or the regime
// is not known, it answers where every possible one gives the same answer.
func (p *Procurement) measureOn(on nhs.Date) measure {
	value := p.estimate()
	if value == nil {
		m := measure{why: "the value is not stated"}
		m.t, m.known = ThresholdOn(p.rulingOn(on).Regime, p.classOn(on), on)
		return m
	}
	regime := p.rulingOn(on).Regime
	if p.Subject == "" {
		regime = p.Regime
	}
	class := p.classOn(on)
	var m measure
	seen := false
	for _, r := range [...]Regime{FullRegime, LightTouch, PartB} {
		if regime != "" && r != regime || regime == "" && r == PartB {
			continue
		}
		for _, c := range thresholdClasses {
			if class != "" && c != class {
				continue
			}
			t, ok := ThresholdOn(r, c, on)
			if !ok {
				if regime == "" {
					continue
				}
				return measure{why: "no threshold is on file for that day"}
			}
			reached := t.Reached(*value, p.VAT)
			if seen && reached != m.reached {
				return measure{why: "the class of the authority and what is bought decide, and they are not settled: give authority_class or threshold_class, and subject"}
			}
			if !seen || t.Amount.Compare(m.t.Amount) < 0 {
				m.t = t
			}
			m.reached, m.known, seen = reached, true, true
		}
	}
	switch {
	case !seen:
		m.why = "no threshold is on file for that day"
	case m.reached == nhs.Unknown:
		m.why = "the value may or may not reach the threshold, depending on VAT: state the basis in vat"
	}
	return m
}

func (p *Procurement) classOn(on nhs.Date) ThresholdClass {
	if p.AuthorityClass == "" {
		return p.ThresholdClass
	}
	return ClassOf(p.AuthorityClass, on)
}

// isNHSContractArguable reports whether it may be said that the arrangement is an NHS
// contract: both sides are bodies of section 9, as a hosted CSU is through NHS England.
func (p *Procurement) isNHSContractArguable() bool {
	return p.SupplierKind == service.CSU && p.AuthorityClass != FoundationTrust && p.AuthorityClass != LocalAuthority
}
