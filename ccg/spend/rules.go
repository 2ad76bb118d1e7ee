package spend

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The rules of this package, by the kind of value that they judge.
const (
	// RulePublish wants single transactions over £25,000 published.
	RulePublish rule.ID = "SP-11"
	// RuleWholeTransaction compares the whole transaction with the threshold.
	RuleWholeTransaction rule.ID = "SP-12"
	// RuleOneTransaction wants the lines of a transaction to share supplier and
	// date.
	RuleOneTransaction rule.ID = "SP-13"
	// RuleCreditNotes wants credits negative, and published when over the threshold.
	RuleCreditNotes rule.ID = "SP-17"
	// RuleOnTime wants the file of a month out by the 15th working day of the next.
	RuleOnTime rule.ID = "SP-18"

	// RuleFields wants the fields that a row is to have.
	RuleFields rule.ID = "SP-14"
	// RuleOutOfScope finds pay, income and financing.
	RuleOutOfScope rule.ID = "SP-15"
	// RuleRedaction wants a reason for a redaction.
	RuleRedaction rule.ID = "SP-16"
	// RuleAmount wants amounts in pounds with at most two decimals.
	RuleAmount rule.ID = "SP-19"
)

// The sets are built once: building one allocates, using one does not.
var (
	lineRules = rule.NewSet("spend-line", nil, fields, outOfScope, redaction, exactAmount)

	publicationRules = rule.Join(
		rule.NewSet("spend-publication", publicationID, publish, wholeTransaction, oneTransaction, creditNotes, onTime),
		rule.Lift("lines", linesOf, lineRules))
)

func publicationID(p *Publication) string {
	if p.Entity == "" {
		return p.Month.String()
	}
	return Mask(p.Entity) + " " + p.Month.String()
}

func linesOf(p *Publication) []Line { return p.Lines }

// LineRules returns the rules for one line.
func LineRules() rule.Set[Line] { return lineRules }

// Rules returns the rules for what a body published of a month, those for its
// lines included.
func Rules() rule.Set[Publication] { return publicationRules }

// The texts that the rules rest on.
var (
	citeGovUK = rule.Citation{
		Title: "How to publish central government spending over £25,000", Publisher: "GOV.UK",
		URL: "https://www.gov.uk/guidance/how-to-publish-central-government-spending-over-25000", Published: nhs.MustParsePartialDate("2017-12-14"),
	}
	citeKernow = rule.Citation{
		Title: "Transparency in public expenditure", Publisher: "NHS Kernow CCG",
		URL: "https://www.kernowccg.nhs.uk/about-us/what-we-spend-and-how-we-spend-it/transparency-in-public-expenditure/", Published: nhs.MustParsePartialDate("2018"),
		Note: "shows that CCGs took the policy for theirs, and what one of them redacts",
	}
	citeCQC = rule.Citation{
		Title: "Spending transparency", Publisher: "Care Quality Commission",
		URL: "https://www.cqc.org.uk/about-us/transparency/spending-transparency", Published: nhs.MustParsePartialDate("2021-07-14"),
		Note: "says that the threshold applies to the whole transaction, and what is left out",
	}
	citeFields = rule.Citation{
		Title: "Expenditure over £25,000: list of fields asked for by HM Treasury", Publisher: "Skills Funding Agency",
		URL: "https://sophisticating4.rssing.com/chan-3868385/article3893.html", Note: "a copy in a news feed; the original was not found",
	}
	citeLincolnshire = rule.Citation{
		Title: "Expenditure over £25k", Publisher: "Lincolnshire Partnership NHS Foundation Trust",
		URL:  "https://www.lpft.nhs.uk/about-us/accessing-our-information/publication-expeniture-over-25k",
		Note: "says that credit notes over the threshold are listed, as negative amounts",
	}
	citeSouthport = rule.Citation{
		Title: "Publication of spend over £25k", Publisher: "Southport and Ormskirk Hospital NHS Trust",
		URL: "http://www.southportandormskirk.nhs.uk/expenditure.asp", Published: nhs.MustParsePartialDate("2010"),
		Note: "the practice of one trust in the first year",
	}
)
