package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/sla"
)

// An endpoint is one operation that the server has, with whether it answers a
// page of HTML.
type endpoint struct {
	operation
	page bool
}

// An operation is one row of the table.
type operation struct {
	method  string
	path    string // as [http.ServeMux] has it
	summary string // one line for people; without it the home page leaves it out
	example string // a request that is worth making: a path or, of a POST, a query
	body    string // one of a POST
	query   []parameter
	answer  func(*server, *request) (any, error)
	upload  bool // the body is a file, and read as it arrives
}

// endpoints is the table of all there is: the pages, and the operations for
// programs. Heavy work runs in its turn and within a time limit.
func endpoints() []endpoint {
	var all []endpoint
	for _, p := range pages() {
		all = append(all, endpoint{p.operation(), true})
	}
	for _, o := range operations() {
		all = append(all, endpoint{o, false})
	}
	return all
}

// isHeavy reports whether the endpoint works in its turn: a POST does, and what may
// have to make a market first.
func (e endpoint) isHeavy() bool {
	return e.method == http.MethodPost || slices.ContainsFunc(e.query, func(p parameter) bool { return p.name == "seed" })
}

// takesTurn reports whether a request is heavy work. To look up one body is only in
// a market that may have to be made first.
func (e endpoint) takesTurn(r *request) bool {
	return e.isHeavy() && (!strings.HasSuffix(e.path, "/{code}") || r.query.Get("data") == dataSynthetic)
}

// operations is the table of what serves programs.
func operations() []operation {
	var (
		asOf       = parameter{name: "as_of", about: "a day such as 2013-04-01; without it the last day known"}
		checkedOn  = parameter{name: "as_of", about: "the day whose law serves where the document gives no date"}
		comparedOn = parameter{name: "as_of", about: "the day on which the markets are compared; that of the scenario without it"}
		asList     = parameter{name: "format", oneOf: []string{formatJSON, formatCSV}, about: "the form of the answer"}
		asObject   = parameter{name: "format", oneOf: []string{formatJSON}, about: "the form of the answer"}
		asPaper    = parameter{name: "format", oneOf: []string{formatJSON, formatText}, about: "the form of the answer; text is the paper alone, to be printed"}
		depth      = parameter{name: "depth", oneOf: []string{"1", depthAll}, about: "direct takeovers, or the whole line"}
		countBasis = parameter{name: "basis", oneOf: countBases(), about: "what is counted: units at work, those whose end was not announced, or bodies with the plans before them"}
		severity   = parameter{name: "severity", oneOf: severities(), about: "only rules of that severity"}
		basis      = parameter{name: "basis", oneOf: bases(), about: "only rules that rest on that"}
		subject    = parameter{name: "subject", about: "only rules for that kind of value, such as ccg"}
		line       = parameter{name: "line", about: "a service line, such as contract-management"}
		buyer      = parameter{name: "buyer", about: "the class of the buyer, such as ccg"}
		route      = parameter{name: "route", oneOf: []string{string(framework.FurtherCompetition), string(framework.Open)}, about: "how to buy"}
		start      = parameter{name: "start", about: "the first day of work"}
		neededBy   = parameter{name: "needed_by", about: "the day by which the contract must be made"}
		value      = parameter{name: "value", about: "what the whole contract is worth, in pounds"}
		vat        = parameter{name: "vat", oneOf: []string{string(framework.WithoutVAT), string(framework.WithVAT)}, about: "whether the value is with the tax; without it when left out"}
		authority  = parameter{name: "authority", oneOf: []string{string(framework.SubCentral), string(framework.Central)}, about: "the class of authority; sub-central, as a CCG is, when left out"}
		run        = parameter{name: "run", min: minRun, max: maxRun, about: "how many points on one side of the mean are a signal"}
		viewedOn   = parameter{name: "as_of", about: "the day on which what is withheld is judged"}
		decidedOn  = parameter{name: "as_of", about: "the day whose law serves where the document gives no date"}
		fileName   = parameter{name: "name", about: "the name of the file, which can hint at its month"}
		explain    = parameter{name: "explain", oneOf: []string{"true", "false"}, about: "say what became of every rule"}
		only       = parameter{name: "only", repeat: true, about: "run these rules alone: IDs separated by commas"}
		without    = parameter{name: "without", repeat: true, about: "leave these rules out: IDs separated by commas"}
		ofYear     = parameter{name: "year", about: "a financial year such as 2013/14"}
		ofDay      = parameter{name: "as_of", about: "a day such as 2015-04-01"}
		supplierA  = parameter{name: "a", about: "of a merger, the first supplier: a slug or a code"}
		supplierB  = parameter{name: "b", about: "of a merger, the second supplier"}
		seeds      = parameter{name: "seeds", min: 1, max: maxSeeds, about: "with data=synthetic, of how many completions to give the intervals of each figure: from seed on"}
		topic      = parameter{name: "topic", about: "only figures on that, such as market-size or csu-spend-per-head"}
		checkQuery = []parameter{checkedOn, explain, only, without, asObject}
	)
	exampleDecision := string(decision.Examples()[0].Document)
	const (
		get  = http.MethodGet
		post = http.MethodPost
	)
	return []operation{
		{get, "/style.css", "", "", "", nil, serveStatic("style.css", "text/css; charset=utf-8"), false},
		{get, "/icon.svg", "", "", "", nil, serveStatic("icon.svg", "image/svg+xml"), false},

		{get, "/v1/ccgs", "The CCGs that were open on a day", "/v1/ccgs?as_of=2013-04-01", "", []parameter{asOf, searchParameter(), asList}, withData((*data).listCCGs), false},
		{get, "/v1/ccgs/{code}", "Everything known of one CCG", "/v1/ccgs/01H?as_of=2016-01-01", "", append([]parameter{asOf, asObject}, whichMarket[:]...), withData((*data).showCCG), false},
		{get, "/v1/ccgs/{code}/successors", "Who took over from it by a day, and who has its area", "/v1/ccgs/00F/successors?as_of=2015-04-01", "", []parameter{asOf, depth, asList}, withData((*data).listSuccessors), false},
		{get, "/v1/ccgs/{code}/predecessors", "From whom it took over", "/v1/ccgs/13T/predecessors", "", []parameter{asOf, depth, asList}, withData((*data).listPredecessors), false},
		{get, "/v1/icbs", "The integrated care boards that were open on a day", "/v1/icbs?as_of=2022-07-01", "", []parameter{asOf, asList}, withData((*data).listICBs), false},
		{get, "/v1/icbs/{code}", "Everything known of one board", "/v1/icbs/QHM", "", []parameter{asOf, asObject}, withData((*data).showICB), false},
		{get, "/v1/icbs/{code}/successors", "Who took over from it, as far as is known", "/v1/icbs/QHM/successors", "", []parameter{asOf, depth, asList}, withData((*data).listSuccessors), false},
		{get, "/v1/icbs/{code}/predecessors", "The CCGs it came from, back to 2013 with depth=all", "/v1/icbs/QHM/predecessors?depth=all", "", []parameter{asOf, depth, asList}, withData((*data).listPredecessors), false},
		{get, "/v1/csus", "The commissioning support units that worked on a day, or may have", "/v1/csus?as_of=2013-04-01", "", []parameter{asOf, countBasis, asList}, withData((*data).listCSUs), false},
		{get, "/v1/csus/{unit}", "Everything known of one unit, by slug or ODS code", "/v1/csus/south-central-west", "", []parameter{asOf, asObject}, withData((*data).showCSU), false},
		{get, "/v1/csus/{unit}/successors", "Who took over from it by a day", "/v1/csus/anglia/successors", "", []parameter{asOf, depth, asList}, withData((*data).listCSUSuccessors), false},
		{get, "/v1/csus/{unit}/predecessors", "From whom it took over, back to the plans of 2012 with depth=all", "/v1/csus/south-central-west/predecessors", "", []parameter{asOf, depth, asList}, withData((*data).listCSUPredecessors), false},
		{get, "/v1/csu-counts", "How many units sources counted, beside what the dates give", "/v1/csu-counts", "", []parameter{asList}, withData((*data).listCSUCounts), false},
		{get, "/v1/service-lines", "The lines that support was sold by", "/v1/service-lines", "", []parameter{asList}, withData((*data).listServiceLines), false},
		{get, "/v1/frameworks", "The framework agreements, with their status on a day", "/v1/frameworks?as_of=2015-03-01", "", []parameter{asOf, asList}, withData((*data).listFrameworks), false},
		{get, "/v1/frameworks/{framework}", "Everything known of one framework agreement", "/v1/frameworks/lpf?as_of=2015-03-01", "", []parameter{asOf, asObject}, withData((*data).showFramework), false},
		{get, "/v1/frameworks/{framework}/lots/{lot}/suppliers", "Who could be bought from on a lot, and who could not and why", "/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01", "", []parameter{asOf, line, buyer, asList}, withData((*data).listSuppliers), false},
		{get, "/v1/procurement/timetable", "How long it takes to buy by a route, in dated stages, and which law applies", "/v1/procurement/timetable?route=further-competition&start=2015-03-02", "", []parameter{route, start, neededBy, value, vat, authority, asObject}, timetable, false},
		{get, "/v1/examples/sla", "Worked agreements, good and bad, made up and labelled, and what is known of real ones", "/v1/examples/sla", "", []parameter{asObject}, listSLAExamples, false},
		{get, "/v1/examples/sla/{name}", "One worked agreement, as /v1/check/sla takes it", "/v1/examples/sla/partnership", "", []parameter{asObject}, showSLAExample, false},
		{get, "/v1/examples/decision", "Worked decisions whether to make, buy or share, made up and labelled", "/v1/examples/decision", "", []parameter{asObject}, listDecisionExamples, false},
		{get, "/v1/examples/decision/{name}", "One worked decision, as /v1/decide takes it", "/v1/examples/decision/contract-management", "", []parameter{asObject}, showDecisionExample, false},
		{get, "/v1/examples/spend", "A small file of payments, made up, to try", "/v1/examples/spend", "", nil, exampleSpendFile, false},
		{get, "/v1/spend/template", "An empty file of payments, with the columns of HM Treasury", "/v1/spend/template", "", nil, spendTemplate, false},
		{get, "/v1/allowances", "Running-cost allowances, of England and of single CCGs", "/v1/allowances", "", []parameter{asList}, withData((*data).listAllowances), false},
		{get, "/v1/figures", "Published figures of the market, side by side where sources differ", "/v1/figures?topic=market-size", "", []parameter{topic, asList}, withData((*data).listFigures), false},
		{get, "/v1/scenarios", "Scenarios that history suggests: dated events that did not happen, or not so", "/v1/scenarios", "", []parameter{asObject}, withData((*data).listScenarios), false},
		{get, "/v1/scenarios/{scenario}", "One scenario, as /v1/what-if takes it", "/v1/scenarios/fifteen-places", "", []parameter{asObject}, withData((*data).showScenario), false},
		{get, "/v1/market", "The market on a day: how many groups, units and places, and what can be asked of it", "/v1/market?as_of=2015-04-01", "", append(whichMarket[:], asOf, asObject), withData((*data).showMarket), false},
		{get, "/v1/market/coverage", "Which analyses the data can support, and how well", "/v1/market/coverage", "", append(whichMarket[:], ofYear, ofDay, asList), withData((*data).listCoverage), false},
		{get, "/v1/market/{analysis}", "One analysis of the market: history, size, per-head, shares, merger, dependency, choice, mix, expiry or transparency", "/v1/market/size?year=2013/14", "", append(whichMarket[:], seeds, ofYear, ofDay, supplierA, supplierB, asList), withData((*data).showAnalysis), false},
		{get, "/v1/sources", "Where each fact comes from", "/v1/sources", "", []parameter{asList}, withData((*data).listSources), false},
		{get, "/v1/rules", "The rules, with what each rests on", "/v1/rules?severity=error", "", []parameter{severity, basis, subject, searchParameter(), asList}, withData((*data).listRules), false},
		{get, "/v1/rules/{id}", "One rule", "/v1/rules/CCG-01", "", []parameter{asObject}, withData((*data).showRule), false},

		{post, "/v1/check/ccg", "Hold the rules against one CCG", "explain=true", exampleCCG, checkQuery, check(ccg.GroupRules), false},
		{post, "/v1/check/csu", "Hold the rules against one commissioning support unit", "", exampleCSU, checkQuery, check(csu.UnitRules), false},
		{post, "/v1/check/framework", "Hold the rules against one framework agreement and its call-offs", "", exampleFramework, checkQuery, check(framework.AgreementRules), false},
		{post, "/v1/check/call-off", "Hold the rules against a call-off from a framework of the real market", "", exampleCallOff, checkQuery, withData((*data).checkCallOff), false},
		{post, "/v1/evaluate", "Rank bids for places on a framework, and say why each won or lost", "", exampleCompetition, []parameter{asObject}, evaluate, false},
		{post, "/v1/check/procurement", "Hold the rules against how an authority means to come by a service", "", exampleProcurement, checkQuery, check(framework.ProcurementRules), false},
		{post, "/v1/check/sla", "Hold the rules against one service level agreement", "explain=true", exampleSLA, checkQuery, check(sla.Rules), false},
		{post, "/v1/sla/charges", "What an agreement costs, by month and financial year", "", exampleSLA, []parameter{asObject}, charges, false},
		{post, "/v1/sla/performance", "How well an agreement is kept: attainment, charts, credits, shares", "", exampleSLA, []parameter{run, asObject}, performance, false},
		{post, "/v1/sla/public", "What the public may see of an agreement", "", exampleSLA, []parameter{viewedOn, asObject}, publicView, false},
		{post, "/v1/check/decision", "Hold the rules against a decision whether to make, buy or share", "", exampleDecision, checkQuery, check(decision.Rules), false},
		{post, "/v1/decide", "Compare making, buying and sharing: costs, ranking, what would flip it, and a paper", "", exampleDecision, []parameter{decidedOn, asPaper}, decide, false},
		{post, "/v1/check/market", "Hold the rules against a whole market", "", exampleMarket, checkQuery, check(commissioning.Rules), false},
		{post, "/v1/what-if", "What a scenario changes: findings that appear and go, analyses that move, and what cannot be worked out", "", exampleWhatIf, append(whichMarket[:], comparedOn, asObject), withData((*data).whatIf), false},
		{post, "/v1/crosswalk", "Move a table of money from the CCGs of one day to those of another", "", exampleCrosswalk, []parameter{asObject}, withData((*data).crosswalk), false},

		{post, "/v1/spend", "Who paid whom in a published file of payments over £25,000: send the file itself", "", exampleSpend, []parameter{fileName, asObject}, withData((*data).readSpend), true},

		{get, "/data/{file}", "The data as files, and what they hold", "/data/datapackage.json", "", nil, (*server).dataFile, false},
		{get, "/schemas/{schema}", "The JSON Schema of a document or an answer", "/schemas/sla.json", "", nil, schema, false},
		{get, "/openapi.json", "All of this for programs, as OpenAPI 3.1 has it", "/openapi.json", "", []parameter{asObject}, (*server).serveOpenAPI, false},
		{get, "/version", "What runs here, and on which data", "/version", "", []parameter{asObject}, withData((*data).showVersion), false},
		{get, "/healthz", "Whether the server is up", "/healthz", "", []parameter{asObject}, (*server).health, false},
	}
}

const (
	exampleCCG         = `{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01","closed":"2012-03-31"}`
	exampleCSU         = `{"slug":"anglia","name":"Anglia CSU","stage":"unit","opened":"2013-04-01","closed":"2013-03-31","end":"merged"}`
	exampleFramework   = `{"id":"example","name":"An example","kind":"closed","dates":{"notice":"2014-02-03","live":"2015-02-05","expiry":"2020-02-04"},"lots":[{"code":"1"}]}`
	exampleCallOff     = `{"id":"example","framework":"lpf","lot":"1","buyers":["04Q"],"buyer_class":"ccg","supplier":"optum-health-solutions","route":"direct-award","date":"2015-09-15","lines":["medicines"]}`
	exampleProcurement = `{"id":"example","began":"2016-06-01","value":"170000.00","vat":"excluded","route":"unadvertised","subject":"commissioning-support","authority_class":"ccg"}`
	exampleCompetition = `{"lots":[{"code":"1","places":1}],"criteria":[{"id":"quality","weight":"60","max":"10"},{"id":"price","weight":"40","max":"10"}],` +
		`"bids":[{"lot":"1","supplier":{"id":"capita","kind":"independent"},"scores":[{"criterion":"quality","moderated":"8"},{"criterion":"price","moderated":"6.5"}]},` +
		`{"lot":"1","supplier":{"id":"north-of-england","kind":"csu"},"scores":[{"criterion":"quality","moderated":"7"},{"criterion":"price","moderated":"9"}]}]}`
	exampleSLA       = `{"id":"example","provider":{"id":"north-of-england","kind":"csu"},"customers":[{"id":"00C","kind":"ccg","people":106079}],"basis":"nhs-contract","signed":"2013-01-15","term":{"starts":"2013-04-01","ends":"2014-03-31"},"lines":[{"id":"support","price":{"kind":"per-head","rate":"9.00","people":106079}}]}`
	exampleSpend     = "Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount\nDepartment of Health,NHS Darlington CCG,30/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,31900001,\"125,000.50\"\n"
	exampleMarket    = `{"ccgs":{"groups":[{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01"},{"code":"00C","name":"Another"}]}}`
	exampleWhatIf    = `{"id":"mine","title":"Anglia ends half a year early","events":[{"on":"2013-11-01","do":"merge-csus","bodies":["anglia"],"into":"north-east-london"}]}`
	exampleCrosswalk = `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"100.00","00G":"50.00","01H":"25.00"}}`
)

// withData gives a function the data, which is built when first needed.
func withData(f func(*data, *request) (any, error)) func(*server, *request) (any, error) {
	return func(s *server, r *request) (any, error) {
		d, err := s.data()
		if err != nil {
			return nil, err
		}
		return f(d, r)
	}
}
