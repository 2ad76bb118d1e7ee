package procurement

import (
	"slices"

	"github.com/opencommissioning/commissioning/internal/calendar"
	"github.com/opencommissioning/commissioning/nhs"
)

// A NoticeMethod is how bidders were notified of a decision.
type NoticeMethod string

const (
	// Electronic is email, portal or fax, to every bidder.
	Electronic NoticeMethod = "electronic"
	// OtherMeans is post or any other means, to every bidder.
	OtherMeans NoticeMethod = "other"
	// MixedMeans is electronic to some bidders and other means to the rest.
	MixedMeans NoticeMethod = "mixed"
)

var noticeMethods = [...]NoticeMethod{Electronic, OtherMeans, MixedMeans}

// IsKnown reports whether the method is one of those above.
func (m NoticeMethod) IsKnown() bool { return slices.Contains(noticeMethods[:], m) }

// NoticeMethods returns every method.
func NoticeMethods() []NoticeMethod { return slices.Clone(noticeMethods[:]) }

// StandstillEnds returns the last day of the standstill period under the regulations of
// 2006 and 2015, with the bank holidays of England. A contract may be concluded from the
// next day. The period ends on the tenth day after an electronic notice, or the fifteenth
// by other means. If that is not a working day it ends on the next one. No date gives no
// date.
//
// By other means it can end sooner: see [StandstillEndsAfterReceipt]. Under the
// Procurement Act and the provider selection regime use [ActStandstillEnds] and
// [ProviderStandstillEnds].
//
// Source: Public Contracts Regulations 2015, regulation 87; those of 2006, regulation 32A.
func StandstillEnds(notified nhs.Date, by NoticeMethod) nhs.Date {
	days := 15
	if by == Electronic {
		days = 10
	}
	return rollForward(notified.AddDays(days), calendar.IsWorkingDay)
}

// StandstillEndsAfterReceipt returns the last day of standstill under the regulations of
// 2006 and 2015 where a notice was sent by other than electronic means: the earlier of
// the fifteenth day after it was sent and the tenth after the last bidder received it,
// and where some were notified electronically not before that standstill ends. If the day
// of receipt is no date, it is [StandstillEnds].
//
// Source: Public Contracts Regulations 2015, regulation 87(3) to (5).
func StandstillEndsAfterReceipt(sent, received nhs.Date, by NoticeMethod) nhs.Date {
	return pcrStandstillEnds(sent, received, by, calendar.IsWorkingDay)
}

func pcrStandstillEnds(sent, received nhs.Date, by NoticeMethod, working func(nhs.Date) bool) nhs.Date {
	electronic := rollForward(sent.AddDays(10), working)
	if by == Electronic {
		return electronic
	}
	other := rollForward(sent.AddDays(15), working)
	if !received.IsZero() {
		if sooner := rollForward(received.AddDays(10), working); sooner.Before(other) {
			other = sooner
		}
	}
	if by == MixedMeans && other.Before(electronic) {
		return electronic
	}
	return other
}

func rollForward(d nhs.Date, working func(nhs.Date) bool) nhs.Date {
	for !d.IsZero() && !working(d) {
		d = d.AddDays(1)
	}
	return d
}

// actStandstillDays is the least standstill of the Procurement Act, in working days.
const actStandstillDays = 8

// ActStandstillEnds returns the last day of the mandatory standstill of the Procurement
// Act: eight working days that begin with the day on which the contract award notice is
// published. A bank holiday in any part of the United Kingdom does not count. A contract
// may be made from the next day.
//
// Source: Procurement Act 2023, sections 51 and 123.
func ActStandstillEnds(published nhs.Date) nhs.Date {
	return nthWorkingDay(published, actStandstillDays, calendar.IsWorkingDayEverywhere)
}

// ProviderStandstillEnds returns the last day of standstill of the provider selection
// regime. It begins on the day after the notice of intention is published and ends with
// the eighth working day after that. A bank holiday in England does not count.
//
// Source: SI 2023/1348, regulation 12.
func ProviderStandstillEnds(published nhs.Date) nhs.Date {
	return nthWorkingDay(published.AddDays(2), 8, calendar.IsWorkingDay)
}

// nthWorkingDay returns the n-th working day from the day on, which itself may be one.
func nthWorkingDay(from nhs.Date, n int, working func(nhs.Date) bool) nhs.Date {
	for d := from; !d.IsZero(); d = d.AddDays(1) {
		if working(d) {
			if n--; n <= 0 {
				return d
			}
		}
	}
	return nhs.Date{}
}

// latestNotice returns the last day for the notice from which standstill runs, so that a
// contract may be concluded on the given day.
func latestNotice(concluded nhs.Date, law Regulations) nhs.Date {
	switch law {
	case ProcurementAct:
		return nthWorkingDayBefore(concluded, actStandstillDays, calendar.IsWorkingDayEverywhere)
	case PSR2023:
		return nthWorkingDayBefore(concluded, 8, calendar.IsWorkingDay).AddDays(-2)
	}
	day := concluded.AddDays(-11)
	for !day.IsZero() && !StandstillEnds(day, Electronic).Before(concluded) {
		day = day.AddDays(-1)
	}
	return day
}

// nthWorkingDayBefore returns the n-th working day before the day, counting back.
func nthWorkingDayBefore(day nhs.Date, n int, working func(nhs.Date) bool) nhs.Date {
	for d := day.AddDays(-1); !d.IsZero(); d = d.AddDays(-1) {
		if working(d) {
			if n--; n <= 0 {
				return d
			}
		}
	}
	return nhs.Date{}
}

// electronicStandstillEnds returns the last day of the standstill of a law after a notice
// by electronic means.
func electronicStandstillEnds(notified nhs.Date, law Regulations) nhs.Date {
	switch law {
	case ProcurementAct:
		return ActStandstillEnds(notified)
	case PSR2023:
		return ProviderStandstillEnds(notified)
	}
	return StandstillEnds(notified, Electronic)
}

// A Standstill is the wait between the decision and the contract.
type Standstill struct {
	// Owed says whether the law asks for one.
	Owed nhs.Tristate `json:"owed"`
	// Why says in a sentence why it does, does not, or why that is unknown.
	Why string `json:"why"`
	// Provision is the provision that decides.
	Provision string `json:"provision,omitempty"`
	// Ends is the earliest day that can be its last, from the day of the notice.
	Ends nhs.Date `json:"ends,omitzero"`
	// EndsLatest is the latest day that can be its last. It is later than Ends where the
	// means of notice, or whose bank holidays count, is not known.
	EndsLatest nhs.Date `json:"ends_latest,omitzero"`

	doubt string // why the two may differ
}

const (
	standstillPCR2006 = "Public Contracts Regulations 2006, regulations 32 and 32A"
	standstillPCR2015 = "Public Contracts Regulations 2015, regulations 86 and 87"
	standstillPSR     = "Provider Selection Regime Regulations 2023, regulation 12"
	standstillAct     = "Procurement Act 2023, section 51"
)

// standstillFrom is the day from which a procurement had to begin to fall under the
// standstill of SI 2009/2992.
var standstillFrom = nhs.MustParseDate("2009-12-20")

// Standstill returns whether the purchase has to wait before its contract, and until
// when. Without the day of the notice it has no end.
func (p *Procurement) Standstill() Standstill {
	r := p.Ruling()
	var s Standstill
	law := r.Regulations
	if law == "" && p.Subject == "" {
		law = RegulationsOn(p.decidingDay())
		if p.Regime == ProviderSelection {
			law = PSR2023
		}
	}
	s.Owed, s.Why, s.Provision = p.standstillOwed(law)
	if p.Notified.IsZero() {
		return s
	}
	switch law {
	case PCR2006, PCR2015:
		s.setPCREnds(p.Notified, p.LastReceived, p.Means)
	case ProcurementAct:
		days := actStandstillDays
		if p.StandstillDays != nil {
			days = max(days, min(*p.StandstillDays, maxStandstillDays))
		}
		s.Ends = nthWorkingDay(p.Notified, days, calendar.IsWorkingDayEverywhere)
		s.EndsLatest = s.Ends
	case PSR2023:
		s.Ends = ProviderStandstillEnds(p.Notified)
		if !p.Confirmed.IsZero() {
			if again := nthWorkingDay(p.Confirmed.AddDays(1), 5, calendar.IsWorkingDay); again.After(s.Ends) {
				s.Ends = again
			}
		}
		s.EndsLatest = s.Ends
	}
	return s
}

// maxStandstillDays bounds what an award notice can state, in working days.
const maxStandstillDays = 1000

// setPCREnds sets the earliest and the latest day that can be the last of standstill
// under the regulations of 2006 and 2015. They name no part of the kingdom whose bank
// holidays count.
func (s *Standstill) setPCREnds(sent, received nhs.Date, by NoticeMethod) {
	switch {
	case by == "":
		s.doubt = "how bidders were notified is unknown (means)"
	case by != Electronic && received.IsZero():
		s.doubt = "when the last bidder received the notice is unknown (last_received)"
	default:
		s.Ends = pcrStandstillEnds(sent, received, by, calendar.IsWorkingDay)
		s.EndsLatest = pcrStandstillEnds(sent, received, by, calendar.IsWorkingDayEverywhere)
		s.doubt = "the law does not say whose bank holidays count"
		return
	}
	s.Ends = pcrStandstillEnds(sent, nhs.Date{}, Electronic, calendar.IsWorkingDay)
	s.EndsLatest = pcrStandstillEnds(sent, received, OtherMeans, calendar.IsWorkingDayEverywhere)
	if s.EndsLatest.Before(s.Ends) {
		s.EndsLatest = s.Ends
	}
}

// standstillOwed returns whether the law asks the purchase to wait, and why.
func (p *Procurement) standstillOwed(law Regulations) (nhs.Tristate, string, string) {
	switch {
	case law == "":
		return nhs.Unknown, "which law governs the purchase is unknown: " + p.Ruling().Why, ""
	case p.Route == InHouse:
		return nhs.No, "work in house is no contract", ""
	case p.Route == Extension:
		return nhs.No, "an option in an existing contract is no award", ""
	case law == PSR2023:
		return p.standstillOwedPSR()
	case p.Route.UsesFramework() && law == ProcurementAct:
		return nhs.No, "a call-off needs no standstill", "Procurement Act 2023, section 51(3)"
	case p.Route.UsesFramework():
		return nhs.No, "a call-off needs no standstill", provisionOf(law)
	case law == ProcurementAct:
		return p.standstillOwedAct()
	}
	return p.standstillOwedPCR(law)
}

func provisionOf(law Regulations) string {
	switch law {
	case PCR2006:
		return standstillPCR2006
	case PCR2015:
		return standstillPCR2015
	case PSR2023:
		return standstillPSR
	case ProcurementAct:
		return standstillAct
	}
	return ""
}

func (p *Procurement) standstillOwedPCR(law Regulations) (nhs.Tristate, string, string) {
	provision := provisionOf(law)
	switch {
	case p.regime() == PartB:
		return nhs.No, "Part B services need no standstill", "Public Contracts Regulations 2006, regulation 5(2)"
	case p.Route == Unadvertised || p.Route == Quotation:
		return nhs.No, "an award without a contract notice needs no standstill", provision
	case p.Route == BelowThreshold:
		return nhs.No, "below the threshold no standstill is needed", provision
	case p.Bidders != nil && *p.Bidders == 1:
		return nhs.No, "with one tenderer and no other candidate no standstill is needed", provision
	}
	switch m := p.measureOn(p.decidingDay()); m.reached {
	case nhs.No:
		return nhs.No, "below the threshold no standstill is needed", provision
	case nhs.Unknown:
		return nhs.Unknown, "whether the threshold is reached is unknown: " + m.why, provision
	}
	switch {
	case law == PCR2006 && p.decidingDay().Before(standstillFrom):
		return nhs.Unknown, "the wording of the standstill before 20 December 2009 is not on file", "Public Contracts Regulations 2006, regulation 32(3) as first made"
	case p.isNHSContractArguable():
		return nhs.Unknown, arguable, ""
	}
	return nhs.Yes, "the threshold is reached and bidders may challenge the decision", provision
}

func (p *Procurement) standstillOwedAct() (nhs.Tristate, string, string) {
	switch {
	case p.regime() == LightTouch:
		return nhs.No, "a light touch contract needs no standstill", "Procurement Act 2023, section 51(3)"
	case p.Route == Unadvertised && p.Ground == Urgency:
		return nhs.No, "an urgent direct award needs no standstill", "Procurement Act 2023, section 51(3)"
	case p.Route == Quotation || p.Route == BelowThreshold:
		return nhs.No, "below the threshold no standstill is needed", "Procurement Act 2023, sections 3 and 51"
	}
	switch m := p.measureOn(p.decidingDay()); m.reached {
	case nhs.No:
		return nhs.No, "below the threshold no standstill is needed", "Procurement Act 2023, sections 3 and 51"
	case nhs.Unknown:
		return nhs.Unknown, "whether the threshold is reached is unknown: " + m.why, standstillAct
	}
	if p.isNHSContractArguable() {
		return nhs.Unknown, arguable, ""
	}
	return nhs.Yes, "it is a public contract, and none of the exceptions applies", standstillAct
}

func (p *Procurement) standstillOwedPSR() (nhs.Tristate, string, string) {
	switch p.Route {
	case ProviderA, ProviderB, DirectAward, Unadvertised:
		return nhs.No, "a direct award under process A or B, an urgent award and a direct call-off need no standstill", standstillPSR
	case ProviderC, MostSuitable, ProviderCompetitive, FurtherCompetition:
		return nhs.Yes, "the process needs a notice of intention and standstill", standstillPSR
	}
	return nhs.Unknown, "the process of the provider selection regime is not stated: give it in route", standstillPSR
}

// arguable is what can be said of an arrangement with a hosted CSU.
const arguable = "whether an NHS contract is a public contract is arguable: no procurement law exempts it, and it gives no rights that a court enforces"
