package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/whatif"
)

var whatIfCommand = command{
	name:  "what-if",
	args:  "SCENARIO",
	about: "Apply dated events to a market, yours or the real one, and show what differs",
	more: `
SCENARIO is a file, - for standard input, or the ID of a scenario suggested by history,
such as fifteen-places. The file holds a scenario, or a market and a scenario. Without a
market the events are applied to the one of -market, or to the real one.

The exit status is 1 if an event was rejected. It then did not happen at all.`,
	run: runWhatIf,
	flags: func(in *invocation) {
		in.flags.StringVar(&in.marketFile, "market", "", "`file` with the market that the events change")
		in.flags.TextVar(&in.compareOn, "as-of", nhs.Date{}, "`day` on which the markets are compared")
	},
}

type whatIfOptions struct {
	marketFile string
	compareOn  nhs.Date
}

func runWhatIf(in *invocation) error {
	switch {
	case len(in.args) != 1:
		return usagef("%d scenarios; want one", len(in.args))
	case in.args[0] == stdinName && in.marketFile == stdinName:
		return usagef("scenario and market cannot both come from standard input")
	case in.format == formatCSV:
		return usagef("a difference is no table; want -format text or json")
	}
	w, err := in.whatIf(in.args[0])
	if err != nil {
		return err
	}
	if !in.compareOn.IsZero() {
		w.Scenario.AsOf = in.compareOn
	}
	_, d := w.Run(rule.Options{AsOf: in.compareOn})
	in.found = len(d.Rejected) > 0
	if in.format == formatJSON {
		return in.json(d)
	}
	in.printf("%s", d)
	return nil
}

// decodeWhatIf reads a market and a scenario. A day and a year beside them replace those of
// the scenario.
func decodeWhatIf(body []byte) (whatif.WhatIf, error) {
	d, err := document.Decode[struct {
		whatif.WhatIf
		AsOf nhs.Date          `json:"as_of,omitzero"`
		Year nhs.FinancialYear `json:"year,omitzero"`
	}](body)
	d.Scenario.AsOf, d.Scenario.Year = cmp.Or(d.AsOf, d.Scenario.AsOf), cmp.Or(d.Year, d.Scenario.Year)
	return d.WhatIf, err
}

// whatIf reads the scenario and its market.
func (in *invocation) whatIf(name string) (whatif.WhatIf, error) {
	known, err := england.Scenarios()
	if err != nil {
		return whatif.WhatIf{}, err
	}
	var w whatif.WhatIf
	if i := slices.IndexFunc(known, func(s whatif.Scenario) bool { return s.ID == name }); i >= 0 {
		w.Scenario = known[i]
	} else {
		body, err := in.read(name)
		if err != nil {
			return w, err
		}
		var has struct{ Market, Scenario json.RawMessage }
		if json.Unmarshal(body, &has) == nil && (has.Market != nil || has.Scenario != nil) {
			w, err = decodeWhatIf(body)
		} else {
			w.Scenario, err = document.Decode[whatif.Scenario](body)
		}
		switch {
		case err != nil:
			return w, fmt.Errorf("%s: %w", name, err)
		case has.Market != nil && in.marketFile != "":
			return w, usagef("%s holds a market; leave -market out", name)
		case has.Market != nil:
			return w, nil
		}
	}
	m, _, err := in.market(in.marketFile)
	if err != nil {
		return w, err
	}
	w.Market = *m
	return w, nil
}
