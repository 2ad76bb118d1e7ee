package server

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestMarketDay(t *testing.T) {
	h := newTestHandler(t)
	for day, want := range map[string]api.MarketDay{
		"2013-04-01": {CCGs: 211, CSUs: nhs.Count{Certain: 19}},
		"2015-04-01": {CCGs: 209, CSUs: nhs.Count{Certain: 8}},
		"2022-07-01": {ICBs: 42, CSUs: nhs.Count{Certain: 4}},
		"2012-01-01": {},
	} {
		got := get[api.MarketDay](t, h, "/v1/market?as_of="+day)
		if diff := cmp.Diff([]any{want.CCGs, want.ICBs, want.CSUs, api.DataReal}, []any{got.CCGs, got.ICBs, got.CSUs, got.Data}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
	}
	live := get[api.MarketDay](t, h, "/v1/market?as_of=2015-04-01")
	i := slices.IndexFunc(live.Frameworks, func(f api.FrameworkDay) bool { return f.ID == "lpf" })
	if i < 0 {
		t.Fatalf("the framework is not live: %+v", live.Frameworks)
	}
	if diff := cmp.Diff([]api.PlacesOnLot{{Lot: "1", Held: 9}, {Lot: "2a", Held: 7}, {Lot: "2b", Held: 7}}, live.Frameworks[i].Places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if figures := get[api.MarketDay](t, h, "/v1/market?as_of=2013-10-31").Figures; !slices.Contains(figures, "csu-spend-2013-10") {
		t.Errorf("figures of the year: %q", figures)
	}
	for _, a := range live.Analyses {
		if w := do(h, http.MethodGet, a.Href, ""); w.Code != http.StatusOK {
			t.Errorf("%s answers %d: %s", a.Href, w.Code, w.Body)
		}
	}
	if completed := get[api.MarketDay](t, h, "/v1/market?as_of=2013-04-01&data=synthetic"); completed.Data != api.DataSynthetic || completed.Agreements == 0 {
		t.Errorf("the completed market has %d agreements, data %q", completed.Agreements, completed.Data)
	}
}

// The answers are the library's own, in both forms.
func TestAnalyses(t *testing.T) {
	h := newTestHandler(t)
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	x := commissioning.NewIndex(market)
	for target, answer := range map[string]analysis.Result{
		"/v1/market/size?year=2013/14":             analysis.MarketSize(x, nhs.MustParseFinancialYear("2013/14")),
		"/v1/market/size":                          analysis.MarketSize(x, nhs.FinancialYear{}),
		"/v1/market/per-head?year=2014-15":         analysis.PerHead(x, nhs.MustParseFinancialYear("2014/15")),
		"/v1/market/choice?as_of=2016-04-01":       analysis.Choice(x, nhs.MustParseDate("2016-04-01")),
		"/v1/market/expiry":                        analysis.Expiry(x, nhs.Date{}),
		"/v1/market/dependency?year=2013%2F14":     analysis.Dependency(x, nhs.MustParseFinancialYear("2013/14")),
		"/v1/market/merger":                        analysis.Mergers(x, nhs.FinancialYear{}),
		"/v1/market/transparency?as_of=2014-01-01": analysis.Transparency(x, nhs.MustParseDate("2014-01-01")),
	} {
		t.Run(target, func(t *testing.T) {
			type shown struct {
				Name   string          `json:"name"`
				Answer json.RawMessage `json:"answer"`
				Count  int             `json:"count"`
				Items  json.RawMessage `json:"items"`
			}
			got := get[shown](t, h, target)
			want, err := json.Marshal(answer)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got.Answer)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			rows := answer.Table().Rows
			if rows == nil {
				rows = [][]analysis.Cell{}
			}
			items, err := json.Marshal(rows)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(items), string(got.Items)); diff != "" || got.Count != len(rows) {
				t.Errorf("%d rows (-want +got):\n%s", got.Count, diff)
			}
			with := "?"
			if strings.Contains(target, "?") {
				with = "&"
			}
			w := do(h, http.MethodGet, target+with+"format=csv", "")
			cells, err := csv.NewReader(w.Body).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if len(cells) != len(rows)+1 || len(cells[0]) != len(answer.Table().Columns) {
				t.Errorf("%d lines of CSV of %d rows", len(cells), len(rows))
			}
			if note := w.Header().Get("Note"); !strings.Contains(note, "Known: ") {
				t.Errorf("the note says %q", note)
			}
		})
	}
	completed := do(h, http.MethodGet, "/v1/market/shares?data=synthetic&seed=7&format=csv", "")
	if note := completed.Header().Get("Note"); !strings.Contains(note, "made up") {
		t.Errorf("the completed market's note says %q", note)
	}
}

func TestCoverage(t *testing.T) {
	h := newTestHandler(t)
	type item struct {
		Name  string `json:"name"`
		Level string `json:"level"`
	}
	support := func(target string) map[string]string {
		all := make(map[string]string)
		for _, i := range get[api.List[item]](t, h, target).Items {
			all[i.Name] = i.Level
		}
		return all
	}
	real, completed := support("/v1/market/coverage"), support("/v1/market/coverage?data=synthetic")
	for _, name := range []string{"per-head", "expiry"} {
		if real[name] != "none" || completed[name] != "full" {
			t.Errorf("%s: %q of the real market, %q of the completed one", name, real[name], completed[name])
		}
	}
	if len(real) != 11 {
		t.Errorf("%d analyses", len(real))
	}
}

// Whatever is asked of a completed market, the answer says in JSON and in the note
// of its CSV that it is of one, and of which; of the real market it never does.
func TestCompletedMarketIsMarked(t *testing.T) {
	h := newTestHandler(t)
	targets := []string{"/v1/market", "/v1/market?as_of=2012-04-01", "/v1/market/coverage", "/v1/market/coverage?year=2030/31", "/v1/market/merger?a=anglia&b=arden", "/v1/market/expiry?as_of=2022-07-01"}
	for _, a := range analysis.All() {
		targets = append(targets, "/v1/market/"+a.Name)
	}
	type mark struct {
		Data string  `json:"data"`
		Seed *uint64 `json:"seed"`
	}
	note := func(target string) string {
		w := do(h, http.MethodGet, target+"format=csv", "")
		if w.Code != http.StatusOK {
			t.Errorf("%s answers %d", target, w.Code)
		}
		return w.Header().Get("Note")
	}
	for _, target := range targets {
		separator := "?"
		if strings.Contains(target, "?") {
			separator = "&"
		}
		target += separator
		hasCSV := !strings.HasPrefix(target, "/v1/market?")
		if got := get[mark](t, h, target+"data=real"); got.Data != api.DataReal || got.Seed != nil {
			t.Errorf("%s: the real market is marked %+v", target, got)
		}
		if hasCSV && strings.Contains(note(target), "synthetic") {
			t.Errorf("%s: the note of the real market says %q", target, note(target))
		}
		for _, seed := range []uint64{0, 7} {
			completed := fmt.Sprintf("%sdata=synthetic&seed=%d&", target, seed)
			if got := get[mark](t, h, completed); got.Data != api.DataSynthetic || got.Seed == nil || *got.Seed != seed {
				t.Errorf("%s: marked %+v", completed, got)
			}
			if want := fmt.Sprintf("completed from seed %d (data=synthetic)", seed); hasCSV && !strings.Contains(note(completed), want) {
				t.Errorf("%s: the note %q does not say %q", completed, note(completed), want)
			}
		}
	}
}

// The first and the last days of the market's bodies, on both sides.
func TestMarketOnBoundaryDays(t *testing.T) {
	h := newTestHandler(t)
	for day, want := range map[string]api.MarketDay{
		"2012-04-01": {}, "2013-03-31": {},
		"2013-04-01": {CCGs: 211, CSUs: nhs.Count{Certain: 19}},
		"2022-06-30": {CCGs: 106, CSUs: nhs.Count{Certain: 4}},
		"2022-07-01": {ICBs: 42, CSUs: nhs.Count{Certain: 4}},
	} {
		got := get[api.MarketDay](t, h, "/v1/market?as_of="+day)
		if diff := cmp.Diff([]any{want.CCGs, want.ICBs, want.CSUs}, []any{got.CCGs, got.ICBs, got.CSUs}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
		if got.AsOf.String() != day || !got.KnownUntil.IsZero() {
			t.Errorf("%s: answered for %s, known until %s", day, got.AsOf, got.KnownUntil)
		}
	}
	if late := get[api.MarketDay](t, h, "/v1/market?as_of=2027-04-01"); late.KnownUntil.IsZero() || late.Note == "" {
		t.Errorf("beyond the last day that is known: %+v", late)
	}
	for _, day := range []string{"", "2013", "2013-04", "2013-02-29", "01/04/2013", "2013-4-1", "0000-00-00"} {
		wantProblem(t, do(h, http.MethodGet, "/v1/market?as_of="+day, ""), http.StatusBadRequest)
	}
}

func TestAnalysisRefusals(t *testing.T) {
	h := newTestHandler(t)
	for target, want := range map[string]struct {
		status    int
		parameter string
		detail    string
	}{
		"/v1/market/nonesuch":                   {404, "", "history, size, per-head"},
		"/v1/market/size?year=2013":             {400, "year", "2013/14"},
		"/v1/market/size?year=2013/15":          {400, "year", ""},
		"/v1/market/size?as_of=2013-04-01":      {400, "as_of", "takes a year"},
		"/v1/market/choice?year=2013/14":        {400, "year", "takes a day"},
		"/v1/market/choice?as_of=April":         {400, "as_of", ""},
		"/v1/market/coverage?year=x":            {400, "year", ""},
		"/v1/market/merger?a=anglia":            {400, "b", "missing"},
		"/v1/market/merger?b=anglia":            {400, "a", "missing"},
		"/v1/market/merger?a=anglia&b=0AP":      {400, "b", "same supplier"},
		"/v1/market/merger?a=anglia&b=nonesuch": {400, "b", "unknown supplier"},
		"/v1/market/merger?a=anglia&b=%20":      {400, "b", ""},
		"/v1/market/merger?a=%20&b=%20":         {400, "a", ""},
		"/v1/market/merger?a=&b=":               {400, "a", ""},
		"/v1/market/shares?a=anglia&b=arden":    {400, "a", "not about two suppliers"},
		"/v1/market/size?data=made-up":          {400, "data", "real or synthetic"},
		"/v1/market?year=2013/14":               {400, "year", ""},
	} {
		w := do(h, http.MethodGet, target, "")
		p := wantProblem(t, w, want.status)
		parameter := ""
		if len(p.Errors) > 0 {
			parameter = p.Errors[0].Parameter
		}
		if parameter != want.parameter || !strings.Contains(p.Detail, want.detail) {
			t.Errorf("%s: parameter %q, %q", target, parameter, p.Detail)
		}
	}
}
