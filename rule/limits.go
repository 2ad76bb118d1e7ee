package rule

import (
	"cmp"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/format"
)

// A report is bounded by these numbers, whatever is checked. A text that is longer is
// shortened in the middle, and what a list leaves out is counted.
const (
	// MaxArg is how many bytes of one value a message, note or param repeats.
	MaxArg = format.MaxArg
	// MaxText is how many bytes a message, note or param has.
	MaxText = format.MaxText
	// MaxStep is how many bytes a step of a pointer, or the identifier of a subject, has
	// before it is shortened. What is left has its length and hash, so that no two places
	// read alike.
	MaxStep = format.LongestName
	// MaxRelated is how many related places a finding lists.
	MaxRelated = 16
	// MaxFailures is how many panics a report lists.
	MaxFailures = 100
	// DefaultMaxPerRule is how many findings of one rule a report lists, unless [Options]
	// say otherwise.
	DefaultMaxPerRule = 5000
	// DefaultMaxFindings is how many findings a report lists in all, unless [Options] say
	// otherwise.
	DefaultMaxFindings = 10_000
)

// maxPerRule returns the limit of one rule; -1 is none.
func (o *Options) maxPerRule() int { return cmp.Or(o.MaxPerRule, DefaultMaxPerRule) }

// maxFindings returns the limit in all; -1 is none.
func (o *Options) maxFindings() int { return cmp.Or(o.MaxFindings, DefaultMaxFindings) }

// Shorten returns the pointer with each step of more than [MaxStep] bytes cut in the
// middle. What is left of a step has its length and hash, so that no two places read
// alike; such a pointer says where something is, but does not lead there.
func (p Pointer) Shorten() Pointer {
	if len(p) <= MaxStep {
		return p
	}
	long := false
	for rest := string(p); rest != "" && !long; {
		var step string
		step, rest = firstStep(rest)
		long = len(step) > MaxStep
	}
	if !long {
		return p
	}
	steps := strings.Split(string(p), "/")
	for i := range steps {
		steps[i] = format.ClipName(steps[i])
	}
	return Pointer(strings.Join(steps, "/"))
}

// An overflow is the findings that a report leaves out: their numbers by severity, and
// by rule.
type overflow struct {
	counts Counts
	rules  map[ID]int
}

func (o *overflow) leave(f *Finding) {
	if o.rules == nil {
		o.rules = make(map[ID]int)
	}
	o.rules[f.Rule]++
	o.counts.countFindings(Findings{*f})
}

// trim leaves out, of each rule that has more findings than the limit, the mildest and,
// of those, the last. It keeps findings without a subject, which somebody else will name
// and perhaps waive.
func (d *verdict) trim(o *Options) {
	most := o.maxPerRule()
	if most < 0 || len(d.findings) <= max(most, d.trimmed*2) {
		return
	}
	keep := make([]bool, len(d.findings))
	for _, places := range d.byRule() {
		for i, at := range places {
			keep[at] = i < most || d.findings[at].Subject == (Subject{})
		}
	}
	d.keep(keep)
	d.trimmed = len(d.findings)
}

// byRule returns, for each rule, where its findings are: the gravest first and, of those,
// in order.
func (d *verdict) byRule() map[ID][]int {
	all := make(map[ID][]int)
	for i := range d.findings {
		all[d.findings[i].Rule] = append(all[d.findings[i].Rule], i)
	}
	for _, places := range all {
		slices.SortStableFunc(places, func(a, b int) int {
			return cmp.Compare(d.findings[b].gravity(), d.findings[a].gravity())
		})
	}
	return all
}

// gravity orders findings: an accepted one is the mildest.
func (f *Finding) gravity() Severity {
	if f.Waiver != nil {
		return 0
	}
	return f.Severity
}

// limit leaves out what is more than a report lists. In all it takes turns: the gravest
// finding of every rule comes before the second of any.
func (d *verdict) limit(o *Options) {
	d.trimmed = 0
	d.trim(o)
	most := o.maxFindings()
	if most < 0 || len(d.findings) <= most {
		return
	}
	turn := make([]int, len(d.findings))
	order := make([]int, len(d.findings))
	for _, places := range d.byRule() {
		for i, at := range places {
			turn[at] = i
		}
	}
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(turn[a], turn[b]), cmp.Compare(d.findings[b].gravity(), d.findings[a].gravity()))
	})
	keep := make([]bool, len(d.findings))
	for _, at := range order[:most] {
		keep[at] = true
	}
	d.keep(keep)
}

// keep drops and counts the findings that are not to be kept.
func (d *verdict) keep(keep []bool) {
	kept := make(Findings, 0, len(d.findings)/2)
	for i := range d.findings {
		if keep[i] {
			kept = append(kept, d.findings[i])
		} else {
			d.left.leave(&d.findings[i])
		}
	}
	d.findings = kept
}
