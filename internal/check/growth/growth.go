package growth

import (
	"encoding"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

const (
	few  = 250 // items
	many = 16 * few
	long = 100_000 // bytes
)

// Linear grows the documents in the folders of fsys that are fixtures of rules of the set
// (the first that keeps a rule and the first that breaks it): each list, to many items
// that are alike or have identifiers of their own, and every text outside the list, to
// many bytes. It fails if what a check of that rule allocates, or the report that it makes
// without limits, grows faster than the document.
func Linear[T any](t *testing.T, fsys fs.FS, set rule.Set[T], decode func([]byte) (T, error)) {
	t.Helper()
	grown := 0
	for id, c := range casesOf(t, fsys, set, decode) {
		for _, d := range c {
			grown += d.hold(t, string(id), t.Errorf)
		}
	}
	if grown == 0 {
		t.Error("no fixture has a list to grow")
	}
	t.Logf("%d ways to grow a fixture", grown)
}

// A grower is a fixture with the rule that it is for.
type grower[T any] struct {
	name   string
	text   []byte
	asOf   nhs.Date
	only   rule.Set[T]
	decode func([]byte) (T, error)
}

// casesOf returns the fixtures to grow, by rule.
func casesOf[T any](tb testing.TB, fsys fs.FS, set rule.Set[T], decode func([]byte) (T, error)) map[rule.ID][]grower[T] {
	tb.Helper()
	cases := make(map[rule.ID][]grower[T])
	for m := range set.All() {
		only, err := set.Select(m.ID)
		if err != nil {
			tb.Fatal(err)
		}
		entries, err := fs.ReadDir(fsys, string(m.ID))
		if err != nil {
			continue // a rule that is lifted into the set has its fixtures elsewhere
		}
		had := make(map[string]bool)
		for _, e := range entries {
			kind, _, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".json"), "-")
			if had[kind] || kind == "edge" {
				continue
			}
			data, err := fs.ReadFile(fsys, path.Join(string(m.ID), e.Name()))
			if err != nil {
				tb.Fatal(err)
			}
			var f struct {
				AsOf     nhs.Date `json:"as_of"`
				Document json.RawMessage
			}
			if err := json.Unmarshal(data, &f); err != nil {
				tb.Fatal(err)
			}
			if _, err := decode(f.Document); err != nil {
				continue // it is a fixture of another kind of document
			}
			had[kind] = true
			cases[m.ID] = append(cases[m.ID], grower[T]{path.Join(string(m.ID), e.Name()), f.Document, f.AsOf, only, decode})
		}
	}
	return cases
}

// A cost is what checking a document took.
type cost struct {
	allocated, reported int // bytes
	findings            int
}

func (g *grower[T]) check(v *T) rule.Report {
	return g.only.Check(v, rule.Options{AsOf: g.asOf, MaxPerRule: -1, MaxFindings: -1})
}

func (g *grower[T]) measure(v *T) (cost, error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := g.check(v)
	runtime.ReadMemStats(&after)
	text, err := json.Marshal(r)
	return cost{int(after.TotalAlloc - before.TotalAlloc), len(text), len(r.Findings)}, err
}

// hold grows the fixture in every way, and returns how many there are. It calls fail for
// each that costs too much.
func (g *grower[T]) hold(t *testing.T, rule string, fail func(format string, args ...any)) int {
	t.Helper()
	ways := 0
	for i := range g.lists(t) {
		for _, distinct := range []bool{false, true} {
			ways++
			how := fmt.Sprintf("%s: list %s of %s", rule, g.lists(t)[i].at, g.name)
			small, big := g.grow(t, i, few, distinct, 0), g.grow(t, i, many, distinct, 0)
			if most := 2*big.times*small.allocated + 1<<20; big.allocated > most {
				fail("%s: %d bytes are allocated for %d items and %d for %d", how, small.allocated, few, big.allocated, many)
			}
			if most := 2*big.times*small.reported + 1<<16; big.reported > most {
				fail("%s: a report of %d bytes for %d items and of %d for %d", how, small.reported, few, big.reported, many)
			}
			stretched := g.grow(t, i, few, distinct, long)
			more := 8*stretched.texts*long + stretched.findings*perFinding + 1<<20
			if stretched.allocated > small.allocated+more {
				fail("%s: %d bytes are allocated with %d items, and %d if %d texts outside the list have %d bytes more", how, small.allocated, few, stretched.allocated, stretched.texts, long)
			}
			if most := stretched.findings*perFinding + 1<<16; stretched.reported > most {
				fail("%s: a report of %d bytes for %d findings, with texts of %d bytes", how, stretched.reported, stretched.findings, long)
			}
		}
	}
	return ways
}

// perFinding is how many bytes a finding may take that repeats what it can: its message,
// some params, places and notes.
const perFinding = 8 << 10

// A sample is a grown document that was checked.
type sample struct {
	cost
	times int // how much longer the list is than of few items
	texts int // how many texts are stretched
}

// grow checks a copy of the fixture with items more in a list, and bytes more in each
// text outside it.
func (g *grower[T]) grow(t *testing.T, list, items int, distinct bool, bytes int) sample {
	t.Helper()
	v, texts := g.grown(t, list, items, distinct, bytes)
	c, err := g.measure(v)
	if err != nil {
		t.Fatalf("%s: %v", g.name, err)
	}
	return sample{c, items / few, texts}
}

func (g *grower[T]) grown(tb testing.TB, list, items int, distinct bool, bytes int) (*T, int) {
	tb.Helper()
	v, err := g.decode(g.text)
	if err != nil {
		tb.Fatal(err)
	}
	l := listsIn(reflect.ValueOf(&v).Elem(), "", nil)[list]
	texts := 0
	if bytes > 0 {
		texts = stretch(reflect.ValueOf(&v).Elem(), l.value, strings.Repeat("x", bytes))
	}
	lengthen(l.value, items, distinct)
	return &v, texts
}

// A list is one in a document that has an item to repeat.
type list struct {
	at    string
	value reflect.Value
}

func (g *grower[T]) lists(tb testing.TB) []list {
	tb.Helper()
	v, err := g.decode(g.text)
	if err != nil {
		tb.Fatal(err)
	}
	return listsIn(reflect.ValueOf(&v).Elem(), "", nil)
}

// listsIn returns the lists of a value in order; of the items of a list it looks into the
// first.
func listsIn(v reflect.Value, at string, all []list) []list {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return listsIn(v.Elem(), at, all)
		}
	case reflect.Slice:
		if v.Len() == 0 || !v.CanSet() {
			return all
		}
		return listsIn(v.Index(0), at+"/0", append(all, list{at, v}))
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				all = listsIn(v.Field(i), at+"/"+name, all)
			}
		}
	}
	return all
}

// lengthen repeats the last item of a list. Distinct items get identifiers of their own.
func lengthen(list reflect.Value, items int, distinct bool) {
	n := list.Len()
	grown := reflect.MakeSlice(list.Type(), n+items, n+items)
	reflect.Copy(grown, list)
	for i := n; i < grown.Len(); i++ {
		grown.Index(i).Set(list.Index(n - 1))
		if distinct {
			number(grown.Index(i), i)
		}
	}
	list.Set(grown)
}

// number gives an item an identifier of its own.
func number(item reflect.Value, i int) {
	switch item.Kind() {
	case reflect.String:
		item.SetString(numbered(item.String(), i))
	case reflect.Struct:
		for _, name := range []string{"ID", "Code", "Slug"} {
			if f := item.FieldByName(name); f.Kind() == reflect.String {
				number(f, i)
			}
		}
	}
}

func numbered(id string, i int) string {
	if id == "" || id == strings.ToUpper(id) {
		return fmt.Sprintf("A%05d", i)
	}
	return fmt.Sprintf("%s-%d", id, i)
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// stretch adds to every text outside a list that has no limit of its type, and returns how
// many there were.
func stretch(v, outside reflect.Value, more string) int {
	if v.CanAddr() && v.Addr().Interface() == outside.Addr().Interface() {
		return 0
	}
	n := 0
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return stretch(v.Elem(), outside, more)
		}
	case reflect.String:
		if v.CanSet() && !v.Addr().Type().Implements(textUnmarshaler) {
			v.SetString(v.String() + more)
			return 1
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += stretch(v.Index(i), outside, more)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n += stretch(v.Field(i), outside, more)
			}
		}
	}
	return n
}
