package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/catalogue"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/sla"
)

// ownMarket is a market that is nobody's.
const ownMarket = `{"csus":{"units":[{"slug":"unit-a","name":"A","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","incomes":[{"year":"2014/15","basis":"actual","total":"60.00"}]},{"slug":"unit-b","name":"B","stage":"unit","kind":"nhs-hosted","opened":"2013-04-01","incomes":[{"year":"2014/15","basis":"actual","total":"30.00"}]}]}}`

var update = flag.Bool("update", false, "rewrite the golden files")

const group = `{"code": "00C", "name": "NHS Darlington CCG", "opened": "2013-04-01", "closed": "2020-03-31"}`

// TestGolden holds what commands print, and how they end, to files. It is long because it
// is a table with a row for each command.
func TestGolden(t *testing.T) {
	for _, test := range []struct {
		name, args, stdin string
		status            int
	}{
		{"help", "help", "", Clean},
		{"help_check", "help check", "", Clean},
		{"help_spend", "spend -h", "", Clean},
		{"nothing", "", "", Clean},
		{"no_command", "frob", "", Failed},

		{"check", "check testdata/group.json testdata/agreement.json", "", Found},
		{"check_clean", "check testdata/group.json", "", Clean},
		{"check_min", "check -min error testdata/agreement.json -without SLA-01", "", Clean},
		{"check_only", "check testdata/group_bad.json --only ccg-02,CCG-01 -format csv", "", Found},
		{"check_json", "check -format json testdata/group_bad.json", "", Found},
		{"check_stdin", "check -", group, Clean},
		{"check_spend", "check testdata/spend/2015/may.csv -min error", "", Found},
		{"check_malformed", "check testdata/malformed.json -kind ccg testdata/group.json", "", Failed},
		{"check_unknown", "check testdata/unknown.json", "", Failed},
		{"check_unsure", "check testdata/empty.json", "", Failed},
		{"check_no_kind", "check testdata/group.json -kind pct", "", Failed},
		{"check_no_rule", "check testdata/group.json -only CCG-99", "", Failed},
		{"check_no_file", "check testdata/nonesuch.json", "", Failed},
		{"check_no_args", "check", "", Failed},
		{"check_empty", "check -", " \n", Failed},
		{"check_broken", "check -", "{\n \"code\": }", Failed},
		{"check_severity", "check -min fatal testdata/group.json", "", Failed},
		{"check_format", "check testdata/group.json -format xml", "", Failed},
		{"check_option", "check testdata/group.json -colour red", "", Failed},

		{"spend", "spend testdata/spend", "", Found},
		{"spend_clean", "spend testdata/spend/2015/april.csv", "", Clean},
		{"spend_csv", "spend testdata/spend/2015 --format csv", "", Found},
		{"spend_json", "spend testdata/spend/2015/april.csv --format json", "", Clean},
		{"spend_unreadable", "spend testdata/spend/notes.pdf", "", Failed},
		{"spend_no_file", "spend testdata/nonesuch", "", Failed},
		{"spend_no_args", "spend", "", Failed},

		{"org", "org 13T --on 2016-01-01", "", Clean},
		{"org_several", "org --on 2016-01-01 00f north-of-england QHM", "", Clean},
		{"org_csv", "org 00F 0DF -format csv", "", Clean},
		{"org_json", "org 00F -on 2015-03-31 -format json", "", Clean},
		{"org_beyond", "org QHM -on 2030-01-01", "", Clean},
		{"org_unknown", "org 99X", "", Failed},
		{"org_no_args", "org", "", Failed},
		{"org_day", "org 13T -on 2016", "", Failed},
		{"org_dashes", "org -- -on", "", Failed},

		{"crosswalk", "crosswalk testdata/figures.csv -from 2014-04-01 -to 2021-04-01", "", Clean},
		{"crosswalk_csv", "crosswalk testdata/figures.json -from 2014-04-01 -to 2021-04-01 -format csv", "", Found},
		{"crosswalk_json", "crosswalk -from 2014-04-01 -to 2021-04-01 -format json -", `{"00F": "1.00"}`, Clean},
		{"crosswalk_back", "crosswalk testdata/after.csv -from 2021-04-01 -to 2014-04-01", "", Found},
		{"crosswalk_sizes", "crosswalk testdata/after.csv -from 2021-04-01 -to 2014-04-01 -sizes testdata/sizes.csv", "", Clean},
		{"crosswalk_no_days", "crosswalk testdata/after.csv", "", Failed},
		{"crosswalk_no_file", "crosswalk -from 2021-04-01 -to 2014-04-01", "", Failed},
		{"crosswalk_twice", "crosswalk - -from 2014-04-01 -to 2021-04-01", "00F,1\n00F,2\n", Failed},
		{"crosswalk_bad", "crosswalk - -from 2014-04-01 -to 2021-04-01", "00F,1\n00G,1.234\n", Failed},
		{"crosswalk_bad_json", "crosswalk - -from 2014-04-01 -to 2021-04-01", `{"00F": "1.234"}`, Failed},
		{"crosswalk_one_column", "crosswalk - -from 2014-04-01 -to 2021-04-01", "00F\n", Failed},

		{"analyse", "analyse dependency testdata/market.json", "", Clean},
		{"analyse_csv", "analyse shares testdata/market.json -format csv -year 2014/15", "", Clean},
		{"analyse_json", "analyse merger - -a unit-a -b unit-b -year 2014/15 -format json", ownMarket, Clean},
		{"analyse_real", "analyse size -year 2013/14", "", Clean},
		{"analyse_day", "analyse shares -as-of 2014-04-01", "", Failed},
		{"analyse_one_supplier", "analyse merger -a unit-a testdata/market.json", "", Failed},
		{"analyse_unknown", "analyse everything", "", Failed},
		{"analyse_no_args", "analyse", "", Failed},
		{"analyse_broken", "analyse size testdata/malformed.json", "", Failed},

		{"what_if", "what-if - -market testdata/market.json", `{"events":[{"on":"2014-04-01","do":"merge-csus","bodies":["unit-b"],"into":"unit-a"}]}`, Clean},
		{"what_if_json", "what-if - -format json", `{"market":` + ownMarket + `,"scenario":{"events":[{"on":"2014-04-01","do":"close-csu","bodies":["unit-a","unit-z"]}]}}`, Found},
		{"what_if_real", "what-if fifteen-places", "", Clean},
		{"what_if_two_markets", "what-if - -market testdata/market.json", `{"market":{},"scenario":{"events":[]}}`, Failed},
		{"what_if_no_file", "what-if nonesuch", "", Failed},
		{"what_if_broken", "what-if -", `{"events":[{"on":"2014"}]}`, Failed},
		{"what_if_csv", "what-if - -format csv", `{"events":[]}`, Failed},
		{"what_if_no_args", "what-if", "", Failed},

		{"plan", "plan -last-day 2027-03-31 -value 500000 -vat included", "", Clean},
		{"plan_on", "plan -last-day 2027-03-31 -on 2027-02-20 -format csv", "", Clean},
		{"plan_json", "plan testdata/agreement.json -format json", "", Clean},
		{"plan_ics", "plan -last-day 2027-03-31 -subject clinical -format ics", "", Clean},
		{"plan_no_day", "plan", "", Failed},
		{"plan_buyer", "plan -last-day 2027-03-31 -buyer king", "", Failed},

		{"explain", "explain sla-09 CCG-02", "", Clean},
		{"explain_json", "explain CCG-02 -format json", "", Clean},
		{"explain_unknown", "explain CCG-99", "", Failed},

		{"export_csv", "export -format csv", "", Failed},
		{"export_two", "export a b", "", Failed},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := Run(t.Context(), strings.Fields(test.args), strings.NewReader(test.stdin), &stdout, &stderr)
			if status != test.status {
				t.Errorf("status %d, want %d", status, test.status)
			}
			if (status == Failed) != (stderr.Len() > 0) && test.name != "crosswalk_csv" {
				t.Errorf("status %d, and on stderr %q", status, &stderr)
			}
			got := fmt.Sprintf("$ %s\nstatus %d\n--- stdout\n%s--- stderr\n%s", test.args, status, &stdout, &stderr)
			path := filepath.Join("testdata", "golden", test.name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// run is the result of a command that must end with the status.
func run(t *testing.T, status int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := Run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); got != status {
		t.Fatalf("%v ends with %d, want %d: %s", args, got, status, &stderr)
	}
	return stdout.String()
}

// TestKinds wants every worked document to be known for what it is.
func TestKinds(t *testing.T) {
	market, err := england.Market()
	if err != nil {
		t.Fatal(err)
	}
	documents := map[string][]any{
		"ccg":       {market.CCGs.Groups[0], market.CCGs.Groups[100]},
		"csu":       {market.CSUs.Units[0], market.CSUs.Units[len(market.CSUs.Units)-1]},
		"framework": {market.Frameworks[0]},
		"market":    {market},
	}
	for _, e := range sla.Examples() {
		documents["sla"] = append(documents["sla"], e.Document)
	}
	for _, e := range decision.Examples() {
		documents["decision"] = append(documents["decision"], e.Document)
	}
	for want, all := range documents {
		for _, document := range all {
			body, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			k, err := kindFor(body, "")
			if err != nil || k.name != want {
				t.Errorf("a %s is taken for a %q, %v: %.200s", want, k.name, err, body)
				continue
			}
			if _, err := k.check(body, checkOptions{}); err != nil {
				t.Errorf("a %s: %v", want, err)
			}
		}
	}
}

func TestExport(t *testing.T) {
	whole := run(t, Clean, "export")
	if _, err := document.Decode[commissioning.Market]([]byte(whole)); err != nil {
		t.Error(err)
	}
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if got := run(t, Clean, "export", dir); !strings.Contains(got, "files written") {
		t.Errorf("it prints %q", got)
	}
	file, err := os.ReadFile(filepath.Join(dir, "market.json"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, string(file)); diff != "" {
		t.Errorf("market.json (-stdout +file):\n%s", diff)
	}
	table, err := os.ReadFile(filepath.Join(dir, "ccgs.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll(); err != nil || len(rows) != 1+248 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if got := run(t, Clean, "check", filepath.Join(dir, "market.json"), "-min", "error"); !strings.Contains(got, "(market)") {
		t.Errorf("the exported market: %s", got)
	}
	if status := Run(t.Context(), []string{"export", filepath.Join(dir, "market.json")}, nil, io.Discard, io.Discard); status != Failed {
		t.Errorf("into a file: %d", status)
	}
}

func TestExplainLists(t *testing.T) {
	rules := 0
	for range catalogue.Rules() {
		rules++
	}
	if got := strings.Count(run(t, Clean, "explain"), "\n"); got != rules || rules == 0 {
		t.Errorf("%d lines for %d rules", got, rules)
	}
	table, err := csv.NewReader(strings.NewReader(run(t, Clean, "explain", "-format", "csv"))).ReadAll()
	if err != nil || len(table) != rules+1 {
		t.Errorf("%d rows, %v", len(table), err)
	}
}

func TestWriteFileStaysInside(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"../x", "/x", "a/../../x", ""} {
		if err := WriteFile(dir, name, nil); err == nil {
			t.Errorf("%q is written", name)
		}
	}
	if err := WriteFile(dir, "a/b/c.txt", []byte("x")); err != nil {
		t.Error(err)
	}
}

// closed is an output that nobody reads.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestOutputFails(t *testing.T) {
	for _, args := range [][]string{{"explain"}, {"explain", "-format", "csv"}, {"export"}} {
		if status := Run(t.Context(), args, nil, closed{}, io.Discard); status != Failed {
			t.Errorf("%v ends with %d", args, status)
		}
	}
}

func TestInputFails(t *testing.T) {
	for _, args := range [][]string{{"check", "-"}, {"spend", "-"}, {"crosswalk", "-", "-from", "2014-04-01", "-to", "2021-04-01"}} {
		var stderr bytes.Buffer
		status := Run(t.Context(), args, io.MultiReader(strings.NewReader("{"), failing{}), io.Discard, &stderr)
		if status != Failed || stderr.Len() == 0 {
			t.Errorf("%v ends with %d: %s", args, status, &stderr)
		}
	}
	big := io.LimitReader(zeros{}, maxDocument+1)
	if status := Run(t.Context(), []string{"check", "-"}, big, io.Discard, io.Discard); status != Failed {
		t.Errorf("a document without end: %d", status)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is broken") }

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if status := Run(ctx, []string{"spend", "testdata/spend"}, nil, io.Discard, io.Discard); status != Failed {
		t.Errorf("status %d", status)
	}
}

func TestCheckArray(t *testing.T) {
	if _, err := kindFor([]byte(" [{}]"), ""); err == nil || !strings.Contains(err.Error(), "array") {
		t.Errorf("an array of documents: %v", err)
	}
}
