package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Waiver accepts the findings of one rule on one subject, for a reason and
// until a day. A waived finding stays in the report, marked, and does not count
// as an error or a warning.
//
// Whether a waiver has run out is judged on the as-of date of [Options] or, without
// one, on the date that decided which law applied. Without either, a waiver does not
// apply.
type Waiver struct {
	// Rule is the rule whose findings are accepted.
	Rule ID `json:"rule"`
	// Subject is the value, as findings name it.
	Subject Subject `json:"subject"`
	// Path is the place, relative to the subject's own document, with everything
	// inside it. "" is anywhere in the subject. A part without an identifier, such as
	// a year of a group, is a place in the group: "/years/0".
	Path Pointer `json:"path,omitempty"`
	// Reason says why the finding is accepted. It is required.
	Reason string `json:"reason"`
	// Until is the last day on which the waiver holds. It is required.
	Until nhs.Date `json:"until"`
}

// An UnusedWaiver is a waiver that accepted nothing, and the reason.
type UnusedWaiver struct {
	// Waiver is the waiver as given.
	Waiver Waiver `json:"waiver"`
	// Why says why it accepted nothing.
	Why string `json:"why"`
}

func (w *Waiver) complete() bool { return w.Reason != "" && !w.Until.IsZero() }

// names reports whether w is about f, whose path is relative to its subject.
func (w *Waiver) names(f *Finding) bool {
	return w.Rule == f.Rule && w.Subject == f.Subject && f.Path.HasPrefix(w.Path)
}

// waive marks a finding if a waiver in force accepts it, and notes why others that
// name it do not. The finding's path is still relative to its subject.
func (d *verdict) waive(o Options, f *Finding) {
	day := o.AsOf
	if day.IsZero() {
		day = f.On
	}
	for i := range o.Waivers {
		w := &o.Waivers[i]
		if !w.complete() || !w.names(f) {
			continue
		}
		why := ""
		switch {
		case day.IsZero():
			why = "no date says whether it still holds: give an as-of date"
		case day.After(w.Until):
			why = "it ran out on " + w.Until.String()
		case f.Waiver != nil:
			why = "another waiver accepts what it names"
		default:
			f.Waiver = w
			d.use(w)
			continue
		}
		d.missed = append(d.missed, missed{w, why})
	}
}

// A missed waiver names a finding that it does not accept.
type missed struct {
	*Waiver
	why string
}

func (d *verdict) use(w *Waiver) {
	if d.used == nil {
		d.used = make(map[*Waiver]bool)
	}
	d.used[w] = true
}

// unused returns the waivers that accepted no finding, and why. Kinds are the kinds of
// subject that a rule's findings name.
func (o Options) unused(d *verdict, kinds func(ID) []string) []UnusedWaiver {
	var unused []UnusedWaiver
	for i := range o.Waivers {
		w := &o.Waivers[i]
		why := "nothing was found there"
		named := kinds(w.Rule)
		switch {
		case w.Reason == "":
			why = "it gives no reason"
		case w.Until.IsZero():
			why = "it gives no last day"
		case named == nil:
			why = "it names a rule that is not in the set"
		case !o.AsOf.IsZero() && o.AsOf.After(w.Until):
			why = "it ran out on " + w.Until.String()
		case d.used[w]:
			continue
		case !slices.Contains(named, w.Subject.Kind):
			why = fmt.Sprintf("wrong kind of subject %.64q: findings of this rule name %q", w.Subject.Kind, strings.Join(named, ", "))
		default:
			if i := slices.IndexFunc(d.missed, func(m missed) bool { return m.Waiver == w }); i >= 0 {
				why = d.missed[i].why
			}
		}
		unused = append(unused, UnusedWaiver{*w, why})
	}
	return unused
}
