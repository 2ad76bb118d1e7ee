package rule

import "github.com/opencommissioning/commissioning/nhs"

// A Waiver accepts the findings of one rule on one subject, for a reason and
// until a day. A waived finding stays in the report, marked, and does not count
// as an error or a warning.
//
// Whether a waiver has run out is judged on the as-of date of [Options], or
// without one on the date that decided which law applied. Where there is
// neither, a waiver does not apply.
type Waiver struct {
	// Rule is the rule whose findings are accepted.
	Rule ID `json:"rule"`
	// Subject is the value, as findings name it.
	Subject Subject `json:"subject"`
	// Path is the place, relative to the subject's own document; it takes in
	// whatever lies inside. "" is anywhere in the subject.
	Path Pointer `json:"path,omitempty"`
	// Reason says why the finding is accepted. It is required.
	Reason string `json:"reason"`
	// Until is the last day on which the waiver holds. It is required.
	Until nhs.Date `json:"until"`
}

// An UnusedWaiver is one that accepted nothing, and why.
type UnusedWaiver struct {
	// Waiver is the waiver as given.
	Waiver Waiver `json:"waiver"`
	// Why says why it accepted nothing.
	Why string `json:"why"`
}

func (w *Waiver) complete() bool { return w.Reason != "" && !w.Until.IsZero() }

// names reports whether w is about f, whose path is relative to its subject.
func (w *Waiver) names(f *Finding) bool {
	return w.Rule == f.Rule && w.Subject == f.Subject && f.Path.Within(w.Path)
}

// waive marks the findings that a waiver in force accepts. Their paths are still
// relative to the subject.
func (o Options) waive(fs Findings) {
	for i := range fs {
		f := &fs[i]
		day := o.AsOf
		if day.IsZero() {
			day = f.On
		}
		for j := range o.Waivers {
			w := &o.Waivers[j]
			if w.complete() && w.names(f) && !day.IsZero() && !day.After(w.Until) {
				f.Waiver = w
				break
			}
		}
	}
}

// unused returns the waivers that accepted none of the findings.
func (o Options) unused(fs Findings, known func(ID) bool) []UnusedWaiver {
	var unused []UnusedWaiver
	for i := range o.Waivers {
		w := &o.Waivers[i]
		why := ""
		switch {
		case w.Reason == "":
			why = "it gives no reason"
		case w.Until.IsZero():
			why = "it gives no last day"
		case !known(w.Rule):
			why = "it names a rule that is not in the set"
		case !o.AsOf.IsZero() && o.AsOf.After(w.Until):
			why = "it ran out on " + w.Until.String()
		default:
			why = o.whyUnused(w, fs)
		}
		if why == "" {
			continue
		}
		unused = append(unused, UnusedWaiver{*w, why})
	}
	return unused
}

// whyUnused returns "" for a waiver that accepted one of the findings.
func (o Options) whyUnused(w *Waiver, fs Findings) string {
	why := "nothing was found there"
	for i := range fs {
		f := &fs[i]
		switch {
		case f.Waiver == w:
			return ""
		case f.Waiver != nil || f.Rule != w.Rule || f.Subject != w.Subject || !o.AsOf.IsZero():
			// Another waiver accepts it, or w is about another place.
		case f.On.IsZero():
			why = "no date says whether it still holds: give an as-of date"
		case f.On.After(w.Until):
			why = "it ran out on " + w.Until.String()
		}
	}
	return why
}
