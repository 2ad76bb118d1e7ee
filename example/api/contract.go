package api

import (
	"net/http"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/opencommissioning/commissioning/whatif"
)

const unprocessable = http.StatusUnprocessableEntity

// contracts are the contracts of the operations, by pattern.
func contracts() map[string]web.Contract {
	return map[string]web.Contract{
		"GET /v1/ccgs":                                        {Gives: List[Body]{}},
		"GET /v1/ccgs/{code}":                                 {Gives: CCGDetail{}},
		"GET /v1/ccgs/{code}/successors":                      {Gives: Lineage{}},
		"GET /v1/ccgs/{code}/predecessors":                    {Gives: Lineage{}},
		"GET /v1/icbs":                                        {Gives: List[Body]{}},
		"GET /v1/icbs/{code}":                                 {Gives: ICBDetail{}},
		"GET /v1/pcts":                                        {Gives: List[PCTItem]{}},
		"GET /v1/pcts/{code}":                                 {Gives: PCTDetail{}},
		"GET /v1/sub-icbs":                                    {Gives: List[Body]{}},
		"GET /v1/sub-icbs/{code}":                             {Gives: SubICBDetail{}},
		"GET /v1/icbs/{code}/successors":                      {Gives: Lineage{}},
		"GET /v1/icbs/{code}/predecessors":                    {Gives: Lineage{}},
		"GET /v1/csus":                                        {Gives: UnitList{}},
		"GET /v1/csus/{unit}":                                 {Gives: UnitDetail{}},
		"GET /v1/csus/{unit}/successors":                      {Gives: UnitLineage{}},
		"GET /v1/csus/{unit}/predecessors":                    {Gives: UnitLineage{}},
		"GET /v1/csu-counts":                                  {Gives: List[UnitCount]{}},
		"GET /v1/service-lines":                               {Gives: List[service.Line]{}},
		"GET /v1/frameworks":                                  {Gives: List[Agreement]{}},
		"GET /v1/frameworks/{framework}":                      {Gives: AgreementDetail{}},
		"GET /v1/frameworks/{framework}/lots/{lot}/suppliers": {Gives: SupplierList{}},
		"GET /v1/procurement/timetable":                       {Gives: procurement.Plan{}, Statuses: []int{unprocessable}},
		"GET /v1/examples/sla":                                {Gives: List[document.Example]{}},
		"GET /v1/examples/sla/{name}":                         {Document: sla.Agreement{}},
		"GET /v1/examples/decision":                           {Gives: List[document.Example]{}},
		"GET /v1/examples/decision/{name}":                    {Document: decision.Decision{}},
		"GET /v1/examples/spend":                              {Files: []string{"text/csv"}},
		"GET /v1/spend/template":                              {Files: []string{"text/csv"}},
		"GET /v1/allowances":                                  {Gives: List[Allowance]{}},
		"GET /v1/sources":                                     {Gives: List[england.Source]{}},
		"GET /v1/rules":                                       {Gives: List[RuleItem]{}},
		"GET /v1/rules/{id}":                                  {Gives: RuleItem{}},
		"GET /v1/figures":                                     {Gives: List[commissioning.Figure]{}},
		"GET /v1/market":                                      {Gives: MarketDay{}},
		"GET /v1/market/coverage":                             {Gives: CoverageList{}},
		"GET /v1/market/{analysis}":                           {Gives: AnalysisAnswer{}},
		"GET /v1/scenarios":                                   {Gives: List[whatif.Scenario]{}},
		"GET /v1/scenarios/{scenario}":                        {Gives: whatif.Scenario{}},

		"POST /v1/check/ccg":         {Takes: ccg.Group{}, Gives: Report{}},
		"POST /v1/check/csu":         {Takes: csu.Unit{}, Gives: Report{}},
		"POST /v1/check/framework":   {Takes: framework.Agreement{}, Gives: Report{}},
		"POST /v1/check/call-off":    {Takes: framework.CallOff{}, Gives: Report{}},
		"POST /v1/check/procurement": {Takes: procurement.Procurement{}, Gives: Report{}},
		"POST /v1/check/sla":         {Takes: sla.Agreement{}, Gives: Report{}},
		"POST /v1/check/decision":    {Takes: decision.Decision{}, Gives: Report{}},
		"POST /v1/check/market":      {Takes: commissioning.Market{}, Gives: Report{}},
		"POST /v1/evaluate":          {Takes: framework.Competition{}, Gives: Evaluation{}},
		"POST /v1/sla/charges":       {Takes: sla.Agreement{}, Gives: sla.Schedule{}, Statuses: []int{unprocessable}},
		"POST /v1/sla/performance":   {Takes: sla.Agreement{}, Gives: sla.Performance{}},
		"POST /v1/sla/public":        {Takes: sla.Agreement{}, Gives: sla.PublicView{}, Statuses: []int{unprocessable}},
		"POST /v1/decide":            {Takes: decision.Decision{}, Gives: Decided{}, Files: []string{"text/plain"}},
		"POST /v1/market/{analysis}": {Takes: commissioning.Market{}, Gives: AnalysisAnswer{}},
		"POST /v1/what-if":           {Takes: WhatIfRequest{}, Gives: WhatIfAnswer{}, Statuses: []int{unprocessable}},
		"POST /v1/crosswalk":         {Takes: CrosswalkRequest{}, Gives: CrosswalkAnswer{}, Statuses: []int{unprocessable}},
		"POST /v1/spend":             {Upload: SpendTypes(), Gives: SpendAnswer{}, Statuses: []int{unprocessable}},

		"GET /data/{file}":      {Files: []string{"text/csv", "application/json", "text/markdown"}},
		"GET /schemas/{schema}": {Files: []string{"application/schema+json"}},
		"GET /version":          {Gives: Version{}},
		"GET /healthz":          {Gives: Healthy{}},
	}
}
