// Package ruletest has assertions for testing your own data or your own rules.
//
// # Data
//
// [Want] compares a report with the rules and places that you expect. It never
// looks at prose, so a reworded message breaks no test:
//
//	report := ccg.GroupRules().Check(&group, rule.Options{})
//	ruletest.Want(t, report, "CCG-02 /closed", "SP-01 /years/0/outturn/total")
//
// # Rules
//
// [Fixtures] checks documents in files against the rules of a set. [Catalogue] checks
// that each rule says what a reader needs to know:
//
//	func TestRules(t *testing.T) {
//		fixtures := os.DirFS("testdata/rules")
//		ruletest.Fixtures(t, fixtures, ccg.YearRules(), decode)
//		ruletest.Orphans(t, fixtures, ccg.YearRules().All())
//		ruletest.Catalogue(t, ccg.YearRules(), os.DirFS("../docs/rules"))
//	}
//
// Each rule has a folder. The files pass*.json keep the rule and fail*.json break it.
// The files edge*.json lie at a threshold, or at the first or last day on which the
// rule is in force. A file looks like this:
//
//		{
//		  "note": "ends on the day it begins",
//		  "as_of": "2013-04-01",
//		  "document": {"begins": "2013-04-01", "ends": "2013-04-01"},
//		  "want": ["/ends"],
//		  "outcome": "found",
//		  "severity": "error"
//		}
//
//	  - note says why the file is there.
//	  - as_of is the as-of date, if the check needs one.
//	  - document is what the rule judges.
//	  - want are the places of the findings, in any order; [] is none.
//	  - outcome is what [rule.Set.Explain] says of the rule, for one of the values
//	    that it judges in the document. The default is "passed" for pass*.json
//	    and "found" for fail*.json; edge*.json must give it.
//	  - severity, if given, is that of every finding.
package ruletest
