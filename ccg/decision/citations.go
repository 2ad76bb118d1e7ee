package decision

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The texts that the rules rest on. Notes say what to bear in mind about each.
var (
	citeDebate = rule.Citation{
		Title: "A Debate between the Centre and CCGs on CSUs", Publisher: "blog, author not shown",
		Published: nhs.MustParsePartialDate("2013"),
		Note:      "about 2013; kept as text without an address. Groups make, share or buy each service; wanting choice is a last resort; the leaders of CSUs are what to work on",
	}
	citePulse = rule.Citation{
		Title: "NHS England to approve CCG support units under new proposals", Publisher: "Pulse",
		URL:       "https://www.pulsetoday.co.uk/news/uncategorised/nhs-england-to-approve-ccg-support-units-under-new-proposals/",
		Published: nhs.MustParsePartialDate("2013-10"),
		Note:      "the month is inferred. Tells transactional back-office work from large-scale change",
	}
	citeThiel = rule.Citation{
		Title: "CSU structures and how they will operate", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/csu-structures-and-how-they-will-operate/5055935.article",
		Published: nhs.MustParsePartialDate("2013-03"),
		Note:      "by V. Thiel; the month is not certain. Groups need not use a CSU",
	}
	citeFunctions = rule.Citation{
		Title: "The functions of clinical commissioning groups", Publisher: "NHS Commissioning Board",
		URL:       "https://fdocuments.net/document/the-functions-of-clinical-buckinghamshire-ccg.html",
		Published: nhs.MustParsePartialDate("2013-03"),
		Note:      "a group always keeps legal responsibility for its functions; only a copy was seen",
	}
	citeDelegationBasics = rule.Citation{
		Title: "Basic decision making around CCG delegation", Publisher: "HSJ / Mills & Reeve",
		Section:   "on Schedule 1A, paragraph 3(3), NHS Act 2006",
		URL:       "https://hsj.co.uk/interactive/basic-decision-making-around-ccg-delegation/5053390.article",
		Published: nhs.MustParsePartialDate("2013"),
		Note:      "a lawyers' account; the Act itself was not seen",
	}
	citeDelegation = rule.Citation{
		Title: "Delegation of CCG decision-making", Publisher: "Mills & Reeve Procurement Portal",
		Section:   "on section 14Z3, NHS Act 2006",
		URL:       "https://www.procurementportal.com/blog/january-2013/delegation-of-ccg-decision-making",
		Published: nhs.MustParsePartialDate("2013-01"),
		Note:      "a lawyers' account: a CSU may do the work, the group must be able to take the final decision, and liability stays with the group that asked another to act",
	}
	citeReformOrder = rule.Citation{
		Title: "Legislative Reform (Clinical Commissioning Groups) Order 2014, SI 2014/2436", Publisher: "legislation.gov.uk",
		URL:  "https://legislation.gov.uk/uksi/2014/2436",
		Note: "in force 1 October 2014: joint committees of groups, and joint exercise with NHS England",
	}
	citeInHouseLetter = rule.Citation{
		Title: "CCGs asked to agree support service decisions with NHS England", Publisher: "HSJ",
		Section:   "on NHS England's letter of 18 October 2013",
		URL:       "https://www.hsj.co.uk/news/commissioning/ccgs-asked-to-agree-support-service-decisions-with-nhs-england/5064499.article",
		Published: nhs.MustParsePartialDate("2013-10"),
		Note:      "the letter itself was not seen; no end of its request was found",
	}
	citeCCGsResist = rule.Citation{
		Title: "CCGs resist NHS England over support services", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/ccgs-resist-nhs-england-over-support-services/5064361.article",
		Published: nhs.MustParsePartialDate("2013-10"),
		Note:      "the groups' answer: they are free to choose, the governing body answers for it, and the duty to neighbours is limited",
	}
	citeIdealSize = rule.Citation{
		Title: "Ideal size of commissioning organisation, briefing note", Publisher: "PRUComm",
		URL:       "http://blogs.lshtm.ac.uk/prucomm/2018/10/01/ideal-size-of-commissioning-organisation-briefing-note/",
		Published: nhs.MustParsePartialDate("2018-10"),
		Note:      "no size was shown to be best",
	}
	citePCTSize = rule.Citation{
		Title: "PCT size and commissioning performance", Publisher: "British Journal of General Practice",
		URL:       "https://pmc.ncbi.nlm.nih.gov/articles/PMC3252539",
		Published: nhs.MustParsePartialDate("2012"),
		Note:      "the year is inferred; found no link of size with performance",
	}
	citeFixedCosts = rule.Citation{
		Title: "Fixed costs leave CCGs just £9 per head for commissioning", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/finance-and-efficiency/exclusive-fixed-costs-leave-ccgs-just-9-per-head-for-commissioning/5034619.article",
		Published: nhs.MustParsePartialDate("2011-09"),
		Note:      "a department model of a group of 175,000 with £3.5m, of which £1.5m fixed. The report says about £9 a head is left; £2.0m over 175,000 people is £11.43, so something else must be taken off",
	}
	citeUnsustainable = rule.Citation{
		Title: "Proposed commissioning groups will be unsustainable", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/proposed-commissioning-groups-will-be-unsustainable/5031723.article",
		Published: nhs.MustParsePartialDate("2011"),
		Note:      "a group of 21,000 could pay about seven staff",
	}
	citeFirstTender = rule.Citation{
		Title: "Private firm wins first full commissioning support tender", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/updated-private-firm-wins-first-full-commissioning-support-tender/5090717.article",
		Published: nhs.MustParsePartialDate("2015"),
		Note:      "autumn 2015: VAT up to 20 per cent, which NHS England put at 5 to 9 per cent of an end-to-end deal; NHS England agreed to meet stranded costs",
	}
	citePaused = rule.Citation{
		Title: "CSU procurements paused amid uncertainty over costs", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/exclusive-csu-procurements-paused-amid-uncertainty-over-costs/5089817.article",
		Published: nhs.MustParsePartialDate("2015-08"),
		Note:      "the month is inferred; who pays stranded costs was not settled",
	}
	citeRedundancy = rule.Citation{
		Title: "CCGs appointing non-NHS staff must justify redundancy costs", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/workforce/ccgs-appointing-non-nhs-staff-must-justify-redundancy-costs/5044562.article",
		Published: nhs.MustParsePartialDate("2012"),
		Note:      "groups had no budget of their own for redundancy",
	}
	citeTaxRules = rule.Citation{
		Title: "Tax rules raise doubts over CSU autonomy", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/news/commissioning/tax-rules-raise-doubts-over-csu-autonomy/5070089.article",
		Published: nhs.MustParsePartialDate("2014-04"),
		Note:      "the month is inferred; supplies between NHS bodies bear no VAT",
	}
	citeSurvey = rule.Citation{
		Title: "CCGs doubt CSUs' ability to innovate", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/exclusive-ccgs-doubt-csus-ability-to-innovate/5058936.article",
		Published: nhs.MustParsePartialDate("2013"),
		Note:      "ninety groups, January 2013: £9.43 a head for CSUs, £13.29 in house, £0.30 outside the NHS; a quarter were very confident of the calibre of CSU leaders",
	}
)
