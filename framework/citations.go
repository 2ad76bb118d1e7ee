package framework

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The texts that the rules rest on. Notes say what to bear in mind about each.
var (
	citePCR2006 = rule.Citation{
		Title: "Guidance on framework agreements in the procurement regulations", Publisher: "Office of Government Commerce",
		Section:   "Public Contracts Regulations 2006, regulation 19",
		URL:       "https://vdocument.in/framework-agreements-uk-government-web-agreements-ogc-guidance-on-framework.html",
		Published: nhs.MustParsePartialDate("2008-09"),
		Note:      "guidance on the regulation was seen, not its wording",
	}
	citePCR2015 = rule.Citation{
		Title: "Framework agreements", Publisher: "Cabinet Office, Procurement Pathway",
		Section: "Public Contracts Regulations 2015, regulation 33",
		URL:     "https://www.procurementpathway.civilservice.gov.uk/documents/pcr2015/framework-agreements/contract-modifications",
	}
	citeBothPCR = rule.Citation{
		Title: "Using framework agreements regulated by the regulations of 2015", Publisher: "Mills & Reeve",
		Section: "regulation 19 of 2006 and regulation 33 of 2015 side by side", URL: "https://www.procurementportal.com/frameworks/",
	}
	citeTricky = rule.Citation{
		Title: "Framework agreements under the PCR 2015: some tricky issues clarified", Publisher: "Practical Law Public Sector blog",
		URL:       "http://publicsectorblog.practicallaw.com/framework-agreements-under-the-pcr-2015-some-tricky-issues-clarified/",
		Published: nhs.MustParsePartialDate("2015"),
	}
	citeCallOffGuidance = rule.Citation{
		Title: "Framework agreements", Publisher: "FE procurement guidance (FELP)",
		URL:  "http://www.felp.ac.uk/content/framework-agreements",
		Note: "on capable suppliers, terms and length of call-offs",
	}
	citeTender = rule.Citation{
		Title: "£5bn commissioning support tender out", Publisher: "Digital Health",
		URL:       "https://www.digitalhealth.net/2014/02/5bn-commissioning-support-tender-out/",
		Published: nhs.MustParsePartialDate("2014-02"),
		Note:      "reports the contract notice: £3bn to £5bn over four years, five-year call-offs, shortlists of 30 and 20, who may use it",
	}
	citeDraftScope = rule.Citation{
		Title: "Lead Provider Framework: draft scope", Publisher: "NHS England", Section: "gateway reference 00897",
		URL:       "https://docplayer.net/amp/15301248-Lead-provider-framework-draft-scope-nhs-england-13-12-13-gateway-ref-00897.html",
		Published: nhs.MustParsePartialDate("2013-12-13"),
		Note:      "only the opening was seen",
	}
	citeScope = rule.Citation{
		Title: "Lead Provider Framework: scope", Publisher: "NHS England", Section: "gateway reference 00102",
		URL:       "https://studylib.net/doc/5529448/--nhs-england",
		Published: nhs.MustParsePartialDate("2014-01-30"),
		Note:      "only the opening was seen",
	}
	citeWinners = rule.Citation{
		Title: "Revealed: winners and losers of CCG support framework", Publisher: "HSJ",
		URL:       "https://hsj.co.uk/integrated-care/revealed-winners-and-losers-of-ccg-support-framework/5081784.article",
		Published: nhs.MustParsePartialDate("2015-02"),
	}
	citeTwoMiss = rule.Citation{
		Title: "Two CSUs miss framework", Publisher: "Digital Health",
		URL:       "https://www.digitalhealth.net/2015/02/two-csus-miss-framework/",
		Published: nhs.MustParsePartialDate("2015-02"),
		Note:      "the two hold places on lot 2b",
	}
	citePartnerships = rule.Citation{
		Title: "CSUs prepare to form partnerships to ensure survival", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/csus-prepare-to-form-partnerships-to-ensure-survival/5064316.article",
		Published: nhs.MustParsePartialDate("2013-10"),
	}
	citeSpendMatters = rule.Citation{
		Title: "NHS England announces commissioning support framework: winners and losers", Publisher: "Spend Matters UK",
		URL:       "http://spendmatters.com/uk/nhs-england-announces-commissioning-support-framework-winners-losers/",
		Published: nhs.MustParsePartialDate("2015-02"),
	}
	citeBackground = rule.Citation{
		Title: "Background to the Lead Provider Framework", Publisher: "NHS England",
		URL:  "https://www.england.nhs.uk/lpf/lpf-background/",
		Note: "undated, 2015 to 2017; speaks of a further competition of about three months against nine",
	}
	citeScoped = rule.Citation{
		Title: "Commissioning support framework scoped", Publisher: "Digital Health",
		URL:       "https://www.digitalhealth.net/news/9146/commissioning-support-framework-scoped",
		Published: nhs.MustParsePartialDate("2014"),
		Note:      "speaks of mini-competitions",
	}
	citeClosedLists = rule.Citation{
		Title: "Frequently asked questions", Publisher: "NHS London Procurement Partnership",
		URL: "https://www.lpp.nhs.uk/about-nhs-london-procurement-partnership/frequently-asked-questions/",
	}
	citeHSSFNotices = rule.Citation{
		Title: "Health Systems Support Framework: contract notices of 2021", Publisher: "Find a Tender",
		URL:       "https://d3tenders.com/contract/download.php?ocid=ocds-h6vhtk-02de28",
		Published: nhs.MustParsePartialDate("2021"),
	}
	citePulse = rule.Citation{
		Title: "NHS England to approve CCG support units under new proposals", Publisher: "Pulse",
		URL:       "https://www.pulsetoday.co.uk/news/uncategorised/nhs-england-to-approve-ccg-support-units-under-new-proposals/",
		Published: nhs.MustParsePartialDate("2013-10"),
		Note:      "10 to 15 lead providers; 2 to 3 months against 9 to 12",
	}
	citeBidders = rule.Citation{
		Title: "Optum and Capita bid for lead provider framework", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/news/commissioning/optum-and-capita-bid-for-lead-provider-framework/5072011.article",
		Published: nhs.MustParsePartialDate("2014"),
	}
	citeProvisional = rule.Citation{
		Title: "Commissioning Support Lead Provider Framework: provisional statement on approach", Publisher: "NHS England",
		URL:       "http://studylib.net/doc/5554682/commissioning-support-lead-provider-framework-agreement",
		Published: nhs.MustParsePartialDate("2013-10"),
	}
	citeFirstCallOff = rule.Citation{
		Title: "Private firm wins first full commissioning support tender", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/updated-private-firm-wins-first-full-commissioning-support-tender/5090717.article",
		Published: nhs.MustParsePartialDate("2015"),
		Note:      "autumn 2015; VAT of up to 20 per cent, 5 to 9 by NHS England's estimate; stranded costs",
	}
	citeTaxRules = rule.Citation{
		Title: "Tax rules raise doubts over CSU autonomy", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/news/commissioning/tax-rules-raise-doubts-over-csu-autonomy/5070089.article",
		Published: nhs.MustParsePartialDate("2014-04"),
	}
	citeContractedOut = rule.Citation{
		Title: "VAT government and public bodies, VATGPB9720", Publisher: "HM Revenue and Customs", Section: "contracted-out services",
		URL: "https://fly1.wordsworth.site/hmrc-internal-manuals/vat-government-and-public-bodies/vatgpb9720", Note: "a copy of the manual",
	}
	citeOutsourcingVAT = rule.Citation{
		Title: "VAT on NHS outsourcing: overlook at your peril", Publisher: "Mills & Reeve",
		URL:       "https://www.mills-reeve.com/insights/blogs/health-and-care/september-2017/vat-on-nhs-outsourcing-overlook-at-your-peril",
		Published: nhs.MustParsePartialDate("2017-09"),
	}
	citeStranded = rule.Citation{
		Title: "CSU procurements paused amid uncertainty over costs", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/exclusive-csu-procurements-paused-amid-uncertainty-over-costs/5089817.article",
		Published: nhs.MustParsePartialDate("2015-08"),
	}
	citePartAB = rule.Citation{
		Title: "Public Contracts Regulations 2006, SI 2006/5", Publisher: "legislation.gov.uk", Section: "regulation 5",
		URL: "https://legislation.gov.uk/uksi/2006/5/regulation/5/2011-10-01", Published: nhs.MustParsePartialDate("2006"),
		Note: "as at 1 October 2011",
	}
	citeThresholds2014 = rule.Citation{
		Title: "New procurement thresholds from 1 January 2014", Publisher: "Lexology",
		URL:       "https://www.lexology.com/library/detail.aspx?g=1fef21da-92d6-4ed9-806a-e1ee6045560a",
		Published: nhs.MustParsePartialDate("2013-12"),
	}
	citeThresholds2016 = rule.Citation{
		Title: "New year, new public procurement thresholds", Publisher: "Anthony Collins",
		URL:       "https://www.anthonycollins.com/newsroom/ebriefings/new-year-new-public-procurement-thresholds-1/",
		Published: nhs.MustParsePartialDate("2015-12/2016-01"),
	}
	citeThresholds2018 = rule.Citation{
		Title: "New EU procurement thresholds from January 2018", Publisher: "Pelican Procurement",
		URL:       "https://pelicanprocurement.co.uk/resources/new-eu-procurement-thresholds-for-public-procurement-from-january-2018/",
		Published: nhs.MustParsePartialDate("2017-12/2018-01"),
	}
	citeThresholds2022 = rule.Citation{
		Title: "Procurement threshold levels, 1 January 2022", Publisher: "Mills & Reeve",
		URL:       "https://mills-reeve.com/insights/blogs/construction/december-2021/procurement-thresholds-levels-1-january-2022",
		Published: nhs.MustParsePartialDate("2021-12"),
	}
	citeVATInside = rule.Citation{
		Title: "UK thresholds from 1 January 2022", Publisher: "Lexology",
		URL:       "https://www.lexology.com/library/detail.aspx?g=1a623e10-ac0e-4ace-824d-122867b28aa7",
		Published: nhs.MustParsePartialDate("2021-11"),
	}
	citeLightCCG = rule.Citation{
		Title: "The light regime for CCGs now in force", Publisher: "Bevan Brittan",
		URL:       "https://www.bevanbrittan.com/insights/articles/2016/the-light-regime-for-ccgs-now-in-force/",
		Published: nhs.MustParsePartialDate("2016-04-18"),
	}
	citeLightTouch = rule.Citation{
		Title: "Lightness of touch", Publisher: "Local Government Lawyer",
		URL:       "https://localgovernmentlawyer.co.uk/procurement-and-contracts/308-procurement-features/29974-lightness-of-touch",
		Published: nhs.MustParsePartialDate("2016"),
	}
	citeProviderSelection = rule.Citation{
		Title: "A summary of the provider selection regime", Publisher: "NHS Workforce Alliance",
		URL:       "https://workforcealliance.nhs.uk/a-summary-of-the-provider-selection-regime/",
		Published: nhs.MustParsePartialDate("2024"),
		Note:      "clinical services leave the regulations on 1 January 2024",
	}
	citeEqualised = rule.Citation{
		Title: "Procurement thresholds for NHS bodies equalised from 16 August 2021", Publisher: "Mondaq",
		URL:       "https://www.mondaq.com/uk/government-contracts-procurement-ppp/1101878/procurement-financial-thresholds-for-nhs-bodies-equalised-from-16-august-2021",
		Published: nhs.MustParsePartialDate("2021-08-13"),
	}
	citeStandstill = rule.Citation{
		Title: "The Public Contracts Regulations 2015: guidance on the standstill period", Publisher: "Crown Commercial Service",
		URL:       "https://studylib.net/doc/18190199/the-public-contracts-regulations-2015-guidance-on-the-sta...",
		Published: nhs.MustParsePartialDate("2015"),
	}
	citeStandstillLaw = rule.Citation{
		Title: "Standstill period", Publisher: "Cabinet Office, Procurement Pathway", Section: "Public Contracts Regulations 2015, regulation 87",
		URL: "https://www.procurementpathway.civilservice.gov.uk/documents/pcr2015/standstill-period/contract-award-and-implementation",
	}
	citeSection9 = rule.Citation{
		Title: "National Health Service Act 2006", Publisher: "legislation.gov.uk", Section: "section 9",
		URL: "https://legislation.gov.uk/ukpga/2006/41/section/9/2022-07-01", Note: "as at 1 July 2022; an arrangement between two health service bodies is an NHS contract",
	}
	citeFESC = rule.Citation{
		Title: "Private firms in talks on spending NHS cash", Publisher: "Pulse",
		URL:       "http://www.pulsetoday.co.uk/private-firms-in-talks-on-spending-nhs-cash/10973205.article",
		Published: nhs.MustParsePartialDate("2008"),
	}
	citeSouthernMerger = rule.Citation{
		Title: "Three southern CSUs to formally merge", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/integrated-care/three-southern-csus-to-formally-merge/5077990.article",
		Published: nhs.MustParsePartialDate("2015-01"),
	}
)
