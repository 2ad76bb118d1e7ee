package spend

import (
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// sincePolicy is when central government and its bodies began to publish; CCGs
// did from their first day.
var sincePolicy = nhs.MustParsePeriod("2010-11-01/..")

func lastDay(p *Publication) nhs.Date { return p.Month.Last() }

// over reports whether an amount, or a credit, is over the threshold.
func over(m nhs.Money) bool { return m.Abs().Compare(threshold) > 0 }

// transactions returns the sum of each transaction, lines left out included.
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
		Rationale:   "It is how the public can see what was paid to whom. It is government policy, not a statute.",
		Fix:         "Publish the file of the month, with the payments that it leaves out.",
		Limitations: "What a body leaves out is known only from its own books. Whether a file came out must be stated.",
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
					found.Add("/not_published", "the month has payments over %s and was not published: publish it", threshold)
					break
				}
			}
		}
		for i := range p.Omitted {
			if a := p.Omitted[i].Amount; a != nil && a.Sign() > 0 && over(*a) {
				found.Add(rule.PointerOf("omitted", i, "amount"), "a payment of %s is over %s and is left out: publish it", a, threshold).With("amount", a)
			}
		}
		return found
	},
}

var wholeTransaction = rule.Rule[Publication]{
	Meta: rule.Meta{
		ID:          RuleWholeTransaction,
		Title:       "The whole transaction, not the line, is compared with the threshold",
		Rationale:   "One invoice is often split over many lines. Held against the threshold line by line, large payments vanish from the file.",
		Fix:         "Add up the lines of the transaction, and publish all of them if the sum is over £25,000.",
		Limitations: "Lines that are left out are known only from the body's own books. A line without a transaction number is a transaction of its own.",
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
				found.Add(rule.PointerOf("omitted", i), "the line is under %s and its transaction comes to %s: publish all of its lines", threshold, sum).With("transaction", sum)
			}
		}
		return found
	},
}

var oneTransaction = rule.Rule[Publication]{
	Meta: rule.Meta{
		ID:          RuleOneTransaction,
		Title:       "Lines with one transaction number share supplier and date",
		Rationale:   "The number is what puts split lines together again. Where it joins two suppliers or two days, something stands in the wrong row.",
		Fix:         "Correct the number, the supplier or the date of the line.",
		Limitations: "Suppliers are compared without regard to capitals and spaces; other spellings of one supplier are found too. Lines without a supplier or a date are passed over.",
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
				found.Add(rule.PointerOf("lines", i, "supplier"), "the line shares transaction number %s with a line for another supplier: correct one of them", clip(l.TransactionNumber, 40)).
					WithRelated(rule.PointerOf("lines", j, "supplier"), "the first line of that number")
			}
			if !l.Date.IsZero() && !o.Date.IsZero() && l.Date != o.Date {
				found.Add(rule.PointerOf("lines", i, "date"), "the line of %s shares transaction number %s with a line of %s: correct one of them", l.Date, clip(l.TransactionNumber, 40), o.Date).
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
		Title:       "Credit notes are negative, and published when over the threshold",
		Rationale:   "A credit taken for a payment counts the same money twice over, and a credit left out overstates what a supplier had.",
		Fix:         "Write the credit as a negative amount; publish those over £25,000.",
		Limitations: "A line is taken for a credit note if its description, expense type or number says so in words. What is left out is known only from the body's own books.",
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
				found.Add(rule.PointerOf("lines", i, "amount"), "the line says that it is a credit note and is %s: make it negative, or correct the text", l.Amount).With("amount", l.Amount)
			}
		}
		for i := range p.Omitted {
			if a := p.Omitted[i].Amount; a != nil && a.Sign() < 0 && over(*a) {
				found.Add(rule.PointerOf("omitted", i, "amount"), "a credit of %s is over %s and is left out: publish it", a.Abs(), threshold).With("amount", a)
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
		Title:       "The file of a month is out by the 15th working day of the next",
		Rationale:   "Spending that is shown months later cannot be asked about while it still matters.",
		Fix:         "Nothing can be done about a date that has passed; publish the next one in time.",
		Limitations: "It is the practice that one trust stated in 2010; no text that binds CCGs to it was found. Bank holidays that were given only once are taken for working days.",
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
			found.Add("/published", "the file of %s came out on %s, after the 15th working day of the next month, %s", p.Month, p.Published, due).With("due", due)
		}
		return found
	},
}
