package sla

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The texts that the rules and the chart rest on. Notes say what to bear in mind
// about each.
var (
	citeThiel = rule.Citation{
		Title: "CSU structures and how they will operate", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/csu-structures-and-how-they-will-operate/5055935.article",
		Published: nhs.MustParsePartialDate("2013-03"),
		Note:      "by V. Thiel; the month is not certain. It tells of agreements of 18 months and of five years, of undefined words, of agreements kept secret, and of what the King's Fund found in 2010",
	}
	citeDebate = rule.Citation{
		Title:     "A Debate between the Centre and CCGs on CSUs",
		Published: nhs.MustParsePartialDate("2013/2014"),
		Note:      "an article without author or date, of about 2013; no address of it is known",
	}
	citeFirstSLAs = rule.Citation{
		Title: "Analysed: CCGs draw up commissioning support deals", Publisher: "HSJ Local Briefing",
		URL:       "https://www.hsj.co.uk/hsj-local/local-briefing/analysed-ccgs-draw-up-commissioning-support-deals/5053798.article",
		Published: nhs.MustParsePartialDate("2013-01"),
		Note:      "agreements of about 18 months, due for signature by the end of November 2012",
	}
	citeLetter2013 = rule.Citation{
		Title: "Proposed changes to the CSU SLA", Publisher: "CCG Alert",
		URL:       "http://ccg-alert.blogspot.com/2013/08/proposed-changes-to-csu-sla.html",
		Published: nhs.MustParsePartialDate("2013-08-22"),
		Note:      "a summary of NHS England's letter, which was not seen",
	}
	citeDeadline2013 = rule.Citation{
		Title: "Deadline pushed back for CSU tendering", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/deadline-pushed-back-for-csu-tendering/5062538.article",
		Published: nhs.MustParsePartialDate("2013-08"),
		Note:      "from September 2014 to no later than April 2016; only the month is given",
	}
	citeNotBinding = rule.Citation{
		Title: "NHS England delays deadline for tendering commissioning support", Publisher: "Mills & Reeve",
		URL:       "https://www.procurementportal.com/blog/september-2013/nhs-england-delays-deadline-for-tendering-commissioning-support",
		Published: nhs.MustParsePartialDate("2013-09"),
		Note:      "says that an agreement with a hosted CSU does not bind in law",
	}
	citeTimetable2015 = rule.Citation{
		Title: "NHS England abandons CSU procurement timetable", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/nhs-england-abandons-csu-procurement-timetable/5091510.article",
		Published: nhs.MustParsePartialDate("2015-11"),
		Note:      "plans by the end of March 2016, tenders by July 2016; the month of the article is inferred",
	}
	citeModelSLA = rule.Citation{
		Title: "Model Service Level Agreement for Commissioning Support Services", Publisher: "NHS England",
		URL:       "https://docest.com/model-service-level-agreement-for-commissioning-support-services",
		Published: nhs.MustParsePartialDate("2014-02-13"),
		Note:      "only the opening was seen: the parties and their standing",
	}
	citeSection9 = rule.Citation{
		Title: "National Health Service Act 2006", Publisher: "legislation.gov.uk", Section: "section 9",
		URL:  "https://legislation.gov.uk/ukpga/2006/41/section/9/2022-07-01",
		Note: "an arrangement of two health service bodies is an NHS contract and gives no rights that a court enforces",
	}
	citeNotBodies = rule.Citation{
		Title: "Developing commissioning support: the future for commissioning support units", Publisher: "NHS England",
		URL:       "http://businessdocbox.com/Human_Resources/95548140-Board-paper-nhs-england-title-developing-commissioning-support-the-future-for-commissioning-support-units.html",
		Published: nhs.MustParsePartialDate("2014-01"),
		Note:      "a board paper, the month inferred: CSUs are neither legal nor statutory bodies",
	}
	citeStart = rule.Citation{
		Title: "Another CSU collapses", Publisher: "Digital Health",
		URL:       "https://digitalhealth.net/2013/04/another-csu-collapses",
		Published: nhs.MustParsePartialDate("2013-04-24"),
		Note:      "units began work on 1 April 2013",
	}
	citeFrancis = rule.Citation{
		Title: "Response to the Francis inquiry, recommendation 128", Publisher: "Department of Health",
		URL:       "https://engage.dhsc.gov.uk/francisresponse/recommendation/327/",
		Published: nhs.MustParsePartialDate("2013-11"),
		Note:      "the month is inferred; describes the support that units give since April 2013",
	}
	citeClosureAnswer = rule.Citation{
		Title: "Parliamentary question 105833: NHS Commissioning Support Units", Publisher: "UK Parliament",
		URL:       "https://www.parallelparliament.co.uk/question/105833/nhs-commissioning-support-units",
		Published: nhs.MustParsePartialDate("2025/2026"),
		Note:      "confirms that units close, not when",
	}
	citeClosureFOI = rule.Citation{
		Title: "FOI response on CSU closure and redundancy", Publisher: "NHS Business Services Authority",
		URL:       "https://opendata.nhsbsa.net/dataset/c1182352-664c-44a0-8e0f-79d95a22decc",
		Published: nhs.MustParsePartialDate("2025-10"),
		Note:      "31 March 2027 is named in the question, and by no official answer that was seen",
	}
	citeAbolition = rule.Citation{
		Title: "Clinical commissioning groups are now abolished and are replaced with integrated care boards", Publisher: "Landmark Chambers",
		Section:   "Health and Care Act 2022, from 1 July 2022",
		URL:       "https://www.landmarkchambers.co.uk/news-and-cases/clinical-commissioning-groups-are-now-abolished-and-are-replaced-with-integrated-care-boards",
		Published: nhs.MustParsePartialDate("2022-07"),
		Note:      "a law chambers' account of the commencement",
	}
	citeFunctions = rule.Citation{
		Title: "The functions of clinical commissioning groups", Publisher: "NHS Commissioning Board",
		URL:       "https://fdocuments.net/document/the-functions-of-clinical-buckinghamshire-ccg.html",
		Published: nhs.MustParsePartialDate("2013-03"),
		Note:      "a group keeps the legal responsibility for its functions",
	}
	citeDelegation = rule.Citation{
		Title: "Delegation of CCG decision-making", Publisher: "Mills & Reeve",
		Section:   "sections 14Z3 and Schedule 1A of the NHS Act 2006",
		URL:       "https://www.procurementportal.com/blog/january-2013/delegation-of-ccg-decision-making",
		Published: nhs.MustParsePartialDate("2013-01"),
		Note:      "a solicitors' account: support can be bought, the final decision cannot, and the group must be able to take it",
	}
	citeProcurementRegulations = rule.Citation{
		Title: "National Health Service (Procurement, Patient Choice and Competition) (No. 2) Regulations 2013", Publisher: "legislation.gov.uk",
		Section: "SI 2013/500", URL: "https://legislation.gov.uk/uksi/2013/500/2013-04-01?view=extent",
		Note: "in force from 1 April 2013",
	}
	citeProcuringServices = rule.Citation{
		Title: "Procuring health care services for the NHS", Publisher: "Local Government Lawyer",
		URL:       "http://www.localgovernmentlawyer.co.uk/index.php?option=com_content&view=article&id=14220%3Aprocuring-health-care-services-for-the-nhs&catid=53&Itemid=21",
		Published: nhs.MustParsePartialDate("2013"),
		Note:      "a group must see that those who help it comply",
	}
	citeIslington = rule.Citation{
		Title: "Appendix D to the SLA between NEL CSU and Islington CCG: performance measures, core services", Publisher: "NEL CSU and Islington CCG",
		URL:       "http://businessdocbox.com/Business_Software/113461884-Appendix-4-3b-appendix-d-to-the-service-level-agreement-between-nel-csu-and-islington-ccg-sla-performance-measures-core-services-march-2013-v5.html",
		Published: nhs.MustParsePartialDate("2013-03"),
		Note:      "version 5; one real agreement, which shows what was done and binds nobody else",
	}
	citeWiltshire = rule.Citation{
		Title: "Future commissioning support arrangements: governing body paper", Publisher: "Wiltshire CCG",
		URL:       "http://businessdocbox.com/Human_Resources/93046179-Clinical-commissioning-group-governing-body-paper-summary-sheet-date-of-meeting-19-may-2015.html",
		Published: nhs.MustParsePartialDate("2015-05-19"),
		Note:      "its agreement ended on 31 March 2016 and had no option to extend",
	}
	citeForcedClosures = rule.Citation{
		Title: "Redundancies likely at two CSUs forced to close", Publisher: "National Health Executive",
		URL:       "https://www.nationalhealthexecutive.com/Health-Care-News/redundancies-likely-at-two-csus-forced-to-close",
		Published: nhs.MustParsePartialDate("2015-08-05"),
	}
	citeTransfers = rule.Citation{
		Title: "NHS London Shared Service consultation commenced", Publisher: "North Central London CCG",
		URL:       "https://intranet.northcentrallondonccg.nhs.uk/news/nhs-london-shared-service-consultation-commenced/",
		Published: nhs.MustParsePartialDate("2022-01"),
		Note:      "staff were consulted on transfer to their customers",
	}
	citeShutDoors = rule.Citation{
		Title: "Central Eastern CSU to shut its doors", Publisher: "Digital Health",
		URL:       "https://www.digitalhealth.net/2014/04/central-eastern-csu-to-shut-its-doors/",
		Published: nhs.MustParsePartialDate("2014-04"),
	}
	citeSuspension = rule.Citation{
		Title: "CSU boss suspended amid governance investigation", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/exclusive-csu-boss-suspended-amid-governance-investigation/5071916.article",
		Published: nhs.MustParsePartialDate("2014"),
		Note:      "customers complained that they were not told of a suspension of ten weeks",
	}
	citeIncomeReleased = rule.Citation{
		Title: "NHS England spending on CSU services", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/news/finance/revealed-nhs-england-spending-on-csu-services/5074376.article",
		Published: nhs.MustParsePartialDate("2014"),
		Note:      "figures were released after the Information Commissioner advised it",
	}
	citeConsultants = rule.Citation{
		Title: "What do external consultants offer healthcare commissioners?", Publisher: "BMJ Open 5:e006558",
		URL:       "https://pmc.ncbi.nlm.nih.gov/articles/PMC4342588",
		Published: nhs.MustParsePartialDate("2015-02-05"),
		Note:      "by Wye and others: of four contracts two were of little value; more came of those in which clients' staff learned and kept the skill",
	}
)

// What the chart rests on. None of it is a rule of any agreement.
var (
	citeMakingDataCount = rule.Citation{
		Title: "Making data count", Publisher: "NHS England and NHS Improvement",
		URL:  "https://www.england.nhs.uk/publication/making-data-count/",
		Note: "the NHS's guides to statistical process control: XmR charts, icons for variation and assurance. The general practice is taken from it; its text was not seen in full",
	}
	citePlotTheDots = rule.Citation{
		Title: "NHSRplotthedots: Draw XmR Charts for NHS 'Making Data Count' Programme", Publisher: "NHS-R community",
		Section: "deviations from Excel defaults; number of points required", URL: "https://cran.r-project.org/package=NHSRplotthedots",
		Note: "the rules as a program: 7 points on one side of the mean, a trend of 7 points, two of three near a limit, limits of 2.66 moving ranges, trial limits below 12 points",
	}
	citeNelson = rule.Citation{
		Title: "Control Charts for Individual Measurements", Publisher: "Journal of Quality Technology 14(3)",
		Published: nhs.MustParsePartialDate("1982"), Note: "by L. S. Nelson: leave out moving ranges that are outliers; known from citations of it",
	}
	citeNIST = rule.Citation{
		Title: "Individuals Control Charts", Publisher: "NIST/SEMATECH e-Handbook of Statistical Methods", Section: "6.3.2.2",
		Note: "a worked example of ten values. It divides by 1.128 where practice multiplies by 2.66, so that limits differ in the fourth digit",
	}
)
