package server

import (
	"net/http"
	"reflect"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/opencommissioning/commissioning/whatif"
)

// A contract is what an endpoint promises beyond its row of the table: the types
// of the JSON that it takes and gives, the media types of what else it gives, and
// the statuses that not every endpoint of its kind has. A page needs one only for
// the last.
type contract struct {
	takes    any
	gives    any
	document any // what is given if it is a document as it would be taken
	files    []string
	statuses []int
}

const unprocessable = http.StatusUnprocessableEntity

// contracts are the promises of the endpoints, by pattern.
func contracts() map[string]contract {
	return map[string]contract{
		"GET /style.css":    {files: []string{"text/css"}},
		"GET /icon.svg":     {files: []string{"image/svg+xml"}},
		"GET /openapi.json": {files: []string{"application/json"}},

		"GET /v1/ccgs":                                        {gives: list[body]{}},
		"GET /v1/ccgs/{code}":                                 {gives: ccgDetail{}},
		"GET /v1/ccgs/{code}/successors":                      {gives: bodyLineage{}},
		"GET /v1/ccgs/{code}/predecessors":                    {gives: bodyLineage{}},
		"GET /v1/icbs":                                        {gives: list[body]{}},
		"GET /v1/icbs/{code}":                                 {gives: icbDetail{}},
		"GET /v1/icbs/{code}/successors":                      {gives: bodyLineage{}},
		"GET /v1/icbs/{code}/predecessors":                    {gives: bodyLineage{}},
		"GET /v1/csus":                                        {gives: unitList{}},
		"GET /v1/csus/{unit}":                                 {gives: unitDetail{}},
		"GET /v1/csus/{unit}/successors":                      {gives: unitLineage{}},
		"GET /v1/csus/{unit}/predecessors":                    {gives: unitLineage{}},
		"GET /v1/csu-counts":                                  {gives: list[unitCount]{}},
		"GET /v1/service-lines":                               {gives: list[service.Line]{}},
		"GET /v1/frameworks":                                  {gives: list[agreement]{}},
		"GET /v1/frameworks/{framework}":                      {gives: agreementDetail{}},
		"GET /v1/frameworks/{framework}/lots/{lot}/suppliers": {gives: supplierList{}},
		"GET /v1/procurement/timetable":                       {gives: framework.Plan{}, statuses: []int{unprocessable}},
		"GET /v1/examples/sla":                                {gives: list[sla.Example]{}},
		"GET /v1/examples/sla/{name}":                         {document: sla.Agreement{}},
		"GET /v1/examples/decision":                           {gives: list[decision.Worked]{}},
		"GET /v1/examples/decision/{name}":                    {document: decision.Decision{}},
		"POST /spend":                                         {statuses: []int{unprocessable}},
		"POST /spend/clean":                                   {files: []string{"text/csv"}},
		"GET /v1/examples/spend":                              {files: []string{"text/csv"}},
		"GET /v1/spend/template":                              {files: []string{"text/csv"}},
		"GET /v1/allowances":                                  {gives: list[allowance]{}},
		"GET /v1/sources":                                     {gives: list[england.Source]{}},
		"GET /v1/rules":                                       {gives: list[ruleItem]{}},
		"GET /v1/rules/{id}":                                  {gives: ruleItem{}},
		"GET /v1/figures":                                     {gives: list[commissioning.Figure]{}},
		"GET /v1/market":                                      {gives: marketDay{}},
		"GET /v1/market/coverage":                             {gives: coverageList{}},
		"GET /v1/market/{analysis}":                           {gives: analysisAnswer{}},
		"GET /v1/scenarios":                                   {gives: list[whatif.Scenario]{}},
		"GET /v1/scenarios/{scenario}":                        {gives: whatif.Scenario{}},

		"POST /v1/check/ccg":         {takes: ccg.Group{}, gives: report{}},
		"POST /v1/check/csu":         {takes: csu.Unit{}, gives: report{}},
		"POST /v1/check/framework":   {takes: framework.Agreement{}, gives: report{}},
		"POST /v1/check/call-off":    {takes: framework.CallOff{}, gives: report{}},
		"POST /v1/check/procurement": {takes: framework.Procurement{}, gives: report{}},
		"POST /v1/check/sla":         {takes: sla.Agreement{}, gives: report{}},
		"POST /v1/check/decision":    {takes: decision.Decision{}, gives: report{}},
		"POST /v1/check/market":      {takes: commissioning.Market{}, gives: report{}},
		"POST /v1/evaluate":          {takes: framework.Competition{}, gives: evaluation{}},
		"POST /v1/sla/charges":       {takes: sla.Agreement{}, gives: sla.Schedule{}, statuses: []int{unprocessable}},
		"POST /v1/sla/performance":   {takes: sla.Agreement{}, gives: sla.Performance{}},
		"POST /v1/sla/public":        {takes: sla.Agreement{}, gives: sla.PublicView{}, statuses: []int{unprocessable}},
		"POST /v1/decide":            {takes: decision.Decision{}, gives: decided{}, files: []string{"text/plain"}},
		"POST /v1/what-if":           {takes: whatIfRequest{}, gives: whatIfAnswer{}, statuses: []int{unprocessable}},
		"POST /v1/crosswalk":         {takes: crosswalkRequest{}, gives: crosswalkAnswer{}, statuses: []int{unprocessable}},
		"POST /v1/spend":             {gives: spendAnswer{}, statuses: []int{unprocessable}},

		"GET /data/{file}":      {files: []string{"text/csv", "application/json", "text/markdown"}},
		"GET /schemas/{schema}": {files: []string{"application/schema+json"}},
		"GET /version":          {gives: version{}},
		"GET /healthz":          {gives: healthy{}},
	}
}

// published returns the name of the JSON Schema that is served for a type. A type
// without one has its schema in the OpenAPI document.
func published() map[reflect.Type]string {
	names := map[reflect.Type]string{}
	for name, d := range Documents() {
		names[reflect.TypeOf(d.Value)] = name
	}
	for name, v := range Answers() {
		names[reflect.TypeOf(v)] = name
	}
	return names
}

// statuses returns every status that the endpoint can answer with, in order. A
// method that a path does not have is refused with 405 before any endpoint is
// reached.
func (e endpoint) statuses(c contract) []int {
	all := []int{http.StatusOK}
	if e.method == http.MethodGet {
		all = append(all, http.StatusNotModified)
	}
	all = append(all, http.StatusBadRequest)
	if e.method == http.MethodPost {
		all = append(all, http.StatusForbidden)
	}
	if len(pathParameters(e.path)) > 0 {
		all = append(all, http.StatusNotFound)
	}
	all = append(all, http.StatusNotAcceptable)
	if e.method == http.MethodPost {
		all = append(all, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	all = append(all, c.statuses...)
	all = append(all, http.StatusInternalServerError)
	if e.isHeavy() {
		all = append(all, http.StatusServiceUnavailable)
	}
	return all
}
