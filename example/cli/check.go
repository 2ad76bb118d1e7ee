package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

var checkCommand = command{
	name:  "check",
	args:  "FILE...",
	about: "Check documents against the rules",
	more: `
A document is JSON, or a published file of payments (CSV, .xlsx, .xls, .ods). Its members
decide its kind; give -kind if they fit several. The file - is standard input.

The exit status is 1 if a rule found something at least as severe as -min. The
default is warning, since advice asks for nothing. All findings are shown. An
unreadable file does not stop the others from being checked, but the exit status
is 2.`,
	run: runCheck,
	flags: func(in *invocation) {
		in.flags.StringVar(&in.kind, "kind", "", "`kind` of the documents: "+strings.Join(kindNames(), ", "))
		in.flags.TextVar(&in.min, "min", rule.Warning, "lowest `severity` that counts: error, warning or info")
		in.flags.TextVar(&in.asOf, "as-of", nhs.Date{}, "`day` to use where a document gives no date")
		in.flags.StringVar(&in.only, "only", "", "run only these `rules`: IDs separated by commas")
		in.flags.StringVar(&in.without, "without", "", "leave these `rules` out: IDs separated by commas")
	},
}

type checkOptions struct {
	kind, only, without string
	min                 rule.Severity
	asOf                nhs.Date
}

// A kind is a kind of document, and how to check one against its rules.
type kind struct {
	name    string
	members map[string]bool // of its JSON; nil for a file of payments
	check   func(body []byte, o checkOptions) (rule.Report, error)
}

const kindSpend = "spend"

func kinds() []kind {
	return []kind{
		kindOf("ccg", ccg.GroupRules()),
		kindOf("csu", csu.UnitRules()),
		kindOf("framework", framework.AgreementRules()),
		{"call-off", members(reflect.TypeFor[framework.CallOff]()), checkCallOff},
		kindOf("competition", framework.CompetitionRules()),
		kindOf("procurement", procurement.ProcurementRules()),
		kindOf("sla", sla.AgreementRules()),
		kindOf("decision", decision.DecisionRules()),
		kindOf("market", commissioning.MarketRules()),
		{kindSpend, nil, checkSpend},
	}
}

func kindNames() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

func kindOf[T any](name string, rules rule.Set[T]) kind {
	return kind{name, members(reflect.TypeFor[T]()), func(body []byte, o checkOptions) (rule.Report, error) {
		v, err := document.Decode[T](body)
		if err != nil {
			return rule.Report{}, err
		}
		return report(rules, &v, o)
	}}
}

// members are the members of the JSON object that a struct becomes.
func members(t reflect.Type) map[string]bool {
	names := map[string]bool{}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			names[name] = true
		}
	}
	return names
}

// report checks a value against the chosen rules.
func report[T any](rules rule.Set[T], v *T, o checkOptions) (rule.Report, error) {
	var err error
	if o.only != "" {
		if rules, err = rules.Select(ruleIDs(o.only)...); err != nil {
			return rule.Report{}, usagef("-only: %v", err)
		}
	}
	if o.without != "" {
		if rules, err = rules.Without(ruleIDs(o.without)...); err != nil {
			return rule.Report{}, usagef("-without: %v", err)
		}
	}
	return rules.Check(v, rule.Options{AsOf: o.asOf}), nil
}

func ruleIDs(list string) []rule.ID {
	var ids []rule.ID
	for id := range strings.SplitSeq(list, ",") {
		ids = append(ids, rule.ID(strings.ToUpper(strings.TrimSpace(id))))
	}
	return ids
}

// checkCallOff judges a call-off with the framework of the real market that it
// names.
func checkCallOff(body []byte, o checkOptions) (rule.Report, error) {
	callOff, err := document.Decode[framework.CallOff](body)
	if err != nil {
		return rule.Report{}, err
	}
	market, err := england.Market()
	if err != nil {
		return rule.Report{}, err
	}
	index := commissioning.NewIndex(market)
	agreement, _ := index.Framework(callOff.Framework)
	return report(framework.CallOffRules(), &framework.Case{CallOff: &callOff, Agreement: agreement, Suppliers: index.CSUHistory()}, o)
}

func checkSpend(body []byte, o checkOptions) (rule.Report, error) {
	reader, err := spend.NewReader(bytes.NewReader(body), spend.Options{Formats: ownFormats(), MaxBook: maxOwnBook, MaxUnpacked: maxOwnUnpacked})
	if err != nil {
		return rule.Report{}, err
	}
	publication, err := spend.Collect(reader.Rows())
	if err != nil {
		return rule.Report{}, err
	}
	return report(spend.PublicationRules(), &publication, o)
}

// kindFor returns the kind of a document: the only one that has all its members.
func kindFor(body []byte, given string) (kind, error) {
	all := kinds()
	if given != "" {
		i := slices.IndexFunc(all, func(k kind) bool { return k.name == given })
		if i < 0 {
			return kind{}, usagef("there is no kind %q; want %s", given, strings.Join(kindNames(), ", "))
		}
		return all[i], nil
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if len(text) == 0 {
		return kind{}, errors.New("it is empty")
	}
	if bytes.HasPrefix(text, []byte("[")) {
		return kind{}, errors.New("it is a JSON array; want one object, or a file of payments")
	}
	if !bytes.HasPrefix(text, []byte("{")) {
		return all[slices.IndexFunc(all, func(k kind) bool { return k.members == nil })], nil
	}
	document, err := document.Decode[map[string]json.RawMessage](text)
	if err != nil {
		return kind{}, err
	}
	all = slices.DeleteFunc(all, func(k kind) bool {
		if k.members == nil {
			return true
		}
		for name := range document {
			if !k.members[name] {
				return true
			}
		}
		return false
	})
	switch len(all) {
	case 1:
		return all[0], nil
	case 0:
		return kind{}, usagef("no kind of document has all the members %s; name one with -kind to see which is wrong", strings.Join(slices.Sorted(maps.Keys(document)), ", "))
	}
	var names []string
	for _, k := range all {
		names = append(names, k.name)
	}
	return kind{}, usagef("it fits several kinds; choose one with -kind %s", strings.Join(names, " or -kind "))
}

// A checked is the result for one document.
type checked struct {
	File   string      `json:"file"`
	Kind   string      `json:"kind"`
	Report rule.Report `json:"report"`
}

func runCheck(in *invocation) error {
	if len(in.args) == 0 {
		return usagef("no file; want one or more, or - for standard input")
	}
	all := []checked{}
	var failed []error
	for _, name := range in.args {
		c, err := in.checkFile(name)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		in.found = in.found || c.Report.Err(in.min) != nil
		all = append(all, c)
	}
	return errors.Join(append(failed, in.writeChecked(all))...)
}

// checkFile checks one document against the rules.
func (in *invocation) checkFile(name string) (checked, error) {
	body, err := in.read(name)
	if err != nil {
		return checked{}, err
	}
	k, err := kindFor(body, in.kind)
	if err != nil {
		return checked{}, fmt.Errorf("%s: %w", name, err)
	}
	r, err := k.check(body, in.checkOptions)
	if err != nil {
		return checked{}, fmt.Errorf("%s: as a %s: %w", name, k.name, err)
	}
	return checked{name, k.name, r}, nil
}

func (in *invocation) writeChecked(all []checked) error {
	switch in.format {
	case formatJSON:
		return in.json(all)
	case formatCSV:
		rows := [][]string{{"file", "kind", "rule", "severity", "path", "message", "on"}}
		for _, c := range all {
			for _, f := range c.Report.Findings {
				rows = append(rows, []string{c.File, c.Kind, string(f.Rule), f.Severity.String(), string(f.Path), f.Message, day(f.On)})
			}
		}
		return in.csv(rows)
	}
	for _, c := range all {
		in.printf("%s (%s): %s\n", c.File, c.Kind, sumUp(c.Report.Counts))
		for _, f := range c.Report.Findings {
			in.printf("  %s %s, at %s: %s\n", f.Severity, f.Rule, place(f.Path), f.Message)
		}
		for _, f := range c.Report.Failures {
			in.printf("  %v\n", f)
		}
	}
	return nil
}

func place(p rule.Pointer) string {
	if p == "" {
		return "the whole"
	}
	return string(p)
}

func day(d nhs.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func sumUp(c rule.Counts) string {
	var parts []string
	for _, n := range []struct {
		count     int
		one, many string
	}{
		{c.Error, "error", "errors"}, {c.Warning, "warning", "warnings"}, {c.Info, "piece of advice", "pieces of advice"}, {c.Panicked, "rule that panicked", "rules that panicked"},
	} {
		switch n.count {
		case 0:
		case 1:
			parts = append(parts, "1 "+n.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n.count, n.many))
		}
	}
	if parts == nil {
		return "nothing found"
	}
	return strings.Join(parts, ", ")
}
