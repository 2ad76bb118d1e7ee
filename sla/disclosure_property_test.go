package sla

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/service"
)

// everyPlace returns every place of the agreement, lists and members alike.
func everyPlace(v reflect.Value, at rule.Pointer, yield func(rule.Pointer)) {
	yield(at)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !isLeaf(v.Type().Elem()) {
			everyPlace(v.Elem(), at, func(p rule.Pointer) {
				if p != at {
					yield(p)
				}
			})
		}
	case reflect.Struct:
		if isLeaf(v.Type()) {
			return
		}
		for i := range v.NumField() {
			if name := jsonName(v.Type().Field(i)); at != "" || name != "disclosure" {
				everyPlace(v.Field(i), at+rule.Pointer("/"+name), yield)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			everyPlace(v.Index(i), at+rule.PointerOf(i), yield)
		}
	}
}

// find returns the settable value at the place, or the zero Value where there is
// none.
func find(v reflect.Value, at rule.Pointer) reflect.Value {
	if at == "" {
		return v
	}
	step, rest, _ := strings.Cut(string(at[1:]), "/")
	if rest != "" {
		rest = "/" + rest
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return reflect.Value{}
		}
		return find(v.Elem(), at)
	case reflect.Struct:
		for i := range v.NumField() {
			if jsonName(v.Type().Field(i)) == step {
				return find(v.Field(i), rule.Pointer(rest))
			}
		}
	case reflect.Slice:
		if i, err := strconv.Atoi(step); err == nil && i < v.Len() {
			return find(v.Index(i), rule.Pointer(rest))
		}
	}
	return reflect.Value{}
}

// scramble sets v to something else of its type: other words and numbers, lists of
// another length, members that come or go.
func scramble(v reflect.Value, r *rand.Rand, depth int) {
	text := func(s string) {
		if u, ok := v.Addr().Interface().(interface{ UnmarshalText([]byte) error }); !ok || u.UnmarshalText([]byte(s)) != nil {
			v.SetZero()
		}
	}
	switch v.Interface().(type) {
	case nhs.Date:
		text(day("2013-01-01").AddDays(r.IntN(2000)).String())
		return
	case nhs.Money, nhs.Rate, nhs.Percent, Number:
		text(fmt.Sprintf("%d.%d", r.IntN(100000), r.IntN(10)))
		return
	case nhs.FinancialYear:
		text([]string{"2013/14", "2014/15", "2015/16"}[r.IntN(3)])
		return
	case nhs.OrgID, service.ID:
		v.SetString("leaked-" + strconv.Itoa(r.IntN(9)))
		return
	case service.Nature:
		v.SetString([]string{"transactional", "transformational", "clinical"}[r.IntN(3)])
		return
	case PartyKind:
		v.SetString([]string{"csu", "ccg", "independent"}[r.IntN(3)])
		return
	case PriceKind:
		v.SetString([]string{"fixed", "per-head", "per-unit", "cost-and-volume"}[r.IntN(4)])
		return
	case Direction:
		v.SetString([]string{"higher", "lower"}[r.IntN(2)])
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(marker + strings.Repeat("x", r.IntN(5)))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(r.IntN(1000)))
	case reflect.Pointer:
		if v.SetZero(); r.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			scramble(v.Elem(), r, depth)
		}
	case reflect.Slice:
		if v.SetZero(); depth < 7 && r.IntN(4) > 0 {
			v.Set(reflect.MakeSlice(v.Type(), r.IntN(4), 4))
			for i := range v.Len() {
				scramble(v.Index(i), r, depth+1)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			scramble(v.Field(i), r, depth+1)
		}
	}
}

// clone copies the agreement in depth.
func clone(tb testing.TB, a *Agreement) *Agreement {
	tb.Helper()
	text, err := json.Marshal(a)
	if err != nil {
		tb.Fatal(err)
	}
	var b Agreement
	if err := json.Unmarshal(text, &b); err != nil {
		tb.Fatal(err)
	}
	return &b
}

// twins returns two agreements that differ only in what is withheld.
func twins(tb testing.TB, r *rand.Rand) (*Agreement, *Agreement) {
	names := []string{"partnership", "secret-five-years", "slips", "per-head", "islington-2013"}
	a := example(tb, names[r.IntN(len(names))])
	var places []rule.Pointer
	everyPlace(reflect.ValueOf(a).Elem(), "", func(p rule.Pointer) { places = append(places, p) })
	some := func() rule.Pointer { return places[r.IntN(len(places))] }

	if r.IntN(3) == 0 { // all is withheld but for some parts, and less within them
		a.Disclosure = Disclosure{Default: Confidential, Reason: "test"}
		b := clone(tb, a)
		for range r.IntN(6) {
			a.Disclosure.Parts = append(a.Disclosure.Parts, Part{Path: some(), Level: Public})
		}
		scramble(reflect.ValueOf(b).Elem(), r, 0)
		b.Disclosure = a.Disclosure
		for _, p := range a.Disclosure.Parts {
			if !isAbsent(find(reflect.ValueOf(a).Elem(), p.Path)) {
				graft(reflect.ValueOf(b).Elem(), reflect.ValueOf(a).Elem(), p.Path)
			} else if v := find(reflect.ValueOf(b).Elem(), p.Path); v.IsValid() {
				v.SetZero()
			}
		}
		b.Disclosure = a.Disclosure
		return a, b
	}
	var parts []rule.Pointer
	for range 1 + r.IntN(5) {
		parts = append(parts, some())
	}
	withhold(a, parts...)
	b := clone(tb, a)
	slices.SortFunc(parts, rule.Pointer.Compare) // what holds others first
	for i, p := range parts {
		inside := slices.ContainsFunc(parts[:i], func(q rule.Pointer) bool { return p.HasPrefix(q) })
		if v := find(reflect.ValueOf(b).Elem(), p); v.IsValid() && !inside {
			scramble(v, r, 0)
		}
	}
	b.Disclosure = a.Disclosure
	return a, b
}

// isAbsent reports whether a member is left out where it is written. Whether what
// it would lie in is there is no public matter then.
func isAbsent(v reflect.Value) bool {
	return v.IsValid() && v.IsZero() && (v.Kind() != reflect.Struct || isLeaf(v.Type()))
}

// graft sets the place in b to what a has there, with all that it lies in.
func graft(b, a reflect.Value, at rule.Pointer) {
	if at == "" {
		b.Set(a)
		return
	}
	step, rest, _ := strings.Cut(string(at[1:]), "/")
	if rest != "" {
		rest = "/" + rest
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() {
			b.SetZero()
			return
		}
		if b.IsNil() {
			b.Set(reflect.New(b.Type().Elem()))
		}
		graft(b.Elem(), a.Elem(), at)
	case reflect.Struct:
		for i := range a.NumField() {
			if jsonName(a.Type().Field(i)) == step {
				graft(b.Field(i), a.Field(i), rule.Pointer(rest))
			}
		}
	case reflect.Slice:
		i, err := strconv.Atoi(step)
		if err != nil || i >= a.Len() {
			return
		}
		for b.Len() <= i {
			b.Set(reflect.Append(b, reflect.Zero(b.Type().Elem())))
		}
		graft(b.Index(i), a.Index(i), rule.Pointer(rest))
	}
}

// checkTwins shows that the views of both are the same to the byte, and that
// redaction changes nothing the second time.
func checkTwins(tb testing.TB, r *rand.Rand) {
	a, b := twins(tb, r)
	on := []nhs.Date{{}, day("2014-06-30")}[r.IntN(2)]
	view, other := viewJSON(tb, a, on), viewJSON(tb, b, on)
	if !bytes.Equal(view, other) {
		tb.Fatalf("two agreements that differ only in %+v differ in public:\n%s", a.Disclosure, cmp.Diff(string(view), string(other)))
	}
	if bytes.Contains(view, []byte(marker)) {
		tb.Fatalf("the view holds a word that is withheld by %+v", a.Disclosure)
	}
	public, withheld, err := Redact(a, on)
	if err != nil {
		tb.Fatal(err)
	}
	again, withheldAgain, err := Redact(&public, on)
	if err != nil {
		tb.Fatalf("the redacted agreement cannot be redacted: %v", err)
	}
	if diff := cmp.Diff(public, again); diff != "" {
		tb.Fatalf("to redact again changes (-once +twice):\n%s", diff)
	}
	if diff := cmp.Diff(withheld, withheldAgain); diff != "" {
		tb.Fatalf("to redact again withholds (-once +twice):\n%s", diff)
	}
}

// seeds returns how many random cases to try.
func seeds(n uint64) uint64 {
	if testing.Short() {
		return n / 10
	}
	return n
}

func TestNoLeak(t *testing.T) {
	for seed := range seeds(800) {
		checkTwins(t, rand.New(rand.NewPCG(seed, 0)))
	}
}

// FuzzNoLeak searches for a pair of agreements that differ only in what is
// withheld and can be told apart in public.
func FuzzNoLeak(f *testing.F) {
	f.Add(uint64(0), uint64(1))
	f.Fuzz(func(t *testing.T, x, y uint64) { checkTwins(t, rand.New(rand.NewPCG(x, y))) })
}
