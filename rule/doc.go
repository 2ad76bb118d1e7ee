// Package rule judges values by rules that cite their authority.
//
// A [Rule] looks at one kind of value and reports [Finding] values: what is wrong,
// exactly where in the document, by which rule, and what to do. Its [Meta] says why it
// exists, how grave a breach is, and over which dates it was in force. It also names
// the authority: a law, guidance, a study, plain integrity of data, or your own
// policy. Rules are plain Go functions that you can read and step through; there is no
// expression language and no registry.
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
// agreement is judged by the rules of the day on which it was signed, not by
// today's: [Rule.On] picks that day. Only a value that lacks it is judged on the
// as-of date of [Options]. With no date at all, a rule that depends on one is not
// applied, and [Set.Explain] says that it was undated.
//
// # Sets
//
// A [Set] is an immutable value: [Set.Select], [Set.Without] and [Set.With]
// return new sets, and naming a rule that is not there is an error. [Lift]
// turns the rules of a member into rules of the whole, with pointers prefixed.
// Findings name a member by its identifier. One without an identifier, such as a year
// of a group, is a place in the value of which it is a part.
//
// # Reports and errors
//
// [Set.Check] returns a [Report]: findings in document order, counts by
// severity and outcome, and the [Meta] of each rule that found something.
// [Report.Err] turns it into an ordinary error. Both of these work, however often
// that error is wrapped:
//
//	errors.Is(err, RuleTermInOrder)      // an ID is an error
//	errors.AsType[rule.Finding](err)     // and so is a finding
//
// A [Waiver] accepts the findings of one rule on one subject, for a stated reason until a
// stated day. They stay in the report, marked. [Set.Waiver] shows how to name a rule's subjects in
// one. A rule that panics is reported, and the others still run.
//
// # House rules
//
// A rule of your own that no text demands has the basis [LocalPolicy]. It needs no
// citation, runs by default and is waived like any other:
//
//	rules, err := ccg.GroupRules().With(ourRule)
package rule
