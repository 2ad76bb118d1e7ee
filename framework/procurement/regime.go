package procurement

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// Regulations are the law that a procurement falls under, which depends on the day it
// began and on what is bought.
type Regulations string

const (
	// PCR2006 is the Public Contracts Regulations 2006.
	PCR2006 Regulations = "pcr-2006"
	// PCR2015 is the Public Contracts Regulations 2015.
	PCR2015 Regulations = "pcr-2015"
	// PSR2023 is the Health Care Services (Provider Selection Regime) Regulations 2023.
	PSR2023 Regulations = "psr-2023"
	// ProcurementAct is the Procurement Act 2023.
	ProcurementAct Regulations = "procurement-act-2023"
)

var allRegulations = [...]Regulations{PCR2006, PCR2015, PSR2023, ProcurementAct}

// The days on which each law was in force for a procurement that began then.
var (
	underPCR2006 = nhs.MustParsePeriod("2006-01-31/2015-02-25")
	underPCR2015 = nhs.MustParsePeriod("2015-02-26/2025-02-23")
	underPSR     = nhs.MustParsePeriod("2024-01-01/..")
	underAct     = nhs.MustParsePeriod("2025-02-24/..")
	anyLaw       = nhs.MustParsePeriod("2006-01-31/..")
)

// InForce returns the days on which a procurement had to begin to fall under the
// regulations. An unknown word has no days.
func (r Regulations) InForce() nhs.Period {
	switch r {
	case PCR2006:
		return underPCR2006
	case PCR2015:
		return underPCR2015
	case PSR2023:
		return underPSR
	case ProcurementAct:
		return underAct
	}
	return nhs.Period{From: underAct.From, Until: underAct.From} // no day
}

// RegulationsOn returns the general law of buying for a procurement that began on the
// day; health care for patients had other law at times ([RulingOn]). It returns "" before
// the regulations of 2006.
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
	// FullRegime is the full rules: Part A of the regulations of 2006, those of 2015 and
	// of the Procurement Act for services that are not listed.
	FullRegime Regime = "full"
	// PartB is the few rules of 2006 for health and other services: no duty to
	// advertise.
	PartB Regime = "part-b"
	// LightTouch is the lighter rules of 2015 and of the Procurement Act, with their own
	// threshold.
	LightTouch Regime = "light-touch"
	// ProviderSelection is the provider selection regime for health care from 2024. It
	// has no threshold.
	ProviderSelection Regime = "provider-selection"
)

var regimes = [...]Regime{FullRegime, PartB, LightTouch, ProviderSelection}

// A Ruling is the law and the regime that govern a purchase, and why.
type Ruling struct {
	// Days are the days on which a purchase had to begin.
	Days nhs.Period `json:"days,omitzero"`
	// Subject is what is bought.
	Subject Subject `json:"subject,omitempty"`
	// Buyers says whose purchases are meant: "commissioner" (PCT, CCG, board, NHS
	// England), "provider" (trusts and councils) or "" for every authority.
	Buyers string `json:"buyers,omitempty"`
	// Regulations are the law; "" if unknown here.
	Regulations Regulations `json:"regulations,omitempty"`
	// Regime is how strictly it regulates the purchase; "" if unknown here.
	Regime Regime `json:"regime,omitempty"`
	// Why says in a sentence why it governs.
	Why string `json:"why"`
	// Provision is the provision that decides.
	Provision string `json:"provision,omitempty"`
	// URL is where the provision can be read.
	URL string `json:"url,omitempty"`
}

const (
	commissioners = "commissioner"
	providers     = "provider"
)

const (
	reg2006Parts    = "Public Contracts Regulations 2006, regulation 5 and Schedule 3"
	reg2015Begin    = "Public Contracts Regulations 2015, regulation 118(2)"
	reg2015Clinical = "Public Contracts Regulations 2015, regulation 120"
	reg2015Light    = "Public Contracts Regulations 2015, regulation 74 and Schedule 3"
	psrBegin        = "Provider Selection Regime Regulations 2023, regulation 29"
	actBegin        = "Procurement Act 2023 (Commencement No. 3) Regulations 2024, regulation 5"
	actLight        = "Procurement Act 2023, section 9, and Procurement Regulations 2024, Schedule 1"

	urlParts    = "https://www.legislation.gov.uk/uksi/2006/5/schedule/3"
	urlBegin    = "https://www.legislation.gov.uk/uksi/2015/102/regulation/118"
	urlClinical = "https://www.legislation.gov.uk/uksi/2015/102/regulation/120"
	urlLight    = "https://www.legislation.gov.uk/uksi/2015/102/schedule/3"
	urlPSR      = "https://www.legislation.gov.uk/uksi/2023/1348/regulation/29"
	urlAct      = "https://www.legislation.gov.uk/uksi/2024/716/regulation/5"
	urlActLight = "https://www.legislation.gov.uk/uksi/2024/692/schedule/1"
)

// rulings are the regimes by subject, buyer and day. No two rows of one subject and buyer
// share a day.
var rulings = [...]Ruling{
	{underPCR2006, Support, "", PCR2006, FullRegime, "it began before 26 February 2015, and most support work is in the categories of Part A", reg2006Parts, urlParts},
	{underPCR2015, Support, "", PCR2015, FullRegime, "it began from 26 February 2015 to 23 February 2025, and support work is not listed for the light rules", reg2015Begin, urlBegin},
	{underAct, Support, "", ProcurementAct, FullRegime, "it began on or after 24 February 2025", actBegin, urlAct},

	{underPCR2006, OtherListed, "", PCR2006, PartB, "it began before 26 February 2015, and listed services were Part B", reg2006Parts, urlParts},
	{underPCR2015, OtherListed, "", PCR2015, LightTouch, "it began from 26 February 2015 to 23 February 2025, and the service is listed for the light rules", reg2015Light, urlLight},
	{underAct, OtherListed, "", ProcurementAct, LightTouch, "it began on or after 24 February 2025, and the service is listed for the light rules of the Act", actLight, urlActLight},

	{underPCR2006, Clinical, commissioners, PCR2006, PartB, "it began before 26 February 2015, and health services were Part B", reg2006Parts, urlParts},
	{nhs.MustParsePeriod("2015-02-26/2016-04-17"), Clinical, commissioners, PCR2006, PartB, "health care bought by NHS commissioners stayed under the regulations of 2006 until 17 April 2016", reg2015Clinical, urlClinical},
	{nhs.MustParsePeriod("2016-04-18/2023-12-31"), Clinical, commissioners, PCR2015, LightTouch, "the light rules covered health care bought by NHS commissioners from 18 April 2016 to 31 December 2023", reg2015Clinical, urlClinical},
	{underPSR, Clinical, commissioners, PSR2023, ProviderSelection, "health care bought from 1 January 2024 follows the provider selection regime", psrBegin, urlPSR},

	{underPCR2006, Clinical, providers, PCR2006, PartB, "it began before 26 February 2015, and health services were Part B", reg2006Parts, urlParts},
	{nhs.MustParsePeriod("2015-02-26/2023-12-31"), Clinical, providers, PCR2015, LightTouch, "the light rules covered health care bought by trusts and councils from 26 February 2015", reg2015Light, urlLight},
	{underPSR, Clinical, providers, PSR2023, ProviderSelection, "health care bought from 1 January 2024 follows the provider selection regime", psrBegin, urlPSR},
}

// Rulings returns the table of regimes by subject, buyer and day.
func Rulings() []Ruling { return slices.Clone(rulings[:]) }

// group returns which rows of the table a buyer falls under, and whether that is known. A
// buyer that is not stated counts as an NHS commissioner.
func (b BuyerClass) group() (string, bool) {
	switch b {
	case "", PCT, CCG, ICB, NHSEngland, HostedBody:
		return commissioners, true
	case NHSTrust, FoundationTrust, LocalAuthority:
		return providers, true
	}
	return "", false
}

// RulingOn returns which law governs a purchase that began on the day, and why. A buyer
// of "" is an NHS commissioner. Where the law turns on what is not known, the regulations
// are "" and Why says so.
func RulingOn(subject Subject, buyer BuyerClass, began nhs.Date) Ruling {
	switch {
	case began.IsZero():
		return Ruling{Subject: subject, Why: "the day on which it began is not stated"}
	case began.Before(anyLaw.From):
		return Ruling{Subject: subject, Why: "the law before 31 January 2006 is not on file"}
	case subject == "":
		return Ruling{Why: "what is bought is not stated"}
	}
	group, known := buyer.group()
	for i := range rulings {
		r := &rulings[i]
		if r.Subject != subject || !r.Days.Contains(began) || r.Buyers != "" && known && r.Buyers != group {
			continue
		}
		if r.Buyers != "" && !known && began.After(underPCR2006.Last()) && !underPSR.Contains(began) && began.Before(lightTouchClinical.From) {
			return Ruling{Subject: subject, Why: "the kind of buyer decides, and it is not stated closely enough"}
		}
		return *r
	}
	return Ruling{Subject: subject, Why: "no row of the table covers this subject"}
}

// The days between which the light rules covered clinical services of CCGs and
// NHS England.
var lightTouchClinical = nhs.MustParsePeriod("2016-04-18/2023-12-31")

// RegimeOn returns the regime for a purchase that began on the day, or "" if unknown
// here. A buyer of "" is an NHS commissioner.
func RegimeOn(subject Subject, buyer BuyerClass, began nhs.Date) Regime {
	return RulingOn(subject, buyer, began).Regime
}
