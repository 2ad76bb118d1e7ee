package pages

import (
	"net/http"
	"net/url"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// A pageRow is a row of the table of pages.
type pageRow struct {
	method  string
	path    string          // as [http.ServeMux] has it
	nav     string          // what the navigation calls it; "" leaves it out
	summary string          // one line for people
	example string          // a path that fits, with a query if one is needed
	form    string          // of a POST, one that fits, as a browser sends it
	query   []web.Parameter // of a POST these are the fields of its form
	fill    func(*data, *web.Request) (page, error)
}

// table is the table of the pages, in the order of the navigation.
func table() []pageRow {
	const get, post = http.MethodGet, http.MethodPost
	asOf := web.Parameter{Name: "as_of", Description: "a day such as 2013-04-01; the default is the first day of the CCGs"}
	search := web.SearchParameter()
	buyer := web.Parameter{Name: "buyer", OneOf: buyers(), Description: "the class of the buyer; the default is a CCG"}
	planning := []web.Parameter{
		asOf, buyer,
		{Name: "start", Description: "the first day of work"},
		{Name: "needed_by", Description: "the deadline for the contract"},
		{Name: "value", Description: "the value of the whole contract, in pounds"},
		{Name: "vat", OneOf: []string{string(nhs.WithoutVAT), string(nhs.WithVAT)}, Description: "whether the value includes VAT"},
	}
	document := web.Parameter{Name: "document", Description: "one document, as JSON"}
	tryRule := []web.Parameter{document, {Name: "as_of", Description: "the day to use where the document gives no date"}}
	viewedOn := web.Parameter{Name: "as_of", Description: "the day to use where the agreement gives no date, and to decide what is withheld"}
	catalogue := []web.Parameter{
		search,
		{Name: "severity", OneOf: api.Severities(), Description: "only rules of this severity"},
		{Name: "basis", OneOf: api.Bases(), Description: "only rules on this basis"},
		{Name: "subject", Description: "only rules for this kind of value, such as ccg"},
	}
	return []pageRow{
		{get, "/{$}", "Home", "The market on a day", "/", "", []web.Parameter{asOf}, (*data).homePage},
		{get, "/ccgs", "CCGs", "The CCGs open on a day, filtered by name if wanted", "/ccgs?as_of=2013-04-01", "", []web.Parameter{asOf, search}, (*data).ccgsPage},
		{get, "/ccgs/{code}", "", "One CCG", "/ccgs/13T?as_of=2015-06-01&data=synthetic", "", append([]web.Parameter{asOf}, api.WhichMarket()...), (*data).ccgPage},
		{get, "/icbs/{code}", "", "One integrated care board", "/icbs/QHM", "", nil, (*data).icbPage},
		{get, "/map", "Map", "Where the CCGs or boards of a day were, coloured by a figure", "/map?as_of=2013-04-01&figure=allowance", "", []web.Parameter{asOf, {Name: "figure", OneOf: mapFigureIDs(), Description: "what the areas are coloured by; the default is people"}}, (*data).mapPage},
		{get, "/csus", "CSUs", "The commissioning support units", "/csus?as_of=2013-04-01", "", []web.Parameter{asOf}, (*data).csusPage},
		{get, "/csus/{unit}", "", "One unit", "/csus/anglia", "", []web.Parameter{asOf}, (*data).csuPage},
		{get, "/frameworks", "Frameworks", "The lists of approved suppliers", "/frameworks", "", []web.Parameter{asOf}, (*data).frameworksPage},
		{get, "/frameworks/{framework}", "", "One framework: lots, who won, eligibility, a timetable planner", "/frameworks/lpf?start=2015-04-01", "", planning, (*data).frameworkPage},
		{get, "/market", "Market", "Questions about the market, and how much is known", "/market?data=synthetic&seed=1", "", api.WhichMarket(), (*data).marketPage},
		{get, "/market/{analysis}", "", "One question about the market", "/market/per-head?data=synthetic&seed=1", "", analysisFields(), (*data).analysisPage},
		{get, "/agreements", "Agreements", "Check an agreement, or look at a worked one", "/agreements?example=partnership", "", []web.Parameter{{Name: "example", Description: "a worked agreement, such as partnership"}, viewedOn}, (*data).agreementsPage},
		{post, "/agreements", "", "Check the agreement in the form", "/agreements", "document=" + url.QueryEscape(api.ExampleSLA), []web.Parameter{sentText, documentFile, viewedOn}, (*data).checkAgreement},
		{get, "/decide", "Decide", "Make, buy or share: a form, or a worked decision", "/decide?example=contract-management", "", []web.Parameter{{Name: "example", Description: "a worked decision, such as contract-management"}}, (*data).decidePage},
		{post, "/decide", "", "Compare the options of the decision in the form", "/decide", "document=" + url.QueryEscape(string(decision.Examples()[0].Document)), decideFields(), (*data).makeDecision},
		{get, "/spend", "Spend", "Read a file of payments over £25,000", "/spend?example=small", "", []web.Parameter{{Name: "example", OneOf: []string{"small"}, Description: "a small made-up file"}}, (*data).spendPage},
		{post, "/spend", "", "What is in the uploaded file", "/spend", api.ExampleSpend, []web.Parameter{spendFile}, (*data).readSpendPage},
		{post, "/spend/clean", "", "The payments in the uploaded file as a clean file", "/spend/clean", api.ExampleSpend, []web.Parameter{spendFile}, (*data).cleanSpend},
		{get, "/what-if", "What if", "A scenario from history and what it changes, or one of your own", "/what-if?scenario=last-units&data=synthetic&seed=1", "", append(api.WhichMarket(), web.Parameter{Name: "scenario", Description: "a scenario from history, such as fifteen-places"}), (*data).whatIfPage},
		{post, "/what-if", "", "What the scenario in the form changes", "/what-if", "document=" + url.QueryEscape(api.ExampleWhatIf), whatIfFields(), (*data).runWhatIf},
		{get, "/rules", "Rules", "The catalogue of rules", "/rules", "", catalogue, (*data).rulesPage},
		{get, "/rules/{id}", "", "One rule, with a document to try it on", "/rules/CCG-01", "", nil, (*data).rulePage},
		{post, "/rules/{id}", "", "Check a document against one rule", "/rules/CCG-01", "document=" + url.QueryEscape(api.ExampleCCG()), tryRule, (*data).tryRule},
		{get, "/learn", "Learn", "The documentation", "/learn", "", nil, (*data).learnPage},
		{get, "/learn/{page}", "", "One page of the documentation", "/learn/csus", "", nil, (*data).lessonPage},
		{get, "/api", "", "The API for programs", "/api", "", nil, (*data).apiPage},
	}
}
