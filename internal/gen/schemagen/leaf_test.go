package schemagen

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/example/api"
)

// candidates lie on both sides of every bound of a leaf: lengths of texts, sizes and
// decimals of numbers, forms of dates and identifiers.
func candidates() []string {
	quoted := []string{"", "a", "A", "ab", "AB", "a-b", "a--b", "-ab", "ab-", "Ab", "a b", "7", "07", "+1", ".5", "5.", "1.", "-", "--1", "1e3", "NaN"}
	for _, n := range []int{12, 13, 40, 41, 64, 65, 100, 101} {
		quoted = append(quoted, strings.Repeat("a", n), strings.Repeat("A", n), strings.Repeat("é", n), strings.Repeat("9", n), strings.Repeat("0", n))
	}
	for _, n := range []int{6, 7, 8, 12, 13, 15, 16, 18, 19} { // digits before the point
		for _, decimals := range []int{0, 1, 2, 3, 4, 5, 6, 7, 12, 13} {
			for _, digit := range []string{"9", "0"} {
				text := strings.Repeat(digit, n)
				if decimals > 0 {
					text += "." + strings.Repeat(digit, decimals)
				}
				quoted = append(quoted, text, "-"+text, "1"+text)
			}
		}
	}
	for _, date := range []string{"0000", "0001", "9999", "10000", "2013", "2013-04", "2013-13", "2013-4", "0000-01-01", "0001-01-01", "9999-12-31", "2013-04-31", "2013-04-00", "2013-04-01"} {
		quoted = append(quoted, date, date+"/..", "../"+date, date+"/"+date, "FY"+date)
	}
	quoted = append(quoted, "..", "../..", "always", "2013/14", "2013-14", "2013/2014", "FY 2013/14", "FY  2013/14", "yes", "no", "unknown", "merger", "public", "csu", "nhs")
	list := []string{"null", "true", "[]", "{}", "0", "1", "-1", "1.5", "999999.5", "1000001", "-1000001", "1000000000", "1000000001",
		"999999999999", "1000000000001", "999999999999999", "1000000000000001", "9223372036854775000", "9223372036854779999", "1e400"}
	for _, text := range quoted {
		list = append(list, string(mustMarshal(text)))
	}
	return list
}

func mustMarshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

// A leaf is a place of a document, and a function that writes the smallest document
// with a value there.
type leaf struct {
	at    string
	t     reflect.Type
	write func(value string) string
}

// leavesOf walks a type down to its leaves, each type of struct once on a way down.
func leavesOf(t reflect.Type, at string, write func(string) string, above []reflect.Type) []leaf {
	if t.Kind() == reflect.Pointer {
		return leavesOf(t.Elem(), at, write, above)
	}
	if isOpaque(t) || t.Kind() != reflect.Struct && t.Kind() != reflect.Slice && t.Kind() != reflect.Map {
		return []leaf{{at, t, write}}
	}
	if slices.Contains(above, t) {
		return nil
	}
	above = append(slices.Clip(above), t)
	switch t.Kind() {
	case reflect.Slice:
		return leavesOf(t.Elem(), at+"/0", func(v string) string { return write("[" + v + "]") }, above)
	case reflect.Map:
		some := strings.Trim(sampleOf(t.Elem()), `"`)
		keys := leavesOf(t.Key(), at+"/key", func(v string) string {
			if v[0] != '"' {
				return write(v) // no key is anything but a text
			}
			return write(fmt.Sprintf("{%s:%q}", v, some))
		}, above)
		return append(keys, leavesOf(t.Elem(), at+"/00F", func(v string) string { return write(`{"00F":` + v + "}") }, above)...)
	}
	var all []leaf
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || name == "" {
			continue
		}
		all = append(all, leavesOf(f.Type, at+"/"+name, func(v string) string {
			members := []string{fmt.Sprintf("%q:%s", name, v)}
			for _, other := range reflect.VisibleFields(t) {
				called, options, _ := strings.Cut(other.Tag.Get("json"), ",")
				if called != name && called != "" && options == "" && reflect.PointerTo(other.Type).Implements(reflect.TypeFor[json.Unmarshaler]()) {
					members = append(members, fmt.Sprintf("%q:%s", called, sampleOf(other.Type)))
				}
			}
			return write("{" + strings.Join(members, ",") + "}")
		}, above)...)
	}
	return all
}

// sampleOf is a value of a type of which a document cannot be without one.
func sampleOf(t reflect.Type) string {
	for _, text := range []string{`"1"`, "1", `"2013-04-01"`, `"2013/14"`} {
		if json.Unmarshal([]byte(text), reflect.New(t).Interface()) == nil {
			return text
		}
	}
	panic(fmt.Sprintf("no value is known of a %s", t))
}

// beyondSchemas match the candidates that the decoder refuses and no schema can, by what
// the type is called.
var beyondSchemas = map[string]*regexp.Regexp{
	"nhs.Date":          regexp.MustCompile(`2013-04-31`), // April has 30 days
	"nhs.PartialDate":   regexp.MustCompile(`2013-04-31`),
	"nhs.Period":        regexp.MustCompile(`2013-04-31|9999-12-31"`),                              // it ends on the day before an end that must exist
	"nhs.FinancialYear": regexp.MustCompile(`-13|-04|(0001|0000|2013|9999)/(0001|0000|2013|9999)`), // two years that do not follow one another
}

// some are the candidates for a leaf of a type that has had all of them elsewhere.
func some(all []string) []string {
	var list []string
	for i, text := range all {
		if i < 21 || i%31 == 0 || strings.Contains(`"2013-04-01" "2013/14" "yes" "merger" "always"`, text) || len(text) == 66 || len(text) == 67 || len(text) == 102 || len(text) == 103 {
			list = append(list, text)
		}
	}
	return list
}

// TestLeavesAgree holds the decoder and the schema together on every leaf of every kind
// of document, on both sides of every bound.
func TestLeavesAgree(t *testing.T) {
	var tried, taken int
	all := candidates()
	few := some(all)
	had := map[reflect.Type]bool{}
	seen := map[string]bool{}
	documents := api.Documents()
	for _, k := range kinds(t) {
		for _, l := range leavesOf(reflect.TypeOf(documents[k.name].Value), "", func(v string) string { return v }, nil) {
			decoded, refused := 0, 0
			values := all
			if had[l.t] {
				values = few
			}
			had[l.t] = true
			for _, value := range values {
				text := []byte(l.write(value))
				bad := k.decode(text)
				wrong := accepts(k.schema, text)
				tried++
				switch {
				case bad == nil && wrong == nil:
					decoded++
				case bad != nil && wrong != nil:
					refused++
				case bad != nil && beyondSchemas[typeName(l.t)] != nil && beyondSchemas[typeName(l.t)].MatchString(value):
				default:
					key := fmt.Sprint(l.t, value)
					if !seen[key] {
						t.Errorf("%s%s, a %s: %.120s: the decoder says %v, the schema %.200v", k.name, l.at, l.t, value, bad, wrong)
					}
					seen[key] = true
				}
			}
			taken += decoded
			if decoded == 0 || refused == 0 {
				t.Errorf("%s%s, a %s: %d candidates are taken and %d refused; want some of each", k.name, l.at, l.t, decoded, refused)
			}
		}
	}
	t.Logf("%d candidates, %d taken", tried, taken)
}
