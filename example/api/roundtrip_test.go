package api

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/whatif"
)

// TestWhatIsEncodedIsDecoded encodes values of every type of document, from the zero value
// to one with everything in it, and wants each to be decoded, and to the same.
func TestWhatIsEncodedIsDecoded(t *testing.T) {
	documents := Documents()
	documents["what-if"] = documentOf[whatif.WhatIf]()
	for name, d := range documents {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(6, 17))
			for i := range 200 {
				v := reflect.New(reflect.TypeOf(d.Value))
				fill(rng, v.Elem(), float64(i)/150, 0) // the first is the zero value, the last fifty are full
				text, err := json.Marshal(v.Interface())
				if err != nil {
					t.Fatalf("value %d cannot be encoded: %v\n%+v", i, err, v)
				}
				if err := d.Decode(text); err != nil {
					t.Fatalf("value %d is encoded and cannot be decoded: %v\n%.600s", i, err, text)
				}
				back := reflect.New(v.Elem().Type())
				if err := json.Unmarshal(text, back.Interface()); err != nil {
					t.Fatal(err)
				}
				again, err := json.Marshal(back.Interface())
				if err != nil || string(again) != string(text) {
					t.Fatalf("value %d is encoded as %s\nand, when decoded, as %s: %v", i, text, again, err)
				}
				if diff := cmp.Diff(v.Interface(), back.Interface(), cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("value %d (-encoded +decoded):\n%s", i, diff)
				}
			}
		})
	}
}

// fill gives a value some of its parts, each with a probability.
func fill(rng *rand.Rand, v reflect.Value, p float64, depth int) {
	if v.Type() == reflect.TypeFor[ccg.People]() {
		v.SetInt(1 + rng.Int64N(1_000_000_000)) // a population without its number is refused: see ccg.Population
		return
	}
	if rng.Float64() >= p || depth > 8 {
		if v.Kind() != reflect.Struct || readsItself(v.Type()) {
			return
		}
		p = 0 // but for what must be there
	}
	if v.CanAddr() && readsItself(v.Type()) {
		texts := samplesOf(v.Type())
		if err := json.Unmarshal([]byte(texts[rng.IntN(len(texts))]), v.Addr().Interface()); err != nil {
			panic(err)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(rng, v.Elem(), p, depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				fill(rng, v.Field(i), p, depth)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+rng.IntN(2), 2))
		for i := range v.Len() {
			if e := v.Index(i); e.Kind() == reflect.Struct && !readsItself(e.Type()) {
				fill(rng, e, p, depth+1)
			} else {
				fill(rng, e, 1, depth+1) // nothing can stand in a list for an identifier that is not known
			}
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(rng, key, 1, depth+1)
		fill(rng, value, 1, depth+1)
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString([]string{"a", "two words", "<é & \"q\">", "\u2028\x00\n", strings.Repeat("w", document.MaxID)}[rng.IntN(5)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{1, -1, 1 << 62}[rng.IntN(3)])
	case reflect.Uint64:
		v.SetUint(1 << 62)
	default:
		panic(fmt.Sprintf("no value of a %s is known", v.Type()))
	}
}

func readsItself(t reflect.Type) bool {
	_, reads := reflect.New(t).Interface().(interface{ UnmarshalText([]byte) error })
	_, readsJSON := reflect.New(t).Interface().(interface{ UnmarshalJSON([]byte) error })
	return reads || readsJSON
}

// samplesOf are the texts that a type reads, of many that some type does.
func samplesOf(t reflect.Type) []string {
	var list []string
	for _, text := range []string{
		`"00F"`, `"north-of-england"`, `"contract-management"`, `"2013-04-01"`, `"9999-12-31"`, `"2013"`, `"2013-04"`, `"2013-04-01/2014-03-31"`, `"2013-04/.."`, `"always"`,
		`"2013/14"`, `"1999/00"`, `"12.50"`, `"-0.5"`, `"0"`, `"999999999999999.99"`, `"0.000000000001"`, `7`, `1000000000`, `"yes"`, `"no"`, `"unknown"`, `"merger"`, `"split"`, `"boundary-change"`, `"csu"`, `"nhs"`, `"exactly"`,
		`"sla"`, `"lpf"`, `"{}"`, `{}`,
	} {
		if json.Unmarshal([]byte(text), reflect.New(t).Interface()) == nil {
			list = append(list, text)
		}
	}
	if list == nil {
		panic(fmt.Sprintf("no text is known that a %s reads", t))
	}
	return list
}
