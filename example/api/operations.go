package api

import (
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/sla"
)

// A Service has the operations that serve programs.
type Service struct {
	data func() (*Data, error)
}

// New returns a service of the market, which is read when an answer first needs it.
func New(market func() (*commissioning.Market, error)) *Service {
	return &Service{sync.OnceValues(func() (*Data, error) { return load(market) })}
}

// Data returns the data behind the operations.
func (s *Service) Data() (*Data, error) { return s.data() }

// with gives a function the data.
func (s *Service) with(f func(*Data, *web.Request) (any, error)) func(*web.Request) (any, error) {
	return func(r *web.Request) (any, error) {
		d, err := s.data()
		if err != nil {
			return nil, err
		}
		return f(d, r)
	}
}

const (
	get  = http.MethodGet
	post = http.MethodPost
)

// A row is an operation without its contract.
type row struct {
	method, path, summary, example string
	body                           string // one of a POST
	query                          []web.Parameter
	answer                         func(*web.Request) (any, error)
}

func (r row) operation(contract web.Contract) web.Operation {
	return web.Operation{
		Method: r.method, Path: r.path, Summary: r.summary, Example: r.example, Body: r.body,
		Query: r.query, Answer: r.answer, HeavyWhen: HeavyWhen(r.path, r.query), Contract: contract,
	}
}

// HeavyWhen says when a GET is heavy work: when a market may have to be completed
// first. Looking up one body is heavy only in such a market.
func HeavyWhen(path string, query []web.Parameter) func(*web.Request) bool {
	if !slices.ContainsFunc(query, func(p web.Parameter) bool { return p.Name == "seed" }) {
		return nil
	}
	one := strings.HasSuffix(path, "/{code}")
	return func(r *web.Request) bool { return !one || r.Query.Get("data") == DataSynthetic }
}

// Operations is the table of operations for programs, except those of [Service.About].
func (s *Service) Operations() []web.Operation {
	p := newParameters()
	return described(slices.Concat(s.bodies(p), s.buying(p), s.markets(p), s.documents(p), s.files(p)))
}

// About are the operations that say what is running.
func (s *Service) About() []web.Operation {
	p := newParameters()
	return described([]row{
		{get, "/version", "The version of the server and of its data", "/version", "", []web.Parameter{p.asObject}, s.with((*Data).showVersion)},
		{get, "/healthz", "Whether the server is up", "/healthz", "", []web.Parameter{p.asObject}, health},
	})
}

func described(rows []row) []web.Operation {
	promised := contracts()
	var all []web.Operation
	for _, r := range rows {
		all = append(all, r.operation(promised[r.method+" "+r.path]))
	}
	return all
}

// bodies are the registers of groups, boards and units.
func (s *Service) bodies(p parameters) []row {
	return []row{
		{get, "/v1/ccgs", "The CCGs that were open on a day", "/v1/ccgs?as_of=2013-04-01", "", []web.Parameter{p.asOf, web.SearchParameter(), p.asList}, s.with((*Data).listCCGs)},
		{get, "/v1/ccgs/{code}", "Everything known about one CCG", "/v1/ccgs/01H?as_of=2016-01-01", "", append([]web.Parameter{p.asOf, p.asObject}, WhichMarket()...), s.with((*Data).showCCG)},
		{get, "/v1/ccgs/{code}/successors", "Its successors by a day, and who has its area", "/v1/ccgs/00F/successors?as_of=2015-04-01", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listSuccessors)},
		{get, "/v1/ccgs/{code}/predecessors", "Its predecessors", "/v1/ccgs/13T/predecessors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listPredecessors)},
		{get, "/v1/icbs", "The integrated care boards that were open on a day", "/v1/icbs?as_of=2022-07-01", "", []web.Parameter{p.asOf, p.asList}, s.with((*Data).listICBs)},
		{get, "/v1/icbs/{code}", "Everything known about one board", "/v1/icbs/QHM", "", []web.Parameter{p.asOf, p.asObject}, s.with((*Data).showICB)},
		{get, "/v1/icbs/{code}/successors", "Its successors, as far as known", "/v1/icbs/QHM/successors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listSuccessors)},
		{get, "/v1/icbs/{code}/predecessors", "The CCGs that it came from, back to 2013 with depth=all", "/v1/icbs/QHM/predecessors?depth=all", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listPredecessors)},
		{get, "/v1/sub-icbs", "The sub-ICB locations that were open on a day", "/v1/sub-icbs?as_of=2022-07-01", "", []web.Parameter{p.asOf, p.asList}, s.with((*Data).listSubICBs)},
		{get, "/v1/sub-icbs/{code}", "Everything known about one sub-ICB location", "/v1/sub-icbs/15F", "", []web.Parameter{p.asOf, p.asObject}, s.with((*Data).showSubICB)},
		{get, "/v1/pcts", "The primary care trusts that were open, or may have been, on a day", "/v1/pcts?as_of=2013-03-31", "", []web.Parameter{p.trustsOn, p.asList}, s.with((*Data).listPCTs)},
		{get, "/v1/pcts/{code}", "Everything known about one primary care trust, and the CCGs that followed it", "/v1/pcts/5D7", "", []web.Parameter{p.trustsOn, p.asObject}, s.with((*Data).showPCT)},
		{get, "/v1/csus", "The commissioning support units operating on a day, certainly or possibly", "/v1/csus?as_of=2013-04-01", "", []web.Parameter{p.asOf, p.countBasis, p.asList}, s.with((*Data).listCSUs)},
		{get, "/v1/csus/{unit}", "Everything known about one unit, by slug or ODS code", "/v1/csus/south-central-west", "", []web.Parameter{p.asOf, p.asObject}, s.with((*Data).showCSU)},
		{get, "/v1/csus/{unit}/successors", "Its successors by a day", "/v1/csus/anglia/successors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listCSUSuccessors)},
		{get, "/v1/csus/{unit}/predecessors", "Its predecessors, back to the plans of 2012 with depth=all", "/v1/csus/south-central-west/predecessors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listCSUPredecessors)},
		{get, "/v1/csu-counts", "Numbers of units stated by sources, beside the count from the dates", "/v1/csu-counts", "", []web.Parameter{p.asList}, s.with((*Data).listCSUCounts)},
		{get, "/v1/service-lines", "The lines of support that were sold", "/v1/service-lines", "", []web.Parameter{p.asList}, s.with((*Data).listServiceLines)},
	}
}

// buying are frameworks, timetables and worked examples.
func (s *Service) buying(p parameters) []row {
	return []row{
		{get, "/v1/frameworks", "The framework agreements, with their status on a day", "/v1/frameworks?as_of=2015-03-01", "", []web.Parameter{p.asOf, p.asList}, s.with((*Data).listFrameworks)},
		{get, "/v1/frameworks/{framework}", "Everything known about one framework agreement", "/v1/frameworks/lpf?as_of=2015-03-01", "", []web.Parameter{p.asOf, p.asObject}, s.with((*Data).showFramework)},
		{get, "/v1/frameworks/{framework}/lots/{lot}/suppliers", "Which suppliers on a lot were eligible, and why others were not", "/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01", "", []web.Parameter{p.asOf, p.line, p.buyer, p.asList}, s.with((*Data).listSuppliers)},
		{get, "/v1/procurement/timetable", "How long buying takes by a route, in dated stages, and which law applies", "/v1/procurement/timetable?route=further-competition&start=2015-03-02", "", []web.Parameter{p.route, p.start, p.neededBy, p.value, p.vat, p.authority, p.asObject}, timetable},
		{get, "/v1/examples/sla", "Worked agreements: good and bad ones, made up and labelled, and what is known of real ones", "/v1/examples/sla", "", []web.Parameter{p.asObject}, listSLAExamples},
		{get, "/v1/examples/sla/{name}", "One worked agreement, ready for /v1/check/sla", "/v1/examples/sla/partnership", "", []web.Parameter{p.asObject}, showSLAExample},
		{get, "/v1/examples/decision", "Worked decisions to make, buy or share, made up and labelled", "/v1/examples/decision", "", []web.Parameter{p.asObject}, listDecisionExamples},
		{get, "/v1/examples/decision/{name}", "One worked decision, ready for /v1/decide", "/v1/examples/decision/contract-management", "", []web.Parameter{p.asObject}, showDecisionExample},
		{get, "/v1/examples/spend", "A small made-up file of payments to try", "/v1/examples/spend", "", nil, exampleSpendFile},
		{get, "/v1/spend/template", "An empty file of payments with HM Treasury’s columns", "/v1/spend/template", "", nil, spendTemplate},
	}
}

// markets are the market and its foundations.
func (s *Service) markets(p parameters) []row {
	return []row{
		{get, "/v1/allowances", "Running-cost allowances, for England and for single CCGs", "/v1/allowances", "", []web.Parameter{p.asList}, s.with((*Data).listAllowances)},
		{get, "/v1/figures", "Published figures about the market, side by side where sources differ", "/v1/figures?topic=market-size", "", []web.Parameter{p.topic, p.asList}, s.with((*Data).listFigures)},
		{get, "/v1/scenarios", "Scenarios suggested by history: dated events that did not happen, or happened differently", "/v1/scenarios", "", []web.Parameter{p.asObject}, s.with((*Data).listScenarios)},
		{get, "/v1/scenarios/{scenario}", "One scenario, ready for /v1/what-if", "/v1/scenarios/fifteen-places", "", []web.Parameter{p.asObject}, s.with((*Data).showScenario)},
		{get, "/v1/market", "The market on a day: numbers of groups, units and places, and the analyses", "/v1/market?as_of=2015-04-01", "", append(WhichMarket(), p.asOf, p.asObject), s.with((*Data).showMarket)},
		{get, "/v1/market/coverage", "Which analyses the data can support, and how well", "/v1/market/coverage", "", append(WhichMarket(), p.ofYear, p.ofDay, p.asList), s.with((*Data).listCoverage)},
		{get, "/v1/market/{analysis}", "One analysis of the market: history, size, per-head, allowance, shares, merger, dependency, choice, mix, expiry or transparency", "/v1/market/size?year=2013/14", "", append(WhichMarket(), p.seeds, p.ofYear, p.ofDay, p.supplierA, p.supplierB, p.asList), s.with((*Data).showAnalysis)},
		{get, "/v1/sources", "The source of each fact", "/v1/sources", "", []web.Parameter{p.asList}, s.with((*Data).listSources)},
		{get, "/v1/rules", "The rules, each with its basis and citations", "/v1/rules?severity=error", "", []web.Parameter{p.severity, p.basis, p.subject, web.SearchParameter(), p.asList}, s.with((*Data).listRules)},
		{get, "/v1/rules/{id}", "One rule", "/v1/rules/CCG-01", "", []web.Parameter{p.asObject}, s.with((*Data).showRule)},
	}
}

// documents are the operations on a document that is sent.
func (s *Service) documents(p parameters) []row {
	return []row{
		{post, "/v1/check/ccg", "Check one CCG against the rules", "explain=true", ExampleCCG(), p.check, check(ccg.GroupRules)},
		{post, "/v1/check/csu", "Check one commissioning support unit against the rules", "", ExampleCSU(), p.check, check(csu.UnitRules)},
		{post, "/v1/check/framework", "Check one framework agreement and its call-offs against the rules", "", ExampleFramework(), p.check, check(framework.AgreementRules)},
		{post, "/v1/check/call-off", "Check a call-off from a framework of the real market against the rules", "", ExampleCallOff(), p.check, s.with((*Data).checkCallOff)},
		{post, "/v1/evaluate", "Rank bids for places on a framework, and say why each won or lost", "", ExampleCompetition(), []web.Parameter{p.asObject}, evaluate},
		{post, "/v1/check/procurement", "Check how an authority plans to buy a service against the rules", "", ExampleProcurement(), p.check, check(procurement.ProcurementRules)},
		{post, "/v1/check/sla", "Check one service level agreement against the rules", "explain=true", ExampleSLA, p.check, check(sla.AgreementRules)},
		{post, "/v1/sla/charges", "What an agreement costs, by month and financial year", "", ExampleSLA, []web.Parameter{p.asObject}, charges},
		{post, "/v1/sla/performance", "How well an agreement is met: attainment, charts, credits, shares", "", ExampleSLA, []web.Parameter{p.run, p.asObject}, performance},
		{post, "/v1/sla/public", "What the public may see of an agreement", "", ExampleSLA, []web.Parameter{p.viewedOn, p.asObject}, publicView},
		{post, "/v1/check/decision", "Check a decision to make, buy or share against the rules", "", string(decision.Examples()[0].Document), p.check, check(decision.DecisionRules)},
		{post, "/v1/decide", "Compare making, buying and sharing: costs, ranking, what would change it, and a paper", "", string(decision.Examples()[0].Document), []web.Parameter{p.decidedOn, p.asPaper}, s.with((*Data).decide)},
		{post, "/v1/check/market", "Check a whole market against the rules", "", ExampleMarket, p.check, check(commissioning.MarketRules)},
		{post, "/v1/market/{analysis}", "One analysis of a market of your own", "/v1/market/dependency?year=2013/14", ExampleOwnMarket, []web.Parameter{p.ofYear, p.ofDay, p.supplierA, p.supplierB, p.asList}, analyseOwn},
		{post, "/v1/what-if", "What a scenario changes: findings introduced and resolved, analyses that differ, and what cannot be calculated", "", ExampleWhatIf, append(WhichMarket(), p.comparedOn, p.asObject), s.with((*Data).whatIf)},
		{post, "/v1/crosswalk", "Move a table of money from the bodies of one day to those of another", "", ExampleCrosswalk, []web.Parameter{p.toKind, p.asObject}, s.with((*Data).crosswalk)},
		{post, "/v1/spend", "Who paid whom in a published file of payments over £25,000: send the file itself", "", ExampleSpend, []web.Parameter{p.fileName, p.asObject}, s.with((*Data).readSpend)},
	}
}

// files are the operations that serve files.
func (s *Service) files(parameters) []row {
	return []row{
		{get, "/data/{file}", "The data as files, with their description", "/data/datapackage.json", "", nil, dataFile},
		{get, "/schemas/{schema}", "The JSON Schema of a document or an answer", "/schemas/sla.json", "", nil, schema},
	}
}
