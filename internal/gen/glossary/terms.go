package glossary

import "github.com/opencommissioning/commissioning/rule"

// A Term is a word of the field.
type Term struct {
	Name    string   // as a heading: "Call-off"
	Also    []string // other names and abbreviations
	From    string   // when it began, as far as known: an [nhs.PartialDate]
	Until   string   // when it ended, likewise
	Meaning string
	Not     string   // what it is not to be confused with
	Go      []string // identifiers of the library: "framework.CallOff"
	Sources []string // IDs of england.Sources
	Rules   []string // IDs of rules whose citations serve as sources
	Cited   *rule.Citation
}

// abolition ended trusts and authorities alike.
var abolition = &rule.Citation{
	Title: "Health and Social Care Act 2012", Publisher: "legislation.gov.uk", Section: "sections 33 and 34",
	URL:  "https://www.legislation.gov.uk/ukpga/2012/7/section/33",
	Note: "brought into force on 1 April 2013 by SI 2013/160",
}

// Terms are in alphabetical order.
var Terms = []Term{
	{
		Name: "Agenda for Change", Also: []string{"AfC"},
		Meaning: "The pay scheme of most NHS staff. The staff of commissioning support units were on its terms, whoever directed their work.",
		Not:     "The employer: pay scheme, employer and host of a unit were three different things.",
		Go:      []string{"csu.Unit"}, Sources: []string{"S10", "S43"},
	},
	{
		Name: "Alliance", From: "2013", Until: "2015",
		Meaning: "Two or more commissioning support units that bid together. Nine alliances bid for the Lead Provider Framework in 2014; most of them merged afterwards.",
		Not:     "A merger. An alliance leaves its members as they were, so counts of alliances and counts of units differ on the same day.",
		Go:      []string{"csu.Alliances"}, Sources: []string{"S30", "S159", "S160"},
	},
	{
		Name: "Area team", From: "2013-04-01",
		Meaning: "A local office of NHS England. A CCG was asked to agree with it a business case before taking a significant proportion of its support in house.",
		Not:     "An integrated care board, which is a body of its own.",
		Go:      []string{"decision.BusinessCase"}, Rules: []string{"MBS-03"},
	},
	{
		Name: "Autonomy of a unit", Also: []string{"autonomisation", "externalisation"}, From: "2011", Until: "2016",
		Meaning: "The plan that commissioning support units should leave NHS England's hosting by 2016 in one of four forms: social enterprise, staff co-operative, joint venture, or ownership by customers. No unit is known to have become independent.",
		Not:     "A sale, a new NHS body, hosting by a foundation trust, one central outsourcing, or going on as now: all five were ruled out.",
		Go:      []string{"csu.Autonomy", "csu.Form"}, Sources: []string{"S29", "S53"}, Rules: []string{"CSU-21", "CSU-22"},
	},
	{
		Name:    "Boundary change",
		Meaning: "A part of one body's area, and so of its people, goes to another while both go on under their own codes.",
		Not:     "A merger or split, in which a body ends. Figures from before and after a boundary change look comparable and are not.",
		Go:      []string{"lineage.BoundaryChange", "lineage.Share"}, Sources: []string{"qof", "ods_epcmem_2019"},
	},
	{
		Name: "Business case", From: "2013-10-18",
		Meaning: "What NHS England asked of a CCG that wanted to take much of its support in house: finance, staff, value for money, quality and the effect on neighbours, agreed with the area team. Groups held that they were free to choose.",
		Not:     "The law. It was asked for by letter, and a rule here gives a warning and not an error.",
		Go:      []string{"decision.BusinessCase"}, Sources: []string{"S01"}, Rules: []string{"MBS-03", "MBS-04"},
	},
	{
		Name: "Call-off", Also: []string{"call-off contract", "order"},
		Meaning: "A contract that a buyer makes under a framework agreement, for one or more of its service lines, on the terms settled there.",
		Not:     "The framework agreement itself, under which nothing is bought until somebody calls off. A call-off may end after its framework has expired.",
		Go:      []string{"framework.CallOff"}, Sources: []string{"S65", "S66"}, Rules: []string{"FW-03", "FW-10"},
	},
	{
		Name: "Checkpoint", From: "2012", Until: "2013",
		Meaning: "One of five hurdles that plans for commissioning support units had to pass before April 2013. At the second, in May 2012, 14 plans of 26 went on with low risk, 9 with higher risk, and 3 were stopped.",
		Not:     "The licence to operate, which came after, and the authorisation of CCGs, which was a process of its own.",
		Go:      []string{"csu.Checkpoint"}, Sources: []string{"S04", "S05"}, Rules: []string{"CSU-16", "CSU-17"},
	},
	{
		Name: "Clinical commissioning group", Also: []string{"CCG"}, From: "2013-04-01", Until: "2022-06-30",
		Meaning: "A statutory body, led by general practitioners, that bought most hospital and community care for the patients of its member practices. There were 211 at first and 106 at the end.",
		Not:     "A commissioning support unit, which worked for it, or a primary care trust, which came before. CCG codes live on as codes of places within boards (sub-ICB locations).",
		Go:      []string{"ccg.Group", "england.CCGs"}, Sources: []string{"S84", "S132", "S134"},
	},
	{
		Name: "Commissioning support service", Also: []string{"CSS"}, From: "2011", Until: "2012",
		Meaning: "What a commissioning support unit was called while it was planned. The word was changed in summer 2012 to tell the NHS units from the wider market.",
		Not:     "The services themselves, which anybody may sell.",
		Go:      []string{"csu.Plan"}, Sources: []string{"S04", "S14", "S17"},
	},
	{
		Name: "Commissioning support unit", Also: []string{"CSU"}, From: "2013-04-01",
		Meaning: "A group of NHS staff who sold contracting, analysis, IT, back office and more to commissioners. It was hosted by NHS England and was no organisation in law. 19 began on 1 April 2013; four are left, and they are to close.",
		Not:     "A supplier with a code of the CSU role: Optum, a firm, has one (0DG). And not an employer or a contracting party of its own.",
		Go:      []string{"csu.Unit", "england.CSUs"}, Sources: []string{"S03", "S10", "S18", "S40", "S46"},
	},
	{
		Name:    "Crosswalk",
		Meaning: "Moving a table of money or people from the bodies of one day to those of another, along mergers, splits and boundary changes. The total is kept to the penny, and what is not exact or cannot be placed is said.",
		Not:     "A look-up of codes. A code can stay while its footprint changes.",
		Go:      []string{"lineage.Crosswalk", "lineage.History.Crosswalk"}, Sources: []string{"ods_epcmem_2019"},
	},
	{
		Name: "Data management and integration centre", Also: []string{"DMIC", "DSCRO"},
		Meaning: "A part of some commissioning support units that gathered, linked and passed on commissioners' data. In the Organisation Data Service it is a kind of site of a unit, together with data services for commissioners regional offices (DSCRO). The draft scope of the Lead Provider Framework left such centres out.",
		Not:     "Business intelligence, which is the reading of the data, and was on the framework.",
		Go:      []string{"service.Line"}, Sources: []string{"S13", "S45", "S58"},
	},
	{
		Name:    "Direct award",
		Meaning: "A call-off that is given to one supplier of a framework without a competition. The law allows it only where the framework settles all terms and the conditions for choosing.",
		Not:     "A purchase without any framework or advertisement, which is another route.",
		Go:      []string{"procurement.DirectAward", "procurement.Unadvertised"}, Rules: []string{"FW-11"},
	},
	{
		Name: "Final decision", Also: []string{"retained decision"}, From: "2013-04-01", Until: "2022-06-30",
		Meaning: "What a CCG had to be able to take itself, and have the skill for, even where others did all the work towards it. It kept the legal responsibility for its functions.",
		Not:     "The work of preparing a decision, which could be bought.",
		Go:      []string{"sla.RetainedDecision", "decision.MayDecide"}, Sources: []string{"S105"}, Rules: []string{"CCG-07", "CCG-09"},
	},
	{
		Name:    "Finding",
		Meaning: "One place in a document at which a rule of this library has something to say: rule, severity, place, what is wrong and what to do.",
		Not:     "An opinion on the body that is judged. Each finding names the authority it rests on.",
		Go:      []string{"rule.Finding", "rule.Report"},
	},
	{
		Name:    "Framework agreement",
		Meaning: "A list of suppliers with whom terms are settled once, so that buyers need not hold a full procurement each time. It lasts four years at most, save for an exceptional reason.",
		Not:     "A contract to buy: no law makes anybody use one, though NHS England wrote in 2015 that CCGs were required to buy two services from the Lead Provider Framework. Nor a dynamic list: whether suppliers can join later depends on its kind.",
		Go:      []string{"framework.Agreement", "framework.Kind"}, Sources: []string{"S54", "S59"}, Rules: []string{"FW-02", "FW-13"},
	},
	{
		Name: "Framework for procuring External Support for Commissioners", Also: []string{"FESC"}, From: "2007",
		Meaning: "The Department of Health's list of 14 firms from which primary care trusts could buy help with commissioning. No trust had to use it.",
		Not:     "The Lead Provider Framework, which was for CCGs and had NHS units on it.",
		Go:      []string{"england.Frameworks"}, Sources: []string{"S77", "S78", "S79", "S80"},
	},
	{
		Name: "Further competition", Also: []string{"mini-competition", "reopened competition"},
		Meaning: "A short competition among all capable suppliers of a framework's lot, on the framework's own criteria, before a call-off. The Lead Provider Framework promised two to three months for it.",
		Not:     "The competition for a place on the framework, which was held once.",
		Go:      []string{"procurement.FurtherCompetition", "procurement.PlanRoute"}, Sources: []string{"S54", "S58"}, Rules: []string{"FW-12"},
	},
	{
		Name: "Governing body", From: "2013-04-01", Until: "2022-06-30",
		Meaning: "The body within a CCG that takes its decisions, unless its constitution gives them to its members, employees or committees.",
		Not:     "A board of a commissioning support unit: a unit may not have one.",
		Go:      []string{"decision.GoverningBody"}, Rules: []string{"MBS-07", "CSU-14"},
	},
	{
		Name: "Health Systems Support Framework", Also: []string{"HSSF"}, From: "2018",
		Meaning: "A later framework of NHS England: 78 suppliers on ten lots, about £300m over four years. It was refreshed by new notices, so that suppliers could join later.",
		Not:     "The Lead Provider Framework, whose list was closed on the day of the award.",
		Go:      []string{"framework.Refreshed", "england.Frameworks"}, Sources: []string{"S71", "S74", "S75"},
	},
	{
		Name: "Host", Also: []string{"hosting"}, From: "2013-04-01",
		Meaning: "NHS England hosted and directed commissioning support units, since they were no organisations themselves. It charged them for that; 50p per head of customers' population was the first planning figure.",
		Not:     "The employer of their staff, which was the NHS Business Services Authority.",
		Go:      []string{"csu.Hosted", "csu.HostingCharge"}, Sources: []string{"S10", "S29"}, Rules: []string{"CSU-13", "CSU-18"},
	},
	{
		Name: "Integrated care board", Also: []string{"ICB"}, From: "2022-07-01",
		Meaning: "The statutory body that took over from CCGs. There were 42 at first.",
		Not:     "An integrated care system, the partnership around it, or a CCG's code used for a place within it.",
		Go:      []string{"ccg.ICB"}, Sources: []string{"S149", "ons_icb_2024", "si_2022_634"},
	},
	{
		Name: "Key performance indicator", Also: []string{"KPI"},
		Meaning: "A measure with target, source and frequency by which the parties to an agreement know whether a line is delivered. Real ones of 2013 asked that every message be acknowledged within 24 hours.",
		Not:     "A goal, which says what an agreement is for, or a milestone, which is reached once.",
		Go:      []string{"sla.KPI", "sla.Goal"}, Sources: []string{"S102"}, Rules: []string{"SLA-14", "SLA-15"},
	},
	{
		Name: "Lead Provider Framework", Also: []string{"LPF"}, From: "2015-02",
		Meaning: "NHS England's framework agreement for commissioning support: lot 1 for end-to-end support, 2a for medicines optimisation, 2b for continuing healthcare and individual funding requests. It was to last four years; when it ended was not found. In the spring of 2015 NHS England wrote to all CCGs that they were required to buy core business intelligence and GP IT from it; they held that they were free.",
		Not:     "A list of commissioning support units: three private bidders won places on lot 1, and two alliances of units did not.",
		Go:      []string{"framework.LPF"}, Sources: []string{"S48", "S50", "S51", "S54", "S59", "S240", "S241"}, Rules: []string{"CCG-40"},
	},
	{
		Name: "Licence to operate", From: "2012-10",
		Meaning: "What set a unit's freedoms and delegated powers within NHS England: provisional from October 2012, fuller from April 2013.",
		Not:     "A provider licence of Monitor, which was for providers of health care.",
		Go:      []string{"csu.Licence"}, Rules: []string{"CSU-15"},
	},
	{
		Name: "Light-touch regime", Also: []string{"LTR"}, From: "2015-02-26", Until: "2025-02-23",
		Meaning: "Lighter procurement rules, with a higher threshold, for listed social and other services; for the clinical services that CCGs bought from 18 April 2016.",
		Not:     "Part B of the regulations of 2006, which came before, and the provider selection regime, which took clinical services over in 2024. Commissioning support is mostly office work, and is taken here not to be on the list.",
		Go:      []string{"procurement.LightTouch", "procurement.PartB", "procurement.ProviderSelection"}, Rules: []string{"FW-26"},
	},
	{
		Name:    "Lot",
		Meaning: "A part of a framework for which suppliers bid, win places and are called off separately.",
		Not:     "A service line. One lot covers many lines, and a line can be on several lots.",
		Go:      []string{"framework.Lot", "framework.Place"}, Sources: []string{"S51", "S59"}, Rules: []string{"FW-05", "FW-16"},
	},
	{
		Name: "Make, buy or share", From: "2013-04-01", Until: "2022-06-30",
		Meaning: "The three ways in which a CCG could come by each line of support: own staff, a supplier, or a service shared with neighbours.",
		Not:     "A choice for the group as a whole: it is made line by line.",
		Go:      []string{"decision.Make", "decision.Buy", "decision.Share", "decision.Decide"}, Sources: []string{"S110"}, Rules: []string{"MBS-01", "MBS-14"},
	},
	{
		Name: "NHS Business Services Authority", Also: []string{"NHS BSA"},
		Meaning: "The legal employer of the staff of hosted commissioning support units.",
		Not:     "The host of the units, which was NHS England.",
		Go:      []string{"csu.Unit.Employer"}, Sources: []string{"S10", "S29", "S43"}, Rules: []string{"CSU-13"},
	},
	{
		Name:    "NHS contract",
		Meaning: "An arrangement between two health service bodies under section 9 of the National Health Service Act 2006. It gives no right that a court enforces. An agreement of a CCG with a hosted unit is one.",
		Not:     "The NHS Standard Contract for health care, or a binding contract with a firm.",
		Go:      []string{"sla.NHSContract", "sla.BindingContract"}, Rules: []string{"SLA-08"},
	},
	{
		Name: "NHS England", Also: []string{"NHS Commissioning Board", "NHS CB"},
		Meaning: "The national commissioner, which also hosted commissioning support units, set running-cost allowances and let the Lead Provider Framework.",
		Not:     "The Department of Health, which planned units until 2012 and let the framework of 2007.",
		Go:      []string{"csu.NHSEngland", "procurement.NHSEngland"}, Sources: []string{"S01", "S10", "S84"},
	},
	{
		Name: "ODS code", Also: []string{"organisation code"},
		Meaning: "The identifier that the Organisation Data Service gives a body: 00F for NHS Gateshead CCG, 0DF for a unit.",
		Not:     "The body. Codes are used again, roles do not show what a body is, and a code can stand for different areas at different times. A body without a known code has a slug here.",
		Go:      []string{"nhs.OrgID", "nhs.OrgID.IsCode"}, Sources: []string{"S45", "S46", "ods_epcmem_2019"}, Rules: []string{"CSU-09", "CSU-10"},
	},
	{
		Name: "ONS code", Also: []string{"GSS code"},
		Meaning: "The statistical code of an area, such as E38000065. Unlike the ODS code it changes when a boundary does.",
		Not:     "The ODS code.",
		Go:      []string{"ccg.ONSCode"}, Sources: []string{"postcodes_io"},
	},
	{
		Name:    "Place",
		Meaning: "What a supplier wins on a lot of a framework: that it may be called off. A merged supplier has the places of those it came from, and is counted once.",
		Not:     "A contract, or a share of the work.",
		Go:      []string{"framework.Place", "framework.Agreement.Places"}, Sources: []string{"S48"}, Rules: []string{"FW-06", "FW-18"},
	},
	{
		Name: "Pre-qualification questionnaire", Also: []string{"PQQ"},
		Meaning: "The first stage of a restricted procurement, which settles who is invited to tender. For the Lead Provider Framework no more than 30 were to be invited for lot 1, and 20 for each part of lot 2.",
		Not:     "The tender, in which price and quality are compared.",
		Go:      []string{"framework.Selecting", "framework.LotLimits"}, Sources: []string{"S59", "S60"}, Rules: []string{"FW-14"},
	},
	{
		Name: "Primary care trust", Also: []string{"PCT"}, Until: "2013-03-31",
		Meaning: "The statutory body that commissioned care in an area before CCGs. Most staff of commissioning support units came from these trusts.",
		Not:     "A CCG: areas and codes were drawn anew, and no succession from trusts to groups is recorded here.",
		Go:      []string{"procurement.PCT"}, Sources: []string{"pct_ccg_list", "S77"}, Cited: abolition,
	},
	{
		Name: "Programme cost", Also: []string{"programme spend"},
		Meaning: "The money of a CCG for health care, as against what it cost to run the group.",
		Not:     "The running-cost allowance. A unit could be paid out of either, so a payment to a unit is not by itself a running cost.",
		Go:      []string{"ccg.Programme", "ccg.Reclassification"}, Sources: []string{"S84"}, Rules: []string{"CCG-06"},
	},
	{
		Name:    "Risk share",
		Meaning: "Terms by which provider and customers divide a saving or an overspend against a baseline, in bands and up to a cap.",
		Not:     "A service credit, which is for work below standard.",
		Go:      []string{"sla.RiskShare"}, Rules: []string{"SLA-10", "SLA-31"},
	},
	{
		Name: "Running-cost allowance", Also: []string{"RCA", "administration allowance"}, From: "2013-04-01", Until: "2022-06-30",
		Meaning: "The most that a CCG may spend on running itself in a year: £25.00 per head in 2013/14, £24.73 in 2014/15, £22.07 in 2015/16. Rates per head of later years were not found.",
		Not:     "A budget to be spent, or money for care. Its heads are GP lists scaled to national projections, not the raw lists.",
		Go:      []string{"ccg.Allowance", "ccg.RatePerHead", "england.Allowances"}, Sources: []string{"S83", "S84", "S85", "S86", "S88"},
	},
	{
		Name:    "Service credit",
		Meaning: "What a provider pays back for a result below target, by the terms of an agreement, with a cap. No source seen gives the credit terms of a real agreement.",
		Not:     "A credit note in a spend file, which corrects a payment, or damages, which an NHS contract does not know.",
		Go:      []string{"sla.CreditTerms", "sla.Credit"}, Rules: []string{"SLA-19"},
	},
	{
		Name: "Service level agreement", Also: []string{"SLA"}, From: "2012-11",
		Meaning: "What a CCG and the provider of its support promised each other: lines, prices, indicators, term. The first were to run 18 months and end by September 2014; in August 2013 that became April 2016.",
		Not:     "A binding contract, if the provider is a hosted unit.",
		Go:      []string{"sla.Agreement", "sla.AgreementRules"}, Sources: []string{"S91", "S102"}, Rules: []string{"SLA-04", "SLA-05", "SLA-06"},
	},
	{
		Name:    "Service line",
		Meaning: "One kind of support that is bought: contract management, continuing healthcare, payroll. The official numbered list was not found; the catalogue here joins what ten sources name.",
		Not:     "A lot, or the same work everywhere: contract management meant anything from getting papers signed to leading negotiations.",
		Go:      []string{"service.Line", "service.ScopeOf", "england.ServiceLines"}, Sources: []string{"S51", "S59", "S111"}, Rules: []string{"SLA-11"},
	},
	{
		Name: "Spend over £25,000", Also: []string{"25k spend"}, From: "2010",
		Meaning: "The monthly lists of single transactions above £25,000 that public bodies publish. They are the fullest record of who paid whom.",
		Not:     "All spending. A line below £25,000 belongs there if its transaction is above it, and smaller transactions are missing.",
		Go:      []string{"spend.Reader", "spend.Ledger", "england.Purchases"}, Sources: []string{"dh_spend_2010", "ccg_spend_2020"},
	},
	{
		Name: "Standstill", From: "2009-12-20", Until: "2025-02-23",
		Meaning: "The days between telling bidders the result and concluding the contract or framework: to the end of the tenth day after an electronic notice, the fifteenth otherwise, and then to a working day.",
		Not:     "A ban on announcing the result. For a call-off it is good practice and no duty.",
		Go:      []string{"procurement.StandstillEnds", "framework.Standstill"}, Sources: []string{"S48"}, Rules: []string{"FW-28"},
	},
	{
		Name:    "Stranded cost",
		Meaning: "What stays with a supplier that loses work: staff, leases, systems. In the spring of 2015 NHS England told groups of the north to bear them if they went in house; by the autumn it had agreed to meet those of units that lost customers to the Lead Provider Framework.",
		Not:     "Redundancy alone, which is a part of it, or a price: comparing options asks who bears it.",
		Go:      []string{"decision.Stranded", "decision.Bearer"}, Sources: []string{"S65", "S240"}, Rules: []string{"FW-23", "MBS-11"},
	},
	{
		Name: "Strategic health authority", Also: []string{"SHA"}, Until: "2013-03-31",
		Meaning: "The regional tier of the NHS above primary care trusts. It ended with them, when the Health and Social Care Act 2012 came into force.",
		Not:     "NHS England's regions, which are not bodies of their own. The library holds nothing of these authorities.",
		Cited:   abolition,
	},
	{
		Name:    "Succession",
		Meaning: "A dated step from one body to another: one-to-one, merger, split or boundary change.",
		Not:     "A new name. A body that is renamed stays the same body.",
		Go:      []string{"lineage.Succession", "lineage.History"}, Sources: []string{"ods_epcmem_2019", "ods_succession_docs"},
	},
	{
		Name:    "Threshold",
		Meaning: "The value of a contract from which procurement must be advertised or called off: £172,514 for the services of a CCG in 2014 and 2015. It differs by class of authority and regime, and since 2022 it is compared with VAT included.",
		Not:     "The £25,000 above which payments are published.",
		Go:      []string{"procurement.ThresholdOn", "procurement.LawOn"}, Rules: []string{"FW-24", "FW-25", "FW-27"},
	},
	{
		Name:    "Transactional and transformational",
		Meaning: "Two natures of a service line: work that repeats, such as payroll and contract monitoring, and work that changes something, such as redesign. Some lines are clinical instead.",
		Not:     "Cheap and dear. Transformational work goes better in partnership, so a contract of transactions alone can be the wrong form for it.",
		Go:      []string{"service.Nature", "decision.Terms"}, Sources: []string{"S01", "S111"}, Rules: []string{"MBS-15", "SLA-24"},
	},
	{
		Name:    "VAT on support",
		Meaning: "Bodies of the NHS charge one another none; a firm charges 20 per cent, of which part may come back. NHS England counted on 5 to 9 per cent of an end-to-end deal.",
		Not:     "A cost of every outside bid at the full rate.",
		Go:      []string{"decision.VAT", "procurement.WithIrrecoverableVAT"}, Sources: []string{"S65"}, Rules: []string{"FW-22"},
	},
	{
		Name:    "Waiver",
		Meaning: "A written exception: this rule, this subject, this place, for this reason, until this day. The finding stays in the report, marked.",
		Not:     "Leaving a rule out, which hides everything it would have said.",
		Go:      []string{"rule.Waiver", "rule.Set.Without"},
	},
}
