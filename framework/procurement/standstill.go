package procurement

import (
	"slices"

	"github.com/opencommissioning/commissioning/internal/calendar"
	"github.com/opencommissioning/commissioning/nhs"
)

// A NoticeMethod is how bidders were notified of a decision.
type NoticeMethod string

const (
	// Electronic is email, portal or fax.
	Electronic NoticeMethod = "electronic"
	// OtherMeans is post or any other means.
	OtherMeans NoticeMethod = "other"
)

var noticeMethods = [...]NoticeMethod{Electronic, OtherMeans}

// IsKnown reports whether the method is one of those above.
func (m NoticeMethod) IsKnown() bool { return m == Electronic || m == OtherMeans }

// NoticeMethods returns every method.
func NoticeMethods() []NoticeMethod { return slices.Clone(noticeMethods[:]) }

// days is the length of the standstill period.
func (m NoticeMethod) days() int {
	if m == Electronic {
		return 10
	}
	return 15
}

// StandstillEnds returns the last day of the standstill period. A contract may be
// concluded from the next day. The period ends on the tenth day after an electronic
// notice, or the fifteenth by other means. If that is not a working day it ends on the
// next one. No date gives no date.
//
// Source: the government's guidance on standstill under the regulations of 2015.
func StandstillEnds(notified nhs.Date, by NoticeMethod) nhs.Date {
	end := notified.AddDays(by.days())
	for !end.IsZero() && !calendar.IsWorkingDay(end) {
		end = end.AddDays(1)
	}
	return end
}

// latestNotice returns the last day for notifying bidders by electronic means, so that a
// contract may be concluded on the given day.
func latestNotice(concluded nhs.Date) nhs.Date {
	day := concluded.AddDays(-Electronic.days() - 1)
	for !StandstillEnds(day, Electronic).Before(concluded) && !day.IsZero() {
		day = day.AddDays(-1)
	}
	return day
}
