package spend

import (
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// sincePolicy begins when central government and its bodies began to publish; CCGs
// published from their first day.
var sincePolicy = nhs.MustParsePeriod("2010-11-01/..")

func lastDay(p *Publication) nhs.Date { return p.Month.Last() }

// over reports whether an amount, or a credit, is over the threshold.
func over(m nhs.Money) bool { return m.Abs().Compare(threshold) > 0 }

// transactions returns the sum of each transaction, including omitted lines.
func (p *Publication) transactions() map[string]nhs.Money {
	sums := map[string]nhs.Money{}
	for _, list := range [...][]Line{p.Lines, p.Omitted} {
		for i := range list {
			if l := &list[i]; l.Amount != nil && l.TransactionNumber != "" {
				sums[l.TransactionNumber] = sums[l.TransactionNumber].Add(*l.Amount)
			}
		}
	}
	return sums
}

var publish = rule.Rule[Publication]{
	Meta: rule.Meta{
		ID:          RulePublish,
		Title:       "A single transaction over £25,000 is published, every month",
		Rationale:   "It shows the public who was paid what. It is government policy, not statute.",
		Fix:         "Publish the file of the month, including the omitted payments.",
		Limitations: "Omissions are known only from the body's own books. The document must state whether a file was published.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.GovUK, citation.Kernow),
		InForce:     sincePolicy,
		Tags:        []string{"spend", "transparency"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"published": "2020-05-20", "lines": [{"amount": "26000.00"}]`,
		BadExample:  `"published": "2020-05-20", "omitted": [{"amount": "26000.00"}]`,
		Related:     []rule.ID{RuleWholeTransaction, RuleOnTime},
	},
	On: lastDay,
	Check: func(_ rule.Pass, p *Publication) (found rule.Findings) {
		if p.NotPublished {
			for i := range p.Lines {
				if a := p.Lines[i].Amount; a != nil && over(*a) {
					found.Add("/not_published", "month not published: it has payments over %s; publish it", threshold)
					break
				}
			}
		}
		for i := range p.Omitted {
			if a := p.Omitted[i].Amount; a != nil && a.Sign() > 0 && over(*a) {
				found.Add(rule.PointerOf("omitted", i, "amount"), "omitted payment of %s is over %s: publish it", a, threshold).With("amount", a)
			}
		}
		return found
	},
}

var wholeTransaction = rule.Rule[Publication]{
	Meta: rule.Meta{
		ID:          RuleWholeTransaction,
		Title:       "The whole transaction, not the line, is compared with the threshold",
		Rationale:   "One invoice is often split over many lines. If each line is compared with the threshold, large payments vanish from the file.",
		Fix:         "Add up the lines of the transaction, and publish all of them if the sum is over £25,000.",
		Limitations: "Omitted lines are known only from the body's own books. A line without a transaction number counts as a transaction of its own.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.CQC, citation.Lincolnshire),
		Tags:        []string{"spend", "transparency"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"lines": [{"transaction_number": "7", "amount": "20000.00"}, {"transaction_number": "7", "amount": "9000.00"}]`,
		BadExample:  `"lines": [{"transaction_number": "7", "amount": "26000.00"}], "omitted": [{"transaction_number": "7", "amount": "3000.00"}]`,
		Related:     []rule.ID{RulePublish, RuleOneTransaction},
	},
	Applies: func(p *Publication) bool { return len(p.Omitted) > 0 },
	Check: func(_ rule.Pass, p *Publication) (found rule.Findings) {
		sums := p.transactions()
		for i := range p.Omitted {
			l := &p.Omitted[i]
			if l.Amount == nil || over(*l.Amount) || l.TransactionNumber == "" {
				continue
			}
			if sum := sums[l.TransactionNumber]; over(sum) {
				found.Add(rule.PointerOf("omitted", i), "omitted line under %s: its transaction sums to %s; publish all its lines", threshold, sum).With("transaction", sum)
			}
		}
		return found
	},
}

var oneTransaction = rule.Rule[Publication]{
	Meta: rule.Meta{
		ID:          RuleOneTransaction,
		Title:       "Lines with one transaction number share supplier and date",
		Rationale:   "The number joins split lines. If it joins two suppliers or two days, something is in the wrong row.",
		Fix:         "Correct the number, the supplier or the date of the line.",
		Limitations: "Suppliers are compared without regard to capitals and spaces; other spellings of one supplier are reported. Lines without a supplier or a date are skipped.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Citations:   citation.List(citation.Fields),
		Tags:        []string{"spend"},
		Observed:    rule.ObservedReal,
		GoodExample: `"lines": [{"transaction_number": "7", "supplier": "EXAMPLE LTD"}, {"transaction_number": "7", "supplier": "Example Ltd"}]`,
		BadExample:  `"lines": [{"transaction_number": "7", "supplier": "EXAMPLE LTD"}, {"transaction_number": "7", "supplier": "SAMPLE LTD"}]`,
		Related:     []rule.ID{RuleWholeTransaction},
	},
	Check: func(_ rule.Pass, p *Publication) (found rule.Findings) {
		first := map[string]int{}
		for i := range p.Lines {
			l := &p.Lines[i]
			if l.TransactionNumber == "" {
				continue
			}
			j, seen := first[l.TransactionNumber]
			if !seen {
				first[l.TransactionNumber] = i
				continue
			}
			o := &p.Lines[j]
			if l.Supplier != "" && o.Supplier != "" && !sameText(l.Supplier, o.Supplier) {
				found.Add(rule.PointerOf("lines", i, "supplier"), "transaction number %s is shared with another supplier: correct one of the lines", clip(l.TransactionNumber, 40)).
					WithRelated(rule.PointerOf("lines", j, "supplier"), "the first line of that number")
			}
			if !l.Date.IsZero() && !o.Date.IsZero() && l.Date != o.Date {
				found.Add(rule.PointerOf("lines", i, "date"), "date %s of transaction number %s differs from %s on another line: correct one of them", l.Date, clip(l.TransactionNumber, 40), o.Date).
					WithRelated(rule.PointerOf("lines", j, "date"), "the first line of that number")
			}
		}
		return found
	},
}

func sameText(a, b string) bool {
	return a == b || strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

var creditNotes = rule.Rule[Publication]{
	Meta: rule.Meta{
		ID:          RuleCreditNotes,
		Title:       "Credit notes are negative, and published if over the threshold",
		Rationale:   "A credit counted as a payment counts the same money twice, and an omitted credit overstates what a supplier received.",
		Fix:         "Write the credit as a negative amount; publish those over £25,000.",
		Limitations: "A line counts as a credit note if its description, expense type or number says so in words. Omissions are known only from the body's own books.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Lincolnshire),
		Tags:        []string{"spend", "amounts"},
		Observed:    rule.ObservedReal,
		GoodExample: `"description": "Credit note for March", "amount": "-26000.00"`,
		BadExample:  `"description": "Credit note for March", "amount": "26000.00"`,
		Related:     []rule.ID{RulePublish},
	},
	Check: func(_ rule.Pass, p *Publication) (found rule.Findings) {
		for i := range p.Lines {
			if l := &p.Lines[i]; l.Amount != nil && l.Amount.Sign() > 0 && saysCreditNote(l) {
				found.Add(rule.PointerOf("lines", i, "amount"), "credit note of %s is not negative: make it negative, or correct the text", l.Amount).With("amount", l.Amount)
			}
		}
		for i := range p.Omitted {
			if a := p.Omitted[i].Amount; a != nil && a.Sign() < 0 && over(*a) {
				found.Add(rule.PointerOf("omitted", i, "amount"), "omitted credit of %s is over %s: publish it", a.Abs(), threshold).With("amount", a)
			}
		}
		return found
	},
}

func saysCreditNote(l *Line) bool {
	for _, s := range [...]string{l.Description, l.ExpenseType, l.TransactionNumber} {
		if len(s) < 6 {
			continue
		}
		lower := strings.ToLower(s)
		if strings.Contains(lower, "credit note") || strings.Contains(lower, "creditnote") || strings.Contains(lower, "cr note") {
			return true
		}
	}
	return false
}

var onTime = rule.Rule[Publication]{
	Meta: rule.Meta{
		ID:          RuleOnTime,
		Title:       "A month's file is published by the 15th working day of the next",
		Rationale:   "Nobody can question spending while it matters if it is published months later.",
		Fix:         "A past date cannot be fixed; publish the next file in time.",
		Limitations: "One trust stated the practice in 2010; no text that binds CCGs to it was found.",
		Severity:    rule.Info,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Southport),
		InForce:     sincePolicy,
		Tags:        []string{"spend", "transparency"},
		Observed:    rule.ObservedSynthetic,
		GoodExample: `"month": "2020-06", "published": "2020-07-21"`,
		BadExample:  `"month": "2020-06", "published": "2020-07-22"`,
		Related:     []rule.ID{RulePublish},
	},
	Applies: func(p *Publication) bool { return !p.Published.IsZero() && p.Month != 0 },
	On:      lastDay,
	Check: func(_ rule.Pass, p *Publication) (found rule.Findings) {
		if due := Deadline(p.Month); p.Published.After(due) {
			found.Add("/published", "file of %s published on %s, after %s, the 15th working day of the next month: publish the next in time", p.Month, p.Published, due).With("due", due)
		}
		return found
	},
}
