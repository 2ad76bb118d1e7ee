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

// The words that sums and figures use.
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
		Title:       "A sum of spend says who paid, for which year and what kind of figure it is",
		Rationale:   "Plans, accounts and published payments are different series, and so are sums with and without VAT. A sum of which the kind is not known can be added to none of them.",
		Fix:         "Fill in what is missing, with the words that the member can have.",
		Limitations: "A sum below nought is a warning in a plan or an outturn; published payments can be more than repaid.",
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
			found.Add("/customer", "who paid is not said: name the group or board")
		}
		if v.Year.IsZero() {
			found.Add("/year", "the year is not said: name the financial year")
		}
		if v.Basis == "" {
			found.Add("/basis", "the basis is missing: give one of %q", spendBases)
		}
		rule.AddWord(&found, "/basis", v.Basis, spendBases)
		rule.AddWord(&found, "/funding", v.Funding, fundings)
		rule.AddWord(&found, "/vat", v.VAT, vatBases)
		rule.AddWord(&found, "/confidence", v.Confidence, confidences)
		if v.Amount.Sign() < 0 && v.Basis != PublishedPayments {
			found.Add("/amount", "%s is below nought, for a %s: look whether it is a correction of another sum", v.Amount, v.Basis).
				With("amount", v.Amount).WithSeverity(rule.Warning)
		}
		return found
	},
}

var figureComplete = rule.Rule[Figure]{
	Meta: rule.Meta{
		ID:          RuleFigureComplete,
		Title:       "A published figure has a value, and says what it is of and where from",
		Rationale:   "Figures of one market stand side by side because they count different things. One that does not say what it counts cannot be set beside another.",
		Fix:         "Give the value, the unit of a count, a label and a source.",
		Limitations: "Amount, rate per head and share can be one figure in three forms; whether they agree, and whether the source has the figure, it cannot say. A figure of a scenario needs no source.",
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
			found.Add("", "the figure has no value: give its amount, per_head, share or count")
		case f.Count != nil && sized:
			found.Add("/count", "a count cannot be the same figure as an amount, a rate or a share: make two of it")
		}
		switch {
		case f.Count != nil && f.Unit == "":
			found.Add("/unit", "what is counted is not said")
		case f.Count == nil && f.Unit != "":
			found.Add("/unit", "%.40q is the unit of a count, and there is none", f.Unit)
		}
		if f.ID == "" {
			found.Add("/id", "the figure has no identifier by which to name it")
		}
		if f.Label == "" {
			found.Add("/label", "what the figure is is not said in words")
		}
		if len(f.Sources) == 0 && f.Basis != FigureOfScenario {
			found.Add("/sources", "the figure names no source").WithSeverity(rule.Warning)
		}
		if f.Count != nil && *f.Count < 0 {
			found.Add("/count", "%d is no number of things", *f.Count)
		}
		if f.Precision != nil && f.Amount == nil {
			found.Add("/precision", "a precision without an amount that is rounded to it")
		}
		rule.AddWord(&found, "/basis", f.Basis, figureBases)
		rule.AddWord(&found, "/bound", f.Bound, figureBounds)
		rule.AddWord(&found, "/confidence", f.Confidence, confidences)
		return found
	},
}
