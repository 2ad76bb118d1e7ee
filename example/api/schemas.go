package api

import (
	"io/fs"
	"reflect"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/schemas"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/opencommissioning/commissioning/whatif"
)

// A Document is a kind of document that is read.
type Document struct {
	Value  any                // one of its type
	Decode func([]byte) error // reads it, as [document.Decode] does
}

func documentOf[T any]() Document {
	return Document{*new(T), func(text []byte) error {
		_, err := document.Decode[T](text)
		return err
	}}
}

// Documents returns the kinds of document that are read, by the names of their
// JSON Schemas.
func Documents() map[string]Document {
	return map[string]Document{
		"market":            documentOf[commissioning.Market](),
		"ccg":               documentOf[ccg.Group](),
		"ccg-register":      documentOf[ccg.Register](),
		"ccg-year":          documentOf[ccg.Year](),
		"csu":               documentOf[csu.Unit](),
		"csu-register":      documentOf[csu.Register](),
		"service-lines":     documentOf[service.Catalogue](),
		"framework":         documentOf[framework.Agreement](),
		"call-off":          documentOf[framework.CallOff](),
		"competition":       documentOf[framework.Competition](),
		"procurement":       documentOf[procurement.Procurement](),
		"sla":               documentOf[sla.Agreement](),
		"decision":          documentOf[decision.Decision](),
		"decision-register": documentOf[decision.Register](),
		"crosswalk":         documentOf[CrosswalkRequest](),
		"spend-line":        documentOf[spend.Line](),
		"spend-publication": documentOf[spend.Publication](),
		"scenario":          documentOf[whatif.Scenario](),
	}
}

// Answers returns a value of the type of each answer of a POST, of each analysis,
// and of an error, by the name of its JSON Schema.
func Answers() map[string]any {
	return map[string]any{
		"report":           Report{},
		"evaluation":       Evaluation{},
		"charges":          sla.Schedule{},
		"performance":      sla.Performance{},
		"public-view":      sla.PublicView{},
		"decision-result":  Decided{},
		"crosswalk-result": CrosswalkAnswer{},
		"spend-result":     SpendAnswer{},
		"timetable":        procurement.Plan{},
		"problem":          web.Problem{},
		"what-if-result":   WhatIfAnswer{},

		"analysis-history":      analysis.HistoryResult{},
		"analysis-size":         analysis.SizeResult{},
		"analysis-per-head":     analysis.PerHeadResult{},
		"analysis-allowance":    analysis.AllowanceResult{},
		"analysis-shares":       analysis.SharesResult{},
		"analysis-merger":       analysis.MergersResult{},
		"analysis-dependency":   analysis.DependencyResult{},
		"analysis-choice":       analysis.ChoiceResult{},
		"analysis-mix":          analysis.MixResult{},
		"analysis-expiry":       analysis.ExpiryResult{},
		"analysis-transparency": analysis.TransparencyResult{},
	}
}

// schema serves the JSON Schema of a document or an answer.
func schema(r *web.Request) (any, error) {
	name := r.PathValue("schema")
	body, err := fs.ReadFile(schemas.Files(), name)
	if err != nil {
		return nil, web.NotFound("there is no schema %q; want one such as sla.json, market.json or report.json", web.Shorten(name))
	}
	return web.File("application/schema+json", body), nil
}

// Published returns the name of the JSON Schema that is served for a type. A type
// without one has its schema in the OpenAPI document.
func Published() map[reflect.Type]string {
	names := map[reflect.Type]string{}
	for name, d := range Documents() {
		names[reflect.TypeOf(d.Value)] = name
	}
	for name, v := range Answers() {
		names[reflect.TypeOf(v)] = name
	}
	return names
}
