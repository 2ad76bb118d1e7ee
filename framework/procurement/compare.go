package procurement

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Comparison is one purchase under the law of two days.
type Comparison struct {
	// First is the law of the first day.
	First Law `json:"first"`
	// Second is the law of the second.
	Second Law `json:"second"`
	// Differences are the duties that differ, in the order in which they arise.
	Differences []DutyDifference `json:"differences"`
}

// A DutyDifference is a duty that two laws set differently.
type DutyDifference struct {
	// Duty names it, such as "standstill".
	Duty string `json:"duty"`
	// First is what the law of the first day asks.
	First string `json:"first"`
	// Second is what that of the second asks.
	Second string `json:"second"`
	// Why says which provisions differ.
	Why string `json:"why"`
}

// A duty is what the law of one day asks of a purchase.
type duty struct{ name, asks, provision string }

// duties are those that laws are compared by, each in the same place for every law.
type duties [6]duty

// Compare returns which duties of a purchase differ between two days on which it might
// begin, and why. The days in the document do not matter; a call-off is taken as if its
// framework began on the day.
func Compare(p *Procurement, first, second nhs.Date) Comparison {
	c := Comparison{Differences: []DutyDifference{}}
	var a, b duties
	c.First, a = p.dutiesOn(first)
	c.Second, b = p.dutiesOn(second)
	for i := range a {
		if a[i].asks != b[i].asks {
			c.Differences = append(c.Differences, DutyDifference{a[i].name, a[i].asks, b[i].asks, orUnknown(a[i].provision) + "; " + orUnknown(b[i].provision)})
		}
	}
	return c
}

func (p *Procurement) dutiesOn(on nhs.Date) (Law, duties) {
	q := *p
	q.Began, q.Framework, q.Notified, q.Concluded = on, nil, nhs.Date{}, nhs.Date{}
	l := q.Law()
	threshold := "none on file"
	source := ""
	if l.Threshold != nil {
		threshold = fmt.Sprintf("%s, VAT %s", l.Threshold.Amount, l.Threshold.VAT)
		source = l.Threshold.Source
	}
	least := "none set"
	t, ok := LeastTimes(l.Regulations, l.Regime, q.Route, q.class(), usual)
	switch {
	case l.Regulations == "":
		least = "unknown"
	case ok:
		least = fmt.Sprintf("%d days for requests, %d for tenders, all online", t.Requests, t.Tenders)
	}
	owed, why, provision := q.standstillOwed(l.Regulations)
	standstill := owed.String() + ": " + why
	if owed == nhs.Yes {
		standstill = "yes: " + standstillLength(l.Regulations)
	}
	return l, duties{
		{"law", orUnknown(string(l.Regulations)), l.Provision},
		{"regime", orUnknown(string(l.Regime)), l.Provision},
		{"threshold", threshold, source},
		{"competition", l.MustCompete.String() + ": " + l.Why, l.Provision},
		{"least times", least, t.Provision},
		{"standstill", standstill, provision},
	}
}

func standstillLength(law Regulations) string {
	switch law {
	case ProcurementAct:
		return "eight working days from the award notice, without the bank holidays of any part of the kingdom"
	case PSR2023:
		return "to the end of the eighth working day after the day after the notice of intention"
	}
	return "ten days after an electronic notice, up to fifteen by other means"
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
