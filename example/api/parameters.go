package api

import (
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
)

// parameters are those of the operations, by what they mean.
type parameters struct {
	asOf, checkedOn, comparedOn, asList, asObject, asPaper, depth, countBasis, severity, basis, subject, line web.Parameter
	buyer, route, start, neededBy, value, vat, authority, run, viewedOn, decidedOn, fileName, explain         web.Parameter
	only, without, ofYear, ofDay, supplierA, supplierB, seeds, topic                                          web.Parameter

	check []web.Parameter // of everything that holds rules against a document
}

func newParameters() parameters {
	p := parameters{
		asOf:       web.Parameter{Name: "as_of", Description: "a day such as 2013-04-01; without it the last day known"},
		checkedOn:  web.Parameter{Name: "as_of", Description: "the day whose law serves where the document gives no date"},
		comparedOn: web.Parameter{Name: "as_of", Description: "the day on which the markets are compared; that of the scenario without it"},
		asList:     web.Parameter{Name: "format", OneOf: []string{web.FormatJSON, web.FormatCSV}, Description: "the form of the answer"},
		asObject:   web.Parameter{Name: "format", OneOf: []string{web.FormatJSON}, Description: "the form of the answer"},
		asPaper:    web.Parameter{Name: "format", OneOf: []string{web.FormatJSON, formatText}, Description: "the form of the answer; text is the paper alone, to be printed"},
		depth:      web.Parameter{Name: "depth", OneOf: []string{"1", depthAll}, Description: "direct takeovers, or the whole line"},
		countBasis: web.Parameter{Name: "basis", OneOf: countBases(), Description: "what is counted: units at work, those whose end was not announced, or bodies with the plans before them"},
		severity:   web.Parameter{Name: "severity", OneOf: Severities(), Description: "only rules of that severity"},
		basis:      web.Parameter{Name: "basis", OneOf: Bases(), Description: "only rules that rest on that"},
		subject:    web.Parameter{Name: "subject", Description: "only rules for that kind of value, such as ccg"},
		line:       web.Parameter{Name: "line", Description: "a service line, such as contract-management"},
		buyer:      web.Parameter{Name: "buyer", Description: "the class of the buyer, such as ccg"},
		route:      web.Parameter{Name: "route", OneOf: []string{string(procurement.FurtherCompetition), string(procurement.Open)}, Description: "how to buy"},
		start:      web.Parameter{Name: "start", Description: "the first day of work"},
		neededBy:   web.Parameter{Name: "needed_by", Description: "the day by which the contract must be made"},
		value:      web.Parameter{Name: "value", Description: "what the whole contract is worth, in pounds"},
		vat:        web.Parameter{Name: "vat", OneOf: []string{string(nhs.WithoutVAT), string(nhs.WithVAT)}, Description: "whether the value is with the tax; without it when left out"},
		authority:  web.Parameter{Name: "authority", OneOf: []string{string(procurement.SubCentral), string(procurement.Central)}, Description: "the class of authority; sub-central, as a CCG is, when left out"},
		run:        web.Parameter{Name: "run", Min: minRun, Max: maxRun, Description: "how many points on one side of the mean are a signal"},
		viewedOn:   web.Parameter{Name: "as_of", Description: "the day on which what is withheld is judged"},
		decidedOn:  web.Parameter{Name: "as_of", Description: "the day whose law serves where the document gives no date"},
		fileName:   web.Parameter{Name: "name", Description: "the name of the file, which can hint at its month"},
		explain:    web.Parameter{Name: "explain", OneOf: []string{"true", "false"}, Description: "say what became of every rule"},
		only:       web.Parameter{Name: "only", Repeat: true, Description: "run these rules alone: IDs separated by commas"},
		without:    web.Parameter{Name: "without", Repeat: true, Description: "leave these rules out: IDs separated by commas"},
		ofYear:     web.Parameter{Name: "year", Description: "a financial year such as 2013/14"},
		ofDay:      web.Parameter{Name: "as_of", Description: "a day such as 2015-04-01"},
		supplierA:  web.Parameter{Name: "a", Description: "of a merger, the first supplier: a slug or a code"},
		supplierB:  web.Parameter{Name: "b", Description: "of a merger, the second supplier"},
		seeds:      web.Parameter{Name: "seeds", Min: 1, Max: maxSeeds, Description: "with data=synthetic, of how many completions to give the intervals of each figure: from seed on"},
		topic:      web.Parameter{Name: "topic", Description: "only figures on that, such as market-size or csu-spend-per-head"},
	}
	p.check = []web.Parameter{p.checkedOn, p.explain, p.only, p.without, p.asObject}
	return p
}
