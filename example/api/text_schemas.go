package api

import (
	"encoding/json"
	"reflect"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// TextSchemas are the JSON Schemas of the types that write their own text, where more
// can be said of it than that it is a string.
func TextSchemas() map[reflect.Type]map[string]any {
	return map[reflect.Type]map[string]any{
		reflect.TypeFor[nhs.Date]():          {"type": "string", "format": "date"},
		reflect.TypeFor[nhs.FinancialYear](): {"type": "string", "pattern": "^[0-9]{4}/[0-9]{2}$"},
		reflect.TypeFor[nhs.Money]():         {"type": "string", "pattern": `^-?[0-9]+\.[0-9]{2}$`, "description": "pounds sterling"},
		reflect.TypeFor[nhs.Rate]():          {"type": "string", "pattern": `^-?[0-9]+(\.[0-9]{1,4})?$`, "description": "pounds per head"},
		reflect.TypeFor[nhs.Percent]():       {"type": "string", "pattern": `^-?[0-9]+(\.[0-9]+)?$`, "description": "percentage"},
		reflect.TypeFor[nhs.Tristate]():      {"type": "string", "enum": []string{"yes", "no", "unknown"}},
		reflect.TypeFor[rule.Severity]():     {"type": "string", "enum": Severities()},
		reflect.TypeFor[rule.Basis]():        {"type": "string", "enum": Bases()},
		reflect.TypeFor[json.RawMessage]():   {},
		reflect.TypeFor[analysis.Result]():   {"type": "object", "description": "the result of the analysis, with its own members; coverage says what is missing"},
		reflect.TypeFor[scenarioOrID]():      {"description": "a scenario, or the ID of one at /v1/scenarios"},
	}
}
