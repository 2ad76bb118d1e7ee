package rule_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A report can be shown as JSON, with what is known of the rules that found
// something.
func ExampleReport() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{})
	report.Rules = nil // to be short
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	if err := out.Encode(report); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "findings": [
	//     {
	//       "rule": "LEASE-02",
	//       "severity": "warning",
	//       "subject": "lease/7",
	//       "path": "/ends",
	//       "message": "the lease runs past 2024-03-31: end it by then",
	//       "params": [
	//         {
	//           "name": "last_day",
	//           "value": "2024-03-31"
	//         }
	//       ],
	//       "on": "2014-04-01"
	//     },
	//     {
	//       "rule": "ROOM-01",
	//       "severity": "error",
	//       "subject": "room/attic",
	//       "path": "/rooms/1/rent",
	//       "message": "the rent is £0: say what it is"
	//     }
	//   ],
	//   "counts": {
	//     "error": 1,
	//     "warning": 1,
	//     "info": 0,
	//     "waived": 0,
	//     "passed": 2,
	//     "found": 2,
	//     "not_applicable": 0,
	//     "not_in_force": 0,
	//     "undated": 0,
	//     "panicked": 0
	//   },
	//   "rules": {}
	// }
}

func ExampleCounts() {
	c := LeaseRules().Check(LibraryLease(), rule.Options{}).Counts
	fmt.Printf("%d rules passed, %d found something\n", c.Passed, c.Found)
	fmt.Println(c)
	// Output:
	// 2 rules passed, 2 found something
	// 1 error, 1 warning, 0 remarks
}

// A lease from before the rule came into force is not judged by it, however late one
// looks.
func ExampleOptions() {
	today := rule.Options{AsOf: nhs.MustParseDate("2020-01-01")}
	old := &Lease{Begins: nhs.MustParseDate("2014-03-31"), Ends: nhs.MustParseDate("2034-03-31")}
	report := LeaseRules().Check(old, today)
	fmt.Println("findings:", len(report.Findings), "not in force:", report.Counts.NotInForce)
	// Output: findings: 0 not in force: 1
}

// A pass tells a check the date that decided which law applied.
func ExamplePass() {
	r := rule.Rule[Lease]{
		Meta: rule.Meta{ID: "LEASE-04", Title: "A lease is not looked at after it ended", Severity: rule.Info, Basis: rule.Integrity},
		On:   func(l *Lease) nhs.Date { return l.Begins },
		Check: func(p rule.Pass, l *Lease) rule.Findings {
			fmt.Println("judged by the law of", p.On, "as of", p.AsOf)
			return nil
		},
	}
	rule.NewSet("lease", nil, r).Check(LibraryLease(), rule.Options{AsOf: nhs.MustParseDate("2020-01-01")})
	// Output: judged by the law of 2014-04-01 as of 2020-01-01
}

// A waiver accepts a finding for a reason and until a day. The finding stays in
// the report.
func ExampleWaiver() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{
		AsOf: nhs.MustParseDate("2020-01-01"),
		Waivers: []rule.Waiver{{
			Rule: RuleRentIsFair, Subject: rule.Subject{Kind: "room", ID: "attic"}, Path: rule.PointerOf("rent"),
			Reason: "lent to the choir", Until: nhs.MustParseDate("2020-12-31"),
		}},
	})
	for _, f := range report.Findings {
		if f.Waiver != nil {
			fmt.Printf("%s accepted until %s: %s\n", f.Rule, f.Waiver.Until, f.Waiver.Reason)
		}
	}
	fmt.Println(report.Err(rule.Error))
	// Output:
	// ROOM-01 accepted until 2020-12-31: lent to the choir
	// <nil>
}

// A waiver that accepts nothing is reported with the reason.
func ExampleUnusedWaiver() {
	report := LeaseRules().Check(LibraryLease(), rule.Options{
		AsOf: nhs.MustParseDate("2021-01-01"),
		Waivers: []rule.Waiver{{
			Rule: RuleRentIsFair, Subject: rule.Subject{Kind: "room", ID: "attic"},
			Reason: "lent to the choir", Until: nhs.MustParseDate("2020-12-31"),
		}, {
			Rule: RuleNotTooLong, Subject: rule.Subject{Kind: "room", ID: "attic"},
			Reason: "the old law", Until: nhs.MustParseDate("2021-12-31"),
		}},
	})
	for _, u := range report.UnusedWaivers {
		fmt.Printf("the waiver of %s: %s\n", u.Waiver.Rule, u.Why)
	}
	// Output:
	// the waiver of ROOM-01: it ran out on 2020-12-31
	// the waiver of LEASE-02: wrong kind of subject "room": findings of this rule name "lease"
}

// An explanation says why a rule was silent.
func ExampleExplanation() {
	old := &Lease{Number: "1", Begins: nhs.MustParseDate("2014-03-31"), Ends: nhs.MustParseDate("2034-03-31")}
	for _, e := range LeaseRules().Explain(old, rule.Options{}) {
		fmt.Printf("%s %s (%s)\n", e.Rule, e.Outcome, e.Note)
	}
	// Output:
	// LEASE-01 passed ()
	// LEASE-02 not in force (in force 2014-04-01/..)
	// ROOM-01 not applicable (there are none)
}

func ExampleOutcome() {
	only, err := LeaseRules().Select(RuleNotTooLong)
	if err != nil {
		fmt.Println(err)
		return
	}
	n := map[rule.Outcome]int{}
	for _, e := range only.Explain(LibraryLease(), rule.Options{}) {
		n[e.Outcome]++
	}
	fmt.Println(n[rule.Found], rule.Found)
	fmt.Println(n[rule.Deselected], rule.Deselected)
	// Output:
	// 1 found
	// 3 deselected
}

// A rule that panics does not stop the others.
func ExampleFailure() {
	faulty := rule.Rule[Lease]{
		Meta:  rule.Meta{ID: "OURS-02", Title: "The first room is the hall", Severity: rule.Info, Basis: rule.Integrity},
		Check: func(_ rule.Pass, l *Lease) rule.Findings { _ = l.Rooms[0]; return nil },
	}
	rules, err := LeaseRules().With(faulty)
	if err != nil {
		fmt.Println(err)
		return
	}
	report := rules.Check(&Lease{Number: "2"}, rule.Options{})
	for _, f := range report.Failures {
		fmt.Println(f)
	}
	fmt.Println(len(report.Findings), "finding")
	// Output:
	// rule OURS-02 could not judge lease/2: runtime error: index out of range [0] with length 0
	// 1 finding
}

// Naming a rule that is not there is an error that lists those that are.
func ExampleUnknownRuleError() {
	_, err := LeaseRules().Select("LEASE-2")
	if unknown, ok := errors.AsType[*rule.UnknownRuleError](err); ok {
		fmt.Printf("no %s among %d rules\n", unknown.ID, len(unknown.Known))
	}
	fmt.Println(err)
	// Output:
	// no LEASE-2 among 3 rules
	// no rule "LEASE-2"; the rules are [LEASE-01 LEASE-02 ROOM-01]
}
