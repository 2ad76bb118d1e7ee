package datapackage

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	englandDir = "../../../england/data"
	manifest   = "datapackage.json"
)

var update = flag.Bool("update", false, "write rows, bytes and hashes of the England tables to their manifest")

func TestEnglandManifest(t *testing.T) {
	fsys := os.DirFS(englandDir)
	p := england(t)
	if *update {
		if err := p.Measure(fsys); err != nil {
			t.Fatal(err)
		}
		text, err := p.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(englandDir, manifest), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Check(fsys); err != nil {
		t.Errorf("%v\nafter a change that is meant, run go generate ./...", err)
	}
	want, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := fs.ReadFile(fsys, manifest)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s is not as Encode writes it (-want +got):\n%s", manifest, d)
	}
}

func TestEnglandEveryFileListed(t *testing.T) {
	var want []string
	for _, r := range england(t).Resources {
		want = append(want, r.Path)
	}
	got, err := fs.Glob(os.DirFS(englandDir), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("CSV files (-manifest +directory):\n%s", d)
	}
}

// Each table has its primary key in ascending order, so that a change shows as the lines that changed.
// Successions and counts go by date instead.
func TestEnglandOrder(t *testing.T) {
	for _, r := range england(t).Resources {
		key := r.Schema.PrimaryKey
		switch r.Name {
		case "ccg-successions", "icb-successions", "sub-icb-successions":
			key = []string{"effective", "successor", "predecessor"}
		case "ccg-names":
			key = []string{"ods_code", "first_seen", "name"}
		case "ccg-ons-codes":
			key = []string{"ods_code", "first_seen", "ons_code"}
		}
		tab, err := readTable(os.DirFS(englandDir), r.Path)
		if err != nil {
			t.Fatal(err)
		}
		before := ""
		for _, row := range tab.rows {
			k, _ := row.key(tab.columns(key...))
			if k <= before {
				t.Errorf("%s: line %d: out of the order of %q", r.Path, row.line, key)
			}
			before = k
		}
	}
}

func TestEnglandRows(t *testing.T) {
	got := make(map[string]int)
	for _, r := range england(t).Resources {
		got[r.Name] = len(records(t, r.Path))
	}
	want := map[string]int{
		"ccgs": 248, "ccg-names": 259, "ccg-ons-codes": 257, "ccg-successions": 142 + 109,
		"ccg-boundary-changes": 2 + 7, "ccg-open-counts": 11, "icbs": 48, "icb-ons-codes": 51, "icb-successions": 17, "sub-icbs": 107, "sub-icb-ons-codes": 109, "sub-icb-successions": 7, "pcts": 151, "pct-successions": 242, "ccg-population": 1089, "ccg-population-dated": 2524 + 211 + 1146, "ccg-population-doubts": 14, "nhs-areas": 25 + 10, "ccg-areas": 211 + 403,
		"running-cost-per-head": 5, "ccg-allowance": 211, "ccg-payments-seen": 28, "ccg-payment-lines": 250,
		"csus": 40, "csu-ends": 18, "csu-successions": 28, "csu-plans-2012": 26, "csu-counts": 22, "csu-income": 23, "csu-staff": 13,
		"csu-customers": 146, "csu-supplier-names": 35, "service-lines": 35,
		"frameworks": 3, "framework-lots": 4, "framework-suppliers": 32, "framework-awards": 43, "framework-call-offs": 9, "figures": 113, "sources": 274,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
}

func TestEnglandRunningCosts(t *testing.T) {
	got := make(map[string]string)
	for _, r := range records(t, "running_cost_per_head.csv") {
		got[r["financial_year"]] = r["gbp_per_head"] + " " + r["national_total_gbp"]
		if (r["national_total_gbp"] == "") != (r["national_total_precision_gbp"] == "") {
			t.Errorf("%s: total and its rounding come together", r["financial_year"])
		}
	}
	want := map[string]string{
		"2013/14": "25.00 1345200000", "2014/15": "24.73 ", "2015/16": "22.07 ", "2016/17": " 1291000000", "2018/19": " 1210000000",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("running costs (-want +got):\n%s", d)
	}
}

// The national total and population of 2013/14 are the sums over the groups, and each
// allowance is £25.00 times its people, to £10,000.
func TestEnglandAllowances(t *testing.T) {
	sum, people, groups := 0, 0, 0
	smallest := map[string]string{"allowance_gbp": "1000000000"}
	for _, r := range records(t, "ccg_allowance.csv") {
		if r["financial_year"] != "2013/14" {
			t.Errorf("%s: an allowance of %s, expected 2013/14 alone", r["ods_code"], r["financial_year"])
		}
		allowance, of := atoi(t, r["allowance_gbp"]), atoi(t, r["population"])
		if (25*of+5_000)/10_000*10_000 != allowance {
			t.Errorf("%s: £%d for %d people, expected £25 a head to £10,000", r["ods_code"], allowance, of)
		}
		sum, people, groups = sum+allowance, people+of, groups+1
		if allowance < atoi(t, smallest["allowance_gbp"]) {
			smallest = r
		}
	}
	if groups != 211 || sum != 1_345_200_000 || people != 53_807_894 {
		t.Errorf("£%d for %d people of %d groups, expected £1,345,200,000 for 53,807,894 of 211", sum, people, groups)
	}
	if smallest["ods_code"] != "03V" || smallest["allowance_gbp"] != "1660000" {
		t.Errorf("the smallest is %s with £%s, expected 03V with £1,660,000", smallest["ods_code"], smallest["allowance_gbp"])
	}
	national := keyed(t, "running_cost_per_head.csv", "financial_year")["2013/14"]
	if atoi(t, national["national_total_gbp"]) != sum || atoi(t, national["population"]) != people {
		t.Errorf("national total and population %s and %s, expected the sums %d and %d", national["national_total_gbp"], national["population"], sum, people)
	}
}

func TestEnglandEverySourceUsed(t *testing.T) {
	used := make(map[string]bool)
	for _, r := range england(t).Resources {
		for _, rec := range records(t, r.Path) {
			for _, f := range r.Schema.Fields {
				if f.List == nil {
					continue
				}
				for id := range strings.SplitSeq(rec[f.Name], f.List.Separator) {
					used[id] = true
				}
			}
		}
	}
	for _, s := range records(t, "sources.csv") {
		cited := s["cited_as"] != "" // by a rule
		if !used[s["id"]] && !cited {
			t.Errorf("source %s: no row names it", s["id"])
		}
		if s["url"] == "" && s["found_in"] == "" && !cited && s["unfindable"] == "" {
			t.Errorf("source %s: neither address nor repository, and not marked as unfindable", s["id"])
		}
		if s["url"] == "" && strings.Contains(s["found_in"], "not known") && s["unfindable"] == "" {
			t.Errorf("source %s: found in a place that is not known, and not marked as unfindable", s["id"])
		}
	}
}

// Every column is described; every table of facts has its source and confidence.
func TestEnglandSchema(t *testing.T) {
	for _, r := range england(t).Resources {
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
			if f.Title == "" || f.Description == "" || f.Format == "" {
				t.Errorf("%s: column %q: no title, format or description", r.Name, f.Name)
			}
		}
		if r.Name != "sources" && (!slices.Contains(names, "source") || !slices.Contains(names, "confidence")) {
			t.Errorf("%s: no source or confidence", r.Name)
		}
		if d := cmp.Diff([]string{""}, r.Schema.MissingValues); d != "" {
			t.Errorf("%s: missing values (-want +got):\n%s", r.Name, d)
		}
		if c := r.Coverage; c != nil && dayBefore(t, c.From) >= c.Until {
			t.Errorf("%s: coverage until %s begins %s", r.Name, c.Until, c.From)
		}
	}
}

func england(t *testing.T) *Package {
	t.Helper()
	p, err := Read(os.DirFS(englandDir), manifest)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func records(t *testing.T, path string) []map[string]string {
	t.Helper()
	tab, err := readTable(os.DirFS(englandDir), path)
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range tab.rows {
		m := make(map[string]string)
		for i, name := range tab.header {
			m[name] = r.cells[i]
		}
		out = append(out, m)
	}
	return out
}

func keyed(t *testing.T, path, column string) map[string]map[string]string {
	t.Helper()
	out := make(map[string]map[string]string)
	for _, r := range records(t, path) {
		out[r[column]] = r
	}
	return out
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func dayBefore(t *testing.T, day string) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return d.AddDate(0, 0, -1).Format(time.DateOnly)
}
