package csu

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The texts that the rules rest on. Notes say what to bear in mind about each.
var (
	citeCheckpoint2 = rule.Citation{
		Title: "Commissioning support services: outcome of Checkpoint 2", Publisher: "NHS Commissioning Board Authority",
		URL: "https://www.england.nhs.uk/2012/05/14/outcome-of-checkpoint-2/", Published: nhs.MustParsePartialDate("2012-05-14"),
		Note: "of 26 outline plans, 14 went on with lower and 9 with higher risk, and 3 were stopped",
	}
	citeHosting2012 = rule.Citation{
		Title: "More detail on commissioning support hosting and governance", Publisher: "NHS Commissioning Board Authority",
		URL: "https://www.england.nhs.uk/2012/08/cs-hosting-governance/", Published: nhs.MustParsePartialDate("2012-08"),
		Note: "licences, no board in law, and a first planning figure of 50p a head for hosting in 2013/14",
	}
	citeHostingBill = rule.Citation{
		Title: "NHS CB to bill CSUs for hosting services", Publisher: "Digital Health",
		URL: "https://www.digitalhealth.net/2012/08/nhs-cb-to-bill-csus-for-hosting-services/", Published: nhs.MustParsePartialDate("2012-08"),
		Note: "the charge as agreed in the end was not found",
	}
	citeNoBoard = rule.Citation{
		Title: "CSUs will not be allowed to have a board", Publisher: "HSJ",
		URL: "https://www.hsj.co.uk/csus-will-not-be-allowed-to-have-a-board/5048157.article", Published: nhs.MustParsePartialDate("2012-08"),
		Note: "because a unit is not an organisation; members in a lay role were encouraged",
	}
	citeCheckpoint3 = rule.Citation{
		Title: "More commissioning support details emerge", Publisher: "Mills & Reeve",
		URL: "https://www.procurementportal.com/blog/july-2012/more-commissioning-support-details-emerge", Published: nhs.MustParsePartialDate("2012-07"),
		Note: "on the guidance for checkpoint 3: plans due by 31 August 2012 with four years of income; checkpoints 4 and 5 planned for November 2012 and January 2013",
	}
	citeBSA = rule.Citation{
		Title: "More detail on CSUs", Publisher: "Mills & Reeve",
		URL: "https://procurementportal.com/blog/october-2012/more-detail-on-csus", Published: nhs.MustParsePartialDate("2012-10"),
		Note: "the Commissioning Board hosts and directs, the NHS Business Services Authority employs",
	}
	citeJobCuts = rule.Citation{
		Title: "CSUs face job cuts but not privatisation", Publisher: "Digital Health",
		URL: "https://www.digitalhealth.net/2014/01/csus-face-job-cuts-but-not-privatisation/", Published: nhs.MustParsePartialDate("2014-01"),
	}
	citeStaffSide = rule.Citation{
		Title: "Guest commentary by a CSU staff representative", Publisher: "The Lowdown",
		URL: "https://lowdownnhs.info/commissioning/7180/", Note: "undated, before November 2021",
	}
	citeThiel = rule.Citation{
		Title: "CSU structures and how they will operate", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/csu-structures-and-how-they-will-operate/5055935.article",
		Published: nhs.MustParsePartialDate("2013-03"),
		Note:      "by V. Thiel; the month is not certain. It takes the host for the employer",
	}
	citeCollapse = rule.Citation{
		Title: "Another CSU collapses", Publisher: "Digital Health",
		URL: "https://digitalhealth.net/2013/04/another-csu-collapses", Published: nhs.MustParsePartialDate("2013-04-24"),
		Note: "19 units at the start of the month; Surrey and Sussex had lost customers since November 2012",
	}
	citeTroubled = rule.Citation{
		Title: "Exclusive: troubled CSU to close", Publisher: "Healthcare Leader",
		URL: "https://healthcareleadernews.com/news/exclusive-troubled-csu-to-close/", Published: nhs.MustParsePartialDate("2013-04-23"),
	}
	citeGPClaims = rule.Citation{
		Title: "Surrey and Sussex CSU in trouble, GP claims", Publisher: "Management in Practice",
		URL: "https://managementinpractice.com/news/surrey-and-sussex-csu-in-trouble-gp-claims/", Published: nhs.MustParsePartialDate("2012-11-29"),
	}
	citeCentralEastern = rule.Citation{
		Title: "Central Eastern CSU to shut its doors", Publisher: "Digital Health",
		URL: "https://www.digitalhealth.net/2014/04/central-eastern-csu-to-shut-its-doors/", Published: nhs.MustParsePartialDate("2014-04"),
	}
	citeIncome = rule.Citation{
		Title: "NHS England spending on CSU services", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/news/finance/revealed-nhs-england-spending-on-csu-services/5074376.article",
		Published: nhs.MustParsePartialDate("2014"),
		Note:      "2013/14: £808m, of which CCGs paid £602m, NHS England over £125m and others £80m; six units took over 20 per cent from NHS England",
	}
	citeSectorIncome = rule.Citation{
		Title: "CSU sector income is £50m above expectations", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/finance-and-efficiency/revealed-csu-sector-income-is-50m-above-expectations/5072007.article",
		Published: nhs.MustParsePartialDate("2014"),
		Note:      "£808m and a surplus of £45m in 2013/14; NHS England wanted 5 per cent",
	}
	citeSpotlight = rule.Citation{
		Title: "In the spotlight", Publisher: "HFMA",
		URL:       "https://www.hfma.org.uk/news/healthcare-finance/feature/in-the-spotlight",
		Published: nhs.MustParsePartialDate("2013-09-27"), Note: "still counts 19",
	}
	citeFutureOfCSUs = rule.Citation{
		Title: "Board paper: developing commissioning support, the future for commissioning support units", Publisher: "NHS England",
		URL:       "http://businessdocbox.com/Human_Resources/95548140-Board-paper-nhs-england-title-developing-commissioning-support-the-future-for-commissioning-support-units.html",
		Published: nhs.MustParsePartialDate("2014-01"),
		Note:      "month inferred; four forms, not to be mixed; units are not bodies in law",
	}
	citeFourOptions = rule.Citation{
		Title: "Revealed: four options proposed for CSU autonomy", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/news/commissioning/revealed-four-options-proposed-for-csu-autonomy/5065331.article",
		Published: nhs.MustParsePartialDate("2013-11"), Note: "month inferred",
	}
	citeNoSale = rule.Citation{
		Title: "CSU privatisation does not fit with NHS values", Publisher: "LGC",
		URL:       "https://www.lgcplus.com/services/health-and-care/csu-privatisation-doesnt-fit-with-nhs-values/5067534.article",
		Published: nhs.MustParsePartialDate("2014-01"), Note: "month inferred; rules out sale, another NHS host and a new NHS body",
	}
	citeReview2024 = rule.Citation{
		Title: "NHSE launches review of CSU leadership and structure", Publisher: "HCSA",
		URL:       "https://www.nhsprocurement.org.uk/news/nhse-launches-review-csu-leadership-and-structure",
		Published: nhs.MustParsePartialDate("2024"), Note: "four units, still hosted",
	}
	citeFOI2025 = rule.Citation{
		Title: "FOI response on CSU closure and redundancy", Publisher: "NHS Business Services Authority",
		URL:       "https://opendata.nhsbsa.net/dataset/c1182352-664c-44a0-8e0f-79d95a22decc",
		Published: nhs.MustParsePartialDate("2025-10"),
	}
	citeRoleNote = rule.Citation{
		Title: "ODS reference data catalogue: CSUs, DSCROs and their sites", Publisher: "NHS Digital",
		URL:  "https://odsdatasearchandexport.dc4h.link/referenceDataCatalogue/571326291.html",
		Note: "undated; takes hosting to have ended in April 2016, which later texts contradict",
	}
	citeRoleList = rule.Citation{
		Title: "Organisations with the CSU role (CreateCommissioningSupportUnits.sql)", Publisher: "NHS Digital, GP IT Futures",
		URL:  "https://github.com/nhs-digital-gp-it-futures/GPITBuyingCatalogue/blob/5e9e15dedc99a10876c334d24c3e6500204880b2/database/NHSD.GPITBuyingCatalogue.Database/PostDeployment/CreateCommissioningSupportUnits.sql",
		Note: "27 organisations, Optum Health Solutions (UK) Limited among them as 0DG",
	}
)
