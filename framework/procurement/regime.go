package procurement

import "github.com/opencommissioning/commissioning/nhs"

// Regulations are the law that a procurement falls under, which depends on the day it
// began.
type Regulations string

const (
	// PCR2006 is the Public Contracts Regulations 2006.
	PCR2006 Regulations = "pcr-2006"
	// PCR2015 is the Public Contracts Regulations 2015.
	PCR2015 Regulations = "pcr-2015"
	// ProcurementAct is the Procurement Act 2023. Its rules and thresholds are unknown
	// here.
	ProcurementAct Regulations = "procurement-act-2023"
)

// The days on which each regime was in force for a procurement that began then.
var (
	underPCR2006 = nhs.MustParsePeriod("2006-01-31/2015-02-25")
	underPCR2015 = nhs.MustParsePeriod("2015-02-26/2025-02-23")
	underPCR     = nhs.MustParsePeriod("2006-01-31/2025-02-23")
	underAct     = nhs.MustParsePeriod("2025-02-24/..")
)

// InForce returns the days on which a procurement had to begin to fall under the
// regulations. An unknown word has no days.
func (r Regulations) InForce() nhs.Period {
	switch r {
	case PCR2006:
		return underPCR2006
	case PCR2015:
		return underPCR2015
	case ProcurementAct:
		return underAct
	}
	return nhs.Period{From: underAct.From, Until: underAct.From} // no day
}

// RegulationsOn returns the regulations for a procurement that began on the day. It
// returns "" before those of 2006.
func RegulationsOn(began nhs.Date) Regulations {
	switch {
	case underPCR2006.Contains(began):
		return PCR2006
	case underPCR2015.Contains(began):
		return PCR2015
	case underAct.Contains(began):
		return ProcurementAct
	}
	return ""
}

// A Subject is what is bought, as far as the law distinguishes it.
type Subject string

const (
	// Support is commissioning support: office, IT and consultancy work. Applying the
	// full rules to it is the safe reading.
	Support Subject = "commissioning-support"
	// Clinical is health care for patients.
	Clinical Subject = "clinical"
	// OtherListed is another service that the light rules list, such as social care.
	OtherListed Subject = "other-listed"
)

var subjects = [...]Subject{Support, Clinical, OtherListed}

// A Regime is how strictly a purchase is regulated.
type Regime string

const (
	// FullRegime is the full rules: Part A of the regulations of 2006, and those of
	// 2015 for services not listed.
	FullRegime Regime = "full"
	// PartB is the few rules of 2006 for health and other services: no duty to
	// advertise.
	PartB Regime = "part-b"
	// LightTouch is the lighter rules of 2015, with their own threshold.
	LightTouch Regime = "light-touch"
	// ProviderSelection is the provider selection regime for health care from 2024. It
	// has no threshold.
	ProviderSelection Regime = "provider-selection"
)

var regimes = [...]Regime{FullRegime, PartB, LightTouch, ProviderSelection}

// The days between which the light rules covered clinical services of CCGs and
// NHS England.
var lightTouchClinical = nhs.MustParsePeriod("2016-04-18/2023-12-31")

// RegimeOn returns the regime for a purchase by an NHS commissioner that began on the
// day, or "" if unknown here.
func RegimeOn(subject Subject, began nhs.Date) Regime {
	regulations := RegulationsOn(began)
	switch {
	case regulations != PCR2006 && regulations != PCR2015:
		return ""
	case subject == Support:
		return FullRegime
	case subject == OtherListed && regulations == PCR2015:
		return LightTouch
	case subject == Clinical && lightTouchClinical.Contains(began):
		return LightTouch
	case subject == Clinical && began.After(lightTouchClinical.Last()):
		return ProviderSelection
	case subject == Clinical, subject == OtherListed:
		return PartB
	}
	return ""
}

// centralFrom is the day from which NHS England, the NHS Business Services
// Authority and foundation trusts have been central authorities.
var centralFrom = nhs.MustParseDate("2021-08-16")

// ClassOf returns the class of a body for thresholds on the day, or "" if unknown here.
// A commissioning support unit buys as NHS England.
func ClassOf(b BuyerClass, on nhs.Date) ThresholdClass {
	switch b {
	case CCG, PCT:
		return SubCentral
	case NHSTrust:
		return Central
	case NHSEngland, HostedBody, FoundationTrust:
		if on.Before(centralFrom) {
			return SubCentral
		}
		return Central
	}
	return ""
}
