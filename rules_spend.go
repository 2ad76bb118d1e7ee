package commissioning

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func spendID(s *inMarket[Spend]) string {
	return string(s.value.Customer) + "/" + string(s.value.Supplier) + "/" + s.value.Year.String()
}

// The words that sums and figures may use.
var (
	spendBases   = []SpendBasis{PlannedSpend, OutturnSpend, PublishedPayments}
	fundings     = []ccg.Funding{ccg.RunningCost, ccg.Programme}
	vatBases     = []nhs.VATBasis{nhs.WithoutVAT, nhs.WithVAT}
	confidences  = lineage.Confidences()
	figureBases  = FigureBases()
	figureBounds = FigureBounds()
)

var spendComplete = rule.Rule[inMarket[Spend]]{
	Meta: rule.Meta{
		ID:          RuleSpendComplete,
		Title:       "A sum of spend states its payer, its year and its kind",
		Rationale:   "Plans, accounts and published payments are different series, and so are sums with and without VAT. A sum of unknown kind cannot be added to any of them.",
		Fix:         "Fill in what is missing, with one of the allowed words.",
		Limitations: "A negative sum is a warning in a plan or an outturn. In published payments repayments can exceed payments.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"spend"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"customer": "00C", "supplier": "north-of-england", "year": "2014/15", "amount": "1200000.00", "basis": "outturn"}`,
		BadExample:  `{"supplier": "north-of-england", "year": "2014/15", "amount": "1200000.00", "basis": "actual"}`,
		Related:     []rule.ID{RuleFigureComplete, RuleNoDuplicateSpend, RuleBodyExists},
	},
	Check: func(_ rule.Pass, s *inMarket[Spend]) (found rule.Findings) {
		v := s.value
		if v.Customer == "" {
			found.Add("/customer", "no payer: name the group or board")
		}
		if v.Year.IsZero() {
			found.Add("/year", "no year: name the financial year")
		}
		if v.Basis == "" {
			found.Add("/basis", "no basis: give one of %q", spendBases)
		}
		rule.AddWord(&found, "/basis", v.Basis, spendBases)
		rule.AddWord(&found, "/funding", v.Funding, fundings)
		rule.AddWord(&found, "/vat", v.VAT, vatBases)
		rule.AddWord(&found, "/confidence", v.Confidence, confidences)
		if c := v.Completeness; c != nil {
			addIncompleteness(&found, c, v.Basis)
		}
		if v.Basis != PublishedPayments && (v.PriorYear != nil || v.PassThrough != nil) {
			found.Add("/basis", "money of the year before or passed through stands beside a sum of %s, not beside a %s figure: remove it, or correct the basis", PublishedPayments, v.Basis)
		}
		if v.Amount.Sign() < 0 && v.Basis != PublishedPayments {
			found.Add("/amount", "%s is negative for a %s figure: check if it corrects another sum", v.Amount, v.Basis).
				With("amount", v.Amount).WithSeverity(rule.Warning)
		}
		return found
	},
}

// addIncompleteness reports a completeness that is not one of payments, or that its own
// evidence does not prove.
func addIncompleteness(found *rule.Findings, c *ccg.Completeness, basis SpendBasis) {
	rule.AddWord(found, "/completeness/extent", c.Extent, ccg.Extents())
	if c.Extent == "" {
		found.Add("/completeness/extent", "no extent: give one of %q", ccg.Extents())
	}
	if basis != PublishedPayments {
		found.Add("/completeness", "completeness of a sum that is not of %s: remove it, or correct the basis", PublishedPayments)
	}
	switch {
	case !c.InRange():
		found.Add("/completeness/months", "%d months and %d bills: a year has 12 months and 4 quarterly bills; correct them", c.Months, c.Bills)
	case c.Extent == ccg.Complete && !c.Proven():
		found.Add("/completeness/extent", "complete, but %d months and %d bills were seen: say %s, unless all 12 were without doubt or all 4", c.Months, c.Bills, ccg.LowerBound)
	}
}

var figureComplete = rule.Rule[Figure]{
	Meta: rule.Meta{
		ID:          RuleFigureComplete,
		Title:       "A published figure has a value, a label and a source",
		Rationale:   "Figures of one market differ because they count different things. A figure that does not say what it counts cannot be compared.",
		Fix:         "Give the value, the unit of a count, a label and a source.",
		Limitations: "Amount, rate per head and share can be one figure in three forms. The rule cannot tell whether they agree, or whether the source has the figure. A figure of a scenario needs no source.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"figures"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `{"id": "csu-income-2013-14", "label": "Income of all units", "year": "2013/14", "amount": "808000000.00", "sources": ["S94"]}`,
		BadExample:  `{"id": "csu-income-2013-14", "label": "Income of all units", "amount": "808000000.00", "count": 19, "sources": ["S94"]}`,
		Related:     []rule.ID{RuleSpendComplete, RuleUniqueIdentifier},
	},
	Check: func(_ rule.Pass, f *Figure) (found rule.Findings) {
		sized := f.Amount != nil || f.PerHead != nil || f.Share != nil
		switch {
		case f.Count == nil && !sized:
			found.Add("", "no value: give amount, per_head, share or count")
		case f.Count != nil && sized:
			found.Add("/count", "a count beside an amount, a rate or a share: make them two figures")
		}
		switch {
		case f.Count != nil && f.Unit == "":
			found.Add("/unit", "count without a unit: say what is counted")
		case f.Count == nil && f.Unit != "":
			found.Add("/unit", "unit %.40q without a count: add the count, or remove the unit", f.Unit)
		}
		if f.ID == "" {
			found.Add("/id", "no identifier: give it one")
		}
		if f.Label == "" {
			found.Add("/label", "no label: say what the figure is")
		}
		if len(f.Sources) == 0 && f.Basis != FigureOfScenario {
			found.Add("/sources", "no source: name one").WithSeverity(rule.Warning)
		}
		if f.Count != nil && *f.Count < 0 {
			found.Add("/count", "%d is negative: correct the count", *f.Count)
		}
		if f.Precision != nil && f.Amount == nil {
			found.Add("/precision", "precision without an amount: add the amount, or remove the precision")
		}
		rule.AddWord(&found, "/basis", f.Basis, figureBases)
		rule.AddWord(&found, "/bound", f.Bound, figureBounds)
		rule.AddWord(&found, "/confidence", f.Confidence, confidences)
		return found
	},
}
