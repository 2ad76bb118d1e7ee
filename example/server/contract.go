package server

import (
	"net/http"
	"reflect"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

const unprocessable = http.StatusUnprocessableEntity

// contracts are the promises of the endpoints, by pattern.
func contracts() map[string]web.Contract {
	return map[string]web.Contract{
		"GET /v1/ccgs":                                        {Gives: list[body]{}},
		"GET /v1/ccgs/{code}":                                 {Gives: ccgDetail{}},
		"GET /v1/ccgs/{code}/successors":                      {Gives: lineage{}},
		"GET /v1/ccgs/{code}/predecessors":                    {Gives: lineage{}},
		"GET /v1/icbs":                                        {Gives: list[body]{}},
		"GET /v1/icbs/{code}":                                 {Gives: icbDetail{}},
		"GET /v1/icbs/{code}/successors":                      {Gives: lineage{}},
		"GET /v1/icbs/{code}/predecessors":                    {Gives: lineage{}},
		"GET /v1/csus":                                        {Gives: unitList{}},
		"GET /v1/csus/{unit}":                                 {Gives: unitDetail{}},
		"GET /v1/csus/{unit}/successors":                      {Gives: unitLineage{}},
		"GET /v1/csus/{unit}/predecessors":                    {Gives: unitLineage{}},
		"GET /v1/csu-counts":                                  {Gives: list[unitCount]{}},
		"GET /v1/service-lines":                               {Gives: list[service.Line]{}},
		"GET /v1/frameworks":                                  {Gives: list[agreement]{}},
		"GET /v1/frameworks/{framework}":                      {Gives: agreementDetail{}},
		"GET /v1/frameworks/{framework}/lots/{lot}/suppliers": {Gives: supplierList{}},
		"GET /v1/procurement/timetable":                       {Gives: framework.Plan{}, Statuses: []int{unprocessable}},
		"GET /v1/examples/sla":                                {Gives: list[sla.Example]{}},
		"GET /v1/examples/sla/{name}":                         {Document: sla.Agreement{}},
		"GET /v1/examples/decision":                           {Gives: list[decision.Worked]{}},
		"GET /v1/examples/decision/{name}":                    {Document: decision.Decision{}},
		"GET /v1/examples/spend":                              {Files: []string{"text/csv"}},
		"GET /v1/spend/template":                              {Files: []string{"text/csv"}},
		"GET /v1/allowances":                                  {Gives: list[allowance]{}},
		"GET /v1/sources":                                     {Gives: list[england.Source]{}},
		"GET /v1/rules":                                       {Gives: list[ruleItem]{}},
		"GET /v1/rules/{id}":                                  {Gives: ruleItem{}},
		"GET /v1/figures":                                     {Gives: list[commissioning.Figure]{}},
		"GET /v1/market":                                      {Gives: marketDay{}},
		"GET /v1/market/coverage":                             {Gives: coverageList{}},
		"GET /v1/market/{analysis}":                           {Gives: analysisAnswer{}},
		"GET /v1/scenarios":                                   {Gives: list[commissioning.Scenario]{}},
		"GET /v1/scenarios/{scenario}":                        {Gives: commissioning.Scenario{}},

		"POST /v1/check/ccg":         {Takes: ccg.Group{}, Gives: report{}},
		"POST /v1/check/csu":         {Takes: csu.Unit{}, Gives: report{}},
		"POST /v1/check/framework":   {Takes: framework.Agreement{}, Gives: report{}},
		"POST /v1/check/call-off":    {Takes: framework.CallOff{}, Gives: report{}},
		"POST /v1/check/procurement": {Takes: framework.Procurement{}, Gives: report{}},
		"POST /v1/check/sla":         {Takes: sla.Agreement{}, Gives: report{}},
		"POST /v1/check/decision":    {Takes: decision.Decision{}, Gives: report{}},
		"POST /v1/check/market":      {Takes: commissioning.Market{}, Gives: report{}},
		"POST /v1/evaluate":          {Takes: framework.Competition{}, Gives: evaluation{}},
		"POST /v1/sla/charges":       {Takes: sla.Agreement{}, Gives: sla.Schedule{}, Statuses: []int{unprocessable}},
		"POST /v1/sla/performance":   {Takes: sla.Agreement{}, Gives: sla.Performance{}},
		"POST /v1/sla/public":        {Takes: sla.Agreement{}, Gives: sla.PublicView{}, Statuses: []int{unprocessable}},
		"POST /v1/decide":            {Takes: decision.Decision{}, Gives: decided{}, Files: []string{"text/plain"}},
		"POST /v1/what-if":           {Takes: whatIfRequest{}, Gives: whatIfAnswer{}, Statuses: []int{unprocessable}},
		"POST /v1/crosswalk":         {Takes: crosswalkRequest{}, Gives: crosswalkAnswer{}, Statuses: []int{unprocessable}},
		"POST /v1/spend":             {Gives: spendAnswer{}, Statuses: []int{unprocessable}},

		"GET /data/{file}":      {Files: []string{"text/csv", "application/json", "text/markdown"}},
		"GET /schemas/{schema}": {Files: []string{"application/schema+json"}},
		"GET /version":          {Gives: version{}},
		"GET /healthz":          {Gives: healthy{}},
	}
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
