package sla

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// FuzzAgreement shows that no document that decodes makes anything panic or run
// away, that findings lead into the document, and that sums sum.
func FuzzAgreement(f *testing.F) {
	for _, e := range Examples() {
		f.Add([]byte(e.Document))
	}
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"term":{"starts":"0001-01-01","ends":"9999-12-31"},"lines":[{"price":{"kind":"per-unit","volume":1,"bands":[{"from":1,"rate":"1"}]}}],"reviews":{"every":"monthly"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var a Agreement
		if json.Unmarshal(data, &a) != nil {
			return
		}
		checkAgreement(t, &a)
	})
}

// TestScrambled does the same for agreements of random values of every type.
func TestScrambled(t *testing.T) {
	for seed := range seeds(600) {
		var a Agreement
		scramble(reflect.ValueOf(&a).Elem(), rand.New(rand.NewPCG(seed, 9)), 0)
		checkAgreement(t, &a)
	}
}

func checkAgreement(t *testing.T, a *Agreement) {
	t.Helper()
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatalf("the agreement cannot be written: %v", err)
	}
	var again Agreement
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatalf("the agreement cannot be read back: %v\n%s", err, text)
	}
	if twice, err := json.Marshal(&again); err != nil || string(twice) != string(text) {
		t.Fatalf("the agreement comes back as another (-written +read):\n%s", cmp.Diff(string(text), string(twice)))
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	for _, asOf := range []nhs.Date{{}, day("2015-06-30")} {
		r := AgreementRules().Check(&again, rule.Options{AsOf: asOf})
		for _, failure := range r.Failures {
			t.Errorf("%v", failure)
		}
		for _, found := range r.Findings {
			for _, p := range append([]rule.Place{{Path: found.Path}}, found.Related...) {
				if !resolves(document, p.Path) && !resolves(document, p.Path.Parent()) {
					t.Errorf("%s names %q, and neither that nor its parent is in %s", found.Rule, p.Path, text)
				}
			}
		}
		if v, err := View(&again, asOf); err == nil {
			mustMarshal(t, v)
		}
	}
	mustMarshal(t, Assess(&again, ChartOptions{}))
	mustMarshal(t, again.Calendar())
	mustMarshal(t, again.EarlyWarnings(day("2015-06-30"), ChartOptions{Run: 2, Trend: 3, Fewest: 2, Screen: true}))
	if c, err := again.Commitment(day("2015-06-30")); err == nil {
		mustMarshal(t, c)
	}
	s, err := Charges(&again)
	if err != nil {
		return
	}
	mustMarshal(t, s)
	if s.Total != nil {
		if m, ok := s.Between(s.From, s.To); !ok || !m.Equal(*s.Total) {
			t.Errorf("the days of the term cost %s, want %s", m, s.Total)
		}
	}
}

func mustMarshal(t *testing.T, v any) {
	t.Helper()
	if _, err := json.Marshal(v); err != nil {
		t.Errorf("%T cannot be written: %v", v, err)
	}
}

func resolves(document any, p rule.Pointer) bool {
	if p == "" {
		return true
	}
	step, rest, _ := strings.Cut(string(p[1:]), "/")
	if rest != "" {
		rest = "/" + rest
	}
	switch d := document.(type) {
	case map[string]any:
		member, ok := d[step]
		return ok && resolves(member, rule.Pointer(rest))
	case []any:
		i, err := strconv.Atoi(step)
		return err == nil && i < len(d) && resolves(d[i], rule.Pointer(rest))
	}
	return false
}
