package spend

import (
	"errors"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/citation"
	"github.com/opencommissioning/commissioning/rule"
)

var fields = rule.Rule[Line]{
	Meta: rule.Meta{
		ID:          RuleFields,
		Title:       "A published row has date, expense type, expense area, supplier, transaction number and amount",
		Rationale:   "Without a date or a supplier a payment cannot be assigned, without a transaction number lines cannot be combined, and without an amount there is no payment.",
		Fix:         "Fill in the field from the body's own books.",
		Limitations: "A file that lacks the column is reported on every line. A supplier omitted to protect a person looks the same as a forgotten one.",
		Severity:    rule.Error,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.Fields, citation.GovUK),
		Tags:        []string{"spend", "transparency"},
		Observed:    rule.ObservedReal,
		GoodExample: `"date": "2020-04-30", "expense_type": "Rent", "expense_area": "ESTATES", "supplier": "EXAMPLE LTD", "transaction_number": "1", "amount": "26000.00"`,
		BadExample:  `"date": "2020-04-30", "expense_type": "Rent", "supplier": "EXAMPLE LTD", "transaction_number": "1", "amount": "26000.00"`,
		Related:     []rule.ID{RuleAmount, RuleRedaction},
	},
	Check: func(_ rule.Pass, l *Line) (found rule.Findings) {
		for _, f := range [...]struct {
			at, name string
			missing  bool
		}{
			{"date", "date", l.Date.IsZero() && l.Month == 0},
			{"expense_type", "expense type", blankText(l.ExpenseType)},
			{"expense_area", "expense area", blankText(l.ExpenseArea)},
			{"supplier", "supplier", blankText(l.Supplier)},
			{"transaction_number", "transaction number", blankText(l.TransactionNumber)},
		} {
			if f.missing {
				found.Add(rule.PointerOf(f.at), "missing %s: fill it in", f.name).WithSeverity(rule.Warning)
			}
		}
		switch {
		case l.Amount == nil:
			found.Add("/amount", "missing or unreadable amount: give pounds such as 1234.50")
		case l.Kind == SetApart:
			found.Add("/amount", "no amount but another number, %s: give pounds such as 1234.50", l.Reason)
		}
		return found
	},
}

func blankText(s string) bool { return strings.TrimSpace(s) == "" }

var outOfScope = rule.Rule[Line]{
	Meta: rule.Meta{
		ID:          RuleOutOfScope,
		Title:       "Pay, income and financing do not belong in the file",
		Rationale:   "The policy covers what was bought. Salaries, the taxes on them, income and loans inflate the totals and may reveal people's pay.",
		Fix:         "Remove the row, or correct its expense type.",
		Limitations: "It knows only the usual words of expense types.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.CQC),
		Tags:        []string{"spend", "transparency"},
		Observed:    rule.ObservedReal,
		GoodExample: `"expense_type": "Rent"`,
		BadExample:  `"expense_type": "National Insurance - Curr"`,
		Related:     []rule.ID{RuleFields},
	},
	Applies: func(l *Line) bool { return l.ExpenseType != "" },
	Check: func(_ rule.Pass, l *Line) (found rule.Findings) {
		if !beginsWord(l.ExpenseType, notSpendingMarks[:]) {
			return nil
		}
		if what := notSpending(words(l.ExpenseType)); what != "" {
			found.Add("/expense_type", "expense type %q is %s, outside the policy: remove the row or correct the type", clip(maskElsewhere(l.ExpenseType), 60), what).With("what", what)
		}
		return found
	},
}

// notSpendingMarks begin a word of every text that notSpending knows. Looking for
// them is cheaper than splitting each text into words.
var notSpendingMarks = [...]string{"INSURANCE", "PAY", "SALAR", "WAGES", "SUPERANN", "EMPLOYER", "INCOME", "LOAN", "INTEREST", "DIVIDEND", "DRAWDOWN"}

// notSpending returns what an expense type is if it is not spending, or "".
func notSpending(w []string) string {
	has := func(list ...string) bool {
		for i := range w {
			if len(w)-i >= len(list) && slices.Equal(w[i:i+len(list)], list) {
				return true
			}
		}
		return false
	}
	switch {
	case has("NATIONAL", "INSURANCE"), has("PAYE"), has("SALARY") && !has("SALARY", "SACRIFICE"), has("SALARIES"), has("WAGES"), has("PAYROLL"), has("SUPERANNUATION"), has("NET", "PAY"), has("EMPLOYERS", "NI"):
		return "pay"
	case has("INCOME", "TAX"), has("TAX", "ON", "INCOME"):
		return "pay" // what is withheld from it
	case has("INCOME") && !has("INCOME", "GENERATION") && !has("LOW", "INCOME") && !has("INCOME", "SUPPORT"):
		return "income"
	case has("LOAN", "REPAYMENT"), has("LOAN", "REPAYMENTS"), has("LOAN", "INTEREST"), has("INTEREST", "PAYABLE"), has("PDC", "DIVIDEND"), has("PUBLIC", "DIVIDEND", "CAPITAL"), has("DRAWDOWN"):
		return "financing"
	}
	return ""
}

var redaction = rule.Rule[Line]{
	Meta: rule.Meta{
		ID:          RuleRedaction,
		Title:       "A redaction states its reason",
		Rationale:   "Names may be omitted if security, data protection or another law requires it. Without a reason nobody can tell that from a cover-up.",
		Fix:         "Give the reason with the redaction: personal data, security, commercial confidence, or the exemption that applies.",
		Limitations: "It looks for the words redacted and withheld, and for the usual words of a reason in the same row.",
		Severity:    rule.Warning,
		Basis:       rule.Guidance,
		Citations:   citation.List(citation.CQC, citation.Kernow),
		Tags:        []string{"spend", "transparency", "people"},
		Observed:    rule.ObservedReal,
		GoodExample: `"supplier": "REDACTED PERSONAL DATA"`,
		BadExample:  `"supplier": "REDACTED"`,
		Related:     []rule.ID{RuleFields},
	},
	Applies: func(l *Line) bool {
		return isRedacted(l.Supplier) || isRedacted(l.Description) || isRedacted(l.ExpenseType)
	},
	Check: func(_ rule.Pass, l *Line) (found rule.Findings) {
		w := words(l.Supplier + " " + l.Description + " " + l.ExpenseType)
		if slices.ContainsFunc(w, reasonWord) {
			return nil
		}
		at := rule.Pointer("/supplier")
		switch {
		case isRedacted(l.Supplier):
		case isRedacted(l.Description):
			at = "/description"
		default:
			at = "/expense_type"
		}
		found.Add(at, "redacted without a reason: state the reason")
		return found
	},
}

func isRedacted(s string) bool {
	return beginsWord(s, redactionMarks[:]) && slices.ContainsFunc(words(s), func(w string) bool {
		return w == "REDACTED" || w == "REDACTION" || w == "WITHHELD"
	})
}

var redactionMarks = [...]string{"REDACT", "WITHHELD"}

func reasonWord(w string) bool {
	switch w {
	case "PERSONAL", "PRIVACY", "GDPR", "DPA", "PROTECTION", "SECURITY", "CONFIDENTIAL", "CONFIDENTIALITY", "CONFIDENCE", "COMMERCIAL", "COMMERCIALLY", "EXEMPT", "EXEMPTION", "SECTION", "FOI", "FOIA", "INDIVIDUAL", "PATIENT", "LEGAL", "SAFEGUARDING":
		return true
	}
	return false
}

var exactAmount = rule.Rule[Line]{
	Meta: rule.Meta{
		ID:          RuleAmount,
		Title:       "An amount is pounds with at most two decimals",
		Rationale:   "An unreadable amount is lost from every sum. A part of a penny, or an amount in powers of ten, shows that the figure is not the one paid.",
		Fix:         "Write the amount as digits with two decimals, with or without commas and a pound sign; credits with a minus sign or in brackets.",
		Limitations: "A well-formed but wrong amount passes, such as one with an extra digit.",
		Severity:    rule.Error,
		Basis:       rule.Integrity,
		Tags:        []string{"spend", "amounts"},
		Observed:    rule.ObservedReal,
		GoodExample: `"amount_text": "£1,234.50"`,
		BadExample:  `"amount_text": "53025.7225"`,
		Related:     []rule.ID{RuleFields},
	},
	Applies: func(l *Line) bool { return l.AmountText != "" },
	Check: func(_ rule.Pass, l *Line) (found rule.Findings) {
		if a, err := parseAmount([]byte(l.AmountText)); err == nil && a.form&formRounded == 0 {
			return nil
		}
		a, err := parseNumber([]byte(l.AmountText))
		switch {
		case errors.Is(err, errNoAmount):
		case err != nil:
			found.Add("/amount_text", "%v: write pounds such as 1,234.50 or -1,234.50", err).With("text", clip(Mask(l.AmountText), 40))
		case a.form&formRounded != 0:
			found.Add("/amount_text", "amount %s has a part of a penny: give the amount paid", clip(l.AmountText, 40)).With("text", clip(l.AmountText, 40))
		case strings.ContainsAny(l.AmountText, "eE"):
			found.Add("/amount_text", "amount %s is in powers of ten: write it out, since digits may be lost", clip(l.AmountText, 40)).With("text", clip(l.AmountText, 40))
		}
		return found
	},
}
