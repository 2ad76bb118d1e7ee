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
	only, without, ofYear, ofDay, supplierA, supplierB, seeds, topic, toKind, trustsOn                        web.Parameter

	check []web.Parameter // of everything that checks a document against rules
}

func newParameters() parameters {
	p := parameters{
		asOf:       web.Parameter{Name: "as_of", Description: "a day such as 2013-04-01; the default is the last day known"},
		trustsOn:   web.Parameter{Name: "as_of", Description: "a day such as 2013-03-31, which is the default"},
		checkedOn:  web.Parameter{Name: "as_of", Description: "the day to use where the document gives no date"},
		comparedOn: web.Parameter{Name: "as_of", Description: "the day on which the markets are compared; the default is the scenario’s day"},
		asList:     web.Parameter{Name: "format", OneOf: []string{web.FormatJSON, web.FormatCSV}, Description: "the form of the answer"},
		asObject:   web.Parameter{Name: "format", OneOf: []string{web.FormatJSON}, Description: "the form of the answer"},
		asPaper:    web.Parameter{Name: "format", OneOf: []string{web.FormatJSON, formatText}, Description: "the form of the answer; text is the paper alone, for printing"},
		depth:      web.Parameter{Name: "depth", OneOf: []string{"1", depthAll}, Description: "direct takeovers, or all the way"},
		countBasis: web.Parameter{Name: "basis", OneOf: countBases(), Description: "what is counted: units operating, units whose end was not announced, or bodies including earlier plans"},
		severity:   web.Parameter{Name: "severity", OneOf: Severities(), Description: "only rules of this severity"},
		basis:      web.Parameter{Name: "basis", OneOf: Bases(), Description: "only rules on this basis"},
		subject:    web.Parameter{Name: "subject", Description: "only rules for this kind of value, such as ccg"},
		line:       web.Parameter{Name: "line", Description: "a service line, such as contract-management"},
		buyer:      web.Parameter{Name: "buyer", Description: "the class of the buyer, such as ccg"},
		route:      web.Parameter{Name: "route", OneOf: []string{string(procurement.FurtherCompetition), string(procurement.Open)}, Description: "how to buy"},
		start:      web.Parameter{Name: "start", Description: "the first day of work"},
		neededBy:   web.Parameter{Name: "needed_by", Description: "the deadline for the contract"},
		value:      web.Parameter{Name: "value", Description: "the value of the whole contract, in pounds"},
		vat:        web.Parameter{Name: "vat", OneOf: []string{string(nhs.WithoutVAT), string(nhs.WithVAT)}, Description: "whether the value includes VAT; the default is without VAT"},
		authority:  web.Parameter{Name: "authority", OneOf: []string{string(procurement.SubCentral), string(procurement.Central)}, Description: "the class of authority; the default is sub-central, as a CCG is"},
		run:        web.Parameter{Name: "run", Min: minRun, Max: maxRun, Description: "how many points on one side of the mean are a signal"},
		viewedOn:   web.Parameter{Name: "as_of", Description: "the day that decides what is withheld"},
		decidedOn:  web.Parameter{Name: "as_of", Description: "the day to use where the document gives no date"},
		fileName:   web.Parameter{Name: "name", Description: "the name of the file, which can hint at its month"},
		explain:    web.Parameter{Name: "explain", OneOf: []string{"true", "false"}, Description: "give the outcome of every rule"},
		only:       web.Parameter{Name: "only", Repeat: true, Description: "run only these rules: IDs separated by commas"},
		without:    web.Parameter{Name: "without", Repeat: true, Description: "leave these rules out: IDs separated by commas"},
		ofYear:     web.Parameter{Name: "year", Description: "a financial year such as 2013/14"},
		ofDay:      web.Parameter{Name: "as_of", Description: "a day such as 2015-04-01"},
		supplierA:  web.Parameter{Name: "a", Description: "the first supplier of a merger: a slug or a code"},
		supplierB:  web.Parameter{Name: "b", Description: "the second supplier of a merger"},
		seeds:      web.Parameter{Name: "seeds", Min: 1, Max: maxSeeds, Description: "with data=synthetic, the number of completions, from seed on, to give each figure’s interval over"},
		toKind:     web.Parameter{Name: "to_kind", Description: "the kind of body to move to: pct, ccg, icb or sub-icb; the default is pct until 31 March 2013, ccg until 30 June 2022 and icb afterwards"},
		topic:      web.Parameter{Name: "topic", Description: "only figures on this topic, such as market-size or csu-spend-per-head"},
	}
	p.check = []web.Parameter{p.checkedOn, p.explain, p.only, p.without, p.asObject}
	return p
}
