package rule_test

import (
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
)

func TestLifted(t *testing.T) {
	r := agreementRules().Check(faulty(), rule.Options{})
	if diff := gocmp.Diff([]string{
		"HO-01 agreement/A1 /host/name",
		"GL-01 goal/accuracy /lines/0/targets/1/percent",
		"LN-01 service/it /lines/1/price",
		"GL-01 goal/uptime /lines/1/targets/0/percent",
		"AG-02 agreement/A1 /price",
	}, where(r)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if want := (rule.Counts{Error: 5, Found: 5, Passed: 3}); r.Counts != want {
		t.Errorf("counts %+v, want %+v", r.Counts, want)
	}
	var related [][]rule.Place
	for _, f := range r.Findings {
		related = append(related, f.Related)
	}
	if diff := gocmp.Diff([][]rule.Place{
		nil,
		{{"/lines/0/targets/1/name", "the goal is accuracy"}},
		{{"/lines/1", "the whole line"}},
		{{"/lines/1/targets/0/name", "the goal is uptime"}},
		{{"/lines/0/price", "line 1"}, {"/lines/1/price", "line 2"}},
	}, related); diff != "" {
		t.Errorf("related places (-want +got):\n%s", diff)
	}
	if got := slices.Sorted(maps.Keys(r.Rules)); !slices.Equal(got, []rule.ID{"AG-02", "GL-01", "HO-01", "LN-01"}) {
		t.Errorf("the report describes %v", got)
	}
	if got := r.Rules["GL-01"].Subject; got != "goal" {
		t.Errorf("a goal's rule judges a %q", got)
	}
}

// A whole in a whole in a whole: pointers gain a step for each.
func TestLiftedThreeDeep(t *testing.T) {
	type register struct{ current, former *[]agreement }
	members := rule.Lift("items", func(as *[]agreement) []agreement { return *as }, agreementRules())
	s := rule.Join(
		rule.LiftOne("current", func(r *register) *[]agreement { return r.current }, members),
		rule.LiftOne("for/mer", func(r *register) *[]agreement { return r.former }, members))
	r := s.Check(&register{former: &[]agreement{{price: 1}, *faulty()}}, rule.Options{})
	if diff := gocmp.Diff([]string{
		"HO-01 agreement/A1 /for~1mer/items/1/host/name",
		"GL-01 goal/accuracy /for~1mer/items/1/lines/0/targets/1/percent",
		"LN-01 service/it /for~1mer/items/1/lines/1/price",
		"GL-01 goal/uptime /for~1mer/items/1/lines/1/targets/0/percent",
		"AG-02 agreement/A1 /for~1mer/items/1/price",
	}, where(r)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if got := r.Findings[1].Related[0].Path; got != "/for~1mer/items/1/lines/0/targets/1/name" {
		t.Errorf("the related place is %s", got)
	}
	if err := s.Validate(); err != nil {
		t.Errorf("a rule that is lifted twice is refused: %v", err)
	}
}

func TestLiftOneOfNil(t *testing.T) {
	s := rule.LiftOne("host", func(a *agreement) *host { return a.host },
		rule.NewSet("host", nil, rule.Rule[host]{Meta: meta("HO-01"), Check: func(rule.Pass, *host) rule.Findings { panic("called") }}))
	if r := s.Check(&agreement{}, rule.Options{}); r.Counts != (rule.Counts{}) || r.Failures != nil {
		t.Errorf("no host was judged: %+v", r)
	}
	want := []rule.Explanation{{Rule: "HO-01", Subject: rule.Subject{Kind: "host"}, Path: "/host", Outcome: rule.NotApplicable, Note: "there are none"}}
	if diff := gocmp.Diff(want, s.Explain(&agreement{}, rule.Options{})); diff != "" {
		t.Errorf("explained (-want +got):\n%s", diff)
	}
}

func TestJoin(t *testing.T) {
	one, two := set(finds(meta("AG-01"))), rule.NewSet("deal", nil, finds(meta("AG-02"))) // what the second cannot name, the first can
	silent := rule.Rule[service]{Meta: meta("LN-01"), Check: func(rule.Pass, *service) rule.Findings { return nil }}
	nowhere := rule.Lift("lines", func(*agreement) []service { return nil }, rule.NewSet("service", nil, silent))
	for _, s := range []rule.Set[agreement]{
		rule.Join(nowhere, one, two), rule.Join(one, nowhere, two), rule.Join(rule.Join(one), rule.Join(two, nowhere)),
		rule.Join(rule.Set[agreement]{}, one, rule.Join(nowhere), two),
	} {
		got := where(s.Check(&agreement{id: "A1"}, rule.Options{}))
		if want := []string{"AG-01 agreement/A1 ", "AG-02 agreement/A1 "}; !slices.Equal(got, want) {
			t.Errorf("joined sets find %q, want %q", got, want)
		}
		with, err := s.With(finds(meta("AG-03")))
		if err != nil {
			t.Fatal(err)
		}
		got = where(with.Check(&agreement{id: "A1"}, rule.Options{}))
		if want := "AG-03 agreement/A1 "; len(got) != 3 || got[2] != want {
			t.Errorf("with another rule they find %q, want %q last", got, want)
		}
	}
	empty, err := rule.Join(nowhere, set(), rule.NewSet[agreement]("deal", nil)).With(finds(meta("AG-03")))
	if err != nil {
		t.Fatal(err)
	}
	if got := where(empty.Check(&agreement{id: "A1"}, rule.Options{})); !slices.Equal(got, []string{"AG-03 agreement/A1 "}) {
		t.Errorf("sets without rules, with a rule, find %q", got)
	}
	if got := ids(rule.Join(one, nowhere)); !slices.Equal(got, []rule.ID{"AG-01", "LN-01"}) {
		t.Errorf("rules %v", got)
	}
	if got := ids(one); len(got) != 1 {
		t.Errorf("joining changed a set: it has %v", got)
	}
}

// Joined sets keep their own names; only one without takes those of another, the
// first that has them.
func TestJoinNames(t *testing.T) {
	named := func(kind string, found rule.ID) rule.Set[agreement] {
		return rule.NewSet(kind, func(a *agreement) string { return kind[:1] + a.id }, finds(meta(found)))
	}
	first, second := named("first", "AG-01"), named("second", "AG-02")
	unnamed := rule.NewSet("deal", nil, finds(meta("AG-03")))
	want := []string{"AG-01 first/fA1 ", "AG-02 second/sA1 ", "AG-03 first/fA1 "}
	for i, s := range []rule.Set[agreement]{
		rule.Join(first, second, unnamed), rule.Join(first, unnamed, second), rule.Join(unnamed, first, second),
	} {
		got := where(s.Check(&agreement{id: "A1"}, rule.Options{}))
		slices.Sort(got)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("order %d (-want +got):\n%s", i, diff)
		}
	}
	bare := rule.NewSet("first", func(a *agreement) string { return "f" + a.id })
	if got := where(rule.Join(bare, unnamed).Check(&agreement{id: "A1"}, rule.Options{})); !slices.Equal(got, want[2:]) {
		t.Errorf("after a set without rules they find %q, want %q", got, want[2:])
	}
	alone := rule.Join(unnamed, unnamed).Check(&agreement{id: "A1"}, rule.Options{})
	if got := where(alone); len(got) != 2 || got[0] != "AG-03 deal " {
		t.Errorf("where none has a name they find %q", got)
	}
}

// What is found in a view of a value has its place in the value itself, and the
// view is made once for all the rules.
func TestLiftView(t *testing.T) {
	type whole struct{ numbers []int }
	type sum struct{ of int }
	made := 0
	view := func(w *whole) *sum {
		made++
		s := new(sum)
		for _, n := range w.numbers {
			s.of += n
		}
		return s
	}
	negative := func(id rule.ID, at rule.Pointer) rule.Rule[sum] {
		return rule.Rule[sum]{
			Meta: rule.Meta{ID: id, Title: "A sum is not negative", Severity: rule.Error, Basis: rule.Integrity},
			Check: func(_ rule.Pass, s *sum) (found rule.Findings) {
				if s.of < 0 {
					found.Add(at, "the sum is %d", s.of)
				}
				return found
			},
		}
	}
	set := rule.LiftDerived(view, rule.NewSet("whole", nil, negative("SU-01", "/numbers"), negative("SU-02", "/numbers/0")))
	r := set.Check(&whole{[]int{-2, 1}}, rule.Options{})
	if diff := gocmp.Diff([]string{"SU-01 whole /numbers", "SU-02 whole /numbers/0"}, where(r)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if made != 1 {
		t.Errorf("the view was made %d times", made)
	}
	for _, e := range set.Explain(&whole{[]int{1}}, rule.Options{}) {
		if e.Outcome != rule.Passed || e.Path != "" {
			t.Errorf("%s at %q: %s", e.Rule, e.Path, e.Outcome)
		}
	}
}
