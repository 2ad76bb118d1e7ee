package service_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

func TestParseIDRefuses(t *testing.T) {
	for in, offset := range map[string]int{
		"": 0, "a": 1, "HR": 0, "1a": 0, "-a": 0, "a-": 1, "a--b": 2, "a b": 1, "gp_it": 2, "café": 3,
		strings.Repeat("a", 65): 64, strings.Repeat("é", 1000): 0,
	} {
		id, err := service.ParseID(in)
		var bad *nhs.ParseError
		if !errors.As(err, &bad) || bad.Offset != offset || id != "" {
			t.Errorf("ParseID(%.70q) = %q, %v; want an error at byte %d", in, id, err, offset)
		}
		if bad != nil && len(bad.Input) > 130 {
			t.Errorf("ParseID repeats %d bytes of its input", len(bad.Input))
		}
	}
}

func TestCompareIDs(t *testing.T) {
	if service.ID("finance").Compare("hr") >= 0 || service.ID("hr").Compare("finance") <= 0 || service.ID("hr").Compare("hr") != 0 {
		t.Error("IDs are not in the order of their letters")
	}
}

func TestMustParseID(t *testing.T) {
	if got := service.MustParseID("gp-it"); got != "gp-it" {
		t.Errorf("got %q", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("MustParseID accepts GP IT")
		}
	}()
	service.MustParseID("GP IT")
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"contract-management", "hr", "a1", "HR", "a-", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := service.ParseID(s)
		slug := nhs.OrgID(s).IsSlug() // the same syntax, written elsewhere
		if (err == nil) != slug {
			t.Fatalf("ParseID(%q): %v, but a slug: %v", s, err, slug)
		}
		if err == nil && id.String() != s {
			t.Fatalf("ParseID(%q) = %q", s, id)
		}
	})
}

func FuzzCatalogueJSON(f *testing.F) {
	text, err := json.Marshal(catalogue())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`[{"id":"a1"},{"id":"a1"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c service.Catalogue
		if json.Unmarshal(data, &c) != nil {
			return
		}
		fault := c.Validate()
		for _, l := range c {
			got, ok := c.Lookup(l.ID)
			if ok != (l.ID != "") || ok && got.ID != l.ID {
				t.Fatalf("Lookup(%q) = %q, %v", l.ID, got.ID, ok)
			}
			if by, ok := c.Named(l.Name); fault == nil && (!ok || by.ID != l.ID) {
				t.Fatalf("Named(%q) = %q, %v in a valid catalogue", l.Name, by.ID, ok)
			}
		}
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var again service.Catalogue
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		more, err := json.Marshal(again)
		if err != nil || string(more) != string(text) {
			t.Fatalf("%s\nthen %s, %v", text, more, err)
		}
	})
}

func TestCatalogueLookups(t *testing.T) {
	c := catalogue()
	for _, name := range []string{"finance", "Finance and accounting", "FINANCE AND ACCOUNTING"} {
		if l, ok := c.Named(name); !ok || l.ID != "finance" {
			t.Errorf("Named(%q) = %q, %v", name, l.ID, ok)
		}
	}
	for _, name := range []string{"", "Accounting", "finance "} {
		if l, ok := c.Named(name); ok {
			t.Errorf("Named(%q) = %q", name, l.ID)
		}
	}
	if l, ok := append(c, service.Line{Name: "nameless"}).Lookup(""); ok {
		t.Errorf(`Lookup("") = %q`, l.Name)
	}
}

func TestValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		line service.Line
		want string
	}{
		"no ID":         {service.Line{Name: "X"}, `line 3 ("X"): no ID`},
		"no name":       {service.Line{ID: "xx", Name: " "}, "line 3 (xx): no name"},
		"nature":        {service.Line{ID: "xx", Name: "X", Nature: "TRANSACTIONAL"}, `line 3 (xx): nature "TRANSACTIONAL": want transactional, transformational or clinical`},
		"ID twice":      {service.Line{ID: "hr", Name: "X"}, `line 3 (hr): ID "hr" belongs to line 1 (hr)`},
		"alias":         {service.Line{ID: "xx", Name: "X", Aliases: []string{"Finance"}}, `line 3 (xx): alias "Finance" belongs to line 0 (finance)`},
		"scope":         {service.Line{ID: "xx", Name: "X", Scope: service.Ladder{{ID: "a"}, {}, {ID: "a"}}}, "line 3 (xx): scope: level 1: no ID\nlevel 2: duplicate ID \"a\""},
		"its own alias": {service.Line{ID: "xx", Name: "XX", Aliases: []string{"xx"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			if err := append(catalogue(), tt.line).Validate(); err != nil {
				got = err.Error()
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// The two ladders that sources give, weakest first.
func TestScopeOf(t *testing.T) {
	for line, want := range map[service.ID][]string{
		service.ContractManagement: {"signing", "monitoring", "negotiating"},
		service.ServiceRedesign:    {"advice", "communications", "design"},
	} {
		scope, ok := service.ScopeOf(line)
		var got []string
		for _, level := range scope {
			got = append(got, level.ID)
		}
		if d := cmp.Diff(want, got); d != "" || !ok {
			t.Errorf("%s: %v (-want +got):\n%s", line, ok, d)
		}
		for i, a := range want {
			for j, b := range want {
				if c, ok := scope.Compare(a, b); !ok || c != sign(i-j) {
					t.Errorf("%s against %s = %d, %v", a, b, c, ok)
				}
			}
		}
		scope[0].ID = "mine"
		if again, _ := service.ScopeOf(line); again[0].ID != want[0] {
			t.Errorf("%s: a caller changed the ladder of everybody", line)
		}
	}
	if scope, ok := service.ScopeOf("hr"); ok || scope != nil {
		t.Errorf("ScopeOf(hr) = %v, %v", scope, ok)
	}
	scope, _ := service.ScopeOf(service.ContractManagement)
	if level, ok := scope.Lookup("monitoring"); !ok || level.Name != "Monitoring" {
		t.Errorf("Lookup(monitoring) = %+v, %v", level, ok)
	}
	if _, ok := (service.Ladder{}).Lookup("signing"); ok {
		t.Error("an empty ladder has a level")
	}
}

func sign(n int) int { return min(max(n, -1), 1) }

func TestLookupAllocations(t *testing.T) {
	c := catalogue()
	if n := testing.AllocsPerRun(100, func() {
		c.Lookup("contract-management")
		c.Named("CONTRACT AND PROVIDER MANAGEMENT")
		c[2].Scope.Compare("signing", "negotiating")
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkCatalogueNamed(b *testing.B) {
	c := catalogue()
	b.ReportAllocs()
	for b.Loop() {
		c.Named("CONTRACT AND PROVIDER MANAGEMENT")
	}
}
