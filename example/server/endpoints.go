package server

import (
	"net/http"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/csu"
)

// An endpoint is one operation that the server has.
type endpoint struct {
	method string
	path   string // as [http.ServeMux] has it
	about  string // one line for people; without it the home page leaves it out
	try    string // a request that is worth making: a path or, of a POST, a query
	body   string // one of a POST
	query  []parameter
	answer func(*server, *request) (any, error)
}

// endpoints is the table of all there is. A POST is heavy work: its body is read
// for it, and it runs in its turn and within a time limit.
func endpoints() []endpoint {
	var (
		asOf       = parameter{name: "as_of", about: "a day such as 2013-04-01; without it the last day known"}
		checkedOn  = parameter{name: "as_of", about: "the day whose law serves where the document gives no date"}
		asList     = parameter{name: "format", oneOf: []string{formatJSON, formatCSV}, about: "the form of the answer"}
		asObject   = parameter{name: "format", oneOf: []string{formatJSON}, about: "the form of the answer"}
		depth      = parameter{name: "depth", oneOf: []string{"1", depthAll}, about: "direct takeovers, or the whole line"}
		countBasis = parameter{name: "basis", oneOf: countBases(), about: "what is counted: units at work, or those whose end was not announced"}
		severity   = parameter{name: "severity", oneOf: severities(), about: "only rules of that severity"}
		basis      = parameter{name: "basis", oneOf: bases(), about: "only rules that rest on that"}
		subject    = parameter{name: "subject", about: "only rules for that kind of value, such as ccg"}
		explain    = parameter{name: "explain", oneOf: []string{"true", "false"}, about: "say what became of every rule"}
		only       = parameter{name: "only", repeat: true, about: "run these rules alone: IDs separated by commas"}
		without    = parameter{name: "without", repeat: true, about: "leave these rules out: IDs separated by commas"}
		checkQuery = []parameter{checkedOn, explain, only, without, asObject}
	)
	const (
		get  = http.MethodGet
		post = http.MethodPost
	)
	return []endpoint{
		{get, "/{$}", "", "", "", nil, (*server).home},
		{get, "/style.css", "", "", "", nil, serveStatic("style.css", "text/css; charset=utf-8")},
		{get, "/icon.svg", "", "", "", nil, serveStatic("icon.svg", "image/svg+xml")},

		{get, "/v1/ccgs", "The CCGs that were open on a day", "/v1/ccgs?as_of=2013-04-01", "", []parameter{asOf, asList}, withData((*data).listCCGs)},
		{get, "/v1/ccgs/{code}", "Everything known of one CCG", "/v1/ccgs/01H?as_of=2016-01-01", "", []parameter{asOf, asObject}, withData((*data).showCCG)},
		{get, "/v1/ccgs/{code}/successors", "Who took over from it by a day, and who has its area", "/v1/ccgs/00F/successors?as_of=2015-04-01", "", []parameter{asOf, depth, asList}, withData((*data).listSuccessors)},
		{get, "/v1/ccgs/{code}/predecessors", "From whom it took over", "/v1/ccgs/13T/predecessors", "", []parameter{asOf, depth, asList}, withData((*data).listPredecessors)},
		{get, "/v1/icbs", "The integrated care boards that were open on a day", "/v1/icbs?as_of=2022-07-01", "", []parameter{asOf, asList}, withData((*data).listICBs)},
		{get, "/v1/icbs/{code}", "Everything known of one board", "/v1/icbs/QHM", "", []parameter{asOf, asObject}, withData((*data).showICB)},
		{get, "/v1/icbs/{code}/successors", "Who took over from it, as far as is known", "/v1/icbs/QHM/successors", "", []parameter{asOf, depth, asList}, withData((*data).listSuccessors)},
		{get, "/v1/icbs/{code}/predecessors", "The CCGs it came from, back to 2013 with depth=all", "/v1/icbs/QHM/predecessors?depth=all", "", []parameter{asOf, depth, asList}, withData((*data).listPredecessors)},
		{get, "/v1/csus", "The commissioning support units that worked on a day, or may have", "/v1/csus?as_of=2013-04-01", "", []parameter{asOf, countBasis, asList}, withData((*data).listCSUs)},
		{get, "/v1/csus/{unit}", "Everything known of one unit, by slug or ODS code", "/v1/csus/south-central-west", "", []parameter{asOf, asObject}, withData((*data).showCSU)},
		{get, "/v1/csus/{unit}/successors", "Who took over from it by a day", "/v1/csus/anglia/successors", "", []parameter{asOf, depth, asList}, withData((*data).listCSUSuccessors)},
		{get, "/v1/csus/{unit}/predecessors", "From whom it took over, back to the plans of 2012 with depth=all", "/v1/csus/south-central-west/predecessors", "", []parameter{asOf, depth, asList}, withData((*data).listCSUPredecessors)},
		{get, "/v1/csu-counts", "How many units sources counted, beside what the dates give", "/v1/csu-counts", "", []parameter{asList}, withData((*data).listCSUCounts)},
		{get, "/v1/service-lines", "The lines that support was sold by", "/v1/service-lines", "", []parameter{asList}, withData((*data).listServiceLines)},
		{get, "/v1/allowances", "Running-cost allowances, of England and of single CCGs", "/v1/allowances", "", []parameter{asList}, withData((*data).listAllowances)},
		{get, "/v1/sources", "Where each fact comes from", "/v1/sources", "", []parameter{asList}, withData((*data).listSources)},
		{get, "/v1/rules", "The rules, with what each rests on", "/v1/rules?severity=error", "", []parameter{severity, basis, subject, asList}, withData((*data).listRules)},
		{get, "/v1/rules/{id}", "One rule", "/v1/rules/CCG-01", "", []parameter{asObject}, withData((*data).showRule)},

		{post, "/v1/check/ccg", "Hold the rules against one CCG", "explain=true", exampleCCG, checkQuery, check(ccg.GroupRules)},
		{post, "/v1/check/csu", "Hold the rules against one commissioning support unit", "", exampleCSU, checkQuery, check(csu.UnitRules)},
		{post, "/v1/check/market", "Hold the rules against a whole market", "", exampleMarket, checkQuery, check(commissioning.Rules)},
		{post, "/v1/crosswalk", "Move a table of money from the CCGs of one day to those of another", "", exampleCrosswalk, []parameter{asObject}, withData((*data).crosswalk)},

		{get, "/data/{file}", "The data as files, and what they hold", "/data/datapackage.json", "", nil, (*server).dataFile},
		{get, "/version", "What runs here, and on which data", "/version", "", []parameter{asObject}, withData((*data).showVersion)},
		{get, "/healthz", "Whether the server is up", "/healthz", "", []parameter{asObject}, (*server).health},
	}
}

const (
	exampleCCG       = `{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01","closed":"2012-03-31"}`
	exampleCSU       = `{"slug":"anglia","name":"Anglia CSU","stage":"unit","opened":"2013-04-01","closed":"2013-03-31","end":"merged"}`
	exampleMarket    = `{"ccgs":{"groups":[{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01"},{"code":"00C","name":"Another"}]}}`
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
