package sla

import "github.com/opencommissioning/commissioning/nhs"

// A Commitment is what customers are bound to pay from a day on. Sums are in
// pounds.
type Commitment struct {
	// On is the first day that counts.
	On nhs.Date `json:"on"`
	// ToEnd is the sum to the end of the term; nil if unknown.
	ToEnd *nhs.Money `json:"to_end,omitempty"`
	// EarliestExit is the last day if notice is given on that day: a break, the end of
	// the notice, or the end of the term.
	EarliestExit nhs.Date `json:"earliest_exit"`
	// ToExit is the sum to the earliest exit; nil if unknown.
	ToExit *nhs.Money `json:"to_exit,omitempty"`
}

// Commitment returns what the customers are bound to pay from the day on. The
// error is that of [Charges].
func (a *Agreement) Commitment(on nhs.Date) (Commitment, error) {
	s, err := Charges(a)
	if err != nil {
		return Commitment{}, err
	}
	c := Commitment{On: on, EarliestExit: a.Term.exit(on)}
	sum := func(last nhs.Date) *nhs.Money {
		if last.Before(on) {
			return pounds(0)
		}
		if m, ok := s.Between(on, last); ok {
			return &m
		}
		return nil
	}
	if s.Total != nil {
		c.ToEnd, c.ToExit = sum(s.To), sum(c.EarliestExit)
	}
	return c, nil
}

// exit returns the earliest last day of the term if notice is given on the day. Nobody
// can leave before the term starts.
func (t *Term) exit(on nhs.Date) nhs.Date {
	earliest := t.Ends
	offer := func(day nhs.Date) {
		if !day.IsZero() && !day.Before(t.Starts) && day.Before(earliest) {
			earliest = day
		}
	}
	if t.NoticeMonths > 0 {
		offer(on.AddMonths(t.NoticeMonths))
	}
	for _, b := range t.Breaks {
		if needs := on.AddMonths(max(0, b.NoticeMonths)); !needs.IsZero() && !needs.After(b.On) {
			offer(b.On)
		}
	}
	return earliest
}
