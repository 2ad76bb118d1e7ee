// Package rule judges values by rules that cite their authority.
//
// A [Rule] looks at one kind of value and reports [Finding] values: what is
// wrong, exactly where in the document, by which rule, and what to do. Its
// [Meta] says why it exists, on whose authority (a law, guidance, a study, or
// plain integrity of data), how grave a breach is, and over which dates it was
// in force. Rules are plain Go functions that you can read and step through;
// there is no expression language and no registry.
//
// # A rule
//
//	var termInOrder = rule.Rule[Lease]{
//		Meta: rule.Meta{
//			ID: "LEASE-01", Title: "A lease ends after it begins",
//			Severity: rule.Error, Basis: rule.Integrity,
//		},
//		Check: func(_ rule.Pass, l *Lease) (found rule.Findings) {
//			if !l.Ends.After(l.Begins) {
//				found.Add(rule.PointerOf("ends"), "the lease ends on %s, not after %s: correct one of them", l.Ends, l.Begins)
//			}
//			return found
//		},
//	}
//
// A check that has nothing to say returns nil and allocates nothing.
//
// # Which law applied
//
// Rules change. A rule is in force over a period ([Meta.InForce]), and an
// agreement is held to the rules of the day on which it was signed, not to
// today's: [Rule.On] picks that day. A value that lacks it is judged on the as-of
// date of [Options]; a value that has it never is. With no date at all a rule
// whose force depends on one is not applied, and [Set.Explain] says that it was
// undated.
//
// # Sets
//
// A [Set] is an immutable value: [Set.Select], [Set.Without] and [Set.With]
// return new sets, and naming a rule that is not there is an error. [Lift]
// turns the rules of a member into rules of the whole, with pointers prefixed. A
// member with an identifier of its own is named by it in findings; one without,
// such as a year of a group, is a place in the value that it is a part of.
//
// # Reports and errors
//
// [Set.Check] returns a [Report]: findings in document order, counts by
// severity and outcome, and the [Meta] of each rule that found something.
// [Report.Err] turns it into an ordinary error, through any wrapping of which
//
//	errors.Is(err, RuleTermInOrder)      // an ID is an error
//	errors.AsType[rule.Finding](err)     // and so is a finding
//
// both work. A [Waiver] accepts one finding for a stated reason until a stated
// day; the finding stays in the report, marked. [Set.Waiver] shows how to name a
// rule's subjects in one. A rule that panics is reported
// as broken and the others still run.
package rule
