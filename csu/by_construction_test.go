package csu_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// TestPartialDatesStayPartial shows that CSU-03 cannot be broken: a month comes
// out as it went in, and is not taken for its first day.
func TestPartialDatesStayPartial(t *testing.T) {
	var u csu.Unit
	if err := json.Unmarshal([]byte(`{"slug": "yorkshire-humber", "stage": "unit", "opened": "2014-10", "closed": "2016"}`), &u); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(u)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"opened":"2014-10"`, `"closed":"2016"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s does not hold %s", text, want)
		}
	}
	for on, want := range map[string]nhs.Tristate{
		"2014-09-30": nhs.No, "2014-10-01": nhs.Unknown, "2014-10-30": nhs.Unknown, "2014-10-31": nhs.Yes,
		"2015-12-31": nhs.Yes, "2016-01-01": nhs.Unknown, "2016-12-30": nhs.Unknown, "2016-12-31": nhs.No,
	} {
		if got := u.OpenOn(day(on)); got != want {
			t.Errorf("open on %s: %s, want %s", on, got, want)
		}
	}
	// Every date of a unit and of what is in it is of the type that keeps this.
	seen := make(map[reflect.Type]bool)
	var look func(typ reflect.Type, at string)
	look = func(typ reflect.Type, at string) {
		switch typ.Kind() {
		case reflect.Slice, reflect.Pointer:
			look(typ.Elem(), at)
		case reflect.Struct:
			if typ == reflect.TypeFor[nhs.Date]() {
				t.Errorf("%s is a date that cannot be partial", at)
			}
			if seen[typ] || typ.PkgPath() != reflect.TypeFor[csu.Unit]().PkgPath() {
				return
			}
			seen[typ] = true
			for i := range typ.NumField() {
				look(typ.Field(i).Type, at+"."+typ.Field(i).Name)
			}
		}
	}
	look(reflect.TypeFor[csu.Unit](), "Unit")
}

// TestAnyCustomerAnywhere shows that CSU-24 cannot be broken: Tower Hamlets paid
// the North of England unit, and nothing is said of it, for nothing has a region.
func TestAnyCustomerAnywhere(t *testing.T) {
	r := england(t)
	u, _ := r.Unit("north-of-england")
	far := false
	for _, c := range u.Customers {
		far = far || c.ID == "08V"
	}
	if !far {
		t.Error("Tower Hamlets is not among the customers of North of England")
	}
	for _, f := range csu.UnitRules().Check(&u, rule.Options{}).Findings {
		if f.Path.HasPrefix("/customers") {
			t.Error(f)
		}
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[csu.Unit](), reflect.TypeFor[csu.Customer](), reflect.TypeFor[csu.Payer]()} {
		for i := range typ.NumField() {
			if name := typ.Field(i).Name; strings.Contains(name, "Region") || strings.Contains(name, "Area") {
				t.Errorf("%s.%s could be held against a customer", typ, name)
			}
		}
	}
}
