package history

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/internal/source"
)

var update = flag.Bool("update", false, "write docs/history.md")

func TestPage(t *testing.T) {
	want, err := Page()
	if err != nil {
		t.Fatal(err)
	}
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "docs", "history.md")
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("run go generate ./... (-want +got):\n%s", diff)
	}
}

var (
	action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	link   = regexp.MustCompile(`\]\([^)]*\)`)
	figure = regexp.MustCompile(`(?i)\S*\d\S*|\b(three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half|third|quarters?|hundred|thousand|million)\b`)
)

// TestFiguresComeFromTheData wants no figure in the template's own words.
func TestFiguresComeFromTheData(t *testing.T) {
	for _, typed := range typedFigures(text) {
		t.Errorf("%q is typed into the template: take it from the data", typed)
	}
	for typed, want := range map[string]int{"19 units": 1, "Nine won": 1, "{{units \"2013-04-01\"}} units": 0, "[a](b-2.md) one and two": 0} {
		if got := len(typedFigures(typed)); got != want {
			t.Errorf("%q has %d typed figures, want %d", typed, got, want)
		}
	}
}

func typedFigures(text string) []string {
	return figure.FindAllString(link.ReplaceAllString(action.ReplaceAllString(text, ""), "]"), -1)
}

// TestFacts wants each function to refuse what the data does not hold.
func TestFacts(t *testing.T) {
	f, err := readFacts()
	if err != nil {
		t.Fatal(err)
	}
	for name, call := range map[string]func() (string, error){
		"figure":   func() (string, error) { return f.figure("none") },
		"cell":     func() (string, error) { return f.cell("csus.csv", "none", "closed") },
		"blank":    func() (string, error) { return f.cell("csus.csv", "arden-gem", "closed") },
		"says":     func() (string, error) { return f.says("frameworks.csv", "hssf", "note", "79 suppliers") },
		"on":       func() (string, error) { return f.on("2013-04-09") },
		"lastDay":  func() (string, error) { return f.lastDay("north-of-england") },
		"units":    func() (string, error) { return f.units("2013-04-01", "guess") },
		"stated":   func() (string, error) { return f.stated("2014-11-01", "operating") },
		"rate":     func() (string, error) { return rate("2016/17") },
		"scenario": func() (string, error) { return f.scenario("none") },
		"rule":     func() (string, error) { return ruleLink("FW-99") },
	} {
		if got, err := call(); err == nil {
			t.Errorf("%s gives %q, want an error", name, got)
		}
	}
	for want, call := range map[string]func() (string, error){
		"14 May 2012":                  func() (string, error) { return f.on("2012-05-14") },
		"May 2012":                     func() (string, error) { return f.on("2012-05") },
		"2007":                         func() (string, error) { return f.on("2007") },
		"18 or 19":                     func() (string, error) { return f.units("2013-10-15") },
		"£550m":                        func() (string, error) { return f.figure("csu-spend-2013-10") },
		"76 per cent":                  func() (string, error) { return f.figure("lpf-backing-2013") },
		"31 March 2014":                func() (string, error) { return f.lastDay("anglia") },
		"October 2014 to January 2015": func() (string, error) { return f.lastDay("north-west-london") },
	} {
		if got, err := call(); err != nil || got != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
}
