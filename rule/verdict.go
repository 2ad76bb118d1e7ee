package rule

// A verdict is a report in the making. Parts return it by value, so that a
// check that finds nothing leaves nothing behind.
type verdict struct {
	findings Findings
	failures []Failure
	held     int                  // how often a rule checked a value
	outcomes [Panicked + 1]uint32 // of those, by outcome; Passed is what remains
	missed   []missed             // waivers that name a finding and do not accept it
	used     map[*Waiver]bool     // waivers that accept a finding
	left     overflow             // findings that are left out
	trimmed  int                  // how many findings there were after the last trim
}

func (d *verdict) counts() Counts {
	n := &d.outcomes
	c := Counts{
		Found: int(n[Found]), NotApplicable: int(n[NotApplicable]),
		NotInForce: int(n[NotInForce]), Undated: int(n[Undated]), Panicked: int(n[Panicked]),
	}
	c.Passed = d.held - c.Found - c.NotApplicable - c.NotInForce - c.Undated - c.Panicked
	return c
}

func (d *verdict) add(o verdict) {
	d.findings = append(d.findings, o.findings...)
	d.failures = append(d.failures, o.failures[:min(len(o.failures), MaxFailures-len(d.failures))]...)
	d.missed = append(d.missed, o.missed...)
	for w := range o.used {
		d.use(w)
	}
	for id, n := range o.left.rules {
		if d.left.rules == nil {
			d.left.rules = make(map[ID]int)
		}
		d.left.rules[id] += n
	}
	d.left.counts.add(&o.left.counts)
	d.held += o.held
	for i, n := range o.outcomes {
		d.outcomes[i] += n
	}
}

// move puts the places of all but the first findings and failures, which are
// some other value's, below at.
func (d *verdict) move(findings, failures int, at Pointer) {
	for i := range d.findings[findings:] {
		f := &d.findings[findings+i]
		f.Path = at.Append(f.Path)
		for j := range f.Related {
			f.Related[j].Path = at.Append(f.Related[j].Path)
		}
	}
	for i := range d.failures[failures:] {
		f := &d.failures[failures+i]
		f.Path = at.Append(f.Path)
	}
}

// complete names the subject of findings, to which their paths are relative, and
// waives those that a waiver accepts.
func (d *verdict) complete(o Options, subject Subject, found Findings) {
	for i := range found {
		found[i].Subject = subject
		d.waive(o, &found[i])
	}
}
