package ccg

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// The texts that the rules rest on. Notes say what to bear in mind about each.
var (
	citeAllowances2012 = rule.Citation{
		Title: "CCG running costs allowances 2013/14", Publisher: "NHS Commissioning Board",
		URL: "https://www.england.nhs.uk/2012/11/ccg-rca/", Published: nhs.MustParsePartialDate("2012-11-09"),
		Note: "£25 a head is a maximum, for a population of GP lists scaled by local authority to ONS projections",
	}
	citeBriefing2012 = rule.Citation{
		Title: "Briefing note on CCG indicative running cost allowances", Publisher: "NHS Commissioning Board Authority",
		URL: "https://www.england.nhs.uk/2012/05/briefing-note-rca/", Published: nhs.MustParsePartialDate("2012-05"),
		Note: "says how the population is scaled",
	}
	citeAllowances2014 = rule.Citation{
		Title: "CCG running costs allowances 2014/15 and 2015/16", Publisher: "NHS England",
		URL: "https://www.england.nhs.uk/2014/02/costs-allowances/", Published: nhs.MustParsePartialDate("2014-02"),
		Note: "the article gives £24.73 and £22.07; a reply below it gives £24.78 and £22.11",
	}
	citeAdministrationLimit = rule.Citation{
		Title: "Explanatory notes to the Health and Social Care Act 2012, section 27", Publisher: "legislation.gov.uk",
		Section: "section 223J(3) of the NHS Act 2006, as put in by section 27", URL: "http://legislation.data.gov.uk/ukpga/2012/7/notes/division/5/1/3/4",
		Published: nhs.MustParsePartialDate("2012"),
		Note:      "NHS England directs how much a group may use on administration in a year; the notes were seen, not the wording of the section",
	}
	citeAbolition = rule.Citation{
		Title: "Clinical commissioning groups are now abolished and are replaced with integrated care boards", Publisher: "Landmark Chambers",
		Section:   "Health and Care Act 2022, from 1 July 2022",
		URL:       "https://www.landmarkchambers.co.uk/news-and-cases/clinical-commissioning-groups-are-now-abolished-and-are-replaced-with-integrated-care-boards",
		Published: nhs.MustParsePartialDate("2022-07"),
		Note:      "a law chambers' account of the commencement",
	}
	citeTerminology = rule.Citation{
		Title: "Terminology", Publisher: "Royal College of Psychiatrists, Mental Health Watch",
		URL: "https://mentalhealthwatch.rcpsych.ac.uk/terminology", Published: nhs.MustParsePartialDate("2022"),
		Note: "135 groups in 2020/21 and 106 in 2021/22; integrated care boards from 1 July 2022",
	}
	citeNAO = rule.Citation{
		Title: "A review of the role and costs of clinical commissioning groups (press release)", Publisher: "National Audit Office",
		URL:       "https://nao.org.uk/press-releases/a-review-of-the-role-and-costs-of-clinical-commissioning-groups",
		Published: nhs.MustParsePartialDate("2018-12-18"),
		Note:      "207 groups in 2017/18; as a whole, groups spent less than their allowances every year",
	}
	citePAC = rule.Citation{
		Title: "Oral evidence, HC 1740", Publisher: "House of Commons Public Accounts Committee",
		URL: "https://committees.parliament.uk/oralevidence/8836/html", Published: nhs.MustParsePartialDate("2019-01-09"),
		Note: "195 groups",
	}
	citeIdealSize = rule.Citation{
		Title: "Ideal size of commissioning organisation, briefing note", Publisher: "PRUComm",
		URL:       "http://blogs.lshtm.ac.uk/prucomm/2018/10/01/ideal-size-of-commissioning-organisation-briefing-note/",
		Published: nhs.MustParsePartialDate("2018-10"),
		Note:      "the first groups had from under 100,000 to about 800,000 people; no size was shown to be best",
	}
	citeRecoding = rule.Citation{
		Title: "CCG considers flexing running cost rules", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/nhs-south-devon-and-torbay-ccg/ccg-considers-flexing-running-cost-rules/5074509.article",
		Published: nhs.MustParsePartialDate("2014"),
		Note:      "one group weighed moving £300,000 of clinicians' time, 4.5 per cent of £6.8m, to programme",
	}
	citeThiel = rule.Citation{
		Title: "CSU structures and how they will operate", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/csu-structures-and-how-they-will-operate/5055935.article",
		Published: nhs.MustParsePartialDate("2013-03"),
		Note:      "by V. Thiel; the month is not certain. A survey in January 2013 found just over £9 a head on average, two groups at £5 and two at £15",
	}
	citeCCGSurvey = rule.Citation{
		Title: "CCGs doubt CSUs' ability to innovate", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/commissioning/exclusive-ccgs-doubt-csus-ability-to-innovate/5058936.article",
		Published: nhs.MustParsePartialDate("2013"),
		Note:      "ninety groups, January 2013, on average: £9.43 a head for CSUs, £13.29 in house, £0.30 outside the NHS",
	}
	citeCSUIncome = rule.Citation{
		Title: "NHS England spending on CSU services", Publisher: "HSJ",
		URL:       "https://www.hsj.co.uk/news/finance/revealed-nhs-england-spending-on-csu-services/5074376.article",
		Published: nhs.MustParsePartialDate("2014"),
		Note:      "groups paid CSUs £602m in 2013/14, which is not only running costs and so is not to be set against the planned means",
	}
	citeICBEnvelope = rule.Citation{
		Title: "ICB running cost envelope to be reduced to £19 per head", Publisher: "Healthcare Leader",
		URL:       "https://healthcareleadernews.com/news/icb-running-cost-envelope-to-be-reduced-to-19-per-head",
		Published: nhs.MustParsePartialDate("2025-05-08"),
		Note:      "£18.76 a head for 2025/26, for a wider scope than a clinical commissioning group's",
	}
)
