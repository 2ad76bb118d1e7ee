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

// Data returns what the operations answer from.
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

// A row is an operation without what its path and its contract say.
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

// HeavyWhen says when a GET is heavy work: when a market may have to be made first.
// To look up one body is only in such a market.
func HeavyWhen(path string, query []web.Parameter) func(*web.Request) bool {
	if !slices.ContainsFunc(query, func(p web.Parameter) bool { return p.Name == "seed" }) {
		return nil
	}
	one := strings.HasSuffix(path, "/{code}")
	return func(r *web.Request) bool { return !one || r.Query.Get("data") == DataSynthetic }
}

// Operations is the table of what serves programs, but for those of [Service.About].
func (s *Service) Operations() []web.Operation {
	p := newParameters()
	return described(slices.Concat(s.bodies(p), s.buying(p), s.markets(p), s.documents(p), s.files(p)))
}

// About are the operations that say what runs.
func (s *Service) About() []web.Operation {
	p := newParameters()
	return described([]row{
		{get, "/version", "What runs here, and on which data", "/version", "", []web.Parameter{p.asObject}, s.with((*Data).showVersion)},
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
		{get, "/v1/ccgs/{code}", "Everything known of one CCG", "/v1/ccgs/01H?as_of=2016-01-01", "", append([]web.Parameter{p.asOf, p.asObject}, WhichMarket()...), s.with((*Data).showCCG)},
		{get, "/v1/ccgs/{code}/successors", "Who took over from it by a day, and who has its area", "/v1/ccgs/00F/successors?as_of=2015-04-01", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listSuccessors)},
		{get, "/v1/ccgs/{code}/predecessors", "From whom it took over", "/v1/ccgs/13T/predecessors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listPredecessors)},
		{get, "/v1/icbs", "The integrated care boards that were open on a day", "/v1/icbs?as_of=2022-07-01", "", []web.Parameter{p.asOf, p.asList}, s.with((*Data).listICBs)},
		{get, "/v1/icbs/{code}", "Everything known of one board", "/v1/icbs/QHM", "", []web.Parameter{p.asOf, p.asObject}, s.with((*Data).showICB)},
		{get, "/v1/icbs/{code}/successors", "Who took over from it, as far as is known", "/v1/icbs/QHM/successors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listSuccessors)},
		{get, "/v1/icbs/{code}/predecessors", "The CCGs it came from, back to 2013 with depth=all", "/v1/icbs/QHM/predecessors?depth=all", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listPredecessors)},
		{get, "/v1/csus", "The commissioning support units that worked on a day, or may have", "/v1/csus?as_of=2013-04-01", "", []web.Parameter{p.asOf, p.countBasis, p.asList}, s.with((*Data).listCSUs)},
		{get, "/v1/csus/{unit}", "Everything known of one unit, by slug or ODS code", "/v1/csus/south-central-west", "", []web.Parameter{p.asOf, p.asObject}, s.with((*Data).showCSU)},
		{get, "/v1/csus/{unit}/successors", "Who took over from it by a day", "/v1/csus/anglia/successors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listCSUSuccessors)},
		{get, "/v1/csus/{unit}/predecessors", "From whom it took over, back to the plans of 2012 with depth=all", "/v1/csus/south-central-west/predecessors", "", []web.Parameter{p.asOf, p.depth, p.asList}, s.with((*Data).listCSUPredecessors)},
		{get, "/v1/csu-counts", "How many units sources counted, beside what the dates give", "/v1/csu-counts", "", []web.Parameter{p.asList}, s.with((*Data).listCSUCounts)},
		{get, "/v1/service-lines", "The lines that support was sold by", "/v1/service-lines", "", []web.Parameter{p.asList}, s.with((*Data).listServiceLines)},
	}
}

// buying are frameworks, timetables and worked examples.
func (s *Service) buying(p parameters) []row {
	return []row{
		{get, "/v1/frameworks", "The framework agreements, with their status on a day", "/v1/frameworks?as_of=2015-03-01", "", []web.Parameter{p.asOf, p.asList}, s.with((*Data).listFrameworks)},
		{get, "/v1/frameworks/{framework}", "Everything known of one framework agreement", "/v1/frameworks/lpf?as_of=2015-03-01", "", []web.Parameter{p.asOf, p.asObject}, s.with((*Data).showFramework)},
		{get, "/v1/frameworks/{framework}/lots/{lot}/suppliers", "Who could be bought from on a lot, and who could not and why", "/v1/frameworks/lpf/lots/1/suppliers?as_of=2015-03-01", "", []web.Parameter{p.asOf, p.line, p.buyer, p.asList}, s.with((*Data).listSuppliers)},
		{get, "/v1/procurement/timetable", "How long it takes to buy by a route, in dated stages, and which law applies", "/v1/procurement/timetable?route=further-competition&start=2015-03-02", "", []web.Parameter{p.route, p.start, p.neededBy, p.value, p.vat, p.authority, p.asObject}, timetable},
		{get, "/v1/examples/sla", "Worked agreements, good and bad, made up and labelled, and what is known of real ones", "/v1/examples/sla", "", []web.Parameter{p.asObject}, listSLAExamples},
		{get, "/v1/examples/sla/{name}", "One worked agreement, as /v1/check/sla takes it", "/v1/examples/sla/partnership", "", []web.Parameter{p.asObject}, showSLAExample},
		{get, "/v1/examples/decision", "Worked decisions whether to make, buy or share, made up and labelled", "/v1/examples/decision", "", []web.Parameter{p.asObject}, listDecisionExamples},
		{get, "/v1/examples/decision/{name}", "One worked decision, as /v1/decide takes it", "/v1/examples/decision/contract-management", "", []web.Parameter{p.asObject}, showDecisionExample},
		{get, "/v1/examples/spend", "A small file of payments, made up, to try", "/v1/examples/spend", "", nil, exampleSpendFile},
		{get, "/v1/spend/template", "An empty file of payments, with the columns of HM Treasury", "/v1/spend/template", "", nil, spendTemplate},
	}
}

// markets are the market and what it rests on.
func (s *Service) markets(p parameters) []row {
	return []row{
		{get, "/v1/allowances", "Running-cost allowances, of England and of single CCGs", "/v1/allowances", "", []web.Parameter{p.asList}, s.with((*Data).listAllowances)},
		{get, "/v1/figures", "Published figures of the market, side by side where sources differ", "/v1/figures?topic=market-size", "", []web.Parameter{p.topic, p.asList}, s.with((*Data).listFigures)},
		{get, "/v1/scenarios", "Scenarios that history suggests: dated events that did not happen, or not so", "/v1/scenarios", "", []web.Parameter{p.asObject}, s.with((*Data).listScenarios)},
		{get, "/v1/scenarios/{scenario}", "One scenario, as /v1/what-if takes it", "/v1/scenarios/fifteen-places", "", []web.Parameter{p.asObject}, s.with((*Data).showScenario)},
		{get, "/v1/market", "The market on a day: how many groups, units and places, and what can be asked of it", "/v1/market?as_of=2015-04-01", "", append(WhichMarket(), p.asOf, p.asObject), s.with((*Data).showMarket)},
		{get, "/v1/market/coverage", "Which analyses the data can support, and how well", "/v1/market/coverage", "", append(WhichMarket(), p.ofYear, p.ofDay, p.asList), s.with((*Data).listCoverage)},
		{get, "/v1/market/{analysis}", "One analysis of the market: history, size, per-head, shares, merger, dependency, choice, mix, expiry or transparency", "/v1/market/size?year=2013/14", "", append(WhichMarket(), p.seeds, p.ofYear, p.ofDay, p.supplierA, p.supplierB, p.asList), s.with((*Data).showAnalysis)},
		{get, "/v1/sources", "Where each fact comes from", "/v1/sources", "", []web.Parameter{p.asList}, s.with((*Data).listSources)},
		{get, "/v1/rules", "The rules, with what each rests on", "/v1/rules?severity=error", "", []web.Parameter{p.severity, p.basis, p.subject, web.SearchParameter(), p.asList}, s.with((*Data).listRules)},
		{get, "/v1/rules/{id}", "One rule", "/v1/rules/CCG-01", "", []web.Parameter{p.asObject}, s.with((*Data).showRule)},
	}
}

// documents are what judges, compares or moves what is sent.
func (s *Service) documents(p parameters) []row {
	return []row{
		{post, "/v1/check/ccg", "Hold the rules against one CCG", "explain=true", ExampleCCG(), p.check, check(ccg.GroupRules)},
		{post, "/v1/check/csu", "Hold the rules against one commissioning support unit", "", ExampleCSU(), p.check, check(csu.UnitRules)},
		{post, "/v1/check/framework", "Hold the rules against one framework agreement and its call-offs", "", ExampleFramework(), p.check, check(framework.AgreementRules)},
		{post, "/v1/check/call-off", "Hold the rules against a call-off from a framework of the real market", "", ExampleCallOff(), p.check, s.with((*Data).checkCallOff)},
		{post, "/v1/evaluate", "Rank bids for places on a framework, and say why each won or lost", "", ExampleCompetition(), []web.Parameter{p.asObject}, evaluate},
		{post, "/v1/check/procurement", "Hold the rules against how an authority means to come by a service", "", ExampleProcurement(), p.check, check(procurement.ProcurementRules)},
		{post, "/v1/check/sla", "Hold the rules against one service level agreement", "explain=true", ExampleSLA, p.check, check(sla.AgreementRules)},
		{post, "/v1/sla/charges", "What an agreement costs, by month and financial year", "", ExampleSLA, []web.Parameter{p.asObject}, charges},
		{post, "/v1/sla/performance", "How well an agreement is kept: attainment, charts, credits, shares", "", ExampleSLA, []web.Parameter{p.run, p.asObject}, performance},
		{post, "/v1/sla/public", "What the public may see of an agreement", "", ExampleSLA, []web.Parameter{p.viewedOn, p.asObject}, publicView},
		{post, "/v1/check/decision", "Hold the rules against a decision whether to make, buy or share", "", string(decision.Examples()[0].Document), p.check, check(decision.DecisionRules)},
		{post, "/v1/decide", "Compare making, buying and sharing: costs, ranking, what would flip it, and a paper", "", string(decision.Examples()[0].Document), []web.Parameter{p.decidedOn, p.asPaper}, decide},
		{post, "/v1/check/market", "Hold the rules against a whole market", "", ExampleMarket, p.check, check(commissioning.MarketRules)},
		{post, "/v1/what-if", "What a scenario changes: findings that appear and go, analyses that move, and what cannot be worked out", "", ExampleWhatIf, append(WhichMarket(), p.comparedOn, p.asObject), s.with((*Data).whatIf)},
		{post, "/v1/crosswalk", "Move a table of money from the CCGs of one day to those of another", "", ExampleCrosswalk, []web.Parameter{p.asObject}, s.with((*Data).crosswalk)},
		{post, "/v1/spend", "Who paid whom in a published file of payments over £25,000: send the file itself", "", ExampleSpend, []web.Parameter{p.fileName, p.asObject}, s.with((*Data).readSpend)},
	}
}

// files are what is served as it is.
func (s *Service) files(parameters) []row {
	return []row{
		{get, "/data/{file}", "The data as files, and what they hold", "/data/datapackage.json", "", nil, dataFile},
		{get, "/schemas/{schema}", "The JSON Schema of a document or an answer", "/schemas/sla.json", "", nil, schema},
	}
}
