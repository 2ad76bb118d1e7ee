package schemagen

import (
	"encoding"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/opencommissioning/commissioning/whatif"
)

const (
	year    = `([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)` // there is no year 0
	day     = year + `-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`
	partial = year + `(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?`
	slug    = `[a-z][a-z0-9]*(-[a-z0-9]+)*`

	longestID     = 64 // characters of an [nhs.OrgID] or a [service.ID]
	longestNumber = 40 // characters of an [sla.Number]; no other number has as many
)

// values are the types that read and write their own text. Each pattern lets in
// whatever the type reads; what no pattern can say, such as that a month has 30
// days, the type says itself.
var values = map[reflect.Type]*jsonschema.Schema{
	reflect.TypeFor[nhs.Money]():   number(1e15, `-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?`, "Pounds sterling with at most two decimals: \"1234.50\". It is written as a string, so that no reader makes a binary fraction of it, and read as a string or a number without an exponent."),
	reflect.TypeFor[nhs.Rate]():    number(1e12, `-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?`, "Pounds per head with at most four decimals: \"24.73\". It is written as a string, and read as a string or a number without an exponent."),
	reflect.TypeFor[nhs.Percent](): number(1e6, `-?((0|[1-9][0-9]{0,5})(\.[0-9]{1,12})?|1000000(\.0{1,12})?)`, "A number of per cent without its sign: \"7.5\". It is written as a string, and read as a string or a number without an exponent."),
	reflect.TypeFor[sla.Number]():  number(1e12, `-?0{0,28}[0-9]{1,12}(\.[0-9]{1,6})?`, "A number with at most six decimals: \"97.5\". It is written as a string, and read as a string or a number without an exponent."),
	reflect.TypeFor[framework.Score](): number(1e6, `-?(0?[0-9]{1,6}(\.[0-9]{1,4})?|1000000(\.0{1,4})?)`,
		"Marks with at most four decimals, up to a million: \"7.5\". They are written as a string, and read as a string or a number without an exponent."),
	reflect.TypeFor[ccg.People](): {Type: "integer", Minimum: new(1.0), Maximum: new(1e9), Description: "A number of people, at least one. One that is not known is left out."},

	reflect.TypeFor[analysis.Concentration](): text(`-?[0-9]+\.[0-9]{2}`, "A concentration in points with two decimals, 10000.00 for a monopoly: \"1111.11\"."),

	reflect.TypeFor[nhs.Date]():             text(day, "A day: 2013-04-01."),
	reflect.TypeFor[nhs.PartialDate]():      text(partial+`|(`+partial+`|\.\.)/(`+partial+`|\.\.)`, "A day as far as it is known: 2013, 2013-04, 2013-04-01, or one day within a range, of which \"..\" leaves an end open: 2014-10/2015-01, ../2015-01."),
	reflect.TypeFor[nhs.Period]():           text(`always|(`+day+`|\.\.)/(`+day+`|\.\.)`, "A run of days, both ends included: 2013-04-01/2022-06-30. \"..\" leaves an end open, and \"always\" is every day."),
	reflect.TypeFor[nhs.FinancialYear]():    text(`(FY ?)?[0-9]{4}[/-]([0-9]{2}|[0-9]{4})`, "A financial year, which begins on 1 April: 2013/14. It is also read as 2013-14, 2013/2014 or FY2013/14."),
	reflect.TypeFor[spend.Month]():          text(`([0-9]{4}-(0[1-9]|1[0-2]))?`, "A month: 2013-04."),
	reflect.TypeFor[nhs.OrgID]():            identifier(`[A-Z0-9]{2,12}|`+slug, "An organisation: its ODS code in upper case (00F) or, for one without, a slug in lower case (north-of-england)."),
	reflect.TypeFor[service.ID]():           identifier(slug, "A service line, as a slug: contract-management."),
	reflect.TypeFor[service.SupplierKind](): {Type: "string", Description: "What sort of body a supplier is: csu, nhs-body, independent, consortium, local-authority or voluntary; nhs and council are read as nhs-body and local-authority."},
	reflect.TypeFor[analysis.Cell]():        {Type: "string", Description: "A cell of a table: an amount as 1234.50, a count, a percentage or a text; empty if it is not known."},
	reflect.TypeFor[rule.Subject]():         {Type: "string", Description: "The kind of what was judged and, if it has one, its identifier: ccg/00F."},
}

// declared are types that write their own JSON, but with the members that they
// are declared with.
var declared = []reflect.Type{reflect.TypeFor[rule.Meta](), reflect.TypeFor[rule.Report](), reflect.TypeFor[whatif.CellChange](), reflect.TypeFor[service.Catalogue]()}

func text(pattern, about string) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: "^(" + pattern + ")$", Description: about}
}

func identifier(pattern, about string) *jsonschema.Schema {
	s := text(pattern, about)
	s.MinLength, s.MaxLength = new(2), new(longestID)
	return s
}

// number is a number up to a bound in either direction, which itself a text may not
// reach if the pattern says so. A number of JSON may: many readers make a binary fraction
// of it, and cannot tell the bound from what lies a penny below.
func number(bound float64, pattern, about string) *jsonschema.Schema {
	return &jsonschema.Schema{
		AnyOf: []*jsonschema.Schema{
			{Type: "string", Pattern: "^(" + pattern + ")$", MaxLength: new(longestNumber)},
			{Type: "number", Minimum: new(-bound), Maximum: new(bound)},
		},
		Description: about,
	}
}

// words are what the values of a small type are written as. Such a type reads no
// other word.
func words(t reflect.Type) []any {
	var list []any
	for i := range 256 {
		v := reflect.New(t).Elem()
		v.SetUint(uint64(i))
		word, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		text := string(word)
		if err == nil && text != "" && !strings.Contains(text, "(") && !slices.Contains(list, any(text)) {
			list = append(list, text)
		}
	}
	return list
}
