package learn_test

import (
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

func Example_yourOwnRule() {
	everyLineHasAnIndicator := rule.Rule[sla.Agreement]{
		Meta: rule.Meta{
			ID: "OUR-01", Title: "Every line has an indicator",
			Severity: rule.Warning, Basis: rule.Integrity,
			Rationale: "What is not measured cannot be reviewed.", Fix: "Add an indicator to the line.",
		},
		Check: func(_ rule.Pass, a *sla.Agreement) (found rule.Findings) {
			for i, line := range a.Lines {
				if len(line.KPIs) == 0 {
					found.Add(rule.PointerOf("lines", i, "kpis"), "line %s has no indicator: add one", line.ID)
				}
			}
			return found
		},
	}
	rules, err := sla.AgreementRules().With(everyLineHasAnIndicator)
	if err != nil {
		log.Fatal(err)
	}

	doc, err := os.ReadFile("agreement.json")
	if err != nil {
		log.Fatal(err)
	}
	agreement, err := document.Decode[sla.Agreement](doc)
	if err != nil {
		log.Fatal(err)
	}
	err = rules.Check(&agreement, rule.Options{}).Err(rule.Warning)
	fmt.Println("refused for want of an indicator:", errors.Is(err, rule.ID("OUR-01")))
	fmt.Println("refused for its term:", errors.Is(err, sla.RuleFirstTerm))
	// Output:
	// refused for want of an indicator: true
	// refused for its term: true
}

func Example_yourOwnRuleAnswer() {
	_, err := sla.AgreementRules().With(rule.Rule[sla.Agreement]{
		Meta: rule.Meta{
			ID: sla.RuleFirstTerm, Title: "A rule that takes another's name",
			Severity: rule.Warning, Basis: rule.Integrity, Rationale: "To see what happens.",
		},
		Check: func(rule.Pass, *sla.Agreement) rule.Findings { return nil },
	})
	fmt.Println(err)
	// Output:
	// rule SLA-04: the set has a rule of this ID: "A first agreement with a CSU runs for no more than 18 months"
}
